"""Ledger page: what each document gives, to whom, how much, on what condition, by when, and what became of it.

In: the facts of all documents. Out: the lines of the page, and counts of plans and wishes.

Guarantees:
1. Rights, money, permissions and services are printed in full, each with its clause; what the clause does not state is
   said to be not stated.
2. Plans and wishes, which give nothing yet, are counted by topic, in clauses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts.commitments import PARTS, Commitment, ledger
from ..sources.records import Gives, Topic
from .comparison import ComparisonCell, cell
from .facts import DocumentFacts, SiteFacts

#: The kinds that are printed in full.
IN_FULL: tuple[Gives, ...] = ("entitlement", "money", "permission", "service")
#: The kinds that are counted.
COUNTED: tuple[Gives, ...] = ("plan", "wish")


@dataclass(frozen=True)
class LedgerLine:
    """One line of the ledger, and the document whose it is."""

    document: DocumentFacts
    commitment: Commitment


@dataclass(frozen=True)
class CountedRow:
    """The plans and wishes of one topic: for each document the two kinds with their cells."""

    topic: Topic
    cells: tuple[tuple[tuple[Gives, ComparisonCell], ...], ...]


class LedgerPage:
    """What the ledger shows."""

    parts = PARTS

    def __init__(self, site: SiteFacts, kinds: tuple[Gives, ...] = IN_FULL) -> None:
        self._site, self.in_full = site, kinds

    def lines(self) -> list[LedgerLine]:
        """Return what is printed in full, kind by kind, then place by place in the order of the text."""
        return [line for gives in self.in_full for line in self._of_kind(gives)]

    def _of_kind(self, gives: Gives) -> Iterator[LedgerLine]:
        for document in self._site.documents:
            for commitment in ledger(document.facts):
                if commitment.measure.gives == gives:
                    yield LedgerLine(document, commitment)

    def count(self, gives: Gives) -> int:
        """Return how many lines of a kind there are."""
        return sum(1 for _ in self._of_kind(gives))

    def counted(self) -> list[CountedRow]:
        """Return the counts of plans and wishes, topic by topic."""
        return [CountedRow(topic, tuple(self._cells(topic.id))) for topic in self._site.topics]

    def _cells(self, topic: str) -> Iterator[tuple[tuple[Gives, ComparisonCell], ...]]:
        for document in self._site.documents:
            own = document.on_topic(topic)
            yield tuple((gives, cell(document, [each for each in own if each.gives == gives])) for gives in COUNTED)
