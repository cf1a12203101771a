"""Lines of lists: who was harmed stands before a colon, how many behind it, "Sårede soldater: 7"."""

from collections.abc import Sequence
from typing import NamedTuple

from oversikt.people.people import VICTIMS
from oversikt.records import Measure
from oversikt.words.marks import Item
from oversikt.words.pack import Person

#: So many words name those harmed before the colon, with the time and the place.
_LONGEST = 8
#: What no such words hold: a clause, a speech, a number, or what leads to parts.
_NONE_OF = frozenset({"aux", "say", "cite", "neg", "clause", "part", "copula", "toll", "figure"})
#: What may stand before the noun that opens them.
_LEADS = frozenset({"filler", "one", "adj", "of"})
#: Deeds of which each befalls somebody: so many murders, arrests.
_DEEDS = frozenset({"killed", "abducted", "detained", "missing"})
#: What is counted beside people.
_COUNTED = frozenset({"animal", "unit", "time_unit", "troops"})
#: Of those that a verb only tells the noun must stand beside it.
_SUFFERS = "suffered"


class Label(NamedTuple):
    """What stands before a colon: where it begins, the word of harm, what it tells, and of whom."""

    first: int
    at: int | None
    measure: Measure | None
    form: str
    person: Person | None
    adjectives: tuple[str, ...] = ()


def label_of(items: Sequence[Item], colon: int) -> Label | None:
    """Return what the words before a colon tell of those counted after it, "Drepte sivile hittil i år: 48",
    "Soldaten: 12 tot"; None where they are no such label.

    Args:
        items: Marked items with quantities counted.
        colon: Position of the colon.
    """
    first = opening(items, colon)
    if not 0 < colon - first <= _LONGEST:
        return None
    words = range(first, colon)
    if any(
        not _NONE_OF.isdisjoint(items[k].tags)
        or ("count" in items[k].tags and "one" not in items[k].tags)
        for k in words
    ):
        return None
    if items[colon - 1].tags.keys() & {"object", "person"} == {"object"}:
        return None  # "Skadde skoler: 6"
    head = next((k for k in words if not _leads(items[k])), first)
    if {"harm", "person"}.isdisjoint(items[head].tags):
        return None  # "the identity of the dead: 5 men"
    told = [k for k in words if "harm" in items[k].tags]
    people = [k for k in words if "person" in items[k].tags and not _doer(items, k)]
    person = _person(items[people[0]]) if len(people) == 1 else None
    if not told:
        plain = people and "speaker" not in items[people[0]].tags and people[0] == colon - 1
        return Label(first, None, None, "", person) if plain else None
    found = {one for k in told if (one := _harm(items[k], named=bool(people))) is not None}
    if len(found) != 1:
        return None
    measure, form = found.pop()
    adjectives = (
        () if people else tuple(items[k].tags["adj"] for k in words if "adj" in items[k].tags)
    )
    return Label(first, told[0], measure, form, person, adjectives)


def under_label(items: Sequence[Item], colon: int) -> bool:
    """Does a number follow a colon that counts those named before it, who neither speak nor act:
    "Bortførte hjelpearbeidere: 3", "Soldaten: 12 tot", "Journalists: 5"?

    Args:
        items: Marked items with quantities counted.
        colon: Position of the colon.
    """
    follow = items[colon + 1 : colon + 3]
    if any(x.word[0].isdecimal() for x in items[opening(items, colon) : colon]):
        return False  # "12:40"
    if not follow or "count" not in follow[0].tags or "one" in follow[0].tags:
        return False
    if len(follow) == 1 or not follow[1].word[0].isalnum():
        return True
    label = label_of(items, colon)
    return label is not None and (label.measure is not None or "person" not in follow[1].tags)


def counts_deeds(items: Sequence[Item], i: int) -> bool:
    """Does a number after a label and a colon count what befell people: "الإصابات: 118 حالة", "Morde: 12 Fälle"?

    Args:
        items: Marked items with quantities counted.
        i: Position of the number.
    """
    if not i or items[i - 1].word != ":" or i + 1 >= len(items):
        return False
    thing, after = items[i + 1], items[i + 2 : i + 3]
    ends = not after or not after[0].word[0].isalnum()
    if not ends or "object" not in thing.tags or not _COUNTED.isdisjoint(thing.tags):
        return False
    label = label_of(items, i - 1)
    return label is not None and label.measure is not None


def _leads(item: Item) -> bool:
    """May a word open a label before its noun: "the", "عمليات" of "عمليات الخطف"?"""
    return "date_attacks" in item.tags or (bool(item.tags) and item.tags.keys() <= _LEADS)


def opening(items: Sequence[Item], colon: int) -> int:
    """Where the words before a colon begin: behind a bullet or a sign that ends a clause.

    Args:
        items: Marked items of a sentence.
        colon: Position of the colon.
    """
    at = colon
    while at > 0 and colon - at <= _LONGEST:
        word = items[at - 1]
        hyphen = word.word in "-‑'’" and at > 1 and items[at - 2].end == word.start
        if not word.word[0].isalnum() and not hyphen:
            break
        at -= 1
    return at


def _doer(items: Sequence[Item], at: int) -> bool:
    """Does a word lead to who did it, or to where: "killed by soldiers"?"""
    led = {"by", "in", "of"} & items[at - 1].tags.keys() if at else set()
    return led in ({"by"}, {"in"})


def _person(item: Item) -> Person:
    """What a noun says of several people."""
    persons: tuple[Person, ...] = item.tags["person"]
    return next((p for p in persons if p.number == "many"), persons[0])


def _harm(item: Item, *, named: bool) -> tuple[Measure, str] | None:
    """What befell those whom a label names; a deed tells it where nobody is named."""
    harm: tuple[tuple[Measure, str], ...] = item.tags["harm"]
    for kind in (VICTIMS, {_SUFFERS}):
        for measure, form in harm:
            if form in kind:
                return measure, form
    deeds = (x for x in harm if x[1] == "event" and x[0] in _DEEDS and not named)
    return next(deeds, None)
