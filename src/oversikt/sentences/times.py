"""A day or a stretch of days that words name, and the numbers and years that such words hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from oversikt.records import DatePrecision
from oversikt.words.marks import Item

#: What tells of a deed.
DEED = frozenset({"harm", "cause", "date_happened"})

#: What parts a time from a harm: another clause, another harm, another toll.
_PARTING = frozenset({"clause", "harm", "risen"})
#: The last day of a month.
_LAST_DAY = 31
#: So many days before publication most of what is told happened.
_NEWS = 7
_LONG = ("month", "year")
#: So near before "since Sunday" stands who is missing since.
_SOUGHT = 2


@dataclass(frozen=True, slots=True)
class Time:
    """A day or stretch that words name; ``first`` and ``last`` are positions of its items.

    ``stretch`` tells that it is too long for one event. ``said`` marks the day on which something
    was said, ``back`` a look back ("the day before"), ``later`` the day on which something was done
    about a deed ("was arrested on Monday"): none is the day of what is told next.
    ``opened`` is the day from which a stretch runs, where a day opens it; ``whole`` tells that it
    is one month, season or year, in which a single event may lie as well.
    """

    first: int
    last: int
    start: date
    end: date
    precision: DatePrecision
    stretch: bool = False
    said: bool = False
    back: bool = False
    later: bool = False
    opened: date | None = None
    whole: bool = False

    @property
    def anchor(self) -> date | None:
        """The day that "that day" and "two days later" count from after this time is told."""
        return self.opened if self.stretch or self.precision != "day" else self.start


def number_at(items: list[Item], i: int) -> int | None:
    """The whole number of an item of digits or counted words."""
    if not 0 <= i < len(items):
        return None
    tags = items[i].tags
    count = tags.get("count")
    if count is not None:
        return count.low if count.low == count.high else None
    if items[i].word.isdecimal() and len(items[i].word) <= 4:
        return int(items[i].word)
    value = tags.get("num", tags.get("ordinal"))
    return int(value) if value is not None else None


def is_article(items: list[Item], i: int) -> bool:
    """Is this the article of a noun to come: "an" of "an April 7 shooting"?"""
    count = items[i].tags.get("count") if 0 <= i < len(items) else None
    return count is not None and count.kind == "article"


def year_at(items: list[Item], i: int) -> int | None:
    """The year that four digits at ``i`` name."""
    if 0 <= i < len(items) and len(items[i].word) == 4 and items[i].word.isdecimal():
        year = int(items[i].word)
        return year if 1900 <= year <= 2100 else None
    return None


def time_of(
    items: list[Item], times: list[Time], at: int, apart: Callable[[int], bool], *, aftermath: bool
) -> Time | None:
    """The time of a sentence that stands nearest to a harm; not when it was said.

    Args:
        items: Marked items of the sentence.
        times: Its times.
        at: Position of the harm.
        apart: Whether a long time at a position belongs to another harm.
        aftermath: Whether the day may be that on which something was done about a deed.
    """
    told = [t for t in times if not t.said and (aftermath or not t.later)]
    told = [
        t for t in told
        if not ((t.stretch or t.back) and _parted(items, t, at))
        and not ((t.stretch or t.precision in _LONG) and apart(t.first))
    ]  # fmt: skip
    told = [t for t in told if not ((t.opened or t.last < at) and sought(items, t, at))]
    # "a fourth died overnight of Monday's blast"
    told = [t for t in told if not part_of_day(items, t)] or told
    return min(told, key=lambda t: (_gap(items, t, at), t.first), default=None)


def _parted(items: list[Item], time: Time, at: int) -> bool:
    """Is a stretch or a look back of another clause than a harm: "two were shot; 45 have died this
    year", "a teacher, whose brother was killed last year, was shot"?
    """
    if time.first > at:
        between = items[at + 1 : time.first]
        return any(x.word == ";" for x in between) or _harmed(between)
    between = items[time.last + 1 : at]
    between = between[between[:1] != [] and between[0].word == "," :]
    return bool(between) and "aux" in between[0].tags and _harmed(items[: time.first])


def _harmed(items: list[Item]) -> bool:
    """Do a word that leads a clause and, after it, people and their harm stand among these?"""
    led = next((k for k, x in enumerate(items) if "clause" in x.tags), len(items))
    who = next((k for k in range(led, len(items)) if "person" in items[k].tags), len(items))
    return any("harm" in x.tags for x in items[who:])


def sought(items: list[Item], time: Time, at: int) -> bool:
    """Does a time tell since when others than those at ``at`` were missing: "two men missing since
    Sunday were found dead", "seit Sonntag vermisste"?

    Args:
        items: Marked items of the sentence.
        time: One of its times.
        at: Position of a harm.
    """
    beside = (*range(max(0, time.first - _SOUGHT), time.first), time.last + 1)
    return any(
        k != at and any(measure == "missing" for measure, _ in items[k].tags.get("harm", ()))
        for k in beside
        if k < len(items)
    )


def part_of_day(items: list[Item], time: Time) -> bool:
    """Is a time a mere part of a day ("at night", "overnight"), which a day beside it places?"""
    tags = items[time.first].tags
    return time.first == time.last and "relative" in tags and "date_part_of_day" in tags


def _gap(items: list[Item], time: Time, at: int) -> float:
    """How far a time stands from a harm: in words, with a price for what parts clauses."""
    first, last = (time.last + 1, at) if time.last < at else (at + 1, time.first)
    gap = float(max(0, last - first))
    for item in items[first:last]:
        if item.word in ",–—":
            gap += 2
        elif item.word in ".;:" or not _PARTING.isdisjoint(item.tags):
            gap += 4
    return gap


def of_figures(written: tuple[int, int, int], published: date | None) -> date | None:
    """Return the day of a date in figures; None where there is none such.

    The day stands before the month, but in America: there the other order is meant where it gives a
    day of the week before publication, and the first does not.

    Args:
        written: The three numbers as written.
        published: Day of publication, where it is known.
    """
    one, two, three = written
    orders = [(one, two, three)] if one > _LAST_DAY else [(three, two, one), (three, one, two)]
    days = []
    for year, month, day in orders:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    news = [day for day in days if published and 0 <= (published - day).days <= _NEWS]
    past = [day for day in days if published and day <= published]
    return next(iter(news or past or days), None)
