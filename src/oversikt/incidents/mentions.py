"""What one report says of one event: its claims gathered, with what tells the event apart.

A report may tell several events, and an event is told by many reports. The mention between them
is what is compared. Claims go to one mention unless their own words set them apart: another day,
another place. What no words date or place goes with what was told just before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from oversikt.distance import kilometres
from oversikt.incidents.almanac import Named, day_of_year, named, weekday
from oversikt.incidents.towns import Size, towns
from oversikt.incidents.words import bits_of, name_words, phrases, spoken, words
from oversikt.records import INCIDENT_MEASURES, Claim, Measure, Place, Report

# A figure for one street of a city and one for the city itself are one place; two towns are not.
# GeoNames' coordinates of neighbouring towns lie about 15 km apart in the median.
SAME_PLACE_KM = 20.0
EXACT_PLACE = 3
# A claim that its reader gives less than this is more often wrong than right: it opens no mention
# and counts only where a report holds nothing better.
CREDIBLE = 0.3
OPENING = 0.7
# Least share of a country among a report's places; below it lie misread surnames and streets.
FOREIGN = 0.34
COARSE = 0.5
# Days between two events that one report tells of one place.
ANOTHER_TIME = 14
# Characters around a claim in which its own sentence names a place.
REACH = 60
# A night's event is told under two dates.
SLACK = 1
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
    holds the bits of evidence of each rare word.
    """

    report: Report
    claims: list[Claim]
    first: int | None = None
    last: int | None = None
    published: int | None = None
    place: Place | None = None
    words: Mapping[str, int] = field(default_factory=dict)
    opening: frozenset[str] = frozenset()
    language: str | None = None
    names: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    named: Named = field(default_factory=Named)
    towns: Mapping[int, Size] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Order of mentions: by publication, report, and where in the report it starts."""
        start, lead = (self.claims[0].start, self.claims[0].id) if self.claims else (0, "")
        return (self.report.published or "9999", self.report.id, start, lead)

    def greatest(self, *measures: Measure) -> int | None:
        """Return the greatest number that an asserted claim names for one of the measures."""
        return max((n for c in self._asserted(*measures) for n in _figures(c)), default=None)

    def least(self, *measures: Measure) -> int | None:
        """Return the least such number that is of no part: a toll that rose, or of another speaker."""
        whole = (c for c in self._asserted(*measures) if c.part_of is None)
        return min((n for c in whole for n in _figures(c)), default=None)

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
            mention = Mention(report, [], published=_ordinal(report.published))
            mention.language = spoken(report)
            _tell(mention, context)
            found.append(mention)
    return sorted(found, key=lambda mention: mention.key)


def split(report: Report, claims: Sequence[Claim]) -> list[Mention]:
    """Part the claims of one report by the days and places that their own words give.

    The reader's doubtful claims open no mention, and a place in a country that hardly any claim
    of the report names is taken for a misreading: both would make events out of nothing.
    """
    day = _ordinal(report.published)
    lands = _countries(claims)
    language = spoken(report)
    # A town's name is evidence of place and would count twice: as a place and as a name.
    places = frozenset(p for c in claims if c.place for p in phrases(c.place.phrase))
    mentions: list[Mention] = []
    home: dict[str, Mention] = {}
    ordered = sorted(claims, key=lambda c: (c.field != "title", c.start, c.end, c.id))
    opening = [c for c in ordered if c.confidence >= CREDIBLE] or ordered[:1]
    doubtful = [c for c in ordered if c not in opening]
    for claim in opening + doubtful:
        place = claim.place if claim.place and _credible(claim.place, lands) else None
        mention = home.get(claim.part_of or claim.same_as or "")
        if mention is None and mentions:
            fitting = (m for m in reversed(mentions) if not _apart(report, claim, place, m))
            mention = next(fitting, None)
            if mention is None and claim.confidence < OPENING:
                mention = mentions[0]
        if mention is None:
            mention = Mention(report, [], published=day)
            mentions.append(mention)
        _take(mention, claim, place)
        home[claim.id] = mention
    for mention in mentions:
        mention.claims.sort(key=lambda c: (c.field != "title", c.start, c.end, c.id))
        mention.place = _voted(mention, lands)
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


def _voted(mention: Mention, lands: Mapping[str, float]) -> Place | None:
    """Return the place that most of the claims' confidence names; of equals the sharper."""
    votes: dict[tuple[object, ...], float] = {}
    sharpest: dict[tuple[object, ...], Place] = {}
    for claim in mention.claims:
        place = claim.place
        if place is None or not _credible(place, lands):
            continue
        key = (place.geonames_id, place.name, place.admin1)
        weight = claim.confidence * (1.0 if (place.precision or 9) <= EXACT_PLACE else COARSE)
        votes[key] = votes.get(key, 0.0) + weight
        held = sharpest.get(key)
        if held is None or (place.precision or 9, place.phrase) < (
            held.precision or 9,
            held.phrase,
        ):
            sharpest[key] = place
    if not votes:
        return None
    most = sharpest[min(votes, key=lambda k: (-round(votes[k], 6), str(k)))]
    parts = [one for one in sharpest.values() if most.listed and one.beside(most)]
    return (
        parts[0] if len(parts) == 1 else most
    )  # the headline names the town, the text its quarter


