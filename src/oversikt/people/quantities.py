"""From marked words to counts: digits, number words, vague words, ranges and their bounds."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from oversikt.people.labels import figures_at
from oversikt.people.numbers import number_at
from oversikt.records import Quantifier
from oversikt.words.lexicon import Tags
from oversikt.words.marks import Item
from oversikt.words.pack import Pack

#: Words of a figure that changed.
_RISES = frozenset({"risen", "difference_led"})
_BOUNDS = {"at_least", "more_than"}
#: What a quantity begins with, beside digits; other words are passed over.
_BEGINS = frozenset({
    "mod", "between", "nobody", "fixed", "magnitude", "uncounted", "one", "num", "mult", "fraction",
    "beyond", "mod_after", "times",
})  # fmt: skip
#: So many words may lead from "from" to the old figure of a rise, and from the rise to "from".
_LED, _RISE = 3, 9
_DAYS = {"month", "time_unit"}
_MEASURES = frozenset({"unit", "km2", "time_unit"})
_JOINED = frozenset({"and", "harm", "mod"})
_NOT = frozenset({"neg", "replaced"})
#: Counts that no "as many" repeats.
_NO_NUMBER = {"none", "article", "year"}
_STOPS = {"num", "mult", "fraction", "to", "month", "time_unit"}
_DASHES = {"-", "–", "—", "‑"}


class Count(NamedTuple):
    """A quantity as words give it; ``kind`` tells how it was said.

    ``kind``: ``digits``, ``words``, ``vague``, ``none``, ``article`` ("a", which counts only with
    a singular noun), ``year`` (four digits that may be a year).
    """

    quantifier: Quantifier
    low: int | None
    high: int | None
    kind: str


def bounded(quantifier: Quantifier, low: int, high: int) -> tuple[int | None, int | None]:
    """Return the interval that a quantifier makes of a number (or of a range's two ends)."""
    if quantifier in _BOUNDS:
        return low, None
    if quantifier in ("at_most", "fewer_than"):
        return 0, high
    return low, high


def counted(items: list[Item], pack: Pack) -> list[Item]:
    """Return the items with every quantity made one item that has a ``count`` tag.

    Args:
        items: A sentence's marked items.
        pack: The language's pack, for the grouping of its digits.

    Returns:
        A new list; what is no quantity stays as it was.
    """
    if any(not _RISES.isdisjoint(x.tags) for x in items):
        items = _risen(items, pack)
    if any({"among", "mod"} <= x.tags.keys() for x in items):
        items = _amid(items)
    out: list[Item] = []
    past = 0
    begins = [
        k for k, x in enumerate(items)
        if (x.tags and not _BEGINS.isdisjoint(x.tags)) or x.word[0].isdecimal()
    ]  # fmt: skip
    for i in begins:
        if i < past:
            continue
        if (dated := figures_at(items, i)) is not None:
            out += [*items[past:i], _date(items[i : dated[0]], dated[1])]
            past = dated[0]
            continue
        found = _quantity(items, i, pack)
        if found is None and items[i].tags.get("times"):
            found = _times(out, items, i, pack)
        if found is None:
            continue
        out += items[past:i]
        j, count = found
        first, last = items[i], items[j - 1]
        tags = {"count": count}
        if j - i == 1:
            tags = {**first.tags, **tags}
        out.append(Item(first.start, last.end, first.word, first.low, tags, first.capital))
        past = j
    return _put_right(out + items[past:])


def _put_right(items: list[Item]) -> list[Item]:
    """Leave out the wrong number of two before their noun: "three, not four, officers", "cinco y no siete
    personas".
    """
    wrong: set[int] = set()
    for k, item in enumerate(items):
        if _NOT.isdisjoint(item.tags) or not k or k + 1 >= len(items):
            continue
        first, last = k - 1, k + 1
        while first > 0 and (items[first].word == "," or "and" in items[first].tags):
            first -= 1
        right, said = items[first].tags.get("count"), items[last].tags.get("count")
        if right is None or said is None or not (k - first > 1 or " " in item.low):
            continue  # "et non" is one phrase
        if right.kind == said.kind != "article" and said.low and right.low != said.low:
            closes = any(x.word == "," for x in items[first:k])
            last += closes and last + 1 < len(items) and items[last + 1].word == ","
            if last + 1 < len(items) and items[last + 1].word[0].isalnum():
                wrong.update(range(first + 1, last + 1))  # but "son 116 y no 120."
    return [x for k, x in enumerate(items) if k not in wrong] if wrong else items


def _times(before: list[Item], items: list[Item], i: int, pack: Pack) -> tuple[int, Count]:
    """Return the count of words that tell the number ``before`` them once more, or so many times: "two
    dead and as many wounded"; an uncounted many where they repeat none.
    """
    factor: int = items[i].tags["times"]
    told: Iterator[Count] = (x.tags["count"] for x in reversed(before) if "count" in x.tags)
    count = next((one for one in told if one.kind not in _NO_NUMBER), None)
    if count is None or count.low is None or _opens(items, i, pack):
        return i + 1, Count("uncounted", None, None, "vague")
    low, high = count.low * factor, None if count.high is None else count.high * factor
    if count.quantifier != "exact" or high is None:
        return i + 1, Count(count.quantifier, low, high, count.kind)
    plain: Quantifier = "about" if factor > 1 else "exact"
    bound: Quantifier = items[i - 1].tags.get("mod", plain)  # "at least as many"
    return i + 1, Count(bound, *bounded(bound, low, high), count.kind)


def _opens(items: list[Item], i: int, pack: Pack) -> bool:
    """May words that repeat a number open a clause instead: "the toll may rise, as many are missing"?"""
    first = pack.words.get(items[i].low.split()[0])
    clause = first is not None and "clause" in (first.tags or ())
    return clause and (not i or _JOINED.isdisjoint(items[i - 1].tags))


def _amid(items: list[Item]) -> list[Item]:
    """Leave a word that leads to a whole no bound where those harmed follow its number: "zwei Journalisten
    unter fünf Toten" are no fewer than five.
    """
    out = list(items)
    for k, item in enumerate(items[:-2]):
        harm = items[k + 2].tags.get("harm", ())
        if {"among", "mod"} <= item.tags.keys() and any(form == "victims" for _, form in harm):
            out[k] = replace(item, tags={"among": True})
    return out


def _date(parts: list[Item], written: tuple[int, int, int]) -> Item:
    """One item of a date in figures, which counts nothing."""
    word = "".join(x.word for x in parts)
    return Item(parts[0].start, parts[-1].end, word, word, {"date_figures": written}, capital=False)


def _risen(items: list[Item], pack: Pack) -> list[Item]:
    """Leave the new figure alone to be counted: "rose from 19 to 24", "ist von 16 auf 23 gestiegen"."""
    out = list(items)
    rises = [k for k, x in enumerate(items) if not _RISES.isdisjoint(x.tags)]
    for rise in rises:
        more = number_at(items, rise + 1, pack) if "difference_led" in items[rise].tags else None
        if more is not None and more[0] < len(items) and "to" in items[more[0]].tags:
            out[more[0]] = replace(items[more[0]], tags={})  # "rose by two to nine" is no range
    for k, item in enumerate(items):
        old = "old" in item.tags
        bound = {"to", "mod"} <= item.tags.keys()  # "до 24": risen to it, not at most so many
        if not (old or bound) or not any(_one_clause(items, k, rise) for rise in rises):
            continue
        if not old:
            out[k] = replace(item, tags={"to": True})
            continue
        at = k + 1
        while at < min(len(items) - 1, k + _LED) and not (
            items[at].word[0].isdecimal() or not _STOPS.isdisjoint(items[at].tags)
        ):
            at += 1
        number = number_at(items, at, pack)
        if number is not None and _DAYS.isdisjoint(items[min(number[0], len(items) - 1)].tags):
            out[k] = replace(item, tags={})
            old_one = items[at : number[0]]
            out[at : number[0]] = [replace(x, tags={}, word="former") for x in old_one]
    return out


def _one_clause(items: list[Item], one: int, other: int) -> bool:
    """Do two words stand near each other, with no sign that ends a clause between?"""
    first, last = sorted((one, other))
    return last - first < _RISE and not any(x.word in ".;:" for x in items[first:last])


def _quantity(items: list[Item], i: int, pack: Pack) -> tuple[int, Count] | None:
    """Return the end and the count of the quantity that starts at ``i``, if one does."""
    tags = items[i].tags
    begin = i
    quantifier: Quantifier = "exact"
    if "mod" in tags and i + 1 < len(items):
        k = i + 1
        inner = items[k].tags
        if "mod" in inner and k + 1 < len(items):
            k += 1
        if "filler" in items[k].tags and "num" not in items[k].tags and k + 1 < len(items):
            k += 1
        core = _core(items, k, pack)
        dated = core is not None and core[0] < len(items) and "month" in items[core[0]].tags
        if dated and "between" not in tags:
            return None  # "до 27 серпня": until a day, not at most so many
        if core is not None and core[1].kind != "none" and not dated:
            return _with(items, core, tags["mod"])
        measured = k + 1 < len(items) and not _MEASURES.isdisjoint(items[k + 1].tags)
        vague = ("about", "more_than") if measured else ("about", "more_than", "fewer_than")
        if "one" in items[k].tags and tags["mod"] not in vague:  # "over a body", "under en protest"
            low, high = bounded(tags["mod"], 1, 1)
            return k + 1, Count(tags["mod"], low, high, "words")
        magnitude = items[k].tags.get("magnitude")
        if magnitude:
            return k + 1, _size(magnitude)
        if not ("between" in tags or "uncounted" in tags):
            return None
    if "mod_after" in tags and not (i and _counts(items[i - 1])) and i + 1 < len(items):
        core = _core(items, i + 1, pack)  # "34 died and more than 100 were hurt"
        return None if core is None else _with(items, core, "more_than")
    if "beyond" in tags and _exceeds(items, i):
        core = _core(items, i + 1, pack)
        if core is not None:
            return _with(items, core, "more_than")
    if "between" in tags and i + 1 < len(items):
        ends = _between(items, i + 1, pack)
        if ends is not None:
            return ends
    if "nobody" in tags and "harmless" not in tags:  # "none of them … badly hurt"
        return i + 1, Count("none", 0, 0, "none")
    core = _core(items, begin, pack)
    if core is not None and core[0] == i + 1 and "magnitude" in tags and "fixed" not in tags:
        return i + 1, _size(tags["magnitude"])  # "тысячи": no number before it
    if core is not None:
        return _with(items, core, _before_toll(items, i) or quantifier)
    if "magnitude" in tags:
        return i + 1, _size(tags["magnitude"])
    if "uncounted" in tags:
        return i + 1, Count("uncounted", None, None, "vague")
    if "one" in tags:
        return i + 1, Count("exact", 1, 1, "article")
    return None


def _before_toll(items: list[Item], i: int) -> Quantifier | None:
    """Return the bound that stands before a toll and its number: "تجاوز عدد القتلى 300"."""
    toll = i > 1 and any(form == "toll" for _, form in items[i - 1].tags.get("harm", ()))
    bound: Quantifier | None = items[i - 2].tags.get("mod") if toll else None
    return bound if bound in _BOUNDS else None  # "до вбивства двох журналістів" tells no bound


def _exceeds(items: list[Item], i: int) -> bool:
    """Does a verb before say that the number after is exceeded: "زاد عدد النازحين على مليون"?"""
    for item in reversed(items[max(0, i - 6) : i]):
        if item.word in ",.;:" or "count" in item.tags:
            return False
        if "exceeds" in item.tags:
            return True
    return False


def _counts(item: Item) -> bool:
    """Is this a number, in figures or words?"""
    return item.word[0].isdecimal() or not {"num", "mult", "fixed", "magnitude"}.isdisjoint(
        item.tags
    )


def _size(ends: tuple[int, int]) -> Count:
    """The count of a word that names a size: "dozens", "hundreds"."""
    return Count("magnitude", ends[0], ends[1], "vague")


def _with(items: list[Item], core: tuple[int, Count], quantifier: Quantifier) -> tuple[int, Count]:
    """Return a count under the quantifier before it, or one that stands after it."""
    j, count = core
    if count.low is None or count.high is None:
        return core
    follow = items[j + 1] if j + 1 < len(items) else None
    leads = follow is not None and (follow.word[0].isdecimal() or "num" in follow.tags)
    if quantifier == "exact" and j < len(items) and "mod_after" in items[j].tags and not leads:
        quantifier, j = items[j].tags["mod_after"], j + 1
    if quantifier == "exact":
        return j, count
    if count.quantifier == "range" and quantifier == "about":
        return j, count
    low, high = bounded(quantifier, count.low, count.high)
    return j, Count(quantifier, low, high, "words" if count.kind == "year" else count.kind)


def _between(items: list[Item], i: int, pack: Pack) -> tuple[int, Count] | None:
    """Return "between a and b", "from a to b" with the marker already passed."""
    first = number_at(items, i, pack)
    if first is None or first[0] + 1 >= len(items):
        return None
    j, low, _ = first
    if "to" not in items[j].tags and "and" not in items[j].tags and items[j].word not in _DASHES:
        return None
    top = j + 1
    if top + 1 < len(items) and "mod" in items[top].tags:
        top += 1  # "between eight and more than 30"
    second = number_at(items, top, pack)
    if second is None:
        return None
    low = _scaled(low, second[1], items, i)
    kind = "year" if _is_year(items[i]) and _is_year(items[second[0] - 1]) else "words"
    span = Count("range", int(low), int(second[1]), kind)
    return (second[0], span) if low < second[1] else None


def _scaled(low: float, high: float, items: list[Item], i: int) -> float:
    """Give the first of two ends the second's scale: "two to three thousand" begins at 2,000."""
    if (
        low < 1000 <= high
        and high >= 1000 * low
        and high % 1000 == 0
        and "mult" not in items[i].tags
    ):
        return low * 1000
    return low


def _core(items: list[Item], i: int, pack: Pack) -> tuple[int, Count] | None:
    """Return a number, a range of two, or a word of fixed number, at ``i``."""
    if i >= len(items):
        return None
    tags = items[i].tags
    if "fixed" in tags:
        said: Quantifier = "about" if "rounded" in tags else "exact"
        return i + 1, Count(said, tags["fixed"], tags["fixed"], "words")
    first = number_at(items, i, pack)
    if first is None:
        return None
    j, value, digits = first
    unit = _unit(items[j].tags) if j < len(items) and value < 1000 else 0
    if unit:
        number = int(value * unit)
        return j + 1, Count("exact", number, number, "words")
    joins = j + 1 < len(items) and (
        items[j].word in _DASHES or "or" in items[j].tags
        or ("to" in items[j].tags and "and" not in items[j].tags)
    )  # fmt: skip
    joins = joins and not _after_month(items, i)  # "since Oct. 7 to 158"
    if joins:
        second = number_at(items, j + 1, pack)
        if second is not None:
            low = _scaled(value, second[1], items, i)
            plain = low == int(low) and second[1] == int(second[1])
            tight = items[j].word not in _DASHES or items[j].end - items[j].start == 1
            if (
                plain
                and tight
                and low < second[1]
                and not (_is_year(items[i]) and (_is_year(items[j + 1]) or second[1] > 10000))
            ):
                return second[0], Count("range", int(low), int(second[1]), "words")
    if value != int(value):
        return None
    number = int(value)
    kind = "digits" if digits else "words"
    if digits and j == i + 1 and _is_year(items[i]):
        kind = "year"
    return j, Count("exact", number, number, kind)


def _unit(tags: Tags) -> int:
    """What a number before it is multiplied by: a dozen, or the tens of "двух десятков"; 0 of none."""
    fixed: int = tags.get("fixed", 0)
    low, high = tags.get("magnitude", (0, 0))
    return fixed if fixed >= 10 else low if high == 10 * low - 1 else 0


def _after_month(items: list[Item], i: int) -> bool:
    """Is a number the day of the month before it: "Oct. 7"?"""
    at = i - 1
    if at > 0 and items[at].word == ".":
        at -= 1
    return at >= 0 and "month" in items[at].tags


def _is_year(item: Item) -> bool:
    """Four plain digits between 1900 and 2100."""
    return len(item.word) == 4 and item.word.isdecimal() and 1900 <= int(item.word) <= 2100
