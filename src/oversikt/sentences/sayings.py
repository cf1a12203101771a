"""Who says what in a sentence: words of speech, their speakers, and the claims they govern."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from oversikt.people.listed import opening, under_label
from oversikt.people.speech import SPEECH, passive, said
from oversikt.records import Attribution
from oversikt.sentences.speakers import Scene, phrase
from oversikt.sentences.subjects import (
    REACH,
    follows,
    is_closed,
    is_counted,
    medium_told,
    speaker_after,
    speaker_before,
    subject_of,
)
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

_PRONOUNS = {"pronoun", "speech_pronoun"}
#: So many words at least tell what the first who speaks says.
_FIRST = 3
_STOPS = frozenset(",.;:()")
_DASHES_OR_STOPS = _STOPS | {"–", "—"}
#: What parts a claim from a saying, in words: another claim between them, the end of a clause, and
#: a verb that closes what stood before it or opens what comes after.
_OTHER_HARM, _OTHER_CLAUSE, _TURNED = 4, 30, 12


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of speech or of source and who speaks, outermost first.

    ``speakers`` is empty where a pronoun or nobody is named: the speaker was told before. ``first``
    and ``last`` are positions of its words; ``closes`` tells that what is said stands before it.
    """

    first: int
    last: int
    speakers: tuple[Attribution, ...]
    closes: bool = False

    @property
    def passes_on(self) -> bool:
        """Do only media speak, which pass on what others say?"""
        return bool(self.speakers) and all(one.kind == "media" for one in self.speakers)


def sayings_of(text: str, items: list[Item], pack: Pack) -> tuple[Saying, ...]:
    """Return who says something in a sentence, in order, words that share one saying as one.

    Args:
        text: The report's field, for the speaker's words as they stand.
        items: Marked items of the sentence.
        pack: The language's pack.
    """
    scene = Scene(text, items, pack)
    found: list[Saying] = []
    for at, item in enumerate(items):
        if item.word != ":" and SPEECH.isdisjoint(item.tags) and "stating" not in item.tags:
            continue
        one = _saying(scene, at, item)
        if one is None:
            continue
        if found and _chained(items, found[-1], one):
            found[-1] = _both(found[-1], one)
        else:
            found.append(one)
    return tuple(sorted((*found, *_without_verb(scene)), key=lambda one: one.first))


def _without_verb(scene: Scene) -> list[Saying]:
    """Return who gives a figure of their own without a verb: "police spoke of nine dead, the hospital
    of eleven", "МВД сообщило о пяти погибших, мэр — о семи".
    """
    items, found = scene.items, []
    for at, item in enumerate(items[:-2]):
        if at < _FIRST or "speaker" not in item.tags:
            continue
        before = items[at - 1 - ("filler" in items[at - 1].tags)]
        if before.word not in ",;" and {"and", "clause"}.isdisjoint(before.tags):
            continue
        pause = items[at + 1].word == ","  # "la oposición habla de 17; el Gobierno, de 14"
        follow, number = items[at + 1 + pause], items[at + 2 + pause : at + 4 + pause]
        if not number:
            continue
        dash = follow.word in "–—"
        counted = [is_counted(x) for x in number]
        # ", the opposition 120.", but "police killed 40, the army 120"
        alone = is_counted(follow) and number[0].word in ".,;" and said(items[:at]) and not pause
        leads = "of" in follow.tags or _led_so(items[:at], follow)
        told = (dash and any(counted) and said(items[:at])) or (leads and counted[0])
        if alone or told:
            speaker = phrase(scene, at, at, at + 1)
            if speaker is not None:
                found.append(Saying(at, at, (speaker,)))
    return found


def _led_so(before: list[Item], word: Item) -> bool:
    """Does a word lead to a figure as it led to the one before: "snakker om 200 drepte, regjeringen om 34"?"""
    return word.word.islower() and any(
        one.low.rpartition(" ")[2] == word.low and is_counted(number)
        for one, number in pairwise(before)
    )


def speakers_in(sayings: Sequence[Saying]) -> tuple[Attribution, ...]:
    """Return everybody who speaks in a sentence, outermost first, each once."""
    names: dict[str, Attribution] = {}
    for saying in sayings:
        for one in saying.speakers:
            if not any(name.endswith(f" {one.name}") for name in names):
                names.setdefault(one.name, one)
    return _outer_first(list(names.values()))


def governing(items: list[Item], sayings: Sequence[Saying], first: int, last: int) -> Saying | None:
    """Return the saying that a claim belongs to: the nearest, with a price for what parts them.

    Args:
        items: Marked items of the sentence.
        sayings: The sayings of the sentence.
        first: Position of the first word of the claim.
        last: Position of its last word.
    """
    if len(sayings) < 2:
        return sayings[0] if sayings else None
    named = [s for s in sayings if s.speakers and s.closes and s.first > last]
    if named:  # "On déplore 12 morts, raconte un habitant": "on" is nobody told before
        sayings = [s for s in sayings if s.speakers]
    found = min(sayings, key=lambda saying: (_apart(items, saying, first, last), saying.first))
    passed = [s for s in sayings if s is not found and s.closes and s.passes_on]
    if passed and not found.passes_on:  # "the ministry said that …, according to AFP"
        return replace(found, speakers=speakers_in((*passed, found)))
    return found


def _apart(items: list[Item], saying: Saying, first: int, last: int) -> float:
    """How far a saying stands from a claim, in words."""
    if saying.last < first:
        between = items[saying.last + 1 : first]
        turned = saying.closes
        if not turned:  # "according to the hospital, …": its own words part nothing
            between = between[next((k for k, x in enumerate(between) if x.word == ","), 0) :]
    elif saying.first > last:
        between = items[last + 1 : saying.first]
        turned = not saying.closes
    else:
        return 0.0
    cost = float(len(between)) + (_TURNED if turned else 0)
    cost += _OTHER_CLAUSE * any(x.word == ";" for x in between)
    return cost + _OTHER_HARM * sum("harm" in x.tags for x in between)


