"""Parallel: the same work on several things at once, in processes of their own, on all cores.

In: a function and what it is to be done with. Out: the results, in order.

Guarantees:
1. What the function needs is there without being copied: each process is a fork of this one.
2. The first error of one is the error of all.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_work: Callable[[Any], Any]


def each(work: Callable[[T], R], things: Iterable[T], processes: int | None = None) -> list[R]:
    """Return what ``work`` makes of each of ``things``; things and results must be such as pickle can carry."""
    listed = list(things)
    count = min(len(listed), processes or cores())
    if count < 2:
        return [work(thing) for thing in listed]
    gc.freeze()  # else the collector of each fork would touch, and so copy, all of this process
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, context, initializer=_take, initargs=(work,)) as pool:
            return list(pool.map(_do, listed))
    finally:
        gc.unfreeze()


def cores() -> int:
    """Return how many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _take(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _do(thing: Any) -> Any:
    return _work(thing)
