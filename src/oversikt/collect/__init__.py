"""Files, pages and standard input, read into reports.

``Collection`` is the door: it walks the sources in the order given, yields one ``Report`` after
another without holding more than one in memory, and keeps an account of every line and file that
it could not read. What a report looks like on disk is known to the parts alone: ``lines`` for JSON
Lines, ``plain`` for text and ``pages`` for HTML.
"""

from oversikt.collect.sources import MAX_TEXT, Collection, Fill, Kind

__all__ = ["MAX_TEXT", "Collection", "Fill", "Kind"]
