"""Estimates that carry the doubt about links: one for each linkage drawn, pooled.

Source: Sadinle 2018, "Bayesian propagation of record linkage uncertainty into population size
estimation", Annals of Applied Statistics 12:1013-1038.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from oversikt.estimate.overlap import overlap_of, standing
from oversikt.estimate.result import Check, Estimate, Interval
from oversikt.estimate.run import run
from oversikt.estimate.strata import Pooled, Strata, pool, run_strata
from oversikt.estimate.table import CaptureTable
from oversikt.estimate.watch import SILENT, Watch
from oversikt.lists import Declaration
from oversikt.lists.linkage import Linkage

LINKAGES = 10
"""Linkages drawn, unless another number is asked for: as many as verdata has imputations."""

_DRAWS = 4000


@dataclass(frozen=True)
class OverLinkages:
    """Estimates from linked lists, by stratum, and what other linkages make of them.

    Args:
        strata: From the best linkage, with all models and checks.
        pooled: By stratum, the chosen model over all linkages drawn.
        unpooled: Strata with a number from the best linkage that most drawn ones refuse.
        point: Sum of ``pooled``.
        interval: Of the sum, strata taken as independent.
        linkages: How many were drawn.
        notes: Which lists count as one.
    """

    strata: Strata
    pooled: Mapping[str, Pooled]
    unpooled: Mapping[str, str] = field(default_factory=dict)
    point: float | None = None
    interval: Interval | None = None
    linkages: int = 0
    notes: tuple[Check, ...] = ()

    @property
    def interrupted(self) -> bool:
        """Stopped before all was done."""
        return self.strata.interrupted

    def to_json(self) -> dict[str, Any]:
        """Return all of it as an object."""
        return self.strata.to_json() | {
            "linkages": {
                "drawn": self.linkages,
                "point": self.point,
                "interval": self.interval.to_json() if self.interval else None,
                "pooled": {name: one.to_json() for name, one in self.pooled.items()},
                "not_pooled": dict(self.unpooled),
            },
            "notes": [check.to_json() for check in self.notes],
        }


class _Stopping:
    """A watch that remembers that it was told to stop, and says in which linkage it is."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.within, self.now = watch, "", False

    def step(self, part: str, done: float, total: float) -> bool:
        self.now = self.now or not self.watch.step(self.within + part, done, total)
        return not self.now


def run_linkages(
    linkage: Linkage,
    declared: Mapping[str, Declaration],
    by: Sequence[str] = (),
    *,
    linkages: int = LINKAGES,
    seed: int = 1,
    watch: Watch = SILENT,
    **asked: Any,
) -> OverLinkages:
    """Estimate from linked lists, and again from linkages drawn by their chance.

    The best linkage is estimated with all that ``run`` looks at. Each linkage drawn is estimated
    by the model that was chosen there, and the replicates are pooled on the log of the unseen.

    Args:
        linkage: Linked lists.
        declared: What was said of each list.
        by: What makes strata.
        linkages: How many linkages are drawn; 0 for none.
        seed: Start of all random numbers.
        watch: Told of the progress, and asked whether to go on.
        asked: What else ``run`` takes.
    """
    stopping = _Stopping(watch)
    tables = overlap_of(linkage, declared, by)
    strata = run_strata(tables, seed=seed, watch=stopping, **asked)
    replicates: dict[str, list[Estimate]] = {name: [] for name in strata.estimated}
    drawn = 0
    if replicates and not stopping.now:
        for person in linkage.drawn(linkages, seed):
            drawn += 1
            stopping.within = f"linkage {drawn} of {linkages}, "
            others = overlap_of(linkage, declared, by, person)
            _replicate(replicates, others, strata, (seed + drawn, stopping, asked))
            if stopping.now:
                strata = replace(strata, interrupted=True)
                break
    pooled: dict[str, Pooled] = {}
    unpooled: dict[str, str] = {}
    for name, estimates in replicates.items():
        numbers = sum(e.status != "refused" for e in estimates)
        if linkages and numbers < max(2, len(estimates) / 2):
            unpooled[name] = f"{len(estimates) - numbers} of {len(estimates)} linkages are refused."
        elif numbers >= 2:
            pooled[name] = pool(estimates)
    point, interval = _sum(list(pooled.values()), seed)
    notes = tuple(standing(declared))
    return OverLinkages(strata, pooled, unpooled, point, interval, drawn, notes)


def _replicate(
    replicates: Mapping[str, list[Estimate]],
    tables: Mapping[str, CaptureTable],
    strata: Strata,
    how: tuple[int, Watch, Mapping[str, Any]],
) -> None:
    """Add an estimate of each stratum, by the model that was chosen for it."""
    seed, watch, asked = how
    for name, found in replicates.items():
        model = strata.estimates[name].chosen
        if name in tables and model is not None:
            settings = asked.get("settings")
            again = run(tables[name], model, seed, settings, sensitivity=False, watch=watch)
            if not again.interrupted:
                found.append(again)


def _sum(pooled: Sequence[Pooled], seed: int) -> tuple[float | None, Interval | None]:
    if not pooled:
        return None, None
    if len(pooled) == 1:
        return pooled[0].point, pooled[0].interval
    rng = np.random.default_rng(seed)
    total = np.sum([rng.choice(one.draws, _DRAWS) for one in pooled], axis=0)
    low, high = np.quantile(total, [0.025, 0.975])
    return sum(one.point for one in pooled), Interval(float(low), float(high))
