"""The flat columns that tables in files share: rows of the overview, and incidents."""

from collections.abc import Iterator
from typing import Any

from oversikt.overview import incident_month
from oversikt.publish.edition import Edition
from oversikt.records import INCIDENT_MEASURES, Incident, Place

ROW = (
    "month", "country", "admin1", "measure", "victim_status", "low", "best", "high", "open",
    "incidents", "sources", "single_source_share", "change_percent", "uncounted_incidents",
)  # fmt: skip
"""The overview's columns, as in the stream; ids of incidents stand in JSON and on the page."""

GRID = {3: 0.1, 4: 0.5, 5: 0.5, 6: 1.0, 7: 1.0}
"""Degrees that coordinates are rounded to, by ``where_prec``: a point must not look more exact than
what was told. 0.1 degree is about 11 km, a district; 0.5 about 55 km, a province."""


def rows(edition: Edition) -> Iterator[dict[str, Any]]:
    """Give the overview's rows, with the notice as a last column where there is one."""
    for row in edition.overview.rows:
        yield {name: getattr(row, name) for name in ROW} | _notice(edition)


def incidents(edition: Edition) -> Iterator[dict[str, Any]]:
    """Give one flat line an incident: when, where, how many, how sure, told by whom."""
    for incident in edition.incidents:
        place = incident.place or Place("")
        lat, lon = coordinates(place)
        line: dict[str, Any] = {
            "id": incident.id,
            "month": incident_month(incident),
            "date_start": incident.date_start,
            "date_end": incident.date_end,
            "date_precision": incident.date_precision,
            "date_basis": incident.date_basis,
            "country": place.country,
            "admin1": place.admin1,
            "admin1_name": place.admin1_name,
            "place": place.name or place.phrase or None,
            "lat": lat,
            "lon": lon,
            "where_prec": place.precision,
        }
        for measure in INCIDENT_MEASURES:
            tally = incident.counts.get(measure)
            for end in ("low", "best", "high", "open"):
                line[f"{measure}_{end}"] = getattr(tally, end) if tally else None
        civilian = incident.killed_by_status.get("civilian")
        line |= {
            f"killed_civilian_{e}": getattr(civilian, e, None) for e in ("low", "best", "high")
        }
        yield (
            line
            | {
                "cause": "; ".join(c.value for c in incident.cause) or None,
                "actor": "; ".join(a.value for a in incident.actor) or None,
                "sources": incident.sources,
                "grade": incident.grade,
                "profile": incident.profile,
                "reports": "; ".join(incident.reports),
                "urls": "; ".join(addresses(edition, incident)) or None,
            }
            | _notice(edition)
        )


def addresses(edition: Edition, incident: Incident) -> list[str]:
    """Return the addresses of the reports that tell of an incident."""
    found = (edition.reports[r].url for r in incident.reports if r in edition.reports)
    return [url for url in found if url]


def coordinates(place: Place) -> tuple[float | None, float | None]:
    """Return latitude and longitude, no more exact than the place was told.

    Source: UCDP GED codebook, ``where_prec``; ACCORD shows provinces only for the same reason.
    """
    if place.lat is None or place.lon is None:
        return None, None
    grid = GRID.get(place.precision or 6)
    if grid is None:
        return place.lat, place.lon
    return round(round(place.lat / grid) * grid, 1), round(round(place.lon / grid) * grid, 1)


def _notice(edition: Edition) -> dict[str, str]:
    return {"notice": edition.notice} if edition.notice else {}
