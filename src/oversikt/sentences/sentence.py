"""One sentence, marked and analysed: its items, people, times, places and speakers."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from oversikt.people.groups import groups_of
from oversikt.people.people import Group
from oversikt.people.quantities import counted
from oversikt.places import Gazetteer
from oversikt.records import Cause
from oversikt.sentences.compared import records_of
from oversikt.sentences.dates import times_of
from oversikt.sentences.sayings import Saying, sayings_of
from oversikt.sentences.sides import actor_of
from oversikt.sentences.times import Time
from oversikt.sentences.where import Named, named_in
from oversikt.words.marks import Item, cut, mark
from oversikt.words.pack import Pack
from oversikt.words.tokens import ENTRY

Field = Literal["text", "title"]
#: Tags without which a sentence names no time, and no speaker: what to look for is asked first.
_TIMES = {"feast", "month", "weekday", "relative", "anaphoric", "stretch", "time_unit", "date_in", "date_since", "date_term", "date_lasting", "date_figures", "date_attack", "date_anniversary", "date_year_before", "date_month_before"}  # fmt: skip
_SPEECH = {
    "say",
    "say_after",
    "cite",
    "speaker",
}  # a speaker alone may lead: "Police: three killed"
_ACTORS = {"actor", "agent"}
#: So far on the line of a sentence may end.
_LINE = 300
#: Of two causes in one sentence the more special one is meant: a suicide bomber's is also a bomb.
_RANK = {"suicide_attack": 0, "drone": 1, "airstrike": 2, "mine": 3}


class Spot(NamedTuple):
    """Where a sentence stands: field, its text, span, and the sentence's number in the report.

    ``tells``: does a word of it tell of harm? ``items`` are there where that was asked.
    """

    field: Field
    text: str
    start: int
    end: int
    number: int
    tells: bool
    items: list[Item] | None

    @property
    def opens_paragraph(self) -> bool:
        """Does a line begin with the sentence?"""
        return self.start == 0 or self.text[self.start - 1] == "\n"

    @property
    def opens_entry(self) -> bool:
        """Does a line begin with the sentence, and it with a clock time: "17:05 — Three dead"?"""
        return self.opens_paragraph and ENTRY.match(self.text, self.start) is not None

    @property
    def introduces(self) -> bool:
        """Does the line of the sentence end with a colon, so that what it sums up follows?"""
        end = self.text.find("\n", self.end, self.end + _LINE)
        line = self.text[self.start : end if end >= 0 else self.end]
        return line.rstrip().endswith(":")


@dataclass(slots=True)
class Sentence:
    """A sentence with everything that is found in it before its claims are made.

    ``people`` are its items with names of places marked as such, lest they pass for names of
    people. What follows ``groups`` is found by ``complete``, once the sentence is known to matter.
    """

    spot: Spot
    items: list[Item]
    plain: list[Item]
    people: list[Item]
    present: AbstractSet[str]
    places: list[Named]
    groups: list[Group]
    times: list[Time] = field(default_factory=list)
    sayings: tuple[Saying, ...] = ()
    cause: Cause | None = None
    actor: str | None = None
    records: frozenset[int] = frozenset()

    def complete(
        self, spot: Spot, pack: Pack, days: tuple[date | None, date | None], era: Time | None
    ) -> None:
        """Find times, speakers, cause and actor.

        Args:
            spot: Where the sentence stands, with its number.
            pack: The language's pack.
            days: Day of publication, the anchor of relative dates, and the day told last before,
                the anchor of "the next day".
            era: The month or year told last before.
        """
        self.spot = spot
        if not _TIMES.isdisjoint(self.present) or any(
            "count" in x.tags and x.tags["count"].kind == "year" for x in self.people
        ):  # "the 2018 killing of"
            self.records = records_of(self.items, pack)
            self.times = times_of(self.items, *days, self.records, era)
        if not _SPEECH.isdisjoint(self.present):
            self.sayings = sayings_of(spot.text, self.people, pack)
        if "cause" in self.present:
            self.cause = _cause(self.items)
        if not _ACTORS.isdisjoint(self.present):
            self.actor = actor_of(spot.text, self.items, self.groups, self.sayings)

    def words(self, first: int, last: int) -> str:
        """The text of items ``first`` to ``last``, inclusive."""
        return self.spot.text[self.items[first].start : self.items[last].end]

    def has(self, tag: str) -> bool:
        """Does any item carry the tag?"""
        return tag in self.present


def analyse(spot: Spot, pack: Pack, gazetteer: Gazetteer) -> Sentence:
    """Return the sentence at a spot with the places and the people that it names.

    Args:
        spot: Field and span.
        pack: The language's pack.
        gazetteer: What is known of places.
    """
    plain = spot.items or mark(spot.text, cut(spot.text, spot.start, spot.end, pack))
    named = named_in(spot.text, plain, pack, gazetteer)
    items = counted(plain, pack)
    present: set[str] = set()
    for item in items:
        if item.tags:
            present.update(item.tags.keys() - {"harm"} if _lost(item) else item.tags)
    places = _places(named, plain, items) if named else []
    people = _hide(items, places, pack) if places else items
    return Sentence(spot, items, plain, people, present, places, groups_of(people, pack))


def _places(named: list[Named], plain: list[Item], items: list[Item]) -> list[Named]:
    """Give places the positions they have among counted items."""
    if len(plain) == len(items):
        return named
    starts = {item.start: k for k, item in enumerate(items)}
    moved = []
    for one in named:
        first = starts.get(plain[one.first].start)
        if first is not None:
            last = starts.get(plain[one.last].start, first)
            moved.append(one.at(first, last))
    return moved


def _hide(items: list[Item], places: list[Named], pack: Pack) -> list[Item]:
    """Return items in which names of places cannot be taken for names of people."""
    out = list(items)
    for one in places:
        people = not pack.capitals and one.last > one.first  # "أم درمان" begins with a mother
        for k in range(one.first, min(one.last, len(out) - 1) + 1):
            item = out[k]
            if not item.tags or (people and "person" in item.tags):
                out[k] = Item(
                    item.start, item.end, item.word, item.low, {"place": True}, item.capital
                )
    return out


def _lost(item: Item) -> bool:
    """Is this a word of losing, which by itself tells of no deed: "lost the game"?"""
    harm = item.tags.get("harm", ())
    return bool(harm) and all(form == "lost" for _, form in harm)


def _cause(items: list[Item]) -> Cause | None:
    """The cause that the sentence names; the more special one, then the first."""
    causes = [item for item in items if "cause" in item.tags]
    best = min(causes, key=lambda item: (_RANK.get(item.tags["cause"], 5), item.start))
    value: Cause = best.tags["cause"]
    return value
