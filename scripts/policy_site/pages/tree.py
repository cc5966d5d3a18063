"""Tree: which pages there are, for one locale.

In: the library. Out: path under docs/<locale>/ → the Markdown that MkDocs reads.

Guarantees:
1. Pure: the same library gives the same bytes.
2. Every file says in its head that it is generated and by which command.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, get_args

from ..library import SOURCE_TEXTS, Library
from ..sources.records import (
    Locale,
    Measure,
    NameKind,
    TargetKind,
)
from . import glossary, heads
from .catalog import LANGUAGE_NAMES, Catalog
from .document import DocumentPage
from .facts import DocumentFacts, FactViews, baseline, kind_name, leading, magnitude, pictures, printed, when
from .heads import Head
from .labels import label
from .questions import QuestionViews
from .templates import environment, rendered

Pages = dict[str, str]
#: How templates print a figure: its value, its kind, its time, the figures that come first.
_FIGURES: dict[str, Any] = {"printed": printed, "kind_name": kind_name, "when": when, "leading": leading}


def render(library: Library, locale: Locale) -> Pages:
    """Return every generated page of a locale."""
    catalog = Catalog(locale)
    facts = FactViews(library, catalog)
    views = sorted(
        (DocumentPage(edition, catalog) for edition in library.editions), key=lambda v: v.date(), reverse=True
    )
    questions = QuestionViews(library.questions, facts, catalog, library.audiences)
    shown = {"documents": views, "views": facts, "questions": questions}
    home = Head(catalog.message("home.name"), catalog.message("home.lead"))
    pages = {
        "index.md": rendered("home", SOURCE_TEXTS, catalog, home, **shown),
        "policies/index.md": rendered("documents", SOURCE_TEXTS, catalog, heads.of_list(catalog), **shown),
        "about.md": rendered("about", SOURCE_TEXTS, catalog, heads.of_page("about", catalog), **shown),
        "search.md": rendered("search", SOURCE_TEXTS, catalog, heads.of_search(catalog), **shown),
    }
    for view in views:
        pages |= _document(view, facts, questions)
    return (
        pages | _glossary(library, catalog) | _facts(facts, questions, catalog) | _questions(questions, facts, catalog)
    )


def _document(page: DocumentPage, views: FactViews, questions: QuestionViews) -> Pages:
    """Return the pages of one document: explained, in full, and on one sheet if there are facts."""
    origin, folder, facts = f"{SOURCE_TEXTS}/{page.slug}", f"policies/{page.slug}", views.document(page.slug)
    make = partial(rendered, origin=origin, catalog=page.catalog)
    pages = {
        f"{folder}/index.md": make(
            "explainer", head=heads.of_explainer(page), document=page, facts=facts, views=views, questions=questions
        ),
        f"{folder}/text.md": make("text", head=heads.of_text(page), document=page),
    }
    if views.shown:
        summary = page.edition.sources.summary
        pages[f"{folder}/brief.md"] = make(
            "brief", head=heads.of_brief(page), document=facts, summary=summary, **_FIGURES
        )
    return pages


def _facts(views: FactViews, questions: QuestionViews, catalog: Catalog) -> Pages:
    """Return the pages that cut across the documents, if there are facts and topics."""
    if not views.shown:
        return {}
    shared = {
        "views": views,
        "questions": questions,
        "pictures": pictures,
        "place": label,
        "baseline": baseline,
        "magnitude": magnitude,
        **_FIGURES,
    }
    pages = {}
    for name in ("topics", "audiences", "compare", "measures", "targets", "units", "names", "timeline", "coverage"):
        pages[f"{name}.md"] = rendered(
            name,
            SOURCE_TEXTS,
            catalog,
            heads.of_page(name, catalog),
            **shared,
            name_kinds=get_args(NameKind),
            target_kinds=get_args(TargetKind),
        )
    for topic in views.topics:
        found = partial(_on_topic, topic.id)
        pages[f"topics/{topic.id}.md"] = rendered(
            "topic", SOURCE_TEXTS, catalog, heads.of_topic(topic, catalog), **shared, topic=topic, found=found
        )
    for audience in views.audiences:
        found = partial(_for_audience, audience)
        page = rendered(
            "audience",
            SOURCE_TEXTS,
            catalog,
            heads.of_audience(audience, catalog),
            **shared,
            audience=audience,
            found=found,
        )
        pages[f"for/{audience}.md"] = page
    return pages


def _questions(questions: QuestionViews, views: FactViews, catalog: Catalog) -> Pages:
    """Return the list of questions, a page for each, and a page of answers for each document, if any are asked."""
    if not questions.all:
        return {}
    origin = f"{SOURCE_TEXTS}/questions.yml"
    pages = {
        "questions.md": rendered(
            "questions",
            origin,
            catalog,
            heads.of_page("questions", catalog, count=len(questions.all)),
            questions=questions,
        )
    }
    for _, _, group in questions.groups:
        for view in group:
            others = [other for other in group if other is not view]
            page = rendered(
                "question", origin, catalog, heads.of_question(view), questions=questions, view=view, others=others
            )
            pages[f"questions/{view.id}.md"] = page
    for document in views.documents:
        origin = f"{SOURCE_TEXTS}/{document.slug}/answers.yml"
        page = rendered("answers", origin, catalog, heads.of_answers(document), questions=questions, document=document)
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
    head = heads.of_page("glossary", catalog, count=len(terms))
    pages = {"glossary.md": rendered("glossary", origin, catalog, head, terms=terms, departures=departures)}
    letters = glossary.by_initial(terms)
    for letter, group in letters.items():
        page = rendered(
            "concordance",
            origin,
            catalog,
            heads.of_concordance(letter, catalog),
            letter=letter,
            letters=list(letters),
            terms=group,
        )
        pages[f"concordance/{letter}.md"] = page
    return pages


def chooser(catalogs: Sequence[tuple[Locale, Catalog]], sheet: str) -> str:
    """Return site/index.html, which offers the languages of the site; ``sheet`` is the style sheet of a locale."""
    description = " ".join(catalog.message("home.title") for _, catalog in catalogs)
    template = environment().get_template("chooser.html.j2")
    return template.render(catalogs=catalogs, names=LANGUAGE_NAMES, sheet=sheet, description=description)
