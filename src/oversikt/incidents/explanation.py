"""Why: which comparisons joined an incident's reports, what each weighs, and what its numbers are.

An explanation is words and a chart, made from the same pairs that the clusters were made from.
Victims' names are not in it: traits are told by level, quotes are left to whoever shows claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from oversikt.engine import open_engine
from oversikt.errors import UsageError
from oversikt.incidents.cluster import THRESHOLD
from oversikt.incidents.compare import TRAITS, Weights, levels, shipped, tables
from oversikt.incidents.linking import Linkage
from oversikt.records import Claim, Incident

_BITS = 100
# What each trait is, for those who read its level.
MEANING = {
    "prior": "what two reports start from that are compared at all",
    "words": "per cent of rare words that the two reports share",
    "opening": "the same of headline and first sentences",
    "shared": "bits of evidence in the rare words shared",
    "phrases": "rare words side by side that both have, mostly names",
    "outlet": "whether one outlet published both",
    "days": "days between publications, days between the days told",
    "calendar": "days and weekdays told without a year",
    "place": "how near the places told lie",
    "towns": "the smallest town that the first sentences of both name",
    "killed": "the greatest number killed in each",
    "wounded": "the greatest number wounded in each",
    "cause": "by what it was done",
}


@dataclass(frozen=True, slots=True)
class Joining:
    """Two reports of one incident compared: each trait's level and weight in bits."""

    one: str
    other: str
    prior: float
    traits: tuple[tuple[str, str, float], ...]
    score: float

    def lines(self) -> list[str]:
        """Return the comparison as lines of text, the strongest evidence first."""
        ordered = sorted(self.traits, key=lambda t: (-abs(t[2]), t[0]))
        told = [f"    {name:<10} {level:<20} {bits:+6.2f}" for name, level, bits in ordered]
        return [
            f"  {self.one} — {self.other}: {self.score:+.2f} bits",
            f"    {'prior':<10} {'':<20} {self.prior:+6.2f}",
            *told,
        ]

    def waterfall(self) -> dict[str, Any]:
        """Return the comparison as a Vega-Lite chart: from the prior, step by step, to the score."""
        rows = []
        level = 0.0
        for name, told, bits in (("prior", "", self.prior), *self.traits):
            rows.append({"trait": f"{name} {told}".strip(), "from": level, "to": level + bits})
            level += bits
        rows.append({"trait": "score", "from": 0.0, "to": level})
        bars = {
            "mark": "bar",
            "data": {"values": rows},
            "encoding": {
                "y": {"field": "trait", "type": "nominal", "sort": None, "title": None},
                "x": {"field": "from", "type": "quantitative", "title": "bits for one event"},
                "x2": {"field": "to"},
                "color": {
                    "condition": {"test": "datum.to >= datum.from", "value": "#4c78a8"},
                    "value": "#e45756",
                },
            },
        }
        rule = {
            "mark": "rule",
            "data": {"values": [{"at": THRESHOLD / _BITS}]},
            "encoding": {"x": {"field": "at", "type": "quantitative"}},
        }
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "title": f"{self.one} and {self.other}",
            "layer": [bars, rule],
        }

    def svg(self) -> str:
        """Return the waterfall as SVG, drawn in the process."""
        import vl_convert  # noqa: PLC0415 - 60 MB that only this drawing needs

        return str(vl_convert.vegalite_to_svg(self.waterfall()))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an incident is one, and where its numbers come from."""

    incident: Incident
    claims: Mapping[str, Claim]
    joinings: tuple[Joining, ...]
    weakest: float | None

    def lines(self) -> list[str]:
        """Return the explanation as lines of text."""
        incident = self.incident
        where = incident.place.name if incident.place else "place unknown"
        when = incident.date_start or "date unknown"
        lines = [f"Incident {incident.id}: {where}, {when} ({incident.date_basis})"]
        for measure, tally in incident.counts.items():
            top = " or more" if tally.open else ""
            lines.append(f"  {measure}: {tally.low}–{tally.best}–{tally.high}{top}")
        lines.append(f"  profile {incident.profile}; {incident.sources} independent source(s)")
        lines += [f"    {reason}" for reason in incident.source_reasons]
        lines.append(f"  grade {incident.grade}: {'; '.join(incident.grade_reasons)}")
        lines.append("Claims:")
        for role in incident.claims:
            reason = f": {role.reason}" if role.reason else ""
            lines.append(f"  {role.id} {_told(self.claims.get(role.id))}{role.role}{reason}")
        if self.joinings:
            lines.append("Joined because (bits of evidence; positive speaks for one event):")
            for joining in self.joinings:
                lines += joining.lines()
            lines.append(
                f"It would part if a group's mean fell below {THRESHOLD / _BITS:+.2f} bits"
            )
            if self.weakest is not None:
                lines[-1] += f"; the weakest compared pair stands at {self.weakest:+.2f}."
            lines += [f"  {trait:10} {meaning}" for trait, meaning in MEANING.items()]
        elif len(incident.reports) > 1:
            lines.append("Joined by a person's decision, not by comparison.")
        else:
            lines.append("One report alone tells of it.")
        return lines


def _told(claim: Claim | None) -> str:
    """Return what a claim counts and the report that says so; its words may hold names."""
    if claim is None:
        return ""
    ends = [str(end) for end in (claim.low, claim.high) if end is not None]
    number = "–".join(dict.fromkeys(ends)) or "no number"
    return f"{claim.measure} {claim.quantifier} {number} ({claim.report_id}) "


def explain(linkage: Linkage, incident: str, *, weights: Weights | None = None) -> Explanation:
    """Say why an incident's reports were joined and where its numbers come from.

    Args:
        linkage: What ``trace`` returned.
        incident: The incident's id, or one of its previous ids.
        weights: The weights that the linkage was made with; the shipped ones by default.

    Raises:
        UsageError: When the linkage holds no such incident.
    """
    for candidate in linkage.incidents:
        if incident == candidate.id or incident in candidate.previous_ids:
            return _of(linkage, candidate, weights or shipped())
    raise UsageError(f"incident {incident}: not among these; see oversikt incidents for the ids")


def _of(linkage: Linkage, incident: Incident, weights: Weights) -> Explanation:
    members = {role.id for role in incident.claims}
    inside = [
        position
        for position, mention in enumerate(linkage.mentions)
        if any(claim.id in members for claim in mention.claims)
    ]
    place = {position: k for k, position in enumerate(inside)}
    held = linkage.pairs
    ours = np.isin(held.a, inside) & np.isin(held.b, inside)
    pairs = zip(held.a[ours].tolist(), held.b[ours].tolist(), strict=True)
    joinings = sorted(
        _joinings(linkage, inside, [(place[a], place[b]) for a, b in pairs], weights),
        key=lambda joining: (-joining.score, joining.one, joining.other),
    )
    weakest = min((joining.score for joining in joinings), default=None)
    told = {claim.id: claim for m in inside for claim in linkage.mentions[m].claims}
    return Explanation(incident, told, tuple(joinings), weakest)


def _joinings(
    linkage: Linkage,
    inside: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    weights: Weights,
) -> list[Joining]:
    """Compare an incident's pairs anew, since only their sums were kept."""
    if not pairs:
        return []
    mentions = [linkage.mentions[position] for position in inside]
    held = tables(mentions, linkage.copies)
    held["candidate"] = pa.table(
        {
            "a": pa.array([a for a, _ in pairs], pa.int32()),
            "b": pa.array([b for _, b in pairs], pa.int32()),
        }
    )
    engine = open_engine()
    rows = levels(held, engine).to_pylist()
    engine.close()
    found = []
    for row in rows:
        traits = tuple(
            (trait, row[trait], weights.levels[trait].get(row[trait], 0) / _BITS)
            for trait in TRAITS
        )
        found.append(
            Joining(
                mentions[row["a"]].report.id,
                mentions[row["b"]].report.id,
                weights.prior / _BITS,
                traits,
                (weights.prior + round(sum(bits for _, _, bits in traits) * _BITS)) / _BITS,
            )
        )
    return found
