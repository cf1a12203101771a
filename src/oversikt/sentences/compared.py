"""Times that only tell what is compared with: "two more than last year", "the deadliest since 2015"."""

from datetime import date

from oversikt.sentences.times import Time, is_article
from oversikt.words.marks import Item

#: So many words lead from "more than" to the time that is compared with.
_THAN = 2
#: So many do from a difference told before, and the last of them is such a word.
_FROM = frozenset({"old", "beyond", "place_origin"})
_DIFFERENCE = 5
#: So many words lead from "the deadliest" to "since".
_RECORD = 10
_RECORDS = frozenset({"date_most", "ordinal"})
#: Units that a total is of: "the deadliest month since 2015".
_TOTALLED = frozenset({"week", "month", "year"})


def compared(items: list[Item], time: Time, published: date | None) -> bool:
    """Does a time only tell what a figure or a deed is compared with: "zwei mehr als im Vorjahr",
    "بزيادة قتيل واحد عن أمس", "the worst attack since 2015"?

    Args:
        items: Marked items of the sentence.
        time: One of its times.
        published: The day of publication, up to which a stretch runs that a record is of.
    """
    lead = items[max(0, time.first - _DIFFERENCE) : time.first]
    led = any("difference_led" in x.tags for x in lead) and not _FROM.isdisjoint(lead[-1].tags)
    if led or any("difference" in x.tags for x in lead[-_THAN:]):
        return True
    if not time.stretch or published is None or time.end < published:
        return False
    told = record(items, time.first)
    since = "date_since" in items[time.first].tags
    return told >= 0 and (since or not any("harm" in x.tags for x in items[told : time.first]))


def record(items: list[Item], at: int) -> int:
    """Return where the word stands that makes a stretch at ``at`` the one of a record, "the deadliest
    attack since", "the first soldiers killed since"; -1 where none does, as where a count of people
    harmed stands between, "the largest group has killed nine since".

    Args:
        items: Marked items of the sentence.
        at: Position of the stretch's first word.
    """
    counts = harmed = False
    for k in range(at - 1, max(-1, at - 1 - _RECORD), -1):
        tags = items[k].tags
        if items[k].word in ",.;:–—":
            return -1
        if not _RECORDS.isdisjoint(tags):
            return -1 if counts and harmed else k
        count = tags.get("count")
        one = count is not None and (is_article(items, k) or count.low == count.high == 1)
        counts = counts or (count is not None and not one)
        harmed = harmed or "harm" in tags
    return -1


def of_record(items: list[Item], at: int) -> bool:
    """Is a stretch at ``at`` that of a record of one deed, and no total of its days, "the deadliest
    month since 2015"?

    Args:
        items: Marked items of the sentence.
        at: Position of the stretch's first word.
    """
    told = record(items, at)
    return told >= 0 and not totals(items, told, at)


def totals(items: list[Item], told: int, at: int) -> bool:
    """Is a record that of a month or a year, so that figures beside it are its totals?

    Args:
        items: Marked items of the sentence.
        told: Position of the word that tells the record.
        at: Position of the stretch's first word.
    """
    return any(x.tags.get("time_unit") in _TOTALLED for x in items[told:at])
