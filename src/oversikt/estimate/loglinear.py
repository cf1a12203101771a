"""Log-linear models with interactions between lists, averaged by BIC, with profile intervals.

Source: Bishop, Fienberg & Holland 1975, *Discrete Multivariate Analysis*, ch. 6; Cormack 1992,
"Interval estimation for mark-recapture studies of closed populations", Biometrics 48:567-576;
averaged intervals: Fletcher & Turek 2012, "Model-averaged profile likelihood intervals",
Journal of Agricultural, Biological and Environmental Statistics 17:38-51.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, ndtri

from oversikt.estimate import poisson
from oversikt.estimate.poisson import Design
from oversikt.estimate.result import Check, Fit, Interval
from oversikt.estimate.table import CaptureTable

ASSUMPTION = (
    "Everybody in the population has the same chance of being listed, apart from dependence "
    "between the lists that log-linear terms describe, and the highest interaction is nil."
)
_MOST_LISTS = 7
# Models whose unseen count passes 100 times the observed say that the table has no answer.
_FARTHEST = 100.0
# A model with a thousandth of the best one's weight moves no digit that is shown.
_LIGHTEST = 1e-3
_MOST_AVERAGED = 60
_SEARCH_WINDOW = 14.0
_MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class LogLinear:
    """Settings of the log-linear average.

    Args:
        order: Most lists in one interaction; ``None`` is 2 for five lists and more, else J-1.
        criterion: ``bic`` or ``aic``.
        draws: Draws kept for sums over strata.
    """

    order: int | None = None
    criterion: str = "bic"
    draws: int = 4000


@dataclass(frozen=True)
class Model:
    """One log-linear model fitted to one table."""

    terms: tuple[int, ...]
    unseen: float
    variance: float
    loglik: float
    parameters: int
    size: int
    observed: int
    active: NDArray[np.bool_] = field(compare=False)
    cells: NDArray[np.bool_] = field(compare=False)

    @property
    def abundance(self) -> float:
        """Observed and unseen people."""
        return self.observed + self.unseen

    @property
    def stderr(self) -> float:
        """Standard error of the abundance.

        Source: Sanathanan 1972, Annals of Mathematical Statistics 43:142-152.
        """
        return float(np.sqrt(self.unseen + self.unseen**2 * self.variance))

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return 2 * self.parameters - 2 * self.loglik

    @property
    def bic(self) -> float:
        """Schwarz's criterion with the number of people as the number of observations."""
        return float(np.log(self.observed)) * self.parameters - 2 * self.loglik

    def named(self, names: Sequence[str]) -> str:
        """Write the model by its largest interactions, ``A·B·C, A·D``."""
        largest = [t for t in self.terms if not any(t != o and t & o == t for o in self.terms)]
        groups = ["·".join(names[j] for j in range(self.size) if term >> j & 1) for term in largest]
        return ", ".join(sorted(groups, key=lambda g: (-g.count("·"), g)))


def models(table: CaptureTable, order: int | None = None) -> tuple[list[Model], int]:
    """Fit the hierarchical models of a table.

    Up to five lists all of them are fitted; from six on, the pairwise models are searched by
    adding and removing one pair at a time until no new one comes within a BIC of 14 of the best.

    Returns:
        Models with a finite estimate, best BIC first, and the number without one.
    """
    size = len(table.lists)
    top = order or (2 if size >= 5 else size - 1)
    design = Design.of(size, top)
    counts = table.dense()[1:]
    if size > 5:
        return _search(design, counts)
    return _fit(design, counts, _hierarchical(design, top))


def _hierarchical(design: Design, top: int) -> list[frozenset[int]]:
    """All sets of interactions that hold every part of what they hold."""
    found: set[frozenset[int]] = {frozenset()}
    for count in range(2, top + 1):
        terms = [t for t in design.terms if t.bit_count() == count]
        wider = set()
        for model in found:
            allowed = [
                t
                for t in terms
                if count == 2
                or all(t & ~(1 << j) in model for j in range(design.size) if t >> j & 1)
            ]
            for many in range(len(allowed) + 1):
                wider |= {model | set(more) for more in itertools.combinations(allowed, many)}
        found = {frozenset(model) for model in wider}
    return sorted(found, key=sorted)


