"""Which people a word of harm is about: the grammar of clauses.

Every word of harm looks for its victims among the groups of its sentence. What parts them is
added up to a distance (words, commas, clause words, other harm), the language's word order makes
one side nearer than the other, and the nearest pairs are joined first. So one grammar serves
active and passive, verb-first and verb-last clauses, headlines and lists.
"""

from bisect import bisect_left
from dataclasses import dataclass

from oversikt.claims.groups import Group
from oversikt.claims.marks import Item
from oversikt.claims.pack import PERCENT, Pack
from oversikt.claims.quantities import Count
from oversikt.records import Measure

#: Groups looked at on each side of a word of harm: none farther off was ever its victim, and so the
#: work stays linear in lists of hundreds.
_NEIGHBOURS = 8
_FARTHEST = 14.0
_FARTHEST_TOLL = 22.0
_LISTS = {":", "–", "—", "("}
_LIST_ENDS = {".", ";", ":", "–", "—", ")", "!", "?"}
_LIST_REACH = 14
_ARMED = {"militant", "security_forces"}
_COUNTABLE = {"counted", "one", "dual", "number", "name", "definite", "bare", "anaphor"}


@dataclass(slots=True)
class Harm:
    """A group of people and what befell them.

    ``at`` is the position of the word of harm (None where the group's own words tell it),
    ``distance`` how far the two stood apart, ``form`` how the word tells it. ``members`` are the
    coordinated groups that the claim sums. ``part_of`` is the position of the containing harm;
    ``partitive`` tells that the containing harm must stand in an earlier sentence.
    """

    measure: Measure
    group: Group
    at: int | None
    form: str
    distance: float
    members: list[Group]
    part_of: int | None = None
    partitive: bool = False


@dataclass(slots=True)
class _Word:
    """A word of harm, its measure, the forms it may have here, and where it ends."""

    at: int
    last: int
    measure: Measure
    forms: set[str]


def harms_of(items: list[Item], groups: list[Group], pack: Pack) -> list[Harm]:
    """Return what befell whom in a sentence, in the order of the text.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        pack: The language's pack.
    """
    words = _words(items, groups)
    found: list[Harm] = []
    taken: set[int] = set()
    for k, group in enumerate(groups):
        if group.measure is not None:
            found.append(Harm(group.measure, group, None, "victims", 0.0, [group]))
            taken.add(k)
    found += _figures(items)
    spelled = _spelled(items, groups)
    taken.update(k for parts in spelled.values() for k in parts)
    pairs = sorted(_pairs(items, groups, words, pack))
    used: set[int] = set()
    for distance, w, k, form in pairs:
        if w in used or k in taken:
            continue
        used.add(w)
        group, word = groups[k], words[w]
        relative = group.last < word.at and any(
            "clause" in x.tags for x in items[group.last + 1 : word.at]
        )
        if not relative:  # "two brothers who had been abducted were found dead" tells two harms
            taken.add(k)
        members = [groups[k]]
        found.append(Harm(words[w].measure, groups[k], words[w].at, form, distance, members))
    _share(groups, found, taken, spelled)
    _coordinate(items, groups, found, taken)
    _apposed(found)
    _listed(items, groups, found, taken)
    _aged(items, found)
    _told_apart(items, groups, found, taken)
    _gapped(items, groups, found, taken)
    _partitive(groups, found, taken)
    _parts(items, groups, found, taken)
    return _in_order(found)


def _spelled(items: list[Item], groups: list[Group]) -> dict[int, list[int]]:
    """Find groups that the ones after them spell out: "262 dead in the capital: 115 civilians and
    147 gangsters", "three were killed, two soldiers and a guard". Only an exact sum tells so.
    """
    spelled: dict[int, list[int]] = {}
    for w, whole in enumerate(groups):
        size = whole.count.low
        if size is None or size < 2 or whole.count.kind == "vague":
            continue
        for start in range(w + 1, min(w + 4, len(groups))):
            lead = items[groups[start].first - 1].word
            if "and" in items[groups[start].first - 1].tags or (start > w + 1 and lead not in ":("):
                continue
            parts = _run(items, groups, start, size)
            gap = items[whole.last + 1 : groups[start].first]
            if parts and len(gap) <= (30 if lead in ":(" else 9) and not any(
                x.word in ".;" for x in gap
            ):  # fmt: skip
                spelled[w] = parts
                break
    return spelled


