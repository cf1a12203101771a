"""Words that some place is called and that name none here: names of people, words of grammar, parts
of longer names.
"""

from functools import lru_cache

from oversikt.people.names import family_name
from oversikt.places import Gazetteer
from oversikt.words.marks import Item
from oversikt.words.pack import Pack
from oversikt.words.tokens import fold

# So much of a text is looked through for people of a town's name, so far before it.
_LOOKED_THROUGH, _LONGEST_GIVEN, _INITIAL = 20_000, 30, 2
# Words of grammar, which name no place at the head of a sentence.
_SMALL = frozenset({
    "in", "near", "cause", "of", "pronoun", "speech_pronoun", "clause", "by", "and", "part", "another",
})  # fmt: skip
#: No town's name of so few letters begins a name with a hyphen that the gazetteer lacks.
_SHORT = 3


def surname(text: str, word: str, pack: Pack) -> bool:
    """Does a text give a town's name to somebody: "Chief Shelley Zimmerman", so that he "said"?

    Args:
        text: The field that the sentence stands in.
        word: The word as written.
        pack: The language's pack.
    """
    return bool(pack.given_names) and _borne(text[:_LOOKED_THROUGH], word, pack.given_names)


@lru_cache(maxsize=1000)
def _borne(text: str, word: str, given_names: frozenset[str]) -> bool:
    """Does a given name stand right before a word somewhere, or before an initial and the word?"""
    at = text.find(word)
    while at >= 0:
        before = text[max(0, at - _LONGEST_GIVEN) : at].split()
        if len(before) > 1 and len(before[-1]) <= _INITIAL and before[-1].endswith("."):
            before.pop()
        if before and text[at - 1].isspace() and fold(before[-1]) in given_names:
            return True
        at = text.find(word, at + len(word))
    return False


def opens(items: list[Item], i: int) -> bool:
    """Is this a small word that is capital only because a sentence begins: "En", "Ella", "In"?

    Args:
        items: Marked items of the sentence.
        i: Position of the word.
    """
    tags = items[i].tags
    if _SMALL.isdisjoint(tags) or "speaker" in tags:
        return False
    return i == 0 or not items[i - 1].word[-1].isalnum()


def no_place_here(items: list[Item], i: int, pack: Pack) -> bool:
    """Is a word without capitals one of grammar, or somebody's name that nothing makes a place?

    Words in Latin letters are names of papers and accounts there ("شبكة Paris").

    Args:
        items: Marked items of the sentence.
        i: Position of the word.
        pack: The language's pack.
    """
    if {"say", "neg"} & items[i].tags.keys() or items[i].word.isascii():
        return True
    before = items[i - 1] if i else None
    if before is not None and {"in", "near", "direction", "place_kind"} & before.tags.keys():
        return False
    low = items[i].low
    if low in pack.given_names or any(
        low.startswith(letter) and low[len(letter) :] in pack.given_names
        for letter in pack.prefixes
    ):
        return True
    named = before is not None and (
        before.low in pack.titles
        or (before.low in pack.given_names and not before.tags)
        or any(p.number == "one" for p in before.tags.get("person", ()))
    )
    return named and not items[i].low.startswith(pack.articles)


def hyphened(items: list[Item], i: int) -> bool:
    """Is a short word the beginning of one with a hyphen?

    Args:
        items: Marked items of the sentence.
        i: Position of the word.
    """
    follow = items[i + 1] if i + 1 < len(items) else None
    return (
        follow is not None and follow.word == "-" and follow.start == items[i].end
        and len(items[i].word) <= _SHORT
    )  # fmt: skip


def in_name(items: list[Item], first: int, last: int, pack: Pack) -> bool:
    """Is this a part of somebody's name: beside an unknown capitalised word ("Nasr Haddad", "Nadia
    al-Nasr"), or after an age?

    Args:
        items: Marked items of the sentence.
        first: Where the name begins.
        last: Where it ends.
        pack: The language's pack.
    """
    before = items[first - 1] if first else None
    if before is not None and "age" in before.tags:
        return True
    if before is not None and before.word == "-" and items[first - 2].low in pack.particles:
        before = items[first - 3] if first > 2 else None
    if before is not None and _unknown(before):
        return True
    after = items[last + 1] if last + 1 < len(items) else None
    given = first == last and items[first].low in pack.given_names
    if given and after is not None and after.capital and family_name(after, pack):
        return True  # "Gerald Baker"
    follows = run(items, last, pack) > last and len(items[last + 1].word) > 1
    return follows and (first > 0 or items[last + 1].capital)


def _unknown(item: Item) -> bool:
    """Is this a capitalised word that nothing is known of, and no initial?"""
    return item.capital and not item.tags and item.word.isalpha() and len(item.word) > 1


def no_place(item: Item, *, led: bool) -> bool:
    """Is this word known as something else: a speaker, a group, a month, a number?

    A state that acts is a place after "in": "killed 40 people in Israel".

    Args:
        item: A marked word.
        led: Whether a preposition of place leads to it.
    """
    tags = item.tags
    return bool(tags) and (
        ("actor" in tags and not led) or "speaker" in tags or "month" in tags or "weekday" in tags
        or "count" in tags or "num" in tags or "person" in tags or "harm" in tags
        or "no_place" in tags
    )  # fmt: skip


def longer_name(
    items: list[Item], words: list[str], i: int, pack: Pack, gazetteer: Gazetteer
) -> bool:
    """Does a noun for people begin a name of several words, where capitals do not tell: "أم درمان"?

    Args:
        items: Marked items of the sentence.
        words: The words of the sentence.
        i: Position of the word.
        pack: The language's pack.
        gazetteer: The places that are known.
    """
    if pack.capitals or "person" not in items[i].tags:
        return False
    hit = gazetteer.match(words, i, pack.code)
    return hit is not None and hit[0] > i + 1


def run(items: list[Item], at: int, pack: Pack) -> int:
    """Return the last item of the name that goes on at ``at``: "Jadidat al-Shatt", "Pont-Sondé".

    Args:
        items: Marked items of the sentence.
        at: Where the name goes on.
        pack: The language's pack.
    """
    last = at
    while last + 1 < len(items):
        step = 1
        if items[last + step].low in pack.particles and not items[last + step].capital:
            step += 1
        if last + step < len(items) and items[last + step].word == "-":
            step += 1
        if last + step >= len(items):
            break
        name = items[last + step]
        if not name.capital or name.tags or not name.word.isalpha():
            break
        last += step
    return last
