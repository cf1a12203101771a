"""Words for the people and things of a country: "Iraqis", "irakisk", "іракський", "عراقي"."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from oversikt.errors import PackError
from oversikt.places.inflection import endings, unprefixed
from oversikt.places.names import articleless, fold
from oversikt.records import Place

#: UCDP's where_prec of a whole country.
_COUNTRY = 6


@cache
def _table(of: str) -> dict[str, str]:
    """Read a language's part of ``nationalities.tsv``: country, language, stems or words."""
    known: dict[str, str] = {}
    taken: list[str] = []
    text = resources.files(__package__).joinpath("nationalities.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3:
            raise PackError(f"nationalities.tsv:{number}: needs three columns, not {len(cells)}")
        country, language, words = cells
        if language != of:
            continue
        if country == "*":
            taken.extend(words.split())
            continue
        for word in words.split():
            if word.endswith("-"):
                for ending in taken or ["@"]:
                    known.setdefault(fold(word[:-1] + ending.replace("@", "")), country)
            else:
                known.setdefault(fold(word), country)
    return known


@lru_cache(maxsize=1 << 16)
def nationality(word: str, language: str | None) -> str | None:
    """Return the country whose people or things a word names.

    Args:
        word: One word of a text, in any inflected form.
        language: BCP 47 of the text.

    Returns:
        ISO 3166-1 alpha-2, or ``None``.
    """
    words = _table((language or "").split("-")[0])
    if not words:
        return None
    for stem in unprefixed(word, endings(language)):
        key = fold(stem)
        found = words.get(key) or words.get(articleless(key) or "")
        if found:
            return found
    return None


def country(code: str, phrase: str) -> Place:
    """Return a whole country as a place, for people whom their nation alone tells: "40 Iraqis".

    Args:
        code: ISO 3166-1 alpha-2.
        phrase: The words of the text.

    Source: English names from CLDR, by babel.
    """
    return Place(phrase=phrase, name=_names().get(code, code), country=code, precision=_COUNTRY)


@cache
def _names() -> Mapping[str, str]:
    """English names of countries by code, loaded when the first nation is asked for."""
    from babel import Locale  # noqa: PLC0415 - most reports never ask, and babel takes a while

    names: Mapping[str, str] = Locale("en").territories
    return names
