"""The command line: parse, call one function, print.

Exit status: 0 done, 1 nothing could be read, 2 wrong usage, 3 done but some input was skipped,
130 stopped by Ctrl-C.
"""

import inspect
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer

from oversikt import __version__
from oversikt import settings as settings_of
from oversikt.errors import OversiktError, UsageError
from oversikt.records import dumps

app = typer.Typer(
    help="From news reports in many languages to a sourced, checkable record of who was harmed.",
    epilog="Each command explains itself: oversikt claims --help",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Item = TypeVar("Item")
Function = TypeVar("Function", bound=Callable[..., Any])

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="Files or folders; none, or -, is standard input."),
]
Published = Annotated[
    str | None, typer.Option(help="Date of publication (2017-07-02) of reports that tell none.")
]
Language = Annotated[
    str | None, typer.Option(help="Language (nb, en, ar …) of reports that tell none.")
]
Publisher = Annotated[str | None, typer.Option(help="Publisher of reports that tell none.")]
Input = Annotated[
    Literal["jsonl", "text", "html"] | None,
    typer.Option(help="What the input is, where no file name tells; jsonl on standard input."),
]
Encoding = Annotated[str, typer.Option(help="Encoding of text files, such as windows-1256.")]
Jobs = Annotated[
    int | None, typer.Option(min=1, help="Processes that read; the output stays the same.")
]
Profile = Annotated[
    str | None,
    typer.Option(help="Rule profile: minmax, ibc, ucdp, acled, airwars or antiwar."),
]
Workspace = Annotated[
    Path | None, typer.Option(help="Folder of the workspace; else the one that holds this folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def command(*examples: str, name: str | None = None) -> Callable[[Function], Function]:
    """Register a command whose help ends with examples."""

    def register(function: Function) -> Function:
        lines = "\n".join(f"  {example}" for example in examples)
        text = f"{inspect.cleandoc(function.__doc__ or '')}\n\n\b\nExamples:\n{lines}"
        return app.command(name, help=text)(function)

    return register


def main(arguments: list[str] | None = None) -> None:
    """Run a command and end with its exit status."""
    try:
        app(args=arguments, prog_name="oversikt")
    except OversiktError as error:
        say(str(error))
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except SystemExit as ended:
        if ended.code == 130:
            say("stopped; what was kept so far is whole")
        raise


@command(
    "oversikt reports page.html notes.txt --published 2017-07-02",
    "oversikt reports archive/ > reports.jsonl",
)
def reports(
    files: Sources = None,
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
) -> None:
    """Print files as a stream of reports: the very text that all offsets refer to.

    JSON Lines (also .gz), text, HTML and folders of these go in; one JSON object a report comes
    out. A line or file that cannot be read is named on standard error and skipped.
    """
    found = collection(files, fill(published, language, publisher, input, encoding))
    emit(dumps(report.to_json()) for report in watched(found, "reports"))
    finish(found)


@command(
    "oversikt claims reports.jsonl --jobs 4 > claims.jsonl",
    "curl -s https://example.invalid/story | oversikt claims --input html --language nb",
)
def claims(
    files: Sources = None,
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
    jobs: Jobs = None,
) -> None:
    """Read reports and print what they claim: how many, who, where, when, and who says so.

    Every claim quotes its report word for word. No store is touched and nothing is fetched.
    """
    from oversikt.pipeline import read

    chosen = settings(jobs=jobs)
    found = collection(files, fill(published, language, publisher, input, encoding))
    unread: Counter[str] = Counter()

    def lines() -> Iterator[str]:
        for _, reading in read(watched(found, "reports"), chosen.jobs):
            if reading.unread is not None:
                unread[reading.unread] += 1
            yield from (dumps(claim.to_json()) for claim in reading.claims)

    emit(lines())
    finish(found, unread)


@command(
    "oversikt incidents reports.jsonl > incidents.jsonl",
    "oversikt incidents archive/ --profile ucdp --jobs 4",
)
def incidents(
    files: Sources = None,
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
    jobs: Jobs = None,
    profile: Profile = None,
) -> None:
    """Read reports and print the incidents that they tell of, counted under a rule profile.

    Claims of one event are gathered; low, best and high come from them, each walked back to its
    claim. No store is touched.
    """
    from oversikt.pipeline import gather, incidents_of, read

    chosen = settings(jobs=jobs, profile=profile)
    found = collection(files, fill(published, language, publisher, input, encoding))
    of, read_claims, unread = gather(read(watched(found, "reports"), chosen.jobs))
    emit(dumps(i.to_json()) for i in incidents_of(of, read_claims, chosen.profile))
    finish(found, unread)


@command(
    "oversikt overview reports.jsonl --month 2017-06",
    "oversikt overview reports.jsonl --format html > overview.html",
    "oversikt overview --by admin1          (from the workspace)",
)
def overview(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Files or folders; none is the workspace."),
    ] = None,
    month: Annotated[str | None, typer.Option(help="One month, such as 2017-06.")] = None,
    by: Annotated[
        Literal["country", "admin1"] | None, typer.Option(help="A row for each of these.")
    ] = None,
    format: Annotated[  # noqa: A002 - the name of the option
        Literal["table", "csv", "json", "html"], typer.Option(help="How to print it.")
    ] = "table",
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
    jobs: Jobs = None,
    profile: Profile = None,
    workspace: Workspace = None,
) -> None:
    """Sum incidents to the month's overview: low, best and high, their sources, and the change.

    With files, reports are read from them; without, the workspace's record is summed. Others'
    published totals, movements of people and what could not be read stand beside the table.
    """
    from oversikt.pipeline import overview_of, overview_of_record, read
    from oversikt.publish import printed

    if not files:
        with opened(workspace) as (record, kept):
            chosen = override(kept, by=by, profile=profile)
            emit([printed(format, *overview_of_record(record, chosen, month)).removesuffix("\n")])
        return
    chosen = settings(jobs=jobs, profile=profile, by=by)
    found = collection(files, fill(published, language, publisher, input, encoding))
    stream = read(watched(found, "reports"), chosen.jobs)
    whole = overview_of(stream, lambda: found.skipped, chosen, month)
    emit([printed(format, *whole).removesuffix("\n")])
    finish(found, whole[0].coverage.unread)


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
def add(
    files: Sources = None,
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
    workspace: Workspace = None,
) -> None:
    """Keep reports in the workspace, word for word; what it holds already adds nothing."""
    with opened(workspace) as (record, _), record.lock("add"):
        found = collection(files, fill(published, language, publisher, input, encoding))
        added = record.add(watched(found, "reports"))
        for refused in added.skipped:
            found.skip(f"report {refused.source[:80]!r}", refused.reason)
        record.skip(found.skipped)
    emit([f"{added.new} new, {added.known + found.repeated} known, {len(found.skipped)} skipped"])
    finish(found, quiet=True)


@command("oversikt run", "oversikt run --jobs 4", "oversikt run --again    (all, anew)")
def run(
    jobs: Jobs = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read every report anew, not only new ones.")
    ] = False,
    workspace: Workspace = None,
) -> None:
    """Read what is new in the workspace, and gather all claims into incidents.

    A run may be stopped at any moment: nothing is lost, and the next run goes on from there.
    """
    from oversikt import pipeline

    with opened(workspace) as (record, kept), record.lock("run"):
        if again:
            record.forget()
        done = pipeline.run(record, override(kept, jobs=jobs), watch=watched)
        now = record.status(kept.profile)
    emit([f"{done} reports read; {now.claims} claims, {now.incidents} incidents"])


