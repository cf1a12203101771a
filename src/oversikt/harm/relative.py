"""Who people are to others: the object of the clause that tells on of them ("a student whom the militia
killed"), or relatives whom somebody lost.
"""

from oversikt.harm.harm import HURT, Word
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

#: What begins a clause with a subject of its own, and what tells something in it.
_VERBLESS = frozenset({"count", "filler", "person", "own", "pronoun", "say"})
_TOLD = frozenset({"say", "say_after", "cite"})


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


def head_of(items: list[Item], groups: list[Group], word: Word) -> Group | None:
    """Return those of whom a clause with people of its own tells more before their verb: "a driver who
    stopped to help two women was killed"; None where no such clause stands there.

    The clause has had its verb, so the next one is that of the people before it.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people before the verb.
        word: The verb.
    """
    stop = word.at
    while stop and "aux" in items[stop - 1].tags:
        stop -= 1
    passive = stop < word.at or "inflicted" not in word.forms
    if "suffered" not in word.forms or not passive or len(groups) < 2:
        return None
    end = stop - (items[stop - 1].word == ",")
    at = next((k for k in range(end - 1, 0, -1) if "clause" in items[k].tags), 0)
    if end < stop and (aside := _aside(items, groups, end)) > at:
        at = aside
    inside = items[at + 1 : end]
    enclosed = end < stop and "," in (items[at - 1].word, items[at].word[0])
    if not at or not inside or not (enclosed or _VERBLESS.isdisjoint(inside[0].tags)):
        return None
    if any(not x.word[0].isalnum() or not _TOLD.isdisjoint(x.tags) for x in inside):
        return None
    last = at - 1 - (items[at - 1].word == ",")
    within = [g for g in groups if g.first > at]
    head = next((g for g in groups if g.last == last and within), None)
    return None if head is None or _next_subject(items, head, within[-1], stop) else head


def _next_subject(items: list[Item], head: Group, other: Group, stop: int) -> bool:
    """Does "and" lead to others who stand right before the verb: "who attacked the jail, and 80 prisoners
    were arrested"?
    """
    led = "and" in items[other.first - 1].tags and other.last + 1 == stop
    return led and other.kind == "counted" and head.count.high != 1


def _aside(items: list[Item], groups: list[Group], end: int) -> int:
    """Return where an article opens what commas enclose after people: "ein Mann, der zwei Frauen helfen
    wollte,", "a man, the father of two girls,"; 0 where none does.
    """
    for group in reversed(groups):
        lead = items[group.last + 1 : group.last + 3]
        if len(lead) == 2 and lead[0].word == "," and group.last + 2 < end:
            led = "filler" in lead[1].tags and not {"count", "own"} & lead[1].tags.keys()
            alone = all("and" not in x.tags for x in items[group.last + 2 : end])
            return group.last + 2 if led and alone and group.kind != "name" else 0
    return 0
