"""The formats by name, each from an edition to the bytes of one file."""

from collections.abc import Callable, Mapping, Sequence

from oversikt.errors import UsageError
from oversikt.publish import csv, geojson, html, hxl, json, parquet, table
from oversikt.publish.edition import Edition, seal
from oversikt.records import Claim, Incident, Overview, Report

FORMATS: Mapping[str, Callable[[Edition], str | bytes]] = {
    "table": table.render,
    "csv": csv.render,
    "json": json.render,
    "geojson": geojson.render,
    "hxl": hxl.render,
    "parquet": parquet.render,
    "html": html.render,
}

FILES: Mapping[str, Callable[[Edition], str | bytes]] = {
    "overview.txt": table.render,
    "overview.csv": csv.render,
    "overview.json": json.render,
    "overview.parquet": parquet.render,
    "overview.html": html.render,
    "incidents.csv": csv.render_incidents,
    "incidents.hxl.csv": hxl.render,
    "incidents.geojson": geojson.render,
    "incidents.parquet": parquet.render_incidents,
}
"""What a published folder holds, besides its manifest."""


def render(edition: Edition, form: str) -> bytes:
    """Return an edition in one format, as UTF-8 where it is text.

    Raises:
        UsageError: When no format has that name.
    """
    if form not in FORMATS:
        raise UsageError(f"format: {form!r} is unknown; use {', '.join(FORMATS)}")
    return encoded(FORMATS[form](edition))


def printed(
    form: str,
    overview: Overview,
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    reports: Sequence[Report],
) -> str:
    """Return an overview as text in one format, victims' names covered, ready to be printed.

    Raises:
        UsageError: When no format has that name, or it is not text.
    """
    if form == "parquet":
        raise UsageError("format: parquet is not text; oversikt publish writes it into a file")
    return render(seal(overview, incidents, claims, reports), form).decode()


def encoded(made: str | bytes) -> bytes:
    """Return text as UTF-8, a lone surrogate as an escape."""
    return made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made
