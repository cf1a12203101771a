"""People told by an age: "34-year-old Ahmed Ali", "a 6-year-old died"."""

from oversikt.people.names import name_of
from oversikt.people.people import SOMEONE, Group
from oversikt.people.quantities import Count
from oversikt.words.marks import Item
from oversikt.words.pack import Pack, Person

_OF_AGE = 18
_YOUNG = Person("civilian", "one", None, "child")


def aged(items: list[Item], i: int, pack: Pack, *, loud: bool) -> Group | None:
    """Return a person named after an age, "34-year-old Ahmed Ali", or told by the age alone.

    Args:
        items: Marked items with quantities counted.
        i: Position of the number.
        pack: The language's pack.
        loud: Whether capitals tell nothing here.
    """
    k = i + 1
    if k < len(items) and items[k].word == "-":
        k += 1
    if not pack.capitals or k + 1 >= len(items) or "age" not in items[k].tags:
        return None
    name = name_of(items, k + 1, pack, loud=loud, aged=True)
    if name is not None:
        name.first = i
        return name
    return _by_age(items, i, k)


def _by_age(items: list[Item], i: int, last: int) -> Group | None:
    """Return one person told by age alone: "a 6-year-old died", "the 34-year-old was shot"."""
    years: Count = items[i].tags["count"]
    at = last + 1
    agrees = not {"told_female", "told_male"}.isdisjoint(items[last].tags)
    while agrees and at < len(items) and items[at].tags.keys() == {"filler"}:
        at += 1  # "63-річна місцева мешканка"
    nxt = items[at] if at < len(items) else None
    if "aged_one" not in items[last].tags or not years.low or years.low != years.high or (
        nxt is not None and ("person" in nxt.tags or not (nxt.tags or not nxt.word.isalpha()))
    ):  # fmt: skip
        return None  # "a 6-year-old boy", "a 6-year-old bakery"
    child = years.low < _OF_AGE or "infant" in items[last].tags
    person = _YOUNG if child else SOMEONE
    before = items[i - 1].tags if i else {}
    kind = "definite" if "filler" in before and "count" not in before else "one"
    return Group(i, last, Count("exact", 1, 1, "words"), kind, person)


def one_of_an_age(items: list[Item], i: int) -> Group | None:
    """Return one person whose noun and word of age only the next one has: "eine 58- und eine 71-jährige
    Frau"; None where both ages are of the same people.

    Args:
        items: Marked items with quantities counted.
        i: Position of the first number.
    """
    article = items[i - 1].tags.get("count") if i else None
    other = items[i + 3].tags.get("count") if i + 3 < len(items) else None
    if article is None or other is None or article.kind != "article" or other.kind != "article":
        return None
    return Group(i - 1, i + 1, Count("exact", 1, 1, "words"), "one", SOMEONE)
