"""Who harmed and by what, and to whom those harmed belong, as stated."""

from bisect import bisect
from collections.abc import Iterator, Sequence

from oversikt.harm.fate import some_of
from oversikt.harm.harm import Harm
from oversikt.harm.outcomes import HELD
from oversikt.people.listed import opening, under_label
from oversikt.people.people import ARMED, Group
from oversikt.records import Cause
from oversikt.sentences.sayings import Saying
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: Words between people and their side: "30 fighters from the ranks of X".
_REACH = 3
#: So near before a verb "and" joins it to what the same subject did.
_NEXT = 3
#: Causes that one event often has together; the more special one is meant.
_FAMILY = {
    "suicide_attack": "bomb", "ied": "bomb", "airstrike": "fire", "drone": "fire", "shelling": "fire",
    "mine": "mine", "shooting": "shooting", "execution": "shooting",
}  # fmt: skip
_ARTICLES = {"of", "filler", "one", "one_article", "count", "in", "pronoun"}
#: So near behind somebody stands the word that makes him responsible.
_BLAME, _SLIGHT = 3, frozenset({"aux", "filler"})
_LINKS = ("of", "in", "filler", "adj")


def actor_of(
    text: str,
    items: Sequence[Item],
    groups: Sequence[Group],
    sayings: Sequence[Saying],
    harms: Sequence[Harm] = (),
) -> str | None:
    """Return the actor that a sentence names: a name before a common noun.

    Who speaks, who is harmed and those to whom the harmed belong are no actors, and neither is a
    noun that can speak ("police"): most often it tells of the harm, unless it leads its verb.

    Args:
        text: The report's field.
        items: Marked items of the sentence.
        groups: The groups of people among them.
        sayings: Who says something in it.
        harms: What befell whom in it, where that is known.
    """
    own = {k for group in groups for k in _side(items, group)}
    own |= {k for h in harms for m in h.members for k in range(m.first, m.last + 1)}
    own |= {
        k for many in range(1, len(groups) if harms else 0)
        if (one := some_of(items, groups, many)) is not None
        and any(m is groups[one] for h in harms for m in h.members)
        for k in range(groups[many].first, groups[many].last + 1)
    }  # "five of the 30 soldiers were killed"  # fmt: skip
    own |= {k for g in groups if g.kind == "whole" for k in range(g.first, g.last + 1)}
    # "brings to nine the number of soldiers killed"
    own |= {h.at + 1 for h in harms if h.form == "toll" and h.at is not None}
    own |= {
        k for colon, x in enumerate(items) if x.word == ":" and under_label(items, colon)
        for k in range(opening(items, colon), colon)
    }  # fmt: skip
    speakers = [one.name for saying in sayings for one in saying.speakers]
    for k, item in enumerate(items):
        if item.tags.get("actor") == "names" and k not in own and not _within(items, k):
            named = text[item.start : item.end]
            if _led_by(items, k) or not any(named in speaker for speaker in speakers):
                return named
    told = [
        k for k, item in enumerate(items)
        if k not in own and item.tags.get("actor") != "names" and not _beside(items, harms, k)
        and ("actor" in item.tags or "agent" in item.tags or _armed(item, groups, k))
    ]  # fmt: skip
    some = {m.person for h in harms for m in h.members if m.partitive and m.person is not None}
    led = {k for k in told if _led_by(items, k)}
    doers = {k for k in told if does(items, harms, k)}
    sure = led | doers
    for k in sorted(told, key=lambda k: k not in sure):  # "The attackers fled; police killed two"
        item = items[k]
        named = text[item.start : item.end]
        known = "actor" in item.tags or "agent" in item.tags
        if k not in sure and (not known or "speaker" in item.tags):
            continue
        if k not in sure and not some.isdisjoint(item.tags.get("person", ())):
            continue  # "chased the gunmen and killed two of them"
        if k not in doers and k and "aux" in items[k - 1].tags:
            continue  # "eight of the dead were soldiers"
        # "…, opplyser gruppa", but not "police said militants killed three"
        speaks = any(s.last == k - 1 and s.closes for s in sayings)
        if k in led or not (speaks or any(named in speaker for speaker in speakers)):
            return named
    return None


