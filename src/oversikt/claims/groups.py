"""From counts and nouns to groups of people: "at least 13 civilians", "a man", "three others"."""

from dataclasses import dataclass, field

from oversikt.claims.marks import Item
from oversikt.claims.pack import Pack, Person
from oversikt.claims.quantities import Count, bounded
from oversikt.records import Measure

_STOPS = {".", ";", ":", ",", "(", ")", "!", "?", "–", "—", "،", "؛"}
_THINGS = {"object", "troops", "place_kind", "unit", "animal"}
_VICTIMS = {"victims", "victims_one", "victims_two"}


@dataclass(slots=True)
class Group:
    """People whom some words name, with how many they are.

    ``first`` and ``last`` are positions of items, inclusive. ``kind``: ``counted`` (with number or
    vague word), ``one`` (article and noun), ``definite`` (a singular noun that is told before or by
    its article), ``bare`` (a singular noun of a language without articles), ``dual``, ``name``, ``plural`` (a bare plural), ``number`` (a number without noun).
    ``measure`` is set where the words themselves tell the harm ("three dead").
    """

    first: int
    last: int
    count: Count
    kind: str
    person: Person | None = None
    adjectives: tuple[str, ...] = ()
    measure: Measure | None = None
    noun: int | None = None
    anaphoric: bool = False
    weak: bool = False
    joined: bool = False
    partitive: bool = False
    names: tuple[tuple[int, int], ...] = field(default=())


def groups_of(items: list[Item], pack: Pack) -> list[Group]:
    """Return the groups of people of a sentence, in order, coordinated ones marked ``joined``.

    Args:
        items: Marked items with quantities counted.
        pack: The language's pack.
    """
    found: list[Group] = []
    i = 0
    while i < len(items):
        group = _group(items, i, pack)
        if group is None:
            i += 1
            continue
        if found and _owned(found[-1], group):
            i = group.last + 1
            continue
        both = "fixed" in items[i].tags and group.person is None
        if found and not both and _only_joins(items, found[-1].last + 1, group.first):
            group.joined = True
            if _several(items, found[-1], group) or _several(items, group, found[-1]):
                found[-1].kind = group.kind = "plural"
        if found and group.kind == "name" and _holds(found[-1], group):
            found[-1].last, found[-1].names = group.last, group.names
            i = group.last + 1
            continue
        found.append(group)
        i = group.last + 1
    return found


def _several(items: list[Item], one: Group, other: Group) -> bool:
    """Is a form of singular and plural meant as plural beside a plural: "женщины и дети"?"""
    return (
        one.kind == "bare"
        and other.kind == "plural"
        and one.noun is not None
        and any(p.number == "many" for p in items[one.noun].tags["person"])
    )


def _owned(person: Group, other: Group) -> bool:
    """Does a noun stand right before people who are its own: "мати двох дітей", a mother of two?"""
    return (
        person.kind in ("bare", "dual") and person.noun is not None and person.measure is None
        and person.last + 1 == other.first and other.kind in ("counted", "bare")
        and other.measure is None
    )  # fmt: skip


def _holds(office: Group, name: Group) -> bool:
    """Does a noun for one person stand right before the name of its holder: "police chief X"?"""
    return (
        office.last + 1 == name.first and office.kind in ("one", "definite", "bare")
        and office.person is not None and not office.names
    )  # fmt: skip


def _only_joins(items: list[Item], start: int, stop: int) -> bool:
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


def _group(items: list[Item], i: int, pack: Pack) -> Group | None:
    """Return the group that begins at ``i``, if one does."""
    item = items[i]
    tags = item.tags
    if "count" in tags:
        return _counted(items, i, tags["count"])
    if "another" in tags:
        following = items[i + 1].tags.get("count") if i + 1 < len(items) else None
        if following is not None and following.kind != "article":
            return None  # "another two": the number counts
        number = tags["another"]
        count = (
            Count("exact", number, number, "words")
            if number
            else Count("uncounted", None, None, "vague")
        )
        last, person, noun, adjectives, measure = _noun(items, i + 1, 2)
        return Group(i, max(last, i), count, "counted" if number else "anaphor", person, adjectives,
                     measure, noun, anaphoric=person is None)  # fmt: skip
    for measure, form in tags.get("harm", ()):
        if form in ("victims_one", "victims_two"):
            number = 1 if form == "victims_one" else 2
            if number == 2 and "definite" in tags:
                return None  # "the two dead": told before
            return Group(i, i, Count("exact", number, number, "words"), "counted", measure=measure)
    if "adj" in tags and i + 1 < len(items) and not _THINGS.isdisjoint(items[i + 1].tags):
        return None  # "цивільний автомобіль": no civilian
    if "person" in tags:
        return _bare(items, i, pack)
    if item.low in pack.given_names and not tags:
        return _given(items, i)
    if pack.capitals and item.capital and not tags:
        return _name(items, i)
    return None


