"""A linkage: all records of some lists, and the person that each is taken for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from oversikt.errors import UsageError
from oversikt.lists.linking import link
from oversikt.lists.odds import Links
from oversikt.lists.people import Declaration, Listed
from oversikt.lists.persons import Grouping, Ruling, best, draws
from oversikt.records import Decision, digest, in_force

SAME, APART = "same", "different"
"""Actions of decisions on links: the records named are one person, or no two of them are."""


@dataclass(frozen=True, eq=False)
class Linkage:
    """Records of several lists, grouped into persons; without names.

    Args:
        records: The rows, in the order of their marks; only this room looks at their names.
        links: Pairs of them that may be one person, with odds and reasons.
        person: For each record, the number of the first record of its person.
        rulings: What people ruled, as far as the records are there.
        lost: Marks in decisions that no record has any more.
    """

    records: tuple[Listed, ...] = field(repr=False)
    links: Links = field(repr=False)
    person: tuple[int, ...] = field(repr=False)
    rulings: tuple[Ruling, ...] = ()
    lost: tuple[str, ...] = ()

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The list of each record."""
        return tuple(record.on for record in self.records)

    @cached_property
    def grouping(self) -> Grouping:
        """What groups of records weigh."""
        return Grouping(self.lists, self.links, self.rulings)

    def name(self, first: int) -> str:
        """Return a person's id: the digest of the mark of their first record."""
        return digest("person", self.records[first].mark)

    def persons(self, person: Sequence[int] | None = None) -> dict[str, tuple[Listed, ...]]:
        """Return the records of each person, by the person's id.

        Args:
            person: Another grouping, as ``drawn`` yields them; ``None`` is the best one.
        """
        found: dict[int, list[Listed]] = {}
        for record, first in zip(self.records, person or self.person, strict=True):
            found.setdefault(first, []).append(record)
        return {self.name(first): tuple(records) for first, records in found.items()}

    def reasons(self) -> Iterator[dict[str, Any]]:
        """Yield every link with its odds and reasons, and nothing of names."""
        links = self.links
        chance = links.chance
        for number, (one, other) in enumerate(
            zip(links.left.tolist(), links.right.tolist(), strict=True)
        ):
            yield {
                "one": self.records[one].mark,
                "other": self.records[other].mark,
                "linked": self.person[one] == self.person[other],
                "chance": round(float(chance[number]), 4),
                "bits": float(links.logit[number]),
                "reasons": [
                    {"of": name, "is": words, "bits": round(bits, 2)}
                    for name, words, bits in links.reasons(number)
                ],
            }

    def explained(self, one: str, other: str) -> list[str]:
        """Return in sentences why two records are taken for one person, or not.

        Args:
            one: A record's mark.
            other: Another's.

        Raises:
            UsageError: A record of that mark is on none of the lists.
        """
        at = {record.mark: number for number, record in enumerate(self.records)}
        for mark in (one, other):
            if mark not in at:
                raise UsageError(f"{mark}: no such record; say LIST:RECORD as lists link prints it")
        left, right = sorted((at[one], at[other]))
        joined = self.person[left] == self.person[right]
        lines = [f"{one} and {other} are taken for {'one person' if joined else 'two persons'}."]
        pair = np.flatnonzero((self.links.left == left) & (self.links.right == right))
        if not len(pair):
            lines.append("They share too little for a closer look.")
        for number in pair.tolist():
            lines += [
                f"  {name}: {words} ({bits:+.1f} bits)"
                for name, words, bits in self.links.reasons(number)
            ]
            odds = self.links.logit[number] - self.links.weight[number]
            lines.append(f"  any two records of these lists: {odds:+.1f} bits")
            lines.append(f"  together: a chance of {self.links.chance[number]:.2%}")
        for ruling in self.rulings:
            if {ruling.one, ruling.other} == {left, right}:
                lines.append(f"  ruled by a person: {'the same' if ruling.same else 'different'}")
        return lines

    def drawn(self, many: int, seed: int) -> Iterator[list[int]]:
        """Yield groupings drawn by their chance, to carry the doubt about links on."""
        return draws(self.grouping, len(self.records), many, seed)


