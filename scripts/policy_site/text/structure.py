"""Structure: find titles, headings, paragraphs and closing lines by GB/T 9704 and the printed numbering.

In: the regularised text, one line for each paragraph, and what document.yml says of it. Out: blocks in order, problems.

Guarantees:
1. The blocks tile the text: only line ends stand between them, and a run-in heading touches its paragraph.
2. Ids derive from the printed numbering: s3.1.2 a provision, s3.1.2-p1 a paragraph, s3.1.2-p1-2 a sentence.
3. The number stays as printed; a gap, a repetition or a skipped level is a problem, never mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..sources.problems import Place, Problem
from ..sources.records import BlockKind, Document
from ..sources.yamlfile import YamlFile
from .numerals import NUMERAL, numeral


@dataclass(frozen=True)
class Span:
    """A sentence: its id, and where it begins and ends in the edited text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Block:
    """A title, heading, paragraph or closing line; ``level`` is 0 outside the numbering."""

    id: str
    kind: BlockKind
    level: int
    number: str
    start: int
    end: int
    sentences: tuple[Span, ...]


#: The levels of GB/T 9704-2012 7.3.3, each with an example.
_NUMBERED: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"(?P<n>{NUMERAL})、")),  # 一、指导思想
    (2, re.compile(rf"（(?P<n>{NUMERAL})）")),  # （一）共同组建
    (3, re.compile(r"(?P<n>[0-9]{1,2})[.．、](?!\d)")),  # 1.强化京津廊 · 1、支持光谷
    (4, re.compile(r"（(?P<n>[0-9]{1,2})）")),  # （1）…
)
#: 一是以政策为引导 … 五是以人才为保障: counts provisions only in a text that has no 一、.
_COUNTED_POINT = re.compile(rf"(?P<n>{NUMERAL})是")
#: A closing date, e.g. 2021年12月15日.
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
#: A sentence with its end mark and closing quotes or brackets, e.g. 转化落地。 or 机制？”
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’）】》]*|[^。！？]+$")
#: The most characters that a numbered line of one sentence may have and still be a heading.
_HEADING_LENGTH = 40


@dataclass
class _State:
    """Where the reader of the lines stands: part of the document, provision, counters."""

    record: Document
    source: YamlFile
    levels: tuple[tuple[int, re.Pattern[str]], ...]
    provision: tuple[int, ...] = ()
    paragraphs: int = 0
    prefix: str = ""
    signatures: int = 0
    closings: dict[str, int] = field(default_factory=dict)
    seen_titles: set[str] = field(default_factory=set)
    seen_run_ins: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def provision_id(self) -> str:
        return "s" + ".".join(map(str, self.provision)) if self.provision else ""

    def paragraph_id(self, letter: str = "p") -> str:
        head = self.provision_id()
        return f"{self.prefix}{head}{'-' if head else ''}{letter}{self.paragraphs}"

    def closing(self, name: str) -> str:
        """Return the id of an addressee, date or remark; a second one is date-2."""
        self.closings[name] = self.closings.get(name, 0) + 1
        return f"{self.prefix}{name}" + (f"-{self.closings[name]}" if self.closings[name] > 1 else "")


