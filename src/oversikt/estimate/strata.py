"""Several tables: strata that add up, and replicates that tell of one total.

Source: Rubin 1987, *Multiple Imputation for Nonresponse in Surveys*, ch. 3, on the log of the
unseen; Sadinle 2018, "Bayesian propagation of record linkage uncertainty into population size
estimation", Annals of Applied Statistics 12:1013-1038.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from oversikt.errors import UsageError
from oversikt.estimate.result import Estimate, Interval
from oversikt.estimate.run import run
from oversikt.estimate.table import CaptureTable
from oversikt.estimate.watch import SILENT, Watch

_DRAWS = 4000
_REPLICATES = 10


@dataclass(frozen=True)
class Strata:
    """Estimates of strata, and the sum of those that have one.

    ``point`` and ``interval`` run over the strata in ``estimated`` alone; the people observed in
    the ``refused`` ones are counted in ``observed`` and in nothing else.
    """

    estimates: Mapping[str, Estimate]
    point: float | None
    interval: Interval | None
    draws: NDArray[np.float64] | None = field(default=None, compare=False)
    interrupted: bool = False

    @property
    def estimated(self) -> tuple[str, ...]:
        """Names of the strata with a number."""
        return tuple(name for name, e in self.estimates.items() if e.status != "refused")

    @property
    def refused(self) -> dict[str, str]:
        """Strata without a number, with the reason."""
        return {
            name: e.refusal or "" for name, e in self.estimates.items() if e.status == "refused"
        }

    @property
    def observed(self) -> int:
        """People on at least one list, in all strata."""
        return sum(e.observed for e in self.estimates.values())

    @property
    def sentence(self) -> str:
        """What the sum covers and what it does not."""
        within = sum(self.estimates[name].observed for name in self.estimated)
        words = (
            f"The sum covers {len(self.estimated)} of {len(self.estimates)} strata with {within:,} "
            f"of {self.observed:,} people observed."
        )
        if self.refused:
            words += f" Not estimated, and not in the sum: {', '.join(self.refused)}."
        return words

    def to_json(self) -> dict[str, Any]:
        """Return the strata and their sum as an object."""
        return {
            "observed": self.observed,
            "point": self.point,
            "interval": self.interval.to_json() if self.interval else None,
            "estimated": list(self.estimated),
            "refused": self.refused,
            "sentence": self.sentence,
            "interrupted": self.interrupted,
            "strata": {name: e.to_json() for name, e in self.estimates.items()},
        }


class _Within:
    """A watch that says in which stratum it is."""

    def __init__(self, watch: Watch, stratum: str) -> None:
        self.watch, self.stratum = watch, stratum

    def step(self, part: str, done: float, total: float) -> bool:
        return self.watch.step(f"{self.stratum}: {part}", done, total)


def run_strata(
    tables: Mapping[str, CaptureTable], seed: int = 1, watch: Watch = SILENT, **asked: Any
) -> Strata:
    """Estimate each stratum by itself and add up those that have a number.

    People differ less within a month, a place or a sex than across them, which is what the models
    assume; the price is fewer people in each table, and strata that have to be refused.

    Args:
        tables: Capture tables by name of stratum.
        seed: Start of all random numbers; every stratum draws its own from it and its name.
        watch: Told of the progress, and asked whether to go on.
        asked: What else ``run`` takes.

    Returns:
        The strata with their sum, whose interval adds up draws of strata as independent.
    """
    estimates: dict[str, Estimate] = {}
    interrupted = False
    for name in sorted(tables):
        own = int.from_bytes(name.encode(), "big") % 2**32
        mixed = int(np.random.SeedSequence([seed, own]).generate_state(1)[0])
        found = run(tables[name], seed=mixed, watch=_Within(watch, name), **asked)
        estimates[name] = replace(found, label=name)
        if found.interrupted:
            interrupted = True
            break
    total = np.zeros(_DRAWS)
    rng = np.random.default_rng(seed)
    counted = [e for e in estimates.values() if e.status != "refused" and e.draws is not None]
    for estimate in counted:
        if estimate.draws is not None and len(estimate.draws):
            total += rng.choice(estimate.draws, _DRAWS)
    if not counted:
        return Strata(estimates, None, None, None, interrupted)
    low, high = np.quantile(total, [0.025, 0.975])
    point = float(sum(e.point or 0.0 for e in counted))
    return Strata(estimates, point, Interval(float(low), float(high)), total, interrupted)


@dataclass(frozen=True)
class Pooled:
    """One total from several replicates (linkages, imputations) of the lists.

    ``between_share`` is the part of the variance of the log of the unseen that comes from the
    replicates differing, and not from any single table.
    """

    point: float
    interval: Interval
    within: float
    between: float
    between_share: float
    degrees: float
    replicates: int
    refused: int
    draws: NDArray[np.float64] = field(compare=False)
    drawn: Interval

    def to_json(self) -> dict[str, Any]:
        """Return the pooled estimate as an object."""
        return {
            "point": self.point,
            "interval": self.interval.to_json(),
            "interval_of_draws": self.drawn.to_json(),
            "within": self.within,
            "between": self.between,
            "between_share": self.between_share,
            "degrees_of_freedom": self.degrees,
            "replicates": self.replicates,
            "refused": self.refused,
        }


def pool(estimates: Sequence[Estimate]) -> Pooled:
    """Pool estimates of one total from replicates of linking or imputing.

    Args:
        estimates: One for each replicate, ten or more for a steady between part.

    Returns:
        Rubin's interval on the log of the unseen, and the interval of all draws together, which
        also shows two peaks where the replicates fall into two groups.

    Raises:
        UsageError: Fewer than two replicates have a number.
    """
    kept = [e for e in estimates if e.status != "refused" and e.draws is not None]
    if len(kept) < 2:
        raise UsageError(
            f"{len(kept)} of {len(estimates)} replicates have an estimate; pooling needs two, and "
            f"{_REPLICATES} are better"
        )
    logs, unseen, draws = [], [], []
    for estimate in kept:
        drawn = np.asarray(estimate.draws, dtype=np.float64)
        hidden = np.maximum(drawn - estimate.observed, 0.0)
        logs.append(np.log(np.where(hidden > 0, hidden, 0.1)))
        unseen.append(float(hidden.mean()))
        draws.append(drawn)
    many = len(kept)
    observed = float(np.mean([e.observed for e in kept]))
    within = float(np.mean([log.var(ddof=1) for log in logs]))
    means = np.array([log.mean() for log in logs])
    between = float(means.var(ddof=1))
    extra = (1 + 1 / many) * between
    whole = within + extra
    # Replicates that all say the same leave no between part, and the normal quantile.
    degrees = 1e9
    if extra > 1e-9 * whole:
        degrees = (many - 1) * (1 + within / extra) ** 2
    reach = float(stdtrit(degrees, 0.975)) * np.sqrt(whole)
    ends = observed + np.exp(means.mean() + np.array([-reach, reach]))
    length = min(len(d) for d in draws)
    joined = np.concatenate([d[np.linspace(0, len(d) - 1, length).astype(int)] for d in draws])
    low, high = np.quantile(joined, [0.025, 0.975])
    return Pooled(
        point=observed + float(np.mean(unseen)),
        interval=Interval(float(ends[0]), float(ends[1])),
        within=within,
        between=between,
        between_share=extra / whole if whole > 0 else 0.0,
        degrees=float(degrees),
        replicates=many,
        refused=len(estimates) - many,
        draws=joined,
        drawn=Interval(float(low), float(high)),
    )
