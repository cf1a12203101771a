"""Decomposable graphs on a few lists: all of them, what a graph's probability is made of, names.

A graph is a set of edges, as a number: bit e is the e-th pair of lists.

Source: Lauritzen 1996, *Graphical Models*, ch. 2.
"""

import itertools
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=8)
def every(size: int) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Return all decomposable graphs on a number of lists, at most six.

    Returns:
        The graphs, and for each a row over the non-empty sets of lists: +1 for a clique, -1 for a
        separator, summed.
    """
    edges = np.arange(1 << (size * (size - 1) // 2), dtype=np.int64)
    chordal, rows = signs(edges, size)
    return edges[chordal], rows[chordal]


def signs(edges: NDArray[np.int64], size: int) -> tuple[NDArray[np.bool_], NDArray[np.int8]]:
    """Take graphs apart, simplicial list by simplicial list, and say which come apart wholly.

    p(x) is then the product of p(list | its neighbours still there), which is what a row holds:
    +1 at the neighbours with the list, -1 at the neighbours alone.
    """
    near = np.zeros((len(edges), size), dtype=np.int64)
    for bit, (i, j) in enumerate(itertools.combinations(range(size), 2)):
        there = edges >> bit & 1
        near[:, i] |= there << j
        near[:, j] |= there << i
    rows = np.zeros((len(edges), 1 << size), dtype=np.int8)
    index = np.arange(len(edges))
    left = np.full(len(edges), size)
    gone = np.zeros((len(edges), size), dtype=np.bool_)
    for _ in range(size):
        pick = np.full(len(edges), -1)
        for v in range(size):
            simplicial = ~gone[:, v] & (pick < 0)
            for u in range(size):
                if u != v:
                    joined = (near[:, v] >> u & 1).astype(np.bool_)
                    beyond = near[:, v] & ~(1 << u) & ~near[:, u]
                    simplicial &= ~(joined & (beyond != 0))
            pick[simplicial] = v
        done = pick >= 0
        at, taken = index[done], pick[done]
        around = near[at, taken]
        np.add.at(rows, (at, around | 1 << taken), np.int8(1))
        np.add.at(rows, (at, around), np.int8(-1))
        near[at] &= ~(1 << taken)[:, None]
        near[at, taken] = 0
        gone[at, taken] = True
        left[done] -= 1
    return left == 0, rows[:, 1:]


def cliques(edges: int, names: Sequence[str]) -> str:
    """Write a graph as its cliques, ``A·B·C + C·D``."""
    size = len(names)
    joined = {
        pair for bit, pair in enumerate(itertools.combinations(range(size), 2)) if edges >> bit & 1
    }
    found: list[tuple[int, ...]] = []
    for count in range(size, 0, -1):
        for group in itertools.combinations(range(size), count):
            whole = all(pair in joined for pair in itertools.combinations(group, 2))
            if whole and not any(set(group) <= set(bigger) for bigger in found):
                found.append(group)
    return " + ".join(sorted("·".join(names[j] for j in group) for group in found))
