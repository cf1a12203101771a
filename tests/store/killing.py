"""Kills ``oversikt run`` at drawn moments; ``test_killed.py`` starts this as a program.

Everything is imported once, and each run is forked from here, so that a run takes a fraction of
a second. Half of the moments are drawn by the clock, half by the number of SQL statements done,
since the writing takes so little of the time that the clock seldom meets it.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from pathlib import Path

from sqlalchemy import Engine, event

import oversikt.incidents  # noqa: F401 - imported here once instead of in every run
from oversikt import pipeline  # noqa: F401
from oversikt.cli import main


def run(workspace: Path, statements: int | None = None, seconds: float | None = None) -> int:
    """Fork an ``oversikt run`` and kill it; return how it ended, as ``os.waitpid`` tells it."""
    child = os.fork()
    if child == 0:
        if statements is not None:
            _kill_after(statements)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - closed by the end of the process
        try:
            main(["run", "--workspace", str(workspace)])
        except SystemExit as ended:
            os._exit(int(ended.code or 0))
        os._exit(0)
    if seconds is not None:
        handle = os.pidfd_open(child)
        if not select.select([handle], [], [], seconds)[0]:
            os.kill(child, signal.SIGKILL)
        os.close(handle)
    return os.waitpid(child, 0)[1]


def _kill_after(statements: int) -> None:
    """Let this process kill itself in the midst of its work."""
    left = statements

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)


def moments(template: Path, scratch: Path, number: int) -> list[int]:
    """Kill runs on fresh copies of a workspace at drawn moments; return how each ended."""
    draw = random.Random(20130610)  # noqa: S311 - a test must draw the same again
    copy = scratch / "whole"
    shutil.copytree(template, copy)
    began = time.monotonic()
    run(copy)
    lasted = time.monotonic() - began
    ends = []
    for n in range(number):
        copy = scratch / f"killed-{n}"
        shutil.copytree(template, copy)
        if n % 2:
            ends.append(run(copy, seconds=draw.uniform(0, lasted)))
        else:
            ends.append(run(copy, statements=draw.randrange(STATEMENTS)))
    return ends


# An unbroken run of the test's reports does about this many statements and commits.
STATEMENTS = 150

if __name__ == "__main__":
    print(json.dumps(moments(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
