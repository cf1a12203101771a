"""Recorders' data sets of incidents: which rows of several tell of one incident.

Two rows of two recorders may be one incident where they lie within some days and kilometres of each
other and tell of about as many killed. The most alike are joined first, and no incident has two
rows of one recorder: that its makers saw to it is what a data set of incidents is.

Source of the form: Donnay, Dunford, McGrath, Backer & Cunningham 2019, "Integrating conflict event
data", Journal of Conflict Resolution 63:1337-1364. Theirs asks for kinds of event as well; recorders
share no words for these.
"""

import csv
import math
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from oversikt.distance import kilometres
from oversikt.errors import InputError, UsageError
from oversikt.estimate.reading import Membership, tables_of
from oversikt.estimate.table import CaptureTable
from oversikt.records import Place, Skipped

FIELDS = ("id", "date", "place", "country", "killed", "latitude", "longitude")
"""What a column may hold; the others are passed over."""

_NEEDED = ("date", "place", "killed")

Placed = Callable[[str, str], Place | None]
"""What the gazetteer makes of a place's name and its country's, which may be empty."""


# What speaks against two rows being one incident is added up, and 1 is too much: the farthest day
# is half of that, the farthest place or twice as many killed all of it (one is added to both, since
# 1 and 2 differ less than 10 and 20). Of 300 made-up incidents, some days off by one and some counts
# by one or two: with one a day in ten towns precision .94 and recall .94, with five a day .84 and
# .90; without a limit .80 and .92.
_TOO_MUCH, _FARTHEST_DAY = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """What one recorder says of one incident."""

    recorder: str
    id: str
    day: date
    killed: int
    place: Place | None

    @property
    def mark(self) -> str:
        """The row's name among all rows."""
        return f"{self.recorder}:{self.id}"


@dataclass(frozen=True, slots=True)
class Within:
    """How far two rows of one incident may lie apart.

    Args:
        days: Days between them; a night counts to either day.
        kilometres: Between the places; rows without coordinates need the same name.
    """

    days: int = 1
    kilometres: float = 25.0


@cache
def _known() -> Mapping[str, str]:
    page = (files("oversikt.estimate") / "recorders.toml").read_text(encoding="utf-8")
    headers = tomllib.loads(page)["headers"]
    return {word: name for name, words in headers.items() for word in words}


