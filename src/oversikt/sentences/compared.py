"""Times that only tell what is compared with: "two more than last year", "the deadliest since 2015"."""

from collections.abc import Set as AbstractSet
from datetime import date

from oversikt.sentences.times import Time, is_article
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: So many words lead from "more than" to the time that is compared with.
_THAN = 2
#: So many do from a difference told before, and the last of them is such a word.
_FROM = frozenset({"old", "beyond", "place_origin"})
_DIFFERENCE = 5
#: So many words lead from a figure to its time: "12 people in April".
_COUNTED, _LINKS = 4, frozenset({"in", "date_in", "of", "filler", "person", "time_unit"})
#: So many words lead from "the deadliest" to "since".
_RECORD = 10
#: What a record is of: "the deadliest attack so far this year".
_NAMED = frozenset({"date_attack", "date_attacks", "cause", "harm", "figure"})
#: Units that a total is of: "the deadliest month since 2015".
_TOTALLED = frozenset({"week", "month", "year"})


def records_of(items: list[Item], pack: Pack) -> frozenset[int]:
    """Return where words of a record stand: "the deadliest", "zum ersten Mal", "أعنف".

    Args:
        items: Marked items of a sentence.
        pack: The language's pack.
    """
    return frozenset(
        k for k, x in enumerate(items)
        if "ordinal" in x.tags or ("count" not in x.tags and (
            not pack.records.isdisjoint(x.low.split())
            or any(x.low.removeprefix(letters) in pack.records for letters in pack.prefixes)
        ))
    )  # fmt: skip


def compared(
    items: list[Item], time: Time, published: date | None, records: AbstractSet[int]
) -> bool:
    """Does a time only tell what a figure or a deed is compared with: "zwei mehr als im Vorjahr",
    "بزيادة قتيل واحد عن أمس", "the worst attack since 2015"?

    Args:
        items: Marked items of the sentence.
        time: One of its times.
        published: The day of publication, up to which a stretch runs that a record is of.
        records: Where words of a record stand.
    """
    lead = items[max(0, time.first - _DIFFERENCE) : time.first]
    led = any("difference_led" in x.tags for x in lead) and not _FROM.isdisjoint(lead[-1].tags)
    if led or any("difference" in x.tags for x in lead[-_THAN:]):
        return True
    if _of_old(items, time) or _of_figure(items, time):
        return True
    if not time.stretch or published is None or time.end < published:
        return False
    told = record(items, time.first, records)
    if told < 0 or "date_since" in items[time.first].tags:
        return told >= 0
    counted = any("harm" in x.tags or "count" in x.tags for x in items[told : time.first])
    return not (counted or totals(items, told, time.first))  # "the first three days of June"


def _of_old(items: list[Item], time: Time) -> bool:
    """Is a time that of a figure that another is compared with: "19, against 12 in April", "frente a 12
    en abril", "up from 12 in April"?
    """
    at = time.first - 1
    while at > 0 and time.first - at <= _COUNTED and not _LINKS.isdisjoint(items[at].tags):
        at -= 1
    if at < 2 or "count" not in items[at].tags or "old" not in items[at - 1].tags:
        return False
    return items[at - 2].word in ",(–—" or "risen" in items[at - 2].tags


def _of_figure(items: list[Item], time: Time) -> bool:
    """Do brackets tell a figure alone with its time: "87 were held (in December 112)"?"""
    first = max((k for k in range(time.first) if items[k].word in "()"), default=-1)
    last = next((k for k in range(time.last + 1, len(items)) if items[k].word in "()"), -1)
    if first < 0 or last < 0 or items[first].word != "(" or items[last].word != ")":
        return False
    inside = [*items[first + 1 : time.first], *items[time.last + 1 : last]]
    figure = any("count" in x.tags and x.word[0].isdecimal() for x in inside)
    return figure and not any({"harm", "place"} & x.tags.keys() for x in inside) and first > 0


def record(items: list[Item], at: int, records: AbstractSet[int]) -> int:
    """Return where the word stands that makes a stretch at ``at`` the one of a record, "the deadliest
    attack since", "the first soldiers killed since"; -1 where none does, as where a count of people
    harmed stands between, "the largest group has killed nine since".

    Args:
        items: Marked items of the sentence.
        at: Position of the stretch's first word.
        records: Where words of a record stand.
    """
    counts = harmed = False
    for k in range(at - 1, max(-1, at - 1 - _RECORD), -1):
        tags = items[k].tags
        if items[k].word in ",.;:–—":
            return -1
        if k in records:
            return -1 if counts and harmed else k
        count = tags.get("count")
        one = count is not None and (is_article(items, k) or count.low == count.high == 1)
        counts = counts or (count is not None and not one)
        harmed = harmed or "harm" in tags
    return -1


def of_record(items: list[Item], at: int, records: AbstractSet[int]) -> bool:
    """Is a stretch at ``at`` that of a record of one deed, and no total of its days, "the deadliest
    month since 2015"?

    Args:
        items: Marked items of the sentence.
        at: Position of the stretch's first word.
        records: Where words of a record stand.
    """
    told = record(items, at, records)
    if told < 0 or totals(items, told, at):
        return False
    named = any(not _NAMED.isdisjoint(x.tags) for x in items[told:at])
    return named or "date_since" in items[at].tags  # "the second most violent weekend" is a total


def totals(items: list[Item], told: int, at: int) -> bool:
    """Is a record that of a month or a year, so that figures beside it are its totals?

    Args:
        items: Marked items of the sentence.
        told: Position of the word that tells the record.
        at: Position of the stretch's first word.
    """
    return any(x.tags.get("time_unit") in _TOTALLED for x in items[told:at])
