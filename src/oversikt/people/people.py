"""A group of people, and the noun that tells who they are."""

from dataclasses import dataclass, field

from oversikt.people.quantities import Count, bounded
from oversikt.records import Measure, VictimStatus
from oversikt.words.lexicon import Tags
from oversikt.words.marks import Item
from oversikt.words.pack import Person

#: Victim statuses of those who bear arms.
ARMED = frozenset({"militant", "security_forces"})
STATUSES: dict[str, VictimStatus] = {
    "civilian": "civilian", "security_forces": "security_forces", "militant": "militant",
}  # fmt: skip

#: What a count may be of that is nobody.
_THINGS = frozenset({
    "unit", "object", "troops", "animal", "km2", "age", "time_unit", "anaphoric",
})  # fmt: skip
#: What is counted beside people, where no people follow.
_ATTACKS = frozenset({"date_attack", "date_attacks", "place_kind"})
_STOPS = {".", ";", ":", ",", "(", ")", "!", "?", "–", "—"}
#: What follows a nationality that is an adjective: "an Iraqi soldier", "an Israeli airstrike".
_AFTER_NATION = {"person", "object", "troops", "cause", "adj"}
#: Names of victims, and of deeds, that count by themselves: "شهيدان", "a triple murder".
VICTIMS_OF = {"victims_one": 1, "victims_two": 2}
DEEDS_OF = {"deed_two": 2, "deed_three": 3, "deed_four": 4, "deed_five": 5}
VICTIMS = {"victims", "victims_some", *VICTIMS_OF}
#: What befalls people alone: cars are hit and houses struck, but who is killed has lived.
_MORTAL, _KILLING = ("killed", "suffered"), ("killed", "inflicted")
_LONGEST_TRADE = 3
#: What follows a noun of those that something befalls.
_SUFFERS = frozenset({"harm", "aux", "neg", "relative"})
#: Kinds of groups of one person, told by a name or a noun.
ONE = frozenset({"name", "one", "bare", "definite"})
#: One of whom nothing is told but a noun that no pack knows.
SOMEONE = Person("unknown", "one")


@dataclass(slots=True)
class Group:
    """People whom some words name, with how many they are.

    ``first`` and ``last`` are positions of items, inclusive. ``kind``: ``counted`` (with number or
    vague word), ``one`` (article and noun), ``definite`` (a singular noun that is told before or by
    its article), ``bare`` (a singular noun of a language without articles), ``dual``, ``name``, ``plural`` (a bare plural), ``whole`` (those of whom only some are told then), ``doer`` (who did it to those told before), ``number`` (a number without noun), ``deed`` (a deed that tells how many it befell).
    ``single`` tells that a name is one word, ``apposed``
    that a noun and a name tell one person. ``measure`` is set where the words themselves tell the harm ("three dead").
    ``owned`` tells that a possessive stands beside a singular noun ("his son"), ``enclosed`` that
    brackets or dashes part the group from a list that goes on after them, ``another`` one besides.
    """

    first: int
    last: int
    count: Count
    kind: str
    person: Person | None = None
    adjectives: tuple[str, ...] = ()
    measure: Measure | None = None
    noun: int | None = None
    anaphoric: bool = False
    weak: bool = False
    joined: bool = False
    owned: bool = False
    partitive: bool = False
    single: bool = False
    apposed: bool = False
    enclosed: bool = False
    another: bool = False
    names: tuple[tuple[int, int], ...] = field(default=())


def as_some(items: list[Item], i: int) -> bool:
    """Does "and" join victims to some told before: "є загиблі та поранені"?"""
    before = items[i - 2].tags.get("harm", ()) if i > 1 and "and" in items[i - 1].tags else ()
    return any(form == "victims_some" for _, form in before)


