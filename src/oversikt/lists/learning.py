"""How often two different persons are alike in a thing, learned from pairs drawn at random.

The other half, how often two records of one person are, is learned in ``odds`` from all
candidates together. Splink's own lessons, each over the pairs of one block, were tried: with them
recall on real lists was two thousandths lower, and on small lists they failed where a level was
never met.
"""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from splink import Linker
from splink.internals.splink_dataframe import SplinkDataFrame

from oversikt.lists.model import ASPECTS, BLOCKS, Aspect, Weights, settings

# Pairs drawn at random; the rarest level, the same family's name, is then met some thousand times.
_RANDOM = 2e6
# So many pairs must have been seen to count as much as what is usual.
_USUAL = 2000
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
    """Learn how often two persons are alike in each thing.

    Args:
        table: The records, registered with splink's door to the engine.
        records: The same, as ``compared.table`` gives them.
        seed: Start of the random numbers by which pairs are drawn.

    Returns:
        The shares of every level, mixed with what is usual as far as few pairs taught them, and
        rounded, so that the order in which an engine adds cannot be seen in them.
    """
    usual = Weights.usual()
    aspects = aspects_of(records)
    if records.num_rows < 2 or not aspects:
        return usual
    linker = Linker(table, settings(aspects, BLOCKS[:1], usual), log_level=None)
    linker.training.estimate_u_using_random_sampling(
        _RANDOM, seed=seed, min_count_per_level=None, num_chunks=1
    )
    seen = min(records.num_rows * (records.num_rows - 1) / 2, _RANDOM)
    other = {
        name: _mixed(found, usual.other[name], seen) for name, found in _shares(linker).items()
    }
    return Weights(usual.same, dict(usual.other) | other, usual.kin)


def _shares(linker: Linker) -> Mapping[str, tuple[float, ...]]:
    """Read shares of levels from a linker; a level that was never met has none."""
    found = {}
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        levels = [v for v in comparison["comparison_levels"] if not v.get("is_null_level")]
        shares = [v.get("u_probability") for v in levels]
        found[comparison["output_column_name"]] = tuple(
            s if isinstance(s, float) else 0.0 for s in shares
        )
    return found


def _mixed(found: Sequence[float], usual: Sequence[float], seen: float) -> tuple[float, ...]:
    mixed = [(f * seen + u * _USUAL) / (seen + _USUAL) for f, u in zip(found, usual, strict=True)]
    whole = sum(mixed)
    return tuple(max(round(m / whole, _DIGITS), 10.0**-_DIGITS) for m in mixed)
