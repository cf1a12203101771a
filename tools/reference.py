"""Write `docs/reference/commands.md` from the commands' own help.

Run it from the root of the repository: `.venv/bin/python tools/reference.py`. A test fails where
the committed page and the commands no longer say the same.
"""

import sys
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from oversikt.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
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


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
