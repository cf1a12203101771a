"""Reads one report: sentence by sentence into drafts, then over the whole report into claims."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations

from oversikt.claims.confidence import confidence
from oversikt.claims.drafts import draft, people_in
from oversikt.claims.fates import survived
from oversikt.claims.joins import join
from oversikt.claims.making import Draft
from oversikt.claims.reading import Reading
from oversikt.claims.retold import without_dead
from oversikt.claims.roundup import sum_up
from oversikt.claims.spots import Listened, listened, parts, ringing
from oversikt.claims.stories import tells_story
from oversikt.claims.told import Told
from oversikt.claims.vicinity import anchors, local, namesakes
from oversikt.harm.clauses import harms_of
from oversikt.people.labels import is_page
from oversikt.places import Context, Gazetteer, gathered, homes
from oversikt.records import Claim, Report, digest
from oversikt.sentences.nations import nations_of
from oversikt.sentences.sentence import Field, Sentence, Spot, analyse
from oversikt.sentences.times import Time
from oversikt.words import language as languages
from oversikt.words import pack as packs
from oversikt.words.marks import harms
from oversikt.words.pack import Pack
from oversikt.words.tokens import fold, folded

EXTRACTOR = "rules"
#: The first sentences are always looked at: they tell the place and day that later ones lean on.
_LEAD = 3
#: So many sentences after one that tells of harm those harmed may be told on.
_CARRIED = 4
_WORD = re.compile(r"[^\W\d_]+")
#: A round-up tells its total among so many sentences; of 18 that were annotated all do in six.
_HEAD = 8
#: With so many names of one word that may or may not be people, each choice of them is tried.
_TRIED = 3
#: A report in which so many words ring is read whole at once: of 330 such only 3 had no sentence
#: that may make a claim.
_SURE = 8
#: A sentence of so many words that a page prints twice is told once; shorter ones may tell of others.
_LONG = 8
#: A picture's number stands among so many words before its caption.
_NOTE = 12
#: A report makes at most so many claims, and one more for so many characters: shooting news makes
#: one for 470. Beyond that stand tables, or words put together to keep the reader busy.
_MOST, _CHARACTERS = 2000, 200


class Reader:
    """Reads reports by the rules of the language packs.

    Args:
        gazetteer: What is known of places; the bundled one where None.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or Gazetteer.load()

    def read(self, report: Report) -> Reading:
        """Return the claims of a report, in the order of the text, the title's first.

        Args:
            report: One report; its text may be anything at all.

        Returns:
            The reading. ``unread`` says why nothing could be read: no text, no language, no pack.
        """
        code, reason = languages.of(report)
        if code is None:
            return Reading(unread=reason)
        pack = packs.load(code)
        fields = listened(report, pack)
        seen = self._looked(fields, pack)
        if seen is None:
            return Reading(language=code)
        told = Told(_day(report.published))
        drills: set[str] = set()
        printed: set[str] = set()
        number, whole = 0, True
        day: date | None = None
        for spots in parts(fields, pack, seen):
            number += len(spots)
            if not any(spot.tells and harms(spot.items or []) for spot in spots):
                continue
            read, day = self._analysed(spots, pack, (told.published, day), seen)
            drills.update(_drills(read))
            told.context = _context(read, pack)
            if told.headed < 0:
                told.headed = _headed(read)
            for sentence in read:
                told.open(sentence)
                tells = sentence.spot.tells or _carries(sentence.spot, pack)
                if tells and not _printed(sentence, printed):
                    if len(told.drafts) < _MOST + sentence.spot.end // _CHARACTERS:
                        draft(sentence, pack, told)
                    else:
                        whole = False
                told.close(sentence, pack)
        if len(drills) > 1:  # two different words of rehearsing say so, one may be chance
            return Reading(language=code)
        told.settle(number)
        if any(d.cause is None for d in told.drafts) and tells_story(report.text, pack):
            told.drafts = [d for d in told.drafts if d.cause is not None]
        told.drafts = without_dead(told.drafts)
        survived(told.drafts)
        join(told.drafts, told.headed)
        sum_up(told.drafts)
        unread = None if whole else "read in part: more figures than prose has"
        return Reading(tuple(self._claims(report, told.drafts)), unread, code)

    def _looked(
        self, fields: list[Listened], pack: Pack
    ) -> dict[tuple[Field, int], Sentence] | None:
        """Return the sentences that had to be analysed to know whether any may make a claim, by
        where they begin; None where none may.

        Of 253 reports of Norwegian general news 213 hold a word that may tell of harm, 61 a
        sentence that may, and 23 a claim.
        """
        seen: dict[tuple[Field, int], Sentence] = {}
        rings = sum(len(one.heard.loud) for one in fields)
        if rings >= _SURE or not all(one.plain for one in fields):
            return seen
        for k, one in enumerate(fields):
            for spot in ringing(one, one.heard.loud, pack):
                if harms(spot.items or []):  # a change in per cent alone is no claim
                    sentence = analyse(spot, pack, self._gazetteer)
                    seen[spot.field, spot.start] = sentence
                    if _may_claim(sentence, fields[: k + 1], pack):
                        return seen
        return None

    def _analysed(
        self,
        spots: list[Spot],
        pack: Pack,
        days: tuple[date | None, date | None],
        seen: dict[tuple[Field, int], Sentence],
    ) -> tuple[list[Sentence], date | None]:
        """Analyse what tells of harm and what stands around it; also return the day told last."""
        published, day = days
        read: list[Sentence] = []
        era: Time | None = None
        for k, spot in enumerate(spots):
            needed = (
                spot.tells
                or spot.number < _LEAD
                or (k + 1 < len(spots) and spots[k + 1].tells)
                or (k > 0 and spots[k - 1].tells and (pack.peaceful or _carries(spot, pack)))
                or (any(x.tells for x in spots[max(0, k - _CARRIED) : k]) and _names(spot, pack))
                or _dates(spot, pack)
            )
            if needed:
                sentence = seen.pop((spot.field, spot.start), None)
                if sentence is None:
                    sentence = analyse(spot, pack, self._gazetteer)
                sentence.complete(spot, pack, (published, day), era)
                read.append(sentence)
                era = next((t for t in reversed(sentence.times) if t.whole and not t.back), era)
                day = _told_last(sentence.times) or day
        return read, day

    def _claims(self, report: Report, drafts: Sequence[Draft]) -> Iterator[Claim]:
        """Turn drafts into claims, with ids that are the same in every run and process."""
        texts: dict[Field, str] = {"text": report.text, "title": report.title or ""}
        digests = {name: digest(text) for name, text in texts.items()}
        kept: dict[str, Draft] = {}
        for one in drafts:
            one.id = digest(
                report.id, one.field, digests[one.field], *one.span, one.start, one.end, one.measure
            )
            kept.setdefault(one.id, one)
        for one in kept.values():
            for link in ("part_of", "same_as"):
                other = getattr(one, link)
                if other is not None and other.id not in kept:
                    setattr(one, link, None)
            yield _claim(report, one, texts[one.field], confidence(one))


