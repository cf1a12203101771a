"""What a group of people is to the one right before it: joined, its kin, or the same person."""

from dataclasses import replace

from oversikt.claims.ages import bare_age
from oversikt.claims.marks import Item
from oversikt.claims.people import Group

#: So many words tell whose or where an office is.
_COMPLEMENT = 12
_FAMILY = 7
#: What ages after people are told by, and how long what "of" leads to in a rank or a trade is.
_AGES = frozenset({"age", "count", "of", "to", "and", "filler"})
#: What begins another statement, and what tells more than where or whose somebody is.
_PARTING = frozenset({"harm", "say", "clause", "aux"})
_APART = _PARTING | {"count", "cite", "weekday", "month", "relative"}
_TITLE, _TRADES = 4, frozenset({"filler", "object", "troops", "place_kind"})


def several(items: list[Item], one: Group, other: Group) -> bool:
    """Is a form of singular and plural meant as plural beside a plural: "женщины и дети"?"""
    return (
        one.kind == "bare"
        and other.kind == "plural"
        and one.noun is not None
        and any(p.number == "many" for p in items[one.noun].tags["person"])
    )


def owned(person: Group, other: Group) -> bool:
    """Does a noun stand right before people who are its own: "мати двох дітей", a mother of two?"""
    return (
        person.kind in ("bare", "dual") and person.noun is not None and person.measure is None
        and person.last + 1 == other.first and other.kind in ("counted", "bare")
        and other.measure is None
    )  # fmt: skip


def of_one(items: list[Item], person: Group, other: Group) -> bool:
    """Does "of" after one person lead to people of theirs: "a mother of three"?"""
    return (
        person.kind in ("one", "definite", "bare") and person.measure is None
        and person.last + 2 == other.first and "of" in items[person.last + 1].tags
        and other.kind in ("number", "counted") and other.measure is None
        and (other.person is None or other.person.age == "child")
    )  # fmt: skip


def one_who_is(items: list[Item], one: Group, person: Group) -> bool:
    """Does a noun with an article tell who one is: "one a policeman", "one of them a child"?"""
    of_them = person.first == one.last + 2 and "part" in items[one.last + 1].tags
    return (
        one.kind == "number" and one.count.low == one.count.high == 1
        and person.kind == "one" and (person.first == one.last + 1 or of_them)
    )  # fmt: skip


def one_named(items: list[Item], one: Group, person: Group) -> bool:
    """Does a comma set apart who one is: "one of them, Ali Haddad, died", "one person, a guard"?"""
    gap = items[one.last + 1 : person.first]
    told = one.partitive or one.person is not None or any("part" in x.tags for x in gap)
    return (
        told and (one.kind in ("number", "counted") or one.partitive) and one.count.low == 1
        and one.count.high in (1, None)
        and person.kind in ("name", "one") and 0 < len(gap) < 3 and gap[-1].word == ","
        and not (person.last + 1 < len(items) and "and" in items[person.last + 1].tags)
    )  # fmt: skip


def family_of(items: list[Item], family: Group, people: Group) -> bool:
    """Does a group tell how many a family is: "a family of six people"?"""
    return (
        family.person is not None and family.person.unit == "household"
        and family.count.kind == "vague" and people.kind in ("number", "counted")
        and people.first == family.last + 2 and "of" in items[family.last + 1].tags
        and (people.count.low or 0) > 1 and people.measure is None
    )  # fmt: skip


def told_twice(items: list[Item], one: Group, other: Group) -> bool:
    """Are two groups the same people, counted by families and by heads: "200 families, some 850
    people,", "850 personnes, soit 200 ménages,"?
    """
    units = {g.person.unit for g in (one, other) if g.person is not None}
    gap = items[one.last + 1 : other.first]
    low, high = sorted((one.count.low or 0, other.count.low or 0))
    families = one if one.person is not None and one.person.unit == "household" else other
    return (
        one.kind == other.kind == "counted" and units == {"household", "person"}
        and 0 < len(gap) < 3 and gap[0].word in ",(" and "and" not in gap[-1].tags
        and 0 < low < high and families.count.low == low
        and one.measure is None and other.measure is None
    )  # fmt: skip


def by_heads(one: Group, other: Group) -> Group:
    """Return people counted by families and by heads as one group, counted by heads."""
    families = one.person is not None and one.person.unit == "household"
    return replace(other if families else one, first=one.first, last=other.last)


def tells_who(items: list[Item], person: Group, other: Group) -> bool:
    """Do a name and a noun with an article stand for one person: "a teacher, Ali Haddad,"?"""
    gap = items[person.last + 1 : other.first]
    closed = not gap and items[person.last].word == ","
    if other.kind == "one" and _lists_on(items, other.last + 1):
        return False  # "the senator X, a police officer, and a judge"
    if other.owned and _goes_on(items, other.last + 1):
        return False  # "Ali Haddad, his wife, and their children"
    after = items[other.last + 1 : other.last + 2]
    listed = not person.first and person.kind == "definite" and _one_without_article(other)
    if listed and after and "harm" in after[0].tags:
        return False  # "Man, 17-month-old child dead": in headlines a comma is an "and"
    if other.kind == "definite" and other.last + 1 < len(items):
        name = items[other.last + 1]
        if name.capital and not name.tags:
            return False  # "Major Ali Haddad, Captain Karim Abbas"
    return (
        {person.kind, other.kind} in ({"name", "one"}, {"name", "definite"})
        or (person.kind == "name" and (_another(items, other) or _one_of(items, other)))
        or (person.kind == "definite" and other.kind == "one")
    ) and (closed or (len(gap) == 1 and gap[0].word == ","))


