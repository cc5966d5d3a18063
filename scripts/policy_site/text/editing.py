"""Editing: run the stages that make an edition of a capture.

In: the files of a document folder, as records. Out: an Edition, or every problem in the way.

Guarantees:
1. excerpt → emend → regularise → structure → scripts, each stage in its own module, in this order.
2. Every emendation and annotation is anchored to the sentence that it concerns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..sources.problems import Problem
from ..sources.records import Notes
from ..sources.yamlfile import YamlFile
from . import lines as forms
from . import units
from .edition import Edition, Mark, Paragraph, Sentence, Sources
from .emend import Emended, emend
from .excerpt import excerpt
from .furniture import remnants, without_furniture
from .numbering import read
from .outline import Oddity
from .passage import Passage
from .regularise import regularise
from .scripts import differences, left_over, script_of, simplified, traditional
from .structure import Block, Doubt, Span, structure

#: Kinds of block whose lines may be broken.
_RUNNING = frozenset({"paragraph", "notice", "item", "answer", "question", "heading", "closing"})
_HAN = re.compile(r"[\u3400-\u9fff]")
#: Kinds of block that may end with the bodies that are charged.
_CHARGING = frozenset({"paragraph", "notice", "item", "answer", "heading", "run-in"})
#: From so many broken lines on, the capture itself is broken.
_MANY = 3


def edit(sources: Sources) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Return the edition as far as it can be made, and all problems; None only where the capture holds no text."""
    record, record_file = sources.record, sources.record_file
    cut, problems = excerpt(sources.text, record.witness, record_file)
    if not cut.body:
        return None, problems
    emended = emend(Passage.of(cut.body), sources.apparatus, sources.apparatus_file)
    titles = tuple(title.zh for title in (record.title, record.notice_title) if title)
    issuers = tuple(issuer.zh for issuer in record.issuers)
    passage = regularise(emended.passage, titles, issuers, wrapped=record.lines == "wrapped")
    passage = without_furniture(passage)
    blocks, unseen, doubts = structure(passage.text, record, record_file)
    marks = tuple(_marks(emended, passage))
    paragraphs = tuple(_paragraph(block, passage.text, marks, sources) for block in blocks)
    edition = Edition(sources, cut, passage, paragraphs)
    if not paragraphs:
        place = sources.apparatus_file.place(("emendations",))
        message = "The emendations leave nothing of the text."
        problems = (*problems, Problem(place, "W007", message, "Keep what is the document’s own."))
    if problems or emended.problems:  # what would follow from a text that is not as it should be is told to nobody
        return edition, (*problems, *emended.problems)
    doubts += tuple(_unread_units(blocks, paragraphs))
    doubts += tuple(_broken_lines(blocks, passage))
    doubts += tuple(_glued_lines(blocks, passage))
    reviews = (*_reviews(edition, doubts), *remnants(edition), *_doubtful_forms(edition), *_characters(edition))
    return edition, (*unseen, *reviews)


def _reviews(edition: Edition, doubts: tuple[Doubt, ...]) -> Iterator[Problem]:
    """Yield the oddities that no reason in document.yml settles, each at its place in the witness."""
    settled = edition.record.settled
    found = {(doubt.oddity.code, doubt.block) for doubt in doubts}
    for doubt in doubts:
        if not any((each.code, each.at) == (doubt.oddity.code, doubt.block) for each in settled):
            message = f"{doubt.block}: {doubt.oddity.message}"
            yield Problem(edition.place(doubt.start), doubt.oddity.code, message, doubt.oddity.remedy)
    for number, each in enumerate(settled):
        if each.code.startswith("S") and (each.code, each.at) not in found:
            place = edition.sources.record_file.place(("settled", number))
            yield Problem(place, "S006", f"There is no {each.code} at ‘{each.at}’.", "Remove the entry.")


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

    cells = {cell.id for block in edition.blocks if block.kind == "table" for cell in block.sentences}

    def finished(old: Sentence) -> Sentence:
        inside = tuple(sorted((*old.marks, *marks.get(old.id, [])), key=lambda mark: mark.offset))
        neutral = old.hans if old.id in cells and not _HAN.search(old.hans) else ""  # a figure in a table
        return replace(old, english=english.get(old.id) or neutral, marks=inside)

    blocks = (replace(block, sentences=tuple(map(finished, block.sentences))) for block in edition.blocks)
    return replace(edition, blocks=tuple(blocks), notes=notes.notes), tuple(problems)


