"""From text to sentences and words, with offsets that count in the text exactly as it came in.

Words are cut by one regular expression that looks at every character once, so that any input, of
any length, costs time linear in its length.
"""

import re
from collections.abc import Iterator

#: What the genitive is written with between two names: "Sunday's shooting", "Syria's Idlib".
GENITIVE = frozenset({"'", "’", "s"})

# Everything that is neither space, digit, nor punctuation of ASCII, Latin-1, Arabic or the general
# punctuation block belongs to a word: so combining marks and joiners of every script stay inside.
_STOP = (
    "\\s\\d!-/:-@\\[-`{-~\u00a1\u00a7\u00ab\u00ac\u00b0-\u00b1\u00b7\u00bb\u00bf\u00d7"
    "\u060c\u061b\u061f\u066a-\u066d\u06d4\u2010-\u206f\u20a0-\u20bf\u2190-\u2bff\u3000-\u303f"
    "\u2000-\u200b\ufeff\U0001f000-\U0001faff"
)
# An apostrophe before a Cyrillic letter is a letter ("п'ять"); elsewhere it parts words
# ("l'attaque", "Iraq's").
# Posts break Arabic words up against filters with a tatweel and signs: "قصـ.ـف", "شهـ ـداء".
_BREAK = "(?:(?<=\u0640)[.*_ -]{1,2}(?=\u0640)|(?<=\u0640)[.*]{1,2}|[.*]{1,2}(?=\u0640))"
# Pages glue what stood on lines of its own: a ta marbuta ends its word whatever follows
# ("السويديةاستشهد"), and no word changes from Latin to Arabic script ("Publicاستشهد").
_ARABIC = (
    "\u0610-\u061a\u0620-\u0628\u062a-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff"
)
_TA = "\u0629"
_ARABIC_WORD = f"(?:(?:[{_ARABIC}\u200c\u200d]|{_TA}(?![\u0621-\u063f\u0641-\u064a]))+{_TA}?|{_TA})"
_WORD = (
    f"(?:{_ARABIC_WORD}|[^{_STOP}{_ARABIC}{_TA}]+)"
    f"(?:['\u2019\u02bc][\u0400-\u04ff]+|{_BREAK}{_ARABIC_WORD})*"
)
# Digits with grouping: "4,928", "180.000", "1 048 000" (three digits a group, so that "17 300
# soldiers" is one number and "2017 300 soldiers" is two), "1,5".
# A clock time is one word and no number: "10:33".
_CLOCK = r"\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:])"
_NUMBER = (
    rf"{_CLOCK}|"
    r"\d{1,3}(?:[ \u00a0\u202f\u2009'\u2019]\d{3}(?!\d))+(?:[.,\u066b]\d+)?"
    r"|\d+(?:[.,\u066b\u066c]\d+)*"
)
# Most words are Latin letters before a space or a comma: asked first, they save a third of the time.
_PLAIN = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?=[ ,;:\n)]|\\.[ \n])"
# Signs that a page left as code ("&#34;") are one sign each: their digits count nothing. Two hyphens
# are a dash.
TOKEN = re.compile(f"{_PLAIN}|&#?[0-9A-Za-z]{{2,8}};|{_NUMBER}|{_WORD}|--|[^\\s]")
#: A character that words are made of.
LETTER = re.compile(f"[^{_STOP}]")

#: A line that begins with a clock time is an entry of its own: "17:05 — Three dead".
ENTRY = re.compile(rf"[^\w\s]?\s?(?:{_CLOCK}|\d{{1,2}}[hH][0-5]\d\b)")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*|\n")
# A sentence ends at . ! ? … ؟ (with closing quotes) before a space and something that is no small letter.
_END = re.compile("[.!?\u2026\u061f\u06d4]+[\"'\u00bb\u201d\u2019\u201c)\\]]*(?=\\s|$)")
_LAST_WORD = re.compile(r"[^\s(\[«\"'“„]+$")

#: Sentences are cut at this many characters: the grammar weighs every pair of groups and words of
#: a sentence, and only bounded sentences keep reading linear in the length of the text.
LONGEST = 1200

