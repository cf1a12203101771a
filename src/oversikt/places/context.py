"""Which of several places of one name is meant: the report's other places decide."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from oversikt.distance import kilometres
from oversikt.places.former import bearing, former
from oversikt.places.gazetteer import ARABIC_NAMES
from oversikt.places.index import Entry, Kind
from oversikt.places.names import fold
from oversikt.records import Place

# How much each kind is meant when a name stands by itself. A province and its capital share a
# name (Kirkuk, Idlib): the town is meant unless words such as "province" say otherwise.
_KINDS: Mapping[Kind, float] = {
    "country": 8.0, "region": 5.0, "city": 0.0, "admin1": -0.5, "district": 1.5, "site": 1.5,
    "water": 2.0,
}  # fmt: skip
# A name that only one country has, its own and too long to be a common word, needs no more than a town
# of 4,000 people behind it.
_ENOUGH_ALONE = 3.6
_LONG_NAME = 6
_SEAT = 20_000
# Half a vote of one name is too little to put a village into a country.
_ONE_VOICE = 0.5
# A name that only folding makes like another's.
_UNLIKE = 1.0
# A name that another town of the country has today is doubted as one in foreign letters is.
_FORMER = 0.75
_PARENT_BESIDE = 8.0
# Kilometres beyond which a town that nothing leads is not one that the report tells of.
_ASTRAY = 300.0
# Kilometres beyond which nothing is "north of" a town of another country.
_BESIDE = 500.0
_COUNTRY_NAMED = 6.0
_PROVINCE_NAMED = 3.0
# Towns of one province speak for each other. Shootings, of 4,218 reports: 35 more lie within 10 km of
# their town than without, and as many with 2.
_TOWNS_BESIDE = 1.0
_CYRILLIC = frozenset(
    ["UA", "RU", "BY", "BG", "RS", "MK", "KZ", "KG", "TJ", "MN", "UZ", "ME", "MD"]
)
_ARABIC_LETTERS = frozenset(["AF", "PK"])
# Without any context a name is believed from a town of about 30,000 people on (log10 = 4.5).
_ENOUGH = 4.5

#: UCDP's where_prec by the kind of place. Source: UCDP GED codebook, variable where_prec.
_PRECISION: Mapping[Kind, int] = {
    "city": 1, "site": 1, "district": 3, "admin1": 4, "region": 5, "country": 6, "water": 7,
}  # fmt: skip

_NEAR = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What else a report names.

    Args:
        countries: For each ISO 3166-1 code how often the report names the country or its people.
        admin1: For each ISO 3166-2 code how often the report names the province.
        parents: Countries and provinces (codes of either) that stand beside the name in the same
            sentence, as in "Tripoli, Lebanon".
        kinds: Kinds that words beside the name tell ("Kirkuk province").
        phrase: The name as the text has it: a short name, or one in other letters than those of
            the place's country, is weaker evidence than the name that the place is known by.
        voices: How much of ``countries`` and ``towns`` each phrase of the report gave.
        towns: For each province how many of the report's towns may lie in it.
        namesakes: Phrases that the report tells to lie by a town of ``country``, far from all that
            they may mean: the quarter Kamaliya "east of Baghdad" is no Kamalia in Pakistan.
        anchors: For phrases that the report tells to be in or beside a town, what the town may mean.
        homes: Points of the towns that a preposition or the like makes places.
        led: Does a preposition or a word like "village" make the name a place? Without, the name
            does not speak for itself: "a Café" is no Philippine village because the report has no
            other country.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    admin1: Mapping[str, float] = field(default_factory=dict)
    parents: Sequence[str] = ()
    kinds: frozenset[Kind] = frozenset()
    phrase: str = ""
    voices: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    towns: Mapping[str, float] = field(default_factory=dict)
    namesakes: frozenset[str] = frozenset()
    anchors: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    homes: frozenset[tuple[float, float]] = frozenset()
    led: bool = True

    @property
    def heard(self) -> Mapping[str, float]:
        """``countries`` without what a name that nothing leads says of itself."""
        own = {} if self.led else self.voices.get(self.phrase, {})
        return {code: n - own.get(code, 0.0) for code, n in self.countries.items()}

    @property
    def country(self) -> str | None:
        """The country that the report tells of most; ``None`` where two are, or hardly any is."""
        counts = self.countries
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if (
            not ranked
            or ranked[0][1] < _ONE_VOICE
            or (len(ranked) > 1 and ranked[0][1] == ranked[1][1])
        ):
            return None
        return ranked[0][0]


def resolve(candidates: Sequence[Entry], context: Context) -> Entry | None:
    """Choose the place that is meant, or refuse.

    Population says how likely a place is in the news at all; a country or province named in the
    same report outweighs it, and one named beside the place outweighs everything.

    Args:
        candidates: Places of one name, as the gazetteer gives them.
        context: What else the report names.

    Returns:
        The place, or ``None`` for a small town with nothing in the report that speaks for it.
    """
    if not candidates:
        return None
    if not context.led and context.phrase in context.voices:
        context = replace(context, countries=context.heard)
    total = sum(context.countries.values()) or 1
    scored = [
        (_weight(known, context, total), known) for known in _meant(context.phrase, candidates)
    ]
    weight, found = max(scored, key=lambda one: (one[0] - 2 * one[1].doubt, one[1].tie))
    doubt, best = found.doubt, found.entry
    alone = len({entry.country for entry in candidates}) == 1
    long = len(fold(context.phrase)) >= _LONG_NAME and not doubt
    if weight - doubt < (_ENOUGH_ALONE if alone and long else _ENOUGH):
        return None
    if best.kind == "admin1" and "admin1" not in context.kinds:
        seats = [e for e in candidates if e.kind == "city" and e.admin1 == best.admin1]
        seat = max(seats, key=lambda e: (e.population, _tie(e)), default=None)
        if seat and seat.population >= _SEAT:
            return seat
    return best


def gathered(
    mentions: Iterable[tuple[str, Sequence[Entry]]], nations: Iterable[str] = ()
) -> Context:
    """Make the context of a report from all its places, before any of them is resolved.

    Each name gives one vote, shared among the countries in which it may lie: the country that
    many names have in common wins though each name alone may mean another one better known
    ("Antioquia", "Anorí", "Valdivia" together are in Colombia).

    Args:
        mentions: Phrases of the report with what the gazetteer gives for each.
        nations: Countries of the nationalities that the report names, once for each time.

    Returns:
        A context without parents, kinds and phrase; ``dataclasses.replace`` sets them for each
        name.
    """
    countries: dict[str, float] = {}
    admin1: dict[str, float] = {}
    towns: dict[str, float] = {}
    voices: dict[str, dict[str, float]] = {}
    for code in nations:
        countries[code] = countries.get(code, 0.0) + 1.0
    for phrase, entries in mentions:
        if not entries:
            continue
        own = voices.setdefault(phrase, {})
        for code, province, share in _vote(phrase, entries):
            countries[code] = countries.get(code, 0.0) + share
            own[code] = own.get(code, 0.0) + share
            if province:
                admin1[province] = admin1.get(province, 0.0) + share
        for code, share in _lies(phrase, entries).items():
            towns[code] = towns.get(code, 0.0) + share
            own[code] = own.get(code, 0.0) + share
    return Context(countries=countries, admin1=admin1, voices=voices, towns=towns)


def _vote(phrase: str, entries: Sequence[Entry]) -> tuple[tuple[str, str | None, float], ...]:
    """What a name gives to each country, and to which province of it."""
    best: dict[str, tuple[float, str | None]] = {}
    for entry, weight, doubt, _ in _meant(phrase, entries):
        if entry.country is None:
            continue
        if weight - doubt > best.get(entry.country, (-math.inf, None))[0]:
            province = entry.admin1 if entry.kind == "admin1" else None
            best[entry.country] = (weight - doubt, province)
    if not best:
        return ()
    shares = _shares({code: weight for code, (weight, _) in best.items()})
    return tuple((code, best[code][1], share) for code, share in shares.items())


def _lies(phrase: str, entries: Sequence[Entry]) -> dict[str, float]:
    """What a name gives to each province in which a town of the name lies."""
    best: dict[str, float] = {}
    for entry, weight, doubt, _ in _meant(phrase, entries):
        if entry.admin1 is not None and entry.kind != "admin1":
            best[entry.admin1] = max(best.get(entry.admin1, -math.inf), weight - doubt)
    return _shares(best) if best else {}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Part a name's one vote among the areas in which it may lie."""
    top = max(weights.values())
    shares = {code: 10 ** ((weight - top) / 2) for code, weight in weights.items()}
    # A village with a common word's name speaks softly even where it is the only one.
    voice = min(1.0, 10 ** ((top - _ENOUGH) / 2)) / sum(shares.values())
    return {code: voice * share for code, share in shares.items()}


