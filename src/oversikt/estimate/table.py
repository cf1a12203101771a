"""Capture tables: how many people stand on which of the lists, and no more than that.

A capture table is all that a model of this room sees: for every pattern of presence and absence
on J lists, the number of people with that pattern. Names never enter it.
"""

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from oversikt.errors import UsageError

# Above this many orders of lists that look alike by size and overlap, names decide; with the
# signature below, ties of more than four lists were never met outside of made-up tables.
_MOST_ORDERS = 720
# The first character of Unicode's private area.
_NEUTRAL = 0xE000


@dataclass(frozen=True)
class CaptureTable:
    """The number of people with each pattern of presence on the lists.

    Lists are kept in the order of their names and cells in the order of their patterns, so that
    two tables that say the same are equal and every estimate is the same for any order of lists
    and rows.

    Args:
        lists: Names of the lists, all different.
        cells: Pairs of pattern and count; the first digit of a pattern is the first list given,
            ``"101"`` is somebody on the first and third of three lists. Counts are people, whole
            and not negative; a pattern that stands twice is added up; zeros are dropped.

    Raises:
        UsageError: A pattern does not fit the lists, a count is not a whole number of people, or
            people are said to be on no list at all (the unseen cannot be counted).
    """

    lists: tuple[str, ...]
    cells: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        names = tuple(str(name) for name in self.lists)
        if len(set(names)) != len(names):
            raise UsageError(f"two lists have one name among {', '.join(names)}; rename one")
        order = sorted(range(len(names)), key=lambda j: names[j])
        sums: dict[str, int] = {}
        for pattern, count in self.cells:
            if len(pattern) != len(names) or set(pattern) - {"0", "1"}:
                raise UsageError(
                    f"pattern {pattern!r} does not fit {len(names)} lists: "
                    "it needs one 0 or 1 for each list"
                )
            if count != int(count) or count < 0:
                raise UsageError(
                    f"pattern {pattern}: {count!r} is not a number of people (0, 1, 2, …)"
                )
            if "1" not in pattern and count:
                raise UsageError(
                    f"pattern {pattern}: {count} people on no list; those are what is estimated, "
                    "so leave the row out"
                )
            ordered = "".join(pattern[j] for j in order)
            sums[ordered] = sums.get(ordered, 0) + int(count)
        object.__setattr__(self, "lists", tuple(names[j] for j in order))
        object.__setattr__(self, "cells", tuple(sorted((p, c) for p, c in sums.items() if c)))

    @classmethod
    def of(cls, lists: Iterable[str], counts: Mapping[str, int]) -> Self:
        """Make a table from a mapping of pattern to number of people."""
        return cls(tuple(lists), tuple(counts.items()))

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` wrote; ``pattern`` and ``count`` name the parts of a cell."""
        try:
            cells = tuple((str(cell["pattern"]), cell["count"]) for cell in plain["table"])
            return cls(tuple(plain["lists"]), cells)
        except (KeyError, TypeError) as error:
            raise UsageError(
                'a capture table in JSON needs "lists" and "table" with "pattern" and "count" '
                f"in each cell; {error} is missing or not of that form"
            ) from error

    @cached_property
    def matrix(self) -> NDArray[np.uint8]:
        """Patterns as an array of observed cells × lists, 1 where the list has the person."""
        digits = [[int(digit) for digit in pattern] for pattern, _ in self.cells]
        return np.array(digits, dtype=np.uint8).reshape(len(self.cells), len(self.lists))

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """People in each observed cell, in the order of ``matrix``."""
        return np.array([count for _, count in self.cells], dtype=np.int64)

    @property
    def observed(self) -> int:
        """People on at least one list."""
        return int(self.counts.sum())

    @cached_property
    def overlap(self) -> NDArray[np.int64]:
        """Lists × lists: people on both; on the diagonal, the length of each list."""
        x = self.matrix.astype(np.int64)
        shared: NDArray[np.int64] = x.T @ (x * self.counts[:, None])
        return shared

    @cached_property
    def by_number(self) -> NDArray[np.int64]:
        """People on exactly 1, 2, … J lists."""
        totals = np.bincount(
            self.matrix.sum(axis=1), weights=self.counts, minlength=len(self.lists) + 1
        )
        return totals[1:].astype(np.int64)

    def dense(self) -> NDArray[np.float64]:
        """Counts of all 2^J patterns, at index sum of 2^j over the lists j; index 0 stays 0."""
        places = self.matrix.astype(np.int64) @ (1 << np.arange(len(self.lists)))
        filled = np.zeros(1 << len(self.lists))
        filled[places] = self.counts
        return filled

    def without(self, *names: str) -> "CaptureTable":
        """Return the table with lists left out; people on no other list go with them."""
        keep = [j for j, name in enumerate(self.lists) if name not in names]
        cells = (("".join(pattern[j] for j in keep), count) for pattern, count in self.cells)
        return CaptureTable(
            tuple(self.lists[j] for j in keep), tuple(cell for cell in cells if "1" in cell[0])
        )

    def merged(self, names: Iterable[str], into: str) -> "CaptureTable":
        """Return the table in which some lists count as one, for instance releases of one list."""
        joined = set(names)
        missing = joined - set(self.lists)
        if missing or not joined:
            raise UsageError(f"no list {', '.join(sorted(missing)) or 'named'} to merge")
        keep = [j for j, name in enumerate(self.lists) if name not in joined]
        gone = [j for j, name in enumerate(self.lists) if name in joined]
        cells = tuple(
            ("".join(p[j] for j in keep) + ("1" if any(p[j] == "1" for j in gone) else "0"), c)
            for p, c in self.cells
        )
        return CaptureTable((*(self.lists[j] for j in keep), into), cells)

    def arranged(self) -> tuple["CaptureTable", dict[int, str]]:
        """Return the same table with neutral names, in an order that the counts alone decide.

        Random numbers then meet the same columns whatever the lists are called, so a copy of a
        list under any name, left out again, changes no digit.

        Returns:
            The table, its lists named by single characters that no text uses, and the mapping by
            which ``str.translate`` puts the real names back.
        """
        x, c = self.matrix.astype(np.int64), self.counts
        number = x.sum(axis=1)
        keys = []
        for j in range(len(self.lists)):
            held = np.bincount(number, weights=c * x[:, j], minlength=len(self.lists) + 1)
            shared = sorted((int(v) for v in np.delete(self.overlap[j], j)), reverse=True)
            keys.append((-int(self.overlap[j, j]), tuple(held.astype(int)), tuple(shared)))
        order = sorted(range(len(self.lists)), key=lambda j: keys[j])
        groups = [list(group) for _, group in itertools.groupby(order, key=lambda j: keys[j])]
        orders = 1
        for group in groups:
            orders *= math.factorial(len(group))
        if 1 < orders <= _MOST_ORDERS:
            ways = itertools.product(*(itertools.permutations(group) for group in groups))
            order = min(([j for group in way for j in group] for way in ways), key=self._rows)
        cells = tuple(("".join(p[j] for j in order), count) for p, count in self.cells)
        neutral = tuple(chr(_NEUTRAL + k) for k in range(len(order)))
        names = {_NEUTRAL + k: self.lists[j] for k, j in enumerate(order)}
        return CaptureTable(neutral, cells), names

    def _rows(self, order: list[int]) -> list[tuple[str, int]]:
        return sorted(("".join(p[j] for j in order), count) for p, count in self.cells)

    def to_json(self) -> dict[str, Any]:
        """Return the table as an object of lists and cells."""
        return {
            "lists": list(self.lists),
            "observed": self.observed,
            "table": [{"pattern": pattern, "count": count} for pattern, count in self.cells],
        }
