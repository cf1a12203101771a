"""What is looked at before any model: can these lists say anything about people on none of them?

Source: Chao & Tsay 1998, "A sample coverage approach to multiple-system estimation",
JASA 93:283-293 (coverage); the rule of three valid lists: verdata, JEP-CEV-HRDAG.
"""

import numpy as np

from oversikt.estimate.result import Check
from oversikt.estimate.table import CaptureTable

_LEAST_LISTS = 3
# With seven recaptures and more, the bias of an estimate from two lists is negligible.
# Source: Robson & Regier 1964, Transactions of the American Fisheries Society 93:215-226.
_LEAST_SHARED = 7
# Chao & Tsay 1998 find their estimator sound above about this coverage.
_COVERAGE = 0.55
# Below this the lists hardly meet. Of the tables in the reference none is: the Netherlands' five
# lists, where models and chains go from 42 to 250 thousand, have 0.13.
_LEAST_COVERAGE = 0.03


def gate(table: CaptureTable) -> tuple[CaptureTable, tuple[Check, ...]]:
    """Leave out lists that say nothing of their own, and look at how the rest meet.

    Args:
        table: The lists as given.

    Returns:
        The table that models should see, and the checks; one with the verdict ``refuse`` means
        that no model should see it at all.
    """
    usable, checks = _usable(table)
    if len(usable.lists) < _LEAST_LISTS:
        checks.append(
            Check(
                "lists",
                "refuse",
                f"Three usable lists are needed, and there {_are(len(usable.lists))}: what two "
                "lists share can mean much or little, and only a third can tell.",
                len(usable.lists),
                _LEAST_LISTS,
            )
        )
        return usable, tuple(checks)
    checks.append(
        Check(
            "lists",
            "pass",
            f"{len(usable.lists)} usable lists.",
            len(usable.lists),
            _LEAST_LISTS,
        )
    )
    checks += [_connected(usable), _shared(usable), _coverage(usable), *_contained(usable)]
    checks += _triples(usable)
    return usable, tuple(checks)


def _are(number: int) -> str:
    return {0: "is none", 1: "is one"}.get(number, f"are {number}")


def _usable(table: CaptureTable) -> tuple[CaptureTable, list[Check]]:
    checks: list[Check] = []
    sizes = np.diag(table.overlap)
    empty = [name for name, size in zip(table.lists, sizes, strict=True) if not size]
    if empty:
        checks.append(
            Check("empty_lists", "note", f"Left out, since nobody is on it: {', '.join(empty)}.")
        )
        table = table.without(*empty)
    first: dict[bytes, str] = {}
    copies = []
    for j, name in enumerate(table.lists):
        column = table.matrix[:, j].tobytes()
        if column in first:
            copies.append(name)
            checks.append(
                Check(
                    "copies",
                    "note",
                    f"{name} holds the same people as {first[column]} and was left out: a copy "
                    "says nothing of its own.",
                )
            )
        else:
            first[column] = name
    table = table.without(*copies)
    for j, name in enumerate(table.lists):
        if len(table.lists) > 1 and table.matrix[:, j].all():
            rest = table.without(name)
            if rest.observed < table.observed:
                reason = (
                    f"{name} holds everybody that any list holds. If it was compiled from the "
                    "others it is no list of its own; if not, the others have found nobody that "
                    "it missed, and nothing tells how many it did miss."
                )
                checks.append(Check("holds_all", "refuse", reason))
            else:
                reason = (
                    f"{name} holds everybody that any list holds and nobody else; it was left out "
                    "as compiled from the others."
                )
                checks.append(Check("holds_all", "flag", reason))
                table = rest
            break
    return table, checks


def _connected(table: CaptureTable) -> Check:
    joined = table.overlap > 0
    groups: list[set[int]] = []
    for j in range(len(table.lists)):
        meeting = [g for g in groups if any(joined[j, i] for i in g)]
        groups = [g for g in groups if g not in meeting] + [set[int]({j}).union(*meeting)]
    largest = max(groups, key=len)
    if len(groups) == 1:
        return Check("connected", "pass", "Every list meets the others.", 1, 1)
    alone = ", ".join(table.lists[j] for j in range(len(table.lists)) if j not in largest)
    if len(largest) < _LEAST_LISTS:
        return Check(
            "connected",
            "refuse",
            "The lists fall apart into groups that share nobody, and no group has three lists; "
            "they may describe different people, and then nothing joins them.",
            len(groups),
            1,
        )
    return Check(
        "connected",
        "flag",
        f"Nobody on {alone} is on any of the other lists. If it describes other people (another "
        "place, another time), leave it out or make it a stratum of its own.",
        len(groups),
        1,
    )


def _shared(table: CaptureTable) -> Check:
    shared = int(table.by_number[1:].sum())
    if shared < _LEAST_SHARED:
        return Check(
            "shared",
            "refuse",
            f"Only {shared} people stand on more than one list; fewer than {_LEAST_SHARED} say "
            "next to nothing about those on none.",
            shared,
            _LEAST_SHARED,
        )
    return Check("shared", "pass", f"{shared} people stand on more than one list.", shared, 7)


def coverage(table: CaptureTable) -> float:
    """Return the share of the population that the lists are likely to cover.

    One minus the mean, over the lists, of the share of a list's people that are on no other list.

    Source: Chao & Tsay 1998, eq. 2.
    """
    sizes = np.diag(table.overlap).astype(np.float64)
    alone = (
        table.matrix[table.matrix.sum(axis=1) == 1].T @ table.counts[table.matrix.sum(axis=1) == 1]
    )
    return float(1 - np.mean(alone / sizes))


def _coverage(table: CaptureTable) -> Check:
    share = coverage(table)
    if share < _LEAST_COVERAGE:
        return Check(
            "coverage",
            "refuse",
            f"On average {1 - share:.0%} of a list's people are on no other list: the lists "
            "hardly meet, and a few wrong matches would change any number.",
            share,
            _LEAST_COVERAGE,
        )
    if share < _COVERAGE:
        return Check(
            "coverage",
            "flag",
            f"On average {1 - share:.0%} of a list's people are on no other list. The number "
            "rests on few shared names, and on their having been matched rightly.",
            share,
            _COVERAGE,
        )
    return Check("coverage", "pass", "The lists share much of what they hold.", share, _COVERAGE)


def _contained(table: CaptureTable) -> list[Check]:
    sizes = np.diag(table.overlap)
    found = []
    for j, name in enumerate(table.lists):
        for i, other in enumerate(table.lists):
            # A handful of people can lie inside another list by chance.
            if i != j and sizes[j] >= 20 and table.overlap[i, j] == sizes[j] < sizes[i]:
                found.append(
                    Check(
                        "contained",
                        "flag",
                        f"Everybody on {name} is on {other} too; if one drew on the other, count "
                        "them as one list.",
                    )
                )
    return found


def _triples(table: CaptureTable) -> list[Check]:
    joined = table.overlap > 0
    size = len(table.lists)
    meeting = any(
        joined[i, j] and joined[j, k] and joined[i, k]
        for i in range(size)
        for j in range(i)
        for k in range(j)
    )
    if meeting:
        return [Check("triples", "pass", "Three lists share people two by two.")]
    return [
        Check(
            "triples",
            "flag",
            "No three lists share people two by two, so dependence between lists cannot be told "
            "from people whom nobody listed.",
        )
    ]
