"""Averaging over decomposable graphs: which lists depend on which, weighed by the data.

Source: Madigan & York 1997, "Bayesian methods for estimation of the size of a closed population",
Biometrika 84:19-31.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from oversikt.estimate.decomposable import cliques, every, signs
from oversikt.estimate.result import Check, Fit, Interval
from oversikt.estimate.table import CaptureTable

ASSUMPTION = (
    "Within the population everybody has the same chance of being listed, apart from dependence "
    "between lists that a decomposable graph can describe."
)
# 2^(6·5/2) graphs are looked at one by one; with seven lists there are two million, and those
# that matter are found by search.
_ENUMERATED = 6
_MOST_LISTS = 9
# Points of the first look at all possible totals, and of the second at those that matter.
_COARSE, _FINE = 80, 120
# OpenBLAS calls in other threads for products of more steps than this and waits for them: five
# lists then take 12 ms where the cores are busy, and 1 ms in pieces that it does by itself.
_ONE_THREAD = 1 << 18
# Graphs e^-18 below the best carry less than 1e-5 of the weight even if there are 600 of them.
_WINDOW = 18.0
# With weak data and many lists, graphs of about equal weight run into millions; the best 3,000
# found stand for them, each round of the search starting from the best 300 new ones.
_MOST_GRAPHS = 3000
_FRONTIER = 300
# The largest unseen count that is tried, in multiples of the observed.
_FARTHEST = 3000.0
_EDGE_MASS = 1e-4


@dataclass(frozen=True, slots=True)
class Graphs:
    """Settings of the average over graphs.

    Args:
        delta: Weight of the Dirichlet prior in every cell; ``None`` is 2^-J, one person in all.
        prior: On the whole number N: ``inverse`` is 1/N, ``flat`` the same for every N.
        first: Least unseen count tried, in people; 1 as in the R package dga. At 0 the prior of a
            table with all dependences has a spike that the data say nothing about.
        last: Greatest unseen count tried, in people; ``None`` begins at 30 times the observed and
            goes on until less than 0.01 % of the mass is at the edge.
        draws: Draws kept for sums over strata.
    """

    delta: float | None = None
    prior: str = "inverse"
    first: int = 1
    last: int | None = None
    draws: int = 4000


@dataclass(frozen=True)
class Posterior:
    """Weights over unseen counts (with their share of the line) and over graphs."""

    mean: float
    unseen: NDArray[np.float64]
    ends: NDArray[np.float64]
    mass: NDArray[np.float64]
    graphs: NDArray[np.int64]
    graph_weights: NDArray[np.float64]
    edge: float

    def quantile(self, share: float | NDArray[np.float64]) -> NDArray[np.float64]:
        """Quantile of the unseen count, interpolated between the ends of the grid's cells."""
        below = np.concatenate([[0.0], np.cumsum(self.mass)])
        return np.maximum(np.interp(share, below, self.ends), 0.0)


