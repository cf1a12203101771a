"""Estimates as people read them in a terminal: never a number without what it rests on."""

from dataclasses import replace

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from oversikt.estimate.linkages import OverLinkages
from oversikt.estimate.reading import ALL
from oversikt.estimate.result import Check, Estimate
from oversikt.estimate.strata import Strata
from oversikt.estimate.table import CaptureTable

_MARKS = {
    "pass": ("✓", "green"),
    "note": ("·", ""),
    "flag": ("!", "yellow"),
    "refuse": ("✗", "red"),
}

# With 32 rows, all patterns of five lists are shown.
_MOST_ROWS = 32


def overlap_view(table: CaptureTable, stratum: str = "", of: str = "people") -> Table:
    """Return the counts of a capture table, a column for each list.

    Args:
        table: Counts by pattern.
        stratum: Its name, where there are several.
        of: What is counted: people, or incidents.
    """
    title = f"{table.observed:,} {of} on {len(table.lists)} lists"
    view = Table(title=f"{stratum}: {title}" if stratum else title, title_style="bold")
    for name in table.lists:
        view.add_column(name, justify="center")
    view.add_column(of, justify="right")
    cells = sorted(table.cells, key=lambda cell: (-cell[1], cell[0]))
    for pattern, count in cells[:_MOST_ROWS]:
        view.add_row(*("●" if digit == "1" else "·" for digit in pattern), f"{count:,}")
    if len(cells) > _MOST_ROWS:
        rest = sum(count for _, count in cells[_MOST_ROWS:])
        view.caption = f"{len(cells) - _MOST_ROWS} more patterns with {rest:,} {of}"
    return view


def estimate_view(estimate: Estimate, *, passed: bool = False) -> RenderableType:
    """Return an estimate with its range over models, its assumption and its checks.

    Args:
        estimate: What ``run`` gave back.
        passed: Show the checks that passed too.
    """
    parts: list[RenderableType] = []
    if estimate.label:
        parts.append(Text(estimate.label, style="bold"))
    if estimate.interrupted:
        parts.append(Text("Stopped early; this is what was done so far.", style="yellow"))
    parts.append(Text(headline(estimate), style="bold"))
    if estimate.fits:
        parts.append(_models(estimate))
    if estimate.assumption and estimate.status != "refused":
        parts.append(Text(f"This holds only if: {estimate.assumption}"))
    parts += [_line(check) for check in estimate.all_checks if passed or check.verdict != "pass"]
    return Group(*parts)


def headline(estimate: Estimate) -> str:
    """Return the estimate in one sentence, with its range, or the refusal."""
    seen = f"{estimate.observed:,} people are on at least one list."
    if estimate.point is None or estimate.status == "refused":
        return f"{seen} No estimate: {estimate.refusal}"
    interval, spread = estimate.interval, estimate.spread
    words = f"{seen} In all, by the {estimate.model} model: {estimate.point:,.0f}"
    if interval:
        words += f" (95 %: {interval.low:,.0f} to {interval.high:,.0f})"
    if spread and len(estimate.fits) > 1:
        words += f"; over all models {spread.low:,.0f} to {spread.high:,.0f}"
    flags = sum(check.verdict == "flag" for check in estimate.all_checks)
    if flags:
        words += f". Not to be quoted without the {flags} warnings below"
    return words + "."


def _models(estimate: Estimate) -> Table:
    view = Table(box=None, pad_edge=False)
    for column, side in (("model", "left"), ("people in all", "right"), ("95 %", "right")):
        view.add_column(column, justify="right" if side == "right" else "left")
    view.add_column("")
    for fit in estimate.fits:
        if fit.status == "refused" or fit.point is None:
            view.add_row(fit.model, "–", "–", "no number")
            continue
        ends = f"{fit.interval.low:,.0f}–{fit.interval.high:,.0f}" if fit.interval else "–"
        remark = "a floor" if fit.model == "chao" else fit.status.replace("estimate", "")
        view.add_row(fit.model, f"{fit.point:,.0f}", ends, remark)
    return view


def _line(check: Check) -> Text:
    mark, style = _MARKS[check.verdict]
    return Text(f"{mark} {check.reason}", style=style)


def strata_view(strata: Strata) -> RenderableType:
    """Return strata, their sum, and the strata that have none, with reasons."""
    view = Table(title="Strata", title_style="bold")
    for column in ("stratum", "observed", "people in all", "95 %", "all models", "warnings"):
        view.add_column(column, justify="left" if column == "stratum" else "right")
    for name, e in strata.estimates.items():
        if e.point is None or not e.interval:
            view.add_row(name, f"{e.observed:,}", "no estimate", "–", "–", "–")
            continue
        spread = e.spread or e.interval
        flags = sum(check.verdict == "flag" for check in e.all_checks)
        view.add_row(
            name,
            f"{e.observed:,}",
            f"{e.point:,.0f}",
            f"{e.interval.low:,.0f}–{e.interval.high:,.0f}",
            f"{spread.low:,.0f}–{spread.high:,.0f}",
            str(flags),
        )
    parts: list[RenderableType] = [view]
    if strata.point is not None and strata.interval:
        low, high = strata.interval.low, strata.interval.high
        parts.append(Text(f"Sum: {strata.point:,.0f} (95 %: {low:,.0f} to {high:,.0f})"))
    parts.append(Text(strata.sentence))
    for name, reason in strata.refused.items():
        parts.append(Text(f"✗ {name}: {reason}", style="red"))
    for name in strata.estimated:
        seen = [c for c in strata.estimates[name].all_checks if c.verdict == "flag"]
        parts += [Text(f"! {name}: {check.reason}", style="yellow") for check in seen]
    if strata.interrupted:
        parts.append(Text("Stopped early; strata not reached are missing.", style="yellow"))
    return Group(*parts)


def linkages_view(found: OverLinkages, *, passed: bool = False) -> RenderableType:
    """Return estimates from linked lists, with what other linkages make of them.

    Args:
        found: What ``run_linkages`` gave back.
        passed: Show the checks that passed too.
    """
    parts: list[RenderableType] = [_line(note) for note in found.notes]
    single = found.strata.estimates.get(ALL)
    if single is not None:
        parts.append(estimate_view(replace(single, label=None), passed=passed))
    else:
        parts.append(strata_view(found.strata))
    for name, one in found.pooled.items():
        stratum = "" if name == ALL else f"{name}: "
        parts.append(
            Text(
                f"{stratum}Over {one.replicates} linkages drawn by their chance: {one.point:,.0f} "
                f"(95 %: {one.interval.low:,.0f} to {one.interval.high:,.0f}); "
                f"{one.between_share:.0%} of the uncertainty comes from who is taken for whom.",
                style="bold",
            )
        )
    parts += [
        Text(f"! {name}: {reason} It is not in the sum over linkages.", style="yellow")
        for name, reason in found.unpooled.items()
    ]
    if len(found.pooled) > 1 and found.point is not None and found.interval:
        low, high = found.interval.low, found.interval.high
        words = f"Sum over linkages: {found.point:,.0f} (95 %: {low:,.0f} to {high:,.0f})"
        parts.append(Text(words, style="bold"))
    return Group(*parts)
