"""Typed columns for notebooks and clusters: the overview's rows, and incidents."""

import io
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from oversikt.publish import columns
from oversikt.publish.edition import Edition

WHOLE = ("incidents", "sources", "uncounted_incidents", "where_prec")
REAL = ("single_source_share", "change_percent", "lat", "lon")


def render(edition: Edition) -> bytes:
    """Return the overview's rows as Parquet."""
    return _lay(columns.ROW, columns.rows(edition), edition)


def render_incidents(edition: Edition) -> bytes:
    """Return one line an incident as Parquet."""
    lines = list(columns.incidents(edition))
    return _lay(tuple(lines[0]) if lines else ("id",), lines, edition)


def _lay(names: tuple[str, ...], lines: Iterable[dict[str, Any]], edition: Edition) -> bytes:
    told = [*dict.fromkeys([*names, *(["notice"] if edition.notice else [])])]
    schema = pa.schema([(name, _type(name)) for name in told])
    if edition.notice:
        schema = schema.with_metadata({"notice": edition.notice})
    plain = [
        {k: v.encode("utf-8", "backslashreplace").decode() if isinstance(v, str) else v for k, v in line.items()}
        for line in lines
    ]  # fmt: skip
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(plain, schema=schema), out, compression="zstd")
    return out.getvalue()


def _type(name: str) -> pa.DataType:
    if name in REAL:
        return pa.float64()
    if name in WHOLE or name.endswith(("low", "best", "high")):
        return pa.int64()
    return pa.bool_() if name.endswith("open") else pa.string()