def _run(items: list[Item], groups: list[Group], start: int, size: int) -> list[int]:
    """Return the coordinated groups from ``start`` that add up to ``size``, at least two."""
    total = 0
    run: list[int] = []
    for k in range(start, len(groups)):
        group = groups[k]
        low = group.count.low
        if low is None or low != group.count.high or group.measure or group.partitive:
            return []
        if run:
            gap = items[groups[k - 1].last + 1 : group.first]
            if not gap or len(gap) > 4 or any("harm" in x.tags or x.word in ".;" for x in gap):
                return []
            if not any(x.word in ",،" or "and" in x.tags for x in gap):
                return []
        total += low
        run.append(k)
        if total >= size:
            return run if total == size and len(run) > 1 else []
    return []


def _share(
    groups: list[Group], found: list[Harm], taken: set[int], spelled: dict[int, list[int]]
) -> None:
    """Give groups that spell out a harmed one its harm, as its parts."""
    for w, parts in spelled.items():
        whole = next((h for h, harm in enumerate(found) if groups[w] in harm.members), None)
        for k in parts:
            if whole is None:
                taken.discard(k)
            else:
                found.append(
                    Harm(
                        found[whole].measure,
                        groups[k],
                        None,
                        "part",
                        1.0,
                        [groups[k]],
                        part_of=whole,
                    )
                )


def _in_order(found: list[Harm]) -> list[Harm]:
    """Sort harms by the text, wholes before their parts, keeping ``part_of`` right."""
    order = sorted(
        range(len(found)),
        key=lambda k: (min(m.first for m in found[k].members), found[k].part_of is not None, k),
    )
    place = {old: new for new, old in enumerate(order)}
    for harm in found:
        if harm.part_of is not None:
            harm.part_of = place[harm.part_of]
    return [found[k] for k in order]


def _words(items: list[Item], groups: list[Group]) -> list[_Word]:
    """Return the words of harm that no group has taken in, "killed or wounded" as one."""
    inside = {p for g in groups if g.measure for p in range(g.first, g.last + 1)}
    words: list[_Word] = []
    for at, item in enumerate(items):
        if "harm" not in item.tags or at in inside:
            continue
        harm = item.tags["harm"]
        measure = harm[0][0]
        forms = {form for m, form in harm if m == measure}
        previous = words[-1] if words else None
        if (
            previous is not None
            and {previous.measure, measure} == {"killed", "wounded"}
            and previous.forms & forms
        ):
            between = items[previous.last + 1 : at]
            joined = bool(between) and all(
                "or" in x.tags or "and" in x.tags or x.word in ",/" or "aux" in x.tags
                for x in between
            )
            either = any("or" in x.tags or x.word == "/" for x in between)
            if joined and (either or not _beside(groups, previous.at, at)):
                words[-1] = _Word(previous.at, at, "casualties", previous.forms & forms)
                continue
        words.append(_Word(at, at, measure, forms))
    return words


def _beside(groups: list[Group], first: int, last: int) -> bool:
    """Have both words a counted group of their own right beside them?"""
    counted = [g for g in groups if g.kind in _COUNTABLE]
    before = any(0 < first - g.last <= 3 for g in counted)
    after = any(0 < g.first - last <= 2 for g in counted)
    return before and after


