"""How the places of claims lie to one another, and the area that a total is of: "across the country"."""

from oversikt.claims.when import When
from oversikt.places import country
from oversikt.records import Place, Scope
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.times import Time
from oversikt.words.marks import Item

#: UCDP's where_prec of a province.
_PROVINCE = 4
#: So many words lead from "in" to its noun: "in the whole country".
_LED = 3
_WITHIN = frozenset({"in", "date_in"})
_SMALL = frozenset({"filler", "one", "adj", "of"})


def area_of(sentence: Sentence, known: Place | None) -> Place | None:
    """Return the country or province of the place told last where a total is told to be of it.

    "Since January 62 people have been killed in the province" is no total of the village of which the
    sentence before told.

    Args:
        sentence: A sentence that names no place.
        known: The place told last.

    Source:
        UCDP GED codebook, ``where_prec`` 4 and 6.
    """
    if known is None or known.country is None:
        return None
    items = sentence.items
    for k, item in enumerate(items):
        if "own_country" in item.tags and _led(items, k):
            return country(known.country, sentence.words(k, k))
        if "own_province" in item.tags and known.admin1 is not None and _led(items, k):
            return Place(
                phrase=sentence.words(k, k),
                name=known.admin1_name,
                country=known.country,
                admin1=known.admin1,
                admin1_name=known.admin1_name,
                precision=_PROVINCE,
            )
    return None


def totalled(sentence: Sentence, scope: Scope) -> bool:
    """Is a figure a total over an area: "In total 40 died in the country", after the towns of one night?

    An attack of which the sentence tells is "the worst in the country", and has its own place.

    Args:
        sentence: The sentence of the figure.
        scope: What the figure is of.
    """
    return scope == "period" or (sentence.has("date_total") and not sentence.has("date_attack"))


def _led(items: list[Item], at: int) -> bool:
    """Does "in" or "across" lead to the noun, and no name follow it: "in the province", "landesweit"?"""
    follow = items[at + 1] if at + 1 < len(items) else None
    if follow is not None and ("of" in follow.tags or follow.capital):
        return False
    if "date_period" in items[at].tags:  # a phrase of its own: "nationwide", "im ganzen Land"
        return True
    for item in reversed(items[max(0, at - _LED) : at]):
        if not _WITHIN.isdisjoint(item.tags):
            return True
        if item.tags and _SMALL.isdisjoint(item.tags):
            return False
    return False


def apart(one: Place | None, other: Place | None) -> bool:
    """Are two places surely not the same: towns or narrower, of other names?"""
    return (
        one is not None
        and other is not None
        and one.name != other.name
        and (one.precision or 1) <= 3
        and (other.precision or 1) <= 3
    )


def abroad(one: Place | None, other: Place | None) -> bool:
    """Do two places lie in two countries?"""
    countries = {place.country for place in (one, other) if place is not None and place.country}
    return len(countries) > 1


def of_the_day(stretch: Time | When, place: Place | None) -> bool:
    """Does a town tell one event of a day's round-up: "За добу вбито трьох. У Гірнику загинув один"?"""
    return of_a_town(place) and (stretch.end - stretch.start).days <= 1


def of_a_town(place: Place | None) -> bool:
    """Is this a town, or a place within one?"""
    return place is not None and (place.precision or 9) <= 2  # where_prec of UCDP
