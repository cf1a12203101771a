"""What stands between people and what befell them, and belongs to neither: asides and appositions."""

from oversikt.claims.marks import Item
from oversikt.claims.people import Group

_LISTED = {"and", "count"}
_CLOSED_BY = {"(": ")", "[": "]", "–": "–", "—": "—"}
#: What may stand between the comma that closes a relative clause and the verb.
_BEFORE_VERB = ("aux", "filler")


def asides(items: list[Item], start: int, stop: int) -> set[int]:
    """Return the positions of asides in a gap: what brackets or dashes enclose, a part or ages between
    commas (", two of them children,", ", aged 7 and 17,"), a relative clause (", who fled,").

    Args:
        items: Marked items of the sentence.
        start: Where the gap begins, right after the people.
        stop: Where it ends, at the word of harm.
    """
    aside: set[int] = set()
    at = start
    while at < stop:
        paired = _CLOSED_BY.get(items[at].word)
        closed = 0
        if paired is not None:
            closed = next((k for k in range(at + 1, stop) if items[k].word == paired), 0)
        if closed:
            aside.update(range(at, closed + 1))
            at = closed
        elif items[at].word == "," and at == start and (end := _enclosed(items, at, stop)):
            aside.update(range(at, end + 1))
            at = end
        elif items[at].word in ",(–—" and (_opens_part(items, at) or _opens_ages(items, at)):
            end = at + 1
            while end < stop and (items[end].word not in ",)–—" or _goes_on(items, end, stop)):
                end += 1
            if end < stop:
                aside.update(range(at, end + 1))
                at = end
        at += 1
    return aside


def _opens_part(items: list[Item], at: int) -> bool:
    """Does a part of the people follow: ", two of them children,"? Not ", and of them only 22 per
    cent could return".
    """
    part = any("part" in x.tags for x in items[at + 1 : at + 4])
    return part and "and" not in items[at + 1].tags


def _opens_ages(items: list[Item], at: int) -> bool:
    """Do ages follow: ", aged 7 and 17,"?"""
    age = any("age" in x.tags for x in items[at + 1 : at + 6])
    return age and any("count" in x.tags for x in items[at + 1 : at + 3])


def _enclosed(items: list[Item], at: int, stop: int) -> int:
    """Where what a comma opens right after people is closed, right before the verb: ", who fled,",
    ", all members of one family, including two girls,"; 0 where it is not.
    """
    end = stop - 1
    while end > at and not items[end].tags.keys().isdisjoint(_BEFORE_VERB):
        end -= 1
    inside = items[at + 1 : end]
    if end <= at + 2 or items[end].word != "," or any(x.word in ".;:" for x in inside):
        return 0
    if "and" in inside[0].tags:
        return 0  # ", and of them only 22 per cent, 500 people, could return"
    clause = "clause" in inside[0].tags
    told = ("say", "cite") if clause else ("say", "cite", "harm", "clause")
    return 0 if any(not x.tags.keys().isdisjoint(told) for x in inside) else end


def apposed(
    items: list[Item], start: int, stop: int, groups: list[Group], *, led: bool
) -> set[int]:
    """Return the positions of what tells who one person is: "Ali Haddad, head of the union, was shot".

    It stands between commas (the first is past where it is ``led``), the second right before the
    verb, and counts and harms nobody.
    """
    if items[start].word == "[" and any(x.word == "]" for x in items[start:stop]):
        start = next(k for k in range(start, stop) if items[k].word == "]") + 1
        if start == stop:
            return set()
    end = stop
    while end > start and not items[end - 1].tags.keys().isdisjoint(("aux", "filler", "clause")):
        end -= 1
    if end - start < 3 or not (led or items[start].word == ",") or items[end - 1].word != ",":
        return set()
    inside = items[start:end]
    if any("harm" in x.tags or "say" in x.tags or x.word in ".;:" for x in inside):
        return set()
    if any(start <= g.first < end and g.kind in ("counted", "number") for g in groups):
        return set()
    return set(range(start, end))


def _goes_on(items: list[Item], at: int, stop: int) -> bool:
    """Does the list of an aside go on after a comma, to another: ", a woman, and two men,"?"""
    return (
        items[at].word == ","
        and at + 1 < stop
        and not _LISTED.isdisjoint(items[at + 1].tags)
        and any(x.word == "," for x in items[at + 2 : stop])
    )