def _one_without_article(group: Group) -> bool:
    """Is one person told by an age or a possessive, not by "a"?"""
    return group.kind == "one" and group.count.kind != "article"


def _one_of(items: list[Item], group: Group) -> bool:
    """Is a group one of several: "one of the victims"?"""
    after = items[group.first + 1].tags if group.first + 1 < len(items) else {}
    return group.count.low == group.count.high == 1 and not {"of", "part"}.isdisjoint(after)


def _lists_on(items: list[Item], at: int) -> bool:
    """Does a list go on with "and a …" at ``at``?"""
    at += at < len(items) and items[at].word == ","
    follow = items[at + 1].tags.get("count") if at + 1 < len(items) else None
    return follow is not None and follow.kind in ("article", "words") and "and" in items[at].tags


def _goes_on(items: list[Item], at: int) -> bool:
    """Does a list go on after a name or an age at ``at``: "his wife Huda (34) and", "his wife, his"?"""
    while at < len(items) and (
        items[at].word in "()-’" or (items[at].capital and not items[at].tags) or "age" in items[at].tags
        or ("count" in items[at].tags and items[at].word[0].isdecimal())
    ):  # fmt: skip
        at += 1
    comma = at < len(items) and items[at].word == ","
    follow = items[at + comma].tags if at + comma < len(items) else {}
    return "and" in follow or (comma and "own" in follow)


def _another(items: list[Item], group: Group) -> bool:
    """Is a group one more of a kind: "another leader"?"""
    return group.count.low == group.count.high == 1 and "another" in items[group.first].tags


def _anybody(person: Group) -> bool:
    """Does a noun leave open who somebody is: "the victim"?"""
    return person.person is None or person.person.status == "unknown"


def join_one(person: Group, other: Group) -> None:
    """Make a name and the noun beside it one person."""
    person.last, person.names = other.last, person.names + other.names
    person.person, person.noun = person.person or other.person, person.noun or other.noun
    person.apposed, person.weak, person.single = True, False, False
    if (
        person.kind == "definite" and other.kind == "one" and _anybody(person)
    ):  # "the victim, a girl"
        person.kind, person.person, person.noun = "one", other.person, other.noun


def named_after_many(items: list[Item], people: Group, name: Group) -> bool:
    """Does only a comma part several people from a name, that of a speaker or of one of them?"""
    gap = items[people.last + 1 : name.first]
    return (
        people.kind in ("counted", "number") and name.kind == "name"
        and all(item.word in ",،" for item in gap)
    )  # fmt: skip


def holds(items: list[Item], office: Group, name: Group) -> bool:
    """Does a noun for one person lead to the holder's name: "police chief X", "a child named X"?"""
    called = office.last + 2 == name.first and "called" in items[office.last + 1].tags
    return (
        (called or office.last + 1 == name.first)
        and office.kind in ("one", "definite", "bare")
        and office.person is not None and not office.names
    )  # fmt: skip


def only_joins(items: list[Item], start: int, stop: int) -> bool:
    """Do only commas and "and" stand between two groups (at least one of them)?"""
    between = items[start:stop]
    led = bool(between) and (between[0].word in ",،" or "and" in between[0].tags)
    owner = any("and" in item.tags for item in between)  # "and his sister", not ", his sister"
    return (
        led
        and len(between) <= 4
        and all(
            item.word in ",،"
            or "and" in item.tags
            or (k > 0 and "age" in item.tags)
            or (k > 0 and owner and not item.tags.keys().isdisjoint(("filler", "pronoun")))
            for k, item in enumerate(between)
        )
    )


def coordinated(items: list[Item], one: Group, other: Group) -> bool:
    """Do commas and "and" join two groups, also where an age between them ends with the comma?"""
    listed = one.kind == "name" == other.kind and items[one.last].word == ","
    gap = items[one.last + 1 : other.first]
    if "deed" in (one.kind, other.kind):
        return False  # "a double murder, Haddad said"
    if all(x.word in ",،" for x in gap) and any(
        "cite" in x.tags for x in items[max(0, one.first - 4) : one.first]
    ):
        return False  # "according to coroner Ali Haddad, Nadia Abbas was"
    return (
        (listed and one.last + 1 == other.first)
        or only_joins(items, one.last + 1, other.first)
        or only_joins(items, _past_words(items, one, other.first), other.first)
        or _listed(items, one, other)
        or _past_complement(items, one, other)
        or (one.last + 1 == other.first and items[other.first].tags.get("pronoun_one") == "next")
    )


def as_one(group: Group) -> None:
    """Make "himself" in a list one of its people: "his wife, four children and himself"."""
    if group.kind == "pronoun" and group.weak:
        group.kind, group.weak, group.anaphoric = "one", False, False


