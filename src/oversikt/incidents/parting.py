"""What sets two events of one report apart: their own days and places, in their own sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from oversikt.distance import kilometres
from oversikt.records import Claim, Place, Report

# A figure for one street of a city and one for the city itself are one place; two towns are not.
# GeoNames' coordinates of neighbouring towns lie about 15 km apart in the median.
SAME_PLACE_KM = 20.0
# Two towns that lists have, this far apart, are two where a report counts the dead of each; a list
# has quarters too, and those lie within their city.
NEIGHBOURS_KM = 8.0
EXACT_PLACE = 3
# Days between two events of one place, where no figure of one stands against one of the other.
ANOTHER_TIME = 14
# A night's event is told under two dates.
SLACK = 1
# Characters around a claim in which its own sentence names a place.
REACH = 60
_ENDS = (". ", "\n", "؟ ", "! ")


@dataclass(slots=True)
class Held:
    """What a report has told so far of one event: its claims, place, and first and last day."""

    claims: list[Claim] = field(default_factory=list)
    place: Place | None = None
    first: int | None = None
    last: int | None = None

    def take(self, claim: Claim, place: Place | None) -> None:
        """Add a claim, whose place is given where it is believed."""
        self.claims.append(claim)
        if claim.date_start and claim.date_end:
            first, last = days(claim)
            if self.first is None or self.last is None:
                self.first, self.last = first, last
            elif first <= self.last and last >= self.first:
                self.first, self.last = max(first, self.first), min(last, self.last)
        if place is not None and (self.place is None or _sharper(place, self.place)):
            self.place = place


def apart(
    report: Report, claim: Claim, place: Place | None, held: Held, beside: Sequence[Claim]
) -> bool:
    """Say whether a claim's own words set it apart from what was told before.

    Days of arrest and of trial, and surnames read as towns, stand in most reports of one event;
    hence another day alone must lie a fortnight off, and a nearer one, as another town, must be told
    in the claim's own sentence beside a figure that stands against one told before.

    Args:
        report: The report.
        claim: The claim.
        place: Its place, where that is believed.
        held: What was told of the event before.
        beside: All claims of the report.
    """
    gap = 0
    if claim.date_start and claim.date_end and held.first is not None and held.last:
        first, last = days(claim)
        gap = max(first - held.last, held.first - last, 0)
    if gap >= ANOTHER_TIME or _another_day(report, claim, held, beside):
        return True
    if place is None or held.place is None:
        return False
    if place.country != held.place.country and gap == 0:
        return False
    rivals = {n for c in held.claims if c.measure == claim.measure for n in figures(c)}
    several = _several(report, claim, beside)
    dead = claim.measure == "killed" and several and bool(rivals)
    towns = dead and _neighbours(place, held.place)
    if near(place, held.place) and not towns:
        return False
    if not figures(claim) - rivals:
        return False
    if not rivals and _tells_again(report, claim, place, held, beside):
        return False
    there = next((c for c in held.claims if c.place and near(c.place, held.place)), None)
    named = there is not None and _named_here(report, there, held.place)
    return named and _named_here(report, claim, place)


def _several(report: Report, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Say whether a claim's sentence counts several: one person may be one of those told before, of whom
    another town or day tells where he was from or what became of him.
    """
    start = _sentence(report, claim)
    return any(
        max(figures(c), default=0) > 1 and c.field == claim.field and _sentence(report, c) == start
        for c in beside
    )


def _another_day(report: Report, claim: Claim, held: Held, beside: Sequence[Claim]) -> bool:
    """Say whether a claim and one told before count other people on other days, each in its sentence:
    "On Tuesday two were killed in the town. On Monday a shell killed three there".
    """
    if not _dated_here(report, claim) or not _several(report, claim, beside):
        return False
    against = [c for c in held.claims if c.measure == claim.measure and c.modality == "asserted"]
    if any(figures(c) & figures(claim) or _overlap(c, claim) for c in against):
        return False
    return any(
        _dated_here(report, c) and _several(report, c, beside) and _days_apart(c, claim)
        for c in against
    )


def _days_apart(one: Claim, other: Claim) -> bool:
    """Say whether two claims lie further apart than a night that is told under two dates; of several
    dead each, from one day on.
    """
    (first, last), (begin, end) = days(one), days(other)
    dead = one.measure == "killed" and min(max(figures(one)), max(figures(other))) > 1
    return max(begin - last, first - end) > (0 if dead else SLACK)


def _overlap(one: Claim, other: Claim) -> bool:
    """Say whether two claims can be of one day."""
    if not (one.date_start and one.date_end and other.date_start and other.date_end):
        return False
    (first, last), (begin, end) = days(one), days(other)
    return first <= end and begin <= last


