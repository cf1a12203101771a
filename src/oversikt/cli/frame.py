"""What all commands share: options, input and output, messages and the exit status."""

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from oversikt import __version__
from oversikt import settings as settings_of
from oversikt.cli.options import Filling, unfolded
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


def command(*examples: str, name: str | None = None) -> Callable[[Function], Function]:
    """Register a command whose help ends with examples."""

    def register(function: Function) -> Function:
        text = exemplified(function.__doc__ or "", *examples)
        app.command(name, help=text)(unfolded(function))
        return function

    return register


def exemplified(text: str, *examples: str) -> str:
    """Return a help text that ends with examples."""
    lines = "\n".join(f"  {example}" for example in examples)
    return f"{inspect.cleandoc(text)}\n\n\b\nExamples:\n{lines}"


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


def collection(files: list[str] | None, filling: Filling | None = None) -> Any:
    """Open the input; each input that is skipped is named at once."""
    from oversikt.collect import Collection

    known = None if filling is None else filling.fill()
    return Collection(files or ["-"], known, lambda skipped: say(str(skipped)))


def finish(found: Any, unread: Any = None, *, quiet: bool = False) -> None:
    """Tell what was not read, and end with the exit status that says so.

    Args:
        found: The account of the input.
        unread: What has ``unread`` by reason and ``withheld``: a count of readings, a coverage.
        quiet: Whether repeated input is told elsewhere.
    """
    if not quiet and found.repeated:
        say(f"{found.repeated} reports stood twice in the input and were read once")
    for reason, count in sorted(unread.unread.items()) if unread else ():
        say(f"{count} reports not read: {reason}")
    if unread and unread.withheld:
        say(f"{unread.withheld} claims left out: less sure than --min-confidence")
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

    def __init__(self, workspace: Path | None, **given: Any) -> None:
        found = settings_of.find(workspace)
        if found is None:
            raise UsageError("no workspace here or above; make one: oversikt init FOLDER")
        from oversikt.store import Record

        self._settings = override(settings_of.load(found), **given)
        self._record = Record.open(found, self._settings, self._settings.extractor)

    def __enter__(self) -> tuple[Any, settings_of.Settings]:
        return self._record, self._settings

    def __exit__(self, *_: object) -> None:
        self._record.close()