def _marks(emended: Emended, passage: Passage) -> Iterator[tuple[int, str]]:
    """Yield for each place of an apparatus entry the offset in the edited text after it, and its key (a1, n1)."""
    for letter, applications in (("a", emended.emendations), ("n", emended.notes)):
        for each in applications:
            yield passage.edited_end(each.end), f"{letter}{each.entry + 1}"


def _paragraph(block: Block, text: str, marks: tuple[tuple[int, str], ...], sources: Sources) -> Paragraph:
    """Return a block in both scripts, with its marks and its responsible units."""
    sentences = tuple(
        _sentence(
            span, text, tuple(Mark(at - span.start, entry) for at, entry in marks if span.start < at <= end), sources
        )
        for span, end in zip(block.sentences, _reaches(block, text), strict=True)
    )
    place = sources.record.place.zh if sources.record.place else ""
    found = units.find(sentences[-1].hans, place) if block.kind in _CHARGING else None
    responsible = found or units.Responsible()
    return Paragraph(block.id, block.kind, block.level, block.number, sentences, responsible)


def _reaches(block: Block, text: str) -> list[int]:
    """Return for each sentence the offset up to which a mark belongs to it.

    The last sentence of a block also takes a mark that stands in the line end after the block, e.g. that of a line
    which was removed there.
    """
    last = block.end + 1 if text.startswith("\n", block.end) else block.end
    return [*(span.end for span in block.sentences[:-1]), last]


def _sentence(span: Span, text: str, marks: tuple[Mark, ...], sources: Sources) -> Sentence:
    """Return one sentence in both scripts; a mark in the line end goes to its last character."""
    printed = text[span.start : span.end]
    inside = tuple(Mark(min(mark.offset, len(printed)), mark.entry) for mark in marks)
    if sources.record.script == "zh-Hant":
        hans, hant = simplified(printed), printed
    else:
        hans, hant = printed, traditional(printed, sources.own_words)
    return Sentence(span.id, hans, hant, "", inside)


def _characters(edition: Edition) -> Iterator[Problem]:
    """Yield an error for each character that stands for a lost one, and for a text in another script than stated."""
    text, record = edition.passage.text, edition.record
    for at, char in enumerate(text):
        if char == "\ufffd" or unicodedata.category(char) == "Co":
            name = "a replacement character" if char == "\ufffd" else "a private-use character"
            remedy = "Emend it in apparatus.yml from a sound copy, or take the capture again."
            yield Problem(
                edition.place(at), "W015", f"U+{ord(char):04X} is {name}: ‘{text[max(0, at - 4) : at + 5]}’.", remedy
            )
    true = script_of(text)
    if true and true != record.script:
        message = f"The text is mostly in {true}, and document.yml says {record.script}."
        yield Problem(edition.sources.record_file.place(("script",)), "W017", message, f"Write ‘script: {true}’.")


def _doubtful_forms(edition: Edition) -> Iterator[Problem]:
    """Yield a review for each Traditional form in doubt, and an error for a listed word that is not in the text."""
    sources = edition.sources
    if sources.record.script == "zh-Hans":
        text = edition.passage.text
        for found in differences(text, sources.own_words):
            message = f"‘{found.hans}’ becomes ‘{found.by_words}’ by words, ‘{found.by_tables}’ by tables alone."
            remedy = "Put the word and its right form into traditional.yml."
            yield Problem(edition.place(found.start), "H001", message, remedy)
    else:
        for found in left_over(edition.passage.text, sources.own_words):
            message = f"‘{found.hans}’ would be ‘{found.by_words}’ in Traditional throughout."
            remedy = (
                "Emend it in apparatus.yml (kind ‘script’), or put Simplified and printed form into traditional.yml."
            )
            yield Problem(edition.place(found.start), "H001", message, remedy)
    plain = simplified(edition.passage.text)
    for number, (word, _) in enumerate(sources.own_words):
        if word not in plain:
            place = sources.words_file.place(("words", number, "zh"))
            yield Problem(place, "H002", f"‘{word}’ does not stand in the text.", "Correct it or remove it.")


