"""Opening the database, and bringing it to the form of today."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from oversikt.errors import SettingsError, StoreError

# The newest migration; a test compares it with the folder. Kept here so that opening a record
# that is up to date does not import Alembic, which takes a third of a second.
NEWEST = "days"


def connect(address: str, workspace: Path) -> Engine:
    """Return the engine of an address; a relative SQLite path lies in the workspace.

    SQLite runs with a write-ahead log, so that readers do not wait for the writer, with foreign
    keys checked, and with every transaction on the disk before the next begins.

    Raises:
        SettingsError: The address is none, or its database driver is not installed.
    """
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite":
            if not url.database or url.database == ":memory:":
                raise SettingsError(f"store: {address!r} names no file")
            url = url.set(database=str(workspace / url.database))
        elif url.get_backend_name() != "postgresql":
            raise SettingsError(f"store: {address!r} is neither sqlite nor postgresql")
        engine = create_engine(url)
    except ArgumentError as error:
        known = "sqlite:///oversikt.sqlite or postgresql+psycopg://user@host/name"
        raise SettingsError(f"store: {address!r} is no address such as {known}") from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise SettingsError(
            f"store: the driver for {address.split(':', maxsplit=1)[0]!r} is not installed; "
            "PostgreSQL needs: pip install 'oversikt[postgres]'"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine for transactions that write: SQLite then waits at their start."""
    return engine.execution_options(writing=True)


def insert_all(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert many rows, a thousand at a time."""
    stream = iter(rows)
    while part := list(islice(stream, 1000)):
        connection.execute(insert(table), part)


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver would begin transactions at its own will
    for pragma in (
        "busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def step(engine: Engine) -> str | None:
    """Return the name of the last migration that a database has seen; ``None`` for a new one.

    Raises:
        StoreError: The database cannot be opened, or is none.
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return None if found is None else str(found)
    except DatabaseError as error:
        reason = str(error.orig).splitlines()[0]
        raise StoreError(f"the store {engine.url} cannot be opened: {reason}") from error


def migrate(engine: Engine) -> None:
    """Bring a database, new or old, to the form of today, in one transaction.

    Raises:
        StoreError: The database was made by a newer Oversikt.
    """
    from alembic import command  # noqa: PLC0415 - a third of a second, needed only here
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    try:
        with writing(engine).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"the store {engine.url} was made by another version of Oversikt; install the newest"
        ) from error