class _Scores:
    """Log weight of any graph at any unseen count, from the table's margins."""

    def __init__(self, table: CaptureTable, settings: Graphs) -> None:
        self.size = len(table.lists)
        self.n = table.observed
        self.delta = 2.0**-self.size if settings.delta is None else settings.delta
        self.total = self.delta * 2.0**self.size
        self.prior = settings.prior
        dense = table.dense().reshape((2,) * self.size)
        # In C order the last axis is bit 0, so list j is axis J-1-j.
        # Every cell of every margin in one row, since a call for each margin takes longer than all
        # the rest on three lists.
        margins, sizes = [], []
        for s in range(1, 1 << self.size):
            away = tuple(self.size - 1 - j for j in range(self.size) if not s >> j & 1)
            margins.append(dense.sum(axis=away).ravel() if away else dense.ravel())
            sizes.append(len(margins[-1]))
        cells = np.array(sizes)
        starts = np.concatenate([[0], np.cumsum(cells)[:-1]])
        weights = self.delta * (1 << self.size) / cells
        held = np.concatenate(margins) + np.repeat(weights, cells)
        self.zero = held[starts]
        held = gammaln(held)
        held[starts] = 0.0
        self.rest = np.add.reduceat(held, starts) - cells * gammaln(weights)

    def at(self, unseen: NDArray[np.float64], rows: NDArray[np.int8]) -> NDArray[np.float64]:
        """Log weights, graphs × unseen counts."""
        term = gammaln(self.zero[:, None] + unseen) + self.rest[:, None]
        whole = self.n + unseen
        signs = rows.astype(np.float64)
        common = gammaln(whole + 1) - gammaln(unseen + 1)
        if self.prior == "inverse":
            common -= np.log(whole)
        scale = float(gammaln(self.total)) - gammaln(whole + self.total)
        scores = np.empty((len(signs), len(unseen)))
        block = max(_ONE_THREAD // term.size, 1)
        for first in range(0, len(signs), block):
            part = slice(first, first + block)
            np.matmul(signs[part], term, out=scores[part])
        scores += signs.sum(axis=1)[:, None] * scale + common
        return scores


def posterior(table: CaptureTable, settings: Graphs) -> Posterior:
    """Return the posterior of the unseen count over all graphs (searched from seven lists on)."""
    scores = _Scores(table, settings)
    last = float(settings.last or 30 * table.observed)
    while True:
        coarse, ends = _grid(settings.first, last, _COARSE)
        widths = np.diff(ends)
        if scores.size <= _ENUMERATED:
            graphs, rows = every(scores.size)
            worth = scores.at(coarse, rows)
            worth += np.log(widths)
        else:
            graphs, rows, worth = _search(scores, coarse, widths)
        best = worth.max(axis=1)
        keep = best > best.max() - _WINDOW
        graphs, rows = graphs[keep], rows[keep]
        found = _weigh(scores, rows, graphs, *_refined(coarse, worth[keep]))
        if found.edge < _EDGE_MASS or settings.last or last >= _FARTHEST * table.observed:
            return found
        last *= 10


def _weigh(
    scores: _Scores,
    rows: NDArray[np.int8],
    graphs: NDArray[np.int64],
    unseen: NDArray[np.float64],
    ends: NDArray[np.float64],
) -> Posterior:
    logs = scores.at(unseen, rows)
    logs -= logs.max()
    mass = np.exp(logs, out=logs)
    density, widths = mass.sum(axis=0), np.diff(ends)
    mean = float((unseen * density) @ widths / (density @ widths))
    weights = mass @ widths
    # The points are enough for sums; quantiles want the line between them.
    places, heights = _between(np.log1p(unseen), np.log(np.maximum(density, 1e-300)))
    points, ends = _cells(np.rint(np.expm1(places)))
    column = np.exp(np.interp(np.log1p(points), places, heights))
    column *= np.diff(ends)
    column /= column.sum()
    return Posterior(mean, points, ends, column, graphs, weights / weights.sum(), float(column[-1]))


# Hermite's four cubics at eight even steps: the value and the slope at the near and the far end.
_STEPS = np.linspace(0.0, 1.0, 8, endpoint=False)
_CUBICS = np.array(
    [
        (1 + 2 * _STEPS) * (1 - _STEPS) ** 2,
        _STEPS * (1 - _STEPS) ** 2,
        _STEPS**2 * (3 - 2 * _STEPS),
        _STEPS**2 * (_STEPS - 1),
    ]
)


def _between(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a curve through points with seven more between every two."""
    wide = np.diff(x)
    steep = np.diff(y) / wide
    slope = np.empty_like(y)
    slope[0], slope[-1] = steep[0], steep[-1]
    slope[1:-1] = (steep[:-1] * wide[1:] + steep[1:] * wide[:-1]) / (wide[1:] + wide[:-1])
    pieces = np.stack([y[:-1], slope[:-1] * wide, y[1:], slope[1:] * wide], axis=1)
    places = (x[:-1, None] + wide[:, None] * _STEPS).ravel()
    return np.append(places, x[-1]), np.append((pieces @ _CUBICS).ravel(), y[-1])


def _grid(
    first: float, last: float, points: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Whole numbers, one by one where they are small, then wider and wider apart."""
    return _cells(_whole(first, last, points))


def _whole(first: float, last: float, points: int) -> NDArray[np.float64]:
    return np.rint(np.expm1(np.linspace(math.log1p(first), math.log1p(last), points)))


def _cells(unseen: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points and the ends between them; a point stands for the whole numbers between its ends."""
    new = np.empty(len(unseen), dtype=np.bool_)
    new[0] = True
    np.greater(unseen[1:], unseen[:-1], out=new[1:])
    points = unseen[new]
    ends = np.empty(len(points) + 1)
    ends[0], ends[-1] = points[0] - 0.5, points[-1] + 0.5
    ends[1:-1] = 0.5 * (points[1:] + points[:-1])
    return points, ends


def _refined(
    coarse: NDArray[np.float64], worth: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lay a fine grid over where the mass is and keep the coarse one elsewhere.

    The window spans some twelve standard deviations, so 120 points are ten for each: means then
    agree with sums over all whole numbers to six digits, since sums over even steps of a smooth
    curve that ends at nil on both sides leave next to nothing out.
    """
    column = worth.max(axis=0)
    held = np.flatnonzero(column > column.max() - _WINDOW)
    low, high = max(held[0] - 1, 0), min(held[-1] + 1, len(coarse) - 1)
    fine = _whole(coarse[low], coarse[high], _FINE)
    return _cells(np.concatenate([coarse[:low], fine, coarse[high + 1 :]]))


def _search(
    scores: _Scores, coarse: NDArray[np.float64], widths: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int8], NDArray[np.float64]]:
    """Find the graphs that matter by adding and removing edges, from none and from the best pair.

    Deterministic: every graph in the window has all its neighbours looked at, until none is new.

    Source: Madigan & Raftery 1994, "Model selection and accounting for model uncertainty in
    graphical models using Occam's window", JASA 89:1535-1546.
    """
    pairs = scores.size * (scores.size - 1) // 2
    flips = 1 << np.arange(pairs, dtype=np.int64)
    thin = slice(None, None, 4)
    fresh = np.array([0], dtype=np.int64)
    known = np.array([], dtype=np.int64)
    kept = np.array([], dtype=np.int64)
    worth = np.array([])
    while len(fresh):
        chordal, rows = signs(fresh, scores.size)
        known = np.union1d(known, fresh)
        logs = scores.at(coarse[thin], rows[chordal]) + np.log(widths[thin])
        kept = np.concatenate([kept, fresh[chordal]])
        worth = np.concatenate([worth, np.logaddexp.reduce(logs, axis=1)])
        order = np.lexsort((kept, -worth))[:_MOST_GRAPHS]
        order = order[worth[order] > worth.max() - _WINDOW / 2]
        kept, worth = kept[order], worth[order]
        # The frontier: the best graphs not yet expanded; their neighbours come next.
        frontier = kept[np.isin(kept, fresh)][:_FRONTIER]
        fresh = np.setdiff1d((frontier[:, None] ^ flips).ravel(), known)
    chosen = np.sort(kept)
    _, rows = signs(chosen, scores.size)
    return chosen, rows, scores.at(coarse, rows) + np.log(widths)


def fit(table: CaptureTable, settings: Graphs | None = None, seed: int = 0) -> Fit:
    """Average over decomposable graphs.

    The point is the posterior median; the mean stands in the diagnostics.

    Args:
        table: Three to nine lists; from seven on, graphs are searched and not all looked at.
        settings: Prior weights and range.
        seed: Start of the random numbers of the draws; the numbers themselves have none.

    Returns:
        The fit, refused where there are too many lists or the range of the unseen has no end.
    """
    settings = settings or Graphs()
    plain = {
        "delta": settings.delta if settings.delta is not None else 2.0 ** -len(table.lists),
        "prior": settings.prior,
        "first": settings.first,
        "last": settings.last,
        "draws": settings.draws,
    }
    base = Fit("graphs", table.observed, ASSUMPTION, settings=plain, seed=seed)
    if not 3 <= len(table.lists) <= _MOST_LISTS:
        return base.checked(
            Check(
                "lists",
                "refuse",
                f"Averaging over graphs takes 3 to {_MOST_LISTS} lists, and there are "
                f"{len(table.lists)}; lists of one maker can be counted as one.",
                len(table.lists),
                _MOST_LISTS,
            )
        )
    found = posterior(table, settings)
    n = table.observed
    low, middle, high = (float(v) for v in found.quantile(np.array([0.025, 0.5, 0.975])))
    edge = Check(
        "edge",
        "pass" if found.edge < _EDGE_MASS else "refuse",
        "The range of possible totals that was tried holds all that matters."
        if found.edge < _EDGE_MASS
        else "The lists put no upper end to the number of unlisted people: however far one looks, "
        "larger totals stay possible.",
        found.edge,
        _EDGE_MASS,
    )
    order = np.argsort(-found.graph_weights, kind="stable")[:5]
    # One draw from each of so many even slices of the posterior, in any order.
    rng = np.random.default_rng(seed)
    slices = (np.arange(settings.draws) + rng.random(settings.draws)) / settings.draws
    return Fit(
        "graphs",
        n,
        ASSUMPTION,
        point=n + middle,
        interval=Interval(n + low, n + high),
        draws=rng.permutation(n + found.quantile(slices)),
        settings=plain | {"last": float(found.unseen[-1])},
        seed=seed,
        diagnostics={
            "mean": n + found.mean,
            "edge_mass": found.edge,
            "graphs_tried": len(found.graphs),
            "graphs": [
                {
                    "cliques": cliques(int(found.graphs[g]), table.lists),
                    "weight": float(found.graph_weights[g]),
                }
                for g in order
            ],
        },
        checks=(edge,),
    )
