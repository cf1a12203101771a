"""When a claim's harm happened, where words of the text say so.

Weekdays, spelled dates, relative words and stretches of time are found among the marked items and
anchored on the day of publication. Nothing is dated that no words date.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from oversikt.claims.marks import Item
from oversikt.records import DatePrecision

# An attack may last two days; a span of more is a period.
_SPELL = 1
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Time:
    """A day or stretch that words name; ``first`` and ``last`` are positions of its items."""

    first: int
    last: int
    start: date
    end: date
    precision: DatePrecision
    stretch: bool = False


def times_of(items: list[Item], published: date | None, told: date | None) -> list[Time]:
    """Return the days and stretches that a sentence names.

    Args:
        items: Marked items of the sentence, before or after counting.
        published: Day of publication, the anchor of relative words; None makes only full dates.
        told: The day told last before this sentence, the anchor of "the next day".
    """
    found: list[Time] = []
    i = 0
    while i < len(items):
        time = _time(items, i, published, told)
        if time is None:
            i += 1
            continue
        time = _since(items, time, published)
        if found and _joined(items, found[-1], time):
            earlier = found.pop()
            time = Time(earlier.first, time.last, earlier.start, time.end, "range", stretch=True)
        if found and _apposed(found[-1], time):
            time = Time(found[-1].first, time.last, time.start, time.end, "day")
            found.pop()
        found.append(time)
        told = time.start if time.precision == "day" else told
        i = time.last + 1
    return found


def _apposed(one: Time, other: Time) -> bool:
    """Do two words beside each other name the same day: "today, Wednesday"?"""
    return (
        one.last + 1 == other.first
        and one.precision == other.precision == "day"
        and one.start == other.start
    )


def _joined(items: list[Item], one: Time, other: Time) -> bool:
    """Are two times the ends of one stretch: "from January to June"?"""
    between = [x for x in items[one.last + 1 : other.first] if "time_unit" not in x.tags]
    opened = "date_since" in items[one.first].tags
    return (
        len(between) == 1
        and ("to" in between[0].tags or "date_until" in between[0].tags)
        and one.start < other.start
        and (one.precision == other.precision or opened)
        and (
            opened
            or (one.first > 0 and "between" in items[one.first - 1].tags)
            or "and" not in between[0].tags
        )
    )


def _number(item: Item) -> int | None:
    """The whole number of an item of digits or counted words."""
    count = item.tags.get("count")
    if count is not None:
        return count.low if count.low == count.high else None
    if item.word.isdecimal() and len(item.word) <= 4:
        return int(item.word)
    value = item.tags.get("num", item.tags.get("ordinal"))
    return int(value) if value is not None else None


def _year(items: list[Item], i: int) -> int | None:
    """The year that four digits at ``i`` name."""
    if i < len(items) and len(items[i].word) == 4 and items[i].word.isdecimal():
        year = int(items[i].word)
        return year if 1900 <= year <= 2100 else None
    return None


def _time(items: list[Item], i: int, published: date | None, told: date | None) -> Time | None:
    """Return the time that begins at ``i``."""
    tags = items[i].tags
    if _ISO.fullmatch(items[i].word):
        return None
    if "month" in tags:
        return _month(items, i, i, published)
    year = _year(items, i)
    if year is not None and i and (
        "date_in" in items[i - 1].tags or "date_since" in items[i - 1].tags or "in" in items[i - 1].tags
    ) and not (i + 1 < len(items) and ("person" in items[i + 1].tags or "harm" in items[i + 1].tags)):  # fmt: skip
        end = date(year, 12, 31)
        if published is not None and published.year == year:
            end = min(end, published)
        return Time(i, i, date(year, 1, 1), end, "year", stretch=True)
    span = _span(items, i, published)
    if span is not None:
        return span
    number = _number(items[i])
    if number is not None and 1 <= number <= 31:
        j = i + 1
        while (
            j < len(items)
            and j - i <= 2
            and (
                items[j].word in ".-"
                or "of" in items[j].tags
                or items[j].low in ("th", "st", "nd", "rd", "de", "er")
            )
        ):
            j += 1
        if j < len(items) and "month" in items[j].tags:
            return _month(items, i, j, published, number)
    if published is None:
        if "anaphoric" in tags and told is not None:
            day = told + timedelta(days=tags["anaphoric"])
            return Time(i, i, day, day, "day")
        return None
    if "relative" in tags:
        day = published + timedelta(days=tags["relative"])
        last = i
        while last + 1 < len(items) and "date_part_of_day" in items[last + 1].tags:
            last += 1
        return Time(i, last, day, day, "day")
    if "anaphoric" in tags:
        day = (told or published) + timedelta(days=tags["anaphoric"])
        return Time(i, i, day, day, "day")
    if "stretch" in tags:
        unit, back = tags["stretch"]
        start, end = stretch(published, unit, back)
        return Time(i, i, start, end, {"days": "range"}.get(unit, unit), stretch=True)
    if "weekday" in tags:
        return _weekday(items, i, published)
    return _ago(items, i, published, told)


def stretch(published: date, unit: str, back: int) -> tuple[date, date]:
    """Return first and last day of the calendar unit that lies ``back`` units before publication.

    The unit that holds the day of publication itself ends on that day.
    """
    if unit == "days":  # up to the day of publication, counted back: "за последние сутки"
        return published - timedelta(days=back), published
    if unit == "day":
        day = published - timedelta(days=back)
        return day, day
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * back)
        return monday, min(monday + timedelta(days=6), published)
    if unit == "month":
        months = published.year * 12 + published.month - 1 - back
        year, month = divmod(months, 12)
        end = date(year, month + 1, monthrange(year, month + 1)[1])
        return date(year, month + 1, 1), min(end, published)
    return date(published.year - back, 1, 1), min(date(published.year - back, 12, 31), published)


def _span(items: list[Item], i: int, published: date | None) -> Time | None:
    """Days of one month: "29-30 April", "с 1 по 7 апреля"."""
    count = items[i].tags.get("count")
    if count is None or count.quantifier != "range" or not (count.high and count.high <= 31):
        return None
    j = i + 1
    while j < len(items) and j - i <= 2 and ("of" in items[j].tags or items[j].word == "."):
        j += 1
    if j >= len(items) or "month" not in items[j].tags:
        return None
    first = _month(items, i, j, published, count.low)
    last = _month(items, i, j, published, count.high)
    if first is None or last is None:
        return None
    return Time(
        i, last.last, first.start, last.end, "range", stretch=count.high - count.low > _SPELL
    )


def _weekday(items: list[Item], i: int, published: date) -> Time:
    """The last such weekday up to publication; "last Monday" and "Monday evening" keep their words."""
    back = (published.weekday() - items[i].tags["weekday"]) % 7
    first, last = i, i
    if i and "date_last" in items[i - 1].tags:
        first = i - 1
        back = back or 7
    if i and "date_next" in items[i - 1].tags:
        back -= 7
    while last + 1 < len(items) and "date_part_of_day" in items[last + 1].tags:
        last += 1
    if last + 1 < len(items) and "date_last" in items[last + 1].tags:
        last += 1
        back = back or 7
    # "Monday, 5 June": the full date is read by itself and is surer.
    day = published - timedelta(days=back)
    return Time(first, last, day, day, "day")


def _month(
    items: list[Item], first: int, at: int, published: date | None, day: int | None = None
) -> Time | None:
    """A month, or a day of one, with the year told or the last such before publication."""
    month = items[at].tags["month"]
    last = at
    if last + 2 < len(items) and items[last + 1].word == "/" and "month" in items[last + 2].tags:
        last += 2
    nxt = last + 1
    if day is None and nxt < len(items):
        number = _number(items[nxt])
        follow = items[nxt + 1] if nxt + 1 < len(items) else None
        if number is not None and 1 <= number <= 31 and not (
            follow is not None and ("person" in follow.tags or "harm" in follow.tags)
        ) and items[nxt].word[0].isdecimal():  # fmt: skip
            day, last, nxt = number, nxt, nxt + 1
    if (
        nxt < len(items)
        and (items[nxt].word == "," or "of" in items[nxt].tags)
        and _year(items, nxt + 1)
    ):
        nxt += 1
    year = _year(items, nxt)
    if year is not None:
        last = nxt
    elif published is None:
        return None
    else:
        year = published.year
        if (month, day or 1) > (published.month, published.day):
            year -= 1
        if nxt < len(items) and "date_last_year" in items[nxt].tags:
            year, last = published.year - 1, nxt
        elif nxt < len(items) and "date_last" in items[nxt].tags:
            last = nxt
    if first and "date_last" in items[first - 1].tags:
        first -= 1
    try:
        if day is not None:
            that = date(year, month, day)
            return Time(first, last, that, that, "day")
    except ValueError:
        return None
    end = date(year, month, monthrange(year, month)[1])
    if published is not None and date(year, month, 1) <= published < end:
        end = published
    return Time(first, last, date(year, month, 1), end, "month", stretch=True)


def _ago(items: list[Item], i: int, published: date, told: date | None) -> Time | None:
    """Return the day of "two days ago", "for to dager siden", "two days later"."""
    for kind, anchor, sign in (("ago", published, -1), ("later", told or published, 1)):
        j = i
        lead = f"{kind}_before" in items[i].tags
        if lead:
            j += 1
        if j + 1 >= len(items):
            continue
        number = _number(items[j])
        if number is None or "time_unit" not in items[j + 1].tags:
            continue
        closed = j + 2 < len(items) and f"{kind}_after" in items[j + 2].tags
        if not (closed or lead):
            continue
        unit = items[j + 1].tags["time_unit"]
        days = {"day": 1, "week": 7, "hour": 0}.get(unit)
        if days is None:
            continue
        day = anchor + timedelta(days=sign * days * number)
        return Time(i, j + 2 if closed else j + 1, day, day, "day")
    return None


def _since(items: list[Item], time: Time, published: date | None) -> Time:
    """Open a stretch from "since" to publication; give weekday-and-date one span."""
    if time.first and published is not None:
        before = items[time.first - 1].tags
        if "date_since" in before and time.start <= published:
            return Time(time.first - 1, time.last, time.start, published, "range", stretch=True)
    return time
