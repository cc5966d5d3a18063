"""Facts: the measures, targets and outcomes of a document, each tied to its clause.

In: an edition and its fact files. Out: the facts with their responsible units, and what covers each paragraph.

Guarantees:
1. Lead and responsible units are those of the cited paragraphs, never typed again.
2. A file that is not there is not yet written; it is never taken for an empty one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..sources.records import (
    Answer,
    Bilingual,
    Cited,
    Event,
    Measure,
    Measures,
    NoMeasure,
    Outcome,
    Outcomes,
    Target,
    Targets,
)
from ..sources.yamlfile import YamlFile
from ..text.edition import Edition, Paragraph, covers
from ..text.units import Responsible

#: The kinds of block that must be covered.
_TEXT_KINDS = frozenset({"paragraph", "notice", "run-in", "item", "answer"})


#: The fact files of a document; one that is not there is not yet written.
FACT_FILES = ("measures", "targets", "outcomes")


@dataclass(frozen=True)
class FactFiles:
    """The fact files of a document, parsed; an absent file is an empty one."""

    measures: Measures
    measures_file: YamlFile
    targets: Targets
    targets_file: YamlFile
    outcomes: Outcomes
    outcomes_file: YamlFile


@dataclass(frozen=True)
class Coverage:
    """What covers one paragraph: measures, targets, or a reason."""

    block: Paragraph
    measures: tuple[Measure, ...]
    targets: tuple[Target, ...]
    reason: Bilingual | None


@dataclass(frozen=True)
class Facts:
    """The facts of one document."""

    edition: Edition
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    no_measure: tuple[NoMeasure, ...] = ()
    events: tuple[Event, ...] = ()
    #: One for each question; none if nobody has read the document for them yet.
    answers: tuple[Answer, ...] = ()
    #: Which of the fact files are there; the others are not yet written.
    written: frozenset[str] = frozenset(FACT_FILES)

    def responsible(self, fact: Cited) -> Responsible:
        """Return the lead and responsible units of the paragraphs that a fact cites, each once."""
        blocks = [block for block in self.edition.blocks if any(covers(block.id, target) for target in fact.cites)]
        lead = dict.fromkeys(unit for block in blocks for unit in block.responsible.lead)
        units = dict.fromkeys(unit for block in blocks for unit in block.responsible.units)
        cooperating = dict.fromkeys(unit for block in blocks for unit in block.responsible.cooperating)
        deadlines = dict.fromkeys(block.responsible.deadline for block in blocks if block.responsible.deadline)
        others = any(block.responsible.others for block in blocks)
        return Responsible(tuple(lead), tuple(units), tuple(cooperating), "；".join(deadlines), others)

    def outcome(self, fact: Target | Measure) -> Outcome | None:
        """Return what is reported on a target or measure, if anything is."""
        return next((outcome for outcome in self.outcomes if outcome.of == fact.id), None)

    def answer(self, question: str) -> Answer | None:
        """Return what the document answers to a question, or None if nobody has read it for that yet."""
        return next((answer for answer in self.answers if answer.question == question), None)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """What covers each paragraph of the text."""
        return tuple(self._coverage())

    def _coverage(self) -> Iterator[Coverage]:
        for block in self.edition.blocks:
            if block.kind in _TEXT_KINDS:
                measures = tuple(fact for fact in self.measures if _touches(fact, block))
                targets = tuple(fact for fact in self.targets if _touches(fact, block))
                reason = next((each.because for each in self.no_measure if covers(each.at, block.id)), None)
                yield Coverage(block, measures, targets, reason)


def _touches(fact: Cited, block: Paragraph) -> bool:
    return any(covers(block.id, target) or covers(target, block.id) for target in fact.cites)


def from_files(edition: Edition, files: FactFiles) -> Facts:
    """Return the facts in the files of a document."""
    return Facts(
        edition, files.measures.measures, files.targets.targets, files.outcomes.outcomes, files.measures.no_measure,
        files.outcomes.events,
    )  # fmt: skip
