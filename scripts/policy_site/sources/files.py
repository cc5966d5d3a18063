"""Files: open source files, where what cannot be used becomes a problem; and write files whole or not at all.

In: paths under the project's folder. Out: bytes, records, and problems collected on the way.

Guarantees:
1. Nothing is raised for bad content.
2. No reader ever finds half a file, and no failure costs what stood there before.
3. Every problem names its file relative to the project.
"""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from .problems import Place, Problem
from .records import Model, read
from .yamlfile import YamlFile, parse

M = TypeVar("M", bound=Model)
#: A hundred times the largest file of the project.
MOST_BYTES = 16 * 1024 * 1024


def content(path: Path) -> bytes:
    """Return what a plain file holds; raise OSError for a pipe or a device, which might never end, and a huge file."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "Not a plain file", str(path))
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there: on any failure the old file stays as it was.

    This is the only way in which a file of an editor is written.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


class Written(NamedTuple, Generic[M]):
    """What a person has written in a YAML file: the record, and the file with its places."""

    record: M
    file: YamlFile


@dataclass(frozen=True)
class SourceFiles:
    """Reads files of the project in folder ``root`` and keeps the problems that it meets."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """Return a path as problems print it."""
        return path.relative_to(self.root).as_posix()

    def bytes(self, path: Path) -> bytes | None:
        """Return what a file holds, or None and a problem."""
        try:
            return content(path)
        except OSError as error:
            message = f"Cannot be read: {error.strerror or type(error).__name__}."
            self.problems.append(Problem(Place(self.name(path)), "W009", message, "Put the file there."))
            return None

    def optional(self, path: Path, model: type[M], empty: M) -> Written[M]:
        """Return the record in a YAML file, or ``empty`` where there is no such file or it cannot be used."""
        if not path.exists():
            return Written(empty, YamlFile(self.name(path), {}))
        record, source = self.record(path, model)
        return Written(record or empty, source)

    def record(self, path: Path, model: type[M]) -> tuple[M | None, YamlFile]:
        """Return the record in a YAML file (None if it cannot be used), and the file with its places."""
        name = self.name(path)
        data = self.bytes(path)
        if data is None:
            return None, YamlFile(name, {})
        try:
            source, found = parse(name, data.decode("utf-8"))
        except UnicodeDecodeError as error:
            message = f"Not UTF-8 (byte {error.start})."
            self.problems.append(Problem(Place(name), "Y001", message, "Save it as UTF-8."))
            return None, YamlFile(name, {})
        self.problems.extend(found)
        if found:
            return None, source
        record, found = read(model, source)
        self.problems.extend(found)
        return record, source
