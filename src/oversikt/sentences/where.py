"""The names of places in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from oversikt.places import Entry, Gazetteer, kind_told, nationality
from oversikt.places.index import Kind
from oversikt.sentences.namesakes import (
    hyphened,
    in_name,
    longer_name,
    no_place,
    no_place_here,
    opens,
    run,
    surname,
)
from oversikt.sentences.premises import of_base, of_street, of_town, shire
from oversikt.words.marks import Item
from oversikt.words.pack import Pack
from oversikt.words.tokens import GENITIVE

# Adjectives of towns are written small ("казанской"); shorter words are something else.
_ADJECTIVE = 7
# What makes a place even of a name that somebody bears.
_OF = frozenset({"near", "direction", "side", "place_kind"})
_HYPHENS = frozenset("-‐‑")
_LEADING = frozenset({"in", "place_kind", "side"})


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a sentence names: its items, and what it may mean."""

    first: int
    last: int
    phrase: str
    meanings: tuple[Entry, ...]
    led: bool  # "in", "near" or a word like "village" stands before it
    near: bool
    longer: str = ""  # the name as it goes on past what is known: "Abu" of "Abu Tshir"
    state: str | None = None  # that its short form after the name tells: "Florence, Ala."
    shire: bool = False  # "Colbert County", which is not the town of Colbert and which no list has
    part: bool = False  # of a town: no place of its own, and nobody's name
    kinds: frozenset[Kind] = frozenset()  # that words beside the name tell: "Kirkuk province"

    def at(self, first: int, last: int) -> "Named":
        """The same place at other positions."""
        return replace(self, first=first, last=last)


#: So many words back from "of" a kind of place stands before an adjective, and how that is tagged.
_KIND, _ADJECTIVES = 2, frozenset({"adj", "direction", "filler"})


def named_in(text: str, items: list[Item], pack: Pack, gazetteer: Gazetteer) -> list[Named]:
    """Return the places that a sentence names, in order.

    Args:
        text: The report's field.
        items: Marked items of the sentence.
        pack: The language's pack.
        gazetteer: What is known of places.
    """
    words = [item.word for item in items]
    found: list[Named] = []
    past = 0
    for i in _heads(items, pack):
        if i < past:
            continue
        item = items[i]
        small = pack.capitals and not item.capital and not _is_article(items, i, pack)
        if not pack.capitals:
            one = _after_kind(text, items, words, i, pack, gazetteer)
            if one is not None:
                found.append(one)
                past = one.last + 1
                continue
            if no_place_here(items, i, pack):
                continue
        if (small and (item.tags or len(item.word) < _ADJECTIVE)) or (
            not item.word[0].isalpha()
            or (
                no_place(item, led=bool(i) and "in" in items[i - 1].tags)
                and not longer_name(items, words, i, pack, gazetteer)
            )
            or (pack.capitals and item.tags and opens(items, i))
        ):
            continue
        if of_town(items, i):
            past = _part_ends(items, words, i, pack, gazetteer)
            phrase = text[item.start : items[past - 1].end]
            found.append(Named(i, past - 1, phrase, (), led=True, near=False, part=True))
            continue
        if (
            not pack.capitals
            and i
            and items[i - 1].low in pack.place_heads
            and not (found and found[-1].last == i - 1)
        ):
            continue  # "أبو زيتون" is a man, whatever "زيتون" is
        hit = gazetteer.match(words, i, pack.code)
        if (
            hit is not None
            and hit[0] == i + 1
            and (item.low in pack.place_heads or "direction" in item.tags)
        ):
            if not pack.capitals:
                continue  # "تل" alone, of a name that no list has
            hit = None if i + 1 < len(items) and items[i + 1].capital else hit
        if hit is not None and hit[0] == i + 1 and hyphened(items, i):
            continue  # "Al-Shifa" is no Ål
        if hit is None:
            one = None if small else _unlisted(text, items, i, pack)
            if one is not None:
                found.append(one)
                past = one.last + 1
            continue
        last = hit[0] - 1
        before = items[i - 1].tags if i else {}
        if (
            last == i
            and i
            and items[i - 1].low in pack.articled
            and hit[1]
            and hit[1][0].kind == "city"
        ):
            continue  # "am Strand", "in der Burg": a common noun, whatever town is called so
        wider = items[i - 2].tags if i > 1 else {}
        near = "near" in before or "direction" in before or "near" in wider or "direction" in wider
        led = near or not _LEADING.isdisjoint(before)
        if found and (found[-1].last == i - 1 or _of_country(items, found[-1], i)):
            led = led or found[-1].led  # "в дагестанском Кизляре", "in Syria's Idlib"
        if not led and pack.capitals and in_name(items, i, last, pack):
            past = hit[0]
            continue
        if (
            last == i
            and pack.capitals
            and _OF.isdisjoint(before)
            and surname(text, item.word, pack)
        ):
            continue
        end = run(items, last, pack) if pack.capitals else last
        if (pack.capitals and of_street(items, i, end, pack)) or of_base(items, i, end):
            phrase = text[item.start : items[end].end]
            found.append(Named(i, end, phrase, (), led, near, part=True))
            past = end + 1
            continue
        county = shire(items, last)
        last += county
        phrase = text[item.start : items[last].end]
        end = run(items, last, pack) if led and pack.capitals else last
        longer = text[item.start : items[end].end] if end > last else ""
        state = _state(text, items, end + 1, gazetteer) if pack.capitals else None
        code = state.meanings[0].admin1 if state else None
        kinds = _kinds(items, i, last, found[-1].last if found else -2, pack)
        found.append(Named(i, last, phrase, hit[1], led, near, longer, code, county, kinds=kinds))
        if state is not None:
            found.append(state)
            end = state.last
        past = end + 1
    return found


