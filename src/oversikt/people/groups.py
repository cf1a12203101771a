"""From counts and nouns to groups of people: "at least 13 civilians", "a man", "three others"."""

from oversikt.people.aged import aged
from oversikt.people.counted import counted_group
from oversikt.people.identity import join_one, told_again, told_to_be
from oversikt.people.lists import named_members, neighbour
from oversikt.people.names import (
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
    VICTIMS_OF,
    Group,
    adjectives_after,
    another_thing,
    as_some,
    nation_after,
    noun_of,
    qualifies,
)
from oversikt.people.pronouns import one_told
from oversikt.people.quantities import Count
from oversikt.people.recounted import shares_noun
from oversikt.people.roles import (
    another_role,
    as_kin,
    is_difference,
    of_killer,
    of_many,
    of_thing,
    out_of,
    tells,
)
from oversikt.people.uncounted import tells_age, uncounted
from oversikt.words.marks import Item
from oversikt.words.pack import Pack, Person

#: What words for people begin with, beside a name; other words are passed over.
_BEGINS = frozenset({"count", "another", "harm", "person", "pronoun_one", "part_one"})
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
        if (
            pack.adjectives_follow
            and group.noun == group.last
            and nation_after(items, group.last + 1)
        ):
            group.last += 1
        past = group.last + 1
        if is_difference(items, group) or of_thing(items, group) or of_killer(items, group):
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
        if before is None and found and shares_noun(items, found[-1], group):
            before = found[-1]
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
        return aged(items, i, pack, loud=loud) or counted_group(items, i, tags["count"])
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
            said = adjectives_after(items, i)  # "قتيلان من قوات النظام"
            return Group(
                i,
                i,
                Count("exact", number, number, "words"),
                "counted",
                None,
                said,
                measure=measure,
            )
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