def _past_words(items: list[Item], one: Group, stop: int) -> int:
    """Return where the ages or the complement after people end: "two sisters de 8 et 11 ans", "un
    commandant de brigade"; right after them where there are none.
    """
    start = one.last + 1
    if one.kind in ("one", "definite") and start + 2 <= stop and bare_age(items, start):
        return start + 2
    end = start
    for at in range(start, min(stop, start + _FAMILY)):
        if items[at].word not in "-–" and items[at].tags.keys().isdisjoint(_AGES):
            break
        end = at + 1 if "age" in items[at].tags else end
    if end > start or one.kind not in ("one", "counted") or "of" not in items[start].tags:
        return end
    end += 1
    while end < stop and end - start < _TITLE and _plain(items[end]):
        end += 1
    return end


def _plain(item: Item) -> bool:
    """May a word be of a rank or a trade that "of" leads to: "de brigade", "del centro"?"""
    return item.word.isalpha() and not item.capital and item.tags.keys() <= _TRADES


def _listed(items: list[Item], one: Group, other: Group) -> bool:
    """Does a semicolon part two people of a list: "Ali Haddad, 53; Nadia Abbas, 24; and a guard"?"""
    gap = items[one.last + 1 : other.first]
    if not 0 < len(gap) < 3 or gap[0].word != ";" or "name" not in (one.kind, other.kind):
        return False
    if len(gap) == 2:
        return "and" in gap[1].tags
    after = items[other.last + 1 : other.last + 3]
    return bool(after) and (after[0].word in ";." or any("and" in x.tags for x in after))


def _past_complement(items: list[Item], one: Group, other: Group) -> bool:
    """Does a list go on after what somebody is called: "Ali Haddad, leader of the union, and a guard"?"""
    gap = items[one.last + 1 : other.first]
    if _parallel(items, gap, one, other) or _of_somewhere(gap, one, other):
        return True
    if not one.apposed or not 3 < len(gap) <= _COMPLEMENT or not {"of", "in"} & gap[0].tags.keys():
        return False
    cut = max((k for k, x in enumerate(gap) if x.word in ",;"), default=0)
    inside, joint = gap[:cut], gap[cut + 1 :]
    return (
        cut > 1
        and all({"harm", "say", "clause", "cite", "aux"}.isdisjoint(x.tags) for x in inside)
        and not any(x.word in ".;:" for x in inside)
        and bool(joint)
        and "and" in joint[0].tags
    )


def _words_alone(gap: list[Item], apart: frozenset[str]) -> bool:
    """Are these words without signs between them, and none of some kinds?"""
    return all((x.word.isalpha() or x.word in "-’'") and apart.isdisjoint(x.tags) for x in gap)


def _of_somewhere(gap: list[Item], one: Group, other: Group) -> bool:
    """Does a list go on after where or whose one person is: "a teacher from the village and her two
    sons", "мера міста та двох охоронців"?
    """
    while gap and not {"own", "filler"}.isdisjoint(gap[-1].tags) and "and" not in gap[-1].tags:
        gap = gap[:-1]
    return (
        one.kind in ("one", "definite", "bare") and one.person is not None
        and other.kind in ("counted", "one", "definite", "bare") and other.person is not None
        and 1 < len(gap) < _FAMILY and "and" in gap[-1].tags
        and bool({"of", "in", "place_kind", "object"} & gap[0].tags.keys())
        and _words_alone(gap, _APART)
    )  # fmt: skip


def _parallel(items: list[Item], gap: list[Item], one: Group, other: Group) -> bool:
    """Have two counted groups what "of" leads to, each: "ten of one family and nine of another"?"""
    after = items[other.last + 1].tags if other.last + 1 < len(items) else {}
    return (
        one.kind == other.kind == "counted" and one.person is not None
        and 2 < len(gap) < _COMPLEMENT and "of" in gap[0].tags and "of" in after
        and "and" in gap[-1].tags
        and _words_alone(gap, _PARTING | {"count"})
    )  # fmt: skip


def complements(items: list[Item], people: Group, family: Group) -> bool:
    """Does a family only tell whose counted people are: "ten members of the Haddad family"?"""
    gap = items[people.last + 1 : family.first]
    return (
        people.kind == "counted" and people.person is not None
        and (family.kind == "plural" or family.count.high == 1)
        and family.person is not None and family.person.unit == "household"
        and 0 < len(gap) < _FAMILY and "of" in gap[0].tags
        and _words_alone(gap, _PARTING | {"and"})
    )  # fmt: skip


def bare_pair(items: list[Item], one: Group, other: Group) -> bool:
    """Are two singular nouns joined without any article: "father and son were shot"?"""
    led = items[one.first - 1].tags if one.first else {}
    listed = one.joined and one.kind == "one" and not one.owned  # "wife, son, daughter"
    return (
        other.kind == "definite"
        and (one.kind == "definite" or listed)
        and one.last + 2 == other.first
        and (not one.first or led.keys().isdisjoint(("filler", "of", "pronoun", "by", "in")))
    )
