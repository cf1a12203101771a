"""A whole GeoNames country dump, read into an index of a workspace."""

from collections.abc import Iterator
from pathlib import Path

from oversikt.errors import InputError
from oversikt.places.gazetteer import Gazetteer, keys_of
from oversikt.places.index import Entry, Kind, Named, write
from oversikt.places.names import fold

_COLUMNS = 19
# Feature classes and codes of GeoNames that conflict news names; roads, schools, streams and the
# rest would make common words into places. Source: geonames.org/export/codes.html.
_CLASSES: dict[str, Kind] = {"P": "city"}
_CODES: dict[str, Kind] = {
    "ADM1": "admin1", "ADM2": "district", "ADM3": "district", "ADM4": "district",
    "AIRB": "site", "AIRP": "site", "MILB": "site", "PPLX": "district", "RGN": "region",
    "REFC": "site", "CMPRF": "site",
}  # fmt: skip
_LEFT_OUT = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH", "ADM1H", "ADM2H"})


def add_geonames(dump: Path, workspace: Path) -> int:
    """Read a GeoNames country dump into the workspace's own index, replacing an earlier one.

    The dump is the unpacked ``XX.txt`` of download.geonames.org/export/dump: tab-separated UTF-8
    with 19 columns (geonameid, name, asciiname, alternatenames, latitude, longitude, feature
    class, feature code, country code, cc2, admin1 to admin4 codes, population, elevation, dem,
    timezone, modification date). Towns, divisions, camps, airports and bases are taken.

    Args:
        dump: The file.
        workspace: Folder of the workspace; ``places.bin`` is written into it, to be given to
            ``Gazetteer.load(workspace / "places.bin")``.

    Returns:
        Number of places taken.

    Raises:
        InputError: If a line has not 19 columns or no coordinates; nothing is written then.
    """
    named = list(_read(dump))
    if not named:
        raise InputError(str(dump), "no place in it; give the unpacked XX.txt of a country")
    keys: dict[str, tuple[str, ...]] = {}
    for item in named:
        for name in item.names:
            keys[name] = tuple({*keys.get(name, ()), *keys_of(name, item.entry.country)})
    write(workspace / "places.bin", named, keys)
    return len(named)


def _read(dump: Path) -> Iterator[Named]:
    try:
        text = dump.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(dump), f"cannot be read as UTF-8 text ({error})") from error
    provinces = Gazetteer.provinces()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != _COLUMNS:
            raise InputError(
                str(dump),
                f"{len(cells)} columns where a GeoNames dump has {_COLUMNS}; unpack the zip first",
                number,
            )
        kind = _CODES.get(cells[7]) or _CLASSES.get(cells[6])
        if kind is None or cells[7] in _LEFT_OUT:
            continue
        try:
            gid, lat, lon = int(cells[0]), float(cells[4]), float(cells[5])
            population = int(cells[14] or 0)
        except ValueError as error:
            raise InputError(str(dump), f"not a GeoNames line ({error})", number) from error
        country = cells[8] or None
        admin1, admin1_name = provinces.get((cells[8], cells[10]), (None, None))
        entry = Entry(
            name=cells[2] or cells[1],
            kind=kind,
            country=country,
            admin1=admin1,
            admin1_name=admin1_name,
            lat=lat,
            lon=lon,
            population=min(population, 2**32 - 1),
            geonames_id=gid,
        )
        names = dict.fromkeys(
            name for name in (cells[1], cells[2], *cells[3].split(",")) if fold(name)
        )
        capital = tuple(n for n in names if not n.isascii() or not n[0].islower())
        yield Named(entry, capital)
