"""One pass that marks the words of a sentence with what the pack knows of them."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from oversikt.words.alarm import PERCENT
from oversikt.words.lexicon import Tags
from oversikt.words.pack import Pack
from oversikt.words.tokens import TOKEN
from oversikt.words.vocabulary import EMPTY, Split, Word, longest

#: So many items may stand between the parts of an entry with a gap: "kamen … ums Leben".
_GAP = 14
_ENDS = frozenset(".;:!?")
#: What ends a tail that stands at the end of its clause.
_CLOSES = frozenset(",.")
#: Signs of a script, or of a typewriter, that are the same as another.
_SAME = {"،": ",", "؛": ";", "؟": "?", "--": "—"}


@dataclass(slots=True)
class Item:
    """A word, a phrase, a number or a sign of a sentence, and its tags from the pack.

    ``start`` and ``end`` count in the report's field; ``low`` is the folded word; ``capital`` tells
    whether the word begins with a capital letter. Items share the tags of the pack, which are not
    to be changed.
    """

    start: int
    end: int
    word: str
    low: str
    tags: Tags
    capital: bool


class Cut(NamedTuple):
    """A sentence cut into words: their spans, the words as written, and what is known of each."""

    spans: list[tuple[int, int]]
    words: list[str]
    known: list[Word]


def cut(text: str, start: int, end: int, pack: Pack) -> Cut:
    """Return the words of a sentence.

    Args:
        text: The report's field.
        start: Where the sentence begins.
        end: Where it ends.
        pack: The language's pack.
    """
    words = TOKEN.findall(text, start, end)
    spans = []
    at = start
    for word in words:  # half the time that matches take
        begin = text.index(word, at)
        at = begin + len(word)
        spans.append((begin, at))
    if "#" in words:  # the sign of a hashtag tells nothing of its word: "in the town of #Atmeh"
        kept = [k for k, word in enumerate(words) if not (word == "#" and _tags(text, spans[k][1]))]
        spans, words = [spans[k] for k in kept], [words[k] for k in kept]
    if not _SAME.keys().isdisjoint(words):
        words = [_SAME.get(word, word) for word in words]
    return Cut(spans, words, list(map(pack.vocabulary.__getitem__, words)))


def _tags(text: str, at: int) -> bool:
    """Does a word begin here that the sign before it makes a hashtag?"""
    return text[at : at + 1].isalpha()


def mark(text: str, sentence: Cut) -> list[Item]:
    """Return the marked items of a sentence; longer phrases go before their words.

    Args:
        text: The report's field.
        sentence: Its words.
    """
    spans, words, known = sentence
    items: list[Item] = []
    lows: list[str] = []
    i, n = 0, len(words)
    while i < n:
        word = known[i]
        begin, stop = spans[i]
        if word.node is None and not word.splits:
            items.append(Item(begin, stop, words[i], word.low, word.tags, word.capital))
            i += 1
            continue
        lows = lows or [one.low for one in known]
        node = word.node
        length, tags = 1, EMPTY
        if (
            node is not None
            and i + 1 < n
            and (lows[i + 1] in node.longer or words[i + 1] in node.longer_cased)
        ):
            length, tags = longest(node, words, lows, i)
        if length > 1:
            stop = spans[i + length - 1][1]
            low = " ".join(lows[i : i + length])
            items.append(Item(begin, stop, text[begin:stop], low, tags, word.capital))
        else:
            length = _parted(items, text, sentence, lows, i) if word.splits else 0
            if not length:
                items.append(Item(begin, stop, words[i], word.low, word.tags, word.capital))
        i += length or 1
    if any("split" in item.tags for item in items):
        _join_split(items)
    return items


def _join_split(items: list[Item]) -> None:
    """Give the head of an entry with a gap ("mistet … livet") its tags where its tail follows.

    The tail is no word of its own then; a head without its tail is the word that it is by itself.
    """
    for at, item in enumerate(items):
        if "split" not in item.tags:
            continue
        tags = {tag: value for tag, value in item.tags.items() if tag != "split"}
        rest: Tags = {"tail": True}
        tail = 0
        near = " ".join(x.low for x in items[at + 1 : at + 2 + _GAP])
        for words, tag, value in item.tags["split"]:
            # of 100 tails 93 have not even their first word near
            end = _tail_of(items, at, words) if words[0] in near else 0
            if end and (not tail or end == tail):
                if tag == "harm":  # "فقدت … حياتها" tells of nobody missing
                    tags[tag] = (*(tags["harm"] if tail else ()), value)
                elif tag == "nobody":  # it counts what follows: "لم يسفر … عن وقوع إصابات"
                    rest = {tag: value}
                else:
                    tags[tag] = value
                tail = end
        if tail:
            if "clause" in items[tail].tags:
                rest["clause"] = True  # "identified the dead as Ali Haddad"
            items[tail] = replace(items[tail], tags=rest)
            tags["headed"] = True
        items[at] = replace(item, tags=tags or EMPTY)


def _tail_of(items: list[Item], at: int, words: tuple[str, ...]) -> int:
    """Return where the words of a tail end after its head, within the clause; 0 where they do not.

    A comma or full stop that ends a tail tells that the clause ends with it: "brachte drei um,", "brachte drei um und".
    """
    closes = words[-1] in _CLOSES
    tail = " ".join(words[:-1] if closes else words)
    for first in range(at + 1, min(len(items), at + 2 + _GAP)):
        said, last = items[first].low, first
        while len(said) < len(tail) and last + 1 < len(items):
            last += 1
            said = f"{said} {items[last].low}"
        if said == tail and (not closes or _ends(items, last + 1)):
            return last
        if items[first].word in _ENDS or "clause" in items[first].tags:
            return 0
    return 0


def _ends(items: list[Item], at: int) -> bool:
    """Does a clause end before a position?"""
    return at >= len(items) or not items[at].word[0].isalnum() or "and" in items[at].tags


def _parted(items: list[Item], text: str, sentence: Cut, lows: list[str], i: int) -> int:
    """Add an unknown word parted from what is written onto it; return how many words it took.

    The letter ("و", "ف", "ب", "ل") becomes an item of its own where the pack knows it; an article
    makes the word definite. 0 where what remains is unknown too.
    """
    best: tuple[int, Split, Tags] | None = None
    for split in sentence.known[i].splits:
        whole, lows[i] = lows[i], split.rest
        word, sentence.words[i] = sentence.words[i], sentence.words[i][split.cut :]
        length, tags = longest(split.node, sentence.words, lows, i)
        lows[i], sentence.words[i] = whole, word
        tags = tags if length > 1 else split.node.tags or EMPTY
        # "والجرحى إلى": the longest phrase counts before the longest prefix
        if (tags or split.named) and (best is None or length > best[0]):
            best = length, split, tags
    if best is None:
        return 0
    length, split, tags = best
    if split.definite:
        tags = {**tags, "definite": True}
    rest = " ".join((split.rest, *lows[i + 1 : i + length]))
    begin, stop = sentence.spans[i][0], sentence.spans[i + length - 1][1]
    middle = begin + split.cut
    if split.cut:
        items.append(_written(text, begin, middle, split.letter, split.letter_tags))
    items.append(_written(text, middle, stop, rest, tags))
    return length


def _written(text: str, start: int, end: int, low: str, tags: Tags) -> Item:
    """Return the item of a span of the text."""
    return Item(start, end, text[start:end], low, tags, text[start].isupper())


def tells(items: list[Item]) -> bool:
    """Do these items tell of harm, of an area, or of a change in per cent?

    A change alone is a claim only beside people harmed.

    Args:
        items: A sentence's marked items.
    """
    if harms(items):
        return True
    percent = change = False
    for item in items:
        tags = item.tags
        percent = percent or item.low in PERCENT
        change = change or "more" in tags or "less" in tags or "mod" in tags
    return percent and change


def harms(items: list[Item]) -> bool:
    """Do these items tell of harm, that nobody survived, or of an area?

    Args:
        items: A sentence's marked items.
    """
    nobody = any("nobody" in item.tags for item in items)
    return any(
        "harm" in item.tags or "km2" in item.tags or (nobody and "survive" in item.tags)
        for item in items
    )