def columns(path: Path, header: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """Tell which column holds what, from what the user says and from the header.

    Args:
        path: The file, for messages.
        header: Its first line.
        given: Field → header, as the user says it.

    Raises:
        UsageError: A field or a column does not exist, or one that is needed is not known.
    """
    found: dict[str, str] = {}
    for name, column in given.items():
        if name not in FIELDS:
            raise UsageError(f"--column {name}=…: no such field; there are {', '.join(FIELDS)}")
        if column in header:
            found[name] = column
    for column in header:
        name = _known().get(re.sub(r"[\W_]+", "", column.casefold()), "")
        if name and name not in found and column not in found.values():
            found[name] = column
    missing = [name for name in _NEEDED if name not in found]
    if missing:
        raise UsageError(
            f"{path}: no column is known to hold {', '.join(missing)} among {', '.join(header)}; "
            f"say which: --column {missing[0]}=HEADER"
        )
    return found


def read(
    path: Path, recorder: str, placed: Placed, given: Mapping[str, str]
) -> Iterator[Row | Skipped]:
    """Read the incidents of one recorder.

    Args:
        path: CSV file in UTF-8 with a header.
        recorder: Who recorded them.
        placed: Finds a place by its name.
        given: Field → header, where the header does not tell.

    Yields:
        Each row; or what is wrong with it, by line. A row without a day, or of nobody killed, is
        no incident that others could share.

    Raises:
        InputError: The file cannot be read.
        UsageError: Its columns are not known.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8 text; save it as UTF-8") from error
    rows = csv.DictReader(text.splitlines())
    rows.fieldnames = [column.strip() for column in rows.fieldnames or []]
    named = columns(path, rows.fieldnames, given)
    for number, row in enumerate(rows, start=1):
        told = {name: " ".join(str(row.get(c) or "").split()) for name, c in named.items()}
        told["id"] = told.get("id") or str(number)
        one = _row(told, recorder, placed)
        yield one if isinstance(one, Row) else Skipped(str(path), one, rows.line_num)


def _row(told: Mapping[str, str], recorder: str, placed: Placed) -> Row | str:
    """Make a row, or say what is wrong with it."""
    day = _day(told["date"])
    if day is None:
        return f"{told['date']!r} is no day such as 2013-06-17; the row was left out"
    if not re.fullmatch(r"\d+(\.0*)?", told["killed"]):
        return f"{told['killed']!r} is no number of killed; the row was left out"
    killed = int(float(told["killed"]))
    if not killed:
        return "nobody was killed; the row was left out"
    place = placed(told["place"], told.get("country", ""))
    if place is None and told["place"]:
        place = Place(told["place"])
    return Row(recorder, told["id"], day, killed, _pinned(place, told))


def _pinned(place: Place | None, told: Mapping[str, str]) -> Place | None:
    """Lay a place where the recorder says that it lies."""
    try:
        lat, lon = float(told.get("latitude", "")), float(told.get("longitude", ""))
    except ValueError:
        return place
    if place is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return place
    return replace(place, lat=lat, lon=lon)


def _day(plain: str) -> date | None:
    found = re.match(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])", plain)
    try:
        return date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def matched(rows: Iterable[Row], within: Within | None = None) -> list[list[Row]]:
    """Gather the rows that tell of one incident, one row a recorder at most.

    Args:
        rows: Rows of several recorders, in any order.
        within: How far two rows may lie apart.

    Returns:
        Groups in the order of their days and marks; a row that no other recorder has is a group.
    """
    within = within or Within()
    ordered = sorted(rows, key=lambda row: (row.day, row.mark))
    pairs = sorted(_pairs(ordered, within))
    group = {row.mark: [row] for row in ordered}
    for _, one, other in pairs:
        left, right = group[one], group[other]
        if {row.recorder for row in left} & {row.recorder for row in right}:
            continue
        left += right
        for row in right:
            group[row.mark] = left
    found = {id(rows): rows for rows in group.values()}.values()
    return sorted(
        (sorted(rows, key=lambda row: (row.day, row.mark)) for rows in found),
        key=lambda rows: (rows[0].day, rows[0].mark),
    )


def _pairs(ordered: list[Row], within: Within) -> Iterator[tuple[float, str, str]]:
    """Yield the rows that may be one incident, and how much speaks against it."""
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            days = (other.day - one.day).days
            if days > within.days:
                break
            if one.recorder == other.recorder:
                continue
            against = _FARTHEST_DAY * days / max(within.days, 1)
            against += abs(math.log2((one.killed + 1) / (other.killed + 1)))
            against += _far(one.place, other.place) / within.kilometres
            if against <= _TOO_MUCH:
                yield against, one.mark, other.mark


def _far(one: Place | None, other: Place | None) -> float:
    """Kilometres between two places, nothing between places of one name."""
    if one is None or other is None:
        return math.inf
    points = (one.lat, one.lon, other.lat, other.lon)
    if None not in points:
        return kilometres(*points)  # type: ignore[arg-type]  # the line before rules None out
    return 0.0 if one.phrase.casefold() == other.phrase.casefold() else math.inf


def tables(groups: Iterable[list[Row]], by: Sequence[str] = ()) -> dict[str, CaptureTable]:
    """Count incidents by who has them, for each stratum.

    Args:
        groups: As ``matched`` gives them.
        by: ``month``, ``country`` or ``admin1``.
    """

    def known() -> Iterator[Membership]:
        for rows in groups:
            for row in rows:
                told = {"month": row.day.isoformat()[:7]}
                if row.place is not None:
                    told["country"] = row.place.country or ""
                    told["admin1"] = row.place.admin1 or ""
                yield Membership(rows[0].mark, row.recorder, told)

    return tables_of(known(), by)