def noun_of(
    items: list[Item], i: int, reach: int, *, single: bool = False
) -> tuple[int, Person | None, int | None, tuple[str, ...], Measure | None]:
    """Look for the noun of a count: ``(last item, person, its position, adjectives, harm)``.

    The last item is -1 where the count is of things. Up to ``reach`` unknown words, adjectives and
    fillers may stand between.
    """
    adjectives: list[str] = []
    measure: Measure | None = None
    last = i - 1
    unknown = 0
    j = i
    while j < len(items) and j - i <= reach:
        item = items[j]
        tags = item.tags
        if (
            (not _THINGS.isdisjoint(tags) or (j == i and _counts_attacks(items, j)))
            and "person" not in tags
            and not ("object" in tags and not single and _several(items, j + 1))  # "truck drivers"
        ):
            counted = measure is None and unknown == 0 and _no_deed(tags)
            if counted and _counts_things(items, i, j, reach):
                return -1, None, None, (), None
            break
        if "animal" in tags and "person" not in tags:
            return -1, None, None, (), None
        if "adj" in tags:
            adjectives.append(tags["adj"])
        follow = items[j + 1].tags if j + 1 < len(items) else {}
        follow_victims = any(form in VICTIMS for _, form in follow.get("harm", ()))
        if "person" in tags and (
            (
                tags["person"][0].status == "unknown"
                and not (tags["person"][0].sex or tags["person"][0].age)
                and item.capital
                and (
                    follow_victims
                    or ("harm" not in follow and not _AFTER_NATION.isdisjoint(follow))
                )
            )
            or ("adj" in tags and (follow_victims or (single and _of_force(tags, follow))))
            or ("filler" in tags and ("person" in follow or ("another" in tags and follow_victims)))
        ):
            pass  # "Afghan civilians", "civilian deaths", "a local doctor", "a police colonel": the first noun is an adjective here
        elif "person" in tags and _tells_on(tags, follow, single=single):
            j += 1  # "a family friend", "six adult villagers"
            continue
        elif "person" in tags and not single and _owns(items, j):
            j += 3  # "two sheriff's deputies"
            continue
        elif "person" in tags:
            wanted = "one" if single else "many"
            persons = tags["person"]
            person = next((p for p in persons if p.number == wanted), persons[0])
            few = not single and person.number in ("one", "two")
            if few and any("part" in x.tags for x in items[i:j]):
                break  # "إصابة أربعة بينهم سيدة"
            return j, person, j, tuple(adjectives), measure
        victims = next((m for m, form in tags.get("harm", ()) if form in VICTIMS), None)
        if victims is not None and "object" in follow and "person" not in follow:
            return -1, None, None, (), None  # "no casualty figure", "a death certificate"
        if victims is not None and measure not in (None, victims):
            break  # "to av de sårede døde"
        if victims is not None:
            measure = measure or victims
            last = j
        elif "harm" in tags:
            if (
                "person" in follow
                and measure is None
                and any(form == "suffered" for _, form in tags["harm"])
                and not any(form == "inflicted" for _, form in tags["harm"])
            ):
                measure = tags["harm"][0][0]
            else:
                break
        elif "another" in tags:
            last = j
        elif "of" in tags and single and unknown and measure is None:
            break  # "an image of the child"
        elif "part" in tags and measure is not None:
            break  # "أربعة شهداء بينهم طفلان": what the victims are is told, the parts follow
        elif not {"adj", "filler", "of", "part", "object"}.isdisjoint(tags):
            pass
        elif item.word == "-" or (tags.keys() == {"place"} and item.word.islower()):
            pass  # "192 азербайджанских военнослужащих": of a country, written small
        elif item.word in _STOPS or "count" in tags or (tags and not item.capital):
            break
        else:
            unknown += 1
            if unknown > 3:
                break
        j += 1
    return last, None, None, tuple(adjectives), measure


def _of_force(tags: Tags, follow: Tags) -> bool:
    """Does a noun for several only tell of what force one is: "a police colonel"?"""
    return all(p.number == "many" for p in tags["person"]) and any(
        p.number == "one" for p in follow.get("person", ())
    )


def _tells_on(tags: Tags, follow: Tags, *, single: bool) -> bool:
    """Does a noun only tell of what family or age the people after it are: "a family friend"?"""
    person: Person = tags["person"][0]
    aged = person.age is not None and person.sex is None  # "three teen girls", "two adult sons"
    family = single and person.unit == "household" and "harm" not in follow
    return (family or aged) and "person" in follow


