"""Lists of people: which groups commas, "and" and semicolons join, whatever is told of each in between."""

from dataclasses import replace

from oversikt.people.ages import age_after, ages_after, bare_age
from oversikt.people.complements import APART, FAMILY, listed, past_complement
from oversikt.people.people import ONE, Group
from oversikt.people.predicates import (
    nobody_is,
    other_toll,
    own_clause,
    own_predicate,
    past_list,
    tells_too,
)
from oversikt.people.pronouns import harmed
from oversikt.words.lexicon import Tags
from oversikt.words.marks import Item
from oversikt.words.pack import Person

#: So many words of title and office stand before a name.
_OFFICE = 8
#: A name has so many words.
_NAMES = 3
#: So many adjectives after one person, and what they may be tagged.
_ADJECTIVES, _QUALITIES = 2, frozenset({"adj", "person", "filler"})
#: What ages after people are told by, and how long what "of" leads to in a rank or a trade is.
_AGES = frozenset({"age", "count", "of", "to", "and", "filler"})
_TOLD = ("definite", "plural")
NO_MODIFIER = APART | {"and", "of", "in", "by", "neg", "part"}
_CLOSED_BY = {"(": ")", "[": "]", "–": "–", "—": "—"}
_TITLE, _TRADES = 4, frozenset({"filler", "object", "troops", "place_kind"})


def only_joins(items: list[Item], start: int, stop: int) -> bool:
    """Do only commas and "and" stand between two groups (at least one of them)?

    "And he" leads to what one of them is: "قتل صحفي وهو أب لثلاثة أطفال" is one.
    """
    between = items[start:stop]
    led = bool(between) and (between[0].word == "," or "and" in between[0].tags)
    owner = any("and" in item.tags for item in between)  # "and his sister", not ", his sister"
    return (
        led
        and len(between) <= 4
        and all(
            item.word == ","
            or "and" in item.tags
            or (k > 0 and "age" in item.tags)
            or (k > 0 and owner and (_small(item) or _of_his(between, k)))
            for k, item in enumerate(between)
        )
    )


def _of_his(between: list[Item], k: int) -> bool:
    """Is a word that no list has an adjective after a possessive: "and her new boyfriend"?"""
    item = between[k]
    plain = not item.tags and item.word.isalpha() and not item.capital
    return plain and k == len(between) - 1 and "own" in between[k - 1].tags


def _small(item: Item) -> bool:
    """May a word stand between "and" and people: an article, a possessive, and no "he"?"""
    tags = item.tags
    return "filler" in tags or "own" in tags or ("pronoun" in tags and "speech_pronoun" not in tags)


def named_members(items: list[Item], found: list[Group], group: Group) -> None:
    """Give the names right after a plural to the people that it tells: "their sons Ali, Omar and Karim".

    Args:
        items: Marked items with quantities counted.
        found: The groups before a name; the plural is taken into the first of its names.
        group: The name, which a comma or "and" joins to the one before.
    """
    if group.kind != "name" or len(found) < 2 or found[-1].kind != "name":
        return
    several, first = found[-2], found[-1]
    if several.kind == "plural" and several.person and several.last + 1 == first.first:
        first.first, first.joined, first.noun = several.first, several.joined, several.noun
        first.person = several.person._replace(number="one")
        del found[-2]
    elif not (first.person and any(p.number == "many" for p in _nouns(items, first))):
        return
    group.person, group.noun = first.person, first.noun
    first.weak = group.weak = first.single = group.single = False


def _nouns(items: list[Item], group: Group) -> tuple[Person, ...]:
    """The kinds of people that a group's noun may tell."""
    return items[group.noun].tags.get("person", ()) if group.noun is not None else ()


def neighbour(
    items: list[Item], found: list[Group], group: Group, whose: tuple[str, ...]
) -> Group | None:
    """Return the group before another to which commas and "and" join it, also over what is enclosed
    after it: "six monks (five Spaniards and a Peruvian) and two women".

    Args:
        items: Marked items with quantities counted.
        found: The groups before it; those enclosed are marked so.
        group: The group.
        whose: How adjectives of an owner end.
    """
    if coordinated(items, found[-1], group, whose):
        return None if past_list(items, found[-1], group) else found[-1]
    if not _joined(items[max(0, group.first - FAMILY) : group.first]):
        return None
    for k in range(len(found) - 2, max(-1, len(found) - 2 - _TITLE), -1):
        inside = found[k + 1 :]
        close = _closed(items, found[k], inside[0], group)
        told = inside[0].first > found[k].last + 1 and inside[-1].last + 1 < group.first
        if not close and not (told and all(g.single or g.kind in _TOLD for g in inside)):
            continue
        if coordinated(items, replace(found[k], last=close or found[k].last), group, whose):
            for other in inside:
                other.enclosed = True
            return found[k]
    return None