def parted_in_time(one: Claim, other: Claim) -> bool:
    """Say whether words date two claims to days that do not meet."""
    dated = (one.date_start, one.date_end, other.date_start, other.date_end)
    return None not in dated and not _overlap(one, other)


def _dated_here(report: Report, claim: Claim) -> bool:
    """Say whether an asserted figure stands beside a day in its own sentence."""
    if claim.modality != "asserted" or claim.date_precision != "day" or not claim.date_phrase:
        return False
    text, start = _field(report, claim), _sentence(report, claim)
    return bool(figures(claim)) and text.find(claim.date_phrase, start, claim.end + REACH) >= 0


def _tells_again(
    report: Report, claim: Claim, place: Place, held: Held, beside: Sequence[Claim]
) -> bool:
    """Say whether a claim's sentence tells again what was told, of the same place: "seven dead" of the
    headline in "seven were killed and twelve wounded in Bankass".
    """
    told = {(c.measure, n) for c in held.claims for n in figures(c)}
    start = _sentence(report, claim)
    return any(
        c.measure != claim.measure
        and c.field == claim.field
        and _sentence(report, c) == start
        and any((c.measure, n) in told for n in figures(c))
        and (c.place is None or near(c.place, place))
        for c in beside
    )


def figures(claim: Claim) -> set[int]:
    """Return the numbers that a claim names."""
    return {number for number in (claim.low, claim.high) if number is not None}


def days(claim: Claim) -> tuple[int, int]:
    """Return the first and last day of a dated claim, as ordinals."""
    first, last = ordinal(claim.date_start), ordinal(claim.date_end)
    if first is None or last is None:
        raise ValueError(f"claim {claim.id}: date_start and date_end must be ISO days")
    return first, last


def ordinal(when: str | None) -> int | None:
    """Return the day of an ISO date or time as an ordinal, ``None`` where it is none."""
    try:
        return date.fromisoformat(when[:10]).toordinal() if when else None
    except ValueError:
        return None


def _field(report: Report, claim: Claim) -> str:
    return (report.title or "") if claim.field == "title" else report.text


def _sentence(report: Report, claim: Claim) -> int:
    """Return where the sentence of a claim begins."""
    text = _field(report, claim)
    return max(0, *(text.rfind(mark, 0, claim.start) for mark in _ENDS))


def _named_here(report: Report, claim: Claim, place: Place) -> bool:
    """Say whether the claim's sentence names the place, and not as part of a longer name."""
    text = _field(report, claim)
    found = text.find(place.phrase, _sentence(report, claim), claim.end + REACH)
    if found < 0:
        return False
    before = text[max(0, found - REACH) : found].rstrip(" ")
    head, _, word = before.rpartition(" ")
    opens = not head.strip() or head.rstrip()[-1] in ".!?:;\n" or "\n" in word
    after = text[found + len(place.phrase) : found + len(place.phrase) + REACH]
    within_name = word[:1].isupper() and not opens
    return not within_name and not (after[:1] == " " and after[1:2].isupper())


def sharpness(place: Place) -> float:
    """Return how sharp a place is, less is sharper: a village that no list has stands before the
    province or country that holds it, and after what has a point.

    Source: UCDP GED codebook, variable ``where_prec``.
    """
    return EXACT_PLACE + 0.5 if place.precision is None else float(place.precision)


def within(one: Place, other: Place) -> bool:
    """Say whether a place can lie within a wider one: a town in its province, a province in its country."""
    if sharpness(one) >= sharpness(other) or sharpness(other) <= EXACT_PLACE + 0.5:
        return False
    if one.country is None or one.country != other.country:
        return False
    return other.admin1 is None or one.admin1 in (None, other.admin1)


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
    between = _between(one, other)
    if between is not None:
        return between <= SAME_PLACE_KM
    if one.admin1 and other.admin1:
        return one.admin1 == other.admin1
    return True


def _neighbours(one: Place, other: Place) -> bool:
    """Say whether two places are towns that lists have, and not one of them a quarter of the other."""
    listed = one.geonames_id is not None and other.geonames_id is not None
    between = _between(one, other)
    towns = one.precision == 1 and other.precision == 1 and one.geonames_id != other.geonames_id
    return listed and towns and between is not None and between > NEIGHBOURS_KM


def _between(one: Place, other: Place) -> float | None:
    """Return the kilometres between two places that have points."""
    if sharpness(one) > EXACT_PLACE or sharpness(other) > EXACT_PLACE:
        return None
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return kilometres(one.lat, one.lon, other.lat, other.lon)


def _called_alike(one: Place, other: Place) -> bool:
    """Say whether one name is the other, or holds it: "Saba al-Bour", "al-Bour"."""
    first, second = one.phrase.casefold(), other.phrase.casefold()
    return first in second or second in first
