"""Who speaks: the subject before or behind a word of speech, and the medium that was told."""

from oversikt.people.speech import SPEECH
from oversikt.records import Attribution
from oversikt.sentences.speakers import Scene, phrase
from oversikt.words.marks import Item

#: Words between a word of speech and its speaker; a speaker after the verb stands nearer.
REACH = 6
_NEAR = 4
#: So many words an aside between a speaker and the verb may have.
_ASIDE = 9
# A verb of speech right after one of these has its speaker after it, where it can.
_CLOSING = {",", "»", "”", "“", "’", '"', "–", "—"}
# What may stand between a verb of speech and the speaker after it without counting as distance.
_BETWEEN = {
    "relative", "weekday", "date_this", "date_last", "date_part_of_day", "filler", "one", "in",
    "place", "month", "of", "stretch", "anaphoric",
}  # fmt: skip
_ARTICLES = frozenset({"filler", "one", "count", "one_article", "feminine"})
_QUOTES = {"«", "»", "”", "“", '"'}
_SENTENCE = {".", ";", ":", "!", "?"}
_PART = {".", ";", "!", "?", "–", "—"}


def is_closed(items: list[Item], at: int) -> bool:
    """Does a comma, a dash or a closing quote stand right before the word at ``at``?

    Args:
        items: Marked items of a sentence.
        at: Position of the word of speech.
    """
    return at > 0 and items[at - 1].word in _CLOSING


def is_counted(item: Item) -> bool:
    """Is this a count that is more than an article?

    Args:
        item: A marked word.
    """
    return "count" in item.tags and "one" not in item.tags


def speaker_before(scene: Scene, at: int) -> Attribution | None:
    """The speaker before a verb of speech.

    Args:
        scene: The sentence.
        at: Position of the word of speech.
    """
    items = scene.items
    best: int | None = None
    steps = 0
    at = _past_aside(items, at)
    for k in range(at - 1, max(-1, at - 1 - REACH), -1):
        item = items[k]
        if item.word in _PART or item.word == ",":
            if at - 1 - k > 0 or item.word != ",":
                break
            continue
        if "harm" in item.tags and "speaker" not in item.tags:
            break
        if "speaker" in item.tags:
            best = k
            break
        steps += not (_BETWEEN & item.tags.keys() or item.capital)
        if best is None and (
            scene.is_name(k)
            or (steps <= 2 and _is_people(items, k))
            or (k == at - 1 and _is_somebody(scene, k))
        ):
            best = k
    office = best is not None and set(items[best].tags.get("speaker", ("other",))) != {"other"}
    if at and "and" in items[at - 1].tags and not office:
        subject = subject_of(scene, at)
        if subject is not None:
            return subject
    return None if best is None else phrase(scene, best, max(0, at - 8), at)


def subject_of(scene: Scene, at: int) -> Attribution | None:
    """The one who speaks further in a second verb without a subject of its own: "Moskau wies die Zahlen
    als Propaganda zurück und meldete", "the Taliban claimed the attack, saying".

    Args:
        scene: The sentence.
        at: Position of the word of speech.
    """
    items = scene.items
    start = max((k + 1 for k in range(at) if items[k].word in _SENTENCE), default=0)
    clause = range(start, at)
    head = next(
        (k for k in clause if "one" not in items[k].tags and "filler" not in items[k].tags), at
    )
    if any(not SPEECH.isdisjoint(items[k].tags) for k in clause):
        return None  # who spoke before goes on
    said = [k for k in clause if "speaker" in items[k].tags and not _governed(items, k)]
    offices = [k for k in said if set(items[k].tags["speaker"]) != {"other"}]
    named = scene.is_name(head) or "place" in items[head].tags
    end = head + 1
    while end < at and scene.is_name(end):
        end += 1
    # one unknown word may be capital only because a sentence begins: "Describing"
    known = end - head > 1 or "place" in items[head].tags
    if named and known and end < at and items[end].word.islower():
        return phrase(scene, head, start, at)
    first = next(iter(offices or said), None)
    return None if first is None else phrase(scene, first, start, at)


def speaker_after(scene: Scene, at: int, *, near: bool = False) -> Attribution | None:
    """The speaker after a verb of speech or after "according to".

    Args:
        scene: The sentence.
        at: Position of the word of speech.
        near: Whether it is a verb, whose subject stands near.
    """
    items = scene.items
    best: int | None = None
    low = at + 1
    steps, heard, reach = 0, 0, _NEAR if near else REACH
    for k in range(at + 1, min(len(items), at + 12)):
        item = items[k]
        if steps >= reach:
            break
        if "hearer" in item.tags:
            low, heard = k + 1, heard + 1
            continue
        steps += 0 if _BETWEEN & item.tags.keys() and "speaker" not in item.tags else 1
        if near and k == at + 1 and _are_counted_speakers(items, at):
            best = k + 1
            break
        if (
            item.word in _PART
            or (item.word == "," and k > at + 1)
            or (near and ("clause" in item.tags or is_counted(item)))
        ):
            break
        if near and "harm" in item.tags and "speaker" not in item.tags:
            break
        if near and "media" in item.tags.get("speaker", ()) and _speaks_on(scene, k):
            low = k + 1
            continue  # "told AFP the governor"
        if "speaker" in item.tags and (best is None or scene.is_name(k - 1)):
            best = k
            break
        if best is None and (
            scene.is_name(k)
            or (k - at <= 2 + heard and _is_people(items, k) and (not near or is_closed(items, at)))
            or (near and k == at + 2 and _is_somebody(scene, k))
        ):
            best = k
    return None if best is None else phrase(scene, best, low, min(len(items), best + 10))