def _joined(words: list[Item]) -> bool:
    """Does any of some words join people: a comma, a semicolon, "and"?"""
    return any(x.word in ",;" or "and" in x.tags for x in words)


def _closed(items: list[Item], one: Group, inside: Group, group: Group) -> int:
    """Return where what is enclosed right after people ends; 0 where nothing is."""
    opened = items[one.last + 1].word
    if opened not in _CLOSED_BY or one.last + 1 > inside.first:
        return 0
    return next(
        (k for k in range(one.last + 2, group.first) if items[k].word == _CLOSED_BY[opened]), 0
    )


def coordinated(items: list[Item], one: Group, other: Group, whose: tuple[str, ...]) -> bool:
    """Do commas and "and" join two groups, also where an age between them ends with the comma?"""
    kin = other.kind == "one" and other.owned and goes_on(items, other.last + 1)
    named = one.kind == "name" and items[one.last].word == "," and (other.kind == "name" or kin)
    gap = items[one.last + 1 : other.first]
    if "deed" in (one.kind, other.kind) or "clause" in items[other.first].tags:
        return False  # "a double murder, Haddad said", "Ali Haddad, whose wife was killed"
    if other.kind in ("bare", "one") and tells_too(items, other.last):
        return False
    if [x.word for x in gap] == [","] and (
        own_clause(items, one, other)
        or own_predicate(items, other)
        or other_toll(one, other)
        or nobody_is(items, other)
        or (other.partitive and not one.partitive)
    ):
        return False
    if _with_kin(one, other, gap) or _his_several(items, one, other, gap):
        return True
    if gap and not _joined(gap):
        return False
    if all(x.word == "," for x in gap) and _cited(items, one):
        return False  # "according to coroner Ali Haddad, Nadia Abbas was"
    if other.kind == "pronoun" and (not other.weak or harmed(items, other.first)):
        return False  # "he was her friend and he underwent surgery", "attacked a man and hurt him"
    stop = _modified(items, one, other)
    if (
        "of" in items[stop - 1].tags
        and "and" in items[stop - 2].tags
        and _led_by_of(items[one.first - 1].tags if one.first else {})
    ):
        stop -= 1  # "l'assassinat de A et de B", "la mort du caporal A et de deux autres"
    return (
        (named and one.last + 1 == other.first)
        or only_joins(items, one.last + 1, stop)
        or only_joins(items, _past_words(items, one, stop), stop)
        or listed(items, one, other, stop)
        or past_complement(items, one, other, stop, whose)
        or _next_officer(items, one, other)
        or (one.last + 1 == other.first and items[other.first].tags.get("pronoun_one") == "next")
    )


def _his_several(items: list[Item], one: Group, other: Group, gap: list[Item]) -> bool:
    """Does a comma lead to several of one's own in a list that "and" closes: "a farmer, his two sons and a
    driver"?
    """
    own = [x.word == "," or "own" in x.tags for x in gap]
    follow = items[other.last + 1] if other.last + 1 < len(items) else None
    return (
        0 < len(gap) < 3 and gap[0].word == "," and all(own)
        and (len(gap) == 2 or other.owned) and one.kind in ("one", "definite", "bare")
        and other.kind == "counted" and (other.count.low or 0) > 1
        and follow is not None and "and" in follow.tags
    )  # fmt: skip


def _with_kin(one: Group, other: Group, gap: list[Item]) -> bool:
    """Does "with" lead from one person to kin or children: "жінка з двома онуками", "a woman with her son",
    "соседку Нину с дочерью"?
    """
    person, kin = one.person, other.person
    named = next((k for k, x in enumerate(gap) if x.tags.keys() - {"place"} or not x.capital), 0)
    gap = gap[named if one.kind in ("bare", "definite", "one") and named <= _NAMES else 0 :]
    return (
        bool(gap) and "with_kin" in gap[0].tags and all("filler" in x.tags for x in gap[1:])
        and one.kind in ONE and (bool(one.names) if person is None else person.unit == "person")
        and kin is not None and kin.unit == "person" and bool(kin.sex or kin.age)
    )  # fmt: skip


def _led_by_of(tags: Tags) -> bool:
    """Does a word lead as "of" does, alone or at the end of a phrase: "du", "l'assassinat de"?"""
    return "of" in tags or any(form == "event" for _, form in tags.get("harm", ()))


def _cited(items: list[Item], one: Group) -> bool:
    """Does a word of citing lead to somebody through title and office: "according to Aleppo police
    Lt. Ali Haddad"?
    """
    for item in reversed(items[max(0, one.first - _OFFICE) : one.first]):
        if "cite" in item.tags:
            return True
        if item.word in ",;:" or "count" in item.tags:
            return False
    return False


