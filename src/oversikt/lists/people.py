"""Lists of people as they are given: who made each, and who stands on it.

What is known of a person here stays here: names never leave this room and the sealed table of the
record, and what comes out of linking are marks of records and persons.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

# Source: verdata (JEP-CEV-HRDAG); what two lists share can mean much or little.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Declaration:
    """What those who add a list say of it, for without that its overlap means nothing.

    Args:
        name: Short name of the list, as commands call it.
        made_by: Who made the list.
        how: How they came to know of the people on it.
        draws_on: Lists from which this one took names; they count as one list with it.
        release_of: The list of which this is an earlier or later state, or ``None``.
        unique: Its makers have seen to it that nobody stands on it twice.
        status: Whose deaths it lists: ``civilian`` and so on, or ``None`` for all.
    """

    name: str
    made_by: str
    how: str
    draws_on: tuple[str, ...] = ()
    release_of: str | None = None
    unique: bool = False
    status: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the declaration as an object."""
        return asdict(self) | {"draws_on": list(self.draws_on)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` wrote."""
        return cls(**(dict(plain) | {"draws_on": tuple(plain["draws_on"])}))


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list: a person as this list knows them. Unknown is ``None``.

    ``names`` are the person's name in one script or in several; ``date`` and ``place`` are those
    of the death; ``fields`` holds what else the list says, by the name of its column.
    """

    on: str
    rec: str
    names: tuple[str, ...]
    age: int | None = None
    sex: str | None = None
    date: str | None = None
    place: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """The record's mark, by which decisions and links call it: list and record."""
        return f"{self.on}:{self.rec}"

    def to_json(self) -> dict[str, Any]:
        """Return the row as an object, without what is unknown."""
        plain = {
            "names": list(self.names), "age": self.age, "sex": self.sex, "date": self.date,
            "place": self.place, "fields": dict(self.fields),
        }  # fmt: skip
        return {key: value for key, value in plain.items() if value not in (None, {})}

    @classmethod
    def from_json(cls, on: str, rec: str, plain: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` wrote."""
        return cls(on, rec, **(dict(plain) | {"names": tuple(plain["names"])}))


def independent(declared: Mapping[str, Declaration]) -> dict[str, str]:
    """Return, for each list, the list as which it counts: releases and copies are one list.

    Args:
        declared: The lists that are looked at, by name.

    Returns:
        Name → name of the group, which is that of its members joined by ``+``.
    """
    group = {name: {name} for name in declared}
    for one in declared.values():
        kin = {one.name, one.release_of or one.name, *one.draws_on}
        # Two releases of one list are kin also where that list itself is not looked at.
        kin |= {o.name for o in declared.values() if o.release_of in kin or o.name in kin}
        joined = set().union(*(group[name] for name in kin if name in group))
        for name in joined:
            group[name] = joined
    return {name: "+".join(sorted(members)) for name, members in group.items()}


def no_estimate(declared: Mapping[str, Declaration]) -> str:
    """Return why no estimate stands beside an overview, when none was kept.

    Args:
        declared: The lists of people that there are.
    """
    many = len(set(independent(declared).values()))
    if many >= _LEAST:
        return (
            "There are lists of people, but no estimate from them was kept: "
            "oversikt estimate --lists NAMES --by month,country --keep."
        )
    there = {0: "there is none", 1: "there is one"}.get(many, f"there are {many}")
    return (
        "How many died whom nobody recorded cannot be said: that takes three lists of people, each "
        f"made independently of the others, and {there}."
    )
