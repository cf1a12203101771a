"""Lists of people come back as they were given, and their names stay in one table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from oversikt.errors import StoreError
from oversikt.settings import Settings
from oversikt.store import Record

ROWS = [("1", {"names": ["Kari Nordmann"], "age": 3}), ("2", {"names": ["سعيد \ud800"]})]
SAID = {"name": "a", "made_by": "A"}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """An empty record."""
    with Record.create(tmp_path / "w", Settings().store) as made:
        yield made


def test_a_list_comes_back_and_is_kept_once(record: Record) -> None:
    assert record.lists.add("a", SAID, ROWS) == 2
    assert record.lists.add("a", SAID, ROWS) is None
    assert record.lists.declared() == {"a": SAID}
    assert record.lists.sizes() == {"a": 2}
    assert list(record.lists.rows(["a"])) == [("a", rec, plain) for rec, plain in ROWS]
    assert list(record.lists.rows(["b"])) == []


def test_another_list_of_that_name_is_refused_and_nothing_changes(record: Record) -> None:
    record.lists.add("a", SAID, ROWS)
    before = record.lists.digests(["a"])
    with pytest.raises(StoreError, match="--release-of a"):
        record.lists.add("a", SAID, ROWS[:1])
    assert record.lists.digests(["a"]) == before


def test_a_list_that_breaks_off_is_not_kept(record: Record) -> None:
    def broken() -> Iterator[tuple[str, dict[str, list[str]]]]:
        yield "1", {"names": ["Kari Nordmann"]}
        raise OSError("the file ends here")

    with pytest.raises(OSError, match="ends here"):
        record.lists.add("a", SAID, broken())
    assert record.lists.declared() == {}


def test_names_stand_in_the_sealed_table_alone(record: Record) -> None:
    record.lists.add("a", SAID, ROWS)
    with record._engine.connect() as connection:
        for table in inspect(record._engine).get_table_names():
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - our own
            assert ("Nordmann" in str(rows)) == (table == "sealed")
