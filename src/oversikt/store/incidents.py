"""Incidents in the record: put in the place of the old, all or some, under their lasting ids."""

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, Select, delete, func, insert, select

from oversikt.records import Incident
from oversikt.store import tables
from oversikt.store.engine import insert_all
from oversikt.store.identity import Name, settle

# Databases take so many values in one condition.
MOST = 500
NO_DAY = "9999"


def kept() -> Select[tuple[str]]:
    """Return the query for all incidents as they are kept, by day and id."""
    t = tables.incidents.c
    return select(t.record).order_by(func.coalesce(t.day, NO_DAY), t.id)


def ordered(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return incidents in the order in which they are kept."""
    return tuple(sorted(incidents, key=lambda one: (one.date_start or NO_DAY, one.id)))


def replace_all(connection: Connection, incidents: Collection[Incident]) -> tuple[Incident, ...]:
    """Put incidents in the place of all that there are."""
    settled, names = settle(tuple(incidents), list(_names(connection)))
    for table in (tables.members, tables.names, tables.incidents):
        connection.execute(delete(table))
    _insert(connection, settled, names, 0)
    return settled


def replace_some(
    connection: Connection, incidents: Collection[Incident], claims: Collection[str]
) -> tuple[Incident, ...]:
    """Put incidents in the place of those that hold any of some claims."""
    n, m, i = tables.names, tables.members, tables.incidents
    ids: set[str] = set()
    for some in _parts(claims):
        ids.update(connection.execute(select(n.c.id).where(n.c.anchor.in_(some))).scalars())
        ids.update(connection.execute(select(m.c.incident).where(m.c.claim.in_(some))).scalars())
    known = [name for some in _parts(ids) for name in _names(connection, some)]
    others = set(connection.execute(select(n.c.id)).scalars()) - ids
    born = connection.execute(select(func.max(n.c.born))).scalar() or 0
    settled, names = settle(tuple(incidents), known, others, born)
    for some in _parts(ids):
        connection.execute(delete(m).where(m.c.incident.in_(some)))
        connection.execute(delete(n).where(n.c.id.in_(some)))
        connection.execute(delete(i).where(i.c.id.in_(some)))
    last = connection.execute(select(func.max(i.c.number))).scalar()
    _insert(connection, settled, names, 0 if last is None else last + 1)
    return settled


def _insert(
    connection: Connection, incidents: Iterable[Incident], names: Collection[Name], first: int
) -> None:
    insert_all(
        connection,
        tables.names,
        ({"id": n.id, "born": n.born, "anchor": n.anchor} for n in names),
    )
    insert_all(
        connection,
        tables.members,
        ({"incident": n.id, "claim": c} for n in names for c in sorted(n.claims)),
    )
    rows = (
        {"number": number, "id": one.id, "day": one.date_start,
         "record": json.dumps(one.to_json())}
        for number, one in enumerate(incidents, first)
    )  # fmt: skip
    insert_all(connection, tables.incidents, rows)


def _names(connection: Connection, ids: Collection[str] | None = None) -> Iterator[Name]:
    """Yield incident ids that were given, all or some."""
    members, names = select(tables.members), select(tables.names)
    if ids is not None:
        members = members.where(tables.members.c.incident.in_(ids))
        names = names.where(tables.names.c.id.in_(ids))
    claims: dict[str, set[str]] = {}
    for row in connection.execute(members):
        claims.setdefault(row.incident, set()).add(row.claim)
    for row in connection.execute(names):
        yield Name(row.id, row.born, row.anchor, frozenset(claims.get(row.id, ())))


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(sorted(values))
    while part := list(islice(stream, MOST)):
        yield part


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep one fact about the record, in the place of the one kept before."""
    connection.execute(delete(tables.state).where(tables.state.c.name == name))
    connection.execute(insert(tables.state).values(name=name, value=value))


def remembered(connection: Connection, name: str) -> str | None:
    """Return a fact about the record, or ``None``."""
    query = select(tables.state.c.value).where(tables.state.c.name == name)
    value: str | None = connection.execute(query).scalar()
    return value


def standing(connection: Connection) -> tuple[str, ...]:
    """Return the names of what linking kept beside the record, the last first."""
    return tuple(json.loads(remembered(connection, "standing") or "[]"))
