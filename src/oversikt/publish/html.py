"""The page: one file that opens offline, from the headline down to the words of every report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from oversikt import __version__
from oversikt.incidents import profiles
from oversikt.publish import drawing, words
from oversikt.publish.edition import Edition
from oversikt.records import INCIDENT_MEASURES, Claim, Estimate, Incident, OverviewRow, Report

WINDOW = 500
"""Code points shown on either side of a quote; of a longer paragraph the rest is left out, so that
a page over 5,000 reports stays below about 20 MB."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report: plain, or marked as the quote of the claims that are numbered."""

    text: str
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One report as it stands under an incident: its words around the quotes, and its claims."""

    report: Report
    title: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    claims: tuple[tuple[int, Claim, str, str | None], ...]
    digest: str


def render(edition: Edition) -> str:
    """Return the page as HTML; it fetches nothing, and every text in it is escaped."""
    overview = edition.overview
    by_report: dict[str, list[Claim]] = {}
    for claim in edition.claims.values():
        by_report.setdefault(claim.report_id, []).append(claim)
    return (
        _templates()
        .get_template("page.html")
        .render(
            edition=edition,
            overview=overview,
            headline=words.headline(edition),
            sums=_sums(words.killed(edition)),
            parts=words.parts(edition),
            by_month=words.by_month(edition),
            groups=_groups(r for r in overview.rows if words.covers(edition, r.month)),
            recalled=_groups(r for r in overview.rows if not words.covers(edition, r.month)),
            chart=drawing.chart(edition),
            map=drawing.drawn_map(edition),
            incidents=[(i, _evidence(edition, i)) for i in edition.incidents],
            totals=[(t, _quoted(edition, t)) for t in overview.published_totals],
            movements=[(m, _quoted(edition, m)) for m in overview.movements],
            estimates=_estimates(edition),
            profile=_profile(overview.profile),
            measures=INCIDENT_MEASURES,
            limits=_limits(edition),
            window=WINDOW,
            words=words,
            version=__version__,
        )
    )


def _estimates(edition: Edition) -> list[tuple[Estimate, OverviewRow | None]]:
    """Return the estimates, each with the row of the count that it stands beside."""
    killed = {
        (row.month, row.country, row.admin1, row.victim_status): row
        for row in edition.overview.rows
        if row.measure == "killed"
    }
    return [
        (one, killed.get((one.month, one.country, one.admin1, one.victim_status)))
        for one in edition.overview.estimates
    ]


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("oversikt.publish"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _profile(name: str) -> profiles.Profile | None:
    return profiles.load(name) if name in profiles.names() else None


def _sums(rows: Iterable[OverviewRow]) -> dict[str, Any]:
    told = list(rows)
    best = sum(row.best for row in told)
    single = sum((row.single_source_share or 0) * row.best for row in told)
    return {
        "low": sum(row.low for row in told),
        "best": best,
        "high": sum(row.high for row in told),
        "open": any(row.open for row in told),
        "incidents": sum(row.incidents for row in told),
        "uncounted": sum(row.uncounted_incidents for row in told),
        "single": single / best if best else None,
    }


def _groups(rows: Iterable[OverviewRow]) -> list[tuple[str, list[OverviewRow]]]:
    """Return the rows under one heading a month and place."""
    groups: dict[tuple[str | None, str | None, str | None], list[OverviewRow]] = {}
    for row in rows:
        groups.setdefault((row.month, row.country, row.admin1), []).append(row)
    return [
        (f"{words.month(when)}, {admin1 or words.country(where)}", told)
        for (when, where, admin1), told in groups.items()
    ]


def _evidence(edition: Edition, incident: Incident) -> list[Told]:
    """Return the reports of an incident, earliest first, with their claims marked in the text."""
    roles = {role.id: role for role in incident.claims}
    by_report: dict[str, list[Claim]] = {name: [] for name in incident.reports}
    for name in roles:
        if claim := edition.claims.get(name):
            by_report.setdefault(claim.report_id, []).append(claim)
    told = []
    reports = [edition.reports[name] for name in by_report if name in edition.reports]
    for report in sorted(reports, key=lambda r: (r.published or "9999", r.id)):
        claims = sorted(
            by_report[report.id], key=lambda c: (c.field != "title", c.start, c.end, c.id)
        )
        numbered = [
            (n, c, roles[c.id].role, roles[c.id].reason) for n, c in enumerate(claims, start=1)
        ]
        told.append(_told(edition, report, numbered))
    return told


def _told(
    edition: Edition, report: Report, numbered: Sequence[tuple[int, Claim, str, str | None]]
) -> Told:
    spans = [(c.start, c.end, n) for n, c, _, _ in numbered if c.field == "text"]
    paragraphs = tuple(
        _pieces(report.text, start, end, spans)
        for start, end in windows(report.text, [(a, b) for a, b, _ in spans])
    )
    titles = [(c.start, c.end, n) for n, c, _, _ in numbered if c.field == "title"]
    title = report.title or ""
    return Told(
        report=report,
        title=_pieces(title, 0, len(title), titles),
        paragraphs=paragraphs,
        claims=tuple(numbered),
        digest=edition.digests.get(report.id, ""),
    )


def windows(text: str, quotes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of a text that are shown: the paragraphs of quotes, kept to a window.

    Args:
        text: The report's text; blank lines part its paragraphs.
        quotes: Spans of the quotes in it.

    Returns:
        Spans in order, none overlapping another.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(quotes):
        above, below = text.rfind("\n\n", 0, start), text.find("\n\n", end)
        first = max(0 if above < 0 else above + 2, start - WINDOW)
        last = min(len(text) if below < 0 else below, end + WINDOW)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _pieces(
    text: str, start: int, end: int, spans: list[tuple[int, int, int]]
) -> tuple[Piece, ...]:
    """Cut a stretch of text where quotes begin and end; quotes may overlap."""
    cuts = sorted(
        {start, end} | {cut for a, b, _ in spans for cut in (a, b) if start <= cut <= end}
    )
    return tuple(
        Piece(
            text[first:last],
            tuple(n for a, b, n in spans if a <= first and last <= b),
            tuple(n for _, b, n in spans if b == last and start < b),
        )
        for first, last in pairwise(cuts)
    )


def _quoted(edition: Edition, told: Mapping[str, Any]) -> Told | None:
    """Return the report behind a figure that stands beside the rows."""
    claim = edition.claims.get(told["claim_id"])
    report = edition.reports.get(told["report_id"])
    if claim is None or report is None:
        return None
    return _told(edition, report, [(1, claim, "", None)])


def _limits(edition: Edition) -> list[str]:
    """Return what the numbers cannot know, in sentences, from this edition's own figures."""
    sums = _sums(words.killed(edition))
    coverage = edition.overview.coverage
    unread = sum(coverage.unread.values())
    lines = [
        (
            "Only deaths that these reports tell of are counted. Who died unreported, was buried "
            "without notice or still lies under ruins is in no number here."
        ),
    ]
    if sums["uncounted"]:
        lines.append(
            f"{sums['uncounted']:,} of the incidents tell of people killed without a number "
            "(“several”, “many”). They add nothing to the sums."
        )
    if sums["single"]:
        lines.append(f"{sums['single']:.0%} of the best count rests on one source alone.")
    elsewhere = sum(row.best for row in words.everywhere(edition)) - sums["best"]
    if elsewhere:
        lines.append(
            f"{elsewhere:,} killed in other countries, or in incidents whose country is not known, "
            "stand in rows of their own and not in the headline."
        )
    undated = sum(
        row.best for row in edition.overview.rows
        if row.month is None and row.measure == "killed" and not (row.victim_status or row.admin1)
    )  # fmt: skip
    if undated:
        lines.append(f"{undated:,} killed are from incidents whose month is not known.")
    if unread or coverage.skipped:
        lines.append(
            f"{unread + len(coverage.skipped):,} inputs could not be read. "
            "What they say is not in the numbers."
        )
    lines.append("Whether a victim was a civilian is as the sources say, and sources disagree.")
    return lines
