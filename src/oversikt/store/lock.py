"""One writer at a time: the lock of a workspace."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oversikt.errors import StoreError

FILE = "oversikt.lock"


@contextmanager
def lock(workspace: Path, work: str) -> Iterator[None]:
    """Hold the workspace for writing.

    The system itself frees the lock when the process ends, however it ends, so a lock is never
    left over. It holds between processes of one machine (and on NFS from version 4).

    Args:
        workspace: The folder.
        work: What is done, for the message that others see.

    Raises:
        StoreError: Another process holds the workspace.
    """
    path = workspace / FILE
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "another process"
            raise StoreError(
                f"{workspace} is being written by {holder}; wait for it to end, then try again"
            ) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} (oversikt {work})".encode(), 0)
        yield
    finally:
        os.close(handle)
