"""What the commands ``oversikt explain`` does with what they are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oversikt.errors import UsageError
from oversikt.incidents.compare import load_weights
from oversikt.incidents.explanation import explain
from oversikt.incidents.linking import trace
from oversikt.incidents.profiles import load
from oversikt.records import Claim, Decision, Report


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a workspace holds that incidents are derived from."""

    reports: Sequence[Report]
    claims: Sequence[Claim]
    decisions: Sequence[Decision] = ()
    profile: str = "minmax"
    weights: str | None = None


def explained(evidence: Evidence, incident: str, chart: Path | None = None) -> list[str]:
    """Return the lines that ``oversikt explain INCIDENT`` prints.

    Args:
        evidence: Reports, claims and decisions.
        incident: The incident's id.
        chart: Where to write the strongest joining as a waterfall chart (SVG), or ``None``.

    Raises:
        UsageError: When there is no such incident, or nothing to draw.
    """
    weights = load_weights(evidence.weights)
    linkage = trace(
        evidence.reports,
        evidence.claims,
        profile=load(evidence.profile),
        decisions=evidence.decisions,
        weights=weights,
    )
    found = explain(linkage, incident, weights=weights)
    if chart is not None:
        if not found.joinings:
            raise UsageError(f"--chart: incident {incident} rests on one report; nothing to draw")
        chart.write_text(found.joinings[0].svg(), "utf-8")
    lost = [
        f"Decision {u.decision.id} ({u.decision.action}) does not apply any more: {u.reason}"
        for u in linkage.unapplied
    ]
    return found.lines() + lost
