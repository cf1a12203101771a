"""Who those harmed are said to be: "the dead men were identified as Ali Haddad and a guard"."""

from oversikt.people.people import VICTIMS, Group
from oversikt.words.marks import Item

#: What words that lead to who somebody is are tagged with, and what "as" may be tagged with.
_LINKS = frozenset({"aux", "called", "copula", "pronoun"})
_AS = frozenset({"clause", "filler"})
#: Kinds of groups that are told before, without a number.
_TOLD = ("definite", "plural")
#: Kinds of groups of one person told by a noun.
_NOUNS = frozenset({"one", "bare", "definite"})
#: So much may stand between commas of one who is told again, and none of these.
_ASIDE, _NOT_ASIDE = 7, frozenset({"harm", "aux", "clause", "and", "say"})
#: The verb tells that they are one.
_OF_ONE = frozenset({"told_male", "told_female", "impersonal"})
#: So many words may tell how, before the verb that tells what befell somebody, and it.
_HOW = 4
#: So many words stand in a clause that tells what befell somebody: "who was killed".
_CLAUSE = 4


def told_to_be(items: list[Item], found: list[Group], group: Group) -> bool:
    """Take those whom a word of harm describes and the one whom they are said to be for one.

    "The dead policeman was Ali Haddad" and "the woman who was hurt has been identified as Nadia Abbas"
    tell what befell whom by the words before the name; the group takes them in.

    Args:
        items: Marked items with quantities counted.
        found: The groups before it; those described are taken out.
        group: The group.

    Returns:
        Whether the group is told to be those harmed.
    """
    after = items[group.last + 1 : group.last + 2]
    led = bool(after) and after[0].capital and not after[0].tags  # "cameraman Ali Haddad"
    if group.kind not in ("name", "one") and not (group.kind == "definite" and led):
        return False
    end = _link(items, group.first)
    if end < 0:
        return False
    last = found[-1] if found else None
    if last is not None and last.kind == "definite" and last.last < end:
        end = _before_deed(items, last.last, end)  # "the man killed in Friday's shooting as"
    if last is not None and last.last == end and last.kind in _TOLD:
        first = last.first - 1
        if first < 0 or not _describes(items[first]):
            return False
    elif _describes(items[end]):
        first = _clause(items, end)
        many = last is not None and last.last >= first - 1 and last.kind not in _TOLD
        if first < 0 or many:
            return False  # "the four men who were shot were Ali Haddad and three guards"
    else:
        return False
    if last is not None and last.last >= first - ("clause" in items[first].tags):
        del found[-1]
        first = min(first, last.first)
        group.person = group.person or (last.person if last.kind == "definite" else None)
    group.first = first
    forms = items[end].tags.get("harm", ())
    if not any(form == "suffered" for _, form in forms):  # "les morts sont un médecin et son fils"
        group.measure = next((measure for measure, form in forms if form in VICTIMS), group.measure)
    return True


def _before_deed(items: list[Item], person: int, end: int) -> int:
    """Where the participle stands that tells of somebody, if the deed's name follows it: "the man killed
    in Friday's shooting"; ``end`` where none does.
    """
    at = person + 1
    deed = items[at + 1 : end + 1]
    named = any("date_attack" in x.tags or "cause" in x.tags for x in deed)
    led = bool(deed) and not {"in", "by"}.isdisjoint(deed[0].tags)
    plain = all(x.word not in ",;:." and "clause" not in x.tags for x in deed)
    return at if at < end and named and led and plain and _describes(items[at]) else end


def _link(items: list[Item], at: int) -> int:
    """Return the last word before what leads to who somebody is, which ends at ``at``; -1 if none does."""
    k = at - 1
    while k > 0 and at - k < 3 and not items[k].tags and items[k].word.isalpha():
        k -= 1  # "identified as employee Ali Haddad"
    start = k
    while k > 0 and not (_LINKS | _AS).isdisjoint(items[k].tags) and "harm" not in items[k].tags:
        k -= 1
    link = items[k + 1 : start + 1]
    parted = any("tail" in x.tags for x in link) and led_by_head(items[: k + 1])
    return k if parted or any(not _LINKS.isdisjoint(x.tags) for x in link) else -1


