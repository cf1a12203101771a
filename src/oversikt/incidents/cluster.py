"""Clusters: which mentions are one event, by their pairs' scores and by what cannot be.

Mentions are joined greedily, the strongest pair first, as long as the mean score between the two
groups stays above a threshold and no cut forbids it: two mentions of one report are never joined,
and dates apart or places far apart only where the words outweigh them (``Pairs.certain``). The
result depends only on the pairs within a connected part, never on the order of input; so where a
record grows, only the parts that new pairs touch are formed again.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from oversikt.incidents.compare import Pairs
from oversikt.incidents.mentions import arc

Short = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

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


@dataclass(frozen=True)
class Cuts:
    """What keeps mentions apart: their reports, days and towns, by mention.

    ``rank`` is the order of mentions, by which equal pairs are taken. ``town`` is a number of
    ``towns`` (country, latitude, longitude), or -1 where no town is told.
    """

    rank: Short
    report: list[int]
    first: list[int | None]
    last: list[int | None]
    town: list[int]
    towns: Sequence[tuple[str | None, float, float]]
    _far: dict[tuple[int, int], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, mention: pa.Table, rank: Short) -> "Cuts":
        """Return the cuts of the mentions of a table, whose rows are numbered from 0."""
        land = mention.column("country").combine_chunks().dictionary_encode()
        names: list[str | None] = [*land.dictionary.to_pylist(), None]
        code = land.indices.fill_null(len(names) - 1).to_numpy().astype(np.float64)
        lat, lon, precision = (
            mention.column(name).to_numpy().astype(np.float64)
            for name in ("lat", "lon", "precision")
        )
        told = np.flatnonzero(~np.isnan(lat) & ~np.isnan(lon) & (precision <= EXACT))
        spots, which = np.unique(
            np.stack([code, lat, lon], axis=1)[told], axis=0, return_inverse=True
        )
        town = np.full(len(mention), -1)
        town[told] = which
        reports = mention.column("report").combine_chunks().dictionary_encode()
        days = [mention.column(name).to_pylist() for name in ("first", "last")]
        towns = [(names[int(one)], lat, lon) for one, lat, lon in spots.tolist()]
        return cls(rank, reports.indices.to_pylist(), days[0], days[1], town.tolist(), towns)

    def far(self, one: int, other: int) -> bool:
        """Say whether two towns lie in one country and too far apart for one event."""
        pair = (min(one, other), max(one, other))
        if pair not in self._far:
            (land, *here), (other_land, *there) = self.towns[one], self.towns[other]
            self._far[pair] = land == other_land and arc(*here, *there) > FAR_KM
        return self._far[pair]

    def apart(self, one: int, other: int, certain: int) -> bool:
        """Say whether two mentions cannot be one event, by days or places that no words outweigh."""
        if certain >= 2:
            return False
        first, last, begun, ended = (
            self.first[one], self.last[one], self.first[other], self.last[other],
        )  # fmt: skip
        if None not in (first, last, begun, ended):
            gap = max(first - ended, begun - last)  # type: ignore[operator]  # the line before rules None out
            if gap > SLACK:
                return True
        here, there = self.town[one], self.town[other]
        return not certain and here >= 0 and there >= 0 and self.far(here, there)


class Group(NamedTuple):
    """Mentions taken for one event: who they are, and the span of what they tell."""

    members: tuple[int, ...]
    reports: frozenset[int]
    towns: frozenset[int]
    latest_first: int | None
    earliest_last: int | None

    @classmethod
    def of(cls, m: int, cuts: Cuts) -> "Group":
        """Return the group of one mention."""
        dated = None not in (cuts.first[m], cuts.last[m])
        return cls(
            (m,),
            frozenset([cuts.report[m]]),
            frozenset([cuts.town[m]]) - {-1},
            cuts.first[m] if dated else None,
            cuts.last[m] if dated else None,
        )

    def joined(self, other: "Group") -> "Group":
        """Return both groups as one."""
        firsts = [d for d in (self.latest_first, other.latest_first) if d is not None]
        lasts = [d for d in (self.earliest_last, other.earliest_last) if d is not None]
        return Group(
            self.members + other.members,
            self.reports | other.reports,
            self.towns | other.towns,
            max(firsts, default=None),
            min(lasts, default=None),
        )


def cluster(
    cuts: Cuts, pairs: Pairs, heads: Short, touched: Mask, threshold: int = THRESHOLD
) -> tuple[Short, Collection[int]]:
    """Gather mentions into groups that tell one event each.

    Args:
        cuts: What keeps mentions apart.
        pairs: All compared pairs.
        heads: For each mention the first of its group as it was; of a new one itself.
        touched: Which mentions have new pairs, or lost some.
        threshold: Least mean score of a joining, in hundredths of a bit.

    Returns:
        For each mention the first of its group as it is now, and the mentions whose groups were
        formed again.
    """
    strong = pairs.score > threshold
    size = len(heads)
    graph = coo_array((np.ones(int(strong.sum()), bool), (pairs.a[strong], pairs.b[strong])),
                      shape=(size, size))  # fmt: skip
    _, part = connected_components(graph, directed=False)
    again = np.zeros(int(part.max(initial=-1)) + 1, bool)
    again[part[touched]] = True
    heads = heads.copy()
    changed = np.flatnonzero(again[part])
    heads[changed] = changed
    inside = pairs.where(again[part[pairs.a]] & (part[pairs.a] == part[pairs.b]))
    one, other = cuts.rank[inside.a], cuts.rank[inside.b]
    order = np.lexsort(
        (np.maximum(one, other), np.minimum(one, other), -inside.score, part[inside.a])
    )
    parts = part[inside.a][order]
    cut = np.r_[0, np.flatnonzero(np.diff(parts)) + 1, len(parts)].tolist() if len(parts) else [0]
    columns = [c[order].tolist() for c in (inside.a, inside.b, inside.score, inside.certain)]
    for begin, end in pairwise(cut):
        for group in _grown(cuts, [tuple(c[begin:end]) for c in columns], threshold):
            heads[list(group.members)] = min(group.members)
    return heads, changed.tolist()


def _grown(cuts: Cuts, columns: Sequence[tuple[int, ...]], threshold: int) -> Collection[Group]:
    """Grow the groups of one connected part, the strongest pair first; return those of several."""
    if len(columns[0]) == 1:
        a, b, certain = columns[0][0], columns[1][0], columns[3][0]
        parted = cuts.report[a] == cuts.report[b] or cuts.apart(a, b, certain)
        return [] if parted else [Group.of(a, cuts).joined(Group.of(b, cuts))]
    between: dict[int, dict[int, int]] = {}
    certainty: dict[tuple[int, int], int] = {}
    for a, b, score, certain in zip(*columns, strict=True):
        between.setdefault(a, {})[b] = between.setdefault(b, {})[a] = score - STRANGERS
        if certain:
            certainty[a, b] = certain
    groups = {m: Group.of(m, cuts) for m in between}
    home = {m: m for m in between}
    refused: set[tuple[int, int, int]] = set()
    for a, b, score in zip(*columns[:3], strict=True):
        if score <= threshold:
            break
        one, other = home[a], home[b]
        if one == other:
            continue
        left, right = groups[one], groups[other]
        # Groups only grow, so two of the same heads and sizes are the two that were refused.
        attempt = (min(one, other), max(one, other), len(left.members) + len(right.members))
        if attempt in refused:
            continue
        # Two that are no candidates count as strangers.
        count = len(left.members) * len(right.members)
        weak = count > 1 and between[one][other] + STRANGERS * count <= threshold * count
        if weak or not _joinable(cuts, certainty, left, right):
            refused.add(attempt)
            continue
        if len(between[one]) < len(between[other]):
            one, other = other, one
        groups[one] = left.joined(right)
        for m in groups.pop(other).members:
            home[m] = one
        ours = between[one]
        for third, total in between.pop(other).items():
            theirs = between[third]
            del theirs[other]
            if third != one:
                ours[third] = theirs[one] = ours.get(third, 0) + total
    return [group for group in groups.values() if len(group.members) > 1]


def _joinable(
    cuts: Cuts, certainty: Mapping[tuple[int, int], int], left: Group, right: Group
) -> bool:
    """Say whether no two mentions of two groups are kept apart."""
    if left.reports & right.reports:
        return False
    ends = ((left.latest_first, right.earliest_last), (right.latest_first, left.earliest_last))
    spread = any(f is not None and e is not None and f - e > SLACK for f, e in ends)
    if not spread and not any(cuts.far(a, b) for a in left.towns for b in right.towns if a != b):
        return True
    return not any(
        cuts.apart(a, b, certainty.get((min(a, b), max(a, b)), 0))
        for a in left.members
        for b in right.members
    )


def follow(heads: Short, pairs: Pairs, silent: Mask, rank: Short) -> dict[int, int]:
    """Find the group that each report without claims tells of, by its strongest pair.

    Args:
        heads: For each mention the first of its group.
        pairs: Compared pairs.
        silent: Which mentions are of reports without claims.
        rank: The order of mentions; of equal groups that of the earlier is followed.

    Returns:
        For a follower the first of its group; those that tell of none are left out.
    """
    some = pairs.where((silent[pairs.a] != silent[pairs.b]) & (pairs.score > FOLLOWING))
    one = np.where(silent[some.a], some.a, some.b)
    other = np.where(silent[some.a], some.b, some.a)
    order = np.lexsort((rank[other], -some.score, one))
    found: dict[int, int] = {}
    for follower, member in zip(one[order].tolist(), other[order].tolist(), strict=True):
        found.setdefault(follower, int(heads[member]))
    return found
