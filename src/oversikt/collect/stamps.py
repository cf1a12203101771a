"""Days that the text of a report is stamped with, where nothing else says when it was published.

Collected pages and posts keep in their text the line that dated them: a line of its own above the
story ("Friday, 26 April 2024, 09:38", "2022-11-22", "Published: 03/02/2022"), or a field of a post,
which a middle dot parts from the next ("11:41 AM · Dec 3, 2024", "November 30, 2024 · Public"). A day
that a sentence tells is no stamp. Names of months are those of every language with a pack.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

#: A story begins with the first line as long as this, within so many lines: menus and lists of other
#: reports, with days of their own, are longer.
_STORY, _LINES = 100, 12
#: A stamp's line holds the day, its weekday and hour, and at most so many other words.
_LONGEST, _WORDS = 80, 3
#: The fields of a post are short; so many of its dots are looked at.
_FIELD, _DOTS = 32, 20
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_ISO = r"(?P<iso>\d{4})\s?[-/.]\s?(?P<iso_month>\d{1,2})\s?[-/.]\s?(?P<iso_day>\d{1,2})"
_FIGURES = r"(?P<one>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<other>\d{1,2})\s?(?P=sign)\s?(?P<year>\d{4})"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
#: Letters of scripts in which no country writes the month before the day.
_DAY_FIRST = re.compile("[\u0400-\u06ff]")
_YEARS = range(1990, 2100)
_MONTHS = 12


def published(text: str) -> str | None:
    """Return the day that a text is stamped with, as ISO 8601, or ``None``.

    Of several lines above a story the earliest day counts: a page is changed, and shows the day on
    which it is looked at, after it was published.

    Args:
        text: The text of a report, as collected.
    """
    above = [day for line in _above(text) if (day := _of_line(line)) is not None]
    day = min(above, default=None) or next(_of_posts(text), None)
    return day.isoformat() if day is not None else None


def _above(text: str) -> Iterator[str]:
    """Yield the short lines above the story, or of a text that has few lines."""
    lines = [line.strip() for line in text[: _LINES * _STORY].split("\n") if line.strip()]
    story = next((k for k, line in enumerate(lines) if len(line) > _STORY), len(lines))
    if story > _LINES:
        return
    for line in lines[:story]:
        if _YEAR.search(line) and len(line) <= _LONGEST:
            yield line


def _of_line(line: str) -> date | None:
    """The day of a line that tells hardly anything else."""
    found = _stamp().search(line.translate(_DIGITS))
    if found is None:
        return None
    rest = line[: found.start()] + " " + line[found.end() :]
    others = [word for word in _WORD.findall(rest) if word.casefold() not in _weekdays()]
    return _day(found, line) if len(others) <= _WORDS else None


def _of_posts(text: str) -> Iterator[date]:
    """Yield the days that stand beside a middle dot, as fields of posts do."""
    for number, dot in enumerate(re.finditer("·", text)):
        if number >= _DOTS:
            return
        before = text[max(0, dot.start() - _FIELD) : dot.start()].rstrip().translate(_DIGITS)
        after = text[dot.end() : dot.end() + _FIELD].lstrip().translate(_DIGITS)
        ahead = _stamp().match(after) if _YEAR.search(after) else None
        last = next((m for m in _stamp().finditer(before) if m.end() == len(before)), None)
        for found in (last, ahead):
            if found is not None and (day := _day(found, text[:_LONGEST])) is not None:
                yield day


def _day(found: re.Match[str], context: str) -> date | None:
    """The day of a date; None where there is no such day, or where either number may be the month."""
    part = found.groupdict()
    if part["iso"]:
        year, month, day = int(part["iso"]), int(part["iso_month"]), int(part["iso_day"])
    elif part["year"]:
        year, day, month = int(part["year"]), int(part["one"]), int(part["other"])
        if month > _MONTHS:
            day, month = month, day
        elif part["sign"] != "." and day <= _MONTHS and not _DAY_FIRST.search(context):
            return None
    else:
        head = "a" if part["a_year"] else "b"
        year, day = int(part[f"{head}_year"]), int(part[f"{head}_day"])
        month = _months()[part[f"{head}_month"].casefold()]
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


@cache
def _stamp() -> re.Pattern[str]:
    """What a whole date looks like: in figures, or with the name of its month."""
    names = "|".join(map(re.escape, sorted(_months(), key=lambda name: (-len(name), name))))
    first = rf"(?P<a_month>{names})\.?\s(?P<a_day>\d{{1,2}})[,،]?\s(?P<a_year>\d{{4}})"
    last = (
        rf"(?P<b_day>\d{{1,2}})\.?\s(?:[^\W\d_]{{1,3}}\s)?(?P<b_month>{names})"
        r"\.?[,،]?\s(?:[^\W\d_]{1,3}\s)?(?P<b_year>\d{4})"
    )
    return re.compile(rf"(?<!\d)(?:{_ISO}|{_FIGURES}|{first}|{last})(?!\d)", re.IGNORECASE)


@cache
def _months() -> Mapping[str, int]:
    """Names of months of every language with a pack."""
    return {name: number for page in _calendars() for name, number in page["months"].items()}


@cache
def _weekdays() -> frozenset[str]:
    """Names of weekdays, by single words."""
    return frozenset(name for page in _calendars() for name in page["weekdays"])


def _calendars() -> Iterator[Mapping[str, Mapping[str, int]]]:
    """Yield the calendars of the packs, names without case."""
    for pack in sorted((files("oversikt") / "languages").iterdir(), key=lambda one: one.name):
        page = pack / "calendar.toml"
        if page.is_file():
            tables = tomllib.loads(page.read_text(encoding="utf-8"))
            yield {
                kind: {name.casefold(): number for name, number in tables[kind].items()}
                for kind in ("months", "weekdays")
            }
