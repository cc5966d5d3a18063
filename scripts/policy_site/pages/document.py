"""Document: what the templates may ask about one document, in the words of one locale.

In: an edition and a catalog. Out: titles, facts, slots, clauses and the whole text, ready to print.

Guarantees:
1. Pure: the same edition gives the same words.
2. What a hijacked host injected is printed as 〔插入文字〕 / [inserted text], never itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from ..rendering.markup import escaped, joined, markup
from ..sources.records import (
    SLOTS,
    Day,
    Emendation,
    Grounded,
    Period,
    Point,
    Statement,
)
from ..text.account import Account
from ..text.edition import Edition, Paragraph
from ..text.injected import InjectedNames
from ..text.numerals import printed_number
from ..text.scripts import simplified, traditional
from . import addresses, reading_page
from .catalog import Catalog
from .citations import Citation, cite
from .labels import label
from .markdown_text import Note, TextWriter

#: The facts card in the order of an official document (GB/T 9704-2012 section 7).
_FACT_FIELDS = (
    "genre",
    "issuers",
    "lead_issuer",
    "approved_by",
    "addressee",
    "province",
    "document_number",
    "dated",
    "published",
    "remark",
    "page_source",
    "related",
    "period",
    "audience",
)

#: Lines of the facts card that every document has; one that is not yet written says so.
_EXPECTED = frozenset({"genre", "period", "audience"})
#: Kinds of emendation that a note tells in words of their own.
_CHANGES = frozenset({"omission", "lineation", "joined"})


def _together(blocks: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph, ...]]:
    """Yield the blocks one by one, the rows of one table together."""
    for _, group in groupby(blocks, lambda block: block.id.rpartition(".")[0] if block.kind == "table" else block.id):
        yield tuple(group)


@dataclass(frozen=True)
class Fact:
    """A line of the facts card: name, value, its basis, and the quote or ground."""

    name: str
    value: Markup
    basis: str
    quote: str
    because: str


class DocumentPage:
    """What the templates may ask about one document, in the words of one locale."""

    def __init__(self, edition: Edition, catalog: Catalog, parted: bool = False) -> None:
        self.edition, self.catalog = edition, catalog
        self.record = edition.record
        self.slug = edition.slug
        #: The page that says what was done to the text.
        self.about = addresses.part(addresses.page("about"), self.slug) if parted else addresses.page("about")
        self.account = Account(edition)
        self._injected = InjectedNames.of(edition.record.injected)

    def masked(self, text: str) -> str:
        """Return text of the witness with what was injected replaced by its sign."""
        return self._injected.masked(text, self.catalog.message("injected"))

    def title(self) -> str:
        """Return the title in the words of the locale."""
        return self.catalog.pick(self.record.title)

    def chinese_title(self) -> str:
        """Return the title in Chinese, in the script of the locale."""
        return self.catalog.chinese(self.record.title.zh)

    def facts(self) -> Iterator[Fact]:
        """Yield the facts card, line by line."""
        titles = (("notice_title", self.record.notice_title), ("title", self.record.title))
        for name, statement in titles:
            if statement:
                yield self._fact(name, statement, statement.zh if self.catalog.locale == "en" else statement.en)
        for name in _FACT_FIELDS:
            value = getattr(self.record, name)
            for statement in value if isinstance(value, tuple) else (value,):
                if statement is not None:
                    yield self._fact(name, statement)
                elif name in _EXPECTED:
                    yield Fact(
                        self.catalog.message(f"field.{name}"), self.catalog.markup("unwritten"), "unwritten", "", ""
                    )

    def _fact(self, name: str, statement: Grounded, beside: str = "") -> Fact:
        because = self.catalog.pick(statement.because) if statement.because else ""
        value = self._value(name, statement)
        other = self.catalog.chinese(beside)
        return Fact(
            self.catalog.message(f"field.{name}"),
            markup("{}<br>{}", value, other) if other else value,
            statement.basis,
            self._in_script(self.masked(statement.quote)) if statement.quote else "",
            because,
        )

    def _value(self, name: str, statement: Grounded) -> Markup:
        if isinstance(statement, Statement):
            return escaped(self.catalog.pick(statement))
        if isinstance(statement, Day):
            return escaped(statement.value.isoformat())
        if isinstance(statement, Period):
            start, end = statement.value.split("/")
            return escaped(f"{start}–{end}" if end != ".." else f"{start}– ({self.catalog.message('facts.open_end')})")
        return escaped(self.catalog.genre(self.record))

    def place_of(self, target: str) -> str:
        """Return the label of an id of this document."""
        return label(target, self.catalog)

    def not_stated(self) -> str:
        """Return the elements of GB/T 9704 that the text lacks, as one line."""
        if self.record.not_stated is None:
            return self.catalog.message("unwritten")
        comma = ", " if self.catalog.locale == "en" else "、"
        return comma.join(self.catalog.message(f"element.{name}") for name in self.record.not_stated)

    def slot(self, name: str) -> tuple[Point, ...]:
        """Return the points of one slot of the summary."""
        return self.edition.sources.summary.points(name)

    def standing(self) -> str:
        """Return the first sentence on the document's standing: what a reader must know on one line."""
        if self.record.status is None:
            return self.catalog.message("unwritten")
        status = self.catalog.pick(self.record.status)
        return re.split(r"(?<=。)|(?<=\.)\s", status, maxsplit=1)[0]

    def slots(self) -> Iterator[tuple[str, tuple[Point, ...]]]:
        """Yield the slots of the summary with their points."""
        for slot in SLOTS:
            yield slot, self.edition.sources.summary.points(slot)

    def empty(self, slot: str) -> str:
        """Return what a slot without points says: that the document is silent, or that nobody has written it yet."""
        return self.catalog.message("slot.empty" if self.edition.sources.summary.written(slot) else "unwritten")

    def citations(self, point: Point) -> list[Citation]:
        """Return what a point cites, with the clauses themselves, so that they open in place."""
        return [cite(self.edition, target, self.catalog) for target in point.cites]

    def text(self) -> tuple[Markup, Markup]:
        """Return the whole text as Markdown: its opening title (empty where it has none), and the rest."""
        writer = TextWriter(self.catalog, self.notes())
        parts = [self._blocks(blocks, writer) for blocks in _together(self.edition.blocks)]
        titled = self.edition.blocks[0].kind == "title"
        return (parts[0], joined(parts[1:], "\n\n")) if titled else (escaped(""), joined(parts, "\n\n"))

    def reader_words(self, page: str) -> dict[str, object]:
        """Return what the script of the reading page says on ‘text’ or ‘explainer’."""
        return reading_page.words(self.edition, self.catalog, page)

    def lacking(self) -> Iterator[tuple[int, str, str]]:
        """Yield depth, id and printed number of the headings that a fragment lacks before its first words."""
        path = self.record.fragment.begins_in.removeprefix("s").split(".") if self.record.fragment else []
        for level, number in enumerate(path, start=1):
            yield level + 1, "s" + ".".join(path[:level]), printed_number(level, int(number))

    def _blocks(self, blocks: tuple[Paragraph, ...], writer: TextWriter) -> Markup:
        """Return the rows of one table, or a block."""
        return writer.table(blocks) if blocks[0].kind == "table" else self._block(blocks[0], writer)

    def _block(self, block: Paragraph, writer: TextWriter) -> Markup:
        annexed = self.record.notice_title is not None
        if block.kind == "title":
            return writer.heading(block, 2 if annexed and block.id == "title" else 1)
        if block.kind in {"annex", "annex-title"}:
            return writer.heading(block, 2)
        if block.kind == "heading":
            return writer.heading(block, min(block.level + 1 + annexed, 6))
        return writer.row(block)

    def notes(self) -> list[Note]:
        """Return the apparatus entries that this locale's text shows, numbered as the text refers to them.

        Corrections of script are invisible in Simplified text; there the page about the texts lists them.
        """
        texts = dict(self._entries())
        marks = (mark for sentence in self.edition.sentences for mark in sentence.marks)
        keys = [key for key in dict.fromkeys(mark.entry for mark in marks) if key in texts]
        script = {
            f"a{number}"
            for number, entry in enumerate(self.edition.sources.apparatus.emendations, start=1)
            if entry.kind == "script"
        }
        return [Note(key, number, texts[key], key in script) for number, key in enumerate(keys, start=1)]

    def _entries(self) -> Iterator[tuple[str, Markup]]:
        """Yield key and text of each apparatus entry that is shown."""
        apparatus = self.edition.sources.apparatus
        for number, entry in enumerate(apparatus.emendations, start=1):
            if entry.kind != "script" or self.catalog.locale == "zh-Hant":
                yield (
                    f"a{number}",
                    markup("{}{}{}", self._change(entry), self.catalog.gap, self.catalog.pick(entry.because)),
                )
        for number, note in enumerate(apparatus.notes, start=1):
            parts = [self.catalog.markup("note.remark", lemma=self._quoted(note.lemma))]
            parts.append(escaped(self.catalog.pick(note.because)))
            if note.suggestion:
                parts.append(self.catalog.markup("note.suggestion", suggestion=self._quoted(note.suggestion)))
            yield f"n{number}", joined(parts, self.catalog.gap)
        for number, remark in enumerate(self.edition.notes, start=1):
            yield f"t{number}", escaped(self.catalog.pick(remark))

    def _change(self, entry: Emendation) -> Markup:
        kind = self.catalog.message(f"kind.{entry.kind}")
        name = "note.reading" if entry.kind not in _CHANGES else f"note.{entry.kind}"
        lemma, reading = self._quoted(entry.lemma), self._quoted(entry.reading)
        return self.catalog.markup(name, lemma=lemma, reading=reading, kind=kind)

    def _quoted(self, text: str) -> Markup:
        """Return words of the witness for a note beside the text: as ``printed``, in the script of the page."""
        return escaped(self._in_script(self._words(text)))

    def _in_script(self, text: str) -> str:
        """Return words of the witness in the script of the page."""
        if self.record.script == self.catalog.chinese_script:
            return text
        return traditional(text) if self.catalog.chinese_script == "zh-Hant" else simplified(text)

    def printed(self, text: str) -> Markup:
        """Return words of the witness as a page may print them: on one line, masked, in their own script."""
        return escaped(self._words(text))

    def _words(self, text: str) -> str:
        return " ".join(self.masked(text).split())
