"""The days of a claim, with the words that tell them, and stretches that no date can be given."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from oversikt.records import DatePrecision
from oversikt.sentences.compared import record, totals
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.times import Time
from oversikt.words.marks import Item
from oversikt.words.tokens import GENITIVE

#: So many words after "Friday's" the attack may stand.
_ATTACK = 6


@dataclass(frozen=True, slots=True)
class When:
    """The days of a claim and the words that tell them."""

    start: date
    end: date
    precision: DatePrecision
    phrase: str
    whole: bool = False


def when(sentence: Sentence, time: Time) -> When:
    """The days of a time with its words."""
    words = sentence.words(time.first, time.last)
    return When(time.start, time.end, time.precision, words, time.whole)


def only_day(days: Iterable[When | None]) -> When | None:
    """The one day that some tell; None where they tell several, or none."""
    known = {day.start: day for day in days if day is not None}
    return next(iter(known.values())) if len(known) == 1 else None


def undated(
    sentence: Sentence, published: date | None, apart: Callable[[int], bool] | None = None
) -> bool:
    """Does a sentence name a stretch ("since the truce", "in July") that no date can be given?"""
    items = sentence.items
    day = any(not t.stretch for t in sentence.times)
    if any(
        _runs_on(items, k, sentence.records, day=day) and not (apart and apart(k))
        for k in range(len(items))
    ):
        return True
    if published is not None or sentence.present.isdisjoint(("stretch", "month", "date_term")):
        return False
    return any(
        x.tags.get("stretch", ("days",))[0] != "days"
        or "date_term" in x.tags  # "in the first half of the year"
        or ("month" in x.tags and _is_stretch(items, k))
        for k, x in enumerate(items)
    )


def _runs_on(items: list[Item], at: int, records: AbstractSet[int], *, day: bool) -> bool:
    """Does a word open a stretch to the present, "منذ", and not one of which a single deed holds the
    record: "the deadliest attack since"; "the deadliest month since 2015" is a stretch by itself, where
    no day is told?
    """
    tags = items[at].tags
    if "date_opens" not in tags and "date_since" not in tags:
        return False
    told = record(items, at, records)
    return (totals(items, told, at) and not day) if told >= 0 else "date_opens" in tags


def _is_stretch(items: list[Item], at: int) -> bool:
    """Does a month stand for all its days: "in July", "July: nine attacks"?"""
    follow = items[at + 1] if at + 1 < len(items) else None
    if follow is not None and follow.word == ":":
        return True
    before = items[at - 1].tags if at else {}
    return "date_in" in before and not (follow is not None and "count" in follow.tags)


def of_attack(items: list[Item], time: Time) -> bool:
    """Is this the day of a deed beside that of a statement: "on Tuesday … Friday's police shooting"?

    Args:
        items: Marked items of the sentence.
        time: One of its days.
    """
    after = items[time.last + 1 : time.last + 1 + _ATTACK]
    owned = bool(after) and after[0].word in GENITIVE
    return owned and any("date_attack" in x.tags or "harm" in x.tags for x in after)


def attacks(sentence: Sentence) -> bool:
    """Are ten attacks or more counted, so that what they did is a total over them?"""
    if not sentence.has("date_attacks"):
        return False
    items = sentence.items
    counts = [(items[k - 1].tags.get("count"), x) for k, x in enumerate(items) if k]
    return any(
        c is not None and c.kind != "year" and (c.low or 0) >= 10 and "date_attacks" in x.tags
        for c, x in counts
    )
