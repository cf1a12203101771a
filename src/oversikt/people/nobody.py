"""Whom "none" is said of: "none of the five", "aucun des huit occupants", "none of the dead was armed"."""

from oversikt.people.ages import of_one_age
from oversikt.people.people import VICTIMS
from oversikt.people.quantities import Count
from oversikt.words.marks import Item

#: What says something of the people before it.
_SAID = frozenset({"aux", "neg", "harm"})


def past_number(items: list[Item], i: int, count: Count) -> int:
    """Return where the noun of a count is looked for: right after it, after the age of its people ("vier
    19-jährige Rekruten") or the number of those none of whom are meant ("aucun des huit occupants").

    Args:
        items: Marked items of the sentence.
        i: Position of the count.
        count: The count.
    """
    at = i + 1
    if age := of_one_age(items, i, count):
        return age
    if twice := _told_twice(items, i, count):
        return twice
    if count.kind != "none" or not led_by_of(items, i):
        return at
    while at < len(items) and not {"of", "filler", "count"}.isdisjoint(items[at].tags):
        at += 1
    return at if at < len(items) and "person" in items[at].tags else i + 1


def _told_twice(items: list[Item], i: int, count: Count) -> int:
    """Where the brackets end in which a number stands again: "двоє (2) цивільних"; 0 where none do."""
    told = items[i + 1 : i + 4]
    if len(told) < 3 or (told[0].word, told[2].word) != ("(", ")"):
        return 0
    again: Count | None = told[1].tags.get("count")
    same = again is not None and (again.low, again.high) == (count.low, count.high)
    return i + 4 if same else 0


def led_by_of(items: list[Item], i: int) -> bool:
    """Does "none" lead to those of whom none are meant: "none of the five", "никто из"?"""
    return any("of" in x.tags for x in items[i : i + 2])


def of_harmed(items: list[Item], i: int) -> bool:
    """Is something said of some already harmed, none of whom are meant: "none of the five dead was armed"?

    Args:
        items: Marked items of the sentence.
        i: Position of "none".
    """
    at = none_of(items, i) + 1
    if at + 1 >= len(items):
        return False
    forms = {form for _, form in items[at].tags.get("harm", ())}
    follow = items[at + 1]
    if VICTIMS.isdisjoint(forms):
        return "suffered" in forms and "aux" in follow.tags  # "none of the five killed was armed"
    return not _SAID.isdisjoint(follow.tags) or (not follow.tags and follow.low.isalpha())


def harmed_too(items: list[Item], at: int) -> bool:
    """Did some harm befall those harmed of whom "none" is said: "none of the five wounded died"?"""
    told = (x for x in items[at + 2 : at + 5] if {"aux", "neg"}.isdisjoint(x.tags))
    return any(f == "suffered" for x in told for _, f in x.tags.get("harm", ()))


def none_of(items: list[Item], i: int) -> int:
    """Return where the number ends of those none of whom are meant: "none of the five",
    "никто из пяти"; else ``i``.

    Args:
        items: Marked items of the sentence.
        i: Position of "none".
    """
    at = i + 1
    if not led_by_of(items, i):
        return i
    while (
        at < len(items)
        and "count" not in items[at].tags
        and not {"of", "filler"}.isdisjoint(items[at].tags)
    ):
        at += 1
    several: Count | None = items[at].tags.get("count") if at < len(items) else None
    return at if several is not None and (several.low or 0) > 1 else i
