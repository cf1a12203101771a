"""The latent-class model follows its density, repeats itself, and does not trust one chain."""

import numpy as np
import pytest

from oversikt.estimate import chains, classes, latent, moves
from oversikt.estimate.latent import Latent
from oversikt.estimate.table import CaptureTable

from .tables import KOSOVO, NETHERLANDS

SHORT = Latent(length=400, rounds=3, effective=100)


def plain_density(x: np.ndarray, alpha: float, table: CaptureTable, size: int) -> float:
    """Log density from its definition, one cell after the other."""
    lists = len(table.lists)
    breaks = 1 / (1 + np.exp(-x[: size - 1]))
    shares = np.append(breaks, 1.0) * np.concatenate([[1.0], np.cumprod(1 - breaks)])
    chance = 1 / (1 + np.exp(-x[size - 1 :].reshape(lists, size)))
    prior = np.sum(np.log(breaks) + alpha * np.log(1 - breaks))
    prior += np.sum(np.log(chance) + np.log(1 - chance))
    total = 0.0
    for row, count in zip(table.matrix, table.counts, strict=True):
        q = shares * np.prod(np.where(row[:, None] == 1, chance, 1 - chance), axis=0)
        total += count * np.log(q.sum())
    none = (shares * np.prod(1 - chance, axis=0)).sum()
    return float(prior + total - table.observed * np.log(1 - none))


def test_density_and_gradient_follow_the_definition() -> None:
    size, lists = 4, 4
    lanes = classes.LANES
    rng = np.random.default_rng(3)
    x = rng.normal(size=(size - 1 + size * lists, lanes))
    alpha, heat = rng.gamma(1.0, size=lanes), np.ones(lanes)
    rows = [np.flatnonzero(row) for row in KOSOVO.matrix]
    cells = classes.Cells(
        np.concatenate(rows),
        np.concatenate([[0], np.cumsum([len(row) for row in rows])]),
        KOSOVO.counts.astype(float),
        float(KOSOVO.observed),
    )
    space = classes.room(size, lists, len(rows))
    gradient, found = np.zeros(x.size), np.zeros(lanes)
    classes.slope(x.ravel(), alpha, heat, cells, gradient, space)
    classes.height(x.ravel(), alpha, heat, cells, space, found)
    for lane in range(lanes):
        one = x[:, lane]
        assert found[lane] == pytest.approx(
            plain_density(one, alpha[lane], KOSOVO, size), rel=1e-10
        )
        for i in range(len(one)):
            ahead, back = one.copy(), one.copy()
            ahead[i] += 1e-5
            back[i] -= 1e-5
            rise = plain_density(ahead, alpha[lane], KOSOVO, size)
            rise -= plain_density(back, alpha[lane], KOSOVO, size)
            slope = gradient[i * lanes + lane]
            assert slope == pytest.approx(rise / 2e-5, rel=1e-4, abs=1e-3)


def test_the_moves_keep_the_prior() -> None:
    """Without people, what the chains draw is the prior: uniform chances, exponential breaks."""
    size, lists, lanes = 4, 3, classes.LANES
    cells = classes.Cells(np.array([0, 1, 2]), np.array([0, 1, 2, 3]), np.ones(3), 3.0)
    space = classes.room(size, lists, 3)
    rng = np.random.default_rng(5)
    x, pace = np.zeros((size - 1 + size * lists) * lanes), np.full(lanes, 0.5)
    cold = np.zeros((1, lanes))
    odds, kept = np.empty((lanes, 1)), []
    for turn in range(6000):
        moves.walk(rng, x, cold, cells, (2.0, 2.0), pace, turn < 500, odds, space)
        if turn >= 500:
            kept.append(x.reshape(-1, lanes).copy())
    drawn = np.array(kept)
    chances = 1 / (1 + np.exp(-drawn[:, size - 1 :]))
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        assert np.mean(chances < share) == pytest.approx(share, abs=0.01)
    # The concentration is Gamma(2, 2), so that a break is above d with chance (1 + d/2)^-2.
    depth = np.logaddexp(0.0, drawn[:, : size - 1])
    for place in range(size - 1):
        for d in (0.1, 0.5, 2.0, 6.0):
            assert np.mean(depth[:, place] > d) == pytest.approx((1 + d / 2) ** -2, abs=0.02)


def test_kosovo_median_within_monte_carlo_error() -> None:
    fit = latent.fit(KOSOVO.arranged()[0], Latent(effective=600), seed=1)
    assert fit.point is not None
    # 1.25 sd / sqrt(600) is 65 people, R's own error about 30; four of both together.
    assert fit.point == pytest.approx(10443, abs=4 * 72)
    assert fit.diagnostics["r_hat"] < 1.02


def test_netherlands_is_refused() -> None:
    fit = latent.fit(NETHERLANDS.arranged()[0], Latent(rounds=4), seed=1)
    assert fit.status == "refused"
    assert fit.to_json()["point"] is None
    assert "upper end" in str(fit.refusal)


def test_r_hat_sees_chains_that_sit_apart() -> None:
    rng = np.random.default_rng(1)
    alike = rng.normal(size=(4, 1000))
    apart = alike + np.array([[0.0], [0.0], [0.0], [3.0]])
    assert chains.r_hat(alike) < 1.01
    assert chains.effective(alike) > 2500
    assert chains.r_hat(apart) > 1.5
    assert chains.effective(apart) < 20


def test_second_mode_is_seen_and_not_made_up() -> None:
    rng = np.random.default_rng(2)
    one = rng.normal(size=4000)
    two = np.concatenate([one, rng.normal(7, 1, size=1500)])
    assert chains.second_mode(one) is None
    assert chains.second_mode(two) == pytest.approx(7, abs=0.6)


def test_a_watch_that_stops_at_once_gets_a_refusal() -> None:
    class Stop:
        def step(self, part: str, done: float, total: float) -> bool:
            del part, done, total
            return False

    fit = latent.fit(KOSOVO, SHORT, watch=Stop())
    assert fit.status == "refused"
