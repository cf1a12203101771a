"""The overview in the terminal."""

import io

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from oversikt.publish.edition import Edition
from oversikt.publish.words import change, country, figure, headline, month, status
from oversikt.records import OverviewRow


def view(edition: Edition) -> RenderableType:
    """Return the overview for a rich console: headline, rows, what stands beside them."""
    parts: list[RenderableType] = []
    if edition.notice:
        parts.append(Text(edition.notice, style="bold yellow"))
    parts += [Text(headline(edition), style="bold"), Text()]
    parts.append(_rows(edition))
    parts += [Text(line, style="dim") for line in _notes(edition)]
    if edition.overview.published_totals:
        parts += [
            Text(),
            _figures(
                "Totals that others published, never added in", edition.overview.published_totals
            ),
        ]
    if edition.overview.movements:
        parts += [
            Text(),
            _figures(
                "Movements of people, the latest figure of each speaker", edition.overview.movements
            ),
        ]
    parts += [Text(), *_estimates(edition)]
    return Group(*parts)


def _estimates(edition: Edition) -> list[RenderableType]:
    """Return the estimates beside the count, or why there is none."""
    overview = edition.overview
    title = "Estimates from lists of people, a series of their own, never added in"
    if not overview.estimates:
        return [Text(f"No estimate. {overview.no_estimate or ''}".rstrip(), style="dim")]
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left")
    for name in ("Month", "Where", "Victims"):
        table.add_column(name)
    for name in ("On lists", "In all", "95 %", "All models", "Warnings"):
        table.add_column(name, justify="right")
    notes: list[Text] = []
    for one in overview.estimates:
        where = one.admin1 or country(one.country)
        named = (month(one.month), where, status(one.victim_status))
        if one.point is None:
            table.add_row(*named, f"{one.observed:,}", "refused", "–", "–", "–")
            notes.append(Text(f"{named[0]}, {where}: {one.reason}", style="dim"))
            continue
        table.add_row(
            *named,
            f"{one.observed:,}",
            f"{one.point:,.0f}",
            f"{one.low:,.0f}–{one.high:,.0f}",
            f"{one.all_low:,.0f}–{one.all_high:,.0f}",
            str(len(one.warnings) or "–"),
        )
        notes += [Text(f"! {named[0]}, {where}: {line}", style="yellow") for line in one.warnings]
    held = sorted({one.assumption for one in overview.estimates if one.assumption})
    notes += [Text(f"This holds only if: {line}", style="dim") for line in held]
    return [table, *notes]


def render(edition: Edition, width: int = 110) -> str:
    """Return the overview as plain text of a width in columns."""
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
    )
    console.print(view(edition))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _rows(edition: Edition) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Month", "Where", "Victims"):
        table.add_column(name, no_wrap=name == "Victims")
    for name in ("Low", "Best", "High", "Change", "Incidents", "Sources", "One source"):
        table.add_column(name, justify="right")
    last: tuple[object, ...] = ()
    for row in edition.overview.rows:
        where = (row.month, row.country, row.admin1)
        if last and where != last:
            table.add_section()
        named = where != last
        last = where
        table.add_row(
            month(row.month) if named else "",
            Text((row.admin1 or country(row.country)) if named else ""),
            Text(
                f"  {status(row.victim_status)}"
                if row.victim_status
                else row.measure.replace("_", " ")
            ),
            f"{row.low:,}",
            _best(row),
            f"{row.high:,}{'+' if row.open else ''}",
            change(row.change_percent),
            str(row.incidents),
            str(row.sources),
            "–" if row.single_source_share is None else f"{row.single_source_share:.0%}",
            style="" if row.victim_status is None else "dim",
        )
    return table


def _best(row: OverviewRow) -> str:
    return f"{row.best:,}" if row.incidents > row.uncounted_incidents else "no number"


def _figures(title: str, figures: tuple[object, ...]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in ("Who says so", "What", "Figure", "When"):
        table.add_column(name)
    for told in figures:
        assert isinstance(told, dict)
        days = " – ".join(dict.fromkeys(d for d in (told["date_start"], told["date_end"]) if d))
        what = " ".join(str(w) for w in (told.get("kind"), told["measure"].replace("_", " ")) if w)
        table.add_row(Text(told["speaker"] or "unknown"), what, figure(told), days or "undated")
    return table


def _notes(edition: Edition) -> list[str]:
    coverage = edition.overview.coverage
    unread = sum(coverage.unread.values())
    uncounted = sum(
        r.uncounted_incidents
        for r in edition.overview.rows
        if r.victim_status is None and not r.admin1
    )
    inputs = "input" if len(coverage.skipped) == 1 else "inputs"
    lines = [
        "",
        (
            f"{coverage.reports:,} reports; {len(coverage.skipped)} {inputs} not readable, "
            f"{unread} not read, {coverage.no_date} without a date; {coverage.reprints} reprints."
        ),
        (
            f"Incidents: {coverage.undated} undated, {coverage.placeless} without a place. "
            f"Rules: {edition.overview.profile}. A plus: a source leaves the top open."
        ),
    ]
    lines += [f"Not read: {n} reports, {why}." for why, n in sorted(coverage.unread.items())]
    if coverage.withheld:
        lines.append(f"Left out: {coverage.withheld} claims that are less sure than asked for.")
    if uncounted:
        lines.append(f"Not in the sums: {uncounted} tellings of victims without a number.")
    return lines
