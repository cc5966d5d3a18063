"""Data: what the site knows as open data, from the same objects as its pages: one module a format.

In: the library. Out: files under site/data/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...english.terms import chinese_matcher
from ...library import Library
from . import facts_tables, package, tbx, text_tables, tmx, word_tables, xliff
from .answers import answers
from .documents import documents
from .table import Table

__all__ = ["answers", "documents", "files", "tables", "write"]


def tables(library: Library) -> tuple[Table, ...]:
    """Return every table of the open data."""
    return tuple(_tables(library))


def _tables(library: Library) -> Iterator[Table]:
    """Yield the tables one by one, so that nobody must hold two of them."""
    yield from text_tables.tables(library)
    yield from facts_tables.tables(library)
    yield from word_tables.tables(library)


def files(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each data file."""
    yield "documents.json", _listed("documents", (documents([edition]) for edition in library.editions))
    yield "answers.json", _json(answers(library))
    described: list[dict[str, Any]] = []
    for table in _tables(library):
        csv, jsonl = table.csv(), table.jsonl()
        yield from ((f"{table.name}.csv", csv), (f"{table.name}.jsonl", jsonl))
        described += package.resources(table, csv, jsonl)
    yield "datapackage.json", _json(package.descriptor(described))
    yield "corpus.tmx", tmx.memory(library.editions)
    yield "glossary.tbx", tbx.termbase(library.terms)
    terms, matcher = {term.id: term for term in library.terms}, chinese_matcher(library.terms)
    for edition in library.editions:
        yield f"xliff/{edition.slug}.xlf", xliff.bitext(edition, terms, matcher)


def _listed(name: str, parts: Iterable[Mapping[str, list[Any]]]) -> bytes:
    """Return the same as ``_json`` of the lists under ``name`` of all parts in one, made part by part."""
    before, after = f'{{\n "{name}": [\n', "\n ]\n}\n"
    texts = (json.dumps(part, ensure_ascii=False, indent=1) for part in parts)
    found = [text.removeprefix(before).removesuffix(after[:-1]) for text in texts]
    return (before + ",\n".join(found) + after if found else f'{{\n "{name}": []\n}}\n').encode()


def _json(data: Mapping[str, Any]) -> bytes:
    """Return plain data as JSON in UTF-8."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def write(folder: Path, library: Library) -> None:
    """Write the data files into ``folder``."""
    for name, content in files(library):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
