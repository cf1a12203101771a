"""People told without a number: a dual, a plural, one of whom nobody told before."""

from oversikt.people.ages import ages_told
from oversikt.people.names import named_after
from oversikt.people.people import Group, adjectives_after, bounded_after
from oversikt.people.quantities import Count
from oversikt.words.marks import Item
from oversikt.words.pack import Pack, Person
from oversikt.words.tokens import GENITIVE

#: So far after a noun stand the ages of several.
_AGES = 6
#: So many words after one of a list, a name and "and".
_NAMED = 3


def uncounted(items: list[Item], i: int, pack: Pack) -> Group:
    """Return the group of a noun without a count: dual, plural, or one person told before."""
    persons: tuple[Person, ...] = items[i].tags["person"]
    follow = items[i + 1].tags.get("count") if i + 1 < len(items) else None
    if (
        follow is not None
        and follow.kind in ("words", "article")
        and follow.low == follow.high
        and follow.low in (1, 2)
    ):
        # "جنديان اثنان", "شخص واحد": the small number stands after its noun.
        nouns = [
            p for p in persons if p.number == "two" or (p.number == "many") == (follow.low == 2)
        ]
        later = items[i + 2].tags if i + 2 < len(items) else {}
        if nouns and pack.bare_one and "person" not in later:
            return Group(i, i + 1, follow._replace(kind="words"), "counted", nouns[0], noun=i)
    if at := _number_with_article(items, i, pack):
        noun = next((p for p in persons if p.number == "many"), None)
        if noun is not None:
            return Group(i, at, items[at].tags["count"], "counted", noun, noun=i)
    several = next((p for p in persons if p.number == "many"), None)
    figures = sum(x.word[0].isdecimal() for x in items[i + 1 : i + 1 + _AGES])
    if several is not None and figures > 1:
        ages = len(ages_told(items, i + 1, i, single=False))
        if 1 < ages <= figures:  # "women aged 58 and 71"
            return Group(i, i, Count("exact", ages, ages, "words"), "counted", several, noun=i)
    # A form of both numbers stands alone for one ("тело женщины") where there is no article.
    bare = not (pack.indefinite or pack.bare_one) or led_by_one(items, i)
    for number in ("two", "one", "many") if bare else ("two", "many", "one"):
        person = next((p for p in persons if p.number == number), None)
        if person is None:
            continue
        owns = i + 1 < len(items) and items[i + 1].word in GENITIVE
        if number == "two" and not owns:  # but "gunned down at his parents' bakery"
            both = bounded_after(items, i, Count("exact", 2, 2, "words"))
            return Group(i, i, both, "dual", person, noun=i)
        if number in ("many", "two"):
            return Group(i, i, Count("uncounted", None, None, "vague"), "plural", person, noun=i)
        if person.unit == "household":
            return Group(i, i, Count("uncounted", None, None, "vague"), "plural", person, noun=i)
        if pack.bare_one and "definite" not in items[i].tags:
            return _singular(items, i, person, pack)
        if _his(items, i, pack):
            single = Count("exact", 1, 1, "words")
            return Group(i - 1, i, single, "one", person, noun=i, owned=True)
        name, aged = named_after(items, i, pack)
        if name > i:
            return Group(i, aged, Count("exact", 1, 1, "name"), "name", person, noun=i,
                         names=((items[i + 1].start, items[name].end),))  # fmt: skip
        kind = "definite" if pack.indefinite or pack.bare_one else "bare"
        if kind == "definite" and (own := _own(items, i)):
            single = Count("exact", 1, 1, "words")
            return Group(*own, single, "one", person, noun=i, owned=True)
        return Group(i, i, Count("exact", 1, 1, "article"), kind, person, noun=i)
    raise AssertionError(persons)


def _number_with_article(items: list[Item], i: int, pack: Pack) -> int:
    """Where a number with the article stands after its noun: "أطفالها الثلاثة", "الركاب الـ26"; 0 where
    none does.
    """
    apart = i + 2 < len(items) and items[i + 1].low in pack.articles
    at = i + 1 + apart
    if at >= len(items) or "count" not in items[at].tags:
        return 0
    told = items[at].tags["count"].kind == "words" and "definite" in items[at].tags
    return at if apart or told else 0


def led_by_one(items: list[Item], i: int) -> bool:
    """Does an article of one person lead a noun that is the same for several: "der Lehrer wurde", but
    not "die Mutter der Lehrer", "einer der Lehrer"?

    Args:
        items: Marked items of the sentence.
        i: Position of the noun.
    """
    if not i or "one_article" not in items[i - 1].tags:
        return False
    before = items[i - 2] if i > 1 else None
    return before is None or not (
        (before.capital and "filler" not in before.tags)
        or "num" in before.tags
        or "count" in before.tags
        or "in" in before.tags
    )


def tells_age(items: list[Item], i: int) -> bool:
    """Is a word for the young or the old only the age of the one right after: "hennes nyfødte baby"?

    A form of many agrees with none but those of that age: "дети водителя" are not a driver.
    """
    young = items[i].tags.get("person", ())
    follow = items[i + 1].tags.get("person", ()) if i + 1 < len(items) else ()
    single = any(p.number == "one" for p in young)
    ages = {p.age for p in young}
    return (
        bool(young) and all(p.age and p.sex is None for p in young)
        and any(p.number == "one" and (single or p.age in ages) for p in follow)
    )  # fmt: skip


def _own(items: list[Item], i: int) -> tuple[int, int] | None:
    """The span of a noun with its possessive: "his son", "sønnen hans"; None where it has none."""
    first = i
    while first and tells_age(items, first - 1):
        first -= 1
    if first and "own" in items[first - 1].tags:
        return first - 1, i
    if i + 1 < len(items) and "own" in items[i + 1].tags:
        return i, i + 1
    genitive = i > 2 and items[i - 1].low == "s" and items[i - 2].word in "'’"
    if genitive and items[i - 3].capital and items[i].tags["person"][0].sex:
        return i - 3, i  # "Castillo's son"
    return None


def _his(items: list[Item], i: int, pack: Pack) -> bool:
    """Do a comma and a possessive lead to one of somebody's kin in a list: "мэр, его жена и сын"?"""
    listed = i > 2 and items[i - 2].word == "," and "harm" not in items[i - 3].tags
    goes_on = any("and" in x.tags for x in items[i + 1 : i + 1 + _NAMED])
    return listed and goes_on and items[i - 1].low in pack.him_or_his


def _singular(items: list[Item], i: int, person: Person, pack: Pack) -> Group:
    """Return a singular noun that counts one without any article, and the name that follows it."""
    name, last = named_after(items, i, pack)
    names = ((items[i + 1].start, items[name].end),) if name > i else ()
    adjectives = adjectives_after(items, last)
    unit = (
        Count("uncounted", None, None, "vague")
        if person.unit == "household"
        else Count("exact", 1, 1, "words")
    )
    return Group(i, last, unit, "one", person, adjectives, noun=i, names=names)
