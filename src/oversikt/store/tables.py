"""The tables of the record, as the newest migration leaves them."""

import re

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

TROUBLE = re.compile("[\\\\\x00\ud800-\udfff]")
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    r"""Text of any kind, also with what databases refuse: NUL and lone surrogates.

    Those characters and the backslash are kept as ``\uXXXX`` and come back as they were.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what the database would refuse."""
        del dialect
        return value and TROUBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text as it was given."""
        del dialect
        return value and ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)


# SQLite numbers rows by itself only in a column of type INTEGER.
Position = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("position", Position, primary_key=True, autoincrement=True),
    Column("id", Words, nullable=False, unique=True),
    Column("digest", String(64), nullable=False),
    Column("text_digest", String(64), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("added", String(32), nullable=False),
    sqlite_autoincrement=True,
)

readings = Table(
    "readings",
    metadata,
    Column("report", Position, ForeignKey("reports.position"), primary_key=True),
    Column("extractor", String(80), primary_key=True),
    Column("language", Words),
    Column("unread", Words),
)

claims = Table(
    "claims",
    metadata,
    Column("report", Position, ForeignKey("reports.position"), primary_key=True),
    Column("extractor", String(80), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String(40), nullable=False, index=True),
    Column("record", Text, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("record", Text, nullable=False),
    Column("day", String(10)),
)

# Every incident id ever given, and the claim by which it is found again.
names = Table(
    "names",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("born", Integer, nullable=False),
    Column("anchor", String(40), nullable=False),
)

# Which claims an incident id stood for when incidents were made last.
members = Table(
    "members",
    metadata,
    Column("incident", String(40), ForeignKey("names.id"), primary_key=True),
    Column("claim", String(40), primary_key=True),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("previous", String(64), nullable=False, unique=True),
    Column("action", String(20), nullable=False),
    Column("targets", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", String(40), nullable=False),
    Column("reason", Words, nullable=False),
)

skipped = Table(
    "skipped",
    metadata,
    Column("number", Position, primary_key=True, autoincrement=True),
    Column("source", Words, nullable=False),
    Column("line", BigInteger, nullable=False),
    Column("reason", Words, nullable=False),
    sqlite_autoincrement=True,
)

# Single facts about the record: the digest of what the incidents were last made from.
state = Table(
    "state",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

# Lists of people: what was said of each, with the digest of that and of all its rows.
lists = Table(
    "lists",
    metadata,
    Column("name", Words, primary_key=True),
    Column("declaration", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("added", String(32), nullable=False),
)

# The rows of those lists. Names of people on lists stand here and nowhere else.
sealed = Table(
    "sealed",
    metadata,
    Column("list", Words, ForeignKey("lists.name"), primary_key=True),
    Column("rec", Words, primary_key=True),
    Column("body", Text, nullable=False),
)
