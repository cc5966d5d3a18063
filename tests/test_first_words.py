"""What readers are told before they open a document: who is meant, what matters most, one example, one finding."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from conftest import ROOT
from policy_site.facts.summary import EXPLAINING
from policy_site.library import Library, load
from policy_site.pages.catalog import Catalog
from policy_site.pages.facts import SiteFacts
from policy_site.pages.questions import QuestionViews
from policy_site.sources.records import AudienceNotes, ExplainingSlot


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT)


def test_every_audience_that_a_measure_names_is_told_who_is_meant_and_no_other(library: Library) -> None:
    named = {audience for each in library.facts for measure in each.measures for audience in measure.audiences}
    assert {note.id for note in library.audiences.audiences} == named


def test_what_matters_most_to_an_audience_is_five_questions_that_its_page_has(library: Library) -> None:
    catalog = Catalog("en")
    without = AudienceNotes(
        audiences=tuple(note.model_copy(update={"first": ()}) for note in library.audiences.audiences)
    )
    views = QuestionViews(library.questions, SiteFacts(library, catalog), catalog, library.audiences)
    unranked = QuestionViews(library.questions, SiteFacts(library, catalog), catalog, without)
    for note in library.audiences.audiences:
        assert len(note.first) == 5, note.id
        assert [view.id for view in views.for_audience(note.id)][:5] == list(note.first)
        served = [view.id for view in unranked.for_audience(note.id)]
        assert set(note.first) <= set(served), (note.id, set(note.first) - set(served))
        assert sorted(view.id for view in views.for_audience(note.id)) == sorted(served)


def test_who_holds_a_task_today_is_said_only_where_a_source_reports_it(library: Library) -> None:
    said = {note.id: note.today.sources for note in library.audiences.audiences if note.today}
    assert said == {"foreign-expert": ("C-GEN-1",), "government": ("C-WH-1", "C-GEN-1")}


def test_an_example_may_stand_in_every_slot_that_explains() -> None:
    assert get_args(ExplainingSlot) == EXPLAINING


def test_the_example_of_the_home_page_is_the_clause_on_work_permits_with_its_note_on_four_ways(
    library: Library,
) -> None:
    example = library.home.example
    assert example
    edition = next(each for each in library.editions if each.slug == example.slug)
    point = edition.sources.summary.points(example.slot)[example.number - 1]
    assert point.cites == ("s3.3-p1-1",)
    assert {note.words for note in edition.notes if note.at == "s3.3-p1-1"} == {"四办"}


def test_the_finding_of_the_home_page_follows_from_the_outcomes(library: Library) -> None:
    finding = library.home.finding
    assert finding
    langfang = next(each for each in library.facts if each.edition.slug == "langfang-2019")
    verdicts = Counter(outcome.verdict for outcome in langfang.outcomes)
    assert (verdicts["met"], verdicts["missed"]) == (3, 1)
    assert "3项达到，1项没有" in finding.zh
    missed = next(outcome for outcome in langfang.outcomes if outcome.verdict == "missed")
    target = next(each for each in langfang.targets if each.id == missed.of)
    assert finding.chart == f"langfang-2019-{target.id}"
    short = 100 * (int(target.value) - int(missed.value or 0)) / int(target.value)
    assert f"少{short:.1f}%" in finding.zh
    assert f"{short:.1f} percent fewer" in finding.en
    used = {outcome.source for outcome in langfang.outcomes if outcome.verdict in ("met", "missed")}
    assert used == set(finding.sources)
