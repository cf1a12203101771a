"""People told by their names."""

from collections.abc import Sequence

from oversikt.people.people import Group
from oversikt.people.quantities import Count
from oversikt.words.marks import Item
from oversikt.words.pack import Pack, Person

#: Above this share of capitalised words a sentence is a headline or written in capitals throughout,
#: and a capital tells nothing of names.
_LOUD = 0.6
_HEADLINE = 20
_LONGEST_NAME = 9
_PLACES = {"near", "direction", "side", "place_kind"}
_OPENS, _CLOSES = '“"(«', '”")»'
_LONGEST_NICKNAME = 7
#: So many words lead to what somebody is, none of these, and these end a list of names.
_OFFICE = 4
_LEADS = {"harm", "say", "clause", "cite", "aux", "of", "in", "and"}
_ENDING = {"and", "aux", "harm"}
_SUFFIXES = {"jr", "sr", "ii", "iii"}


def tells_names(items: Sequence[Item], pack: Pack) -> bool:
    """Does a capital tell a name here: neither in a Headline Like This nor in a SHOUTED sentence?"""
    if not pack.capitals:
        return False
    words = shouted = titled = 0
    for item in items:
        if item.word[0].isalpha() and len(item.word) > 1:
            words += 1
            if item.capital:
                titled += 1
                shouted += item.word.isupper()
    if shouted > _LOUD * words and words > 2:
        return False
    headline = words <= _HEADLINE and items[-1].word not in ".!?"
    return not (headline and words > 4 and titled > _LOUD * words)


def name_of(
    items: list[Item], i: int, pack: Pack, *, loud: bool, aged: bool = False
) -> Group | None:
    """Return the person whose name begins at ``i``, with an age that stands after it.

    Two capitalised unknown words are a name; one is a weak one. Where capitals tell nothing, a given
    name, an age, or the noun for an office before it must tell it.

    Args:
        items: Marked items with quantities counted.
        i: Where the name begins.
        pack: The language's pack.
        loud: Whether capitals tell nothing here.
        aged: Whether an age stands before the name.
    """
    stop = _run(items, i, pack, loud=loud)
    if stop == i:
        return None
    given = any(x.low in pack.given_names for x in items[i : min(stop, i + 2)])
    before = items[i - 2 if i > 1 and items[i - 1].word == "." else i - 1] if i else None
    titled = before is not None and before.low in pack.titles
    held = before is not None and any(p.number == "one" for p in before.tags.get("person", ()))
    placed = before is not None and (
        not _PLACES.isdisjoint(before.tags) or ("in" in before.tags and "of" not in before.tags)
    )
    if loud and before is not None and "of" in before.tags and i > 1:
        held = held or any(form == "event" for _, form in items[i - 2].tags.get("harm", ()))
    elif loud and before is not None:  # "the murder of X": the event's name takes in its "of"
        held = held or any(form == "event" for _, form in before.tags.get("harm", ()))
    span = ((items[i].start, items[stop - 1].end),)
    last = _age_end(items, stop)
    told = aged or last >= stop
    words = sum(x.word.isalpha() for x in items[i:stop])
    if any(p.unit == "household" for p in _persons(items, stop)):
        return None  # "the Haddad family"
    if placed and not told:
        return None  # "in Abu Dsheer"
    if not loud and stop < len(items) and items[stop].capital and "tail" in items[stop].tags:
        return None  # "was taken to Grady Memorial Hospital"
    if not any(len(x.word) > 2 for x in items[i:stop]):
        return None  # "P.K.K."
    placed_by = words > 1 and _office_follows(items, stop)
    if loud and not (told or given or titled or (held and words > 1) or placed_by):
        return None
    if words < 2 and not (told or titled) and (items[i].word.isupper() or len(items[i].word) < 3):
        return None
    return Group(
        i, max(last, stop - 1), Count("exact", 1, 1, "name"), "name", names=span,
        weak=not (told or given or titled), single=words < 2 and not (told or titled),
    )  # fmt: skip


