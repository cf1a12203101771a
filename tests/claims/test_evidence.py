"""A claim is borne out by the words of its report, or it is none: whoever read it."""

from dataclasses import replace
from pathlib import Path

import pytest

from oversikt.claims import Reader
from oversikt.claims.evidence import fault
from oversikt.collect import Collection
from oversikt.records import Claim, Report
from oversikt.words import pack as packs

REPORTS = Path(__file__).parents[2] / "examples" / "iraq-2013" / "reports"


def read() -> list[tuple[Report, Claim, str]]:
    """Return the bundled reports' claims, as the rules read them."""
    reader = Reader()
    read = [(report, reader.read(report)) for report in Collection([str(REPORTS)])]
    return [(r, claim, of.language or "") for r, of in read for claim in of.claims]


def test_what_the_rules_read_passes_the_check() -> None:
    claims = read()
    assert len(claims) > 200
    faults = [(c.quote, fault(r, c, packs.load(code))) for r, c, code in claims]
    assert [one for one in faults if one[1]] == []


def test_a_number_that_no_words_name_never_passes() -> None:
    for report, claim, code in read():
        if claim.low is not None and claim.low == claim.high and claim.quantifier != "none":
            other = replace(claim, low=claim.low + 7919, high=claim.low + 7919)
            assert fault(report, other, packs.load(code)) == "number not in the quote"


@pytest.mark.parametrize(
    ("quote", "quantifier", "low", "high", "passes"),
    [
        ("A man, his wife and their six children were killed", "exact", 8, 8, True),
        ("A man, his wife and their six children were killed", "exact", 9, 9, False),
        ("at least 4,928 people died", "at_least", 4928, None, True),
        ("at least 4,928 people died", "at_least", 4928, 4928, False),
        ("300–500 fighters are left", "range", 300, 500, True),
        ("300–500 fighters are left", "range", 500, 300, False),
        ("dozens of people died", "magnitude", 12, 99, True),
        ("dozens of people died", "magnitude", 20, 99, False),
        ("several people died", "uncounted", None, None, True),
        ("nobody was killed", "none", 0, 0, True),
        ("three were killed", "none", 0, 0, False),
        ("up to forty people died", "at_most", 0, 40, True),
        ("fewer than forty people died", "fewer_than", 1, 40, False),
        ("٣٤ شخصا", "exact", 34, 34, True),
    ],
)
def test_numbers_are_looked_up_in_the_quote(
    quote: str, quantifier: str, low: int | None, high: int | None, passes: bool
) -> None:
    report = Report("r", f"{quote}.")
    claim = Claim("c", "r", "text", 0, len(quote), quote, "killed", quantifier, low, high)
    assert (fault(report, claim, packs.load("en")) is None) is passes


def test_quote_names_and_length_are_checked() -> None:
    report = Report("r", "Three people died. " * 100, "Three dead")
    good = Claim("c", "r", "text", 0, 17, "Three people died", "killed", "exact", 3, 3)
    pack = packs.load("en")
    assert fault(report, good, pack) is None
    assert fault(report, replace(good, field="title"), pack) == "quote not in the report"
    assert fault(report, replace(good, start=1), pack) == "quote not in the report"
    assert fault(report, replace(good, start=-3, end=-3, quote=""), pack) is not None
    assert fault(report, replace(good, victim_names=((0, 18),)), pack) is not None
    long = replace(good, end=1800, quote=report.text[:1800])
    assert fault(report, long, pack) == "quote longer than a sentence"
