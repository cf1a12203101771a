"""What is published at once: an overview and all that its numbers are walked back to, sealed.

Every format takes an ``Edition`` and nothing else, and an edition can only be had through
``seal``, which covers victims' names: no format can show what it was never given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from oversikt.overview import summarise
from oversikt.publish.masking import Mask
from oversikt.records import Claim, Coverage, Incident, Overview, OverviewRow, Report, digest

DEMONSTRATION = "Demonstration: invented reports after public records"
"""Stands on everything that is made from reports with addresses that cannot exist."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An overview with its incidents, claims and reports, victims' names covered.

    ``reports`` are only those that a shown number rests on, by id; offsets of ``claims`` count in
    their covered text. ``digests`` are SHA-256 of the verbatim texts of all reports that were
    read. ``months`` are the country rows of every month, for what is shown over time. ``since`` is
    the month before the first report's: what reports tell in passing of the years before is no
    month's count, so it stands in the table and in no headline.
    """

    overview: Overview
    incidents: tuple[Incident, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    digests: Mapping[str, str]
    months: tuple[OverviewRow, ...]
    month: str | None
    notice: str | None
    since: str | None = None


def seal(  # noqa: PLR0913 - an edition is these records and the decisions on it
    overview: Overview,
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    reports: Sequence[Report],
    *,
    month: str | None = None,
    notice: str | None = None,
    released: Mapping[str, str] | None = None,
) -> Edition:
    """Return what may be published: the overview and its evidence, victims' names covered.

    Args:
        overview: Of the month, or of all months.
        incidents: All incidents; those of the overview's rows are published.
        claims: Their claims, and the period claims beside them.
        reports: The reports that the claims were read from, verbatim.
        month: The month that was asked for; where the rows know only one, it is that.
        notice: A line that every format shows; reports from addresses under ``.invalid``, which
            cannot exist (RFC 2606), set it by themselves.
        released: Names that a decision releases: digest of ``masking.person`` → reason.

    Raises:
        UsageError: When a name is released without a reason.
    """
    if month is None:
        months = {row.month for row in overview.rows if row.month}
        month = months.pop() if len(months) == 1 else None
    mask = Mask(claims, reports, incidents, released)
    shown = {name for row in overview.rows for name in row.incident_ids}
    kept = sorted((i for i in incidents if i.id in shown), key=_when)
    beside = [*overview.published_totals, *overview.movements]
    claim_ids = {role.id for i in kept for role in i.claims} | {t["claim_id"] for t in beside}
    report_ids = {r for i in kept for r in i.reports} | {t["report_id"] for t in beside}
    # An id that its user made of a name is replaced by its digest.
    ids = {
        r.id: digest(r.id) if mask.text(r.id, r.id).covered else r.id
        for r in sorted(reports, key=lambda report: report.id)
    }
    sealed_reports = {ids[r.id]: _report(r, ids[r.id], mask) for r in reports if r.id in report_ids}
    report_of = {report.id: report for report in reports}
    sealed_claims = {
        c.id: _claim(c, report_of.get(c.report_id), ids, mask) for c in claims if c.id in claim_ids
    }
    return Edition(
        overview=_overview(overview, ids, mask),
        incidents=tuple(_incident(i, ids, mask) for i in kept),
        claims=dict(sorted(sealed_claims.items())),
        reports=dict(sorted(sealed_reports.items())),
        digests={ids[r.id]: r.text_digest for r in sorted(reports, key=lambda report: report.id)},
        months=summarise(incidents, (), (), Coverage()).rows if month else overview.rows,
        month=month,
        notice=notice or _notice(reports),
        since=_since(reports),
    )


def _when(incident: Incident) -> tuple[str, str]:
    return incident.date_start or "9999", incident.id


def _since(reports: Sequence[Report]) -> str | None:
    first = min((r.published[:7] for r in reports if r.published), default=None)
    if first is None:
        return None
    year, month = divmod(int(first[:4]) * 12 + int(first[5:7]) - 2, 12)
    return f"{year:04}-{month + 1:02}"


def _notice(reports: Sequence[Report]) -> str | None:
    hosts = (urlsplit(report.url or "").hostname or "" for report in reports)
    return DEMONSTRATION if any(host.endswith(".invalid") for host in hosts) else None


def _report(report: Report, name: str, mask: Mask) -> Report:
    title = None if report.title is None else mask.text(report.title, report.id, "title").text
    return replace(
        report,
        id=name,
        text=mask.text(report.text, report.id, "text").text,
        title=title,
        url=mask.address(report.url, report.id),
        publisher=mask.value(report.publisher, [report.id]),
        author=mask.value(report.author, [report.id]),
    )


def _claim(claim: Claim, report: Report | None, ids: Mapping[str, str], mask: Mask) -> Claim:
    """Return a claim whose quote, offsets included, is that of the covered text."""
    plain = mask.value(claim.to_json(), [claim.report_id]) | {
        "id": claim.id,
        "report_id": ids.get(claim.report_id, claim.report_id),
        "victim_names": [],
    }
    source = (report.title if claim.field == "title" else report.text) if report else None
    if source is not None:
        masked = mask.text(source, claim.report_id, claim.field)
        start, end = masked.moved(claim.start), masked.moved(claim.end)
        plain |= {"start": start, "end": end, "quote": masked.text[start:end]}
    return Claim.from_json(plain)


def _incident(incident: Incident, ids: Mapping[str, str], mask: Mask) -> Incident:
    plain = mask.value(incident.to_json(), incident.reports)
    return Incident.from_json(plain | {"reports": [ids.get(r, r) for r in incident.reports]})


def _overview(overview: Overview, ids: Mapping[str, str], mask: Mask) -> Overview:
    def told(figure: Mapping[str, object]) -> Mapping[str, object]:
        names = [str(r) for r in figure["reports"]]  # type: ignore[attr-defined]  # a list of ids
        bare = {key: told for key, told in figure.items() if key != "reports"}
        covered: dict[str, object] = mask.value(bare, names)
        return covered | {
            "report_id": ids.get(str(figure["report_id"]), figure["report_id"]),
            "reports": [ids.get(name, name) for name in names],
        }

    skipped = tuple(
        replace(s, source=mask.value(s.source), reason=mask.value(s.reason))
        for s in overview.coverage.skipped
    )
    return replace(
        overview,
        published_totals=tuple(told(t) for t in overview.published_totals),
        movements=tuple(told(m) for m in overview.movements),
        coverage=replace(overview.coverage, skipped=skipped),
    )
