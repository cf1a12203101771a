"""What befell whom in a sentence: words of harm, their victims, those beside them, and their parts."""

from oversikt.claims.beside import coordinate, gapped, told_apart
from oversikt.claims.distance import pairs_of
from oversikt.claims.figures import figures_of
from oversikt.claims.harm import Harm, died, no_animals, words_of
from oversikt.claims.marks import Item
from oversikt.claims.pack import Pack
from oversikt.claims.parts import (
    aged,
    apposed,
    identified,
    included,
    introduced,
    of_them,
    share,
    spelled_out,
)
from oversikt.claims.people import Group


def harms_of(items: list[Item], groups: list[Group], pack: Pack) -> list[Harm]:
    """Return what befell whom in a sentence, in the order of the text.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        pack: The language's pack.
    """
    groups = no_animals(items, groups)
    words = words_of(items, groups)
    found: list[Harm] = []
    taken: set[int] = set()
    for k, group in enumerate(groups):
        if group.measure is not None:
            found.append(Harm(group.measure, group, None, "victims", 0.0, [group]))
            taken.add(k)
    found += figures_of(items)
    spelled = spelled_out(items, groups)
    taken.update(k for parts in spelled.values() for k in parts)
    pairs = sorted(pairs_of(items, groups, words, pack))
    used: set[int] = set()
    for distance, w, k, form in pairs:
        if w in used or k in taken:
            continue
        used.add(w)
        group, word = groups[k], words[w]
        relative = group.last < word.at and any(
            "clause" in x.tags for x in items[group.last + 1 : word.at]
        )
        if not relative:  # "two brothers who had been abducted were found dead" tells two harms
            taken.add(k)
        members = [groups[k]]
        found.append(Harm(words[w].measure, groups[k], words[w].at, form, distance, members))
    died(items, groups, found, words, used)
    share(groups, found, taken, spelled)
    coordinate(items, groups, found, taken)
    apposed(found)
    introduced(items, groups, found, taken)
    aged(items, found)
    told_apart(items, groups, found, taken)
    gapped(items, groups, found, taken)
    of_them(groups, found, taken)
    included(items, groups, found, taken)
    identified(items, found)
    return _in_order(found)


def _in_order(found: list[Harm]) -> list[Harm]:
    """Sort harms by the text, wholes before their parts, keeping ``part_of`` right."""
    order = sorted(
        range(len(found)),
        key=lambda k: (min(m.first for m in found[k].members), found[k].part_of is not None, k),
    )
    place = {old: new for new, old in enumerate(order)}
    for harm in found:
        if harm.part_of is not None:
            harm.part_of = place[harm.part_of]
    return [found[k] for k in order]