def doer_of(
    text: str,
    items: Sequence[Item],
    groups: Sequence[Group],
    harms: Sequence[Harm],
    harm: Harm,
    actor: str | None,
) -> str | None:
    """Return the one who did a harm and was harmed in turn, right before its verb: "a gunman killed three
    people before being shot dead by police", or whom its own clause names; None where the sentence's
    actor will do.

    Args:
        text: The report's field.
        items: Marked items of the sentence.
        groups: The groups of people among them.
        harms: What befell whom in it.
        harm: One of these.
        actor: Whom the sentence names as actor.
    """
    k = harm.at - 1 - ("aux" in items[harm.at - 1].tags) if harm.at else -1
    fallen = any(m.first <= k <= m.last for h in harms if h.at != harm.at for m in h.members)
    does_it = k >= 0 and fallen and ("actor" in items[k].tags or _armed(items[k], groups, k))
    if harm.form == "inflicted" and does_it:
        return text[items[k].start : items[k].end]
    return _of_clause(text, items, groups, harms, harm, actor)


def _of_clause(
    text: str,
    items: Sequence[Item],
    groups: Sequence[Group],
    harms: Sequence[Harm],
    harm: Harm,
    actor: str | None,
) -> str | None:
    """Return who did a harm by the words of its own clause, where another clause tells of others: "rebels
    killed nine, while 17 were killed by the army"; None where the sentence's actor will do.
    """
    ends = [k for k, x in enumerate(items) if "clause" in x.tags or x.word == ";"]
    clauses = {bisect(ends, h.at) for h in harms if h.at is not None}
    if harm.at is None or actor is None or len(clauses) < 2:
        return None
    mine = bisect(ends, harm.at)
    own = [
        k for k, x in enumerate(items)
        if bisect(ends, k) == mine and not any(m.first <= k <= m.last for m in harm.members)
        and ("actor" in x.tags or "agent" in x.tags or _armed(x, groups, k))
    ]  # fmt: skip
    names = [text[items[k].start : items[k].end] for k in own]
    if actor in names:
        return None
    does_it = (
        name for k, name in zip(own, names, strict=True)
        if _led_by(items, k) or does(items, harms, k) or _blamed(items, k)
    )  # fmt: skip
    return next(does_it, None)


def _blamed(items: Sequence[Item], at: int) -> bool:
    """Is somebody told to have done a deed: "قوات النظام مسؤولة عن مقتل", "the army is responsible for"?"""
    after = items[at + 1 : at + 1 + _BLAME]
    told = next((k for k, x in enumerate(after) if "blame" in x.tags), -1)
    return told >= 0 and all(x.tags.keys() <= _SLIGHT for x in after[:told])


def acts_elsewhere(
    text: str, items: Sequence[Item], harms: Sequence[Harm], harm: Harm, actor: str
) -> bool:
    """Did a thing do a harm while the actor is the subject of another, or only arrest who did it: "a car
    bomb killed five and gunmen shot dead two", "police arrested a man who shot his neighbour"?

    Args:
        text: The report's field.
        items: Marked items of the sentence.
        harms: What befell whom in it.
        harm: One of these.
        actor: Whom the sentence names as actor.
    """
    if harm.measure not in HELD and any(
        h.measure == "detained" and _arrests(text, items, h, harm, actor) for h in harms
    ):
        return True
    if _by_victim(items, harms, harm):
        return True
    if harm.form != "inflicted" or not harm.at or "cause" not in items[harm.at - 1].tags:
        return False
    others = [h for h in harms if h.at != harm.at]
    return any(
        text[x.start : x.end] == actor and does(items, others, k) for k, x in enumerate(items)
    )


def _by_victim(items: Sequence[Item], harms: Sequence[Harm], harm: Harm) -> bool:
    """Did the one killed do a harm before, of whom a pronoun tells: "police killed a man after he stabbed
    two"?
    """
    at = harm.at or 0
    he = at > 0 and items[at - 1].tags.get("pronoun_one") == "subject"
    return he and harm.form == "inflicted" and any(
        h.form == "inflicted" and (h.at or at) < at and h.group.count.high == 1
        and h.group.last < at for h in harms
    )  # fmt: skip


def _arrests(text: str, items: Sequence[Item], arrest: Harm, harm: Harm, actor: str) -> bool:
    """Is the actor the subject of an arrest, after which another harm is told of those arrested, and not
    as the next that the actor did: "soldiers arrested ten and killed two"?
    """
    at = harm.group.first if harm.at is None else harm.at
    if arrest.at is None or arrest.at >= at:
        return False
    subject = any(text[x.start : x.end] == actor for x in items[: arrest.at])
    return subject and all("and" not in x.tags for x in items[max(0, at - _NEXT) : at])


def _beside(items: Sequence[Item], harms: Sequence[Harm], at: int) -> bool:
    """Is somebody told along with one harmed, whom the form alone would make the one who did it: "убит
    глава района с охранником"?
    """
    if at < 1 or "agent" not in items[at].tags or "with_kin" not in items[at - 1].tags:
        return False
    near = range(at - 2 - _REACH, at - 1)
    return any(m.last in near and m.count.high == 1 for h in harms for m in h.members)


