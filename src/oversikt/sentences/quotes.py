"""The words that carry a claim: its clause, from what leads to the people to the place and time."""

from oversikt.harm.harm import Harm
from oversikt.sentences.sentence import Sentence
from oversikt.words.marks import Item

#: A quote is the clause that carries a claim: these begin another.
_CLAUSE = {"clause", "and", "say", "cite", "harm"}
_LEADS = {"in", "of", "by", "one", "aux", "to"}
_LONGEST_LEAD, _LONGEST_TAIL = 6, 12


def reach(harm: Harm) -> tuple[int, int, int]:
    """First and last item of the words that carry a claim, and the one that stands for it."""
    first = min(m.first for m in harm.members)
    last = max(m.last for m in harm.members)
    if harm.at is None:
        return first, last, harm.group.first
    return min(first, harm.at), max(last, harm.at), harm.at


def opening(items: list[Item], first: int, harms: list[Harm]) -> int:
    """The first item of a quote: that of the words that lead to the people, "the well-known leader X"."""
    theirs = {m.last for h in harms for m in h.members} | {h.at for h in harms}
    at = first
    while (
        at > 0 and first - at < _LONGEST_LEAD and at - 1 not in theirs
        and _CLAUSE.isdisjoint(items[at - 1].tags) and (items[at - 1].word[0].isalnum() or items[at - 1].word in "-'’")
    ):  # fmt: skip
        at -= 1
    while at < first and (not items[at].word[0].isalnum() or "of" in items[at].tags):
        at += 1
    return at


def closing(sentence: Sentence, last: int, harms: list[Harm]) -> int:
    """The last item of a quote: that of its clause, or of the time and place that follow it."""
    items = sentence.items
    theirs = {m.first for h in harms for m in h.members} | {h.at for h in harms}
    ends = {t.first: t.last for t in sentence.times} | {p.first: p.last for p in sentence.places}
    at = last
    while at + 1 < len(items) and at - last < _LONGEST_TAIL:
        item = items[at + 1]
        if at + 1 in ends:
            at = min(ends[at + 1], len(items) - 1)
        elif at + 1 in theirs or not _CLAUSE.isdisjoint(item.tags):
            break
        elif item.word[0].isalnum() or item.word in "-'’":
            at += 1
        else:
            break
    while at > last and (not items[at].word[0].isalnum() or not _LEADS.isdisjoint(items[at].tags)):
        at -= 1
    return at - (at > 0 and items[at].word == ",")
