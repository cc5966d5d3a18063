"""Parallel: the same work on several things at once, in processes of their own, on all cores.

In: a function and what it is to be done with. Out: the results, in order.

Guarantees:
1. What the function needs is there without being copied: each process is a fork of this one.
2. The first error of one is the error of all.
3. No process outlives the one that asked for it, not even where that is killed: it would hold the lock of the project.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_work: Callable[[Any], Any]
#: How often a process looks whether the one that asked for it is still there.
_SECONDS = 0.2
#: In how many parts a process gets its share of many small things, so that all end at about the same time.
_SHARES = 4


def each(work: Callable[[T], R], things: Iterable[T], processes: int | None = None) -> list[R]:
    """Return what ``work`` makes of each of ``things``; things and results must be such as pickle can carry."""
    listed = list(things)
    count = min(len(listed), processes or cores())
    if count < 2:
        return [work(thing) for thing in listed]
    gc.freeze()  # else the collector of each fork would touch, and so copy, all of this process
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, context, initializer=_take, initargs=(work, os.getpid())) as pool:
            return list(pool.map(_do, listed, chunksize=max(1, len(listed) // (count * _SHARES))))
    finally:
        gc.unfreeze()


def cores() -> int:
    """Return how many processes may run at once: what POLICY_SITE_PROCESSES says, else one for each core here."""
    given = os.environ.get("POLICY_SITE_PROCESSES", "")
    if given.isdecimal() and int(given):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _take(work: Callable[[Any], Any], parent: int) -> None:
    global _work
    _work = work
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when the process ``parent`` has ended."""
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(1)


def _do(thing: Any) -> Any:
    return _work(thing)
