"""Weights learnt from pairs that are known: one event, or two.

The sum of weights is the log odds, in bits, that two mentions tell one event; so the weights are
those under which the known pairs are likeliest (logistic regression), each drawn to where it
started as far as few pairs speak for it. Traits that lean on each other, as words and phrases or
places and days do, share their weight, which counting each by itself does not give them.

A record's own rulings teach the same way, starting from the shipped weights: a few decisions move
them little, many move them far.

Source: I. Fellegi and A. Sunter (1969), as in ``compare``, for the form; D. R. Cox, "The regression
analysis of binary sequences", JRSS B 20 (1958), 215-242, for the fit. What else was tried stands in
``docs/decisions/0004-linking-weights.md``.
"""

from collections.abc import Collection
from math import log

import numpy as np
import pyarrow as pa
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit

from oversikt.errors import UsageError
from oversikt.incidents.compare import TRAITS, Weights

# Fewer pairs of either kind than this teach nothing that holds.
FEWEST = 5
# A weight of so many nats is as likely at the start as one of none is after one pair.
SPREAD = 1.0
BIT = log(2) / 100


def train(
    levels: pa.Table,
    same: Collection[tuple[int, int]],
    differ: Collection[tuple[int, int]],
    start: Weights | None = None,
) -> Weights:
    """Learn the weights of all levels.

    Args:
        levels: The level of every trait of candidate pairs, from ``compare.levels``; pairs of
            which nothing is known teach nothing.
        same: Pairs of positions that are one event.
        differ: Pairs of positions that are different events.
        start: Weights to start from; without, from none.

    Returns:
        The weights, in whole hundredths of a bit.

    Raises:
        UsageError: When too few pairs are known.
    """
    pairs = list(zip(levels.column("a").to_pylist(), levels.column("b").to_pylist(), strict=True))
    truth = np.array([1 if p in same else 0 if p in differ else -1 for p in pairs], dtype=int)
    known = np.flatnonzero(truth >= 0)
    ones = int((truth == 1).sum())
    if min(ones, len(known) - ones) < FEWEST:
        raise UsageError(
            f"weights: {ones} pairs of candidates are known to be one event and "
            f"{len(known) - ones} to be two; {FEWEST} of each are needed"
        )
    names, table = _table(levels.take(pa.array(known)))
    before = np.zeros(len(names) + 1)
    if start is not None:
        before[0] = start.prior * BIT
        before[1:] = [start.levels[trait].get(level, 0) * BIT for trait, level in names]
    fitted = np.rint(_fit(table, truth[known], before) / BIT).astype(int)
    learnt: dict[str, dict[str, int]] = {
        trait: dict(start.levels[trait]) if start is not None else {} for trait in TRAITS
    }
    for (trait, level), weight in zip(names, fitted[1:].tolist(), strict=True):
        learnt[trait][level] = weight
    return Weights(int(fitted[0]), learnt)


def _table(levels: pa.Table) -> tuple[list[tuple[str, str]], sparse.csr_matrix]:
    """Return every level that is there, and which pairs have it; the first column is the prior."""
    names: list[tuple[str, str]] = []
    columns = [np.zeros(len(levels), dtype=np.int64)]
    for trait in TRAITS:
        column = levels.column(trait).combine_chunks().dictionary_encode()
        columns.append(column.indices.to_numpy() + 1 + len(names))
        names += [(trait, level) for level in column.dictionary.to_pylist()]
    rows = np.tile(np.arange(len(levels)), len(columns))
    ones = np.ones(len(rows))
    shape = (len(levels), len(names) + 1)
    return names, sparse.csr_matrix((ones, (rows, np.concatenate(columns))), shape=shape)


def _fit(table: sparse.csr_matrix, truth: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Return the likeliest weights in nats, each but the prior drawn to where it was before."""

    def unlikeliness(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = table @ weights
        off = weights - before
        off[0] = 0.0
        loss = float(np.logaddexp(0.0, score).sum() - score @ truth)
        slope = table.T @ (expit(score) - truth)
        return loss + float(off @ off) / (2 * SPREAD), slope + off / SPREAD

    return np.asarray(minimize(unlikeliness, before, jac=True, method="L-BFGS-B").x)


def write(weights: Weights, note: str) -> str:
    """Return weights as the TOML that ``compare.read_weights`` reads, under a note."""
    lines = [f"# {line}" for line in note.splitlines()]
    lines += ["", f"prior = {weights.prior}"]
    for trait in TRAITS:
        lines += ["", f"[{trait}]"]
        lines += [
            f'"{level}" = {weight}' for level, weight in sorted(weights.levels[trait].items())
        ]
    return "\n".join(lines) + "\n"