def _bare(items: list[Item], i: int, pack: Pack) -> Group:
    """Return the group of a noun without a count: dual, plural, or one person told before."""
    persons: tuple[Person, ...] = items[i].tags["person"]
    follow = items[i + 1].tags.get("count") if i + 1 < len(items) else None
    if (
        follow is not None
        and follow.kind in ("words", "article")
        and follow.low == follow.high
        and follow.low in (1, 2)
    ):
        # "جنديان اثنان", "شخص واحد": the small number stands after its noun.
        nouns = [
            p for p in persons if p.number == "two" or (p.number == "many") == (follow.low == 2)
        ]
        later = items[i + 2].tags if i + 2 < len(items) else {}
        if nouns and pack.bare_one and "person" not in later:
            return Group(i, i + 1, follow._replace(kind="words"), "counted", nouns[0], noun=i)
    if follow is not None and follow.kind == "words" and "definite" in items[i + 1].tags:
        # "أطفالها الثلاثة": a number with the article stands after its noun.
        noun = next((p for p in persons if p.number == "many"), None)
        if noun is not None:
            return Group(i, i + 1, follow, "counted", noun, noun=i)
    # A form of both numbers stands alone for one ("тело женщины") where there is no article.
    bare = not (pack.indefinite or pack.bare_one)
    for number in ("two", "one", "many") if bare else ("two", "many", "one"):
        person = next((p for p in persons if p.number == number), None)
        if person is None:
            continue
        if number == "two":
            both = _bounded_after(items, i, Count("exact", 2, 2, "words"))
            return Group(i, i, both, "dual", person, noun=i)
        if number == "many":
            return Group(i, i, Count("uncounted", None, None, "vague"), "plural", person, noun=i)
        if person.unit == "household":
            return Group(i, i, Count("uncounted", None, None, "vague"), "plural", person, noun=i)
        if pack.bare_one and "definite" not in items[i].tags:
            return _singular(items, i, person, pack)
        named = _named_after(items, i, pack)
        if named:
            return Group(i, named, Count("exact", 1, 1, "name"), "name", person, noun=i,
                         names=((items[i + 1].start, items[named].end),))  # fmt: skip
        kind = "definite" if pack.indefinite or pack.bare_one else "bare"
        return Group(i, i, Count("exact", 1, 1, "article"), kind, person, noun=i)
    raise AssertionError(persons)


def _singular(items: list[Item], i: int, person: Person, pack: Pack) -> Group:
    """Return a singular noun that counts one without any article, and the name that follows it."""
    last = _named_after(items, i, pack)
    names = ((items[i + 1].start, items[last].end),) if last else ()
    adjectives = _adjectives_after(items, last or i)
    unit = (
        Count("uncounted", None, None, "vague")
        if person.unit == "household"
        else Count("exact", 1, 1, "words")
    )
    return Group(i, last or i, unit, "one", person, adjectives, noun=i, names=names)


def _named_after(items: list[Item], i: int, pack: Pack) -> int:
    """Return the last item of a name that begins right after ``i`` with a given name, else 0."""
    if i + 1 >= len(items) or items[i + 1].tags or items[i + 1].low not in pack.given_names:
        return 0
    return _name_end(items, i + 1)


def _name_end(items: list[Item], i: int) -> int:
    """Return the last item of a name of up to four words that begins at ``i``."""
    last = i
    while (
        last + 1 < len(items)
        and last - i < 3
        and not items[last + 1].tags
        and items[last + 1].word.isalpha()
    ):
        last += 1
    return last


def _given(items: list[Item], i: int) -> Group:
    """Return a person named by a given name and what follows it, in scripts without capitals."""
    last = _name_end(items, i)
    span = ((items[i].start, items[last].end),)
    return Group(i, last, Count("exact", 1, 1, "name"), "name", names=span, weak=last == i)


