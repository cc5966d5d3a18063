"""Markdown text: write edited sentences, headings and notes as plain, readable Markdown.

In: blocks of an edition. Out: Markdown that the rows extension turns into linked sentences.

Guarantees:
1. No character of a text is lost or takes on a meaning in Markdown or HTML.
2. One sentence a line, in both languages, so that a difference shows which sentence changed.
3. Every mark in the text leads to its note, which stands below the first row that refers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..rendering.markup import escaped, hashes, joined, markup
from ..text.edition import Paragraph, Sentence
from .catalog import Catalog


@dataclass(frozen=True)
class Note:
    """An apparatus entry as readers see it: its key (a1, n1 …), its number on the page, its text in Markdown.

    ``of_script`` marks a correction of script, which Simplified pages do not show: the search leaves it out.
    """

    key: str
    number: int
    text: Markup
    of_script: bool = False


#: What keeps a note out of the search.
_LEFT_OUT = {False: markup(""), True: markup(' data-search-exclude=""')}


#: Stands among the English sentences of a paragraph, in English on every page.
_UNTRANSLATED = "[not yet translated]"


class TextWriter:
    """Writes the blocks of one document in one locale; ``notes`` are those that this locale shows."""

    def __init__(self, catalog: Catalog, notes: Iterable[Note]) -> None:
        self._catalog = catalog
        self._notes: Mapping[str, Note] = {note.key: note for note in notes}
        self._placed: set[str] = set()

    def heading(self, block: Paragraph, depth: int) -> Markup:
        """Return a title or heading as a Markdown heading of ``depth`` (1 is the page's title), and its notes."""
        chinese = joined(self._line(sentence) for sentence in block.sentences)
        english = markup(" ‖ {}", block.english) if block.english else ""
        script = self._catalog.chinese_script
        line = markup("{} {}{} {{: #{} lang={} }}", hashes(depth), chinese, english, block.id, script)
        return joined([line, *self._note_box(block)], "\n\n")

    def row(self, block: Paragraph) -> Markup:
        """Return a paragraph and its English as one row of two columns, with its notes below."""
        chinese = joined((self._line(sentence) for sentence in block.sentences), "\n")
        tagged = markup("{}\n{{: #{} lang={} }}", chinese, block.id, self._catalog.chinese_script)
        inner = joined([tagged, self._english(block), *self._note_box(block)], "\n\n")
        return markup('<div class="row kind-{}" markdown>\n\n{}\n\n</div>', block.kind, inner)

    def table(self, rows: Sequence[Paragraph]) -> Markup:
        """Return the rows of a table, each cell in both languages, with their notes below."""
        name = rows[0].id.rpartition(".")[0]
        lines = (markup('<tr id="{}">{}</tr>', row.id, joined(map(self._cell, row.sentences))) for row in rows)
        notes = joined((note for row in rows for note in self._note_box(row)), "\n\n")
        table = markup('<table id="{}" data-search-exclude>\n{}\n</table>', name, joined(lines, "\n"))
        return markup('<div class="row kind-table" markdown>\n\n{}\n\n{}\n\n</div>', table, notes)

    def _cell(self, cell: Sentence) -> Markup:
        """Return a cell: its Chinese with its marks, and its English below."""
        if not cell.hans:
            return markup("<td></td>")
        own = self._marked(cell, _raw_link)
        script = self._catalog.chinese_script
        chinese = markup('<span class="s" id="{}" lang="{}">{}</span>', cell.id, script, own)
        if not cell.english or cell.english == cell.hans:
            return markup("<td>{}</td>", chinese)
        english = markup('<span class="s" id="{}-en" lang="en">{}</span>', cell.id, cell.english)
        return markup("<td>{}<br>{}</td>", chinese, english)

    def _english(self, block: Paragraph) -> Markup:
        """Return the English of a paragraph; of one that is half translated, the sentences that there are."""
        if not any(sentence.english for sentence in block.sentences):
            return markup('{}\n{{: .untranslated data-search-exclude="" }}', self._catalog.message("text.untranslated"))
        english = (sentence.english or (_UNTRANSLATED if sentence.hans else "") for sentence in block.sentences)
        lines = (
            markup("{}{}", line, self._links(sentence)) for line, sentence in zip(english, block.sentences, strict=True)
        )
        return markup("{}\n{{: #{}-en lang=en }}", joined(lines, "\n"), block.id)

    def _line(self, sentence: Sentence) -> Markup:
        """Return the Chinese of a sentence with a numbered link at each mark."""
        return self._marked(sentence, _link)

    def _marked(self, sentence: Sentence, link: Callable[[Note], Markup]) -> Markup:
        """Return the Chinese of a sentence with a ``link`` at each mark, in Markdown or in HTML."""
        text = self._catalog.sentence(sentence)
        parts: list[Markup] = []
        last = 0
        for mark in sorted(sentence.marks, key=lambda mark: mark.offset):
            note = self._notes.get(mark.entry)
            if note:
                parts += [escaped(text[last : mark.offset]), link(note)]
                last = mark.offset
        return joined([*parts, escaped(text[last:])])

    def _links(self, sentence: Sentence) -> Markup:
        """Return links to the notes of a sentence, for the end of its English."""
        notes = [self._notes[mark.entry] for mark in sentence.marks if mark.entry in self._notes]
        return joined(map(_link, notes))

    def _note_box(self, block: Paragraph) -> list[Markup]:
        """Return the notes that this block is the first to refer to, in one box."""
        keys = dict.fromkeys(mark.entry for sentence in block.sentences for mark in sentence.marks)
        fresh = [self._notes[key] for key in keys if key in self._notes and key not in self._placed]
        self._placed |= {note.key for note in fresh}
        if not fresh:
            return []
        items = (
            markup("**{}** {}\n{{: #note-{} .note{} }}", note.number, note.text, note.key, _LEFT_OUT[note.of_script])
            for note in fresh
        )
        return [markup('<div class="notes" role="note" markdown>\n\n{}\n\n</div>', joined(items, "\n\n"))]


def _raw_link(note: Note) -> Markup:
    return markup('<a class="mark" href="#note-{}">{}</a>', note.key, note.number)


def _link(note: Note) -> Markup:
    return markup("[{}](#note-{}){{ .mark }}", note.number, note.key)
