"""Write `docs/reference/commands.md` from the commands' own help, and `python.md` from docstrings.

Run it from the root of the repository: `.venv/bin/python tools/reference.py`. A test fails where
the committed pages and the program no longer say the same.
"""

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from oversikt.cli import app

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
PAGE = FOLDER / "commands.md"
PYTHON = FOLDER / "python.md"
#: The rooms of the house, in the order of the data's way.
ROOMS = (
    "records", "errors", "settings", "collect", "words", "people", "harm", "sentences", "claims", "places", "incidents", "overview",
    "lists", "estimate", "publish", "store", "engine", "pipeline",
)  # fmt: skip
_PYTHON_HEAD = """# In Python

Written by `tools/reference.py` from docstrings; change those, not this page.
What a module offers stands here; names that begin with an underscore may change at any time.
"""
_HEAD = """# Commands

Written by `tools/reference.py` from `--help`; change the help, not this page.

Exit status: 0 done, 1 nothing could be read, 2 wrong usage, 3 done but some input was skipped
(each is named on stderr), 130 stopped by Ctrl-C.
"""


def names() -> list[tuple[str, ...]]:
    """Return the names of all commands, in the order of the help; groups before their own."""
    group = get_command(app)
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():  # type: ignore[attr-defined] # a group
        found.append((name,))
        found += [(name, inner) for inner in getattr(command, "commands", {})]
    return found


def help_of(*command: str) -> str:
    """Return the help of one command at a width of 80 columns, or of the whole without a name."""
    plain = {"COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1", "TERM": "dumb"}
    shown = CliRunner().invoke(app, [*command, "--help"], env=plain, prog_name="oversikt")
    if shown.exit_code:
        raise SystemExit(f"oversikt {' '.join(command)} --help fails: {shown.output}")
    return "\n".join(line.rstrip() for line in shown.output.strip().splitlines())


def page() -> str:
    """Return the whole page as Markdown."""
    parts = [_HEAD, f"```text\n{help_of()}\n```\n"]
    parts += [
        f"## oversikt {' '.join(name)}\n\n```text\n{help_of(*name)}\n```\n" for name in names()
    ]
    return "\n".join(parts)


def offered(module: object) -> list[str]:
    """Return the names that a module offers: those it lists, or those it defines itself."""
    listed = getattr(module, "__all__", None)
    if listed is not None:
        return sorted(listed)
    here = getattr(module, "__name__", "")
    return sorted(
        name
        for name, thing in vars(module).items()
        if not name.startswith("_") and getattr(thing, "__module__", None) == here
        and (inspect.isclass(thing) or inspect.isfunction(thing))
    )  # fmt: skip


def called(name: str, thing: object) -> str:
    """Return how a function or class is called, by the names of its parameters alone."""
    if not callable(thing) or (inspect.isclass(thing) and issubclass(thing, Exception)):
        return name
    try:
        given = inspect.signature(thing).parameters.values()
    except (TypeError, ValueError):  # some classes of C tell none
        return name
    told, starred = [], False
    for one in given:
        if one.name == "self":
            continue
        if one.kind is one.KEYWORD_ONLY and not starred:
            told.append("*")
            starred = True
        star = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        starred = starred or star == "*"
        told.append(f"{star}{one.name}" + ("" if one.default is one.empty or star else "=…"))
    return f"{name}({', '.join(told)})"


def described(name: str, thing: object) -> Iterator[str]:
    """Yield the lines of one name: how it is called, and what its docstring says."""
    said = inspect.getdoc(thing) if inspect.isroutine(thing) or inspect.isclass(thing) else None
    yield f"### `{called(name, thing)}`\n"
    if said:
        yield f"```text\n{said}\n```\n"
    if inspect.isclass(thing):
        for member, what in vars(thing).items():
            if inspect.isfunction(what) and not member.startswith("_") and what.__doc__:
                first = inspect.cleandoc(what.__doc__).splitlines()[0]
                yield f"- `{called(member, what)}`: {first}"
        yield ""


def python() -> str:
    """Return the page of the package as Markdown."""
    parts = [_PYTHON_HEAD]
    for room in ROOMS:
        module = import_module(f"oversikt.{room}")
        parts.append(f"## oversikt.{room}\n\n```text\n{inspect.getdoc(module)}\n```\n")
        for name in offered(module):
            parts += described(name, getattr(module, name))
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for where, made in ((PAGE, page()), (PYTHON, python())):
        where.write_text(made, encoding="utf-8")
        sys.stdout.write(f"{where}\n")