def _fit(
    design: Design, counts: NDArray[np.float64], wanted: Sequence[frozenset[int]]
) -> tuple[list[Model], int]:
    columns = {term: t for t, term in enumerate(design.terms)}
    patterns = np.arange(1, 1 << design.size)
    empty = {
        term: not counts[(patterns & term) == term].any()
        for term in design.terms
        if term.bit_count() > 1
    }
    base = np.array([term.bit_count() < 2 for term in design.terms])
    active = np.tile(base, (len(wanted), 1))
    cells = np.ones((len(wanted), len(counts)), dtype=np.bool_)
    for m, model in enumerate(wanted):
        for term in model:
            # Nobody is on all of these lists: the term's best value is minus infinity, its cells
            # have mean nil, and the rest is fitted without them.
            if empty[term]:
                cells[m] &= (patterns & term) != term
            else:
                active[m, columns[term]] = True
    status, intercept, variance, loglik = poisson.fit_models(design.matrix, counts, cells, active)
    n = int(counts.sum())
    constant = float(gammaln(counts + 1).sum())
    fitted = []
    for m, model in enumerate(wanted):
        if status[m] != poisson.CONVERGED or np.exp(intercept[m]) > _FARTHEST * n:
            continue
        fitted.append(
            Model(
                terms=tuple(sorted([1 << j for j in range(design.size)] + list(model))),
                unseen=float(np.exp(intercept[m])),
                variance=float(variance[m]),
                loglik=float(loglik[m]) - constant,
                parameters=1 + design.size + len(model),
                size=design.size,
                observed=n,
                active=active[m],
                cells=cells[m],
            )
        )
    fitted.sort(key=lambda model: (model.bic, model.terms))
    return fitted, len(wanted) - len(fitted)


def _search(design: Design, counts: NDArray[np.float64]) -> tuple[list[Model], int]:
    pairs = [term for term in design.terms if term.bit_count() == 2]
    known: set[frozenset[int]] = set()
    fresh = {frozenset[int]()}
    kept: list[Model] = []
    none = 0
    while fresh:
        known |= fresh
        fitted, without = _fit(design, counts, sorted(fresh, key=sorted))
        none += without
        kept = sorted(kept + fitted, key=lambda model: (model.bic, model.terms))
        if not kept:
            break
        kept = [model for model in kept if model.bic < kept[0].bic + _SEARCH_WINDOW][:_MOST_KEPT]
        frontier = {frozenset(t for t in m.terms if t.bit_count() > 1) for m in kept} & fresh
        fresh = {model ^ {pair} for model in frontier for pair in pairs} - known
    return kept, none