def _claim(report: Report, one: Draft, text: str, sure: float) -> Claim:
    """Return the claim of a draft."""
    return Claim(
        id=one.id,
        report_id=report.id,
        field=one.field,
        start=one.start,
        end=one.end,
        quote=text[one.start : one.end],
        measure=one.measure,
        quantifier=one.count.quantifier,
        low=one.count.low,
        high=one.count.high,
        unit=one.unit,
        victim_status=one.status,
        affiliation=one.affiliation,
        sex=one.sex,
        age_group=one.age,
        part_of=one.part_of.id if one.part_of else None,
        same_as=one.same_as.id if one.same_as else None,
        scope=one.scope,
        modality=one.modality,
        actor=one.actor,
        cause=one.cause,
        date_start=one.when.start.isoformat() if one.when else None,
        date_end=one.when.end.isoformat() if one.when else None,
        date_precision=one.when.precision if one.when else None,
        date_phrase=one.when.phrase if one.when else None,
        place=one.place,
        attribution=one.speakers,
        victim_names=one.names,
        died_later=one.late,
        confidence=sure,
        extractor=EXTRACTOR,
    )


def _may_claim(sentence: Sentence, fields: list[Listened], pack: Pack) -> bool:
    """May a sentence tell what befell somebody, whichever names were told before it?

    A name of one word counts only where an earlier sentence explains it, so each choice of those
    that stand before is tried; the sentence stands in the last of the fields.
    """
    items = sentence.items
    names = {items[g.first].low for g in sentence.groups if g.single}
    if names:
        before = [one.text for one in fields[:-1]] + [fields[-1].text[: sentence.spot.start]]
        names = {name for name in names if any(name in folded(text) for text in before)}
    if len(names) > _TRIED:
        return True
    choices = chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    return any(harms_of(items, people_in(sentence, set(known)), pack) for known in choices)


