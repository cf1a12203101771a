"""Capture tables say the same in any order, and refuse what cannot be a table."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.errors import UsageError
from oversikt.estimate.table import CaptureTable

PATTERNS = ["".join(p) for p in itertools.product("01", repeat=4)][1:]
TABLES = st.fixed_dictionaries({p: st.integers(0, 30) for p in PATTERNS}).filter(
    lambda counts: sum(counts.values()) > 0
)


@given(TABLES, st.permutations(range(4)))
def test_order_of_lists_and_rows_is_irrelevant(counts: dict[str, int], order: list[int]) -> None:
    names = "ABCD"
    table = CaptureTable.of(names, counts)
    turned = {"".join(p[j] for j in order): c for p, c in reversed(counts.items())}
    assert CaptureTable.of([names[j] for j in order], turned) == table


@given(TABLES, st.permutations(range(4)))
def test_arranged_forgets_names(counts: dict[str, int], order: list[int]) -> None:
    table = CaptureTable.of("ABCD", counts)
    renamed = CaptureTable.of(["DBCA"[j] for j in order], {
        "".join(p[j] for j in order): c for p, c in counts.items()
    })  # fmt: skip
    assert table.arranged()[0] == renamed.arranged()[0]


def test_sums_and_overlaps() -> None:
    table = CaptureTable.of("ABC", {"100": 4, "110": 3, "011": 2, "111": 1})
    assert table.observed == 10
    assert table.overlap.tolist() == [[8, 4, 1], [4, 6, 3], [1, 3, 3]]
    assert table.by_number.tolist() == [4, 5, 1]
    assert table.dense().tolist() == [0, 4, 0, 3, 0, 0, 2, 1]
    assert CaptureTable.from_json(table.to_json()) == table


def test_leaving_out_and_merging_lists() -> None:
    table = CaptureTable.of("ABC", {"100": 4, "110": 3, "011": 2, "001": 5})
    assert table.without("A") == CaptureTable.of("BC", {"10": 3, "11": 2, "01": 5})
    merged = table.merged(["A", "B"], "AB")
    assert merged == CaptureTable.of(["AB", "C"], {"10": 7, "11": 2, "01": 5})
    assert np.array_equal(merged.counts.sum(), table.counts.sum())


@pytest.mark.parametrize(
    ("lists", "counts", "words"),
    [
        ("AA", {"10": 1}, "one name"),
        ("AB", {"100": 1}, "does not fit"),
        ("AB", {"1x": 1}, "does not fit"),
        ("AB", {"10": -1}, "not a number of people"),
        ("AB", {"10": 1.5}, "not a number of people"),
        ("AB", {"00": 3}, "on no list"),
    ],
)
def test_what_is_no_table_is_said(lists: str, counts: dict[str, int], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        CaptureTable.of(lists, counts)