def _adjectives_after(items: list[Item], last: int) -> tuple[str, ...]:
    """Return what words right after a noun say of its people: "قتيلا مدنيا", "من قوات النظام"."""
    follow = items[last + 1].tags if last + 1 < len(items) else {}
    return (follow["adj"],) if "adj" in follow and "count" not in follow else ()


def _name(items: list[Item], i: int) -> Group | None:
    """Return a named person: two or more capitalised unknown words, perhaps an age after them."""
    j = i
    while j < len(items) and items[j].capital and not items[j].tags and items[j].word.isalpha():
        j += 1
        if j + 1 < len(items) and items[j].word in "-’'" and items[j + 1].capital:
            j += 1
    if j - i < 2:
        return None
    spans = ((items[i].start, items[j - 1].end),)
    last = j - 1
    aged = False
    if j + 1 < len(items) and items[j].word in ",(" and "count" in items[j + 1].tags:
        after = items[j + 1].tags["count"]
        follow = items[j + 2] if j + 2 < len(items) else None
        if after.low and after.low < 105 and (
            follow is None or follow.word in ",)." or "age" in follow.tags or "harm" in follow.tags
            or "aux" in follow.tags
        ):  # fmt: skip
            last, aged = j + 1, True
            while last + 1 < len(items) and (
                "age" in items[last + 1].tags or items[last + 1].word in ",)"
            ):
                last += 1
    return Group(i, last, Count("exact", 1, 1, "name"), "name", names=spans, weak=not aged)


def _counted(items: list[Item], i: int, count: Count) -> Group | None:
    """Return the group of a count, or None where it counts no people."""
    nxt = items[i + 1] if i + 1 < len(items) else None
    if nxt is not None and (
        "age" in nxt.tags or (nxt.word == "-" and i + 2 < len(items) and "age" in items[i + 2].tags)
    ):
        # "a 34-year-old man", "34-year-old Ahmed": an age; the person comes after it.
        last, person, noun, adjectives, measure = _noun(items, i + 2, 3)
        if person is not None and person.number == "one":
            return Group(
                i, last, Count("exact", 1, 1, "words"), "one", person, adjectives, measure, noun
            )
        return None
    if i and "age" in items[i - 1].tags:
        return None
    if (
        nxt is not None
        and "and" in nxt.tags
        and i + 3 < len(items)
        and "count" in items[i + 2].tags
        and "age" in items[i + 3].tags
    ):
        return None  # "aged 7 and 17"
    if _is_date_or_time(items, i) or _is_age(items, i) or _is_model(items, i):
        return None
    last, person, noun, adjectives, measure = _noun(
        items, i + 1, 5, single=count.low == count.high == 1
    )
    if last < 0:
        return None  # things, units, animals
    partitive = any("part" in x.tags for x in items[i + 1 : last + 2]) or (
        measure is not None and nxt is not None and "of" in nxt.tags and count.kind != "article"
    )
    if count.kind == "article":
        if (
            person is None
            and last > i
            and all("another" in x.tags for x in items[i + 1 : last + 1])
        ):
            return Group(i, last, Count("exact", 1, 1, "words"), "anaphor", anaphoric=True)
        if (
            person is None
            and measure
            and last == i + 1
            and "victims" in _forms(items[last], measure)
        ):
            return Group(i, last, Count("exact", 1, 1, "words"), "one", measure=measure)
        if person is None and last == i and nxt is not None and _verb_of_harm(nxt):
            return Group(i, i, Count("exact", 1, 1, "words"), "anaphor", anaphoric=True)
        if person is None or person.number == "many":
            return None
        if person.unit == "household":
            return Group(
                i,
                last,
                Count("uncounted", None, None, "vague"),
                "counted",
                person,
                adjectives,
                measure,
                noun,
            )
        return Group(
            i,
            last,
            Count("exact", 1, 1, "words"),
            "one",
            person,
            adjectives,
            measure,
            noun,
            partitive=partitive,
        )
    dated = i > 0 and any(t in items[i - 1].tags for t in ("in", "date_in", "month", "date_since"))
    if (
        count.kind == "year"
        and person is None
        and measure is None
        and (
            dated
            or not (
                nxt is not None
                and (
                    "harm" in nxt.tags
                    or "aux" in nxt.tags
                    or "of" in nxt.tags
                    or "part" in nxt.tags
                )
            )
        )
    ):
        return None
    if count.kind == "year" and dated and person is None:
        return None
    if person is None and measure is None:
        weak = nxt is not None and not nxt.tags and nxt.word.isalpha()
        partitive = nxt is not None and "part" in nxt.tags
        adjectives += _adjectives_after(items, i)
        told = _told_after(items, i + 2 if partitive else i + 1)
        if told is not None:
            return Group(i, told, count, "counted", items[told].tags["person"][0], adjectives,
                         noun=told, partitive=partitive)  # fmt: skip
        return Group(i, i, count, "number", adjectives=adjectives, weak=weak, partitive=partitive)
    if person is not None and noun == last:
        person = _both(items, last, person)
    adjectives += _adjectives_after(items, last)
    count = _bounded_after(items, last, count)
    return Group(i, last, count, "counted", person, adjectives, measure, noun,
                 anaphoric=person is None and any("another" in x.tags for x in items[i + 1 : last + 1]),
                 partitive=partitive)  # fmt: skip


