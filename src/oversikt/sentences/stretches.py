"""Years, seasons and other stretches of days that words name."""

from calendar import monthrange
from datetime import date, timedelta

from oversikt.people.labels import is_year
from oversikt.records import DatePrecision
from oversikt.sentences.months import month_at, month_end
from oversikt.sentences.times import Time, number_at, year_at
from oversikt.words.lexicon import Tags
from oversikt.words.marks import Item

# An attack may last two days; a span of more is a period.
SPELL = 1
_HOURS = 24
#: What a number may count.
_COUNTED = {"person", "harm", "object", "unit", "animal", "troops", "place_kind", "adj", "count"}
#: So many words lead from a deed to its place and year.
_DEED_NEAR = 5
#: What is done, and what leads to a year before it: "the 2019 bombing".
_DEED, _LED = (
    frozenset({"date_attack", "date_attacks", "cause", "violence"}),
    frozenset({"filler", "one", "own", "of"}),
)


def stretch_at(items: list[Item], i: int, published: date | None) -> Time | None:
    """Return the stretch that begins at ``i``, if one does.

    Args:
        items: Marked items with quantities counted.
        i: Where to look.
        published: Day of publication; None makes only stretches of a told year.
    """
    tags = items[i].tags
    return (
        _year(items, i, published)
        or _days(items, i, published)
        or _term(items, i, published)
        or _first_months(items, i, published)
        or _lasting(items, i, published)
        or (_named(items, i, published) if "stretch" in tags else None)
    )


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
        return date(year, month + 1, 1), min(month_end(year, month + 1), published)
    return date(published.year - back, 1, 1), min(date(published.year - back, 12, 31), published)


def _year(items: list[Item], i: int, published: date | None) -> Time | None:
    """A year after "in" or "since", or at the head of a sentence ("2014 hatte die Gruppe …")."""
    year = year_at(items, i)
    if year is None:
        return None
    follow = items[i + 1].tags if i + 1 < len(items) else {}
    if "person" not in follow and (_after_deed(items, i) or _before_deed(items, i)):
        return Time(i, i, date(year, 1, 1), date(year, 12, 31), "year", back=True)
    before = items[i - 1].tags if i else {}
    alone = is_year(items, i)
    if "person" in follow or ("harm" in follow and not alone):
        return None
    leads = not {"date_in", "date_since", "in", "date_early", "date_mid", "date_late"}.isdisjoint(
        before
    )
    leads = leads or before.get("time_unit") == "year"  # "desde el año 2015"
    if not (leads or alone or (i == 0 and _opens(items, 1))):
        return None
    if any("date_born" in x.tags for x in (*items[max(0, i - 2) : i], *items[i + 1 : i + 3])):
        return None
    end = date(year, 12, 31)
    if published is not None and published.year == year:
        end = min(end, published)
    return Time(i, i, date(year, 1, 1), end, "year", stretch=True, whole=True)


def _is_deed(tags: Tags) -> bool:
    """Does a word name a deed and nobody: "bombing", "murder", "killing of"?"""
    forms = {form for _, form in tags.get("harm", ())}
    named = bool(forms) and all(form == "event" or form.startswith("deed") for form in forms)
    return named or (not forms - {"event"} and not _DEED.isdisjoint(tags))


def _before_deed(items: list[Item], i: int) -> bool:
    """Does a deed's noun follow a year: "the 2019 bombing of a bus station", "the 2004 Madrid attack"?"""
    follow = items[i + 1].tags if i + 1 < len(items) else {}
    after = items[i + 2].tags if i + 2 < len(items) and items[i + 1].capital and not follow else {}
    led = i > 0 and not _LED.isdisjoint(items[i - 1].tags)
    return led and (_is_deed(follow) or _is_deed(after))


def _after_deed(items: list[Item], i: int) -> bool:
    """Does a year follow a deed: "dem Anschlag von Madrid 2004", "the attack of 2004"?"""
    of = i > 0 and "of" in items[i - 1].tags  # "los atentados de Madrid de 2004"
    last = i - 1 - of
    if of and last >= 0 and _is_deed(items[last].tags):
        return True
    named = last > 0 and items[last].capital and items[last].tags.keys() <= {"place"}
    return named and _deed_before(items, last)


def _deed_before(items: list[Item], i: int) -> bool:
    """Does a deed stand before a place that a year follows: "dem Bombenanschlag auf Bali 2002"?"""
    lead = items[max(0, i - _DEED_NEAR) : i]
    if any(x.word in ",;:" for x in lead):
        return False
    return any(_is_deed(x.tags) for x in lead)


def _opens(items: list[Item], i: int) -> bool:
    """Does a verb rather than what is counted follow a year: "2014 hatte die Gruppe …"?"""
    if i >= len(items) or not items[i].word.islower():
        return False
    return _COUNTED.isdisjoint(items[i].tags)


def _days(items: list[Item], i: int, published: date | None) -> Time | None:
    """Days of one month: "29-30 April", "с 1 по 7 апреля", "entre el 7 y el 26 de octubre"."""
    count = items[i].tags.get("count")
    if count is None and "ordinal" not in items[i].tags:
        return None
    j = i + 1
    if count is not None and count.quantifier == "range":
        low, high = count.low, count.high
    else:
        low = number_at(items, i)
        j, high = _second(items, i)
    if not (low and high and low < high <= 31):
        return None
    start = j
    while j < len(items) and j - start < 2 and ("of" in items[j].tags or items[j].word == "."):
        j += 1
    if j >= len(items) or "month" not in items[j].tags:
        return None
    first = month_at(items, i, j, published, low)
    last = month_at(items, i, j, published, high)
    if first is None or last is None:
        return None
    return Time(i, last.last, first.start, last.end, "range", stretch=high - low > SPELL)


