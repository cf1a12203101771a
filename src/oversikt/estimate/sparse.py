"""Log-linear models for tables with many empty overlaps, chosen stepwise, with a bootstrap.

Source: Chan, Silverman & Vincent 2021, "Multiple systems estimation for sparse capture data:
inferential challenges when there are nonoverlapping lists", JASA 116:1297-1306 (arXiv:1902.05156);
interval: DiCiccio & Efron 1996, "Bootstrap confidence intervals", Statistical Science 11:189-228.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from oversikt.engine.compiled import compiled
from oversikt.estimate import poisson
from oversikt.estimate.poisson import Design
from oversikt.estimate.result import Check, Fit, Interval
from oversikt.estimate.table import CaptureTable
from oversikt.estimate.watch import SILENT, Watch

ASSUMPTION = (
    "Everybody in the population has the same chance of being listed, apart from dependence "
    "between pairs of lists that the stepwise search found; no three lists depend on each other."
)
_MOST_LISTS = 8
_CHUNK = 50
# Bootstrap draws without any finite estimate that a table may have before it is refused.
_MOST_LOST = 0.05


@dataclass(frozen=True, slots=True)
class Sparse:
    """Settings of the stepwise search.

    Args:
        threshold: A pair enters while its p-value is below this.
        bootstraps: Resamples of the observed people, each with the whole search.
    """

    threshold: float = 0.02
    bootstraps: int = 1000


@compiled
def _log_tail(count: float, mean: float) -> float:
    """Log of the smaller tail of a Poisson count, the count included.

    Only the smaller tail is summed: its terms fall from the first on, and its logarithm keeps
    overlaps apart whose p-values would all be zero.
    """
    if mean <= 0.0:
        return 0.0
    total, term, k = 1.0, 1.0, count
    if count >= mean:
        while term > 1e-14 * total:
            k += 1.0
            term *= mean / k
            total += term
    else:
        while k > 0.0 and term > 1e-14 * total:
            term *= k / mean
            k -= 1.0
            total += term
    return float(count * np.log(mean) - mean - _log_factorial(count) + np.log(total))


@compiled
def _log_factorial(count: float) -> float:
    if count < 256.0:
        total = 0.0
        for k in range(2, int(count) + 1):
            total += np.log(k)
        return float(total)
    # Stirling's series; its next term is below 1e-13 here.
    return float(
        (count + 0.5) * np.log(count)
        - count
        + 0.9189385332046727
        + 1.0 / (12.0 * count)
        - 1.0 / (360.0 * count**3)
    )


@compiled
def search(
    design: NDArray[np.float64],
    size: int,
    counts: NDArray[np.float64],
    log_threshold: float,
    chosen: NDArray[np.bool_],
    beta: NDArray[np.float64],
) -> tuple[bool, float]:
    """Add pairs of lists one by one, the most surprising overlap first, and refit.

    Args:
        design: Observable cells × (intercept, lists, pairs).
        size: Number of lists.
        counts: People in each cell.
        log_threshold: Log of the p-value up to which a pair enters.
        chosen: Filled with the pairs in the model.
        beta: Filled with the coefficients.

    Returns:
        Whether a finite fit was found, and the number of unseen people.
    """
    count, width = design.shape
    pairs = width - 1 - size
    cells = np.ones(count, dtype=np.bool_)
    terms = np.zeros(width, dtype=np.bool_)
    terms[: size + 1] = True
    chosen[:] = False
    means = np.empty(count)
    beta[:] = 0.0
    status, _ = poisson.fit_poisson(design, counts, cells, terms, beta, means, warm=False)
    if status != poisson.CONVERGED:
        return False, np.nan
    overlap = np.zeros(pairs)
    for k in range(pairs):
        for c in range(count):
            overlap[k] += design[c, 1 + size + k] * counts[c]
    trial_cells = np.empty(count, dtype=np.bool_)
    trial_terms = np.empty(width, dtype=np.bool_)
    trial_beta = np.empty(width)
    trial_means = np.empty(count)
    surprise = np.empty(pairs)
    while True:
        for k in range(pairs):
            surprise[k] = 0.0
            if not chosen[k]:
                expected = 0.0
                for c in range(count):
                    expected += design[c, 1 + size + k] * means[c]
                surprise[k] = _log_tail(overlap[k], expected)
        added = False
        while not added:
            best = int(np.argmin(surprise))
            if surprise[best] >= log_threshold:
                return True, np.exp(beta[0])
            trial_cells[:] = cells
            trial_terms[:] = terms
            trial_beta[:] = 0.0
            if overlap[best] > 0.0:
                trial_terms[1 + size + best] = True
            else:
                for c in range(count):
                    if design[c, 1 + size + best] > 0.0:
                        trial_cells[c] = False
            status, _ = poisson.fit_poisson(
                design, counts, trial_cells, trial_terms, trial_beta, trial_means, warm=False
            )
            if status == poisson.CONVERGED:
                chosen[best] = True
                cells[:] = trial_cells
                terms[:] = trial_terms
                beta[:] = trial_beta
                means[:] = trial_means
                added = True
            else:
                surprise[best] = 0.0


@compiled
def _search_all(
    design: NDArray[np.float64],
    size: int,
    samples: NDArray[np.float64],
    log_threshold: float,
) -> NDArray[np.float64]:
    unseen = np.empty(samples.shape[0])
    chosen = np.empty(design.shape[1] - 1 - size, dtype=np.bool_)
    beta = np.empty(design.shape[1])
    for k in range(samples.shape[0]):
        _, unseen[k] = search(design, size, samples[k], log_threshold, chosen, beta)
    return unseen


def fit(
    table: CaptureTable,
    settings: Sparse | None = None,
    seed: int = 0,
    watch: Watch = SILENT,
) -> Fit:
    """Estimate by stepwise choice of pairs of lists, with a bias-corrected bootstrap interval.

    Args:
        table: Three to eight lists; pairs that share nobody are allowed for.
        settings: Threshold of the search and number of bootstraps.
        seed: Start of the bootstrap's random numbers.
        watch: Told of the progress, and asked whether to go on.

    Returns:
        The fit, refused where the model has no finite estimate or too many bootstraps have none.
    """
    settings = settings or Sparse()
    size, n = len(table.lists), table.observed
    plain: dict[str, Any] = {"threshold": settings.threshold, "bootstraps": settings.bootstraps}
    base = Fit("sparse", n, ASSUMPTION, settings=plain, seed=seed)
    if not 3 <= size <= _MOST_LISTS:
        return base.checked(
            Check(
                "lists",
                "refuse",
                f"The stepwise search takes 3 to {_MOST_LISTS} lists, and there are {size}; lists "
                "of one maker can be counted as one.",
                size,
                _MOST_LISTS,
            )
        )
    design = Design.of(size, 2)
    counts = table.dense()[1:]
    chosen = np.empty(size * (size - 1) // 2, dtype=np.bool_)
    beta = np.empty(design.matrix.shape[1])
    limit = float(np.log(settings.threshold))
    found, unseen = search(design.matrix, size, counts, limit, chosen, beta)
    if not found or unseen > 1e3 * n:
        return base.checked(
            Check(
                "existence",
                "refuse",
                "No finite number fits these overlaps: too few people stand on two lists or more.",
            )
        )
    boots = _bootstrap(design, counts, limit, settings.bootstraps, seed, watch)
    held = np.flatnonzero(counts)
    deleted = np.repeat(counts[None, :], len(held), axis=0)
    deleted[np.arange(len(held)), held] -= 1
    jack = n - 1 + _search_all(design.matrix, size, deleted, limit)
    point = n + unseen
    finite = boots[np.isfinite(boots)]
    lost = 1 - len(finite) / max(len(boots), 1)
    checks = [
        Check(
            "bootstrap",
            "pass" if lost <= _MOST_LOST else "refuse",
            "The people observed, drawn anew, give a finite number nearly every time."
            if lost <= _MOST_LOST
            else f"Of the people observed, drawn anew, {lost:.0%} of draws have no finite number: "
            "it hangs on a few people.",
            lost,
            _MOST_LOST,
        )
    ]
    if len(boots) < settings.bootstraps:
        checks.append(
            Check(
                "interrupted",
                "flag",
                f"Stopped after {len(boots)} of {settings.bootstraps} bootstraps.",
                len(boots),
                settings.bootstraps,
            )
        )
    interval = None
    diagnostics: dict[str, Any] = {}
    if len(finite) > 40:
        ends, diagnostics = bca(point, n + finite, jack, counts[held], np.array([0.025, 0.975]))
        # The estimate itself belongs to its interval even where the bootstrap is lopsided.
        interval = Interval(min(float(ends[0]), point), max(float(ends[1]), point))
    names = [
        "·".join(table.lists[j] for j in range(size) if term >> j & 1)
        for term in design.terms[1 + size :]
    ]
    overlaps = design.matrix[:, 1 + size :].T @ counts
    return Fit(
        "sparse",
        n,
        ASSUMPTION,
        point=point,
        interval=interval,
        draws=n + finite,
        settings=plain,
        seed=seed,
        diagnostics=diagnostics
        | {
            "pairs": sorted(name for name, there in zip(names, chosen, strict=True) if there),
            "empty_pairs_in_model": sorted(
                name
                for name, there, shared in zip(names, chosen, overlaps, strict=True)
                if there and shared == 0
            ),
            "bootstraps_without_estimate": lost,
        },
        checks=tuple(checks),
    )


def _bootstrap(
    design: Design,
    counts: NDArray[np.float64],
    limit: float,
    wanted: int,
    seed: int,
    watch: Watch,
) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    n = int(counts.sum())
    parts: list[NDArray[np.float64]] = []
    for done in range(0, wanted, _CHUNK):
        if not watch.step("sparse", done, wanted):
            break
        samples = rng.multinomial(n, counts / n, size=min(_CHUNK, wanted - done))
        parts.append(_search_all(design.matrix, design.size, samples.astype(np.float64), limit))
    return np.concatenate(parts) if parts else np.array([])


def bca(
    point: float,
    boots: NDArray[np.float64],
    jack: NDArray[np.float64],
    weights: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> tuple[NDArray[np.float64], dict[str, Any]]:
    """Return bias-corrected and accelerated quantiles of bootstrap estimates.

    Args:
        point: The estimate, in people.
        boots: Estimates from resamples, in people.
        jack: Estimates with one person of each cell left out.
        weights: People in each cell, so many times its jackknife value counts.
        shares: Quantiles wanted, between 0 and 1.

    Returns:
        The quantiles, and bias correction and acceleration.

    Source: DiCiccio & Efron 1996, sections 2 and 4; quantiles of type 8 of Hyndman & Fan 1996.
    """
    share = min(max(float(np.mean(boots < point)), 0.5 / len(boots)), 1 - 0.5 / len(boots))
    bias = float(ndtri(share))
    good = np.isfinite(jack)
    c, values = weights[good], jack[good]
    away = (c @ values) / c.sum() - values
    spread = float(c @ away**2)
    acceleration = float(c @ away**3) / (6 * spread**1.5) if spread > 0 else 0.0
    z = bias + ndtri(shares)
    moved = ndtr(bias + z / (1 - acceleration * z))
    ends: NDArray[np.float64] = np.quantile(boots, moved, method="median_unbiased")
    return ends, {"bias_correction": bias, "acceleration": acceleration}
