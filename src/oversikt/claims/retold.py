"""Whether two claims of one person tell of the same one, and whom the report has told dead before.

"He" and "the boy" after "a boy was killed" tell nobody new. Nor does it when they, or his name, are
told hurt: "John Haddad, 34, was killed. Haddad was shot in the chest. The victim was taken to a
hospital." Such words make no claim of one wounded.
"""

from collections.abc import Sequence

from oversikt.claims.making import Draft
from oversikt.claims.told import parted
from oversikt.harm.harm import HURT

#: How one person told before is told of again.
_AGAIN = {"name", "definite", "pronoun"}
#: So many claims back one is looked for: long texts stay linear.
_REMEMBERED = 200


def without_dead(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a report without those that tell one person hurt who was told dead.

    The death takes over the day and the town that such a telling gives, where it has none itself.

    Args:
        drafts: The drafts of a report in the order of the text; links between them are mended.
    """
    kept: list[Draft] = []
    gone: set[int] = set()
    for one in drafts:
        death = _death_of(one, kept)
        if death is None:
            kept.append(one)
            continue
        gone.add(id(one))
        death.when = death.when or one.when
        if one.placed and not death.placed:
            death.place, death.placed = one.place, True
    for one in kept:
        if one.part_of is not None and id(one.part_of) in gone:
            one.part_of = None
    return kept


def _death_of(one: Draft, before: Sequence[Draft]) -> Draft | None:
    """The death of one who is told hurt, if it was told before: the last by "he", any by a name."""
    if one.measure not in HURT or one.harm.group.kind not in _AGAIN or not single(one):
        return None
    dead = (d for d in reversed(before[-_REMEMBERED:]) if d.measure == "killed" and single(d))
    if one.called:
        return next((d for d in dead if one.called <= d.called), None)
    last = next(dead, None)
    if last is not None and _next_object(last, one):
        return None
    return last if last is not None and _told_of(last, one) else None


def _next_object(known: Draft, one: Draft) -> bool:
    """Do two verbs of a sentence have an object each: "mató al conductor e hirió al paramédico"?"""
    first, second = known.harm, one.harm
    return (
        known.sentence == one.sentence and known.field == one.field
        and first.form == second.form == "inflicted" and second.group.kind == "definite"
        and second.at is not None and first.end < second.at < second.group.first
    )  # fmt: skip


def _told_of(known: Draft, one: Draft) -> bool:
    """Do "he" and "the boy" tell of one told before: is nothing told of them that is not told of him?"""
    if not alike(known, one) or one.harm.group.owned:
        return False
    new = (one.sex and not known.sex) or (one.years - known.years)
    return one.harm.either or not new


def single(one: Draft) -> bool:
    """Is a claim of one person in one event, told for sure?

    Args:
        one: A draft.
    """
    return (
        one.count.low == one.count.high == 1 and len(one.harm.members) == 1
        and one.scope == "incident" and one.modality == "asserted"
    )  # fmt: skip


def alike(known: Draft, one: Draft) -> bool:
    """May two claims be of one person: of no other name, sex, age, status, day or place?

    Args:
        known: A draft of one person.
        one: Another of one person.
    """
    named = known.called and one.called
    if named and not (one.called <= known.called or known.called <= one.called):
        return False
    told = ((known.sex, one.sex), (known.age, one.age), (known.years, one.years))
    if any(a and b and a != b for a, b in told):
        return False
    if known.status != one.status and "unknown" not in (known.status, one.status):
        return False
    if known.when and one.when and known.when.start != one.when.start:
        return False
    return not parted(known, one)