def _pairs(
    items: list[Item], groups: list[Group], words: list[_Word], pack: Pack
) -> list[tuple[float, int, int, str]]:
    """Return ``(distance, word, group, form)`` of every pair that grammar allows."""
    pairs = []
    firsts = [g.first for g in groups]
    for w, word in enumerate(words):
        middle = bisect_left(firsts, word.at)
        low, high = max(0, middle - _NEIGHBOURS), min(len(groups), middle + _NEIGHBOURS)
        forms = _forms_here(items, groups[low:high], word)
        near = words[max(0, w - _NEIGHBOURS * 2) : w + _NEIGHBOURS * 2]
        for k in range(low, high):
            group = groups[k]
            if group.kind not in _COUNTABLE or group.measure is not None:
                continue
            if group.first <= word.at <= group.last and group.kind == "definite":
                continue  # "the detained": the word is no victim of itself
            if word.measure == "fighters" and not (group.person and group.person.status in _ARMED):
                continue
            best = min(
                (
                    (_distance((items, groups[low:high], near), word, group, form, pack), form)
                    for form in forms
                ),
                default=(99.0, ""),
            )
            if best[1] == "toll" and k + 1 < len(groups) and _outgrown(group, groups[k + 1]):
                continue
            limit = _FARTHEST_TOLL if best[1] == "toll" else _FARTHEST
            if best[0] <= limit:
                pairs.append((best[0], w, k, best[1]))
    return pairs


def _outgrown(group: Group, following: Group) -> bool:
    """Is this the old figure of a toll: "rose from 16 to at least 23"?"""
    return (
        group.kind == following.kind == "number"
        and following.first - group.last <= 3
        and (group.count.low or 0) < (following.count.low or 0)
    )


def _forms_here(items: list[Item], groups: list[Group], word: _Word) -> list[str]:
    """Tell participle from active verb by auxiliaries and by what stands beside."""
    forms = word.forms - {"victims", "victims_one", "victims_two"}
    if {"suffered", "inflicted"} <= forms:
        passive = any("aux" in x.tags for x in items[max(0, word.at - 3) : word.at]) or any(
            "by" in x.tags for x in items[word.last + 1 : word.last + 2]
        )
        object_follows = any(0 < g.first - word.last <= 1 and g.kind != "plural" for g in groups)
        counted_before = any(
            0 < word.at - g.last <= 1 and g.kind in ("counted", "number") for g in groups
        )
        if passive or (counted_before and not (object_follows and items[word.at - 1].word == ",")):
            forms.discard("inflicted")
        elif object_follows:
            forms.discard("suffered")
    return sorted(forms)


def _distance(
    clause: tuple[list[Item], list[Group], list[_Word]],
    word: _Word,
    group: Group,
    form: str,
    pack: Pack,
) -> float:
    """How far a group stands from a word of harm, in words, with a price for what parts them."""
    items, groups, words = clause
    if group.first <= word.at <= group.last:
        return 0.0
    before = group.last < word.at
    start, stop = (group.last + 1, word.at) if before else (word.last + 1, group.first)
    cost = 0.0
    aside = _asides(items, start, stop) if before else set()
    cost += 1.0 if aside else 0.0
    for position in range(start, stop):
        if position in aside:
            continue
        item = items[position]
        tags = item.tags
        if item.word in ".;!?":
            cost += 9
        elif item.word in ":—–،," or item.word == "(":
            cost += 2.5
        elif "clause" in tags or "say" in tags or "cite" in tags:
            cost += 6
        elif "and" in tags:
            cost += 1.5
        elif "aux" in tags or "filler" in tags or "of" in tags:
            cost += 0.3
        else:
            cost += 1
    opened = any("clause" in x.tags for x in items[start : start + 2])
    cost += (2 if opened else 5) * sum(start <= other.at < stop for other in words)
    cost += 3 * sum(
        start <= g.first < stop
        and g.first not in aside
        and g.kind in ("counted", "number", "one", "dual")
        for g in groups
    )
    agent = not before and any("by" in x.tags for x in items[word.last + 1 : group.first])
    if group.partitive and before:
        cost += 4  # "nine civilians, four of them children, were wounded"
    if not before and any(
        other is not word and other.at == group.last + 1 and "suffered" in other.forms
        for other in words
    ):
        cost += 4  # a count right before a participle is the participle's
    if (
        not before
        and group.kind in ("name", "bare")
        and any("say" in x.tags for x in items[start:stop])
    ):
        cost += 8  # "killed, said the governor X"
    if form == "suffered_late":
        # A verb that agrees in number with its subject follows it ("جنديان قتلا").
        cost += 0 if before else 7
    elif form == "suffered":
        if agent:
            return 99.0
        away = before if pack.victim_order == "after" else not before
        cost += 2.5 if away and pack.victim_order != "both" else 0
        if group.kind == "name" and not before and pack.victim_order != "after":
            # "fled, analyst X said"; where subjects follow, a name right after may be one.
            cost += 8 if pack.victim_order == "before" or stop - start > 3 else 0
    elif form == "inflicted":
        cost += 7 if before else 0
    elif form == "event":
        cost += 6 if before else 0
    elif form == "toll":
        if before:
            return 99.0
        cost *= 0.5
        if any("to" in x.tags for x in items[group.first - 1 : group.first]):
            cost -= 3
    if group.kind == "definite":
        # "the wounded man", "killed, said the minister": told before, or no victim at all.
        told = before or form not in ("suffered", "victims") or pack.victim_order == "both"
        cost += 3 if told else 12
    elif group.kind == "bare":
        cost += 3
    elif group.kind in ("name", "anaphor"):
        cost += 1.5
    if group.kind == "name" and group.weak:
        cost += 2
    if group.weak and group.kind == "number":
        cost += 4
    return cost


