"""Which lines of a web page belong to other reports: lists of headlines around the report itself.

Two things tell such a list: a line that says so ("Related", "مقالات ذات صلة"), and its shape: a run of
short blocks without a full stop, above or below a report that is written in sentences.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from oversikt.words.tokens import fold

_BLOCK = re.compile(r"[^\n]+(?:\n(?![ \t\r]*\n)[^\n]+)*")
# A line that names what follows is short; a headline is seldom longer than a tweet.
_LONGEST_ASIDE = 40
_LONGEST_HEADLINE = 180
#: So many short blocks in a row are a list of headlines: captions, bylines and dates are fewer.
_LIST = 4
_PROSE = 40
_BULLETS = "-–—•●▪🔻🔴✔*0123456789٠١٢٣٤٥٦٧٨٩"
_QUOTES = "\"'»”’)]"


class Block(NamedTuple):
    """A part of a page between blank lines, or a line, and its span."""

    start: int
    end: int
    text: str

    @property
    def ends(self) -> bool:
        """Does it end as a sentence does? Headlines that are cut short end in three dots."""
        bare = self.text.rstrip(_QUOTES)
        return bare.endswith(".") and not bare.endswith("..")

    @property
    def is_prose(self) -> bool:
        """Is it a paragraph of sentences, or one?"""
        return (self.ends and len(self.text) >= _PROSE) or len(self.text) > _LONGEST_HEADLINE

    @property
    def is_short(self) -> bool:
        """May it be a headline, or a menu of words: no item of the report's own list?"""
        lines = self.text.split("\n")
        if all(len(line) < _LONGEST_ASIDE // 2 for line in lines):
            return True
        return len(lines) == 1 and not (self.ends or self.is_prose or self.text[0] in _BULLETS)


def asides_of(text: str, words: frozenset[str]) -> list[tuple[int, int]]:
    """Return the spans of a page that tell of other reports, in order.

    Args:
        text: The text of a report, as collected.
        words: Folded lines after which headlines of other reports follow.
    """
    if "\n" not in text:
        return []
    return sorted([*_announced(text, words), *_shaped(text)])


def _announced(text: str, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield lists that a line announces; each ends at the first line of prose."""
    begun: int | None = None
    end = -1
    for whole in text.split("\n"):
        start, end = end + 1, end + 1 + len(whole)
        bare = whole.strip()
        if not bare:
            continue
        known = len(bare) < _LONGEST_ASIDE and fold(bare).strip(" :：|»«›‹→←-_#") in words
        if begun is None and known:
            begun = start + whole.index(bare)
        elif begun is not None:
            line = Block(start + whole.index(bare), end, bare)
            if line.is_prose or line.ends:
                yield begun, line.start
                begun = None
    if begun is not None:
        yield begun, len(text)


def _shaped(text: str) -> Iterator[tuple[int, int]]:
    """Yield runs of short blocks above the first or below the last paragraph of prose."""
    blocks = list(_blocks(text))
    first = next((k for k, block in enumerate(blocks) if block.is_prose), None)
    if first is None:
        return
    last = next(k for k in range(len(blocks) - 1, -1, -1) if blocks[k].is_prose)
    head = _run(blocks, range(first - 1, -1, -1))
    if head >= _LIST + 2:  # what stands right above the report is its own headline and byline
        yield blocks[first - head].start, blocks[first - 3].end
    foot = _run(blocks, range(last + 1, len(blocks)))
    if foot >= _LIST and not blocks[last].text.endswith(":"):
        yield blocks[last + 1].start, blocks[last + foot].end


def _run(blocks: list[Block], order: range) -> int:
    """How many blocks in a row, in this order, are short."""
    length = 0
    for k in order:
        if not blocks[k].is_short:
            break
        length += 1
    return length


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page, without surrounding space."""
    for found in _BLOCK.finditer(text):
        stripped = found[0].strip()
        if stripped:
            start = found.start() + found[0].index(stripped)
            yield Block(start, start + len(stripped), stripped)
