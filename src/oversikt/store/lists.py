"""Lists of people in the record: what was said of each list, and its rows in a sealed table.

The sealed table is the one place where names of people on lists are kept. Nothing that publishes
reads it; linking does, and gives out marks of records and no names.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select

from oversikt.errors import StoreError
from oversikt.store import tables
from oversikt.store.engine import insert_all

Row = tuple[str, Mapping[str, Any]]
"""A row's id within its list, and what the list says of the person."""

_PAGE = 5000
_ESTIMATES = "estimates"


class Lists:
    """The lists of people that a record holds.

    Args:
        reader: Engine of the store.
        writer: The same, for transactions that write.
    """

    def __init__(self, reader: Engine, writer: Engine) -> None:
        self._reader = reader
        self._writer = writer

    def add(self, name: str, declaration: Mapping[str, Any], rows: Iterable[Row]) -> int | None:
        """Keep a list, in one transaction.

        Args:
            name: Its name in the record.
            declaration: What is said of it.
            rows: Its rows, ids all different.

        Returns:
            How many rows it has; ``None`` where the record holds this very list already.

        Raises:
            StoreError: Another list has that name.
        """
        t, sealed = tables.lists, tables.sealed
        said = json.dumps(declaration, sort_keys=True)
        seen = hashlib.sha256(said.encode())
        kept = 0
        with self._writer.begin() as connection:
            known = connection.execute(select(t.c.digest).where(t.c.name == name)).scalar()
            stream = ((rec, json.dumps(plain, sort_keys=True)) for rec, plain in rows)
            if known is None:
                now = datetime.now(UTC).isoformat(timespec="seconds")
                row = {"name": name, "declaration": said, "digest": "", "added": now}
                connection.execute(insert(t).values(row))
            while part := list(islice(stream, _PAGE)):
                for rec, body in part:
                    seen.update(f"\x1e{rec}\x1f{body}".encode("utf-8", "surrogatepass"))
                if known is None:
                    insert_all(
                        connection,
                        sealed,
                        ({"list": name, "rec": rec, "body": body} for rec, body in part),
                    )
                kept += len(part)
            digest = seen.hexdigest()
            if known is None:
                connection.execute(t.update().where(t.c.name == name).values(digest=digest))
                return kept
        if known != digest:
            raise StoreError(
                f"another list is called {name!r} in this record; a newer state of it gets a name "
                f"of its own, with --release-of {name}"
            )
        return None

    def declared(self) -> dict[str, dict[str, Any]]:
        """Return what was said of each list, by its name."""
        query = select(tables.lists.c.name, tables.lists.c.declaration).order_by(
            tables.lists.c.name
        )
        with self._reader.connect() as connection:
            return {row.name: json.loads(row.declaration) for row in connection.execute(query)}

    def sizes(self) -> dict[str, int]:
        """Return how many people each list holds."""
        t = tables.sealed.c
        query = select(t.list, func.count().label("people")).group_by(t.list)
        with self._reader.connect() as connection:
            return {row.list: int(row.people) for row in connection.execute(query)}

    def rows(self, names: Iterable[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield the rows of some lists: list, id, and what the list says of the person."""
        t = tables.sealed.c
        query = (
            select(t.list, t.rec, t.body)
            .where(t.list.in_(sorted(set(names))))
            .order_by(t.list, t.rec)
        )
        with self._reader.connect() as connection:
            for row in connection.execution_options(yield_per=_PAGE).execute(query):
                yield row.list, row.rec, json.loads(row.body)

    def keep_estimates(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep estimates for the overview, in the place of those kept before."""
        t = tables.state
        with self._writer.begin() as connection:
            connection.execute(delete(t).where(t.c.name == _ESTIMATES))
            value = json.dumps([dict(row) for row in rows], sort_keys=True)
            connection.execute(insert(t).values(name=_ESTIMATES, value=value))

    def estimates(self) -> list[dict[str, Any]]:
        """Return the estimates that were kept for the overview."""
        t = tables.state.c
        with self._reader.connect() as connection:
            value = connection.execute(select(t.value).where(t.name == _ESTIMATES)).scalar()
            return json.loads(value) if value else []

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digest of each of some lists: of its declaration and all its rows."""
        t = tables.lists.c
        query = select(t.name, t.digest).where(t.name.in_(sorted(set(names))))
        with self._reader.connect() as connection:
            return {row.name: row.digest for row in connection.execute(query)}
