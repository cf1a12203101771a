"""What one report says of one event: its claims gathered, with what tells the event apart.

A report may tell several events, and an event is told by many reports. The mention between them
is what is compared. Claims go to one mention unless their own words set them apart: another day,
another place. What no words date or place goes with what was told just before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from oversikt.incidents.almanac import Named, day_of_year, named, weekday
from oversikt.incidents.instants import instant
from oversikt.incidents.parting import (
    EXACT_PLACE,
    Held,
    apart,
    days,
    figures,
    ordinal,
    sharpness,
    within,
)
from oversikt.incidents.towns import Town, towns
from oversikt.incidents.words import bits_of, name_words, phrases, spoken, words
from oversikt.records import INCIDENT_MEASURES, Claim, Measure, Place, Report

# A claim that its reader gives less than this is more often wrong than right: it opens no mention
# and counts only where a report holds nothing better.
CREDIBLE = 0.3
OPENING = 0.7
# Least share of a country among a report's places; below it lie misread surnames and streets.
FOREIGN = 0.34
COARSE = 0.5
LEAD = 3000
# The headline and the first sentences, which in news and posts tell the event and little else.
OPENED = 900
# Longer stretches of time tell no day.
A_MONTH = 31


@dataclass(slots=True)
class Mention:
    """What one report says of one event.

    ``first`` and ``last`` are proleptic ordinals of the days that words of the text give, both
    ``None`` where none do. ``published`` is the ordinal of the day of publication. ``words``
    holds the bits of evidence of each rare word. ``place`` is what mentions are compared by, ``spot``
    what is told to lie in it, if that is a country or province.
    """

    report: Report
    claims: list[Claim]
    first: int | None = None
    last: int | None = None
    published: int | None = None
    place: Place | None = None
    spot: Place | None = None
    words: Mapping[str, int] = field(default_factory=dict)
    opening: frozenset[str] = frozenset()
    language: str | None = None
    names: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    named: Named = field(default_factory=Named)
    towns: Mapping[int, Town] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Order of mentions: by publication, report, and where in the report it starts."""
        start, lead = (self.claims[0].start, self.claims[0].id) if self.claims else (0, "")
        return (instant(self.report.published) or "9999", self.report.id, start, lead)

    def greatest(self, *measures: Measure) -> int | None:
        """Return the greatest number that an asserted claim names for one of the measures."""
        return max((n for c in self._asserted(*measures) for n in figures(c)), default=None)

    def least(self, *measures: Measure) -> int | None:
        """Return the least such number that is of no part: a toll that rose, or of another speaker."""
        whole = (c for c in self._asserted(*measures) if c.part_of is None)
        return min((n for c in whole for n in figures(c)), default=None)

    def _asserted(self, *measures: Measure) -> Iterator[Claim]:
        for claim in self.claims:
            told = claim.modality == "asserted" and claim.quantifier != "magnitude"
            if told and claim.measure in measures:
                yield claim

    @property
    def moments(self) -> frozenset[int]:
        """Days, as ordinals, on which the event may have been.

        Those that the claims' words give, else all dates that the text names, else the day of
        publication and the one before it.
        """
        if self.first is not None and self.last is not None and self.last - self.first < A_MONTH:
            return frozenset(range(self.first, self.last + 1))
        if self.named.dates:
            return self.named.dates
        return frozenset(self._reported)

    @property
    def moment(self) -> int | None:
        """The day, as an ordinal, that the report stands at: its own, else the latest it tells."""
        if self.published is not None or not self.moments:
            return self.published
        return max(self.moments)

    @property
    def _reported(self) -> tuple[int, ...]:
        return () if self.published is None else (self.published - 1, self.published)

    @property
    def dated(self) -> bool:
        """Whether words of the text date the event."""
        return self.first is not None or bool(self.named.dates)

    @property
    def days(self) -> frozenset[int]:
        """Days of the year that the event may have been on, as ``almanac.Named.days``."""
        return self.named.days or frozenset(day_of_year(day) for day in self._reported)

    @property
    def weekdays(self) -> frozenset[int]:
        """Weekdays that the event may have been on, as ``almanac.Named.weekdays``."""
        return self.named.weekdays or frozenset(weekday(day) for day in self._reported)

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


def silent(reports: Iterable[Report], mentions: Iterable[Mention]) -> list[Mention]:
    """Return the reports that have no mention, as mentions without claims, ordered as mentions are.

    They tell of no harm that was read, but may follow an event that others tell of.
    """
    told = {mention.report.id for mention in mentions}
    found = []
    for report in reports:
        if report.id not in told:
            context = f"{report.title or ''}\n{report.text[:LEAD]}"
            mention = Mention(report, [], published=ordinal(report.published))
            mention.language = spoken(report)
            _tell(mention, context)
            found.append(mention)
    return sorted(found, key=lambda mention: mention.key)


