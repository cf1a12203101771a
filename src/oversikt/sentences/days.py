"""Single days that words name: dates, weekdays, "yesterday", "two days later"."""

from datetime import date, timedelta

from oversikt.records import DatePrecision
from oversikt.sentences.months import month_at
from oversikt.sentences.stretches import before, stretch
from oversikt.sentences.times import DEED, Time, is_article, number_at, of_figures, year_at
from oversikt.words.feasts import Feast
from oversikt.words.marks import Item

#: So many words may lead from a part of a day to its day: "dans la nuit du 30 avril au 1er mai".
_NIGHT = 6
#: An Islamic day begins with the moon that is seen: in another country a day sooner or later.
_MOON = timedelta(days=1)
#: A date in brackets so many years back is of a birth.
_GROWN = 10
#: Deeds of so many years are remembered.
_REMEMBERED = 120
#: Units that have a place in the calendar of their own.
_CALENDAR: tuple[DatePrecision, ...] = ("year", "month")
_ORDINALS = {"th", "st", "nd", "rd", "de", "er", "º", "ª", "го", "те"}


def day_at(
    items: list[Item], i: int, published: date | None, told: date | None, near: date | None
) -> Time | None:
    """Return the day, or the month that no day is told of, that begins at ``i``, if one does.

    Args:
        items: Marked items with quantities counted.
        i: Where to look.
        published: Day of publication, the anchor of relative words; None makes only full dates.
        told: The day told last before, the anchor of "the next day".
        near: The day that stands right before.
    """
    tags = items[i].tags
    if "date_figures" in tags:
        that = of_figures(tags["date_figures"], published)
        if that is None or _birth(items, i, that, published):
            return None
        return Time(i, i, that, that, "day")
    if "month" in tags:
        return month_at(items, i, i, published)
    if "feast" in tags:
        return _feast(items, i, published)
    dated = _dated(items, i, published)
    if dated is not None:
        return dated
    if "anaphoric" in tags:
        if (eve := _eve(items, i, published)) is not None:
            return eve
        # "the evening before" is that of the report, where no day was told; "that day" is none.
        anchor = told or (published if tags["anaphoric"] < 0 else None)
        if anchor is not None and not _eve_of(items, i):
            day = anchor + timedelta(days=tags["anaphoric"])
            return Time(i, i, day, day, "day", back=tags["anaphoric"] < 0)
    if published is None:
        return None
    if "relative" in tags and not _led_on(items, i) and not _ages(items, i + 1):
        return _relative(items, i, published)
    if "weekday" in tags:
        return _weekday(items, i, published)
    return (
        _since(items, i, published)
        or _anniversary(items, i, published)
        or _ago(items, i, published, told, near)
    )


def before_era(items: list[Item], i: int, told: date | None, era: Time | None) -> Time | None:
    """Return the month or the year before that told last, "in 2019 eight were killed, the year before
    six", or before the day told last, "a year earlier".

    Args:
        items: Marked items with quantities counted.
        i: Where to look.
        told: The day told last before.
        era: The month or the year told last before.
    """
    units = (u for u in _CALENDAR if f"date_{u}_before" in items[i].tags)
    unit, number, last = next(units, None), 1, i
    if unit is None and i + 2 < len(items) and "earlier_after" in items[i + 2].tags:
        unit, number, last = items[i + 1].tags.get("time_unit"), number_at(items, i) or 0, i + 2
    if unit not in _CALENDAR or not number:
        return None
    if era is not None and era.precision == unit:
        start, end = stretch(era.start, unit, number)
        return Time(i, last, start, end, unit, stretch=True, back=True, whole=True)
    return _whole(i, last, told, unit, number) if told is not None else None


