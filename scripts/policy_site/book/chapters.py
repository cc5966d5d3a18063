"""Chapters: what the templates of the book may ask about a document, in the words of one locale.

In: an edition and the views of its pages. Out: rows of text with their notes, and addresses inside the book.

Guarantees:
1. The text of the book is that of the page, sentence by sentence, under the same ids.
2. Every address leads to an element of the book; a provision without a heading leads to its first sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..pages.document import DocumentPage
from ..pages.labels import label
from ..text.edition import Edition, Paragraph, Sentence


@dataclass(frozen=True)
class NotedWords:
    """Words of a sentence, and the number of the note that follows them (0: none)."""

    words: str
    note: int = 0


@dataclass(frozen=True)
class BookSentence:
    """A sentence: its id, its Chinese in pieces, its English."""

    id: str
    chinese: tuple[NotedWords, ...]
    english: str


@dataclass(frozen=True)
class Row:
    """A block: its id, the level of its heading (0: none), its sentences."""

    id: str
    heading: int
    lines: tuple[BookSentence, ...]


class Chapter:
    """What the templates may ask about one document."""

    def __init__(self, page: DocumentPage) -> None:
        self.page, self.slug, self.name = page, page.slug, page.catalog.pick(page.record.short_title)
        self.notes = page.notes()
        self._numbers = {note.key: note.number for note in self.notes}

    def cited(self, target: str) -> tuple[str, str]:
        """Return label and address of what a statement rests on."""
        return label(target, self.page.catalog), address(self.page.edition, target)

    def rows(self) -> Iterator[Row]:
        """Yield the whole text, block by block; headings never skip a level."""
        deepest = 2
        for block in self.page.edition.blocks:
            level = _level(block)
            if level:
                deepest = level = min(level, deepest + 1, 6)
            yield Row(block.id, level, tuple(self._line(sentence) for sentence in block.sentences))

    def _line(self, sentence: Sentence) -> BookSentence:
        """Return a sentence with the numbers of its notes where they belong."""
        catalog, pieces, last = self.page.catalog, [], 0
        words = catalog.sentence(sentence)
        for mark in sorted(sentence.marks, key=lambda mark: mark.offset):
            if mark.entry in self._numbers:
                pieces.append(NotedWords(words[last : mark.offset], self._numbers[mark.entry]))
                last = mark.offset
        return BookSentence(sentence.id, (*pieces, NotedWords(words[last:])), catalog.chinese(sentence.english))


def _level(block: Paragraph) -> int:
    """Return the level of a block's heading in the chapter, whose own title has level 1; 0 for plain text."""
    if block.kind in {"title", "annex", "annex-title"}:
        return 2
    return block.level + 2 if block.kind == "heading" else 0


def address(edition: Edition, target: str) -> str:
    """Return where in the book a document's provision, paragraph or sentence stands."""
    if target == "record":
        return f"{edition.slug}.xhtml#facts"
    sentences = () if target == "text" else edition.cited(target)
    anchor = target if target in edition.ids or not sentences else sentences[0].id
    return f"{edition.slug}-text.xhtml" + ("" if target == "text" else f"#{anchor}")
