"""The overview for people and programs: terminal, page and files, victims' names covered.

``seal`` makes an ``Edition`` of the overview and its evidence; every format of ``FORMATS`` writes
one, and ``publish`` writes them all into a folder with a manifest of their digests.
"""

from oversikt.publish.command import publish
from oversikt.publish.edition import Edition, seal
from oversikt.publish.formats import FORMATS, printed, render

__all__ = ["FORMATS", "Edition", "printed", "publish", "render", "seal"]
