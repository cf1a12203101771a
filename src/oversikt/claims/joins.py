"""Over the sentences of a report: what a headline leaves out, and tolls that are told again."""

from collections.abc import Sequence
from itertools import takewhile

from oversikt.claims.area import apart, of_a_town
from oversikt.claims.drafts import VIOLENT
from oversikt.claims.making import Draft
from oversikt.claims.retold import alike, single
from oversikt.claims.told import parted

#: A lead's event is told on in the next few sentences; further down other events may come.
_NEAR = 4
#: Months and years are no day of a lead: "In October a like attack left 26 dead" tells of another.
_LONG = ("month", "year")
#: Headline and lead tell what the rest tells again.
_LEAD = 2
#: Parts of a figure stand within this many claims and sentences of it. "Three dead", then "one" and
#: "two": so few come to a sum by chance, unless one sentence tells them all.
_PARTS, _PART_SENTENCES, _LEAST_SUM = 12, 3, 4
#: Precision of a place (where_prec of UCDP) that is a country.
_COUNTRY = 6
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
    _add_up([d for d in drafts if not 0 <= headed < d.sentence])
    for k, one in enumerate(drafts):
        _share_out(one, drafts[k + 1 : k + 1 + _PARTS])
    _mix(drafts)
    told: dict[tuple[object, ...], list[Draft]] = {}
    for one in drafts:
        whole = one.part_of
        if whole is not None and single(one) and single(whole) and one.sentence > whole.sentence:
            one.part_of = None  # one of one is the same one, but "her husband" is another
            one.same_as = None if _kin(one) else whole.same_as or whole
        if one.part_of is not None or one.same_as is not None:
            continue
        earlier = told.setdefault((one.measure, one.scope, *one.count[:3]), [])
        if one.modality == "asserted" and not 0 <= headed < one.sentence:
            one.same_as = next((d for d in earlier if _told_again(d, one)), None)
        if one.same_as is None and len(earlier) < _TELLINGS:
            earlier.append(one)


def _mix(drafts: Sequence[Draft]) -> None:
    """Call people mixed of whom parts of different status are told: "nine, five of them civilians
    and four policemen".
    """
    statuses: dict[int, set[str]] = {}
    for one in drafts:
        if one.part_of is not None and one.status != "unknown":
            statuses.setdefault(id(one.part_of), set()).add(one.status)
    for whole in drafts:
        if whole.status == "unknown" and len(statuses.get(id(whole), ())) > 1:
            whole.status = "mixed"


def _add_up(drafts: Sequence[Draft]) -> None:
    """Make figures that add up to one told beside them its parts: "12 hurt: six at home, six at work".

    Two or more that come to exactly as many are hardly ever other people.
    """
    told = [d for d in drafts if _counts(d)]
    for k, whole in enumerate(told):
        if whole.part_of is not None or (whole.count.low or 0) < 2 or whole.field == "title":
            continue
        for run in (told[k + 1 : k + 1 + _PARTS], told[max(0, k - _PARTS) : k][::-1]):
            parts = _adding_up(whole, run)
            for one in parts:
                _make_part(one, whole)
            if parts:
                break


def _adding_up(whole: Draft, run: Sequence[Draft]) -> list[Draft]:
    """Return the first figures of a run that add up to a whole, if they do."""
    size, parts = whole.count.low or 0, list[Draft]()
    for one in run:
        if not _may_hold(whole, one) or one.part_of is not None or one.scope != whole.scope:
            continue  # the incidents that a round-up's total sums are none of its parts
        beside = one.sentence == whole.sentence
        # What other sentences tell place by place are incidents of their own.
        if abs(one.sentence - whole.sentence) > _PART_SENTENCES or (one.placed and not beside):
            return []
        if (
            whole.placed
            and of_a_town(whole.place)
            and of_a_town(one.place)
            and apart(whole.place, one.place)
        ):
            return []  # "three died in Goma, two in Beni and one in Bunia"
        if beside and whole.harm.partitive and one.harm.at == whole.harm.at:
            return []  # "among the dead are a teacher, a driver and two children"
        parts.append(one)
        total = sum(d.count.low or 0 for d in parts)
        if total >= size:
            sure = whole.count.quantifier == "exact" and size >= _LEAST_SUM
            sure = sure or len({d.sentence for d in (whole, *parts)}) == 1
            return parts if total == size and len(parts) > 1 and sure else []
    return []