def _office_follows(items: list[Item], at: int) -> bool:
    """Does a comma lead to what somebody is: "LUIS ABBAS, A DUTCH REPORTER", "…, MAYOR OF TARIJA"?"""
    if at + 1 >= len(items) or items[at].word != ",":
        return False
    for k in range(at + 1, min(len(items), at + 2 + _OFFICE)):
        if any(p.number == "one" for p in _persons(items, k)):
            after = items[k + 1] if k + 1 < len(items) else None
            return after is None or after.word in ",.;" or bool(after.tags)
        if not items[k].word[0].isalnum() or not _LEADS.isdisjoint(items[k].tags):
            return False
    return False


def lists_on(items: list[Item], name: Group, at: int, pack: Pack) -> bool:
    """Does a list of names go on here, where capitals tell nothing: "ALI HADDAD, NADIA ABBAS, AND"?

    Args:
        items: Marked items with quantities counted.
        name: The name before.
        at: Where the next may begin.
        pack: The language's pack.
    """
    gap = items[name.last + 1 : at]
    led = 0 < len(gap) < 3 and all(x.word in ",;" or "and" in x.tags for x in gap)
    if not led and items[name.last].word != ",":
        return False
    stop = _run(items, at, pack, loud=True)
    after = items[stop] if stop < len(items) else None
    ends = after is None or after.word in ",;.)" or not _ENDING.isdisjoint(after.tags)
    return stop > at + 1 and ends


def _persons(items: list[Item], at: int) -> tuple[Person, ...]:
    """What the item at ``at`` says of people."""
    persons: tuple[Person, ...] = items[at].tags.get("person", ()) if at < len(items) else ()
    return persons


def _run(items: list[Item], i: int, pack: Pack, *, loud: bool) -> int:
    """Return where the name that begins at ``i`` stops; ``i`` where none begins.

    A trade right after a given name is the family's: "Gerald Baker", but in a headline, where capitals
    tell nothing, "Austin Teacher Killed".
    """
    k = i
    while k < len(items) and k - i < _LONGEST_NAME:
        item = items[k]
        after = items[k + 1] if k + 1 < len(items) else None
        if _named(item, inside=k > i or item.low in pack.given_names) or (
            k == i + 1 and not loud and item.capital
            and items[i].low in pack.given_names and family_name(item, pack)
        ):  # fmt: skip
            k += 1
        elif k == i or after is None:
            break
        elif (
            item.word in "-’'‘" and item.start == items[k - 1].end == after.start - 1
            and after.low != "s" and _named(after, inside=True)
        ):  # fmt: skip
            k += 2
        elif item.word in _OPENS and (end := _nickname(items, k, pack)):
            k = end
        elif item.word == "." and (len(items[k - 1].word) == 1 or items[k - 1].low in _SUFFIXES):
            k += 1
        elif item.low in pack.particles and not item.capital:
            step = 2 if after.word == "-" or after.low in pack.particles else 1  # "de la"
            if k + step >= len(items) or not _named(items[k + step], inside=True):
                break
            k += step + 1
        else:
            break
    while k > i and items[k - 1].word in "-’'‘":
        k -= 1
    return k


def _nickname(items: list[Item], at: int, pack: Pack) -> int:
    """Return what follows a name in quotes or brackets, "(Abu Sami)"; 0 where none stands at ``at``."""
    k = at + 1
    while k < len(items) and k - at < _LONGEST_NICKNAME:
        if items[k].word in _CLOSES:
            return k + 1 if k > at + 1 else 0
        if not (
            _named(items[k], inside=True)
            or items[k].low in pack.particles
            or items[k].word in "-’'"
        ):
            return 0
        k += 1
    return 0


def _named(item: Item, *, inside: bool) -> bool:
    """May a word be part of a name: capitalised, and unknown but perhaps as a place or an animal?"""
    if not item.capital or not item.word.isalpha():
        return False
    return not item.tags or (inside and item.tags.keys() <= {"place", "animal"})


