"""The latent-class model: people fall into groups that nobody sees, each listed in its own way.

Source: Manrique-Vallier 2016, Biometrics 72:1246-1254; see ``classes`` for the density.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oversikt.estimate import chains as agreement
from oversikt.estimate import classes, moves
from oversikt.estimate.result import Check, Fit, Interval
from oversikt.estimate.table import CaptureTable
from oversikt.estimate.watch import SILENT, Watch

ASSUMPTION = (
    "The population falls into a few groups, unknown to us, and within a group the lists find "
    "people independently of each other; no group is out of reach of all the lists."
)
_R_HAT = 1.01
# The R package draws again whatever passes 20 times the observed; here such draws are kept, and
# a posterior with more than a thousandth of them has no upper end that the data set.
_FAR = 20
_FAR_SHARE = 1e-3
# Iterations from the prior down to the posterior, and then to find the pace. The root of the heat
# goes up evenly: with its logarithm, 8 chains of 128 came late to the main peak of the British
# lists, with the root 1.
_ANNEAL = 500
_SETTLE = 250
# Iterations between two looks at whether to go on: half a second at most, with twenty lists two.
_PART = 250
# Chains cooled from the prior alone agree with each other where they should not: on the men of
# region 1 in Colombia in 1999 all end near 1,411, while half of R's stay near 2,100.
_STARTS = ("prior", "alike", "cells", "hidden")


@dataclass(frozen=True, slots=True)
class Latent:
    """Settings of the latent-class model.

    Args:
        classes: Most classes that people may fall into.
        shape: Shape of the Gamma prior of the concentration.
        rate: Rate of that prior.
        chains: Chains, from starts far apart; counted up to the next eight, which move together.
        effective: Effective draws of log unseen to reach, over all chains.
        length: Iterations of each chain in one round.
        rounds: Most rounds.
    """

    classes: int = 10
    shape: float = 0.25
    rate: float = 0.25
    chains: int = 16
    effective: int = 400
    length: int = 500
    rounds: int = 48


class _Chains:
    """Eight chains that move together: their states, their random numbers, their paces."""

    def __init__(self, table: CaptureTable, settings: Latent, seed: np.random.SeedSequence) -> None:
        self.rng = np.random.default_rng(seed)
        rows = [np.flatnonzero(row) for row in table.matrix]
        self.cells = classes.Cells(
            np.concatenate(rows).astype(np.int64),
            np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64),
            table.counts.astype(np.float64),
            float(table.observed),
        )
        self.prior = (settings.shape, settings.rate)
        self.space = classes.room(settings.classes, len(table.lists), len(table.counts))
        self.pace = np.full(classes.LANES, 0.2)
        self.heats = np.ones((_ANNEAL, classes.LANES))
        breaks = settings.classes - 1
        x = np.empty((breaks + settings.classes * len(table.lists), classes.LANES))
        sizes = np.clip(np.diag(table.overlap) / table.observed, 0.01, 0.99)
        for lane in range(classes.LANES):
            start = _STARTS[lane % len(_STARTS)]
            if start == "prior":
                # The breaks from the prior at its mean concentration of 1, the chances uniform.
                chance = self.rng.random(len(x))
                x[:, lane] = np.log(chance) - np.log1p(-chance)
                self.heats[:, lane] = np.linspace(0.01, 1.0, _ANNEAL) ** 2
                continue
            # Everybody alike, classes each near one cell, or half of the people nearly out of reach
            # of every list: places to which a chain cooled slowly from the prior may never come.
            odds = np.repeat(sizes / (1 - sizes), settings.classes).reshape(len(sizes), -1)
            if start == "cells":
                share = table.counts / table.observed
                near = self.rng.choice(len(share), settings.classes, p=share)
                odds *= np.where(table.matrix[near].T == 1, 10.0, 0.3)
            if start == "hidden":
                odds[:, 0] *= 0.1
            x[:breaks, lane] = 0.0
            noise = 0.1 * self.rng.standard_normal(odds.size)
            x[breaks:, lane] = np.log(odds).ravel() + noise
            self.pace[lane] = 0.02
        self.x = x.ravel()

    def begin(self, first: int, last: int) -> None:
        """Come from the chains' own starts to the posterior, and learn how far to step."""
        heats = (
            self.heats[first:last] if first < _ANNEAL else np.ones((last - first, classes.LANES))
        )
        self.move(heats, adapt=True)

    def move(self, heats: NDArray[np.float64], *, adapt: bool) -> NDArray[np.float64]:
        """Walk on, and return the odds of being unseen, chains × iterations."""
        odds = np.empty((classes.LANES, len(heats)))
        moves.walk(
            self.rng,
            self.x,
            heats,
            self.cells,
            self.prior,
            self.pace,
            adapt,
            odds,
            self.space,
        )
        return odds


