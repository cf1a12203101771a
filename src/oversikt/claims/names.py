"""People told by their names."""

from oversikt.claims.marks import Item
from oversikt.claims.pack import Pack
from oversikt.claims.people import Group
from oversikt.claims.quantities import Count


def name_of(items: list[Item], i: int) -> Group | None:
    """Return a named person: two or more capitalised unknown words, perhaps an age after them."""
    j = i
    while j < len(items) and items[j].capital and not items[j].tags and items[j].word.isalpha():
        j += 1
        if j + 1 < len(items) and items[j].word in "-’'" and items[j + 1].capital:
            j += 1
    if j - i < 2:
        return None
    spans = ((items[i].start, items[j - 1].end),)
    last = j - 1
    aged = False
    if j + 1 < len(items) and items[j].word in ",(" and "count" in items[j + 1].tags:
        after = items[j + 1].tags["count"]
        follow = items[j + 2] if j + 2 < len(items) else None
        if after.low and after.low < 105 and (
            follow is None or follow.word in ",)." or "age" in follow.tags or "harm" in follow.tags
            or "aux" in follow.tags
        ):  # fmt: skip
            last, aged = j + 1, True
            while last + 1 < len(items) and (
                "age" in items[last + 1].tags or items[last + 1].word in ",)"
            ):
                last += 1
    return Group(i, last, Count("exact", 1, 1, "name"), "name", names=spans, weak=not aged)


def given_name(items: list[Item], i: int) -> Group:
    """Return a person named by a given name and what follows it, in scripts without capitals."""
    last = _name_end(items, i)
    span = ((items[i].start, items[last].end),)
    return Group(i, last, Count("exact", 1, 1, "name"), "name", names=span, weak=last == i)


def named_after(items: list[Item], i: int, pack: Pack) -> int:
    """Return the last item of a name that begins right after ``i`` with a given name, else 0."""
    if i + 1 >= len(items) or items[i + 1].tags or items[i + 1].low not in pack.given_names:
        return 0
    return _name_end(items, i + 1)


def _name_end(items: list[Item], i: int) -> int:
    """Return the last item of a name of up to four words that begins at ``i``."""
    last = i
    while (
        last + 1 < len(items)
        and last - i < 3
        and not items[last + 1].tags
        and items[last + 1].word.isalpha()
    ):
        last += 1
    return last