def _carries(spot: Spot, pack: Pack) -> bool:
    """Does a sentence hold a word that tells on of those harmed before it: "of them", "victims"?"""
    words = {fold(word) for word in spot.text[spot.start : spot.end].split()}
    words.update(w.removeprefix(letters) for w in tuple(words) for letters in pack.prefixes)
    return not pack.carriers.isdisjoint(words)


def _names(spot: Spot, pack: Pack) -> bool:
    """Does a sentence hold a word for those harmed, which may say who they were: "victims"?"""
    return not pack.victims.isdisjoint(map(fold, spot.text[spot.start : spot.end].split()))


def _dates(spot: Spot, pack: Pack) -> bool:
    """Does a sentence hold a word for a day and one for a deed: "It happened on Sunday"?"""
    words = {fold(word) for word in _WORD.findall(spot.text, spot.start, spot.end)}
    if pack.days.isdisjoint(words):
        return False
    words.update(w.removeprefix(letters) for w in tuple(words) for letters in pack.prefixes)
    return not pack.deeds.isdisjoint(words)


def _printed(sentence: Sentence, before: set[str]) -> bool:
    """Was a long sentence printed before, word by word: a headline, a caption, a teaser? What numbers
    a picture is none of its words: "Image 3 of 8".
    """
    items = sentence.items
    start = next((k + 1 for k in range(min(len(items), _NOTE) - 1, 2, -1) if is_page(items, k)), 0)
    told = [x.low for x in items[start:] if x.word[0].isalnum()]
    if len(told) < _LONG:
        return False
    words = " ".join(told)
    known = words in before
    before.add(words)
    return known and sentence.spot.field == "text"


def _drills(read: Sequence[Sentence]) -> set[str]:
    """The words of rehearsing in some sentences."""
    return {x.low for s in read if "exercise" in s.present for x in s.items if "exercise" in x.tags}


def _context(read: list[Sentence], pack: Pack) -> Context:
    """What the sentences name of places and nations, for telling places of one name apart.

    Names that are told to lie by a town far from all that they may mean do not speak, if that town
    is in the country that all others speak for: else it is a misread word that is no town.
    """
    mentions = [(place.phrase, place.meanings) for s in read for place in s.places]
    nations = [code for s in read for code in nations_of(s.plain, pack)]
    told = local(read)
    far = namesakes(read, told)
    context = gathered([one for one in mentions if one[0] not in far], nations)
    near = {p for p, towns in far.items() if context.country in {town.country for town in towns}}
    if len(near) < len(far):
        context = gathered([one for one in mentions if one[0] not in near], nations)
    led = [(p.phrase, p.meanings) for s in read for p in s.places if p.led and p.meanings]
    context = homes(led, context)
    return replace(context, namesakes=frozenset(near), anchors=anchors(read, told))


def _headed(read: Sequence[Sentence]) -> int:
    """The number of the sentence that gives a round-up's own total; -2 where none does.

    It stands at the head of the report: further down a colon leads to what somebody says.
    """
    return next(
        (
            s.spot.number for s in read
            if s.spot.number < _HEAD and s.spot.introduces and s.has("harm")
            and any((x.tags["count"].low or 0) > 1 for x in s.items if "count" in x.tags)
        ),
        -2,
    )  # fmt: skip


def _told_last(times: Sequence[Time]) -> date | None:
    """The day that a sentence tells last, of what happened rather than of who said so."""
    days = [t for t in times if t.anchor is not None and not t.back]
    happened = [t for t in days if not (t.said or t.later)]
    days = [t for t in happened if not t.stretch] or happened or days
    return days[-1].anchor if days else None


def _day(published: str | None) -> date | None:
    """The day of an ISO date or time; None where it is unknown or no date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
