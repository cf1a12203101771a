"""From a report to its claims: who is said to be harmed, how many, where, when, and who says so.

    reading = Reader().read(report)
    reading.claims          # tuple of Claim, in the order of the text
    reading.unread          # why the report could not be read, or None

Reading is a pure function of one report, and a cascade of rooms: ``words`` cuts and marks, ``people``
counts, ``harm`` says what befell whom, ``sentences`` adds when, where and by whom told. Here the
sentences of a report become its claims. ``reader`` runs it all: ``spots`` finds the sentences that
matter, outside what ``pages`` and ``stories`` set aside; ``drafts`` makes claims of them (with
``victims``, ``when``, ``scope``, ``vicinity``), leaning on what the report has ``told`` before (``among``,
``carried``, ``dying``); ``fates``, ``retold`` and ``joins`` look over the whole; ``confidence`` says how
sure each is. ``model`` reads by a language model instead (``endpoint``, ``answers``), and ``evidence``
checks its words.
"""

from oversikt.claims.reader import Reader
from oversikt.claims.reading import Reading, Reads, confident

__all__ = ["Reader", "Reading", "Reads", "confident"]
