"""When a claim's harm happened, where words of the text say so.

Weekdays, spelled dates, relative words and stretches of time are found among the marked items and
anchored on the day of publication. Nothing is dated that no words date.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from oversikt.sentences.compared import compared
from oversikt.sentences.days import before_era, day_at
from oversikt.sentences.occasions import of_another_deed, of_saying
from oversikt.sentences.stretches import SPELL, opening, stretch_at
from oversikt.sentences.times import Time, part_of_day, year_at
from oversikt.words.marks import Item
from oversikt.words.tokens import GENITIVE

#: What a time begins with; other words are passed over.
_BEGINS = frozenset({
    "month", "weekday", "relative", "anaphoric", "stretch", "count", "num", "ordinal",
    "date_term", "date_lasting", "date_anniversary", "date_figures", "date_year_before", "date_month_before", "ago_before", "later_before", "feast",
})  # fmt: skip
#: So far before a time its "since" may stand: "since two commanders began fighting on Sunday".
_OPENED_BY = 10
#: And so far the one after which something began.
_BEGUN = 8
#: So few words part a day from one that is told from it: "on Friday, three days after the attack".
_NEAR = 2
#: "Today" and the day that names it lie no further apart.
_WEEK = 7
#: A date falls on one day of the week once in so many years.
_YEARS = 5
#: A day so soon to come may be told by its weekday and date.
_SOON = 120
#: What tells more than an event's name.
_TELLS = frozenset(
    {"harm", "say", "say_after", "cite", "count", "aux", "clause", "place", "person"}
)
#: Small words between "since" and its time.
_SMALL = frozenset({"filler", "time_unit"})
#: A war that began so long ago lasts; a fight that began on Sunday is an event.
_LASTS_DAYS = 20


def times_of(
    items: list[Item],
    published: date | None,
    told: date | None,
    records: AbstractSet[int],
    era: Time | None = None,
) -> list[Time]:
    """Return the days and stretches that a sentence names.

    Args:
        items: Marked items of the sentence, before or after counting.
        published: Day of publication, the anchor of relative words; None makes only full dates.
        told: The day told last before this sentence, the anchor of "the next day".
        records: Where words of a record stand: "the deadliest".
        era: The month or year told last before this sentence, the anchor of "the year before".
    """
    found: list[Time] = []
    past = 0
    heads = [k for k, x in enumerate(items) if not _BEGINS.isdisjoint(x.tags) or x.word.isdecimal()]
    for i in heads:
        if i < past:
            continue
        near = found[-1].anchor if found and i - found[-1].last <= _NEAR else None
        time = (
            before_era(items, i, told, era)
            or stretch_at(items, i, published)
            or day_at(items, i, published, told, near)
        )
        if time is None:
            continue
        past = time.last + 1
        time = _opened(items, time, published)
        while found and (whole := _one(items, found[-1], time, published)) is not None:
            time = whole
            found.pop()
        found.append(time)
        era = (
            time
            if time.whole and not time.back and not compared(items, time, published, records)
            else era
        )
        told = told if time.back or time.stretch else time.anchor or told
    found = [t for t in found if not compared(items, t, published, records)]
    several = any(t.stretch for t in found)
    return [
        replace(
            t,
            said=of_saying(items, t, beside=several),
            later=t.later
            or of_another_deed(items, t)
            or (published is not None and t.start > published),
        )
        for t in found
    ]


def _one(items: list[Item], one: Time, other: Time, published: date | None) -> Time | None:
    """Return what two times beside each other name together, if they do."""
    if _joined(items, one, other):
        first, start = opening(items, one.first - 1, one)
        end = _closing(items, one, other)
        long = (end - start).days > SPELL
        day = one.anchor if long else None
        return Time(min(first, one.first), other.last, start, end, "range", long, opened=day)
    if published is not None and _ended(items, one, other):
        return replace(other, first=one.first, end=one.end)  # "until Monday since 17 October"
    near = other.first - one.last - 1
    both = one.precision == other.precision == "day" and not one.stretch
    comma = near == 1 and items[one.last + 1].word in ",("
    if (
        both
        and (near == 0 or comma)
        and (day := _with_weekday(items, one, other, published)) is not None
    ):
        # "Monday 6 May" is not this Monday
        return replace(other, first=one.first, start=day, end=day)
    if both and (near == 0 or comma) and _apposed(items, one, other):
        return replace(other, first=one.first)
    if (
        both
        and near <= 2
        and "date_part_of_day" in items[one.last].tags
        and part_of_day(items, one)
    ):
        return replace(other, first=one.first)  # "at night on Monday"
    if both and near <= 2 and part_of_day(items, other) and one.start != other.start:
        return replace(one, last=other.last)
    return None


def _apposed(items: list[Item], one: Time, other: Time) -> bool:
    """Does a day stand beside another that names it: "today, Wednesday", "today 12-4-2016"?

    Where the two differ, a date or a weekday tells the day better than "today" does, for that of a
    text is often the day before it was published.
    """
    told = {tag for x in items[other.first : other.last + 1] for tag in x.tags}
    head = items[one.first].tags
    if one.start == other.start and one.last + 1 == other.first:
        return True
    owned = other.last + 1 < len(items) and items[other.last + 1].word in GENITIVE
    if owned or abs((other.start - one.start).days) > _WEEK:
        return False
    named = "relative" in head or ("weekday" in head and "date_figures" in told)
    return named and not told.isdisjoint(("weekday", "month", "date_figures"))


def _with_weekday(items: list[Item], one: Time, other: Time, published: date | None) -> date | None:
    """The day of a date that its weekday stands before; None where the two are not of one day.

    Of a date without year the weekday tells the year: it is the last such, one soon to come ("class
    resumes Monday, May 16"), or one of the years before, for it comes back after five or six.
    """
    head, tail = items[one.first : one.last + 1], items[other.first : other.last + 1]
    if not (any("weekday" in x.tags for x in head) and any("month" in x.tags for x in tail)):
        return None
    told = any(year_at(tail, k) for k in range(len(tail)))
    for back in (0,) if told else (0, -1, *range(1, _YEARS)):
        day = _years_before(other.start, back)
        if back < 0 and (day is None or (published and (day - published).days > _SOON)):
            continue
        if day is not None and day.weekday() == one.start.weekday():
            return day
    return None


def _years_before(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return None


def _joined(items: list[Item], one: Time, other: Time) -> bool:
    """Are two times the ends of one stretch: "from January to June", or days on end: "Monday/Tuesday"?"""
    parts = {"time_unit", "date_early", "date_mid", "date_late"}
    between = [
        x for x in items[one.last + 1 : other.first]
        if parts.isdisjoint(x.tags)
        and not ("filler" in x.tags and {"and", "to", "date_until"}.isdisjoint(x.tags))
    ]  # fmt: skip
    if len(between) != 1 or not one.start < other.start:
        return False
    sign, tags = between[0].word, between[0].tags
    at, opens = one.first - 1, {"date_since", "between"}
    while at > 0 and "filler" in items[at].tags and opens.isdisjoint(items[at].tags):
        at -= 1  # "entre el 24 de abril y el 12 de junio"
    led = items[one.first].tags, items[at].tags if at >= 0 else {}
    opened = any("date_since" in x or "between" in x for x in led)
    both = one.precision == other.precision
    if both and one.precision == "day" and (other.start - one.start).days == 1:
        return "to" in tags or "and" in tags or "date_until" in tags or sign in "-–—/"
    if "to" in tags and "and" not in tags:
        return both or opened
    if "date_until" in tags:
        return both or opened
    return opened and ("and" in tags or "to" in tags)


def _closing(items: list[Item], one: Time, other: Time) -> date:
    """The last day of a stretch that ends with a time: "until mid-May" ends on the 15th."""
    before = items[other.first - 1].tags if other.first else {}
    if "date_mid" in before and other.precision == "month" and other.first - 1 > one.last:
        return other.start.replace(day=15)
    return other.end


def _ended(items: list[Item], one: Time, other: Time) -> bool:
    """Does "until yesterday" stand before the stretch that it ends?"""
    return (
        one.first > 0
        and "date_until" in items[one.first - 1].tags
        and other.stretch
        and other.opened is not None
        and one.last + 1 == other.first
        and other.start < one.start
    )


def _opened(items: list[Item], time: Time, published: date | None) -> Time:
    """Open a stretch from "since" to publication: "since 2014", "since the war began in May"."""
    if not time.first:
        return time
    if published is None:  # what lasts since a day did not happen on it
        since = not time.stretch and "date_since" in items[time.first - 1].tags
        return replace(time, later=since)
    if time.start > published or _when(items, time.last + 1):
        return time
    first, start = opening(items, time.first - 1, time)
    at = first - 1
    while at > 0 and not _SMALL.isdisjoint(items[at].tags) and "date_since" not in items[at].tags:
        at -= 1  # "desde el año 2015", "منذ عام 2015"
    if at >= 0 and "date_since" not in items[at].tags:
        at = _since(items, at, time, published)
    if at < 0:
        return time
    day = time.start if time.precision == "day" else None
    return Time(at, time.last, start, published, "range", stretch=True, opened=day)


def _when(items: list[Item], at: int) -> bool:
    """Does a clause after a comma tell what happened then: "the deadliest since 2019, when 20 died"?"""
    at += at < len(items) and "time_unit" in items[at].tags  # "с 2019 года, когда"
    after = items[at : at + 2]
    return len(after) == 2 and after[0].word == "," and "clause" in after[1].tags


def _since(items: list[Item], at: int, time: Time, published: date) -> int:
    """Where "since the war began" or "the war that began" opens with a time after it, else -1.

    Without "since" only what began long ago lasts; after it the name of an event is enough, "since the
    invasion in February 2022".
    """
    begun = -1
    for k in range(at, max(-1, at - _OPENED_BY), -1):
        tags = items[k].tags
        if "date_begin" in tags and begun < 0:
            begun = k
        if "date_since" in tags and ((begun >= 0 and at - k < _BEGUN) or _of_event(items, k, time)):
            return k
        if "harm" in tags or items[k].word in ".;:," or "say" in tags:
            break
    long = (published - time.start).days > _LASTS_DAYS
    return begun if begun >= 0 and at - begun <= 2 and long else -1


def _of_event(items: list[Item], since: int, time: Time) -> bool:
    """Do words after "since" name an event and lead to its month, "since Russia's invasion in February
    2022", and tell nothing else?
    """
    words = items[since + 1 : time.first]
    led = bool(words) and not words[-1].tags.keys().isdisjoint(("date_in", "in", "of"))
    if not led or time.precision == "day":
        return False
    if len(words) == 1:
        return " " in items[since].low  # "siden invasjonen i"
    name = words[:-1]
    told = any(x.word.isalpha() and (not x.tags or "date_attack" in x.tags) for x in name)
    owner = {k for k, x in enumerate(name[1:]) if x.word in GENITIVE}
    return told and not any(
        x.word in ",;:." or not (_TELLS.isdisjoint(x.tags) or k in owner)
        for k, x in enumerate(name)
    )  # fmt: skip
