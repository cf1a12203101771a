"""The check that every claim must pass, whoever read it: its words stand in the report and carry it.

A claim whose quote is not in the text does not exist. Beyond that the quote must name the number,
as digits, words or people told one by one, and the ends must be those that the quantifier allows.
"""

from itertools import accumulate

from oversikt.people.groups import groups_of
from oversikt.people.quantities import Count, counted
from oversikt.records import Claim, Report
from oversikt.words.marks import cut, mark
from oversikt.words.pack import Pack
from oversikt.words.tokens import LONGEST, TOKEN

_UNITS = {"area_km2": ("km2",), "change_percent": ("percent",)}
_PEOPLE = ("person", "household")
#: So many groups told one after another may be one sum: "a man, his wife and six children".
_SUMMED = 8


def fault(report: Report, claim: Claim, pack: Pack | None) -> str | None:
    """Return why the report does not bear a claim out; ``None`` where it does.

    Args:
        report: The report that the claim says it quotes.
        claim: Any claim of it.
        pack: Pack of the report's language, by which number words are known; without one only
            digits are.
    """
    text = report.title or "" if claim.field == "title" else report.text
    if not claim.quote or text[claim.start : claim.end] != claim.quote:
        return "quote not in the report"
    if len(claim.quote) > LONGEST:
        return "quote longer than a sentence"
    if any(not claim.start <= a < b <= claim.end for a, b in claim.victim_names):
        return "victim's name not in the quote"
    if claim.unit not in _UNITS.get(claim.measure, _PEOPLE):
        return "unit does not fit the measure"
    if not _fits(claim):
        return "ends do not follow from the quantifier"
    return None if _named(claim, pack) else "number not in the quote"


def _fits(claim: Claim) -> bool:
    """Do low and high follow from the quantifier?"""
    low, high = claim.low, claim.high
    match claim.quantifier:
        case "uncounted":
            return low is None and high is None
        case "none":
            return low == high == 0
        case "at_least" | "more_than":
            return low is not None and high is None
        case "at_most" | "fewer_than":
            return low == 0 and high is not None
        case "exact" | "about":
            return low is not None and low == high
        case _:
            return low is not None and high is not None and low < high


def _named(claim: Claim, pack: Pack | None) -> bool:
    """Does the quote name the numbers of a claim?"""
    if claim.quantifier == "uncounted":
        return True
    ends = {abs(n) for n in (claim.low, claim.high) if n is not None}
    if claim.quantifier in ("at_most", "fewer_than"):
        ends.discard(0)
    told = _digits(claim.quote)
    counts: list[Count] = []
    if pack is not None:
        items = counted(mark(claim.quote, cut(claim.quote, 0, len(claim.quote), pack)), pack)
        counts = [item.tags["count"] for item in items if "count" in item.tags]
        groups = [group.count for group in groups_of(items, pack)]
        for k in range(len(groups)):
            sizes = [c.low if c.low == c.high else None for c in groups[k : k + _SUMMED]]
            told.update(accumulate(size or 0 for size in sizes))
        if claim.quantifier == "none":
            return any("neg" in item.tags for item in items) or any(c.high == 0 for c in counts)
        counts += groups
    if claim.quantifier == "magnitude":
        return any((c.low, c.high) == (claim.low, claim.high) for c in counts)
    told.update(abs(n) for c in counts for n in (c.low, c.high) if n is not None)
    if claim.victim_names:
        told.add(len(claim.victim_names))
    return ends <= told


def _digits(quote: str) -> set[int]:
    """Return the numbers that stand as digits of any script, grouped in any way."""
    found = set()
    for match in TOKEN.finditer(quote):
        digits = "".join(c for c in match.group() if c.isdecimal())
        if match.group()[0].isdecimal() and len(digits) < 16:
            found.add(int(digits))
    return found
