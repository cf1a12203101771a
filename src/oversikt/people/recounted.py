"""Two numbers of the same people: families and heads, what a number may come to, a noun for both."""

from dataclasses import replace

from oversikt.people.people import Group
from oversikt.words.marks import Item

#: What a number may come to is no such multiple of it: "two women, believed to be 30".
_COME_TO = 3
#: What may stand between "all" and who they are.
_SMALL = frozenset({"filler", "of", "part", "copula"})


def family_of(items: list[Item], family: Group, people: Group) -> bool:
    """Does a group tell how many a family is: "a family of six people"?"""
    return (
        family.person is not None and family.person.unit == "household"
        and family.count.kind == "vague" and people.kind in ("number", "counted")
        and people.first == family.last + 2 and "of" in items[family.last + 1].tags
        and (people.count.low or 0) > 1 and people.measure is None
    )  # fmt: skip


def told_twice(items: list[Item], one: Group, other: Group) -> bool:
    """Are two groups the same people, counted by families and by heads: "200 families, some 850
    people,", "850 personnes, soit 200 ménages,"?
    """
    units = {g.person.unit for g in (one, other) if g.person is not None}
    gap = items[one.last + 1 : other.first]
    low, high = sorted((one.count.low or 0, other.count.low or 0))
    families = one if one.person is not None and one.person.unit == "household" else other
    return (
        one.kind == other.kind == "counted" and units == {"household", "person"}
        and 0 < len(gap) < 3 and gap[0].word in ",(" and {"and", "part"}.isdisjoint(gap[-1].tags)
        and 0 < low < high and families.count.low == low
        and one.measure is None and other.measure is None
    )  # fmt: skip


def shares_noun(items: list[Item], one: Group, other: Group) -> bool:
    """Has a number only an adjective before "and", and the noun of the next: "12 армянских и 15
    азербайджанских военных"? It takes that noun's people.

    Args:
        items: Marked items with quantities counted.
        one: The number; it becomes one of people.
        other: The group after it.
    """
    gap = items[one.last + 1 : other.first]
    shares = (
        one.kind == "number" and one.weak and other.kind == "counted" and other.person is not None
        and len(gap) == 2 and not gap[0].tags.keys() - {"place"} and gap[0].word.isalpha() and "and" in gap[1].tags
    )  # fmt: skip
    if shares:
        one.person, one.kind, one.weak = other.person, "counted", False
    return shares


def or_more(items: list[Item], one: Group, other: Group) -> bool:
    """Is a second number what the first may come to: "at least three, possibly five, people"?"""
    gap = items[one.last + 1 : other.first]
    counted = {"number", "counted"}
    return (
        one.kind in counted and other.kind in counted and one.measure is None and 1 < len(gap) < 5
        and any("possible" in x.tags for x in gap) and {"part", "harm"}.isdisjoint(gap[0].tags)
        and all("possible" in x.tags or x.word in ",(–—" or {"and", "or"} & x.tags.keys() for x in gap)
        and 0 < (one.count.low or 0) < (other.count.low or 0) <= _COME_TO * (one.count.low or 0)
        and (one.person is None or other.person in (None, one.person))
    )  # fmt: skip


def no_fewer(one: Group, other: Group) -> Group:
    """Return the people of two numbers as one group, of the first number at least."""
    count = one.count._replace(quantifier="at_least", high=None)
    if one.person is not None:
        return replace(one, count=count, last=other.last)
    return replace(other, first=one.first, count=count)


def by_heads(one: Group, other: Group) -> Group:
    """Return people counted by families and by heads as one group, counted by heads."""
    families = one.person is not None and one.person.unit == "household"
    return replace(other if families else one, first=one.first, last=other.last)


def all_of(items: list[Item], one: Group, other: Group) -> bool:
    """Does "all" or "both" only tell who those counted before are: "three people, all civilians, were
    killed", "two men, both soldiers,"? They take that noun's people.

    Args:
        items: Marked items with quantities counted.
        one: Those counted; they are changed.
        other: The group after them.
    """
    person, known = other.person, one.person
    if (
        one.kind != "counted"
        or person is None
        or (one.count.low or 0) < 2
        or one.measure is not None
    ):
        return False
    at = other.first - 1
    while at > one.last and "all" not in items[at].tags and not _SMALL.isdisjoint(items[at].tags):
        at -= 1
    every = other.kind == "plural" and at > one.last and "all" in items[at].tags
    both = items[other.first].tags.get("fixed") == one.count.low == one.count.high == 2
    led = at == one.last + 1 or items[at - 1 if every else other.first - 1].word == ","
    follow = items[other.last + 1].tags if other.last + 1 < len(items) else {}
    if not led or not (every or both) or "and" in follow:
        return False  # "all women and children"
    if all({"harm", "count"}.isdisjoint(x.tags) for x in items[one.last + 1 : other.first]):
        one.last = other.last
    if known is not None:
        status = person.status if known.status == "unknown" else known.status
        person = person._replace(
            status=status, number="many", sex=known.sex or person.sex, age=known.age or person.age
        )
    one.person = person
    return True
