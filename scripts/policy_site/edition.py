"""Edition: one document from its capture to two scripts, with everything that was done to it on record.

In: the files of a document folder, as records. Out: an Edition, or every problem in the way.

Guarantees:
1. excerpt → emend → regularise → structure → simplify, each stage in its own module, in this order.
2. The ledger accounts for every character of the witness and of the edited text.
3. Every emendation and annotation is anchored to the sentence that it concerns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from . import units
from .emend import cause, emend, occurrences
from .excerpt import Excerpt, excerpt
from .passage import KEPT, Passage
from .problems import Place, Problem
from .records import Apparatus, BlockKind, Document, EverydayWord, Notes, Summary, TranslatorNote
from .regularise import regularise
from .simplify import simplified, traditional
from .structure import Block, Span, structure
from .yamlfile import YamlFile


@dataclass(frozen=True)
class Mark:
    """An apparatus entry at a place: offset in the sentence, key of the entry (a1, a2 … n1, n2 …)."""

    offset: int
    entry: str


@dataclass(frozen=True)
class Sentence:
    """A sentence in both scripts, with the apparatus marks inside it."""

    id: str
    hans: str
    hant: str
    english: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A block of the edition: title, heading, paragraph or closing line."""

    id: str
    kind: BlockKind
    level: int
    number: str
    sentences: tuple[Sentence, ...]
    responsible: units.Responsible

    @property
    def hans(self) -> str:
        """The block in Simplified Chinese."""
        return "".join(sentence.hans for sentence in self.sentences)

    @property
    def hant(self) -> str:
        """The block in Traditional Chinese."""
        return "".join(sentence.hant for sentence in self.sentences)

    @property
    def english(self) -> str:
        """The block in English; empty until every sentence of it is translated."""
        parts = [sentence.english for sentence in self.sentences]
        return " ".join(parts) if all(parts) else ""


@dataclass(frozen=True)
class Count:
    """One line of the ledger: characters of the witness, characters of the edition, places."""

    cause: str
    witness: int
    edition: int
    places: int


@dataclass(frozen=True)
class Sources:
    """The files of a document folder, parsed: what the edition is made from."""

    slug: str
    text: str
    record: Document
    record_file: YamlFile
    apparatus: Apparatus
    apparatus_file: YamlFile
    summary: Summary
    summary_file: YamlFile


@dataclass(frozen=True)
class Edition:
    """A document, edited: its records, its text in blocks, and the account of every character."""

    sources: Sources
    excerpt: Excerpt
    passage: Passage
    blocks: tuple[Paragraph, ...]
    notes: tuple[TranslatorNote, ...] = ()
    everyday: tuple[EverydayWord, ...] = ()

    @property
    def slug(self) -> str:
        """Name of the document's folder and of its pages."""
        return self.sources.slug

    @property
    def record(self) -> Document:
        """What the document is."""
        return self.sources.record

    def cited(self, target: str) -> tuple[Sentence, ...]:
        """Return the sentences that the id of a provision, paragraph or sentence covers; none if it is dead."""
        if target not in self._cited:
            self._cited[target] = tuple(
                sentence
                for block in self.blocks
                for sentence in block.sentences
                if covers(target, sentence.id) or covers(target, block.id)
            )
        return self._cited[target]

    @cached_property
    def _cited(self) -> dict[str, tuple[Sentence, ...]]:
        """Answers already given: facts and pages ask for the same clauses again and again."""
        return {}

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all blocks and sentences."""
        return frozenset([block.id for block in self.blocks] + [sentence.id for sentence in self.sentences])

    def ledger(self) -> tuple[Count, ...]:
        """Return the account: the sums of its two columns are the lengths of the witness and of the edition."""
        cut = (Count("before", len(self.excerpt.before), 0, 1), Count("after", len(self.excerpt.after), 0, 1))
        causes = dict.fromkeys(piece.cause for piece in self.passage.pieces)
        return (*cut, *(self._count(name) for name in causes))

    def _count(self, name: str) -> Count:
        pieces = [piece for piece in self.passage.pieces if piece.cause == name]
        witness = sum(len(piece.witness) for piece in pieces)
        return Count(name, witness, sum(len(piece.reading) for piece in pieces), 0 if name == KEPT else len(pieces))


def covers(target: str, inner: str) -> bool:
    """Tell whether id ``inner`` is ``target`` or lies under it: s3.1 covers s3.1-p2 and s3.1.4, not s3.10."""
    return inner == target or inner.startswith((f"{target}-", f"{target}."))


def edit(sources: Sources) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Return the edition, or None and all problems of the first stage that fails."""
    record, record_file = sources.record, sources.record_file
    cut, problems = excerpt(sources.text, record.witness, record_file)
    if cut is None:
        return None, problems
    passage, problems = emend(Passage.of(cut.body), sources.apparatus, sources.apparatus_file)
    if problems:
        return None, problems
    titles = tuple(title.zh for title in (record.title, record.notice_title) if title)
    passage = regularise(passage, titles)
    blocks, problems = structure(passage.text, record, record_file)
    marks = tuple(_marks(cut.body, passage, sources.apparatus))
    paragraphs = tuple(_paragraph(block, passage.text, marks, sources) for block in blocks)
    problems += tuple(_unread_units(paragraphs, record_file))
    return Edition(sources, cut, passage, paragraphs), problems


