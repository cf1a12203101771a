"""Incidents to the month's overview: sums with ranges, and what stands beside them.

Rows are sums over incidents and nothing else. Totals that others publish, and movements of
people, are claims: they stand beside the rows to be compared, and are never added in. The sums
are whole SQL statements in ``overview_rows.sql`` and ``overview_beside.sql``, which an engine runs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import urlsplit

import pyarrow as pa

from oversikt.engine import DuckEngine, Engine
from oversikt.errors import UsageError
from oversikt.records import (
    INCIDENT_MEASURES,
    MEASURES,
    MOVEMENTS,
    VICTIM_STATUSES,
    Claim,
    Coverage,
    Incident,
    Measure,
    Overview,
    OverviewRow,
    Report,
    VictimStatus,
    dumps,
)

UNKNOWN_MONTH = -1
"""Stands for a month that nobody told; SQL keys have no nulls, so that they join."""

TOTALS: tuple[Measure, ...] = (*INCIDENT_MEASURES, "detained", "change_percent")
"""What others' totals are kept of."""

RowKey = tuple[int, str, str, str, str]


def summarise(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    reports: Sequence[Report],
    coverage: Coverage,
    *,
    month: str | None = None,
    by: Literal["country", "admin1"] = "country",
) -> Overview:
    """Sum incidents to the month's table, and gather what stands beside it.

    A row sums the incidents of one month and country (with ``by="admin1"`` also of each province;
    the country's own row has ``admin1`` null), for one measure and one victim status, all victims
    where that is null. Incidents of an unknown month or country stand in rows of their own, also
    where one month is asked for. An incident that tells of victims without a number adds nothing
    to the sums: it is counted in ``uncounted_incidents`` and leaves the row open.

    Args:
        incidents: All incidents, of other months too: the change is measured against the month
            before.
        claims: The claims that the incidents were made of, and the period claims beside them.
        reports: The reports that the claims were read from.
        coverage: What was read; undated, placeless and reprinted are counted here where it
            leaves them 0.
        month: ``2013-06`` keeps that month and what has no month; ``None`` keeps all months.
        by: ``country`` or ``admin1``.

    Returns:
        The overview: the same for any order of incidents, claims and reports.

    Raises:
        UsageError: When ``month`` or ``by`` is not of that form.

    Source: the columns are those of the monthly tables of Antiwar.com and Iraq Body Count, the
    change and the separate series of others' totals as the Standards for Casualty Recording ask
    (Every Casualty Counts, 2016).
    """
    if by not in {"country", "admin1"}:
        raise UsageError(f"by: {by!r} is unknown; use country or admin1")
    if month is not None and month_number(month) == UNKNOWN_MONTH:
        raise UsageError(f"month: {month!r} is not a month; write it as 2013-06")
    asked = pa.table(
        {"month": [month_number(month)], "by_admin1": [by == "admin1"]},
        schema=pa.schema([("month", pa.int64()), ("by_admin1", pa.bool_())]),
    )
    ordered = sorted(incidents, key=lambda incident: incident.id)
    engine = DuckEngine(threads=1)
    try:
        rows = list(_rows(ordered, claims, reports, asked, engine))
        totals, movements = _beside(claims, reports, asked, engine)
    finally:
        engine.close()
    return Overview(
        rows=tuple(rows),
        published_totals=tuple(totals),
        movements=tuple(movements),
        coverage=_cover(coverage, incidents),
        profile=ordered[0].profile if ordered else "minmax",
    )


def month_number(date: str | None) -> int:
    """Return the months since year 0 of an ISO date, time or month, or ``UNKNOWN_MONTH``."""
    year, month = (date or "")[:4], (date or "")[5:7]
    if date is None or date[4:5] != "-" or not (_digits(year, 4) and _digits(month, 2)):
        return UNKNOWN_MONTH
    return int(year) * 12 + int(month) - 1 if 1 <= int(month) <= 12 else UNKNOWN_MONTH


def month_name(number: int) -> str | None:
    """Return ``2013-06`` of a number of months since year 0, ``None`` of an unknown one."""
    return None if number < 0 else f"{number // 12:04d}-{number % 12 + 1:02d}"


def incident_month(incident: Incident) -> str | None:
    """Return the month that an incident is counted in.

    It is the month of its first day: a night counts to the day named. Where the words give only a
    year, or a stretch that touches three months or more, the month is unknown.
    """
    first = month_number(incident.date_start)
    last = month_number(incident.date_end or incident.date_start)
    return None if incident.date_precision == "year" or last - first > 1 else month_name(first)


def speaker(claim: Claim, report: Report | None) -> str | None:
    """Return who says a figure: the innermost of those it is attributed to, else the publisher."""
    return claim.attribution[-1].name if claim.attribution else publisher(report)


