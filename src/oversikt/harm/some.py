"""Some of many who were harmed: "one of five people shot", "nine of the eleven wounded were children"."""

from itertools import takewhile

from oversikt.harm.fate import OUT_OF, some_of
from oversikt.harm.harm import COUNTABLE, Harm, Pair, Word, part
from oversikt.harm.prices import right_beside
from oversikt.people.people import Group
from oversikt.people.speech import speaks
from oversikt.words.marks import Item
from oversikt.words.pack import Person

#: What leads from those harmed to a clause of others.
_APART = {"and", "or", "clause", "say"}
#: So many words say what somebody is: "were", "figuraient", "sont des", a dash or a pronoun in their place.
_BEING = 3
_IS, _SMALL, _DASHES = {"aux", "copula", "pronoun"}, {"filler", "of"}, "-–—"


def of_the_harmed(
    items: list[Item], groups: list[Group], words: list[Word]
) -> dict[int, tuple[int, int]]:
    """Find who are told as one of those harmed, by the word of harm: "one of five people shot".

    A participle or a clause right after the many tells it of all of them; what follows is of the one.

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        words: Its words of harm.

    Returns:
        By the word: the many and the one, as positions of groups.
    """
    after = {g.first for g in groups}
    found: dict[int, tuple[int, int]] = {}
    for k, many in enumerate(groups):
        one = some_of(items, groups, k)
        if one is None or many.measure:
            continue
        for w, word in enumerate(words):
            told = items[many.last + 1 : word.at]
            told = told[told[:1] != [] and told[0].word == "," :]
            clause = len(told) == 2 and "clause" in told[0].tags and "aux" in told[1].tags
            if "suffered" not in word.forms or not (clause or not told) or word.at <= many.last:
                continue
            later = any(
                x.measure == "killed" != word.measure and "suffered" in x.forms
                for x in words[w + 1 : w + 2]
            )
            participle = word.either or "inflicted" in word.forms or later
            if clause or (participle and many.person is not None and word.last + 1 not in after):
                found[w] = k, one
    return found


def of_the_some(
    items: list[Item],
    groups: list[Group],
    words: list[Word],
    pairs: list[Pair],
) -> list[Pair]:
    """Give verbs after many to those told as some of them, whose verbs they are: "one of the five
    people in the car died".

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        words: Its words of harm.
        pairs: Words of harm and the groups that they may be about.
    """
    out: list[Pair] = []
    for distance, w, k, form in pairs:
        verb = form == "suffered" and _finite(items, groups[k], words[w])
        one = some_of(items, groups, k) if verb else None
        if one is not None:
            groups[one].person = groups[one].person or groups[k].person
        out.append((distance, w, k if one is None else one, form))
    return out


def some_alone(items: list[Item], after: list[Group], word: Word) -> bool:
    """Is a verb that of some of those told, right behind them: "beat ten prisoners, two of whom later
    died"?

    Args:
        items: Marked items of the sentence.
        after: The groups of people after those told.
        word: The verb.
    """
    some = next((g for g in reversed(after) if g.last < word.at), None)
    if some is None or not some.partitive or some.first < 1 or items[some.first - 1].word != ",":
        return False
    start = some.last + 1
    while start < word.at and not {"part", "clause"}.isdisjoint(items[start].tags):
        start += 1
    return right_beside(items[start : word.at])


def _finite(items: list[Item], group: Group, word: Word) -> bool:
    """Is a word after people a verb, and no participle that tells more of them: "ble drept",
    "murieron", but not "three of the five killed"?
    """
    participle = "inflicted" in word.forms or word.either
    beside = word.at == group.last + 1
    return word.at > group.last and (not beside or " " in items[word.at].low or not participle)


def died_of_them(
    items: list[Item], groups: list[Group], words: list[Word], told: dict[int, tuple[int, int]]
) -> dict[int, int]:
    """Find the verbs of dying that tell on of one of those harmed, however long the words between
    are: "one of five people shot on Sunday outside a store in the old town has died", "один из шести
    раненых при обстреле автобуса умер".

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        words: Its words of harm.
        told: By the word of harm, the many and the one.

    Returns:
        By the verb: the one, as a position of groups.
    """
    many_of = [(many, one, w + 1, words[w].last) for w, (many, one) in told.items()]
    for k, group in enumerate(groups):
        one = some_of(items, groups, k) if group.measure == "wounded" else None
        if one is not None:
            later = next((w for w, x in enumerate(words) if x.at > group.last), len(words))
            many_of.append((k, one, later, group.last))
    found: dict[int, int] = {}
    for many, one, w, last in many_of:
        if w >= len(words) or words[w].measure != "killed":
            continue
        between = items[last + 1 : words[w].at]
        joined = any(x.word in ".;:" or not _APART.isdisjoint(x.tags) for x in between)
        people = any(
            groups[many].last < g.first < words[w].at and g.kind in COUNTABLE for g in groups
        )
        if words[w].forms == {"suffered"} and not (joined or people):
            found[w] = one
    return found