def translated(
    edition: Edition, english: Mapping[str, str], notes: Notes, notes_file: YamlFile
) -> tuple[Edition, tuple[Problem, ...]]:
    """Return the edition with its English by sentence id, and with the translator's notes marked in the text."""
    marks: dict[str, list[Mark]] = {}
    problems: list[Problem] = []
    hans = {sentence.id: sentence.hans for sentence in edition.sentences}
    for number, note in enumerate(notes.notes, start=1):
        at = hans.get(note.at, "").find(note.words)
        if at < 0:
            message = f"‘{note.words}’ does not stand in sentence ‘{note.at}’."
            remedy = f"See the sentences with ‘policy-site show {edition.slug}’."
            problems.append(Problem(notes_file.place(("notes", number - 1, "words")), "T013", message, remedy))
            continue
        marks.setdefault(note.at, []).append(Mark(at + len(note.words), f"t{number}"))

    def finished(old: Sentence) -> Sentence:
        inside = tuple(sorted((*old.marks, *marks.get(old.id, [])), key=lambda mark: mark.offset))
        return replace(old, english=english.get(old.id, ""), marks=inside)

    blocks = (replace(block, sentences=tuple(map(finished, block.sentences))) for block in edition.blocks)
    return replace(edition, blocks=tuple(blocks), notes=notes.notes), tuple(problems)


def _marks(body: str, passage: Passage, apparatus: Apparatus) -> Iterator[tuple[int, str]]:
    """Yield for each place of an apparatus entry the offset in the edited text after it, and the entry's key."""
    lemmas = [(f"a{n}", entry.lemma) for n, entry in enumerate(apparatus.emendations, start=1)]
    lemmas += [(f"n{n}", note.lemma) for n, note in enumerate(apparatus.notes, start=1)]
    for key, lemma in lemmas:
        for at in occurrences(body, lemma):
            yield passage.edited_end(at + len(lemma)), key


def _paragraph(block: Block, text: str, marks: tuple[tuple[int, str], ...], sources: Sources) -> Paragraph:
    """Return a block in both scripts, with its marks and its responsible units."""
    sentences = tuple(
        _sentence(
            span, text, tuple(Mark(at - span.start, entry) for at, entry in marks if span.start < at <= end), sources
        )
        for span, end in zip(block.sentences, _reaches(block, text), strict=True)
    )
    last = sentences[-1].hans
    found = units.parse(last, sources.record.place.zh) if units.is_list(last) else None
    responsible = found or units.Responsible()
    return Paragraph(block.id, block.kind, block.level, block.number, sentences, responsible)


def _reaches(block: Block, text: str) -> list[int]:
    """Return for each sentence how far its marks reach: the last one takes those in the line end after it."""
    return [span.end for span in block.sentences[:-1]] + [block.end + text[block.end :].startswith("\n")]


def _sentence(span: Span, text: str, marks: tuple[Mark, ...], sources: Sources) -> Sentence:
    """Return one sentence in both scripts; a mark in the line end goes to its last character."""
    printed = text[span.start : span.end]
    inside = tuple(Mark(min(mark.offset, len(printed)), mark.entry) for mark in marks)
    if sources.record.script == "zh-Hant":
        hans, hant = simplified(printed), printed
    else:
        hans, hant = printed, traditional(printed)
    return Sentence(span.id, hans, hant, "", inside)


def _unread_units(blocks: tuple[Paragraph, ...], record_file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each parenthesis that begins like a list of units and cannot be read."""
    for block in blocks:
        last = block.sentences[-1].hans
        if units.is_list(last) and not (block.responsible.lead or block.responsible.units):
            message = f"{block.id}: ‘{last}’ cannot be read as a list of responsible units."
            yield Problem(Place(record_file.path), "S005", message, "Mend its punctuation in the apparatus.")


def emendation_entry(name: str) -> int | None:
    """Return the number (from 0) of the emendation that a ledger cause names, or None for another cause."""
    prefix = cause(0).removesuffix("0")
    return int(name.removeprefix(prefix)) if name.startswith(prefix) else None