def apart(meanings: Iterable[Entry], town: Iterable[Entry]) -> bool:
    """Tell whether a name that is told to lie by a town can be none of the places it may mean.

    Borders are crossed: Gaziantep is "north of Aleppo". So another country alone says nothing, and
    a place is ruled out only where it is far away too.

    Args:
        meanings: Places of the name.
        town: Places of the town's name; all that it may mean are tried.
    """
    towns = [(e.country, e.lat, e.lon) for e in town if e.kind == "city"]
    return bool(towns) and not any(
        entry.country in (None, country) or _distance(entry, lat, lon) <= _BESIDE
        for entry in meanings
        for country, lat, lon in towns
    )


def _distance(entry: Entry, lat: float | None, lon: float | None) -> float:
    """Kilometres between a place and a point, nothing where either is not known."""
    if entry.lat is None or entry.lon is None or lat is None or lon is None:
        return 0.0
    return kilometres(entry.lat, entry.lon, lat, lon)


def place(entry: Entry, phrase: str, precision: int | None = None) -> Place:
    """Return the place as a claim holds it.

    Args:
        entry: What the gazetteer knows.
        phrase: The words of the text.
        precision: UCDP's ``where_prec`` where the text tells more than the entry ("near" is 2);
            ``None`` takes it from the kind of place.
    """
    return Place(
        phrase=phrase,
        name=entry.name,
        geonames_id=entry.geonames_id,
        country=entry.country,
        admin1=entry.admin1,
        admin1_name=entry.admin1_name,
        lat=entry.lat,
        lon=entry.lon,
        precision=_PRECISION[entry.kind] if precision is None else precision,
    )


