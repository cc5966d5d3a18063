"""Data: the editions and facts as open data, from the same objects as the pages.

In: the library. Out: files under site/data/.

Guarantees:
1. documents.json holds every block and sentence of every edition, in three languages, in order.
2. English is empty until it is translated; nothing is invented.
3. The tables hold the very facts of the pages; lists inside a cell are parted by “; ”.
4. answers.json and answers.csv have an entry for every question and document; null or not-yet-read where nobody looked.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ..english.concordance import pinyin
from ..facts import quantity
from ..facts.commitments import PARTS, Commitment, ledger
from ..facts.facts import Facts
from ..library import Library
from ..sources.records import Draft, Grounded, Measure, Outcome, Question, Statement, Target, Term
from ..text.edition import Edition, Paragraph
from ..text.scripts import traditional
from ..text.units import Unit

MEASURES = (
    "id", "document", "blocks", "zh", "en", "quote", "topic", "instrument", "audiences", "counterparts",
    "force", "force_quote", "gives", *(f"{part}_{language}" for part in PARTS for language in ("zh", "en")),
    "lead", "units",
)  # fmt: skip
TARGETS = (
    "id", "document", "blocks", "indicator_zh", "indicator_en", "baseline", "value", "bound", "aim", "cumulative",
    "unit", "unit_en", "printed_zh", "printed_en", "year", "year_end", "year_basis", "kind", "caution_zh",
    "caution_en", "quote", "outcome", "outcome_zh", "outcome_en", "data_date", "verdict", "source", "source_published",
)  # fmt: skip
COMMITMENTS = (
    "document", "id", "gives", *(f"{part}_{language}" for part in PARTS for language in ("zh", "en")),
    "zh", "en", "force", "force_quote", "lead", "units", "verdict", "outcome_zh", "outcome_en", "data_date", "source",
    "blocks",
)  # fmt: skip
ANSWERS = ("question", "document", "verdict", "zh", "en", "blocks", "sources", "does_not_mean_zh", "does_not_mean_en")
#: Stands for a verdict where nobody has read the document for the questions yet.
NOT_YET_READ = "not-yet-read"
GLOSSARY = (
    "id", "zh-Hans", "zh-Hant", "pinyin", "en", "senses", "status", "source", "rivals", "definition_zh", "definition_en"
)  # fmt: skip


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
        "basis": dict(_bases(edition)),
        "witness": {"sha256": record.witness.sha256, "characters": len(edition.sources.text)},
        "blocks": [_block(block) for block in edition.blocks],
    }


def _bases(edition: Edition) -> Iterator[tuple[str, str]]:
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


def measure_row(facts: Facts, measure: Measure) -> dict[str, str]:
    """Return one measure as a line of measures.csv."""
    responsible = facts.responsible(measure)
    return {
        "id": measure.id,
        "document": facts.edition.slug,
        "blocks": "; ".join(measure.cites),
        "zh": measure.zh,
        "en": measure.en,
        "quote": measure.quote,
        "topic": "; ".join(measure.topics),
        "instrument": measure.instrument,
        "audiences": "; ".join(measure.audiences),
        "counterparts": "; ".join(measure.counterparts),
        "force": measure.force,
        "force_quote": measure.force_quote,
        "gives": measure.gives,
        **_parts(measure),
        "lead": "; ".join(unit.full for unit in responsible.lead),
        "units": "; ".join(unit.full for unit in responsible.units),
    }


def _parts(measure: Measure) -> dict[str, str]:
    """Return beneficiary, amount, condition and deadline of a measure in both languages, empty where none is stated."""
    found = ((part, getattr(measure, part)) for part in PARTS)
    return {
        f"{part}_{language}": getattr(words, language) if words else ""
        for part, words in found
        for language in ("zh", "en")
    }


def commitment_row(facts: Facts, line: Commitment) -> dict[str, str]:
    """Return one line of the ledger as a line of commitments.csv."""
    responsible = facts.responsible(line.measure)
    return {
        "document": line.document,
        "id": line.measure.id,
        "gives": line.measure.gives,
        **_parts(line.measure),
        "zh": line.measure.zh,
        "en": line.measure.en,
        "force": line.measure.force,
        "force_quote": line.measure.force_quote,
        "lead": "; ".join(unit.full for unit in responsible.lead),
        "units": "; ".join(unit.full for unit in responsible.units),
        **_reported(line.outcome),
        "blocks": "; ".join(line.measure.cites),
    }


def _reported(outcome: Outcome | None) -> dict[str, str]:
    """Return what is reported on a fact; all empty where nothing is."""
    return {
        "verdict": outcome.verdict if outcome else "",
        "outcome_zh": outcome.zh if outcome else "",
        "outcome_en": outcome.en if outcome else "",
        "data_date": outcome.data_date or "" if outcome else "",
        "source": outcome.source if outcome else "",
    }


def target_row(facts: Facts, target: Target, published: Mapping[str, str]) -> dict[str, str]:
    """Return one target, with what is reported on it, as a line of targets.csv; ``published`` dates the sources."""
    outcome = facts.outcome(target)
    zh, en = (quantity.rendered(target.value, target.unit, each, target.bound, target.aim) for each in ("zh", "en"))
    return {
        "id": target.id,
        "document": facts.edition.slug,
        "blocks": "; ".join(target.cites),
        "indicator_zh": target.indicator.zh,
        "indicator_en": target.indicator.en,
        "baseline": target.baseline or "",
        "value": target.value,
        "bound": target.bound,
        "aim": str(target.aim).lower(),
        "cumulative": str(target.cumulative).lower(),
        "unit": target.unit.zh,
        "unit_en": target.unit.en,
        "printed_zh": str(zh),
        "printed_en": str(en),
        "year": str(target.year or ""),
        "year_end": str(target.year_end).lower(),
        "year_basis": target.year_basis,
        "kind": target.kind,
        "caution_zh": target.caution.zh if target.caution else "",
        "caution_en": target.caution.en if target.caution else "",
        "quote": target.quote,
        "outcome": outcome.value or "" if outcome else "",
        **_reported(outcome),
        "source_published": published.get(outcome.source, "") if outcome else "",
    }


def answers(library: Library) -> dict[str, Any]:
    """Return the questions with the answer of each document as plain data (the content of answers.json)."""
    asked = library.questions
    return {
        "verdicts": [verdict.model_dump() for verdict in asked.verdicts],
        "groups": [group.model_dump() for group in asked.groups],
        "questions": [
            question.model_dump() | {"documents": _by_document(library, question)} for question in asked.questions
        ],
    }


def _by_document(library: Library, question: Question) -> dict[str, Any]:
    found = ((facts.edition.slug, facts.answer(question.id)) for facts in library.facts)
    return {slug: answer.model_dump(exclude={"question"}) if answer else None for slug, answer in found}


def _answer_row(facts: Facts, question: Question) -> dict[str, str]:
    """Return what a document answers to a question as a line of answers.csv."""
    answer = facts.answer(question.id)
    key = {"question": question.id, "document": facts.edition.slug}
    if answer is None:
        return key | {"verdict": NOT_YET_READ}
    return key | {
        "verdict": answer.verdict,
        "zh": answer.zh,
        "en": answer.en,
        "blocks": "; ".join(answer.cites),
        "sources": "; ".join(answer.sources),
        "does_not_mean_zh": answer.does_not_mean.zh if answer.does_not_mean else "",
        "does_not_mean_en": answer.does_not_mean.en if answer.does_not_mean else "",
    }


def _term_row(term: Term) -> dict[str, str]:
    return {
        "id": term.id,
        "zh-Hans": term.zh,
        "zh-Hant": traditional(term.zh),
        "pinyin": pinyin(term.zh),
        "en": term.en,
        "senses": "; ".join(f"{sense.en} ({sense.when.en.rstrip('.')})" for sense in term.senses),
        "status": term.status,
        "source": term.source or "",
        "rivals": "; ".join(f"{rival.en} ({rival.used_by})" for rival in term.rivals),
        "definition_zh": term.definition.zh,
        "definition_en": term.definition.en,
    }


def _json(data: Mapping[str, Any]) -> bytes:
    """Return plain data as JSON in UTF-8."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def _tmx(editions: Iterable[Edition]) -> bytes:
    """Return all translated sentences as a translation memory (TMX 1.4b)."""
    root = ElementTree.Element("tmx", version="1.4")
    header = {
        "creationtool": "policy-site", "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "gettext PO",
        "adminlang": "en", "srclang": "zh-Hans", "datatype": "plaintext",
    }  # fmt: skip
    ElementTree.SubElement(root, "header", header)
    body = ElementTree.SubElement(root, "body")
    for edition in editions:
        for sentence in (each for each in edition.sentences if each.english):
            unit = ElementTree.SubElement(body, "tu", tuid=f"{edition.slug}#{sentence.id}")
            for language, text in (("zh-Hans", sentence.hans), ("zh-Hant", sentence.hant), ("en", sentence.english)):
                variant = ElementTree.SubElement(unit, "tuv", {"xml:lang": language})
                ElementTree.SubElement(variant, "seg").text = text
    ElementTree.indent(root, space=" ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def files(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each data file."""
    yield "documents.json", _json(documents(library.editions))
    yield "answers.json", _json(answers(library))
    rows = (_answer_row(facts, question) for question in library.questions.questions for facts in library.facts)
    yield "answers.csv", _csv(ANSWERS, rows)
    yield "measures.csv", _csv(MEASURES, (measure_row(f, each) for f in library.facts for each in f.measures))
    published = {source.id: source.date or "" for source in library.sources}
    yield "targets.csv", _csv(TARGETS, (target_row(f, each, published) for f in library.facts for each in f.targets))
    lines = (commitment_row(f, each) for f in library.facts for each in ledger(f))
    yield "commitments.csv", _csv(COMMITMENTS, lines)
    yield "glossary.csv", _csv(GLOSSARY, map(_term_row, library.terms))
    yield "corpus.tmx", _tmx(library.editions)


def write(folder: Path, library: Library) -> None:
    """Write the data files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files(library):
        (folder / name).write_bytes(content)