def _asides(items: list[Item], start: int, stop: int) -> set[int]:
    """Return the positions of asides that tell a part or ages: ", two of them children," and
    ", aged 7 and 17,".
    """
    aside: set[int] = set()
    at = start
    while at < stop:
        if items[at].word in ",(–—" and (
            any("part" in x.tags for x in items[at + 1 : at + 4])
            or (
                any("age" in x.tags for x in items[at + 1 : at + 6])
                and any("count" in x.tags for x in items[at + 1 : at + 3])
            )
        ):
            end = at + 1
            while end < stop and items[end].word not in ",)–—":
                end += 1
            if end < stop:
                aside.update(range(at, end + 1))
                at = end
        at += 1
    return aside


def _coordinate(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Add to each harm the coordinated groups beside its own: "two policemen and a civilian"."""
    index = {id(group): k for k, group in enumerate(groups)}
    for harm in list(found):
        if harm.form == "figure":
            continue
        k = index[id(harm.group)]
        while (
            k > 0
            and groups[k].joined
            and k - 1 not in taken
            and _alike(groups[k - 1], harm.group)
            and not _after_part(items, groups[k - 1])
        ):
            k -= 1
            taken.add(k)
            harm.members.insert(0, groups[k])
        k = index[id(harm.group)]
        while (
            k + 1 < len(groups)
            and groups[k + 1].joined
            and k + 1 not in taken
            and _alike(groups[k + 1], harm.group)
        ):
            k += 1
            taken.add(k)
            harm.members.append(groups[k])


def _after_part(items: list[Item], group: Group) -> bool:
    """Does "including" or the like lead to this group?"""
    return group.first > 0 and "part" in items[group.first - 1].tags


def _figures(items: list[Item]) -> list[Harm]:
    """Return areas held and stated changes in per cent: a number, its unit, and a word of change."""
    found: list[Harm] = []
    for at, item in enumerate(items):
        count = item.tags.get("count")
        if count is None or count.kind in ("none", "vague") or at + 1 >= len(items):
            continue
        unit = items[at + 1].tags
        if "km2" in unit:
            group = Group(at, at + 1, _ones(count), "figure")
            found.append(Harm("area_km2", group, None, "figure", 1.0, [group]))
        elif items[at + 1].low in PERCENT and any(
            "more" in x.tags or "less" in x.tags or x.tags.get("mod") in ("more_than", "fewer_than")
            for x in (*items[max(0, at - 3) : at], *items[at + 2 : at + 4])
        ):
            last = at + 1
            while last + 1 < len(items) and last - at < 6 and items[last + 1].word not in ",.;)":
                last += 1
            near = (*items[max(0, at - 3) : at], *items[at + 2 : at + 4])
            if any("less" in x.tags for x in near) and not any("more" in x.tags for x in near):
                count = _negative(count)
            group = Group(at, last, _ones(count), "figure")
            found.append(Harm("change_percent", group, None, "figure", 2.0, [group]))
    return found


def _negative(count: Count) -> Count:
    """A change downward is told as a number below zero."""
    if count.low is None or count.high is None or count.low == 0:
        # "more than 9 per cent fewer": a bound's other side has no quantifier of its own.
        number = -(count.low or count.high or 0)
        return Count("about", number, number, count.kind)
    low = None if count.high is None else -count.high
    high = None if count.low is None else -count.low
    return count._replace(low=low, high=high)


def _ones(count: Count) -> Count:
    """A count whose article ("a kilometre") says one."""
    return count._replace(kind="words") if count.kind == "article" else count


def _partitive(groups: list[Group], found: list[Harm], taken: set[int]) -> None:
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
                own.partitive = True
            continue
        whole = max(wholes, key=lambda w: found[w].members[-1].last)
        size, top = group.count.low, found[whole].group.count.high
        if size is not None and top is not None and size > top and len(found[whole].members) == 1:
            continue
        if own is not None and len(own.members) == 1:
            own.part_of = whole
        elif own is not None:
            own.members.remove(group)
            found.append(
                Harm(found[whole].measure, group, None, "part", 1.0, [group], part_of=whole)
            )
        elif k not in taken:
            found.append(
                Harm(found[whole].measure, group, None, "part", 1.0, [group], part_of=whole)
            )
            taken.add(k)


def _within(measure: Measure, whole: Measure) -> bool:
    """May a claim of one measure be a part of one of another: killed among casualties?"""
    return measure == whole or (whole == "casualties" and measure in ("killed", "wounded"))


def _aged(items: list[Item], found: list[Harm]) -> None:
    """Tell the people of a sum apart as its parts, where one of them is told with an age."""
    for whole, harm in enumerate(list(found)):
        if harm.form == "figure" or len(harm.members) < 2:
            continue
        if any(m.person is None or m.count.low is None or m.names for m in harm.members):
            continue
        if any(
            "age" in x.tags for m in harm.members for x in items[max(0, m.first - 1) : m.last + 2]
        ):
            found += [
                Harm(harm.measure, m, None, "part", 1.0, [m], part_of=whole) for m in harm.members
            ]


def _apposed(found: list[Harm]) -> None:
    """Take "seven civilians, five women and two children" for seven, and the others for its parts."""
    for whole, harm in enumerate(list(found)):
        first, rest = harm.members[0], harm.members[1:]
        if len(rest) < 2 or first.count.low is None or any(m.count.low is None for m in rest):
            continue
        if first.count.low == sum(m.count.low or 0 for m in rest):
            harm.members, harm.group = [first], first
            found += [Harm(harm.measure, m, None, "part", 1.0, [m], part_of=whole) for m in rest]


def _listed(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
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
        listed: list[int] = []
        for k, group in enumerate(groups):
            if group.first <= at:
                continue
            gap = items[(groups[listed[-1]].last if listed else at) + 1 : group.first]
            if any(x.word in _LIST_ENDS or "say" in x.tags for x in gap):
                break
            if group.kind == "plural":
                continue
            if (
                k in taken
                or group.measure
                or group.kind not in _COUNTABLE - {"anaphor"}
                or len(gap) > 4
            ):
                break
            if any("harm" in x.tags or "in" in x.tags for x in gap):
                break
            listed.append(k)
        numbers = [groups[k].count for k in listed]
        top = found[whole].group.count.high or 0
        if (
            not numbers
            or any(n.high is None for n in numbers)
            or sum(n.high or 0 for n in numbers) > top
        ):
            continue
        if len(numbers) == 1 and (numbers[0].high == top or groups[listed[0]].person is None):
            continue
        for k in listed:
            found.append(
                Harm(found[whole].measure, groups[k], None, "part", 1.0, [groups[k]], part_of=whole)
            )
            taken.add(k)


def _alike(group: Group, other: Group) -> bool:
    """May this group be summed with one beside it: "two women and three girls", but not
    "two policemen and a civilian", whose status is told apart?
    """
    if (
        group.kind not in ("counted", "one", "bare", "dual", "name", "anaphor")
        or group.measure is not None
    ):
        return False
    if group.partitive or other.partitive or group.count.kind == "none":
        return False
    return _status(group) == _status(other) or not (_status(group) and _status(other))


def _status(group: Group) -> str | None:
    """The status that a group's own words give it; None for plain people."""
    status = group.person.status if group.person else None
    return None if status in (None, "unknown") else status


def _told_apart(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Give coordinated groups of another status the same harm, as claims of their own."""
    index = {id(group): k for k, group in enumerate(groups)}
    for harm in sorted(found, key=lambda h: h.group.first):
        if harm.form == "figure":
            continue
        for step in (-1, 1):
            k = index[id(harm.members[0 if step < 0 else -1])]
            while True:
                joined = (
                    groups[k].joined if step < 0 else k + 1 < len(groups) and groups[k + 1].joined
                )
                k += step
                if not joined or k < 0 or k in taken:
                    break
                group = groups[k]
                if (
                    group.kind not in ("counted", "one", "dual")
                    or (step < 0 and _after_part(items, group))
                    or group.measure
                    or group.partitive
                    or group.person is None
                ):
                    break
                taken.add(k)
                found.append(
                    Harm(harm.measure, group, harm.at, harm.form, harm.distance + 1, [group])
                )


def _gapped(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Give a group that "and" joins to a told harm the same harm: "killed two in A and three in B"."""
    for k, group in enumerate(groups):
        if (
            k in taken
            or group.kind not in ("counted", "number", "dual")
            or group.weak
            or not group.first
        ):
            continue
        lead, follow = items[group.first - 1], items[group.last + 1 : group.last + 3]
        dashed = len(follow) == 2 and follow[0].word in "–—" and "in" in follow[1].tags
        if "and" not in lead.tags and not (dashed and lead.word in ",;"):
            continue  # "two died in A and three in B", "two died in A, three – in B"
        earlier = [
            h for h in found if max(m.last for m in h.members) < group.first and h.at is not None
        ]
        if not earlier:
            continue
        last = max(earlier, key=lambda h: h.group.last)
        between = items[last.group.last + 1 : group.first - 1]
        if (
            len(between) <= 6
            and any("in" in x.tags for x in between)
            and not any("clause" in x.tags for x in between)
        ):
            found.append(Harm(last.measure, group, last.at, last.form, 6.0, [group]))
            taken.add(k)


def _parts(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Make groups after "including", "among them" parts of the harm told before them."""
    for at, item in enumerate(items):
        if "part" not in item.tags:
            continue
        wholes = [k for k, h in enumerate(found) if h.members[-1].last < at and h.part_of is None]
        if not wholes:
            for harm in found:  # "among the wounded were two children": of those told before
                harm.partitive = harm.partitive or harm.at == at
            continue
        whole = max(wholes, key=lambda k: found[k].members[-1].last)
        if at - max(found[whole].members[-1].last, found[whole].at or 0) > 12:
            continue
        for k, group in enumerate(groups):
            if group.first < at or group.kind not in _COUNTABLE | {"plural"}:
                continue
            if any(
                "say" in x.tags or x.word in ".;" or ("clause" in x.tags)
                for x in items[at + 1 : group.first]
            ):
                break
            own = next((h for h in found if group in h.members), None)
            if own is not None:
                if (
                    own.part_of is None
                    and own is not found[whole]
                    and _within(own.measure, found[whole].measure)
                ):
                    own.part_of = whole
                continue
            if group.kind in ("definite", "plural", "name") and group.first - at > 3:
                break
            if group.kind == "plural":
                continue
            found.append(
                Harm(found[whole].measure, group, None, "part", 1.0, [group], part_of=whole)
            )
            taken.add(k)