def _rows(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    reports: Sequence[Report],
    asked: pa.Table,
    engine: Engine,
) -> Iterator[OverviewRow]:
    """Give the rows, known months, countries and provinces first, all victims before a part."""
    by_id = {claim.id: claim for claim in claims}
    report_of = {report.id: report for report in reports}
    keys = [
        (
            month_number(incident_month(incident)),
            (incident.place.country or "") if incident.place else "",
            (incident.place.admin1 or "") if incident.place else "",
        )
        for incident in incidents
    ]
    members: dict[RowKey, list[str]] = defaultdict(list)
    tallies: list[tuple[int, str, str, int, int, int, int, int]] = []
    origins: set[tuple[int, str]] = set()
    for number, incident in enumerate(incidents):
        month, country, admin1 = keys[number]
        for line in _tallies(incident, by_id):
            tallies.append((number, *line))
            for province in {"", admin1}:
                members[month, country, province, line[0], line[1]].append(incident.id)
        origins |= {(number, name) for name in _origins(incident, by_id, report_of)}
    found = engine.run(
        _script("overview_rows.sql"),
        {
            "asked": asked,
            "incident": _table(
                "number month country admin1 sources",
                [(n, *key, incidents[n].sources) for n, key in enumerate(keys)],
                "country admin1",
            ),
            "tally": _table(
                "number measure victim_status low best high is_open is_uncounted",
                tallies,
                "measure victim_status",
            ),
            "origin": _table("number name", sorted(origins), "name"),
        },
    ).to_pylist()
    for row in sorted(found, key=_row_order):
        key = tuple(row[k] for k in ("month", "country", "admin1", "measure", "victim_status"))
        best, before = row["best"], row["best_before"]
        yield OverviewRow(
            month=month_name(row["month"]),
            country=row["country"] or None,
            admin1=row["admin1"] or None,
            measure=row["measure"],
            victim_status=row["victim_status"] or None,
            low=row["low"],
            best=best,
            high=row["high"],
            open=bool(row["is_open"]),
            incidents=row["incidents"],
            sources=row["sources"],
            single_source_share=round(row["single"] / best, 4) if best else None,
            change_percent=round(100 * (best - before) / before, 1) if before else None,
            uncounted_incidents=row["uncounted_incidents"],
            incident_ids=tuple(members[key]),
        )


def _row_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    statuses = ("", *VICTIM_STATUSES)
    return (
        (row["month"] < 0, row["month"]),
        (row["country"] == "", row["country"], row["admin1"]),
        MEASURES.index(row["measure"]),
        statuses.index(row["victim_status"]),
    )


def _tallies(
    incident: Incident, claims: Mapping[str, Claim]
) -> Iterator[tuple[str, str, int, int, int, int, int]]:
    """Give what one incident adds to each row: measure, status, low, best, high, open, uncounted."""
    parts: Mapping[str, Mapping[VictimStatus, Any]] = {
        "killed": incident.killed_by_status,
        "wounded": incident.wounded_by_status,
    }
    spoken = {
        claims[role.id].measure
        for role in incident.claims
        if role.role in {"recommended", "triangulation"}
        and role.id in claims
        and claims[role.id].quantifier == "uncounted"
        and claims[role.id].modality == "asserted"
    }
    for measure in INCIDENT_MEASURES:
        whole = incident.counts.get(measure)
        if whole is None:
            if measure in spoken:
                yield measure, "", 0, 0, 0, 1, 1
            continue
        yield measure, "", whole.low, whole.best, whole.high, int(whole.open), 0
        if measure not in parts:
            continue
        # What no status is told for is unknown, never left out of the parts.
        for status, part in sorted((parts[measure] or {"unknown": whole}).items()):
            yield measure, status, part.low, part.best, part.high, int(part.open), 0


def _origins(
    incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]
) -> set[str]:
    """Return who tells of an incident: the wire or outlet that each of its reports goes back to."""
    wires = {
        claim.report_id: claim.attribution[0].name
        for role in incident.claims
        if (claim := claims.get(role.id)) and claim.attribution
        if claim.attribution[0].kind == "media"
    }
    return {
        _plain(wires.get(name) or publisher(reports.get(name)) or name) for name in incident.reports
    }


def publisher(report: Report | None) -> str | None:
    """Return the publisher of a report, or the host it came from."""
    return None if report is None else report.publisher or urlsplit(report.url or "").hostname


