"""One function over many chunks in several processes, results in the order of the chunks.

Reading by the rules takes processes (``spread``); asking a model only waits, and takes threads
(``abreast``).

The standard pools are not used for two reasons: their workers outlive a parent that was killed,
and they take in all input at once. Here each worker holds one end of a pipe and ends when the
other end closes, and at most four chunks a worker are under way.
"""

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar, cast

from oversikt.errors import OversiktError, UsageError
from oversikt.records import Report

In = TypeVar("In")
Out = TypeVar("Out")

# Chunks are cut by what the input says alone, never by the number of processes: the same input
# gives the same chunks. 32 news reports take some 50 ms to read, against 0.2 ms to hand over.
CHUNK_REPORTS = 32
CHUNK_CHARACTERS = 2**20


@dataclass(frozen=True, slots=True)
class Failure:
    """What a worker sends in place of a result that it could not make."""

    message: str


def chunks(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Cut a stream of reports into chunks of at most 32 reports or about a million characters."""
    chunk: list[Report] = []
    size = 0
    for report in reports:
        chunk.append(report)
        size += len(report.text)
        if len(chunk) >= CHUNK_REPORTS or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def spread(function: Callable[[In], Out], items: Iterable[In], jobs: int) -> Iterator[Out]:
    """Apply a function to each item and yield the results in the order of the items.

    Args:
        function: A function of a module, so that another process can import it.
        items: Taken one by one, as processes become free.
        jobs: Number of processes; 1 stays in this one.

    Raises:
        UsageError: ``jobs`` is less than 1.
        OversiktError: A process died, for want of memory or because somebody ended it.
    """
    if jobs < 1:
        raise UsageError(f"--jobs {jobs}: at least one process is needed")
    if jobs == 1:
        yield from map(function, items)
        return
    context = get_context("spawn")
    links: list[Connection] = []
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            context.Process(target=_work, args=(function, theirs), daemon=True).start()
            theirs.close()
            links.append(ours)
        yield from _exchange(links, iter(items))
    finally:
        for link in links:
            link.close()


def _exchange(links: list[Connection], items: Iterator[In]) -> Iterator[Out]:
    """Hand items to idle workers, and yield what comes back in the order it was handed out."""
    idle = list(reversed(links))
    busy: dict[Connection, int] = {}
    done: dict[int, Out] = {}
    sent = given = 0
    exhausted = False
    try:
        while True:
            while idle and not exhausted and sent - given < 4 * len(links):
                try:
                    item = next(items)
                except StopIteration:
                    exhausted = True
                    break
                link = idle.pop()
                link.send(item)
                busy[link] = sent
                sent += 1
            while given in done:
                yield done.pop(given)
                given += 1
            if not busy:
                if exhausted:
                    return
                continue
            for ready in wait(list(busy)):
                link = cast("Connection", ready)
                result = link.recv()
                if isinstance(result, Failure):
                    raise OversiktError(result.message)
                done[busy.pop(link)] = result
                idle.append(link)
    except (EOFError, ConnectionError) as error:
        raise OversiktError(
            "a reading process ended before its work was done (out of memory?); "
            "try again with fewer --jobs"
        ) from error


def _work(function: Callable[[In], Out], link: Connection) -> None:
    """Answer items until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides, and closes the pipe
    try:
        while True:
            item = link.recv()
            try:
                link.send(function(item))
            except OversiktError as error:
                link.send(Failure(str(error)))
    except (EOFError, ConnectionError):
        return


def abreast(function: Callable[[In], Out], items: Iterable[In], jobs: int) -> Iterator[Out]:
    """Apply a function that mostly waits to each item, and yield the results in the items' order.

    The threads end with the process, whatever they wait for: Ctrl-C need not wait for an answer.

    Args:
        function: May be called from several threads at once; what it raises is raised here.
        items: Taken one by one, at most two for each thread ahead of what is yielded.
        jobs: Number of threads, and so of calls at once.
    """
    tasks: SimpleQueue[tuple[Future[Out], In] | None] = SimpleQueue()
    for _ in range(jobs):
        Thread(target=_answer, args=(function, tasks), daemon=True).start()
    waiting: deque[Future[Out]] = deque()
    try:
        for item in items:
            waiting.append(Future())
            tasks.put((waiting[-1], item))
            if len(waiting) >= 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for _ in range(jobs):
            tasks.put(None)


def _answer(
    function: Callable[[In], Out], tasks: "SimpleQueue[tuple[Future[Out], In] | None]"
) -> None:
    """Answer items until told to end; those that nobody waits for any more are passed over."""
    while (task := tasks.get()) is not None:
        future, item = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(function(item))
            except OversiktError as error:
                future.set_exception(error)
            finally:
                if not future.done():  # a fault of ours: let nobody wait for this answer
                    future.set_exception(OversiktError(f"no answer: {sys.exception()!r}"))
