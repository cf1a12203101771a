"""Words as evidence: the rarer a word that two reports share, the likelier they tell one event.

A word's weight is a whole number of bits, from a frozen table of how many reports hold it. What
the table does not know is rare. The table is shipped and not counted from the reports at hand,
so that adding reports changes no comparison already made. It holds digests and no words: rare
words are mostly names, and names of victims have no place in a package.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from itertools import pairwise

import py3langid

from oversikt.records import Report

# Bits of a word that the table does not know: it stands in fewer than one report in 800.
RAREST = 10
# Bits from which a word is evidence: it stands in at most one report in 32.
TELLING = 5
# Least bits of both and of each of two words that make a rare phrase.
PHRASE = 15
PART = 6
SHORTEST = 2
# The two written forms of Norwegian share their words, and detectors take one for the other.
NORWEGIAN = {"nb": "no", "nn": "no", "da": "no"}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e]")
_ALIF = str.maketrans("أإآٱىة", "اااايه")


def words(text: str) -> list[str]:
    """Return the words of a text, folded so that spellings of one word meet.

    Case and Arabic short vowels, elongations and hamza seats are folded, and the letters that
    posts break up against filters ("قصـ.ـف") close up.
    """
    return [stem(word) for word in _WORD.findall(fold(text)) if len(word) >= SHORTEST]


def fold(text: str) -> str:
    """Return a text with case, Arabic short vowels, elongations and hamza seats folded."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _MARKS.sub("", folded.replace("ـ.ـ", "").replace("ـ", "")).translate(_ALIF)


def stem(word: str) -> str:
    """Return an Arabic word without its article and the particles written together with it."""
    if "\u0600" <= word[0] <= "\u06ff" and len(word) > 4:
        for prefix in ("وال", "بال", "كال", "فال", "لل", "ال"):
            if word.startswith(prefix) and len(word) - len(prefix) >= 3:
                return word[len(prefix) :]
    return word.removesuffix("'s").removesuffix("’s")


def key(word: str) -> str:
    """Return the digest that the frozen table knows a word by."""
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


@lru_cache(maxsize=200_000)
def bits(word: str) -> int:
    """Return how rare a word is: log2 of reports to one that holds it, whole."""
    return frequencies().get(key(word), RAREST)


def bits_of(text: str) -> Mapping[str, int]:
    """Return the words of a text that tell one report from another, with their bits."""
    found = {word: bits(word) for word in sorted(set(words(text)))}
    return {word: rarity for word, rarity in found.items() if rarity >= TELLING}


def phrases(text: str) -> frozenset[str]:
    """Return the pairs of rare words that stand side by side: names of people and of streets.

    A full name is the strongest evidence that two reports tell of one event. Two rare words side
    by side find names in every script, those without capitals too.
    """
    found = set()
    for line in text.splitlines():
        spoken = words(line)
        for one, other in pairwise(spoken):
            if bits(one) + bits(other) >= PHRASE and min(bits(one), bits(other)) >= PART:
                found.add(f"{one} {other}")
    return frozenset(found)


def name_words(name: str) -> list[str]:
    """Return the parts of a person's name that tell one person from another."""
    return [word for word in words(name) if len(word) > SHORTEST]


def spoken(report: Report) -> str:
    """Return the language of a report, two or three letters, as stated or else as detected."""
    if report.language:
        return NORWEGIAN.get(report.language.split("-")[0], report.language.split("-")[0])
    tag, _ = py3langid.classify(f"{report.title or ''} {report.text[:1000]}")
    return NORWEGIAN.get(str(tag), str(tag))


@cache
def frequencies() -> Mapping[str, int]:
    """Return the frozen table: digest of a word to bits."""
    path = files(__package__) / "frequencies.tsv"
    lines = path.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {digest: int(rarity) for digest, rarity in rows}
