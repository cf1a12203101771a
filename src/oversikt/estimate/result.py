"""What comes back from an estimate: a number with all that it rests on, or a refusal in words.

Refusing is a result, not an exception. A ``Fit`` is what one model says about one table, an
``Estimate`` what all models asked say together; neither shows its number without its checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from oversikt.estimate.table import CaptureTable

Verdict = Literal["pass", "note", "flag", "refuse"]
Status = Literal["estimate", "flagged", "refused"]
_SEVERITY: dict[Verdict, int] = {"pass": 0, "note": 1, "flag": 2, "refuse": 3}

# The quantiles of the draws that JSON carries; all draws are kept on the object.
_SHARES = (0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at before a number may stand, and what came of it.

    ``verdict`` is ``pass``, ``note`` (worth knowing), ``flag`` (the number must not stand without
    this warning) or ``refuse`` (no number). ``reason`` says it in words for a recorder;
    ``value`` and ``limit`` are the numbers behind it where there are any.
    """

    name: str
    verdict: Verdict
    reason: str
    value: float | None = None
    limit: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the check as an object."""
        return {
            "name": self.name,
            "verdict": self.verdict,
            "reason": self.reason,
            "value": _plain(self.value),
            "limit": _plain(self.limit),
        }


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high`` people, with the share of certainty that the model claims."""

    low: float
    high: float
    level: float = 0.95

    def to_json(self) -> dict[str, float]:
        """Return the interval as an object."""
        return {"low": float(self.low), "high": float(self.high), "level": self.level}


