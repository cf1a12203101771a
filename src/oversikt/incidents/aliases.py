"""Aliases: which agency or armed side a name means, whatever the language calls it by."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from oversikt.errors import PackError

# Letters before the end of a report and after its beginning in which a by-line stands.
BYLINE = 80
_TABLES = ("agencies", "sides")
_SIGNED = re.compile(r"\(([^()\n]{2,40})\)")


@cache
def tables() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Return for each table the pattern of each name's forms.

    Raises:
        PackError: The file lacks a table or has one that is unknown.
    """
    raw = tomllib.loads((files(__package__) / "aliases.toml").read_text("utf-8"))
    if set(raw) != set(_TABLES):
        raise PackError(f"aliases.toml: needs the tables {', '.join(_TABLES)}")
    return {
        table: {name: _pattern(forms) for name, forms in names.items()}
        for table, names in raw.items()
    }


def _pattern(forms: list[str]) -> re.Pattern[str]:
    parts = (re.escape(form).replace(r"\*", r"\w*") for form in forms)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def agency_of(name: str) -> str | None:
    """Return the agency that a speaker's or outlet's name means: "Agence France-Presse" is afp."""
    return _only("agencies", name)


@lru_cache(maxsize=20_000)
def side_of(actor: str) -> str | None:
    """Return the side that an actor is of: "російські війська" and "the Russians" are russia.

    Who is named of two sides, or of none that is known, is of none.
    """
    return _only("sides", actor)


def signed(text: str) -> str | None:
    """Return the agency of a by-line in brackets at either end of a text: "(NTB)", "GAO, 20 mar (EFE).-"."""
    for part in (text[:BYLINE], text[-BYLINE:]):
        for found in _SIGNED.finditer(part):
            if name := agency_of(found.group(1)):
                return name
    return None


def _only(table: str, name: str) -> str | None:
    found = [key for key, pattern in tables()[table].items() if pattern.search(name)]
    return found[0] if len(found) == 1 else None
