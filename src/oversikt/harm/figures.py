"""Figures with a unit or a label: areas held, stated changes in per cent, "Dead: 5"."""

from collections.abc import Iterator

from oversikt.harm.harm import Harm
from oversikt.people.listed import label_of
from oversikt.people.people import Group
from oversikt.people.quantities import Count
from oversikt.words.alarm import PERCENT
from oversikt.words.marks import Item

_COUNTED = {"number", "counted"}


def figures_of(items: list[Item]) -> list[Harm]:
    """Return areas held and stated changes in per cent: a number, its unit, and a word of change."""
    found: list[Harm] = []
    for at, item in enumerate(items):
        count = item.tags.get("count")
        if count is None or count.kind in ("none", "vague") or at + 1 >= len(items):
            continue
        unit = items[at + 1].tags
        if "km2" in unit:
            group = Group(at, at + 1, _ones(count), "figure")
            found.append(Harm("area_km2", group, None, "figure", 1.0, [group]))
        elif items[at + 1].low in PERCENT and any(
            "more" in x.tags or "less" in x.tags or x.tags.get("mod") in ("more_than", "fewer_than")
            for x in (*items[max(0, at - 3) : at], *items[at + 2 : at + 4])
        ):
            last = at + 1
            while last + 1 < len(items) and last - at < 6 and items[last + 1].word not in ",.;)":
                last += 1
            near = (*items[max(0, at - 3) : at], *items[at + 2 : at + 4])
            if any("less" in x.tags for x in near) and not any("more" in x.tags for x in near):
                count = _negative(count)
            group = Group(at, last, _ones(count), "figure")
            found.append(Harm("change_percent", group, None, "figure", 2.0, [group]))
    return found


def labelled(items: list[Item], groups: list[Group]) -> dict[int, Harm]:
    """Return the harm of numbers after a label and a colon: "Tote: 5, Verletzte: 12", "القتلى: 5",
    "Drepte sivile: 48", by the position of their group.

    A label that only tells who they are ("Soldaten: 12 tot, 30 verletzt") tells it of all in its line.

    Args:
        items: Marked items with quantities counted.
        groups: The groups of people among them.
    """
    found = _bracketed(items, groups)
    for colon in (k for k, x in enumerate(items) if x.word == ":"):
        label = label_of(items, colon)
        if label is None:
            continue
        k = next((k for k, g in enumerate(groups) if g.first == colon + 1), None)
        if k is None or groups[k].kind not in _COUNTED:
            continue
        if label.measure is None:
            for group in _in_line(items, groups[k:], colon):
                group.person = label.person
        elif groups[k].measure is None:
            groups[k].person = groups[k].person or label.person
            groups[k].adjectives = groups[k].adjectives or label.adjectives
            found[k] = Harm(label.measure, groups[k], label.at, label.form, 0.0, [groups[k]])
    return found


def _bracketed(items: list[Item], groups: list[Group]) -> dict[int, Harm]:
    """Return the harm of numbers alone in brackets after a noun for those harmed: "Dead (12) and wounded
    (35)", by the position of their group.
    """
    found: dict[int, Harm] = {}
    for k, group in enumerate(groups):
        at = group.first - 2
        around = [
            x.word for x in (*items[at + 1 : at + 2], *items[group.last + 1 : group.last + 2])
        ]
        if at < 0 or around != ["(", ")"] or group.measure or group.kind != "number":
            continue
        if at and "and" not in items[at - 1].tags and items[at - 1].word not in ",.;:)":
            continue  # "two dead (2)"
        measure = next((m for m, form in items[at].tags.get("harm", ()) if form == "victims"), None)
        if measure is not None:
            found[k] = Harm(measure, group, at, "victims", 0.0, [group])
    return found


def _in_line(items: list[Item], groups: list[Group], colon: int) -> Iterator[Group]:
    """Yield those counted after a colon, without a noun of their own, up to the next one."""
    end = next((k for k in range(colon + 1, len(items)) if items[k].word in ":;."), len(items))
    for group in groups:
        if group.last < end and group.person is None and group.kind in _COUNTED:
            yield group


def _negative(count: Count) -> Count:
    """A change downward is told as a number below zero."""
    if count.low is None or count.high is None or count.low == 0:
        # "more than 9 per cent fewer": a bound's other side has no quantifier of its own.
        number = -(count.low or count.high or 0)
        return Count("about", number, number, count.kind)
    low = None if count.high is None else -count.high
    high = None if count.low is None else -count.low
    return count._replace(low=low, high=high)


def _ones(count: Count) -> Count:
    """A count whose article ("a kilometre") says one."""
    return count._replace(kind="words") if count.kind == "article" else count
