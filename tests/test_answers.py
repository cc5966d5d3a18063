"""The answers of the five documents: every question is answered for each, and every reader finds some."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from conftest import FIVE
from policy_site.library import Library
from policy_site.sources.records import AnswerVerdict


@pytest.mark.parametrize("slug", FIVE)
def test_a_document_answers_every_question_in_the_order_in_which_they_are_asked(library: Library, slug: str) -> None:
    facts = next(each for each in library.facts if each.edition.slug == slug)
    assert [answer.question for answer in facts.answers] == [question.id for question in library.questions.questions]


def test_the_verdicts_are_explained_in_the_order_of_their_strength(library: Library) -> None:
    assert tuple(verdict.id for verdict in library.questions.verdicts) == get_args(AnswerVerdict)


def test_every_audience_has_five_questions_and_the_home_page_about_six(library: Library) -> None:
    served = Counter(audience for question in library.questions.questions for audience in question.audiences)
    assert {
        audience: served[audience]
        for audience in (note.id for note in library.audiences.audiences)
        if served[audience] < 5
    } == {}
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


#: Cells whose clauses are worded alike: the words, the verdict that they bear, and where they stand.
ALIKE = [
    ("建立|成立|共建", "says-yes", "guangzhou-2019:listing guangzhou-2019:intellectual-property "
     "langfang-2019:intellectual-property yangtze-delta-2021:joint-labs"),
    ("引导基金", "says-partly", "guangzhou-2019:venture-funds langfang-2019:venture-funds"),
    ("争取.*基金|社会资本", "does-not-say", "wuhan-2020:loans nantong-2024:venture-funds"),
    ("落实.*税收优惠|落实.*所得税优惠", "says-partly", "guangzhou-2019:income-tax guangzhou-2019:company-tax "
     "langfang-2019:company-tax"),
    ("推荐", "says-partly", "wuhan-2020:awards langfang-2019:awards"),
    ("强化|优化|完善|加大", "plans-to", "wuhan-2020:intellectual-property langfang-2019:work-and-stay-permits "
     "yangtze-delta-2021:public-money"),
    ("鼓励|支持", "plans-to", "nantong-2024:permanent-residence nantong-2024:awards wuhan-2020:centers-abroad "
     "guangzhou-2019:centers-abroad langfang-2019:centers-abroad nantong-2024:centers-abroad "
     "guangzhou-2019:rd-center-here wuhan-2020:rd-center-here langfang-2019:rd-center-here"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "verdict", "cells"), ALIKE)
def test_like_wording_has_the_like_verdict(library: Library, words: str, verdict: str, cells: str) -> None:
    by_slug = {facts.edition.slug: facts for facts in library.facts}
    for slug, question in (cell.split(":") for cell in cells.split()):
        answer = by_slug[slug].answer(question)
        assert answer, (slug, question)
        assert answer.verdict == verdict, (slug, question)
        cited = (sentence.hans for target in answer.cites for sentence in by_slug[slug].edition.cited(target))
        assert re.search(words, "".join(cited)), (slug, question)


def test_an_answer_that_opens_with_silence_has_a_silent_verdict(library: Library) -> None:
    """‘Bank loans are not mentioned’ under the verdict ‘Plans to’ contradicts itself."""
    for facts in library.facts:
        for answer in facts.answers:
            if re.match("(节选)?没有提到", answer.zh) or re.search(r"^[^.]*\b(not mention|mentioned\.)", answer.en):
                assert answer.verdict in ("does-not-say", "cannot-tell"), (facts.edition.slug, answer.question)
