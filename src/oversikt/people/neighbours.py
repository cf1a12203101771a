"""What a group of people is to the one right before it: joined, its kin, or the same person."""

from dataclasses import replace
from itertools import takewhile

from oversikt.people.complements import FAMILY, PARTING, words_alone
from oversikt.people.identity import join_one
from oversikt.people.lists import NO_MODIFIER, goes_on
from oversikt.people.offices import (
    bare,
    lists_one,
    one_of,
    second_office,
    second_tie,
    set_apart,
    two_offices,
)
from oversikt.people.people import Group
from oversikt.people.recounted import all_of, by_heads, family_of, no_fewer, or_more, told_twice
from oversikt.people.roles import OWNED, after_genitive
from oversikt.people.speech import speaks
from oversikt.words.marks import Item
from oversikt.words.pack import Person

#: What tells whose an office is carries no tag but these.
_WHOSE = {"definite", "object", "speaker", "place", "place_kind", "filler"}


def several(items: list[Item], one: Group, other: Group) -> bool:
    """Is a form of singular and plural meant as plural beside a plural: "женщины и дети"?"""
    return (
        one.kind == "bare"
        and other.kind == "plural"
        and one.noun is not None
        and any(p.number == "many" for p in items[one.noun].tags["person"])
    )


def _owned(items: list[Item], person: Group, other: Group) -> bool:
    """Does a noun stand right before people who are its own: "мати двох дітей", a mother of two, "мать
    своих троих детей"?
    """
    gap = items[person.last + 1 : other.first]
    return (
        person.kind in ("bare", "dual") and person.noun is not None and person.measure is None
        and len(gap) < 2 and all("filler" in x.tags for x in gap) and other.kind in ("counted", "bare")
        and other.measure is None
    )  # fmt: skip


def _of_one(items: list[Item], person: Group, other: Group) -> bool:
    """Does "of" after one person lead to people of theirs: "a mother of three"?"""
    return (
        person.kind in ("one", "definite", "bare") and person.measure is None
        and person.last + 2 == other.first and "of" in items[person.last + 1].tags
        and other.kind in ("number", "counted") and other.measure is None
        and (other.person is None or other.person.age == "child")
    )  # fmt: skip


def _one_who_is(items: list[Item], one: Group, person: Group) -> bool:
    """Does a noun with an article tell who one is: "one a policeman", "one of them a child"?"""
    of_them = person.first == one.last + 2 and "part" in items[one.last + 1].tags
    return (
        one.kind == "number" and one.count.low == one.count.high == 1
        and person.kind == "one" and (person.first == one.last + 1 or of_them)
    )  # fmt: skip


def _one_named(items: list[Item], one: Group, person: Group) -> bool:
    """Does a comma set apart who one is: "one of them, Ali Haddad, died", "one person, a guard"?"""
    gap = items[one.last + 1 : person.first]
    told = one.partitive or one.person is not None or any("part" in x.tags for x in gap)
    return (
        told and (one.kind in ("number", "counted") or one.partitive) and one.count.low == 1
        and one.count.high in (1, None)
        and person.kind in ("name", "one") and 0 < len(gap) < 3 and gap[-1].word == ","
        and not (person.last + 1 < len(items) and "and" in items[person.last + 1].tags)
    )  # fmt: skip


def _hurt_one(one: Group, hurt: Group) -> bool:
    """Is a noun for one who is hurt the adjective of the one right before it: "الطفل الجريح"?"""
    return (
        one.kind in ("definite", "one") and one.person is not None and one.measure is None
        and hurt.first == one.last + 1 and hurt.first == hurt.last and hurt.kind == "counted"
        and hurt.measure is not None and hurt.person is None and hurt.count.low == hurt.count.high == 1
    )  # fmt: skip


def _tells_who(items: list[Item], person: Group, other: Group) -> bool:
    """Do a name and a noun with an article stand for one person: "a teacher, Ali Haddad,"?"""
    gap = items[person.last + 1 : other.first]
    closed = not gap and items[person.last].word == ","
    if other.kind == "one" and lists_one(items, other.last + 1):
        return False  # "the senator X, a police officer, and a judge"
    if other.owned and goes_on(items, other.last + 1):
        return False  # "Ali Haddad, his wife, and their children"
    after = items[other.last + 1 : other.last + 2]
    listed = not person.first and person.kind == "definite" and _one_without_article(other)
    if listed and after and "harm" in after[0].tags:
        return False  # "Man, 17-month-old child dead": in headlines a comma is an "and"
    if other.kind == "definite" and _named_at(items, other.last + 1):
        return False  # "Major Ali Haddad, Captain Karim Abbas"
    return (
        {person.kind, other.kind} in ({"name", "one"}, {"name", "definite"})
        or (person.kind == "name" and (_another(items, other) or one_of(items, other)))
        or (person.kind == "definite" and other.kind == "one")
        or (gap[:1] != [] and _is_his(items, person, other))
    ) and (
        closed
        or (len(gap) == 1 and gap[0].word == ",")
        or (person.kind == "name" and _role_of(gap, other, after))
        or (
            other.kind == "name"
            and person.kind != "name"
            and _complement(gap)
            and not speaks(items, other)
        )
    )


