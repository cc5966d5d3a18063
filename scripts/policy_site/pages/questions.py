"""Questions: what readers ask, answered across the places and place by place, for one locale.

In: questions, the answers of each document, and the facts of all documents. Out: views for the templates of questions.

Guarantees:
1. Every question stands beside every document: an answer with its verdict, or “not yet read”. No cell is empty.
2. Every answer opens the clauses that it rests on, in both languages.
3. Only the words of questions.yml and answers.yml are printed; nothing is concluded here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..sources.records import (
    Answer,
    AnswerVerdict,
    AudienceNotes,
    Bilingual,
    Question,
    Questions,
    Source,
    Sourced,
    VerdictMeaning,
)  # fmt: skip
from .catalog import Catalog
from .citations import Citation
from .facts import DocumentFacts, SiteFacts

#: The verdicts of a document that was read and is silent on the matter.
SILENT: frozenset[AnswerVerdict] = frozenset({"does-not-say"})
#: The parts of an answer in the order in which readers ask for them.
DETAILS = ("covers", "condition", "amount", "deadline", "decides")


@dataclass(frozen=True)
class Claim:
    """One claim in the reader's language, its partner in the other, and what it rests on."""

    text: str
    partner: str
    clauses: tuple[Citation, ...]
    sources: tuple[Source, ...]


def stated(said: Sourced, clauses: tuple[Citation, ...], sources: tuple[Source, ...], catalog: Catalog) -> Claim:
    """Return a claim in the words of a locale, with what it rests on."""
    return Claim(catalog.pick(said), catalog.partner(said), clauses, sources)


@dataclass(frozen=True)
class AnswerView:
    """What a document answers to a question; ``verdict`` is empty where nobody has read it for that yet."""

    document: DocumentFacts
    verdict: str
    said: Claim | None
    details: tuple[tuple[str, Claim], ...]
    does_not_mean: Bilingual | None


class QuestionView:
    """One question in the words of one locale."""

    def __init__(self, question: Question, views: SiteFacts, catalog: Catalog) -> None:
        self.question, self._views, self._catalog = question, views, catalog
        self.id = question.id
        self.text = catalog.pick(question)
        self.partner = catalog.partner(question)

    def answer(self, base: str) -> Claim:
        """Return the answer across the places, for a page from which ``base`` leads to the locale's folder."""
        cited = self.question.answer.cites
        clauses = (clause for target in cited for clause in self._views.named_clauses(target, base))
        return self._statement(self.question.answer, tuple(clauses))

    def answers(self, base: str) -> list[AnswerView]:
        """Return the answers of all documents."""
        return [self.of(document, base) for document in self._views.documents]

    def of(self, document: DocumentFacts, base: str) -> AnswerView:
        """Return what one document answers."""
        given = document.answers.get(self.id)
        if given is None:
            return AnswerView(document, "", None, (), None)
        said = self._statement(given, tuple(document.clauses(given.cites, base)))
        details = tuple(self._details(given, document, base))
        return AnswerView(document, given.verdict, said, details, given.does_not_mean)

    def _details(self, given: Answer, document: DocumentFacts, base: str) -> Iterator[tuple[str, Claim]]:
        for name in DETAILS:
            detail: Sourced | None = getattr(given.details, name)
            if detail:
                yield name, self._statement(detail, tuple(document.clauses(detail.cites, base)))

    def _statement(self, said: Sourced, clauses: tuple[Citation, ...]) -> Claim:
        return stated(said, clauses, tuple(map(self._views.source, said.sources)), self._catalog)

    @property
    def parted(self) -> bool:
        """Tell whether there are too many documents for one page of answers."""
        return self._views.parted

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """The verdicts that were given, each with the number of its documents, the commonest first."""
        return Counter(verdict for _, verdict in self.verdicts()).most_common()

    @property
    def silent(self) -> int:
        """How many documents were read and say nothing."""
        return sum(count for verdict, count in self.counts if verdict in SILENT)

    def verdicts(self) -> list[tuple[DocumentFacts, str]]:
        """Return each document with its verdict, which is empty where it was not read for the question."""
        given = ((document, document.answers.get(self.id)) for document in self._views.documents)
        return [(document, answer.verdict if answer else "") for document, answer in given]


class QuestionViews:
    """All questions in the words of one locale."""

    def __init__(self, questions: Questions, views: SiteFacts, catalog: Catalog, notes: AudienceNotes) -> None:
        self.catalog = catalog
        self._first = {note.id: note.first for note in notes.audiences}
        self._readers = {note.id: note.groups for note in notes.audiences}
        self.verdicts: dict[str, VerdictMeaning] = {verdict.id: verdict for verdict in questions.verdicts}
        self._groups = questions.groups
        self.all = [QuestionView(question, views, catalog) for question in questions.questions]

    @property
    def top(self) -> list[QuestionView]:
        """The questions of the home page."""
        return [view for view in self.all if view.question.top]

    @cached_property
    def groups(self) -> list[tuple[str, str, list[QuestionView]]]:
        """The questions by reader: id, name and questions of each kind."""
        found = []
        for group in self._groups:
            own = [view for view in self.all if view.question.group == group.id]
            found.append((group.id, self.catalog.pick(group), own))
        return [group for group in found if group[2]]

    def verdict(self, name: str) -> str:
        """Return the name of a verdict; “not yet read” for none."""
        verdict = self.verdicts.get(name)
        return self.catalog.pick(verdict) if verdict else self.catalog.message("answer.unread")

    def for_audience(self, audience: str) -> list[QuestionView]:
        """Return the questions of an audience: what matters most to it, those of its readers, those that serve it."""
        by_id = {view.id: view for view in self.all}
        first = [by_id[question] for question in self._first.get(audience, ())]
        own = [view for view in self.all if view.question.group in self._readers.get(audience, ())]
        besides = [view for view in self.all if audience in view.question.audiences and view not in own]
        named = [view for view in own if audience in view.question.audiences]
        others = [view for view in own if view not in named]
        return list(dict.fromkeys([*first, *named, *others, *besides]))

    def silences(self, views: Iterable[QuestionView]) -> list[QuestionView]:
        """Return the questions on which some documents are silent, those first on which most are."""
        return sorted((view for view in views if view.silent), key=lambda view: -view.silent)

    def unsaid(self, views: Iterable[QuestionView]) -> list[tuple[DocumentFacts, list[QuestionView]]]:
        """Return for each document the questions on which it is silent, without those on which it is not."""
        silent: dict[DocumentFacts, list[QuestionView]] = {}
        for view in views:
            for document, verdict in view.verdicts():
                if verdict in SILENT:
                    silent.setdefault(document, []).append(view)
        return list(silent.items())
