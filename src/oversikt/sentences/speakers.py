"""A speaker's phrase: the noun or name that speaks, with the titles and names that belong to it.

The phrase grows from its head to both sides by named steps, each of which says what may stand there.
Scripts with capitals tell names by them; in scripts without, nouns lead to names.
"""

from collections.abc import Callable
from typing import NamedTuple

from oversikt.people.speech import SPEECH
from oversikt.places import nationality
from oversikt.records import Attribution, AttributionKind
from oversikt.words.marks import Item
from oversikt.words.pack import Pack
from oversikt.words.tokens import GENITIVE, fold

# Small words inside names, whatever the language of the text: "Yussef al-Hadri", "Abu Bakr bin Said".
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "de",
        "la",
        "van",
        "von",
        "ad",
        "ash",
        "as",
        "az",
        "ul",
        "ud",
        "del",
        "di",
        "da",
        "dos",
        "-",
        "’",
        "'",
    ]
)
# What kind of speaker a noun for people is.
_KINDS: dict[str, AttributionKind] = {"security_forces": "official", "militant": "armed_group"}
# What may stand between a speaker's office and the name.
_WITHIN = {"adj", "of", "in", "date_in", "filler", "person", "place", "speaker"}
# What a speaker's phrase never holds.
_ENDS = {
    "say",
    "cite",
    "harm",
    "count",
    "clause",
    "month",
    "weekday",
    "relative",
    "and",
    "or",
    "neg",
}
# Kinds of speakers that are known by their full names.
#: Speakers so far back are not meant any more; and long texts stay linear.
_RECENT = 100
_INSTITUTIONS = {"official", "military", "un", "ngo", "medical"}
_OF = {"de", "del", "du", "des", "der", "for"}
#: Words of a phrase on one side of its head: longer ones were never a speaker's.
_LONGEST = 8
_LONGEST_NAME = 4


class Scene(NamedTuple):
    """The field, the marked items of a sentence, and the pack that marked them."""

    text: str
    items: list[Item]
    pack: Pack

    def is_name(self, at: int) -> bool:
        """Is this a capitalised word that the pack does not know?"""
        item = self.items[at]
        return (
            self.pack.capitals
            and item.capital
            and item.word.isalpha()
            and (not item.tags or "speaker" in item.tags)
        )

    def is_unknown(self, at: int) -> bool:
        """Is this a word of letters that the pack does not know?"""
        return not self.items[at].tags and self.items[at].word.isalpha()

    def is_definite(self, at: int) -> bool:
        """Is an article written onto this word?"""
        item = self.items[at]
        return "definite" in item.tags or item.low.startswith(self.pack.articles or ("\0",))

    def speaks(self, at: int) -> bool:
        """Is this a noun that can speak?"""
        return "speaker" in self.items[at].tags


def phrase(scene: Scene, head: int, low: int, high: int) -> Attribution:
    """Return the speaker whose noun or name stands at ``head``.

    Args:
        scene: The sentence.
        head: Position of the noun that speaks, of a noun for people, or of a name's word.
        low: First position that may belong to the phrase.
        high: First position after it that may not.
    """
    first, last = head, head
    while first > low and any(step(scene, first, head, low) for step in _LEFT):
        first -= 1
    steps = _RIGHT if scene.pack.capitals else _RIGHT_BARE
    while last + 1 < high and last - head < _LONGEST:
        grown = next((end for step in steps if (end := step(scene, last, head, high)) > last), last)
        if grown == last:
            break
        last = grown
    while (
        last > head
        and {"of", "in", "filler"} & scene.items[last].tags.keys()
        and "person" not in scene.items[last].tags  # "autoridades colombianas"
    ):
        last -= 1
    last = _bracketed(scene, max(last, _name_after(scene, last)))
    while first < last and _names_medium(scene.items[first], scene.items[first + 1]):
        first += 1
    while first < last and scene.items[first].word in GENITIVE:
        first += 1  # a phrase cut at its reach: "'s provincial spokesman"
    kind = _kind(scene, head, first, last)
    first = _bare_name(scene, first, last)
    text = scene.text[scene.items[first].start : scene.items[last].end]
    return Attribution(text, kind)


def _bare_name(scene: Scene, first: int, last: int) -> int:
    """Where the speaker's own name begins: "Bürgermeister Ihor Melnyk" is known by his name, "ein
    Polizeisprecher" without the article.
    """
    start = last + 1
    while start - 1 >= first and (
        (scene.items[start - 1].capital and scene.is_unknown(start - 1))
        or scene.items[start - 1].low in _PARTICLES
    ):
        start -= 1
    names = [x for x in scene.items[start : last + 1] if x.capital]
    if (
        scene.pack.capitals
        and len(names) > 1
        and first < start
        and names[0].start == scene.items[start].start
    ):
        return start
    while first < last and "one" in scene.items[first].tags:
        first += 1
    return first


def _names_medium(noun: Item, name: Item) -> bool:
    """Is this a noun right before the name of a medium: "the news agency AFP"?"""
    return (
        "media" in noun.tags.get("speaker", ()) and "media" in name.tags.get("speaker", ())
        and noun.word.islower() and name.capital
    )  # fmt: skip


