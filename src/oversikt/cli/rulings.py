"""Commands by which people look into incidents and rule on them."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from oversikt.cli.frame import (
    Jobs,
    Profile,
    Workspace,
    collection,
    command,
    emit,
    finish,
    opened,
    override,
    settings,
    watched,
)  # fmt: skip
from oversikt.errors import UsageError
from oversikt.records import dumps


@command("oversikt decisions", "oversikt decisions --workspace iraq > decisions.jsonl")
def decisions(workspace: Workspace = None) -> None:
    """Print what people ruled, in order, one JSON object a decision."""
    with opened(workspace) as (record, _):
        emit(dumps(asdict(decision)) for decision in record.decisions())


@command(
    "oversikt decide merge INCIDENT INCIDENT --by 'A. Name' --reason 'one market, one hour'",
    "oversikt decide exclude CLAIM --by 'A. Name' --reason 'retracted by the paper'",
    """oversikt decide grade INCIDENT --value '"fair"' --by 'A. Name' --reason 'two sources'""",
)
def decide(
    action: Annotated[
        Literal[
            "accept",
            "edit",
            "reject",
            "merge",
            "split",
            "place",
            "date",
            "grade",
            "exclude",
            "undo",
        ],
        typer.Argument(help="What is ruled."),
    ],
    targets: Annotated[list[str], typer.Argument(help="Ids of incidents, claims or decisions.")],
    by: Annotated[str, typer.Option(help="Who rules.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    value: Annotated[str | None, typer.Option(help="What is set, as JSON.")] = None,
    workspace: Workspace = None,
) -> None:
    """Append a decision; the next run applies it on top of what the machine derives."""
    import json
    from datetime import UTC, datetime

    from oversikt.records import Decision

    try:
        plain = None if value is None else json.loads(value)
    except ValueError as error:
        raise UsageError(f"--value is not JSON ({error}); quote words: '\"fair\"'") from error
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with opened(workspace) as (record, _):
        kept = record.decide(Decision("", action, tuple(targets), plain, by, now, reason))
    emit([kept.id])


@command(
    "oversikt explain INCIDENT                       (from the workspace)",
    "oversikt explain INCIDENT reports.jsonl --chart why.svg",
)
def explain(
    incident: Annotated[str, typer.Argument(help="Id of the incident.")],
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Files or folders; none is the workspace."),
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(help="Also draw the strongest joining, as SVG.")
    ] = None,
    jobs: Jobs = None,
    profile: Profile = None,
    workspace: Workspace = None,
) -> None:
    """Tell why an incident's reports were joined, and where each of its numbers comes from."""
    from oversikt.incidents.command import Evidence, explained
    from oversikt.pipeline import gather, natural, read

    if files:
        chosen = settings(jobs=jobs, profile=profile)
        found = collection(files, None)
        reports, claims, unread = gather(read(watched(found, "reports"), chosen.jobs))
        emit(explained(Evidence(reports, claims, (), chosen.profile), incident, chart))
        finish(found, unread)
        return
    with opened(workspace) as (record, kept):
        chosen = override(kept, profile=profile)
        derived = natural(record, incident, chosen.profile)
        evidence = Evidence(
            tuple(record.reports()), tuple(record.claims()), record.decisions(), chosen.profile
        )
        emit(explained(evidence, derived, chart))
