"""Which of those harmed an earlier sentence has told: "the dead man was X", "among the dead was a girl"."""

from oversikt.harm.harm import Harm
from oversikt.people.people import forms_of
from oversikt.words.marks import Item


def identified(items: list[Item], found: list[Harm]) -> None:
    """Make "those who died were a girl and a guard", "the dead man was X", "one of those killed" parts
    of the dead told in an earlier sentence.

    Args:
        items: Marked items of the sentence.
        found: Its harms.
    """
    for harm in found:
        if harm.group.kind in ("name", "one") and _told_to_be(items, harm):
            harm.partitive = True
        if harm.at is not None and _of_the_dead(items, harm, harm.at):
            harm.partitive = True
        if harm.form != "suffered" or harm.at is None or harm.group.first < harm.at:
            continue
        led = harm.at > 0 and not {"clause", "part"}.isdisjoint(items[harm.at - 1].tags)
        if led and all("aux" in x.tags for x in items[harm.at + 1 : harm.group.first]):
            harm.partitive = True


def _told_to_be(items: list[Item], harm: Harm) -> bool:
    """Is somebody said to be one told before, "the dead man was X", not "also wounded was X"?"""
    one = harm.group
    if harm.at is None or not one.first <= harm.at <= one.last:
        return False
    lead = items[one.first : harm.at + 2]
    called = any("called" in x.tags for x in items[one.first : one.last])
    return called or any(not {"person", "clause"}.isdisjoint(x.tags) for x in lead)


def _of_the_dead(items: list[Item], harm: Harm, at: int) -> bool:
    """Is a harm told of some of those it befell: "among the dead", "two of the civilians killed"?"""
    lead = at - 1
    while (
        lead > 0
        and at - lead <= 2
        and "filler" in items[lead].tags
        and "of" not in items[lead].tags
    ):
        lead -= 1
    if lead >= 0 and "among" in items[lead].tags:
        return True
    group = harm.group
    follow = items[at + 1].tags if at + 1 < len(items) else {}
    if (
        group.last == at - 1
        and "aux" not in follow
        and "inflicted" not in forms_of(items[at], harm.measure)
    ):
        return False
    if group.last == at - 1:
        return any("of" in x.tags for x in items[group.first + 1 : group.noun or group.first])
    return group.first == group.last == lead - 1 and "of" in items[lead].tags
