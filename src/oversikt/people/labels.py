"""Numbers that count no people and are no ages: dates, clock times, addresses, models of weapons."""

import re

from oversikt.words.marks import Item

#: Letters that stand for directions in addresses.
_COMPASS = "NSEW"
#: What parts day, month and year of a date in figures, and such a date in one word: "12.4.2016".
_PARTING = "-/.\\‐‑–"
_DOTTED = re.compile(r"(\d{1,2}|\d{4})\.(\d{1,2})\.(\d{1,2}|\d{4})")
_LAST_DAY, _LAST_MONTH = 31, 12
#: So far after a year and the verb its people are counted.
_CLAUSE = 14


def is_date_or_time(items: list[Item], i: int) -> bool:
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
        lead = items[i - 2].tags if i > 1 else {}
        day = "in" in lead and "date_in" not in lead  # "wounded on July 30 died"
        follow_person = after is not None and ("person" in after.tags or "harm" in after.tags)
        return day or not follow_person
    if _leads_to_month(items, i + 1):
        return True
    if _ends_days(items, i):
        return True
    count = items[i].tags["count"]
    if before is not None and before.word == "." and i > 1 and "month" in items[i - 2].tags:
        return (count.low or 0) < 32  # "Oct. 7"
    if count.kind == "year" and i > 2 and items[i - 1].word == "," and "month" in items[i - 3].tags:
        return True  # "October 4, 2023"
    if (
        count.kind == "year"
        and i > 1
        and "ordinal" in items[i - 1].tags
        and "month" in items[i - 2].tags
    ):
        return True  # "October 4th 2023"
    if count.kind == "year" and not (after is not None and "person" in after.tags):
        k = i - 1
        while k > 0 and i - k < 4 and not {"count", "unit", "of"}.isdisjoint(items[k].tags):
            k -= 1
        if k >= 0 and "month" in items[k].tags:
            return True  # "October 20th 2023"
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
            if 0 <= other < len(items):
                figure = items[other].word[-1 if near is before else 0]  # "around 7" of "7:30"
                if figure.isdecimal():
                    return True
    return False


def _ends_days(items: list[Item], i: int) -> bool:
    """Is the number at ``i`` the last day of a stretch after its month: "from May 3 to 5"?"""
    if i < 3 or not items[i].word.isdecimal() or int(items[i].word) > 31:
        return False
    first, opened = items[i - 2], items[i - 4].tags if i > 3 else {}
    if "month" not in items[i - 3].tags or not first.word.isdecimal():
        return False
    joined = items[i - 1].word in "-–" or (
        "to" in items[i - 1].tags and ("between" in opened or "date_since" in opened)
    )
    return joined and int(first.word) < int(items[i].word)


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


def is_year(items: list[Item], i: int) -> bool:
    """Are four digits right before a word of harm a year, as others are counted after it: "2011 starben
    dort 40 Menschen"?

    Args:
        items: Marked items of a sentence.
        i: Position of a number.
    """
    if items[i].tags["count"].kind != "year" or i + 1 >= len(items):
        return False
    if "harm" not in items[i + 1].tags:
        return False
    for k in range(i + 2, min(len(items), i + 2 + _CLAUSE)):
        item = items[k]
        if item.word in ",.;:" or not {"and", "by", "of", "clause"}.isdisjoint(item.tags):
            return False
        count = item.tags.get("count")
        if count is not None and count.kind != "article":
            return any("person" in x.tags for x in items[k + 1 : k + 3])
    return False


def is_time_ago(items: list[Item], i: int) -> bool:
    """Does a number tell how long ago something was, before its verb: "vor 50 Jahren ermordeten Soldaten"?"""
    led = i > 0 and "ago_before" in items[i - 1].tags
    return led and i + 1 < len(items) and "time_unit" in items[i + 1].tags


def is_model(items: list[Item], i: int) -> bool:
    """Is the number at ``i`` written onto letters, as in names of weapons: "S-300", "TM-62P"?"""
    if not items[i].word[0].isdecimal():
        return False
    if i > 1 and items[i - 1].word in "-‑" and items[i - 1].end == items[i].start:
        return items[i - 2].end == items[i - 1].start and items[i - 2].word[-1].isalpha()
    return False


