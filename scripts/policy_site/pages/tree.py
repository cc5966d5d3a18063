"""Tree: which pages there are, for one locale.

In: the library. Out: path under docs/<locale>/ → the Markdown that MkDocs reads.

Guarantees:
1. Pure: the same library gives the same bytes.
2. Every file says in its head that it is generated and by which command.
3. Every page says from which documents it follows, with what all share and its place: else it need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from ..library import Library
from ..project import SOURCE_TEXTS
from ..sources.records import Locale
from . import addresses, contexts, glossary, heads, loaded
from .catalog import LANGUAGE_NAMES, Catalog
from .comparison import ComparisonPage
from .document import DocumentPage
from .facts import SiteFacts
from .first_words import HomeWords, audience_view
from .heads import Head
from .ledger import LedgerPage
from .names import NamesPage
from .parted import GLOSSARY, Parted
from .questions import QuestionViews
from .shelves import Planned
from .targets import TargetsPage
from .templates import environment, rendered
from .timeline import TimelinePage
from .units import UnitsPage

Pages = dict[str, str]


class Unmade(NamedTuple):
    """A page before it is made: its file, all that it follows from (nothing where that is not known), what makes it."""

    file: str
    follows: tuple[str, ...]
    make: Callable[[], str]


def render(library: Library, locale: Locale) -> Pages:
    """Return every generated page of a locale, and what the pages of a site with many documents load."""
    return {page.file: page.make() for page in unmade(library, locale)}


def unmade(library: Library, locale: Locale, part: int = 0, parts: int = 1) -> Iterator[Unmade]:
    """Yield every generated page of a locale, and what the pages of a site with many documents load.

    Of ``parts`` that several processes make, it is the one with the number ``part`` (from 0).
    """
    catalog = Catalog(locale, library.home.collection)
    site = SiteFacts(library, catalog)
    shared = (locale, f"{site.shown} {site.parted}", *sorted(library.guides))
    for page, context, head, origin in islice(_plan(library, site, catalog), part, None, parts):
        place = (page.file, repr(head), origin, repr(getattr(context, "part", None)))
        follows = _follows(library, context.follows(), (*shared, *place))
        yield Unmade(page.file, follows, partial(rendered, context, origin, catalog, head))
    for name, slug, make in loaded.scripts(library, site) if site.parted and not part else ():
        yield Unmade(name, _follows(library, (slug,) if slug else None, (*shared, name)), make)


def _follows(library: Library, slugs: tuple[str, ...] | None, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return all that a page follows from, or nothing where that is not known; without ``slugs``: all documents."""
    named = [edition.slug for edition in library.editions] if slugs is None else slugs
    keys = [library.keys.get(slug) for slug in named]
    return (*others, *filter(None, keys)) if keys and all(keys) else ()


def _plan(library: Library, site: SiteFacts, catalog: Catalog) -> Iterator[Planned]:
    """Yield every page of a locale."""
    pages = [DocumentPage(edition, catalog, site.parted) for edition in library.editions]
    pages.sort(key=lambda page: page.record.day_printed, reverse=True)
    questions = QuestionViews(library.questions, site, catalog, library.audiences)
    home = Head(catalog.message("home.name"), catalog.message("home.lead"))
    yield (
        addresses.page("index"),
        contexts.Home(pages, site, questions, HomeWords(library.home, site)),
        home,
        SOURCE_TEXTS,
    )
    parted = Parted(library, site, questions, pages) if site.parted else None
    if parted:
        yield from (*parted.documents(), *parted.about())
    else:
        yield addresses.documents(), contexts.Documents(pages, site, None), heads.of_list(catalog), SOURCE_TEXTS
        yield addresses.page("about"), contexts.About(pages, site, None), heads.of_page("about", catalog), SOURCE_TEXTS
    yield addresses.page("search"), contexts.Search(), heads.of_search(catalog), SOURCE_TEXTS
    for page in pages:
        yield from _document(page, site, questions)
    yield from _glossary(library, catalog, parted)
    if site.shown:
        yield from _facts(library, site, catalog)
        if parted:
            yield from (*parted.facts(), *parted.topics(), *parted.audiences())
        else:
            yield from _lists(library, site, catalog)
            yield from _groups(library, site, questions, catalog)
    if questions.all:
        yield from _questions(questions, site, catalog, parted)


def _document(page: DocumentPage, site: SiteFacts, questions: QuestionViews) -> Iterator[Planned]:
    """Yield the pages of one document: explained, in full, and on one sheet if there are facts."""
    origin, facts = f"{SOURCE_TEXTS}/{page.slug}", site.document(page.slug)
    explained = contexts.Explainer(page, facts, site, questions)
    yield addresses.explained(page.slug), explained, heads.of_explainer(page), origin
    yield addresses.text(page.slug), contexts.Text(page), heads.of_text(page), origin
    if site.shown:
        brief = contexts.Brief(facts, page.edition.sources.summary)
        yield addresses.brief(page.slug), brief, heads.of_brief(page), origin