def _next_officer(items: list[Item], one: Group, other: Group) -> bool:
    """Does a comma lead from one named officer to the next: "el juez Luis Moreno, el fiscal Juan Díaz"?"""
    gap = items[one.last + 1 : other.first]
    after = items[other.last + 1 : other.last + 2]
    return (
        bool(one.names) and one.person is not None and other.kind == "definite"
        and len(gap) == 2 and gap[0].word == "," and gap[1].tags.keys() <= {"filler", "masculine", "feminine"}
        and bool(after) and after[0].capital and not after[0].tags
    )  # fmt: skip


def _modified(items: list[Item], one: Group, other: Group) -> int:
    """Return where the words begin that only tell more of an office or a name after "and": "and trade
    union leader X", "and Guatemalan Y"; where the people begin if none do.
    """
    at = other.first
    after = items[other.last + 1 : other.last + 2]
    if other.kind != "name" and not (after and after[0].capital and not after[0].tags):
        return at
    if one.kind in ("one", "definite") and not one.names:
        return at  # "a poet and novelist X" may be one
    while (
        at > one.last + 1 and other.first - at < _TITLE and items[at - 1].word.isalpha()
        and NO_MODIFIER.isdisjoint(items[at - 1].tags)
    ):  # fmt: skip
        at -= 1
    return at if "and" in items[at - 1].tags else other.first


def _past_words(items: list[Item], one: Group, stop: int) -> int:
    """Return where the ages or the complement after people end: "two sisters de 8 et 11 ans", "un
    commandant de brigade"; right after them where there are none.
    """
    start = one.last + 1
    if one.kind in ("one", "definite") and start + 2 <= stop and bare_age(items, start):
        return start + 2
    if one.count.high == 1 and (past := age_after(items, start)) and past <= stop:
        return past
    if one.kind in ("one", "definite") and (past := _described(items, start, stop)):
        return past
    if (
        one.kind == "definite"
        and start < stop
        and items[start].capital
        and _bare_name(items, start)
    ):
        return start + 1
    if one.count.high == 1 and _months(items, start):
        return start + 3
    several = one.count.low if one.count.low == one.count.high else None
    if several and several > 1 and (past := ages_after(items, start, several)) and past <= stop:
        return past
    end = start
    for at in range(start, min(stop, start + FAMILY)):
        if items[at].word not in "-–" and items[at].tags.keys().isdisjoint(_AGES):
            break
        end = at + 1 if "age" in items[at].tags else end
    if end > start or one.kind not in ("one", "counted") or "of" not in items[start].tags:
        return end
    end += 1
    while end < stop and end - start < _TITLE and _plain(items[end]):
        end += 1
    return end


def _months(items: list[Item], at: int) -> bool:
    """Does "of" lead to so many months or days, the age of a child: "un bébé de huit mois"?"""
    told = items[at : at + 3]
    return (
        len(told) == 3 and "of" in told[0].tags
        and "count" in told[1].tags and "time_unit" in told[2].tags
    )  # fmt: skip


def goes_on(items: list[Item], at: int) -> bool:
    """Does a list go on after a name or an age at ``at``: "his wife Huda (34) and", "his wife, his"?

    Args:
        items: Marked items with quantities counted.
        at: Position after a name or a noun.
    """
    while at < len(items) and (
        items[at].word in "()-’" or (items[at].capital and not items[at].tags) or "age" in items[at].tags
        or ("count" in items[at].tags and items[at].word[0].isdecimal())
    ):  # fmt: skip
        at += 1
    past = age_after(items, at)
    if past > at + 1 and items[past - 1].word == ",":
        at = past - 1  # "his son Pedro, 17, and"
    comma = at < len(items) and items[at].word == ","
    follow = items[at + comma].tags if at + comma < len(items) else {}
    return "and" in follow or (comma and "own" in follow)


def _bare_name(items: list[Item], at: int) -> bool:
    """Is one unknown word a surname after an office: "el general Ruiz y su chófer"?"""
    joint = items[at + 1] if at + 1 < len(items) else None
    unknown = items[at].tags.keys() <= {"place"} and items[at].word.isalpha()
    return unknown and joint is not None and (joint.word == "," or "and" in joint.tags)


def _described(items: list[Item], start: int, stop: int) -> int:
    """Where adjectives after a person end before a comma or "and": "una madre joven, su bebé recién
    nacido y una comadrona"; 0 where none stand.
    """
    end = start
    while end < stop and end - start < _ADJECTIVES and _quality(items[end]):
        end += 1
    joint = items[end] if end < stop else None
    return end if end > start and joint and (joint.word == "," or "and" in joint.tags) else 0


def _quality(item: Item) -> bool:
    """May a small word only tell what somebody is like?"""
    aged = "filler" in item.tags or all(p.age for p in item.tags.get("person", ()))
    return item.word.isalpha() and not item.capital and aged and item.tags.keys() <= _QUALITIES


def _plain(item: Item) -> bool:
    """May a word be of a rank or a trade that "of" leads to: "de brigade", "del centro"?"""
    return item.word.isalpha() and not item.capital and item.tags.keys() <= _TRADES
