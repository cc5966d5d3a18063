"""Kept: what one build made, for the next one, by the digest of all that it was made from.

In: a kind of result, and everything that it follows from. Out: the result of an earlier build, if it can be trusted.

Guarantees:
1. An entry is written beside its place and moved there, and names the digest of its own text: half of one is none.
2. What cannot be kept, e.g. on a full disk, costs time and nothing else.
3. An entry that no build asked for on three days is removed.
4. What JSON cannot hold are objects of this program alone, and their digest is in the entry: pickle reads nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(".build", "kept")
_LONGEST = 3 * 24 * 3600  # seconds
#: An entry that was asked for less than this many seconds ago is not marked again.
_MARKED = 3600


@dataclass(frozen=True)
class Kept:
    """Entries in ``folder``, for a program and settings that ``salt`` stands for."""

    folder: Path
    salt: str

    def of(self, *parts: str) -> Kept:
        """Return the same entries for what follows from ``parts`` as well."""
        return Kept(self.folder, self.key(*parts))

    def key(self, *parts: str) -> str:
        """Return the digest of what a result follows from."""
        together = hashlib.sha256(self.salt.encode())
        for part in parts:
            data = part.encode("utf-8", "surrogatepass")
            together.update(b"%d:" % len(data) + data)
        return together.hexdigest()

    def read(self, kind: str, key: str) -> Any | None:
        """Return what is kept, or None."""
        data = self.data(kind, key)
        return None if data is None else json.loads(data)

    def write(self, kind: str, key: str, result: Any) -> bool:
        """Keep a result that JSON can hold; tell whether that could be done."""
        text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
        return self.put(kind, key, text.encode("utf-8", "surrogatepass"))

    def holds(self, kind: str, key: str) -> bool:
        """Tell whether something is kept under this key."""
        return self._path(kind, key).is_file()

    def recall(self, kind: str, key: str) -> Any | None:
        """Return the object that is kept, or None."""
        data = self.data(kind, key)
        return None if data is None else pickle.loads(data)

    def store(self, kind: str, key: str, thing: object) -> bool:
        """Keep an object of this program; tell whether that could be done."""
        return self.put(kind, key, pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))

    def data(self, kind: str, key: str) -> bytes | None:
        """Return the bytes of an entry that is whole."""
        path = self._path(kind, key)
        try:
            digest, _, data = path.read_bytes().partition(b"\n")
            if hashlib.sha256(data).hexdigest().encode() != digest:
                return None
            if time.time() - path.stat().st_mtime > _MARKED:
                os.utime(path)
        except OSError:
            return None
        return data

    def put(self, kind: str, key: str, data: bytes) -> bool:
        """Write an entry beside its place and move it there; tell whether that could be done."""
        path = self._path(kind, key)
        part = path.with_name(f"{key}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()
            return False
        return True

    def made(self, kind: str, parts: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """Return the result of ``make``, which follows from ``parts``: a kept one, or a new one that is kept."""
        key = self.key(*parts)
        found = self.read(kind, key)
        if found is None:
            found = make()
            self.write(kind, key, found)
        return found

    def forget(self) -> None:
        """Remove what no build asked for of late, and what a killed one left."""
        oldest = time.time() - _LONGEST
        for path in self.folder.glob("*/*/*"):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key[:2] / key