def _armed(item: Item, groups: Sequence[Group], at: int) -> bool:
    """Is this a noun for fighters or forces, which by itself does not say who did it? In "el ataque
    islamista" it is none.
    """
    forces = any(p.status in ARMED for p in item.tags.get("person", ()))
    return forces and any(g.first <= at <= g.last for g in groups)


def _led_by(items: Sequence[Item], at: int) -> bool:
    """Does "by" lead to a noun, past articles: "par des rebelles"? Not to who says so: "denied by the army"."""
    k = at - 1
    while k > 0 and items[k].tags and items[k].tags.keys() <= _ARTICLES:
        k -= 1
    told = k > 0 and not {"say", "denied"}.isdisjoint(items[k - 1].tags)
    return k >= 0 and "by" in items[k].tags and not told


def _within(items: Sequence[Item], at: int) -> bool:
    """Does a preposition of place lead to a name, past articles: "in Israel", "in der Türkei"?"""
    k = at - 1
    while k > 0 and "filler" in items[k].tags and {"in"} != {"in", "of"} & items[k].tags.keys():
        k -= 1  # "der" may be "of the"
    tags = items[k].tags if k >= 0 else {}
    return "in" in tags and {"of", "by", "to"}.isdisjoint(tags)


def does(items: Sequence[Item], harms: Sequence[Harm], at: int) -> bool:
    """Does a verb that harms others follow a noun: "militants (have) killed two soldiers"?

    Args:
        items: Marked items of the sentence.
        harms: What befell whom in it.
        at: Position of the noun.
    """
    verb = at + 1 + ("aux" in items[min(at + 1, len(items) - 1)].tags)
    return any(
        h.at == verb and h.form == "inflicted" and h.group.first > verb for h in harms
        if h.measure != "bodies_found"
    )  # fmt: skip


def affiliation_of(text: str, items: Sequence[Item], group: Group, pack: Pack) -> str | None:
    """Return the force or group that people are told to belong to: "30 of the militants of X".

    Args:
        text: The report's field.
        items: Marked items of the sentence.
        group: The people.
        pack: The language's pack, which knows forces that are part of a noun ("عنصر من حزب الله").
    """
    for k in _side(items, group):
        return text[items[k].start : items[k].end]
    for item in items[group.first : group.last + 2]:
        if "person" in item.tags or "adj" in item.tags:
            name = _force_in(item, pack)
            if name is not None:
                return name
    return None


def _force_in(item: Item, pack: Pack) -> str | None:
    """The name of a force that ends a noun of several words."""
    lows, words = item.low.split(), item.word.split()
    if len(lows) != len(words):
        return None
    for cut in range(1, len(lows)):
        node = pack.words.get(lows[cut])
        if node is None:
            continue
        rest = tuple(lows[cut:])
        own = node.tags if len(rest) == 1 else dict(node.phrases).get(rest)
        if own and own.get("actor") == "names":
            return " ".join(words[cut:])
    return None


def cause_of(
    told: Cause | None, items: Sequence[Item], harms: Sequence[Harm], first: int, last: int
) -> Cause | None:
    """Return the cause of a harm: its sentence's, or the nearest where several harms have their own.

    Args:
        told: The cause that the sentence names, the most special one of several.
        items: Marked items of the sentence.
        harms: All that befell somebody in it.
        first: Position of the first word of the harm.
        last: Position of its last word.
    """
    if told is None or len({h.at for h in harms}) < 2:
        return told
    nearest = min(
        (k for k, x in enumerate(items) if "cause" in x.tags),
        key=lambda k: max(first - k, k - last, 0),
    )
    near: Cause = items[nearest].tags["cause"]
    if _FAMILY.get(near) != _FAMILY.get(told) or _of_another(told, items, harms, (first, last)):
        return near
    return told


def _of_another(
    told: Cause, items: Sequence[Item], harms: Sequence[Harm], span: tuple[int, int]
) -> bool:
    """Does the more special cause stand nearer to another harm: "shelling killed three in A and a drone
    strike killed one in B"?
    """
    first, last = span
    at = [k for k, x in enumerate(items) if x.tags.get("cause") == told]
    here = min(max(first - k, k - last, 0) for k in at)
    verbs = {h.at for h in harms if h.at is not None and not first <= h.at <= last}
    return any(abs(k - verb) < here for k in at for verb in verbs)


def _side(items: Sequence[Item], group: Group) -> Iterator[int]:
    """Yield positions of names of forces among and right after the words of a group."""
    for k in range(group.first, min(len(items), group.last + 1 + _REACH)):
        tags = items[k].tags
        if tags.get("actor") == "names":
            yield k
        if k > group.last and (not any(link in tags for link in _LINKS) and "actor" not in tags):
            return