def _is_his(items: list[Item], person: Group, other: Group) -> bool:
    """Does an article tell more of one told by a possessive, where no list goes on: "su vecino, un jubilado
    de 70 años"?
    """
    one, more = person.person, other.person
    same = (
        one is not None
        and more is not None
        and (None in (one.sex, more.sex) or one.sex == more.sex)
    )
    told = person.kind == other.kind == "one" and person.owned and not other.owned
    rest = takewhile(lambda x: x.word not in ".;:", items[other.last + 1 :])
    article = "one" in items[other.first].tags
    return told and same and article and all("and" not in x.tags for x in rest)


def _role_of(gap: list[Item], office: Group, after: list[Item]) -> bool:
    """Does a comma lead to an office and what tells more of it: "Ali Haddad, assistant secretary of"?"""
    return (
        1 < len(gap) <= OWNED and gap[0].word == "," and office.kind == "definite" and bare(office)
        and words_alone(gap[1:], NO_MODIFIER)
        and not (after and {"say", "say_after"} & after[0].tags.keys())
    )  # fmt: skip


def _complement(gap: list[Item]) -> bool:
    """Is this of what somebody is, up to a comma: "a commander of the group, Abu Hassan"?"""
    return (
        2 < len(gap) <= FAMILY and not {"of", "in"}.isdisjoint(gap[0].tags) and gap[-1].word == ","
        and words_alone(gap[:-1], PARTING | {"and", "count", "person"})
    )  # fmt: skip


def _named_at(items: list[Item], at: int) -> bool:
    """Does a name begin here? Of capitals throughout only two unknown words, or one alone, tell so."""
    while at < len(items) and any(p.number == "one" for p in items[at].tags.get("person", ())):
        at += 1  # "Police Commander Colonel Juan Abbas"
    if at >= len(items):
        return False
    word = items[at]
    follow = items[at + 1] if at + 1 < len(items) else None
    shouted = word.word.isupper() and len(word.word) > 1
    return word.capital and not word.tags and not (shouted and follow is not None and follow.tags)


def _one_without_article(group: Group) -> bool:
    """Is one person told by an age or a possessive, not by "a"?"""
    return group.kind == "one" and group.count.kind != "article"


def _another(items: list[Item], group: Group) -> bool:
    """Is a group one more of a kind: "another leader"?"""
    return group.count.low == group.count.high == 1 and "another" in items[group.first].tags


def named_after_many(items: list[Item], people: Group, name: Group) -> bool:
    """Does only a comma part several people from a name, that of a speaker or of one of them?"""
    gap = items[people.last + 1 : name.first]
    return (
        people.kind in ("counted", "number") and name.kind == "name"
        and all(item.word == "," for item in gap)
    )  # fmt: skip


def holds(items: list[Item], office: Group, name: Group) -> bool:
    """Does a noun for one person lead to the holder's name: "police chief X", "a child named X"?"""
    called = office.last + 2 == name.first and "called" in items[office.last + 1].tags
    return (
        (called or office.last + 1 == name.first or _genitive(items, office, name))
        and (office.kind in ("one", "definite", "bare") or _one_too(items, office) is not None)
        and office.person is not None and not office.names
    )  # fmt: skip


def _genitive(items: list[Item], office: Group, name: Group) -> bool:
    """Do the words between an office and a name only tell whose it is, where capitals tell nothing:
    "مدير مدرسة القرية أحمد سالم", the head of the village school, Ahmad Salim?
    """
    gap = items[office.last + 1 : name.first]
    return (
        0 < len(gap) <= OWNED and not items[name.first].capital and not name.weak
        and office.kind == "one" and office.measure is None and not office.owned
        and all(x.word.isalpha() and x.tags.keys() <= _WHOSE for x in gap)
    )  # fmt: skip


def _one_too(items: list[Item], office: Group) -> Person | None:
    """Return the one person whom a form of one and of many tells before a name: "Richter Karl Abbas"."""
    if office.kind != "plural" or office.noun is None:
        return None
    persons: tuple[Person, ...] = items[office.noun].tags["person"]
    return next((p for p in persons if p.number == "one"), None)


def as_one(group: Group) -> None:
    """Make "himself" in a list one of its people: "his wife, four children and himself"."""
    if group.kind == "pronoun" and group.weak:
        group.kind, group.weak, group.anaphoric = "one", False, False


def _complements(items: list[Item], people: Group, family: Group) -> bool:
    """Does a family only tell whose counted people are: "ten members of the Haddad family"?"""
    gap = items[people.last + 1 : family.first]
    return (
        people.kind == "counted" and people.person is not None
        and (family.kind == "plural" or family.count.high == 1)
        and family.person is not None and family.person.unit == "household"
        and 0 < len(gap) < FAMILY and not {"of", "place_origin"}.isdisjoint(gap[0].tags)
        and words_alone(gap, PARTING | {"and"})
    )  # fmt: skip