def is_label(items: list[Item], i: int) -> bool:
    """Is the number at ``i`` part of a name, an address or a sum: "NBC12", "20s", "#9", "$100,000",
    "3606 Westmoreland Road", "Highway 50"?
    """
    item = items[i]
    after = items[i + 1] if i + 1 < len(items) else None
    if after is not None and "street_before" in after.tags:
        return True  # "in the 6800 block of Walker Road", "near the 400 block of"
    if not item.word[0].isdecimal():
        return False
    before = items[i - 1] if i else None
    if (
        before is not None
        and before.end == item.start
        and (
            (before.word in "/#$€£@_=" and not _next_toll(items, i))
            or (
                before.word.isalpha() and (before.capital or before.tags.keys() <= {"no_place"})
            )  # "NBC12", "TV6", "wave3"
        )
    ):
        return True
    if _dialled(items, i) or is_page(items, i):
        return True
    if before is not None and ("street" in before.tags or before.word in "#$€£"):
        return True
    if before is not None and {"unit", "definite"} <= before.tags.keys():
        return True  # "في الدقيقة 88"
    if before is not None and before.word in "'’‘" and before.end == item.start:
        return len(item.word) == 2 and (i < 2 or items[i - 2].end < before.start)  # "’90"
    if (
        after is not None
        and len(after.word) == 1
        and after.word in _COMPASS
        and item.word.isdecimal()
    ):
        return True  # "4501 W. Broadway"
    if after is not None and after.start == item.end and (
        after.word in "/_" or (after.word.isalpha() and _says_nothing(item, after))
        or (after.word in "'’" and i + 2 < len(items) and items[i + 2].low == "s")
    ):  # fmt: skip
        return True
    return _in_street(items, i)


def _next_toll(items: list[Item], i: int) -> bool:
    """Does a slash part two tolls: "20 dead/40 wounded"?"""
    beside = (*items[max(0, i - 2) : i - 1], *items[i + 1 : i + 2])
    return len(beside) == 2 and all(not {"harm", "person"}.isdisjoint(x.tags) for x in beside)


def _dialled(items: list[Item], i: int) -> bool:
    """Is a number in brackets before a number, or after one: "(555) 463-3505"?"""
    follow = items[i + 1 : i + 3]
    lead = items[max(0, i - 3) : i]
    if len(lead) == 3 and lead[0].word == "(" and lead[2].word == ")":
        return len(lead[1].word) == 3 and lead[1].word.isdecimal()
    return (
        i > 0 and items[i - 1].word == "(" and len(follow) == 2 and follow[0].word == ")"
        and len(items[i].word) == 3 and follow[1].word[:1].isdecimal()
    )  # fmt: skip


def is_page(items: list[Item], i: int) -> bool:
    """Is a number a note of a page or an image's place in a series: "[12]", "Image 26 of 111"?

    Args:
        items: Marked items of a sentence.
        i: Position of the number.
    """
    lead, follow = items[max(0, i - 3) : i], items[i + 1 : i + 3]
    if not lead or not items[i].word.isdecimal():
        return False
    if lead[-1].word == "[":
        return bool(follow) and follow[0].word == "]"
    if "of" in lead[-1].tags and len(lead) == 3 and lead[1].word.isdecimal():
        return _heads(lead[0])
    return (
        len(follow) == 2
        and "of" in follow[0].tags
        and follow[1].word.isdecimal()
        and _heads(lead[-1])
    )


def _heads(item: Item) -> bool:
    """Is this an unknown word with a capital?"""
    return item.capital and not item.tags


def _says_nothing(number: Item, after: Item) -> bool:
    """Do the letters written onto a number tell nothing of it: "20s", "2016Shooting"?"""
    return not after.tags or number.tags["count"].kind == "year"


def _in_street(items: list[Item], i: int) -> bool:
    """Does a street follow the number through capitalised words: "3606 S. Westmoreland Road"?"""
    for item in items[i + 1 : i + 6]:
        if "street" in item.tags:
            return True
        if (
            not (item.capital and not item.tags.keys() - {"direction", "place"})
            and item.word != "."
        ):
            return False
    return False


def figures_at(items: list[Item], i: int) -> tuple[int, tuple[int, int, int]] | None:
    """Return the end, and the numbers as written, of a date in figures at ``i``: "12-4-2016".

    Day and month stand before or after the year, parted from it and each other by one sign.

    Args:
        items: Marked items of a sentence, not counted.
        i: Where to look.
    """
    if dotted := _DOTTED.fullmatch(items[i].word):
        end, words = i + 1, dotted.groups()
    else:
        some = items[i : i + 5]
        if len(some) < 5 or some[1].word != some[3].word or some[1].word not in _PARTING:
            return None
        end, words = i + 5, tuple(x.word for x in some[::2])
    if not all(word.isdecimal() and len(word) <= 4 for word in words):
        return None
    one, two, three = (int(word) for word in words)
    year, day, month = (one, three, two) if len(words[0]) == 4 else (three, one, two)
    full = len(str(year)) == 4 and 1900 <= year <= 2100
    if not (full and 1 <= day <= _LAST_DAY and 1 <= month <= _LAST_DAY):
        return None
    return (end, (one, two, three)) if min(day, month) <= _LAST_MONTH else None
