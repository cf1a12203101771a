"""What befell whom in a sentence: words of harm, their victims, those beside them, and their parts."""

from oversikt.harm.beside import coordinate, gapped, together, told_apart
from oversikt.harm.distance import pairs_of
from oversikt.harm.earlier import identified
from oversikt.harm.fate import died, died_later, overtaken, unsurvived
from oversikt.harm.figures import figures_of, labelled
from oversikt.harm.harm import HURT, Harm, Pair, Word, no_animals, words_of
from oversikt.harm.outcomes import HELD, fatal, found_dead, without_survivors
from oversikt.harm.parts import (
    amid,
    by_degree,
    divided,
    enumerated,
    included,
    introduced,
    of_them,
)
from oversikt.harm.rivals import rivals
from oversikt.harm.some import (
    died_of_them,
    of_the_harmed,
    of_the_some,
    one_of_them,
    said_to_be,
)
from oversikt.harm.sums import aged, apposed, share, spelled_out
from oversikt.people.people import DEEDS_OF, VICTIMS, Group
from oversikt.words.marks import Item
from oversikt.words.pack import Pack
from oversikt.words.tokens import GENITIVE

#: No sentence of 12,000 in the measuring sets told of more than 36 groups, nor of 16 harms.
_GROUPS = 48
#: What may befall people before they are killed, in one breath, and what stands between.
_FATES = {"killed", "bodies_found"}
_THEN, _BETWEEN = 4, {"aux", "filler", "and", "later_after"}
#: A verb stands no further from the people whom a noun of harm names.
_BESIDE = 8


def _befell(word: Word, group: Group, form: str, distance: float) -> Harm:
    """Return what a word of harm tells of its people."""
    return Harm(word.measure, group, word.at, form, distance, [group], either=word.either)


def harms_of(items: list[Item], groups: list[Group], pack: Pack) -> list[Harm]:
    """Return what befell whom in a sentence, in the order of the text.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        pack: The language's pack.
    """
    groups = no_animals(items, groups[:_GROUPS])
    words = found_dead(items, groups, words_of(items, groups))
    groups = overtaken(items, groups, words, subject_after=pack.victim_order != "before")
    groups, dead = unsurvived(items, groups)
    found = list(dead.values())
    taken = set(dead)
    for k, group in enumerate(groups):
        if group.measure is not None:
            either = group.measure == "wounded" and any(
                m == "casualties" and (form in VICTIMS or form in DEEDS_OF)
                for x in items[group.first : group.last + 1]
                for m, form in x.tags.get("harm", ())
            )  # "four shooting victims": who of them died is left open
            found.append(Harm(group.measure, group, None, "victims", 0.0, [group], either=either))
            taken.add(k)
    found += figures_of(items)
    labels = labelled(items, groups)
    found += labels.values()
    taken.update(labels)
    spelled = spelled_out(items, groups)
    taken.update(k for parts in spelled.values() for k in parts)
    pairs = sorted(of_the_some(items, groups, words, pairs_of(items, groups, words, pack)))
    pairs = [p for p in pairs if not _only_noun(items, groups, words, p, pairs)]
    headed = {harm.at for harm in labels.values()}
    used = {w for w, word in enumerate(words) if word.at in headed}
    then: list[tuple[Harm, Word]] = []
    told_of = of_the_harmed(items, groups, words)
    for w, (k, _) in told_of.items():
        if k not in taken:
            found.append(_befell(words[w], groups[k], "suffered", 0.0))
            used.add(w)
            taken.add(k)
    for w, k in died_of_them(items, groups, words, told_of).items():
        found.append(_befell(words[w], groups[k], "suffered", 0.0))
        used.add(w)
        taken.add(k)
    for distance, w, k, form in pairs:
        if w in used or k in taken:
            continue
        used.add(w)
        group, word = groups[k], words[w]
        if any(h.group is group and h.measure == word.measure for h in found):
            continue  # "a man who had been shot was taken to a hospital with wounds"
        relative = group.last < word.at and any(
            "clause" in x.tags for x in items[group.last + 1 : word.at]
        )
        if not relative and not _reduced(
            items, group, word, words
        ):  # "two brothers who had been abducted were found dead" tells two harms
            taken.add(k)
        found.append(_befell(word, group, form, distance))
        if (later := _and_then(items, groups, words, w)) and later not in used:
            used.add(later)
            then.append((found[-1], words[later]))
    for k, listed in spelled.items():
        if any(groups[k] in h.members for h in found):
            continue
        # What befell the last of a list befell all: "three people, a man and two women were hurt"
        pair = next((p for p in pairs if p[2] in listed and p[1] not in used), None)
        if pair is not None:
            distance, w, _, form = pair
            used.add(w)
            taken.add(k)
            found.append(_befell(words[w], groups[k], form, distance))
    enumerated(items, groups, found, taken, [w for k, w in enumerate(words) if k not in used])
    if not found:
        return []  # all that follows only adds to what is found, and half the sentences tell nothing
    died(items, groups, found, words, used)
    found = died_later(items, groups, found)
    found = [h for h in found if not _dead_too(items, h, found)]
    share(groups, found, taken, spelled)
    one_of_them(groups, found, taken, told_of)
    said_to_be(items, groups, words, found, taken)
    divided(items, groups, found, taken)
    coordinate(items, groups, found, taken)
    together(items, groups, found, taken)
    apposed(items, found)
    introduced(items, groups, found, taken)
    aged(items, found)
    told_apart(items, groups, found, taken)
    gapped(items, groups, found, taken)
    rivals(items, groups, found, taken)
    of_them(groups, found, taken)
    by_degree(items, groups, found, taken)
    amid(items, groups, found, taken)
    included(items, groups, found, taken)
    identified(items, found)
    found += [
        Harm(word.measure, h.group, word.at, "suffered", h.distance + 1, list(h.members))
        for h, word in then
    ]
    fatal(items, found)
    return _in_order(without_survivors(items, found))


