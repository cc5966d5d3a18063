"""Tables of words and answers: glossary, names, questions, answers, sources.

In: the library. Out: tables.

Guarantees:
1. The answers have a row for every question and document; not-yet-read where nobody looked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...english.pinyin import pinyin
from ...facts.facts import Facts
from ...library import Library
from ...sources.records import Answer, Name, Question, Source, Term
from ...text.scripts import traditional
from .facts_tables import pair
from .table import BLOCKS, DOCUMENT, Column, Row, Table, both, linked, of, rows

#: Stands for a verdict where nobody has read the document for the questions yet.
NOT_YET_READ = "not-yet-read"

GLOSSARY = (
    of(Term, "id"), Column("zh-Hans", "the term in Simplified Chinese"),
    Column("zh-Hant", "the term in Traditional Chinese"), Column("pinyin", "toned pinyin"), of(Term, "en"),
    Column("senses", "the English of each sense, and when it is meant", "array"), of(Term, "status"),
    of(Term, "source"), Column("rivals", "other renderings, and who uses them", "array"), *both(Term, "definition"),
)  # fmt: skip
ENTITIES = (
    of(Name, "zh"), Column("zh-Hant", "Traditional Chinese"), of(Name, "en"), of(Name, "kind"), of(Name, "source"),
    of(Name, "also", type="array"),
    Column("abbreviated", "abbreviations that stand for it, as inferred", "array"), *both(Name, "unsettled"),
)  # fmt: skip
QUESTIONS = (
    of(Question, "id"), of(Question, "group"), Column("zh", "the question in Simplified Chinese"),
    Column("en", "the question in English"), *both(Question, "answer"),
    Column("blocks", "what the answer rests on, as slug#id", "array"),
)  # fmt: skip
ANSWERS = (
    linked(Column("question", "the question, by its id"), "questions", "id"), DOCUMENT,
    of(Answer, "verdict", also=NOT_YET_READ), Column("zh", "the answer in Simplified Chinese"),
    Column("en", "the answer in English"), BLOCKS, of(Answer, "sources", type="array"), *both(Answer, "does_not_mean"),
)  # fmt: skip
SOURCES = (
    of(Source, "id"), of(Source, "title"), *both(Source, "publisher"), of(Source, "date"),
    of(Source, "date_inferred", type="boolean"), of(Source, "address"), *both(Source, "says"),
)  # fmt: skip


def tables(library: Library) -> Iterator[Table]:
    """Yield the tables of words, questions and sources."""
    yield Table("glossary", "The terms and their English", GLOSSARY, rows(map(_term_row, library.terms)), ("id",))
    yield Table("entities", "Named places, bodies, programs", ENTITIES, rows(map(_name_row, library.names)), ("zh",))
    asked = library.questions.questions
    yield Table("questions", "What readers ask", QUESTIONS, rows(map(_question_row, asked)), ("id",))
    answers = (_answer_row(facts, question) for question in asked for facts in library.facts)
    about = "What each document answers to each question"
    yield Table("answers", about, ANSWERS, rows(answers), ("question", "document"))
    yield Table("sources", "Outside sources", SOURCES, rows(map(_source_row, library.sources)), ("id",))


def _term_row(term: Term) -> Row:
    return {
        "id": term.id,
        "zh-Hans": term.zh,
        "zh-Hant": traditional(term.zh),
        "pinyin": pinyin(term.zh),
        "en": term.en,
        "senses": tuple(f"{sense.en} ({sense.when.en.rstrip('.')})" for sense in term.senses),
        "status": term.status,
        "source": term.source,
        "rivals": tuple(f"{rival.en} ({rival.used_by})" for rival in term.rivals),
        **pair("definition", term.definition),
    }


def _name_row(name: Name) -> Row:
    return {
        "zh": name.zh,
        "zh-Hant": traditional(name.zh),
        "en": name.en,
        "kind": name.kind,
        "source": name.source,
        "also": name.also,
        "abbreviated": tuple(each.zh for each in name.abbreviated),
        **pair("unsettled", name.unsettled),
    }


def _question_row(question: Question) -> Row:
    return {
        "id": question.id,
        "group": question.group,
        "zh": question.zh,
        "en": question.en,
        **pair("answer", question.answer),
        "blocks": question.answer.cites,
    }


def _answer_row(facts: Facts, question: Question) -> Row:
    """Return what a document answers to a question."""
    answer = facts.answer(question.id)
    key = {"question": question.id, "document": facts.edition.slug}
    if answer is None:
        return {**key, "verdict": NOT_YET_READ}
    return {
        **key,
        "verdict": answer.verdict,
        "zh": answer.zh,
        "en": answer.en,
        "blocks": answer.cites,
        "sources": answer.sources,
        **pair("does_not_mean", answer.does_not_mean),
    }


def _source_row(source: Source) -> Row:
    return {
        "id": source.id,
        "title": source.title,
        **pair("publisher", source.publisher),
        "date": source.date,
        "date_inferred": source.date_inferred,
        "address": source.address,
        **pair("says", source.says),
    }
