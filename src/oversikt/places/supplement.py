"""Places that conflict news names and GeoNames' towns lack or spell otherwise: our own facts.

``supplement.tsv`` has one place a line, tab-separated: kind, country, ISO 3166-2 code, latitude,
longitude, population, GeoNames id, English name, other names parted by ``;``. ``-`` is unknown.
A row whose names only add to a GeoNames place bears its id and repeats its position.
"""

from collections.abc import Iterator
from pathlib import Path

from oversikt.errors import PackError
from oversikt.places.gazetteer import Gazetteer
from oversikt.places.index import KINDS, Entry, Named

_COLUMNS = 9


def read_supplement(path: Path) -> Iterator[Named]:
    """Yield the places of a supplement.

    Args:
        path: The file.

    Raises:
        PackError: If a line has not nine columns, an unknown kind, or no number where one is due.
    """
    provinces = dict(Gazetteer.provinces().values())
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != _COLUMNS:
            raise PackError(f"{path.name}:{number}: {len(cells)} columns, {_COLUMNS} are needed")
        kind, country, admin1, lat, lon, population, gid, name, others = cells
        if kind not in KINDS:
            raise PackError(f"{path.name}:{number}: no such kind of place: {kind}")
        if kind == "admin1":
            provinces[admin1] = name
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
                geonames_id=None if gid == "-" else int(gid),
            )
        except ValueError as error:
            raise PackError(f"{path.name}:{number}: {error}") from error
        names = (name, *(n.strip() for n in others.split(";") if n.strip() not in {"", "-"}))
        yield Named(entry, tuple(dict.fromkeys(names)))
