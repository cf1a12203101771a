"""From counts and nouns to groups of people: "at least 13 civilians", "a man", "three others"."""

from oversikt.people.aged import aged, one_of_an_age
from oversikt.people.ages import first_of_ages, is_age, of_one_age
from oversikt.people.complements import among_whom, of_his, told_after
from oversikt.people.identity import join_one, told_again, told_to_be
from oversikt.people.labels import is_date_or_time, is_label, is_model, is_time_ago, is_year
from oversikt.people.lists import named_members, neighbour
from oversikt.people.names import (
    ends_name,
    given_name,
    lists_on,
    name_of,
    someone,
    tells_names,
)
from oversikt.people.neighbours import (
    as_one,
    bare_pair,
    holds,
    merged,
    named,
    named_after_many,
    of_person,
    own,
    several,
)
from oversikt.people.people import (
    DEEDS_OF,
    SOMEONE,
    STATUSES,
    VICTIMS_OF,
    Group,
    adjectives_after,
    another_thing,
    as_some,
    bounded_after,
    forms_of,
    no_thing,
    noun_of,
    of_both,
    one_of_many,
    past_number,
    qualifies,
    tells_only_harm,
    unknown_one,
)
from oversikt.people.pronouns import one_told
from oversikt.people.quantities import Count
from oversikt.people.roles import (
    another_role,
    as_kin,
    is_difference,
    of_attacks,
    of_many,
    of_parent,
    of_thing,
    of_things,
    out_of,
    tells,
)
from oversikt.people.uncounted import tells_age, uncounted
from oversikt.words.marks import Item
from oversikt.words.pack import Pack, Person

_SOME = Person("unknown", "many")
#: What words for people begin with, beside a name; other words are passed over.
_BEGINS = frozenset({"count", "another", "harm", "person", "pronoun_one", "part_one"})
_BEFORE_YEAR = {"in", "date_in", "month", "date_since", "one"}  # "a 2015 murder"
_THINGS = {"object", "troops", "place_kind", "unit", "animal"}


def groups_of(items: list[Item], pack: Pack) -> list[Group]:
    """Return the groups of people of a sentence, in order, coordinated ones marked ``joined``.

    Args:
        items: Marked items with quantities counted.
        pack: The language's pack.
    """
    found: list[Group] = []
    loud = pack.capitals and not tells_names(items, pack)
    whose = pack.adjective_endings.get("owner", ())
    past = 0
    owner: Group | None = None
    heads = [
        k for k, x in enumerate(items)
        if (x.capital if pack.capitals else not x.tags) or not _BEGINS.isdisjoint(x.tags)
        or x.low in pack.clitics or x.low in pack.him_or_his
    ]  # fmt: skip
    for i in heads:
        if i < past:
            continue
        listed = (
            loud and bool(found) and bool(found[-1].names) and lists_on(items, found[-1], i, pack)
        )
        group = _group(items, i, pack, loud=loud and not listed)
        if group is None:
            continue
        past = group.last + 1
        if is_difference(items, group) or of_thing(items, group):
            continue
        if of_person(items, group):
            owner = group
            continue
        if owner is not None:
            own(items, found, owner, group)
            owner = None
        if found and merged(items, found, group):
            continue
        if found and told_again(items, found[-1], group):
            join_one(found[-1], group)
            continue
        if told_to_be(items, found, group):
            found.append(group)
            continue
        both = "fixed" in items[i].tags and group.person is None
        both = both or (bool(found) and named_after_many(items, found[-1], group))
        before = None if both or not found else neighbour(items, found, group, whose)
        if found and out_of(items, found[-1], group):
            group.person, before = group.person or found[-1].person, None
            found[-1].kind = "whole" if found[-1].measure is None else found[-1].kind
        if before is not None and tells(items, group):
            before = None
        if before is not None:
            group.joined = True
            named_members(items, found, group)
            as_one(group)
            if several(items, before, group) or several(items, group, before):
                before.kind = group.kind = "plural"
            elif bare_pair(items, before, group):
                before.kind = group.kind = "one"
        if found and group.kind == "name" and holds(items, found[-1], group):
            named(items, found, group)
            continue
        if another_role(items, found, group):
            continue
        if found and of_many(items, found[-1], group):
            as_kin(found[-1])
            continue
        found.append(group)
    return found


