"""What tells nobody more: a second thing that one is, who only speaks, whose kin one is, a difference."""

from oversikt.people.people import ONE, Group
from oversikt.people.quantities import Count
from oversikt.people.speech import speaks
from oversikt.people.uncounted import led_by_one
from oversikt.words.marks import Item

#: So near after a noun a clause tells on of whom it stands for.
_TOLD = 4
#: So many words lead from "one of" to attacks.
_OF_ATTACKS = 5
#: So near a difference the figure stands that has changed.
_OTHER = 8
#: So many words lead from an owner to what is owned.
OWNED = 3
#: What leads to the many of whom some are told.
_OUT_OF = frozenset({"of", "in", "among", "place_origin", "part_before"})


def another_role(items: list[Item], found: list[Group], group: Group) -> bool:
    """Does an aside tell a second thing that one named person is: "Ali Haddad, a teacher and a poet,
    was killed"? The comma before the verb closes the aside; a list has none there.

    Args:
        items: Marked items with quantities counted.
        found: The groups before it; one that only tells the first thing is taken out.
        group: The group.
    """
    if not group.joined or group.kind != "one" or group.person is None or group.owned:
        return False
    if "and" not in items[group.first - 1].tags:
        return False
    close = next((k for k in range(group.last + 1, len(items)) if items[k].word in ",.;"), 0)
    verb = items[close + 1].tags if close and close + 1 < len(items) else {}
    if not close or items[close].word != "," or verb.keys().isdisjoint(("aux", "harm")):
        return False
    if any(
        not x.tags.keys().isdisjoint(("aux", "harm", "say")) for x in items[group.last + 1 : close]
    ):
        return False
    told = [k for k, g in enumerate(found) if g.kind == "one" or g.apposed]
    last = found[told[-1]] if told else None
    if last is None or (last.apposed and last.names):
        return last is not None
    if not told[-1] or last.kind != "one" or last.names or not last.joined:
        return False
    named = found[told[-1] - 1]
    if not named.names or named.joined or last.first != named.last + 2:
        return False
    del found[told[-1]]
    named.last, named.person, named.apposed = last.last, named.person or last.person, True
    return True


def out_of(items: list[Item], many: Group, some: Group) -> bool:
    """Does "of" lead a clause to many of whom only some are told of then: "of the 20 passengers, five
    were wounded", "av 90 soldater ble 40 drept"?

    Args:
        items: Marked items with quantities counted.
        many: The group before.
        some: A group of people.
    """
    gap = items[many.last + 1 : some.first]
    fewer = 0 < (some.count.low or 0) < (many.count.low or 0)
    return (
        fewer and many.kind == "counted" and some.kind == "number"
        and led_out_of(items, many)
        and all({"harm", "and"}.isdisjoint(x.tags) for x in gap) and sum(x.word == "," for x in gap) < 2
    )  # fmt: skip


def led_out_of(items: list[Item], many: Group) -> bool:
    """Does a sentence begin with what leads to many of whom some are told: "of the 36 dead", "из 36"?

    Args:
        items: Marked items with quantities counted.
        many: The many.
    """
    lead = items[: many.first]
    return any(not _OUT_OF.isdisjoint(x.tags) for x in lead) and all(
        "filler" in x.tags or not _OUT_OF.isdisjoint(x.tags) for x in lead
    )


def tells(items: list[Item], group: Group) -> bool:
    """Does one who speaks follow those told of, and join none of them: "killed 18, a lawmaker said",
    "killed 18 and a lawmaker said", but not "a nurse and a guard were reported dead"?

    Args:
        items: Marked items with quantities counted.
        group: The group that commas or "and" would join.
    """
    if not speaks(items, group):
        return False
    follow = items[group.last + 1 : group.last + 2]
    return items[group.first - 1].word == "," or bool(follow and "say" in follow[0].tags)


def of_parent(items: list[Item], i: int) -> bool:
    """Does a number tell how many children somebody has, or an age: "a mother of three", "a girl of six"?

    Args:
        items: Marked items with quantities counted.
        i: Position of the number.
    """
    if i < 2 or "of" not in items[i - 1].tags:
        return False
    at = i - 2
    while at > 0 and "own" in items[at].tags:
        at -= 1  # "barnebarnet deira på fire"
    owner = items[at].tags.get("person", ())
    return any(p.number == "one" and (p.sex or p.age) for p in owner)


def depends(items: list[Item], group: Group) -> bool:
    """Does a preposition lead to a group, which so is no subject?

    Args:
        items: Marked items of the sentence.
        group: A group of people.
    """
    at = group.first - 1
    while at > 0 and (
        items[at].word in "'’l"
        or ("filler" in items[at].tags and items[at].tags.keys().isdisjoint(("of", "in")))
    ):
        at -= 1
    tags = items[at].tags if at >= 0 else {}
    if group.partitive or "part" in tags or _subject(items, at, group):
        return False
    led = "in" in tags or ("to" in tags and "and" not in tags)  # "belonging to three families"
    return ("of" in tags and group.kind in ONE) or (led and "by" not in tags)


def _subject(items: list[Item], at: int, group: Group) -> bool:
    """Is what may mean "of the" the article of one man as a subject: "der Fahrer und eine Frau starben"?"""
    person = group.person
    one = person is not None and person.number == "one" and person.sex != "female"
    return one and group.noun == at + 1 and led_by_one(items, at + 1)