def _since(items: list[Item], i: int, published: date) -> Time | None:
    """Return the month or the year of a deed at the head of a sentence that looks back on it: "Five
    years after the bombing that killed 14".
    """
    at = i + ("later_before" in items[i].tags)
    number = number_at(items, at) if i == 0 and at + 2 < len(items) else None
    if number is None or "date_after" not in items[at + 2].tags:
        return None
    unit = items[at + 1].tags.get("time_unit")
    return _whole(i, at + 2, published, unit, number) if unit in _CALENDAR else None


def _anniversary(items: list[Item], i: int, published: date) -> Time | None:
    """Return the month of a deed whose so manieth anniversary is told: "on the tenth anniversary of the
    attack", "في الذكرى العاشرة للهجوم".
    """
    number = number_at(items, i)
    if number is None or not 0 < number <= _REMEMBERED:
        return None
    beside = [k for k in (i - 1, i + 1, i + 2) if 0 <= k < len(items)]
    at = next((k for k in beside if "date_anniversary" in items[k].tags), -1)
    if at < 0 or (
        at == i + 2 and items[i + 1].low not in _ORDINALS and "ordinal" not in items[i].tags
    ):
        return None
    return _whole(min(i, at), max(i, at), published, "month", 12 * number)


def _whole(first: int, last: int, published: date, unit: DatePrecision, number: int) -> Time | None:
    """Return the month or the year that lies so many before publication; None where the calendar
    ends: "the tombs were built 3,000 years ago".
    """
    if before(published, unit, number) is None:
        return None
    start, end = stretch(published, unit, number)
    return Time(first, last, start, end, unit, back=True)


def _birth(items: list[Item], i: int, that: date, published: date | None) -> bool:
    """Is a date in figures long past that of somebody's birth: "Ali Haddad (12/09/1991)"?"""
    noted = i > 0 and items[i - 1].word in "(:"
    return noted and published is not None and published.year - that.year > _GROWN


def _dated(items: list[Item], i: int, published: date | None) -> Time | None:
    """A day of a month: "17 October", "17. oktober", "1er octobre", "26th of May 2016"."""
    number = number_at(items, i)
    if number is None or not 1 <= number <= 31:
        return None
    if is_article(items, i):
        return None  # "an April 7 shooting"
    j = i + 1
    while (
        j < len(items)
        and j - i <= 2
        and (items[j].word in ".-" or "of" in items[j].tags or items[j].low in _ORDINALS)
    ):
        j += 1
    if j < len(items) and "month" in items[j].tags:
        return month_at(items, i, j, published, number)
    return None


def _led_on(items: list[Item], i: int) -> bool:
    """Does a part of a day ("in the night") only lead on to the day it is of?"""
    if "date_part_of_day" not in items[i].tags:
        return False
    for item in items[i + 1 : i + _NIGHT]:
        if "weekday" in item.tags or "month" in item.tags or "relative" in item.tags:
            return True
        if not (
            {"of", "in", "to", "date_in", "filler", "count", "ordinal"} & item.tags.keys()
            or item.word.isdecimal()
            or item.low in _ORDINALS
        ):
            return False
    return False


def _eve_of(items: list[Item], i: int) -> bool:
    """Does a feast follow that a day is the eve of: "накануне Ид аль-Адха", "la veille de Noël"?"""
    follow = items[i + 1] if i + 1 < len(items) else None
    if items[i].tags["anaphoric"] >= 0 or follow is None:
        return False
    return "of" in follow.tags or (i == 0 and follow.capital and not follow.tags)


def _eve(items: list[Item], i: int, published: date | None) -> Time | None:
    """The day that is told from a feast's: "the night before the Fourth of July"."""
    at = next((k for k in range(i + 1, min(i + 4, len(items))) if "feast" in items[k].tags), None)
    feast = _feast(items, at, published) if at is not None else None
    if feast is None:
        return None
    off = timedelta(days=items[i].tags["anaphoric"])
    return Time(i, feast.last, feast.start + off, feast.end + off, feast.precision)


