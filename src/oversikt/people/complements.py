"""What tells more of people right after them: whose, where, of what office, among whom."""

from oversikt.people.people import Group
from oversikt.words.marks import Item

#: So many words tell whose or where an office is.
_COMPLEMENT = 18
#: So many words lead from people to whose family they are of.
FAMILY = 7
_PARALLEL = 12
#: What begins another statement, and what tells more than where or whose somebody is.
PARTING = frozenset({"harm", "say", "clause", "aux"})
APART = PARTING | {"count", "cite", "weekday", "month", "relative"}
#: What leads to where or whose somebody is.
_OF = frozenset({"of", "in", "place_kind", "object", "place", "shire"})
_AND = Item(0, 0, "and", "and", {"and": True}, capital=False)


def listed(items: list[Item], one: Group, other: Group, stop: int) -> bool:
    """Does a semicolon part two people of a list: "Ali Haddad, a judge from Cali; Nadia Abbas, 24;
    and a guard"?
    """
    gap = items[one.last + 1 : stop]
    cut = next((k for k, x in enumerate(gap) if x.word == ";"), -1)
    joint = gap[cut + 1 :]
    if cut < 0 or len(joint) > 1 or not (one.names or other.names or one.joined):
        return False
    role = cut and (
        gap[0].word == "," or (one.apposed and not {"of", "in"}.isdisjoint(gap[0].tags))
    )
    if cut and not (role and _tells_more(gap[:cut])):
        return False
    if joint:
        return "and" in joint[0].tags
    after = items[other.last + 1 : other.last + 2 + _COMPLEMENT]
    end = next((k for k, x in enumerate(after) if x.word in ";." or "and" in x.tags), -1)
    role = end > 1 and (after[0].word == "," or "called" in after[0].tags)
    return 0 <= end < 2 or (role and _tells_more(after[:end]))


def _tells_more(words: list[Item]) -> bool:
    """May words only tell more of somebody: what they are, of what, where?"""
    return len(words) <= _COMPLEMENT and all(
        x.word not in ".:;" and PARTING.isdisjoint(x.tags) and "cite" not in x.tags for x in words
    )


def past_complement(
    items: list[Item], one: Group, other: Group, stop: int, whose: tuple[str, ...]
) -> bool:
    """Does a list go on after what somebody is called: "Ali Haddad, head of the union, and a guard"?"""
    gap = items[one.last + 1 : other.first]
    if gap and gap[-1].word == "," and one.kind == "bare" and _goes_on(items, other):
        gap = [*gap[:-1], _AND]  # "директора школы, двух учителей и сторожа"
    if _parallel(items, gap, one, other) or _of_somewhere(gap, one, other, whose):
        return True
    gap = items[one.last + 1 : stop]
    if len(gap) < 4:
        return False
    office = one.apposed and not {"of", "in"}.isdisjoint(gap[0].tags)
    said = one.first > 0 and "say" in items[one.first - 1].tags
    if not (office or (one.kind == "name" and not said and gap[0].word == ",")):
        return False
    cut = max((k for k, x in enumerate(gap) if x.word in ",;"), default=0)
    joint = gap[cut + 1 :]
    if not joint and cut > 1 and _lists_others(items, other):
        return _tells_more(gap[:cut])
    own = all(not x.tags.keys().isdisjoint(("filler", "own")) for x in joint[1:])
    joins = bool(joint) and "and" in joint[0].tags and own
    return cut > 1 and joins and _tells_more(gap[:cut])


def _lists_others(items: list[Item], group: Group) -> bool:
    """Are these others, and does a list go on after them: "Ali Haddad, head of the union, five other
    guards, and two women"?
    """
    others = any({"another", "others"} & x.tags.keys() for x in items[group.first : group.last + 1])
    after = items[group.last + 1 : group.last + 3]
    return others and any("and" in x.tags for x in after)


def words_alone(gap: list[Item], apart: frozenset[str]) -> bool:
    """Are these words without signs between them, and none of some kinds?"""
    return all((x.word.isalpha() or x.word in "-’'") and apart.isdisjoint(x.tags) for x in gap)


def _goes_on(items: list[Item], group: Group) -> bool:
    """Does "and" lead on right after several people?"""
    after = items[group.last + 1 : group.last + 2]
    return group.kind == "counted" and bool(after) and "and" in after[0].tags


