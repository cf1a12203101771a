"""What nobody recorded: estimates from the overlap of lists, or a refusal.

    capture table → gate → models → checks → estimate | refusal

``read_table`` reads a table of counts or of people; ``run`` asks the models and gives back an
``Estimate``: point, interval, draws, the range over models, every check in words, or why there is
no number. ``run_strata`` does so for each stratum and adds up those that have one; ``pool`` joins
estimates of one total from several linkages. Names never enter: a table holds counts.

    >>> from oversikt import estimate
    >>> table = estimate.CaptureTable.of("ABC", {"100": 30, "010": 20, "001": 9, "110": 6})
    >>> estimate.run(table, models="chao").status
    'refused'
"""

from oversikt.estimate.checks import coverage, gate
from oversikt.estimate.reading import Membership, read_table, read_tables, tables_of
from oversikt.estimate.result import Check, Estimate, Fit, Interval
from oversikt.estimate.run import MODELS, run
from oversikt.estimate.strata import Pooled, Strata, pool, run_strata
from oversikt.estimate.table import CaptureTable
from oversikt.estimate.watch import Watch

__all__ = [
    "MODELS",
    "CaptureTable",
    "Check",
    "Estimate",
    "Fit",
    "Interval",
    "Membership",
    "Pooled",
    "Strata",
    "Watch",
    "coverage",
    "gate",
    "pool",
    "read_table",
    "read_tables",
    "run",
    "run_strata",
    "tables_of",
]
