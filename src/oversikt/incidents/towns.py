"""Towns that a report's first sentences name, as evidence that two tell one event.

The reader says where each claim happened; the towns that stand beside it in the text tell more. A
village that two reports name speaks strongly for one event, a large city hardly at all. Reports
without a claim name towns too, and so are found by the events that they tell of; and a town is the
same in every script that the gazetteer has its name in.
"""

import re
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from oversikt.incidents.words import bits, fold, stem
from oversikt.places import Gazetteer

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\s]")
# The tags of `words.spoken` that packs know by another name.
_CODES = {"no": "nb"}
# A name that stands in more than one report of 16 is a common word, or a town that tells nothing.
_RARE = 4
# A name may mean places in many countries; the first few are those that news means.
_MEANINGS = 3


class Size(IntEnum):
    """How large a town is; the smaller, the more it tells."""

    VILLAGE = 1
    TOWN = 2
    CITY = 3


class Town(NamedTuple):
    """A town that a name may mean; ``namesake`` where a larger one of the country has its name too."""

    size: Size
    namesake: bool


# Inhabitants below which a place is a village, and a town.
_LARGEST = {Size.VILLAGE: 15_000, Size.TOWN: 100_000}


def towns(text: str, language: str | None, country: str | None) -> dict[int, Town]:
    """Return the towns that a text may name, by GeoNames' number, each with its size.

    Args:
        text: Title and first sentences of a report.
        language: Its language, as ``words.spoken`` gives it.
        country: Where it happened, as far as that is known: towns elsewhere are left out.
    """
    gazetteer, code = _gazetteer(), _CODES.get(language or "", language)
    tokens = _TOKEN.findall(text)
    found: dict[int, Town] = {}
    past = 0
    for i, token in enumerate(tokens):
        if i < past or not token[0].isalpha():
            continue
        hit = gazetteer.match(tokens, i, code)
        if hit is None:
            continue
        past, meanings = hit
        if past == i + 1 and bits(stem(fold(token))) < _RARE:
            continue
        here = [e for e in meanings if country in (e.country, None) and e.kind in ("city", "site")]
        largest = max((e.population for e in here), default=0)
        for entry in here[:_MEANINGS]:
            if entry.geonames_id is not None:
                size = _size(entry.population)
                found[entry.geonames_id] = Town(size, namesake=size < _size(largest))
    return found


def _size(population: int) -> Size:
    return next((size for size, most in _LARGEST.items() if population < most), Size.CITY)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()