def linked(
    people: Iterable[Listed],
    declared: Mapping[str, Declaration],
    decisions: Iterable[Decision] = (),
    engine: str = "duckdb",
    seed: int = 1,
) -> Linkage:
    """Link the people of several lists, within each list and between them.

    Args:
        people: Rows of the lists, in any order.
        declared: What was said of each list, by its name.
        decisions: All decisions of the record; those on links bind.
        engine: What runs the comparison: ``duckdb``, ``local[2]`` or ``spark://host:port``.
        seed: Start of the random numbers; the same seed gives the same linkage.

    Raises:
        UsageError: Two rows have one mark.
    """
    records = tuple(sorted(people, key=lambda one: (one.on, one.rec)))
    at = {one.mark: number for number, one in enumerate(records)}
    if len(at) < len(records):
        raise UsageError("two records have one mark (list and id); ids are unique within a list")
    unique = [name for name, one in declared.items() if one.unique]
    links = link(records, unique, engine, seed)
    rulings, lost = _ruled(decisions, at)
    grouping = Grouping([one.on for one in records], links, rulings)
    return Linkage(records, links, tuple(best(grouping, len(records))), rulings, lost)


class Lists(Protocol):
    """What linking needs of the lists in a record; ``store.Lists`` are such."""

    def declared(self) -> Mapping[str, Mapping[str, Any]]: ...  # noqa: D102 - see store.Lists
    def rows(self, names: Iterable[str]) -> Iterable[tuple[str, str, dict[str, Any]]]: ...  # noqa: D102


class Record(Protocol):
    """What linking needs of a record; ``store.Record`` is one."""

    @property
    def lists(self) -> Lists: ...  # noqa: D102 - described in store.Record
    def decisions(self) -> Iterable[Decision]: ...  # noqa: D102


def declared_in(record: Record, names: Iterable[str] = ()) -> dict[str, Declaration]:
    """Return what was said of lists that a record holds.

    Args:
        record: An open record.
        names: Lists that are asked for; none is all of them.

    Raises:
        UsageError: There is no list, or none of a name.
    """
    held = record.lists.declared()
    asked = list(dict.fromkeys(names)) or sorted(held)
    missing = [name for name in asked if name not in held]
    if missing or not asked:
        there = f"there are {', '.join(held)}" if held else "there are none: oversikt lists add"
        raise UsageError(f"no list {', '.join(missing) or 'to link'}; {there}")
    return {name: Declaration.from_json(held[name]) for name in asked}


def linked_in(
    record: Record, names: Iterable[str] = (), engine: str = "duckdb", seed: int = 1
) -> Linkage:
    """Link lists of people that a record holds, with people's decisions on top.

    Args:
        record: An open record.
        names: Lists that are asked for; none is all of them.
        engine: What compares: ``duckdb`` or an address of Spark.
        seed: Start of the random numbers.

    Raises:
        UsageError: There is no list, or none of a name.
    """
    declared = declared_in(record, names)
    people = (Listed.from_json(*row) for row in record.lists.rows(declared))
    return linked(people, declared, in_force(record.decisions()), engine, seed)


def _ruled(
    decisions: Iterable[Decision], at: Mapping[str, int]
) -> tuple[tuple[Ruling, ...], tuple[str, ...]]:
    """Return the rulings on pairs of records, and the marks that no record has."""
    rulings: list[Ruling] = []
    lost: list[str] = []
    for decision in decisions:
        if decision.action not in {SAME, APART}:
            continue
        known = [at[mark] for mark in decision.targets if mark in at]
        lost += [mark for mark in decision.targets if mark not in at]
        rulings += [
            Ruling(one, other, decision.action == SAME)
            for number, one in enumerate(known)
            for other in known[:number]
        ]
    return tuple(rulings), tuple(lost)