def _kind(scene: Scene, head: int, first: int, last: int) -> AttributionKind:
    """What kind of speaker a phrase names: its head's, or that of another noun in it."""
    tags = scene.items[head].tags
    kind: AttributionKind = tags["speaker"][0] if "speaker" in tags else "other"
    for person in tags.get("person", ()) if kind == "other" else ():
        kind = _KINDS.get(person.status, "witness")
    for position in range(first, last + 1):
        for found in scene.items[position].tags.get("speaker", ()):
            kind = found if kind == "other" else kind
    return kind


# Steps to the left: may the item before ``first`` belong to the phrase?


def _name_before(scene: Scene, first: int, head: int, low: int) -> bool:
    del head, low
    return scene.is_name(first - 1)


def _particle_before(scene: Scene, first: int, head: int, low: int) -> bool:
    """Is it a small word inside a name: "Turki al-Maliki"?"""
    del head
    items = scene.items
    return (
        items[first - 1].low in _PARTICLES
        and first - 2 >= low
        and (items[first - 2].capital or items[first - 2].low in _PARTICLES)
    )


def _noun_before(scene: Scene, first: int, head: int, low: int) -> bool:
    """Is it another noun of the office: "police chief", "General X"?"""
    del head, low
    item = scene.items[first - 1]
    if "hearer" in item.tags:
        return False  # "сообщил журналистам представитель Минобороны"
    return ("speaker" in item.tags and "say" not in item.tags) or (
        item.capital and ("place" in item.tags or (first > 1 and "person" in item.tags))
    )


def _adjective_before(scene: Scene, first: int, head: int, low: int) -> bool:
    """Is it an adjective of the noun: "a senior officer", "ein kongolesischer Beamter"?"""
    del low
    return (
        scene.pack.capitals
        and scene.is_unknown(first - 1)
        and head - first < 2
        and scene.speaks(head)
    )


def _article_before(scene: Scene, first: int, head: int, low: int) -> bool:
    """Is it an article, or the number of those who speak: "two members of the council"?"""
    del head, low
    tags = scene.items[first - 1].tags
    return "one" in tags or ("count" in tags and tags["count"].low in (2, 3))


def _told_before(scene: Scene, first: int, head: int, low: int) -> bool:
    """In scripts without capitals, is it an unknown word right after the verb: "أفادت شبكة الأطباء"?"""
    del head
    led = low > 0 and SPEECH & scene.items[low - 1].tags.keys()
    return bool(not scene.pack.capitals and led and scene.is_unknown(first - 1))


_LEFT: tuple[Callable[[Scene, int, int, int], bool], ...] = (
    _name_before, _particle_before, _noun_before, _adjective_before, _article_before, _told_before,
)  # fmt: skip


# Steps to the right: where does the phrase end now, if what follows ``last`` belongs to it?


def _named(scene: Scene, last: int, head: int, high: int) -> int:
    """A name, a particle inside it, or another noun that speaks follows."""
    del head
    items, k = scene.items, last + 1
    short = items[last].low in scene.pack.titles and items[k].word == "." and k + 1 < high
    if short and scene.is_name(k + 1):
        return k + 1  # "Dr. Lina Abbas"
    within = items[last].low in _PARTICLES and items[k].capital  # "al-Basri", a place too
    if within or scene.is_name(k) or (scene.speaks(k) and "say" not in items[k].tags):
        return k
    joins = items[k].low in _PARTICLES and k + 1 < min(high, len(items))
    return k if joins and (items[k + 1].capital or items[k + 1].low in _PARTICLES) else 0


def _national(scene: Scene, last: int, head: int, high: int) -> int:
    """An adjective of a country follows a noun: "Gobierno ecuatoriano"."""
    del high
    item = scene.items[last + 1]
    fits = scene.speaks(head) and not item.capital and nationality(item.word, scene.pack.code)
    return last + 1 if fits else 0


def _owned(scene: Scene, last: int, head: int, high: int) -> int:
    """Whose the speaker is follows, past articles and an adjective: "ein Sprecher der örtlichen
    Polizei", "la Fiscalía de la capital".
    """
    if "of" not in scene.items[last + 1].tags:
        return 0
    for k in range(last + 2, min(high, last + 5)):
        item = scene.items[k]
        if scene.is_unknown(k) and k + 1 < len(scene.items) and scene.items[k + 1].word in ".,;":
            return k  # "medlemmer av provinsrådet."
        if "speaker" in item.tags:
            return k if _belongs(scene, head, k) else 0
        if item.capital or not item.word.isalpha() or not item.tags.keys() <= _WITHIN:
            break
    return 0


def _placed(scene: Scene, last: int, head: int, high: int) -> int:
    """The office's place or institution follows, after "of" or "in": "governor of Kaduna"."""
    tags = scene.items[last + 1].tags
    fits = (
        scene.speaks(head)
        and ("of" in tags or "in" in tags)
        and last - head < _LONGEST_NAME
        and last + 2 < high
        and (scene.items[last + 2].capital or scene.speaks(last + 2))
        and _belongs(scene, head, last + 2)
    )
    return last + 1 if fits else 0


