"""What cannot be estimated is refused, in words, before any model is asked."""

import pytest

from oversikt import estimate
from oversikt.estimate import CaptureTable

from .tables import KOSOVO

REFUSED = [
    ("two lists", CaptureTable.of("AB", {"10": 50, "01": 40, "11": 20}), "Three usable lists"),
    (
        "an empty third",
        CaptureTable.of("ABC", {"100": 50, "010": 40, "110": 20}),
        "Three usable lists",
    ),
    (
        "a third that copies",
        CaptureTable.of("ABC", {"101": 50, "010": 40, "111": 20}),
        "Three usable lists",
    ),
    (
        "nothing in common",
        CaptureTable.of("ABC", {"100": 50, "010": 40, "001": 20}),
        "share nobody",
    ),
    (
        "two pairs apart",
        CaptureTable.of("ABCD", {"1100": 9, "1000": 5, "0100": 7, "0011": 9, "0010": 4}),
        "share nobody",
    ),
    (
        "too few shared",
        CaptureTable.of("ABC", {"100": 50, "010": 40, "001": 20, "110": 2, "011": 2, "101": 2}),
        "more than one list",
    ),
    (
        "one holds all",
        CaptureTable.of("ABC", {"100": 50, "110": 40, "101": 20, "111": 9}),
        "holds everybody",
    ),
    (
        "artificial, not identified",
        CaptureTable.of("ABC", {"100": 40, "010": 30, "001": 20, "110": 6}),
        "share nobody",
    ),
]


@pytest.mark.parametrize(("table", "words"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_refused_in_words(table: CaptureTable, words: str) -> None:
    found = estimate.run(table)
    assert found.status == "refused"
    assert found.point is None
    assert found.interval is None
    assert words in str(found.refusal)
    assert found.to_json()["refusal"] == found.refusal


def test_a_list_that_shares_nobody_is_flagged() -> None:
    counts = dict(KOSOVO.cells)
    wider = CaptureTable.of([*KOSOVO.lists, "ZZ"], {p + "0": c for p, c in counts.items()})
    wider = CaptureTable(wider.lists, (*wider.cells, ("00001", 30)))
    checks = {check.name: check for check in estimate.gate(wider)[1]}
    assert checks["connected"].verdict == "flag"
    assert "ZZ" in checks["connected"].reason


def test_coverage_of_kosovo() -> None:
    shares = [1131 / 1910, 845 / 1528, 936 / 1786, 306 / 685]
    assert estimate.coverage(KOSOVO) == pytest.approx(1 - sum(shares) / 4)