def _saying(scene: Scene, at: int, item: Item) -> Saying | None:
    """Return the saying whose word stands at ``at``, if one does."""
    tags, items = item.tags, scene.items
    if "cite" in tags:
        if at + 1 < len(items) and items[at + 1].word == ",":
            return None  # "за попередніми даними, загинули двоє": nobody is named
        alone = at + 2 >= len(items) or items[at + 2].word in ",."
        if alone and at + 1 < len(items) and _PRONOUNS & items[at + 1].tags.keys():
            return Saying(at, at, (), closes=at > 0)  # "d'après elle,"
        speaker = speaker_after(scene, at)
        closes = at > 0 and not _leads(items, at)
    elif "say" in tags or "say_after" in tags:
        if passive(items, at) or _takes(scene, at):
            return None
        if _by_pronoun(items, at):
            return Saying(at, at, (), closes=is_closed(items, at))
        speaker = _speaker(scene, at)
        closes = is_closed(items, at) or at + 1 == len(items) or items[at + 1].word == "."
    elif item.word == ":" and _announces(items, at):
        speaker, closes = phrase(scene, at - 1, 0, at), False  # "Police: three killed"
    elif "stating" in tags and at and items[at - 1].word == ",":
        speaker, closes = subject_of(scene, at), False  # "X claimed responsibility, saying"
    else:
        return None
    hearer = None if "cite" in tags or item.word == ":" else medium_told(scene, at)
    named = [one for one in (hearer, speaker) if one is not None]
    if len(named) == 2 and (named[0].name in named[1].name or named[1].kind == "media"):
        named.pop(0)
    if not named and "cite" in tags:
        return None
    return Saying(at, at, tuple(named), closes=closes)


def _takes(scene: Scene, at: int) -> bool:
    """Does a thing that no pack knows do the harm that the verb tells too: "violence claimed one life"?"""
    harmed = {"harm", "headed"} <= scene.items[at].tags.keys()
    return harmed and at > 0 and scene.is_unknown(at - 1) and scene.items[at - 1].word.islower()


def _announces(items: list[Item], colon: int) -> bool:
    """Does who speaks stand right before a colon, "Police: three killed"? Neither who was harmed does,
    "Aid workers: 3", nor whom a preposition leads to, "Attack on police: three killed".
    """
    if (
        not 0 < colon <= REACH
        or "speaker" not in items[colon - 1].tags
        or under_label(items, colon)
    ):
        return False
    for item in reversed(items[opening(items, colon) : colon - 1]):
        if "speaker" in item.tags:
            return True
        if not {"in", "by"}.isdisjoint(item.tags) and "of" not in item.tags:
            return False
    return True


def _leads(items: list[Item], at: int) -> bool:
    """Does what is said follow a source without a comma: "according to the ministry — seven"?"""
    follow = items[at + 1 : at + 1 + REACH]
    end = next((x for x in follow if x.word in _DASHES_OR_STOPS or is_counted(x)), None)
    return end is not None and end.word not in _STOPS


def _chained(items: list[Item], one: Saying, other: Saying) -> bool:
    """Does one saying pass on the other, with nothing claimed between: "AFP writes, citing police"?"""
    between = items[one.last + 1 : other.first]
    return not any("harm" in x.tags or x.word in ".;" or is_counted(x) for x in between)


def _both(one: Saying, other: Saying) -> Saying:
    """Two words of one saying."""
    return Saying(one.first, other.last, speakers_in((one, other)), closes=one.closes)


def _outer_first(names: list[Attribution]) -> tuple[Attribution, ...]:
    """Put media, who pass on what others say, before them."""
    media = [a for a in names if a.kind == "media"]
    return tuple(media + [a for a in names if a.kind != "media"])


def _by_pronoun(items: list[Item], at: int) -> bool:
    """Does a pronoun speak: "he said", "ajoute-t-il", "sier han"?"""
    if at and "speech_pronoun" in items[at - 1].tags:
        return True
    k = at + 1
    while k < len(items) and items[k].word in "-‑" and k - at < 2:
        k += 1
    if k >= len(items) or "speech_pronoun" not in items[k].tags:
        return False
    follow = items[k + 1].tags if k + 1 < len(items) else {}
    return (
        is_closed(items, at) and not {"person", "speaker", "adj", "harm", "count"} & follow.keys()
    )


def _speaker(scene: Scene, at: int) -> Attribution | None:
    """The speaker of the verb at ``at``: after it in "…, said the mayor", otherwise before it."""
    items = scene.items
    if at + 1 < len(items) and "by" in items[at + 1].tags:
        return speaker_after(scene, at + 1, near=True)  # "counted by officials"
    # Where verbs open their clause, the speaker stands after the word of speech.
    after = is_closed(items, at) or not scene.pack.capitals
    follow = items[at + 1].tags if at + 1 < len(items) else {}
    medium = "media" in follow.get("speaker", ()) and "hearer" not in follow
    if "told" in items[at].tags and medium:
        return speaker_before(scene, at) or speaker_after(
            scene, at, near=True
        )  # "…, the mayor, told AFP"
    if after and ("say_after" in items[at].tags or not scene.pack.capitals or follows(scene, at)):
        return speaker_after(scene, at, near=True) or speaker_before(scene, at)
    return speaker_before(scene, at) or speaker_after(scene, at, near=True)