def _belongs(scene: Scene, head: int, at: int) -> bool:
    """May this be whose the speaker is? A medium that is told has only journalists of its own."""
    media = "media" in scene.items[at].tags.get("speaker", ())
    return not media or "media" in scene.items[head].tags.get("speaker", ())


_RIGHT: tuple[Callable[[Scene, int, int, int], int], ...] = (_named, _national, _owned, _placed)


def _office(scene: Scene, last: int, head: int, high: int) -> int:
    """In scripts without capitals, another noun that speaks follows: "المتحدث باسم وزارة الصحة"."""
    del head, high
    tags = scene.items[last + 1].tags
    return last + 1 if "speaker" in tags and not _ENDS & tags.keys() else 0


def _qualified(scene: Scene, last: int, head: int, high: int) -> int:
    """A definite or national word follows, alone or after "of" and "in": "الشرطة الصومالية"."""
    items, k = scene.items, last + 1
    if {"of", "in"} & items[k].tags.keys() and k + 1 < high:
        k += 1
    elif last == head and scene.is_unknown(k) and not scene.is_definite(head):
        return k  # "مصدر محلي", "مستشفى الطوارئ": a noun without article has something after it
    if _ENDS & items[k].tags.keys() or not items[k].word.isalpha():
        return 0
    fits = scene.is_definite(k) or "place" in items[k].tags
    return k if fits or nationality(items[k].word, scene.pack.code) else 0


def _personal(scene: Scene, last: int, head: int, high: int) -> int:
    """The name of a person follows an office or a given name: "الجنرال ستيفن تاونسند"."""
    end = last
    given = scene.items[last + 1].low in scene.pack.given_names
    single = any(p.number == "one" for p in scene.items[head].tags.get("person", ()))
    if not (given or (last == head and (single or scene.items[head].low in scene.pack.titles))):
        return 0
    if given and last + 2 < high and scene.is_unknown(last + 2):
        end += 1  # a given name may be another word too: "علي" is folded like "على"
    while end + 1 < high and end - last < _LONGEST_NAME and _may_be_name(scene, end + 1):
        end += 1
    return end


def _may_be_name(scene: Scene, at: int) -> bool:
    """Is this an unknown word, or one that names a place too ("جوزيف"), without article?"""
    known = scene.items[at].tags.keys() - {"place"}
    return not known and scene.items[at].word.isalpha()


_RIGHT_BARE: tuple[Callable[[Scene, int, int, int], int], ...] = (_office, _personal, _qualified)


def _bracketed(scene: Scene, last: int) -> int:
    """The end of a short name in brackets: "بعثة الأمم المتحدة (يونامي)"."""
    items = scene.items
    if (
        last + 3 < len(items)
        and items[last + 1].word == "("
        and items[last + 3].word == ")"
        and (scene.speaks(last + 2) or items[last + 2].word.isupper())
    ):
        return last + 3
    return last


def _name_after(scene: Scene, last: int) -> int:
    """Return the end of the name that tells who the speaker is: "portavoz policial Khalid Zadran",
    "the president, Guillermo Lasso, said"; ``last`` where none follows.
    """
    items = scene.items
    if not scene.pack.capitals:
        return last
    k = last + 1
    while k < len(items) and k - last <= 3 and items[k].word.isalpha() and not items[k].capital:
        if not items[k].tags.keys() <= _WITHIN:
            break
        k += 1
    aside = k < len(items) and items[k].word == ","
    first = k + 1 if aside else k
    end = first
    while end < len(items) and (
        scene.is_name(end) or (end > first and items[end].low in _PARTICLES)
    ):
        end += 1
    if end - first < 2 or not items[end - 1].capital:
        return last
    if aside and end < len(items) and items[end].word not in ",.)»”;":
        return last
    return end - 1


def told_in_full(
    speaker: Attribution, earlier: list[Attribution], articles: tuple[str, ...]
) -> Attribution:
    """Return the speaker under the fuller name that a report gave before: "the ministry" is the
    "Palestinian health ministry" told of last.

    Args:
        speaker: A speaker as one sentence names it.
        earlier: The speakers that the report named before, in order.
        articles: Articles that the language writes onto a word.
    """
    words = _bare(speaker.name, articles)
    if len(words) != 1 or speaker.kind not in _INSTITUTIONS:
        return speaker
    recent = earlier[: -_RECENT - 1 : -1]
    fuller = (one for one in recent if one.kind in _INSTITUTIONS)
    return next((one for one in fuller if _heads(words[0], _bare(one.name, articles))), speaker)


def _heads(word: str, name: list[str]) -> bool:
    """Is a word the head of a longer name: "health ministry", "ministère de la Santé"?"""
    if len(name) < 2:
        return False
    return name[-1] == word or (name[0] == word and (name[1] in _OF or not word.isascii()))


def _bare(name: str, articles: tuple[str, ...]) -> list[str]:
    """The folded words of a name without articles."""
    words = fold(name).split()
    return [next((w[len(a) :] for a in articles if w.startswith(a)), w) for w in words]
