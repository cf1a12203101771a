"""What one person is told to be twice: two offices, a friend and colleague, a name set apart."""

from oversikt.people.complements import FAMILY, PARTING, words_alone
from oversikt.people.lists import NO_MODIFIER, goes_on
from oversikt.people.people import Group
from oversikt.words.marks import Item


def one_of(items: list[Item], group: Group) -> bool:
    """Is a group one of several: "one of the victims"?

    Args:
        items: Marked items with quantities counted.
        group: A group of people.
    """
    after = items[group.first + 1].tags if group.first + 1 < len(items) else {}
    return group.count.low == group.count.high == 1 and not {"of", "part"}.isdisjoint(after)


def lists_one(items: list[Item], at: int) -> bool:
    """Does a list go on with "and a …" at ``at``?

    Args:
        items: Marked items with quantities counted.
        at: Position after a name or a noun.
    """
    at += at < len(items) and items[at].word == ","
    follow = items[at + 1].tags.get("count") if at + 1 < len(items) else None
    return follow is not None and follow.kind in ("article", "words") and "and" in items[at].tags


def _role(group: Group) -> bool:
    """Is this a noun for what one person does: "senator", "a poet", not "man" or "mother"?"""
    return (
        group.person is not None and group.measure is None and not group.names
        and not (group.person.sex or group.person.age)
        and group.kind in ("definite", "one") and not group.partitive
    )  # fmt: skip


def bare(group: Group) -> bool:
    """Has a noun for one person neither an article nor an owner?

    Args:
        group: A group of people.
    """
    return _role(group) and group.count.kind == "article" and not group.owned


def two_offices(items: list[Item], one: Group, other: Group) -> bool:
    """Do two nouns under one article or none, side by side or joined by "and", tell one holder of a
    name that follows: "a poet and novelist X", "senator and presidential candidate X"?

    Args:
        items: Marked items with quantities counted.
        one: A noun for one person.
        other: The noun after it.
    """
    gap = items[one.last + 1 : other.first]
    joined = len(gap) == 1 and ("and" in gap[0].tags or (gap[0].word == "," and bare(one)))
    if not (_role(one) and _role(other) and other.count.kind == "article" and (not gap or joined)):
        return False
    return bare(one) or one.person == other.person  # but "a bodyguard and former mayor X" are two


def second_office(items: list[Item], person: Group, other: Group) -> bool:
    """Is a noun without an article a second office of one who is named: "Ali Haddad, a customs
    official and former leader of the union, was", "…, head of the bank and one of its founders, was"?

    Args:
        items: Marked items with quantities counted.
        person: One person, named.
        other: The noun after them.
    """
    gap = items[person.last + 1 : other.first]
    after = items[other.last + 1 : other.last + 2]
    joint = next((k for k, x in enumerate(gap) if "and" in x.tags), -1)
    return (
        person.apposed and (bare(other) or one_of(items, other))
        and 0 <= joint < FAMILY and (not joint or "of" in gap[0].tags)
        and words_alone(gap[:joint], PARTING | {"count"})
        and words_alone(gap[joint + 1 :], NO_MODIFIER | {"own"})
        and not (after and after[0].capital and not after[0].tags)
    )  # fmt: skip


def second_tie(items: list[Item], person: Group, other: Group) -> bool:
    """Do two nouns under one possessive tell one who is no relative: "his friend and colleague"?

    Args:
        items: Marked items with quantities counted.
        person: One person told by whose they are.
        other: The noun after them.
    """
    gap = items[person.last + 1 : other.first]
    return (
        person.owned and person.kind == "one" and not person.names and _role(person) and _role(other)
        and not other.owned and other.count.kind == "article" and len(gap) == 1 and "and" in gap[0].tags
        and person.person == other.person and other.person is not None and other.person.status == "unknown"
    )  # fmt: skip


def set_apart(items: list[Item], person: Group, office: Group) -> bool:
    """Do commas set apart the name and title of one just told: "the nun, Sister Mary Mackey, was"?

    Args:
        items: Marked items with quantities counted.
        person: One person just told.
        office: The name with its title.
    """
    after = items[office.last + 1 : office.last + 2]
    closed = bool(after) and after[0].word == ","
    if person.owned:  # "the death of our colleague, Professor Haddad"
        closed = not goes_on(items, office.last + 1)
    return (
        person.kind in ("definite", "one") and not (person.names or person.joined)
        and office.count.kind == "article" and not office.owned
        and [x.word for x in items[person.last + 1 : office.first]] == [","]
        and closed and not lists_one(items, office.last + 1)
    )  # fmt: skip
