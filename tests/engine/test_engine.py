"""Engines: whole scripts over Arrow tables, the same rows from each."""

import importlib.util

import pyarrow as pa
import pytest

from oversikt.engine import DuckEngine, open_engine
from oversikt.engine.script import statements
from oversikt.errors import UsageError

SCRIPT = """
-- Doubles; a comment may hold no semicolon that counts
CREATE OR REPLACE TEMP TABLE doubled AS
SELECT n, 2 * n AS twice FROM given;

SELECT n, twice FROM doubled ORDER BY n
"""
GIVEN = pa.table({"n": pa.array([3, 1, 2], pa.int32())})


def test_a_script_runs_statement_by_statement() -> None:
    engine = DuckEngine(threads=1)
    try:
        for _ in range(2):
            found = engine.run(SCRIPT, {"given": GIVEN})
            assert found.column("twice").to_pylist() == [2, 4, 6]
    finally:
        engine.close()


def test_statements_are_parted_without_their_comments() -> None:
    assert len(statements(SCRIPT)) == 2


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(UsageError, match="abacus"):
        open_engine("abacus")


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is not None, reason="Spark is installed: no refusal to see"
)
def test_spark_without_its_extra_says_what_to_install() -> None:
    with pytest.raises(UsageError, match=r"oversikt\[spark\]"):
        open_engine("local[2]")
