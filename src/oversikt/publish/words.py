"""Numbers, months, places and ranges in plain English, the same in the terminal and on the page."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import get_month_names

from oversikt.overview import month_name, month_number
from oversikt.publish.edition import Edition
from oversikt.records import OverviewRow, Tally, VictimStatus

STATUS: Mapping[VictimStatus, str] = {
    "civilian": "civilians",
    "security_forces": "security forces",
    "militant": "militants",
    "mixed": "mixed",
    "unknown": "status not told",
}

QUANTIFIERS = {
    "at_least": "at least {low}",
    "more_than": "more than {low}",
    "at_most": "up to {high}",
    "fewer_than": "fewer than {high}",
    "about": "about {low}",
    "range": "{low} to {high}",
    "magnitude": "{low} to {high} (in words)",
}


@cache
def country(code: str | None) -> str:
    """Return the English name of a country, or say that it is not known."""
    if code is None:
        return "Country not known"
    return str(Locale("en").territories.get(code, code))


def month(name: str | None) -> str:
    """Return ``June 2013`` of ``2013-06``, or say that it is not known."""
    if name is None:
        return "Month not known"
    return f"{get_month_names('wide', locale='en')[int(name[5:7])]} {name[:4]}"


def status(name: VictimStatus | None) -> str:
    """Return who the victims are, ``all`` for everybody."""
    return "all" if name is None else STATUS[name]


def change(percent: float | None) -> str:
    """Return a change in percent with its sign, a dash where there is nothing to compare with."""
    return "–" if percent is None else f"{percent:+.0f} %".replace("-", "−")


def span(tally: Tally | OverviewRow) -> str:
    """Return ``9–10``, or one number where low and high are equal; ``+`` where the top is open."""
    top = "+" if tally.open else ""
    return (
        f"{tally.low:,}{top}" if tally.low == tally.high else f"{tally.low:,}–{tally.high:,}{top}"
    )


def figure(told: Mapping[str, Any]) -> str:
    """Return the figure of a claim in words: ``more than 180,000``, ``60 per cent``."""
    low = "" if told["low"] is None else f"{told['low']:,}"
    high = "" if told["high"] is None else f"{told['high']:,}"
    words = QUANTIFIERS.get(told["quantifier"], "{low}").format(low=low, high=high)
    if told["quantifier"] == "none":
        words = "nobody"
    if told["quantifier"] == "uncounted":
        words = "no number"
    unit = {"percent": " per cent", "household": " households", "km2": " km²"}.get(told["unit"], "")
    doubt = {"denied": " (denied)", "possible": " (possible)"}.get(told["modality"], "")
    return f"{words}{unit}{doubt}"


MAIN = 0.9
"""Share of the killed from which on one country is what an edition is about."""


def killed(edition: Edition, victims: VictimStatus | None = None) -> list[OverviewRow]:
    """Return the country rows of the killed that the headline sums.

    They are of the month that the edition is about, and of its main country where one holds nine
    in ten of the killed: a stray incident elsewhere, or of no known country, changes no headline
    and stands in its own row.
    """
    rows = everywhere(edition)
    total = sum(row.best for row in rows)
    held: dict[str | None, int] = {}
    for row in rows:
        held[row.country] = held.get(row.country, 0) + row.best
    main = max(held, key=lambda code: (held[code], code or ""), default=None)
    if main is None or held[main] < MAIN * total:
        return everywhere(edition, victims)
    return [row for row in everywhere(edition, victims) if row.country == main]


def everywhere(edition: Edition, victims: VictimStatus | None = None) -> list[OverviewRow]:
    """Return the country rows of the killed, of the month or months that the edition is about."""
    return [
        row
        for row in edition.overview.rows
        if row.measure == "killed" and row.victim_status == victims and row.admin1 is None
        if covers(edition, row.month)
    ]


def covers(edition: Edition, name: str | None) -> bool:
    """Is a month one that the edition is about, and not one of years that are told in passing?"""
    if edition.month is not None:
        return name == edition.month
    return name is None or edition.since is None or name >= edition.since


def by_month(edition: Edition) -> list[str]:
    """Return a sentence for each month, where the edition is about more than one."""
    rows = killed(edition)
    if edition.month or len({row.country for row in rows}) != 1:
        return []
    told = []
    for row in rows:
        if row.month is None:
            continue
        percent = row.change_percent
        compared = "" if percent is None else f", {_compared(percent, row.month)}"
        told.append(f"{month(row.month)}: at least {row.low:,}{compared}")
    return told


def headline(edition: Edition) -> str:
    """Return the sentence that stands on top: the least that is told, where, when, the change.

    The number is the sum of the lows, so that "at least" holds; the change is that of the best
    counts, and only given where one month and one country are told of.
    """
    rows = killed(edition)
    low = sum(row.low for row in rows)
    where = _where([row.country for row in rows])
    months = sorted({row.month for row in rows if row.month})
    when = month(edition.month) if edition.month else _stretch(months)
    if not rows:
        return f"No killing was counted{where}{f' in {when}' if when else ''} from these reports"
    who = "person was" if low == 1 else "people were"
    sentence = f"At least {low:,} {who} killed{where}{f' {_joint(edition)} {when}' if when else ''}"
    known = [row for row in rows if row.country]
    if edition.month and len(known) == 1 and known[0].change_percent is not None:
        sentence += f", {_compared(known[0].change_percent, edition.month)}"
    return sentence


def parts(edition: Edition) -> list[tuple[str, int, int, int]]:
    """Return the killed by status: words, low, best and high, the most first."""
    found = []
    for name, words in STATUS.items():
        rows = killed(edition, name)
        sums = [sum(getattr(row, end) for row in rows) for end in ("low", "best", "high")]
        if sums[2]:
            found.append((words, *sums))
    return sorted(found, key=lambda part: (-part[2], part[0]))


def _where(codes: list[str | None]) -> str:
    known = sorted({code for code in codes if code})
    if len(known) == 1:
        return f" in {country(known[0])}"
    return f" in {len(known)} countries" if known else ""


def _stretch(months: list[str]) -> str:
    if not months:
        return ""
    first, last = month(months[0]), month(months[-1])
    if first == last:
        return first
    return f"{first.split()[0] if months[0][:4] == months[-1][:4] else first} to {last}"


def _joint(edition: Edition) -> str:
    several = edition.month is None and len({r.month for r in killed(edition) if r.month}) > 1
    return "from" if several else "in"


def _compared(percent: float, name: str) -> str:
    before = month(month_name(month_number(name) - 1)).split()[0]
    rounded = round(abs(percent))
    if rounded == 0:
        return f"about as many as in {before}"
    return f"{rounded:,} per cent {'more' if percent > 0 else 'fewer'} than in {before}"
