"""Whether people told of now are some of those whom the report has told dead or hurt before.

A source that gives another toll tells it of plain people: "12 dead", "nine civilians". One person,
children, siblings, members of a family after such a toll are some of its people, unless the sentence
sets another day or place.
"""

from collections.abc import Sequence

from oversikt.claims.making import Draft
from oversikt.claims.told import Told, elsewhere
from oversikt.harm.harm import HURT, Harm
from oversikt.people.people import ARMED, STATUSES, Group
from oversikt.people.quantities import Count
from oversikt.records import Place
from oversikt.sentences.sentence import Sentence
from oversikt.sentences.times import Time
from oversikt.words.marks import Item
from oversikt.words.pack import Person

#: So many claims back people told of now are looked for.
_REMEMBERED = 200
#: So near before people and what befell them "also" stands, or "besides them" and a comma.
_BESIDE = 3
_VERBS = frozenset({"suffered", "suffered_late", "fallen", "inflicted", "lost"})
#: Who is told after a colon stands this near to it.
_AFTER_COLON = 3
#: So many words after people their family is named: "six members of the Haddad family".
_FAMILY = 7


def told_on(items: list[Item], harm: Harm) -> bool:
    """May a harm's one person be of those told before: named, the kin of somebody, or "he"?

    Args:
        items: Marked items of the sentence.
        harm: One of its harms.
    """
    if harm.group.kind in ("definite", "pronoun"):
        return True
    named = any(m.names for m in harm.members)
    return len(harm.members) == 1 and harm.group.count.low == 1 and (named or _owned(items, harm))


def both_told(items: list[Item], harm: Harm, before: Sequence[Draft]) -> bool:
    """Do "both" or "all five" alone stand for those told before: "обоє госпіталізовані", "five were
    killed. All five were shot"?

    Args:
        items: Marked items of the sentence.
        harm: One of its harms.
        before: The claims told right before.
    """
    group = harm.group
    number = items[group.first].tags.get("fixed")
    if number is None or number < 2 or group.person is not None or len(harm.members) > 1:
        return False
    same = {harm.measure, *(("killed", "bodies_found") if harm.measure in HURT else ())}
    return any(d.measure in same and d.count.low == d.count.high == number for d in before)


def told_after_colon(items: list[Item], harm: Harm, before: Sequence[Draft]) -> bool:
    """Does a colon only lead to more of one person told hurt before it: "Поранено й водія: чоловіка
    50 років доправили до лікарні"?

    Args:
        items: Marked items of the sentence.
        harm: One of its harms.
        before: The claims that the sentence has told before.
    """
    last = before[-1] if before else None
    if last is None or last.measure != harm.measure or len(before) > 1:
        return False
    one = len(harm.members) == 1 and harm.group.count.low == harm.group.count.high == 1
    known = len(last.harm.members) == 1 and last.count.low == last.count.high == 1
    lead = items[max(last.harm.group.last + 1, harm.group.first - _AFTER_COLON) : harm.group.first]
    return one and known and any(x.word == ":" for x in lead)


def besides(items: list[Item], harm: Harm) -> bool:
    """Do words tell a harm's people as others than those told before: "a resident also died", "mit ihm
    starb sein Fahrer", "another woman was killed"?

    Args:
        items: Marked items of the sentence.
        harm: One of its harms.
    """
    if harm.partitive or harm.part_of is not None or harm.form not in _VERBS:
        return False
    at = harm.group.first if harm.at is None else harm.at
    first, last = min(at, harm.group.first), max(at, harm.group.last)
    told = items[max(0, first - _BESIDE) : last]
    if any("among" in x.tags for x in told):
        return False  # "a doctor was also among those killed"
    another = harm.group.another and len(harm.members) == 1 and harm.group.count.high == 1
    return another or any("also" in x.tags for x in told)


def may_hold(items: list[Item], whole: Draft, harm: Harm) -> bool:
    """May those told as others still be some of a whole: named, of its family, or of plain people, "12
    dead", and not of a kind of their own, "three firefighters"?

    Args:
        items: Marked items of the sentence.
        whole: The claim of an earlier sentence.
        harm: What befell the others.
    """
    person = whole.harm.group.person
    if person is None or not (_told_apart(person) or person.status in STATUSES):
        return True
    return _owned(items, harm) or any(
        m.names or _of_family(items, m) or "relative" in items[m.noun or m.first].tags
        for m in harm.members
    )


