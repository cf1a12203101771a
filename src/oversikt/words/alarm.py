"""Where a text may tell of harm: one pass over the whole of it, before it is cut into sentences.

Most texts of the news tell of none, and so do most sentences of those that do. An automaton finds
every trigger word of a language at once, at a cost that does not grow with their number.

Source: Aho and Corasick 1975, "Efficient string matching: an aid to bibliographic search".
"""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

from oversikt.words.lexicon import Node, Tags
from oversikt.words.tokens import LETTER, LONGEST, fold, folded

#: Words for per cent: with a word of change they state a change of figures.
PERCENT = frozenset({
    "%", "٪", "percent", "per cent", "prosent", "prozent", "відсотків", "відсотки", "відсотка",
    "процентов", "процента", "процент",
})  # fmt: skip
_NOT_TELLING = {"aux", "filler", "in", "of", "by", "pronoun", "one", "and", "clause", "person"}
#: What always ends a sentence.
_PARAGRAPH = "\n\n"
_SPACE = re.compile(r"\s*")
#: The one letter that is two in small.
_GROWS = "\u0130"


class _Inner(dict[str, bool]):
    """Whether words are made of a character, asked once of each: most hits are parts of words."""

    def __missing__(self, character: str) -> bool:
        """Ask of a new character; of the end of a text, too."""
        found = self[character] = LETTER.match(character) is not None
        return found


_INNER = _Inner()


@dataclass(slots=True)
class _Bell:
    """What makes a word ring: by itself, at the end of a longer word, or with another word.

    ``opens`` and ``closes`` tell whether no letter may stand before it, or after it; ``before`` and
    ``after`` are the words beside it in the phrases that it stands for, ``behind`` and ``ahead``
    those of which one has to stand farther off in its paragraph. ``weak``: it rings for nothing in
    a text where no other word rings.
    """

    length: int
    opens: bool
    closes: bool
    alone: bool
    weak: bool
    before: tuple[str, ...]
    after: tuple[str, ...]
    behind: tuple[str, ...]
    ahead: tuple[str, ...]

    def answered(self, low: str, first: int, last: int) -> bool:
        """Does what the word rings with stand beside it, or in its paragraph?"""
        if self.after:
            space = _SPACE.match(low, last + 1)
            if space is not None and low.startswith(self.after, space.end()):
                return True
        if self.before:
            end = first
            while end and low[end - 1].isspace():
                end -= 1
            if low.endswith(self.before, 0, end):
                return True
        if self.ahead:
            end = low.find(_PARAGRAPH, last, last + LONGEST)
            end = end if end >= 0 else last + LONGEST
            for word in self.ahead:
                if low.find(word, last + 1, end) >= 0:
                    return True
        if not self.behind:
            return False
        start = max(0, first - LONGEST)
        start = max(start, low.rfind(_PARAGRAPH, start, first))
        return any(low.find(word, start, first) >= 0 for word in self.behind)


class Heard(NamedTuple):
    """What rings in a text: where its words end in the folded text, in order.

    ``loud`` are those of them that ring by themselves. ``kept``: has folding left every letter in
    its place, so that the places are those of the text as well?
    """

    ends: list[int]
    loud: list[int]
    kept: bool


