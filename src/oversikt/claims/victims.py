"""Who and how many the victims of a claim are: the sum of its groups, their status, sex and age."""

from oversikt.harm.harm import Harm
from oversikt.people.ages import ages_told
from oversikt.people.people import STATUSES, Group
from oversikt.people.quantities import Count
from oversikt.records import VictimStatus
from oversikt.words.marks import Item
from oversikt.words.pack import Age, Sex

#: Who is younger is a child (Convention on the Rights of the Child, article 1).
_ADULT = 18
#: So many words on from who does it begins what he does to somebody.
_SUBJECT = 2
_ENDINGS: tuple[tuple[Sex, str], ...] = (("female", "told_female"), ("male", "told_male"))


def people_of(
    items: list[Item], members: list[Group], before: VictimStatus
) -> tuple[VictimStatus, Sex, Age]:
    """Return status, sex and age group of the people of a claim.

    Args:
        items: Marked items of the sentence.
        members: The coordinated groups that the claim sums.
        before: The status of those told before, whom "others" are like.
    """
    statuses: set[VictimStatus] = set()
    for member in members:
        status: VictimStatus = "unknown"
        if member.person is not None and member.person.status == "mixed":
            status = "mixed"
        elif member.person is not None:
            status = STATUSES.get(member.person.status, "unknown")
        for adjective in member.adjectives:
            status = "civilian" if adjective == "child" else STATUSES.get(adjective, status)
        if (
            member.person is None
            and not member.adjectives
            and (member.anaphoric or member.kind == "anaphor")
        ):
            status = before
        if status == "unknown" and _age(items, member) == "child":
            status = "civilian"  # "his 17-year-old sister"
        statuses.add(status)
    both: VictimStatus = "mixed"
    if len(statuses) == 1:
        both = next(iter(statuses))
    elif statuses == {"unknown", "civilian"}:
        both = "civilian"
    sexes = {_sex(items, m) for m in members}
    ages = {_age(items, member) for member in members}
    return both, sexes.pop() if len(sexes) == 1 else None, ages.pop() if len(ages) == 1 else None


def _age(items: list[Item], member: Group) -> Age:
    """The age group of a group's people: by the ages told of them, else by their noun."""
    counted = member.kind in ("counted", "number", "anaphor")
    told = ages_told(items, member.first + counted, member.last, single=not counted)
    if told and (max(told) < _ADULT or min(told) >= _ADULT):
        return "child" if max(told) < _ADULT else "adult"
    if "child" in member.adjectives:
        return "child"
    return member.person.age if member.person else None


def _sex(items: list[Item], member: Group) -> Sex:
    """The sex that an adjective ("male"), the noun or what agrees with it ("una menor") tells."""
    if "female" in member.adjectives:
        return "female"
    if "male" in member.adjectives:
        return "male"
    if member.person is None or member.person.sex or member.noun is None:
        return member.person.sex if member.person else None
    if member.count.low != 1 or "unsexed" in items[member.noun].tags:
        return None
    lead = items[max(0, member.first - 1) : member.first + 1]
    if any("feminine" in x.tags for x in lead):
        return "female"
    end = member.last + 1
    while end < len(items) and items[end].tags.keys() == {"place"}:
        end += 1  # "житель Суджи погиб"
    beside = items[max(0, member.first - 1) : end + 1]
    sexes = {sex for sex, tag in _ENDINGS for x in beside if tag in x.tags}
    return sexes.pop() if len(sexes) == 1 else None


def total_of(members: list[Group]) -> Count | None:
    """Return the count of a harm: that of its group, or the sum of coordinated groups.

    Args:
        members: The groups; there is at least one.

    Returns:
        The sum; a lower bound where a group tells no number or no upper end.
    """
    counts = [m.count for m in members]
    if len(counts) == 1:
        return counts[0]
    known = [c for c in counts if c.low is not None and c.quantifier != "none"]
    if not known:
        return counts[0]
    if any(c.quantifier == "magnitude" for c in known):
        return known[0]
    low = sum(c.low or 0 for c in known)
    if len(known) < len(counts) or any(c.high is None for c in known):
        return Count("at_least", low, None, "words")
    high = sum(c.high or 0 for c in known)
    if low == high:
        about = any(c.quantifier == "about" for c in known)
        return Count("about" if about else "exact", low, high, "words")
    if low == 0:
        return Count("at_most", 0, high, "words")
    return Count("range", low, high, "words")


def _does(items: list[Item], group: Group, verb: int) -> bool:
    """Do people stand right before a verb of what they do?"""
    gap = items[group.last + 1 : verb]
    return len(gap) < _SUBJECT and group.last < verb and not any("and" in x.tags for x in gap)


def kind_before(
    items: list[Item], harms: list[Harm], groups: list[Group], group: Group
) -> VictimStatus | None:
    """Return the status of the people told last before a group in its sentence: of those harmed,
    where any are, and not of who harmed them.

    Args:
        items: Marked items of the sentence.
        harms: What befell whom in it.
        groups: Its groups, in order.
        group: One of them: "others" are like those before.
    """
    status: VictimStatus | None = None
    harmed = [m for h in harms for m in h.members if m.first < group.first]
    start = min([h.at for h in harms if h.group is group and h.at is not None], default=0)
    start = min(start, group.first)
    for other in sorted(harmed, key=lambda m: m.first) or groups:
        if other.first >= group.first:
            break
        if group.kind == "pronoun" and other.count.high != 1:
            continue  # "deputies returned fire, killing him"
        if group.kind == "pronoun" and group.weak and _does(items, other, start):
            continue  # "a gunman shot him"
        told = (
            [other.person.status]
            if other.person
            else [a for a in other.adjectives if a in STATUSES]
        )
        if told and not other.anaphoric:
            status = STATUSES.get(told[0], "unknown")
    return status


def told_beside(items: list[Item], at: int) -> VictimStatus:
    """Return the status in or right after a word of harm: "civilian deaths", "deaths of soldiers".

    Args:
        items: Marked items of the sentence.
        at: Position of the word of harm.
    """
    if "harm" not in items[at].tags:
        return "unknown"  # who tells another figure: "the government of 34"
    for item in items[at : at + 4]:
        if (
            item.word in ",.;:"
            or "count" in item.tags
            or ("harm" in item.tags and item is not items[at])
        ):
            break
        if item.tags.get("adj") in STATUSES:
            return STATUSES[item.tags["adj"]]
        for person in item.tags.get("person", ()):
            if person.status in STATUSES and person.number == "many":
                return STATUSES[person.status]
        if item is not items[at] and not (
            "filler" in item.tags or "of" in item.tags or "in" in item.tags
        ):
            break
    return "unknown"