def some_told(items: list[Item], harm: Harm) -> bool:
    """Do its words tell a harm's people as some of more: one, named, of a sex, an age, a family?

    Args:
        items: Marked items of the sentence.
        harm: One of its harms.
    """
    if harm.form == "toll" or harm.group.kind == "number":
        return False
    return (
        harm.group.kind in ("one", "name", "definite", "bare", "pronoun")
        or any(m.names or (m.person and _told_apart(m.person)) for m in harm.members)
        or _owned(items, harm)
        or any(m.noun is not None and "relative" in items[m.noun].tags for m in harm.members)
        or any(_of_family(items, m) for m in harm.members)
    )


def _told_apart(person: Person) -> bool:
    """Does a noun tell people of a sex, an age or a family, and not just anybody?"""
    return bool(person.sex or person.age) or person.unit == "household"


def _owned(items: list[Item], harm: Harm) -> bool:
    """Does a possessive stand before people or among their words: "his son", "nine of her cousins"?"""
    return any(m.owned for m in harm.members) or any(
        "own" in x.tags for m in harm.members for x in items[max(0, m.first - 1) : m.last + 1]
    )


def _of_family(items: list[Item], group: Group) -> bool:
    """Are people told by their family: "six members of the Haddad family"?"""
    if group.count.kind == "vague" or group.person is None:
        return False
    noun = group.last if group.noun is None else group.noun
    for item in items[noun + 1 : noun + 1 + _FAMILY]:
        if any(p.unit == "household" for p in item.tags.get("person", ())):
            return True
        if item.word in ",.;:(" or "harm" in item.tags or "clause" in item.tags:
            return False
    return False


def holding(harm: Harm, count: Count, told: Told, number: int) -> Draft | None:
    """Return the last claim of an earlier sentence that tells more people than a harm, if any.

    Args:
        harm: The harm.
        count: How many it tells.
        told: What the report has told so far.
        number: The sentence's number in the report.
    """
    if told.headed >= 0:
        return None  # in a round-up each line has people of its own
    size = count.high or count.low or 0
    for one in reversed(told.drafts[-_REMEMBERED:]):
        if (
            one.measure == harm.measure
            and one.part_of is None
            and one.scope != "period"
            and one.modality in ("asserted", "possible")
            and one.sentence < number
            and (one.count.low or 0) > size
        ):
            return one
    return None


def others(known: Draft, harm: Harm, time: Time | None, place: Place | None) -> bool:
    """Do a sentence's day or place, or who they are, set its people apart from those of a claim?

    Args:
        known: The claim of an earlier sentence.
        harm: The harm.
        time: The time of the sentence.
        place: The place that it names.
    """
    if elsewhere(known, time, place):
        return True
    if known.placed and None not in (place, known.place) and place != known.place:
        return True
    return unlike(known, harm)


def unlike(known: Draft, harm: Harm) -> bool:
    """Is a harm's person of another status than those of a claim, "the gunman" and five civilians, or
    the attacker himself: "three people were killed before the gunman was shot dead"?
    """
    person = harm.group.person
    status = STATUSES.get(person.status) if person is not None else None
    attacker = status == "militant" and harm.group.kind == "definite" and known.status == "unknown"
    plain = person is not None and person.status == "unknown" and bool(person.sex or person.age)
    if plain and harm.group.kind == "one" and not harm.partitive and known.status in ARMED:
        return True  # "four policemen were shot. A woman was killed"
    return attacker or (status is not None and known.status not in (status, "unknown", "mixed"))


def he_did_it(sentence: Sentence, harm: Harm) -> bool:
    """Is "he" the attacker of whose deed the clause before tells: "the attacker stabbed four people
    before he was shot dead"?

    Args:
        sentence: The sentence.
        harm: What befell him.
    """
    group, at = harm.group, harm.at
    if group.kind != "pronoun" or at is None or sentence.actor is None:
        return False
    items = sentence.items
    first = next((g for g in sentence.groups if g.last < group.first), None)
    if first is None or first.person is None or first.person.status != "militant":
        return False
    parted = any("clause" in x.tags for x in items[max(0, group.first - 2) : group.first])
    return first.count.low == 1 and parted
