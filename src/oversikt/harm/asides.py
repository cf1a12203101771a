"""What stands between people and what befell them, and belongs to neither: asides and appositions."""

from oversikt.people.people import Group
from oversikt.people.speech import passive
from oversikt.words.marks import Item

_LISTED = {"and", "count"}
_CLOSED_BY = {"(": ")", "[": "]", "–": "–", "—": "—"}
#: What may stand between the comma that closes a relative clause and the verb.
_BEFORE_VERB = ("aux", "filler")
#: So far before a verb the word that leads to a list of parts is looked for, and so far before that
#: the people whose parts they are.
_LISTING, _OWNERS, _BEFORE_OWNER = 40, 14, 8
#: What ends the search for either, and what stands between the parts of a list.
_ENDING = ("harm", "say", "cite", "clause", "by", "neg")
_LISTING_ON = ("and", "part", "count", "filler", "aux", "age", "another", "adj")
_OWNING = ("counted", "number", "dual")
_LIST_MARKS = frozenset(",()–—-")


def asides(items: list[Item], start: int, stop: int) -> set[int]:
    """Return the positions of asides in a gap: what brackets or dashes enclose, a part or ages between
    commas (", two of them children,", ", aged 7 and 17,"), a relative clause (", who fled,"), a source.

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
        elif (
            items[at].word == ","
            and at == start
            and (end := _enclosed(items, at, stop) or _source(items, at, stop))
        ):
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


def _source(items: list[Item], at: int, stop: int) -> int:
    """Return where the comma stands that ends who says so, told between commas: "двое мужчин, по данным
    полиции, убиты"; 0 where nobody is told so.
    """
    if at + 1 >= stop or "cite" not in items[at + 1].tags:
        return 0
    end = next((k for k in range(at + 2, stop) if not items[k].word[0].isalnum()), 0)
    plain = all({"harm", "count", "clause"}.isdisjoint(x.tags) for x in items[at + 1 : end])
    return end if end and plain and items[end].word == "," else 0


def parts_from(items: list[Item], groups: list[Group], at: int) -> int:
    """Where a list of parts begins that runs up to the verb at ``at``, so that it befell the people
    before the list: "14 members of the Haddad family, including five women, two of whom were pregnant,
    and six children, were killed"; ``at`` where no such list stands there.

    Args:
        items: Marked items of the sentence.
        groups: Groups of people around the verb.
        at: Position of the verb.
    """
    if all("part" not in x.tags for x in items[max(0, at - _LISTING) : at]):
        return at
    found, within = at, {k for g in groups for k in range(g.first, g.last + 1) if k < at}
    strange = False  # words that only a relative of parts explains: "two of whom were pregnant"
    for k in range(at - 1, max(0, at - _LISTING), -1):
        tags = items[k].tags
        if items[k].word in ".;:" or any(tag in tags for tag in _ENDING):
            break
        if "part" in tags:
            relative = (k - 1) in within or "aux" in items[k + 1].tags
            if strange and not relative:
                break
            strange = False
            if _have_parts(items, groups, k, at):
                found = k
        elif items[k].word in _LIST_MARKS:
            if strange:
                break
        elif k not in within and all(tag not in tags for tag in _LISTING_ON):
            strange = True
    return found


def _have_parts(items: list[Item], groups: list[Group], at: int, stop: int) -> bool:
    """Do people stand before a word for parts whom those after it may be of?"""
    owner = next((g for g in reversed(groups) if g.last < at and g.kind in _OWNING), None)
    parts = [g for g in groups if at < g.first < stop]
    if owner is None or at - owner.last > _OWNERS or not parts:
        return False
    if owner.partitive and owner.last == at - 1:
        return False  # "two people, one of whom was a guard, were shot"
    between = items[owner.last + 1 : at]
    who = next((k for k, x in enumerate(between) if "clause" in x.tags or x.word == ","), 0)
    told = bool(between) and "clause" in between[who].tags and between[-1].word == ","
    ends = () if told else _ENDING  # "22 people who had fled the town, including four women, were"
    if any(x.word in ".;:" or any(tag in x.tags for tag in ends) for x in between):
        return False
    end = stop
    while end > at and not items[end - 1].tags.keys().isdisjoint(_BEFORE_VERB):
        end -= 1
    if items[end - 1].word not in _LIST_MARKS and not _runs_on(items, owner, parts):
        return False
    return all(_may_be_of(g, owner) for g in parts)


def _runs_on(items: list[Item], owner: Group, parts: list[Group]) -> bool:
    """May a list of parts run on to the verb without a comma after it: "27 including 11 women were
    killed"? Not "killed 27, including a child, and two guards were hurt", nor "of whom five fled".
    """
    if any("harm" in x.tags for x in items[max(0, owner.first - _BEFORE_OWNER) : owner.first]):
        return False
    gap = items[parts[0].last + 1 : parts[-1].first] if len(parts) == 2 else []
    own_clause = len(gap) > 1 and gap[0].word == "," and "and" in gap[1].tags
    return parts[0].person is not None and not own_clause


def _may_be_of(part: Group, owner: Group) -> bool:
    """May people be some of others by their status: no civilians are some of ten soldiers?"""
    one, other = (g.person.status if g.person else "unknown" for g in (part, owner))
    return one == other or "unknown" in (one, other) or other == "mixed"


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
    apart = any(
        not items[k].tags.keys().isdisjoint(told) and not passive(items, k)
        for k in range(at + 1, end)
    )
    return 0 if apart else end


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
    inside = _before_clause(items[start:end])
    if any("harm" in x.tags or "say" in x.tags or x.word in ".;:" for x in inside):
        return set()
    if any(start <= g.first < end and g.kind in ("counted", "number") for g in groups):
        return set()
    return set(range(start, end))


def _before_clause(inside: list[Item]) -> list[Item]:
    """Return what stands before a relative clause that closes an apposition: "head of the union, who
    had been abducted on Monday,"; all of it where none does or somebody speaks in it.
    """
    for k in range(len(inside) - 2, -1, -1):
        if inside[k].word == "," and "clause" in inside[k + 1].tags:
            told = any({"say", "cite"} & x.tags.keys() or x.word in ".;:" for x in inside[k:])
            return inside if told else inside[: k + 1]
    return inside


def _goes_on(items: list[Item], at: int, stop: int) -> bool:
    """Does the list of an aside go on after a comma, to another: ", a woman, and two men,"?"""
    return (
        items[at].word == ","
        and at + 1 < stop
        and not _LISTED.isdisjoint(items[at + 1].tags)
        and any(x.word == "," for x in items[at + 2 : stop])
    )


def of_a_thing(items: list[Item], groups: list[Group], start: int, stop: int) -> bool:
    """Does "of" lead from one person to a thing or a place: "the driver of the car, who fled, was"?

    Args:
        items: Marked items of the sentence.
        groups: Groups of people around the verb.
        start: Where what follows the person begins.
        stop: Where it ends, at the word of harm.
    """
    if start >= stop or {"of", "in"}.isdisjoint(items[start].tags):
        return False
    end = next((k for k in range(start, stop) if items[k].word == ","), stop)
    return not any(start <= g.first < end and g.kind != "plural" for g in groups)
