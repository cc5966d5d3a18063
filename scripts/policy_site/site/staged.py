"""Staged: the generated pages where MkDocs reads them, written one by one, and held by nobody.

In: pages before they are made. Out: files under .build/docs/, and for each page the digest of its text.

Guarantees:
1. A page is made only where it may have changed: where all that it follows from is what it was, and its file is the one
   that was written then (by size and time), it stays.
2. What is known of the files is written after them: a file that a killed build left is made again.
3. A text is read from its file when somebody asks for it, and then let go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..pages.tree import Unmade
from ..sources.files import write_whole
from ..sources.kept import Kept

#: Where MkDocs finds all pages of a locale; never committed.
STAGED = Path(".build", "docs")
#: What is known of a file: what its page follows from, the digest of its text, its size, when it was written.
_Known = tuple[str, str, int, int]


@dataclass(frozen=True)
class Placed:
    """A page in its place: the digest of its text, and whether its file was written."""

    digest: str
    changed: bool


def place(root: Path, locale: str, pages: Iterable[Unmade], kept: Kept, part: str) -> dict[str, Placed]:
    """Put the pages of a part of a locale where MkDocs reads them; return what became of each, by its file."""
    folder, record = root / STAGED / locale, kept.key("staged", locale, part)
    before: Mapping[str, _Known] = {name: tuple(known) for name, known in (kept.read("staged", record) or {}).items()}
    now: dict[str, _Known] = {}
    placed: dict[str, Placed] = {}
    for page in pages:
        key = kept.key(*page.follows) if page.follows else ""
        known, path = before.get(page.file), folder / page.file
        if known and key == known[0] != "" and _stamp(path) == known[2:]:
            now[page.file], placed[page.file] = known, Placed(known[1], changed=False)
            continue
        data = page.make().encode()
        digest = hashlib.sha256(data).hexdigest()
        same = known is not None and known[1] == digest and _stamp(path) == known[2:]
        placed[page.file] = Placed(digest, changed=not same and updated(path, data))
        now[page.file] = (key, digest, *_stamp(path))
    kept.write("staged", record, now)
    return placed


def _stamp(path: Path) -> tuple[int, int]:
    """Return size and time of a file, by which it is known again; of none, a size that no file has."""
    try:
        told = path.stat()
    except OSError:
        return -1, 0
    return told.st_size, told.st_mtime_ns


def updated(target: Path, data: bytes) -> bool:
    """Write a file if it does not hold ``data``; tell whether it was written."""
    if target.is_file() and target.read_bytes() == data:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data)
    return True


@dataclass(frozen=True)
class Texts(Mapping[Path, str]):
    """The texts of staged pages by their paths as if they stood under docs/, each read when it is asked for."""

    root: Path
    paths: frozenset[Path]

    def file(self, path: Path) -> Path:
        """Return where the page stands."""
        return self.root / STAGED / path.relative_to("docs")

    def __getitem__(self, path: Path) -> str:
        if path not in self.paths:
            raise KeyError(path)
        return self.file(path).read_bytes().decode()

    def __contains__(self, path: object) -> bool:
        return path in self.paths

    def __iter__(self) -> Iterator[Path]:
        return iter(sorted(self.paths))

    def __len__(self) -> int:
        return len(self.paths)
