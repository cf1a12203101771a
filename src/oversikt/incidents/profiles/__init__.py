"""Rule profiles: how an incident's claims become low, best and high.

Each profile is one TOML file here, with the source of every rule beside it. The rules have names
that ``ranges`` knows; a file that asks for a rule that does not exist is an error.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from oversikt.errors import PackError, UsageError
from oversikt.records import VICTIM_STATUSES, Grade, VictimStatus

Low = Literal["least", "best"]
Best = Literal["most_sources", "low", "reliable", "lowest", "greatest"]
High = Literal["greatest", "best"]
Possible = Literal["high", "no"]
Bodies = Literal["killed", "apart"]

DEFAULT = "minmax"


@dataclass(frozen=True, slots=True)
class Profile:
    """One way of counting, by its published rules.

    ``low``, ``best`` and ``high`` name the rule that gives the number. ``statuses`` are the
    victims counted under ``killed`` and ``wounded`` (empty: all). ``magnitudes`` says how vague
    words count: the number by the word's lower end (tens 10, dozens 12 …), ``as_low`` for the
    word's own lower end, or not at all. ``single_source`` is the word shown for an incident that
    rests on one source; ``headline`` the grades that a headline counts.
    """

    name: str
    title: str
    low: Low
    best: Best
    high: High
    possible: Possible
    bodies: Bodies
    single_source: str
    statuses: tuple[VictimStatus, ...] = ()
    magnitudes: Mapping[int, int] | Literal["as_low", "none"] = "as_low"
    headline: tuple[Grade, ...] = ()
    sources: Mapping[str, str] = None  # type: ignore[assignment]  # read() always fills it

    def magnitude(self, low: int) -> int | None:
        """Return the number that a vague word counts as, or ``None`` where it counts nothing.

        Args:
            low: Lower end of the word's interval, in persons ("dozens" is 12).
        """
        if self.magnitudes == "as_low":
            return low
        if self.magnitudes == "none":
            return None
        return self.magnitudes.get(low, low)


def names() -> tuple[str, ...]:
    """Return the names of the profiles at hand, sorted."""
    here = files(__name__)
    return tuple(sorted(f.name[:-5] for f in here.iterdir() if f.name.endswith(".toml")))


@cache
def load(name: str = DEFAULT) -> Profile:
    """Return a rule profile.

    Args:
        name: ``minmax``, ``ibc``, ``ucdp``, ``acled``, ``airwars`` or ``antiwar``.

    Raises:
        UsageError: When there is no such profile.
        PackError: When its file contradicts the format.
    """
    if name not in names():
        raise UsageError(f"profile: {name!r} is unknown; use one of {', '.join(names())}")
    plain = tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
    return read(name, plain)


def read(name: str, plain: Mapping[str, Any]) -> Profile:
    """Return the profile that a TOML table describes.

    Args:
        name: The profile's name, that of its file.
        plain: The table: ``title``, a table ``rules`` and a table ``sources`` with a source for
            every rule.

    Raises:
        PackError: When a rule is unknown, missing, or without a source.
    """
    rules = dict(plain.get("rules", {}))
    sources = dict(plain.get("sources", {}))
    known = {f.name for f in fields(Profile)} - {"name", "title", "sources"}
    for wrong in sorted(set(rules) - known):
        raise PackError(f"profiles/{name}.toml: rules.{wrong} is no rule; remove it")
    for bare in sorted(set(rules) - set(sources)):
        raise PackError(f"profiles/{name}.toml: rules.{bare} has no source; name it in sources")
    allowed: dict[str, tuple[str, ...]] = {
        "low": get_args(Low),
        "best": get_args(Best),
        "high": get_args(High),
        "possible": get_args(Possible),
        "bodies": get_args(Bodies),
    }
    for rule, values in allowed.items():
        if rules.get(rule) not in values:
            raise PackError(
                f"profiles/{name}.toml: rules.{rule} is {rules.get(rule)!r}; "
                f"use one of {', '.join(values)}"
            )
    for status in rules.get("statuses", ()):
        if status not in VICTIM_STATUSES:
            raise PackError(f"profiles/{name}.toml: rules.statuses names {status!r}, no status")
    magnitudes = rules.pop("magnitudes", "as_low")
    if isinstance(magnitudes, dict):
        magnitudes = {int(low): int(number) for low, number in magnitudes.items()}
    return Profile(
        name=name,
        title=plain["title"],
        statuses=tuple(rules.pop("statuses", ())),
        headline=tuple(rules.pop("headline", ())),
        magnitudes=magnitudes,
        sources=sources,
        **rules,
    )
