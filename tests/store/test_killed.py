"""A run that is killed loses nothing, and the next one ends where an unbroken one would have."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from oversikt import pipeline
from oversikt.collect import Collection
from oversikt.settings import FILE, Settings, load
from oversikt.store import Record

HERE = Path(__file__).parent
REPORTS = HERE.parent.parent / "examples" / "iraq-2013" / "reports"
KILLS = 20


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A workspace with reports that are not read yet, four to a transaction."""
    folder = tmp_path / "template"
    with Record.create(folder, Settings().store) as record:
        record.add(list(Collection([str(REPORTS)]))[::8])
    words = (folder / FILE).read_text("utf-8").replace("batch = 200", "batch = 4")
    (folder / FILE).write_text(words, "utf-8")
    return folder


def dump(record: Record) -> str:
    """Return claims and incidents as one text."""
    claims = [claim.to_json() for claim in record.claims()]
    return json.dumps([claims, [incident.to_json() for incident in record.incidents()]])


def finish(workspace: Path) -> str:
    """Open a record, check it, run what is left, and return what it holds."""
    with Record.open(workspace) as record:
        assert record.verify() == []
        with record.lock("run"):
            pipeline.run(record, load(workspace, {}))
        assert record.verify() == []
        return dump(record)


def test_a_run_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path, template: Path) -> None:
    command = [sys.executable, str(HERE / "killing.py"), str(template), str(tmp_path), str(KILLS)]
    done = subprocess.run(command, capture_output=True, check=True)
    ends = json.loads(done.stdout)
    assert len(ends) == KILLS
    assert set(ends) <= {0, signal.SIGKILL}
    assert ends.count(signal.SIGKILL) >= KILLS // 4  # by the clock, some may end first
    whole = finish(tmp_path / "whole")
    assert len(json.loads(whole)[1]) > 5
    for number in range(KILLS):
        assert finish(tmp_path / f"killed-{number}") == whole, number


def test_two_runs_at_once_leave_what_one_leaves(tmp_path: Path, template: Path) -> None:
    command = [sys.executable, "-m", "oversikt.cli", "run", "--workspace", str(template)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, **pipes) for _ in range(2)]
    for process in both:
        _, complaint = process.communicate()
        if process.returncode:
            assert process.returncode == 1
            assert "is being written by" in complaint
    assert 0 in {process.returncode for process in both}
    held = finish(template)
    with Record.open(template) as record:
        assert list(record.unread()) == []
        assert dump(record) == held


@pytest.mark.usefixtures("heard")
def test_a_terminal_shows_progress_and_control_c_loses_nothing(template: Path) -> None:
    with Record.open(template) as record:
        record.add(Collection([str(REPORTS)]))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "oversikt.cli", "run", "--workspace", str(template)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        while b"reports" not in shown:
            shown += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        told = b""
        try:
            while part := os.read(ours, 1000):
                told += part
        except OSError:  # the other end of a terminal is closed
            pass
        assert process.wait() == 130
    os.close(ours)
    assert b"stopped; what was kept so far is whole" in told
    assert b"Traceback" not in told
    held = json.loads(finish(template))
    assert len(held[1]) > 20