def _age_end(items: list[Item], at: int) -> int:
    """Return the last item of an age that stands at ``at``, after a name: ", 34,", "(34)", ", aged 3"."""
    if at + 1 >= len(items) or items[at].word not in ",(":
        return 0
    k = at + 1
    while k < len(items) and ("age" in items[k].tags or "of" in items[k].tags) and k - at < 3:
        k += 1  # "aged 3", "de 18 años"
    if k >= len(items) or "count" not in items[k].tags:
        return 0
    years = items[k].tags["count"]
    follow = items[k + 1] if k + 1 < len(items) else None
    if not years.low or years.low != years.high or years.low >= 105:
        return 0
    if not (
        k > at + 1 or follow is None or follow.word in ",);." or "age" in follow.tags
        or "harm" in follow.tags or "aux" in follow.tags
    ):  # fmt: skip
        return 0
    last = k
    while last + 1 < len(items) and ("age" in items[last + 1].tags or items[last + 1].word in ",)"):
        last += 1
    after = items[last + 1] if last + 1 < len(items) else None
    if after is not None and after.word[0].isalpha() and "aged_one" in items[last].tags:
        return 0  # "Ali Haddad, 30-year-old Nadia Karimi": the age of who follows
    return last


def given_name(items: list[Item], i: int, pack: Pack) -> Group:
    """Return a person named by a given name and what follows it, in scripts without capitals."""
    last = _name_end(items, i, pack)
    span = ((items[i].start, items[last].end),)
    aged = _aged(items, last)
    weak = last == i and aged == last
    return Group(i, aged, Count("exact", 1, 1, "name"), "name", names=span, weak=weak)


def _aged(items: list[Item], last: int) -> int:
    """Return the end of a name with the age that stands after it: "لؤي صبري (13 عاما)"."""
    return _age_end(items, last + 1) or last


def named_after(items: list[Item], i: int, pack: Pack) -> tuple[int, int]:
    """Return where a name ends that begins right after ``i`` with a given name, and where its age.

    Both are ``i`` where none begins there.
    """
    following = items[i + 1] if i + 1 < len(items) and not pack.capitals else None
    if following is None or following.tags or following.low not in pack.given_names:
        return i, i
    last = _name_end(items, i + 1, pack)
    return last, _aged(items, last)


def someone(items: list[Item], i: int, pack: Pack) -> Group | None:
    """Return the one person whom unknown words name right after a verb of suffering, or before an age.

    Where subjects follow their verb and no article tells one, "ارتقت نوازح مسعد" and "استشهد سباك"
    tell by the verb that the words after it are a person: a name of two words or more, or a noun;
    and "ميسلون الناصر (20 عاما)" is one by the age.
    """
    first = items[i]
    if pack.capitals or first.tags or not first.word.isalpha():
        return None
    if first.low.startswith((*pack.articles, *pack.prefixes)) or first.low.endswith(
        pack.objects_end
    ):
        return None
    last = _name_end(items, i, pack)
    aged = _aged(items, last)
    forms = {form for _, form in items[i - 1].tags.get("harm", ())} if i else set()
    if last == i or not (forms == {"suffered"} or aged > last):
        return None
    span = ((items[i].start, items[last].end),)
    return Group(i, aged, Count("exact", 1, 1, "name"), "name", names=span, weak=aged == last)


def _name_end(items: list[Item], i: int, pack: Pack) -> int:
    """Return the last item of a name of up to four words that begins at ``i``.

    A noun for what somebody is ends a name as well: "علي حداد" is Ali Haddad, not a smith.
    """
    last = i
    while last + 1 < len(items) and last - i < 3 and items[last + 1].word.isalpha():
        if items[last + 1].tags and (last > i or not family_name(items[last + 1], pack)):
            break
        last += 1
    return last


def family_name(item: Item, pack: Pack) -> bool:
    """May a noun for one person, beside a given name, be the name of a family: "حداد", "Butler"?

    Args:
        item: The word after the given name.
        pack: The language's pack.
    """
    persons: tuple[Person, ...] = item.tags.get("person", ())
    return bool(persons) and item.tags.keys() <= {"person", "definite"} and all(
        p.number == "one" and p.status == "civilian" and not (p.age or p.sex) for p in persons
    ) and not item.low.endswith(pack.objects_end)  # fmt: skip


def ends_name(items: list[Item], i: int) -> bool:
    """Is a bare number after an unknown capitalised word part of a name: "News 12", "Motel 6"?"""
    before, after = items[i - 1] if i else None, items[i + 1] if i + 1 < len(items) else None
    return (
        i > 1 and before is not None and before.capital and not before.tags and items[i].word[0].isdecimal()
        and (after is None or {"harm", "aux", "part", "of", "by"}.isdisjoint(after.tags))
    )  # fmt: skip
