"""The words of a pack as texts write them: each is looked up once, and then remembered.

The words of the news repeat. What folding, compounds, written-on prefixes and capitals make of a
word is worked out at its first sight; from then on it costs one look into a dictionary.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oversikt.words.lexicon import Node, Tags
from oversikt.words.tokens import fold

EMPTY: Tags = {}
#: Bounds what is remembered of a language: so many words are some 20 MB.
_REMEMBERED = 50_000
_SHORTEST_COMPOUND = 6
#: A word of harm under a prefix is no shorter, nor one of grammar under an article: two letters are
#: part of too many other words.
_SHORTEST = 3


@dataclass(slots=True)
class Split:
    """A word parted from what is written onto it: "وقتل" is "و" and "قتل".

    ``letter`` and ``letter_tags`` are the item of its own that the first ``cut`` characters make;
    ``cut`` is 0 where they make none. ``definite``: an article was among them; ``named``: what
    remains is a given name ("وحسن").
    """

    node: Node
    rest: str
    letter: str
    letter_tags: Tags
    cut: int
    definite: bool
    named: bool = False


@dataclass(slots=True)
class Word:
    """What a pack knows of a word as it is written.

    ``tags`` are those of the word by itself; ``node`` is set where longer phrases may start at it,
    ``splits`` where the word is unknown but for what is written onto it. ``capital``: does it begin
    with a capital letter?
    """

    low: str
    tags: Tags
    node: Node | None
    splits: tuple[Split, ...]
    capital: bool


class Vocabulary(dict[str, Word]):
    """Words as written, to what the pack knows of them; unseen ones are looked up when asked for.

    Args:
        nodes: What may start at each folded word.
        tails: Folded words that may end a compound.
        prefixes: Letters written onto a word, longest first.
        articles: Those of them that make a word definite.
        names: Folded given names, which are no words but may carry "and".
    """

    def __init__(
        self,
        nodes: Mapping[str, Node],
        tails: Mapping[str, Tags],
        prefixes: tuple[str, ...],
        articles: tuple[str, ...],
        names: frozenset[str],
    ) -> None:
        super().__init__()
        self._nodes = nodes
        self._tails = tails
        self._prefixes = prefixes
        self._articles = articles
        self._names = names

    def __missing__(self, word: str) -> Word:
        """Look an unseen word up, and remember it."""
        if len(self) >= _REMEMBERED:
            self.clear()
        low = fold(word)
        low = word if low == word else low  # one string in memory, not two
        node = self._nodes.get(low)
        tags = self._definite(low, _own(node, word)) if node is not None else EMPTY
        splits: tuple[Split, ...] = ()
        if not tags:
            splits = tuple(self._splits(word, low))
            tags = self._tail(low)
        longer = node is not None and bool(node.longer or node.longer_cased)
        found = self[word] = Word(low, tags, node if longer else None, splits, word[:1].isupper())
        return found

    def _definite(self, low: str, tags: Tags) -> Tags:
        """Add to a word that is listed with its article the people whom it names without: "الطبيب"."""
        if not tags or "person" in tags or "harm" in tags:
            return tags
        for article in self._articles:
            node = self._nodes.get(low[len(article) :]) if low.startswith(article) else None
            if node is not None and node.tags and "person" in node.tags:
                return {**tags, "person": node.tags["person"], "definite": True}
        return tags

    def _splits(self, word: str, low: str) -> Iterable[Split]:
        """Yield what the word may be without each prefix that it may carry."""
        for prefix in self._prefixes:
            rest = low[len(prefix) :]
            if not low.startswith(prefix) or len(rest) < 2:
                continue
            letter = "" if prefix in self._articles else prefix[0]
            head = self._nodes.get(letter)
            tags = head.tags if head is not None and head.tags else EMPTY
            named = rest in self._names and "and" in tags
            node = self._nodes.get(rest) or (Node() if named else None)
            if node is None:
                continue
            under = node.tags or EMPTY
            article = prefix in self._articles and "person" not in under
            if len(rest) < _SHORTEST and ("harm" in under or article):
                continue  # "كفر" is no "ك" and "فر", "الله" no "له" with an article
            cut = max((k for k in range(1, len(word)) if fold(word[:k]) == letter), default=0)
            yield Split(
                node, rest, letter, tags, cut if tags else 0, prefix.endswith(self._articles), named
            )

    def _tail(self, low: str) -> Tags:
        """The tags of the known tail of a compound."""
        if self._tails and len(low) >= _SHORTEST_COMPOUND:
            for cut in range(2, len(low) - 2):
                tags = self._tails.get(low[cut:])
                if tags is not None:
                    return tags
        return EMPTY


def _own(node: Node, word: str) -> Tags:
    """The tags of a word by itself; those of the word written just so are added."""
    tags = node.tags if node.tags is not None else EMPTY
    for phrase, found in node.cased:
        if phrase == (word,):
            return {**tags, **found}
    return tags


def longest(node: Node, words: list[str], lows: list[str], i: int) -> tuple[int, Tags]:
    """Return the length and tags of the longest phrase of a node at ``i``; 1 where none is there.

    Args:
        node: What may start at the word.
        words: A sentence's words as written.
        lows: The same, folded.
        i: Position of the phrase's first word.
    """
    best, tags = 1, EMPTY
    if i + 1 == len(words):
        return best, tags
    for phrase, found in node.longer.get(lows[i + 1], ()):
        k = len(phrase)
        if tuple(lows[i : i + k]) == phrase:
            best, tags = k, found
            break
    for phrase, found in node.longer_cased.get(words[i + 1], ()):
        k = len(phrase)
        if k < best:
            break
        if tuple(words[i : i + k]) == phrase:
            return k, {**tags, **found} if k == best else found
    return best, tags