@dataclass(frozen=True)
class Fit:
    """What one model says about one capture table.

    Args:
        model: ``chao``, ``loglinear``, ``graphs``, ``sparse`` or ``latent``.
        observed: People on at least one list.
        assumption: What has to hold for the number to mean something, in one sentence.
        point: Estimated people in all, observed and not; ``None`` where the model refuses.
        interval: The interval at 95 %.
        draws: Draws of the whole number of people, from the posterior or its like; used to add
            up strata and to pool replicates.
        settings: Everything that the numbers depend on besides the table.
        seed: Start of the random numbers; ``None`` where there are none.
        diagnostics: Numbers about the fit: mean, R-hat, effective draws, weights of models.
        checks: What was looked at.
        seconds: Time it took; not part of ``to_json``, which is the same in every run.
    """

    model: str
    observed: int
    assumption: str
    point: float | None = None
    interval: Interval | None = None
    draws: NDArray[np.float64] | None = field(default=None, compare=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    seed: int | None = None
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    @property
    def status(self) -> Status:
        """``refused`` without a number, ``flagged`` with a warning, else ``estimate``."""
        return status_of(self.checks, self.point)

    @property
    def refusal(self) -> str | None:
        """Why there is no number, in words, or ``None``."""
        reasons = [check.reason for check in self.checks if check.verdict == "refuse"]
        return " ".join(reasons) if self.status == "refused" else None

    def checked(self, *checks: Check) -> Self:
        """Return the fit with more checks."""
        return replace(self, checks=self.checks + checks)

    def to_json(self) -> dict[str, Any]:
        """Return the fit as an object, the same for the same table, settings and seed."""
        refused = self.status == "refused"
        quantiles = None
        if self.draws is not None and not refused:
            ends = np.quantile(self.draws, _SHARES)
            quantiles = {f"{s:g}": float(v) for s, v in zip(_SHARES, ends, strict=True)}
        return {
            "model": self.model,
            "status": self.status,
            "observed": self.observed,
            "point": None if refused else _plain(self.point),
            "interval": None if refused or not self.interval else self.interval.to_json(),
            "refusal": self.refusal,
            "assumption": self.assumption,
            "settings": _plain(self.settings),
            "seed": self.seed,
            "quantiles": quantiles,
            "diagnostics": _plain(self.diagnostics),
            "checks": [check.to_json() for check in self.checks],
        }


@dataclass(frozen=True)
class Estimate:
    """What the models asked say about one table, together, or why nothing can be said.

    ``point``, ``interval`` and ``draws`` are those of ``chosen``, the first model in the order of
    ``run`` that gives a number; ``spread`` runs over all models, and always stands beside it.
    A refused estimate has no point, whatever single models say.
    """

    table: CaptureTable
    fits: tuple[Fit, ...]
    checks: tuple[Check, ...]
    chosen: str | None = None
    interrupted: bool = False
    label: str | None = None

    @property
    def observed(self) -> int:
        """People on at least one list."""
        return self.table.observed

    @property
    def model(self) -> str | None:
        """The model whose point and interval stand first."""
        return None if self.status == "refused" else self.chosen

    def fit(self, model: str) -> Fit | None:
        """Return what one model says, or ``None`` where it was not asked."""
        return next((fit for fit in self.fits if fit.model == model), None)

    @property
    def _first(self) -> Fit | None:
        return self.fit(self.chosen) if self.chosen else None

    @property
    def all_checks(self) -> tuple[Check, ...]:
        """The checks of the table, then those of the chosen model."""
        return self.checks + (self._first.checks if self._first else ())

    @property
    def status(self) -> Status:
        """``refused``, ``flagged`` or ``estimate``."""
        return status_of(self.all_checks, self._first.point if self._first else None)

    @property
    def refusal(self) -> str | None:
        """Why there is no number, in words, or ``None``."""
        if self.status != "refused":
            return None
        reasons = [check.reason for check in self.all_checks if check.verdict == "refuse"]
        if not reasons:
            reasons += [f"The {fit.model} model: {fit.refusal}" for fit in self.fits]
        return " ".join(reasons) or "No model was asked that can give a number."

    @property
    def point(self) -> float | None:
        """Estimated people in all, or ``None`` where refused."""
        return self._first.point if self._first and self.status != "refused" else None

    @property
    def interval(self) -> Interval | None:
        """The chosen model's interval at 95 %, or ``None`` where refused."""
        return self._first.interval if self._first and self.status != "refused" else None

    @property
    def draws(self) -> NDArray[np.float64] | None:
        """The chosen model's draws, or ``None`` where refused."""
        return self._first.draws if self._first and self.status != "refused" else None

    @property
    def assumption(self) -> str | None:
        """What has to hold for the number to mean something, in one sentence."""
        return self._first.assumption if self._first else None

    @property
    def spread(self) -> Interval | None:
        """From the lowest to the highest interval end of the models that give a number.

        The Chao bound is a floor and counts only with its point.
        """
        lows, highs = [], []
        for fit in self.fits:
            if fit.status == "refused" or fit.point is None or fit.interval is None:
                continue
            floor = fit.model == "chao"
            lows.append(fit.point if floor else fit.interval.low)
            highs.append(fit.point if floor else fit.interval.high)
        return Interval(min(lows), max(highs)) if lows and self.status != "refused" else None

    def to_json(self) -> dict[str, Any]:
        """Return the estimate as an object, the same for the same table, settings and seed."""
        return {
            "label": self.label,
            "status": self.status,
            "observed": self.observed,
            "point": _plain(self.point),
            "interval": self.interval.to_json() if self.interval else None,
            "spread": self.spread.to_json() if self.spread else None,
            "model": self.model,
            "refusal": self.refusal,
            "assumption": self.assumption,
            "interrupted": self.interrupted,
            "checks": [check.to_json() for check in self.checks],
            "fits": [fit.to_json() for fit in self.fits],
            "capture_table": self.table.to_json(),
        }


def status_of(checks: tuple[Check, ...], point: float | None) -> Status:
    """Return what the gravest check makes of a number."""
    gravest = max((_SEVERITY[check.verdict] for check in checks), default=0)
    if gravest == _SEVERITY["refuse"] or point is None:
        return "refused"
    return "flagged" if gravest == _SEVERITY["flag"] else "estimate"


def _plain(value: Any) -> Any:
    """Turn numpy scalars, arrays and infinities into what JSON can hold."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_plain(inner) for inner in value]
    if isinstance(value, np.integer | np.bool_):
        return value.item()
    if isinstance(value, float | np.floating):
        return float(value) if np.isfinite(value) else None
    return value