def _unread_units(blocks: tuple[Block, ...], paragraphs: tuple[Paragraph, ...]) -> Iterator[Doubt]:
    """Yield a doubt for each parenthesis that begins like a list of units and cannot be read."""
    for block, paragraph in zip(blocks, paragraphs, strict=True):
        last = paragraph.sentences[-1].hans
        if units.is_list(last) and not paragraph.responsible:
            message = f"‘{last}’ cannot be read as a list of responsible units."
            remedy = "Mend its punctuation in apparatus.yml, or say under ‘settled’ why it is none."
            yield Doubt(block.id, block.sentences[-1].start, Oddity("S005", message, remedy))


def _glued_lines(blocks: tuple[Block, ...], passage: Passage) -> Iterator[Doubt]:
    """Yield a doubt for each number that goes on inside a line with the count that the line begins: 1.… 2.…"""
    text, last = passage.text, None
    for block in blocks:
        if block.start == 0 or text[block.start - 1] == "\n":
            last = read(text[block.start : block.end])
        for span in block.sentences:
            inside = read(text[span.start : span.end]) if span.start and text[span.start - 1] != "\n" else None
            if last and inside and inside.series == last.series and inside.values == (last.values[0] + 1,):
                before, _, after = _around(passage, span.start, span.start)
                message = f"‘{inside.printed}’ goes on with the count inside the line that ‘{last.printed}’ begins."
                lemma = f"lemma ‘{before}{after}’, reading ‘{before}\\n{after}’"
                remedy = f"Add to apparatus.yml a ‘lineation’: {lemma}; or say why not under ‘settled’."
                yield Doubt(block.id, span.start, Oddity("S009", message, remedy))
                last = inside


def _around(passage: Passage, start: int, end: int) -> tuple[str, str, str]:
    """Return what the witness has before, between and after two offsets of the edited text: a lemma that is unique."""
    body, left, right = passage.witness, passage.witness_start(start), passage.witness_start(end)
    first = max(0, left - 4)
    while first and body.count(body[first : right + 4]) > 1:
        first -= 1
    return body[first:left], body[left:right], body[right : right + 4]


def _broken_lines(blocks: tuple[Block, ...], passage: Passage) -> Iterator[Doubt]:
    """Yield a doubt for each line that seems to be broken inside a sentence; one for all where they are many."""
    text = passage.text
    found = list(forms.broken(text.split("\n")))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    by_start = {block.start: block for block in blocks}
    lines = [(at, starts[at]) for at in found if starts[at] in by_start and by_start[starts[at]].kind in _RUNNING]
    if len(lines) > _MANY:
        at, start = lines[0]
        message = f"{len(lines)} lines seem to be broken inside a sentence; this is the first."
        yield Doubt(by_start[start].id, start, Oddity("S008", message, "Write ‘lines: wrapped’ in document.yml."))
        return
    for at, start in lines:
        line, after = text[start : starts[at + 1] - 1], text[starts[at + 1] :].split("\n")[0]
        message = f"‘…{line[-8:]}’ goes on with ‘{after[:8]}…’."
        left, gap, right = _around(passage, starts[at + 1] - 1, starts[at + 1])
        remedy = f"Add to apparatus.yml a ‘joined’: lemma ‘{left}{gap}{right}’, reading ‘{left}{right}’."
        yield Doubt(by_start[start].id, start, Oddity("S008", message, remedy))
