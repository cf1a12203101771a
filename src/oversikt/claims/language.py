"""Which language a report is written in, among those that have a pack."""

import re
from functools import lru_cache

from oversikt.claims import pack as packs
from oversikt.claims.tokens import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 2


@lru_cache(maxsize=1)
def _common() -> dict[str, tuple[str, ...]]:
    """Return, for every short function word, the languages whose packs hold it."""
    table: dict[str, list[str]] = {}
    for code in packs.codes():
        for word in packs.load(code).common:
            table.setdefault(word, []).append(code)
    return {word: tuple(of) for word, of in table.items()}


def detect(text: str) -> str | None:
    """Return the language of a text by the function words that it uses, or None.

    Looking some dozens of words up in the packs is some hundred times cheaper than a statistical
    detector over all the world's languages, and asks only what is needed: which pack may read it.
    The first 400 words are looked at.
    """
    common = _common()
    scores: dict[str, float] = {}
    for k, match in enumerate(_WORD.finditer(text)):
        if k >= 400:
            break
        languages = common.get(fold(match.group()))
        if languages:
            for code in languages:
                scores[code] = scores.get(code, 0.0) + 1 / len(languages)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if ranked[0][1] < _ENOUGH and len(text) > 80:
        return None
    return ranked[0][0]