def _facts(library: Library, site: SiteFacts, catalog: Catalog) -> Iterator[Planned]:
    """Yield the pages that cut across the documents."""
    comparison = ComparisonPage(library.comparisons, site)
    shown: tuple[contexts.Context, ...] = (
        contexts.Topics(site, comparison),
        contexts.Audiences(site),
        contexts.Compare(site, comparison),
    )
    for context in shown:
        yield addresses.page(context.template), context, heads.of_page(context.template, catalog), SOURCE_TEXTS


def _lists(library: Library, site: SiteFacts, catalog: Catalog) -> Iterator[Planned]:
    """Yield the lists of facts, each on one page."""
    ledger = LedgerPage(site)
    shown: tuple[contexts.Context, ...] = (
        contexts.Ledger(site, ledger, None),
        contexts.Measures(site, ComparisonPage(library.comparisons, site), ledger, None),
        contexts.Targets(site, TargetsPage(site), None),
        contexts.Units(site, UnitsPage(catalog), None),
        contexts.Names(NamesPage(library.names, site.documents, catalog).by_kind(), None),
        contexts.Timeline(site, TimelinePage(site.documents, catalog).years(), None),
        contexts.Coverage(site, None),
    )
    for context in shown:
        yield addresses.page(context.template), context, heads.of_page(context.template, catalog), SOURCE_TEXTS


def _groups(library: Library, site: SiteFacts, questions: QuestionViews, catalog: Catalog) -> Iterator[Planned]:
    """Yield a page for each topic and for each kind of reader: the measures of each document, by their force."""
    for topic in site.topics:
        groups = [(each, each.strongest(each.on_topic(topic.id))) for each in site.documents]
        context = contexts.OfTopic(site, topic, groups, (), None)
        yield addresses.topic(topic.id), context, heads.of_topic(topic, catalog), SOURCE_TEXTS
    told = {note.id: audience_view(note, site) for note in library.audiences.audiences}
    for audience in site.audiences:
        groups = [(each, each.strongest(each.for_audience(audience.id))) for each in site.documents]
        shown = contexts.ForAudience(site, audience, told.get(audience.id), questions, groups, (), None)
        yield addresses.audience(audience.id), shown, heads.of_audience(audience, catalog), SOURCE_TEXTS


def _questions(questions: QuestionViews, site: SiteFacts, catalog: Catalog, parted: Parted | None) -> Iterator[Planned]:
    """Yield the list of questions, a page for each, and a page of answers for each document."""
    origin = f"{SOURCE_TEXTS}/questions.yml"
    head = heads.of_page("questions", catalog, count=len(questions.all))
    yield addresses.page("questions"), contexts.Questions(questions), head, origin
    for _, _, group in questions.groups:
        for view in group:
            others = [other for other in group if other is not view]
            if parted:
                yield from parted.question(view, others, origin)
            else:
                context = contexts.OneQuestion(questions, view, others, view.answers("../"), (), None)
                yield addresses.question(view.id), context, heads.of_question(view), origin
    for document in site.documents:
        own = f"{SOURCE_TEXTS}/{document.slug}/answers.yml"
        answers = contexts.Answers(document, questions)
        yield addresses.answers(document.slug), answers, heads.of_answers(document), own


def _glossary(library: Library, catalog: Catalog, parted: Parted | None) -> Iterator[Planned]:
    """Yield the glossary and its concordance, if there is a glossary."""
    terms = glossary.term_views(library, catalog)
    departures = glossary.departure_views(library, catalog, "../" if parted else "")
    if not terms:
        return
    if parted:
        yield from parted.terms(terms, departures)
        return
    context = contexts.Glossary(terms, departures, glossary.concordance_pages(terms), None)
    yield addresses.page("glossary"), context, heads.of_page("glossary", catalog, count=len(terms)), GLOSSARY
    letters = glossary.by_initial(terms)
    for letter, group in letters.items():
        concorded = [(view, list(view.lines())) for view in group]
        page = contexts.Concordance(letter, list(letters), concorded, None)
        yield addresses.concordance(letter), page, heads.of_concordance(letter, catalog), GLOSSARY


def chooser(catalogs: Sequence[tuple[Locale, Catalog]], sheet: str) -> str:
    """Return site/index.html, which offers the languages of the site; ``sheet`` is the style sheet of a locale."""
    description = " ".join(catalog.message("home.title") for _, catalog in catalogs)
    template = environment().get_template("chooser.html.j2")
    return template.render(catalogs=catalogs, names=LANGUAGE_NAMES, sheet=sheet, description=description)
