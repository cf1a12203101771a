"""Days that a text names: "29 November", "Friday", "29/11", and "29 November 2024".

A post often says neither its year nor when it was published, so that no date can be read from it;
but two posts that name one day of the year are likelier of one event, and two that name different
days are not. Names of months and weekdays are CLDR's, of every language with a pack.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_day_names, get_month_names

from oversikt.incidents.words import fold, stem, words

# Locales beyond the packs' own, for the months of the Levant and of the Maghreb.
LOCALES = ("ar_SY", "ar_EG", "ar_MA", "de", "en", "es", "fr", "nb", "nn", "ru", "uk")
# Names of two letters (Arabic Ab, which is also a father) are months beside a year only.
SHORTEST = 2
MONTHS = 12
LONGEST_MONTH = 31
FULL_YEAR = 4
YEARS = range(1900, 2100)
# Points part days from months only before a year: 4.5 is a number.
_NUMERIC = re.compile(
    r"(?<![\d:.,/-])(\d{1,2})(?:\s?[-/]\s?(\d{1,2})(?:\s?[-/]\s?((?:20)?\d{2}))?"
    r"|\s?\.\s?(\d{1,2})\s?\.\s?((?:20)?\d{2}))(?![\d:,%/-])"
)
_ISO = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?![\d/.-])")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Named:
    """The days that a text names.

    ``days`` of a year, each as 100 times its month plus its day, with a year or without;
    ``weekdays`` from 1 for Monday to 7 for Sunday; ``dates`` with their year, as ordinals.
    """

    days: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()


def named(text: str) -> Named:
    """Return the days that a text names.

    Figures such as 5/11 may mean either order; both are returned.
    """
    tokens = _tokens(text)
    days, dates = set(), set()
    for day, month, year in (*_figures(text), *_spelled(tokens)):
        days.add(100 * month + day)
        if year is not None and (ordinal := _ordinal(year, month, day)) is not None:
            dates.add(ordinal)
    names = _weekdays()
    weekdays = frozenset(names[token] for token in tokens if token in names)
    return Named(frozenset(days), weekdays, frozenset(dates))


def day_of_year(ordinal: int) -> int:
    """Return the day of the year of an ordinal as ``Named.days`` holds it."""
    when = date.fromordinal(ordinal)
    return 100 * when.month + when.day


def weekday(ordinal: int) -> int:
    """Return the weekday of an ordinal, from 1 for Monday to 7 for Sunday."""
    return date.fromordinal(ordinal).isoweekday()


def _figures(text: str) -> Iterator[tuple[int, int, int | None]]:
    """Yield day, month and year of the dates in figures, in both orders where both can be."""
    for one, slashed, slashed_year, dotted, dotted_year in _NUMERIC.findall(text):
        other, year = slashed or dotted, slashed_year or dotted_year
        full = int(year) if len(year) == FULL_YEAR else None
        for day, month in ((int(one), int(other)), (int(other), int(one))):
            if 1 <= day <= LONGEST_MONTH and 1 <= month <= MONTHS:
                yield day, month, full
    for year, month, day in _ISO.findall(text):
        if 1 <= int(day) <= LONGEST_MONTH and 1 <= int(month) <= MONTHS:
            yield int(day), int(month), int(year)


def _spelled(tokens: Sequence[str]) -> Iterator[tuple[int, int, int | None]]:
    """Yield day, month and year of "29 November", "29 de noviembre de 2024", "November 29, 2024"."""
    names = _months()
    for i, token in enumerate(tokens):
        pair = f"{token} {tokens[i + 1]}" if i + 1 < len(tokens) else token
        name = pair if pair in names else token
        if name not in names:
            continue
        after = i + len(name.split())
        # A year right after the month is no day.
        near = (*tokens[max(0, i - 2) : i][::-1], *tokens[after : after + 1])
        day = next((n for n in _numbers(near) if 1 <= n <= LONGEST_MONTH), None)
        year = next((n for n in _numbers(tokens[after : after + 3]) if n in YEARS), None)
        if day is not None and (year is not None or len(name) > SHORTEST):
            yield day, names[name], year


def _numbers(tokens: Iterable[str]) -> Iterator[int]:
    return (int(t) for t in tokens if len(t) <= FULL_YEAR and t.isdecimal())


def _ordinal(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def _tokens(text: str) -> list[str]:
    return [
        str(int(token)) if token.isdecimal() and len(token) <= FULL_YEAR else stem(token)
        for token in _TOKEN.findall(fold(text))
        if len(token) >= SHORTEST or token.isdecimal()
    ]


@cache
def _months() -> Mapping[str, int]:
    table: dict[str, int] = {}
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, locale).items():
                    folded = " ".join(words(name))
                    if len(folded) >= SHORTEST:
                        table.setdefault(folded, month)
    return table


@cache
def _weekdays() -> Mapping[str, int]:
    table: dict[str, int] = {}
    for locale in LOCALES:
        for day, name in get_day_names("wide", "format", locale).items():
            table.setdefault(" ".join(words(name)), day + 1)
    return table
