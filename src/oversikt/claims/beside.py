"""Groups beside a harmed group that share its harm: coordinated, told apart, or gapped."""

from oversikt.claims.harm import Harm, after_part
from oversikt.claims.marks import Item
from oversikt.claims.people import Group


def coordinate(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Add to each harm the coordinated groups beside its own: "two policemen and a civilian"."""
    index = {id(group): k for k, group in enumerate(groups)}
    for harm in list(found):
        if harm.form in ("figure", "part"):
            continue
        k = index[id(harm.group)]
        while (
            k > 0
            and groups[k].joined
            and k - 1 not in taken
            and _alike(groups[k - 1], harm.group)
            and not after_part(items, groups[k - 1])
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


def told_apart(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
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
                    or (step < 0 and after_part(items, group))
                    or group.measure
                    or group.partitive
                    or group.person is None
                ):
                    break
                taken.add(k)
                found.append(
                    Harm(harm.measure, group, harm.at, harm.form, harm.distance + 1, [group])
                )


def gapped(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
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
