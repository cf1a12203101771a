"""What runs the set operations: DuckDB inside the process by default, Spark where that is asked.

An engine takes whole SQL statements, which stand in ``.sql`` files beside the stage that owns
them, and Arrow tables; it gives Arrow tables. Nothing else of an engine is visible to a stage, so
the same statements run on every engine. They keep to integers and to exact double arithmetic,
for the same rows out of each.
"""

from collections.abc import Mapping
from typing import Protocol

import pyarrow as pa

from oversikt.engine.duck import DuckEngine
from oversikt.errors import UsageError

__all__ = ["DuckEngine", "Engine", "open_engine"]


class Engine(Protocol):
    """What a stage needs of an engine: tables in, statements, one table out."""

    @property
    def room(self) -> int:
        """How many reports' work it is best given at once."""
        ...

    def run(self, script: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """Run a script over tables and return what its last statement selects.

        Args:
            script: SQL statements parted by semicolons; all but the last make views or tables.
            tables: Arrow tables by the name that the script knows them under.

        Returns:
            The rows of the last statement, in the order that it asks for.
        """
        ...

    def close(self) -> None:
        """Free what the engine holds."""
        ...


def open_engine(name: str = "duckdb") -> Engine:
    """Return the engine of a name.

    Args:
        name: ``duckdb``, ``local[2]`` (Spark in this process, two threads) or ``spark://host:port``.

    Raises:
        UsageError: When no engine has that name, or Spark is not installed.
    """
    if name == "duckdb":
        return DuckEngine()
    if name.startswith(("local", "spark://")):
        from oversikt.engine.spark import SparkEngine  # noqa: PLC0415 - Spark is an optional extra

        return SparkEngine(name)
    raise UsageError(f"engine: {name!r} is unknown; use duckdb, local[N] or spark://host:port")