def _second(items: list[Item], i: int) -> tuple[int, int | None]:
    """The second of two days of one month that "to" or "between … and" joins, and what follows it."""
    j = i + 1
    if j >= len(items):
        return j, None
    tags = items[j].tags
    if "to" not in tags and "date_until" not in tags and "and" not in tags:
        return j, None
    between = any("between" in x.tags for x in items[max(0, i - 2) : i])
    to = "to" in tags and ("and" not in tags or between)
    if not (to or "date_until" in tags or (between and "and" in tags)):
        return j, None
    j += 1
    while j < len(items) and ("filler" in items[j].tags or "of" in items[j].tags):
        j += 1
    return j + 1, number_at(items, j)


def _term(items: list[Item], i: int, published: date | None) -> Time | None:
    """A season or another told part of a year: "spring 2022", "the first half of the year"."""
    term = items[i].tags.get("date_term")
    if term is None:
        return None
    return _months(items, (i, i), term, published)


def _first_months(items: list[Item], i: int, published: date | None) -> Time | None:
    """The first months of a year: "the first seven months of the year", "за вісім місяців 2025"."""
    months = number_at(items, i)
    if months is None or not 1 <= months <= 12:
        return None
    j = i + 1
    told = i > 0 and "date_first" in items[i - 1].tags
    if j < len(items) and "date_first" in items[j].tags:
        told, j = True, j + 1
    if j >= len(items) or items[j].tags.get("time_unit") != "month":
        return None
    if j + 1 < len(items) and "date_first" in items[j + 1].tags:
        told, j = True, j + 1
    first = i - 1 if i and "date_first" in items[i - 1].tags else i
    time = _months(items, (first, j), (1, months), published)
    return time if time is not None and (told or year_at(items, time.last)) else None


def _months(
    items: list[Item], span: tuple[int, int], term: tuple[int, int], published: date | None
) -> Time | None:
    """Months ``term`` (first and last) of the year told after them, else the last such ones begun."""
    first, last = span
    year, at = None, last + 1
    while at < len(items) and at - last <= 2 and year is None:
        tags = items[at].tags
        year = year_at(items, at)
        if year is None and published is not None and tags.get("stretch", ("",))[0] == "year":
            year = published.year - tags["stretch"][1]
        if year is not None:
            last = at
        elif not {"of", "in", "date_in", "filler"}.isdisjoint(tags):
            at += 1
        else:
            break
    if year is None and published is not None:
        year = published.year - (date(published.year, term[0], 1) > published)
    if year is None:
        return None
    end = month_end(year + (term[1] < term[0]), term[1])
    start = date(year, term[0], 1)
    if published is not None and start <= published:
        end = min(end, published)
    return Time(first, last, start, end, "range", stretch=True, whole=True)


def _lasting(items: list[Item], i: int, published: date | None) -> Time | None:
    """A stretch of so many units up to publication: "in the past three weeks", "binnen zehn Tagen"."""
    if published is None:
        return None
    j = i + 1 if "date_lasting" in items[i].tags else i
    while j < len(items) and "filler" in items[j].tags and "count" not in items[j].tags:
        j += 1
    number = number_at(items, j)
    if number is not None and j + 1 < len(items) and "date_last" in items[j + 1].tags:
        j += 1  # "les trois derniers mois"
    elif "date_lasting" not in items[i].tags:
        return None
    if number is None or j + 1 >= len(items) or "time_unit" not in items[j + 1].tags:
        return None
    if year_at(items, j + 2) is not None:
        return None  # "за вісім місяців 2025 року" is of that year
    unit = items[j + 1].tags["time_unit"]
    # The day of publication is one of so many days, but no whole one of so many hours or weeks.
    start = before(published, unit, number - 1 if unit == "day" and number > 1 else number)
    return Time(i, j + 1, start, published, "range", stretch=True) if start is not None else None


def before(day: date, unit: str, number: int) -> date | None:
    """Return the day that lies so many units before a day; None where the calendar ends."""
    try:
        if unit == "hour":
            return day - timedelta(days=round(number / _HOURS))
        if unit in ("day", "week"):
            return day - timedelta(days=number * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 - number * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def _named(items: list[Item], i: int, published: date | None) -> Time | None:
    """A stretch that one phrase names: "last week", "this year"."""
    if published is None:
        return None
    unit, back = items[i].tags["stretch"]
    start, end = stretch(published, unit, back)
    named: DatePrecision = "range" if unit == "days" else unit
    return Time(i, i, start, end, named, stretch=True, whole=unit in ("month", "year"))


def opening(items: list[Item], at: int, time: Time) -> tuple[int, date]:
    """Where a stretch that begins with a time begins in the text, and on what day.

    "Since mid-October" begins on the 15th, "since late April" on its last day.

    Args:
        items: Marked items.
        at: The item before the time.
        time: A month, year or day.
    """
    tags = items[at].tags if at >= 0 else {}
    if "date_mid" in tags and time.precision == "month":
        return at, time.start + timedelta(days=14)
    if "date_mid" in tags and time.precision == "year":
        return at, date(time.start.year, 7, 1)
    if "date_late" in tags and time.precision in ("month", "year"):
        return at, time.end
    if "date_early" in tags or "date_mid" in tags or "date_late" in tags:
        return at, time.start
    return at + 1, time.start
