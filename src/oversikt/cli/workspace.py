"""Commands that keep a workspace: make it, add reports, read them, look after the record."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from oversikt import settings as settings_of
from oversikt.cli.frame import collection, command, emit, finish, opened, say, watched
from oversikt.cli.options import AsJson, Filling, ReadingBy, Sources, Workspace
from oversikt.records import dumps


@command("oversikt init iraq", "oversikt init --store postgresql+psycopg://me@host/iraq team")
def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make the workspace in.")] = Path(),
    store: Annotated[
        str, typer.Option(help="Where the record is kept: an SQLAlchemy address.")
    ] = settings_of.Settings().store,
) -> None:
    """Make a workspace: a folder with its settings (oversikt.toml) and an empty record."""
    from oversikt.store import Record

    Record.create(folder, store).close()
    say(f"{folder} is a workspace now; next: oversikt add FILE, then oversikt run")


@command("oversikt add reports.jsonl", "oversikt add archive/ --publisher 'Example Daily'")
def add(files: Sources = None, *, filling: Filling, workspace: Workspace = None) -> None:
    """Keep reports in the workspace, word for word; what it holds already adds nothing."""
    with opened(workspace) as (record, _), record.lock("add"):
        found = collection(files, filling)
        added = record.add(watched(found, "reports"))
        for refused in added.skipped:
            found.skip(f"report {refused.source[:80]!r}", refused.reason)
        record.skip(found.skipped)
    emit([f"{added.new} new, {added.known + found.repeated} known, {len(found.skipped)} skipped"])
    finish(found, quiet=True)


@command(
    "oversikt run",
    "oversikt run --jobs 4",
    "oversikt run --again    (all, anew)",
    "oversikt run --engine 'local[2]'    (linking on Spark)",
)
def run(
    *,
    by: ReadingBy,
    again: Annotated[
        bool, typer.Option("--again", help="Read every report anew, not only new ones.")
    ] = False,
    engine: Annotated[
        str | None,
        typer.Option(
            help="What links: duckdb, or Spark as local[2], local[*] or spark://host:port."
        ),
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Read what is new in the workspace, and link it to the incidents that there are.

    A run may be stopped at any moment: nothing is lost, and the next run goes on from there.
    """
    from oversikt import pipeline

    rules = {**by.given(), "engine": engine}
    with opened(workspace, **rules) as (record, kept), record.lock("run"):
        if again:
            record.forget()
        done = pipeline.run(record, kept, watch=watched, tell=say)
        now = record.status(kept.rule)
    emit([f"{done} reports read; {now.claims} claims, {now.incidents} incidents"])


@command("oversikt status", "oversikt status --json")
def status(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Tell how much the workspace holds, and what is left to do."""
    with opened(workspace) as (record, kept):
        now = asdict(record.status(kept.rule))
        plain = {"workspace": str(record.workspace), "profile": kept.profile, **now}
    names = {"unread": "not read yet", "skipped": "input skipped", "linked": "incidents up to date"}
    words = {True: "yes", False: "no: oversikt run"}
    if as_json:
        emit([dumps(plain)])
        return
    for name, value in plain.items():
        shown = words[value] if isinstance(value, bool) else value
        emit([f"{names.get(name, name):<22}{shown}"])


@command("oversikt verify")
def verify(workspace: Workspace = None) -> None:
    """Check that the record is whole: words, digests, quotes, and the chain of decisions."""
    with opened(workspace) as (record, _):
        broken = record.verify()
    emit(broken or ["whole"])
    if broken:
        raise typer.Exit(1)
