"""What became of people later: the shot who died, the wounded who did, refugees who came back."""

from collections.abc import Sequence
from dataclasses import replace

from oversikt.harm.harm import COUNTABLE, DYING, HURT, Harm, Word
from oversikt.harm.voice import of_those
from oversikt.people.people import Group
from oversikt.people.pronouns import reflexive
from oversikt.words.marks import Item

#: So many words may lead such a verb after "and" or "who", and so few after "and" alone.
_LATER, _THEN = 3, 2
#: A place between a verb and its subject takes so many words.
_WHERE = 4
#: What a noun may call people before a verb tells what became of them, and what that may be.
_STATES = {"wounded", "casualties", "displaced", "detained", "missing", "abducted", "trapped"}
_FATES = {"killed", "returned", "bodies_found"}
#: What leads from some to the many: "nine of the", "девять из".
OUT_OF = frozenset({"of", "place_origin", "part"})
#: Words that part such a noun from its verb, and those that may stand between.
_PARTING = {"and", "or", "clause", "say", "cite", "harm", "count", "part", "neg", "person", "in"}
_BESIDE = {"aux", "filler", "of", "pronoun", "another", "own", "place", "cause"}
#: Whose the many are takes so many words: "unit 's", "landets".
_OWNER, _OWNERS = 3, {"place", "place_kind", "object", "speaker", "troops", "genitive"}
#: Words of an age after a noun, and between commas.
_AGED = {"of", "count", "age"}
_ASIDE = 3


def died(
    items: list[Item], groups: list[Group], found: list[Harm], words: list[Word], used: set[int]
) -> None:
    """Make those who were wounded and died dead: "was shot from a car and died at the scene".

    The verb of dying has no victims of its own, "and" leads it or it is the verb of those whom a
    clause tells wounded ("a boy who was shot has died") or whom one tells dead ("shot a boy, who later
    died"), and nobody else stands between.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        found: The harms found; they are changed in place.
        words: The words of harm.
        used: Positions of the words that have victims of their own.
    """
    for w, word in enumerate(words):
        if w in used or word.measure != "killed" or word.forms != DYING:
            continue
        if "himself" in items[word.at].tags and any("inflicted" in o.forms for o in words[:w]):
            continue  # "wounding nine before taking his own life"
        lead = items[max(0, word.at - _LATER - 1) : word.at]
        joined = any("and" in x.tags for x in lead)
        for harm in found:
            if not (joined or _of_subject(items, harm) or _told_on(items, harm, word)):
                continue
            end = harm.end
            if harm.measure not in HURT or harm.at is None or end >= word.at:
                continue
            others = any(end < g.first < word.at and g.kind in COUNTABLE for g in groups)
            others = others or _another(lead)
            if not others and not any(x.word in ".;:" for x in items[end + 1 : word.at]):
                harm.measure = "killed"


def _another(lead: list[Item]) -> bool:
    """Does a name that nobody has explained follow "and" before a verb: "ранен, а Иваныча не стало"?"""
    at = max((k for k, x in enumerate(lead) if "and" in x.tags), default=len(lead))
    return any(x.capital and not x.tags for x in lead[at + 1 :])


def unsurvived(items: list[Item], groups: list[Group]) -> tuple[list[Group], dict[int, Harm]]:
    """Return the groups with those none of whom survived, and their deaths by position: "none of the 14
    passengers survived".

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
    """
    out, dead = list(groups), dict[int, Harm]()
    for k, group in enumerate(groups):
        if group.count.kind != "none":
            continue
        near = range(max(0, group.first - 2), min(len(items), group.last + 2 + 2 * _LATER))
        near = range(near[0], next((k for k in near if items[k].word in ",;."), near[-1] + 1))
        verb = next((at for at in near if "survive" in items[at].tags), None)
        if verb is None:
            continue
        counts = (x.tags.get("count") for x in items[group.first + 1 : group.last + 1])
        many = next((c for c in counts if c is not None and (c.low or 0) > 1), None)
        out[k] = (
            replace(group, kind="whole")
            if many is None
            else replace(group, count=many, kind="counted")
        )
        if many is not None:
            dead[k] = Harm("killed", out[k], verb, "unsurvived", 1.0, [out[k]])
    return out, dead


def died_later(items: list[Item], groups: list[Group], found: list[Harm]) -> list[Harm]:
    """Return the harms with those dead of whom a pronoun tells it in a later clause: "a boy was taken
    to a hospital, where he died", "shot a man and killed him".

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        found: The harms of the sentence.
    """
    gone: set[int] = set()
    for dead in found:
        one = dead.group
        object_of = one.weak  # "killing him"
        if dead.measure != "killed" or one.kind != "pronoun" or reflexive(items[one.first]):
            continue
        if not object_of and dead.form != "suffered":
            continue
        for harm in found:
            end = harm.end
            between = [g for g in groups if end < g.first < one.first and g.kind in COUNTABLE]
            if (
                harm.measure in HURT and end < one.first
                and (_done_to(harm) if object_of else _suffers(harm))
                and harm.group.count.low == harm.group.count.high == one.count.high == 1
                and not between and not any(x.word in ".;:" for x in items[end + 1 : one.first])
            ):  # fmt: skip
                harm.measure, harm.at, harm.either = "killed", dead.at, False
                gone.add(id(dead))
    return [harm for harm in found if id(harm) not in gone]


def _suffers(harm: Harm) -> bool:
    """Are people a verb's subject, or its object before a verb of nobody: "чоловіка поранили"?"""
    object_first = harm.form == "inflicted" and harm.at is not None and harm.group.last < harm.at
    return harm.form == "suffered" or object_first


