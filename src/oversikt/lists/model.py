"""What two records share, and how much each thing weighs: Fellegi and Sunter's model, by splink.

Weights are learned from the lists themselves, without labels: how often two different persons
share a thing from pairs drawn at random (``learning``), how often two records of one person do by
expectation maximisation (``odds``). A name weighs by how rare it is. Small lists teach little, so
what they teach is mixed with what is usual.

Source: Fellegi & Sunter 1969, "A theory for record linkage", JASA 64:1183-1210; Winkler 2000,
"Using the EM algorithm for weight computation in the Fellegi-Sunter model", Statistical Research
Division RR2000/05, US Census Bureau; Linacre et al. 2022, "Splink", International Journal of
Population Data Science 7(3).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from splink import SettingsCreator
from splink.comparison_level_library import CustomLevel
from splink.comparison_library import CustomComparison
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from oversikt.names import ROLES

UNKNOWN = "unknown"
NEUTRAL = 0.0001
"""Chance that two records are of one person that splink is given; taken out of its weights again."""


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison: how it is told, and what is usual.

    Args:
        words: What the two records have in common, as a reason of a link.
        condition: In SQL, as DuckDB and Spark both read it; empty for all that is left.
        same: Usual share of it among pairs of records of one person.
        other: Usual share of it among pairs of different persons.
        rarity: Column whose rarity counts where this level is met.
        kin: Usual share of it among pairs of different persons of one house; 0 where a house makes
            no difference.
        most: Greatest share of it that is believed of pairs of one person. Without such bounds,
            what learns by itself may learn to find families, whose members differ in given name,
            age and sex.
    """

    words: str
    condition: str
    same: float
    other: float
    rarity: str = ""
    kin: float = 0.0
    most: float = 1.0


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that is compared, with its levels from the most alike to the least."""

    name: str
    missing: str
    levels: tuple[Level, ...]
    needs: str


def _close(column: str) -> str:
    """One letter differs, or two in longer words: levenshtein is built into both engines."""
    left, right = f"{column}_l", f"{column}_r"
    shorter = f"least(length({left}), length({right}))"
    return (
        f"({shorter} >= 4 and levenshtein({left}, {right}) <= "
        f"case when {shorter} >= 8 then 2 else 1 end)"
    )


def _part(role: str, other: float) -> Aspect:
    own, latin, sounds = f"{role}_own", f"{role}_latin", f"{role}_sounds"
    return Aspect(
        role,
        f"{sounds}_l is null or {sounds}_r is null",
        (
            Level(
                "the same letters",
                f"{own}_l = {own}_r or {latin}_l = {latin}_r",
                0.90, other, sounds,
            ),
            Level("the same sounds", f"{sounds}_l = {sounds}_r", 0.05, other, sounds),
            Level(
                "nearly the same letters",
                f"{_close(own)} or {_close(latin)} or {_close(sounds)}",
                0.03, 0.01,
            ),
            Level("another", "", 0.02, 1 - 2 * other - 0.01, most=0.05),
        ),
        sounds,
    )  # fmt: skip


def _alike(role: str) -> str:
    """The part sounds the same, or one of the two does not tell it."""
    left, right = f"{role}_sounds_l", f"{role}_sounds_r"
    return f"({left} = {right} or {left} is null or {right} is null)"


def _same(role: str) -> str:
    return f"{role}_sounds_l = {role}_sounds_r"


# Brothers, sisters and cousins share the names of father, grandfather and family, and families
# die together. Taken one by one, each of the three would speak for one person a second time;
# taken as one, they weigh by how many on the lists are of that house.
_HOUSE = Aspect(
    "house",
    "house_l is null or house_r is null",
    (
        Level(
            "the names of father, grandfather and family",
            f"{_alike('father')} and {_alike('grandfather')} and {_alike('family')}",
            0.90, 0.0001, "house",
        ),
        Level(
            "the names of father and grandfather",
            f"{_same('father')} and {_same('grandfather')}",
            0.04, 0.001, "fathers",
        ),
        Level(
            "the names of grandfather and family",
            f"{_same('grandfather')} and {_same('family')}",
            0.01, 0.0002, "grandfather_family",
        ),
        Level(
            "the names of father and family",
            f"{_same('father')} and {_same('family')}",
            0.02, 0.0002, "father_family",
        ),
        Level("the name of the family", _same("family"), 0.01, 0.002, "family_sounds"),
        Level("the name of the father", _same("father"), 0.01, 0.03, "father_sounds"),
        Level("another house", "", 0.01, 0.96, most=0.1),
    ),
    "house",
)  # fmt: skip


_DAY, _PLACE = "day_l = day_r", "place_l = place_r"
_NO_DAY = "(day_l is null or day_r is null)"
_NO_PLACE = "(place_l is null or place_r is null)"

# Many die in one place on one day, so the two are one thing, weighed by how many died there then.
# And of one house most do: among those, `kin` stands in for `other`, and is learned too.
_EVENT = Aspect(
    "event",
    "(month_l is null or month_r is null) and (place_l is null or place_r is null)",
    (
        Level("the same day and place", f"{_DAY} and {_PLACE}", 0.60, 0.005, "event", kin=0.40),
        Level("the same day, no place told", f"{_DAY} and {_NO_PLACE}", 0.08, 0.01, "day", kin=0.05),
        Level("the same place, no day told", f"{_PLACE} and {_NO_DAY}", 0.08, 0.05, "place", kin=0.10),
        Level(
            "the same place, up to a week apart",
            f"{_PLACE} and abs(day_l - day_r) <= 7", 0.10, 0.01, kin=0.10,
        ),
        Level("the same day, another place", _DAY, 0.05, 0.01, kin=0.10),
        Level(
            "the same month or the same place",
            f"month_l = month_r or {_PLACE}", 0.05, 0.10, kin=0.15, most=0.2,
        ),
        Level("another day and place", "", 0.04, 0.815, kin=0.10, most=0.2),
    ),
    "told",
)  # fmt: skip

ASPECTS = (
    _part("given", 0.02),
    _HOUSE,
    Aspect(
        "age",
        "age_l is null or age_r is null",
        (
            Level("the same age", "age_l = age_r", 0.90, 0.02),
            Level("one year apart", "abs(age_l - age_r) <= 1", 0.05, 0.03),
            Level("up to three years apart", "abs(age_l - age_r) <= 3", 0.02, 0.06),
            Level("up to ten years apart", "abs(age_l - age_r) <= 10", 0.02, 0.20, most=0.06),
            Level("more than ten years apart", "", 0.01, 0.69, most=0.03),
        ),
        "age",
    ),
    Aspect(
        "sex",
        "sex_l is null or sex_r is null",
        (
            Level("the same sex", "sex_l = sex_r", 0.99, 0.50),
            Level("another sex", "", 0.01, 0.50, most=0.03),
        ),
        "sex",
    ),
    _EVENT,
)

# What candidates share, from the surest on; `linking` sharpens those that give too many pairs.
_SOUNDS = {role: f"{role}_sounds" for role in ROLES}
BLOCKS: tuple[tuple[str, ...], ...] = tuple(
    tuple(_SOUNDS.get(name, name) for name in names)
    for names in (
        ("given", "father", "family"),
        ("given", "father", "grandfather"),
        ("given", "grandfather", "family"),
        ("father", "grandfather", "family"),
        ("given", "family"),
        ("day", "given"),
        ("day", "family"),
        ("month", "place", "given"),
        ("month", "place", "family"),
        ("given", "father"),
        ("given", "grandfather"),
        ("father", "family"),
        ("grandfather", "family"),
    )
)
SHARPER = ("age", "sex", "month", "place")


@dataclass(frozen=True)
class Weights:
    """Shares of every level among pairs of one person (``same``) and of two (``other``).

    ``kin`` holds those of two persons of one house, for what houses share beside their names.
    """

    same: Mapping[str, tuple[float, ...]]
    other: Mapping[str, tuple[float, ...]]
    kin: Mapping[str, tuple[float, ...]]

    @classmethod
    def usual(cls) -> "Weights":
        """Return what is usual, before any list has taught otherwise."""
        return cls(
            {a.name: tuple(level.same for level in a.levels) for a in ASPECTS},
            {a.name: tuple(level.other for level in a.levels) for a in ASPECTS},
            {
                a.name: tuple(level.kin for level in a.levels)
                for a in ASPECTS
                if any(level.kin for level in a.levels)
            },
        )


def settings(
    aspects: Iterable[Aspect], blocks: Sequence[Sequence[str]], weights: Weights
) -> SettingsCreator:
    """Return splink's settings for one table of records, for learning or for scoring."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        probability_two_random_records_match=NEUTRAL,
        comparisons=[_comparison(a, weights) for a in aspects],
        blocking_rules_to_generate_predictions=[rule(block) for block in blocks],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )


def rule(block: Sequence[str]) -> dict[str, Any]:
    """Return the blocking rule of columns that two records share."""
    return {"blocking_rule": " and ".join(f"l.{column} = r.{column}" for column in block)}


def _comparison(aspect: Aspect, weights: Weights) -> CustomComparison:
    levels: list[ComparisonLevelCreator | dict[str, Any]] = [
        CustomLevel(aspect.missing, UNKNOWN).configure(is_null_level=True)
    ]
    for number, level in enumerate(aspect.levels):
        custom = CustomLevel(level.condition or "ELSE", level.words)
        shares: dict[str, Any] = {
            "m_probability": weights.same[aspect.name][number],
            "u_probability": weights.other[aspect.name][number],
        }
        if level.rarity:
            shares |= {
                "tf_adjustment_column": level.rarity,
                "disable_tf_exact_match_detection": True,
            }
        levels.append(custom.configure(**shares))
    return CustomComparison(levels, output_column_name=aspect.name)
