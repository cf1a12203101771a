"""Which people a word of harm is about: the grammar of clauses.

Every word of harm looks for its victims among the groups of its sentence. What parts them is
added up to a distance (words, commas, clause words, other harm), the language's word order makes
one side nearer than the other, and the nearest pairs are joined first. So one grammar serves
active and passive, verb-first and verb-last clauses, headlines and lists.
"""

from bisect import bisect_left

from oversikt.harm.asides import apposed, asides, of_a_thing, parts_from
from oversikt.harm.gaps import Gaps
from oversikt.harm.harm import COUNTABLE, Pair, Word, after_part, aside_part, does_it
from oversikt.harm.prices import (
    CARRIED,
    COUNTED,
    DEATHS,
    complements,
    event_price,
    object_price,
    price_of,
    reduced,
    right_beside,
    risen_to,
    told_first,
    told_of_alone,
)
from oversikt.harm.relative import head_of, lost_kin, whom
from oversikt.harm.some import some_alone
from oversikt.harm.voice import (
    acts_on,
    agent_of_another,
    agent_within,
    carried_in,
    companion,
    does_it_first,
    done_to_some,
    forms_here,
    object_before,
    of_another,
    of_those,
    subject_after,
    subject_before,
)
from oversikt.people.people import ARMED, ONE, Group
from oversikt.people.pronouns import is_object
from oversikt.people.quantities import Count
from oversikt.people.roles import depends
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: Groups looked at on each side of a word of harm: none farther off was ever its victim, and so the
#: work stays linear in lists of hundreds.
_NEIGHBOURS = 8
_FARTHEST = 14.0
#: So many words tell of whom a clause is: "members of the Haddad family who had fled".
_OF_WHOM = 7
_FARTHEST_TOLL = 22.0
_RELATIVE = 7.0
#: So many words after some of them a verb of their own stands.
_NEXT = 4
_QUOTES = frozenset('"”“»«')
#: So many words lead to a verb without a subject: "before being fatally".
_LED = 4
#: The distance of such a subject, whatever the main clause tells in between.
_SUBJECT = 4.0
#: That of people of whom a clause has told more before their verb: nearer than companions after it.
_HEAD = 0.5
_NOBODY = Group(-1, -1, Count("none", 0, 0, "none"), "none")
#: What may befall one of whom only a pronoun tells.
_STRUCK = {"killed", "wounded", "detained", "abducted"}
_TOLD_ON = {"killed", "wounded", "abducted"}


def pairs_of(items: list[Item], groups: list[Group], words: list[Word], pack: Pack) -> list[Pair]:
    """Return ``(distance, word, group, form)`` of every pair that grammar allows."""
    pairs: list[Pair] = []
    if not words or not groups:
        return pairs
    firsts = [g.first for g in groups]
    objects = [_objects(items, _around(groups, firsts, word), word, pack) for word in words]
    counted = [g for g in groups if g.kind in COUNTED]
    gaps = Gaps(
        items,
        [price_of(items, k) for k in range(len(items))],
        {word.at: word.forms for word in words},
        [g.first for g in counted],
        [g.first for g in counted if pack.victim_order == "after" or not depends(items, g)],
    )
    for w, word in enumerate(words):
        middle = bisect_left(firsts, word.at)
        low, high = max(0, middle - _NEIGHBOURS), min(len(groups), middle + _NEIGHBOURS)
        forms = forms_here(items, groups[low:high], word)
        if any(_carries(word, group) for group in groups[max(0, middle - 1) : middle + 1]):
            continue
        near = words[max(0, w - _NEIGHBOURS * 2) : w + _NEIGHBOURS * 2]
        word.listed = parts_from(items, groups[low:middle], word.at)
        subject = _of_main_clause(items, groups, words[:w], word)
        head = None if subject else head_of(items, groups[low:middle], word)
        subject = subject or head
        out_of = pack.victim_order == "after" and of_those(items, word)
        object_ = objects[w]
        doer = None if object_ else subject_before(items, groups[low:middle], word, pack)
        for k in range(low, high):
            group = groups[k]
            if object_ is not None and object_ is not group and object_.last < group.last:
                continue
            if doer is group or (out_of and group.last < word.at):
                continue
            if subject is group and "suffered" in forms:
                pairs.append((_HEAD if head else _SUBJECT, w, k, "suffered"))
            if subject is not None and group.first < word.at:
                continue
            if group.kind not in COUNTABLE or group.measure is not None:
                continue
            if group.kind == "name" and _listed_under(groups[low : k + 1], word, near):
                continue
            if group.first <= word.at <= group.last and group.kind == "definite":
                continue  # "the detained": the word is no victim of itself
            if pack.victim_order == "after" and does_it_first(items, groups[k : k + 2], word, pack):
                continue
            if carried_in(items, group, word) or companion(items, groups[low:k], group, word):
                continue
            if some_alone(items, groups[k + 1 : high], word) or of_another(items, group, word):
                continue
            if word.measure == "fighters" and not (group.person and group.person.status in ARMED):
                continue
            if _told_of_others(items, groups[k + 1 : high], word, pack):
                continue
            if word.listed < group.first < word.at or _too_far(gaps, word, group, forms):
                continue
            armed = group.person is not None and group.person.status in ARMED
            best = min(
                (
                    (_distance(gaps, groups[low:high], word, group, form, pack), form)
                    for form in forms
                    if armed
                    or form not in ("fallen", "lost")
                    or (form == "lost" and lost_kin(items, group, word.last))
                ),
                default=(99.0, ""),
            )
            limit = _FARTHEST_TOLL if best[1] == "toll" else _FARTHEST
            if best[0] <= limit:
                pairs.append((best[0], w, k, best[1]))
    return pairs