def led_by_head(items: list[Item]) -> bool:
    """Does the head of a word for naming stand here whose tail follows: "identified … as"?

    Args:
        items: Marked items before the tail.
    """
    return any("called" in x.tags and "headed" in x.tags for x in items)


def _describes(item: Item) -> bool:
    """Is this a participle or a noun of harm: "the murdered inspector", "those killed", "the dead"?"""
    return any(form == "suffered" or form in VICTIMS for _, form in item.tags.get("harm", ()))


def _clause(items: list[Item], at: int) -> int:
    """Return where the clause begins that a word of harm ends, "who was killed", or what leads to it,
    "those killed", "the policeman killed"; -1 where none does.
    """
    if not at:
        return at  # "De drepte er …": the article is in the phrase
    before = items[at - 1].tags
    if ("filler" in before and "aux" not in before) or "person" in before:
        return at - 1
    for k in range(at - 1, max(-1, at - 1 - _CLAUSE), -1):
        if "clause" in items[k].tags:
            return k
        if "aux" not in items[k].tags and "filler" not in items[k].tags:
            return -1
    return -1


def told_again(items: list[Item], one: Group, other: Group) -> bool:
    """Does a noun for one person between commas tell who the one before it is: "a bystander, a woman in
    her 50s, was hit", "водій, 57-річний житель Сум, загинув"?

    A list of two has no comma before its verb, and an "and". A verb of one person before both tells
    it too: "погиб водитель, житель Суджи".

    Args:
        items: Marked items with quantities counted.
        one: The group before.
        other: A group.
    """
    named = one.kind == "name" and other.kind == "bare"  # "погиб Иван Петров, боец СВО"
    alike = one.person is not None and other.person is not None and not (one.names or other.names)
    if not (alike or named) or one.joined or other.owned:
        return False
    if not named and {one.kind, other.kind} - _NOUNS:
        return False
    if one.count.high != 1 or other.count.high != 1 or not _one_sex(one, other):
        return False
    if [x.word for x in items[one.last + 1 : other.first]] != [","]:
        return False
    close = next(
        (k for k in range(other.last + 1, len(items)) if items[k].word in ",.;:()"), len(items)
    )
    inside = items[other.last + 1 : close]
    if len(inside) > _ASIDE or any(not _NOT_ASIDE.isdisjoint(x.tags) for x in inside):
        return False
    lead = items[max(0, one.first - 2) : one.first]
    if any("harm" in x.tags and not _OF_ONE.isdisjoint(x.tags) for x in lead):
        return True
    return close < len(items) and items[close].word == "," and _verb_at(items, close + 1)


def _verb_at(items: list[Item], start: int) -> bool:
    """Does the verb follow here that tells what befell somebody, or after how: "від травм загинув"?"""
    for item in items[start : start + _HOW]:
        if "and" in item.tags or not item.word[0].isalpha():
            return False
        if not {"aux", "harm"}.isdisjoint(item.tags):
            return True
        if not {"count", "person", "clause", "say"}.isdisjoint(item.tags):
            return False
    return False


def _one_sex(one: Group, other: Group) -> bool:
    """May two nouns be of one person?"""
    sexes = {g.person.sex for g in (one, other) if g.person is not None and g.person.sex}
    ages = {g.person.age for g in (one, other) if g.person is not None and g.person.age}
    return len(sexes) < 2 and len(ages) < 2


def join_one(person: Group, other: Group) -> None:
    """Make two groups that tell one person the first of them.

    Args:
        person: The group before; it is changed.
        other: What tells more of the same person.
    """
    person.last, person.names = other.last, person.names + other.names
    vague = other.person is not None and other.person.status != "unknown" and _anybody(person)
    person.noun = person.noun or other.noun
    person.person = other.person if vague else person.person or other.person
    person.apposed, person.weak, person.single = True, False, False
    if (
        person.kind == "definite" and other.kind == "one" and _anybody(person)
    ):  # "the victim, a girl"
        person.kind, person.person, person.noun = "one", other.person, other.noun


def _anybody(person: Group) -> bool:
    """Does a noun leave open who somebody is: "the victim"?"""
    return person.person is None or person.person.status == "unknown"