def _counts_things(items: list[Item], i: int, j: int, reach: int) -> bool:
    """Does a number before ``i`` count the thing at ``j``? Not in "8,000 of them from the city", "five of
    the unit's 30 soldiers", "30 آخرين عام 2014".
    """
    follow = items[j + 1] if j + 1 < len(items) else None
    if follow is not None and follow.word in "'’" and j + 3 < len(items):
        return "count" in items[j + 3].tags and noun_of(items, j + 4, reach)[0] < 0
    year: Count | None = follow.tags.get("count") if follow is not None else None
    dated = year is not None and year.kind == "year"
    return not dated and not any("part" in x.tags for x in items[i:j])


def _counts_attacks(items: list[Item], at: int) -> bool:
    """Are attacks or places counted: "etter to bombeangrep", "i de tre landsbyene"?"""
    tags = items[at].tags
    return not _ATTACKS.isdisjoint(tags) and "harm" not in tags and not _several(items, at + 1)


def _no_deed(tags: Tags) -> bool:
    """Is a thing none that is done to people: "94 stab wounds" are, "two shot" are not?"""
    return all(form == "suffered" for _, form in tags.get("harm", ()))


def _owns(items: list[Item], at: int) -> bool:
    """Does a noun for one own people told after it: "sheriff's deputies"?"""
    mark = items[at + 1 : at + 3]
    return (
        len(mark) == 2 and mark[0].word in "'’" and mark[1].low == "s" and _several(items, at + 3)
    )


def _several(items: list[Item], at: int) -> bool:
    """Does a noun for several people stand at ``at``?"""
    return at < len(items) and any(p.number == "many" for p in items[at].tags.get("person", ()))


def of_both(items: list[Item], last: int, person: Person) -> Person:
    """Return what two nouns under one number say: "70 soldiers and civilians" are mixed."""
    if last + 2 >= len(items) or "and" not in items[last + 1].tags:
        return person
    others = [p for p in items[last + 2].tags.get("person", ()) if p.number == "many"]
    if not others or person.number != "many":
        return person
    other = others[0]
    kinds = {person.status, other.status}
    status = person.status
    if len(kinds) > 1:
        status = "unknown" if "unknown" in kinds else "mixed"
    return person._replace(
        status=status,
        sex=person.sex if person.sex == other.sex else None,
        age=person.age if person.age == other.age else None,
    )


def bounded_after(items: list[Item], last: int, count: Count) -> Count:
    """Return the count under a bound that stands after its noun: "31 مدنيا على الأقل"."""
    at = last + 1
    if at + 2 < len(items) and items[at].word == items[at + 2].word == ",":
        at += 1  # "twelve civilians, at least, died"
    follow = items[at].tags if at < len(items) else {}
    later = items[at + 1].tags if at + 1 < len(items) else {}
    if (
        "mod_after" not in follow
        or "count" in later
        or count.quantifier != "exact"
        or count.low is None
    ):
        return count
    low, high = bounded(follow["mod_after"], count.low, count.low)
    return Count(follow["mod_after"], low, high, "words")


def adjectives_after(items: list[Item], last: int) -> tuple[str, ...]:
    """Return what words right after a noun say of its people: "قتيلا مدنيا", "members of the army"."""
    at = last + 1
    if at < len(items) and "of" in items[at].tags:
        while at < len(items) and at - last < 4 and "filler" in items[at].tags:
            at += 1
        several = at < len(items) and [
            p.status for p in items[at].tags.get("person", ()) if p.number == "many"
        ]
        if several and several[0] != "unknown":
            return (several[0],)
    follow = items[at].tags if at < len(items) else {}
    return (follow["adj"],) if "adj" in follow and "count" not in follow else ()


def of_kin(items: list[Item], group: Group) -> bool:
    """Is this somebody's relative: "his wife", "وزوجته"? Kin are counted with whom they belong to."""
    own = group.noun is not None and "kin" in items[group.noun].tags
    led = items[max(0, group.first - 2) : group.first]
    return own or any("pronoun" in x.tags or "own" in x.tags for x in led)


def forms_of(item: Item, measure: str) -> set[str]:
    """Return the forms in which a word tells of a measure."""
    return {form for m, form in item.tags.get("harm", ()) if m == measure}


def tells_only_harm(item: Item) -> bool:
    """Is this a word that tells what befell its subject, and nothing else: "one died"?"""
    forms = {form for _, form in item.tags.get("harm", ())}
    return forms == {"suffered"}


