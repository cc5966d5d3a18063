"""Tables of texts: the documents, their sentences, and what was done to the captures.

In: the library. Out: tables.

Guarantees:
1. The sentences of a document, joined in order, are its text.
2. What a hijacked host injected is printed as its sign, never itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...library import Library
from ...pages.catalog import Catalog
from ...sources.records import Annotation, Document, Emendation, Status, WitnessFact
from ...text.edition import Edition
from ...text.injected import InjectedNames
from ...text.scripts import traditional
from .documents import bases
from .facts_tables import pair
from .table import DOCUMENT, Cell, Column, Row, Table, both, of, rows

DOCUMENTS = (
    Column("slug", "the document’s name in addresses"),
    *(Column(f"title_{language}", f"title, in {language}") for language in ("zh-Hans", "zh-Hant", "en")),
    *both(Document, "short_title"), Column("genre", "kind of document"),
    Column("issuers_zh", "issuing bodies, in Simplified Chinese", "array"),
    Column("issuers_en", "issuing bodies, in English", "array"), of(Document, "document_number"),
    of(Document, "dated", type="date"), of(Document, "published", type="date"), *both(Document, "place"),
    Column("period", "years it plans for, from/to (ISO 8601); an open end is .."), *both(Document, "status"),
    of(Status, "as_of", column="status_as_of"), of(WitnessFact, "sha256"),
    Column("supplied", "columns whose values the editors bring from elsewhere", "array"),
    Column("inferred", "columns whose values the editors infer from the text", "array"),
)  # fmt: skip
SENTENCES = (
    DOCUMENT, Column("block", "id of the block that it stands in"), Column("id", "its id, and its address in the page"),
    Column("kind", "kind of block"), Column("level", "depth of the block; 0 outside the numbering", "integer"),
    Column("number", "number of the block as printed"), Column("zh-Hans", "Simplified Chinese"),
    Column("zh-Hant", "Traditional Chinese"), Column("en", "English; empty until it is translated"),
)  # fmt: skip
APPARATUS = (
    DOCUMENT, Column("id", "its number in the apparatus: a for a change, n for a remark"),
    Column("kind", "kind of change, or remark"), of(Emendation, "lemma"), of(Emendation, "reading"),
    of(Annotation, "suggestion"), of(Emendation, "occurrences", type="integer"), *both(Emendation, "because"),
)  # fmt: skip


def tables(library: Library) -> Iterator[Table]:
    """Yield the tables of texts."""
    documents = (_document_row(edition) for edition in library.editions)
    yield Table("documents", "The documents", DOCUMENTS, rows(documents), ("slug",))
    sentences = (row for edition in library.editions for row in _sentence_rows(edition))
    about = "Every sentence in three languages, in the order of the texts"
    yield Table("sentences", about, SENTENCES, rows(sentences), ("document", "id"))
    entries = (row for edition in library.editions for row in _apparatus_rows(edition))
    about = "Every change of a capture, and remarks on what was left; injected names are blanked"
    yield Table("apparatus", about, APPARATUS, rows(entries), ("document", "id"))


def _document_row(edition: Edition) -> Row:
    record = edition.record
    return {
        "slug": edition.slug,
        "title_zh-Hans": record.title.zh,
        "title_zh-Hant": traditional(record.title.zh),
        "title_en": record.title.en,
        **pair("short_title", record.short_title),
        "genre": record.genre.value if record.genre else "",
        "issuers_zh": tuple(issuer.zh for issuer in record.issuers),
        "issuers_en": tuple(issuer.en for issuer in record.issuers),
        "document_number": record.document_number.zh if record.document_number else "",
        "dated": record.dated.value.isoformat() if record.dated else "",
        "published": record.published.value.isoformat() if record.published else "",
        **pair("place", record.place),
        "period": record.period.value if record.period else "",
        **pair("status", record.status),
        "status_as_of": record.status.as_of if record.status else "",
        "sha256": record.witness.sha256,
        **{basis: tuple(name for name, own in bases(edition) if own == basis) for basis in ("supplied", "inferred")},
    }


def _sentence_rows(edition: Edition) -> Iterator[Row]:
    for block in edition.blocks:
        for sentence in block.sentences:
            yield {
                "document": edition.slug,
                "block": block.id,
                "id": sentence.id,
                "kind": block.kind,
                "level": block.level,
                "number": block.number,
                "zh-Hans": sentence.hans,
                "zh-Hant": sentence.hant,
                "en": sentence.english,
            }


def _apparatus_rows(edition: Edition) -> Iterator[Row]:
    apparatus = edition.sources.apparatus
    for number, change in enumerate(apparatus.emendations, start=1):
        yield _masked(edition, f"a{number}", change, {"kind": change.kind, "reading": change.reading})
    for number, note in enumerate(apparatus.notes, start=1):
        yield _masked(edition, f"n{number}", note, {"kind": "remark", "suggestion": note.suggestion})


def _masked(edition: Edition, key: str, entry: Emendation | Annotation, own: dict[str, str | None]) -> Row:
    """Return an entry of the apparatus without what was injected."""
    injected = InjectedNames.of(edition.record.injected)
    words = {**own, "lemma": entry.lemma, "because_zh": entry.because.zh, "because_en": entry.because.en}
    sign = {"because_en": Catalog("en").message("injected")}
    blank = Catalog("zh-Hans").message("injected")
    cells: dict[str, Cell] = {
        name: injected.masked(text, sign.get(name, blank)) if text else text for name, text in words.items()
    }
    return {"document": edition.slug, "id": key, "occurrences": entry.occurrences, **cells}