def _group(items: list[Item], i: int, pack: Pack, *, loud: bool) -> Group | None:
    """Return the group that begins at ``i``, if one does; ``loud``: capitals tell nothing."""
    item = items[i]
    tags = item.tags
    if "count" in tags:
        return aged(items, i, pack, loud=loud) or _counted(items, i, tags["count"])
    if "another" in tags:
        following = items[i + 1].tags.get("count") if i + 1 < len(items) else None
        counted = following is not None and following.kind != "article"  # "another two"
        of_noun = "ordinal" in tags and i and "person" in items[i - 1].tags  # "طفل ثالث"
        if counted or of_noun or another_thing(items, i):
            return None
        number = tags["another"]
        count = (
            Count("exact", number, number, "words")
            if number
            else Count("uncounted", None, None, "vague")
        )
        last, person, noun, adjectives, measure = noun_of(items, i + 1, 2)
        return Group(i, max(last, i), count, "counted" if number else "anaphor", person, adjectives,
                     measure, noun, anaphoric=person is None, another=bool(number))  # fmt: skip
    for measure, form in tags.get("harm", ()):
        if number := DEEDS_OF.get(form):
            return Group(i, i, Count("exact", number, number, "words"), "deed", measure=measure)
        if number := VICTIMS_OF.get(form):
            if number == 2 and "definite" in tags:
                return None  # "the two dead": told before
            return Group(i, i, Count("exact", number, number, "words"), "counted", measure=measure)
        if form == "victims_some" or (form == "victims" and as_some(items, i)):
            return Group(i, i, Count("uncounted", None, None, "vague"), "counted", measure=measure)
    if "definite" in tags and "person" in tags and _names_family(items, i):
        return None
    if "adj" in tags and i + 1 < len(items) and not _THINGS.isdisjoint(items[i + 1].tags):
        return None  # "цивільний автомобіль": no civilian
    if (
        "person" in tags and "kin" not in tags and pack.adjectives_follow
        and not item.low.endswith(pack.objects_end)
        and qualifies(items, i)
    ):  # fmt: skip
        return None
    if "person" in tags:
        if not _of_nation(items, i, pack) and not tells_age(items, i):
            return uncounted(items, i, pack)
        whole = _group(items, i + 1, pack, loud=loud) if "person" in items[i + 1].tags else None
        if whole is not None:
            whole.first = min(i, whole.first)  # "Guatemalan lawyer", "nyfødte baby"
        return whole
    if "part_one" in tags and not (i + 1 < len(items) and "called" in items[i + 1].tags):
        return Group(i, i, Count("exact", 1, 1, "words"), "number", partitive=True)
    if (one := one_told(items, i, pack)) is not None:
        return one
    if not pack.capitals:
        if item.low in pack.given_names and not tags:
            return given_name(items, i, pack)
        return someone(items, i, pack)
    if item.capital and (not tags or item.low in pack.given_names):
        return name_of(items, i, pack, loud=loud)
    return None


def _names_family(items: list[Item], i: int) -> bool:
    """Does a noun with its article name the family right before it: "عائلة الحداد", the Haddads?"""
    persons: tuple[Person, ...] = items[i - 1].tags.get("person", ()) if i else ()
    return any(p.unit == "household" for p in persons) and all(
        p.number == "one" for p in items[i].tags["person"]
    )


def _of_nation(items: list[Item], i: int, pack: Pack) -> bool:
    """Is a noun for one of a people an adjective: "the Syrian border", not "Man shot in Paris"?"""
    after = items[i + 1] if i + 1 < len(items) else None
    return (
        pack.capitals and items[i].capital and not pack.common_endings  # nouns have capitals
        and (pack.indefinite or "ordinal" in items[i].tags)  # but "Водитель автобуса убит"
        and after is not None and after.word.isalpha()
        and (items[i].word.isupper() or not after.capital or "speaker" in after.tags)
        and (not after.tags or not {"adj", "person", "speaker", *_THINGS}.isdisjoint(after.tags))
        and items[i].tags["person"][0].status == "unknown"
        and not (items[i].word.isupper() and items[i].tags["person"][0].sex)  # "HIS BROTHER ALI"
        and all(form != "suffered" for _, form in after.tags.get("harm", ()))
    )  # fmt: skip


