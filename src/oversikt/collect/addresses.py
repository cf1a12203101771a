"""Days that a report's address tells, where the report itself does not say when it was published.

Collected posts and pages often come without their date, and without it no "on Saturday" can be
read. Two kinds of address tell it for certain: the number of a post on X (Twitter) holds the
millisecond it was made in, and most news sites file their pages under year, month and day.
"""

import re
from datetime import UTC, date, datetime

# The first number of this form; earlier posts were numbered one by one.
# Source: Twitter, "Snowflake" (2010): milliseconds since EPOCH above 22 bits of worker and sequence.
FIRST_POST = 29_700_859_247
EPOCH = 1_288_834_974_657
BELOW = 22
_POST = re.compile(r"://(?:[\w-]+\.)?(?:x|twitter)\.com/[^/?#]+/status(?:es)?/(\d{11,19})(?!\d)")
_FILED = re.compile(
    r"://[^/?#]+/(?:[^?#]*/)?((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?=[/?#._-]|$)"
)


def published(address: str) -> str | None:
    """Return when the page of an address was published, as ISO 8601, or ``None``.

    Args:
        address: The report's ``url``.

    Returns:
        A time in UTC for a numbered post, a date for a page that is filed under one.
    """
    if post := _POST.search(address):
        number = int(post[1])
        if number >= FIRST_POST:
            moment = datetime.fromtimestamp(((number >> BELOW) + EPOCH) // 1000, UTC)
            return moment.isoformat().replace("+00:00", "Z")
    if filed := _FILED.search(address):
        try:
            return date(int(filed[1]), int(filed[3]), int(filed[4])).isoformat()
        except ValueError:
            return None
    return None
