"""What one report says of one event: its claims gathered, with what tells the event apart.

A report may tell several events, and an event is told by many reports. The mention between them
is what is compared. Claims go to one mention unless their own words set them apart: another day,
another place. What no words date or place goes with what was told just before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt

from oversikt.incidents.words import bits_of, name_words
from oversikt.records import INCIDENT_MEASURES, Claim, Measure, Place, Report

# A figure for one street of a city and one for the city itself are one place; two towns are not.
# GeoNames' coordinates of neighbouring towns lie about 15 km apart in the median.
SAME_PLACE_KM = 20.0
EXACT_PLACE = 3
LEAD = 3000
EARTH_KM = 6371.0


@dataclass(slots=True)
class Mention:
    """What one report says of one event.

    ``first`` and ``last`` are proleptic ordinals of the days that words of the text give, both
    ``None`` where none do. ``published`` is the ordinal of the day of publication. ``words``
    holds the bits of evidence of each rare word.
    """

    report: Report
    claims: list[Claim]
    first: int | None = None
    last: int | None = None
    published: int | None = None
    place: Place | None = None
    words: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Order of mentions: by publication, report, and where in the report it starts."""
        lead = self.claims[0]
        return (self.report.published or "9999", self.report.id, lead.start, lead.id)

    def greatest(self, *measures: Measure) -> int | None:
        """Return the greatest number that an asserted claim names for one of the measures."""
        numbers = [
            number
            for claim in self.claims
            if claim.measure in measures and claim.modality == "asserted"
            for number in (claim.low, claim.high)
            if number is not None and claim.quantifier != "magnitude"
        ]
        return max(numbers, default=None)

    def stated(self, name: str) -> str | None:
        """Return the value of ``actor`` or ``cause`` that most claims state, or ``None``."""
        values = [value for claim in self.claims if (value := getattr(claim, name))]
        return min(values, key=lambda v: (-values.count(v), v)) if values else None


def countable(claim: Claim) -> bool:
    """Say whether a claim can be about one incident.

    Totals over a period and stocks never enter an incident, nor does what is only forecast;
    movements of people, armed strength and areas are other tables.
    """
    return (
        claim.scope == "incident"
        and claim.modality != "forecast"
        and claim.measure in INCIDENT_MEASURES
        and claim.unit == "person"
    )


def gather(reports: Iterable[Report], claims: Iterable[Claim]) -> list[Mention]:
    """Gather claims into mentions.

    Args:
        reports: The reports that the claims were read from, in any order.
        claims: Claims, in any order; those that cannot be about an incident are left out.

    Returns:
        The mentions, ordered by publication, report and position.
    """
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        if countable(claim):
            by_report.setdefault(claim.report_id, []).append(claim)
    known = {report.id: report for report in reports}
    mentions = [
        mention
        for report_id in sorted(by_report)
        if report_id in known
        for mention in split(known[report_id], by_report[report_id])
    ]
    return sorted(mentions, key=lambda mention: mention.key)


def split(report: Report, claims: Sequence[Claim]) -> list[Mention]:
    """Part the claims of one report by the days and places that their own words give."""
    day = _ordinal(report.published)
    mentions: list[Mention] = []
    home: dict[str, Mention] = {}
    ordered = sorted(claims, key=lambda c: (c.field != "title", c.start, c.end, c.id))
    for claim in ordered:
        mention = home.get(claim.part_of or claim.same_as or "")
        if mention is None:
            mention = next((m for m in reversed(mentions) if _fits(claim, m)), None)
        if mention is None:
            mention = Mention(report, [], published=day)
            mentions.append(mention)
        _take(mention, claim)
        home[claim.id] = mention
    for mention in mentions:
        mention.words = bits_of(_context(mention, alone=len(mentions) == 1))
        mention.names = frozenset(
            word
            for claim in mention.claims
            for start, end in claim.victim_names
            for word in name_words(_field(report, claim)[start:end])
        )
    return mentions


def _fits(claim: Claim, mention: Mention) -> bool:
    if claim.date_start and claim.date_end and mention.first is not None and mention.last:
        first, last = _days(claim)
        if first > mention.last or last < mention.first:
            return False
    return claim.place is None or mention.place is None or near(claim.place, mention.place)


def _take(mention: Mention, claim: Claim) -> None:
    mention.claims.append(claim)
    if claim.date_start and claim.date_end:
        first, last = _days(claim)
        if mention.first is None or mention.last is None:
            mention.first, mention.last = first, last
        elif first <= mention.last and last >= mention.first:
            mention.first, mention.last = max(first, mention.first), min(last, mention.last)
    if claim.place is not None and (mention.place is None or _sharper(claim.place, mention.place)):
        mention.place = claim.place


def _days(claim: Claim) -> tuple[int, int]:
    first, last = _ordinal(claim.date_start), _ordinal(claim.date_end)
    if first is None or last is None:
        raise ValueError(f"claim {claim.id}: date_start and date_end must be ISO days")
    return first, last


def _ordinal(when: str | None) -> int | None:
    try:
        return date.fromisoformat(when[:10]).toordinal() if when else None
    except ValueError:
        return None


def _field(report: Report, claim: Claim) -> str:
    return (report.title or "") if claim.field == "title" else report.text


def _context(mention: Mention, *, alone: bool) -> str:
    """Return the words that tell the event: the whole lead, or only the paragraphs it stands in."""
    report = mention.report
    if alone:
        return f"{report.title or ''}\n{report.text[:LEAD]}"
    parts = []
    seen = set()
    for claim in mention.claims:
        text = _field(report, claim)
        start = text.rfind("\n\n", 0, claim.start) + 1
        end = text.find("\n\n", claim.end)
        paragraph = text[start : end if end >= 0 else len(text)][:LEAD]
        if paragraph not in seen:
            seen.add(paragraph)
            parts.append(paragraph)
    return "\n".join(parts)


def _sharper(one: Place, other: Place) -> bool:
    return (one.precision or 9) < (other.precision or 9)


def near(one: Place, other: Place) -> bool:
    """Say whether two places can be the same: one holds the other, or they lie close."""
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    sharp = (one.precision or 9) <= EXACT_PLACE and (other.precision or 9) <= EXACT_PLACE
    if sharp and None not in (one.lat, one.lon, other.lat, other.lon):
        return kilometres(one, other) <= SAME_PLACE_KM
    if one.admin1 and other.admin1:
        return one.admin1 == other.admin1
    return True


def kilometres(one: Place, other: Place) -> float:
    """Return the great-circle distance of two places that have coordinates, in kilometres.

    Source: the haversine formula, R. W. Sinnott, Sky and Telescope 68 (1984), 159.
    """
    lat, lon = radians(one.lat or 0.0), radians(one.lon or 0.0)
    to_lat, to_lon = radians(other.lat or 0.0), radians(other.lon or 0.0)
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
