"""Inputs: all that a site is made from, listed once, and one digest over it.

In: the project's folder, and the pages that were made from it. Out: a SHA-256 in hexadecimal.

Guarantees:
1. A change of any source, page by hand, theme, setting, module of this program or package that it uses changes it.
2. Pages that the program makes itself count by what it makes now, not by what stands on the disk.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from ..project import SOURCE_TEXTS
from ..sources.kept import FOLDER as KEPT
from ..sources.kept import Kept
from .docs_folder import README, is_generated
from .settings import SHARED

FOLDERS = (SOURCE_TEXTS, "docs", "theme")
SETTINGS = tuple(f"mkdocs{name}.yml" for name in ("", ".shared", ".zh-Hans", ".zh-Hant"))
#: What a copy of the project needs so that it can be built.
ALL = (*FOLDERS, *SETTINGS)
_PROGRAM = Path(__file__).resolve().parents[1]


def digest(root: Path) -> str:
    """Return the digest of what stands on the disk; take it before any of it is read."""
    return _digest((*_files(root), *_made_with()))


def with_pages(digest_before: str, pages: Mapping[Path, str], address: str) -> str:
    """Return the digest of all inputs, from that of the disk, those of the pages made since, and the site's address."""
    return _digest(
        ((digest_before, address.encode()), *((path.as_posix(), pages[path].encode()) for path in sorted(pages)))
    )


def kept(root: Path) -> Kept:
    """Return what this program keeps in the project in ``root``."""
    return Kept(root.resolve() / KEPT, of_program())


@cache
def of_program() -> str:
    """Return the digest of this program, the packages beside it and this Python; taken once, as they are loaded."""
    beside = sorted({path.name for each in sys.path for path in Path(each).glob("*.dist-info")})
    return _digest((*_program(), ("packages", "\n".join(beside).encode()), ("Python", sys.version.encode())))


def of_frames(root: Path, config: str) -> str:
    """Return the digest of what every page of a locale depends on: program, theme, settings in the file ``config``."""
    paths = [path for path in sorted((root / "theme").rglob("*")) if path.is_file()]
    paths += [root / config, root / SHARED]
    files = [(path.relative_to(root).as_posix(), path.read_bytes()) for path in paths]
    return _digest((*files, ("program", of_program().encode())))


def listed(root: Path) -> dict[str, dict[str, str]]:
    """Return the SHA-256 of every source of the project in ``root`` and of every file of this program, by its name."""
    return {
        kind: {name: hashlib.sha256(data).hexdigest() for name, data in files}
        for kind, files in (("sources", _files(root)), ("program", _program()))
    }


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    together = hashlib.sha256()
    for name, data in parts:
        together.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return together.hexdigest()


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the project, but for hidden ones and those that the program makes."""
    paths = [path for name in FOLDERS for path in (root / name).rglob("*")]
    for path in sorted([*paths, *(root / name for name in SETTINGS)]):
        name = path.relative_to(root)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.is_file() and not hidden and name != README and not is_generated(path):
            yield name.as_posix(), path.read_bytes()


def _program() -> Iterator[tuple[str, bytes]]:
    """Yield the files of this program."""
    for path in sorted(_PROGRAM.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(_PROGRAM).as_posix(), path.read_bytes()


@cache
def _made_with() -> tuple[tuple[str, bytes], ...]:
    """Return this program and the packages that it uses; taken once, as they are loaded."""
    return (*_program(), *_packages())


def _packages() -> Iterator[tuple[str, bytes]]:
    """Yield the packages that this program uses, by name and version."""
    for requirement in sorted(metadata.requires("policy-site") or ()):
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            yield name[0], metadata.version(name[0]).encode()
