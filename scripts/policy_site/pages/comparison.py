"""Comparison page: what places give, on which topics and how strongly, side by side.

In: the facts of all documents, and comparisons.yml. Out: cells and rows for the tables of the page.

Guarantees:
1. What is counted are clauses, the sentences that measures cite; a clause of several measures is one clause.
2. A publicity article retells others’ measures, so it has no strongest kind and stands outside the chart of forces.
3. A cell of a place whose document nobody has read says so, and never “not mentioned”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..sources.records import Bilingual, Comparisons, Gives, Measure
from .citations import Citation
from .facts import FORCES, GIVES, LEVELS, DocumentFacts, SiteFacts, rank


@dataclass(frozen=True)
class ComparisonCell:
    """One cell: how many clauses of a document, and the strongest kind of what they give (empty for an article)."""

    document: DocumentFacts
    count: int
    strongest: Gives | None


@dataclass(frozen=True)
class ForceLine:
    """One bar of the chart of forces: a place, its clauses, and its levels, the strongest first.

    A level is (name, rank from 1 to 5, number of clauses).
    """

    document: DocumentFacts
    count: int
    levels: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Reference:
    """A clause that a comparison rests on, and the place whose it is."""

    place: str
    clause: Citation


@dataclass(frozen=True)
class Compared:
    """A statement on places: its words, the documents it speaks of, the clauses that it rests on."""

    words: Bilingual
    slugs: tuple[str, ...]
    references: tuple[Reference, ...]


def cell(document: DocumentFacts, measures: Iterable[Measure]) -> ComparisonCell:
    """Return the cell for some measures of a document."""
    own = tuple(measures)
    strongest = min((measure.gives for measure in own), key=GIVES.index, default=None)
    return ComparisonCell(document, len(document.clause_ids(own)), None if document.publicity else strongest)


class ComparisonPage:
    """What the page that compares shows."""

    levels = LEVELS

    def __init__(self, comparisons: Comparisons, site: SiteFacts) -> None:
        self._comparisons, self._site = comparisons, site

    @property
    def differences(self) -> list[Compared]:
        """The notable differences that editors wrote."""
        return [self._compared(each, each.basis) for each in self._comparisons.differences]

    @property
    def unlike(self) -> list[Compared]:
        """The pairs that are not alike, and why."""
        return [self._compared(each.because, (each.a, each.b)) for each in self._comparisons.unlike]

    def _compared(self, words: Bilingual, basis: tuple[str, ...]) -> Compared:
        slugs = dict.fromkeys(each.partition("#")[0] for each in basis)
        return Compared(words, tuple(slugs), tuple(self.references(basis)))

    def references(self, basis: Iterable[str]) -> list[Reference]:
        """Return the clauses behind references such as wuhan-2020#m55 or wuhan-2020#s3.2, each clause once."""
        found: dict[tuple[str, str], Reference] = {}
        for slug, _, name in (each.partition("#") for each in basis):
            document = self._site.document(slug)
            cites = {each.id: each.cites for each in document.facts.measures}
            cites |= {each.id: each.cites for each in document.facts.targets}
            ids = cites.get(name, (name,))
            for target, clause in zip(ids, document.clauses(ids, ""), strict=True):
                found.setdefault((slug, target), Reference(document.short_place, clause))
        return list(found.values())

    def kind_row(self, gives: Gives) -> list[ComparisonCell]:
        """Return the cells of a kind of giving, one for each document."""
        return [cell(document, document.giving(gives)) for document in self._site.documents]

    def total_row(self) -> list[ComparisonCell]:
        """Return the cells of all clauses with a measure, one for each document."""
        return [cell(document, document.facts.measures) for document in self._site.documents]

    def topic_row(self, topic: str) -> list[ComparisonCell]:
        """Return the cells of a topic, one for each document."""
        return [cell(document, document.on_topic(topic)) for document in self._site.documents]

    def said(self, topic: str) -> tuple[int, int]:
        """Return how many clauses are on a topic, and in how many documents."""
        counts = [each.count for each in self.topic_row(topic) if each.count]
        return sum(counts), len(counts)

    def forces(self) -> list[ForceLine]:
        """Return the bars of the chart of forces: each clause once, at the strongest verb that governs in it."""
        told = (each for each in self._site.documents if each.read and each.facts.measures and not each.publicity)
        return [_force_line(document) for document in told]


def _force_line(document: DocumentFacts) -> ForceLine:
    strongest: dict[str, int] = {}
    for measure in document.facts.measures:
        for clause in document.clause_ids([measure]):
            strongest[clause] = min(FORCES.index(measure.force), strongest.get(clause, len(FORCES)))
    count = Counter(FORCES[place] for place in strongest.values())
    levels = tuple((name, rank(forces[0]), sum(count[force] for force in forces)) for name, forces in LEVELS)
    return ForceLine(document, len(strongest), levels)
