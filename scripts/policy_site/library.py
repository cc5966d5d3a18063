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

from . import explain, statements, translation
from .edition import Edition, Sources, edit, translated
from .problems import Place, Problem, errors, in_order
from .proof import Departure, proof
from .reading import Reader
from .records import Apparatus, Document, Glossary, Notes, Summary, Term
from .terms import Matcher, chinese_matcher
from .witness import decode, digest
from .yamlfile import YamlFile

SOURCE_TEXTS = "source_texts"
#: A folder's name is part of every address of the document, e.g. yangtze-delta-2021.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Library:
    """All editions that could be made, the shared glossary, and all problems."""

    editions: tuple[Edition, ...]
    terms: tuple[Term, ...]
    departures: tuple[tuple[str, Departure], ...]
    problems: tuple[Problem, ...]


def load(root: Path) -> Library:
    """Return the library of the project in folder ``root``."""
    reader = Reader(root)
    terms, glossary_file = _glossary(reader)
    matcher = chinese_matcher(terms)
    editions: list[Edition] = []
    departures: list[tuple[str, Departure]] = []
    for folder in folders(root):
        own = Reader(root)
        edition = _edition(own, folder)
        if edition:
            edition, found = _with_english(own, folder, edition, terms, matcher)
            departures += ((edition.slug, departure) for departure in found)
        reader.problems.extend(own.problems)
        if edition and not errors(own.problems):
            editions.append(edition)
    if not errors(reader.problems):
        reader.problems.extend(_glossary_faults(terms, editions, glossary_file))
    return Library(tuple(editions), terms, tuple(departures), in_order(reader.problems))


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


def _glossary(reader: Reader) -> tuple[tuple[Term, ...], YamlFile]:
    """Return the terms of the shared glossary (none if there is no such file)."""
    path = reader.root / SOURCE_TEXTS / "glossary.yml"
    if not path.is_file():
        return (), YamlFile(reader.name(path), {})
    glossary, source = reader.record(path, Glossary)
    return (glossary.terms if glossary else ()), source


def _glossary_faults(terms: tuple[Term, ...], editions: list[Edition], source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each id or form that stands twice, and each term that no text holds."""
    text = "\n".join(block.hans for edition in editions for block in edition.blocks)
    seen: set[str] = set()
    for number, term in enumerate(terms):
        path = ("terms", number)
        for word in (term.id, *term.chinese_forms):
            if word in seen:
                remedy = "Join the two entries."
                yield Problem(source.place(path), "L001", f"‘{word}’ stands twice in the glossary.", remedy)
            seen.add(word)
        if not any(form in text for form in term.chinese_forms):
            message = f"‘{term.zh}’ occurs in no text."
            yield Problem(source.place((*path, "zh")), "L002", message, "Write it as a text prints it.")


def _edition(reader: Reader, folder: Path) -> Edition | None:
    """Return the edition of one folder, without its English; its problems go to the reader."""
    fault = slug_problem(reader.root, folder.name)
    if fault:
        reader.problems.append(fault)
        return None
    sources = _sources(reader, folder)
    if sources is None:
        return None
    reader.problems.extend(statements.check(sources.record, sources.text, sources.record_file))
    edition, found = edit(sources)
    reader.problems.extend(found)
    if edition is None or errors(found):
        return None
    reader.problems.extend(explain.check(edition))
    return edition


def _sources(reader: Reader, folder: Path) -> Sources | None:
    """Read the files of a folder; None where one of them cannot be used."""
    data = reader.bytes(folder / "witness.txt")
    text, found = decode(reader.name(folder / "witness.txt"), data) if data is not None else ("", ())
    reader.problems.extend(found)
    record, record_file = reader.record(folder / "document.yml", Document)
    apparatus, apparatus_file = reader.record(folder / "apparatus.yml", Apparatus)
    summary, summary_file = reader.record(folder / "summary.yml", Summary)
    if data is not None and record and digest(data) != record.witness.sha256:
        message = f"The SHA-256 of witness.txt is {digest(data)}."
        remedy = "The witness is never edited: restore it, or record a new capture's digest."
        reader.problems.append(Problem(record_file.place(("witness", "sha256")), "W008", message, remedy))
    if not (record and apparatus and summary) or reader.problems:
        return None
    return Sources(folder.name, text, record, record_file, apparatus, apparatus_file, summary, summary_file)


def _with_english(
    reader: Reader, folder: Path, edition: Edition, terms: tuple[Term, ...], matcher: Matcher
) -> tuple[Edition, tuple[Departure, ...]]:
    """Return the edition with the English of en.po and the notes of notes.yml, where the folder has them."""
    english: dict[str, str] = {}
    departures: tuple[Departure, ...] = ()
    path = folder / translation.FILE_NAME
    data = reader.bytes(path) if path.is_file() else None
    catalog, found = translation.read(reader.name(path), data) if data is not None else (None, ())
    reader.problems.extend(found)
    if catalog:
        english = translation.english(catalog, edition.sentences)
        read = proof(edition, catalog, terms, matcher, reader.name(path))
        reader.problems.extend(read.problems)
        departures = read.departures
    notes, notes_file = reader.record(path, Notes) if (path := folder / "notes.yml").is_file() else (None, None)
    edition, found = translated(edition, english, notes, notes_file)
    reader.problems.extend(found)
    return edition, departures
