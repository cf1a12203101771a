"""Comma-separated values after RFC 4180, as spreadsheets and statistics programs read them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from oversikt.publish import columns
from oversikt.publish.edition import Edition

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be run by a spreadsheet; an apostrophe keeps it a text."""


def render(edition: Edition) -> str:
    """Return the overview's rows as CSV: header, CRLF line ends, quotes where needed."""
    lines = list(columns.rows(edition))
    names = list(lines[0]) if lines else [*columns.ROW, *(["notice"] if edition.notice else [])]
    return lay(names, lines)


def render_incidents(edition: Edition) -> str:
    """Return one line an incident as CSV."""
    lines = list(columns.incidents(edition))
    return lay(list(lines[0]) if lines else ["id"], lines)


def lay(
    names: Sequence[str],
    lines: Iterable[Mapping[str, Any]],
    tags: Sequence[str] | None = None,
) -> str:
    """Return lines as CSV, with a second header row of tags where there are tags."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    if tags is not None:
        writer.writerow(tags)
    for line in lines:
        writer.writerow([cell(line[name]) for name in names])
    return out.getvalue()


def cell(value: Any) -> Any:
    """Return a value as a cell shows it: unknown is empty, truth is a word, no formulas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        plain = value.encode("utf-8", "backslashreplace").decode()
        return f"'{plain}" if plain.startswith(FORMULA) else plain
    return value