def _only_noun(
    items: list[Item], groups: list[Group], words: list[Word], pair: Pair, pairs: list[Pair]
) -> bool:
    """Does a word of harm only name people whom a verb tells dead or hurt: "un détenu a été tué", "مات تحت
    التعذيب ثلاثة معتقلين"?
    """
    _, w, k, _ = pair
    at, group = words[w].at, groups[k]
    if words[w].measure not in HELD or at != group.noun or "person" not in items[at].tags:
        return False
    return any(
        words[other].measure in _FATES and not group.first <= words[other].at <= group.last
        and form == "suffered" and distance < _BESIDE
        for distance, other, person, form in pairs
        if person == k and other != w
    )  # fmt: skip


def _dead_too(items: list[Item], harm: Harm, found: list[Harm]) -> bool:
    """Are those told wounded or sheltering told dead by the same sentence: "a girl who was shot has
    died", "64 people sheltering in a school died", "a woman's body was found with gunshot wounds"?
    """
    reduced = harm.measure == "displaced" and harm.at == harm.group.last + 1
    return (harm.measure in HURT or reduced) and any(
        (h.measure == "killed" and h.group is harm.group)
        or (
            h.measure == "bodies_found"
            and harm.group.first > h.group.last + 1
            and all(x.word in GENITIVE for x in items[h.group.last + 1 : harm.group.first])
        )
        for h in found
    )


def _reduced(items: list[Item], group: Group, word: Word, words: list[Word]) -> bool:
    """Does a participle right after people only tell of whom: "a boy shot on Monday has died", "two
    fishermen, abducted in March, were found dead"?
    """
    enclosed = word.at == group.last + 2 and items[group.last + 1].word == ","
    enclosed = enclosed and word.measure in HELD
    return (
        (word.at == group.last + 1 or enclosed) and "suffered" in word.forms
        and any(
            w.at > word.at + 1 and w.measure != word.measure and "suffered" in w.forms
            and ("aux" in items[w.at - 1].tags or w.forms == {"suffered"} or enclosed)
            and _leads_on(items[word.at : w.at], enclosed=enclosed)
            for w in words
        )
    )  # fmt: skip


def _leads_on(between: list[Item], *, enclosed: bool) -> bool:
    """Does nothing part a participle from the verb of those of whom it tells, or the comma that closes it?"""
    while enclosed and len(between) > 1 and "aux" in between[-1].tags:
        between = between[:-1]
    if enclosed and between[-1].word != ",":
        return False
    inside = between[: len(between) - enclosed]
    return not any(x.word in ",;" or "and" in x.tags for x in inside)


def _and_then(items: list[Item], groups: list[Group], words: list[Word], at: int) -> int:
    """Return the second verb that tells what then became of the same people, "were abducted and later
    killed"; 0 where none does.
    """
    word = words[at]
    later = next((k for k in range(at + 1, len(words)) if words[k].measure in _FATES), 0)
    if word.measure not in HELD or "suffered" not in word.forms or not later:
        return 0
    gap = items[word.last + 1 : words[later].at]
    joined = 0 < len(gap) <= _THEN and "and" in gap[0].tags and "suffered" in words[later].forms
    alone = all(x.tags.keys() <= _BETWEEN and x.word.isalpha() for x in gap[1:])
    free = not any(word.last < g.first < words[later].at for g in groups)
    return later if joined and alone and free else 0


def _in_order(found: list[Harm]) -> list[Harm]:
    """Sort harms by the text, wholes before their parts, keeping ``part_of`` right."""
    first = [min(m.first for m in harm.members) for harm in found]

    def where(k: int) -> tuple[int, bool, int]:
        whole = found[k].part_of
        return (first[k], False, k) if whole is None else (max(first[k], first[whole]), True, k)

    order = sorted(range(len(found)), key=where)
    place = {old: new for new, old in enumerate(order)}
    for harm in found:
        if harm.part_of is not None:
            harm.part_of = place[harm.part_of]
    return [found[k] for k in order]
