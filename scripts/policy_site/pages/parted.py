"""Parted: the lists of a site with many documents, each an overview and the parts that it leads to.

In: the library, its facts and questions, for one locale. Out: pages before they are rendered.

Guarantees:
1. The overviews stand at the addresses that the whole lists have on a small site, and lead to every part by links.
2. A part is the page of a smaller site: the same template, given some of the documents, events or names.
3. Parts have the same addresses in every language, and hold the same entries there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..library import Library
from ..project import SOURCE_TEXTS
from ..sources.records import AudienceNote, Gives, Name, NameKind, Target, Topic
from . import addresses, contexts, glossary, heads, parts
from .addresses import Page
from .catalog import Catalog
from .comparison import ComparisonPage
from .document import DocumentPage
from .facts import DocumentFacts, SiteFacts
from .first_words import audience_view
from .glossary import Concorded, DepartureView, TermView
from .ledger import IN_FULL, LedgerPage
from .names import NameLine, NamesPage
from .parts import Run, Standing, Way, Ways
from .questions import QuestionView, QuestionViews
from .shelves import Entry, Found, Planned, Shelves, Whole, under
from .targets import NO_REPORT, TargetsPage, verdict
from .timeline import TimelineEvent, TimelinePage
from .units import UnitsPage

#: Stands for the document in an address that a script fills in.
PLACE = "PLACE"
#: From what the glossary is made.
GLOSSARY = f"{SOURCE_TEXTS}/glossary.yml"
#: The key of answers of documents that nobody has read for a question.
_UNREAD = "unread"
#: How many lines an answer takes with its details and clauses.
_ANSWER = 3


class Parted:
    """The parted lists of one locale."""

    def __init__(
        self, library: Library, site: SiteFacts, questions: QuestionViews, pages: Sequence[DocumentPage]
    ) -> None:
        self._library, self._site, self._questions, self._catalog = library, site, questions, site.catalog
        self._pages = {page.slug: page for page in pages}
        self._shelves = Shelves(site)

    def documents(self) -> Iterator[Planned]:
        """Yield the list of documents: its overview, its parts by place and by year."""
        whole = Whole.of(addresses.documents(), heads.of_list(self._catalog))
        lead = self._catalog.message("parts.documents", count=len(self._site.documents))
        goes = addresses.explained(PLACE).href("../")
        yield self._shelves.overview(whole, lead, self._shelves.ways, base="../", goes=goes)
        for ways, found in self._shelves.registers:
            keyed = self._shelves.within(whole.unsearched(), heads.first_lower(ways.heading))
            yield from self._shelves.made(keyed, found, self._of_documents)

    def about(self) -> Iterator[Planned]:
        """Yield what was done to the texts, a part for each document."""
        whole = self._shelves.named("about")
        goes = addresses.part(whole.page, PLACE).href()
        files = ("apparatus.csv", "apparatus.jsonl")
        yield self._shelves.overview(whole, self._lead("about"), self._shelves.ways, files, goes=goes)
        yield from self._shelves.made(whole, self._shelves.each(whole.page), self._of_texts, numbered=False)

    def _of_texts(self, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        return contexts.About([self._pages[document.slug] for document in documents], self._site, place)

    def facts(self) -> Iterator[Planned]:
        """Yield the lists of what the documents hold."""
        yield from self._measures()
        yield from self._ledger()
        yield from self._targets()
        yield from self._units()
        yield from self._coverage()
        yield from self._names()
        yield from self._timeline()

    def topics(self) -> Iterator[Planned]:
        """Yield each topic: what it is about, and parts with what the documents say on it, by place."""
        for topic in self._site.topics:
            head = heads.of_topic(topic, self._catalog)
            whole = Whole.of(addresses.topic(topic.id), head)
            found = self._shelves.ranges(whole.page, partial(_on_topic, topic.id))
            ways = [way for way, _ in found]
            yield whole.page, contexts.OfTopic(self._site, topic, (), ways, None), head, SOURCE_TEXTS
            yield from self._shelves.made(whole.unsearched(), found, partial(self._of_topic, topic))

    def _of_topic(self, topic: Topic, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        groups = [(each, each.strongest(each.on_topic(topic.id))) for each in documents]
        return contexts.OfTopic(self._site, topic, groups, (), place)

    def audiences(self) -> Iterator[Planned]:
        """Yield the page of each kind of reader: answers, and parts with the measures for them, by place."""
        told = {note.id: audience_view(note, self._site) for note in self._library.audiences.audiences}
        for audience in self._site.audiences:
            head = heads.of_audience(audience, self._catalog)
            title = self._catalog.message("audience.heading", who=self._catalog.pick(audience.name))
            whole = Whole.of(addresses.audience(audience.id), replace(head, title=title))
            found = self._shelves.ranges(whole.page, partial(_for_audience, audience.id))
            ways = [way for way, _ in found]
            context = contexts.ForAudience(self._site, audience, told.get(audience.id), self._questions, (), ways, None)
            yield whole.page, context, head, SOURCE_TEXTS
            yield from self._shelves.made(whole.unsearched(), found, partial(self._of_audience, audience))

    def _of_audience(
        self, audience: AudienceNote, documents: Sequence[DocumentFacts], place: Standing
    ) -> contexts.Context:
        site = self._site.only(documents)
        groups = [(each, each.strongest(each.for_audience(audience.id))) for each in documents]
        return contexts.ForAudience(site, audience, None, self._questions, groups, (), place)

    def question(self, view: QuestionView, others: Sequence[QuestionView], origin: str) -> Iterator[Planned]:
        """Yield a question: the answer across the places, and parts with their answers, by verdict."""
        head = heads.of_question(view)
        whole, pages, groups = Whole.of(addresses.question(view.id), head), list[Planned](), list[Ways]()
        given = {document.slug: name for document, name in view.verdicts()}
        for name, _ in view.counts:
            key, words = name or _UNREAD, self._questions.verdict(name)
            ranges = self._shelves.ranges(whole.page, partial(_answering, given, name), key)
            found = [(replace(way, count=len(own)), own) for way, own in ranges]
            pages += self._shelves.made(
                self._shelves.within(whole, words), found, partial(self._of_question, view, others)
            )
            groups += under(key, heads.first_upper(words), found)
        yield whole.page, contexts.OneQuestion(self._questions, view, others, (), groups, None), head, origin
        yield from pages

    def _of_question(
        self,
        view: QuestionView,
        others: Sequence[QuestionView],
        documents: Sequence[DocumentFacts],
        place: Standing,
    ) -> contexts.Context:
        answers = [view.of(document, place.base) for document in documents]
        return contexts.OneQuestion(self._questions, view, others, answers, (), place)

    def terms(self, terms: Sequence[TermView], departures: Sequence[DepartureView]) -> Iterator[Planned]:
        """Yield the glossary: all terms as links, parts by their initials, departures, and the concordance."""
        whole = self._shelves.named("glossary", count=len(terms))
        concorded = list(self._concordance(terms))
        begins = {view.id: page for page, context, *_ in reversed(concorded) for view, _ in context.terms}
        found = self._numbered(whole.page, parts.parts(_by_initial(terms), key=lambda view: view.initial))
        left = self._numbered(whole.page, parts.parts(departures, key=lambda _: "departures"))
        pages = {view.id: way.page for way, own in found for view in own}
        letters, departing = ([way for way, _ in each] for each in (found, left))
        yield whole.page, contexts.Terms(terms, pages, letters, departing), whole.head, GLOSSARY
        yield from self._shelves.made(whole, found, lambda own, place: contexts.Glossary(own, (), begins, place))
        yield from self._shelves.made(whole, left, lambda own, place: contexts.Glossary((), own, begins, place))
        yield from concorded

    def _numbered(self, whole: Page, runs: Sequence[Run[Entry]]) -> Found[Entry]:
        """Return parts by the names of their keys: A, B, B (2)."""
        departures = self._catalog.message("glossary.departures")
        words = {run.key: departures if run.key == "departures" else run.key.upper() for run in runs}
        return [
            (Way(addresses.part(whole, run.name), run.numbered(words[run.key]), len(run.entries)), run.entries)
            for run in runs
        ]

    def _concordance(self, terms: Sequence[TermView]) -> Iterator[tuple[Page, contexts.Concordance, heads.Head, str]]:
        """Yield the concordance, by the initials of the terms."""
        letters = list(glossary.by_initial(terms))
        runs = glossary.concordance_runs(terms)
        for letter in letters:
            own = [run for run in runs if run.key == letter]
            links = [Way(addresses.concordance(run.name), _spoken(run, self._catalog), len(run.entries)) for run in own]
            head = heads.of_concordance(letter, self._catalog)
            name = self._catalog.message("glossary.title")
            for run, place in zip(
                own, parts.places(addresses.page("glossary"), name, head.title, links, self._catalog), strict=True
            ):
                context = contexts.Concordance(letter, letters, run.entries, place)
                yield place.page, context, heads.of_part(head, place, self._catalog), GLOSSARY

    # ------------------------------------------------------------------------------------------------ the lists

    def _measures(self) -> Iterator[Planned]:
        """Yield the measures, a part for each document, which holds its column of each comparison as well."""
        whole = self._shelves.named("measures")
        count, documents = len(self._site.measures), len(self._site.documents)
        lead = self._catalog.message("parts.measures", count=count, documents=documents)
        files = ("measures.csv", "measures.jsonl")
        yield self._shelves.overview(whole, lead, (self._shelves.topics, *self._shelves.ways), files, finder=True)
        each = replace(whole.unsearched(), title=self._catalog.message("coverage.measures"))
        yield from self._shelves.made(each, self._shelves.each(whole.page), self._of_measures, numbered=False)

    def _of_measures(self, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        site = self._site.only(documents)
        return contexts.Measures(site, ComparisonPage(self._library.comparisons, site), LedgerPage(site), place)

    def _ledger(self) -> Iterator[Planned]:
        """Yield what is given: for each kind parts by place."""
        whole, pages, groups = self._shelves.named("ledger"), list[Planned](), list[Ways]()
        for kind in IN_FULL:
            name = self._catalog.message(f"gives.{kind}")
            found = self._shelves.ranges(whole.page, partial(_giving, kind), kind)
            pages += self._shelves.made(
                self._shelves.within(whole.unsearched(), name), found, partial(self._of_ledger, kind)
            )
            groups += under(kind, heads.first_upper(name), found)
        files = ("commitments.csv", "commitments.jsonl")
        yield self._shelves.overview(whole, self._lead("ledger"), groups, files)
        yield from pages

    def _of_ledger(self, kind: Gives, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        site = self._site.only(documents)
        return contexts.Ledger(site, LedgerPage(site, (kind,)), place)

    def _targets(self) -> Iterator[Planned]:
        """Yield the figures: a part for each document, and for each verdict parts with all that have it."""
        whole, pages, groups = self._shelves.named("targets"), list[Planned](), list[Ways]()
        for name, _ in TargetsPage(self._site).counts:
            if name != NO_REPORT:
                found = self._judged(whole.page, name)
                words = self._catalog.message(f"verdict.{name}")
                pages += self._shelves.made(self._shelves.within(whole, words), found, self._of_judged)
                groups += under(name, heads.first_upper(words), found)
        pages += self._shelves.made(whole, self._shelves.each(whole.page), self._of_targets, numbered=False)
        lead = self._catalog.message("parts.targets", count=len(self._site.targets)) + self._catalog.gap
        lead += self._catalog.message("targets.dash") + self._catalog.gap + self._catalog.message("targets.unlike")
        goes = addresses.part(whole.page, PLACE).href()
        yield self._shelves.overview(
            whole, lead, (*groups, *self._shelves.ways), ("targets.csv", "targets.jsonl"), goes=goes
        )
        yield from pages

    def _judged(self, whole: Page, name: str) -> Found[tuple[DocumentFacts, Target]]:
        """Return the figures of a verdict, in the order of their places."""
        own = [(document, target) for document in self._site.by_place for target in document.facts.targets]
        found: Found[tuple[DocumentFacts, Target]] = []
        for run in parts.parts([each for each in own if verdict(*each) == name], key=lambda _: name):
            way = self._shelves.way(addresses.part(whole, run.name), _documents(run.entries))
            found.append((replace(way, count=len(run.entries)), run.entries))
        return found

    def _of_targets(self, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        site = self._site.only(documents)
        return contexts.Targets(site, TargetsPage(site), place)

    def _of_judged(self, judged: Sequence[tuple[DocumentFacts, Target]], place: Standing) -> contexts.Context:
        site = self._site.only(_documents(judged), judged)
        return contexts.Targets(site, TargetsPage(site), place)

    def _units(self) -> Iterator[Planned]:
        """Yield the bodies that the documents charge, by place."""
        whole, units = self._shelves.named("units"), UnitsPage(self._catalog)
        found = self._shelves.ranges(whole.page, lambda document: 2 * units.count(document))
        yield self._shelves.overview(
            whole, self._lead("units"), under("by-place", self._catalog.message("parts.by_place"), found)
        )
        yield from self._shelves.made(
            whole, found, lambda documents, place: contexts.Units(self._site.only(documents), units, place)
        )

    def _coverage(self) -> Iterator[Planned]:
        """Yield what covers each paragraph, by place."""
        whole = self._shelves.named("coverage")
        found = self._shelves.ranges(whole.page, lambda document: len(list(document.sections())) * document.read)
        yield self._shelves.overview(
            whole, self._lead("coverage"), under("by-place", self._catalog.message("parts.by_place"), found)
        )
        yield from self._shelves.made(
            whole, found, lambda documents, place: contexts.Coverage(self._site.only(documents), place)
        )

    def _names(self) -> Iterator[Planned]:
        """Yield the index of names: for each kind its names, in the order of the index."""
        whole, pages, groups = self._shelves.named("names"), list[Planned](), list[Ways]()
        names = NamesPage(self._library.names, self._site.by_place, self._catalog)
        for kind in names.kinds:
            found = self._of_kind(whole.page, kind, names.lines(kind, "../"))
            words = self._catalog.message(f"name.{kind}")
            pages += self._shelves.made(self._shelves.within(whole, words), found, partial(_of_names, kind))
            groups += under(kind, words, found)
        lead = self._catalog.message("names.lead")
        yield self._shelves.overview(whole, lead, groups, ("entities.csv", "entities.jsonl"), goes=None)
        yield from pages

    def _of_kind(self, whole: Page, kind: NameKind, lines: Sequence[NameLine]) -> Found[NameLine]:
        """Return the names of a kind in parts; one that stands in very many places is on several."""
        pieces = [piece for line in lines for piece in line.pieces(parts.MOST)]
        runs = parts.parts(pieces, key=lambda _: kind, lines=lambda piece: piece.lines)
        return [
            (Way(addresses.part(whole, run.name), self._first_to_last(run.entries), len(run.entries)), run.entries)
            for run in runs
        ]

    def _first_to_last(self, lines: Sequence[NameLine]) -> str:
        first, last = (self._called(each.name) for each in (lines[0], lines[-1]))
        return first if first == last else self._catalog.message("parts.range", first=first, last=last)

    def _called(self, name: Name) -> str:
        return name.en if self._catalog.locale == "en" else self._catalog.chinese(name.zh)

    def _timeline(self) -> Iterator[Planned]:
        """Yield the timeline, year by year."""
        whole = self._shelves.named("timeline")
        events = TimelinePage(self._site.by_place, self._catalog, "../").events()
        found = [
            (Way(addresses.part(whole.page, run.name), run.numbered(run.key), len(run.entries)), run.entries)
            for run in parts.parts(events, key=lambda event: event.date[:4])
        ]
        groups = under("by-year", self._catalog.message("parts.by_year"), found)
        yield self._shelves.overview(whole, self._catalog.message("timeline.lead"), groups, goes=None)
        yield from self._shelves.made(whole, found, self._of_timeline)

    def _of_timeline(self, events: Sequence[TimelineEvent], place: Standing) -> contexts.Context:
        return contexts.Timeline(self._site.only(()), [(events[0].date[:4], events)], place)

    def _lead(self, name: str) -> str:
        """Return the lead of a list, and how to find a place in it."""
        return self._catalog.message("parts.lists", lead=self._catalog.message(f"{name}.lead") + self._catalog.gap)

    def _of_documents(self, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        return contexts.Documents([self._pages[document.slug] for document in documents], self._site, place)


def _documents(judged: Sequence[tuple[DocumentFacts, Target]]) -> list[DocumentFacts]:
    return list(dict.fromkeys(document for document, _ in judged))


def _on_topic(topic: str, document: DocumentFacts) -> int:
    return len(document.on_topic(topic))


def _for_audience(audience: str, document: DocumentFacts) -> int:
    return len(document.for_audience(audience))


def _answering(given: dict[str, str], verdict: str, document: DocumentFacts) -> int:
    return _ANSWER if given[document.slug] == verdict else 0


def _giving(kind: str, document: DocumentFacts) -> int:
    return len(document.giving(kind))


def _by_initial(terms: Sequence[TermView]) -> list[TermView]:
    """Return the terms in one order for all languages, that of their pinyin."""
    return [view for own in glossary.by_initial(terms).values() for view in own]


def _spoken(run: Run[Concorded], catalog: Catalog) -> str:
    """Return the terms of a part of the concordance, from the first to the last."""
    first, last = (catalog.chinese(view.term.zh) for view, _ in (run.entries[0], run.entries[-1]))
    return first if first == last else catalog.message("parts.range", first=first, last=last)


def _of_names(kind: NameKind, lines: Sequence[NameLine], place: Standing) -> contexts.Context:
    return contexts.Names([(kind, lines)], place)
