"""Who people are to others: the object of the clause that tells on of them ("a student whom the militia
killed"), or relatives whom somebody lost.
"""

from oversikt.harm.harm import HURT, Word
from oversikt.people.people import Group, of_kin
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: So many words may lead from the pronoun to the verb.
_LONGEST = 8
#: So near its verb stands an object of its own.
_OBJECT = 2
_VIOLENCE = {"cause", "date_attack", "violence"}
#: So much of where and how stands between the verb and whom it cost, and none of these.
_PLACED, _NO_OBJECT = 4, {"person", "count", "clause", "harm", "and"}
_AGENTS = {"actor", "speaker", "person", "cause"}
#: What may stand before an object that opens its clause.
_BEFORE_OBJECT = {"and", "clause"}
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


def object_before(items: list[Item], groups: list[Group], word: Word, pack: Pack) -> Group | None:
    """Return the people right before an active verb whose form tells that they are its object: "Таксиста
    убили двое пассажиров", "den Priester entführten vier Bewaffnete"; None where none are.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people around the verb.
        word: The verb.
        pack: The language's pack, which tells the forms of objects.
    """
    if "inflicted" not in word.forms:
        return None
    group = next((g for g in groups if g.last == word.at - 1), None)
    if group is None or group.noun is None:
        return None
    start = group.first - 1
    lead = items[start].low if start >= 0 else ""
    start -= lead in pack.object_words
    start -= start >= 0 and items[start].low in pack.object_words
    before = items[start] if start >= 0 else None
    opens = (
        before is None or not before.word[0].isalnum() or not _BEFORE_OBJECT.isdisjoint(before.tags)
    )
    led = lead in pack.object_words or items[group.first].low in pack.object_words
    if "suffered" in word.forms:  # a participle: "die einen Jugendlichen erschossen hatten"
        return group if led and group.count.high == 1 else None
    return group if opens and (led or _accusative(items[group.noun].low, pack)) else None


def acts_on(items: list[Item], group: Group, word: Word) -> bool:
    """Do people right after a verb with its object before it do what it tells?

    Args:
        items: Marked items with quantities counted.
        group: A group of people.
        word: The verb.
    """
    gap = items[word.last + 1 : group.first]
    return word.last < group.first and len(gap) <= _OBJECT and all(x.word.isalpha() for x in gap)


def _accusative(low: str, pack: Pack) -> bool:
    """Does a noun end as one person does who is an object, and is there such a noun: "таксиста"?"""
    for ending, nominatives in pack.object_endings.items():
        stem = low.removesuffix(ending)
        if stem == low:
            continue
        for nominative in nominatives:
            node = pack.words.get(stem + nominative)
            persons = node.tags.get("person", ()) if node is not None and node.tags else ()
            if any(p.number == "one" for p in persons):
                return True
    return False


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
