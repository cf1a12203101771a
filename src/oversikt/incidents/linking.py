"""Claims to incidents, the whole stage on one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from oversikt.engine import Engine, open_engine
from oversikt.incidents.compare import Pairs, Weights, shipped
from oversikt.incidents.copies import copies
from oversikt.incidents.figures import Figure
from oversikt.incidents.grades import grade
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import Mention, gather, silent
from oversikt.incidents.parting import sharpness, within
from oversikt.incidents.profiles import Profile
from oversikt.incidents.ranges import by_status, roles, tally
from oversikt.incidents.rulings import (
    Unapplied,
    anchored,
    drop_claims,
    incident_id,
    regroup,
)
from oversikt.incidents.sources import independent
from oversikt.records import (
    INCIDENT_MEASURES,
    Claim,
    ClaimRole,
    DateBasis,
    DatePrecision,
    Decision,
    Incident,
    Measure,
    Place,
    Report,
    Stated,
    Tally,
    in_force,
)


@dataclass(frozen=True, slots=True)
class Linkage:
    """Incidents with what led to them: mentions, compared pairs, groups and copies."""

    incidents: tuple[Incident, ...]
    mentions: tuple[Mention, ...]
    pairs: Pairs
    groups: tuple[tuple[Mention, ...], ...]
    copies: Mapping[str, str]
    unapplied: tuple[Unapplied, ...]


def link(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    profile: Profile,
    decisions: Sequence[Decision] = (),
    weights: Weights | None = None,
) -> tuple[Incident, ...]:
    """Gather claims into incidents and count each under a rule profile.

    The same claims and decisions give the same incidents in any order, process or engine.

    Args:
        reports: The reports that the claims were read from.
        claims: Claims of these reports.
        profile: The rules by which claims become numbers.
        decisions: People's rulings, in the order in which they were made.
        weights: Match weights; the shipped ones by default.

    Returns:
        The incidents, ordered by date and id.
    """
    linkage = trace(reports, claims, profile=profile, decisions=decisions, weights=weights)
    return linkage.incidents


def trace(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    profile: Profile,
    decisions: Sequence[Decision] = (),
    engine: Engine | None = None,
    weights: Weights | None = None,
) -> Linkage:
    """Link as ``link`` does and keep every step, for those who explain or measure it.

    Args:
        reports: The reports that the claims were read from.
        claims: Claims of these reports.
        profile: The rules by which claims become numbers.
        decisions: People's rulings, in the order in which they were made.
        engine: What runs the statements; DuckDB in the process by default.
        weights: Match weights; the shipped ones by default.
    """
    mentions = gather(reports, claims)
    everyone = [*mentions, *silent(reports, mentions)]
    heads = copies(reports)
    links = Links(weights or shipped())
    links.add(everyone, heads, engine or open_engine())
    machine, following = _gathered(links, everyone)
    incidents, lost, groups = derived(machine, following, heads, profile, decisions)
    return Linkage(
        incidents,
        tuple(mentions),
        links.pairs,
        tuple(tuple(group) for group in groups),
        heads,
        lost,
    )


def derived(
    machine: Sequence[Sequence[Mention]],
    following: Mapping[str, Sequence[str]],
    heads: Mapping[str, str],
    profile: Profile,
    decisions: Sequence[Decision],
) -> tuple[tuple[Incident, ...], tuple[Unapplied, ...], list[list[Mention]]]:
    """Apply decisions to groups of mentions and count each.

    Args:
        machine: The groups as the machine formed them.
        following: Reports without claims that follow a group, by its first claim.
        heads: For every report's id the id that its copy group is known by.
        profile: The rules by which claims become numbers.
        decisions: People's rulings, in the order in which they were made.

    Returns:
        The incidents, the decisions that could not be applied, and the groups after decisions.
    """
    valid = in_force(decisions)
    groups, previous, lost = regroup(machine, valid)
    dropped = drop_claims(valid)
    incidents = [_incident(group, heads, profile, dropped, previous) for group in groups]
    incidents = [_followed(i, g, following) for i, g in zip(incidents, groups, strict=True)]
    incidents, late = _set_by_hand(incidents, groups, valid)
    ordered = tuple(sorted(incidents, key=lambda i: (i.date_start or "9999", i.id)))
    return ordered, (*lost, *late), groups


def _gathered(
    links: Links, mentions: Sequence[Mention]
) -> tuple[list[list[Mention]], dict[str, list[str]]]:
    """Return the groups, and the reports without claims by the first claim of what they follow."""
    found = {
        group[0]: sorted((mentions[m] for m in group), key=lambda one: one.key)
        for group in links.groups()
    }
    following: dict[str, list[str]] = {}
    for follower, head in links.followers().items():
        lead = found[head][0].claims[0].id
        following.setdefault(lead, []).append(mentions[follower].report.id)
    return sorted(found.values(), key=lambda group: group[0].key), following


def _incident(
    group: Sequence[Mention],
    heads: Mapping[str, str],
    profile: Profile,
    dropped: Mapping[str, str],
    previous: Mapping[str, tuple[str, ...]],
) -> Incident:
    """Count one group of mentions."""
    first = incident_id(min(group, key=lambda m: m.key).claims[0].id)
    kept = _united([_without(mention, dropped) for mention in group])
    numbers, reasons = independent(kept, heads)
    counts: dict[Measure, Tally] = {}
    standing, superseded = list[Figure](), list[Figure]()
    for measure in INCIDENT_MEASURES:
        total, stands, replaced = tally(kept, numbers, measure, profile, profile.statuses)
        if total is not None:
            counts[measure] = total
        standing += stands
        superseded += replaced
    overtaken = _unharmed(counts, standing)
    superseded += overtaken
    standing = [f for f in standing if all(f.claims != gone.claims for gone in overtaken)]
    parts = [roles(kept, standing, superseded)]
    parts.append(
        [
            ClaimRole(claim.id, "excluded", dropped[claim.id])
            for mention in group
            for claim in mention.claims
            if claim.id in dropped
        ]
    )
    told = {
        measure: by_status(kept, numbers, measure, counts[measure], profile)
        for measure in ("killed", "wounded")
        if measure in counts
    }
    mark, why = grade(kept, len(set(numbers)))
    start, end, precision, basis = _when(group)
    return Incident(
        id=first,
        reports=tuple(dict.fromkeys(mention.report.id for mention in group)),
        claims=tuple(role for some in parts for role in some),
        counts=counts,
        previous_ids=previous.get(first, ()),
        date_start=start,
        date_end=end,
        date_precision=precision,
        date_basis=basis,
        place=_where(group),
        killed_by_status=told.get("killed", {}),
        wounded_by_status=told.get("wounded", {}),
        actor=_stated(kept, "actor"),
        cause=_stated(kept, "cause"),
        sources=len(set(numbers)),
        source_reasons=reasons,
        grade=mark,
        grade_reasons=why,
        profile=profile.name,
    )


def _unharmed(counts: dict[Measure, Tally], standing: Sequence[Figure]) -> list[Figure]:
    """Take out that nobody was harmed, where others count the dead or wounded; return those figures.

    What is said in the first hour ("no casualties") is overtaken and stands beside no toll.
    """
    hurt = counts.get("casualties")
    if hurt is None or hurt.high or not any(t.high for t in counts.values()):
        return []
    del counts["casualties"]
    return [
        replace(f, fate="others count the dead or wounded")
        for f in standing
        if all(c.measure == "casualties" and c.quantifier == "none" for c in f.claims)
    ]


def _followed(
    incident: Incident, group: Sequence[Mention], following: Mapping[str, Sequence[str]]
) -> Incident:
    """Add the reports that tell of the incident without a claim of their own."""
    extra = [r for m in group for c in m.claims for r in following.get(c.id, ())]
    if not extra:
        return incident
    return replace(incident, reports=tuple(dict.fromkeys((*incident.reports, *sorted(extra)))))


def _without(mention: Mention, dropped: Mapping[str, str]) -> Mention:
    if not any(claim.id in dropped for claim in mention.claims):
        return mention
    left = [claim for claim in mention.claims if claim.id not in dropped]
    return replace(mention, claims=left)


def _united(group: Sequence[Mention]) -> list[Mention]:
    """Make one mention of those that are of one report, so that it tells each figure once."""
    by_report: dict[str, Mention] = {}
    for mention in group:
        known = by_report.get(mention.report.id)
        whole = known and replace(known, claims=[*known.claims, *mention.claims])
        by_report[mention.report.id] = whole or mention
    return list(by_report.values())


def _when(
    group: Sequence[Mention],
) -> tuple[str | None, str | None, DatePrecision | None, DateBasis]:
    """Return the days that most mentions' words can mean, of equals the narrowest; else publication.

    A night or a month speaks for every day told within it: one misread day beats no two that agree.
    """
    spans = [(m.first, m.last) for m in group if m.first is not None and m.last is not None]
    if spans:
        first, last = min(
            set(spans),
            key=lambda s: (
                -sum(one[0] <= s[0] and s[1] <= one[1] for one in spans), s[1] - s[0],
                -spans.count(s), s,
            ),
        )  # fmt: skip
        return _iso(first), _iso(last), _precision(last - first), "text"
    days = [m.published for m in group if m.published is not None]
    if days:
        return _iso(min(days)), _iso(min(days)), "week", "published"
    return None, None, None, "none"


def _precision(days: int) -> DatePrecision:
    steps: tuple[tuple[int, DatePrecision], ...] = ((0, "day"), (6, "week"), (30, "month"))
    for most, precision in steps:
        if days <= most:
            return precision
    return "range"


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _where(group: Sequence[Mention]) -> Place | None:
    """Return the place that most mentions can mean, of equals the sharpest.

    A country or province speaks for every place told within it.
    """
    places = [p for m in group if (p := m.spot or m.place) is not None]
    if not places:
        return None

    def votes(one: Place) -> int:
        same = sum((p.geonames_id, p.name) == (one.geonames_id, one.name) for p in places)
        return same + sum(within(one, p) for p in places)

    return min(places, key=lambda p: (-votes(p), sharpness(p), p.name or "", p.phrase))


def _stated(group: Sequence[Mention], name: str) -> tuple[Stated, ...]:
    found: dict[str, list[str]] = {}
    for mention in group:
        for claim in mention.claims:
            if value := getattr(claim, name):
                found.setdefault(value, []).append(claim.id)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Stated(value, tuple(claims)) for value, claims in ordered)


def _set_by_hand(
    incidents: list[Incident], groups: Sequence[Sequence[Mention]], decisions: Sequence[Decision]
) -> tuple[list[Incident], list[Unapplied]]:
    """Apply the places, dates and grades that people set."""
    lost = []
    for decision in decisions:
        if decision.action not in ("place", "date", "grade"):
            continue
        for target in decision.targets:
            position = anchored(groups, target)
            if position is None:
                lost.append(Unapplied(decision, f"no claim of {target} is there any more"))
                continue
            why = f"{decision.action} set by {decision.by}: {decision.reason}"
            changes: dict[str, object] = {}
            if decision.action == "place":
                changes["place"] = Place(**decision.value)
            elif decision.action == "date":
                end = decision.value.get("date_end") or decision.value["date_start"]
                changes = {
                    "date_start": decision.value["date_start"], "date_end": end,
                    "date_precision": decision.value.get("date_precision", "day"),
                    "date_basis": "text",
                }  # fmt: skip
            else:
                changes["grade"] = decision.value
                changes["grade_reasons"] = (*incidents[position].grade_reasons, why)
            incidents[position] = replace(incidents[position], **changes)  # type: ignore[arg-type]  # keys are fields of Incident
    return incidents, lost
