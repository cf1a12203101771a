"""The record keeps what it was given, adds nothing twice, and tells when it was touched."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oversikt.errors import InputError, SettingsError, StoreError
from oversikt.records import Claim, ClaimRole, Decision, Incident, Report, Skipped, Tally
from oversikt.settings import Settings
from oversikt.store import Record, engine, tables

ANY = st.text(st.characters(), max_size=60)  # control characters and lone surrogates too
OPTIONAL = st.none() | ANY
REPORTS = st.builds(Report, id=ANY, text=ANY, title=OPTIONAL, url=OPTIONAL, publisher=OPTIONAL)


@dataclass(frozen=True)
class Reading:
    """What a reader gave."""

    claims: tuple[Claim, ...] = ()
    unread: str | None = None
    language: str | None = "en"


REPORT = Report("r", "Three were killed.\x00 \ud83d", "Three killed")
CLAIM = Claim("c1", "r", "text", 0, 17, "Three were killed", "killed", "exact", 3, 3)
INCIDENT = Incident(
    "i1", ("r",), (ClaimRole("c1", "recommended"),), {"killed": Tally(3, 3, 3)}, grade="fair"
)
RULING = Decision("", "grade", ("i1",), {"grade": "fair"}, "A. Name", "2013-07-01", "two sources")


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """An empty record."""
    with Record.create(tmp_path / "w", Settings().store) as made:
        yield made


def test_what_is_added_comes_back_and_adds_nothing_twice(record: Record) -> None:
    reports = [REPORT, replace(REPORT, id="s", retrieved="2013-07-01")]
    assert record.add(reports) == type(record.add([]))(2, 0)
    again = [replace(report, retrieved="2020-01-01") for report in reports]
    assert record.add(again).known == 2
    assert list(record.reports()) == reports
    assert list(record.unread()) == reports


@given(st.lists(REPORTS, max_size=5, unique_by=lambda report: report.id))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_words_come_back_as_they_were(record: Record, reports: list[Report]) -> None:
    known = {report.id: report for report in record.reports()}
    fresh = [report for report in reports if report.id not in known]
    assert record.add(fresh).new == len(fresh)
    assert list(record.reports()) == [*known.values(), *fresh]
    assert record.verify() == []


def test_an_id_that_stands_for_other_words_is_refused(record: Record) -> None:
    added = record.add([REPORT, replace(REPORT, text="Four")])
    assert (added.new, len(added.skipped)) == (1, 1)
    assert "own id" in added.skipped[0].reason


def test_claims_are_kept_with_what_read_them(record: Record) -> None:
    other = Report("u", "?")
    record.add([REPORT, other])
    record.save_claims(REPORT, Reading((CLAIM,)))
    assert list(record.unread()) == [other]
    record.save_readings([(other, Reading(unread="no pack", language=None))])
    assert (list(record.claims()), list(record.unread())) == ([CLAIM], [])
    assert record.unread_reasons() == {"no pack": 1}
    newer = Record(record.workspace, record._engine, "another version")
    assert (list(newer.claims()), len(list(newer.unread()))) == ([], 2)
    record.forget()
    assert (list(record.claims()), len(list(record.unread()))) == ([], 2)


def test_a_report_that_was_not_added_cannot_be_read(record: Record) -> None:
    with pytest.raises(StoreError, match="add it first"):
        record.save_claims(REPORT, Reading())


def test_incidents_stand_until_something_new_is_known(record: Record) -> None:
    record.add([REPORT])
    record.save_claims(REPORT, Reading((CLAIM,)))
    assert not record.is_linked("minmax")
    record.save_incidents([INCIDENT], "minmax")
    assert record.incidents() == (INCIDENT,)
    assert record.is_linked("minmax")
    assert not record.is_linked("ucdp")
    record.decide(RULING)
    assert not record.is_linked("minmax")
    assert record.status("minmax").decisions == 1
    assert record.current("i1") == "i1"
    assert record.current("unheard of") is None


def test_decisions_are_a_chain(record: Record) -> None:
    made = [record.decide(replace(RULING, reason=f"reason {n} \ud800")) for n in range(3)]
    assert record.decisions() == tuple(made)
    assert len({decision.id for decision in made}) == 3
    assert record.verify() == []


@pytest.mark.parametrize("field", ["by", "reason", "at"])
def test_a_decision_needs_its_author_time_and_reason(record: Record, field: str) -> None:
    with pytest.raises(InputError, match=field):
        record.decide(replace(RULING, **{field: " "}))


TOUCHED = [
    ("UPDATE decisions SET reason = 'other' WHERE number = 2", "decision 2"),
    ("DELETE FROM decisions WHERE number = 2", "one is missing"),
    ("UPDATE reports SET body = x'00'", "cannot be unpacked"),
    ("UPDATE reports SET text_digest = '0'", "its words are not those"),
    ("UPDATE claims SET record = replace(record, 'Three were', 'Eight were')", "its quote"),
    ("DELETE FROM reports", "without its report"),
]


@pytest.mark.parametrize(("statement", "found"), TOUCHED)
def test_what_was_touched_from_outside_is_found(record: Record, statement: str, found: str) -> None:
    record.add([REPORT])
    record.save_claims(REPORT, Reading((CLAIM,)))
    for n in range(3):
        record.decide(replace(RULING, reason=str(n)))
    database = sqlite3.connect(record.workspace / "oversikt.sqlite")
    database.execute(statement)
    database.commit()
    database.close()
    assert any(found in line for line in record.verify())


def test_input_that_could_not_be_read_is_kept_once(record: Record) -> None:
    skipped = [Skipped("a.jsonl", "not JSON", 3), Skipped("b\ud800.pdf", "kind not known")]
    record.skip(skipped)
    record.skip(skipped)
    assert record.skipped() == tuple(skipped)


def test_a_second_writer_is_told_who_holds_the_workspace(record: Record) -> None:
    with (
        record.lock("run"),
        pytest.raises(StoreError, match=r"process \d+ \(oversikt run\)"),
        record.lock("add"),
    ):
        pass
    with record.lock("add"):
        pass


def test_a_workspace_is_not_made_twice(record: Record) -> None:
    with pytest.raises(StoreError, match="already"):
        Record.create(record.workspace, Settings().store)


def test_the_migrations_make_the_tables_that_the_code_knows(record: Record) -> None:
    with record._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    folder = ScriptDirectory(str(Path(engine.__file__).parent / "migrations"))
    assert folder.get_heads() == [engine.NEWEST]


def test_a_record_of_the_future_is_not_opened(record: Record) -> None:
    database = sqlite3.connect(record.workspace / "oversikt.sqlite")
    database.execute("UPDATE alembic_version SET version_num = 'beyond'")
    database.commit()
    database.close()
    with pytest.raises(StoreError, match="newest"):
        Record.open(record.workspace)


def test_a_file_that_is_no_database_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "oversikt.toml").write_text("")
    (tmp_path / "oversikt.sqlite").write_text("words, words, words" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Record.open(tmp_path)


@pytest.mark.parametrize(
    "address", ["", "nonsense", "mysql://host/x", "sqlite://", "oracle+none://h/x"]
)
def test_an_impossible_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match="store"):
        engine.connect(address, tmp_path)


def test_two_that_decide_at_once_make_one_chain(record: Record) -> None:
    def decide(name: str) -> None:
        with Record.open(record.workspace) as mine:
            for n in range(10):
                mine.decide(replace(RULING, by=name, reason=str(n)))

    with ThreadPoolExecutor(2) as both:
        list(both.map(decide, ["A", "B"]))
    assert len(record.decisions()) == 20
    assert record.verify() == []
