"""Whether a log-linear model has one finite best fit, told without fitting it.

Source: Fienberg & Rinaldo 2012, "Maximum likelihood estimation in log-linear models", Annals of
Statistics 40:996-1023.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from oversikt.estimate.table import CaptureTable


def existence(table: CaptureTable, terms: tuple[int, ...]) -> str:
    """Return whether a log-linear model has one finite best fit to a table.

    Args:
        table: At most about ten lists.
        terms: The model's terms as sets of lists (bits), the intercept and lists included. Terms
            that nobody stands for are left out with their cells, as the sparse model does.

    Returns:
        ``finite``, ``infinite`` (the likelihood grows for ever in some direction) or
        ``unidentified`` (different coefficients fit equally well).

    Source: Fienberg & Rinaldo 2012, theorem 5; the linear programme of Chan, Silverman & Vincent
    2021, section 2.4.
    """
    counts = table.dense()[1:]
    cells = np.arange(1, len(counts) + 1)
    keep = np.ones(len(cells), dtype=np.bool_)
    used = []
    for term in terms:
        inside = (cells & term) == term
        if term and not counts[inside].any():
            keep &= ~inside
        else:
            used.append(term)
    design: NDArray[np.float64] = np.array(
        [(cells[keep] & term) == term for term in used], dtype=np.float64
    )
    if np.linalg.matrix_rank(design) < len(used):
        return "unidentified"
    wide = design.shape[1]
    # Maximise s such that some table with the same margins has at least s in every cell.
    found = linprog(
        np.append(np.zeros(wide), -1.0),
        A_ub=np.hstack([-np.eye(wide), np.ones((wide, 1))]),
        b_ub=np.zeros(wide),
        A_eq=np.hstack([design, np.zeros((len(used), 1))]),
        b_eq=design @ counts[keep],
        bounds=[(None, None)] * (wide + 1),
        method="highs",
    )
    least = found.fun if found.status == 0 else None
    return "finite" if least is not None and least < -1e-7 else "infinite"
