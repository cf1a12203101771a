"""What ``oversikt estimate`` and ``oversikt overlap`` do with the tables that they are given."""

import csv
import io
import json
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import altair as alt
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from oversikt.errors import UsageError
from oversikt.estimate import charts
from oversikt.estimate.linkages import OverLinkages
from oversikt.estimate.reading import ALL
from oversikt.estimate.recorders import Row
from oversikt.estimate.result import Estimate
from oversikt.estimate.run import run
from oversikt.estimate.strata import Strata, run_strata
from oversikt.estimate.table import CaptureTable
from oversikt.estimate.views import estimate_view, linkages_view, overlap_view, strata_view
from oversikt.estimate.watch import Watch

Found = Estimate | Strata | OverLinkages
"""What may come out."""

_INTERRUPTED = 130
# More strata are not shown as tables; --chart draws them all.
_MOST_TABLES = 6


class _Live:
    """Shows how far each part has come; Ctrl-C asks it to stop instead of breaking off."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}
        self.going = True

    def step(self, part: str, done: float, total: float) -> bool:
        if part not in self.tasks:
            for other in self.tasks.values():
                self.progress.update(other, visible=False)
            self.tasks[part] = self.progress.add_task(part, total=total)
        self.progress.update(self.tasks[part], completed=done, total=total)
        return self.going

    def stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.going = False
        # A second Ctrl-C breaks off at once, as anywhere else.
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def watched() -> Iterator[Watch]:
    """Show progress on standard error, and turn the first Ctrl-C into a request to stop."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        live = _Live(progress)
        before = signal.signal(signal.SIGINT, live.stop)
        try:
            yield live
        finally:
            signal.signal(signal.SIGINT, before)


def from_tables(
    tables: Mapping[str, CaptureTable], models: str, seed: int, watch: Watch
) -> Estimate | Strata:
    """Estimate from tables by stratum, or from the one table there is."""
    if list(tables) == [ALL]:
        return run(tables[ALL], models=asked(models), seed=seed, watch=watch)
    return run_strata(tables, seed=seed, watch=watch, models=asked(models))


def asked(models: str) -> str | list[str]:
    """Return the models that an option names."""
    return "all" if models == "all" else [name.strip() for name in models.split(",")]


def show(
    found: Found,
    tables: Mapping[str, CaptureTable],
    *,
    as_json: bool,
    passed: bool,
) -> int:
    """Print what came out, and return the exit status.

    Args:
        found: The estimate.
        tables: The capture tables behind it, by stratum.
        as_json: Print one JSON object.
        passed: Show the checks that passed too.
    """
    out, err = Console(), Console(stderr=True)
    if as_json:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    else:
        for name, table in tables.items():
            if len(tables) <= _MOST_TABLES:
                out.print(overlap_view(table, "" if name == ALL else name))
        if isinstance(found, Estimate):
            out.print(estimate_view(found, passed=passed))
        elif isinstance(found, Strata):
            out.print(strata_view(found))
        else:
            out.print(linkages_view(found, passed=passed))
    if found.interrupted:
        err.print("Stopped by Ctrl-C: what was done so far is above, and nothing else.")
    return _INTERRUPTED if found.interrupted else 0


def show_overlap(tables: Mapping[str, CaptureTable]) -> None:
    """Print who knows of which incidents, a table for each stratum."""
    out = Console()
    for name, table in tables.items():
        out.print(overlap_view(table, "" if name == ALL else name, "incidents"))


def rows(tables: Mapping[str, CaptureTable], by: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a capture table in CSV, strata first, as ``read_tables`` takes them."""
    page = io.StringIO()
    out = csv.writer(page, lineterminator="\n")
    lists = next(iter(tables.values())).lists if tables else ()
    out.writerow([*by, *lists, "count"])
    for name, table in tables.items():
        strata = name.split(", ") if by else []
        out.writerows([*strata, *pattern, count] for pattern, count in table.cells)
    yield from page.getvalue().splitlines()


def links(groups: Iterable[Sequence[Row]]) -> Iterator[str]:
    """Yield, as CSV, each row of a recorder with the incident that it was taken for."""
    page = io.StringIO()
    out = csv.writer(page, lineterminator="\n")
    out.writerow(["recorder", "id", "incident"])
    out.writerows([row.recorder, row.id, rows[0].mark] for rows in groups for row in rows)
    yield from page.getvalue().splitlines()


def draw(tables: Mapping[str, CaptureTable], path: Path, of: str = "people") -> None:
    """Write the overlaps of all strata as one picture (SVG or PNG, by the file's name)."""
    drawn = [
        charts.overlap(table, of=of).properties(title="" if name == ALL else name)
        for name, table in tables.items()
        if table.observed
    ]
    try:
        alt.vconcat(*drawn, spacing=30).save(str(path))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be drawn: {error}; name a file .svg or .png") from error
