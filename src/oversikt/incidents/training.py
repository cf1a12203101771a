"""Weights learnt without labels: two kinds of evidence teach each other.

Words and circumstances are two views of one pair of reports. Pairs of different outlets that share
rare phrases, mostly full names, are of one event whatever their days, places and tolls; they teach
what circumstances weigh. Pairs of different outlets that tell one day and one place are of one
event whatever their words; they teach what words weigh. All other candidates stand for pairs of
different events. A prior that fits the candidates closes the circle by expectation maximisation.

Expectation maximisation over all parameters at once does not hold up here; the figures are in
``docs/decisions/0004-linking-weights.md``.

Source: I. Fellegi and A. Sunter (1969), as in ``compare``; the two views are those of A. Blum and
T. Mitchell, "Combining labeled and unlabeled data with co-training", COLT 1998.
"""

from collections.abc import Collection, Sequence
from math import log2

import numpy as np
import pyarrow as pa

from oversikt.errors import UsageError
from oversikt.incidents.compare import TRAITS, Weights

# Two sites of one publisher share their frames, and one site prints one frame under every story.
# Seeds lie between outlets, so this cannot be learnt from them.
SAME_OUTLET = -200
# A level seen less often than this among seeds and expected there less often too weighs little.
SUPPORT = 2.0
FEWEST = 20
WORDS = ("words", "phrases")
SOON = ("0-1", "2-3", "4-7", "8-21")
ROUNDS = 100
PUBLISHED = "published, "


def train(
    levels: pa.Table,
    same: Collection[tuple[int, int]] = (),
    differ: Collection[tuple[int, int]] = (),
) -> Weights:
    """Learn the weights of all levels.

    Args:
        levels: The level of every trait of all candidate pairs, from ``compare.levels``.
        same: Pairs that a person ruled to be one event.
        differ: Pairs that a person ruled to be different events.

    Returns:
        The weights, in whole hundredths of a bit.

    Raises:
        UsageError: When too few pairs can teach anything.
    """
    if not len(levels):
        raise UsageError(f"weights: no two reports can be compared; {FEWEST} pairs are needed")
    plain: dict[str, list[str]] = {name: levels.column(name).to_pylist() for name in TRAITS}
    pairs = list(zip(levels.column("a").to_pylist(), levels.column("b").to_pylist(), strict=True))
    ruled = np.array([(p in same) - (p in differ) for p in pairs], dtype=int)
    named, placed = _seeds(plain)
    named, placed = [((seed | (ruled > 0)) & (ruled >= 0)) for seed in (named, placed)]
    for view, seeds in (("one name", named), ("one day and place", placed)):
        if seeds.sum() < FEWEST:
            raise UsageError(
                f"weights: only {seeds.sum()} pairs of reports tell {view}; {FEWEST} are needed"
            )
    learnt = {
        trait: _weigh(plain[trait], placed if trait in WORDS else named)
        for trait in TRAITS
        if trait not in ("outlet", "days", "calendar")
    }
    learnt["days"] = _days(plain["days"], named)
    learnt["calendar"] = _calendar(plain["calendar"], named)
    learnt["outlet"] = {"same": SAME_OUTLET}
    score = np.zeros(len(pairs))
    for trait in TRAITS:
        score += np.array([learnt[trait].get(level, 0) for level in plain[trait]]) / 100
    return Weights(round(100 * _prior(score)), learnt)


def _seeds(plain: dict[str, list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return which pairs share names, and which share day and place, between two outlets."""
    apart = np.array(plain["outlet"]) != "same"
    copied = np.array(plain["words"]) == "copy"
    when = [level.split(", ") for level in plain["days"]]
    soon = np.array([published in SOON for published, _ in when])
    one_day = np.array([day == "same" for _, day in when])
    late = np.array([published in ("22-90", "91+") for published, _ in when])
    phrases = np.array(plain["phrases"])
    named = np.isin(phrases, ("2-3", "4+")) & soon
    placed = one_day & (np.array(plain["place"]) == "same") & ~late
    return named & apart & ~copied, placed & apart


def _weigh(levels: Sequence[str], seeds: np.ndarray) -> dict[str, int]:
    """Return what each level weighs: how much likelier it is among seeds than among the others."""
    names, codes = np.unique(np.array(levels), return_inverse=True)
    ours = np.bincount(codes[seeds], minlength=len(names))
    theirs = np.bincount(codes[~seeds], minlength=len(names))
    expected = ours.sum() * theirs / max(1, theirs.sum())
    return {
        str(name): round(100 * log2((one + SUPPORT) / (other + SUPPORT)))
        for name, one, other in zip(names, ours, expected, strict=True)
    }


def _days(levels: Sequence[str], seeds: np.ndarray) -> dict[str, int]:
    """Return what days weigh; where a publication is unknown, what the day told weighs alone.

    Seeds are dated by their publication, so pairs that are not can teach nothing about it.
    """
    dated = np.array([not level.startswith("unknown") for level in levels])
    known = [level for level, is_dated in zip(levels, dated, strict=True) if is_dated]
    alone = _weigh([level.split(", ")[1] for level in known], seeds[dated])
    return _weigh(known, seeds[dated]) | {f"unknown, {day}": bits for day, bits in alone.items()}


def _calendar(levels: Sequence[str], seeds: np.ndarray) -> dict[str, int]:
    """Return what days without a year weigh, where no publication dates the pair.

    Learnt from pairs that are dated by it, among which they weigh nothing beside ``days``.
    """
    dated = np.array([level.startswith(PUBLISHED) for level in levels])
    known = [level for level, is_dated in zip(levels, dated, strict=True) if is_dated]
    learnt = _weigh([level.removeprefix(PUBLISHED) for level in known], seeds[dated])
    return {level: bits for level, bits in learnt.items() if level != "unknown"}


def _prior(score: np.ndarray) -> float:
    """Return the prior, in bits, under which the expected share of matches is the prior itself."""
    share = 0.05
    for _ in range(ROUNDS):
        prior = log2(share / (1 - share))
        share = min(0.5, max(1e-4, float(np.mean(1 / (1 + np.exp2(-(score + prior)))))))
    return log2(share / (1 - share))


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
