"""Deaths that came days after the deed: of wounds, in hospital, "two days after the attack"."""

from collections.abc import Iterable

from oversikt.claims.when import When, only_day
from oversikt.harm.harm import Harm
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.times import Time
from oversikt.words.marks import Item

#: So many days after a deed somebody may die of it and still be told of with its day.
_DAYS = 14
#: So many words after the day of a death the day of the deed is told from it.
_BESIDE = 3
#: So many words lead from a verb of taking to where, and so many to the verb where it stands last.
_TAKEN, _VERB_LAST = 6, 2


def of_deed(sentence: Sentence, harm: Harm, time: Time | None) -> tuple[Time | None, bool]:
    """Return the day of the deed that a death came of, and whether the day is that of the dying.

    Recorders date an incident by the deed: "died Friday, three days after the shooting" is of
    Tuesday. Of one who "died at a hospital on Friday" the sentence tells the day of the dying alone.

    Args:
        sentence: The sentence that tells of the death.
        harm: The harm told.
        time: The time that stands nearest to it.
    """
    if time is None or harm.at is None:
        return time, False
    if harm.measure != "killed":
        late = sentence.has("date_wounds") and _of_dying(sentence.items, time)
        return (None if late else time), False  # "was taken to hospital, where he died Friday"
    if not _dies(sentence, harm):
        return time, False
    for other in sentence.times:
        near = 0 < other.first - time.last <= _BESIDE
        if other.back and near and 0 <= (time.start - other.start).days <= _DAYS:
            return other, False
    return time, sentence.has("date_wounds") and time.precision == "day"


def in_hospital(sentence: Sentence, harm: Harm) -> bool:
    """Does a sentence tell that somebody died later, so that its place is not that of the deed: "died
    of his wounds at a hospital in Nablus"?

    Args:
        sentence: The sentence.
        harm: The harm told.
    """
    return sentence.has("date_wounds") and _dies(sentence, harm)


def later_death(sentence: Sentence, harm: Harm, *, other: bool) -> bool:
    """Does a sentence tell a death that adds to a toll told before: "a wounded man has died in hospital",
    "a fourth victim has died"?

    Args:
        sentence: The sentence.
        harm: The harm told.
        other: Whether words tell the dead as others than those told before.
    """
    return _dies(sentence, harm) and (
        other or sentence.has("date_wounds") or _hurt_or_numbered(sentence.items, harm)
    )


def _hurt_or_numbered(items: list[Item], harm: Harm) -> bool:
    """Is who dies told as one of the wounded, or as the last of several: "wounded man dies", "a man who
    was hurt in the blast has died", "muere un herido", "fourth victim dies"?
    """
    at, group = harm.at or 0, harm.group
    told = items[max(0, group.first - 1) : max(group.last + 1, at)]
    return any(
        "ordinal" in x.tags or any(form[0] == "wounded" for form in x.tags.get("harm", ()))
        for x in told
        if x is not items[at]
    )


def carried_off(sentence: Sentence, harm: Harm) -> bool:
    """Does a sentence tell only where the wounded were taken, so that its place is not that of the
    deed: "ten wounded were evacuated to Mopti", "nach Mopti gebracht"?

    Args:
        sentence: The sentence.
        harm: The harm told.
    """
    if harm.measure != "wounded" or not sentence.has("carried"):
        return False
    items = sentence.items
    at = [k for k, x in enumerate(items) if "carried" in x.tags]
    return all(any(_taken_to(items, k, p.first, p.last) for k in at) for p in sentence.places)


def _taken_to(items: list[Item], at: int, first: int, last: int) -> bool:
    """Does a verb of taking stand right before a place, or right after it?"""
    if first > at:
        between = items[at + 1 : first]
        near = len(between) <= _TAKEN
        return near and all(x.word not in ",;" and "place_origin" not in x.tags for x in between)
    return at - last <= _VERB_LAST


def _dies(sentence: Sentence, harm: Harm) -> bool:
    """Is a death told by a word of dying, rather than by one of killing?"""
    told = harm.measure == "killed" and harm.at is not None
    return told and "date_dying" in sentence.items[harm.at or 0].tags


def _of_dying(items: list[Item], time: Time) -> bool:
    """Does a day stand right behind a word of dying?"""
    before = items[max(0, time.first - _BESIDE) : time.first]
    harm = [x for x in before if "harm" in x.tags]
    return bool(harm) and "date_dying" in harm[-1].tags


def deed_before(died: When | None, days: Iterable[When | None]) -> When | None:
    """Return the day of the deed that a death came of, where a report tells one day alone.

    Args:
        died: The day of the death.
        days: The days of what else the report tells.
    """
    return only_day(
        day
        for day in days
        if day and died and day.precision == "day" and 0 < (died.start - day.start).days <= _DAYS
    )
