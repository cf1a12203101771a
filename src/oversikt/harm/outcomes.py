"""What a sentence tells of how it ended for those shot or held: "six were shot, two fatally", "were freed"."""

from oversikt.harm.harm import Harm, Word
from oversikt.people.people import Group
from oversikt.words.marks import Item

#: What tells that not all are free, and how far after the verb it may stand.
_SOME, _NEXT = {"one", "num", "part"}, 2
#: What tells people as others than those told before.
_BESIDES = {"others", "another", "also"}
#: Who is held may be freed; so many words lead from a verb of freeing to its people.
HELD, _LED = {"abducted", "detained"}, 6
_DEAD = {"killed", "bodies_found"}


def found_dead(items: list[Item], groups: list[Group], words: list[Word]) -> list[Word]:
    """Return the words of harm without "missing" where the clause goes on to tell the same people dead:
    "a woman reported missing on Friday was found dead".

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        words: The words of harm.
    """
    kept: list[Word] = []
    for k, word in enumerate(words):
        if not _outlived(items, groups, word, words[k + 1 : k + 2]):
            kept.append(word)
    return kept


def without_survivors(items: list[Item], found: list[Harm]) -> list[Harm]:
    """Return the harms without survivors told dead, for whom they only stand beside: "15 survivors and
    nine bodies".

    Args:
        items: Marked items with quantities counted.
        found: The harms of a sentence; their people are changed in place.
    """
    for harm in found:
        dead = [m for m in harm.members if not _survives(items, m)]
        if harm.measure in _DEAD and dead:
            harm.members = dead
            harm.group = harm.group if harm.group in dead else dead[0]
    parted = any(h.part_of is not None for h in found)
    return [
        h for h in found if parted or h.measure not in _DEAD or not _survives(items, h.group)
    ]  # fmt: skip


def _survives(items: list[Item], group: Group) -> bool:
    """Is a group told as survivors?"""
    return group.noun is not None and "survivor" in items[group.noun].tags


def _outlived(items: list[Item], groups: list[Group], word: Word, later: list[Word]) -> bool:
    """Is "missing" followed, in its clause, by what became of the same people: "… was found dead"?"""
    dead = any(w.measure in _DEAD and "suffered" in w.forms for w in later)
    if word.measure != "missing" or "suffered" not in word.forms or not dead:
        return False
    gap = items[word.last + 1 : later[0].at]
    if not gap or "aux" not in gap[-1].tags or any("and" in x.tags for x in gap):
        return False
    if any(word.last < g.first < later[0].at for g in groups):
        return False
    told = max((g.last for g in groups if g.last < word.at), default=0)
    lead = items[told + 1 : word.at]
    aside = [x.word for x in gap[:1]] == [x.word for x in lead[:1]] == [","]
    if aside and len(lead) > 1 and "clause" in lead[1].tags:
        lead = lead[2:]  # "the driver, who had been reported missing, was found dead"
    return not any("clause" in x.tags or x.word in ".;:" for x in (*lead, *gap))


def fatal(items: list[Item], found: list[Harm]) -> None:
    """Read "shot" as killed or wounded where a part of its people is told dead after a comma.

    Args:
        items: Marked items with quantities counted.
        found: The harms of a sentence; they are changed in place.
    """
    for harm in found:
        head = harm.members[0]  # "a boy and six others were shot" tells of him too
        people = items[head.first : head.last + 2]
        if len(harm.members) == 1:
            people += items[head.last + 1 : harm.at or 0]
        if any(not _BESIDES.isdisjoint(x.tags) for x in people):
            # "three others were shot", "were also shot": besides those who died
            harm.either = False
        size = harm.group.count.low
        if not harm.either or harm.measure != "wounded" or size is None or size < 2:
            continue
        for other in found:
            first = other.group.first
            if other.measure == "killed" and first > harm.group.last and _led_on(items, other):
                low = other.group.count.low
                if low is not None and low <= size:
                    harm.measure = "casualties"


def _led_on(items: list[Item], harm: Harm) -> bool:
    """Does a comma lead to people, or to the word before them that tells their harm: ", killing one"?"""
    first = harm.group.first
    if harm.at == first - 1 and first > 1:
        first -= 1
    return items[first - 1].word == ","


def freed(items: list[Item], harm: Harm) -> bool:
    """Are those told held or abducted told free again: "15 migrants who had been abducted were freed"?

    Args:
        items: Marked items with quantities counted.
        harm: One of the sentence's harms.
    """
    if harm.measure == "returned":
        return any("freed" in x.tags for x in items)  # "75 came home from captivity"
    if harm.measure not in HELD or harm.form == "inflicted":
        return False
    first, last = harm.members[0].first, harm.members[-1].last
    for item in reversed(items[max(0, first - _LED) : first]):
        if "freed" in item.tags:
            return True  # "freed eight of the 15 hostages"
        if item.word in ".,;:" or not {"clause", "harm", "say"}.isdisjoint(item.tags):
            break
    if harm.at is not None and harm.at > last:
        told = items[last + 1 : harm.at]
        if "aux" in items[harm.at - 1].tags and not any("clause" in x.tags for x in told):
            return False  # "three women were abducted and then freed"
    for k, item in enumerate(items[last + 1 :], last + 1):
        if item.word in ".;:" or "count" in item.tags:
            return False
        if "freed" in item.tags:  # "held three, and one of them was freed" tells of one alone
            return all(_SOME.isdisjoint(x.tags) for x in items[k + 1 : k + 1 + _NEXT])
    return False