def one_of_them(
    groups: list[Group], found: list[Harm], taken: set[int], told: dict[int, tuple[int, int]]
) -> None:
    """Make the one of many harmed a part of them, unless something else befell that one too."""
    for many, one in told.values():
        whole = next((h for h, x in enumerate(found) if x.group is groups[many]), None)
        if whole is None:
            continue
        first = groups[one]
        own = next((h for h in found if h.group is first), None)
        first.person = first.person or groups[many].person
        if own is None:
            found.append(part(found[whole].measure, first, whole))
            taken.add(one)
        elif own.measure == "killed" and found[whole].either:
            found[whole].measure = "casualties"


def said_to_be(
    items: list[Item], groups: list[Group], words: list[Word], found: list[Harm], taken: set[int]
) -> None:
    """Read who some of those harmed are said to be, and make them a part of the many: "nine of the
    eleven wounded are children", "three of the five killed were policemen".

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        words: Its words of harm.
        found: The harms found; parts are added.
        taken: Positions of groups that have a harm.
    """
    for h, harm in enumerate(list(found)):
        if harm.part_of is not None or harm.form == "figure" or len(harm.members) > 1:
            continue
        end = max(harm.group.last, harm.at or 0)
        many = next(
            (k for k, g in enumerate(groups) if g.last in (end, end - (end == harm.at))), None
        )
        if many is None:
            continue
        kind = _kind(items, groups, end, single=harm.group.count.low == 1)
        some = _some(items, groups, many, kind)
        if some is None:
            told = kind is not None and harm.group is groups[many]
            if told and harm.group.person in (None, kind) and not _led_out_of(items, harm.group):
                harm.group.person = kind
                harm.partitive |= any("of" in x.tags for x in items[harm.group.first + 1 : end])
            continue
        own_verb = next((w for w in words if w.at == harm.at), None)
        if harm.group is groups[some] and own_verb and _finite(items, groups[many], own_verb):
            continue  # "elleve av de 24 dommerne ble drept"
        if harm.group is groups[some] and groups[many].measure is None:
            # "three of the five killed": the participle is of the five
            harm.group, harm.members = groups[many], [groups[many]]
            taken.add(many)
            taken.discard(some)
        own = next((x for x in found if x.group is groups[some]), None)
        if own is None and some not in taken and kind:
            taken.add(some)
            own = part(harm.measure, groups[some])
            found.append(own)
        if own is not None and own.measure == harm.measure:
            own.part_of = h
            own.group.person = kind or own.group.person


def _led_out_of(items: list[Item], group: Group) -> bool:
    """Are those told of only some of a group, whom no number tells: "most of the 20 wounded"?"""
    k = group.first - 1
    while k > 0 and "filler" in items[k].tags and OUT_OF.isdisjoint(items[k].tags):
        k -= 1
    return k >= 0 and not OUT_OF.isdisjoint(items[k].tags)


def _some(items: list[Item], groups: list[Group], many: int, kind: Person | None) -> int | None:
    """Return the position of those told by a bare number as some of the many; None where none are."""
    some = some_of(items, groups, many)
    if some is None or groups[some].kind != "number":
        return None
    return some if groups[some].person in (None, kind, groups[many].person) else None


def _bare(items: list[Item], end: int) -> Person | None:
    """Return what one is said to be by a noun without article: "var politimann", "era policía"."""
    told = items[end + 1 : end + 3]
    if len(told) < 2 or "aux" not in told[0].tags:
        return None
    return next((p for p in told[1].tags.get("person", ()) if p.number == "one"), None)


def _kind(items: list[Item], groups: list[Group], end: int, *, single: bool) -> Person | None:
    """Return the kind of people that those told up to ``end`` are said to be; None where none is."""
    kinds_of = {"plural", "one", "bare"} if single else {"plural"}
    if single and (bare := _bare(items, end)):
        return bare
    k = next((k for k, g in enumerate(groups) if g.first > end), len(groups))
    if k == len(groups) or groups[k].kind not in kinds_of:
        return None
    link = items[end + 1 : groups[k].first]
    if not 0 < len(link) <= _BEING or not (
        link[0].word in _DASHES or not _IS.isdisjoint(link[0].tags)
    ):
        return None
    if any(x.tags.keys().isdisjoint(_IS | _SMALL) for x in link[1:]):
        return None
    listed = [groups[k]]
    listed += takewhile(lambda g: g.joined and not speaks(items, g), groups[k + 1 :])
    kinds = [g.person for g in listed if g.kind in kinds_of and g.person is not None]
    if len(kinds) < len(listed):
        return None
    if len(kinds) == 1:
        return kinds[0]
    statuses = {p.status for p in kinds} - {"unknown"}
    if len(statuses) != 1:
        return None
    return Person(statuses.pop(), "many")
