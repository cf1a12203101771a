"""One pass that marks the words of a sentence with what the pack knows of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from oversikt.claims.lexicon import Node, Tags
from oversikt.claims.pack import Pack
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
        length, tags = _longest(node, words, lows, i) if node is not None else (1, EMPTY)
        if not tags:
            length = _prefixed(items, text, words, lows, i, pack)
            if not length:
                items.append(_tailed(begin, stop, word, low, pack))
            i += length or 1
            continue
        if length > 1:
            stop = words[i + length - 1][1]
            items.append(Item(begin, stop, text[begin:stop], " ".join(lows[i : i + length]), tags))
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
        if all(
            words[i + d][2] == phrase[d] for d in range(k) if i + d < len(words)
        ) and i + k <= len(words):
            return k, {**tags, **found} if k == best else found
    return best, tags


def _prefixed(
    items: list[Item],
    text: str,
    words: Sequence[tuple[int, int, str]],
    lows: list[str],
    i: int,
    pack: Pack,
) -> int:
    """Add an unknown word with its written-on prefixes tried off; return how many words it took.

    The first letter of the prefixes ("و", "ف", "ب", "ل") becomes an item of its own where the pack
    knows it; an article makes the word definite.
    """
    low = lows[i]
    begin, _, word = words[i]
    for prefix in pack.prefixes:
        if not low.startswith(prefix) or len(low) - len(prefix) < 2:
            continue
        node = pack.words.get(low[len(prefix) :])
        if node is None:
            continue
        lows[i] = low[len(prefix) :]
        length, tags = _longest(node, words, lows, i)
        rest, lows[i] = " ".join(lows[i : i + length]), low
        if not tags:
            continue
        if prefix.endswith(pack.articles):
            tags = {**tags, "definite": True}
        letter = "" if prefix in pack.articles else prefix[0]
        head = pack.words.get(letter)
        stop = words[i + length - 1][1]
        cut = begin
        if head is not None and head.tags:
            cut += max(k for k in range(1, len(word)) if fold(word[:k]) == letter)
            items.append(Item(begin, cut, text[begin:cut], letter, head.tags))
        items.append(Item(cut, stop, text[cut:stop], rest, tags))
        return length
    return 0


def _tailed(start: int, end: int, word: str, low: str, pack: Pack) -> Item:
    """Return a word that the pack lacks, with the tags of its known tail where it is a compound."""
    if len(low) > 5 and pack.tails:
        for cut in range(2, len(low) - 2):
            tags = pack.tails.get(low[cut:])
            if tags is not None:
                return Item(start, end, word, low, tags)
    return Item(start, end, word, low, EMPTY)