def _kinds(items: list[Item], first: int, last: int, taken: int, pack: Pack) -> frozenset[Kind]:
    """Return the kinds of place that words beside a name tell: "Kirkuk province", "province de Kandahar",
    "محافظة كركوك", but not "in the region in Kharkiv".

    A word that follows leads on to another name where nothing is written large; one right after the
    place before, whose last item is ``taken``, is of that.
    """
    linked = first > 1 and "of" in items[first - 1].tags
    before = first - 2 if linked else first - 1
    if taken == before - 1:
        before = -1  # "the Deir al-Balah region of Gaza"
    joined = last + 2 < len(items) and items[last + 1].word in _HYPHENS
    after = last + 2 if joined else last + 1  # "Kandahar-provinsen"
    beside = [before] + ([after] if pack.capitals else [])
    told = (kind_told(items[k].word, pack.code) for k in beside if 0 <= k < len(items))
    return frozenset(kind for kind in told if kind is not None)


def _state(text: str, items: list[Item], comma: int, gazetteer: Gazetteer) -> Named | None:
    """Return the state that a short form after a town names: "Dayton, OH", "Roswell, N.M.", "Florence, Ala."."""
    if comma + 1 >= len(items) or items[comma].word != "," or not items[comma + 1].capital:
        return None
    last = comma + 1
    short = items[last].word
    while (
        last + 2 < len(items)
        and items[last + 1].word == "."
        and items[last + 2].capital
        and items[last + 2].start == items[last + 1].end
    ):
        last += 2
        short += items[last].word
    entry = gazetteer.division(short)
    # In news written all in capitals "IN" is Indiana no more often than any other word.
    if entry is None or items[last].tags or not any(x.word.islower() for x in items):
        return None
    phrase = text[items[comma + 1].start : items[last].end]
    return Named(comma + 1, last, phrase, (entry,), led=False, near=False)


def _heads(items: list[Item], pack: Pack) -> Sequence[int]:
    """The positions at which a name of a place may begin, asked of every word before the rest is."""
    if not pack.capitals:
        return range(len(items))
    return [
        k for k, x in enumerate(items)
        if x.capital or (len(x.word) >= _ADJECTIVE and not x.tags) or x.low in pack.particles
    ]  # fmt: skip