def _of_them(items: list[Item], i: int, last: int) -> bool:
    """Is a count one of those told before: "29 of them children", "a child among them"?

    "Eight dead, including seven women" is none: what a count follows only leads to the parts.
    """
    if any("part" in x.tags for x in items[i + 1 : last + 1]):
        return True
    aux = last + 1 < len(items) and "aux" in items[last + 1].tags  # "tre var blant de drepte"
    after = items[last + 1 + aux : last + 3 + aux]
    leads = last > i and not {"count", "person"}.isdisjoint(after[-1].tags) if after else False
    return bool(after) and "part" in after[0].tags and not leads


def _out_of_many(items: list[Item], i: int) -> bool:
    """Do counted people follow "of": "einer der vier Verletzten", "l'un des cinq hommes"?"""
    at = i + 1
    if i >= len(items) or "of" not in items[i].tags:
        return False
    while at < len(items) and "filler" in items[at].tags and "count" not in items[at].tags:
        at += 1
    if at + 2 < len(items) and items[at + 1].word in "'’":
        at += 3  # "one of the town's two doctors"
    many: Count | None = items[at].tags.get("count") if at < len(items) else None
    follow = items[at + 1].tags if at + 1 < len(items) else {}
    people = not {"person", "harm", "clause"}.isdisjoint(follow)
    return many is not None and (many.low or 0) > 1 and people


def _each_of_two(items: list[Item], i: int, last: int, person: Person | None) -> bool:
    """Does "both" only lead to two told one by one: "both the girl and the driver"?"""
    return (
        items[i].tags.get("fixed") == 2 and person is not None and person.number == "one"
        and last > i + 1 and "filler" in items[i + 1].tags
        and any("and" in x.tags for x in items[last + 1 : last + 2])
    )  # fmt: skip


def _deed(item: Item) -> bool:
    """Is this the name of a deed, and of nobody: "killings", "Morde"?"""
    forms = {form for _, form in item.tags.get("harm", ())}
    return forms == {"event"} and "part" not in item.tags


