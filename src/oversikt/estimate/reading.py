"""Capture tables from files and from people: counts of patterns, or a row a person and list."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oversikt.errors import InputError
from oversikt.estimate.table import CaptureTable

ALL = "all"
_YES, _NO = {"1", "true", "yes", "x"}, {"0", "false", "no", ""}


@dataclass(frozen=True, slots=True)
class Membership:
    """That one person, however identified, stands on one list, with what the list says of them.

    ``person`` is any name of a cluster of linked records; it is counted and goes no further.
    """

    person: str
    on: str
    fields: Mapping[str, str]


def read_table(path: str | Path) -> CaptureTable:
    """Read one capture table; see ``read_tables`` for the forms that a file may have."""
    return read_tables(path)[ALL]


def read_tables(path: str | Path, by: Sequence[str] = ()) -> dict[str, CaptureTable]:
    """Read a capture table for each stratum.

    Args:
        path: A JSON file with ``lists`` and ``table``; or a CSV file in one of three forms:
            ``pattern,count`` (patterns of 0 and 1; lists are named A, B, C …); a column of 0 and 1
            for each list, with ``count`` or without it (then a row is one person); or
            ``person,list`` with a row for each person on each list.
        by: Columns whose values make the strata.

    Returns:
        Tables by stratum, ``"all"`` where no columns are given.

    Raises:
        InputError: The file cannot be read as any of these; the line and column are named.
    """
    name = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(name, "is not UTF-8 text; save it as UTF-8") from error
    if text.lstrip().startswith("{"):
        if by:
            raise InputError(name, "a table in JSON has no columns to make strata of; use CSV")
        try:
            return {ALL: CaptureTable.from_json(json.loads(text))}
        except json.JSONDecodeError as error:
            raise InputError(name, f"is not JSON: {error.msg}", error.lineno) from error
    rows = csv.DictReader(text.splitlines())
    header = [column.strip() for column in rows.fieldnames or []]
    rows.fieldnames = header
    missing = [column for column in by if column not in header]
    if missing:
        raise InputError(
            name, f"has no column {', '.join(missing)}; it has {', '.join(header) or 'none'}", 1
        )
    if {"person", "list"} <= set(header):
        return tables_of(_memberships(name, rows), by)
    return _counted(name, rows, header, by)


def tables_of(people: Iterable[Membership], by: Sequence[str] = ()) -> dict[str, CaptureTable]:
    """Count people by their lists, for each stratum.

    Where lists differ about a person's month or place, the value that most of the lists give
    holds, and of values given equally often the first in alphabetical order.

    Args:
        people: A membership for each person and list; one that stands twice counts once.
        by: Fields whose values make the strata; a person without one is in ``unknown``.

    Returns:
        Tables by stratum over the same lists; values are joined by ``", "``.
    """
    lists: set[str] = set()
    on: dict[str, set[str]] = {}
    said: dict[str, dict[str, dict[str, str]]] = {}
    for one in people:
        lists.add(one.on)
        on.setdefault(one.person, set()).add(one.on)
        for column in by:
            value = (one.fields.get(column) or "").strip()
            if value:
                said.setdefault(one.person, {}).setdefault(column, {})[one.on] = value
    order = sorted(lists)
    counts: dict[str, Counter[str]] = {}
    for person, held in on.items():
        pattern = "".join("1" if name in held else "0" for name in order)
        parts = []
        for column in by:
            votes = Counter(said.get(person, {}).get(column, {}).values())
            parts.append(min(votes, key=lambda v: (-votes[v], v)) if votes else "unknown")
        counts.setdefault(", ".join(parts) or ALL, Counter())[pattern] += 1
    return {name: CaptureTable.of(order, patterns) for name, patterns in sorted(counts.items())}


def _memberships(name: str, rows: "csv.DictReader[str]") -> Iterable[Membership]:
    for row in rows:
        person, on = (row.get("person") or "").strip(), (row.get("list") or "").strip()
        if not person or not on:
            column = "list" if person else "person"
            raise InputError(name, f"{column} is empty; every row needs both", rows.line_num)
        yield Membership(person, on, row)


def _counted(
    name: str, rows: "csv.DictReader[str]", header: list[str], by: Sequence[str]
) -> dict[str, CaptureTable]:
    patterned = "pattern" in header
    lists = [c for c in header if c not in {"pattern", "count", *by}]
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        count = _count(name, row, rows.line_num) if "count" in header else 1
        if patterned:
            pattern = (row["pattern"] or "").strip()
            if not pattern or set(pattern) - {"0", "1"}:
                raise InputError(name, f"pattern {pattern!r} is not made of 0 and 1", rows.line_num)
        else:
            pattern = "".join(_digit(name, row, column, rows.line_num) for column in lists)
        if "1" not in pattern:
            if count:
                reason = "people on no list; those are what is estimated, so leave the row out"
                raise InputError(name, reason, rows.line_num)
            continue
        stratum = ", ".join((row[column] or "").strip() or "unknown" for column in by) or ALL
        counts.setdefault(stratum, Counter())[pattern] += count
    lengths = {len(pattern) for patterns in counts.values() for pattern in patterns}
    if not lengths:
        raise InputError(name, "holds no people; a row needs a count and a 1 for a list")
    if len(lengths) > 1:
        raise InputError(name, "has patterns of different lengths; each needs a digit a list")
    if patterned:
        lists = [_letters(j) for j in range(lengths.pop())]
    return {stratum: CaptureTable.of(lists, found) for stratum, found in sorted(counts.items())}


def _letters(number: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters[number] if number < len(letters) else f"list_{number + 1}"


def _count(name: str, row: Mapping[str, Any], line: int) -> int:
    given = (row["count"] or "").strip()
    if not given.isdecimal():
        raise InputError(name, f"count {given!r} is not a number of people (0, 1, 2, …)", line)
    return int(given)


def _digit(name: str, row: Mapping[str, Any], column: str, line: int) -> str:
    given = str(row[column] or "").strip().casefold()
    if given in _YES:
        return "1"
    if given in _NO:
        return "0"
    raise InputError(
        name,
        f"{column} is {given!r}; a column of a list holds 0 or 1. Name columns that are no lists "
        "with --by, or take them out",
        line,
    )
