"""Clusters: which mentions are one event, by their pairs' scores and by what cannot be.

Mentions are joined greedily, the strongest pair first, as long as the mean score between the two
groups stays above a threshold and no cut forbids it: two mentions of one report are never joined,
and dates apart or places far apart only where the words outweigh them (``Pair.certain``). The
result depends only on the pairs within a connected part, never on the order of input.
"""

from collections.abc import Collection, Mapping, Sequence

from oversikt.incidents.compare import Pair
from oversikt.incidents.mentions import Mention, kilometres

# Score of two mentions that are no candidates: they share neither rare words nor place and day.
STRANGERS = -1400
# Least mean score of a joining, in hundredths of a bit. Weights learnt without labels know the
# order of pairs better than their odds: the traits of one pair lean on each other, and seeds are
# the clearest of matches. This level was chosen on news of shootings (en) and posts on air strikes
# (ar): at -500 nine joined pairs in ten of the English set are right, at -700 eight.
THRESHOLD = -560
# A report without claims follows an incident only where it tells of it in so many words.
FOLLOWING = -300
# Towns further apart are cut. Nearer ones are left to their weight: while two in five towns of
# English reports are misread, a cut at 100 km parts more of one event than it keeps apart.
FAR_KM = 400.0
EXACT = 2
# Days apart that are cut. Fewer are left to their weight: the day of an arrest is read for that
# of the deed, and a cut at two days loses one true pair in thirty.
SLACK = 7


def cluster(
    mentions: Sequence[Mention], pairs: Sequence[Pair], threshold: int = THRESHOLD
) -> list[list[int]]:
    """Gather mentions into groups that tell one event each.

    Args:
        mentions: Mentions in their order.
        pairs: Compared pairs of positions.
        threshold: Least mean score of a joining, in hundredths of a bit.

    Returns:
        Groups of positions, each ascending, ordered by their first.
    """
    scores: dict[tuple[int, int], int] = {(p.a, p.b): p.score for p in pairs}
    certain = {(p.a, p.b): p.certain for p in pairs if p.certain}
    strong = sorted((p for p in pairs if p.score > threshold), key=lambda p: (-p.score, p.a, p.b))
    groups: dict[int, list[int]] = {}
    home: dict[int, int] = {}
    refused: set[tuple[int, int, int]] = set()
    for pair in strong:
        one = home.get(pair.a, pair.a)
        other = home.get(pair.b, pair.b)
        if one == other:
            continue
        left, right = groups.get(one, [one]), groups.get(other, [other])
        # Groups only grow, so two of the same heads and sizes are the two that were refused.
        attempt = (min(one, other), max(one, other), len(left) + len(right))
        if attempt in refused:
            continue
        if not _joinable(mentions, certain, left, right) or (
            len(left) + len(right) > 2 and _mean(scores, left, right) <= threshold
        ):
            refused.add(attempt)
            continue
        head = min(one, other)
        joined = sorted(left + right)
        groups.pop(max(one, other), None)
        groups[head] = joined
        for position in joined:
            home[position] = head
    return [groups.get(m, [m]) for m in range(len(mentions)) if home.get(m, m) == m]


def follow(
    groups: Sequence[Sequence[int]], pairs: Sequence[Pair], followers: Collection[int]
) -> dict[int, int]:
    """Find the group that each report without claims tells of, by its strongest pair.

    Args:
        groups: Groups of positions with claims.
        pairs: Compared pairs of positions.
        followers: Positions of reports without claims.

    Returns:
        For a follower the number of its group; those that tell of none are left out.
    """
    home = {m: g for g, group in enumerate(groups) for m in group}
    told: dict[int, dict[int, list[int]]] = {}
    for pair in pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if one in followers and other in home:
                told.setdefault(one, {}).setdefault(home[other], []).append(pair.score)
    found = {}
    for one, scores in sorted(told.items()):
        best = max(scores, key=lambda g: (max(scores[g]), -g))
        if max(scores[best]) > FOLLOWING:
            found[one] = best
    return found


def _mean(scores: Mapping[tuple[int, int], int], left: list[int], right: list[int]) -> float:
    total = sum(scores.get((min(a, b), max(a, b)), STRANGERS) for a in left for b in right)
    return total / (len(left) * len(right))


def _joinable(
    mentions: Sequence[Mention],
    certain: Mapping[tuple[int, int], int],
    left: list[int],
    right: list[int],
) -> bool:
    reports = {mentions[m].report.id for m in left}
    if any(mentions[m].report.id in reports for m in right):
        return False
    return all(
        not _apart(mentions[a], mentions[b], certain.get((min(a, b), max(a, b)), 0))
        for a in left
        for b in right
    )


def _apart(one: Mention, other: Mention, certain: int) -> bool:
    """Say whether two mentions cannot be one event, by days or places that no words outweigh."""
    if certain >= 2:
        return False
    if None not in (one.first, one.last, other.first, other.last):
        gap = max(one.first - other.last, other.first - one.last)  # type: ignore[operator]  # the line before rules None out
        if gap > SLACK:
            return True
    here, there = one.place, other.place
    if (
        certain
        or here is None
        or there is None
        or None in (here.lat, here.lon, there.lat, there.lon)
    ):
        return False
    sharp = max(here.precision or 9, there.precision or 9) <= EXACT
    return sharp and here.country == there.country and kilometres(here, there) > FAR_KM