class Profile:
    """The profile likelihood of one model over the whole number of people, as a signed root."""

    def __init__(self, model: Model, design: Design, counts: NDArray[np.float64]) -> None:
        self.n = model.observed
        self._model, self._design, self._counts = model, design, counts
        self._cells = np.concatenate([[True], model.cells])
        spread = max(model.stderr / max(model.unseen, 1.0), 0.02)
        low, high = model.unseen, model.unseen
        points = np.array([model.unseen])
        while True:
            points = np.exp(
                np.linspace(
                    np.log(max(low * np.exp(-3.5 * spread), 1e-3)),
                    np.log(high * np.exp(3.5 * spread) + 1),
                    61,
                )
            )
            values = self.loglik(points)
            top = np.nanmax(values)
            if (values[0] < top - 6 or points[0] <= 2e-3) and (values[-1] < top - 6 or spread > 6):
                break
            spread *= 1.5
        at = int(np.nanargmax(values))
        left, right = points[max(at - 1, 0)], points[min(at + 1, len(points) - 1)]
        self.best = self._peak(left, right)
        self.top = float(self.loglik(np.array([self.best]))[0])
        # A point at the peak itself, where the root is nil, keeps the interpolation exact there.
        roots = np.sign(points - self.best) * np.sqrt(np.maximum(2 * (self.top - values), 0))
        good = np.isfinite(roots)
        whole = np.append(points[good], self.best)
        order = np.argsort(whole)
        self.unseen = whole[order]
        self.roots = np.maximum.accumulate(np.append(roots[good], 0.0)[order])

    def loglik(self, unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        """Multinomial log-likelihood at numbers of unseen people, but for a constant."""
        fits = poisson.profile(
            self._design.matrix, self._counts, self._cells, self._model.active, unseen
        )
        whole: NDArray[np.float64] = fits + gammaln(self.n + unseen + 1) - gammaln(unseen + 1)
        return whole

    def _peak(self, left: float, right: float) -> float:
        # Golden section; 45 turns narrow a bracket of any use here to eight digits.
        ratio = (np.sqrt(5) - 1) / 2
        for _ in range(45):
            gap = ratio * (right - left)
            inner = np.array([right - gap, left + gap])
            values = self.loglik(inner)
            left, right = (inner[0], right) if values[1] > values[0] else (left, inner[1])
        return float((left + right) / 2)

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Ends of the interval of this one model, in people, found on the likelihood itself."""
        wanted = float(ndtri(0.5 + level / 2))
        ends = []
        for sign in (-1.0, 1.0):
            near = float(np.interp(sign * wanted, self.roots, self.unseen))
            low, high = sorted((near * 0.97, near * 1.03))
            for _ in range(40):
                middle = (low + high) / 2
                value = float(self.loglik(np.array([middle]))[0])
                outside = 2 * (self.top - value) > wanted**2
                if outside == (sign > 0):
                    high = middle
                else:
                    low = middle
            ends.append(self.n + (low + high) / 2)
        return ends[0], ends[1]

    def below(self, unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        """Share of confidence below numbers of unseen people."""
        share: NDArray[np.float64] = ndtr(
            np.interp(np.log(unseen), np.log(self.unseen), self.roots, left=-8.0, right=8.0)
        )
        return share


def fit(table: CaptureTable, settings: LogLinear | None = None, seed: int = 0) -> Fit:
    """Average log-linear models by BIC.

    The point is the weighted mean of the models' estimates; the interval's ends are where the
    weighted profile likelihoods leave 2.5 % on either side, so it holds the choice of model too.

    Args:
        table: Three to seven lists; from six on the models are searched.
        settings: Highest interaction and criterion.
        seed: Start of the random numbers of the draws; point and interval have none.

    Returns:
        The fit, refused where no model has a finite estimate.
    """
    settings = settings or LogLinear()
    size = len(table.lists)
    plain: dict[str, Any] = {
        "order": settings.order or (2 if size >= 5 else size - 1),
        "criterion": settings.criterion,
        "draws": settings.draws,
    }
    base = Fit("loglinear", table.observed, ASSUMPTION, settings=plain, seed=seed)
    if not 3 <= size <= _MOST_LISTS:
        return base.checked(
            Check(
                "lists",
                "refuse",
                f"Log-linear models take 3 to {_MOST_LISTS} lists, and there are {size}; lists of "
                "one maker can be counted as one.",
                size,
                _MOST_LISTS,
            )
        )
    fitted, none = models(table, settings.order)
    if not fitted:
        return base.checked(
            Check(
                "existence",
                "refuse",
                "No log-linear model gives a finite number: too few people stand on two lists or "
                "more, in too few combinations.",
                0,
                1,
            )
        )
    scores = np.array([getattr(model, settings.criterion) for model in fitted])
    weights = np.exp(-(scores - scores.min()) / 2)
    order = [int(m) for m in np.argsort(-weights, kind="stable")[:_MOST_AVERAGED]]
    order = [m for m in order if weights[m] > _LIGHTEST * weights.max()]
    share = weights[order] / weights[order].sum()
    design = Design.of(size, plain["order"], unseen=True)
    counts = table.dense()
    profiles = [Profile(fitted[m], design, counts) for m in order]
    unseen = np.unique(np.concatenate([p.unseen for p in profiles]))
    below = sum(w * p.below(unseen) for w, p in zip(share, profiles, strict=True))
    n = table.observed
    line = np.log(unseen)
    low, high = n + np.exp(np.interp([0.025, 0.975], below, line))
    point = float(share @ [fitted[m].abundance for m in order])
    drawn = np.random.default_rng(seed).random(settings.draws)
    best = profiles[0].interval()
    existence = Check(
        "existence",
        "note" if none else "pass",
        f"{none} of {none + len(fitted)} log-linear models have no finite estimate and were left "
        "out."
        if none
        else "Every log-linear model tried has a finite estimate.",
        none,
        0,
    )
    return Fit(
        "loglinear",
        n,
        ASSUMPTION,
        point=point,
        interval=Interval(float(low), float(high)),
        draws=n + np.exp(np.interp(drawn, below, line)),
        settings=plain,
        seed=seed,
        diagnostics={
            "models_fitted": len(fitted),
            "models_without_estimate": none,
            "models": [
                {
                    "model": fitted[m].named(table.lists),
                    "abundance": fitted[m].abundance,
                    "stderr": fitted[m].stderr,
                    "bic": fitted[m].bic,
                    "aic": fitted[m].aic,
                    "weight": float(w),
                }
                for m, w in zip(order[:8], share[:8], strict=True)
            ],
            "best_model": {
                "abundance": n + profiles[0].best,
                "low": best[0],
                "high": best[1],
            },
        },
        checks=(existence,),
    )
