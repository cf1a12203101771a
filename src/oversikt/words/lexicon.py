"""The words of a pack while it is compiled: entries are expanded, folded and tagged."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from oversikt.errors import PackError
from oversikt.words.tokens import TOKEN, fold

Tags = dict[str, Any]
Phrase = tuple[tuple[str, ...], Tags]
#: Tags that a word may have several of.
_GATHERED = {"harm", "person", "speaker", "split"}
_BRACES = re.compile(r"\{([^{}]*)\}|<(\w+)>")


@dataclass(slots=True)
class Node:
    """What may start at a word: the word's own tags, and longer phrases, longest first.

    ``longer`` and ``longer_cased`` hold the phrases of two words and more by their second word.
    """

    tags: Tags | None = None
    phrases: list[Phrase] = field(default_factory=list)
    cased: list[Phrase] = field(default_factory=list)
    longer: dict[str, list[Phrase]] = field(default_factory=dict)
    longer_cased: dict[str, list[Phrase]] = field(default_factory=dict)

    def finish(self) -> None:
        """Sort phrases by length and by their second word, once all of them are known."""
        for phrases, longer in ((self.phrases, self.longer), (self.cased, self.longer_cased)):
            phrases.sort(key=lambda phrase: -len(phrase[0]))
            for phrase in phrases:
                if len(phrase[0]) > 1:
                    longer.setdefault(phrase[0][1], []).append(phrase)


def expand(entry: str, endings: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield every form that an entry of a word list stands for.

    Args:
        entry: A word or phrase, with ``{a,b}`` for alternatives and ``<name>`` for named endings.
        endings: The pack's ``[endings]``.

    Raises:
        PackError: The entry names endings that the pack does not have.
    """
    if "{" not in entry and "<" not in entry:
        yield entry
        return
    parts: list[list[str]] = []
    position = 0
    for brace in _BRACES.finditer(entry):
        parts.append([entry[position : brace.start()]])
        if brace[2] is None:
            parts.append([option.strip() for option in brace[1].split(",")])
        elif brace[2] in endings:
            parts.append(endings[brace[2]])
        else:
            raise PackError(f"{entry!r} uses <{brace[2]}>, which [endings] does not name")
        position = brace.end()
    parts.append([entry[position:]])
    for chosen in product(*parts):
        yield "".join(chosen)


class Lexicon:
    """Gathers tags of words while the files of a pack are read.

    ``words`` leads from a folded word to what may start there; ``tails`` holds words that may end a
    compound.
    """

    def __init__(self, endings: Mapping[str, list[str]]) -> None:
        self.endings = endings
        self.words: dict[str, Node] = {}
        self.tails: dict[str, Tags] = {}
        self._phrases: dict[tuple[bool, tuple[str, ...]], Tags] = {}

    def add(self, entry: str, tag: str, value: Any) -> None:
        """Tag every form of an entry; "~" marks the tail of a compound, "=" a form as it is written.

        The head of an entry with a gap ("mistet … livet") remembers what tails it may have.
        """
        head, gap, rest = entry.partition("…")
        if gap:
            for form in expand(rest, self.endings):
                words = tuple(fold(m.group()) for m in TOKEN.finditer(form))
                self.add(head, "split", (words, tag, value))
            return
        for form in expand(entry, self.endings):
            tail, cased = form.startswith("~"), form.startswith("=")
            bare = form.lstrip("~=")
            surface = [bare] if bare.isascii() and bare.isalpha() else TOKEN.findall(bare)
            if not surface:
                continue
            folded = tuple(map(fold, surface))
            if tail and len(folded) == 1:
                _tag(self.tails.setdefault(folded[0], {}), tag, value)
            node = self.words.get(folded[0])
            if node is None:
                node = self.words[folded[0]] = Node()
            if cased:
                _tag(self._of(node.cased, tuple(surface), cased=True), tag, value)
            elif len(folded) == 1:
                node.tags = node.tags if node.tags is not None else {}
                _tag(node.tags, tag, value)
            else:
                _tag(self._of(node.phrases, folded, cased=False), tag, value)

    def add_all(self, entries: Iterable[str], tag: str, value: Any = True) -> None:
        """Tag every form of some entries alike."""
        for entry in entries:
            self.add(entry, tag, value)

    def _of(self, phrases: list[Phrase], words: tuple[str, ...], *, cased: bool) -> Tags:
        """Return the tags of a phrase, adding it where it is new."""
        tags = self._phrases.get((cased, words))
        if tags is None:
            tags = self._phrases[cased, words] = {}
            phrases.append((words, tags))
        return tags

    def finish(self) -> None:
        """Put phrases in the order in which they are looked up.

        A phrase for who harms is people where its last word is: "three unidentified men were killed".
        """
        for (_, words), tags in self._phrases.items():
            if "actor" in tags and "person" not in tags:
                last = self.words.get(fold(words[-1]))
                if last is not None and last.tags and "person" in last.tags:
                    tags["person"] = last.tags["person"]
        for node in self.words.values():
            node.finish()


def _tag(tags: Tags, tag: str, value: Any) -> None:
    """Set a tag; harm, which a word may have in several forms, and people gather."""
    if tag in _GATHERED:
        known = tags.get(tag, ())
        if value not in known:
            tags[tag] = (*known, value)
    elif tag not in tags:
        tags[tag] = value


def forms_of(entries: Iterable[str], endings: Mapping[str, list[str]]) -> frozenset[str]:
    """Return the folded forms of words that are no part of the vocabulary: "{schlimm,schwer}ste".

    Args:
        entries: Words in the notation of the packs.
        endings: The pack's named sets of endings.
    """
    return frozenset(fold(form) for entry in entries for form in expand(entry, endings))


def endings_of(table: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    """Return a table of endings of a pack, folded.

    Args:
        table: The pack's table.
        key: The name of the endings in it.
    """
    return {fold(name): tuple(map(fold, some)) for name, some in table.get(key, {}).items()}
