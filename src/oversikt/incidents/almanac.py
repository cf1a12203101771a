"""Days that a text names without a year: "29 November", "Friday", "29/11".

A post often says neither its year nor when it was published, so that no date can be read from it;
but two posts that name one day of the year are likelier of one event, and two that name different
days are not. Names of months and weekdays are CLDR's, of every language with a pack.
"""

import re
from collections.abc import Mapping
from functools import cache

from babel.dates import get_day_names, get_month_names

from oversikt.incidents.words import words

# Locales beyond the packs' own, for the months of the Levant and of the Maghreb.
LOCALES = ("ar_SY", "ar_EG", "ar_MA", "de", "en", "es", "fr", "nb", "nn", "ru", "uk")
# Shorter names are too often other words.
SHORTEST = 2
# Points part days from months only before a year: 4.5 is a number.
_NUMERIC = re.compile(
    r"(?<![\d:.,])(\d{1,2})(?:\s?[-/]\s?(\d{1,2})(?:\s?[-/]\s?(?:20)?\d{2})?"
    r"|\s?\.\s?(\d{1,2})\s?\.\s?(?:20)?\d{2})(?![\d:,%])"
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def days_named(text: str) -> frozenset[int]:
    """Return the days of the year that a text names, each as 100 times its month plus its day.

    Figures such as 5/11 may mean either order; both are returned.
    """
    found = set()
    for one, slashed, dotted in _NUMERIC.findall(text):
        other = slashed or dotted
        for day, month in ((int(one), int(other)), (int(other), int(one))):
            if 1 <= day <= 31 and 1 <= month <= 12:
                found.add(100 * month + day)
    tokens = _tokens(text)
    names = _months()
    for i, token in enumerate(tokens):
        pair = f"{token} {tokens[i + 1]}" if i + 1 < len(tokens) else token
        name = pair if pair in names else token
        if name not in names:
            continue
        month, width = names[name], len(name.split())
        # "29 November", "29 de noviembre", "November 29"; a year after the month is none of these.
        for near in (*tokens[max(0, i - 2) : i][::-1], *tokens[i + width : i + width + 1]):
            if near.isdecimal() and 1 <= int(near) <= 31:
                found.add(100 * month + int(near))
                break
    return frozenset(found)


def weekdays_named(text: str) -> frozenset[int]:
    """Return the weekdays that a text names, from 1 for Monday to 7 for Sunday."""
    names = _weekdays()
    return frozenset(names[token] for token in _tokens(text) if token in names)


def _tokens(text: str) -> list[str]:
    found = []
    for token in _TOKEN.findall(text):
        if token.isdecimal():
            found.append(str(int(token)))
        else:
            found += words(token)
    return found


@cache
def _months() -> Mapping[str, int]:
    table: dict[str, int] = {}
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, locale).items():
                    folded = " ".join(words(name))
                    if len(folded) > SHORTEST:
                        table.setdefault(folded, month)
    return table


@cache
def _weekdays() -> Mapping[str, int]:
    table: dict[str, int] = {}
    for locale in LOCALES:
        for day, name in get_day_names("wide", "format", locale).items():
            table.setdefault(" ".join(words(name)), day + 1)
    return table
