"""How sure the words of a claim are: told, feared, denied, foretold, or of what did not happen."""

from itertools import pairwise, takewhile

from oversikt.harm.harm import Harm
from oversikt.records import Modality
from oversikt.words.marks import Item

#: Words that make a claim anything but asserted.
_DOUBTS = frozenset({
    "hypothetical", "condition", "denied", "neg", "replaced", "possible", "forecast",
    "unreal", "untrue",
})  # fmt: skip
#: An object stands so near its verb, and what makes it a report of a deed, and no deed.
_OBJECT = 5
_REPORTED = frozenset({"of", "clause", "say", "cite", "speaker"})
#: What stands before a noun, and what a noun for a thing may be.
_ARTICLES = frozenset({"filler", "one", "count", "adj"})
_THINGS = frozenset({"object", "place_kind"})
#: So many words behind a deed its denial stands, and what parts the two.
_BEHIND = 6
_DENIES = frozenset({"denied", "untrue"})
_PARTS = frozenset({"clause", "and", "say", "person", "count", "harm"})
_BRACKETS = {"(": ")", "[": "]"}


def modality_of(items: list[Item], harm: Harm) -> Modality | None:
    """Return how sure the words are; None where the harm is only threatened, asked for or imagined.

    Args:
        items: Marked items of the sentence.
        harm: What befell whom.
    """
    at = harm.at if harm.at is not None else harm.group.first
    first, last = min(harm.group.first, at), max(harm.group.last, at)
    start = first
    while start > 0 and items[start - 1].word not in ".;:" and first - start < 14:
        start -= 1
    if all(
        not x.tags or _DOUBTS.isdisjoint(x.tags)
        for x in items[min(start, max(0, at - 4)) : last + _BEHIND + 1]
    ):
        return "asserted"
    before, inside = items[start:first], items[first : last + 1]
    governing = items[max(0, at - 4) : at]
    cut = max((k for k, x in enumerate(governing) if x.word in ",.;:"), default=-1)
    if any(
        k > cut
        and "hypothetical" in x.tags
        and ("to" not in x.tags or _infinitive(harm, governing[k + 1 :]))
        and not _relative(items, harm, at - len(governing) + k)
        for k, x in enumerate(governing)
    ):
        return None
    after = items[harm.group.last + 1 : harm.group.last + 3]
    told = any("clause" in x.tags for x in after)
    led = [x for x in before[-2:] if "to" not in x.tags or x is not before[-1]]
    if "hypothetical" in items[at].tags or (
        harm.group.first < at and not told and any("hypothetical" in x.tags for x in led)
    ):
        return None  # but "to replace Ali Haddad, who was killed", "brings to 42 the number killed"
    verb = items[max(0, at - 2) : at + 3]
    if any("unreal" in x.tags for x in verb):
        return None  # "погибли бы сотни людей"
    clause = items[start:at]
    comma = max((k for k, x in enumerate(clause) if x.word == ","), default=-1)
    if any("condition" in x.tags for x in clause[comma + 1 :]):
        return None
    denied = any(
        "denied" in x.tags
        and not _presupposed(items[start + k + 1 : at], x, harm)
        and not _said_then(items[start + k + 1 : first])
        for k, x in enumerate(before)
    ) or _denied_behind(items, first, last)
    inside = _outside_asides(inside)
    # "Ни один человек не пострадал" says no twice, and means it.
    nobody = harm.group.count.kind == "none" or harm.form == "unsurvived"
    if _negated(inside) and not nobody:
        return "denied" if denied else None
    if denied or any("replaced" in x.tags for x in before[-2:]):
        return "denied"
    head, tail = items[harm.group.first].start, items[harm.group.last].end
    outside = (x for x in (*before[-5:], *inside) if not head < x.start < tail)
    if any("possible" in x.tags for x in outside):  # but "three, possibly five"
        if any("condition" in x.tags for x in takewhile(_goes_on, items[last + 1 :])):
            return None  # "aurait tué des centaines de personnes si elle avait explosé"
        return "possible"
    if any("forecast" in x.tags for x in (*before[-3:], *inside)):
        return "forecast"
    return "asserted"