def _ages(items: list[Item], i: int) -> bool:
    """Does an age follow: "der heute 52-Jährige"?"""
    if i >= len(items) or "count" not in items[i].tags:
        return False
    return any("age" in x.tags for x in items[i + 1 : i + 3])


def _relative(items: list[Item], i: int, published: date) -> Time:
    """A day that is told from the day of publication: "yesterday", "last night"."""
    value = items[i].tags["relative"]
    first, end = value if isinstance(value, tuple) else (value, value)
    last = i
    while last + 1 < len(items) and "date_part_of_day" in items[last + 1].tags:
        last += 1
    start = published + timedelta(days=first)
    if first == end:
        return Time(i, last, start, start, "day")
    return Time(i, last, start, published + timedelta(days=end), "range")


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


def _feast(items: list[Item], i: int, published: date | None) -> Time | None:
    """The day of a feast, of the year told or the last before publication: "on Christmas Eve"."""
    feast: Feast = items[i].tags["feast"]
    last = i
    while last + 1 < len(items) and "date_part_of_day" in items[last + 1].tags:
        last += 1
    follow = items[last + 1].tags if last + 1 < len(items) else {}
    if "date_feast_time" in follow:
        return None  # "the Labor Day weekend"
    if feast.led and last == i and not (_leads(items, i) or not DEED.isdisjoint(follow)):
        return None
    told = next((k for k in (last + 1, last + 2) if year_at(items, k)), None)
    if told is not None and (told == last + 1 or items[last + 1].word == ","):
        days, last = feast.of_year(year_at(items, told) or 0), told
    elif published is not None:
        years = (published.year, published.year - 1)
        days = [d for year in years for d in reversed(feast.of_year(year)) if d <= published]
    else:
        days = []
    if not days:
        return None
    if feast.hijri is not None:
        return Time(i, last, days[0] - _MOON, days[0] + _MOON, "range")
    return Time(i, last, days[0], days[0], "day")


def _leads(items: list[Item], i: int) -> bool:
    """Does a word of time stand before a feast: "on Christmas", "last Easter"?"""
    before = items[i - 1].tags if i else {}
    return not before.keys().isdisjoint(("in", "date_in", "date_last", "to"))


def _ago(
    items: list[Item], i: int, published: date, told: date | None, near: date | None
) -> Time | None:
    """Return the day of "two days ago", "two days earlier", "two days later", the month or the year
    of "three months ago", "vor zwei Jahren".

    "A week after killing nine" tells the day of the earlier harm: so many days before the anchor,
    or before the day that stands beside it ("on Friday, three days after killing nine").
    """
    anchor = told or published
    for kind, day, way in (("ago", published, -1), ("earlier", anchor, -1), ("later", anchor, 1)):
        j = i
        lead = f"{kind}_before" in items[i].tags
        if lead:
            j += 1
        number = number_at(items, j)
        if number is None or j + 1 >= len(items) or "time_unit" not in items[j + 1].tags:
            continue
        closed = j + 2 < len(items) and f"{kind}_after" in items[j + 2].tags
        if not (closed or lead):
            continue
        unit = items[j + 1].tags["time_unit"]
        last = j + 2 if closed else j + 1
        if unit in _CALENDAR and kind == "ago":
            return _whole(i, last, published, unit, number)
        if unit not in ("day", "week", "hour"):
            continue
        inner = kind == "later" and closed and "clause" in items[last].tags
        leads = inner and last + 1 < len(items) and items[last + 1].word not in ",.;:"
        done = any("harm" in x.tags for x in items[:i])
        if leads and near is None and (done or unit == "hour"):
            continue  # "was arrested two days after killing nine": on which day nobody says
        sign = -1 if leads else way
        days = {"day": 1, "week": 7, "hour": 0}[unit] * number
        that = before((near or day) if leads else day, "day", -sign * days)
        if that is not None:
            return Time(i, last, that, that, "day", back=leads or kind == "earlier")
    return None
