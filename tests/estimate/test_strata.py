"""Strata add up to what they cover, and replicates show how much they differ."""

import numpy as np
import pytest

from oversikt import estimate
from oversikt.errors import UsageError
from oversikt.estimate import CaptureTable, Check, Estimate, Fit, Interval

from .tables import KOSOVO, THREE

SMALL = CaptureTable.of("ABC", {"100": 5, "010": 4, "001": 3})


def test_strata_that_cannot_be_estimated_are_named_and_not_in_the_sum() -> None:
    found = estimate.run_strata(
        {"north": KOSOVO, "south": THREE, "west": SMALL}, models=["graphs"], sensitivity=False
    )
    assert found.estimated == ("north", "south")
    assert list(found.refused) == ["west"]
    points = [found.estimates[name].point for name in found.estimated]
    assert found.point == pytest.approx(sum(p for p in points if p is not None))
    assert found.interval is not None
    assert found.interval.low < found.point < found.interval.high
    assert "2 of 3 strata with 5,026 of 5,038 people" in found.sentence
    assert "west" in found.sentence


def test_no_stratum_no_sum() -> None:
    found = estimate.run_strata({"west": SMALL})
    assert found.point is None
    assert found.to_json()["interval"] is None


def replicate(centre: float, seed: int) -> Estimate:
    draws = 4400 + np.exp(np.random.default_rng(seed).normal(centre, 0.1, 2000))
    fit = Fit("graphs", 4400, "", point=float(np.median(draws)), interval=Interval(1, 2),
              draws=draws, checks=(Check("edge", "pass", ""),))  # fmt: skip
    return Estimate(KOSOVO, (fit,), (), "graphs")


def test_pooling_follows_rubin() -> None:
    shifts = np.linspace(-0.2, 0.2, 10)
    pooled = estimate.pool([replicate(8.7 + shift, k) for k, shift in enumerate(shifts)])
    between = float(shifts.var(ddof=1))
    assert pooled.within == pytest.approx(0.01, rel=0.05)
    assert pooled.between == pytest.approx(between, rel=0.1)
    assert pooled.between_share == pytest.approx(1.1 * between / (0.01 + 1.1 * between), rel=0.1)
    assert pooled.interval.low < pooled.point < pooled.interval.high
    assert len(pooled.draws) == 20000


def test_replicates_that_agree_have_no_between_part() -> None:
    pooled = estimate.pool([replicate(8.7, 1) for _ in range(10)])
    assert pooled.between_share == pytest.approx(0.0, abs=1e-9)


def test_pooling_needs_two() -> None:
    with pytest.raises(UsageError, match="pooling needs two"):
        estimate.pool([replicate(8.7, 1)])
