"""Which records may be of one person: candidates, their weights, and the chance of each link."""

import math
from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker

from oversikt.errors import UsageError
from oversikt.lists import compared
from oversikt.lists.learning import aspects_of, learn, pairs_of
from oversikt.lists.model import BLOCKS, NEUTRAL, SHARPER, Aspect, Weights, settings
from oversikt.lists.odds import Links, refined
from oversikt.lists.people import Listed

# Pairs for each record that one block may give before it is sharpened or left out. With 6 rather
# than 12, a million made-up persons are linked in two thirds of the time, with the same recall.
_CROWDED = 6
# Bits below an even chance down to which a pair is kept: links drawn at random need the unlikely.
_DEPTH = 7.0


def link(
    people: Sequence[Listed],
    unique: Sequence[str] = (),
    engine: str = "duckdb",
    seed: int = 1,
) -> Links:
    """Find the pairs of records that may be of one person, within lists and between them.

    Args:
        people: Rows of all lists, in the order of their marks.
        unique: Lists on which nobody stands twice; their own rows are not compared.
        engine: ``duckdb``, ``local[2]`` (Spark in this process) or ``spark://host:port``.
        seed: Start of the random numbers.

    Returns:
        The pairs, in order.

    Raises:
        UsageError: No engine has that name, or Spark is not installed.
    """
    records = compared.table(people)
    table = _door(engine).register(records.drop_columns(["list"]), dataset_display_name="people")
    weights = learn(table, records, seed)
    aspects, blocks = aspects_of(records), plan(records)
    if not aspects or not blocks:
        return Links.none(weights)
    linker = Linker(table, settings(aspects, blocks, weights), log_level=None)
    neutral = math.log2(NEUTRAL / (1 - NEUTRAL))
    # A record has one fellow on another list at most, so a link's odds by chance are below 1/n.
    least = max(math.log2(len(people)) - _DEPTH, 0.0)
    scored: Any = linker.inference.predict(threshold_match_weight=least + neutral)
    found = scored.as_pyarrow_table()
    lists = np.array(records["list"].to_pylist())
    left, right = found["id_l"].to_numpy(), found["id_r"].to_numpy()
    keep = ~((lists[left] == lists[right]) & np.isin(lists[left], list(unique)))
    order = np.flatnonzero(keep)[np.lexsort((right[keep], left[keep]))]
    left, right = left[order].astype(np.int64), right[order].astype(np.int64)
    likeness = {a.name: _levels(found, a, weights, order) for a in aspects}
    rarity = {
        a.name: np.round(found[f"mw_tf_adj_{a.name}"].to_numpy()[order], 2)
        for a in aspects
        if f"mw_tf_adj_{a.name}" in found.column_names
    }
    return refined(Links(left, right, likeness, rarity, weights), lists)


def _levels(
    found: pa.Table, aspect: Aspect, weights: Weights, order: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Return which level each pair reached, -1 where one of the two does not tell."""
    bits = found[f"mw_{aspect.name}"].to_numpy()[order]
    own = np.log2(np.array(weights.same[aspect.name]) / np.array(weights.other[aspect.name]))
    levels: NDArray[np.int8] = np.abs(bits[:, None] - own).argmin(axis=1).astype(np.int8)
    return np.where(bits == 0, np.int8(-1), levels)


def plan(records: pa.Table) -> list[tuple[str, ...]]:
    """Return the blocks that give candidates without giving too many.

    A block whose columns no record tells falls away; one that gives too many pairs is sharpened
    by age, sex, month and place, in this order, as far as these are told.
    """
    told = {name for name in records.schema.names if records[name].null_count < records.num_rows}
    most = _CROWDED * records.num_rows
    chosen: list[tuple[str, ...]] = []
    for block in BLOCKS:
        if not set(block) <= told:
            continue
        for sharper in (block, *((*block, s) for s in SHARPER if s in told and s not in block)):
            if 0 < pairs_of(records, sharper) <= most:
                chosen.append(sharper)
                break
    return [b for b in chosen if not any(set(c) < set(b) for c in chosen)]


def _door(engine: str) -> Any:
    """Return splink's door to an engine; both run the statements that splink writes."""
    if engine == "duckdb":
        return DuckDBAPI(duckdb.connect(":memory:"))
    if engine.startswith(("local", "spark://")):
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 - Spark is an optional extra
            from splink import SparkAPI  # noqa: PLC0415
        except ImportError as error:
            raise UsageError(
                f"engine {engine}: Spark is not installed; install oversikt[spark]"
            ) from error
        session = (
            SparkSession.builder.master(engine)
            .appName("oversikt")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        door: Any = SparkAPI
        # Splink's own way with a local Spark writes checkpoints to a folder that nobody set.
        return door(
            spark_session=session,
            register_udfs_automatically=False,
            break_lineage_method="persist",
        )
    raise UsageError(f"engine: {engine!r} is unknown; use duckdb, local[N] or spark://host:port")