def of_many(items: list[Item], several: Group, group: Group) -> bool:
    """Is this no more than whose people or kin are that are told before: "the children of the driver",
    "дочь водителя"?

    Args:
        items: Marked items of the sentence.
        several: The group before.
        group: A group of people.
    """
    kin = several.person is not None and bool(several.person.sex or several.person.age)
    one = (
        kin and several.kind in ("definite", "bare") and not several.names
    )  # "the daughter of a policeman"
    if not (several.kind == "plural" or one) or group.joined or group.kind not in ONE:
        return False
    gap = items[several.last + 1 : group.first]
    named = bool(group.names) or group.count.kind == "name"
    if gap:
        of = "of" in gap[0].tags and all("filler" in x.tags for x in gap[1:])
        after = items[group.last + 1 : group.last + 1 + _TOLD]
        told = any(_participle(x) for x in after[:1]) or any("clause" in x.tags for x in after)
        # but "the family of a man killed there", "of a father of three who was shot"
        return of and not told and (kin or not named)  # but "the mayors of El Carmen"
    return kin and not named


def as_kin(group: Group) -> None:
    """Make one told by whose kin somebody is one more person, told by a noun of its own.

    Args:
        group: The kin; several stay what they are.
    """
    if group.kind in ("definite", "bare"):
        group.kind, group.owned = "one", True


def _participle(item: Item) -> bool:
    """May a word of harm be a participle, and not a verb with its auxiliary: "shot", not "ble skutt"?"""
    forms = {form for _, form in item.tags.get("harm", ())}
    return bool(forms) and (" " not in item.low or "inflicted" in forms)


def is_difference(items: list[Item], group: Group) -> bool:
    """Does a number tell by how many a figure changed: "44, ten more than last year", "rose by two to
    nine"?

    Args:
        items: Marked items with quantities counted.
        group: A group with a number.
    """
    after = items[group.last + 1 : group.last + 2]
    counted = group.kind in ("counted", "number")
    if counted and any("difference" in x.tags for x in after):
        follow = items[group.last + 2] if group.last + 2 < len(items) else None
        return follow is None or "count" not in follow.tags or follow.tags["count"].kind == "year"
    near = (
        *items[max(0, group.first - _OTHER) : group.first - 1],
        *items[group.last + 1 : group.last + _OTHER],
    )
    led = group.first > 0 and "difference_led" in items[group.first - 1].tags
    return counted and led and any("count" in x.tags for x in near)


def of_attacks(items: list[Item], i: int) -> bool:
    """Is a number one of some attacks: "in one of the deadliest attacks in years"?

    Args:
        items: Marked items with quantities counted.
        i: Position of the number.
    """
    if i + 1 >= len(items) or "of" not in items[i + 1].tags:
        return False
    for item in items[i + 2 : i + 2 + _OF_ATTACKS]:
        if not {"date_attack", "date_attacks"}.isdisjoint(item.tags):
            return "harm" not in item.tags
        if not {"person", "harm", "count"}.isdisjoint(item.tags) or not item.word[0].isalnum():
            return False
    return False


def after_genitive(items: list[Item], group: Group) -> list[Item]:
    """Return the words after "'s" that may tell what or who is a group's own; none where no "'s" follows.

    Args:
        items: Marked items with quantities counted.
        group: A group of people.
    """
    after = items[group.last + 1 : group.last + 3 + OWNED]
    owns = len(after) > 1 and after[0].word in "'’" and after[1].low == "s"
    return after[2:] if owns else []


def of_killer(items: list[Item], group: Group) -> bool:
    """Is a group told only by who killed or took them: "arrested the killer of two students"?

    What befalls the killer befalls none of them; but "whom the killer two women shot".

    Args:
        items: Marked items with quantities counted.
        group: A group of people.
    """
    at = group.first - 1
    while at > 0 and not {"of", "to", "filler"}.isdisjoint(items[at].tags):
        at -= 1
    follow = items[group.last + 1].tags if group.last + 1 < len(items) else {}
    done = any(form == "inflicted" for _, form in follow.get("harm", ()))
    return at >= 0 and "killer" in items[at].tags and not done


def of_thing(items: list[Item], group: Group) -> bool:
    """Is this no more than the owner of a thing: "with his father's gun", "the man's loaded handgun"?

    Args:
        items: Marked items with quantities counted.
        group: A group of people.
    """
    for item in after_genitive(items, group):
        if "object" in item.tags:
            return "harm" not in item.tags and "person" not in item.tags
        if item.tags.keys() - {"adj", "filler"} or not item.word.isalpha():
            return False
    return False


def of_things(items: list[Item], i: int) -> bool:
    """Is a count one of things told right before it: "five bullets, two of which"?

    Args:
        items: Marked items with quantities counted.
        i: Position of the count.
    """
    lead, follow = items[max(0, i - 3) : i], items[i + 1 : i + 2]
    many: Count | None = lead[0].tags.get("count") if lead else None
    return (
        len(lead) == 3 and lead[2].word == "," and "object" in lead[1].tags
        and many is not None and many.kind != "article"  # but "eine Mine, einer von ihnen starb"
        and bool(follow) and "part" in follow[0].tags
    )  # fmt: skip
