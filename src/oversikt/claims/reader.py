"""Reads one report: sentence by sentence into drafts, then over the whole report into claims."""

from collections.abc import Iterator, Sequence
from datetime import date

from oversikt.claims import language as languages
from oversikt.claims import pack as packs
from oversikt.claims.confidence import confidence
from oversikt.claims.drafts import draft
from oversikt.claims.fates import survived
from oversikt.claims.joins import join
from oversikt.claims.marks import cut, harms, mark, tells
from oversikt.claims.pack import Pack
from oversikt.claims.pages import asides_of
from oversikt.claims.reading import Reading
from oversikt.claims.sentence import Field, Sentence, Spot, analyse
from oversikt.claims.times import Time
from oversikt.claims.tokens import fold, sentences
from oversikt.claims.told import Draft, Told
from oversikt.claims.where import nations_of
from oversikt.places import Gazetteer, gathered
from oversikt.records import Claim, Report, digest

EXTRACTOR = "rules"
#: The first sentences are always looked at: they tell the place and day that later ones lean on.
_LEAD = 3
#: Longer texts are read a part at a time, each with places of its own, so that memory stays bounded;
#: none of 8,900 reports in the measuring sets is longer.
_PART = 100_000
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
        told = Told(_day(report.published))
        drills: set[str] = set()
        number, whole = 0, True
        day: date | None = None
        for spots in _parts(report, pack):
            number += len(spots)
            if not any(spot.tells and harms(spot.items or []) for spot in spots):
                continue
            read, day = self._analysed(spots, pack, (told.published, day))
            drills.update(_drills(read))
            told.context = gathered(
                [(place.phrase, place.meanings) for s in read for place in s.places],
                [code for s in read for code in nations_of(s.plain, pack)],
            )
            if told.headed < 0:
                told.headed = _headed(read)
            for sentence in read:
                told.open(sentence)
                if sentence.spot.tells or _carries(sentence.spot, pack):
                    if len(told.drafts) < _MOST + sentence.spot.end // _CHARACTERS:
                        draft(sentence, pack, told)
                    else:
                        whole = False
                told.close(sentence, pack)
        if len(drills) > 1:  # two different words of rehearsing say so, one may be chance
            return Reading(language=code)
        told.settle(number)
        survived(told.drafts)
        join(told.drafts, told.headed)
        unread = None if whole else "read in part: more figures than prose has"
        return Reading(tuple(self._claims(report, told.drafts)), unread, code)

    def _analysed(
        self, spots: list[Spot], pack: Pack, days: tuple[date | None, date | None]
    ) -> tuple[list[Sentence], date | None]:
        """Analyse what tells of harm and what stands around it; also return the day told last."""
        published, day = days
        read: list[Sentence] = []
        for k, spot in enumerate(spots):
            leads = (
                spot.number < _LEAD
                or (k + 1 < len(spots) and spots[k + 1].tells)
                or (k > 0 and spots[k - 1].tells and (pack.peaceful or _carries(spot, pack)))
            )
            if spot.tells or leads:
                sentence = analyse(spot, pack, self._gazetteer, (published, day))
                read.append(sentence)
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
        confidence=sure,
        extractor=EXTRACTOR,
    )


def _parts(report: Report, pack: Pack) -> Iterator[list[Spot]]:
    """The sentences of a report, the title's first, a part of a very long text at a time.

    None are given where no word of it tells of harm.
    """
    fields: list[tuple[Field, str]] = [("title", report.title)] if report.title else []
    fields.append(("text", report.text))
    alarms = [(name, text, pack.alarm.places(text)) for name, text in fields]
    if not any(heard.loud for _, _, heard in alarms):
        return
    spots: list[Spot] = []
    number = size = 0
    for name, text, (ends, _, kept) in alarms:
        k = 0
        for start, end in _told_in(text, pack):
            while k < len(ends) and ends[k] < start:
                k += 1
            near = bool(ends) if not kept else k < len(ends) and ends[k] < end
            items = mark(text, cut(text, start, end, pack)) if near else None
            harm = items is not None and tells(items)
            spots.append(Spot(name, text, start, end, number, harm, items))
            number, size = number + 1, size + end - start
            if size > _PART:
                yield spots
                spots, size = [], 0
    yield spots


def _told_in(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    """The sentences of a text, without the headlines of other reports that a page lists."""
    asides = asides_of(text, pack.asides)
    for start, end in sentences(text, pack.abbreviations):
        while asides and asides[0][1] <= start:
            asides.pop(0)
        if not (asides and asides[0][0] <= start):
            yield start, end


def _carries(spot: Spot, pack: Pack) -> bool:
    """Does a sentence hold a word that tells on of those harmed before it: "of them", "victims"?"""
    return not pack.carriers.isdisjoint(map(fold, spot.text[spot.start : spot.end].split()))


def _drills(read: Sequence[Sentence]) -> set[str]:
    """The words of rehearsing in some sentences."""
    return {x.low for s in read if "exercise" in s.present for x in s.items if "exercise" in x.tags}


def _headed(read: Sequence[Sentence]) -> int:
    """The number of the sentence that gives a round-up's own total; -2 where none does."""
    return next(
        (s.spot.number for s in read if s.spot.introduces and s.has("count") and s.has("harm")), -2
    )


def _told_last(times: Sequence[Time]) -> date | None:
    """The day that a sentence tells last, of what happened rather than of who said so."""
    days = [t for t in times if t.anchor is not None and not t.back]
    last = next((t for t in reversed(days) if not t.said), days[-1] if days else None)
    return last.anchor if last is not None else None


def _day(published: str | None) -> date | None:
    """The day of an ISO date or time; None where it is unknown or no date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
