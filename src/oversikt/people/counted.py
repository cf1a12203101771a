"""A count and whom it counts: people, victims named by their harm, things, ages and dates told apart."""

from oversikt.people.aged import one_of_an_age
from oversikt.people.ages import first_of_ages, is_age, of_one_age
from oversikt.people.complements import among_whom, of_his, told_after
from oversikt.people.labels import is_date_or_time, is_label, is_model, is_time_ago, is_year
from oversikt.people.listed import counts_deeds
from oversikt.people.names import (
    ends_name,
)
from oversikt.people.nobody import harmed_too, led_by_of, none_of, of_harmed, past_number
from oversikt.people.people import (
    SOMEONE,
    STATUSES,
    Group,
    adjectives_after,
    bounded_after,
    forms_of,
    no_thing,
    noun_of,
    of_both,
    one_of_many,
    tells_only_harm,
    unknown_one,
)
from oversikt.people.quantities import Count
from oversikt.people.roles import (
    of_attacks,
    of_parent,
    of_things,
)
from oversikt.words.marks import Item
from oversikt.words.pack import Person

_SOME = Person("unknown", "many")
_BEFORE_YEAR = {"in", "date_in", "month", "date_since", "one"}  # "a 2015 murder"


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


def _of_the_harmed(items: list[Item], i: int, count: Count) -> Group | None:
    """Return a number of those harmed who are told as "of the dead" in one word: "اثنين من القتلى"."""
    nxt = items[i + 1].tags if i + 1 < len(items) else {}
    harm = [measure for measure, _ in nxt.get("harm", ())] if "part" in nxt else []
    if not harm or count.kind == "article" or count.low is None:
        return None
    ended = (
        i + 2 >= len(items)
        or not items[i + 2].word[0].isalnum()
        or bool({"and", "of", "in"} & items[i + 2].tags.keys())
    )
    return Group(i, i + 1, count, "counted", measure=harm[0]) if ended else None


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


def counted_group(items: list[Item], i: int, count: Count) -> Group | None:
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
    if (dead := _of_the_harmed(items, i, count)) is not None:
        return dead
    last, person, noun, adjectives, measure = noun_of(
        items, past_number(items, i, count), 5, single=count.low == count.high == 1
    )
    if last < 0 and counts_deeds(items, i):
        return Group(i, i, count, "number")
    if last < 0 or (items[i].tags.get("fixed") == 1 and person is None and measure is None):
        return None  # things, units, animals
    if _each_of_two(items, i, last, person):
        return None
    if (
        count.kind == "none"
        and (measure is not None or of_harmed(items, i))
        and led_by_of(items, i)
    ):
        harmed = none_of(items, i)
        died = harmed > i and harmed_too(items, harmed)
        return Group(i, harmed, count, "number") if died else None
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
    small = nxt.tags if nxt is not None else {}
    if count.kind == "year" and "filler" in small and (dated or "of" not in small):
        return None  # "mató en 2021 a su mujer", "tötete 2021 die Frau"
    others = last > i and "another" in items[last].tags  # "a doctor and five others"
    if person is None and measure is None and not others:
        if of_parent(items, i) or of_attacks(items, i):
            return None
        age = of_one_age(items, i, count)
        if age and "aged_one" in items[age - 1].tags:  # "zwei 19-Jährige"
            return Group(i, age - 1, count, "counted", _SOME, adjectives)
        more = nxt is not None and "more" in nxt.tags and "filler" in nxt.tags
        weak = nxt is not None and nxt.tags.keys() <= {"reported"} and nxt.word.isalpha()
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
        end = none_of(items, i) if count.kind == "none" else i + whose
        return Group(i, end, count, "number", None,
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
