"""Library: read every document folder; the one edge at which source files are read.

In: the project's folder. Out: editions in order of their folders, and every problem of all of them at once.

Guarantees:
1. Nothing is written.
2. A folder with problems yields them all (of the first stage that fails) and does not hide those of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from . import explain, translation
from .edition import Edition, Sources, edit, translated
from .problems import Place, Problem, errors, in_order
from .records import Apparatus, Document, Element, Grounded, Model, Summary, read
from .witness import decode, digest
from .yamlfile import YamlFile, parse

SOURCE_TEXTS = "source_texts"
#: A folder's name is part of every address of the document, e.g. yangtze-delta-2021.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Library:
    """All editions that could be made, and all problems."""

    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]


def load(root: Path) -> Library:
    """Return the library of the project in folder ``root``."""
    editions: list[Edition] = []
    problems: list[Problem] = []
    for folder in folders(root):
        edition, found = _load_one(root, folder)
        problems += found
        if edition and not errors(found):
            editions.append(edition)
    return Library(tuple(editions), in_order(problems))


def folders(root: Path) -> list[Path]:
    """Return the document folders in order of their names."""
    source_texts = root / SOURCE_TEXTS
    if not source_texts.is_dir():
        return []
    return sorted(path for path in source_texts.iterdir() if path.is_dir() and not path.name.startswith("."))


def slug_problem(root: Path, slug: str) -> Problem | None:
    """Return what is wrong with ``slug`` as the name of a document folder, or None."""
    folder = root / SOURCE_TEXTS / slug
    if SLUG.fullmatch(slug) and folder.resolve().parent == (root / SOURCE_TEXTS).resolve():
        return None
    message = f"‘{slug}’ is not a plain folder name inside {SOURCE_TEXTS}/."
    return Problem(Place(f"{SOURCE_TEXTS}/{slug}"), "R006", message, "Use a–z, 0–9 and hyphens, e.g. wuhan-2020.")


def _load_one(root: Path, folder: Path) -> tuple[Edition | None, list[Problem]]:
    fault = slug_problem(root, folder.name)
    if fault:
        return None, [fault]
    sources, problems = _sources(root, folder)
    if sources is None:
        return None, problems
    problems += _statements(sources)
    edition, found = edit(sources)
    problems += found
    if edition and not errors(found):
        edition = _with_english(root, folder, edition, problems)
        problems += explain.check(edition)
    return edition, problems


def _with_english(root: Path, folder: Path, edition: Edition, problems: list[Problem]) -> Edition:
    """Return the edition with the English of its PO file, if it has one."""
    path = folder / translation.FILE_NAME
    data = read_bytes(root, path, problems) if path.is_file() else None
    if data is None:
        return edition
    catalog, found = translation.read(_name(root, path), data)
    problems += found
    if catalog is None:
        return edition
    sentences = (sentence for block in edition.blocks for sentence in block.sentences)
    return translated(edition, translation.english(catalog, sentences))


def _sources(root: Path, folder: Path) -> tuple[Sources | None, list[Problem]]:
    """Read the files of a folder; None where one of them cannot be used."""
    problems: list[Problem] = []
    data = read_bytes(root, folder / "witness.txt", problems)
    path = _name(root, folder / "witness.txt")
    text, found = decode(path, data) if data is not None else ("", ())
    problems += found
    record, record_file = _record(root, folder / "document.yml", Document, problems)
    apparatus, apparatus_file = _record(root, folder / "apparatus.yml", Apparatus, problems)
    summary, summary_file = _record(root, folder / "summary.yml", Summary, problems)
    if data is not None and record and digest(data) != record.witness.sha256:
        message = f"The SHA-256 of witness.txt is {digest(data)}."
        remedy = "The witness is never edited: restore it, or record a new capture's digest."
        problems.append(Problem(record_file.place(("witness", "sha256")), "W008", message, remedy))
    if not (record and apparatus and summary) or problems:
        return None, problems
    return (
        Sources(folder.name, text, record, record_file, apparatus, apparatus_file, summary, summary_file),
        problems,
    )


def read_bytes(root: Path, path: Path, problems: list[Problem]) -> bytes | None:
    """Return what a file holds, or None and a problem."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(Problem(Place(_name(root, path)), "W009", f"Cannot be read: {reason}.", "Put the file there."))
        return None


def _record(root: Path, path: Path, model: type[M], problems: list[Problem]) -> tuple[M | None, YamlFile]:
    """Read one YAML file into its model."""
    name = _name(root, path)
    data = read_bytes(root, path, problems)
    if data is None:
        return None, YamlFile(name, {})
    try:
        source, found = parse(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        problems.append(Problem(Place(name), "Y001", f"Not UTF-8 (byte {error.start}).", "Save it as UTF-8."))
        return None, YamlFile(name, {})
    problems += found
    if found:
        return None, source
    record, found = read(model, source)
    problems += found
    return record, source


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _statements(sources: Sources) -> Iterator[Problem]:
    """Yield a problem for each quote that is not the witness's, and each element that is passed over."""
    record, source = sources.record, sources.record_file
    for path, statement in grounded(record):
        if statement.quote and statement.quote not in sources.text:
            message = f"Quote ‘{statement.quote}’ does not stand in the witness."
            yield Problem(source.place((*path, "quote")), "R007", message, "Copy it verbatim from witness.txt.")
    for element in get_args(Element):
        yield from _element(record, element, source)


def _element(record: Document, element: Element, source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for an element of GB/T 9704 that is passed over, or given and listed as lacking."""
    value = getattr(record, element, None)
    statements = value if isinstance(value, tuple) else (value,)
    supplied = any(isinstance(item, Grounded) and item.basis == "supplied" for item in statements)
    listed = element in record.not_stated
    if supplied or bool(value) != listed:
        return
    wrong = "is given and also listed in" if listed else "is neither given nor listed in"
    message = f"GB/T 9704 element ‘{element}’ {wrong} ‘not_stated’."
    yield Problem(source.place(("not_stated",)), "R008", message, "Give it, or list it as not stated.")


def grounded(record: Document) -> Iterator[tuple[tuple[str | int, ...], Grounded]]:
    """Yield every grounded statement of a record with its path."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Grounded):
            yield (name,), value
        elif isinstance(value, tuple):
            yield from (((name, n), item) for n, item in enumerate(value) if isinstance(item, Grounded))
