"""Pictures of overlaps and estimates, as altair charts: ``chart.save("overlap.svg")`` writes one.

Source of the form of ``overlap``: Lex et al. 2014, "UpSet: visualization of intersecting sets",
IEEE Transactions on Visualization and Computer Graphics 20:1983-1992.
"""

import altair as alt
import numpy as np
import pandas as pd

from oversikt.estimate.result import Estimate
from oversikt.estimate.table import CaptureTable

_INK, _PALE, _WARN = "#33424f", "#d5dbe0", "#b4552d"


def overlap(table: CaptureTable, most: int = 40, of: str = "people") -> alt.VConcatChart:
    """Draw who is on which lists: bars of people over a grid of lists (an UpSet plot).

    Args:
        table: Counts by pattern.
        most: Patterns shown, the largest first; the title says how many are left out.
        of: What is counted: people, or incidents.
    """
    cells = sorted(table.cells, key=lambda cell: (-cell[1], cell[0]))
    shown = cells[:most]
    order = [pattern for pattern, _ in shown]
    bars = pd.DataFrame(shown, columns=["pattern", "people"])
    dots = pd.DataFrame(
        [
            {"pattern": pattern, "list": name, "on": pattern[j] == "1"}
            for pattern, _ in shown
            for j, name in enumerate(table.lists)
        ]
    )
    sizes = np.diag(table.overlap)
    lists = sorted(table.lists, key=lambda name: -int(sizes[table.lists.index(name)]))
    x = alt.X("pattern:N", sort=order, axis=None)
    title = f"{table.observed:,} {of} on {len(table.lists)} lists"
    if len(cells) > most:
        title += f"; {len(cells) - most} smaller patterns not shown"
    top = (
        alt.Chart(bars, title=title, height=180, width=max(22 * len(shown), 200))
        .mark_bar(color=_INK)
        .encode(x=x, y=alt.Y("people:Q", title=of))
    )
    numbers = top.mark_text(dy=-6, fontSize=9).encode(text=alt.Text("people:Q", format=","))
    grid = alt.Chart(dots, height=22 * len(lists), width=max(22 * len(shown), 200))
    marks = grid.mark_circle(size=90, opacity=1).encode(
        x=x,
        y=alt.Y("list:N", sort=lists, title=None),
        color=alt.condition("datum.on", alt.value(_INK), alt.value(_PALE)),
    )
    joins = (
        grid.transform_filter("datum.on")
        .mark_line(color=_INK, strokeWidth=2)
        .encode(x=x, y=alt.Y("list:N", sort=lists), detail="pattern:N")
    )
    return alt.vconcat(alt.layer(top, numbers), alt.layer(marks, joins), spacing=4)


def models(estimate: Estimate) -> alt.LayerChart | alt.FacetChart:
    """Draw what every model says, with its interval, beside the observed number.

    Models with warnings are drawn in another colour; refused ones are named without a mark.
    """
    rows = []
    for fit in estimate.fits:
        there = fit.status != "refused" and fit.point is not None and fit.interval is not None
        rows.append(
            {
                "model": fit.model if there else f"{fit.model} (no number)",
                "point": fit.point if there else None,
                "low": fit.interval.low if there and fit.interval else None,
                "high": fit.interval.high if there and fit.interval else None,
                "flagged": fit.status == "flagged" or estimate.status == "flagged",
            }
        )
    frame = pd.DataFrame(rows, columns=["model", "point", "low", "high", "flagged"])
    title = "Refused: " + (estimate.refusal or "") if estimate.status == "refused" else "In all"
    colour = alt.condition("datum.flagged", alt.value(_WARN), alt.value(_INK))
    base = alt.Chart(frame, title=title, width=460, height=36 * max(len(rows), 1))
    scale = alt.Scale(zero=False)
    y = alt.Y("model:N", title=None, sort=[str(row["model"]) for row in rows])
    lines = base.mark_rule(strokeWidth=3).encode(
        y=y, x=alt.X("low:Q", title="people", scale=scale), x2="high:Q", color=colour
    )
    points = base.mark_circle(size=120, opacity=1).encode(
        y=y, x=alt.X("point:Q", scale=scale), color=colour
    )
    seen = pd.DataFrame({"observed": [estimate.observed]})
    line = alt.Chart(seen).mark_rule(strokeDash=[4, 3], color=_INK).encode(x="observed:Q")
    return alt.layer(lines, points, line)


def draws(estimate: Estimate, bins: int = 60) -> alt.Chart:
    """Draw the chosen model's draws of the total as a histogram, for a look at its shape."""
    values = estimate.draws if estimate.draws is not None else np.array([])
    counts, edges = np.histogram(values, bins=bins) if len(values) else (np.array([]), np.zeros(1))
    frame = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "draws": counts})
    chart: alt.Chart = (
        alt.Chart(frame, width=460, height=180)
        .mark_bar(color=_INK)
        .encode(x=alt.X("from:Q", bin="binned", title="people in all"), x2="to:Q", y="draws:Q")
    )
    return chart
