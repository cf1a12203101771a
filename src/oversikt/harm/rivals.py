"""Figures that another source gives for a harm told before: "… 12 were killed, the mayor said 14"."""

from oversikt.harm.harm import Harm
from oversikt.people.people import Group
from oversikt.people.quantities import Count
from oversikt.people.speech import SPEECH, said
from oversikt.words.marks import Item

#: So many words may part another source's figure from the harm before it, or from its source.
_LONGEST, _SOURCE = 12, 4
#: Two sources that tell of one harm differ at most so many times.
_TIMES = 4
_CUTS = frozenset({"clause", "and"})
_OTHER = frozenset({"harm", "neg", "unit", "month", "weekday", "time_unit"})
_OF, _THING = frozenset({"of", "filler"}), frozenset({"object", "figure", "unit"})
_PEOPLE = frozenset({"person", "place", "place_kind", "speaker"})
#: A sign, who tells it, and the word that leads to the figure.
_ECHO = 3
_PAUSES = "-–—,"
_NO_NUMBER = ("vague", "article")
#: Kinds of groups whose number another source may tell.
_COUNTED = {"counted", "number", "dual"}


def rivals(items: list[Item], groups: list[Group], found: list[Harm], taken: set[int]) -> None:
    """Give a bare number that another source tells the harm told before it.

    "Police said 12 people were killed, while the hospital put the figure at 14", "neuf morts selon
    la police, onze selon la mairie": one harm, of which two figures are told.

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        found: The harms found; those of other sources are added.
        taken: Positions of groups that have a harm.
    """
    for k, group in enumerate(groups):
        if k in taken or group.partitive or group.weak:
            continue
        earlier = [h for h in found if h.end < group.first and h.group.kind in _COUNTED]
        last = max(earlier, key=lambda h: h.end, default=None)
        if last is None or last.part_of is not None:
            continue
        gap = items[last.end + 1 : group.first]
        if group.kind != "number" and not _cited(group, gap):
            continue
        if not alike(last.group.count, group.count) and not _echoes(items, last.group, gap):
            continue
        after = items[group.last + 1 : group.last + 1 + _SOURCE]
        echoes = _echoes(items, last.group, gap)
        source = _before(gap, echoes=echoes) if _closed(after) else 0
        if source and "speaker" in gap[-1].tags and not said(items[: last.end + 1]):
            source = 0  # "police killed 40, the army 120"
        at = group.first - source if source else group.last + 1
        if source or (_parted(gap) and _follows(after)):
            found.append(Harm(last.measure, group, at, last.form, 6.0, [group]))
            taken.add(k)


def alike(one: Count, other: Count) -> bool:
    """Are two numbers near enough to be figures for the same people?

    Args:
        one: A number told of them.
        other: Another.
    """
    first, second = one.low or one.high or 0, other.low or other.high or 0
    return 0 < first <= second * _TIMES and second <= first * _TIMES


def _cited(group: Group, gap: list[Item]) -> bool:
    """Does only another source lead to plain people: "laut Polizei starben zwölf, laut Augenzeugen
    zwanzig Menschen"?
    """
    person = group.person
    plain = person is not None and person.status == "unknown" and not (person.sex or person.age)
    bare = all(not {"cite", "speaker"}.isdisjoint(x.tags) or "filler" in x.tags for x in gap[1:])
    return (
        group.kind == "counted" and plain and len(gap) >= _ECHO and gap[0].word == ","
        and "cite" in gap[1].tags and bare and "speaker" in gap[-1].tags
    )  # fmt: skip


def _echoes(items: list[Item], first: Group, gap: list[Item]) -> bool:
    """Does the word that leads to the first figure lead to the second too, behind who tells it: "die
    Opposition spricht von 200 Toten, die Regierung von 34"?
    """
    lead = items[first.first - 1] if first.first else None
    if lead is None or "count" in lead.tags or len(gap) < _ECHO or not gap[-1].word.islower():
        return False
    return gap[-1].low == lead.low.rpartition(" ")[2]


def _closed(after: list[Item]) -> bool:
    """Does a clause end right after a number?"""
    return not after or after[0].word in ".,;)" or _cuts(after[0])


def _before(gap: list[Item], *, echoes: bool) -> int:
    """How many words before a number the other source stands that leads to it, ", while officials put
    the figure at"; 0 where none does.
    """
    at = max((p for p, x in enumerate(gap) if "speaker" in x.tags), default=-1)
    cut = next((p for p, x in enumerate(gap) if x.word in ",;–—" or _cuts(x)), -1)
    alone = at == len(gap) - 1 and at - cut > 2  # but ", the opposition 120"
    if len(gap) > _LONGEST or not 0 <= cut < at or alone or _tells(gap):
        return 0
    lead = gap[at + 1 :]
    noun = any(x.word.islower() and x.tags.keys() <= _THING for x in lead)  # "put the figure at"
    if any(
        x.capital or not _PEOPLE.isdisjoint(x.tags)
        or ("in" in x.tags and "of" not in x.tags and not noun)
        for x in lead
    ):  # fmt: skip
        return 0
    told = any(not SPEECH.isdisjoint(x.tags) for x in (*gap[cut:at], *lead))
    bare = echoes or all(x.word in _PAUSES or not _OF.isdisjoint(x.tags) for x in lead)
    return len(gap) - at if told or bare else 0


def _tells(gap: list[Item]) -> bool:
    """Do words tell of a harm, a time or a number of its own instead?"""
    return any(
        not _OTHER.isdisjoint(x.tags)
        or ("count" in x.tags and x.tags["count"].kind not in _NO_NUMBER)
        for x in gap
    )


def _cuts(item: Item) -> bool:
    return not _CUTS.isdisjoint(item.tags)


def _parted(gap: list[Item]) -> bool:
    """Does only a comma or "and", or what the first source says, part a number from a harm?"""
    closed = 0 < len(gap) <= _LONGEST and (gap[-1].word in ",;(" or _cuts(gap[-1]))
    return closed and not _tells(gap)


def _follows(after: list[Item]) -> bool:
    """Does "according to" and who says so follow a number?"""
    return len(after) > 1 and "cite" in after[0].tags and any("speaker" in x.tags for x in after)