def _of_somewhere(gap: list[Item], one: Group, other: Group, whose: tuple[str, ...]) -> bool:
    """Does a list go on after where or whose one person is: "a teacher from the village and her two
    sons", "мера міста та двох охоронців", "директора сельской школы и двух учителей"?
    """
    family = other.owned  # "la esposa del alcalde, sus dos hijos y un guardia"
    while gap and not {"own", "filler"}.isdisjoint(gap[-1].tags) and "and" not in gap[-1].tags:
        family = family or "own" in gap[-1].tags
        gap = gap[:-1]
    if family and gap and gap[-1].word == ",":
        if len(gap) == 1:
            return one.owned  # "the mayor's wife, their two sons and a guard"
        return _of_somewhere([*gap[:-1], _AND], one, other, whose)
    longest = FAMILY
    if len(gap) > 2 and gap[-2].word == "," and "together" in gap[-1].tags:
        # "the mayor of the town, as well as two peasants"
        gap, longest = [*gap[:-2], gap[-1]], _PARALLEL
    owner = bool(gap) and (_whose(gap[0], whose) or _acronym(gap[0]))
    gap = gap[owner:]
    if owner and len(gap) == 1 and "and" in gap[0].tags:
        return _one_and(one, other)  # "сотрудник МЧС и журналист"
    return (
        _one_and(one, other)
        and 1 < len(gap) < longest and "and" in gap[-1].tags
        and (bool(_OF & gap[0].tags.keys()) or (owner and not gap[0].tags))
        and words_alone(gap, APART)
    )  # fmt: skip


def _one_and(one: Group, other: Group) -> bool:
    """Are these one person and others told by a noun?"""
    return (
        one.kind in ("one", "definite", "bare") and one.person is not None
        and other.kind in ("counted", "one", "dual", "definite", "bare") and other.person is not None
    )  # fmt: skip


def _acronym(item: Item) -> bool:
    """Is a word the short name of whose office somebody has: "сотрудник МЧС, двое полицейских"?"""
    return item.word.isupper() and len(item.word) > 1 and {"harm", "person"}.isdisjoint(item.tags)


def _whose(item: Item, endings: tuple[str, ...]) -> bool:
    """Is an unknown word by its ending an adjective of whom or what somebody belongs to?"""
    return not item.tags and item.low.endswith(endings) and item.word.isalpha()


def _parallel(items: list[Item], gap: list[Item], one: Group, other: Group) -> bool:
    """Have two counted groups what "of" leads to, each: "ten of one family and nine of another"?"""
    after = items[other.last + 1].tags if other.last + 1 < len(items) else {}
    return (
        one.kind == other.kind == "counted" and one.person is not None
        and 2 < len(gap) < _PARALLEL and "of" in gap[0].tags and "of" in after
        and "and" in gap[-1].tags
        and words_alone(gap, PARTING | {"count"})
    )  # fmt: skip


def told_after(items: list[Item], at: int) -> int | None:
    """Where the noun stands that a dash or "are" tells of a number: "двоє – рятувальники", "30 eran niños"."""
    if at + 1 >= len(items) or (items[at].word not in "–—" and "copula" not in items[at].tags):
        return None
    end = items[at + 2] if at + 2 < len(items) else None
    several = any(p.number == "many" for p in items[at + 1].tags.get("person", ()))
    closed = end is None or end.word in ",.;–—)" or "and" in end.tags
    if "copula" in items[at].tags and end is not None and end.word == ",":
        return None  # "23 eran mujeres, niños y ancianos"
    return at + 1 if several and closed else None


def among_whom(items: list[Item], at: int) -> int | None:
    """Where the noun stands among whom some are told: "18 dead among the soldiers", "30 unter den
    Rebellen"; None where none does.

    Args:
        items: Marked items of a sentence.
        at: Position after a count or its noun.
    """
    at += at < len(items) and "tail" in items[at].tags  # "left 18 dead among"
    start = at
    while at < len(items) and (
        "among" in items[at].tags if at == start else "filler" in items[at].tags
    ):
        at += 1
    told = items[at].tags.get("person", ()) if start < at < len(items) else ()
    return at if any(p.number == "many" for p in told) else None


def of_his(items: list[Item], i: int) -> int:
    """Where a noun that no list has ends people by its possessive: "two of his aides", "zwei seiner
    Helfer"; 0 where none does.

    Args:
        items: Marked items of a sentence.
        i: Position of the count.
    """
    of = i + 1 < len(items) and "of" in items[i + 1].tags
    follow = items[i + 1 + of : i + 3 + of]
    if len(follow) < 2 or not (
        "own" in follow[0].tags or {"pronoun", "filler"} <= follow[0].tags.keys()
    ):
        return 0
    return i + 2 + of if not follow[1].tags and follow[1].word.isalpha() else 0