ARABIC_FOLD = {
    ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا", ord("ٱ"): "ا", ord("ى"): "ي", ord("ة"): "ه",
    ord("ـ"): None, ord("ی"): "ي", ord("ک"): "ك", ord("\u200c"): None, ord("\u200d"): None,
    **dict.fromkeys([*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670]),
}  # fmt: skip
_OTHER_FOLD = {ord("ё"): "е", ord("\u2019"): "'", ord("\u02bc"): "'", ord("\u0301"): None}
_BROKEN = re.compile(_BREAK)
_FOLD = {**ARABIC_FOLD, **_OTHER_FOLD}
_PAIRS = [(chr(letter), instead or "") for letter, instead in _FOLD.items()]


def fold(word: str) -> str:
    """Return the form under which a word is looked up: lower case, without optional marks.

    Arabic loses vowel signs and tatweel, and alef, ya and ta marbuta their variants; Russian ё is
    е; apostrophes are one. Accents of Latin letters stay, for they tell words apart ("så", "sa").
    """
    low = word.lower()
    if low.isascii():
        return low
    if "\u0640" in low:
        low = _BROKEN.sub("", low)
    return low.translate(_FOLD)


def folded(text: str) -> str:
    """Return a whole text folded: what ``fold`` does to a word, done to long strings fast.

    Replacing one letter after the other takes a tenth of the time of ``str.translate``.
    """
    low = text.lower()
    if low.isascii():
        return low
    if "\u0640" in low:
        low = _BROKEN.sub("", low)
    for letter, instead in _PAIRS:
        if letter in low:
            low = low.replace(letter, instead)
    return low


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the span of every sentence of a text, in order, without surrounding space.

    Lines end sentences too, since headlines and list items carry no full stop. A text that is
    hard-wrapped (no paragraph marks, lines of even length) keeps its sentences whole.

    Args:
        text: The text of a report.
        abbreviations: Folded words after which a full stop ends nothing.

    Yields:
        ``(start, end)`` in code points.
    """
    for start, end in paragraphs(text):
        yield from split(text, start, end, abbreviations)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of every paragraph of a text, in order; a line is one where none are marked.

    Args:
        text: The text of a report.

    Yields:
        ``(start, end)`` in code points.
    """
    wrapped = _is_wrapped(text)
    position = 0
    for part in _PARAGRAPH.finditer(text):
        if wrapped and part.group().count("\n") == 1 and not ENTRY.match(text, part.end()):
            continue
        yield position, part.start()
        position = part.end()
    yield position, len(text)


def _is_wrapped(text: str) -> bool:
    """Tell whether single line ends are mere wrapping: many lines of 50 to 90 characters."""
    head = text[:4000]
    lines = [line for line in head.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    even = sum(45 <= len(line) <= 90 for line in lines)
    return even >= 0.6 * len(lines)


def split(
    text: str, start: int, end: int, abbreviations: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield the span of every sentence of a paragraph, in order, without surrounding space.

    Args:
        text: The text of a report.
        start: Where the paragraph begins.
        end: Where it ends.
        abbreviations: Folded words after which a full stop ends nothing.
    """
    begin = _skip(text, start, end)
    for stop in _END.finditer(text, begin, end):
        after = stop.end()
        follow = _skip(text, after, end)
        if follow < end and text[follow].islower():
            continue
        if stop[0] == "." and follow < end:
            word = _last_word(text[max(begin, after - 25) : after - 1])
            if fold(word) in abbreviations or (len(word) == 1 and word.isupper()):
                continue
            if (
                word.isdecimal()
                and len(word) <= 2
                and not text[begin : after - 1 - len(word)].strip()
            ):
                continue  # "1. قتل": a number in a list
        yield from _bounded(text, begin, after)
        begin = follow
    while end > begin and text[end - 1].isspace():
        end -= 1
    yield from _bounded(text, begin, end)


def _last_word(text: str) -> str:
    """Return the word that ends a text, without brackets and quotes before it; "" where none does."""
    text = text.removesuffix("\n")  # of a line that is wrapped before its full stop
    words = text.split()
    if not words or text[-1].isspace():
        return ""
    if words[-1].isalnum():
        return words[-1]
    last = _LAST_WORD.search(words[-1])
    return last[0] if last else ""


def _skip(text: str, start: int, end: int) -> int:
    """Return where the space ends that stands at ``start``."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span, cut where it is too long for a sentence."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = _skip(text, cut, end)
    if start < end:
        yield start, end
