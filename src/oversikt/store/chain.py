"""Decisions as a chain: each names the digest of the one before, so none can change unseen."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from oversikt.records import Decision

START = "0" * 64


def link(decision: Decision, previous: str) -> str:
    """Return the digest of a decision and all before it.

    Args:
        decision: Its ``id`` is passed over; everything else goes in.
        previous: Digest of the decision before, or ``START``.
    """
    content = [
        previous,
        decision.action,
        list(decision.targets),
        decision.value,
        decision.by,
        decision.at,
        decision.reason,
    ]
    line = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def breaks(chained: Iterable[tuple[Decision, str]]) -> list[str]:
    """Return one sentence for each decision that does not follow from the one before it.

    Args:
        chained: Decisions in order, each with the digest that it names as the one before.
    """
    found = []
    last = START
    for number, (decision, previous) in enumerate(chained, 1):
        if previous != last:
            found.append(f"decision {number} does not follow the one before: one is missing")
        if decision.id != link(decision, previous):
            found.append(f"decision {number} ({decision.id[:12]}) was changed after it was made")
        last = decision.id
    return found


def row_of(decision: Decision, previous: str, number: int) -> dict[str, Any]:
    """Return a decision as its table holds it."""
    return {
        "number": number,
        "id": decision.id,
        "previous": previous,
        "action": decision.action,
        "targets": json.dumps(decision.targets),
        "value": json.dumps(decision.value, sort_keys=True),
        "by": decision.by,
        "at": decision.at,
        "reason": decision.reason,
    }


def decision_of(row: Row[Any]) -> tuple[Decision, str]:
    """Return the decision of a row, and the digest that it names as the one before."""
    decision = Decision(
        id=row.id,
        action=row.action,
        targets=tuple(json.loads(row.targets)),
        value=json.loads(row.value),
        by=row.by,
        at=row.at,
        reason=row.reason,
    )
    return decision, row.previous
