"""Totals of a round-up that a country or province stands beside: the towns told after it are its sum."""

from collections.abc import Sequence

from oversikt.claims.area import apart, of_a_town
from oversikt.claims.making import Draft
from oversikt.records import Place

#: A round-up's total stands in its headline or in the first sentences.
_LEAD = 2
#: UCDP's where_prec of a province: what is as wide or wider holds towns.
_PROVINCE = 4
_COUNTED = frozenset({"killed", "wounded", "casualties"})
_FEWEST = 2


def sum_up(drafts: Sequence[Draft]) -> None:
    """Make the figure that a report's towns come to a total: "Attacks across Iraq kill six. Two died in
    Mosul, three in Fallujah, one in Tikrit" is three events, and six is none of them.

    Args:
        drafts: Drafts of one report in the order of the text, joined; they are changed in place.
    """
    for k, one in enumerate(drafts):
        if one.sentence > _LEAD:
            break
        if _counts(one) and _wide(one.place) and _holds(one, drafts[k + 1 :]):
            one.scope = "period"
            for again in drafts:
                if again.same_as is one:
                    again.scope = "period"


def _holds(total: Draft, later: Sequence[Draft]) -> bool:
    """Are the dead of towns told later, of each for itself, some or all of a total?"""
    again = [d for d in later if d.same_as is total]
    if any(d.placed and of_a_town(d.place) for d in again):
        return False  # the town told below is where they all died
    size, towns, told = total.count.low or 0, list[Draft](), 0
    for one in later:
        in_town = one.placed and of_a_town(one.place) and _counts(one)
        if one.measure != total.measure or not in_town or one.part_of or one.same_as:
            continue
        number = one.count.high or one.count.low or 0
        if number >= size or (one.when and total.when and not _one_time(one, total)):
            return False
        told += number
        if all(apart(one.place, other.place) for other in towns):
            towns.append(one)
    return len(towns) >= _FEWEST and told <= size


def _one_time(one: Draft, total: Draft) -> bool:
    """Can a town's event be of the time that a total is of?"""
    if one.when is None or total.when is None:
        return True
    return one.when.start <= total.when.end and total.when.start <= one.when.end


def _wide(place: Place | None) -> bool:
    return place is not None and (place.precision or 1) >= _PROVINCE


def _counts(one: Draft) -> bool:
    """Is this an asserted figure of one event?"""
    counted = one.measure in _COUNTED and one.modality == "asserted" and one.scope == "incident"
    return counted and one.count.low is not None and one.part_of is None
