"""Places that conflict news names and GeoNames' towns lack or spell otherwise: our own facts.

``supplement.tsv`` has one place a line, tab-separated: kind, country, ISO 3166-2 code, latitude,
longitude, population, English name, other names parted by ``;``; ``-`` is unknown.
``tools/places.py`` makes ``supplement.bin`` of it.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from oversikt.distance import kilometres
from oversikt.errors import PackError
from oversikt.places.gazetteer import Gazetteer
from oversikt.places.index import KINDS, Entry, Index, Named

_COLUMNS = 8
# A town of the same name within this distance (km) is the same town: positions in the supplement
# are rounded to a hundredth of a degree, and GeoNames' own lie anywhere in the town.
_SAME_TOWN = 30.0


def read_supplement(path: Path, base: Index) -> Iterator[Named]:
    """Yield the places of a supplement, those that GeoNames has under its ids.

    Args:
        path: The file.
        base: The index of GeoNames' places and provinces.

    Raises:
        PackError: If a line has not eight columns, an unknown kind, or no number where one is due.
    """
    provinces = dict(Gazetteer.provinces().values())
    gazetteer = Gazetteer([base])
    people = {entry.admin1: entry.population for entry in base if entry.kind == "admin1"}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != _COLUMNS:
            raise PackError(f"{path.name}:{number}: {len(cells)} columns, {_COLUMNS} are needed")
        kind, country, admin1, lat, lon, population, name, others = cells
        if kind not in KINDS:
            raise PackError(f"{path.name}:{number}: no such kind of place: {kind}")
        if kind == "admin1":
            provinces[admin1] = name
            population = str(people.get(admin1, 0)) if population == "-" else population
        try:
            entry = Entry(
                name=name,
                kind=KINDS[KINDS.index(kind)],
                country=None if country == "-" else country,
                admin1=None if admin1 == "-" else admin1,
                admin1_name=provinces.get(admin1),
                lat=None if lat == "-" else float(lat),
                lon=None if lon == "-" else float(lon),
                population=0 if population == "-" else int(population),
            )
        except ValueError as error:
            raise PackError(f"{path.name}:{number}: {error}") from error
        names = (name, *(n.strip() for n in others.split(";") if n.strip() not in {"", "-"}))
        yield Named(_settled(entry, names, gazetteer), tuple(dict.fromkeys(names)))


def _settled(entry: Entry, names: tuple[str, ...], base: Gazetteer) -> Entry:
    """Return the entry with GeoNames' id and position where GeoNames has the place."""
    if entry.kind not in {"city", "country"}:
        return entry
    found = [
        known
        for name in names
        for known in base.find(name)
        if known.kind == entry.kind and known.country == entry.country
    ]
    if entry.kind == "city":
        found = [known for known in found if _distance(entry, known) <= _SAME_TOWN]
    if not found:
        return entry
    known = max(found, key=lambda other: (other.population, other.geonames_id or 0))
    return replace(
        known,
        name=entry.name,
        admin1=entry.admin1 or known.admin1,
        admin1_name=entry.admin1_name or known.admin1_name,
        population=max(entry.population, known.population),
    )


def _distance(one: Entry, other: Entry) -> float:
    """Return the distance of two places in kilometres, without end where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres(one.lat, one.lon, other.lat, other.lon)
