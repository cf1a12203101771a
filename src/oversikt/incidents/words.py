"""Words as evidence: the rarer a word that two reports share, the likelier they tell one event.

A word's weight is a whole number of bits, from a frozen table of how many reports hold it. What
the table does not know is rare. The table is shipped and not counted from the reports at hand,
so that adding reports changes no comparison already made.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import py3langid

from oversikt.records import Report

# Bits of a word that the table does not know: it stands in fewer than one report in 800.
RAREST = 10
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
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _MARKS.sub("", folded.replace("ـ.ـ", "").replace("ـ", "")).translate(_ALIF)
    return [_stem(word) for word in _WORD.findall(folded) if len(word) >= SHORTEST]


def _stem(word: str) -> str:
    """Return an Arabic word without its article and the particles written together with it."""
    if "\u0600" <= word[0] <= "\u06ff" and len(word) > 4:
        for prefix in ("وال", "بال", "كال", "فال", "لل", "ال"):
            if word.startswith(prefix) and len(word) - len(prefix) >= 3:
                return word[len(prefix) :]
    return word.removesuffix("'s").removesuffix("’s")


def bits_of(text: str) -> Mapping[str, int]:
    """Return the words of a text with their bits; words that nearly all reports hold left out."""
    table = frequencies()
    found = {word: table.get(word, RAREST) for word in words(text)}
    return {word: bits for word, bits in sorted(found.items()) if bits > 0}


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
    """Return the frozen table: word to bits."""
    path = files(__package__) / "frequencies.tsv"
    table = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            word, bits = line.split("\t")
            table[word] = int(bits)
    return table