def _beside(
    claims: Iterable[Claim], reports: Iterable[Report], asked: pa.Table, engine: Engine
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return others' totals and the movements of people, as they stand in the overview."""
    report_of = {report.id: report for report in reports}
    kept = [c for c in claims if c.same_as is None and c.quantifier != "uncounted" and _kind(c)]
    kept.sort(
        key=lambda c: (_published(report_of.get(c.report_id)), c.report_id, c.start, c.end, c.id)
    )
    lines = []
    for number, claim in enumerate(kept):
        published = _published(report_of.get(claim.report_id))
        kind = _kind(claim)
        figure = [claim.quantifier, claim.low, claim.high, claim.date_start, claim.date_end]
        first = claim.date_start or published
        last = claim.date_end or claim.date_start or published
        # Equal totals are one, told first by the earliest; of a movement only the latest stands.
        is_total = kind == "total"
        lines.append(
            (
                number,
                kind,
                claim.measure,
                claim.victim_status if is_total else "",
                claim.unit,
                _plain(speaker(claim, report_of.get(claim.report_id)) or claim.report_id),
                _place_key(claim),
                claim.modality,
                dumps({"figure": figure}) if is_total else "",
                "" if is_total else last,
                month_number(first),
                month_number(last),
            )
        )
    names = (
        "number kind measure victim_status unit speaker place modality same_figure as_of "
        "first_month last_month"
    )
    strings = "kind measure victim_status unit speaker place modality same_figure as_of"
    found = engine.run(
        _script("overview_beside.sql"), {"asked": asked, "figure": _table(names, lines, strings)}
    ).to_pylist()
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in found:
        groups[row["kind"], row["shown"]].append(row["number"])
    totals, movements = [], []
    for (kind, shown), numbers in sorted(groups.items(), key=lambda group: group[0]):
        claim = kept[shown]
        told = _figure(claim, report_of.get(claim.report_id)) | {
            "reports": sorted({kept[n].report_id for n in numbers})
        }
        if kind == "total":
            totals.append(told)
        else:
            movements.append({"kind": kind} | told)
    return totals, movements


def _kind(claim: Claim) -> str:
    """Return what a claim is beside the rows: ``total``, ``flow``, ``stock``, or nothing."""
    if claim.modality == "forecast":
        return ""
    if claim.measure in MOVEMENTS and claim.modality != "denied":
        return "stock" if claim.scope == "stock" else "flow"
    return "total" if claim.measure in TOTALS and claim.scope == "period" else ""


def _figure(claim: Claim, report: Report | None) -> dict[str, Any]:
    """Return a figure with its speaker, its words and its report."""
    return {
        "measure": claim.measure,
        "victim_status": claim.victim_status,
        "speaker": speaker(claim, report),
        "attribution": [a.to_json() for a in claim.attribution],
        "quantifier": claim.quantifier,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "modality": claim.modality,
        "date_start": claim.date_start,
        "date_end": claim.date_end,
        "country": claim.place.country if claim.place else None,
        "place": (claim.place.name or claim.place.phrase) if claim.place else None,
        "quote": claim.quote,
        "claim_id": claim.id,
        "report_id": claim.report_id,
        "part_of": claim.part_of,
        "published": report.published if report else None,
    }


def _cover(coverage: Coverage, incidents: Sequence[Incident]) -> Coverage:
    """Return the coverage with undated and placeless incidents counted, and reprints named."""
    return replace(
        coverage,
        undated=coverage.undated or sum(i.date_basis != "text" for i in incidents),
        placeless=coverage.placeless
        or sum(i.place is None or i.place.country is None for i in incidents),
        reprints=coverage.reprints or _reprints(incidents),
    )


def _reprints(incidents: Sequence[Incident]) -> int:
    """Return how many reports add no independent source to the incidents they tell of."""
    return sum(max(0, len(set(i.reports)) - i.sources) for i in incidents)


def _place_key(claim: Claim) -> str:
    if claim.place is None:
        return ""
    place = claim.place
    return str(place.geonames_id or _plain(place.name or place.phrase))


def _published(report: Report | None) -> str:
    return (report.published or "") if report else ""


def _plain(name: str) -> str:
    """Return a name to compare by: one case, single blanks, lone surrogates as escapes."""
    return " ".join(name.casefold().split()).encode("utf-8", "backslashreplace").decode()


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _script(name: str) -> str:
    return files("oversikt").joinpath(name).read_text(encoding="utf-8")


def _table(names: str, lines: Sequence[tuple[Any, ...]], strings: str) -> pa.Table:
    """Return lines as an Arrow table; columns not named in ``strings`` hold integers."""
    columns = names.split()
    texts = set(strings.split())
    schema = pa.schema([(c, pa.string() if c in texts else pa.int64()) for c in columns])
    return pa.table(
        [
            pa.array([line[place] for line in lines], type=schema.field(name).type)
            for place, name in enumerate(columns)
        ],
        schema=schema,
    )
