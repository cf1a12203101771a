"""What a report has told so far: the drafts of its claims, and what later sentences lean on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from oversikt.claims.area import abroad, apart
from oversikt.claims.dying import carried_off, deed_before
from oversikt.claims.making import Draft
from oversikt.claims.mishaps import by_violence, fought_at
from oversikt.claims.when import When, attacks, of_attack, only_day, undated, when
from oversikt.people.people import STATUSES
from oversikt.people.quantities import Count
from oversikt.places import Context
from oversikt.records import (
    Attribution,
    Cause,
    Measure,
    Place,
    VictimStatus,
)  # fmt: skip
from oversikt.sentences.sayings import governing
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.settle import Settled, chosen, settled
from oversikt.sentences.speakers import told_in_full
from oversikt.sentences.times import DEED, Time
from oversikt.words.pack import Pack

#: What is done to people by violence alone, where the words do not tell it otherwise.
_VIOLENCE = {"killed", "wounded", "casualties", "abducted"}
#: So many sentences away a word of violence still tells of a death's kind.
_VIOLENCE_NEAR = 4
_TOO_SHORT = 3
#: A change is told at most so many sentences from the figure that changed.
_CHANGE_NEAR = 4
#: So many sentences back the whole is told that some are a part of.
_WHOLE_NEAR = 3
#: How many sentences later the source of a claim may be told.
_SOURCE_NEAR = 4
#: The source of a lead of so many sentences is told in a later paragraph, that of others in their own.
_LEAD = 2
#: So many claims back a person told of now is looked for.
_REMEMBERED = 200


#: Precision of a place that is a whole country (where_prec of UCDP).
_COUNTRY = 6


@dataclass(slots=True)
class Told:
    """What the report has told so far, which later sentences lean on.

    ``speakers`` are the source of sentences that name none, ``heard`` everybody who spoke yet;
    ``place`` is where the last event was, ``country`` the country named last;
    ``listed`` tells that lines which a colon introduced go on, ``summed`` is the last sentence that
    told of a stretch: "the attacks" of the next are those of the stretch. ``headed`` is the sentence
    of a round-up's own total, before which stand totals over other stretches and after it incidents, each in the
    paragraph that ``opened`` begins. ``entry`` is the sentence that begins the last entry of a live report, before which ``before_entry``
    had spoken. ``vague`` tells that ``day`` is of a sentence without a deed,
    ``aftermath`` that something done about a deed was told, ``titled`` that the title tells of violence.
    """

    published: date | None
    context: Context = field(default_factory=Context)
    day: When | None = None
    vague: bool = False
    aftermath: bool = False
    days: dict[int, When] = field(default_factory=dict)
    deeds: set[int] = field(default_factory=set)
    stretch: When | None = None
    undated: bool = False
    place: Place | None = None
    country: Place | None = None
    cause: Cause | None = None
    actor: str | None = None
    speakers: tuple[Attribution, ...] = ()
    heard: list[Attribution] = field(default_factory=list)
    listed: bool = False
    summed: int = -2
    headed: int = -2
    opened: int = 0
    entry: int = -1
    before_entry: int = 0
    fiction: bool = False
    accident: bool = False
    fought: int = -2
    violent: list[int] = field(default_factory=list)
    titled: bool = False
    harmful: set[int] = field(default_factory=set)
    status: VictimStatus = "unknown"
    one: VictimStatus = "unknown"
    named: set[str] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)
    held: list[Draft] = field(default_factory=list)
    settled: dict[tuple[int, bool], list[Settled]] = field(default_factory=dict)

    def open(self, sentence: Sentence) -> None:
        """Forget at a new paragraph what only its predecessor could tell."""
        if sentence.spot.opens_paragraph and not self.listed:
            self.speakers = ()  # a new paragraph may have another source
        if sentence.spot.opens_paragraph:
            self.opened = sentence.spot.number
        if sentence.spot.opens_entry:
            self.speakers, self.entry, self.before_entry = (), sentence.spot.number, len(self.heard)
        follows = self.summed == sentence.spot.number - 1
        leads = sentence.items[-1].word == ":" and not sentence.has("count")  # "as follows:"
        if sentence.spot.number == self.headed + 1:
            self.stretch, self.undated = None, False
        elif sentence.spot.number < self.headed:
            pass
        elif follows and (sentence.has("date_attacks") or leads):
            self.undated = self.undated or self.stretch is None
        elif sentence.spot.opens_paragraph and not (self.listed and follows):
            self.stretch = None
            self.undated = False

    @property
    def running(self) -> bool:
        """Does the stretch that was told last still run on the day of publication?"""
        stretch, published = self.stretch, self.published
        return stretch is not None and published is not None and stretch.end >= published

    def close(self, sentence: Sentence, pack: Pack) -> None:
        """Remember what a sentence told, for those that follow."""
        ones = (g.person for g in sentence.groups if g.count.high == 1)
        if (one := next((person for person in ones if person is not None), None)) is not None:
            self.one = STATUSES.get(one.status, "unknown")
        for group in sentence.groups:
            if group.person is not None and group.person.status in STATUSES:
                self.status = STATUSES[group.person.status]
            if group.names and not group.single:
                self.named.update(x.low for x in sentence.items[group.first : group.last + 1])
        own = self.drafts[-1] if self.drafts else None
        own = own if own is not None and own.sentence == sentence.spot.number else None
        if own is not None and own.placed and apart(own.place, self.place):
            self.actor = None  # another incident has its own
        self.cause = sentence.cause or self.cause
        self.actor = sentence.actor or self.actor
        self._note_times(sentence, own)
        if sentence.places:
            where = self.place_at(sentence, 0)
            if own is not None and (self._of_flight(own) or carried_off(sentence, own.harm)):
                where = None  # where people fled from or were taken to is not where it happened
            elif own is not None and own.placed:  # where it happened, not where it was told
                where = own.place
            elif own is not None and where is None and self.place is None:
                where = own.place  # where a hospital speaks, as long as no other place is told
            # a village that no list has is narrower than "north of Baghdad", or than its town
            narrow = self.place is None or (
                self.place.listed
                and (self.place.precision != 1 or (where is not None and where.beside(self.place)))
            )
            sharp = where is not None and where.precision != _COUNTRY and (narrow or where.listed)
            moved = own is not None and own.placed and abroad(where, self.place)
            if self.place is None or sharp or moved:
                self.place = where
            if where is not None and where.precision == _COUNTRY:
                self.country = where
        self._hear(sentence, pack)
        self.aftermath = self.aftermath or sentence.has("date_aftermath")
        self.accident = self.accident or sentence.has("accident")
        self.fought = fought_at(sentence, self.fought)
        for claim in self._own(sentence):
            claim.violent = by_violence(claim, self.fought)
        if self._tells_violence(sentence):
            self.violent.append(sentence.spot.number)
            self.titled = self.titled or sentence.spot.field == "title"
        if sentence.has("harm"):
            self.harmful.add(sentence.spot.number)
        if self.cause is not None:
            if self.held:
                self.drafts = sorted((*self.held, *self.drafts), key=lambda d: d.sentence)
                self.held.clear()
        elif self.accident:  # deaths by accident or disease, unless somebody or a weapon did it
            self.held += [d for d in self.drafts if not d.violent]
            self.drafts = [d for d in self.drafts if d.violent]

    def _note_times(self, sentence: Sentence, own: Draft | None) -> None:
        """Remember the day or the stretch of a sentence whose last claim is ``own``."""
        days = [
            t for t in sentence.times
            if not (t.stretch or t.said or t.later or (t.back and (own is not None or sentence.has("harm"))))
        ]  # fmt: skip
        deed = not DEED.isdisjoint(sentence.present)
        if own is None and not deed:
            days = [t for t in days if "relative" not in sentence.items[t.first].tags]
        if own is not None and own.dying and own.when is not None:
            days = [t for t in days if t.start != own.when.start]
        totalled = own is not None and own.scope == "period"
        first = next((t for t in sentence.times if t.stretch and not t.back), None)
        if totalled and (first is None or not days or first.first < days[0].first):
            days = []  # the day of a statement about a stretch
        if days:
            acted = {d.when.start for d in self._own(sentence) if d.when and d.measure in _VIOLENCE}
            days.sort(key=lambda t: (t.start not in acted, not of_attack(sentence.items, t)))
            self.day, self.stretch, self.undated = when(sentence, days[0]), None, False
            self.days[sentence.spot.number] = self.day
            self.vague = self.day.start not in acted and not deed
            if deed:
                self.deeds.add(sentence.spot.number)
        elif self._of_one(sentence, first):
            return  # "five were killed, raising to 340 the toll since January"
        elif first is not None and not first.later:
            self.stretch = when(sentence, first)
        elif undated(sentence, self.published) or attacks(sentence):
            self.undated = True
        if self.stretch or self.undated or (totalled and not days):
            self.summed = sentence.spot.number

    def _of_one(self, sentence: Sentence, stretch: Time | None) -> bool:
        """Does a sentence tell of an event beside the stretch that it names, or of nobody who is
        counted, though of harm, in a stretch long past: "he is said to have died in 2014"?
        """
        own = list(self._own(sentence))
        start = stretch.start if stretch is not None else None
        if own:
            return any(
                d.scope == "incident" and (d.when is None or d.when.start != start) for d in own
            )
        past = stretch is not None and stretch.whole and stretch.precision == "year"
        now = self.published is not None and stretch is not None and stretch.end >= self.published
        return past and not now and sentence.has("harm")

    def settle(self, sentences: int) -> None:
        """Let go of what the report as a whole shows to be no harm by violence.

        "Three died" beside an attack is a claim; in a report of a fire, a match or a life it is
        none. A change in per cent is one beside figures of people harmed, not of prices or votes.

        Args:
            sentences: How many the report has: a few need not tell how people died.
        """
        violent = _around(self.violent, _VIOLENCE_NEAR)
        told = (d.sentence for d in self.drafts if d.measure != "change_percent")
        figures = _around(told, _CHANGE_NEAR) | self.harmful
        self.drafts = [
            d
            for d in self.drafts
            if (not d.peaceful or sentences <= _TOO_SHORT or self.titled or d.sentence in violent)
            and (d.measure != "change_percent" or d.sentence in figures)
        ]
        kept = {id(d) for d in self.drafts}
        for one in self.drafts:
            if one.part_of is not None and id(one.part_of) not in kept:
                one.part_of = None
        self._date()

    def _date(self) -> None:
        """Date what no words date by a sentence without harm: "It happened on Thursday".

        Headline and lead have the day that is told soon after them; where no claim has one, all have
        that of the nearest sentence that tells of a deed. What was carried on from a sentence without
        a deed gives way, in a report of a hearing or a funeral, to the one day that is a deed's.
        """
        some = [d for d in self.drafts if d.scope == "incident" and d.measure != "detained"]
        for one in (d for d in some if d.when is None and d.sentence <= 1):
            near = range(one.sentence + 1, one.sentence + _SOURCE_NEAR + 1)
            if not any(d.when is not None and d.sentence in near for d in some):
                one.when = next((self.days[n] for n in near if n in self.days), None)
        if self.deeds and not any(d.when for d in some):
            for one in some:
                one.when = self.days[min(self.deeds, key=lambda n: (abs(n - one.sentence), n))]
        deeds = [d.when for d in some if d.measure in _VIOLENCE and not (d.dying or d.led)]
        told = only_day(deeds) if self.aftermath else None
        for one in (d for d in some if d.led):
            one.when = told or one.when
        for one in (d for d in some if d.dying):
            one.when = deed_before(one.when, deeds) or one.when
        for one in some:
            if one.when is None and one.part_of is not None:
                one.when = one.part_of.when

    def _tells_violence(self, sentence: Sentence) -> bool:
        """Does a sentence tell of violence, by a word for it, its cause, or what befell whom?"""
        return (
            sentence.cause is not None
            or sentence.has("violence")
            or (
                sentence.has("speaker")
                and any("armed_group" in x.tags.get("speaker", ()) for x in sentence.items)
            )
            or any(not d.peaceful and d.measure in _VIOLENCE for d in self._own(sentence))
        )

    def _of_flight(self, own: Draft) -> bool:
        """Is a claim of those who fled, told after violence that has a place of its own?"""
        return own.measure == "displaced" and any(
            one.placed and one.measure in _VIOLENCE and one.sentence < own.sentence
            for one in self.drafts
        )

    def place_at(self, sentence: Sentence, at: int, *, spoken: bool = False) -> Place | None:
        """Return the place of what stands at a position of a sentence; which ones it names is kept.

        Args:
            sentence: A sentence of the report.
            at: Position of an item.
            spoken: Whether a speaker's place will do.
        """
        if not sentence.places:
            return None
        asked = (sentence.spot.number, spoken)
        if asked not in self.settled:
            named = settled(sentence.places, self.context, sentence.items, spoken=spoken)
            self.settled = {asked: named}  # of this sentence alone
        return chosen(self.settled[asked], at, sentence.items)

    def _own(self, sentence: Sentence) -> Iterator[Draft]:
        """The drafts of the sentence that was read last."""
        number = sentence.spot.number
        return takewhile(lambda draft: draft.sentence == number, reversed(self.drafts))

    def source_of(
        self, sentence: Sentence, first: int, last: int, pack: Pack
    ) -> tuple[Attribution, ...]:
        """Return the source of a claim: who says it in its sentence, or who spoke before.

        Args:
            sentence: The claim's sentence.
            first: Position of the claim's first word.
            last: Position of its last word.
            pack: The language's pack.
        """
        saying = governing(sentence.items, sentence.sayings, first, last)
        if saying is None:
            return self.speakers if sentence.spot.field == "text" else ()
        if saying.speakers:
            return self._in_full(saying.speakers, pack)
        within = [s for s in sentence.sayings if s.speakers and s.first < saying.first]
        if within:
            return self._in_full(within[-1].speakers, pack)
        return self.speakers or tuple(
            self.heard[self.before_entry :][-1:]
        )  # "he added", in a new paragraph too

    def _in_full(self, speakers: tuple[Attribution, ...], pack: Pack) -> tuple[Attribution, ...]:
        """The speakers under the fuller names that the report gave them before."""
        return tuple(told_in_full(one, self.heard, pack.articles) for one in speakers)

    def _hear(self, sentence: Sentence, pack: Pack) -> None:
        """Remember who spoke in a sentence, and give claims before it that have no source theirs."""
        end = sentence.spot.text[sentence.spot.end - 1]
        self.listed = end == ":" or (self.listed and end not in ".!?؟")
        spoke = [s for s in sentence.sayings if s.speakers]
        if not spoke:
            return
        for saying in spoke:
            before, self.speakers = self.speakers, self._in_full(saying.speakers, pack)
            self.heard += self.speakers
        if (
            len(spoke) > 1
            and {one.kind for one in self.speakers} == {"media"}
            and not any(one.kind == "media" for one in before)
        ):  # "the ministry said in a statement that AFP received": it goes on to speak through AFP
            self.speakers += before
        if sentence.spot.field != "text":
            return
        for one in reversed(self.drafts):  # a lead's source is often told in the next sentences
            if sentence.spot.number - one.sentence > _SOURCE_NEAR:
                break
            near = one.sentence >= self.opened or self.entry < one.sentence <= _LEAD
            if near and not one.speakers and one.field == "text":
                one.speakers = spoke[0].speakers

    def status_near(self, number: int, *, one: bool = False) -> VictimStatus:
        """The status of those harmed in the sentence before, else of the people told of last; of
        ``one``, whom a pronoun tells, that of one person, and he is the one told first.
        """
        last = self.drafts[-1] if self.drafts else None
        near = last is not None and number - last.sentence <= 1
        if last is not None and near and not (one and last.count.high != 1):
            return last.status
        return self.one if one else self.status

    def whole_of(self, measure: Measure, count: Count, number: int) -> Draft | None:
        """The claim of an earlier sentence that "1,904 of the dead" is a part of."""
        near = [d for d in self.drafts[-_REMEMBERED:] if 0 < number - d.sentence <= _WHOLE_NEAR]
        near = [d for d in near if d.measure == measure and d.part_of is None]
        near = [d for d in near if d.count.high is None or d.count.high >= (count.low or 0)]
        # "a priest is among the dead" is of the attack, and not of last year's that was told after it
        events = [d for d in near if d.scope == "incident"]
        return next(reversed(events or near), None)

    def before(self, measure: Measure, count: Count) -> Draft | None:
        """The last claim of this measure that may hold people who are told of now."""
        least = count.low or 0
        return next(
            (d for d in reversed(self.drafts[-_REMEMBERED:]) if d.measure == measure and d.part_of is None
             and d.scope != "period" and (self.headed < 0 or d.sentence >= self.opened)
             and d.count.low != 0 and d.modality in ("asserted", "possible")
             and (d.count.high is None or d.count.high >= least)), None,
        )  # fmt: skip


def parted(one: Draft, other: Draft) -> bool:
    """Do the sentences of two claims themselves place them in different towns?"""
    return one.placed and other.placed and apart(one.place, other.place)


def elsewhere(known: Draft, time: Time | None, place: Place | None) -> bool:
    """Does a sentence's own day or place set its people apart from those of an earlier claim?"""
    if time is not None and known.when is not None and time.start != known.when.start:
        return True
    return known.placed and apart(place, known.place)


def _around(sentences: Iterable[int], reach: int) -> set[int]:
    """The numbers of sentences and of those up to ``reach`` away."""
    return {n + k for n in sentences for k in range(-reach, reach + 1)}
