"""Blocks of the archive parsed in processes beside this one, given back in order; a process that dies is reported."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from accord.connectors.npi.columns import Header
from accord.connectors.npi.rows import Parsed, parse
from accord.errors import Unavailable

MOST_PROCESSES = 4
WORTH_PROCESSES = 64 << 20


def parsed(header: Header, blocks: Iterable[tuple[int, bytes]], size: int) -> Iterator[tuple[int, Parsed]]:
    """Each block's number and rows. A small table (size in bytes) is read here, without the price of a start.

    Raises Invalid (a damaged line), Unavailable (a process was ended from outside: what was written stays).
    """
    if size < WORTH_PROCESSES:
        yield from ((number, parse(header, number, block)) for number, block in blocks)
        return
    count = min(MOST_PROCESSES, os.cpu_count() or 1)
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=spawn, initializer=_end_with_parent)
    try:
        yield from _in_order(pool, header, blocks, 2 * count)
    except BrokenProcessPool as fault:
        raise Unavailable(
            "A process that reads the archive was ended from outside, for want of memory perhaps.",
            "Run the same command to go on.",
        ) from fault
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, header: Header, blocks: Iterable[tuple[int, bytes]], ahead: int
) -> Iterator[tuple[int, Parsed]]:
    waiting: deque[tuple[int, Future[Parsed]]] = deque()
    for number, block in blocks:
        waiting.append((number, pool.submit(parse, header, number, block)))
        if len(waiting) >= ahead:
            yield _first(waiting)
    while waiting:
        yield _first(waiting)


def _first(waiting: deque[tuple[int, Future[Parsed]]]) -> tuple[int, Parsed]:
    number, future = waiting.popleft()
    return number, future.result()


def _end_with_parent() -> None:
    """A reading process ends when the one that asked it is killed, rather than wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