def unlisted(phrase: str, context: Context) -> Place:
    """Return a place that the gazetteer does not have, by the town that the report tells it is near.

    Villages and quarters are often in no list. Told to lie in or beside a town that is, they have
    the town's coordinates, with the precision that says so; else what is sure about them is the
    country of their report.

    Args:
        phrase: The words of the text.
        context: What else the report names.

    Source:
        UCDP GED codebook, ``where_prec`` 2: within about 25 km of a known point.
    """
    towns = context.anchors.get(phrase, ())
    town = resolve(towns, replace(context, phrase="", led=True)) if towns else None
    if town is not None and town.kind == "city" and context.country in (town.country, None):
        return replace(place(town, phrase, _NEAR), name=phrase, geonames_id=None)
    country = next((code[:2] for code in context.parents), context.country)
    known = Place(phrase=phrase, name=phrase, country=country)
    parent = next((code for code in context.parents if "-" in code), None)
    return replace(known, admin1=parent) if parent else known


def homes(mentions: Iterable[tuple[str, Sequence[Entry]]], context: Context) -> Context:
    """Return the context with the points of towns that are surely places.

    Args:
        mentions: Phrases that a preposition or the like leads, with what they may mean.
        context: What the report names.
    """
    told = [resolve(entries, replace(context, phrase=phrase)) for phrase, entries in mentions]
    points = [
        (e.lat, e.lon) for e in told
        if e and e.kind == "city" and e.lat is not None and e.lon is not None
    ]  # fmt: skip
    return replace(context, homes=frozenset(points))


