"""Contexts: what each template is given, by name and type.

In: what the page shows. Out: a record per template; its fields are the names that the template may use.

Guarantees:
1. A template uses every field of its record and no other name (tests/test_contexts.py looks at every template).
2. Besides, every template has ``c`` (the catalog), ``m`` (its messages), ``to`` (the addresses) and ``few``
   (which of many names are said).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import ClassVar

from ..sources.records import AudienceNote, Measure, NameKind, Summary, Topic
from .addresses import Page
from .comparison import ComparisonPage
from .document import DocumentPage
from .facts import DocumentFacts, SiteFacts
from .first_words import AudienceView, HomeWords
from .glossary import Concorded, DepartureView, TermView
from .ledger import LedgerPage
from .names import NameLine
from .parts import Standing, Way, Ways
from .questions import AnswerView, QuestionView, QuestionViews
from .targets import TargetsPage
from .timeline import TimelineEvent
from .units import UnitsPage


@dataclass(frozen=True)
class Context:
    """What a template is given; ``template`` is its name."""

    template: ClassVar[str]

    def values(self) -> dict[str, object]:
        """Return the fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents from which the page follows, with what all share and its place; None: from all."""
        return None


@dataclass(frozen=True)
class Home(Context):
    """The home page: an example, a finding, the questions asked most, the documents, the ways across."""

    template = "home"
    pages: Sequence[DocumentPage]
    site: SiteFacts
    questions: QuestionViews
    words: HomeWords


@dataclass(frozen=True)
class Documents(Context):
    """The list of documents, or some of them."""

    template = "documents"
    pages: Sequence[DocumentPage]
    site: SiteFacts
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(self.pages) if self.part else None


@dataclass(frozen=True)
class Overview(Context):
    """The parts of a list that is too long for one page, by what a reader looks for."""

    template = "overview"
    title: str
    lead: str
    files: Sequence[str]
    base: str
    goes: str | None  # as place_search.html.j2 says; None for a list in which a place is not looked for
    groups: Sequence[Ways]
    site: SiteFacts
    finder: bool


@dataclass(frozen=True)
class About(Context):
    """The texts, and what was changed in them."""

    template = "about"
    pages: Sequence[DocumentPage]
    site: SiteFacts
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(self.pages) if self.part else None


@dataclass(frozen=True)
class Search(Context):
    """The page of results, which a script fills."""

    template = "search"


@dataclass(frozen=True)
class Explainer(Context):
    """A document explained; ``page`` is its text and summary, ``facts`` are its measures, figures and answers."""

    template = "explainer"
    page: DocumentPage
    facts: DocumentFacts
    site: SiteFacts
    questions: QuestionViews

    def follows(self) -> tuple[str, ...] | None:
        """Return its one document."""
        return (self.page.slug,)


@dataclass(frozen=True)
class Text(Context):
    """A document in full."""

    template = "text"
    page: DocumentPage

    def follows(self) -> tuple[str, ...] | None:
        """Return its one document."""
        return (self.page.slug,)


@dataclass(frozen=True)
class Brief(Context):
    """A document on one sheet."""

    template = "brief"
    document: DocumentFacts
    summary: Summary

    def follows(self) -> tuple[str, ...] | None:
        """Return its one document."""
        return (self.document.slug,)


@dataclass(frozen=True)
class Answers(Context):
    """All answers of a document."""

    template = "answers"
    document: DocumentFacts
    questions: QuestionViews

    def follows(self) -> tuple[str, ...] | None:
        """Return its one document."""
        return (self.document.slug,)


@dataclass(frozen=True)
class Topics(Context):
    """The list of topics."""

    template = "topics"
    site: SiteFacts
    comparison: ComparisonPage


@dataclass(frozen=True)
class OfTopic(Context):
    """A topic, and what each document says on it: its measures, the strongest wording first."""

    template = "topic"
    site: SiteFacts
    topic: Topic
    groups: Sequence[tuple[DocumentFacts, Sequence[Measure]]]
    ways: Sequence[Way]
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(document for document, _ in self.groups) if self.part else None


@dataclass(frozen=True)
class Audiences(Context):
    """The list of kinds of readers."""

    template = "audiences"
    site: SiteFacts


@dataclass(frozen=True)
class ForAudience(Context):
    """What concerns one kind of reader: answers, who is meant, then measures, the strongest wording first."""

    template = "audience"
    site: SiteFacts
    audience: AudienceNote
    told: AudienceView | None
    questions: QuestionViews
    groups: Sequence[tuple[DocumentFacts, Sequence[Measure]]]
    ways: Sequence[Way]
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(document for document, _ in self.groups) if self.part else None


@dataclass(frozen=True)
class Compare(Context):
    """The comparison of places."""

    template = "compare"
    site: SiteFacts
    comparison: ComparisonPage


@dataclass(frozen=True)
class Ledger(Context):
    """What each document gives, or that of one kind by some."""

    template = "ledger"
    site: SiteFacts
    ledger: LedgerPage
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(self.site.documents) if self.part else None


@dataclass(frozen=True)
class Measures(Context):
    """All measures as cards, or those of a document, with its counts."""

    template = "measures"
    site: SiteFacts
    comparison: ComparisonPage
    ledger: LedgerPage
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(self.site.documents) if self.part else None


@dataclass(frozen=True)
class Targets(Context):
    """All figures, and what became of them; or those of a document, or of a verdict."""

    template = "targets"
    site: SiteFacts
    targets: TargetsPage
    part: Standing | None

    @property
    def whole(self) -> bool:
        """Whether all figures of its documents are shown, not those of a verdict alone."""
        return len(self.site.targets) == sum(len(document.facts.targets) for document in self.site.documents)

    def follows(self) -> tuple[str, ...] | None:
        """Return the document of a part that holds all its figures."""
        return _slugs(self.site.documents) if self.part and self.whole else None


@dataclass(frozen=True)
class Units(Context):
    """The bodies that the documents charge."""

    template = "units"
    site: SiteFacts
    units: UnitsPage
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(self.site.documents) if self.part else None


@dataclass(frozen=True)
class Names(Context):
    """The index of names."""

    template = "names"
    kinds: Sequence[tuple[NameKind, Sequence[NameLine]]]
    part: Standing | None


@dataclass(frozen=True)
class Timeline(Context):
    """The documents, what they rest on and what followed."""

    template = "timeline"
    site: SiteFacts
    years: Sequence[tuple[str, Sequence[TimelineEvent]]]
    part: Standing | None


@dataclass(frozen=True)
class Coverage(Context):
    """What covers each paragraph of each document."""

    template = "coverage"
    site: SiteFacts
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(self.site.documents) if self.part else None


@dataclass(frozen=True)
class Questions(Context):
    """All questions by reader."""

    template = "questions"
    questions: QuestionViews


@dataclass(frozen=True)
class OneQuestion(Context):
    """A question with its answers; ``others`` are those of the same readers."""

    template = "question"
    questions: QuestionViews
    asked: QuestionView
    others: Sequence[QuestionView]
    answers: Sequence[AnswerView]
    groups: Sequence[Ways]
    part: Standing | None

    def follows(self) -> tuple[str, ...] | None:
        """Return the documents of a part."""
        return _slugs(given.document for given in self.answers) if self.part else None


@dataclass(frozen=True)
class Glossary(Context):
    """The terms, each with its page of the concordance, and where a text departs from them; or some of these."""

    template = "glossary"
    terms: Sequence[TermView]
    departures: Sequence[DepartureView]
    concordance: Mapping[str, Page]
    part: Standing | None


@dataclass(frozen=True)
class Terms(Context):
    """All terms as links to the parts of a glossary; each keeps its address."""

    template = "terms"
    terms: Sequence[TermView]
    pages: Mapping[str, Page]
    letters: Sequence[Way]
    departures: Sequence[Way]


@dataclass(frozen=True)
class Concordance(Context):
    """Every sentence that holds a term of one initial letter."""

    template = "concordance"
    letter: str
    letters: Sequence[str]
    terms: Sequence[Concorded]
    part: Standing | None


def _slugs(documents: Iterable[DocumentFacts | DocumentPage]) -> tuple[str, ...]:
    return tuple(document.slug for document in documents)


#: Templates that others include, and the names that each needs from the page or from a ``set`` before it.
PARTIALS: dict[str, frozenset[str]] = {
    "answer.html.j2": frozenset({"view", "questions"}),
    "became.md.j2": frozenset({"facts"}),
    "cite_link.html.j2": frozenset({"id", "what"}),
    "compared.html.j2": frozenset({"table", "comparison", "site", "base"}),
    "counted.html.j2": frozenset({"ledger", "site", "base"}),
    "clause.html.j2": frozenset({"cited"}),
    "clause.md.j2": frozenset({"cited", "prefix"}),
    "clause_block.html.j2": frozenset({"cited"}),
    "document_questions.md.j2": frozenset({"facts", "questions"}),
    "downloads.html.j2": frozenset({"files", "data"}),
    "example.html.j2": frozenset({"example"}),
    "finder.md.j2": frozenset({"site", "base"}),
    "finding.html.j2": frozenset({"finding"}),
    "force.md.j2": frozenset({"force"}),
    "gives.html.j2": frozenset({"gives"}),
    "group.md.j2": frozenset({"groups", "base"}),
    "language_bar.html.j2": frozenset(),
    "measure.md.j2": frozenset({"document", "measure", "base"}),
    "outcome.md.j2": frozenset({"document", "outcome"}),
    "own_number.html.j2": frozenset({"cited"}),
    "part_head.md.j2": frozenset({"part", "title"}),
    "part_ways.html.j2": frozenset({"part"}),
    "parts_sheet.html.j2": frozenset({"base"}),
    "place_choice.html.j2": frozenset({"site"}),
    "place_pick.html.j2": frozenset(),
    "place_search.html.j2": frozenset({"base", "goes"}),
    "reader_bar.html.j2": frozenset(),
    "rests.html.j2": frozenset({"said"}),
    "source.md.j2": frozenset({"source"}),
    "unread.html.j2": frozenset({"site", "slot"}),
    "verdict.html.j2": frozenset({"verdict", "questions"}),
    "verdict_key.md.j2": frozenset({"questions"}),
    "verdicts.html.j2": frozenset({"view", "questions"}),
    "ways.html.j2": frozenset({"ways", "base"}),
}
#: What no record describes, because MkDocs does not read it: the choice of a language, how a page is cited, a 404.
APART = frozenset({"chooser.html.j2", "cite.html.j2", "not_found.html.j2"})
