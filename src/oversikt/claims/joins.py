"""Over the sentences of a report: what a headline leaves out, and tolls that are told again."""

from collections.abc import Sequence
from itertools import takewhile

from oversikt.claims.drafts import VIOLENT
from oversikt.claims.told import Draft
from oversikt.records import Place

#: A lead's event is told on in the next few sentences; further down other events may come.
_NEAR = 4
#: Headline and lead tell what the rest tells again.
_LEAD = 2
#: So many tellings of one figure are kept to compare with: texts of millions of claims stay linear.
_TELLINGS = 20


def join(drafts: Sequence[Draft], headed: int = -1) -> None:
    """Fill what headline and lead leave out, and link tolls told again to their first telling.

    Args:
        drafts: Drafts of one report in the order of the text; they are changed in place.
        headed: The sentence of a round-up's own total, after which each line has an event of its own.
    """
    for k, one in enumerate(drafts):
        if one.sentence > 1:
            break
        if one.scope == "incident":
            _fill(one, list(takewhile(lambda d: d.sentence <= _NEAR + 1, drafts[k + 1 :])))
    told: dict[tuple[object, ...], list[Draft]] = {}
    for one in drafts:
        if one.part_of is not None:
            continue
        earlier = told.setdefault((one.measure, one.scope, *one.count[:3]), [])
        if one.modality == "asserted" and not 0 <= headed < one.sentence:
            one.same_as = next((d for d in earlier if _told_again(d, one)), None)
        if one.same_as is None and len(earlier) < _TELLINGS:
            earlier.append(one)


def _fill(one: Draft, following: Sequence[Draft]) -> None:
    """Give a headline or lead what the next sentences tell of the same event."""
    later = [
        d for d in following if d.scope == "incident" and 0 < d.sentence - one.sentence <= _NEAR
    ]
    if one.when is None:
        one.when = next((d.when for d in later if d.when), None)
    if one.measure in VIOLENT and one.cause is None:
        one.cause = next((d.cause for d in later if d.cause), None)
    if one.place is None:
        one.place = next((d.place for d in later if d.place), None)
    if one.status == "unknown":
        same = (
            d.status for d in later if d.measure == one.measure and d.count[:3] == one.count[:3]
        )
        one.status = next(same, one.status)


def _told_again(earlier: Draft, later: Draft) -> bool:
    """Does the later draft tell the same figure of the same event again?"""
    low = later.count.low or 0
    if low == 0 or (low == 1 and later.harm.group.kind not in ("definite", "bare")):
        return False
    if earlier.sentence == later.sentence:
        return False
    if earlier.when and later.when and earlier.when.start != later.when.start:
        return False
    if later.placed and earlier.placed and _apart(later.place, earlier.place):
        return False
    if later.placed and not earlier.placed and earlier.sentence > _LEAD:
        return False  # further down, each place has events of its own
    if later.status != earlier.status and "unknown" not in (later.status, earlier.status):
        return False
    return earlier.sentence <= _LEAD or later.sentence - earlier.sentence > 3


def _apart(one: Place | None, other: Place | None) -> bool:
    """Are two places surely not the same: towns or narrower, of other names?"""
    return (
        one is not None
        and other is not None
        and one.name != other.name
        and (one.precision or 1) <= 3
        and (other.precision or 1) <= 3
    )
