"""Clusters: which mentions are one event, by their pairs' scores and by what cannot be.

Mentions are joined greedily, the strongest pair first, as long as the mean score between the two
groups stays above a threshold and no cut forbids it: two mentions of one report are never joined,
unless it sets them apart by days alone and tells few of the larger group, nor are two towns' tolls
that differ threefold; days apart or towns far apart, unless the words outweigh them
(``Pairs.certain``), part two groups where more than one in three of their pairs are so. The result
depends only on the pairs within a connected part, never on the order of input; so where a record
grows, only the parts that new pairs touch are formed again.
"""

from math import cos, sin
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from oversikt.distance import EARTH_KM
from oversikt.incidents.compare import Pairs

Short = npt.NDArray[np.int32]
Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Score of two mentions that are no candidates. They share neither rare words nor place and day, but
# a true pair in three of undated posts does not meet in a block: at -900 fewer of them are gathered.
STRANGERS = -200
# Least mean score of a joining, in hundredths of a bit: odds of 5 to 7. Scored by weights that did
# not see their events (``benchmarks/linking.py validate``), nine joined pairs in ten of the shootings
# and of the example are right here, and eight of the air strikes, where -200 would gather most.
THRESHOLD = -50
# A report without claims follows an incident where it tells of it in so many words: odds of 4 to 1.
FOLLOWING = 0
# Towns further apart are cut. Nearer ones are left to their weight: while two in five towns of
# English reports are misread, a cut at 100 km parts more of one event than it keeps apart.
FAR_KM = 400.0
EXACT = 2
# Days apart that are cut. Fewer are left to their weight: the day of an arrest is read for that
# of the deed, and a cut at two days loses one true pair in thirty.
SLACK = 7
# The haversine of that distance.
FAR_TURN = sin(FAR_KM / (2 * EARTH_KM)) ** 2
# Two groups are cut where more than one in three of the pairs across them are: one report's misread
# town or day parts nobody from the rest. Were one pair enough, 2 % fewer of the true pairs of shootings
# would be joined, and as many false ones; a half gives the same as a third. A report that takes a
# hearing's day for another deed tells one event as two; a third of the larger group may be of such:
# 1 % more of the true pairs are joined, and no more false ones.
CUT_SHARE = 3
# A toll rises in its own town: of towns this far apart, three times as many killed and so many
# more are another event.
NEAR_TURN = sin(6.0 / (2 * EARTH_KM)) ** 2
MANY = 10
NEVER = NOWHERE = -1
# So many pairs take the interpreter as long as reading the compiled loops takes.
FEW = 30_000


class Cuts(NamedTuple):
    """What keeps mentions apart: their reports, days and towns, by mention.

    ``rank`` is the order of mentions, by which equal pairs are taken. ``first`` and ``last`` are
    days, both ``NEVER`` where one is missing; ``land`` is a number for the country of a mention
    that tells a town, else ``NOWHERE``; ``lat`` and ``lon`` are its town's, in radians. ``least``
    and ``killed`` are the least and greatest number killed, 0 where none is told.
    """

    rank: Short
    report: Short
    first: Short
    last: Short
    land: Short
    lat: Real
    lon: Real
    least: Short
    killed: Short

    @classmethod
    def of(cls, mention: pa.Table, rank: Short, some: Mask) -> "Cuts":
        """Return the cuts of some mentions of a table, whose rows are numbered from 0."""
        rows = np.flatnonzero(some)
        part = mention.take(pa.array(rows)).combine_chunks()
        report, country = (
            part.column(name).combine_chunks().dictionary_encode() for name in ("report", "country")
        )
        first, last = (
            part.column(name).combine_chunks().fill_null(NEVER).to_numpy()
            for name in ("first", "last")
        )
        dated = (first != NEVER) & (last != NEVER)
        lat, lon, precision = (
            part.column(name).to_numpy().astype(np.float64) for name in ("lat", "lon", "precision")
        )
        told = ~np.isnan(lat) & ~np.isnan(lon) & (precision <= EXACT)
        land = country.indices.fill_null(len(country.dictionary)).to_numpy()

        def spread(values: npt.NDArray[Any], kind: type = np.int32) -> npt.NDArray[Any]:
            column: npt.NDArray[Any] = np.zeros(len(some), kind)
            column[rows] = values
            return column

        return cls(
            rank,
            spread(report.indices.to_numpy()),
            spread(np.where(dated, first, NEVER)),
            spread(np.where(dated, last, NEVER)),
            spread(np.where(told, land, NOWHERE)),
            spread(np.radians(lat), np.float64),
            spread(np.radians(lon), np.float64),
            *(
                spread(part.column(name).combine_chunks().fill_null(0).to_numpy())
                for name in ("least", "killed")
            ),
        )


class Sides(NamedTuple):
    """For each mention those that it was compared with, in ascending order.

    ``begin`` says where the list of each mention begins.
    """

    begin: Whole
    target: Short
    score: Short
    certain: npt.NDArray[np.int8]

    @classmethod
    def of(cls, pairs: Pairs, size: int) -> "Sides":
        """Return the sides of pairs among so many mentions."""
        source = np.concatenate([pairs.a, pairs.b])
        target = np.concatenate([pairs.b, pairs.a])
        number = np.tile(np.arange(len(pairs), dtype=np.int32), 2)
        # Rows of a sparse matrix are such lists, and are made by counting instead of by sorting.
        rows = coo_array((number, (source, target)), shape=(size, size)).tocsr()
        rows.sort_indices()
        return cls(
            rows.indptr.astype(np.int64),
            rows.indices.astype(np.int32, copy=False),
            pairs.score[rows.data],
            pairs.certain[rows.data],
        )


