"""The command line: parse, call one function, print.

Exit status: 0 done, 1 nothing could be read, 2 wrong usage, 3 done but some input was skipped,
130 stopped by Ctrl-C. Every command lives in the module of its kind; what it does is done by one
function of the pipeline or of a stage, imported when the command runs.
"""

from oversikt.cli import streams, results, workspace, rulings, lists, estimates  # noqa: F401, I001 - help's order
from oversikt.cli.frame import app, main

__all__ = ["app", "main"]
