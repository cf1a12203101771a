"""A claim in the making, with what its sentence tells beside it."""

from dataclasses import dataclass

from oversikt.claims.when import When
from oversikt.harm.harm import Harm
from oversikt.people.quantities import Count
from oversikt.records import (
    Attribution,
    Cause,
    Measure,
    Modality,
    Place,
    Scope,
    Unit,
    VictimStatus,
)
from oversikt.sentences.sentence import Field
from oversikt.words.pack import Age, Sex


@dataclass(slots=True)
class Draft:
    """A claim in the making, with what its sentence tells beside it."""

    field: Field
    start: int
    end: int
    span: tuple[int, int]
    measure: Measure
    count: Count
    harm: Harm
    status: VictimStatus
    sex: Sex
    age: Age
    unit: Unit
    modality: Modality
    scope: Scope
    cause: Cause | None
    actor: str | None
    affiliation: str | None
    when: When | None
    place: Place | None
    speakers: tuple[Attribution, ...]
    names: tuple[tuple[int, int], ...]
    sentence: int
    called: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    placed: bool = False
    peaceful: bool = False
    violent: bool = False
    dying: bool = False
    late: bool = False
    led: bool = False
    other: bool = False
    part_of: "Draft | None" = None
    same_as: "Draft | None" = None
    id: str = ""
