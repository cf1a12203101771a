"""Commands by which people look into incidents and rule on them."""

from dataclasses import asdict
from typing import Annotated, Literal

import typer

from oversikt.cli.frame import (
    Workspace,
    command,
    emit,
    opened,
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
