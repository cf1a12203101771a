"""Log-linear models give what the R package Rcapture prints."""

import pytest

from oversikt.estimate import loglinear
from oversikt.estimate.table import CaptureTable

from .tables import KOSOVO, NETHERLANDS, THREE


@pytest.mark.parametrize(("table", "many"), [(THREE, 8), (KOSOVO, 113), (NETHERLANDS, 1024)])
def test_number_of_models(table: CaptureTable, many: int) -> None:
    fitted, none = loglinear.models(table)
    assert len(fitted) + none == many


@pytest.mark.parametrize(
    ("table", "abundance", "stderr", "bic"),
    [
        (KOSOVO, 10356.51895725, 785.9022242, 203.02963275),
        (NETHERLANDS, 48012.72629154, 3263.89392201, 222.0539103),
        (THREE, 730.92857143, 16.98022852, 76.02780831),
    ],
)
def test_best_model_equal_to_rcapture(
    table: CaptureTable, abundance: float, stderr: float, bic: float
) -> None:
    best = loglinear.models(table)[0][0]
    assert best.abundance == pytest.approx(abundance, rel=1e-6)
    assert best.stderr == pytest.approx(stderr, rel=1e-5)
    assert best.bic == pytest.approx(bic, abs=1e-5)


def test_profile_interval_equal_to_rcapture() -> None:
    best = loglinear.fit(KOSOVO).diagnostics["best_model"]
    assert best["low"] == pytest.approx(8994.25670711, rel=1e-6)
    assert best["high"] == pytest.approx(12110.40811247, rel=1e-6)


def test_a_table_without_finite_model_is_refused() -> None:
    fit = loglinear.fit(CaptureTable.of("ABC", {"100": 40, "010": 30, "001": 20}))
    assert fit.status == "refused"
    assert "finite" in str(fit.refusal)
