"""Servers of the tests' own (PostgreSQL, where it is installed, and a language model's endpoint), and Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from speaking import Server

# No test has a time to keep: the first example of a property loads packs, on a machine that others use.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

#: Debian keeps the server's programs off the path, a folder a version.
FOLDERS = [os.environ.get("PATH", ""), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]
OWNER = "postgres"


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """Address of an empty database: ``TEST_POSTGRES``, or one of a server started for the tests.

    The server listens on a socket in its own folder alone, so any number of them run side by side.
    PostgreSQL refuses to run as root; there it runs as the user that Debian made for it.
    """
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    if address := os.environ.get("TEST_POSTGRES"):
        yield address
        return
    programs = {
        name: shutil.which(name, path=os.pathsep.join(FOLDERS)) for name in ("initdb", "pg_ctl")
    }
    if None in programs.values():
        pytest.skip("no PostgreSQL server is installed (Debian: apt install postgresql)")
    root = os.geteuid() == 0
    home = Path(tempfile.mkdtemp(prefix="oversikt-postgres-"))
    if root:
        shutil.chown(home, OWNER, OWNER)
    data = home / "data"

    def run(name: str, *arguments: str) -> None:
        command = [programs[name] or name, "-D", str(data), *arguments]
        subprocess.run(
            ["runuser", "-u", OWNER, "--", *command] if root else command,
            cwd=home,
            check=True,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )

    run("initdb", "-A", "trust", "-U", OWNER, "-E", "UTF8", "--no-sync")
    run("pg_ctl", "-w", "-l", str(home / "log"), "-o", f"-c listen_addresses='' -k {home}", "start")
    try:
        yield f"postgresql+psycopg://{OWNER}@/postgres?host={home}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(home)


@pytest.fixture
def endpoint() -> Iterator[Server]:
    """A running endpoint."""
    server = Server()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def heard() -> Iterator[None]:
    """Let a child hear Ctrl-C also where the tests run as a job in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
