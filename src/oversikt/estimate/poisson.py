"""Inner loops of the log-linear models: Poisson fits on the cells of a capture table.

Source: Fienberg 1972, "The multiple recapture census for closed populations and incomplete 2^k
contingency tables", Biometrika 59:591-603.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oversikt.engine.compiled import compiled

CONVERGED, DIVERGING, SINGULAR = 0, 1, 2

# Where a maximum exists, Newton's steps shrink fast: on 20,000 sparse tables 31 steps were the
# most. Where none exists, a coefficient goes on by about 1 a step for ever.
_STEPS = 60
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Design:
    """Cells × terms of a log-linear family: 1 where a term's lists all have the cell's people.

    Row c is the cell whose lists are the bits of c + ``start``; column t the term of
    ``terms[t]`` (a set of lists as bits; 0 is the intercept).
    """

    size: int
    terms: tuple[int, ...]
    matrix: NDArray[np.float64]

    @classmethod
    def of(cls, size: int, order: int, *, unseen: bool = False) -> "Design":
        """Make the design of all terms up to so many lists, with or without the unseen cell."""
        terms = [0]
        for count in range(1, order + 1):
            terms += [
                sum(1 << j for j in group) for group in itertools.combinations(range(size), count)
            ]
        cells = np.arange(0 if unseen else 1, 1 << size)
        matrix = np.array([(cells & term) == term for term in terms], dtype=np.float64).T
        return cls(size, tuple(terms), np.ascontiguousarray(matrix))


@compiled
def fit_poisson(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not records
    design: NDArray[np.float64],
    counts: NDArray[np.float64],
    cells: NDArray[np.bool_],
    terms: NDArray[np.bool_],
    beta: NDArray[np.float64],
    means: NDArray[np.float64],
    warm: bool,
) -> tuple[int, float]:
    """Fit one log-linear model by Newton's method with halved steps.

    Args:
        design: Cells × terms.
        counts: People in each cell.
        cells: The cells that take part; the others have mean 0.
        terms: The terms that take part; the others are 0.
        beta: Filled with the coefficients; with ``warm``, where to start.
        means: Filled with the fitted means.
        warm: Start from ``beta``.

    Returns:
        ``CONVERGED``, ``DIVERGING`` or ``SINGULAR``, and the variance of the intercept.
    """
    count = design.shape[0]
    used = np.flatnonzero(terms)
    p = used.size
    hessian = np.empty((p, p))
    gradient = np.empty(p)
    lower = np.empty((p, p))
    step = np.empty(p)
    eta = np.empty(count)
    deviance = np.inf
    status = DIVERGING
    scale = 1.0
    for turn in range(_STEPS):
        if turn == 0 and not warm:
            # The first step of iterated least squares, from the counts themselves.
            for c in range(count):
                eta[c] = np.log(counts[c] + 0.1)
        else:
            for c in range(count):
                total = 0.0
                for a in range(p):
                    total += design[c, used[a]] * beta[used[a]]
                eta[c] = min(total, 50.0)
        now = 0.0
        for c in range(count):
            means[c] = np.exp(eta[c]) if cells[c] else 0.0
            if cells[c]:
                now += means[c] - counts[c] * eta[c]
        if turn > (0 if warm else 1) and now > deviance + 1e-9 * (1.0 + abs(deviance)):
            # Too far: go back half of the last step.
            scale *= 0.5
            for a in range(p):
                beta[used[a]] -= scale * step[a]
            if scale < 1e-6:
                break
            continue
        if turn > 0 or warm:
            deviance = now
        first = turn == 0 and not warm
        for a in range(p):
            gradient[a] = 0.0
            for b in range(a + 1):
                hessian[a, b] = 0.0
        for c in range(count):
            if not cells[c]:
                continue
            w = means[c]
            residual = w * eta[c] + counts[c] - w if first else counts[c] - w
            for a in range(p):
                if design[c, used[a]] != 0.0:
                    gradient[a] += residual
                    for b in range(a + 1):
                        if design[c, used[b]] != 0.0:
                            hessian[a, b] += w
        if not _factor(hessian, lower, p):
            # A mean that runs to zero empties a row of the hessian as surely as a missing one.
            status = SINGULAR if turn < 8 else DIVERGING
            break
        _solve(lower, gradient, step, p)
        largest = 0.0
        scale = 1.0
        for a in range(p):
            if first:
                beta[used[a]] = step[a]
            else:
                beta[used[a]] += step[a]
                largest = max(largest, abs(step[a]))
        if not first and largest < _TOLERANCE:
            status = CONVERGED
            break
    variance = np.nan
    if status == CONVERGED:
        # The intercept comes first, so its variance is the squared length of L^-1 e_0.
        for a in range(p):
            gradient[a] = 1.0 if a == 0 else 0.0
        _solve(lower, gradient, step, p)
        variance = step[0]
    return status, variance


@compiled
def _factor(matrix: NDArray[np.float64], lower: NDArray[np.float64], p: int) -> bool:
    """Cholesky factor of a symmetric matrix; false where it is not positive definite."""
    for a in range(p):
        for b in range(a + 1):
            total = matrix[a, b]
            for k in range(b):
                total -= lower[a, k] * lower[b, k]
            if a == b:
                if total <= 1e-10 * max(matrix[a, a], 1e-290):
                    return False
                lower[a, a] = np.sqrt(total)
            else:
                lower[a, b] = total / lower[b, b]
    return True


@compiled
def _solve(
    lower: NDArray[np.float64], right: NDArray[np.float64], out: NDArray[np.float64], p: int
) -> None:
    for a in range(p):
        total = right[a]
        for k in range(a):
            total -= lower[a, k] * out[k]
        out[a] = total / lower[a, a]
    for a in range(p - 1, -1, -1):
        total = out[a]
        for k in range(a + 1, p):
            total -= lower[k, a] * out[k]
        out[a] = total / lower[a, a]


@compiled
def fit_models(
    design: NDArray[np.float64],
    counts: NDArray[np.float64],
    cells: NDArray[np.bool_],
    terms: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Fit many models on one table.

    Returns:
        For each model its status, intercept, variance of the intercept and the log-likelihood
        without the factorials of the counts.
    """
    models, width = terms.shape
    status = np.empty(models, dtype=np.int64)
    intercept = np.empty(models)
    variance = np.empty(models)
    loglik = np.empty(models)
    beta = np.empty(width)
    means = np.empty(design.shape[0])
    for m in range(models):
        status[m], variance[m] = fit_poisson(
            design, counts, cells[m], terms[m], beta, means, warm=False
        )
        intercept[m] = beta[0]
        total = 0.0
        for c in range(design.shape[0]):
            if cells[m, c]:
                total -= means[c]
                if counts[c] > 0:
                    total += counts[c] * np.log(means[c])
        loglik[m] = total
    return status, intercept, variance, loglik


@compiled
def profile(
    design: NDArray[np.float64],
    counts: NDArray[np.float64],
    cells: NDArray[np.bool_],
    terms: NDArray[np.bool_],
    unseen: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the sum of c·log(mean / N) over all cells for given numbers of unseen people.

    The design's first cell is the unseen one. Points are best given in order: each fit starts
    from the one before.
    """
    filled = counts.copy()
    beta = np.empty(design.shape[1])
    means = np.empty(design.shape[0])
    found = np.empty(unseen.size)
    warm = False
    for k in range(unseen.size):
        filled[0] = unseen[k]
        status, _ = fit_poisson(design, filled, cells, terms, beta, means, warm)
        if status != CONVERGED and warm:
            status, _ = fit_poisson(design, filled, cells, terms, beta, means, warm=False)
        warm = status == CONVERGED
        total = 0.0
        people = 0.0
        for c in range(filled.size):
            people += filled[c]
            if cells[c] and filled[c] > 0.0:
                total += filled[c] * np.log(means[c])
        found[k] = total - people * np.log(people) if status == CONVERGED else np.nan
    return found
