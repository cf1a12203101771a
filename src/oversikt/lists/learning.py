"""Learning from the lists themselves what a likeness weighs, without anybody's labels."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from splink import Linker
from splink.internals.splink_dataframe import SplinkDataFrame

from oversikt.lists.model import ASPECTS, LESSONS, Aspect, Weights, settings

# Pairs drawn at random; the rarest level, the same family's name, is then met some thousand times.
_RANDOM = 2e6
# Pairs that a lesson looks at; more change the shares in the fourth digit only.
_LESSON = 1e6
_LEAST_LESSON = 20
# Pairs of one person from which on a thing needs no further lesson.
_TAUGHT = 100
# So many pairs of one person, and of two, must have been seen to count as much as what is usual.
_USUAL_SAME = 50
_USUAL_OTHER = 2000
_DIGITS = 6


def aspects_of(records: pa.Table) -> tuple[Aspect, ...]:
    """Return what can be compared: things that two records at least tell."""
    return tuple(a for a in ASPECTS if records.num_rows - records[a.needs].null_count > 1)


def pairs_of(records: pa.Table, block: Sequence[str]) -> int:
    """Return how many pairs of records share the values of some columns."""
    told = records.select(list(block)).drop_null()
    sizes = told.group_by(list(block)).aggregate([([], "count_all")])["count_all"]
    sizes = pc.cast(sizes, pa.int64())
    twice = pc.sum(pc.multiply(sizes, pc.subtract(sizes, 1))).as_py()
    return int(twice or 0) // 2


def learn(table: SplinkDataFrame, records: pa.Table, seed: int) -> Weights:
    """Learn how often one person's records, and two persons', are alike in each thing.

    Args:
        table: The records, registered with splink's door to the engine.
        records: The same, as ``compared.table`` gives them.
        seed: Start of the random numbers by which pairs of different persons are drawn.

    Returns:
        The shares of every level, mixed with what is usual as far as few pairs taught them, and
        rounded, so that the order in which an engine adds cannot be seen in them.
    """
    usual = Weights.usual()
    aspects = aspects_of(records)
    if records.num_rows < 2 or not aspects:
        return usual
    linker = Linker(
        table,
        settings(aspects, LESSONS[:1], usual),
        log_level=None,
    )
    linker.training.estimate_u_using_random_sampling(
        _RANDOM, seed=seed, min_count_per_level=None, num_chunks=1
    )
    seen = min(records.num_rows * (records.num_rows - 1) / 2, _RANDOM)
    other = {
        name: _mixed(found, usual.other[name], seen, _USUAL_OTHER)
        for name, found in _shares(linker, "u_probability").items()
    }
    lessons: dict[str, list[tuple[float, tuple[float, ...]]]] = {}
    for block in LESSONS:
        pairs = pairs_of(records, block)
        known = {name for name, told in lessons.items() if max(told)[0] > _TAUGHT}
        if pairs < _LEAST_LESSON or known >= {a.name for a in aspects if _free(a, block)}:
            continue
        pupil = Linker(
            table,
            settings(aspects, LESSONS[:1], Weights(usual.same, dict(usual.other) | other)),
            log_level=None,
        )
        session = pupil.training.estimate_parameters_using_expectation_maximisation(
            " and ".join(f"l.{c} = r.{c}" for c in block),
            estimate_without_term_frequencies=True,
            max_pairs=_LESSON if pairs > _LESSON else None,
        )
        share = session.core_model_settings.probability_two_random_records_match
        free = {c.output_column_name for c in session.core_model_settings.comparisons}
        for name, found in _shares(pupil, "m_probability").items():
            if name in free:
                lessons.setdefault(name, []).append((share * min(pairs, _LESSON), found))
    same = {}
    for name, taught in lessons.items():
        weight, found = max(taught)
        same[name] = _mixed(found, usual.same[name], weight, _USUAL_SAME)
    return Weights(dict(usual.same) | same, dict(usual.other) | other)


def _free(aspect: Aspect, block: Sequence[str]) -> bool:
    """Tell whether pairs that share some columns may still differ in an aspect."""
    conditions = " ".join([aspect.missing, *(level.condition for level in aspect.levels)])
    return not any(f"{column}_l" in conditions for column in block)


def _shares(linker: Linker, kind: str) -> Mapping[str, tuple[float, ...]]:
    """Read shares of levels from a linker; a level that was never met has none."""
    found = {}
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        levels = [v for v in comparison["comparison_levels"] if not v.get("is_null_level")]
        shares = [v.get(kind) for v in levels]
        found[comparison["output_column_name"]] = tuple(
            s if isinstance(s, float) else 0.0 for s in shares
        )
    return found


def _mixed(
    found: Sequence[float], usual: Sequence[float], seen: float, enough: float
) -> tuple[float, ...]:
    mixed = [(f * seen + u * enough) / (seen + enough) for f, u in zip(found, usual, strict=True)]
    whole = sum(mixed)
    return tuple(round(m / whole, _DIGITS) for m in mixed)