def _told_after(items: list[Item], at: int) -> int | None:
    """Where the noun stands that a dash tells of a number: "двоє – рятувальники"."""
    if at + 1 >= len(items) or items[at].word not in "–—":
        return None
    end = items[at + 2] if at + 2 < len(items) else None
    several = any(p.number == "many" for p in items[at + 1].tags.get("person", ()))
    closed = end is None or end.word in ",.;–—)"
    return at + 1 if several and closed else None


def _bounded_after(items: list[Item], last: int, count: Count) -> Count:
    """Return the count under a bound that stands after its noun: "31 مدنيا على الأقل"."""
    follow = items[last + 1].tags if last + 1 < len(items) else {}
    later = items[last + 2].tags if last + 2 < len(items) else {}
    if (
        "mod_after" not in follow
        or "count" in later
        or count.quantifier != "exact"
        or count.low is None
    ):
        return count
    low, high = bounded(follow["mod_after"], count.low, count.low)
    return Count(follow["mod_after"], low, high, "words")


def _is_model(items: list[Item], i: int) -> bool:
    """Is the number at ``i`` written onto letters, as in names of weapons: "S-300", "TM-62P"?"""
    if not items[i].word[0].isdecimal():
        return False
    if i > 1 and items[i - 1].word in "-‑" and items[i - 1].end == items[i].start:
        return items[i - 2].end == items[i - 1].start and items[i - 2].word[-1].isalpha()
    return False


def _forms(item: Item, measure: str) -> set[str]:
    """Return the forms in which a word tells of a measure."""
    return {form for m, form in item.tags.get("harm", ()) if m == measure}


def _both(items: list[Item], last: int, person: Person) -> Person:
    """Return what two nouns under one number say: "70 soldiers and civilians" are mixed."""
    if last + 2 >= len(items) or "and" not in items[last + 1].tags:
        return person
    others = [p for p in items[last + 2].tags.get("person", ()) if p.number == "many"]
    if not others or person.number != "many":
        return person
    other = others[0]
    kinds = {person.status, other.status}
    status = person.status
    if len(kinds) > 1:
        status = "unknown" if "unknown" in kinds else "mixed"
    return person._replace(
        status=status,
        sex=person.sex if person.sex == other.sex else None,
        age=person.age if person.age == other.age else None,
    )


def _verb_of_harm(item: Item) -> bool:
    """Is this a word that tells what befell its subject, and nothing else: "one died"?"""
    forms = {form for _, form in item.tags.get("harm", ())}
    return forms == {"suffered"}


def _is_age(items: list[Item], i: int) -> bool:
    """Is the number at ``i`` the age of somebody just named: "(22)", "a woman of 64", "Ahmed, 34,"?"""
    count = items[i].tags["count"]
    if (
        count.low is None
        or count.low != count.high
        or count.low > 105
        or not items[i].word[0].isdecimal()
    ):
        return False
    before = items[i - 1] if i else None
    after = items[i + 1] if i + 1 < len(items) else None
    if before is None:
        return False
    if before.word == "(" and after is not None and after.word == ")" and i >= 2:
        return items[i - 2].capital or "person" in items[i - 2].tags
    if (
        "of" in before.tags
        and i >= 2
        and any(p.number == "one" for p in items[i - 2].tags.get("person", ()))
    ):
        return after is None or "person" not in after.tags
    if before.word == "," and i >= 2 and after is not None and after.word in ",.)":
        return items[i - 2].capital or any(
            p.number == "one" for p in items[i - 2].tags.get("person", ())
        )
    return False


