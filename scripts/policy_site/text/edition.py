"""Edition: one document in two scripts, with everything that was done to it on record.

In: what the stages made. Out: blocks, sentences, and the account of every character.

Guarantees:
1. The ledger accounts for every character of the witness and of the edited text.
2. An id finds all sentences that it covers, and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..sources.problems import Place, offset_place
from ..sources.records import Apparatus, BlockKind, Document, EverydayWord, Summary, TraditionalWords, TranslatorNote
from ..sources.yamlfile import YamlFile
from . import units
from .emend import cause
from .excerpt import Excerpt
from .passage import KEPT, Passage


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
    def between(self) -> str:
        """What stands between the sentences of the block: nothing; a tab between the cells of a row."""
        return "\t" if self.kind == "table" else ""

    @property
    def hans(self) -> str:
        """The block in Simplified Chinese."""
        return self.between.join(sentence.hans for sentence in self.sentences)

    @property
    def hant(self) -> str:
        """The block in Traditional Chinese."""
        return self.between.join(sentence.hant for sentence in self.sentences)

    @property
    def english(self) -> str:
        """The block in English; empty until every sentence of it is translated."""
        parts = [sentence.english for sentence in self.sentences]
        whole = all(sentence.english or not sentence.hans for sentence in self.sentences)
        return (self.between or " ").join(parts) if whole else ""


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
    words: TraditionalWords = field(default_factory=lambda: TraditionalWords(words=()))
    words_file: YamlFile = field(default_factory=lambda: YamlFile("traditional.yml", {}))

    @property
    def own_words(self) -> tuple[tuple[str, str], ...]:
        """The Traditional forms that the document gives itself."""
        return tuple((word.zh, word.hant) for word in self.words.words)


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

    def place(self, edited: int) -> Place:
        """Return the place in witness.txt of the character at offset ``edited`` of the edited text."""
        offset = len(self.excerpt.before) + self.passage.witness_start(edited)
        path = f"{self.sources.record_file.path.rpartition('/')[0]}/witness.txt".lstrip("/")
        return offset_place(path, self.sources.text, offset)

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
        """All sentences in order, the cells of tables among them; not the empty cells."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences if sentence.hans)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The printed numbers of the blocks that have one, by their ids."""
        return {block.id: block.number for block in self.blocks if block.number}

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


def whole_text(editions: Iterable[Edition]) -> str:
    """Return all texts in Simplified Chinese as one, a block a line: where a word must stand somewhere."""
    return "\n".join(block.hans for edition in editions for block in edition.blocks)


def covers(target: str, inner: str) -> bool:
    """Tell whether id ``inner`` is ``target`` or lies under it: s3.1 covers s3.1-p2 and s3.1.4, not s3.10."""
    return inner == target or inner.startswith((f"{target}-", f"{target}."))


def emendation_entry(name: str) -> int | None:
    """Return the number (from 0) of the emendation that a ledger cause names, or None for another cause."""
    prefix = cause(0).removesuffix("0")
    return int(name.removeprefix(prefix)) if name.startswith(prefix) else None
