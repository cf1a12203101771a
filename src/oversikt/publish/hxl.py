"""Incidents with hashtags of the Humanitarian Exchange Language in the second row.

Source: HXL 1.1 core schema and hashtag dictionary (hxlstandard.org).
"""

from oversikt.publish import columns
from oversikt.publish.csv import lay
from oversikt.publish.edition import Edition

TAGS = {
    "id": "#event+id",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "country": "#country+code",
    "admin1": "#adm1+code",
    "admin1_name": "#adm1+name",
    "place": "#loc+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "where_prec": "#geo+precision",
    "killed_best": "#affected+killed",
    "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max",
    "wounded_best": "#affected+injured",
    "wounded_low": "#affected+injured+min",
    "wounded_high": "#affected+injured+max",
    "missing_best": "#affected+missing",
    "abducted_best": "#affected+abducted",
    "cause": "#event+type",
    "actor": "#actor+name",
    "sources": "#meta+source+num",
    "grade": "#meta+grade",
    "urls": "#meta+url",
}


def render(edition: Edition) -> str:
    """Return incidents as CSV with a row of hashtags under the header."""
    tags = TAGS | ({"notice": "#meta+notice"} if edition.notice else {})
    return lay(list(tags), columns.incidents(edition), list(tags.values()))
