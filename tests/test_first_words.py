"""What readers are told before they open a document: who is meant, what matters most, one example, one finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from typing import get_args

import pytest

from policy_site.facts.summary import EXPLAINING
from policy_site.library import Library
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.facts import SiteFacts
from policy_site.pages.questions import QuestionViews
from policy_site.pages.tree import render
from policy_site.sources.records import AudienceNotes, ExplainingSlot, Locale


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
    assert f"{short:.1f}% fewer" in finding.en
    used = {outcome.source for outcome in langfang.outcomes if outcome.verdict in ("met", "missed")}
    assert used == set(finding.sources)


def in_order(page: str, parts: Sequence[str]) -> None:
    """Assert that each part stands on the page, after the one before; tags and the escapes of Markdown do not count."""
    place = 0
    for part in parts:
        found = page.find(part, place)
        assert found >= 0, f"{part!r} is not there, or stands too early"
        place = found


@pytest.mark.parametrize("locale", LOCALES)
def test_the_home_page_shows_example_finding_questions_documents_and_then_the_finder(
    library: Library, locale: Locale
) -> None:
    catalog = Catalog(locale, library.home.collection)
    page = words_of(render(library, locale)["index.md"])
    example = next(each for each in library.editions if each.slug == "wuhan-2020")
    point = example.sources.summary.points("does")[0]
    (sentence,) = example.cited("s3.3-p1-1")
    clause = [catalog.chinese(sentence.english), catalog.sentence(sentence)]
    note = next(note for note in example.notes if note.at == sentence.id)
    assert point.does_not_mean
    assert library.home.finding
    shown = [catalog.pick(point), catalog.pick(point.does_not_mean), *(clause if locale == "en" else clause[::-1])]
    shown += [catalog.pick(note), catalog.pick(library.home.finding), "9,100" if locale == "en" else "9100"]
    order = [catalog.message("home.lead"), *shown, "{: #ask }", "{: #documents }", "{: #find }", "{: #across }"]
    in_order(page, order)


@pytest.mark.parametrize("locale", LOCALES)
def test_an_audience_is_told_whom_it_covers_before_the_cards_and_who_holds_the_task_with_the_source(
    library: Library, locale: Locale
) -> None:
    catalog, pages = Catalog(locale), render(library, locale)
    sources = {source.id: source for source in library.sources}
    for note in library.audiences.audiences:
        parts = ["{: #answers }", "{: #covers }", catalog.pick(note.covers), "{: #unsaid }"]
        if note.today:
            titles = (catalog.chinese(sources[each].title) for each in note.today.sources)
            parts += ["{: #today }", catalog.pick(note.today), *titles]
        in_order(words_of(pages[f"for/{note.id}.md"]), [*parts, "{: #audience-measures }"])


def words_of(markdown: str) -> str:
    """Return what a reader reads of a page of Markdown: without tags, entities and backslashes."""
    return unescape(re.sub(r"<[^>]*>", "", markdown)).replace("\\", "")