def _of_things(between: list[Item]) -> bool:
    """Does a colon after a thing lead to a number: "Skadde skoler: 6"?"""
    return (
        len(between) > 1
        and between[-1].word == ":"
        and (between[-2].tags.keys() & {"object", "person"} == {"object"})
    )


def _told_of_others(items: list[Item], after: list[Group], word: Word, pack: Pack) -> bool:
    """Does a participle only tell more of people without a number right before it, where adjectives
    follow: "el alcalde visitó a los soldados heridos"?
    """
    return pack.adjectives_follow and word.measure in _STRUCK and any(
        g.kind == "plural" and g.last + 1 == word.at and not g.joined and g.first
        and {"filler", "to"} & items[g.first - 1].tags.keys() for g in after
    )  # fmt: skip


def _around(groups: list[Group], firsts: list[int], word: Word) -> list[Group]:
    """Return the groups that stand near enough to a word of harm."""
    middle = bisect_left(firsts, word.at)
    return groups[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS]


def _objects(items: list[Item], groups: list[Group], word: Word, pack: Pack) -> Group | None:
    """Return the people before a verb who are its object, if any are, and mark who does it."""
    object_ = object_before(items, groups, word, pack)
    inverted = None if object_ else subject_after(items, groups, word, pack)
    for doer in groups:
        acts = object_ is not None and (
            acts_on(items, doer, word) or object_.last < doer.first <= doer.last < word.at
        )
        passive = "suffered" in word.forms and agent_within(items, doer, word)
        if acts or passive or doer is inverted:
            doer.kind = "doer"  # "таксиста убили двое пассажиров", "vier hat ein Mann getötet"
    return object_


def _of_main_clause(
    items: list[Item], groups: list[Group], before: list[Word], word: Word
) -> Group | None:
    """Who is the subject of a verb without one of its own: "a gunman killed three before being shot",
    "… before taking his own life"?

    It is the one who stands before what he did, or nobody told; None where the verb has a subject.
    """
    lead = items[max(0, word.at - _LED) : word.at]
    bare = any("infinite" in x.tags for x in lead) and any("clause" in x.tags for x in lead)
    if not bare and "himself" not in items[word.at].tags:
        return None
    done = next((w for w in before if "inflicted" in w.forms and w.at < word.at - 1), None)
    if done is None:
        return None
    subjects = (g for g in groups if g.last < done.at and g.kind in ONE)
    return next(subjects, _NOBODY)


def _listed_under(chain: list[Group], word: Word, near: list[Word]) -> bool:
    """Is the last group one of a list of names after another word of the same harm?"""
    k = len(chain) - 1
    while k and chain[k].joined:
        k -= 1
    if k == len(chain) - 1:
        return False
    first, last = chain[k].first, chain[-1].last
    return word.at > last and any(o.measure == word.measure and o.last < first for o in near)


def _carries(word: Word, group: Group) -> bool:
    """Does a verb only carry a group that tells its harm itself: "أوقعت 530 قتيلا", "10 شهداء سقطوا",
    "سقط أربعة شهداء بينهم طفل"?
    """
    if word.measure == "bodies_found" and group.measure == "killed":
        # "Leichen von sechs Getöteten"
        return "event" in word.forms and 0 < group.first - word.last <= 2
    if group.measure is None or word.measure not in ("casualties", group.measure):
        return False
    if group.first - word.last == 1 and not {"suffered", "event"}.isdisjoint(word.forms):
        return True
    if word.measure != "casualties":
        return False
    if group.last < word.at:
        return "suffered" in word.forms and word.at - group.last == 1
    return "inflicted" in word.forms and group.first - word.last <= CARRIED


