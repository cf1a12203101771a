"""Averaging over graphs gives what the R package dga gives."""

import numpy as np
import pytest

from oversikt.estimate import decomposable, graphs
from oversikt.estimate.graphs import Graphs
from oversikt.estimate.table import CaptureTable

from .tables import KOSOVO, NETHERLANDS, THREE


@pytest.mark.parametrize(("size", "many"), [(3, 8), (4, 61), (5, 822), (6, 18154)])
def test_number_of_decomposable_graphs(size: int, many: int) -> None:
    assert len(decomposable.every(size)[0]) == many


@pytest.mark.parametrize(
    ("table", "delta", "last", "mean", "low", "high"),
    [
        (KOSOVO, 2**-4, 132000, 12749.34959832, 9827, 16544),
        (NETHERLANDS, 2**-5, 82340, 48004.86457172, 40845, 55456),
        (THREE, 1.0, 18780, 734.60499144, 682, 800),
    ],
)
def test_equal_to_dga(
    table: CaptureTable, delta: float, last: int, mean: float, low: float, high: float
) -> None:
    fit = graphs.fit(table, Graphs(delta=delta, last=last))
    assert fit.diagnostics["mean"] == pytest.approx(mean, rel=1e-4)
    assert fit.interval is not None
    assert fit.interval.low == pytest.approx(low, rel=5e-3)
    assert fit.interval.high == pytest.approx(high, rel=5e-3)


def test_kosovo_best_graph() -> None:
    best = graphs.fit(KOSOVO).diagnostics["graphs"][0]
    assert best["cliques"] == "ABA·EXH·OSCE + EXH·HRW·OSCE"
    assert best["weight"] == pytest.approx(0.98551375, abs=1e-4)


def test_search_finds_what_looking_at_all_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = graphs.fit(KOSOVO)
    monkeypatch.setattr(graphs, "_ENUMERATED", 3)
    found = graphs.fit(KOSOVO)
    assert found.diagnostics["mean"] == pytest.approx(whole.diagnostics["mean"], rel=1e-3)


def test_seven_lists_are_searched() -> None:
    rng = np.random.default_rng(5)
    people = rng.random((800, 7)) < 0.25
    counts: dict[str, int] = {}
    for person in people[people.any(axis=1)]:
        pattern = "".join("1" if on else "0" for on in person)
        counts[pattern] = counts.get(pattern, 0) + 1
    fit = graphs.fit(CaptureTable.of("ABCDEFG", counts))
    assert fit.interval is not None
    assert fit.interval.low < 800 < fit.interval.high


def test_ten_lists_are_refused_in_words() -> None:
    fit = graphs.fit(CaptureTable.of("ABCDEFGHIJ", {"1" * 10: 5, "1" + "0" * 9: 3}))
    assert fit.status == "refused"
    assert "3 to 9 lists" in str(fit.refusal)