def astray(entry: Entry, context: Context) -> bool:
    """Tell whether a town lies far from all that are surely places: mostly it is somebody's name.

    Args:
        entry: A town that no word leads.
        context: What the report names.
    """
    return (
        entry.kind == "city"
        and bool(context.homes)
        and all(_distance(entry, lat, lon) > _ASTRAY for lat, lon in context.homes)
    )


class _Meant(NamedTuple):
    """A place that a name may mean, with what speaks for and against it in any report."""

    entry: Entry
    weight: float
    doubt: float
    tie: tuple[str, str, str, int]


_MEANT: dict[tuple[str, int], tuple[Sequence[Entry], list[_Meant]]] = {}
_REMEMBERED = 20_000


def _meant(phrase: str, entries: Sequence[Entry]) -> list[_Meant]:
    """Weigh the places that a name may mean; names come again, and are remembered.

    They are known again by the identity of the gazetteer's entries, which are kept beside them: to
    hash entries takes as long as to weigh them.
    """
    known = _MEANT.get((phrase, id(entries)))
    if known is not None:
        return known[1]
    bearers = bearing(phrase, entries)
    found = [
        _Meant(
            entry,
            _KINDS[entry.kind] + math.log10(entry.population + 10),
            max(_doubt(entry, phrase), _FORMER if former(entry, bearers) else 0.0),
            _tie(entry),
        )
        for entry in entries
    ]
    if isinstance(entries, tuple):
        if len(_MEANT) >= _REMEMBERED:
            _MEANT.clear()
        _MEANT[phrase, id(entries)] = entries, found
    return found


def _weight(known: _Meant, context: Context, total: float) -> float:
    """What speaks for a place in a report."""
    entry, weight = known.entry, known.weight
    if entry.kind in context.kinds:
        weight += _PARENT_BESIDE
    if context.parents and {entry.country, entry.admin1} & set(context.parents):
        weight += _PARENT_BESIDE
    if entry.country and entry.kind != "country":
        told = context.countries.get(entry.country, 0.0)
        own = context.voices.get(context.phrase, {})
        # A name in foreign letters does not speak for itself, and where nothing leads it, less still:
        # its voice goes twice. Of 48 places that change without, most are people or towns abroad.
        if known.doubt:
            told -= own.get(entry.country, 0.0)
        weight += _COUNTRY_NAMED * (max(0.0, told) / total) ** 0.5
        if entry.admin1:
            weight += _PROVINCE_NAMED * min(1.0, context.admin1.get(entry.admin1, 0.0))
            beside = context.towns.get(entry.admin1, 0.0) - own.get(entry.admin1, 0.0)
            weight += _TOWNS_BESIDE * min(1.0, max(0.0, beside))
    return weight


def _doubt(entry: Entry, phrase: str) -> float:
    """Return how much less a name is believed than the one that a town is known by.

    GeoNames gives a town names in hundreds of languages, and the short ones among them are common
    words of others: "En" is Ain, "كان" Caen, "Sol" Seoul.
    """
    if not phrase or entry.own or entry.kind == "country":
        return 0.0
    key = fold(phrase)
    name = entry.name.split(",")[0]
    if key == fold(name):  # "Münster" is no Munster
        return 0.0 if phrase.isascii() or phrase.casefold() == name.casefold() else _UNLIKE
    letter = next((c for c in key if c.isalpha()), "a")
    if "\u0400" <= letter <= "\u04ff":
        at_home = entry.country in _CYRILLIC
    elif "\u0600" <= letter <= "\u06ff":
        at_home = entry.country in ARABIC_NAMES or entry.country in _ARABIC_LETTERS
    else:
        at_home = False
    if at_home:
        return 0.0
    return 0.75 if len(key) > 5 else 1.25 if len(key) > 3 else 2.0


def _tie(entry: Entry) -> tuple[str, str, str, int]:
    return entry.country or "", entry.admin1 or "", entry.name, entry.geonames_id or 0
