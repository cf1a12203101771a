"""Lists of people, and who on them is one person.

    file → rows → names folded → candidates → odds of each link → persons

``mapped`` and ``read`` take a list from a CSV file; ``linked`` links several lists, within each
and between them, and gives back a ``Linkage``: every record with the person it is taken for, every
link with its odds and reasons, and other groupings drawn by their chance. Names stay here and in
the sealed table of the record; what leaves are marks of records, ids of persons, and reasons that
hold no name. Nothing here knows of incidents: a list is evidence of its own, beside the reports.
"""

from oversikt.lists.columns import FIELDS, Mapped, mapped, read
from oversikt.lists.people import Declaration, Listed, independent, no_estimate

__all__ = [
    "FIELDS",
    "Declaration",
    "Listed",
    "Mapped",
    "independent",
    "mapped",
    "no_estimate",
    "read",
]
