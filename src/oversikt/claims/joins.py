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
#: Parts of a figure follow it within this many claims and sentences; small figures add up by chance.
_PARTS, _PART_SENTENCES, _LEAST_WHOLE = 12, 3, 4
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
    for k, one in enumerate(drafts):
        _gather(one, drafts[k + 1 : k + 1 + _PARTS])
        _share_out(one, drafts[k + 1 : k + 1 + _PARTS])
    told: dict[tuple[object, ...], list[Draft]] = {}
    for one in drafts:
        if one.part_of is not None:
            continue
        earlier = told.setdefault((one.measure, one.scope, *one.count[:3]), [])
        if one.modality == "asserted" and not 0 <= headed < one.sentence:
            one.same_as = next((d for d in earlier if _told_again(d, one)), None)
        if one.same_as is None and len(earlier) < _TELLINGS:
            earlier.append(one)


def _gather(whole: Draft, following: Sequence[Draft]) -> None:
    """Make claims of the next sentences that add up to a figure exactly its parts."""
    size = whole.count.low
    if whole.part_of is not None or not size or size < _LEAST_WHOLE or whole.field == "title":
        return
    if size != whole.count.high or whole.modality != "asserted":
        return
    total, parts = 0, list[Draft]()
    for one in following:
        if one.measure != whole.measure or one.part_of is not None or one.count.low is None:
            continue
        near = 0 < one.sentence - whole.sentence <= _PART_SENTENCES
        if not near or one.placed or one.count.low >= size:
            return  # what is told place by place are incidents of their own
        total += one.count.low
        parts.append(one)
        if total >= size:
            break
    if total == size and len(parts) > 1:
        for one in parts:
            _make_part(one, whole)


def _share_out(whole: Draft, following: Sequence[Draft]) -> None:
    """Make smaller figures of the same stretch, told place by place, parts of a total."""
    if whole.part_of is not None or whole.scope != "period" or whole.when is None:
        return
    for one in following:
        if one.sentence - whole.sentence > _PART_SENTENCES:
            return
        least, most = one.count.low, whole.count.low
        if (
            one.measure == whole.measure
            and one.part_of is None
            and one.scope == "period"
            and one.when is not None
            and one.when.phrase == whole.when.phrase
            and one.placed
            and one.place != whole.place
            and least is not None
            and most is not None
            and 0 < least < most
        ):
            _make_part(one, whole)


def _make_part(one: Draft, whole: Draft) -> None:
    """Link a part to its whole: of civilians killed, those of one province are civilians."""
    one.part_of = whole
    if one.status == "unknown" and whole.status != "mixed":
        one.status = whole.status


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
