"""Commands by which people look into incidents and rule on them."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from oversikt.cli.frame import collection, command, emit, finish, opened, say, settings, watched
from oversikt.cli.options import Profile, ReadingBy, SourcesOrWorkspace, Workspace
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
    "oversikt decide different LIST:17 OTHER:203 --by 'A. Name' --reason 'two graves'",
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
            "same",
            "different",
        ],
        typer.Argument(help="What is ruled."),
    ],
    targets: Annotated[
        list[str],
        typer.Argument(
            help="Ids of incidents, claims or decisions, or records of lists (LIST:RECORD)."
        ),
    ],
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


@command("oversikt weights > weights.toml", "oversikt weights --workspace iraq > iraq.toml")
def weights(workspace: Workspace = None) -> None:
    """Learn match weights from people's merges and splits, starting from those in use.

    The setting `weights` in oversikt.toml names the file by which the next run links.
    """
    from oversikt.claims import confident
    from oversikt.incidents.command import Evidence, learnt

    with opened(workspace) as (record, kept):
        claims, _ = confident(record.claims(), kept.min_confidence)
        reports = tuple(record.reports())
        evidence = Evidence(reports, claims, record.decisions(), kept.profile, kept.weights)
        emit(learnt(evidence).splitlines())


@command(
    "oversikt explain INCIDENT                       (from the workspace)",
    "oversikt explain INCIDENT reports.jsonl --chart why.svg",
)
def explain(
    incident: Annotated[str, typer.Argument(help="Id of the incident.")],
    files: SourcesOrWorkspace = None,
    chart: Annotated[
        Path | None, typer.Option(help="Also draw the strongest joining, as SVG.")
    ] = None,
    *,
    by: ReadingBy,
    profile: Profile = None,
    workspace: Workspace = None,
) -> None:
    """Tell why an incident's reports were joined, and where each of its numbers comes from."""
    from oversikt.claims import confident
    from oversikt.incidents.command import Evidence, explained
    from oversikt.pipeline import gather, natural, read

    rules = {**by.given(), "profile": profile}
    if files:
        chosen = settings(**rules)
        found = collection(files)
        whole = gather(read(watched(found, "reports"), chosen, say))
        evidence = Evidence(whole.reports, whole.claims, (), chosen.profile, chosen.weights)
        emit(explained(evidence, incident, chart))
        finish(found, whole.unread)
        return
    with opened(workspace, **rules) as (record, kept):
        derived = natural(record, incident, kept)
        claims, _ = confident(record.claims(), kept.min_confidence)
        evidence = Evidence(
            tuple(record.reports()), claims, record.decisions(), kept.profile, kept.weights
        )
        emit(explained(evidence, derived, chart))
