"""Swap: new folders take the place of old ones.

In: folders beside the old ones, on the same disk. Out: they stand in their place, all of them or none.

Guarantees:
1. Where the system exchanges two names in one step (Linux, macOS), at every moment a whole folder stands in each place.
2. Elsewhere a folder is away between two renames; who is stopped just there leaves it as NAME.old, and the next build
   puts it back.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD, _EXCHANGE = -100, 2
#: What a system or a disk says that cannot exchange.
_UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; tell whether the system and the disk can do that."""
    library = ctypes.CDLL(None, use_errno=True)
    names = [os.fsencode(one), os.fsencode(other)]
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(names[0], names[1], _EXCHANGE)
    else:
        return False
    code = ctypes.get_errno() if failed else 0
    if code and code not in _UNABLE:
        raise OSError(code, os.strerror(code), str(one))
    return not failed


def replace(staged: Path, root: Path, names: tuple[str, ...]) -> None:
    """Put the folders ``names`` of ``staged`` in the place of those of ``root``: all of them or, on an error, none."""
    undo: list[Callable[[], object]] = []
    try:
        for name in names:
            _put(staged / name, root / name, undo)
    except OSError:
        for step in reversed(undo):
            step()
        raise


def _put(new: Path, place: Path, undo: list[Callable[[], object]]) -> None:
    """Put one folder in its place, and note how to undo each step."""
    if place.exists() and exchange(new, place):
        undo.append(lambda: exchange(new, place))
        return
    if place.exists():
        old = new.with_name(f"{new.name}.old")
        place.rename(old)
        undo.append(lambda: old.rename(place))
    new.rename(place)
    undo.append(lambda: place.rename(new))