def _after_kind(
    text: str, items: list[Item], words: list[str], i: int, pack: Pack, gazetteer: Gazetteer
) -> Named | None:
    """Return a place that no list has after a word for its kind, in scripts without capitals.

    A name is a definite word ("قرية الحناية"), a word and a definite one ("معارة النعسان"), or a word
    that does not look like an adjective of the kind ("قرية محمبل"); "حاجز للشرطة" tells whose it is.
    """
    if "place_kind" not in items[i].tags or i + 1 >= len(items):
        return None
    if _definite(items[i], pack):  # "المنطقة الصناعية": what follows is no name but an adjective
        return None
    named = "named_kind" in items[i].tags
    if gazetteer.match(words, i, pack.code) is not None:
        return None
    if not named and gazetteer.match(words, i + 1, pack.code) is not None:
        return None
    first = items[i + 1]
    follow = items[i + 2] if i + 2 < len(items) else None
    # "منطقة سبع البور": a number stands before no definite word, so it begins a name
    counted = "count" in first.tags and not (follow is not None and _definite(follow, pack))
    if (
        not first.word.isalpha()
        or counted
        or first.word.startswith(pack.articles[1:])
        or {"harm", "month", "weekday", "actor", "adjunct"} & first.tags.keys()
    ):
        return None
    last = i + 1
    if first.low in pack.place_heads and follow is not None and follow.word.isalpha():
        last = i + 2
    elif not _definite(first, pack):
        if first.tags.keys() - {"count", "num"}:
            return None
        sole = follow is None or "adjunct" in follow.tags  # "قرية صفيا التابعة لمدينة"
        if follow is not None and follow.word.isalpha() and _definite(follow, pack) and not sole:
            last = i + 2
        elif first.low.endswith(_agreeing(items[i], pack)):
            return None
    start = i if named else i + 1
    before = items[i - 1].tags if i else {}
    near = "near" in before or "direction" in before
    return Named(start, last, text[items[start].start : items[last].end], (), led=True, near=near)


def _agreeing(kind: Item, pack: Pack) -> tuple[str, ...]:
    """The endings of adjectives of a word for a kind: "قرية صغيرة", "حي شعبي", but "بلدة كللي" is a name."""
    feminine = pack.adjective_endings.get("feminine", ())
    agrees = "feminine" if kind.low.endswith(feminine) else "masculine"
    return pack.adjective_endings.get(agrees, ())


def _definite(item: Item, pack: Pack) -> bool:
    """Does a word carry the article written onto it?"""
    return bool(pack.articles) and (
        "definite" in item.tags or item.low.startswith(pack.articles[0])
    )


def _part_ends(
    items: list[Item], words: list[str], i: int, pack: Pack, gazetteer: Gazetteer
) -> int:
    """Return the position after the name of a part of a town, before the town itself ("de Uruapan")."""
    last = i
    for at in range(i + 1, run(items, i, pack) + 1):
        if items[at - 1].low in pack.particles and gazetteer.match(words, at, pack.code):
            break
        last = at if items[at].capital else last
    return last + 1


def _unlisted(text: str, items: list[Item], i: int, pack: Pack) -> Named | None:
    """Return a name that no list has but that its words make a place: "in Malari", "X village"."""
    if not pack.capitals or items[i].tags or nationality(items[i].word, pack.code):
        return None
    last = run(items, i + 2 if _is_article(items, i, pack) else i, pack)
    if of_street(items, i, last, pack):
        return None
    last += shire(items, last)
    before = items[i - 1].tags if i else {}
    after = items[last + 1].tags if last + 1 < len(items) else {}
    near = "near" in before or "direction" in before
    kind = "place_kind" in before or "place_kind" in after or _of_kind(items, i)
    led = "in" in before and "of" not in before and items[i - 1].low not in pack.articled
    if last == i and items[i].low.endswith(pack.common_endings):
        led = near = False  # "bei Protesten": a noun
    if near or kind or "side" in before or led:
        return Named(i, last, text[items[i].start : items[last].end], (), led=True, near=near)
    return None


def _of_kind(items: list[Item], i: int) -> bool:
    """Does a word for a kind of place lead to a name over "of": "the town of X", "la ciudad norteña de X"?"""
    if not i or "of" not in items[i - 1].tags:
        return False
    for item in reversed(items[max(0, i - 1 - _KIND) : i - 1]):
        if "place_kind" in item.tags:
            return True
        if item.capital or not item.word.isalpha() or item.tags.keys() - _ADJECTIVES:
            return False
    return False


def _is_article(items: list[Item], i: int, pack: Pack) -> bool:
    """Is this a small word written onto a name: "al-Saadiya"?"""
    return (
        items[i].low in pack.particles and i + 2 < len(items)
        and items[i + 1].word == "-" and items[i + 2].capital
    )  # fmt: skip


def _of_country(items: list[Item], area: Named, i: int) -> bool:
    """Does a name follow its country in the genitive: "Syria's Idlib", and not "Chicago's Austin"?"""
    between = items[area.last + 1 : i]
    country = bool(area.meanings) and area.meanings[0].kind == "country"
    return country and all(x.low in GENITIVE for x in between)
