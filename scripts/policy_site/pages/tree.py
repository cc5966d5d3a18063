"""Tree: which pages there are, for one locale.

In: the library. Out: path under docs/<locale>/ → the Markdown that MkDocs reads.

Guarantees:
1. Pure: the same library gives the same bytes.
2. Every file says in its first line that it is generated and by which command.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import get_args

from ..library import SOURCE_TEXTS, Library
from ..sources.records import (
    Locale,
    Measure,
    NameKind,
    TargetKind,
)
from . import glossary
from .catalog import Catalog
from .document import DocumentPage
from .facts import DocumentFacts, FactViews, baseline, kind_name, leading, magnitude, pictures, printed, when
from .labels import label
from .questions import QuestionViews
from .templates import environment, rendered

Pages = dict[str, str]


def render(library: Library, locale: Locale) -> Pages:
    """Return every generated page of a locale."""
    catalog = Catalog(locale)
    facts = FactViews(library, catalog)
    questions = QuestionViews(library.questions, facts, catalog)
    views = sorted(
        (DocumentPage(edition, catalog) for edition in library.editions), key=lambda v: v.date(), reverse=True
    )
    pages: dict[str, str] = {}
    for name, template in (
        ("index", "home"),
        ("policies/index", "documents"),
        ("about", "about"),
        ("search", "search"),
    ):
        pages[f"{name}.md"] = rendered(
            template, SOURCE_TEXTS, catalog, documents=views, views=facts, questions=questions
        )
    for view in views:
        origin = f"{SOURCE_TEXTS}/{view.slug}"
        found = facts.document(view.slug)
        pages[f"policies/{view.slug}/index.md"] = rendered(
            "explainer", origin, catalog, document=view, facts=found, views=facts, questions=questions
        )
        pages[f"policies/{view.slug}/text.md"] = rendered("text", origin, catalog, document=view)
    return pages | _glossary(library, catalog) | _facts(facts, catalog) | _questions(questions, facts, catalog)


def _facts(views: FactViews, catalog: Catalog) -> Pages:
    """Return the pages that cut across the documents, if there are facts and topics."""
    if not views.shown:
        return {}
    figures = {"printed": printed, "kind_name": kind_name, "when": when, "leading": leading}
    shared = {
        "views": views,
        "pictures": pictures,
        "place": label,
        "baseline": baseline,
        "magnitude": magnitude,
        **figures,
    }
    pages = {}
    for name in ("topics", "audiences", "compare", "measures", "targets", "units", "names", "timeline", "coverage"):
        pages[f"{name}.md"] = rendered(
            name, SOURCE_TEXTS, catalog, **shared, name_kinds=get_args(NameKind), target_kinds=get_args(TargetKind)
        )
    for topic in views.topics:
        found = partial(_on_topic, topic.id)
        pages[f"topics/{topic.id}.md"] = rendered("topic", SOURCE_TEXTS, catalog, **shared, topic=topic, found=found)
    for audience in views.audiences:
        found = partial(_for_audience, audience)
        page = rendered("audience", SOURCE_TEXTS, catalog, **shared, audience=audience, found=found)
        pages[f"for/{audience}.md"] = page
    for document in views.documents:
        summary = document.edition.sources.summary
        origin = f"{SOURCE_TEXTS}/{document.slug}"
        page = rendered("brief", origin, catalog, document=document, summary=summary, **figures)
        pages[f"policies/{document.slug}/brief.md"] = page
    return pages


def _questions(questions: QuestionViews, views: FactViews, catalog: Catalog) -> Pages:
    """Return the list of questions, a page for each, and a page of answers for each document, if any are asked."""
    if not questions.all:
        return {}
    origin = f"{SOURCE_TEXTS}/questions.yml"
    pages = {"questions.md": rendered("questions", origin, catalog, questions=questions)}
    for _, _, group in questions.groups:
        for view in group:
            others = [other for other in group if other is not view]
            page = rendered("question", origin, catalog, questions=questions, view=view, others=others)
            pages[f"questions/{view.id}.md"] = page
    for document in views.documents:
        origin = f"{SOURCE_TEXTS}/{document.slug}/answers.yml"
        page = rendered("answers", origin, catalog, questions=questions, document=document)
        pages[f"policies/{document.slug}/answers.md"] = page
    return pages


def _on_topic(topic: str, document: DocumentFacts) -> list[Measure]:
    return document.on_topic(topic)


def _for_audience(audience: str, document: DocumentFacts) -> list[Measure]:
    return document.for_audience(audience)


def _glossary(library: Library, catalog: Catalog) -> Pages:
    """Return the glossary and its concordance, if there is a glossary."""
    if not library.terms:
        return {}
    origin = f"{SOURCE_TEXTS}/glossary.yml"
    terms = glossary.term_views(library, catalog)
    departures = glossary.departure_views(library, catalog)
    pages = {"glossary.md": rendered("glossary", origin, catalog, terms=terms, departures=departures)}
    letters = glossary.by_initial(terms)
    for letter, group in letters.items():
        page = rendered("concordance", origin, catalog, letter=letter, letters=list(letters), terms=group)
        pages[f"concordance/{letter}.md"] = page
    return pages


def chooser(catalogs: Iterable[tuple[Locale, Catalog]]) -> str:
    """Return site/index.html, which offers the languages of the site."""
    return environment().get_template("chooser.html.j2").render(catalogs=list(catalogs))
