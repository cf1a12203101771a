"""Reconciling: the month's sum from below beside others' totals for a period.

Others' totals are never added in. They are set beside the sum, with the difference and the reasons
for it that can be seen in the record itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from oversikt.records import Claim, Incident, Measure, Tally

_SUMMED: tuple[Measure, ...] = ("killed", "wounded")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One total of others beside the sum of incidents of the same days and country.

    ``difference`` is their figure less our best; positive where they count more. ``reasons`` are
    likely reasons, in the order in which they should be looked at.
    """

    claim: str
    speaker: str | None
    measure: Measure
    date_start: str
    date_end: str
    theirs: int
    ours: Tally
    difference: int
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the row as JSON."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return plain | {"ours": self.ours.to_json(), "reasons": list(self.reasons)}


def reconcile(
    incidents: Sequence[Incident], claims: Iterable[Claim], profile_statuses: Sequence[str] = ()
) -> tuple[Reconciled, ...]:
    """Set others' period totals beside the sums of incidents.

    Args:
        incidents: Incidents under one rule profile.
        claims: All claims; the period totals among them are used.
        profile_statuses: Victims that the profile counts; empty means all.

    Returns:
        One row for each dated period total of killed or wounded, by start, measure and claim.
    """
    rows = []
    for claim in claims:
        if claim.scope != "period" or claim.measure not in _SUMMED:
            continue
        if not (claim.date_start and claim.date_end) or claim.same_as or claim.low is None:
            continue
        if claim.modality == "denied":
            continue
        rows.append(_row(claim, claim.low, incidents, profile_statuses))
    return tuple(sorted(rows, key=lambda r: (r.date_start, r.measure, r.claim)))


def _row(
    claim: Claim, theirs: int, incidents: Sequence[Incident], statuses: Sequence[str]
) -> Reconciled:
    start, end = str(claim.date_start), str(claim.date_end)
    country = claim.place.country if claim.place else None
    within = [
        i
        for i in incidents
        if i.date_start
        and start <= i.date_start <= end
        and (country is None or (i.place is not None and i.place.country == country))
    ]
    ours = Tally(0, 0, 0)
    for incident in within:
        tally = _part(incident, claim)
        if tally is not None:
            ours += tally
    unknown = sum(
        1
        for i in incidents
        if claim.measure in i.counts and (i.date_start is None or (country and i.place is None))
    )
    difference = theirs - ours.best
    speaker = claim.attribution[0].name if claim.attribution else None
    return Reconciled(
        claim.id, speaker, claim.measure, start, end, theirs, ours, difference,
        _reasons(claim, ours, difference, within, unknown, statuses),
    )  # fmt: skip


def _part(incident: Incident, claim: Claim) -> Tally | None:
    if claim.victim_status == "unknown":
        return incident.counts.get(claim.measure)
    parts = incident.killed_by_status if claim.measure == "killed" else incident.wounded_by_status
    return parts.get(claim.victim_status)


def _reasons(
    claim: Claim,
    ours: Tally,
    difference: int,
    within: Sequence[Incident],
    unknown: int,
    statuses: Sequence[str],
) -> tuple[str, ...]:
    reasons = []
    if ours.low <= claim.low <= ours.high if claim.low is not None else False:
        reasons.append("within our range: no disagreement beyond what sources already dispute")
    if difference > 0:
        if not within:
            reasons.append("not covered: no incident of these days and this country is on record")
        if unknown:
            reasons.append(f"{unknown} incident(s) without day or country are not in our sum")
        uncounted = sum(claim.measure not in incident.counts for incident in within)
        if uncounted:
            reasons.append(f"{uncounted} incident(s) of the period name no number")
        if statuses and claim.victim_status == "unknown":
            reasons.append("other scope: the profile counts only " + ", ".join(statuses))
        reasons.append("not covered: deaths that none of the reports read tells singly")
    elif difference < 0:
        if claim.victim_status != "unknown":
            reasons.append(f"other scope: their total is of {claim.victim_status} victims alone")
        if claim.quantifier in ("at_least", "more_than"):
            reasons.append("their figure is a floor, with its top left open")
        reasons.append("double: an event may stand twice among our incidents; see the single ones")
        reasons.append("other scope: their total may leave out places or causes that ours holds")
    return tuple(reasons)
