"""Blocks: which mentions stand near each other under a key that both hold.

A key is a rare word, a phrase, a place, a country, a toll with its country, or a day of the year. The mentions
that hold one key stand in the order of their days, and each meets only so many neighbours on either
side (``WIDTH``), however many hold it: the work on a mention is bounded by its own keys, never by
the record. This is M. Hernández and S. Stolfo's sorted neighbourhood ("The merge/purge problem for
large databases", SIGMOD 1995), within blocks.

Who meets depends on the set of mentions alone, not on the order or batches in which they came: a
mention that comes in between may part two that met before (``parted``), and never joins two others.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from oversikt.incidents.compare import spot

WORD, PHRASE, PLACE, SPOT, TOLL, DAY, LAND, LAND_DAY, TOWN_DAY, TOWN, CITY = range(11)
# How far two may stand apart under a key of each kind. With 20 rather than 15 for words, 0.3 % more
# of the true pairs of news of shootings meet, at a fifth more work; with 30, 0.2 % more again.
WIDTH = np.array([20, 20, 20, 20, 20, 40, 20, 40, 20, 20, 20], np.int64)
# A long report's rarest words find it; the others still count in the comparison. With 60 words,
# 1 % fewer of those true pairs are found.
MOST_WORDS = 100
FEWEST_KILLED = 5
# Of the days told, those of the year: month and day (``almanac``).
OF_THE_YEAR = range(101, 1232)
UNDATED = -1
# The size (``towns.Size``) of a town in which much happens on one day.
LARGE = 3
# GeoNames' numbers stand apart from the digests of other keys.
TOWNS = 1 << 40

Whole = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


class Keys(NamedTuple):
    """Rows of one mention, one key: ``kind`` of the key, and ``bits`` of evidence of a word."""

    m: Short
    key: Whole
    kind: npt.NDArray[np.int8]
    bits: npt.NDArray[np.int8]


def keys_of(held: Mapping[str, pa.Table]) -> Keys:
    """Return the keys of mentions, ordered by mention.

    Args:
        held: The mentions as the tables of ``compare.tables``.
    """
    mention = held["mention"]
    told = {name: mention.column(name).to_pylist() for name in
            ("m", "published", "moment", "called", "country", "killed")}  # fmt: skip
    m, key, kind = [], [], []
    undated = set()
    first = told["m"][0] if told["m"] else 0
    for n, published, moment, place, country, killed in zip(*told.values(), strict=True):
        dated = moment is not None
        if published is None:
            undated.add(n)
        if place is not None:
            m.append(n)
            kind.append(PLACE if dated else SPOT)
            key.append(spot(f"{'place' if dated else 'spot'}\0{place}"))
        if dated and country is not None:
            m.append(n)
            kind.append(LAND)
            key.append(spot(f"land\0{country}"))
            if (killed or 0) >= FEWEST_KILLED:
                m.append(n)
                kind.append(TOLL)
                key.append(spot(f"toll\0{killed}\0{country}"))
    days = zip(held["told"].column("m").to_pylist(), held["told"].column("day").to_pylist(),
               strict=True)  # fmt: skip
    for n, day in days:
        if day not in OF_THE_YEAR:
            continue
        place, country = told["called"][n - first], told["country"][n - first]
        for held_, which, name in (
            (n in undated, DAY, f"day\0{day}"),
            (country is not None, LAND_DAY, f"land day\0{day}\0{country}"),
            (place is not None, TOWN_DAY, f"town day\0{day}\0{place}"),
        ):
            if held_:
                m.append(n)
                kind.append(which)
                key.append(spot(name))
    rare = _rarest(held["word"])
    phrase = held["phrase"]
    town = held["town"]
    small = pc.less(town["size"], LARGE)
    places = [
        (town.filter(some), kind_) for some, kind_ in ((small, TOWN), (pc.invert(small), CITY))
    ]
    parts = [
        *(
            (some.column("m"), pc.add(some.column("town"), TOWNS), kind_, None)
            for some, kind_ in places
        ),
        (rare.column("m"), rare.column("w"), WORD, rare.column("bits")),
        (phrase.column("m"), phrase.column("w"), PHRASE, None),
    ]
    ms = [np.array(m, np.int32), *(p[0].to_numpy() for p in parts)]
    keys = [np.array(key, np.int64), *(p[1].to_numpy() for p in parts)]
    kinds = [np.array(kind, np.int8), *(np.full(len(p[0]), p[2], np.int8) for p in parts)]
    bits = [np.zeros(len(m) + len(town), np.int8), rare.column("bits").to_numpy(),
            np.zeros(len(phrase), np.int8)]  # fmt: skip
    order = np.argsort(np.concatenate(ms), kind="stable")
    return Keys(
        np.concatenate(ms)[order].astype(np.int32),
        np.concatenate(keys)[order],
        np.concatenate(kinds)[order],
        np.concatenate(bits)[order].astype(np.int8),
    )


def _rarest(word: pa.Table) -> pa.Table:
    """Return the rows of each mention's rarest words."""
    m, w, bits = (word.column(name).to_numpy() for name in ("m", "w", "bits"))
    order = np.lexsort((w, -bits.astype(np.int16), m))
    ranked = m[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(m) else order
    counts = np.diff(np.r_[starts, len(m)])
    nth = np.arange(len(m)) - np.repeat(starts, counts)
    return word.take(pa.array(order[nth < MOST_WORDS]))


class Blocks:
    """All keys of the mentions so far, and the order in which mentions stand under each.

    ``moment`` is the day a mention stands at, ``tie`` its own digest, which orders those of one
    day; both by mention. ``at`` lists the rows of keys by key and then by that order.
    """

    def __init__(self, moment: Whole, tie: Whole, keys: Keys, at: Short) -> None:
        self.moment, self.tie, self.keys, self.at = moment, tie, keys, at
        self._where = _inverse(at)
        self._ranks: Short = np.zeros(0, np.int32)

    @classmethod
    def empty(cls) -> "Blocks":
        """Return blocks of no mentions."""
        none, small = np.zeros(0, np.int64), np.zeros(0, np.int32)
        tiny = np.zeros(0, np.int8)
        return cls(none, none, Keys(small, none, tiny, tiny), small)

    def __len__(self) -> int:
        return len(self.moment)

    def ranks(self) -> Short:
        """Return each mention's place in the order of all: by day, then by digest."""
        if len(self._ranks) != len(self):
            self._ranks = _inverse(np.lexsort((self.tie, self.moment)).astype(np.int32))
        return self._ranks

    def add(self, moment: Whole, tie: Whole, keys: Keys) -> Whole:
        """Take in mentions, numbered on from those before.

        Returns:
            Where each row that stood in ``at`` before stands now.
        """
        old = self.at
        self.moment = np.concatenate([self.moment, moment])
        self.tie = np.concatenate([self.tie, tie])
        first = len(self.keys.m)
        held = self.keys
        self.keys = Keys(
            np.concatenate([held.m, keys.m]),
            np.concatenate([held.key, keys.key]),
            np.concatenate([held.kind, keys.kind]),
            np.concatenate([held.bits, keys.bits]),
        )
        rank = self.ranks()
        order = np.lexsort((rank[keys.m], keys.key))
        before = self._standing(keys.key[order], rank[keys.m[order]], rank)
        self.at = np.insert(old, before, (order + first).astype(np.int32))
        self._where = _inverse(self.at)
        moved: Whole = np.arange(len(old)) + np.searchsorted(before, np.arange(len(old)), "right")
        return moved

    def _standing(self, key: Whole, rank: Short, ranks: Short) -> Whole:
        """Return before which of the rows of ``at`` each new row stands, by halving the span."""
        held = self.keys.key[self.at]
        low = np.searchsorted(held, key, "left")
        high = np.searchsorted(held, key, "right")
        while (open_ := np.flatnonzero(low < high)).size:
            middle = (low[open_] + high[open_]) // 2
            later = ranks[self.keys.m[self.at[middle]]] > rank[open_]
            high[open_] = np.where(later, middle, high[open_])
            low[open_] = np.where(later, low[open_], middle + 1)
        return low

    def meetings(self, first: int, last: int, known: int) -> pa.Table:
        """Return whom the mentions from ``first`` to before ``last`` meet, a row for each key.

        Args:
            first: Number of the first of them.
            last: Number after the last.
            known: Mentions from this number on are new: a meeting of two is found once, from the
                later of them in the order of days.

        Returns:
            Columns ``a`` < ``b``, ``kind``, and the ``bits`` of a word.
        """
        span = np.searchsorted(self.keys.m, [first, last])
        rows = np.arange(*span)
        found = [self._steps(rows, -1, None)]
        if known:
            found.append(self._steps(rows, 1, known))
        here, there = (np.concatenate([f[side] for f in found]) for side in (0, 1))
        return self._table(here, there)

    def _steps(self, rows: Whole, way: int, before: int | None) -> tuple[Whole, Whole]:
        """Walk from rows to their neighbours on one side, one step at a time."""
        here, there = [], []
        key, kind = self.keys.key, self.keys.kind
        spot_ = self._where[rows].astype(np.int64)
        for step in range(1, int(WIDTH.max()) + 1):
            spot_ = spot_ + way
            inside = (spot_ >= 0) & (spot_ < len(self.at)) & (WIDTH[kind[rows]] >= step)
            rows, spot_ = rows[inside], spot_[inside]
            other = self.at[spot_]
            same = key[other] == key[rows]
            rows, spot_, other = rows[same], spot_[same], other[same]
            wanted = slice(None) if before is None else self.keys.m[other] < before
            here.append(rows[wanted])
            there.append(other[wanted].astype(np.int64))
            if not rows.size:
                break
        return np.concatenate(here), np.concatenate(there)

    def _table(self, here: Whole, there: Whole) -> pa.Table:
        one, other = self.keys.m[here], self.keys.m[there]
        return pa.table({
            "a": np.minimum(one, other), "b": np.maximum(one, other),
            "kind": self.keys.kind[here], "bits": self.keys.bits[here],
        })  # fmt: skip

    def parted(self, moved: Whole) -> tuple[Short, Short]:
        """Return pairs of mentions that met under some key before others came in between.

        Args:
            moved: What ``add`` returned.
        """
        rows = self.at[moved]
        key, width = self.keys.key[rows], WIDTH[self.keys.kind[rows]]
        far = np.minimum(np.arange(len(rows)) + width, len(rows) - 1)
        left = np.flatnonzero(moved[far] - moved > far - np.arange(len(rows)))
        one, other = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        for step in range(1, int(WIDTH.max()) + 1):
            left = left[(left + step < len(rows)) & (width[left] >= step)]
            left = left[key[np.minimum(left + step, len(rows) - 1)] == key[left]]
            lost = left[moved[left + step] - moved[left] > width[left]]
            one.append(self.keys.m[rows[lost]])
            other.append(self.keys.m[rows[lost + step]])
        a, b = np.concatenate(one), np.concatenate(other)
        return np.minimum(a, b), np.maximum(a, b)

    def between(self, a: Short, b: Short) -> pa.Table:
        """Return the meetings of given pairs, in the form of ``meetings``."""
        mine, its_key, row = self._expanded(a)
        theirs, other_key, other = self._expanded(b)
        pair = np.concatenate([mine, theirs])
        key = np.concatenate([its_key, other_key])
        rows = np.concatenate([row, other])
        order = np.lexsort((rows, key, pair))
        pair, key, rows = pair[order], key[order], rows[order]
        both = np.flatnonzero((pair[1:] == pair[:-1]) & (key[1:] == key[:-1]))
        here, there = rows[both], rows[both + 1]
        apart = np.abs(self._where[here].astype(np.int64) - self._where[there])
        near = apart <= WIDTH[self.keys.kind[here]]
        return self._table(here[near], there[near])

    def _expanded(self, m: Short) -> tuple[Whole, Whole, Whole]:
        """Return all rows of some mentions: number in the list, key, row."""
        rows = spans(self.keys.m, m)
        counts = np.searchsorted(self.keys.m, m, "right") - np.searchsorted(self.keys.m, m)
        return np.repeat(np.arange(len(m)), counts), self.keys.key[rows], rows


def spans(ordered: Short, wanted: npt.NDArray[np.integer]) -> Whole:
    """Return the positions at which an ordered column holds each of the wanted numbers."""
    low = np.searchsorted(ordered, wanted, "left")
    counts = np.searchsorted(ordered, wanted, "right") - low
    starts = np.repeat(low - np.r_[0, np.cumsum(counts)[:-1]], counts) if len(counts) else low
    return starts + np.arange(len(starts))


def _inverse(order: Short) -> Short:
    back = np.empty(len(order), np.int32)
    back[order] = np.arange(len(order), dtype=np.int32)
    return back
