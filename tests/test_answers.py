"""The answers of the five documents: every question is answered for each, and every reader finds some."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from conftest import FIVE, ROOT
from policy_site.library import Library, load
from policy_site.sources.records import AnswerVerdict, Audience


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT)


@pytest.mark.parametrize("slug", FIVE)
def test_a_document_answers_every_question_in_the_order_in_which_they_are_asked(library: Library, slug: str) -> None:
    facts = next(each for each in library.facts if each.edition.slug == slug)
    assert [answer.question for answer in facts.answers] == [question.id for question in library.questions.questions]


def test_the_verdicts_are_explained_in_the_order_of_their_strength(library: Library) -> None:
    assert tuple(verdict.id for verdict in library.questions.verdicts) == get_args(AnswerVerdict)


def test_every_audience_has_five_questions_and_the_home_page_about_six(library: Library) -> None:
    served = Counter(audience for question in library.questions.questions for audience in question.audiences)
    assert {audience: served[audience] for audience in get_args(Audience) if served[audience] < 5} == {}
    assert 5 <= sum(question.top for question in library.questions.questions) <= 8


def test_a_question_is_found_by_other_words_in_both_languages(library: Library) -> None:
    for question in library.questions.questions:
        assert 2 <= len(question.also.zh) <= 6, question.id
        assert 2 <= len(question.also.en) <= 6, question.id


def test_an_answer_across_the_places_cites_every_place_that_is_not_silent(library: Library) -> None:
    for question in library.questions.questions:
        cited = {target.partition("#")[0] for target in question.answer.cites}
        for facts in library.facts:
            answer = facts.answer(question.id)
            if answer and answer.verdict not in ("does-not-say", "cannot-tell"):
                assert facts.edition.slug in cited, (question.id, facts.edition.slug)