def _dated(mention: Mention) -> tuple[int | None, int | None]:
    """Return the days that most of the claims' confidence names; of equals, and within, the narrower."""
    votes: dict[tuple[int, int], float] = {}
    for claim in mention.claims:
        if claim.date_start and claim.date_end:
            days = _days(claim)
            votes[days] = votes.get(days, 0.0) + claim.confidence
    if not votes:
        return None, None
    most = min(votes, key=lambda d: (-round(votes[d], 6), d[1] - d[0], d))
    # "in June" and "overnight" hold the day that other words tell
    within = [d for d in votes if most[0] <= d[0] and d[1] <= most[1]]
    return min(within, key=lambda d: (d[1] - d[0], -round(votes[d], 6), d))


def _apart(report: Report, claim: Claim, place: Place | None, mention: Mention) -> bool:
    """Say whether a claim's own words set it apart from what was told before.

    Days of arrest and of trial, and surnames read as towns, stand in most reports of one event;
    hence another day alone must lie a fortnight off, and another town must be named in the
    claim's own sentence, with a figure that was not told before, in the same country and out of the
    first one's reach.
    """
    gap = 0
    if claim.date_start and claim.date_end and mention.first is not None and mention.last:
        first, last = _days(claim)
        gap = max(first - mention.last, mention.first - last, 0)
    if gap >= ANOTHER_TIME:
        return True
    if place is None or mention.place is None or near(place, mention.place):
        return False
    if place.country != mention.place.country and gap == 0:
        return False
    if not _figures(claim) - {
        n for c in mention.claims if c.measure == claim.measure for n in _figures(c)
    }:
        return False
    told = next((c for c in mention.claims if c.place and near(c.place, mention.place)), None)
    both_named = told is not None and _named_here(report, told, mention.place)
    return both_named and _named_here(report, claim, place)


def _figures(claim: Claim) -> set[int]:
    return {number for number in (claim.low, claim.high) if number is not None}


def _named_here(report: Report, claim: Claim, place: Place) -> bool:
    """Say whether the claim's sentence names the place, and not as part of a longer name."""
    text = _field(report, claim)
    start = max(text.rfind(mark, 0, claim.start) for mark in (". ", "\n", "؟ ", "! "))
    found = text.find(place.phrase, max(0, start), claim.end + REACH)
    if found < 0:
        return False
    before = text[max(0, found - REACH) : found].rstrip(" ")
    head, _, word = before.rpartition(" ")
    opens = not head.strip() or head.rstrip()[-1] in ".!?:;\n" or "\n" in word
    after = text[found + len(place.phrase) : found + len(place.phrase) + REACH]
    within_name = word[:1].isupper() and not opens
    return not within_name and not (after[:1] == " " and after[1:2].isupper())


def _take(mention: Mention, claim: Claim, place: Place | None) -> None:
    mention.claims.append(claim)
    if claim.date_start and claim.date_end:
        first, last = _days(claim)
        if mention.first is None or mention.last is None:
            mention.first, mention.last = first, last
        elif first <= mention.last and last >= mention.first:
            mention.first, mention.last = max(first, mention.first), min(last, mention.last)
    if place is not None and (mention.place is None or _sharper(place, mention.place)):
        mention.place = place


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


def _sharper(one: Place, other: Place) -> bool:
    return (one.precision or 9) < (other.precision or 9) or (other.listed and one.beside(other))


def near(one: Place, other: Place) -> bool:
    """Say whether two places can be the same: one holds the other, or they lie close."""
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if one.beside(other) and not other.listed:  # two quarters of a town
        return _called_alike(one, other)
    sharp = (one.precision or 9) <= EXACT_PLACE and (other.precision or 9) <= EXACT_PLACE
    points = (one.lat, one.lon, other.lat, other.lon)
    if sharp and None not in points:
        return kilometres(*points) <= SAME_PLACE_KM  # type: ignore[arg-type]  # the line before rules None out
    if one.admin1 and other.admin1:
        return one.admin1 == other.admin1
    return True


def _called_alike(one: Place, other: Place) -> bool:
    """Say whether one name is the other, or holds it: "Saba al-Bour", "al-Bour"."""
    first, second = one.phrase.casefold(), other.phrase.casefold()
    return first in second or second in first
