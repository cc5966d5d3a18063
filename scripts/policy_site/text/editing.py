"""Editing: run the stages that make an edition of a capture.

In: the files of a document folder, as records. Out: an Edition, or every problem in the way.

Guarantees:
1. excerpt → emend → regularise → structure → scripts, each stage in its own module, in this order.
2. Every emendation and annotation is anchored to the sentence that it concerns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..sources.problems import Place, Problem
from ..sources.records import Apparatus, Notes
from ..sources.yamlfile import YamlFile
from . import units
from .edition import Edition, Mark, Paragraph, Sentence, Sources
from .emend import emend, occurrences
from .excerpt import excerpt
from .passage import Passage
from .regularise import regularise
from .scripts import simplified, traditional
from .structure import Block, Span, structure


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