def no_thing(items: list[Item], i: int) -> bool:
    """Is what a word for nobody stands before a thing, of which somebody has none: "had no enemies and
    was shot", "no information about the dead"?

    An unknown noun is one of people where it suffers or is harmed itself: "no campers were hurt".

    Args:
        items: Marked items of a sentence.
        i: The word for nobody, before an unknown noun.
    """
    before = items[i - 1].tags.keys() if i else frozenset()
    if "harm" in before:
        return False
    known = (x for x in items[i + 1 :] if x.tags.keys() - {"reported"} or not x.word.isalpha())
    after = next(known, None)
    led = "together" in before  # "with no fixed address was stabbed"
    return led or after is None or _SUFFERS.isdisjoint(after.tags)


def unknown_one(items: list[Item], i: int) -> int:
    """Return the last of the unknown words at ``i`` that name one person; 0 where they name none.

    No list of trades and kin is ever whole, but "a vegetable seller was shot dead" tells by its
    verb that the seller is a person. The words follow an article and stand right before a verb of
    dying, with its auxiliary where it has an active form too.

    Args:
        items: Marked items with quantities counted.
        i: Position after the article.
    """
    j = i
    while j < len(items) and not items[j].tags and items[j].word.isalpha() and not items[j].capital:
        j += 1
    if not 0 < j - i <= _LONGEST_TRADE:
        return 0
    verb = j
    while verb < len(items) and verb - j < 3 and "aux" in items[verb].tags:
        verb += 1
    harm = items[verb].tags.get("harm", ()) if verb < len(items) else ()
    active = _KILLING in harm and verb == j  # "a blaze killed three"
    return j - 1 if _MORTAL in harm and not active else 0


def another_thing(items: list[Item], i: int) -> bool:
    """Does a thing or an unknown noun follow "another": "the other car", not "another badly hurt"?"""
    after = items[i + 1 : i + 3]
    if after and "object" in after[0].tags:
        return {"person", "harm"}.isdisjoint(after[0].tags) and not _several(items, i + 2)
    if not after or after[0].tags or not after[0].word.isalpha() or after[0].capital:
        return False
    return len(after) < 2 or {"harm", "aux", "person", "clause"}.isdisjoint(after[1].tags)


def one_of_many(items: list[Item], i: int) -> Group | None:
    """Return one of several after an article: "l'un des blessés", "una de las personas heridas".

    Args:
        items: Marked items with quantities counted.
        i: Position of the article, before "of".
    """
    at = i + 2
    while at < len(items) and "filler" in items[at].tags and "person" not in items[at].tags:
        at += 1
    if at >= len(items):
        return None
    one = Count("exact", 1, 1, "words")
    person = next((p for p in items[at].tags.get("person", ()) if p.number == "many"), None)
    end = at + (person is not None)
    victims = items[end].tags.get("harm", ()) if end < len(items) else ()
    measure = next((m for m, form in victims if form == "victims"), None)
    if measure is None and person is None:
        return None
    last = end if measure else at
    noun = at if person else None
    return Group(i, last, one, "one", person, measure=measure, noun=noun, partitive=True)


def nation_after(items: list[Item], at: int) -> bool:
    """Is a word a people's name as an adjective, after those of whom it tells more: "cinco obreros chinos"?

    Args:
        items: Marked items of the sentence.
        at: Position after a noun for people.
    """
    word = items[at] if at < len(items) else None
    return (
        word is not None and not word.capital and word.tags.keys() == {"person", "filler"}
        and word.tags["person"][0].status == "unknown"
    )  # fmt: skip


def qualifies(items: list[Item], i: int) -> bool:
    """Is a noun for people an adjective of the thing, the people or the force before it: "un autobús
    escolar", "قصف إسرائيلي", "una embarazada española", "l'armée nigérienne", where adjectives follow?

    Args:
        items: Marked items of the sentence.
        i: Position of the noun.
    """
    before, word = items[i - 1].tags if i else {}, items[i]
    nation = word.tags["person"][0].status == "unknown"
    force = "speaker" in before and not items[i - 1].capital
    toll = any(form == "toll" for _, form in before.get("harm", ()))  # "حصيلة العدوان الإسرائيلي"
    return not word.capital and (
        (not {"object", "cause"}.isdisjoint(before) and "person" not in before)
        or (nation and (force or toll or "person" in before))
    )
