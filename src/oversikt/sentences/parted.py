"""Which words of time belong to another harm of the sentence: "20 were killed in a town where 300 died in
2014", "five were killed, raising to 340 the toll since January".
"""

from collections.abc import Callable, Sequence

from oversikt.harm.harm import Harm
from oversikt.sentences.quotes import reach
from oversikt.sentences.times import Time
from oversikt.words.marks import Item

#: What opens a total of its own after a comma or "and": "and in all 26 since August".
_TOTALS = frozenset({"risen", "date_total"})
_SAID = frozenset({"say", "say_after", "cite", "told"})
#: Of these a stretch is told for what they did: "in the clashes that have taken place since Monday".
_LASTING = frozenset(
    {"date_begin", "date_happened", "date_attack", "date_attacks", "cause", "violence"}
)
#: So many words lead from the comma to it: "and in all", "ما يرفع".
_LED = 4

#: "The shooting that wounded three last week" tells the week of all it tells.
_WEEK = 7

#: First and last item of the words that carry a harm.
Span = tuple[int, int]


def beyond(
    items: list[Item], times: list[Time], harms: list[Harm], k: int
) -> Callable[[int], bool]:
    """Return what tells whether a word of a long time belongs to another harm of the sentence.

    Args:
        items: Marked items of the sentence.
        times: Its times; of a week or less the whole sentence is.
        harms: What befell whom in it.
        k: Which of them is asked for; its parts and its whole have its time.
    """
    harm, spans = harms[k], [reach(h)[:2] for h in harms]
    others = [
        span for n, (h, span) in enumerate(zip(harms, spans, strict=True))
        if n not in (k, harm.part_of) and h.part_of != k and (h.at is None or h.at != harm.at)
    ]  # fmt: skip
    short = {t.first for t in times if (t.end - t.start).days <= _WEEK}
    return lambda at: parted(items, at, spans[k], others, whose=at not in short)


def own_times(
    times: list[Time], harms: list[Harm], harm: Harm, apart: Callable[[int], bool]
) -> list[Time]:
    """Return the times told behind some of those whom one verb harmed, "19 were killed in 2014 and 42 in
    November 2012"; all of them where none is.

    Args:
        times: The times of the sentence.
        harms: What befell whom in it.
        harm: One of them.
        apart: Whether a long time at a position belongs to another harm.
    """
    starts = sorted(h.group.first for h in harms)
    here = harm.group.first
    if harm.at is not None and not any(h.at == harm.at and h.group.first < here for h in harms):
        return times  # it has a verb of its own
    ends = next((k for k in starts if k > here), None)
    own = [
        t for t in times
        if t.first > here and (ends is None or t.last < ends) and not (t.said or apart(t.first))
    ]  # fmt: skip
    return own if here > starts[0] and own and harm.part_of is None else times


def parted(
    items: list[Item], at: int, here: Span, others: Sequence[Span], *, whose: bool = True
) -> bool:
    """Does a word of a long time at ``at`` belong to another clause than a harm's?

    Args:
        items: Marked items of the sentence.
        at: Position of the first word of time.
        here: The words of the harm.
        others: Those of the other harms of the sentence that are no parts of it, nor its whole.
        whose: Whether a relative clause may part them.
    """
    first, last = here
    if at > last:
        return _after(items, at, last, others, whose=whose)
    return at < first and _before(items, at, first, others, whose=whose)


def _after(items: list[Item], at: int, last: int, others: Sequence[Span], *, whose: bool) -> bool:
    """Does a time after a harm belong to what is told after that?"""
    between = range(last + 1, at)
    if any(items[k].word == ";" for k in between):
        return True
    totals = (k for k in range(last + 1, at + 1) if not _TOTALS.isdisjoint(items[k].tags))
    if any(_opens(items, k, last) for k in totals):
        return True
    if any(last < one[0] < at < one[1] and _opens(items, one[0], last) for one in others):
        return True  # "and the number of those killed since June rose to 340"
    which = _which(items, last + 1, at) if whose else -1
    return which >= 0 and _within(items, which, at, others)


def _opens(items: list[Item], at: int, last: int) -> bool:
    """Does a comma or "and" after a harm lead to the word of a total?"""
    return any(
        items[k].word in ",–—" or "and" in items[k].tags
        for k in range(max(last + 1, at - _LED), at)
    )


def _before(items: list[Item], at: int, first: int, others: Sequence[Span], *, whose: bool) -> bool:
    """Does a time before a harm belong to what is told before that: "45 have died this year; two were
    shot", "the city, which in 2018 saw an attack that killed 250, lost three"?
    """
    cuts = [k for k in range(at + 1, first) if items[k].word in ",;"]
    if not cuts:
        return False
    if any(items[k].word == ";" for k in cuts) and any(one[0] < at for one in others):
        return True
    which = _which(items, 0, at) if whose else -1
    inner = [one for one in others if one[1] < cuts[-1]]
    if any("and" in x.tags for x in items[cuts[-1] : cuts[-1] + 2]):
        return False  # "who held 20 in March, and killed two"
    return which >= 0 and _within(items, which, at, inner)


def _which(items: list[Item], start: int, at: int) -> int:
    """Return the last relative pronoun before a time, and none that leads to what is said, "said that";
    -1 where there is none.
    """
    return next(
        (
            k for k in range(at - 1, start - 1, -1)
            if "which" in items[k].tags and not (k and not _SAID.isdisjoint(items[k - 1].tags))
        ),
        -1,
    )  # fmt: skip


def _within(items: list[Item], which: int, at: int, others: Sequence[Span]) -> bool:
    """Does a relative clause tell of a harm of its own, whose time is meant, or since when something
    lasts: "rebels who have fought since 2012"?
    """
    if any(items[k].word in ",;" for k in range(which + 1, at)):
        return False
    told = items[max(0, which - 1) : at]
    since = "date_since" in items[at].tags and all(_LASTING.isdisjoint(x.tags) for x in told)
    ends = next((k for k in range(at, len(items)) if items[k].word in ",;:"), len(items))
    return since or any(which < one[0] < ends for one in others)
