"""The record on PostgreSQL, through the same statements.

Runs on a server of its own where PostgreSQL is installed, or on the empty database that
``TEST_POSTGRES`` names, such as ``postgresql+psycopg://me@127.0.0.1/empty``.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from oversikt.records import Claim, ClaimRole, Decision, Incident, Report, Skipped, Tally
from oversikt.store import Record, tables


@pytest.fixture
def record(tmp_path: Path, database: str) -> Iterator[Record]:
    """An empty record on the server."""
    with Record.create(tmp_path / "w", database) as made:
        yield made
        with made._engine.begin() as connection:
            tables.metadata.drop_all(connection)
            connection.exec_driver_sql("DROP TABLE alembic_version")


class Reading:
    """What a reader gave."""

    claims = (Claim("c", "r\x00\ud800\\u0041", "text", 0, 4, "Nine", "killed", "exact", 9, 9),)
    unread = None
    language = "en"


def test_the_record_holds_on_postgresql_what_it_holds_on_sqlite(record: Record) -> None:
    report = Report("r\x00\ud800\\u0041", "Nine \x00 \udfff")
    assert record.add([report, report]) == type(record.add([]))(1, 1)
    record.save_claims(report, Reading())
    assert (list(record.reports()), list(record.unread())) == ([report], [])
    assert list(record.claims()) == list(Reading.claims)
    incident = Incident("i", (report.id,), (ClaimRole("c", "recommended"),),
                        {"killed": Tally(9, 9, 9)})  # fmt: skip
    record.save_incidents([incident], "minmax")
    assert record.incidents() == (incident,)
    assert record.is_linked("minmax")
    record.skip([Skipped("a\x00", "b", 1)] * 2)
    assert record.skipped() == (Skipped("a\x00", "b", 1),)
    assert record.verify() == []
    with record._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_two_that_decide_at_once_wait_for_each_other(record: Record) -> None:
    def decide(name: str) -> None:
        with Record.open(record.workspace) as mine:
            for n in range(10):
                mine.decide(Decision("", "grade", ("i",), "fair", name, "2013-07-01", str(n)))

    with ThreadPoolExecutor(2) as both:
        list(both.map(decide, "AB"))
    assert len(record.decisions()) == 20
    assert record.verify() == []
