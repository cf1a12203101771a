"""Spark, for records that one machine cannot hold; needs the extra ``oversikt[spark]``."""

import re
from collections.abc import Mapping

import pyarrow as pa

from oversikt.engine.script import statements
from oversikt.errors import UsageError

# Spark knows no temporary tables: a cached view is the same to those who read it.
MADE = re.compile(r"CREATE OR REPLACE TEMP TABLE (\w+) AS\s")
LOCAL_PARTS = "4"
# Spark in this process holds the rows that it is given; its default of 1 GiB is full at 100,000
# mentions.
LOCAL_MEMORY = "4g"


class SparkEngine:
    """Runs scripts on a Spark session.

    Args:
        master: Spark's master address, ``local[2]`` or ``spark://host:port``.

    Raises:
        UsageError: When pyspark is not installed.
    """

    # Each script takes seconds to start, so that few large slices are faster than many small ones.
    room = 100_000

    def __init__(self, master: str) -> None:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 - optional extra
        except ImportError as error:
            raise UsageError(
                f"engine {master}: Spark is not installed; install oversikt[spark]"
            ) from error
        builder = SparkSession.builder.master(master)
        if master.startswith("local"):
            # Two hundred parts, Spark's default, take minutes to start for a thousand rows.
            builder = builder.config("spark.sql.shuffle.partitions", LOCAL_PARTS)
            builder = builder.config("spark.driver.memory", LOCAL_MEMORY)
        self._session = (
            builder.appName("oversikt")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.execution.arrow.pyspark.enabled", "true")
            .config("spark.sql.ansi.enabled", "true")
            .getOrCreate()
        )

    def run(self, script: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        """Run a script over tables and return what its last statement selects."""
        for name, table in tables.items():
            self._session.createDataFrame(table).createOrReplaceTempView(name)
        *views, last = statements(script)
        kept = []
        for statement in views:
            made = MADE.match(statement)
            if made is None:
                self._session.sql(statement)
            else:
                kept.append(self._session.sql(statement[made.end() :]).cache())
                kept[-1].createOrReplaceTempView(made[1])
        found = self._session.sql(last).toArrow()
        for rows in kept:
            rows.unpersist()
        return found

    def close(self) -> None:
        """Stop the session."""
        self._session.stop()
