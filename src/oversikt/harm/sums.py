"""Sums and what they are made of: "three were killed, two soldiers and a guard"."""

from oversikt.harm.harm import Harm, part
from oversikt.people.people import ARMED, Group
from oversikt.people.speech import speaks
from oversikt.words.marks import Item

#: So near before people the verb may stand that tells what befell them.
_LEAD = 2
_PARTING = {"harm", "clause", "cite", "say", "say_after"}


def spelled_out(items: list[Item], groups: list[Group]) -> dict[int, list[int]]:
    """Find groups that the ones after them spell out: "262 dead in the capital: 115 civilians and
    147 gangsters", "three were killed, two soldiers and a guard". Only an exact sum tells so.
    """
    spelled: dict[int, list[int]] = {}
    for w, whole in enumerate(groups):
        size = whole.count.low
        if size is None or size < 2 or whole.count.kind == "vague" or whole.kind == "deed":
            continue
        for start in range(w + 1, min(w + 4, len(groups))):
            lead = items[groups[start].first - 1].word
            if "and" in items[groups[start].first - 1].tags or (start > w + 1 and lead not in ":("):
                continue
            parts = _run(items, groups, start, size)
            gap = items[whole.last + 1 : groups[start].first]
            told = [*items[max(0, whole.first - _LEAD) : whole.first], *gap]
            if _others(items, whole, [groups[k] for k in parts]) or _own_verb(
                items, told, groups[start]
            ):
                continue
            if parts and _own_harm(items, told, groups[parts[-1]]):
                continue
            if parts and len(gap) <= (30 if lead in ":(" else 14) and not any(
                x.word in ".;" for x in gap
            ):  # fmt: skip
                spelled[w] = parts
                break
    return spelled


def _own_verb(items: list[Item], told: list[Item], group: Group) -> bool:
    """Has a group its own verb right before it: "two died, and a bomb killed a man and his son", "погибли
    двое, ранен ребёнок"?
    """
    at = group.first - 1
    harms = items[at].tags.get("harm", ()) if at >= 0 else ()
    before = {m for x in told[:-1] for m, _ in x.tags.get("harm", ())}
    return any(
        form == "inflicted" or (form == "suffered" and before and measure not in before)
        for measure, form in harms
    )


def _own_harm(items: list[Item], told: list[Item], last: Group) -> bool:
    """Has a list its own harm right after it, other than that told before: "two policemen hurt,
    suspect and bystander killed", "three were wounded in A, two in B, and one was killed in C"?
    """
    before = {m for x in told for m, _ in x.tags.get("harm", ())}
    follow = [x for x in items[last.last + 1 : last.last + 3] if "aux" not in x.tags][:1]
    after = {m for x in follow for m, _ in x.tags.get("harm", ())}
    return bool(before) and bool(after) and before.isdisjoint(after)


def _run(items: list[Item], groups: list[Group], start: int, size: int) -> list[int]:
    """Return the coordinated groups from ``start`` that add up to ``size``, at least two."""
    total = 0
    run: list[int] = []
    for k in range(start, len(groups)):
        group = groups[k]
        low = group.count.low
        if low is None or low != group.count.high or group.measure or group.partitive:
            return []
        if speaks(items, group):
            return []
        if run:
            gap = items[groups[k - 1].last + 1 : group.first]
            if (
                not gap
                or len(gap) > 4
                or any(x.word in ".;" or not _PARTING.isdisjoint(x.tags) for x in gap)
            ):
                return []
            if not any(x.word == "," or "and" in x.tags for x in gap):
                return []
            if group.person is None and any("in" in x.tags for x in gap):
                return []  # numbers and places: incidents of their own
        total += low
        run.append(k)
        if total >= size:
            return run if total == size and len(run) > 1 else []
    return []


def _others(items: list[Item], whole: Group, rest: list[Group]) -> bool:
    """Can people not be those told before, for their sex, age or arms: "two women, a teenager and an old
    man", "two children, a teacher and a driver", "two soldiers, a rebel and a child"?
    """
    one = whole.person
    if one is None or not rest:
        return False
    first = rest[0].person
    # "two Belgians, their guide and their driver", but "two boys, her son and nephew"
    if rest[0].owned and first is not None and first.status != "unknown":
        return True
    if one.sex is not None and any(m.person is None or m.person.sex != one.sex for m in rest):
        return True
    others = [m.person for m in rest if m.person is not None]
    if one.age == "child":
        grown = (p.age == "adult" or (p.age is None and p.status != "unknown") for p in others)
        closed = [x.word for x in items[rest[-1].last + 1 : rest[-1].last + 2]] == [","]
        return any(grown) and not closed  # "two children, a brother and a sister, were killed"
    armed = one.status in ARMED  # "three soldiers, two policemen and a civilian"
    sides = {p.status for p in others if p.status in ARMED or p.age == "child" or armed}
    sides -= {"unknown"}
    return one.status not in ("unknown", "mixed") and not sides <= {one.status}


def share(
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


def apposed(items: list[Item], found: list[Harm]) -> None:
    """Take "seven civilians, five women and two children" for seven, and the others for its parts."""
    for whole, harm in enumerate(list(found)):
        first, rest = harm.members[0], harm.members[1:]
        if len(rest) < 2 or first.count.low is None or any(m.count.low is None for m in rest):
            continue
        if _others(items, first, rest):
            continue
        if first.count.low == sum(m.count.low or 0 for m in rest):
            harm.members, harm.group = [first], first
            found += [part(harm.measure, m, whole) for m in rest]


def aged(items: list[Item], found: list[Harm]) -> None:
    """Tell the people of a sum apart as its parts, where one of them is told with an age."""
    for whole, harm in enumerate(list(found)):
        if harm.form == "figure" or len(harm.members) < 2:
            continue
        if any(m.person is None or m.count.low is None or m.names for m in harm.members):
            continue
        each = any(m.kind == "counted" for m in harm.members)
        if each and harm.at is not None and "part" in items[harm.at].tags:
            continue  # "among the dead were two girls, 8 and 9, and a man": told apart as it is
        if any(
            "age" in x.tags for m in harm.members for x in items[max(0, m.first - 1) : m.last + 2]
        ):
            found += [part(harm.measure, m, whole) for m in harm.members]
