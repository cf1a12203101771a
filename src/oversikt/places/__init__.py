"""Places: names in nine languages, what they mean, and how exactly they are known.

    gazetteer = Gazetteer.load()
    found = gazetteer.match(tokens, start, "nb")        # longest name at a token, and its meanings
    context = gathered(all_mentions_of_the_report, nations)
    entry = resolve(found[1], replace(context, phrase=phrase))
    place(entry, phrase)                                # records.Place with where_prec

``nationality`` tells the country of words such as "irakisk" and "Iraqis". The data stands in
``gazetteer.bin`` (GeoNames, CLDR, ISO 3166-2) and ``supplement.tsv`` (ours), both credited in
``CREDITS.md``; ``add_geonames`` reads a whole GeoNames country dump for a workspace.
"""

from oversikt.places.context import (
    Context,
    apart,
    astray,
    gathered,
    homes,
    place,
    resolve,
    unlisted,
)
from oversikt.places.dump import add_geonames
from oversikt.places.gazetteer import Gazetteer
from oversikt.places.index import Entry
from oversikt.places.inflection import kind_told
from oversikt.places.names import fold
from oversikt.places.nationality import country, nationality

__all__ = [
    "Context", "Entry", "Gazetteer", "add_geonames", "apart", "astray", "country", "fold", "gathered", "homes", "kind_told",
    "nationality", "place", "resolve", "unlisted",
]  # fmt: skip
