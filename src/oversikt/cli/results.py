"""Commands whose output is meant for readers: the overview, the publication, the estimate."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from oversikt.cli.frame import (
    collection,
    command,
    emit,
    finish,
    opened,
    say,
    settings,
    watched,
)  # fmt: skip
from oversikt.cli.options import (
    By,
    Filling,
    Month,
    Profile,
    ReadingBy,
    SourcesOrWorkspace,
    Workspace,
)


@command(
    "oversikt overview reports.jsonl --month 2017-06",
    "oversikt overview reports.jsonl --format html > overview.html",
    "oversikt overview --by admin1          (from the workspace)",
)
def overview(
    files: SourcesOrWorkspace = None,
    month: Month = None,
    by: By = None,
    format: Annotated[  # noqa: A002 - the name of the option
        Literal["table", "csv", "json", "html", "geojson", "hxl"],
        typer.Option(help="How to print it."),
    ] = "table",
    *,
    filling: Filling,
    reading: ReadingBy,
    profile: Profile = None,
    workspace: Workspace = None,
) -> None:
    """Sum incidents to the month's overview: low, best and high, their sources, and the change.

    With files, reports are read from them; without, the workspace's record is summed. Others'
    published totals, movements of people and what could not be read stand beside the table.
    """
    from oversikt.publish import printed

    rules = {**reading.given(), "by": by, "profile": profile}
    whole, found = _whole(files, filling, month, workspace, rules)
    emit([printed(format, *whole).removesuffix("\n")])
    if found is not None:
        finish(found, whole[0].coverage)


@command("oversikt publish june/ --month 2017-06", "oversikt publish june/ reports.jsonl")
def publish(
    folder: Annotated[Path, typer.Argument(help="Folder to write into.")],
    files: SourcesOrWorkspace = None,
    month: Month = None,
    by: By = None,
    *,
    reading: ReadingBy,
    profile: Profile = None,
    workspace: Workspace = None,
) -> None:
    """Write the overview in every format into a folder, with a manifest of their digests.

    Victims' names are covered in every file.
    """
    from oversikt.publish import publish as publish_edition
    from oversikt.publish import seal

    rules = {**reading.given(), "by": by, "profile": profile}
    (summed, *evidence), found = _whole(files, None, month, workspace, rules)
    written = publish_edition(seal(summed, *evidence, month=month), folder)
    emit(str(path) for path in written)
    if found is not None:
        finish(found, summed.coverage)


def _whole(
    files: list[str] | None,
    filling: Filling | None,
    month: str | None,
    workspace: Path | None,
    rules: dict[str, Any],
) -> tuple[Any, Any]:
    """Sum files, or the workspace where there are none; also return the account of the files."""
    from oversikt.pipeline import overview_of, overview_of_record, read

    if not files:
        with opened(workspace, **rules) as (record, kept):
            return overview_of_record(record, kept, month), None
    chosen = settings(**rules)
    found = collection(files, filling)
    stream = read(watched(found, "reports"), chosen, say)
    return overview_of(stream, lambda: found.skipped, chosen, month), found
