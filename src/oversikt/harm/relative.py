"""Who people are to others: the object of the clause that tells on of them ("a student whom the militia
killed"), or relatives whom somebody lost.
"""

from oversikt.harm.harm import HURT
from oversikt.people.people import Group, of_kin
from oversikt.words.marks import Item

#: So many words may lead from the pronoun to the verb.
_LONGEST = 8
#: So near its verb stands an object of its own.
_OBJECT = 2
_VIOLENCE = {"cause", "date_attack", "violence"}
#: So much of where and how stands between the verb and whom it cost, and none of these.
_PLACED, _NO_OBJECT = 4, {"person", "count", "clause", "harm", "and"}
_AGENTS = {"actor", "speaker", "person", "cause"}
_OPENS = {"harm", "say", "and", "clause"}


def whom(items: list[Item], groups: list[Group], group: Group, at: int, last: int) -> bool:
    """Are people the object of an active verb in the clause that follows them?

    A pronoun that is none but an object tells it ("whom", "den", "qu'"); of one that may be subject or
    object the order does, where nothing else can stand between it and the verb: "som militsen drepte",
    but "som drepte tre".

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        group: People before the verb.
        at: Position of the verb.
        last: Its last item.
    """
    lead = items[group.last + 1 : at]
    lead = lead[1:] if lead and lead[0].word == "," else lead
    if not lead or len(lead) > _LONGEST or "clause" not in lead[0].tags:
        return False
    between = lead[1:]
    if any(not x.word[0].isalnum() or not _OPENS.isdisjoint(x.tags) for x in between):
        return False
    if "whom" in lead[0].tags:
        return True
    led = "whom_or_who" in lead[0].tags and any(not _AGENTS.isdisjoint(x.tags) for x in between)
    return led and not any(0 < g.first - last <= _OBJECT for g in groups)


def lost_kin(items: list[Item], group: Group, last: int) -> bool:
    """Are people relatives whom somebody lost in an attack: "lost both parents in the strike"?

    Args:
        items: Marked items with quantities counted.
        group: People after the verb.
        last: The verb's last item.
    """
    person = group.person
    if person is None or group.first <= last or person.status != "unknown":
        return False
    gap = items[last + 1 : group.first]
    if len(gap) > _PLACED or any(not _NO_OBJECT.isdisjoint(x.tags) for x in gap):
        return False
    if not any(_violent(x) for x in items):
        return False  # of age, of illness
    own = group.owned or of_kin(items, group)
    return own or person.sex is not None or "fixed" in items[group.first].tags


def _violent(item: Item) -> bool:
    """Does a word tell of an attack or of others hurt: "nous avons perdu 92 hommes et 47 sont blessés"?"""
    hurt = any(measure in HURT for measure, _ in item.tags.get("harm", ()))
    return hurt or not _VIOLENCE.isdisjoint(item.tags)
