"""Markdown text: write edited sentences, headings and notes as plain, readable Markdown.

In: blocks of an edition. Out: Markdown that the rows extension turns into linked sentences.

Guarantees:
1. No character of a text is lost or takes on a meaning in Markdown or HTML.
2. One sentence a line, in both languages, so that a difference shows which sentence changed.
3. Every mark in the text leads to its note, which stands below the first row that refers to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..text.edition import Paragraph, Sentence
from .catalog import Catalog

#: Characters with a meaning in the middle of a line.
_INLINE = re.compile(r"[\\`*_\[\]{}<>&|]")
#: What would open a list, a heading or a note at the start of a line, e.g. ‘1. Strengthen’, or be a rule (---).
_OPENING = re.compile(r"^(\d+)([.)])(?=\s)|^(#|[+-](?=\s))|^(-)(?=-*\s*$)|^(!)(?=!!)|^(=)(?==*\s*$)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


@dataclass(frozen=True)
class Note:
    """An apparatus entry as readers see it: its key (a1, n1 …), its number on the page, its text in Markdown."""

    key: str
    number: int
    text: str


class TextWriter:
    """Writes the blocks of one document in one locale; ``notes`` are those that this locale shows."""

    def __init__(self, catalog: Catalog, notes: Iterable[Note]) -> None:
        self._catalog = catalog
        self._notes: Mapping[str, Note] = {note.key: note for note in notes}
        self._placed: set[str] = set()

    def heading(self, block: Paragraph, depth: int) -> str:
        """Return a title or heading as a Markdown heading of ``depth`` (1 is the page's title), and its notes."""
        chinese = "".join(self._line(sentence) for sentence in block.sentences)
        english = f" ‖ {escaped(block.english)}" if block.english else ""
        line = f"{'#' * depth} {chinese}{english} {{: #{block.id} lang={self._catalog.chinese_script} }}"
        return "\n\n".join([line, *self._note_box(block)])

    def row(self, block: Paragraph) -> str:
        """Return a paragraph and its English as one row of two columns, with its notes below."""
        chinese = "\n".join(self._line(sentence) for sentence in block.sentences)
        tagged = f"{chinese}\n{{: #{block.id} lang={self._catalog.chinese_script} }}"
        inner = "\n\n".join([tagged, self._english(block), *self._note_box(block)])
        return f'<div class="row kind-{block.kind}" markdown>\n\n{inner}\n\n</div>'

    def _english(self, block: Paragraph) -> str:
        if not block.english:
            return f"{self._catalog.message('text.untranslated')}\n{{: .untranslated }}"
        lines = "\n".join(escaped(sentence.english) + self._links(sentence) for sentence in block.sentences)
        return f"{lines}\n{{: #{block.id}-en lang=en }}"

    def _line(self, sentence: Sentence) -> str:
        """Return the Chinese of a sentence with a numbered link at each mark."""
        text = self._catalog.sentence(sentence)
        parts, last = [], 0
        for mark in sorted(sentence.marks, key=lambda mark: mark.offset):
            note = self._notes.get(mark.entry)
            if note:
                parts += [escaped(text[last : mark.offset]), _link(note)]
                last = mark.offset
        return "".join([*parts, escaped(text[last:])])

    def _links(self, sentence: Sentence) -> str:
        """Return links to the notes of a sentence, for the end of its English."""
        notes = [self._notes[mark.entry] for mark in sentence.marks if mark.entry in self._notes]
        return "".join(map(_link, notes))

    def _note_box(self, block: Paragraph) -> list[str]:
        """Return the notes that this block is the first to refer to, in one box."""
        keys = dict.fromkeys(mark.entry for sentence in block.sentences for mark in sentence.marks)
        fresh = [self._notes[key] for key in keys if key in self._notes and key not in self._placed]
        self._placed |= {note.key for note in fresh}
        if not fresh:
            return []
        items = "\n\n".join(f"**{note.number}** {note.text}\n{{: #note-{note.key} .note }}" for note in fresh)
        return [f'<div class="notes" role="note" markdown>\n\n{items}\n\n</div>']


def _link(note: Note) -> str:
    return f"[{note.number}](#note-{note.key}){{ .mark }}"


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown prints it as it is."""
    text = _INLINE.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), text)
    return _OPENING.sub(_escaped_opening, text)


def _escaped_opening(found: re.Match[str]) -> str:
    """Return the opening with a backslash, or as an entity where Markdown knows no backslash for it (=)."""
    return "&#61;" if found[6] else f"{found[1] or ''}\\{''.join(filter(None, found.groups()[1:]))}"
