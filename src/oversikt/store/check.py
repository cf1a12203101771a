"""Whether a record is whole: the database, the words, the quotes and the chain."""

import json
import zlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from oversikt.records import Claim, Decision, Report
from oversikt.store import archive, chain, tables


def faults(
    engine: Engine, pages: Iterable[Row[Any]], chained: Iterable[tuple[Decision, str]]
) -> list[str]:
    """Return one sentence for each thing in a record that is not as it should be.

    Args:
        engine: The database.
        pages: All rows of reports.
        chained: Decisions in order, each with the digest that it names as the one before.
    """
    found: list[str] = []
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            checks = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            found += [f"database: {line}" for line in checks if line != "ok"]
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            found += [f"database: row of {row[0]} without its report" for row in broken]
        for row in pages:
            try:
                report = archive.unpack(row.body)
            except (OSError, EOFError, zlib.error, ValueError, TypeError) as error:
                found.append(f"report {row.id!r}: cannot be unpacked: {error}")
                continue
            if row.digest != archive.digest_of(report) or row.text_digest != report.text_digest:
                found.append(f"report {row.id!r}: its words are not those that were added")
            found += _unfounded(connection, row.position, report)
    return found + chain.breaks(chained)


def _unfounded(connection: Connection, position: int, report: Report) -> list[str]:
    """Return a sentence for each claim whose quote is not in its report."""
    t = tables.claims.c
    rows = connection.execute(select(t.record).where(t.report == position).order_by(t.number))
    found = []
    for claim in (Claim.from_json(json.loads(row.record)) for row in rows):
        text = report.title if claim.field == "title" else report.text
        if text is None or text[claim.start : claim.end] != claim.quote:
            found.append(f"claim {claim.id}: its quote is not in report {report.id!r}")
    return found
