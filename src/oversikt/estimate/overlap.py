"""Overlap: who stands on which lists, from linked people; and which recorders know an incident.

Releases of one list, and lists that draw on each other, count as one list before anything is
counted. Names do not come here: a person is an id and what the lists say of month, place and sex.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from oversikt.estimate.reading import Membership, tables_of
from oversikt.estimate.result import Check
from oversikt.estimate.table import CaptureTable
from oversikt.lists import Declaration, Listed, independent
from oversikt.lists.linkage import Linkage
from oversikt.records import Incident, Report

# Ages as casualty recorders group them: children, adults, the old.
_CHILD, _OLD = 18, 60


def memberships(
    linkage: Linkage,
    declared: Mapping[str, Declaration],
    person: Sequence[int] | None = None,
) -> Iterator[Membership]:
    """Yield a membership for each person and list of its own standing.

    Args:
        linkage: Linked lists.
        declared: What was said of each list; releases and copies count as one.
        person: A drawn grouping; ``None`` is the best one.
    """
    counts_as = independent(declared)
    for name, records in linkage.persons(person).items():
        for record in records:
            yield Membership(name, counts_as[record.on], fields_of(record))


def fields_of(record: Listed) -> dict[str, str]:
    """Return what strata can be made of: month, place, sex, age group, and the list's own."""
    told = dict(record.fields)
    if record.date:
        told["month"] = record.date[:7]
        told["year"] = record.date[:4]
    if record.place:
        told["place"] = record.place
    if record.sex:
        told["sex"] = record.sex
    if record.age is not None:
        old = "adult" if record.age < _OLD else "old"
        told["age"] = "child" if record.age < _CHILD else old
    return told


def overlap_of(
    linkage: Linkage,
    declared: Mapping[str, Declaration],
    by: Sequence[str] = (),
    person: Sequence[int] | None = None,
) -> dict[str, CaptureTable]:
    """Return the capture table of each stratum of linked lists; ``all`` without strata.

    Args:
        linkage: Linked lists.
        declared: What was said of each list.
        by: ``month``, ``year``, ``place``, ``sex``, ``age``, or a column of the lists.
        person: A drawn grouping; ``None`` is the best one.
    """
    return tables_of(memberships(linkage, declared, person), by)


def standing(declared: Mapping[str, Declaration]) -> list[Check]:
    """Say which lists count as one and why, and whether all came about in one way."""
    groups = Counter(independent(declared).values())
    ways = {" ".join(one.how.casefold().split()) for one in declared.values()}
    found = []
    if len(groups) > 1 and len(ways) == 1:
        # What the lists themselves can never show: people whom none of them could reach.
        reason = (
            f"All lists came to know of people in one way ({next(iter(declared.values())).how}). "
            "Whom that way does not reach is on none of them and in no estimate."
        )
        found.append(Check("one_way", "flag", reason, 1, 1))
    return found + [
        Check(
            "releases",
            "note",
            f"{group.replace('+', ' and ')} count as one list: they are states of one list, or "
            "one drew on the other, so what they share says nothing.",
            many,
            1,
        )
        for group, many in sorted(groups.items())
        if many > 1
    ]


def recorded(
    incidents: Iterable[Incident],
    reports: Iterable[Report],
    by: Sequence[str] = (),
) -> dict[str, CaptureTable]:
    """Return which recorders know of the same incidents: capture tables of incidents, not people.

    A recorder is the publisher of a report. Of recorders who copy from each other the overlap
    says nothing, which is for the user to know: reports do not declare it.

    Args:
        incidents: Incidents of a record that holds the data sets of several recorders.
        reports: Their reports.
        by: ``month``, ``country`` or ``admin1``.
    """
    publisher = {report.id: report.publisher for report in reports if report.publisher}

    def known() -> Iterator[Membership]:
        for incident in incidents:
            told = {"month": (incident.date_start or "")[:7]}
            if incident.place is not None:
                told["country"] = incident.place.country or ""
                told["admin1"] = incident.place.admin1 or ""
            for name in sorted({publisher[r] for r in incident.reports if r in publisher}):
                yield Membership(incident.id, name, told)

    return tables_of(known(), by)
