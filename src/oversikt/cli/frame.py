"""What all commands share: options, input and output, messages and the exit status."""

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer

from oversikt import __version__
from oversikt import settings as settings_of
from oversikt.errors import OversiktError, UsageError

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
