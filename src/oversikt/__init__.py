"""From news reports in many languages to a sourced, checkable record of who was harmed.

The data's way goes in one direction, a stage a room of this package:

    collect → reports → claims → incidents → overview → publish
                                    ↑   ↘
                               decisions  estimate

``collect`` reads files, pages and archives into reports. ``claims`` reads each report, by itself,
into claims with the exact words that say them, by way of ``words``, ``people``, ``harm`` and
``sentences``; what it knows of a language stands as data in ``languages``, what it knows of places in
``places``. ``incidents`` gathers the claims that tell of
one event and keeps low, best and high. ``overview`` sums a month. ``estimate`` says from the
overlap of independent lists what nobody recorded, or refuses. ``publish`` writes the results,
names masked; ``store`` keeps the record and people's decisions; ``web`` is the review workbench.
``pipeline`` shows the whole way on one screen.
"""

from importlib.metadata import version

__version__ = version("oversikt")
__all__ = ["__version__"]