def sample(
    table: CaptureTable, settings: Latent, seed: int, watch: Watch = SILENT
) -> NDArray[np.float64]:
    """Draw the number of unseen people, chains × draws.

    Chains go on, round by round, until split R-hat on log unseen is below 1.01 and enough draws
    are effective, or the rounds are used up, or the watch says stop.
    """
    root = np.random.SeedSequence(seed)
    *seeds, last = root.spawn(-(-settings.chains // classes.LANES) + 1)
    moving = [_Chains(table, settings, one) for one in seeds]
    none = np.empty((len(moving) * classes.LANES, 0))
    parts: list[NDArray[np.float64]] = []
    # Threads change only the time: every eight chains have their own random numbers.
    with ThreadPoolExecutor(max_workers=2) as pool:
        for at in range(0, _ANNEAL + _SETTLE, _PART):
            if not watch.step("latent", 0, settings.effective):
                return none
            list(pool.map(partial(_Chains.begin, first=at, last=at + _PART), moving))
        done, going, most = 0.0, True, settings.rounds * settings.length
        drawn = 0
        while going and drawn < most:
            going = watch.step("latent", min(done, settings.effective), settings.effective)
            if not going:
                break
            ones = np.ones((min(_PART, settings.length - drawn % settings.length), classes.LANES))
            walk = partial(_Chains.move, heats=ones, adapt=False)
            parts.append(np.concatenate(list(pool.map(walk, moving))))
            drawn += len(ones)
            if drawn % settings.length == 0:
                logs = np.log(np.concatenate(parts, axis=1))
                done = agreement.effective(logs)
                # More than what is asked for, since the draws of the count add some noise.
                r_hat = agreement.r_hat(logs)
                steady = r_hat < 1.0 + 0.8 * (_R_HAT - 1.0)
                going = not (steady and done > 1.5 * settings.effective)
                # A chain that was late in coming from its start: what was drawn since says so.
                half = len(parts) // 2
                if not steady and agreement.r_hat(logs[:, logs.shape[1] // 2 :]) < r_hat:
                    parts = parts[half:]
    if not parts:
        return none
    odds = np.concatenate(parts, axis=1)
    rng = np.random.default_rng(last)
    # Negative binomial: a Poisson number with a Gamma mean. Beyond 1e15 the sampler ends.
    means = np.minimum(rng.standard_gamma(table.observed, size=odds.shape) * odds, 1e15)
    return rng.poisson(means).astype(np.float64)


def fit(
    table: CaptureTable,
    settings: Latent | None = None,
    seed: int = 0,
    watch: Watch = SILENT,
) -> Fit:
    """Estimate with a mixture of latent classes.

    Args:
        table: Three lists and more; twenty are possible.
        settings: Classes, priors, and how long to go on.
        seed: Start of the random numbers of every chain.
        watch: Told of the progress, and asked whether to go on.

    Returns:
        The fit with its posterior median, flagged or refused where the chains disagree, where
        there are two modes, or where totals without end stay possible.
    """
    settings = settings or Latent()
    n = table.observed
    unseen = sample(table, settings, seed, watch)
    base = Fit("latent", n, ASSUMPTION, settings=asdict(settings), seed=seed)
    if unseen.shape[1] < 100:
        return base.checked(Check("interrupted", "refuse", "Stopped before there were any draws."))
    logs = np.log(unseen + 0.5)
    flat = unseen.ravel()
    low, middle, high = (float(v) for v in np.quantile(flat, [0.025, 0.5, 0.975]))
    diagnostics: dict[str, Any] = {
        "mean": n + float(flat.mean()),
        "r_hat": agreement.r_hat(logs),
        "effective": agreement.effective(logs),
        "draws": int(flat.size),
        "chain_medians": [n + float(v) for v in np.median(unseen, axis=1)],
        "beyond": float(np.mean(flat > _FAR * n)),
        # Small counts are steps, not a curve; peaks among them mean nothing.
        "second_mode": _people(agreement.second_mode(logs.ravel()), n) if middle > 100 else None,
    }
    # Keep every so many draws: 4,000 say all that a quantile needs.
    thin = max(1, flat.size // 4000)
    return Fit(
        "latent",
        n,
        ASSUMPTION,
        point=n + middle,
        interval=Interval(n + low, n + high),
        draws=n + unseen[:, ::thin].ravel(),
        settings=asdict(settings),
        seed=seed,
        diagnostics=diagnostics,
        checks=_checks(diagnostics, settings, n),
    )


def _people(log_unseen: float | None, n: int) -> float | None:
    return None if log_unseen is None else n + float(np.exp(log_unseen))


def _checks(found: dict[str, Any], settings: Latent, n: int) -> tuple[Check, ...]:
    medians = found["chain_medians"]
    r_hat, effective = found["r_hat"], found["effective"]
    checks = []
    if r_hat < _R_HAT:
        checks.append(
            Check("r_hat", "pass", "All chains tell the same story.", r_hat, _R_HAT),
        )
    else:
        # Chains that are merely slow are flagged; chains in different places give no number.
        apart = r_hat > 1.1
        checks.append(
            Check(
                "r_hat",
                "refuse" if apart else "flag",
                f"{settings.chains} independent runs on the same lists do not agree: their middle "
                f"values go from {min(medians):,.0f} to {max(medians):,.0f}.",
                r_hat,
                _R_HAT,
            )
        )
    enough = effective >= min(settings.effective, 400)
    checks.append(
        Check(
            "effective",
            "pass" if enough else "flag",
            "There are enough independent draws."
            if enough
            else "There are too few independent draws for steady interval ends.",
            effective,
            400,
        )
    )
    bounded = found["beyond"] < _FAR_SHARE
    checks.append(
        Check(
            "edge",
            "pass" if bounded else "refuse",
            "The lists set an upper end to the number of unlisted people."
            if bounded
            else f"The lists set no upper end: totals beyond {_FAR * n:,} people stay possible, "
            "so any number would come from a bound that somebody chose.",
            found["beyond"],
            _FAR_SHARE,
        )
    )
    second = found["second_mode"]
    checks.append(
        Check(
            "second_mode",
            "pass" if second is None else "flag",
            "The draws have one peak."
            if second is None
            else "Two different totals explain the lists about as well; the second is near "
            f"{second:,.0f}.",
            second,
        )
    )
    return tuple(checks)
