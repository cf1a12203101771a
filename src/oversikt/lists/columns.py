"""Lists of people from CSV files: which column holds what, and rows with what is wrong in them."""

import csv
import gzip
import io
import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from oversikt.errors import InputError, UsageError
from oversikt.lists.people import Listed
from oversikt.names import folded
from oversikt.records import Skipped

FIELDS = (
    "id", "name", "name_2", "given", "father", "grandfather", "family", "age", "sex", "date",
    "place",
)  # fmt: skip
"""What a column may hold; every other column is kept as it is called."""

_NAMED = ("given", "father", "grandfather", "family")
# No list of people killed in one war is longer; more is a wrong file.
MOST_BYTES = 1 << 30
_OLDEST = 125
_UNKNOWN = frozenset({"", "-", "?", "n/a", "na", "null", "none", "unknown", "ukjent", "غير معروف"})


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which column of a file holds what: field → header."""

    columns: Mapping[str, str]
    headers: tuple[str, ...]

    def __str__(self) -> str:
        told = [f"{field} from {column!r}" for field, column in self.columns.items()]
        rest = [header for header in self.headers if header not in self.columns.values()]
        return "; ".join(told) + (f"; kept as they are: {', '.join(rest)}" if rest else "")


@cache
def _known() -> tuple[Mapping[str, str], Mapping[str, str]]:
    page = (files("oversikt.lists") / "columns.toml").read_text(encoding="utf-8")
    plain = tomllib.loads(page)
    headers = {_key(word): name for name, words in plain["headers"].items() for word in words}
    sexes = {_key(word): name for name, words in plain["sex"].items() for word in words}
    return headers, sexes


def _key(header: str) -> str:
    return "".join(folded(word) for word in header.split())


def mapped(path: Path, given: Mapping[str, str]) -> Mapped:
    """Tell which column of a file holds what, from what the user says and from its headers.

    Args:
        path: CSV file with a header, gzip'd or not.
        given: Field → header, as the user says it; these hold whatever the headers look like.

    Raises:
        UsageError: A field or column does not exist, or no column holds names.
        InputError: The file cannot be read.
    """
    try:
        with _opened(path) as stream:
            headers = tuple(h.strip() for h in next(csv.reader(stream), []))
    except (UnicodeDecodeError, OSError, EOFError, zlib.error, csv.Error) as error:
        raise InputError(str(path), f"is no CSV in UTF-8: {error}", 1) from error
    if not any(headers):
        raise InputError(str(path), "has no header; the first line names the columns", 1)
    if len(set(headers)) < len(headers):
        raise InputError(str(path), "two columns have one name; rename one", 1)
    for name, header in given.items():
        if name not in FIELDS:
            raise UsageError(f"--column {name}=…: no such field; there are {', '.join(FIELDS)}")
        if header not in headers:
            raise UsageError(
                f"--column {name}={header}: {path} has no such column; it has {', '.join(headers)}"
            )
    known, _ = _known()
    found = dict(given)
    for header in headers:
        name = known.get(_key(header), "")
        if name and name not in found and header not in found.values():
            found[name] = header
    if not {"name", "name_2", "given"} & set(found):
        raise UsageError(
            f"{path}: no column is known to hold names among {', '.join(headers)}; say which: "
            "--column name=HEADER"
        )
    order = sorted(found, key=FIELDS.index)
    return Mapped({name: found[name] for name in order}, headers)


def read(path: Path, on: str, columns: Mapped) -> Iterator[Listed | Skipped]:
    """Read the rows of a list.

    Args:
        path: CSV file in UTF-8 with a header, gzip'd or not.
        on: Name of the list.
        columns: As ``mapped`` gives them.

    Yields:
        A person for each row; beside it what of the row cannot be read, with line, field and
        reason, and without the person's name. A row without name or with a repeated id is
        skipped; any other field that cannot be read is unknown.
    """
    seen: set[str] = set()
    with _opened(path) as stream:
        rows = csv.DictReader(stream)
        rows.fieldnames = [h.strip() for h in rows.fieldnames or []]
        try:
            for number, row in enumerate(rows, start=1):
                yield from _row(row, number, on, columns, (path, rows.line_num, seen))
        except csv.Error as error:
            yield Skipped(str(path), f"is no CSV from here on: {error}", rows.line_num)
        except UnicodeDecodeError:
            yield Skipped(str(path), "is not UTF-8 from here on; save it as UTF-8", rows.line_num)
        except (OSError, EOFError, zlib.error) as error:
            yield Skipped(str(path), f"breaks off: {error}", rows.line_num)


def _row(
    row: Mapping[str, str | None],
    number: int,
    on: str,
    columns: Mapped,
    at: tuple[Path, int, set[str]],
) -> Iterator[Listed | Skipped]:
    path, line, seen = at

    def value(name: str) -> str:
        header = columns.columns.get(name)
        plain = " ".join(str(row.get(header) or "").split()) if header else ""
        return "" if plain.casefold() in _UNKNOWN else plain

    def wrong(name: str, reason: str) -> Skipped:
        return Skipped(str(path), f"{columns.columns[name]}: {reason}", line)

    rec = value("id") or str(number)
    if rec in seen:
        yield wrong("id", f"{rec!r} stands here a second time; the row was left out")
        return
    seen.add(rec)
    whole = value("name") or " ".join(value(part) for part in _NAMED if value(part))
    names = tuple(dict.fromkeys(n for n in (whole, value("name_2")) if folded(n)))
    if not names:
        yield Skipped(str(path), "no name in this row; it was left out", line)
        return
    age, reason = _age(value("age"))
    if reason:
        yield wrong("age", reason)
    sex = _known()[1].get(_key(value("sex"))) if value("sex") else None
    if value("sex") and sex is None:
        yield wrong("sex", f"{value('sex')!r} is neither female nor male as known; kept unknown")
    day, reason = _date(value("date"))
    if reason:
        yield wrong("date", reason)
    taken = set(columns.columns.values())
    rest = {
        header: told
        for header in columns.headers
        if header not in taken and (told := " ".join(str(row.get(header) or "").split()))
    }
    yield Listed(on, rec, names, age, sex, day, value("place") or None, rest)


def _age(plain: str) -> tuple[int | None, str]:
    if not plain:
        return None, ""
    try:
        years = float(plain)
    except ValueError:
        return None, f"{plain!r} is no number of years; kept unknown"
    if not 0 <= years <= _OLDEST:
        return None, f"{plain} years is no age from 0 to {_OLDEST}; kept unknown"
    return int(years), ""


def _date(plain: str) -> tuple[str | None, str]:
    if not plain:
        return None, ""
    found = re.match(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:$|[T ])", plain)
    if found:
        year, month, day = found.groups()
        try:
            date(int(year), int(month), int(day or 1))
        except ValueError:
            return None, f"{plain!r} is no day; kept unknown"
        return "-".join(part for part in (year, month, day) if part), ""
    return None, f"{plain!r} is no date such as 2013-06-17 or 2013-06; kept unknown"


def _opened(path: Path) -> io.TextIOWrapper:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(str(path), "is larger than 1 GB; cut it into several lists")
        raw = gzip.GzipFile(path) if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
