"""The forms that a text gives a place's name, undone by tables of endings.

``inflection.toml`` holds, for each language, how endings go back to the name as the gazetteer has
it ("Києва" → "Київ", "Mosuls" → "Mosul", "وبغداد" → "بغداد"), and the words that say what kind of
place follows or precedes ("provinsen", "محافظة"). Rewriting only proposes: a form counts if the
gazetteer has it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from oversikt.errors import PackError
from oversikt.places.index import KINDS, Kind
from oversikt.places.names import fold

# Two letters: Києва → Ки|їв. Rules with an empty ending and two letters left are rare.
_SHORTEST_STEM = 2
_APOSTROPHES = str.maketrans("’ʼʻ‘`´", "''''''")


@dataclass(frozen=True, slots=True)
class Endings:
    """What one language does to names of places.

    ``suffixes`` and ``prefixes`` are pairs of what stands in the text and what the name has in its
    stead; ``adjectives`` likewise, for forms written small ("багдадской"). ``kinds`` are folded
    words that name the kind of place; ``guards`` are folded common words and names of people that
    are also names of towns, and are believed only after a word of ``kinds``;
    where ``linked``, a filler has to stand between ("town of Best", but "City Police").
    """

    suffixes: tuple[tuple[str, str], ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    adjectives: tuple[tuple[str, str], ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    guards: frozenset[str] = frozenset()
    linked: bool = False


@cache
def tables() -> Mapping[str, Endings]:
    """Return the endings of every language in ``inflection.toml``.

    Raises:
        PackError: If the file has an unknown key or an unknown kind of place.
    """
    text = resources.files(__package__).joinpath("inflection.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    shared = raw.pop("any")["guards"]
    return {
        language: _endings(language, table | {"guards": f"{table.get('guards', '')} {shared}"})
        for language, table in raw.items()
    }


@lru_cache(maxsize=64)  # asked for at every capitalised word
def endings(language: str | None) -> Endings:
    """Return the endings of a language, empty ones for a language without a table.

    Args:
        language: BCP 47; only its first part counts. ``None`` where it is unknown.
    """
    return tables().get((language or "").split("-")[0], _NONE)


def forms(word: str, of: Endings) -> tuple[str, ...]:
    """Return the folded names that a word of a text may be a form of, itself first.

    Args:
        word: One word as the text has it.
        of: The language's endings.
    """
    stems = unprefixed(word, of)
    found = {fold(stem): None for stem in stems}
    for stem in stems:
        for suffix, instead in of.suffixes:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST_STEM:
                found[fold(stem[: len(stem) - len(suffix)] + instead)] = None
    found.pop("", None)
    return tuple(found)


def unprefixed(word: str, of: Endings) -> tuple[str, ...]:
    """Return a word in small letters, itself first, and what stays of it without each prefix.

    Args:
        word: One word as the text has it.
        of: The language's endings.
    """
    low = word.casefold().translate(_APOSTROPHES)
    stems = {low: None}
    for prefix, instead in of.prefixes:
        if low.startswith(prefix) and len(low) - len(prefix) >= _SHORTEST_STEM:
            stems[instead + low[len(prefix) :]] = None
    return tuple(stems)


def adjective_forms(word: str, of: Endings) -> tuple[str, ...]:
    """Return the folded names that an adjective of a town may be made from.

    Args:
        word: One word as the text has it.
        of: The language's endings.
    """
    low = word.casefold().translate(_APOSTROPHES)
    return tuple(
        dict.fromkeys(
            fold(low[: len(low) - len(suffix)] + instead)
            for suffix, instead in of.adjectives
            if low.endswith(suffix) and len(low) - len(suffix) >= _SHORTEST_STEM
        )
    )


def kind_told(word: str, language: str | None) -> Kind | None:
    """Return the kind of place that a word beside a name tells: "province", "محافظة", "بمحافظة".

    Args:
        word: One word as the text has it.
        language: BCP 47 of the text.
    """
    of = endings(language)
    return next((of.kinds[one] for one in map(fold, unprefixed(word, of)) if one in of.kinds), None)


_NONE = Endings()


def _endings(language: str, raw: Mapping[str, object]) -> Endings:
    known: dict[str, object] = {}
    for name, value in raw.items():
        rules = value
        if name == "adjectives" and isinstance(value, dict):  # every stem in every case
            cases = value.get("cases", ())
            rules = [stem.replace("=", f"{x}=") for stem in value.get("stems", ()) for x in cases]
        if name in {"suffixes", "prefixes", "adjectives"} and isinstance(rules, list):
            pairs = [rule.split("=") for rule in rules]
            if any(len(pair) != 2 for pair in pairs):
                raise PackError(f"inflection.toml, {language}.{name}: a rule is 'ending=instead'")
            known[name] = tuple((a, b) for a, b in pairs)
        elif name == "kinds" and isinstance(value, dict):
            wrong = set(value) - set(KINDS)
            if wrong:
                raise PackError(f"inflection.toml, {language}.kinds: no such kind {sorted(wrong)}")
            known[name] = {fold(w): kind for kind, text in value.items() for w in text.split()}
        elif name in {"fillers", "guards"} and isinstance(value, str):
            known[name] = frozenset(fold(w) for w in value.split())
        elif name == "linked" and isinstance(value, bool):
            known[name] = value
        else:
            raise PackError(f"inflection.toml, {language}: no such key {name!r}, or a wrong value")
    return Endings(**known)  # type: ignore[arg-type]  # each value was made to its field's type above