def _counted(items: list[Item], i: int, count: Count) -> Group | None:
    """Return the group of a count, or None where it counts no people."""
    nxt = items[i + 1] if i + 1 < len(items) else None
    if is_year(items, i) or is_time_ago(items, i):
        return None
    if nxt is not None and (
        "age" in nxt.tags or (nxt.word == "-" and i + 2 < len(items) and "age" in items[i + 2].tags)
    ):
        # "a 34-year-old man", "34-year-old Ahmed": an age; the person comes after it.
        last, person, noun, adjectives, measure = noun_of(items, i + 2, 3, single=True)
        if person is not None and person.number == "one":
            article = items[i - 1].tags.get("count") if i else None
            first = i - 1 if article is not None and article.kind == "article" else i
            return Group(
                first, last, Count("exact", 1, 1, "words"), "one", person, adjectives, measure, noun
            )
        return None
    if (
        nxt is not None
        and nxt.word == "-"
        and i + 2 < len(items)
        and "time_unit" in items[i + 2].tags
    ):
        return None  # "a 17-year police veteran": for so long
    if nxt is not None and count.kind != "article" and _deed(nxt):
        return None  # "wanted for 7 killings": deeds
    if i and "age" in items[i - 1].tags:
        return None
    if first_of_ages(items, i + 1):
        return one_of_an_age(items, i)
    ages = is_age(items, i) and told_after(items, i + 1) is None  # "29 людей, 11 — діти"
    if ages or is_date_or_time(items, i) or is_model(items, i) or is_label(items, i):
        return None
    last, person, noun, adjectives, measure = noun_of(
        items, past_number(items, i, count), 5, single=count.low == count.high == 1
    )
    if last < 0 or (items[i].tags.get("fixed") == 1 and person is None and measure is None):
        return None  # things, units, animals
    if _each_of_two(items, i, last, person):
        return None
    if last == i and of_things(items, i):
        return None
    partitive = _of_them(items, i, last) or (
        measure is not None
        and nxt is not None
        and count.kind != "article"
        and ("of" in nxt.tags or items[i].tags.get("fixed") == 1)  # "أحد الجرحى"
    )
    if count.kind == "article":
        led = i > 0 and not {"in", "mod", "date_in"}.isdisjoint(items[i - 1].tags)
        if nxt is not None and "of" in nxt.tags and (some := one_of_many(items, i)):
            return some
        if _out_of_many(items, i + 1):
            return Group(i, i, Count("exact", 1, 1, "words"), "number")
        if nxt is not None and "part" in nxt.tags and person is None and measure is None:
            return Group(i, i, Count("exact", 1, 1, "words"), "number", partitive=True)
        if (
            person is None
            and last > i
            and all("another" in x.tags for x in items[i + 1 : last + 1])
        ):
            return Group(i, last, Count("exact", 1, 1, "words"), "anaphor", anaphoric=True)
        if (
            person is None
            and measure
            and last < i + 4
            and "victims" in forms_of(items[last], measure)
            and all(not x.tags or "filler" in x.tags for x in items[i + 1 : last])
            and not (led and "inflicted" in forms_of(items[last], measure))
        ):  # "a body", "a dumped body", but "ved et gruveanlegg drepte politiet"
            return Group(i, last, Count("exact", 1, 1, "words"), "one", measure=measure)
        if person is None and last == i and nxt is not None and tells_only_harm(nxt):
            return Group(i, i, Count("exact", 1, 1, "words"), "anaphor", anaphoric=True)
        if person is None and (someone := unknown_one(items, i + 1)):
            return Group(i, someone, Count("exact", 1, 1, "words"), "one", SOMEONE, noun=someone)
        if person is None or person.number == "many":
            return None
        if person.number == "two":
            return Group(i, last, Count("exact", 2, 2, "words"), "dual", person, adjectives,
                         measure, noun)  # fmt: skip
        if person.unit == "household":
            vague = Count("uncounted", None, None, "vague")
            return Group(i, last, vague, "counted", person, adjectives, measure, noun)
        return Group(i, last, Count("exact", 1, 1, "words"), "one", person, adjectives, measure,
                     noun, partitive=partitive)  # fmt: skip
    dated = i > 0 and not _BEFORE_YEAR.isdisjoint(items[i - 1].tags)
    dated = dated or (i > 1 and items[i - 1].tags.keys() == {"place"})  # "Madrid 2004"
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
    if count.kind == "year" and person is None and (dated or count.quantifier == "range"):
        return None
    others = last > i and "another" in items[last].tags  # "a doctor and five others"
    if person is None and measure is None and not others:
        if of_parent(items, i) or of_attacks(items, i):
            return None
        age = of_one_age(items, i, count)
        if age and "aged_one" in items[age - 1].tags:  # "zwei 19-Jährige"
            return Group(i, age - 1, count, "counted", _SOME, adjectives)
        more = nxt is not None and "more" in nxt.tags and "filler" in nxt.tags
        weak = nxt is not None and not nxt.tags and nxt.word.isalpha()
        partitive = nxt is not None and "part" in nxt.tags
        adjectives += adjectives_after(items, i)
        if his := of_his(items, i):
            return Group(i, his, count, "counted", _SOME, adjectives, noun=his)
        told = told_after(items, i + 2 if partitive else i + 1) or among_whom(items, i + 1)
        if told is not None:
            return Group(i, told, count, "counted", items[told].tags["person"][0], adjectives,
                         noun=told, partitive=partitive or items[i + 1].word in "–—")  # fmt: skip
        if ends_name(items, i) or (count.kind == "none" and weak and no_thing(items, i)):
            return None
        whose = (
            nxt is not None and nxt.tags.get("adj") in STATUSES
            and any("and" in x.tags for x in items[i + 2 : i + 3])
            and any("count" in x.tags for x in items[i + 3 : i + 4])
        )  # "18 من الجيش و30 من المسلحين"  # fmt: skip
        return Group(i, i + whose, count, "number", None,
                     adjectives, weak=weak, partitive=partitive, anaphoric=more)  # fmt: skip
    if person is not None and noun == last:
        person = of_both(items, last, person)
    adjectives += adjectives_after(items, last)
    whom = among_whom(items, last + 1) if person is None else None
    if whom is not None:
        last, noun, person = whom, whom, items[whom].tags["person"][0]
    count = bounded_after(items, last, count)
    return Group(i, last, count, "counted", person, adjectives, measure, noun,
                 anaphoric=person is None and measure != "bodies_found"
                 and any("another" in x.tags for x in items[i + 1 : last + 1]),
                 partitive=partitive)  # fmt: skip
