"""Instants: times of publication as one clock tells them, so that they can be put in order."""

from datetime import UTC, datetime
from functools import lru_cache

# Characters of the day in an ISO time.
DAY = 10


@lru_cache(maxsize=100_000)
def instant(published: str | None) -> str:
    """Return an ISO time in the order of UTC, as text: "23:30-06:00" is after "01:00Z" of the next day.

    A day without an hour stands before all hours of that day, and what is no time as it is.
    """
    if not published or len(published) <= DAY:
        return published or ""
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return published
    if when.tzinfo is not None:
        try:
            when = when.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:
            return published
    return when.isoformat()
