"""Which sentences of a report tell of harm, found with as little reading as can be."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from oversikt.claims.pages import asides_of
from oversikt.records import Report
from oversikt.sentences.sentence import Field, Sentence, Spot
from oversikt.words.alarm import Heard
from oversikt.words.marks import cut, mark, tells
from oversikt.words.pack import Pack
from oversikt.words.tokens import paragraphs, sentences, split

#: Longer texts are read a part at a time, each with places of its own, so that memory stays bounded;
#: none of 8,900 reports in the measuring sets is longer.
_PART = 100_000
#: A sentence of so many characters that stands in a text once more, word by word, is a caption of the
#: next picture or the page's teaser; shorter ones ("Two people were killed.") may tell of another event.
_REPRINTED = 60


class Listened(NamedTuple):
    """A report's title or text, with what rings in it."""

    field: Field
    text: str
    heard: Heard

    @property
    def plain(self) -> bool:
        """Is it read in one part, and do the places of what rings count in it as it stands?"""
        return self.heard.kept and len(self.text) <= _PART


def listened(report: Report, pack: Pack) -> list[Listened]:
    """Return a report's fields, the title first; none where no word of them tells of harm.

    Args:
        report: One report.
        pack: The pack of its language.
    """
    named: list[tuple[Field, str]] = [("title", report.title)] if report.title else []
    named.append(("text", report.text))
    fields = [Listened(name, text, pack.alarm.places(text)) for name, text in named]
    return fields if any(one.heard.loud for one in fields) else []


def ringing(one: Listened, ends: list[int], pack: Pack) -> Iterator[Spot]:
    """Yield the sentences that ring, without their numbers; only their paragraphs are cut.

    Headlines of other reports are among them.

    Args:
        one: A plain field.
        ends: Places of it that ring.
        pack: The pack of its language.
    """
    text = one.text
    for begin, stop in paragraphs(text):
        if not ends or ends[-1] < begin:
            return
        if not _rings(ends, begin, stop):
            continue
        for start, end in split(text, begin, stop, pack.abbreviations):
            if _rings(ends, start, end):
                items = mark(text, cut(text, start, end, pack))
                yield Spot(one.field, text, start, end, -1, tells(items), items)


def parts(
    fields: list[Listened], pack: Pack, seen: Mapping[tuple[Field, int], Sentence]
) -> Iterator[list[Spot]]:
    """Yield the sentences of a report in order, a part of a very long text at a time.

    What a page prints once more, as under each picture of a gallery, tells nothing.

    Args:
        fields: Its fields.
        pack: The pack of its language.
        seen: Sentences that were marked before, by where they begin.
    """
    spots: list[Spot] = []
    number = size = 0
    for name, text, (ends, _, kept) in fields:
        printed: set[str] = set()
        for start, end in _told_in(text, pack):
            near = _rings(ends, start, end) if kept else bool(ends)
            if near and end - start >= _REPRINTED:
                words = text[start:end]
                near = words not in printed
                printed.add(words)
            known = seen.get((name, start)) if near else None
            if known is not None:
                items = known.spot.items
            else:
                items = mark(text, cut(text, start, end, pack)) if near else None
            harm = items is not None and tells(items)
            spots.append(Spot(name, text, start, end, number, harm, items))
            number, size = number + 1, size + end - start
            if size > _PART:
                yield spots
                spots, size = [], 0
    yield spots


def _rings(ends: list[int], start: int, end: int) -> bool:
    """Does a place that rings lie in a stretch of text? The places are in order."""
    nth = bisect_left(ends, start)
    return nth < len(ends) and ends[nth] < end


def _told_in(text: str, pack: Pack) -> Iterator[tuple[int, int]]:
    """The sentences of a text, without the headlines of other reports that a page lists."""
    asides = iter(asides_of(text, pack.asides))
    aside = next(asides, None)
    for start, end in sentences(text, pack.abbreviations):
        while aside is not None and aside[1] <= start:
            aside = next(asides, None)
        if aside is None or start < aside[0]:
            yield start, end
