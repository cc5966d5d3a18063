"""Staged: the generated pages where MkDocs reads them, written one by one, and held by nobody.

In: pages before they are made. Out: files under .build/docs.next/, from where ‘settle’ moves them to .build/docs/, and
for each page the digest of its text.

Guarantees:
1. A page is made only where it may have changed: where all that it follows from is what it was, and its file is the one
   that was written then (by size and time), it stays.
2. What is known of the files is written after them: a file that a killed build left is made again.
3. A text is read from its file when somebody asks for it, and then let go.
4. A page that a check refuses never stands where MkDocs reads.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..pages.tree import Unmade
from ..sources.files import write_whole
from ..sources.kept import Kept

#: Where MkDocs finds all pages of a locale; never committed.
STAGED = Path(".build", "docs")
#: Where a page that has changed waits until all checks have passed.
NEXT = Path(".build", "docs.next")
#: What is known of a file: what its page follows from, the digest of its text, its size, when it was written.
_Known = tuple[str, str, int, int]


@dataclass(frozen=True)
class Placed:
    """A page in its place: the digest of its text, and whether its file was written."""

    digest: str
    changed: bool


def place(root: Path, locale: str, pages: Iterable[Unmade], kept: Kept, part: str) -> dict[str, Placed]:
    """Make the pages of a part of a locale, where they are not made yet; return what became of each, by its file."""
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
        if changed := not (same or (path.is_file() and path.read_bytes() == data)):
            path = root / NEXT / locale / page.file
            updated(path, data)
        placed[page.file] = Placed(digest, changed)
        now[page.file] = (key, digest, *_stamp(path))
    kept.write("staged", record, now)
    return placed


def settle(root: Path) -> None:
    """Move the pages that wait to where MkDocs reads them: size and time stay what is known of them."""
    for path in sorted((root / NEXT).rglob("*")):
        if path.is_file():
            target = root / STAGED / path.relative_to(root / NEXT)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    forget(root)


def forget(root: Path) -> None:
    """Remove the pages that wait: those of a build that was refused or killed."""
    shutil.rmtree(root / NEXT, ignore_errors=True)


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
        """Return where the page stands, or waits."""
        waits = self.root / NEXT / path.relative_to("docs")
        return waits if waits.is_file() else self.root / STAGED / path.relative_to("docs")

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
