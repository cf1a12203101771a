"""One person told by a pronoun: "he died", "killed him", "lo mataron", "його поранив снайпер"."""

from oversikt.people.people import Group
from oversikt.people.quantities import Count
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: What may follow an object where "his" is written the same: "ранив його в ногу", but "його брата".
_CLOSES = {"in", "and", "clause", "by", "near", "say", "cite", "weekday", "relative"}


def one_told(items: list[Item], i: int, pack: Pack) -> Group | None:
    """Return the one person whom a pronoun tells; None where it is an article or "his", or no pronoun.

    Args:
        items: Marked items with quantities counted.
        i: Position of the word.
        pack: The language's pack.
    """
    case = items[i].tags.get("pronoun_one")
    if case is None and not is_object(items, i, pack):
        return None
    return Group(i, i, Count("exact", 1, 1, "article"), "pronoun", anaphoric=True,
                 weak=case != "subject")  # fmt: skip


def reflexive(item: Item) -> bool:
    """Does a pronoun tell the subject of its verb: "himself", "себе"?

    Args:
        item: The pronoun.
    """
    return item.tags.get("pronoun_one") == "object" and "pronoun" not in item.tags


def is_object(items: list[Item], i: int, pack: Pack) -> bool:
    """Is a word that may be an article or "his" the object of the verb right beside it?

    Args:
        items: Marked items with quantities counted.
        i: Position of the word.
        pack: The language's pack.
    """
    low = items[i].low
    return (low in pack.clitics or low in pack.him_or_his) and _object(
        items, i, possessive=low in pack.him_or_his
    )


def harmed(items: list[Item], i: int) -> bool:
    """Does a verb that harms its object stand right beside a pronoun, which so is of no list?

    Args:
        items: Marked items with quantities counted.
        i: Position of the pronoun.
    """
    beside = (items[k] for k in (i - 1, i + 1) if 0 <= k < len(items))
    return any(_forms(item)[0] for item in beside)


def _object(items: list[Item], i: int, *, possessive: bool) -> bool:
    """Does a pronoun stand right beside the verb that harms whom it tells?"""
    after = items[i + 1] if i + 1 < len(items) else None
    follow = items[i + 2] if i + 2 < len(items) else None
    before = items[i - 1] if i else None
    done, suffered = _forms(after)
    if done or (possessive and suffered):
        return not possessive or follow is None or "person" not in follow.tags
    closed = after is None or not after.word[0].isalnum() or not _CLOSES.isdisjoint(after.tags)
    adverb = after is not None and not after.tags and not after.capital
    closed |= adverb and (follow is None or follow.word in ",.;")  # "killing her instantly."
    return possessive and closed and _forms(before)[0]


def _forms(item: Item | None) -> tuple[bool, bool]:
    """Is a word a verb with an object, and is it one with a subject, that tells a harm?"""
    forms = {form for _, form in item.tags.get("harm", ())} if item is not None else set[str]()
    return "inflicted" in forms, "suffered" in forms and "victims" not in forms