def _denied_behind(items: list[Item], first: int, last: int) -> bool:
    """Is a deed denied behind it: "Dass drei Menschen starben, bestritt er", "Berichte über drei Tote wies
    er zurück", "a post saying three died is a hoax"?
    """
    start = max((k + 1 for k in range(first) if items[k].word in ".;:!?"), default=0)
    while start < first and not items[start].word[0].isalnum():
        start += 1
    behind = items[last + 1 : last + 1 + _BEHIND]
    ends = next((k for k, x in enumerate(behind) if x.word in ".;:!?"), len(behind))
    at = next((k for k in range(ends) if not _DENIES.isdisjoint(behind[k].tags)), -1)
    if at < 0 or any(not _PARTS.isdisjoint(x.tags) and "one" not in x.tags for x in behind[:at]):
        return False
    if at and behind[at - 1].word == ",":
        return "clause" in items[start].tags and "denied" in behind[at].tags
    told = any("reported" in x.tags for x in items[start:first])
    return told and all(x.word != "," for x in behind[:at])


def _negated(inside: list[Item]) -> bool:
    """Does a negation stand among words? Who is without a thing is harmed all the same: "a man without
    a home was killed", but "without being killed".
    """
    for k, item in enumerate(inside):
        if "neg" in item.tags:
            if "without" not in item.tags:
                return True
            after = (x for x in inside[k + 1 :] if _ARTICLES.isdisjoint(x.tags))
            thing = next(after, None)
            if thing is None or not (thing.word.isalpha() and _THINGS.issuperset(thing.tags)):
                return True
    return False


def _goes_on(item: Item) -> bool:
    """Does a clause go on at an item?"""
    return item.word not in ",.;:"


def _relative(items: list[Item], harm: Harm, tried: int) -> bool:
    """Does a clause that tells who they are hold what was only tried: "those who tried to flee died"?"""
    at = harm.at or 0
    opened = any("clause" in x.tags for x in items[harm.group.last + 1 : tried])
    return (
        opened and harm.form == "suffered"
        and any(not x.tags and x.word.isalpha() for x in items[tried + 1 : at])
    )  # fmt: skip


def _infinitive(harm: Harm, between: list[Item]) -> bool:
    """Does "to" lead to a verb of harm: neither "led to the deaths of ten" nor "from May 3 to 5 killed"
    nor "those who tried to enter were killed"?
    """
    verb = harm.form not in ("event", "victims", "toll")
    return verb and len(between) < 2 and not any(
        "count" in x.tags or "filler" in x.tags for x in between
    )  # fmt: skip


def _presupposed(between: list[Item], verb: Item, harm: Harm) -> bool:
    """Does a denial or a rejection take for granted that a deed happened: "denied any part in the
    murder of X", "rejected the murder of X"? "Denied reports of the murder" does not.

    ``between`` are the words from the verb to the noun of the deed.
    """
    if harm.form != "event":
        return False
    if any("blame" in x.tags for x in between):
        return True
    return (
        "condemned" in verb.tags and len(between) < _OBJECT
        and all(_REPORTED.isdisjoint(x.tags) and x.word not in ",;:" for x in between)
    )  # fmt: skip


def _said_then(between: list[Item]) -> bool:
    """Does another statement follow a denial: "denied targeting civilians and said it had killed",
    "disputed the account, saying the dead were farmers"?
    """
    return any(
        ("and" in one.tags and "say" in other.tags) or (one.word == "," and "stating" in other.tags)
        for one, other in pairwise(between)
    )


def _outside_asides(inside: list[Item]) -> list[Item]:
    """Return words without those in brackets and without a clause that commas set apart: who is "not
    identified" so is killed all the same.
    """
    kept: list[Item] = []
    close = ""
    for k, item in enumerate(inside):
        if close:
            close = "" if item.word in close else close
        elif item.word in _BRACKETS:
            close = _BRACKETS[item.word]
        elif item.word == "," and "clause" in inside[min(k + 1, len(inside) - 1)].tags:
            close = ","
        else:
            kept.append(item)
    return inside if close else kept
