"""Times of publication in the order of one clock."""

import pytest

from oversikt.incidents.instants import instant


def test_a_time_with_a_zone_stands_where_its_clock_stands_in_utc() -> None:
    late, early = "2025-03-03T23:30:00-06:00", "2025-03-04T01:00:00Z"
    assert late < early
    assert instant(late) > instant(early)
    assert instant("2025-03-04T02:00:00+01:00") == instant(early)


def test_a_day_stands_before_its_hours_and_nothing_before_all() -> None:
    assert instant(None) < instant("2025-03-04") < instant("2025-03-04T00:00:00Z")


@pytest.mark.parametrize("odd", ["soon", "2025-03-04T99:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_stays_as_it_is(odd: str) -> None:
    assert instant(odd) == odd
