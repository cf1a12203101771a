"""One pass that marks the words of a sentence with what the pack knows of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from oversikt.claims.pack import Node, Pack, Tags
from oversikt.claims.tokens import TOKEN, fold

EMPTY: Tags = {}


@dataclass(slots=True)
class Item:
    """A word, a phrase, a number or a sign of a sentence, and its tags from the pack.

    ``start`` and ``end`` count in the report's field; ``low`` is the folded word.
    """

    start: int
    end: int
    word: str
    low: str
    tags: Tags = field(default_factory=dict)

    @property
    def capital(self) -> bool:
        """Does the word begin with a capital letter?"""
        return self.word[:1].isupper()


def mark(text: str, start: int, end: int, pack: Pack) -> list[Item]:
    """Return the marked items of a sentence; longer phrases go before their words.

    Args:
        text: The report's field.
        start: Where the sentence begins.
        end: Where it ends.
        pack: The language's pack.

    Returns:
        Items in order; the tags of items share the pack's dictionaries and are not to be changed.
    """
    words = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text, start, end)]
    lows = [fold(word) for _, _, word in words]
    items: list[Item] = []
    i, n = 0, len(words)
    while i < n:
        begin, stop, word = words[i]
        low = lows[i]
        node = pack.words.get(low)
        if node is None:
            items.extend(_unknown(begin, stop, word, low, pack))
            i += 1
            continue
        length, tags = _longest(node, words, lows, i)
        if length > 1:
            stop = words[i + length - 1][1]
            items.append(Item(begin, stop, text[begin:stop], " ".join(lows[i : i + length]), tags))
        elif not tags:
            items.extend(_unknown(begin, stop, word, low, pack))
        else:
            items.append(Item(begin, stop, word, low, tags))
        i += length
    return items


def _longest(
    node: Node, words: Sequence[tuple[int, int, str]], lows: Sequence[str], i: int
) -> tuple[int, Tags]:
    """Return the length and tags of the longest entry of a node at ``i``."""
    best, tags = 1, node.tags if node.tags is not None else EMPTY
    for phrase, found in node.phrases:
        k = len(phrase)
        if k <= best:
            break
        if tuple(lows[i : i + k]) == phrase:
            best, tags = k, found
            break
    for phrase, found in node.cased:
        k = len(phrase)
        if k < best:
            break
        if all(words[i + d][2] == phrase[d] for d in range(k) if i + d < len(words)) and i + k <= len(
            words
        ):
            return k, {**tags, **found} if k == best else found
    return best, tags


def _unknown(start: int, end: int, word: str, low: str, pack: Pack) -> list[Item]:
    """Return a word that the pack lacks, its written-on prefixes tried off, or its tail known."""
    if len(low) > 2 and pack.prefixes:
        for prefix in pack.prefixes:
            if not low.startswith(prefix) or len(low) - len(prefix) < 2:
                continue
            rest = low[len(prefix) :]
            node = pack.words.get(rest)
            if node is not None and node.tags:
                head = pack.words.get(prefix)
                cut = start + len(prefix)
                if head is None or not head.tags or len(word) != len(low):
                    return [Item(start, end, word, rest, node.tags)]
                return [
                    Item(start, cut, word[: len(prefix)], prefix, head.tags),
                    Item(cut, end, word[len(prefix) :], rest, node.tags),
                ]
    if len(low) > 5 and pack.tails:
        for cut in range(2, len(low) - 2):
            tags = pack.tails.get(low[cut:])
            if tags is not None:
                return [Item(start, end, word, low, tags)]
    return [Item(start, end, word, low, EMPTY)]