def split(report: Report, claims: Sequence[Claim]) -> list[Mention]:
    """Part the claims of one report by the days and places that their own words give.

    The reader's doubtful claims open no mention, and a place in a country that hardly any claim
    of the report names is taken for a misreading: both would make events out of nothing.
    """
    day = ordinal(report.published)
    lands = _countries(claims)
    language = spoken(report)
    # A town's name is evidence of place and would count twice: as a place and as a name.
    places = frozenset(p for c in claims if c.place for p in phrases(c.place.phrase))
    events: list[Held] = []
    home: dict[str, Held] = {}
    ordered = sorted(claims, key=lambda c: (c.field != "title", c.start, c.end, c.id))
    opening = [c for c in ordered if c.confidence >= CREDIBLE] or ordered[:1]
    doubtful = [c for c in ordered if c not in opening]
    for claim in opening + doubtful:
        place = claim.place if claim.place and _credible(claim.place, lands) else None
        event = home.get(claim.part_of or claim.same_as or "")
        if event is None and events:
            fitting = (e for e in reversed(events) if not apart(report, claim, place, e, ordered))
            event = next(fitting, None)
            if event is None and claim.confidence < OPENING:
                event = events[0]
        if event is None:
            event = Held()
            events.append(event)
        event.take(claim, place)
        home[claim.id] = event
    mentions = [Mention(report, event.claims, published=day) for event in events]
    for mention in mentions:
        mention.claims.sort(key=lambda c: (c.field != "title", c.start, c.end, c.id))
        mention.place, mention.spot = _voted(mention, lands)
        mention.first, mention.last = _dated(mention)
        mention.language = language
        _tell(mention, _context(mention, lead=mention is mentions[0]))
        mention.phrases -= places
        mention.names = frozenset(
            word
            for claim in mention.claims
            for start, end in claim.victim_names
            for word in name_words(_field(report, claim)[start:end])
        )
    return mentions


def _countries(claims: Sequence[Claim]) -> Mapping[str, float]:
    """Return the share of each country in what the claims name, weighed by confidence."""
    weight: dict[str, float] = {}
    for claim in claims:
        if claim.place and claim.place.country:
            country = claim.place.country
            weight[country] = weight.get(country, 0.0) + claim.confidence
    total = sum(weight.values())
    return {country: one / total for country, one in weight.items()} if total else {}


def _credible(place: Place, lands: Mapping[str, float]) -> bool:
    return place.country is None or lands.get(place.country, 0.0) >= FOREIGN


def _voted(mention: Mention, lands: Mapping[str, float]) -> tuple[Place | None, Place | None]:
    """Return the place that most of the claims' confidence names, of equals that of the greatest toll;
    and the innermost told in it: the headline says "Niger", the text in which village.
    """
    votes: dict[tuple[object, ...], float] = {}
    tolls: dict[tuple[object, ...], int] = {}
    sharpest: dict[tuple[object, ...], Place] = {}
    for claim in mention.claims:
        place = claim.place
        if place is None or not _credible(place, lands):
            continue
        key = (place.geonames_id, place.name, place.admin1)
        weight = claim.confidence * (1.0 if (place.precision or 9) <= EXACT_PLACE else COARSE)
        votes[key] = votes.get(key, 0.0) + weight
        tolls[key] = max(tolls.get(key, 0), *figures(claim), 0)
        held = sharpest.get(key, place)
        sharpest[key] = min(held, place, key=lambda p: (sharpness(p), p.phrase))
    if not votes:
        return None, None
    ranked = sorted(votes, key=lambda k: (-round(votes[k], 6), -tolls[k], str(k)))
    places = [sharpest[key] for key in ranked]
    most = places[0]
    parts = [one for one in places if most.listed and one.beside(most)]
    if len(parts) == 1:  # the headline names the town, the text its quarter
        return parts[0], parts[0]
    spot = most
    while inner := next((one for one in places if within(one, spot)), None):
        lies = replace(inner, admin1=spot.admin1, admin1_name=spot.admin1_name)
        spot = inner if inner.admin1 else lies
    return most, spot


def _dated(mention: Mention) -> tuple[int | None, int | None]:
    """Return the days that most of the claims' confidence names; of equals, and within, the narrower."""
    votes: dict[tuple[int, int], float] = {}
    for claim in mention.claims:
        if claim.date_start and claim.date_end:
            told = days(claim)
            votes[told] = votes.get(told, 0.0) + claim.confidence
    if not votes:
        return None, None
    most = min(votes, key=lambda d: (-round(votes[d], 6), d[1] - d[0], d))
    # "in June" and "overnight" hold the day that other words tell
    inside = [d for d in votes if most[0] <= d[0] and d[1] <= most[1]]
    return min(inside, key=lambda d: (d[1] - d[0], -round(votes[d], 6), d))


def _field(report: Report, claim: Claim) -> str:
    return (report.title or "") if claim.field == "title" else report.text


def _context(mention: Mention, *, lead: bool) -> str:
    """Return the words that tell the event: title and lead, or the paragraphs of a later one."""
    report = mention.report
    if lead:
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


def _tell(mention: Mention, context: str) -> None:
    """Fill what the words of a mention tell it by."""
    mention.words = bits_of(context)
    mention.opening = frozenset(mention.words.keys() & set(words(context[:OPENED])))
    mention.phrases = phrases(context)
    mention.named = named(context[:OPENED])
    country = mention.place.country if mention.place else None
    mention.towns = towns(context[:OPENED], mention.language, country)
