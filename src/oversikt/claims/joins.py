"""Over the sentences of a report: what a headline leaves out, and tolls that are told again."""

from collections.abc import Sequence
from itertools import takewhile

from oversikt.claims.drafts import VIOLENT
from oversikt.claims.told import Draft, apart

#: A lead's event is told on in the next few sentences; further down other events may come.
_NEAR = 4
#: Headline and lead tell what the rest tells again.
_LEAD = 2
#: Parts of a figure follow it within this many claims and sentences; small figures add up by chance.
_PARTS, _PART_SENTENCES, _LEAST_WHOLE = 12, 3, 4
#: So many tellings of one figure are kept to compare with: texts of millions of claims stay linear.
_TELLINGS = 20
#: "Three dead", then "one" and "two": so few come to a sum by chance.
_LEAST_SUM = 4


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
    _add_up(drafts)
    _share_out(drafts)


def _add_up(drafts: Sequence[Draft]) -> None:
    """Make figures that add up to one told beside them its parts: "12 hurt. Six in A, six in B".

    Two or more that come to exactly as many are hardly ever other people.
    """
    told = [d for d in drafts if _counts(d)]
    for k, whole in enumerate(told):
        size = whole.count.low or 0
        if whole.part_of is not None or size < 2:
            continue
        before = told[max(0, k - _TELLINGS) : k][::-1]
        for run in (told[k + 1 : k + 1 + _TELLINGS], before):
            parts: list[Draft] = []
            for one in run:
                if not _may_hold(whole, one) or one.part_of is not None:
                    continue
                if abs(one.sentence - whole.sentence) > _NEAR or one.same_as is not None:
                    break
                parts.append(one)
                if sum(d.count.low or 0 for d in parts) >= size:
                    break
            sure = whole.count.quantifier == "exact" and size >= _LEAST_SUM
            sure = sure or _one_sentence([whole, *parts])
            if len(parts) > 1 and sure and sum(d.count.low or 0 for d in parts) == size:
                for one in parts:
                    one.part_of = whole
                break


def _may_hold(whole: Draft, one: Draft) -> bool:
    """May figures of one measure add up to one of another: the dead and the hurt to casualties?"""
    return one.measure == whole.measure or (
        whole.measure == "casualties" and one.measure in ("killed", "wounded")
    )


def _share_out(drafts: Sequence[Draft]) -> None:
    """Make what each place had of a total over time its part: "41 in the country, 23 in the capital"."""
    wholes: dict[str, tuple[Draft, int]] = {}
    for one in drafts:
        if one.scope != "period" or one.modality != "asserted" or one.part_of or one.same_as:
            continue
        whole, sum_ = wholes.get(one.measure, (None, 0))
        sum_ += one.count.low or 0
        if (
            whole is not None
            and one.placed
            and _shares(whole, one)
            and sum_ <= (whole.count.low or 0)
        ):
            one.part_of = whole
            wholes[one.measure] = (whole, sum_)
        elif (one.count.low or 0) > 1:
            wholes[one.measure] = (one, 0)


def _shares(whole: Draft, one: Draft) -> bool:
    """Is a figure of the same stretch, and of a place that the total does not name?"""
    return (
        _counts(one)
        and 0 < one.sentence - whole.sentence <= _NEAR
        and one.when == whole.when
        and one.unit == whole.unit
        and one.speakers == whole.speakers
        and (one.place is None or whole.place is None or one.place.name != whole.place.name)
    )


def _one_sentence(drafts: Sequence[Draft]) -> bool:
    """Does one sentence tell all of these?"""
    return len({d.sentence for d in drafts}) == 1


def _counts(one: Draft) -> bool:
    """Is a figure one that may be added up: asserted, with a number, and of people?"""
    return (
        one.modality == "asserted"
        and one.count.quantifier in ("exact", "at_least")
        and (one.count.low or 0) > 0
        and one.harm.form != "figure"
    )


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
    if later.placed and earlier.placed and apart(later.place, earlier.place):
        return False
    if later.placed and not earlier.placed and earlier.sentence > _LEAD:
        return False  # further down, each place has events of its own
    if later.status != earlier.status and "unknown" not in (later.status, earlier.status):
        return False
    return earlier.sentence <= _LEAD or later.sentence - earlier.sentence > 3