def medium_told(scene: Scene, at: int) -> Attribution | None:
    """The medium that was told: "told AFP", "sier X til AFP".

    Args:
        scene: The sentence.
        at: Position of the word of speech.
    """
    items = scene.items
    for k in range(at + 1, min(len(items), at + 8)):
        item = items[k]
        if item.word in _PART or "clause" in item.tags or "harm" in item.tags:
            return None
        if "media" in item.tags.get("speaker", ()) and "hearer" not in item.tags:
            return Attribution(scene.text[item.start : item.end], "media")
    return None


def follows(scene: Scene, at: int) -> bool:
    """Does who speaks stand right behind a verb that a comma closes: "…, avviser hærens talsmann"? Not
    where an aside parts the verb from one before it.

    Args:
        scene: The sentence.
        at: Position of the word of speech.
    """
    items, k = scene.items, at + 1
    while k < len(items) and (
        "hearer" in items[k].tags or (items[k].tags and items[k].tags.keys() <= _ARTICLES)
    ):
        k += 1
    head = k < len(items) and "speaker" in items[k].tags and "say" not in items[k].tags
    acts = k + 1 < len(items) and not {"harm", "aux"}.isdisjoint(items[k + 1].tags)
    return head and not acts and items[at - 1].word == "," and _past_aside(items, at) == at


def _governed(items: list[Item], at: int) -> bool:
    """Does a preposition lead to a noun, past articles: "in a report by police"?"""
    k = at - 1
    while k > 0 and items[k].tags and items[k].tags.keys() <= _ARTICLES:
        k -= 1
    return k >= 0 and not {"in", "of", "by", "to", "together"}.isdisjoint(items[k].tags)


def _speaks_on(scene: Scene, at: int) -> bool:
    """Does the real speaker follow the medium at ``at`` that was told?"""
    items = scene.items
    for k in range(at + 1, min(len(items), at + 4)):
        if items[k].word in _QUOTES:
            continue
        if not items[k].word[0].isalpha() or "clause" in items[k].tags:
            return False
        if "speaker" in items[k].tags or scene.is_name(k):
            return True
    return False


def _is_people(items: list[Item], at: int) -> bool:
    """Is this a noun for people who may speak: not counted, not of harm, not "drei getöteten Zivilisten"?"""
    tags = items[at].tags
    follow = items[at + 1].tags if at + 1 < len(items) else {}
    before = items[at - 1].tags if at else {}
    dead = any(measure == "killed" for measure, _ in before.get("harm", ()))
    counted = at > 0 and is_counted(items[at - 1])
    return (
        not counted
        and not dead
        and "person" in tags
        and "harm" not in tags
        and "harm" not in follow
    )


def _is_somebody(scene: Scene, at: int) -> bool:
    """Is this a word after an article that the pack does not know: "an administrator said"?"""
    return (
        scene.pack.capitals
        and scene.is_unknown(at)
        and at > 0
        and "one" in scene.items[at - 1].tags
    )


def _are_counted_speakers(items: list[Item], at: int) -> bool:
    """Do some people close the sentence as its speakers: "…, seier to medlemmer av rådet."?"""
    end = next((k for k in range(at + 1, min(len(items), at + 8)) if items[k].word in ".;"), 0)
    inside = items[at + 1 : end]
    return (
        is_closed(items, at)
        and len(inside) > 1
        and is_counted(inside[0])
        and not any({"harm", "aux"} & x.tags.keys() for x in inside)
    )


def _past_aside(items: list[Item], at: int) -> int:
    """Return where a clause goes on before an aside that names nobody who speaks: "The Helmets, por su
    parte, said", "the monitor, based in Britain, said", "the group, which watches the truce, said".
    """
    if items[at - 1].word != ",":
        return at
    for k in range(at - 2, max(0, at - 2 - _ASIDE), -1):
        if items[k].word == ",":
            return k if k < at - 2 and _names_nobody(items[k + 1 : at - 1]) else at
    return at


def _names_nobody(aside: list[Item]) -> bool:
    """Do words between commas hold neither harm nor anybody who may speak?"""
    tags = {tag for item in aside for tag in item.tags}
    if "clause" in aside[0].tags:  # "Hamas, which controls Gaza, said"
        return tags.isdisjoint({"say", "cite", "count"})
    if not tags.isdisjoint({"harm", "speaker", "person", "count"}):
        return False
    loud = all(item.word.isupper() for item in aside)
    names = all(not item.tags for item in aside) if loud else any(item.capital for item in aside)
    return "base" in tags or not (names or ("clause" in tags and "clause" not in aside[0].tags))
