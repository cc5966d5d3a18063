"""Data: the editions as open data, from the same objects as the pages.

In: the editions. Out: files under site/data/.

Guarantees:
1. documents.json holds every block and sentence of every edition, in three languages, in order.
2. English is empty until it is translated; nothing is invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .edition import Edition, Paragraph
from .records import Bilingual, Statement
from .simplify import traditional
from .units import Unit


def documents(editions: Iterable[Edition]) -> dict[str, Any]:
    """Return all editions as plain data (the content of documents.json)."""
    return {"documents": [_document(edition) for edition in editions]}


def _document(edition: Edition) -> dict[str, Any]:
    record = edition.record
    return {
        "slug": edition.slug,
        "title": trilingual(record.title),
        "genre": record.genre.value,
        "issuers": [trilingual(issuer) for issuer in record.issuers],
        "document_number": record.document_number.zh if record.document_number else None,
        "dated": record.dated.value.isoformat() if record.dated else None,
        "published": record.published.value.isoformat() if record.published else None,
        "place": trilingual(record.place),
        "status": {**trilingual(record.status), "as_of": record.status.as_of},
        "witness": {"sha256": record.witness.sha256, "characters": len(edition.sources.text)},
        "blocks": [_block(block) for block in edition.blocks],
    }


def trilingual(words: Bilingual | Statement) -> dict[str, str]:
    """Return bilingual words in the three languages of the site."""
    return {"zh-Hans": words.zh, "zh-Hant": traditional(words.zh), "en": words.en}


def _block(block: Paragraph) -> dict[str, Any]:
    return {
        "id": block.id,
        "kind": block.kind,
        "level": block.level,
        "number": block.number,
        "text": {"zh-Hans": block.hans, "zh-Hant": block.hant, "en": block.english},
        "sentences": [
            {"id": sentence.id, "zh-Hans": sentence.hans, "zh-Hant": sentence.hant, "en": sentence.english}
            for sentence in block.sentences
        ],
        "responsible": {
            "lead": [unit.full for unit in block.responsible.lead],
            "units": [unit.full for unit in block.responsible.units],
            "printed": {
                "lead": _printed(block.responsible.lead),
                "units": _printed(block.responsible.units),
            },
        },
    }


def _printed(units: Iterable[Unit]) -> list[str]:
    return [unit.printed for unit in units]


def write(folder: Path, editions: Iterable[Edition]) -> None:
    """Write the data files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(documents(editions), ensure_ascii=False, indent=1)
    (folder / "documents.json").write_text(f"{text}\n", "utf-8")
