"""How names of places are compared: folded to bare letters, articles optional.

A name stands in the news with and without diacritics, hyphens, apostrophes and Arabic vowel signs.
``fold`` makes one key of all of them; it is applied to the names in the index and to the words of
a text alike, so what it merges needs only to be harmless, not linguistically right.
"""

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, by the letters that plain spelling uses for them.
_LETTERS = {
    "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
    "ŋ": "n", "ə": "e", "ґ": "г",
    # Arabic: carriers of hamza, final ya and ta marbuta are written either way in the news.
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ه": "ه", "ک": "ك", "ڪ": "ك",
    "ٱ": "ا", "أ": "ا", "إ": "ا", "آ": "ا", "ہ": "ه", "ھ": "ه", "ە": "ه", "گ": "غ", "ڤ": "ف",
}  # fmt: skip
_DROPPED = "'’ʼʻ‘`´ʿʾ′ʹʺ\u0640ء\u200c\u200d\u200e\u200f\u00ad·.٪"
_ORIGINS = {ord(mark): None for mark in _DROPPED} | {ord(a): b for a, b in _LETTERS.items()}

#: Marks that may stand between the words of one name when a text is split into tokens.
JOINTS = frozenset("-‐‑‒–'’ʼʻ‘`´_")

_LATIN_ARTICLES = "al el ad ed ar er as es at et az ez an en ash esh adh edh ath eth ul ud"
_CYRILLIC_ARTICLES = "аль эль ад ар ас ат аз ан аш эн эр эс эш ель ал ес еш ез ер ед"

#: Written-apart spellings of the Arabic article, assimilated ones too.
ARTICLES = frozenset(f"{_LATIN_ARTICLES} {_CYRILLIC_ARTICLES}".split())
_ARABIC_ARTICLE = "ال"


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the key under which a name is kept and sought.

    Args:
        name: A name or a phrase in any script.

    Returns:
        The words in lower case, parted by single spaces, without diacritics, apostrophes,
        hyphens and Arabic vowel signs; alef, ya, ta marbuta and kaf in one form each.
    """
    low = name.casefold()
    if low.isascii() and low.isalnum():
        return low
    low = unicodedata.normalize("NFKD", low.translate(_ORIGINS)).casefold().translate(_ORIGINS)
    kept = [
        letter if letter.isalnum() else " "
        for letter in low
        if unicodedata.category(letter) != "Mn"
    ]
    return " ".join("".join(kept).split())


def articleless(key: str) -> str | None:
    """Return a folded name without its leading Arabic article, or ``None`` if it has none.

    Args:
        key: A name as ``fold`` returns it.
    """
    if key.startswith(_ARABIC_ARTICLE) and len(key) > 4:
        return key[2:]
    head, _, rest = key.partition(" ")
    if head in ARTICLES and len(rest) > 2:
        return rest
    return None


def is_lower(word: str) -> bool:
    """Whether a word is written without any capital in a script that has capitals."""
    return word.islower()
