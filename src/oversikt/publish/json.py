"""The overview as one JSON object, with the ids of the incidents behind every number."""

import json
from typing import Any

from oversikt.publish.edition import Edition


def render(edition: Edition) -> str:
    """Return the overview as JSON, a lone surrogate as an escape."""
    plain: dict[str, Any] = {"notice": edition.notice, "month": edition.month}
    plain |= edition.overview.to_json()
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"