def bare_pair(items: list[Item], one: Group, other: Group) -> bool:
    """Are two singular nouns joined without any article: "father and son were shot"?"""
    led = items[one.first - 1].tags if one.first else {}
    listed = one.joined and one.kind == "one" and not one.owned  # "wife, son, daughter"
    return (
        other.kind == "definite"
        and (one.kind == "definite" or listed)
        and one.last + 2 == other.first
        and (not one.first or led.keys().isdisjoint(("filler", "of", "pronoun", "by", "in")))
    )


def merged(items: list[Item], found: list[Group], group: Group) -> bool:
    """Make a group one with the group before it where both tell the same people.

    Args:
        items: Marked items with quantities counted.
        found: The groups before it; the last is changed where it takes the group in.
        group: The group.

    Returns:
        Whether it was taken in, or only tells whose people those before it are.
    """
    last = found[-1]
    if _owned(items, last, group) or _of_one(items, last, group) or all_of(items, last, group):
        return True
    if _hurt_one(last, group):
        last.last, last.measure = group.last, group.measure
        return True
    if or_more(items, last, group):
        found[-1] = no_fewer(last, group)
        return True
    if _complements(items, last, group):
        last.last = group.last
        return True
    if _office_of(items, last, group):
        return True
    if _one_who_is(items, last, group):
        found[-1] = replace(group, first=last.first, kind="counted", partitive=last.partitive)
        return True
    if _one_named(items, last, group):
        found[-1] = replace(
            last, last=group.last, kind="counted", person=group.person or last.person,
            noun=group.noun or last.noun, names=group.names,
        )  # fmt: skip
        return True
    if told_twice(items, last, group):
        found[-1] = by_heads(last, group)
        return True
    if family_of(items, last, group):
        last.last, last.count, last.kind = group.last, group.count, "counted"
        last.person, last.noun = group.person, group.noun
        return True
    if _tells_who(items, last, group):
        join_one(last, group)
        return True
    if second_office(items, last, group) or second_tie(items, last, group):
        last.last = group.last
        return True
    return False


def _office_of(items: list[Item], office: Group, place: Group) -> bool:
    """Does a name only tell of where or whose an office is: "the mayor of Peñalta, Luis Moreno"?"""
    gap = items[office.last + 1 : place.first]
    after = items[place.last + 1 : place.last + 2]
    return (
        place.kind == "name" and place.single and bare(office)
        and len(gap) == 1 and "of" in gap[0].tags
        and bool(after) and after[0].word == ","
    )  # fmt: skip


def named(items: list[Item], found: list[Group], name: Group) -> None:
    """Give the name that follows an office to its holder, also to one of two offices: "senator and
    presidential candidate X".

    Args:
        items: Marked items with quantities counted.
        found: The groups before the name; the last is the office.
        name: The name.
    """
    office = found[-1]
    while len(found) > 1 and two_offices(items, found[-2], office):
        before = found.pop(-2)
        office.first, office.joined, office.count = before.first, before.joined, before.count
    if (one := _one_too(items, office)) is not None:
        office.person, office.count, office.kind = one, name.count, "name"
    office.last, office.names = name.last, name.names
    office.kind = "name" if office.kind == "definite" else office.kind
    if len(found) > 1 and set_apart(items, found[-2], office):
        office.first, office.joined, office.apposed = found[-2].first, found[-2].joined, True
        office.person, office.noun = found[-2].person, found[-2].noun
        del found[-2]
    if len(found) > 1 and named_after_many(items, found[-2], office):
        office.joined = False


def of_person(items: list[Item], group: Group) -> bool:
    """Is this no more than the owner of people told after it: "the mayor's wife", "Haddad's two sons"?

    Args:
        items: Marked items with quantities counted.
        group: A group of people.
    """
    for item in after_genitive(items, group):
        if "person" in item.tags:
            return {"object", "harm"}.isdisjoint(item.tags) and all(
                p.status != "militant" for p in item.tags["person"]
            )
        if item.tags.keys() - {"adj", "filler", "count", "num"} or not item.word.isalnum():
            return False
    return False


def own(items: list[Item], found: list[Group], owner: Group, group: Group) -> None:
    """Tell one person by whose they are: "the mayor's wife" is one, as "his wife" is, and so is "Ali
    and Nadia's son".

    Args:
        items: Marked items with quantities counted.
        found: The groups before them; one that shares the person is taken out.
        owner: The group whose genitive leads to the person.
        group: The person.
    """
    if group.kind not in ("definite", "one") or group.first - owner.last > OWNED + 2:
        return
    pair = bool(found) and found[-1].single and found[-1].last + 2 == owner.first
    if pair and "and" in items[owner.first - 1].tags:
        owner = found.pop()
    group.first, group.kind, group.owned = owner.first, "one", True
    group.count = group.count._replace(kind="words")
