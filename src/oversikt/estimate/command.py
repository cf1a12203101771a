"""``oversikt estimate``: a capture table in, an estimate with its checks or a refusal out."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from oversikt.errors import OversiktError
from oversikt.estimate.reading import ALL, read_tables
from oversikt.estimate.run import MODELS, run
from oversikt.estimate.strata import Strata, run_strata
from oversikt.estimate.table import CaptureTable
from oversikt.estimate.views import estimate_view, overlap_view, strata_view

_INTERRUPTED = 130


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
def watched(console: Console) -> Iterator[_Live]:
    """Show progress on the console and turn the first Ctrl-C into a request to stop."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        live = _Live(progress)
        before = signal.signal(signal.SIGINT, live.stop)
        try:
            yield live
        finally:
            signal.signal(signal.SIGINT, before)


def show(
    tables: dict[str, CaptureTable], models: str, seed: int, as_json: bool, passed: bool
) -> int:
    """Estimate from tables by stratum, print what comes out, and return the exit status."""
    out, err = Console(), Console(stderr=True)
    asked = "all" if models == "all" else [name.strip() for name in models.split(",")]
    with watched(err) as live:
        if list(tables) == [ALL]:
            single = run(tables[ALL], models=asked, seed=seed, watch=live)
            result: Strata | None = None
        else:
            result = run_strata(tables, seed=seed, watch=live, models=asked)
    interrupted = result.interrupted if result else single.interrupted
    if as_json:
        plain = result.to_json() if result else single.to_json()
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    elif result:
        out.print(strata_view(result))
    else:
        out.print(overlap_view(tables[ALL]))
        out.print(estimate_view(single, passed=passed))
    if interrupted:
        err.print("Stopped by Ctrl-C: what was done so far is above, and nothing else.")
    return _INTERRUPTED if interrupted else 0


def estimate_command(
    table: Annotated[
        Path,
        typer.Argument(
            help="Capture table: CSV with pattern,count, with a 0/1 column a list, or with "
            "person,list; or JSON with lists and table.",
            exists=True,
            dir_okay=False,
        ),
    ],
    by: Annotated[
        str, typer.Option(help="Columns that make strata, for instance month,place.")
    ] = "",
    model: Annotated[
        str, typer.Option(help=f"Models, parted by commas: {', '.join(MODELS)}; or all.")
    ] = "all",
    seed: Annotated[int, typer.Option(help="Start of the random numbers.", min=0)] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    checks: Annotated[bool, typer.Option(help="Show the checks that passed too.")] = False,
) -> None:
    """Estimate how many people are on none of the lists, or say why that cannot be said."""
    columns = [column.strip() for column in by.split(",") if column.strip()]
    try:
        tables = read_tables(table, columns)
        status = show(tables, model, seed, as_json, checks)
    except OversiktError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    raise typer.Exit(status)
