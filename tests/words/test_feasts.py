"""A feast falls on one day of a year, whichever calendar it goes by."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.words.feasts import Feast


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        (Feast(month=12, day=24), date(2016, 12, 24)),
        (Feast(easter=-2), date(2016, 3, 25)),
        (Feast(pascha=0), date(2016, 5, 1)),
        (Feast(month=11, weekday=3, nth=4), date(2016, 11, 24)),
        (Feast(month=5, weekday=0, nth=-1), date(2016, 5, 30)),
        (Feast(hijri=(12, 10)), date(2016, 9, 11)),
        (Feast(hijri=(10, 0)), date(2016, 7, 5)),
    ],
)
def test_a_feast_has_its_day(feast: Feast, day: date) -> None:
    assert feast.of_year(2016) == [day]


def test_an_islamic_feast_may_fall_twice_in_a_year() -> None:
    assert feast_days(2000) == [date(2000, 1, 8), date(2000, 12, 27)]


def feast_days(year: int) -> list[date]:
    return Feast(hijri=(10, 1)).of_year(year)


@given(st.integers(1930, 2070), st.integers(1, 12), st.integers(1, 29))
def test_no_day_of_the_islamic_calendar_is_missed(year: int, month: int, day: int) -> None:
    feast = Feast(hijri=(month, day))
    days = [one for near in (year - 1, year, year + 1) for one in feast.of_year(near)]
    assert all(353 <= (b - a).days <= 356 for a, b in pairwise(days))
    assert all(one.year in (year - 1, year, year + 1) for one in days)
