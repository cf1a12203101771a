"""The record of one workspace: what goes in, what comes out, and that it is whole."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, Self

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select
from sqlalchemy.exc import OperationalError

from oversikt import __version__
from oversikt.errors import InputError, StoreError
from oversikt.records import Claim, Decision, Incident, Report, Skipped
from oversikt.settings import FILE, TEMPLATE, Settings, load
from oversikt.store import archive, chain, check, engine, incidents, tables
from oversikt.store.engine import insert_all
from oversikt.store.lists import Lists
from oversikt.store.lock import lock
from oversikt.store.status import Added, Status

BATCH = 200


class Reading(Protocol):
    """What reading one report gave, as ``claims.Reader`` returns it."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of the text."""

    @property
    def unread(self) -> str | None:
        """Why the report was not read; ``None`` where it was."""

    @property
    def language(self) -> str | None:
        """The language it was read in."""


class Record:
    """A workspace's record, opened.

    Everything that writes does so in whole transactions, so a process may be killed at any moment
    and leaves a record that opens. Hold ``lock`` around longer work.

    Args:
        workspace: The folder with ``oversikt.toml``.
        database: Engine of the store, in the form of today.
        extractor: Name and version of the reader whose claims are meant; what another version has
            read stays beside.
    """

    def __init__(self, workspace: Path, database: Engine, extractor: str) -> None:
        self.workspace = workspace
        self.extractor = extractor
        self._engine = database
        self._writer = engine.writing(database)

    @classmethod
    def create(cls, workspace: Path, store: str, extractor: str = __version__) -> Self:
        """Make a workspace: folder, settings and an empty store.

        Raises:
            StoreError: The folder is a workspace already.
        """
        workspace.mkdir(parents=True, exist_ok=True)
        with lock(workspace, "init"):
            path = workspace / FILE
            if path.exists():
                raise StoreError(f"{workspace} is a workspace already; nothing was changed")
            database = engine.connect(store, workspace)
            engine.step(database)
            engine.migrate(database)
            path.write_text(TEMPLATE.replace("{store}", store), "utf-8")
        return cls(workspace, database, extractor)

    @classmethod
    def open(
        cls, workspace: Path, settings: Settings | None = None, extractor: str = __version__
    ) -> Self:
        """Open the record of a workspace, bringing an older one to the form of today.

        Raises:
            StoreError: It cannot be opened, or a newer Oversikt made it.
            SettingsError: The settings cannot be read.
        """
        settings = settings or load(workspace)
        database = engine.connect(settings.store, workspace)
        if engine.step(database) != engine.NEWEST:
            with lock(workspace, "migration"):
                engine.migrate(database)
        return cls(workspace, database, extractor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def lock(self, work: str) -> AbstractContextManager[None]:
        """Hold the workspace against other writers while the work lasts."""
        return lock(self.workspace, work)

    def add(self, reports: Iterable[Report]) -> Added:
        """Keep reports, word for word; those that are there already are left as they are.

        Two reports are the same where all but ``retrieved`` is: a page fetched again adds nothing.

        Args:
            reports: Any number; each 200 are one transaction.

        Returns:
            How many were new and known. A report whose id stands for other words is skipped.
        """
        new = known = 0
        refused: list[Skipped] = []
        stream = iter(reports)
        while batch := list(islice(stream, BATCH)):
            with self._writing() as connection:
                for report in batch:
                    outcome = archive.keep(connection, report)
                    new += outcome is None
                    known += outcome is True
                    if outcome is False:
                        reason = "another report with this id is in the record; give it an own id"
                        refused.append(Skipped(report.id, reason))
        return Added(new, known, tuple(refused))

    def skip(self, skipped: Iterable[Skipped]) -> None:
        """Keep the names of inputs that could not be read; they stand in the coverage."""
        with self._writing() as connection:
            for one in skipped:
                row = {"source": one.source, "line": one.line or 0, "reason": one.reason}
                known = select(tables.skipped.c.number).filter_by(**row)
                if connection.execute(known).first() is None:
                    connection.execute(insert(tables.skipped).values(row))

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the inputs that could not be read."""
        columns = tables.skipped.c
        query = select(columns.source, columns.line, columns.reason).order_by(columns.number)
        return tuple(Skipped(row.source, row.reason, row.line or None) for row in self._all(query))

    def reports(self) -> Iterator[Report]:
        """Yield all reports, in the order in which they were added."""
        return self._reports(only_unread=False)

    def unread(self) -> Iterator[Report]:
        """Yield the reports that this version of the reader has not read."""
        return self._reports(only_unread=True)

    def save_readings(self, readings: Iterable[tuple[Report, Reading]]) -> None:
        """Keep what was read out of some reports, in one transaction.

        Args:
            readings: Reports of this record, and what reading them gave.

        Raises:
            StoreError: A report is not in the record.
        """
        with self._writing() as connection:
            for report, reading in readings:
                self._save(connection, report, reading)

    def save_claims(self, report: Report, reading: Reading) -> None:
        """Keep what was read out of one report."""
        self.save_readings([(report, reading)])

    def forget(self) -> None:
        """Let go of what this version of the reader has read, so that all is read anew.

        For those who change a language pack. Reports and decisions stay as they are.
        """
        with self._writing() as connection:
            for table in (tables.claims, tables.readings):
                connection.execute(delete(table).filter_by(extractor=self.extractor))
            incidents.remember(connection, "standing", "[]")

    def claims(self) -> Iterator[Claim]:
        """Yield the claims that this version of the reader read, report by report."""
        t = tables.claims.c
        query = (
            select(t.report, t.number, t.record)
            .where(t.extractor == self.extractor)
            .order_by(t.report, t.number)
        )
        with self._engine.connect() as connection:
            for row in connection.execution_options(yield_per=BATCH).execute(query):
                yield Claim.from_json(json.loads(row.record))

    def unread_reasons(self) -> dict[str, int]:
        """Return how many reports could not be read to claims, by the reason."""
        t = tables.readings.c
        query = (
            select(t.unread, func.count().label("reports"))
            .where(t.extractor == self.extractor, t.unread.is_not(None))
            .group_by(t.unread)
        )
        found = {str(row.unread): int(row.reports) for row in self._all(query)}
        waiting = sum(1 for _ in self.unread())
        return dict(sorted((found | ({"not read yet": waiting} if waiting else {})).items()))

    def incidents(self) -> tuple[Incident, ...]:
        """Return the incidents as they were linked last."""
        rows = self._all(incidents.kept())
        return tuple(Incident.from_json(json.loads(row.record)) for row in rows)

    def is_linked(self, rule: str) -> bool:
        """Tell whether the incidents stand for all claims and decisions, under that rule."""
        with self._engine.connect() as connection:
            return incidents.remembered(connection, "linked") == self._basis(connection, rule)

    def linked_under(self) -> str | None:
        """Return the rule that the incidents were made under last, by this reader; else None."""
        with self._engine.connect() as connection:
            _, extractor, rule, *_ = json.loads(
                incidents.remembered(connection, "linked") or "[null, null, null]"
            )
        return rule if extractor == self.extractor else None

    def save_incidents(
        self,
        found: Iterable[Incident],
        rule: str,
        claims: Collection[str] | None = None,
        standing: str | None = None,
    ) -> tuple[Incident, ...]:
        """Put newly derived incidents in the place of the old, under their lasting ids.

        Args:
            found: All incidents there are, or those that took the place of some.
            rule: What they are counted under: the profile, and the least confidence.
            claims: The claims whose incidents are replaced; ``None`` for all.
            standing: Name of what linking keeps beside the record, to go on from next time.

        Returns:
            The incidents as they are kept, ids and ``previous_ids`` settled.
        """
        with self._writing() as connection:
            some = tuple(found)
            if claims is None:
                settled = incidents.replace_all(connection, some)
            else:
                settled = incidents.replace_some(connection, some, claims)
            names = [standing, *incidents.standing(connection)[:1]] if standing else []
            incidents.remember(connection, "standing", json.dumps(names))
            incidents.remember(connection, "linked", self._basis(connection, rule))
        return incidents.ordered(settled)

    def standing(self) -> tuple[str, ...]:
        """Return the names of what linking kept last, and before that: a run may end in between."""
        with self._engine.connect() as connection:
            return incidents.standing(connection)

    def read_ids(self) -> list[str]:
        """Return the ids of the reports that this version of the reader has read, as added."""
        t, r = tables.reports.c, tables.readings.c
        query = (
            select(t.id)
            .join(tables.readings, r.report == t.position)
            .where(r.extractor == self.extractor)
            .order_by(t.position)
        )
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def evidence(self, ids: Iterable[str]) -> tuple[list[Report], list[Claim]]:
        """Return some reports and what this version of the reader read in them."""
        t, c = tables.reports.c, tables.claims.c
        reports: list[Report] = []
        claims: list[Claim] = []
        stream = iter(ids)
        while some := list(islice(stream, BATCH)):
            rows = self._all(select(t.position, t.body).where(t.id.in_(some)).order_by(t.position))
            reports += [archive.unpack(row.body) for row in rows]
            query = (
                select(c.record)
                .where(c.extractor == self.extractor, c.report.in_([r.position for r in rows]))
                .order_by(c.report, c.number)
            )
            claims += [Claim.from_json(json.loads(row.record)) for row in self._all(query)]
        return reports, claims

    def current(self, incident_id: str) -> str | None:
        """Return the id that an incident id, perhaps merged since, stands for now."""
        for incident in self.incidents():
            if incident_id == incident.id or incident_id in incident.previous_ids:
                return incident.id
        return None

    @property
    def lists(self) -> Lists:
        """The lists of people in the record."""
        return Lists(self._engine, self._writer)

    def decide(self, decision: Decision) -> Decision:
        """Append a decision to the chain.

        Args:
            decision: Its ``id`` is not used: the chain gives it.

        Returns:
            The decision under its id.

        Raises:
            InputError: It has no author or no reason.
        """
        for name in ("by", "reason", "at"):
            if not getattr(decision, name).strip():
                raise InputError("decision", f"needs '{name}': who rules, when and why is kept")
        t = tables.decisions
        with self._writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
                connection.exec_driver_sql("LOCK TABLE decisions IN EXCLUSIVE MODE")
            last = connection.execute(select(t).order_by(t.c.number.desc()).limit(1)).first()
            previous = last.id if last else chain.START
            kept = replace(decision, id=chain.link(decision, previous))
            row = chain.row_of(kept, previous, last.number + 1 if last else 1)
            connection.execute(insert(t).values(row))
        return kept

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions, in the order in which they were made."""
        return tuple(decision for decision, _ in self._chained())

    def status(self, rule: str) -> Status:
        """Count what the record holds."""
        with self._engine.connect() as connection:

            def count(table: Any, *where: Any) -> int:
                query = select(func.count()).select_from(table).where(*where)
                return int(connection.execute(query).scalar_one())

            reports = count(tables.reports)
            read = count(tables.readings, tables.readings.c.extractor == self.extractor)
            return Status(
                reports=reports,
                unread=reports - read,
                claims=count(tables.claims, tables.claims.c.extractor == self.extractor),
                incidents=count(tables.incidents),
                decisions=count(tables.decisions),
                skipped=count(tables.skipped),
                linked=self.is_linked(rule),
            )

    def verify(self) -> list[str]:
        """Check that the record is whole, and return one sentence for each thing that is not.

        Every report's words are unpacked and compared with their digests, every claim's quote is
        looked up in its report, the decisions' chain is followed, and SQLite's own check is run.
        """
        return check.faults(self._engine, self._pages(only_unread=False), self._chained())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that writes; what the database refuses is told in one line."""
        try:
            with self._writer.begin() as connection:
                yield connection
        except OperationalError as error:
            reason = str(error.orig).splitlines()[0]
            raise StoreError(
                f"the store cannot be written to, nothing changed: {reason}"
            ) from error

    def _save(self, connection: Connection, report: Report, reading: Reading) -> None:
        query = select(tables.reports.c.position).where(tables.reports.c.id == report.id)
        position = connection.execute(query).scalar()
        if position is None:
            raise StoreError(f"report {report.id!r} is not in the record; add it first")
        key = {"report": position, "extractor": self.extractor}
        for table in (tables.claims, tables.readings):
            connection.execute(delete(table).filter_by(**key))
        row = {**key, "language": reading.language, "unread": reading.unread}
        connection.execute(insert(tables.readings).values(row))
        rows = (
            {**key, "number": number, "id": claim.id, "record": json.dumps(claim.to_json())}
            for number, claim in enumerate(reading.claims)
        )
        insert_all(connection, tables.claims, rows)

    def _reports(self, *, only_unread: bool) -> Iterator[Report]:
        return (archive.unpack(row.body) for row in self._pages(only_unread=only_unread))

    def _pages(self, *, only_unread: bool) -> Iterator[Row[Any]]:
        """Yield rows of reports a page at a time, so that no transaction stays open between."""
        t = tables.reports
        query = select(t).order_by(t.c.position).limit(BATCH)
        if only_unread:
            r = tables.readings
            done = select(r.c.report).where(r.c.extractor == self.extractor)
            query = query.where(t.c.position.not_in(done))
        last = 0
        while rows := self._all(query.where(t.c.position > last)):
            yield from rows
            last = rows[-1].position

    def _chained(self) -> list[tuple[Decision, str]]:
        rows = self._all(select(tables.decisions).order_by(tables.decisions.c.number))
        return [chain.decision_of(row) for row in rows]

    def _basis(self, connection: Connection, rule: str) -> str:
        """Name what incidents are made from: the reader, what it has read, the last decision."""
        r, d = tables.readings, tables.decisions
        read = connection.execute(
            select(func.count(), func.max(r.c.report)).where(r.c.extractor == self.extractor)
        ).one()
        last = connection.execute(select(d.c.id).order_by(d.c.number.desc()).limit(1)).scalar()
        return json.dumps([__version__, self.extractor, rule, *read, last])

    def _all(self, query: Any) -> list[Row[Any]]:
        with self._engine.connect() as connection:
            return list(connection.execute(query).all())