class Alarm:
    """The words and phrases of a language that tell of harm, sought all at once.

    Args:
        words: Folded words that ring by themselves.
        tails: Those that ring at the end of a longer word too.
        phrases: Folded phrases, each with the position of the word that it is sought by.
        gaps: Pairs of folded words that stand apart, in this order ("kamen … ums Leben"), each with
            whether it is sought by the first of them.
        weak: Those words that ring only where others ring.
        prefixed: Whether letters may be written onto a word.
    """

    def __init__(
        self,
        words: Iterable[str],
        tails: Iterable[str] = (),
        phrases: Mapping[tuple[str, ...], int] | None = None,
        gaps: Iterable[tuple[str, str, bool]] = (),
        *,
        weak: AbstractSet[str] = frozenset(),
        prefixed: bool = False,
    ) -> None:
        alone, inside = {*words, *tails}, set(tails)
        before: dict[str, list[str]] = {}
        after: dict[str, list[str]] = {}
        for phrase, at in (phrases or {}).items():
            if at + 1 < len(phrase):
                after.setdefault(phrase[at], []).append(phrase[at + 1])
            else:
                before.setdefault(phrase[at], []).append(phrase[at - 1])
        ahead: dict[str, list[str]] = {}
        behind: dict[str, list[str]] = {}
        for head, tail, by_head in gaps:
            if by_head:
                ahead.setdefault(head, []).append(tail)
            else:
                behind.setdefault(tail, []).append(head)
        self._automaton = ahocorasick.Automaton()
        for word in alone | before.keys() | after.keys() | ahead.keys() | behind.keys():
            bell = _Bell(
                length=len(word),
                opens=LETTER.match(word) is not None and not (prefixed or word in inside),
                closes=LETTER.match(word, len(word) - 1) is not None,
                alone=word in alone,
                weak=word in weak,
                before=tuple(before.get(word, ())),
                after=tuple(after.get(word, ())),
                behind=tuple(dict.fromkeys(behind.get(word, ()))),
                ahead=tuple(dict.fromkeys(ahead.get(word, ()))),
            )
            self._automaton.add_word(word, bell)
        self._automaton.make_automaton()

    def __len__(self) -> int:
        """How many words it listens for."""
        return len(self._automaton)

    def places(self, text: str) -> Heard:
        """Return where a text may tell of harm.

        Args:
            text: A report's text or title.

        Returns:
            What rings. A few words do for nothing; none that tells of harm is missing.
        """
        low = folded(text)
        if not self._automaton:
            return Heard([], [], kept=True)
        found: list[tuple[int, _Bell]] = []
        inner = _INNER
        for last, bell in self._automaton.iter(low):
            if bell.closes and inner[low[last + 1 : last + 2]]:
                continue
            first = last + 1 - bell.length
            if bell.opens and first and inner[low[first - 1]]:
                continue
            if bell.alone or bell.answered(low, first, last):
                found.append((last, bell))
        return Heard(
            [last for last, _ in found],
            [last for last, bell in found if not bell.weak],
            kept=len(low) == len(text) and _GROWS not in text,
        )


def of_harm(known: Mapping[str, Node], tails: Mapping[str, Tags], *, prefixed: bool) -> Alarm:
    """Return the alarm that hears a language's words of harm.

    A phrase that tells of harm is sought by its longest word that is no mere auxiliary or
    preposition, and by the word beside that: by first words ("the toll", "was hit") 86 % of the
    sentences of American shooting news rang, by the longest words alone 53 %, so 40 %. An entry with
    a gap ("kommer … til skade") is sought by the more telling part, and both have to be there.

    Args:
        known: The pack's words, and what may start with each.
        tails: Ends of compounds, with their tags.
        prefixed: Whether small words are written onto others.
    """

    def telling(word: str) -> tuple[bool, int]:
        node = known.get(word)
        return node is None or _NOT_TELLING.isdisjoint(node.tags or ()), len(word)

    def sought(phrase: tuple[str, ...]) -> int:
        return max(range(len(phrase)), key=lambda k: telling(phrase[k]))

    words: set[str] = set()
    phrases: dict[tuple[str, ...], int] = {}
    gaps: list[tuple[str, str, bool]] = []
    for word, node in known.items():
        if _tells(node.tags or {}):
            words.add(word)
        for phrase, tags in (*node.phrases, *node.cased, ((word,), node.tags or {})):
            low = tuple(map(fold, phrase))
            if _tells(tags):
                phrases[low] = sought(low)
            for end, tag, _ in tags.get("split", ()):
                if tag == "harm":
                    head, tail = low[sought(low)], end[sought(end)]
                    gaps.append((head, tail, telling(head) >= telling(tail)))
    words.update(phrase[0] for phrase in phrases if len(phrase) == 1)
    ends = [word for word, tags in tails.items() if _tells(tags)]
    longer = {phrase: at for phrase, at in phrases.items() if len(phrase) > 1}
    # Changes in per cent are claims beside people harmed alone (told.Told.settle).
    percent = PERCENT & known.keys()
    weak = percent - words
    return Alarm(words | percent, ends, longer, gaps, weak=weak, prefixed=prefixed)


def _tells(tags: Tags) -> bool:
    """Do these tags make a sentence worth reading?"""
    return not {"harm", "km2", "survive"}.isdisjoint(tags)