def _done_to(harm: Harm) -> bool:
    """Are people the object of a verb before them, or told shot or struck whoever did it?"""
    return harm.form == "inflicted" and harm.at is not None and harm.at < harm.group.first


def _of_subject(items: list[Item], harm: Harm) -> bool:
    """Does a relative clause or a participle after people tell their harm: "a boy who was shot"?"""
    last = harm.members[-1].last
    if harm.at is None or harm.at <= last:
        return False
    after = items[last + 1 : last + 1 + _ASIDE]  # "a girl, 6, who had been shot, has died"
    if len(after) == _ASIDE and after[0].word == "," == after[2].word and "count" in after[1].tags:
        last += _ASIDE
    end = last
    while end + 1 < harm.at and not _AGED.isdisjoint(items[end + 1].tags):
        end += 1
    if any("age" in x.tags for x in items[last + 1 : end + 1]):
        last = end  # "un gendarme de 22 ans, touché par balle"
    aside = items[last + 1].word == ","  # "a man, shot in the head, died"
    return harm.at == last + 1 + aside or "clause" in items[last + 1].tags


def _told_on(items: list[Item], harm: Harm, word: Word) -> bool:
    """Does a clause that a comma parts from people tell on of them: "shot a boy, who later died"?"""
    last = harm.members[-1].last
    comma = last if items[last].word == "," else last + 1  # an age takes its comma in
    return (
        comma + 1 < word.at <= comma + 1 + _LATER
        and items[comma].word == "," and "clause" in items[comma + 1].tags
    )  # fmt: skip


def some_of(items: Sequence[Item], groups: Sequence[Group], many: int) -> int | None:
    """Return the position of those told as some of many: "one of five people", "двое из раненых";
    None where none are.

    Args:
        items: Marked items of the sentence.
        groups: Its groups of people.
        many: Position of the many.
    """
    if not many:
        return None
    some, whole = groups[many - 1], groups[many]
    gap = items[some.last + 1 : whole.first]
    led = bool(gap) and not OUT_OF.isdisjoint(gap[0].tags)
    few = 0 < (some.count.low or 0) < (whole.count.low or 0)
    return many - 1 if led and few and _whose(gap[1:]) else None


def _whose(gap: Sequence[Item]) -> bool:
    """Do only articles and whose the many are stand before their number: "five of the unit's 30
    soldiers", "elleve av landets 24 dommere"?
    """
    owner = [x for x in gap if "filler" not in x.tags]
    return len(owner) <= _OWNER and all(
        x.word in "'’" or (x.word.isalpha() and x.tags.keys() <= _OWNERS) for x in owner
    )


def overtaken(
    items: list[Item], groups: list[Group], words: list[Word], *, subject_after: bool
) -> list[Group]:
    """Return the groups with those left open whom their noun calls hurt, held or gone, and whom a
    verb right beside it tells dead or back: "four of the wounded died", "5,000 refugees returned".

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
        words: The words of harm.
        subject_after: Whether a subject may follow its verb ("Скончались двое раненых").
    """
    out = list(groups)
    for k, group in enumerate(groups):
        if group.measure not in _STATES or some_of(items, groups, k) is not None:
            continue  # "one of the four wounded died"
        for word in words:
            before = group.last < word.at
            gap = items[group.last + 1 : word.at] if before else items[word.last + 1 : group.first]
            gap = _past_aside(gap) if before else gap
            forms = {"suffered"} if before or subject_after else set[str]()
            if not before and group.measure != "wounded":
                forms |= {"inflicted", "event"}  # "claimed one wounded" kills nobody
            elif not before and word.measure == "killed" and (not gap or "of" in gap[0].tags):
                forms.add("event")  # "the death of one of the wounded"
            if not before and _at_place(gap):
                gap = []  # "murieron en el hospital dos de los heridos"
            own = any(0 < word.at - g.last <= 1 for g in groups if g.kind in COUNTABLE)
            if before and subject_after and of_those(items, word):
                continue  # "22 جريحا فارق خمسة منهم الحياة"
            if before and "suffered" in word.forms and _went_on(items, groups, group, word):
                out[k] = replace(group, measure=None)
                break
            if (
                word.measure in _FATES
                and not forms.isdisjoint(word.forms)
                and (before or not own)
                and len(gap) <= _LATER
                and sum(x.tags.keys().isdisjoint(_BESIDE) for x in gap) < 2
                and all(x.word[0].isalpha() and _PARTING.isdisjoint(x.tags) for x in gap)
            ):
                out[k] = replace(group, measure=None)
                break
    return out


def _at_place(gap: list[Item]) -> bool:
    """Do these words only tell where: "en el hospital"?"""
    return (
        0 < len(gap) <= _WHERE and "in" in gap[0].tags
        and all(x.word[0].isalpha() and (_PARTING - {"in"}).isdisjoint(x.tags) for x in gap)
    )  # fmt: skip


def _went_on(items: list[Item], groups: list[Group], group: Group, word: Word) -> bool:
    """Does "and" lead to what one of them died of later: "a shooting victim was taken to a hospital and
    later died"?
    """
    gap = items[group.last + 1 : word.at]
    joined = any("and" in x.tags and "count" not in x.tags for x in gap[-_THEN:])
    between = any(group.last < g.first < word.at for g in groups if g.kind in COUNTABLE)
    return (
        word.measure == "killed" and group.count.low == group.count.high == 1
        and joined and not between and all(x.word not in ",.;:" for x in gap)
    )  # fmt: skip


def _past_aside(gap: list[Item]) -> list[Item]:
    """Return what follows an aside that tells parts: "46 displaced, half of them children, were"."""
    if len(gap) < 3 or gap[0].word != "," or not any("part" in x.tags for x in gap[1:3]):
        return gap
    return gap[max(k for k, x in enumerate(gap) if x.word == ",") + 1 :]