def structure(text: str, record: Document, source: YamlFile) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the blocks of the edited text; ``source`` is document.yml and places the problems."""
    lines = text.split("\n")
    plain = record.fragment or any(_NUMBERED[0][1].match(line) for line in lines)
    state = _State(record, source, _NUMBERED if plain else (*_NUMBERED, (1, _COUNTED_POINT)))
    if record.fragment:
        state.provision = tuple(int(part) for part in record.fragment.begins_in.removeprefix("s").split("."))
    if record.notice_title:
        state.prefix = "notice-"
    blocks: list[Block] = []
    start = 0
    for line in lines:
        if line:
            blocks += _line(line, start, state)
        start += len(line) + 1
    state.problems += _unseen(state)
    return tuple(blocks), tuple(state.problems)


def _line(line: str, start: int, state: _State) -> Iterator[Block]:
    """Yield the block or the two blocks of one line."""
    single = _single(line, state)
    if single:
        yield _block(*single, 0, "", line, start)
        return
    for level, pattern in state.levels:
        match = pattern.match(line)
        if match:
            yield from _numbered(line, start, level, match, state)
            return
    yield from _paragraph(line, start, state)


def _single(line: str, state: _State) -> tuple[str, BlockKind] | None:
    """Return id and kind of a line that is a title, addressee, signature, date or remark."""
    record, prefix = state.record, state.prefix
    if record.notice_title and line == record.notice_title.zh and "notice-title" not in state.seen_titles:
        state.seen_titles.add("notice-title")
        return "notice-title", "title"
    if line == record.title.zh and "title" not in state.seen_titles:
        state.seen_titles.add("title")
        if state.prefix:
            state.prefix, state.paragraphs, state.closings = "", 0, {}
        return "title", "title"
    if record.addressee and line.removesuffix("：") == record.addressee.zh.removesuffix("："):
        return state.closing("addressee"), "addressee"
    if line in [issuer.zh for issuer in record.issuers]:
        state.signatures += 1
        return f"{prefix}signature-{state.signatures}", "signature"
    if _DATE.fullmatch(line):
        return state.closing("date"), "date"
    if record.remark and line == record.remark.zh:
        return state.closing("remark"), "note"
    return None


def _numbered(line: str, start: int, level: int, match: re.Match[str], state: _State) -> Iterator[Block]:
    """Yield a heading, a run-in heading with its paragraph, or a numbered paragraph."""
    _count(level, numeral(match["n"]), match[0], state)
    sentences = [found[0] for found in _SENTENCE.finditer(line)]
    head, rest = sentences[0], line[len(sentences[0]) :]
    provision = state.provision_id()
    if rest:
        yield _block(provision, "run-in", level, match[0], head, start)
        yield from _paragraph(rest, start + len(head), state)
    elif len(line) <= _HEADING_LENGTH:
        yield _block(provision, "heading", level, match[0], line, start)
    else:
        yield _block(provision, "paragraph", level, match[0], line, start)


def _count(level: int, value: int, printed: str, state: _State) -> None:
    """Go to the provision numbered ``value`` at ``level``, reporting a gap, a repetition or a skipped level."""
    if level > len(state.provision) + 1:
        message = f"‘{printed}’ is a heading of level {level} under one of level {len(state.provision)}."
        remedy = "Correct the numbering in the apparatus, or give ‘fragment: begins_in’."
        state.problems.append(Problem(Place(state.source.path), "S002", message, remedy))
    parents = (state.provision + (0,) * level)[: level - 1]
    siblings = state.provision[level - 1] if len(state.provision) >= level else 0
    if value != siblings + 1:
        under = "s" + ".".join(map(str, parents)) if parents else "the text"
        message = f"‘{printed}’ follows number {siblings} under ‘{under}’."
        remedy = "If the witness really skips, emend it or say so in the apparatus; if a line is glued, split it."
        state.problems.append(Problem(Place(state.source.path), "S001", message, remedy))
    state.provision = (*parents, value)
    state.paragraphs = 0


def _paragraph(line: str, start: int, state: _State) -> Iterator[Block]:
    """Yield a paragraph, with the run-in heading that document.yml names for it."""
    state.paragraphs += 1
    for heading in state.record.run_in_headings:
        opening = f"{heading}。"
        if line.startswith(opening) and len(line) > len(opening):
            state.seen_run_ins.append(heading)
            level = len(state.provision) + 1
            yield _block(state.paragraph_id("r"), "run-in", level, "", opening, start)
            line, start = line[len(opening) :], start + len(opening)
            break
    kind: BlockKind = "notice" if state.prefix else "paragraph"
    yield _block(state.paragraph_id(), kind, 0, "", line, start)


def _block(block_id: str, kind: BlockKind, level: int, number: str, text: str, start: int) -> Block:
    """Return a block with its sentences."""
    spans = tuple(
        Span(f"{block_id}-{count}", start + found.start(), start + found.end())
        for count, found in enumerate(_SENTENCE.finditer(text), start=1)
    )
    return Block(block_id, kind, level, number, start, start + len(text), spans)


def _unseen(state: _State) -> Iterator[Problem]:
    """Yield what document.yml names and the text does not have."""
    expected = [("title", state.record.title), ("notice_title", state.record.notice_title)]
    for name, statement in expected:
        if statement and statement.basis == "stated" and name.replace("_", "-") not in state.seen_titles:
            message = f"Title ‘{statement.zh}’ does not stand on a line of its own."
            remedy = "Write ‘zh’ as the edition prints it (full-width punctuation)."
            yield Problem(state.source.place((name, "zh")), "S003", message, remedy)
    for number, heading in enumerate(state.record.run_in_headings):
        times = state.seen_run_ins.count(heading)
        if times != 1:
            message = f"Run-in heading ‘{heading}’ opens {times} paragraphs, not one."
            yield Problem(state.source.place(("run_in_headings", number)), "S004", message, "Correct it or remove it.")