def _too_far(gaps: Gaps, word: Word, group: Group, forms: list[str]) -> bool:
    """Do the words, harm and people between already part two beyond any limit?

    Asides cost nothing, so it is left open where there may be one.
    """
    if group.first <= word.last and word.at <= group.last:
        return False
    before = group.last < word.at
    start, stop = (group.last + 1, word.listed) if before else (word.last + 1, group.first)
    start += before and _adjective(gaps.items, start, stop)
    aside = gaps.tells_part(start, stop) or _opens(gaps.items, start, stop)
    if before and (group.kind in ONE or aside):
        return False
    cost = gaps.price(start, stop, frozenset())
    cost = min(cost, _RELATIVE) if before else cost
    cost += 2 * gaps.harms(start, stop)
    cost += 3 * gaps.people(start, stop, frozenset(), subjects=before)
    return cost > (2 * (_FARTHEST_TOLL + 3) if "toll" in forms else _FARTHEST)


def _relates(item: Item) -> bool:
    """Does a clause begin here, or a sign that ends the words of whom it tells?"""
    return "clause" in item.tags or not item.word[0].isalnum()


def _distance(
    gaps: Gaps,
    groups: list[Group],
    word: Word,
    group: Group,
    form: str,
    pack: Pack,
) -> float:
    """How far a group stands from a word of harm, in words, with a price for what parts them."""
    items = gaps.items
    if group.first <= word.at <= group.last:
        return 0.0
    before = group.last < word.at
    start, stop = (group.last + 1, word.listed) if before else (word.last + 1, group.first)
    start += before and _adjective(items, start, stop)
    cost = 0.0
    if word.at < group.first <= word.last:
        start = stop = word.last  # inside "kamen … ums Leben"
        cost += 0.3 * (word.last - group.last)
    told = before and (gaps.tells_part(start, stop) or _opens(items, start, stop))
    aside = asides(items, start, stop) if told else set()
    if before and not aside and group.kind in ONE:
        led = group.apposed or of_a_thing(items, groups, start, stop)
        aside = apposed(items, start, stop, groups, led=led)
    cost += gaps.price(start, stop, aside) + (1.0 if aside else 0.0)
    who, reach = start, min(stop, start + _OF_WHOM)
    if group.kind in COUNTED and start < stop and "of" in items[start].tags:
        who = next((k for k in range(start, reach) if _relates(items[k])), start)
    opened = "clause" in items[who].tags or any(
        "clause" in x.tags for x in items[start : start + 2]
    )
    opened = opened or reduced(items, start, stop)
    closed = stop > start and ("aux" in items[stop - 1].tags or items[stop - 1].word == ",")
    if before and opened and closed and "clause" in items[who].tags:
        cost = min(cost, _RELATIVE)  # "drivers who were waiting at the border to enter were killed"
    cost += (2 if opened else 5) * gaps.harms(start, stop)
    cost += 3 * gaps.people(start, stop, aside, subjects=before)
    if (group.single or group.kind == "pronoun") and not right_beside(items[start:stop]):
        return 99.0
    if group.kind == "pronoun":
        told_on = word.measure in _TOLD_ON
        if told_on and is_object(items, group.first, pack):
            return 0.0 if stop == start else 99.0  # "lo mataron", "ранив його"
        if not told_on or group.weak == before:
            return 99.0  # "he died", "killed him", but not "two men with him died"
    if not before and group.kind == "number" and _of_things(items[start:stop]):
        return 99.0  # "Skadde skoler: 6"
    agent = not before and (gaps.by(start, stop) or does_it(items, group))
    if not before and group.partitive and start < stop and items[start].word == ",":
        then = items[group.last + 1 : group.last + 1 + _NEXT]
        cost += 6 * any("harm" in x.tags for x in then)  # "ранены, двое из них позже умерли"
    inside = group.first > 0 and not items[group.first - 1].word[0].isalnum()
    if before and ((group.partitive and inside) or aside_part(items, groups, group)):
        cost += 4  # "nine civilians, four of them children, were wounded"
    led = stop - start == ("filler" in items[start].tags) and word.measure in DEATHS
    if not before and gaps.suffers(group.last + 1) and not led:
        cost += 4  # a count right before a participle is the participle's
    if before and word.at == group.last + 1 and told_first(items, group, word):
        cost += 4  # "Murió el policía herido", "el cadáver de una joven desaparecida"
    if (
        not before
        and (stop - start > 3 or any(x.word in _QUOTES for x in items[start:stop]))
        and group.kind in ONE
        and gaps.says(group.last, group.last + 2)
    ):
        return 99.0  # ""They were killed at home," an officer said"
    if (
        not before
        and group.kind in ONE
        and start < stop
        and {"say", "say_after"} & items[stop - 1].tags.keys()
    ):
        return 99.0  # "tous sont morts, témoigne un agent"
    if not before and group.kind in ("name", "bare") and gaps.says(start, stop):
        cost += 8  # "killed, said the governor X"
    if form == "suffered_late":
        # A verb that agrees in number with its subject follows it ("جنديان قتلا").
        cost += 0 if before else 7
    elif form in ("suffered", "fallen"):
        if agent or (before and agent_of_another(items, group, word)):
            return 99.0
        ended = not before and start < stop and items[start].word == ","
        if ended and pack.victim_order != "after":
            lead = items[max(0, word.at - _LED) : word.at]
            cost += 6 * any("aux" in x.tags for x in lead)  # "der Mann wurde getötet, seine Frau"
        away = before if pack.victim_order == "after" else not before
        cost += 2.5 if away and pack.victim_order != "both" else 0
        if pack.victim_order == "before" and not before and start < stop:
            # "who was killed and three others", "pronounced dead at 5": other people, no people
            cost += 6 if "and" in items[start].tags or group.kind == "number" else 0
            if group.kind == "number" and "in" in items[start].tags:
                return 99.0
        if group.kind == "name" and not before and pack.victim_order != "after":
            # "fled, analyst X said"; where subjects follow, a name right after may be one.
            cost += 8 if pack.victim_order == "before" or stop - start > 3 else 0
    elif form in ("inflicted", "lost"):
        if before and whom(items, groups, group, word.at, word.last):
            cost = min(cost, _RELATIVE)
        elif before and pack.victim_order == "before" and "suffered" not in word.forms:
            return 99.0  # "Ali Haddad witnessed the shooting": verbs lead their objects
        elif before and any(
            done_to_some(items, groups, g, word) for g in groups if g.kind == "plural"
        ):
            return 99.0  # "a soldier killed protesters"
        elif before:
            cost += 7
        if not before and stop - start > 1 and items[start].word == ":" and group.kind in ONE:
            return 99.0  # "пришли и увели: рассказ жительницы"
        if not before and start < stop and pack.victim_order == "before":
            cost += object_price(items, word, (start, stop), group)
            if items[start].word == "," and all(x.word != "," for x in items[start + 1 : stop]):
                return 99.0  # "in shooting, 15-year-old is charged": no comma leads to an object
    elif form == "event":
        cost += event_price(items, word, group, (start, stop), before=before, pack=pack)
    elif form == "toll":
        one = group.kind in ("name", "one") and group.count.kind != "digits"
        parts = (k for k in range(word.last + 1, group.first) if "part" in items[k].tags)
        part = next(parts, 0)
        told = any(word.last < g.first < part and g.kind in COUNTED for g in groups)
        if one or told or (before and not risen_to(items, group, word)):
            return 99.0  # "le bilan est de 300 morts, dont 80 femmes"
        cost *= 0.5
        if any("to" in x.tags for x in items[group.first - 1 : group.first]):
            cost -= 3
    if group.kind == "definite":
        # "the wounded man", "killed, said the minister": told before, or no victim at all.
        told = before or form not in ("suffered", "victims") or pack.victim_order == "both"
        cost += 3 if told else 12
    elif group.kind == "bare":
        cost += 3
    elif group.kind in ("name", "anaphor"):
        cost += 1.5
    adjective = pack.adjectives_follow and word.at == group.last + 1  # "los dos soldados heridos"
    adjective = adjective and not told_first(items, group, word)
    led = before and pack.victim_order != "after" and not adjective and depends(items, group)
    if led and not told_of_alone(items, groups, group, word):
        # "the son of General X was wounded", "ten people from two families"
        cost += 8 if complements(items, groups, group) else 4
    if not before and after_part(items, group) and group.first - 1 != word.at:
        cost += 6  # "were reported killed, including two children"
    if group.kind == "name" and group.weak:
        cost += 2
    if group.weak and group.kind == "number":
        cost += 4
    return cost


def _adjective(items: list[Item], start: int, stop: int) -> bool:
    """Does a word that is only more of who they are stand before a comma: "una familia mormona, tres"?"""
    return (
        stop - start > 3 and items[start + 1].word == "," and not items[start].tags
        and items[start].word.isalpha() and not items[start].capital
    )  # fmt: skip


def _opens(items: list[Item], start: int, stop: int) -> bool:
    """Does a comma right after people open what may be an aside?"""
    return stop - start > 3 and items[start].word == ","
