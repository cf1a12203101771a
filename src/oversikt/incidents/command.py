"""What the commands ``oversikt explain`` and ``oversikt weights`` do with what they are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from oversikt.engine import open_engine
from oversikt.errors import UsageError
from oversikt.incidents.compare import load_weights
from oversikt.incidents.copies import copies
from oversikt.incidents.explanation import explain
from oversikt.incidents.linking import trace
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import Mention, gather
from oversikt.incidents.profiles import load
from oversikt.incidents.rulings import ruled_pairs
from oversikt.incidents.training import train, write
from oversikt.records import Claim, Decision, Report, in_force


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


def learnt(evidence: Evidence) -> str:
    """Return match weights learnt from a record and from what people ruled in it, as TOML.

    Merges and splits teach: every two reports that a person brought together or parted. What they
    learn starts from the weights that the record is linked by, so a few rulings move them little.

    Args:
        evidence: Reports, claims and decisions.

    Raises:
        UsageError: People ruled too little to teach anything.
    """
    engine = open_engine()
    try:
        mentions = gather(evidence.reports, evidence.claims)
        start = load_weights(evidence.weights)
        links = Links(start)
        links.add(mentions, copies(evidence.reports), engine)
        groups = [[mentions[m] for m in group] for group in links.groups()]
        same, differ = (
            _numbered(pairs, mentions)
            for pairs in ruled_pairs(groups, in_force(evidence.decisions))
        )
        weights = train(links.levels(engine, same | differ), same, differ, start)
    finally:
        engine.close()
    note = (
        "Match weights in hundredths of a bit, learnt by oversikt weights from "
        f"{len(evidence.reports)} reports,\n{len(same)} pairs that people ruled to be one event and "
        f"{len(differ)} that they ruled to be two."
    )
    return write(weights, note)


def _numbered(pairs: Iterable[frozenset[str]], mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Return pairs of first claims as pairs of positions, the smaller first."""
    place = {one.claims[0].id: m for m, one in enumerate(mentions)}
    found = [sorted(place[claim] for claim in pair) for pair in pairs]
    return {(one, other) for one, other in found}
