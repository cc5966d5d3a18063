"""Data: what the site knows as open data, from the same objects as its pages: one module a format.

In: the library. Out: files under site/data/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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
    return (*text_tables.tables(library), *facts_tables.tables(library), *word_tables.tables(library))


def files(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each data file."""
    yield "documents.json", _json(documents(library.editions))
    yield "answers.json", _json(answers(library))
    for table in tables(library):
        yield f"{table.name}.csv", table.csv()
        yield f"{table.name}.jsonl", table.jsonl()
    yield "datapackage.json", _json(package.descriptor(tables(library)))
    yield "corpus.tmx", tmx.memory(library.editions)
    yield "glossary.tbx", tbx.termbase(library.terms)
    terms, matcher = {term.id: term for term in library.terms}, chinese_matcher(library.terms)
    for edition in library.editions:
        yield f"xliff/{edition.slug}.xlf", xliff.bitext(edition, terms, matcher)


def _json(data: Mapping[str, Any]) -> bytes:
    """Return plain data as JSON in UTF-8."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def write(folder: Path, library: Library) -> None:
    """Write the data files into ``folder``."""
    for name, content in files(library):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
