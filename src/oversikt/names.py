"""Names of persons, folded so that spellings of one name meet: parts, and the sounds of a part.

A name is written with and without vowel signs, hamza, article and kunya, apart or in one word, in
its own script or carried over into another. ``parts`` cuts a name into its parts (given, father's,
grandfather's, family's) with what is one name in one part; ``sounds`` leaves the consonants, which
is what an Arabic and a Latin spelling of one name share.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from oversikt.errors import PackError

# Marks inside a word, which do not part it: apostrophes, tatweel, accents and vowel signs.
_MARKS = re.compile(
    "['’ʼʻ‘`´ʿʾ′\u0640\u00ad\u200c-\u200f\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]"
)
_WORD = re.compile(r"[^\W_]+")
ROLES = ("given", "father", "grandfather", "family")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: folded letters, and the sounds that other scripts keep of them."""

    letters: str
    sounds: str


@dataclass(frozen=True)
class Script:
    """What a language pack says about names written in one script."""

    name: str
    span: tuple[str, str]
    letters: Mapping[int, str]
    before: frozenset[str]
    definite: frozenset[str]
    after: frozenset[str]
    dropped: frozenset[str]
    articles: frozenset[str]
    prefixes: tuple[str, ...]
    kunya: frozenset[str]
    aliases: Mapping[str, str]
    fused: Mapping[str, str]
    ends: Mapping[str, str]
    sounds: Mapping[str, str]
    first: Mapping[str, str]
    silent_at_end: tuple[str, ...]

    @property
    def longest(self) -> int:
        """Letters of the longest sound."""
        return max(map(len, self.sounds), default=1)


@cache
def scripts() -> tuple[Script, ...]:
    """Return the scripts of names that the language packs describe."""
    found: list[Script] = []
    folder = files("oversikt") / "languages"
    for pack in sorted(folder.iterdir(), key=lambda p: p.name):
        page = pack / "names.toml"
        if not page.is_file():
            continue
        name = f"languages/{pack.name}/names.toml"
        told = tomllib.loads(page.read_text(encoding="utf-8"))["script"]
        found += [_script(name, plain) for plain in told]
    return tuple(found)


def _script(page: str, plain: Mapping[str, Any]) -> Script:
    known = {"from", "to", *(f.name for f in fields(Script))} - {"span"}
    if set(plain) != known:
        odd = ", ".join(sorted(set(plain) ^ known))
        raise PackError(f"{page}: a [[script]] needs just the keys of README.md; see {odd}")
    return Script(
        plain["name"],
        (plain["from"], plain["to"]),
        {ord(letter): other for letter, other in plain["letters"].items()},
        frozenset(plain["before"]),
        frozenset(plain["definite"]),
        frozenset(plain["after"]),
        frozenset(plain["dropped"]),
        frozenset(plain["articles"]),
        tuple(plain["prefixes"]),
        frozenset(plain["kunya"]),
        plain["aliases"],
        plain["fused"],
        plain["ends"],
        plain["sounds"],
        plain["first"],
        tuple(plain["silent_at_end"]),
    )


@lru_cache(maxsize=1 << 18)
def folded(word: str) -> str:
    """Return the letters of a word without case, accents, vowel signs and forms of one letter."""
    low = unicodedata.normalize("NFKD", word.casefold())
    low = "".join(letter for letter in low if letter.isalnum())
    if not low.isascii():
        for script in scripts():
            low = low.translate(script.letters)
    return low


@lru_cache(maxsize=1 << 18)
def script_of(word: str) -> Script | None:
    """Return the script of a folded word, by its first letter."""
    return next((s for s in scripts() if word and s.span[0] <= word[0] <= s.span[1]), None)


def parts(name: str) -> tuple[Part, ...]:
    """Cut a name into its parts, as they follow each other.

    Args:
        name: A whole name in one script.

    Returns:
        The parts; what is written apart but is one name (``Abd al-Rahman``, ``Abu Omar``, ``Nur
        al-Din``) is one part, and words for son and daughter are left out.
    """
    words = [w for w in map(folded, _split(name)) if w]
    script = script_of(words[0]) if words else None
    if script is None:
        return tuple(Part(word, word) for word in words)
    groups: list[list[str]] = []
    held = False  # the word before is one with this one
    for number, word in enumerate(words):
        word = script.aliases.get(word, word)  # noqa: PLW2901 - the same word, rightly written
        if word in script.dropped and number and not held:
            continue
        behind = word in script.after or (held and groups[-1][-1] + word in script.after)
        if behind and held and len(groups) > 1 and groups[-1][0] in script.articles:
            article = groups.pop()
            groups[-1] += [*article, word]
        elif groups and (held or behind):
            groups[-1].append(word)
        else:
            groups.append([word])
        following = words[number + 1] if number + 1 < len(words) else ""
        held = word in script.before or (
            word in script.definite
            and (following in script.articles or following.startswith(script.prefixes))
        )
    return tuple(_part(tuple(group)) for group in groups)


def _split(name: str) -> list[str]:
    return _WORD.findall(_MARKS.sub("", name))


@lru_cache(maxsize=1 << 18)
def _part(words: tuple[str, ...]) -> Part:
    script = script_of(words[0])
    if script is None:
        return Part("".join(words), "".join(words))
    kept = [word for word in words[:-1] if word not in script.articles] + [words[-1]]
    bare = [_bare(word, script) for word in kept]
    letters = "".join(word for word in bare if word)
    heard = [w for w in bare[:-1] if w not in script.kunya] + bare[-1:]
    return Part(letters, _sounds("".join(heard), script) or letters)


def _bare(word: str, script: Script) -> str:
    """Take the article off a word, where enough of it is left."""
    for article in script.prefixes:
        if word.startswith(article) and len(word) - len(article) >= 2:
            return word[len(article) :]
    for fused, own in script.fused.items():
        if word.startswith(fused):
            word = own + word[len(fused) :]
    for end, own in script.ends.items():
        if word.endswith(end) and word != end:
            word = word.removesuffix(end) + own
    return word


def _sounds(word: str, script: Script) -> str:
    start = script.first.get(word[:1], "")
    found: list[str] = [start]
    at = len(start)
    while at < len(word):
        for size in range(min(script.longest, len(word) - at), 0, -1):
            sound = script.sounds.get(word[at : at + size])
            if sound is not None:
                found.append(sound)
                at += size
                break
        else:
            found.append(word[at])
            at += 1
    heard = "".join(sound for sound, _ in groupby("".join(found)))
    for silent in script.silent_at_end:
        if len(heard) > 1:
            heard = heard.removesuffix(silent)
    return heard


def roles(name: str) -> tuple[Part | None, Part | None, Part | None, Part | None]:
    """Return the given name and those of father, grandfather and family, by their places.

    The last part is the family's, those in between are father's and grandfather's; of more than
    four parts the middle ones that are left over are not looked at.
    """
    found = parts(name)
    given = found[0] if found else None
    family = found[-1] if len(found) > 1 else None
    father = found[1] if len(found) > 2 else None
    grandfather = found[2] if len(found) > 3 else None
    return given, father, grandfather, family