def cluster(
    mention: pa.Table,
    rank: Short,
    pairs: Pairs,
    heads: Short,
    touched: Mask,
    threshold: int = THRESHOLD,
) -> Short:
    """Gather mentions into groups that tell one event each.

    Args:
        mention: The mentions, as ``compare.tables`` tells them, numbered from 0.
        rank: The order of mentions, by which equal pairs are taken.
        pairs: All compared pairs.
        heads: For each mention the first of its group as it was; of a new one itself.
        touched: Which mentions have new pairs, or lost some.
        threshold: Least mean score of a joining, in hundredths of a bit.

    Returns:
        For each mention the first of its group as it is now.
    """
    near = pairs.score > threshold
    size = len(heads)
    ends = pairs.a[near], pairs.b[near]
    graph = coo_array((np.ones(len(ends[0]), bool), ends), shape=(size, size))
    _, part = connected_components(graph, directed=False)
    again = np.zeros(int(part.max(initial=-1)) + 1, bool)
    again[part[touched]] = True
    changed = again[part]
    heads = np.where(changed, np.arange(size, dtype=np.int32), heads)
    inside = pairs.where(changed[pairs.a])
    inside = inside.where(part[inside.a] == part[inside.b])
    strong = inside.where(inside.score > threshold)
    cuts = Cuts.of(mention, rank, changed)
    one, other = rank[strong.a], rank[strong.b]
    order = np.lexsort((np.maximum(one, other), np.minimum(one, other), -strong.score))
    sides = Sides.of(inside, size)
    ones, others = strong.a[order], strong.b[order]
    if len(inside) > FEW:
        from oversikt.engine.compiled import compiled  # noqa: PLC0415 - half a second to import

        compiled(_grow)(ones, others, sides, cuts, heads, threshold)
    else:
        plain = heads.tolist()
        _grow(ones.tolist(), others.tolist(), _plain(sides), _plain(cuts), plain, threshold)
        heads = np.array(plain, np.int32)
    return heads


def _plain(columns: Any) -> Any:
    """Return columns as lists, whose items the interpreter takes ten times faster."""
    return type(columns)(*(column.tolist() for column in columns))


def _grow(ones: Any, others: Any, sides: Any, cuts: Any, heads: Any, threshold: int) -> None:
    """Grow groups by pairs, the strongest first, and note each mention's group in ``heads``.

    Loops over plain columns: compiled for a large record, and run as they stand for a small one,
    which would wait for the compiler longer than for the work.
    """
    size = len(heads)
    # Members of a group are a chain from its head; ``end`` is its last.
    chain = [-1] * size
    end = list(range(size))
    count = [1] * size
    refused = [-1] * size
    refused_size = [0] * size
    for p in range(len(ones)):
        left, right = heads[ones[p]], heads[others[p]]
        if left == right:
            continue
        if count[left] > count[right] or (count[left] == count[right] and left > right):
            left, right = right, left
        together = count[left] + count[right]
        # Groups only grow, so two of the same heads and sizes are the two that were refused.
        if refused[left] == right and refused_size[left] == together:
            continue
        pairs = count[left] * count[right]
        # Two that are no candidates count as strangers.
        total = STRANGERS * pairs
        a = left
        while a >= 0:
            for n in range(sides.begin[a], sides.begin[a + 1]):
                if heads[sides.target[n]] == right:
                    total += sides.score[n] - STRANGERS
            a = chain[a]
        joinable = pairs == 1 or total > threshold * pairs
        cut = shared = 0
        a = left if joinable else -1
        while a >= 0:
            b = right
            while b >= 0 and joinable:
                twice = cuts.report[a] == cuts.report[b]  # one report, which tells them apart
                days = cuts.first[a] != NEVER and cuts.first[b] != NEVER
                if days:
                    gap = max(cuts.first[a] - cuts.last[b], cuts.first[b] - cuts.last[a])
                    days = gap > SLACK
                other_toll = False
                far = cuts.land[a] != NOWHERE and cuts.land[a] == cuts.land[b]
                if far:
                    turn = sin((cuts.lat[b] - cuts.lat[a]) / 2) ** 2
                    east = sin((cuts.lon[b] - cuts.lon[a]) / 2) ** 2
                    turn += cos(cuts.lat[a]) * cos(cuts.lat[b]) * east
                    # What one report tells at most, and the other at least.
                    less, more = cuts.killed[a], cuts.least[b]
                    if less > more:
                        less, more = cuts.killed[b], cuts.least[a]
                    another = less > 0 and more - less >= MANY and more >= 3 * less
                    other_toll = another and turn > NEAR_TURN
                    far = other_toll or turn > FAR_TURN
                if twice:
                    shared += 1
                    joinable = days and shared * CUT_SHARE <= max(count[left], count[right])
                elif days or far:
                    low, high = sides.begin[a], sides.begin[a + 1]
                    stop = high
                    while low < high:
                        middle = (low + high) // 2
                        if sides.target[middle] < b:
                            low = middle + 1
                        else:
                            high = middle
                    sure = 0
                    if low < stop and sides.target[low] == b:
                        sure = sides.certain[low]
                    # Words outweigh a place far away, or (2) any day and place.
                    if sure < (2 if days else 1):
                        cut += 1
                        joinable = not other_toll and cut * CUT_SHARE <= pairs
                b = chain[b]
            a = chain[a] if joinable else -1
        if not joinable:
            refused[left], refused_size[left] = right, together
            continue
        head, other = min(left, right), max(left, right)
        chain[end[head]] = other
        end[head] = end[other]
        count[head] = together
        m = other
        while m >= 0:
            heads[m] = head
            m = chain[m]


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
