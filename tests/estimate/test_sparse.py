"""The stepwise search gives what the R package SparseMSE gives."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson as law

from oversikt.estimate import poisson, sparse
from oversikt.estimate.existence import existence
from oversikt.estimate.poisson import Design
from oversikt.estimate.sparse import Sparse
from oversikt.estimate.table import CaptureTable

from .tables import KOSOVO, NETHERLANDS


@pytest.mark.parametrize(
    ("table", "estimate", "acceleration", "pairs"),
    [
        (KOSOVO, 14341.66380043, -0.0041602, 5),
        (NETHERLANDS, 121521.61371228, -0.01659998, 6),
    ],
)
def test_equal_to_sparsemse(
    table: CaptureTable, estimate: float, acceleration: float, pairs: int
) -> None:
    fit = sparse.fit(table, Sparse(bootstraps=100))
    assert fit.point == pytest.approx(estimate, rel=1e-8)
    assert fit.diagnostics["acceleration"] == pytest.approx(acceleration, abs=1e-7)
    assert len(fit.diagnostics["pairs"]) == pairs


def test_interval_within_monte_carlo_error() -> None:
    fit = sparse.fit(KOSOVO, Sparse(bootstraps=1000))
    assert fit.interval is not None
    # Ends from 1,000 bootstraps wander by about 70 and 150 (standard errors of 25 seeds).
    assert fit.interval.low == pytest.approx(12484, abs=4 * 70)
    assert fit.interval.high == pytest.approx(16623, abs=4 * 150)


@given(st.integers(0, 400), st.floats(0.01, 400))
@settings(max_examples=60)
def test_tail_is_the_smaller_poisson_tail(count: int, mean: float) -> None:
    low, high = law.logcdf(count, mean), law.logsf(count - 1, mean)
    expected = high if count >= mean else low
    if np.isinf(expected):
        # scipy's tail underflows where ours keeps its logarithm.
        return
    assert sparse._log_tail(float(count), mean) == pytest.approx(expected, abs=1e-8, rel=1e-8)


PATTERNS = ["".join(p) for p in itertools.product("01", repeat=3)][1:]


@given(st.fixed_dictionaries({p: st.sampled_from([0, 0, 1, 7]) for p in PATTERNS}))
@settings(max_examples=60)
def test_fits_end_where_the_linear_programme_says_so(counts: dict[str, int]) -> None:
    table = CaptureTable.of("ABC", counts)
    if not np.diag(table.overlap).all():
        return
    design = Design.of(3, 1)
    cells = np.ones(7, dtype=np.bool_)
    terms = np.ones(4, dtype=np.bool_)
    status, _ = poisson.fit_poisson(
        design.matrix, table.dense()[1:], cells, terms, np.zeros(4), np.zeros(7), warm=False
    )
    assert (status == poisson.CONVERGED) == (existence(table, design.terms) == "finite")
