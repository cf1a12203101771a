"""Estimates of strata as they stand beside the overview's rows, refusals too."""

from collections.abc import Mapping, Sequence
from typing import Any

from oversikt.errors import UsageError
from oversikt.estimate.linkages import OverLinkages
from oversikt.estimate.result import Estimate
from oversikt.lists import Declaration, independent
from oversikt.records import VICTIM_STATUSES, VictimStatus
from oversikt.records import Estimate as Beside

ROWS = (("month", "country"), ("month", "admin1"), ("month", "country", "admin1"))
"""What strata must be made of to be rows of the overview."""


def status_of(declared: Mapping[str, Declaration]) -> VictimStatus | None:
    """Return whose deaths lists say they hold, ``None`` for everybody's.

    Raises:
        UsageError: They differ, or a status is none that the overview knows.
    """
    told = {one.status for one in declared.values()}
    if len(told) > 1:
        words = "; ".join(f"{one.name}: {one.status or 'all'}" for one in declared.values())
        raise UsageError(f"these lists hold people of different status ({words})")
    status = told.pop() if told else None
    if status is not None and status not in VICTIM_STATUSES:
        raise UsageError(f"status {status!r} is unknown; use {', '.join(VICTIM_STATUSES)}")
    return status


def rows_of(by: Sequence[str], declared: Mapping[str, Declaration]) -> VictimStatus | None:
    """Check that strata can be rows of the overview, and return their victims' status.

    Raises:
        UsageError: The strata are no rows of the overview, or the lists differ in status.
    """
    if tuple(by) not in ROWS:
        ways = " or ".join(",".join(way) for way in ROWS)
        raise UsageError(f"to stand beside the overview, strata are made by {ways}")
    return status_of(declared)


def beside(
    found: OverLinkages, declared: Mapping[str, Declaration], by: Sequence[str]
) -> tuple[Beside, ...]:
    """Return estimates of strata as the overview shows them, pooled over linkages where drawn.

    Args:
        found: Estimates from linked lists.
        declared: What was said of the lists.
        by: What the strata were made of, one of ``ROWS``.

    Raises:
        UsageError: The strata are no rows of the overview, or the lists differ in status.
    """
    status = rows_of(by, declared)
    lists = tuple(sorted(set(independent(declared).values())))
    rows = []
    for name, estimate in found.strata.estimates.items():
        where = dict(zip(by, name.split(", "), strict=True))
        known = {key: None if value == "unknown" else value for key, value in where.items()}
        admin1 = known.get("admin1")
        country = known.get("country") or (admin1.split("-")[0] if admin1 else None)
        rows.append(
            Beside(
                month=known["month"],
                country=country,
                admin1=admin1,
                victim_status=status,
                lists=lists,
                observed=estimate.observed,
                **_numbers(found, name, estimate),
            )
        )
    return tuple(rows)


def _numbers(found: OverLinkages, name: str, estimate: Estimate) -> dict[str, Any]:
    if estimate.status == "refused" or name in found.unpooled:
        reason = estimate.refusal or f"With other linkages, {found.unpooled.get(name)}"
        return {"status": "refused", "reason": reason}
    pooled = found.pooled.get(name)
    point = pooled.point if pooled else estimate.point
    interval = pooled.interval if pooled else estimate.interval
    spread = estimate.spread
    checks = (*found.notes, *estimate.all_checks)
    flags = tuple(check.reason for check in checks if check.verdict == "flag")
    ends = [end for one in (interval, spread) if one for end in (one.low, one.high)]
    return {
        "status": "flagged" if flags else estimate.status,
        "point": round(point) if point is not None else None,
        "low": round(interval.low) if interval else None,
        "high": round(interval.high) if interval else None,
        "all_low": round(min(ends)) if ends else None,
        "all_high": round(max(ends)) if ends else None,
        "model": estimate.model,
        "assumption": estimate.assumption,
        "warnings": flags,
    }
