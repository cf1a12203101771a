"""Where a text may tell of harm: one pass over the whole of it, before it is cut into sentences.

Most texts of the news tell of none, and so do most sentences of those that do. An automaton finds
every trigger word of a language at once, at a cost that does not grow with their number.

Source: Aho and Corasick 1975, "Efficient string matching: an aid to bibliographic search".
"""

from collections.abc import Iterable

import ahocorasick

from oversikt.claims.tokens import LETTER, folded

#: The one letter that is two in small.
_GROWS = "\u0130"


class Alarm:
    """The trigger words of a language, sought all at once.

    Args:
        triggers: Folded words of which a sentence must hold one to be read.
        inside: Whether they count at the end of a longer word too: in compounds, and under
            prefixes that are written on.
    """

    def __init__(self, triggers: Iterable[str], *, inside: bool) -> None:
        self._automaton = ahocorasick.Automaton()
        for word in triggers:
            opens = not inside and LETTER.match(word) is not None
            closes = LETTER.match(word, len(word) - 1) is not None
            self._automaton.add_word(word, (len(word), opens, closes))
        self._automaton.make_automaton()

    def __len__(self) -> int:
        """How many words it hears."""
        return len(self._automaton)

    def places(self, text: str) -> tuple[list[int], bool]:
        """Return where a text may tell of harm.

        Args:
            text: A report's text or title.

        Returns:
            Where the triggers end in the folded text, in order, and whether folding has left every
            letter in its place, so that the places are those of the text as well. A few are no
            words of their own; none is missing.
        """
        low = folded(text)
        if not self._automaton:
            return [], True
        found = []
        for last, (length, opens, closes) in self._automaton.iter(low):
            if closes and LETTER.match(low, last + 1) is not None:
                continue
            if opens and last >= length and LETTER.match(low, last - length) is not None:
                continue
            found.append(last)
        return found, len(low) == len(text) and _GROWS not in text
