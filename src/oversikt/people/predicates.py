"""Who after a comma has a verb or a toll of his own, and so joins none of those before it."""

from itertools import takewhile

from oversikt.people.people import Group
from oversikt.words.marks import Item


def past_list(items: list[Item], last: Group, group: Group) -> bool:
    """Do a comma alone and a verb of their own set people apart from a list that "and" has closed:
    "загинули мати й двоє її дітей, батько вижив"?
    """
    lead = items[max(0, last.first - 2) : last.first]
    gap = items[last.last + 1 : group.first]
    follow = items[group.last + 1 : group.last + 2]
    closed = last.joined and any("and" in x.tags for x in lead)
    comma = bool(gap) and gap[0].word == ","
    small = {"filler", "own", "pronoun", "clause"}
    verb = bool(follow) and follow[0].word.isalpha() and not follow[0].capital
    return (
        closed and comma and all(not small.isdisjoint(x.tags) for x in gap[1:])
        and verb and (not follow[0].tags or not {"aux", "rescued"}.isdisjoint(follow[0].tags))
    )  # fmt: skip


def own_clause(items: list[Item], one: Group, other: Group) -> bool:
    """Does only a comma lead from people to some of them or to others with a verb of their own: "five
    boys, one fatally, were", "троє підірвалися, один загинув", "поранених шестеро, одна жінка
    перебуває", "загинули четверо, одного з них"?
    """
    after = items[other.last + 1 : other.last + 3]
    verb = bool(after) and "harm" in after[0].tags
    fewer = 0 < (other.count.low or 0) < (one.count.low or 0)
    if (
        other.kind == "number"
        and verb
        and (fewer or one.kind == "counted" or after[-1].word == ",")
    ):
        return True
    others = any("another" in x.tags for x in items[other.first : other.last + 1])
    if others and len(after) == 2 and _flees(after[0]) and after[1].word in ",.;":
        return True  # "shot a guard, two others escaped"
    led = one.first > 0 and "harm" in items[one.first - 1].tags
    if not (led and fewer) or one.joined:
        return False
    if any("part" in x.tags for x in items[other.first : other.last + 1]):
        return True
    rest = list(takewhile(lambda x: x.word not in ".;", items[other.last + 1 :]))
    plain = bool(rest) and not rest[0].tags and rest[0].word.isalpha() and rest[0].word.islower()
    alone = all(x.word != "," and {"and", "harm"}.isdisjoint(x.tags) for x in rest)
    return other.kind == "counted" and plain and alone and len(rest) > 1


def own_predicate(items: list[Item], other: Group) -> bool:
    """Is one after a comma the subject or the object of a verb that no list has, which ends no list:
    "двое убитых, нападавший скрылся", "погибла мать, ребёнка успели вынести", "two killed, suspect flees"?
    """
    one = other.kind in ("bare", "definite") and not other.names
    fourth = other.person is None and "another" in items[other.first].tags
    after = items[other.last + 1 : other.last + 3]
    verb = bool(after) and _flees(after[0]) and after[0].word.islower()
    goes_on = len(after) > 1 and (after[1].word == "," or "and" in after[1].tags)
    return (one or fourth) and verb and not goes_on


def other_toll(one: Group, other: Group) -> bool:
    """Is a number of hurt alone set apart from people counted before: "191 workers, 306 hurt"?"""
    return (
        one.kind == "counted" and one.measure is None
        and other.measure is not None and other.person is None
    )  # fmt: skip


def _flees(item: Item) -> bool:
    """May a word, or one that no list has, be the verb of some whom nothing befell: "escaped", "entkamen"?"""
    return item.word.isalpha() and item.tags.keys() <= {"freed", "rescued", "carried"}


def tells_too(items: list[Item], at: int) -> bool:
    """Do a dash or "of" stand for the verb of another who speaks: "сообщили о пяти погибших, мэр — о семи",
    "sprach von 13 Toten, ein Arzt von 20"?
    """
    after = items[at + 1 : at + 5]
    dash = bool(after) and after[0].word in "–—"
    led = dash or (bool(after) and "by" in after[0].tags)
    # "лікар — про 20"
    word = len(after) > 2 and after[1].word.isalpha() and "count" in after[2].tags
    told = not dash or word or "speaker" in items[at].tags
    return led and told and any("count" in x.tags for x in after)


def nobody_is(items: list[Item], other: Group) -> bool:
    """Has "nobody" its own verb after those told before: "the bus carried 40 workers, nobody was hurt"?

    Args:
        items: Marked items with quantities counted.
        other: The group after the comma.
    """
    after = items[other.last + 1 : other.last + 3]
    verb = any(not {"aux", "harm", "neg"}.isdisjoint(x.tags) for x in after)
    return other.count.kind == "none" and verb
