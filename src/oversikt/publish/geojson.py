"""Incidents on the map, after RFC 7946, with the precision of every point beside it."""

import json
from typing import Any

from oversikt.publish import columns
from oversikt.publish.edition import Edition


def render(edition: Edition) -> str:
    """Return incidents as features; those without a place have no geometry, and are kept."""
    features = []
    for line in columns.incidents(edition):
        lat, lon = line.pop("lat"), line.pop("lon")
        point = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
        precision = line["where_prec"]
        properties = line | {
            "coarsened_to_degrees": columns.GRID.get(precision or 6) if point else None
        }
        features.append(
            {"type": "Feature", "id": line["id"], "geometry": point, "properties": properties}
        )
    plain: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if edition.notice:
        plain["notice"] = edition.notice
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode() + "\n"
