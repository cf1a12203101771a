"""DuckDB in the process: the engine that everybody has."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from oversikt.engine.script import statements


class DuckEngine:
    """Runs scripts on a DuckDB database in memory.

    Args:
        threads: Number of threads; ``None`` uses every core. Results do not depend on it, since
            every script orders what it returns.
    """

    # Some five million rows for news texts; a larger slice is no faster, and holds more memory.
    room = 10_000

    def __init__(self, threads: int | None = None) -> None:
        self._base = duckdb.connect(":memory:")
        if threads is not None:
            self._base.execute(f"SET threads = {int(threads)}")

    def run(self, script: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """Run a script over tables and return what its last statement selects."""
        cursor = self._base.cursor()
        for name, table in tables.items():
            cursor.register(name, table)
        try:
            *views, last = statements(script)
            for statement in views:
                cursor.execute(statement)
            return cursor.sql(last).to_arrow_table()
        finally:
            for name in tables:
                cursor.unregister(name)
            cursor.close()

    def close(self) -> None:
        """Close the database."""
        self._base.close()