def _is_date_or_time(items: list[Item], i: int) -> bool:
    """Is the number at ``i`` the day of a month, a clock time or part of a written date?"""
    before = items[i - 1] if i else None
    after = items[i + 1] if i + 1 < len(items) else None
    if after is not None and (
        "month" in after.tags
        or (after.word == "." and i + 2 < len(items) and "month" in items[i + 2].tags)
    ):
        return True
    if (
        before is not None
        and "month" in before.tags
        and items[i].tags["count"].low is not None
        and items[i].word[0].isdecimal()
    ):
        follow_person = after is not None and ("person" in after.tags or "harm" in after.tags)
        return not follow_person
    if _leads_to_month(items, i + 1):
        return True
    count = items[i].tags["count"]
    if count.kind == "year" and i > 2 and items[i - 1].word == "," and "month" in items[i - 3].tags:
        return True  # "October 4, 2023"
    if (
        before is not None
        and "weekday" in before.tags
        and count.kind == "digits"
        and (count.low or 0) < 32
    ):
        return after is None or not {"person", "harm", "part"} & after.tags.keys()
    for near in (before, after):
        if (
            near is not None
            and near.word in ":/-"
            and (near.start == items[i].end or near.end == items[i].start)
        ):
            other = i - 2 if near is before else i + 2
            if 0 <= other < len(items) and items[other].word[:1].isdecimal():
                return True
    return False


def _leads_to_month(items: list[Item], i: int) -> bool:
    """Does a month follow through "of", articles and a second day: "7 de octubre", "9 y el 12 de mayo"?"""
    seen: set[str] = set()
    for j in range(i, min(i + 6, len(items))):
        tags = items[j].tags
        if "month" in tags:
            return "of" in seen or "count" in seen
        step = next(
            (t for t in ("of", "count", "filler", "and", "to", "between") if t in tags), None
        )
        if step is None or step in seen - {"filler"} or "person" in tags or "harm" in tags:
            return False
        seen.add(step)
    return False


def _noun(
    items: list[Item], i: int, reach: int, *, single: bool = False
) -> tuple[int, Person | None, int | None, tuple[str, ...], Measure | None]:
    """Look for the noun of a count: ``(last item, person, its position, adjectives, harm)``.

    The last item is -1 where the count is of things. Up to ``reach`` unknown words, adjectives and
    fillers may stand between.
    """
    adjectives: list[str] = []
    measure: Measure | None = None
    last = i - 1
    unknown = 0
    j = i
    while j < len(items) and j - i <= reach:
        item = items[j]
        tags = item.tags
        if (
            any(
                t in tags for t in ("unit", "object", "troops", "animal", "km2", "age", "time_unit")
            )
            and "person" not in tags
        ):
            own = not any("part" in x.tags for x in items[i:j])  # not "8,000 of them from the city"
            if measure is None and unknown == 0 and own and "harm" not in tags:
                return -1, None, None, (), None
            break
        if "animal" in tags and "person" not in tags:
            return -1, None, None, (), None
        if "adj" in tags:
            adjectives.append(tags["adj"])
        follow = items[j + 1].tags if j + 1 < len(items) else {}
        follow_victims = any(form in _VICTIMS for _, form in follow.get("harm", ()))
        if "person" in tags and (
            (tags["person"][0].status == "unknown" and item.capital and "person" in follow)
            or ("adj" in tags and follow_victims)
        ):
            pass  # "Afghan civilians", "civilian deaths": the first noun is an adjective here
        elif "person" in tags:
            wanted = "one" if single else "many"
            persons = tags["person"]
            person = next((p for p in persons if p.number == wanted), persons[0])
            return j, person, j, tuple(adjectives), measure
        victims = next((m for m, form in tags.get("harm", ()) if form in _VICTIMS), None)
        if victims is not None:
            measure = measure or victims
            last = j
        elif "harm" in tags:
            if (
                "person" in follow
                and measure is None
                and any(form == "suffered" for _, form in tags["harm"])
                and not any(form == "inflicted" for _, form in tags["harm"])
            ):
                measure = tags["harm"][0][0]
            else:
                break
        elif "another" in tags:
            last = j
        elif "adj" in tags or "filler" in tags or "of" in tags or "part" in tags:
            pass
        elif item.word in _STOPS or "count" in tags or (tags and not item.capital):
            break
        elif item.word == "-":
            pass
        else:
            unknown += 1
            if unknown > 3:
                break
        j += 1
    return last, None, None, tuple(adjectives), measure
