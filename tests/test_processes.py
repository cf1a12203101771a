"""Work spread over processes comes back in order, and a dead process is not passed over."""

import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from oversikt.errors import OversiktError, UsageError
from oversikt.processes import CHUNK_CHARACTERS, CHUNK_REPORTS, abreast, chunks, spread
from oversikt.records import Report
from oversikt.settings import load


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    items = [10**n for n in (5, 1, 4, 2, 3, 0, 2, 1)]
    assert list(spread(range, items, jobs)) == [range(item) for item in items]


def test_input_is_taken_as_it_is_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = spread(abs, items(), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    assert len(taken) <= 3 + 4 * 2 + 2
    results.close()


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(OversiktError, match="fewer --jobs"):
        list(spread(os._exit, [3, 3], 2))


def test_an_error_in_a_process_is_told_in_its_own_words() -> None:
    with pytest.raises(OversiktError, match="no setting is called 'jobz'"):
        list(spread(partial(load, None), [{"OVERSIKT_JOBZ": "1"}], 2))


def test_no_processes_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        list(spread(abs, [1], 0))


PARENT = """
import os
from oversikt.processes import spread
if __name__ == "__main__":
    work = spread(eval, iter(lambda: "__import__('os').getpid()", 0), 2)
    print(next(work), flush=True)
    input()
"""


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, str(script)], **pipes) as parent:
        worker = int(parent.stdout.readline())
        handle = os.pidfd_open(worker)
        parent.kill()
        ended, _, _ = select.select([handle], [], [], 20)
        os.close(handle)
    assert ended


def test_chunks_hold_everything_once_and_are_bounded() -> None:
    reports = [Report(str(n), "x" * (n * 997 % 90_000)) for n in range(200)]
    cut = list(chunks(reports))
    assert [report for chunk in cut for report in chunk] == reports
    assert all(len(chunk) <= CHUNK_REPORTS for chunk in cut)
    assert all(sum(len(r.text) for r in chunk[:-1]) < CHUNK_CHARACTERS for chunk in cut)


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_answers_of_threads_come_in_the_order_of_the_items(jobs: int) -> None:
    first = Event()

    def late(item: int) -> int:
        if item:
            first.set()
        elif jobs > 1:
            first.wait(20)  # the first item is answered last
        return item

    assert list(abreast(late, range(30), jobs)) == list(range(30))


def test_threads_take_input_as_it_is_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = abreast(abs, items(), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    assert len(taken) <= 3 + 2 * 2
    results.close()


def test_an_error_in_a_thread_is_told_in_its_own_words() -> None:
    with pytest.raises(OversiktError, match="no setting is called 'jobz'"):
        list(abreast(partial(load, None), [{"OVERSIKT_JOBZ": "1"}], 2))


def test_a_fault_in_a_thread_is_shown_and_leaves_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = Event()
    monkeypatch.setattr(threading, "excepthook", lambda _: shown.set())
    with pytest.raises(OversiktError, match="ZeroDivisionError"):
        list(abreast(lambda n: 1 // n, [1, 0, 1], 1))
    assert shown.wait(20)
