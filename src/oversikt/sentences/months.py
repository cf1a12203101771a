"""A month, or a day of it, with the year that is told or meant."""

from calendar import monthrange
from datetime import date

from oversikt.sentences.times import Time, is_article, number_at, year_at
from oversikt.words.marks import Item

#: Shorter names of months are abbreviations, whose full stop ends nothing.
_SPELLED = 5
#: Names of months so short are other words and names too: "Mar", "اب".
_SHORT = 3
#: What may be named after a day, with "of" or without, and what dates a deed.
_STREETS = frozenset({"street", "street_before", "place_part"})
_HOUSES = frozenset({"place_kind", "named_kind", "object"})
_DEEDS = frozenset({"date_attack", "cause", "harm"})


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_at(
    items: list[Item], first: int, at: int, published: date | None, day: int | None = None
) -> Time | None:
    """A month, or a day of one, with the year told or the last such before publication.

    Args:
        items: Marked items with quantities counted.
        first: Where the time begins.
        at: Where its month stands.
        published: Day of publication; None makes only months of a told year.
        day: The day of the month that stands before it.
    """
    if _names_place(items, at):
        return None
    month = items[at].tags["month"]
    short = len(items[at].low) <= _SHORT
    last = at
    if last + 2 < len(items) and items[last + 1].word == "/" and "month" in items[last + 2].tags:
        last += 2
    nxt = last + 1
    if nxt + 1 < len(items) and items[nxt].word == "." and items[nxt].start == items[last].end:
        nxt += number_at(items, nxt + 1) is not None and len(items[at].word) < _SPELLED  # "Oct. 7"
    if day is None and nxt < len(items):
        number = number_at(items, nxt)
        follow = items[nxt + 1] if nxt + 1 < len(items) else None
        if number is not None and 1 <= number <= 31 and not (
            follow is not None and _counted_on(follow)
            and not ("ordinal" in items[nxt].tags or _determined(items, first))
        ) and items[nxt].word[0].isdecimal():  # fmt: skip
            day, last, nxt = number, nxt, nxt + 1
    if (
        nxt < len(items)
        and (items[nxt].word == "," or "of" in items[nxt].tags)
        and year_at(items, nxt + 1)
    ):
        nxt += 1
    year = year_at(items, nxt)
    if year is not None:
        last = nxt
    else:
        year = _borrowed(items, nxt, month)
    if year is None:
        if published is None or (short and day is None and not _told_month(items, at)):
            return None
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
    end = month_end(year, month)
    if published is not None and date(year, month, 1) <= published < end:
        end = published
    return Time(first, last, date(year, month, 1), end, "month", stretch=True, whole=True)


def _told_month(items: list[Item], at: int) -> bool:
    """Is a short word a month for certain, "in Ab", "last May", and no father, gate or name?"""
    before = items[at - 1] if at else None
    if before is not None and "date_in" in before.tags and before.end < items[at].start:
        return True
    beside = [*items[max(0, at - 1) : at], *items[at + 1 : at + 2]]
    return any(not {"time_unit", "date_last", "date_this"}.isdisjoint(x.tags) for x in beside)


def _counted_on(item: Item) -> bool:
    """May a number before this count people, as in "in May 25 were killed", and not "a May 25 killing of"?"""
    harm = [kind for _, kind in item.tags.get("harm", ())]
    deed = "cause" in item.tags or all(kind == "event" for kind in harm)
    return "person" in item.tags or (bool(harm) and not deed)


def _determined(items: list[Item], first: int) -> bool:
    """Does an article, of a noun to come, or what leads to days alone stand before a day: "an April 7
    shooting", "the May 2 killing of", "wounded on July 30 died"?
    """
    lead = items[first - 1].tags if first else {}
    return (
        is_article(items, first - 1) or "filler" in lead or ("in" in lead and "date_in" not in lead)
    )


def _names_place(items: list[Item], at: int) -> bool:
    """Is a street or a house named after a day: "la avenida 9 de Octubre", "rue du 8-Mai-1945", "شارع 7
    أبريل"? A month written small after no "of" dates what happened there.
    """
    number = _before_links(items, at)
    if number < 1 or not items[number].word[0].isdecimal():
        return False
    k = _before_links(items, number)
    if k < 0 or "definite" in items[k].tags:
        return False
    street = not _STREETS.isdisjoint(items[k].tags)
    if not street and (k < number - 1 or _HOUSES.isdisjoint(items[k].tags)):
        return False  # "los combates del 9 de abril"
    if not _DEEDS.isdisjoint(items[k].tags):
        return False
    cased = items[at].word.lower() != items[at].word.upper()
    return k < number - 1 or items[at].capital or not cased


def _before_links(items: list[Item], at: int) -> int:
    """Where the word stands that only "of", a dot or a hyphen parts from the one at ``at``."""
    k = at - 1
    while k > 0 and ("of" in items[k].tags or items[k].word in "-‑."):
        k -= 1
    return k


def _borrowed(items: list[Item], i: int, month: int) -> int | None:
    """The year that a later month of the same stretch tells: "between October and March 2024"."""
    joined = False
    for j in range(i, min(i + 6, len(items))):
        tags = items[j].tags
        if joined and "month" in tags:
            after = j + 1
            if after < len(items) and "of" in items[after].tags:
                after += 1
            year = year_at(items, after)
            return year - (month > tags["month"]) if year is not None else None
        joins = not {"to", "and", "date_until"}.isdisjoint(tags) or items[j].word in "-–—"
        if joins and joined:
            return None
        joined = joined or joins
        if not joins and not (
            number_at(items, j) is not None
            or not {"of", "in", "filler", "date_in", "date_early", "date_mid", "date_late"}.isdisjoint(tags)
        ):  # fmt: skip
            return None
    return None
