"""Units page: which body leads, which share, and where the text charges them.

In: the facts of all documents and the terms of the glossary. Out: the lines and sections of the page, per document.

Guarantees:
1. A body is counted once in each paragraph that names it, under the full name that the text gives it.
2. English names are those of the glossary and of the translation; where there is none, none is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ..text.edition import Paragraph
from ..text.units import Unit
from . import addresses
from .catalog import Catalog
from .facts import DocumentFacts
from .labels import label


@dataclass(frozen=True)
class Charge:
    """A paragraph that charges a body: its label and its address."""

    label: str
    href: Markup


@dataclass(frozen=True)
class UnitLine:
    """One body and what it is charged with: how often it leads and shares, in each section, and the paragraphs."""

    unit: str
    english: str
    printed: tuple[str, ...]
    lead: int
    shared: int
    marks: tuple[tuple[int, int], ...]
    charges: tuple[Charge, ...]


@dataclass(frozen=True)
class UnitSection:
    """A section after whose paragraphs bodies are named: label, heading (empty where the text has none), address."""

    label: str
    heading: str
    href: Markup


_Charged = dict[str, list[Paragraph]]


class UnitsPage:
    """What the page of bodies shows of each document."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def sections(self, document: DocumentFacts, base: str) -> list[UnitSection]:
        """Return the sections of a document that name bodies, in the order of the text.

        As everywhere, ``base`` leads from the page that shows them to the locale's folder.
        """
        return [self._section(document, name, blocks, base) for name, blocks in _charged(document).items()]

    def _section(self, document: DocumentFacts, name: str, blocks: list[Paragraph], base: str) -> UnitSection:
        heading = next((each for each in document.edition.blocks if each.kind == "heading" and each.id == name), None)
        words = "" if heading is None else self._heading(heading)
        place = addresses.text(document.slug).href(base, name if heading else blocks[0].id)
        return UnitSection(label(name, self._catalog), words, place)

    def _heading(self, heading: Paragraph) -> str:
        return heading.english if self._catalog.locale == "en" else self._catalog.chinese(heading.hans)

    def count(self, document: DocumentFacts) -> int:
        """Return how many bodies a document charges."""
        return len({unit.full for block in document.edition.blocks for unit in _units(block)})

    def lines(self, document: DocumentFacts, base: str) -> list[UnitLine]:
        """Return the bodies that a document charges, those with most charges first."""
        sections = _charged(document)
        everywhere = [block for blocks in sections.values() for block in blocks]
        names = dict.fromkeys(unit.full for block in everywhere for unit in _units(block))
        lines = [self._line(document, name, sections, base) for name in names]
        return sorted(lines, key=lambda line: (-line.lead, -line.shared, line.unit))

    def _line(self, document: DocumentFacts, name: str, sections: _Charged, base: str) -> UnitLine:
        """Return what the body ``name`` is charged with."""
        marks = [
            (_times(name, (block.responsible.lead for block in blocks)),
             _times(name, ((*block.responsible.units, *block.responsible.cooperating) for block in blocks)))
            for blocks in sections.values()
        ]  # fmt: skip
        own = [block for blocks in sections.values() for block in blocks if name in {u.full for u in _units(block)}]
        printed = dict.fromkeys(unit.printed for block in own for unit in _units(block) if unit.full == name)
        text = addresses.text(document.slug)
        return UnitLine(
            self._catalog.chinese(name),
            document.english_units.get(name, ""),
            tuple(map(self._catalog.chinese, printed)),
            sum(lead for lead, _ in marks),
            sum(shared for _, shared in marks),
            tuple(marks),
            tuple(Charge(label(block.id, self._catalog), text.href(base, block.id)) for block in own),
        )


def _charged(document: DocumentFacts) -> _Charged:
    """Return the paragraphs that name bodies by their section of the second level, e.g. s3.1 for s3.1.2-p1."""
    found: _Charged = {}
    for block in document.edition.blocks:
        if _units(block):
            section = ".".join(block.id.split("-")[0].split(".")[:2])
            found.setdefault(section, []).append(block)
    return found


def _units(block: Paragraph) -> tuple[Unit, ...]:
    """Return all bodies that a paragraph charges."""
    return (*block.responsible.lead, *block.responsible.units, *block.responsible.cooperating)


def _times(name: str, lists: Iterable[tuple[Unit, ...]]) -> int:
    """Return how many lists hold a body."""
    return sum(any(unit.full == name for unit in units) for units in lists)
