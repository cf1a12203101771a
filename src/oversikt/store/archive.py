"""Reports packed word for word, each under the digest of all that it says."""

import gzip
import hashlib
import json
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from oversikt.records import Report
from oversikt.store import tables


def keep(connection: Connection, report: Report) -> bool | None:
    """Insert a report; ``True`` where it is known, ``False`` where its id is another's."""
    t = tables.reports
    mine = digest_of(report)
    known = connection.execute(select(t.c.digest).where(t.c.id == report.id)).scalar()
    if known is not None:
        return bool(known == mine)
    row = {
        "id": report.id,
        "digest": mine,
        "text_digest": report.text_digest,
        "body": gzip.compress(json.dumps(report.to_json()).encode("ascii"), 6, mtime=0),
        "added": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    connection.execute(insert(t).values(row))
    return None


def digest_of(report: Report) -> str:
    """Return the digest of everything a report says, but not of when it was fetched."""
    plain = report.to_json()
    del plain["retrieved"]
    line = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode("ascii")).hexdigest()


def unpack(body: bytes) -> Report:
    """Return the report that was packed."""
    return Report(**json.loads(gzip.decompress(body)))
