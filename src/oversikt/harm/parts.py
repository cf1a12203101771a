"""Groups that are part of a harmed group: "including two children", "three died: two boys and their mother"."""

from itertools import pairwise

from oversikt.harm.harm import COUNTABLE, HURT, Harm, Word, part
from oversikt.people.people import Group, of_kin
from oversikt.people.roles import led_out_of
from oversikt.people.speech import speaks
from oversikt.records import Measure
from oversikt.words.marks import Item
from oversikt.words.pack import Person

#: What a number that tells a part by its degree follows.
_BEFORE = {",", "(", "–", "—"}
_LISTS = {":", "–", "—", "("}
_LIST_ENDS = {".", ";", ":", "–", "—", ")", "!", "?"}
_LIST_REACH = 14
_LONGEST_PHRASE = 8
_PLACE_REACH = 9
#: So many words of being stand between some and "among the 23 dead".
_BEING = 3
_CLOSING = {"say", "cite", "clause"}
_COUNTED = {"counted", "number", "dual", "one", "bare"}


def of_them(groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Make "29 of them children", "a child among them" parts of the harm told before them."""
    for k, group in enumerate(groups):
        if not group.partitive:
            continue
        own = next((h for h in found if group in h.members), None)
        wholes = [
            w for w, h in enumerate(found)
            if h.part_of is None and h is not own and h.members[-1].last < group.first
            and h.form != "figure" and (own is None or _within(own.measure, h.measure))
        ]  # fmt: skip
        if not wholes:
            if own is not None:
                theirs = _fighters_before(groups[:k], found)
                own.partitive = theirs is None
                group.person = group.person or theirs
            continue
        whole = max(wholes, key=lambda w: found[w].members[-1].last)
        size, top = group.count.low, found[whole].group.count.high
        if size is not None and top is not None and size > top and len(found[whole].members) == 1:
            continue
        if own is not None and len(own.members) == 1:
            own.part_of = whole
        elif own is not None:
            own.members.remove(group)
            found.append(part(found[whole].measure, group, whole))
        elif k not in taken:
            found.append(part(found[whole].measure, group, whole))
            taken.add(k)


def _fighters_before(groups: list[Group], found: list[Harm]) -> Person | None:
    """Return the armed of whom "two of them" are some, where nobody told of them is harmed: "The
    attackers fled; police killed two of them"; None where no fighters are told last.
    """
    armed = [
        g for g in groups
        if g.person is not None and (g.person.number, g.person.status) == ("many", "militant")
    ]  # fmt: skip
    harmed = {id(m) for h in found for m in h.members if h.measure != "displaced"}
    if not armed or id(armed[-1]) in harmed or armed[-1].kind not in ("plural", "definite"):
        return None
    return armed[-1].person


def by_degree(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Make a number that only tells how badly some are hurt a part of the wounded told before it:
    "31 people were wounded, nine critically".

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        found: The harms found; parts are added.
        taken: Positions of groups that have a harm.
    """
    for k, group in enumerate(groups):
        lead, after = items[group.first - 1 : group.first], group.last + 1
        after += after < len(items) and items[after].word in "–—"
        told = items[after : after + 2]
        if group.kind != "number" or group.partitive or not lead or lead[0].word not in _BEFORE:
            continue
        if not told or "degree" not in told[0].tags or not _ends(told[1:]):
            continue
        wholes = [
            w for w, h in enumerate(found)
            if h.measure in HURT and h.part_of is None
            and h.members[-1].last < group.first
            and (h.group.count.low or 0) > (group.count.high or 0) > 0
        ]  # fmt: skip
        if not wholes:
            continue
        own = next((h for h in found if group in h.members), None)
        if own is None:
            found.append(part("wounded", group, wholes[-1]))
            taken.add(k)
        elif own.measure == "wounded":
            own.part_of = wholes[-1]


def _ends(following: list[Item]) -> bool:
    """Does a clause end, or go on with "and", where this begins?"""
    return not following or following[0].word in ".,;:)–—!" or "and" in following[0].tags


def _more(some: Group, whole: Group) -> bool:
    """Are these more than those whose part they would be?"""
    size, most = some.count.low, whole.count.high
    return size is not None and most is not None and size > most > 0


def _within(measure: Measure, whole: Measure) -> bool:
    """May a claim of one measure be a part of one of another: killed among casualties?"""
    return measure == whole or (whole == "casualties" and measure in ("killed", "wounded"))


def divided(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Make those parts whom "of the 36 dead" leads to: "De los 36 muertos, 14 son mujeres y nueve niños".

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        found: The harms found; the parts are added.
        taken: Positions of groups that have a harm.
    """
    for w, harm in enumerate(list(found)):
        whole, end = harm.group, max(harm.group.last, harm.at or 0)
        if not led_out_of(items, whole) or (whole.count.high or 0) < 2:
            continue
        rest = items[end + 1 :]
        if harm.part_of is not None or any("harm" in x.tags or x.word in ";:" for x in rest):
            continue
        some = [k for k, g in enumerate(groups) if g.first > end and k not in taken]
        some = [k for k in some if groups[k].kind in _COUNTED and groups[k].count.high]
        size = whole.count.high or 0
        if not some or sum(groups[k].count.high or 0 for k in some) > size:
            continue
        for k in some:
            taken.add(k)
            found.append(part(harm.measure, groups[k], w))


def introduced(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Make what a colon or a dash introduces parts: "three died: two boys and their mother".

    A list is one only if every group in it is free and together they are no more than the whole.
    """
    for at, item in enumerate(items):
        if item.word not in _LISTS:
            continue
        wholes = [
            w for w, h in enumerate(found)
            if h.part_of is None and h.form != "figure" and 0 < at - h.members[-1].last <= _LIST_REACH
            and (h.at or 0) < at and (h.group.count.high or 0) > 1 and len(h.members) == 1
        ]  # fmt: skip
        if not wholes:
            continue
        whole = max(wholes, key=lambda w: found[w].group.last)
        between = items[found[whole].group.last + 1 : at]
        if any(x.word in _LIST_ENDS or "count" in x.tags for x in between):
            continue
        listed = _listed(items, groups, at, found[whole].measure)
        if any(k in taken and groups[k].measure is None for k in listed):
            continue
        numbers = [groups[k].count for k in listed]
        top = found[whole].group.count.high or 0
        total = sum(n.high or 0 for n in numbers)
        if not numbers or any(n.high is None for n in numbers) or total > top:
            continue
        if len(numbers) == 1 and (numbers[0].high == top or groups[listed[0]].person is None):
            continue
        placed = _by_place(items, groups, listed)
        if placed and total < top:
            continue
        found[whole].total = placed
        for k in listed:
            own = next((h for h in found if groups[k] in h.members), None)
            of = None if placed else whole  # what a round-up's total sums is no part of it
            if own is not None:
                own.part_of = of
                continue
            found.append(part(found[whole].measure, groups[k], of))
            taken.add(k)


def enumerated(
    items: list[Item], groups: list[Group], found: list[Harm], taken: set[int], words: list[Word]
) -> None:
    """Take those whom a colon lists for the victims that a bare plural tells: "The following guards
    died: Ali Haddad, Karim Abbas and a driver".

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        found: The harms found; the list's is added.
        taken: Positions of groups that have a harm.
        words: The words of harm that have no victims.
    """
    for word in words:
        colon = next((k for k, x in enumerate(items) if k > word.at and x.word == ":"), 0)
        plural = any(g.kind == "plural" and g.last < word.at for g in groups)
        if not colon or colon - word.at > _LIST_REACH or not plural or "suffered" not in word.forms:
            continue
        k = next((k for k, g in enumerate(groups) if 0 < g.first - colon < 4), len(groups))
        members: list[Group] = []
        while k < len(groups) and k not in taken and (not members or groups[k].joined):
            members.append(groups[k])
            taken.add(k)
            k += 1
        if len(members) > 1:
            found.append(Harm(word.measure, members[0], word.at, "suffered", 8.0, members))


def _led(items: list[Item], at: int, group: Group) -> bool:
    """Do only words of its own phrase stand between "including" and a group?"""
    between = items[at + 1 : group.first]
    return len(between) < _LONGEST_PHRASE and all(
        x.word[0].isalnum() or x.word == "-" for x in between
    )


def _listed(items: list[Item], groups: list[Group], at: int, measure: Measure) -> list[int]:
    """Return the groups of the list that begins at ``at``: of people, or of numbers and places."""
    listed: list[int] = []
    last = at
    for k, group in enumerate(groups):
        if group.first <= at:
            continue
        gap = items[last + 1 : group.first]
        if any(x.word in _LIST_ENDS or "say" in x.tags or "harm" in x.tags for x in gap):
            break
        if group.measure not in (None, measure):
            last = group.last  # "six dead and five wounded in …": the wounded are none of the dead
            continue
        if group.kind == "plural":
            continue
        if group.kind not in COUNTABLE - {"anaphor"}:
            break
        led = any("in" in x.tags for x in gap)
        if len(gap) > (_PLACE_REACH if led else 4) or (led and group.person is not None):
            break
        listed.append(k)
        last = group.last
    return listed


def _by_place(items: list[Item], groups: list[Group], listed: list[int]) -> bool:
    """Does a list tell numbers by place, which only an exact sum shows to be parts?"""
    return any(
        "in" in x.tags
        for one, other in pairwise(listed)
        for x in items[groups[one].last + 1 : groups[other].first]
    )


def _alike(group: Group, other: Group) -> bool:
    """Have two people no told status that sets them apart: "a girl and a commander"?"""
    statuses = {m.person.status for m in (group, other) if m.person} - {"unknown"}
    return len(statuses) < 2


def _each(harm: Harm) -> list[Harm]:
    """Part the sum of people who are each counted: "among the dead are 21 children and 39 women"."""
    if all(m.kind != "counted" for m in harm.members):
        return []  # "a mother, her baby and a midwife": three
    rest = harm.members[1:]
    harm.members = harm.members[:1]
    harm.group = harm.members[0]
    return [
        Harm(harm.measure, m, harm.at, harm.form, harm.distance, [m], partitive=True) for m in rest
    ]


def _closes(items: list[Item], at: int, group: Group, whole: Harm) -> bool:
    """Is what "including" leads over before a group, by a clause, a source or the harm's own word?"""
    if whole.at is not None and at < whole.at < group.first and group not in whole.members:
        return True
    return any(
        not _CLOSING.isdisjoint(x.tags) or x.word in ".;" for x in items[at + 1 : group.first]
    )


def _object_of(items: list[Item], group: Group) -> bool:
    """Does "and" with a verb that no list has lead to a number: "and destroyed 30"?"""
    lead = items[max(0, group.first - 2) : group.first]
    return (
        len(lead) == 2 and "and" in lead[0].tags
        and not lead[1].tags and lead[1].word.isalpha() and lead[1].word.islower()
    )  # fmt: skip


def _out_of(items: list[Item], groups: list[Group], at: int) -> bool:
    """Does what may lead to parts lead from some to the many of whom they are: "tre av dei 30"?"""
    some = next((g for g in groups if g.first < at <= g.last + 1), None)
    many = next((g for g in groups if g.first > at), None)
    near = many is not None and many.first == at + 1 and "of" in items[at].tags
    return near and some is not None and many is not None and _more(many, some)


def included(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Make groups after "including", "among them" parts of the harm told before them."""
    for at, item in enumerate(items):
        if "part" not in item.tags or _out_of(items, groups, at):
            continue
        wholes = [
            k for k, h in enumerate(found)
            if h.members[-1].last < at and h.part_of is None and h.at != at
        ]  # fmt: skip
        if not wholes:
            for harm in list(found):  # "among the wounded were two children": of those told before
                told = at - 1 if at < harm.group.first else at
                if harm.at in (told, at, at + 1):  # "among the victims killed", "the dead include"
                    harm.partitive = True
                    found += _each(harm)
            continue
        # of two harms of the same people the main verb's, which the list leads to
        whole = max(wholes, key=lambda k: (found[k].members[-1].last, (found[k].at or 0) > at))
        if at - found[whole].end > 12:
            continue
        for k, group in enumerate(groups):
            if group.first < at or group.kind not in COUNTABLE | {"plural"}:
                continue
            if _closes(items, at, group, found[whole]) or speaks(items, group):
                break
            if any("part" in x.tags for x in items[at + 1 : group.first]):
                break  # "six dead, among them two women, and 26 hurt, among them ten children"
            own = next((h for h in found if group in h.members), None)
            if (
                own is None
                and group.kind == "number"
                and (_more(group, found[whole].group) or _object_of(items, group))
            ):
                break  # "89 dead, 33 of them children, and sickened 541"
            if own is not None:
                if _more(group, found[whole].group):
                    break  # "seven were killed, two of them later, bringing the toll to nine"
                if (
                    own.part_of is None
                    and own is not found[whole]
                    and _within(own.measure, found[whole].measure)
                ):
                    own.part_of = whole
                continue
            listed = (
                group.kind == "plural" and group.joined
            )  # "mères, sages-femmes et deux enfants"
            if group.kind in ("definite", "plural", "name") and not (
                listed or _led(items, at, group)
            ):
                break
            if group.kind == "plural":
                continue
            taken.add(k)
            last = found[-1]
            beside = last.part_of == whole and last.members[-1] is groups[k - 1] and group.joined
            single = group.kind == "one" == last.members[-1].kind and not group.measure
            single = single and _alike(group, last.members[-1])
            # "including a man, his wife and two sons", "including a nurse and a patient"
            if beside and (single or of_kin(items, group)):
                last.members.append(group)
                continue
            found.append(part(found[whole].measure, group, whole))


def amid(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Make those told beside "among the 23 dead" a part of them: "among the 23 dead were seven
    children", "a girl was among the five killed".

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        found: The harms found; parts are added.
        taken: Positions of groups that have a harm.
    """
    for whole, harm in enumerate(list(found)):
        many, size = harm.group, harm.group.count.low or 0
        lead = many.first - 1
        while lead > 0 and "filler" in items[lead].tags and "among" not in items[lead].tags:
            lead -= 1
        if lead < 0 or "among" not in items[lead].tags or size < 2 or harm.part_of is not None:
            continue
        end = max(many.last, harm.at or 0)
        for k, group in enumerate(groups):
            after, before = items[end + 1 : group.first], items[group.last + 1 : lead]
            beside = (group.first > end and _copula(after)) or (
                group.last < lead and _copula(before)
            )
            if not beside or k in taken or group.kind not in COUNTABLE or group.measure:
                continue
            run = _beside(groups, k, taken, back=group.last < lead)
            if not 0 < sum(groups[r].count.high or 0 for r in run) < size:
                continue
            taken.update(run)
            some = part(harm.measure, groups[run[0]], whole)
            some.members = [groups[r] for r in run]
            found.append(some)


def _beside(groups: list[Group], k: int, taken: set[int], *, back: bool) -> range:
    """Return the positions of a group and of those that "and" joins to it, before it or after it: "a boy
    and his parents were among the nine dead".
    """
    first = last = k
    while back and first and groups[first].joined and first - 1 not in taken:
        first -= 1
    while not back and last + 1 < len(groups) and groups[last + 1].joined and last + 1 not in taken:
        last += 1
    return range(first, last + 1)


def _copula(between: list[Item]) -> bool:
    """Do only a verb of being and small words part two groups: "were", "figurent", "waren auch"?"""
    return len(between) <= _BEING and all(
        x.word.isalpha() and x.tags.keys() <= {"aux", "copula", "filler"} for x in between
    )
