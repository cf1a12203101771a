"""From a report to its claims: who is said to be harmed, how many, where, when, and who says so.

    reading = Reader().read(report)
    reading.claims          # tuple of Claim, in the order of the text
    reading.unread          # why the report could not be read, or None

Reading is a pure function of one report. The cascade: ``tokens`` cuts sentences and words, outside
what ``pages`` sets aside, ``marks`` looks the words up in the ``pack`` of the language (with
``lexicon`` and ``vocabulary``), ``quantities`` makes counts, ``groups`` makes groups of people (with
``uncounted``, ``people``, ``names``, ``neighbours``, ``lists``, ``identity``, ``ages``, ``labels``), ``clauses`` says what befell which
group (with ``harm``, ``distance``, ``beside``, ``sums``, ``parts``, ``figures``), ``dates``, ``where`` and ``sayings`` (with
``speakers``) say when, where and by whom told, ``drafts`` (with ``victims``) and ``joins`` make it claims,
and ``reader`` runs it all.
"""

from oversikt.claims.reader import Reader
from oversikt.claims.reading import Reading, Reads, confident

__all__ = ["Reader", "Reading", "Reads", "confident"]
