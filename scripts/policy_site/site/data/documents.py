"""Documents: every block and sentence of every edition as plain data (documents.json).

In: the editions. Out: dictionaries and lists, as JSON has them.

Guarantees:
1. Every block and sentence stands there in order, in the three languages of the site.
2. English is empty until it is translated; nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...sources.records import Draft, Grounded, Statement
from ...text.edition import Edition, Paragraph
from ...text.scripts import traditional
from ...text.units import Unit


def documents(editions: Iterable[Edition]) -> dict[str, Any]:
    """Return all editions as plain data (the content of documents.json)."""
    return {"documents": [_document(edition) for edition in editions]}


def _document(edition: Edition) -> dict[str, Any]:
    record = edition.record
    return {
        "slug": edition.slug,
        "title": trilingual(record.title),
        "genre": record.genre.value if record.genre else None,
        "genre_name": trilingual(record.genre.name) if record.genre and record.genre.name else None,
        "issuers": [trilingual(issuer) for issuer in record.issuers],
        "document_number": record.document_number.zh if record.document_number else None,
        "dated": record.dated.value.isoformat() if record.dated else None,
        "published": record.published.value.isoformat() if record.published else None,
        "place": trilingual(record.place) if record.place else None,
        "status": {**trilingual(record.status), "as_of": record.status.as_of} if record.status else None,
        "basis": dict(bases(edition)),
        "witness": {"sha256": record.witness.sha256, "characters": len(edition.sources.text)},
        "blocks": [_block(block) for block in edition.blocks],
    }


def bases(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield for each element given above whether the text states it, or we infer or supply it."""
    record = edition.record
    for name in ("title", "genre", "issuers", "document_number", "dated", "published"):
        value = getattr(record, name)
        first = value[0] if isinstance(value, tuple) and value else value
        if isinstance(first, Grounded):
            yield name, first.basis


def trilingual(words: Draft | Statement) -> dict[str, str]:
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
            "cooperating": [unit.full for unit in block.responsible.cooperating],
            "deadline": block.responsible.deadline or None,
            "others": block.responsible.others,
            "printed": {
                "lead": _printed(block.responsible.lead),
                "units": _printed(block.responsible.units),
                "cooperating": _printed(block.responsible.cooperating),
            },
        },
    }


def _printed(units: Iterable[Unit]) -> list[str]:
    return [unit.printed for unit in units]
