"""Names that a report tells to be in or beside a town: quarters and villages that are in few lists."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from oversikt.places import Entry, apart, fold
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.where import Named
from oversikt.words.marks import Item
from oversikt.words.tokens import GENITIVE

# Words between a name and the town: "Qahira district, 5 km west of the capital Baghdad" has nine.
_GAP = 9
# A village is no town to go by: common words are names of villages.
_LARGE = 100_000
# What tells of what kind a place is: "town", "quarter", "Saad Square".
_KINDS = {"place_kind", "place_part", "named_kind", "street", "street_before"}
_RELATION = {"direction", "near", "side"}
_POSSESSIVE = GENITIVE | {"-"}
# What ends the telling of where a name lies: "was flown from London, and near Baghdad …".
_PARTING = {"and", "harm", "say", "cite", "person", "by", "clause"}


class Local(NamedTuple):
    """A name, folded, and what the town may mean that it is told to lie in or beside."""

    name: str
    towns: Sequence[Entry]


def local(read: Sequence[Sentence]) -> list[Local]:
    """Return the names that a report tells to be in or beside a town.

    Args:
        read: The report's sentences.
    """
    found = []
    for sentence in read:
        for first, second in pairwise(sentence.places):
            if second.first - first.last > _GAP:
                continue
            if _beside(sentence.items, first, second) or _led(sentence.items, first, second):
                one, town = first, second
            elif _within(sentence.items, first, second):
                one, town = second, first
            else:
                continue
            towns = [entry for entry in town.meanings if entry.kind == "city"]
            if towns and not (one.meanings and one.meanings[0].kind == "country"):
                found.append(Local(fold(one.longer or one.phrase), towns))
    return found


def namesakes(read: Sequence[Sentence], told: Sequence[Local]) -> dict[str, Sequence[Entry]]:
    """Return the phrases that a report tells to be in or beside a town far from all they may mean.

    A quarter or a village is in few lists, and a town elsewhere often has its name: Kamaliya "east
    of Baghdad" is no Kamalia in Pakistan. What is ruled out where the name is told with its town is
    ruled out in the whole report, so that a headline of the bare name is understood too.

    Args:
        read: The report's sentences.
        told: Names with their towns, as ``local`` returns them.

    Returns:
        For each phrase what its town may mean.
    """
    known = [(name, [t for t in towns if t.population >= _LARGE]) for name, towns in told]
    far = [(name, towns) for name, towns in known if towns]
    found: dict[str, Sequence[Entry]] = {}
    for one in (one for sentence in read for one in sentence.places if far and one.meanings):
        key = fold(one.phrase)
        for name, towns in far:
            if _named_so(name, key) and apart(one.meanings, towns):
                found.setdefault(one.phrase, towns)
    return found


def anchors(read: Sequence[Sentence], told: Sequence[Local]) -> dict[str, Sequence[Entry]]:
    """Return what the towns may mean that a report's places are told to lie in or beside.

    Where no list has a village or a quarter, its town tells where it is, in the headline too.

    Args:
        read: The report's sentences.
        told: Names with their towns, as ``local`` returns them.

    Returns:
        By the phrase that names the village or quarter.
    """
    found: dict[str, Sequence[Entry]] = {}
    for one in (one for sentence in read for one in sentence.places if told):
        phrase = one.longer or one.phrase
        key = fold(phrase)
        for name, towns in told:
            if name == key or _named_so(name, key) or _named_so(key, name):
                found.setdefault(phrase, towns)
    return found


def _beside(items: Sequence[Item], one: Named, town: Named) -> bool:
    """Do the words between tell that a name lies by a town, or is one of the town's parts?"""
    gap = items[_end(items, one) + 1 : town.first]
    between = [tag for item in gap for tag in item.tags]
    if not gap or (not gap[0].tags and gap[0].word.isalpha()):
        return False  # the name goes on: "Wadi" of "Wadi Ain Tarma"
    # "the Hayaniya quarter and Saad Square, west of Basra": both lie there
    both = len(gap) > 1 and "and" in gap[0].tags and not _KINDS.isdisjoint(gap[1].tags)
    parting = _PARTING - {"and"} if both else _PARTING
    if parting.intersection(between):
        return False
    if not _RELATION.isdisjoint(between):
        return True
    around = [*items[max(0, one.first - 1) : one.first + 1], *gap[:1]]
    kind = any("place_kind" in item.tags for item in around)
    return kind and ("of" in between or "in" in between)


def _led(items: Sequence[Item], one: Named, town: Named) -> bool:
    """Does one word lead from a name that no list has to a town: "Jadidat al-Shatt ved Baquba"?"""
    gap = items[_end(items, one) + 1 : town.first]
    return not one.meanings and len(gap) == 1 and "in" in gap[0].tags


def _end(items: Sequence[Item], one: Named) -> int:
    """Return the last item of a name, as it goes on past what is known of it."""
    last, stop = one.last, items[one.first].start + len(one.longer)
    while last + 1 < len(items) and items[last + 1].end <= stop:
        last += 1
    return last


def _within(items: Sequence[Item], town: Named, one: Named) -> bool:
    """Is a town told right before a part of it: "Baghdad's Habibiya neighbourhood"?"""
    gap = items[town.last + 1 : one.first]
    end = _end(items, one)
    kind = [*gap, *items[end + 1 : end + 2]]
    return any("place_kind" in item.tags for item in kind) and all(
        "place_kind" in item.tags or item.low in _POSSESSIVE for item in gap
    )


def _named_so(name: str, phrase: str) -> bool:
    """Is a phrase the name, with or without a word for its kind before it?"""
    return name == phrase or name.endswith(f" {phrase}")
