"""What stands between a word of harm and people, and what it costs: the prices of the grammar of clauses."""

from oversikt.harm.harm import Word
from oversikt.people.people import ONE, VICTIMS, Group
from oversikt.people.speech import passive
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: Kinds of groups that are counted.
COUNTED = {"counted", "number", "one", "dual"}
#: Words between a verb of causing and the dead that it caused: subject, quantifier.
CARRIED = 5
#: Harms after which a participle only tells what had befallen their people before.
DEATHS = {"killed", "bodies_found"}
_ENDS = frozenset(".;!?")
_BREAKS = frozenset(":—–,(")
_MARKS = _ENDS | _BREAKS
#: What a word costs of which nothing is known, in tenths of a word.
_PLAIN = 10
_SMALL = {"aux", "filler", "of"}
#: What may stand between a deed's name and what leads to it, and what leads to it.
_ARTICLE, _TO_DEED = {"filler", "feminine", "one_article"}, {"by", "in"}
#: What leads from people to whose or where they are.
_LEADS = frozenset({"of", "in", "place_origin", "part", "to"})
#: What ends the words between a death and those who died of it.
_PARTS = frozenset({"harm", "count", "person", "clause", "and", "say"})


def price_of(items: list[Item], at: int) -> int:
    """What one item between a word of harm and a group costs, in tenths of a word."""
    word, tags = items[at].word, items[at].tags
    if not tags and word not in _MARKS:
        return _PLAIN
    if word == "." and len(items[at - 1].word) < 3:
        return 3  # "P.K.K."
    if word in _ENDS:
        return 90
    if word in _BREAKS:
        return 25
    if "clause" in tags or "cite" in tags or ("say" in tags and not passive(items, at)):
        return 60
    if "and" in tags:
        return 15
    return _PLAIN if _SMALL.isdisjoint(tags) else 3


def _told_people(item: Item) -> bool:
    """Is this a word for people, whom a deed right before it befell: "أعلن القيادي مقتل مدنيين"?"""
    return "person" in item.tags or any(form in VICTIMS for _, form in item.tags.get("harm", ()))


def event_price(
    items: list[Item], word: Word, group: Group, gap: tuple[int, int], *, before: bool, pack: Pack
) -> float:
    """What parts an event's name from its victims costs: "the death of X" and "X's death" are near."""
    between = items[gap[0] : gap[1]]
    if before:
        owned = between and between[0].word in "'’" and len(between) < 3
        if owned and all(x.low in ("'", "’", "s") for x in between):
            return 0.0
        # "condenan a un coronel por la masacre", "إدانة ضابط بقتل أسرى": the deed, and not his death
        lead = next((x for x in reversed(between) if not x.tags.keys() <= _ARTICLE), None)
        led = (
            word.measure == "killed" and lead is not None
            and not _TO_DEED.isdisjoint(lead.tags) and "to" not in lead.tags  # "أدى إلى مقتله"
        )  # fmt: skip
        follow = items[word.last + 1 : word.last + 2]
        theirs = group.kind in ONE and any(_told_people(x) for x in follow)
        return 99.0 if led or theirs or pack.victim_order == "before" else 6.0
    if pack.victim_order != "before" or word.measure != "killed" or group.first == word.last + 1:
        return 0.0
    # "the murder investigation of two officers": what "of" does not lead to is another matter
    led = any("of" in x.tags for x in between)
    return 0.0 if led else 4.0


def object_price(items: list[Item], word: Word, gap: tuple[int, int], group: Group) -> float:
    """What an object costs that does not follow its verb at once, where verbs lead their objects.

    "The shooting happened at 9 p.m. near two schools" hurts no schools: after an article the word
    is a noun, and a bare number or a place between parts a verb from its object.
    """
    lead = items[word.at - 1].tags if word.at else {}
    if "person" not in lead and not {"filler", "count"}.isdisjoint(lead):  # "the shooting"
        return 99.0
    between = items[gap[0] : gap[1]]
    placed = any("in" in x.tags or "street" in x.tags for x in between)
    return (12.0 if placed else 0.0) + (8.0 if group.kind == "number" and len(between) > 1 else 0.0)


def complements(items: list[Item], groups: list[Group], group: Group) -> bool:
    """Do only words of one phrase part a group from counted people before it: "ten from two towns"?"""
    k = groups.index(group) - 1
    while k > 0 and groups[k].kind in ("plural", "definite"):
        k -= 1  # "seven members of the family of X"
    if k < 0 or groups[k].kind not in COUNTED:
        return False
    gap = items[groups[k].last + 1 : group.first]
    led = gap[1].tags if len(gap) > 1 else {}
    if len(gap) > 2 and not gap[0].tags and "filler" in led and _LEADS.isdisjoint(led):
        return False  # "thousands attended the funeral of five protesters killed on Friday"
    return all(x.word.isalpha() and "harm" not in x.tags for x in gap)


def told_of_alone(items: list[Item], groups: list[Group], group: Group, word: Word) -> bool:
    """Does a clause tell of one right before it alone: "the banners of Ali Haddad, who was killed"?"""
    lead = items[group.last + 1 + (items[group.last + 1].word == ",") : word.at]
    clause = bool(lead) and "clause" in lead[0].tags and all("aux" in x.tags for x in lead[1:])
    near = any(0 < group.first - g.last < CARRIED for g in groups)
    return clause and group.kind in ("name", "one") and not near


def told_first(items: list[Item], group: Group, word: Word) -> bool:
    """Does a death lead to people whom a participle only describes, at once or past where they died:
    "Murió el policía herido", "Murió en el hospital un policía herido"?
    """
    at = group.first - 1
    if at > 0 and "filler" in items[at].tags and "harm" not in items[at].tags:
        at -= 1
    start = at
    while (
        at > 0
        and start - at < CARRIED
        and _PARTS.isdisjoint(items[at].tags)
        and items[at].word[0].isalpha()
    ):
        at -= 1
    past = items[at + 1 : start + 1]
    led = items[at].tags.get("harm", ()) if at >= 0 else ()
    near = not past or "in" in past[0].tags
    return (
        near
        and word.measure not in DEATHS
        and any(m in DEATHS and form in ("suffered", "event", "inflicted") for m, form in led)
    )


def right_beside(between: list[Item]) -> bool:
    """Do only auxiliaries and one adverb part two words: "Andrews was later"?"""
    small = ("aux", "filler", "of", "date_since")  # "he has since been declared dead"
    others = [x for x in between if x.tags.keys().isdisjoint(small)]
    return len(others) < 2 and all(x.word.isalpha() and "say" not in x.tags for x in others)


def risen_to(items: list[Item], group: Group, word: Word) -> bool:
    """Does a toll stand right after its number: "ارتفع إلى عشرين عدد القتلى"?"""
    return (
        group.kind == "number"
        and group.first > 0
        and "to" in items[group.first - 1].tags
        and word.at - group.last <= 2
        and not any("and" in x.tags for x in items[group.last + 1 : word.at])
    )


def reduced(items: list[Item], start: int, stop: int) -> bool:
    """Does a participle of harm between commas tell of whom: "двух юношей, пропавших в воскресенье,"?"""
    return (
        start + 2 < stop
        and items[start].word == ","
        and "harm" in items[start + 1].tags
        and any(x.word == "," for x in items[start + 2 : stop])
    )