@command("oversikt status", "oversikt status --json")
def status(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Tell how much the workspace holds, and what is left to do."""
    with opened(workspace) as (record, kept):
        now = asdict(record.status(kept.profile))
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


@app.callback(invoke_without_command=True)
def about(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """From news reports in many languages to a sourced, checkable record of who was harmed."""
    if version:
        emit([__version__])
        raise typer.Exit


def say(line: str) -> None:
    """Print one line to the people at the terminal, beside the output."""
    sys.stderr.write(f"oversikt: {line}\n")


def emit(lines: Iterable[str]) -> None:
    """Print lines as UTF-8; a reader who leaves early (``| head``) ends the command quietly."""
    out = sys.stdout.buffer
    try:
        for line in lines:
            out.write(line.encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None  # as a program ended by SIGPIPE


def settings(**given: Any) -> settings_of.Settings:
    """Return the settings of the workspace around, if any, and of the command line."""
    return override(settings_of.load(settings_of.find()), **given)


def override(kept: settings_of.Settings, **given: Any) -> settings_of.Settings:
    """Return the settings with those set that the command line names."""
    return replace(kept, **{name: value for name, value in given.items() if value is not None})


def fill(
    published: str | None,
    language: str | None,
    publisher: str | None,
    kind: Literal["jsonl", "text", "html"] | None,
    encoding: str,
) -> Any:
    """Return what the user says about the input."""
    from oversikt.collect import Fill

    return Fill(published, language, publisher, kind, encoding)


def collection(files: list[str] | None, filling: Any) -> Any:
    """Open the input; each input that is skipped is named at once."""
    from oversikt.collect import Collection

    return Collection(files or ["-"], filling, lambda skipped: say(str(skipped)))


def finish(found: Any, unread: Any = None, *, quiet: bool = False) -> None:
    """Tell what was not read, and end with the exit status that says so."""
    if not quiet and found.repeated:
        say(f"{found.repeated} reports stood twice in the input and were read once")
    for reason, count in sorted((unread or {}).items()):
        say(f"{count} reports not read: {reason}")
    if found.skipped:
        raise typer.Exit(3 if found.reports else 1)


def watched(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Pass items on; count them on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} {task.description}"))
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task(what, total=None)
        for item in items:
            yield item
            bar.advance(task)


class opened:  # noqa: N801 - read as a word: with opened(workspace) as …
    """The record of a workspace and its settings, while a command works on it."""

    def __init__(self, workspace: Path | None) -> None:
        found = settings_of.find(workspace)
        if found is None:
            raise UsageError("no workspace here or above; make one: oversikt init FOLDER")
        from oversikt.store import Record

        self._settings = settings_of.load(found)
        self._record = Record.open(found, self._settings)

    def __enter__(self) -> tuple[Any, settings_of.Settings]:
        return self._record, self._settings

    def __exit__(self, *_: object) -> None:
        self._record.close()
