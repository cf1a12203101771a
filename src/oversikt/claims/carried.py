"""Groups whose harm an earlier sentence tells: "They are 116", "Of them, 12 were children"."""

from itertools import takewhile

from oversikt.claims.making import Draft
from oversikt.claims.told import Told
from oversikt.harm.harm import Harm, after_part
from oversikt.harm.rivals import alike
from oversikt.people.identity import led_by_head
from oversikt.people.people import Group
from oversikt.people.speech import speaks
from oversikt.words.marks import Item

#: So many words after the head of a sentence "they are" may stand.
_HEAD = 4
#: Groups that a list of victims may have.
_LISTED = {"name", "one", "counted"}
_AMONG = ("number", "counted", "dual", "one", "bare")
#: So many words are the verb after "among the victims".
_VERB = 3
#: So many words lead from a word of speech to who speaks after it.
_SAID = 6
#: So many words lead from "the figure" to it; a thing that is counted is no victim.
_FIGURE, _OTHER_FIGURE = 4, frozenset({"unit", "object", "person", "time_unit", "animal"})
#: What tells that people are none of those, or of others: "twelve of them were rescued".
_NO_MORE = frozenset({"harm", "hypothetical", "rescued"})
#: What leads to a list of them, and so many sentences back those listed are told.
_LEADS, _BACK = frozenset({"called", "copula"}), 4


def carried(items: list[Item], groups: list[Group], told: Told, number: int) -> list[Harm]:
    """Return the harms of a sentence without a word of harm, as the sentence before it tells them.

    Its groups are victims where they are called so, are some "of them" or "others" beside them, or
    are all that the sentence tells ("They are 116", "The correct figure is nine").

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        told: What the report has told so far.
        number: The sentence's number in the report.
    """
    if found := _identified(items, groups, told, number):
        return found
    near = takewhile(lambda draft: draft.sentence >= number - 1, reversed(told.drafts))
    last = [d for d in near if d.sentence == number - 1]
    if any("figure" in x.tags for x in items) and not any("harm" in x.tags for x in items):
        return _corrected(items, groups, last)
    before = [d for d in last if d.modality == "asserted"]
    measures = {d.measure for d in before if d.count.low != 0}
    if len(measures) != 1:
        return []  # of the killed and the wounded either may be meant
    if any(not _NO_MORE.isdisjoint(x.tags) for x in items):
        return []
    measure = measures.pop()
    if measure == "killed" and any("degree" in x.tags for x in items):
        return []  # "four men were hit, one critically": nobody dead
    listed: Group | None = None
    for k, group in enumerate(groups):
        named = any("victim" in x.tags for x in items[group.first : group.last + 1])
        among = _among(items, group) or (listed is groups[k - 1] and group.joined)
        some = group.partitive or among or (group.first < _HEAD and after_part(items, group))
        least = 1 if some and not named else 2
        kinds = _AMONG if among else ("number", "counted")
        if (group.count.low or 0) < least or group.kind not in kinds or group.weak:
            continue
        if some and _tells(items, group):
            continue
        if named or some:
            listed = group if among else None
            found.append(Harm(measure, group, None, "carried", 8.0, [group], partitive=True))
        elif _all(items, group) or _others(items, group):
            found.append(Harm(measure, group, None, "carried", 8.0, [group]))
    return found


def _corrected(items: list[Item], groups: list[Group], last: list[Draft]) -> list[Harm]:
    """A number alone that a sentence gives for those told before: "The correct figure is nine", "Local
    media put the number at 17".
    """
    wholes = [d for d in last if d.part_of is None and d.count.low]
    if len({d.measure for d in wholes}) != 1 or len(groups) != 1:
        return []
    group, known = groups[0], wholes[0]
    lead, after = items[: group.first], items[group.last + 1 : group.last + 2]
    at = max((k for k, x in enumerate(lead) if "figure" in x.tags), default=-1)
    told = at >= 0 and len(lead) - at <= _FIGURE and (not after or after[0].word in ".,;")
    if not told or group.kind != "number" or not alike(known.count, group.count):
        return []
    if any(not _OTHER_FIGURE.isdisjoint(x.tags) and "figure" not in x.tags for x in lead):
        return []
    return [Harm(known.measure, group, at, "carried", 8.0, [group])]


def _tells(items: list[Item], group: Group) -> bool:
    """Do some of those told before only speak: "a déclaré l'un d'eux", "one of them said"?"""
    lead = items[max(0, group.first - _SAID) : group.first]
    return speaks(items, group) or any("say" in x.tags for x in lead)


def _among(items: list[Item], group: Group) -> bool:
    """Is a group some of those told before, at the head of a sentence: "Among the victims are two"?"""
    at = group.first
    while at > 1 and group.first - at < _VERB and "part" not in items[at - 1].tags:
        tags = items[at - 1].tags
        if tags and not {"aux", "filler", "copula"} & tags.keys():
            return False
        at -= 1
    head = all(not x.word[0].isalnum() or "and" in x.tags for x in items[: max(0, at - 1)])
    return at > 0 and head and "part" in items[at - 1].tags


def _identified(items: list[Item], groups: list[Group], told: Told, number: int) -> list[Harm]:
    """The list of those whom "the victims were identified as" or "they are" names, as parts of those
    told last, a few sentences before.
    """
    at, k = _naming(items, groups)
    victims = any("victim" in x.tags for x in items[: at + 1])
    last = told.drafts[-1] if told.drafts else None
    if at < 0 or last is None or number - last.sentence > _BACK or (at >= _HEAD and not victims):
        return []
    first, members = k, groups[k : k + 1]
    while members and k + 1 < len(groups) and groups[k + 1].joined:
        k += 1
        members.append(groups[k])
    if not members or not all(m.kind in _LISTED and m.measure is None for m in members):
        return []
    if not all(x.word[0].isalnum() for x in items[at + 1 : members[0].first]):
        return []
    all_named = len(members) == last.count.low and all(m.names for m in members)
    if not victims and (len(members) < 2 or not all_named or any(g.person for g in groups[:first])):
        return []
    before = [d for d in takewhile(lambda d: d.sentence == last.sentence, reversed(told.drafts))
              if d.modality == "asserted" and d.count.low != 0]  # fmt: skip
    if len({d.measure for d in before}) != 1:
        return []  # of the killed and the wounded either may be meant
    return [Harm(last.measure, members[0], None, "carried", 8.0, members, partitive=True)]


def _naming(items: list[Item], groups: list[Group]) -> tuple[int, int]:
    """Return the word that leads to who those told before are, "are", "identified as", and the first
    group right after it; -1 where none does.
    """
    found = -1, -1
    for at, x in enumerate(items):
        if _LEADS.isdisjoint(x.tags) and not ("tail" in x.tags and led_by_head(items[:at])):
            continue
        near = (
            k for k, g in enumerate(groups) if 0 <= g.first - at - 1 < _HEAD and g.kind in _LISTED
        )
        k = next(near, -1)
        if k >= 0 and found[1] in (-1, k):
            found = at, k
    return found


def _all(items: list[Item], group: Group) -> bool:
    """Is a group all that a clause tells: "they are 116", "that they were 34"?"""
    at = group.first - 1
    copula = at >= 0 and "copula" in items[at].tags
    lead = items[at - 1] if at > 0 else None
    opens = at < _HEAD or (lead is not None and "clause" in lead.tags)
    return copula and opens


def _others(items: list[Item], group: Group) -> bool:
    """Are these others in another place: "another 16 were found in B"?"""
    led = items[group.first - 1].tags if group.first else {}
    tagged = "another" in led or "another" in items[group.first].tags
    return tagged and group.person is None