def _may_hold(whole: Draft, one: Draft) -> bool:
    """May figures add up to another: of its measure, or the dead and the hurt to casualties, and
    neither of other people ("two soldiers") nor by other means ("a bomb")?
    """
    if whole.status not in ("unknown", "mixed") and one.status not in ("unknown", whole.status):
        return False
    if None not in (whole.cause, one.cause) and whole.cause != one.cause:
        return False
    return one.measure == whole.measure or (
        whole.measure == "casualties" and one.measure in ("killed", "wounded")
    )


def _counts(one: Draft) -> bool:
    """Is a figure one that may be added up: asserted, with a number, and of people?"""
    return (
        one.modality == "asserted"
        and one.count.quantifier in ("exact", "at_least")
        and (one.count.low or 0) > 0
        and one.harm.form != "figure"
    )


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
    near = [d for d in following if 0 < d.sentence - one.sentence <= _NEAR]
    later = [d for d in near if d.scope == "incident"]
    # The same figure told again is the surest teller of the day, of whatever scope it is read.
    again = [
        d for d in near
        if (d.measure, d.count[:3]) == (one.measure, one.count[:3]) and not _kin(d)
    ]  # fmt: skip
    if one.when is None:
        sharp = (
            d for d in later
            if d.when and d.when.precision not in _LONG and not d.dying
            and not parted(one, d) and (one.measure != "detained" or d.measure == "detained")
        )  # fmt: skip
        one.when = next((d.when for d in (*again, *sharp) if d.when), None)
    if one.measure in VIOLENT and one.cause is None:
        one.cause = next((d.cause for d in later if d.cause), None)
    if one.place is None:
        # A country that only a victim's nation tells ("a Polish driver") is not where it happened.
        told = (
            d.place for d in later if d.place and (d.placed or (d.place.precision or 0) < _COUNTRY)
        )
        one.place = next(told, None)
    if one.status == "unknown":
        same = (
            d.status for d in later if d.measure == one.measure and d.count[:3] == one.count[:3]
        )
        one.status = next(same, one.status)


def _told_again(earlier: Draft, later: Draft) -> bool:
    """Does the later draft tell the same figure of the same event again?"""
    low = later.count.low or 0
    if later.other or low == 0 or (low == 1 and not _one_again(earlier, later)):
        return False
    if earlier.sentence == later.sentence:
        return False
    if earlier.when and later.when and earlier.when.start != later.when.start:
        return False
    if parted(earlier, later):
        return False
    if later.placed and not earlier.placed and earlier.sentence > _LEAD:
        return False  # further down, each place has events of its own
    if later.status != earlier.status and "unknown" not in (later.status, earlier.status):
        return False
    if later.status != earlier.status and _fighters(earlier, later):
        return False  # "killing both gunmen. Two hostages died"
    return earlier.sentence <= _LEAD or later.sentence - earlier.sentence > 3


def _fighters(one: Draft, other: Draft) -> bool:
    """Is only one of two figures of fighters, and has the other a noun of its own?"""
    plain = other if one.status == "militant" else one
    return "militant" in (one.status, other.status) and plain.harm.group.person is not None


def _kin(one: Draft) -> bool:
    """Is one told by whose relative or helper they are: "her husband", "his driver", not "his friend"?"""
    person = one.harm.group.person
    told = person is not None and (person.sex or person.age or person.status != "unknown")
    return one.harm.group.owned and bool(told)


def _one_again(earlier: Draft, later: Draft) -> bool:
    """May one told later be the one told before: "the man", or one whom nothing sets apart?"""
    if later.harm.group.kind in ("definite", "bare"):
        return True
    if later.harm.group.another and not earlier.harm.group.another:
        return False  # "a man was shot", "another man was shot"
    if _kin(later) and not earlier.harm.group.owned:
        return False  # "a teacher was killed", "her husband was killed two years ago"
    both = single(earlier) and single(later) and not later.harm.group.anaphoric
    return both and alike(earlier, later)
