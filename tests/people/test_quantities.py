"""Digits, number words and vague words become intervals that the quantifier explains."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.people.quantities import Count, bounded, counted
from oversikt.records import Quantifier
from oversikt.words.marks import cut, mark
from oversikt.words.pack import Pack, load


@cache
def pack(code: str) -> Pack:
    return load(code)


def counts(code: str, text: str) -> list[Count]:
    """Return the quantities of a text."""
    items = counted(mark(text, cut(text, 0, len(text), pack(code))), pack(code))
    return [item.tags["count"] for item in items if "count" in item.tags]


@pytest.mark.parametrize(
    ("code", "text", "quantifier", "low", "high"),
    [
        ("en", "13 civilians", "exact", 13, 13),
        ("en", "4,928 people", "exact", 4928, 4928),
        ("en", "twenty-one people", "exact", 21, 21),
        ("en", "two hundred and five people", "exact", 205, 205),
        ("en", "at least 13 civilians", "at_least", 13, None),
        ("en", "more than 40 people", "more_than", 40, None),
        ("en", "up to 40 people", "at_most", 0, 40),
        ("en", "fewer than ten people", "fewer_than", 0, 10),
        ("en", "about 300 people", "about", 300, 300),
        ("en", "between 3 and 5 people", "range", 3, 5),
        ("en", "300-500 people", "range", 300, 500),
        ("en", "between 0 and 5,000 people", "range", 0, 5000),
        ("en", "dozens of people", "magnitude", 12, 99),
        ("en", "several people", "uncounted", None, None),
        ("en", "half a million people", "exact", 500_000, 500_000),
        ("nb", "180.000 mennesker", "exact", 180_000, 180_000),
        ("nb", "tjueen mennesker", "exact", 21, 21),
        ("de", "einundzwanzig Menschen", "exact", 21, 21),
        ("fr", "quatre-vingt-dix personnes", "exact", 90, 90),
        ("es", "doscientas personas", "exact", 200, 200),
        ("ru", "двадцать один человек", "exact", 21, 21),
        ("uk", "щонайменше п'ять людей", "at_least", 5, None),
        ("ar", "٣٤ مدنيا", "exact", 34, 34),
    ],
)  # fmt: skip
def test_a_quantity_is_read(
    code: str, text: str, quantifier: Quantifier, low: int | None, high: int | None
) -> None:
    assert [(c.quantifier, c.low, c.high) for c in counts(code, text)] == [(quantifier, low, high)]


@pytest.mark.parametrize("text", ["²", "99999999999999999999 people", "3.5 people"])
def test_what_counts_no_people_is_no_quantity(text: str) -> None:
    assert counts("en", text) == []


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_mean_themselves_grouped_or_not(number: int) -> None:
    for text in (f"{number:,} people", f"at least {number:,} people"):
        (count,) = counts("en", text)
        assert count.low == number
    grouped = f"{number:,}".replace(",", " ")
    assert [c.low for c in counts("nb", f"{grouped} mennesker")] == [number]


@given(
    st.sampled_from(["exact", "at_least", "more_than", "at_most", "fewer_than", "about"]),
    st.integers(min_value=0, max_value=10**9),
)
def test_bounds_hold_the_number(quantifier: Quantifier, number: int) -> None:
    low, high = bounded(quantifier, number, number)
    assert low is not None
    assert low <= number
    assert high is None or low <= high == number
