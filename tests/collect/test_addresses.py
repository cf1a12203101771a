"""Addresses that tell the day of a report, and those that only look as if they did."""

import pytest

from oversikt.collect import addresses
from oversikt.collect.lines import report


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://x.com/desk/status/1861719871440572421", "2024-11-27T10:33:01Z"),
        ("https://twitter.com/desk/status/29700859247", "2010-11-04T01:43:01Z"),
        ("https://mobile.twitter.com/desk/statuses/1861719871440572421?s=20", "2024-11-27T10:33:01Z"),
        ("https://news.example.invalid/world/2022/10/28/shelling-in-the-east/", "2022-10-28"),
        ("https://news.example.invalid/2022-1-5", "2022-01-05"),
        # Posts before the numbers held a time, days that no calendar has, and other numbers.
        ("https://twitter.com/desk/status/1234567890", None),
        ("https://news.example.invalid/2022/13/45/", None),
        ("https://news.example.invalid/2022/10/", None),
        ("https://news.example.invalid/story/20221028", None),
        ("https://news.example.invalid/?from=2022/10/28", None),
        ("https://other.example.invalid/desk/status/1861719871440572421", None),
        ("", None),
    ],
)  # fmt: skip
def test_an_address_tells_the_day_or_nothing(address: str, day: str | None) -> None:
    assert addresses.published(address) == day


def test_the_address_fills_in_and_overrules_nothing() -> None:
    plain = {"id": "a", "text": "x", "url": "https://news.example.invalid/2022/10/28/x"}
    assert report(plain, "in", "in").published == "2022-10-28"
    assert report(plain | {"published": "2022-10-29"}, "in", "in").published == "2022-10-29"
