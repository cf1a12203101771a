"""Which place a name means, and which of a sentence's places a harm happened at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from oversikt.people.speech import SPEECH
from oversikt.places import Context, Entry, astray, country, nationality, place, resolve, unlisted
from oversikt.records import Place
from oversikt.sentences.where import Named
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

_AREAS = {"country", "admin1", "region"}
#: What a country, a region or a province costs beside a town that may lie in it.
_WIDER = {"country": 8.0, "region": 5.0, "admin1": 3.0}
#: Which areas lie in another; towns lie in all.
_HELD: Mapping[str, set[str]] = {"country": _AREAS, "region": {"admin1"}, "admin1": set()}
#: A province has the name of its seat, and the seat is meant unless a word says otherwise.
_PROVINCES = frozenset({"admin1"})
#: What a town costs beside a quarter or village that is told to lie in or beside it.
_TOWN = 3.0

#: What the place costs that somebody is from: "a man from Aleppo was killed in Idlib".
_ORIGIN = 8.0

#: A headline ends in its paper's name: "Two shot in Houma - News 12 Shreveport".
_RULES = frozenset("-–—|·»")
#: "eight in A, seven in B": the one place stands in the same phrase.
_PARTED = 0.5
#: "two died in A, and a bomb wounded four near B": the second has a place of its own.
_CLAUSE = 5.0
#: "killed 27 across A, as tanks pushed into B": another clause has begun.
_BEGUN = 2.0
#: "Six died in A: four in B and two in C": a list after a colon has places of its own.
_LISTED = 5.0
_SIGNED = 6


#: So far from a hospital stands its town, so far before it what leads to it, and so near after its
#: town a word of speech.
_CLINIC, _LED, _ANSWERS = 7, 8, 2
_STRIKES = frozenset({"cause", "date_attack", "violence", "clause", "harm"})
_TOWARDS = {"in", "of", "filler", "one", "place_kind", "place", "direction", "date_in", "to"}


@dataclass(frozen=True, slots=True)
class Settled:
    """A place of a sentence and which one it is, with its entry where the gazetteer has it.

    ``cost`` is what speaks against it wherever the harm stands, in words.
    """

    first: int
    place: Place
    entry: Entry | None
    cost: float


def settled(
    named: list[Named], report: Context, items: list[Item], *, spoken: bool = False
) -> list[Settled]:
    """Return which places a sentence names; those that cannot be told are left out.

    Args:
        named: The sentence's places.
        report: What the whole report names.
        items: The sentence, to tell the speaker's place from the harm's.
        spoken: Whether a speaker's place will do: "the governor of Helmand".
    """
    told = (one for one in named if not one.part)
    named = [
        one for one in told
        if spoken or not (_of_speaker(items, one.first) or _of_clinic(items, one.first))
    ]  # fmt: skip
    parents = _parents(named)
    home = report.country
    found: list[Settled] = []
    for one in named:
        entry = None
        context = replace(
            report,
            parents=parents[one.first],
            phrase=one.phrase,
            led=one.led,
            kinds=one.kinds & _PROVINCES,
        )
        if one.meanings:
            entry = resolve(one.meanings, context)
            if entry is None:
                continue
            if one.state and entry.kind == "city" and entry.admin1 != one.state:
                entry = None  # "Mt. Juliet, Tenn.": no list has it, and others of its name are elsewhere
        if entry is not None:
            abroad = home is not None and entry.country not in (home, None)
            led = one.led or parents[one.first] or _leads(items, one)
            if abroad and not led and entry.kind not in ("country", "region"):
                continue  # "Samar and Yara were killed": names of people that towns have too
            if not led and astray(entry, report):
                continue  # "Malone, 14, was shot": a name that a town of another state has
            if abroad and (one.longer or one.phrase in report.namesakes):
                # a village whose first word alone is a town elsewhere, or that is told beside home's
                context, entry = replace(context, phrase=one.longer or one.phrase), None
        if entry is None or one.shire:
            which = unlisted(one.longer or one.phrase, context)
            if entry is not None:
                which, entry = replace(which, country=which.country or entry.country), None
        else:
            precision = 2 if one.near and entry.kind not in _AREAS else None
            which = place(entry, one.phrase, precision)
        found.append(Settled(one.first, which, entry, _cost(items, one, home, entry)))
    inside = [one for one in found if one.entry is None or one.entry.kind != "country"]
    towns = {entry for one in found for entry in report.anchors.get(one.place.phrase, ())}
    return [
        replace(
            one, cost=one.cost + _area(one.entry, inside) + (_TOWN if one.entry in towns else 0)
        )
        for one in found
    ]


def _leads(items: list[Item], one: Named) -> bool:
    """Does a place stand at the head of a sentence ("PARIS (AFP)"), or two words after "in" ("im
    russischen Brjansk")?
    """
    after = items[one.last + 1].word if one.last + 1 < len(items) else ""
    lead = items[max(0, one.first - 2) : one.first]
    return (one.first == 0 and after in ",:(–—-/") or any("in" in x.tags for x in lead)


def nation_of(items: list[Item], first: int, last: int, pack: Pack) -> Place | None:
    """Return the country of people told by their nation, at or right after their words: "40 Iraqis".

    Args:
        items: Marked items of the sentence.
        first: Position of the first word of the people.
        last: Position of their last.
        pack: The language's pack.
    """
    for item in items[first : last + 2]:
        code = nationality(item.word, pack.code) if item.word[0].isalpha() else None
        if code is not None:
            return country(code, item.word)
    return None


def chosen(places: list[Settled], at: int, items: list[Item]) -> Place | None:
    """Choose the place of what stands at item ``at`` among the places of its sentence.

    The nearest one that a preposition leads goes before the others, towns before the provinces and
    countries they lie in.

    Args:
        places: The sentence's places.
        at: Position of the word of harm or the group.
        items: The sentence, to tell where something was said from where it happened.
    """
    if not places:
        return None

    own = any(one.first > at and not _parts(items[at : one.first]) for one in places)
    led = any(
        one.first < at and _led_in(items, one.first) and not _parts(items[one.first : at])
        for one in places
    )

    def distance(one: Settled) -> float:
        between = items[one.first : at] if one.first < at else items[at : one.first]
        said = any("say" in x.tags or "cite" in x.tags for x in between)
        signed = one.first > at and any(
            x.word in _RULES and x.start > before.end for before, x in pairwise(between)
        )
        words = [x.word for x in between]
        listed = "," in words or any("and" in x.tags for x in between)
        parted = one.first < at and listed and "(" not in words
        return (
            one.cost + abs(one.first - at) * 0.25 + (5 if said else 0) + (_SIGNED if signed else 0)
            + (_PARTED if parted else 0)
            + (_CLAUSE if one.first < at and (own and _clause_between(between)) else 0)
            + (_BEGUN if one.first > at and any("clause" in x.tags for x in between) else 0)
            + (_CLAUSE if ";" in words or (one.first > at and led and "," in words) else 0)
            + (_LISTED if one.first > at and ":" in words else 0)
        )  # fmt: skip

    best = min(places, key=distance).place
    if best.country is None:  # a village beside a town that is known
        known = next((one.entry.country for one in places if one.entry is not None), None)
        return replace(best, country=known)
    return best


def _led_in(items: list[Item], first: int) -> bool:
    """Does "in" lead to a place: no dateline, nor a name that heads its sentence?"""
    return any("in" in x.tags for x in items[max(0, first - 2) : first])


def _parts(between: list[Item]) -> bool:
    """Does a comma, a semicolon or "and" stand among these?"""
    return any(x.word in ",;" or "and" in x.tags for x in between)


def _clause_between(between: list[Item]) -> bool:
    """Does another clause begin after a place: "two in Mosul, and a bomb wounded four near Kirkuk"?"""
    return any(x.word in ",;" and "and" in y.tags for x, y in pairwise(between)) or any(
        x.word == ";" for x in between
    )


def _parents(named: list[Named]) -> dict[int, list[str]]:
    """Return the provinces and countries beside each place, by its first item.

    They stand after it ("Mosul, Iraq"), or right before it as its adjective.
    """
    parents: dict[int, list[str]] = {one.first: [] for one in named}
    for one, following in pairwise(named):
        if following.first - one.last <= 3:
            parents[one.first] += _codes(following)
        if following.first == one.last + 1:
            parents[following.first] += _codes(one)
    return parents


def _codes(area: Named) -> list[str]:
    """The codes of the countries and provinces that a name may mean.

    A town's name leads to no province of another country: "سامراء" is Samarra, and Zamora too.
    """
    areas = [
        e
        for e in area.meanings[:3]
        if e.kind in _AREAS
        and (area.meanings[0].kind in _AREAS or e.country == area.meanings[0].country)
    ]
    if area.near and area.meanings and not areas:
        # a village "south of Samarra" is taken to lie in its province
        town = area.meanings[0]
        return [code for code in (town.country, town.admin1) if code]
    codes = [e.country for e in areas] + [e.admin1 for e in areas if e.kind == "admin1"]
    return [code for code in codes if code]


def _cost(items: list[Item], one: Named, home: str | None, entry: Entry | None) -> float:
    """What speaks against a place wherever the harm stands."""
    cost = (0.0 if one.led else 4.0) + (4.0 if one.near else 0.0)
    if any("place_origin" in x.tags for x in items[max(0, one.first - 2) : one.first]):
        cost += _ORIGIN
    if entry is None:
        return cost + 1
    if entry.kind == "country" and one.first and "actor" in items[one.first - 1].tags:
        cost += _ORIGIN  # "militias of Iran"
    if home is not None and entry.country not in (home, None):
        cost += 8  # what a report tells of lies mostly in one country
    return cost


def _of_speaker(items: list[Item], at: int) -> bool:
    """Is the place at ``at`` that of a speaker's office: "the governor of Helmand"?"""
    lead = items[max(0, at - 4) : at]
    for k in range(len(lead) - 1, -1, -1):
        if "speaker" in lead[k].tags:
            return any("of" in x.tags for x in lead[k + 1 :])
        if not {"of", "filler", "one", "place_kind"} & lead[k].tags.keys():
            return False
    return False


def _of_clinic(items: list[Item], at: int) -> bool:
    """Is the place at ``at`` that of a hospital that speaks or takes people in: "said the Al-Aqsa
    Hospital in Deir al-Balah", "taken to hospitals in Erbil"? One that is attacked is a place of harm.
    """
    for k in range(at - 1, max(-1, at - _CLINIC), -1):
        item = items[k]
        medical = "medical" in item.tags.get("speaker", ()) or "date_wounds" in item.tags
        if medical and not {"object", "date_wounds"}.isdisjoint(item.tags):
            return _speaks_or_takes_in(items, k, at)
        small = not _TOWARDS.isdisjoint(item.tags) and "harm" not in item.tags
        if not (small or not item.tags) or not (item.word[0].isalnum() or item.word in "-’'"):
            return False
    return False


def _speaks_or_takes_in(items: list[Item], clinic: int, at: int) -> bool:
    """Does a word of speech or "to" lead to a hospital, or a word of speech follow its town?"""
    if any(not SPEECH.isdisjoint(x.tags) for x in items[at + 1 : at + 1 + _ANSWERS]):
        return True
    for item in reversed(items[max(0, clinic - _LED) : clinic]):
        if not SPEECH.isdisjoint(item.tags) or ("to" in item.tags and "and" not in item.tags):
            return True
        if item.word in ",.;:" or not _STRIKES.isdisjoint(item.tags):
            return False
    return False


def _area(entry: Entry | None, inside: list[Settled]) -> float:
    """The price of an area beside places that may lie in it; little where none does."""
    if entry is None or entry.kind not in _AREAS:
        return 0
    holds = any(
        one.place.country in (entry.country, None)
        and (one.entry is None or one.entry.kind not in _AREAS - _HELD[entry.kind])
        and (entry.kind != "admin1" or one.place.admin1 in (entry.admin1, None))
        for one in inside
    )
    return _WIDER[entry.kind] if holds else 1
