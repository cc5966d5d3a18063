"""Answers: the questions with the answer of each document as plain data (answers.json).

In: the library. Out: dictionaries and lists, as JSON has them.

Guarantees:
1. Every question has an entry for every document; null where nobody looked.
"""

from __future__ import annotations

from typing import Any

from ...library import Library
from ...sources.records import Question


def answers(library: Library) -> dict[str, Any]:
    """Return the questions with the answer of each document."""
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
