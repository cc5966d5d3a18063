"""Structure: find titles, headings, paragraphs, tables, annexes and closing lines by GB/T 9704 and the printed numbers.

In: the regularised text, one line for each paragraph, and what document.yml says of it. Out: blocks in order, problems.

Guarantees:
1. The blocks tile the text: only line ends stand between them, and a run-in heading touches its paragraph.
2. Ids derive from the printed numbering: s3.1.2 a provision, a12 an article, s3.1.2-p1 a paragraph, s3.1.2-p1-2 a
   sentence.
3. Numbering is read, not enforced: the number stays as printed, and what is odd about it is a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from ..sources.problems import Problem
from ..sources.records import BlockKind, Document
from ..sources.yamlfile import YamlFile
from . import annexes, numbering, sentences
from . import lines as forms
from .annexes import Label
from .numbering import Number
from .numerals import NUMERAL, numeral
from .outline import Oddity, Outline
from .regularise import regular
from .scripts import simplified


@dataclass(frozen=True)
class Span:
    """A sentence, or a cell of a table: its id, and where it begins and ends in the edited text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Block:
    """A title, heading, paragraph, row or closing line; ``level`` is 0 outside the numbering."""

    id: str
    kind: BlockKind
    level: int
    number: str
    start: int
    end: int
    sentences: tuple[Span, ...]


@dataclass(frozen=True)
class Doubt:
    """An oddity at a block; ``start`` is its offset in the edited text."""

    block: str
    start: int
    oddity: Oddity


#: The most characters that a numbered line of one sentence, or a numbered run-in heading, may have.
_HEADING_LENGTH = 30
#: The same for a line without an end mark, which can be nothing else.
_LONGEST_HEADING = 40
#: How many lines may be left where a person signs.
_LAST_LINES = 4
#: 问：哪些人可以申请？ · 记者问：… · 问题1：…
_QUESTION = re.compile(
    r"(?:【?(?:记者)?提?问题?】?|Q)[ ]?(?:(?P<n>[0-9０-９]{1,2}|" + NUMERAL + r")[：:.、]|[：:])(?=.)"
    r"|【问】(?=.)|[0-9]{1,2}[.、]问[：:](?=.)|记者[：:](?=.*？$)"
)
#: 答：在甲工作的外国专家。 · 负责人答：…
_ANSWER = re.compile(r"【答】|(?:【?[\u3400-\u9fff]{0,8}答】?|A)[ ]?\d{0,2}[：:]")
#: （i） may be a letter or a Roman number.
_LETTERED = frozenset({"（a）", "（i）"})
#: What closes a letter by custom: 特此通知。 · 此复
_FORMULA = re.compile(
    r"(?:特此(?:通知|公告|通告|函告|函复|批复|报告|说明|公布)|此[复復]|此[函令]|专此(?:函达|报告|批复|函复)"
    r"|(?:以上.{0,12})?(?:妥否|当否|可否)，请.{1,10}|感谢您.{2,40}|请(?:认真)?(?:贯彻|遵照)(?:落实|执行))[。！]?"
)
#: 甲政发〔2030〕5号 · 2031年第3号
_NUMBER_LINE = re.compile(
    r"[\u3400-\u9fff]{2,12}字第\d{6,12}号|[\u3400-\u9fff]{0,14}[〔\[（]?(?:19|20)\d{2}[〕\]）年]?第?\d{1,5}号|第\d{1,4}号"
)
#: （联系人：赵六，电话：…） · 中華民國一百二十年三月五日公布
_CONTACT = re.compile(r"（联系(?:人|方式|电话)[^（）]*）")
_ENACTED = re.compile(rf"{forms.DATE}.{{0,20}}(?:公布|发布|订定|修正|通过|施行)")
#: What parts an item from the next.
_ITEM_ENDS = ("；", "；以及", "；和", "；及", "；或", "；或者")
#: What a closing paragraph says: 各区要落实本通知，… · 本办法自…起施行
_CLOSING = re.compile(
    r"^(?:各|请各|以上|本(?:通知|意见|方案|措施|公告|计划|决定|决议|规划|纲要|要点|清单|通告|批复)自|本(?:通知|意见|措施|清单)由)"
    r".*(?:落实|执行|报告|施行|解释|实施|反馈|报送|联系|审议)"
    r"|^本协议书?(?:于|一式)|^此外，对条文|^《[^》]+》根据本决定"
)
#: （2030年5月6日甲市人民代表大会常务委员会通过）, below a title; （此件公开发布）, below a date
_BRACKETED = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
#: 抄送：市委办公室。 · 甲市人民政府办公室 2030年5月6日印发
_PRESENT = re.compile(r"(?:出席|列席|参加|请假|缺席|主持|记录)(?:人员|人)?：.*")
#: ——2031年1月15日在乙市第十二届人民代表大会第四次会议上
_OCCASION = re.compile(r"——.{4,60}(?:上|会议|大会)")
#: 主任委员 吴○○ · 己市代表 庚市代表 · （签字）（签字）, at the end
_SIGNED_BY = re.compile(
    r"(?:主任委员|部长|院长|县长|市长|局长|主席|署长|处长|省长|区长)[ \u3000]*"
    r"[\u3400-\u9fff○〇][\u3400-\u9fff○〇 \u3000]{1,5}"
    r"|(?:[\u3400-\u9fff]{1,14}代表(?:（签[字章]）)?[：]?[ \u3000]*){1,3}"
    r"|(?:（(?:签字|签章|盖章|公章)）[ \u3000]*){1,3}"
)
_COPIES = re.compile(rf"(?P<copied>(?:抄送|分送|主送|抄报|发送)[：:].*)|(?P<printed>.{{0,30}}{forms.DATE}印[发發])")
_TEXT = frozenset({"paragraph", "notice", "run-in", "item", "answer"})


@dataclass
class _State:
    """Where the reader of the lines stands: part of the document, provision, counters."""

    record: Document
    source: YamlFile
    lines: list[str]
    plain: list[str]
    rows: frozenset[int]
    signed: frozenset[int]
    labels: dict[int, Label]
    decimal: bool
    points: bool
    outline: Outline = field(default_factory=Outline)
    notice: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    table: str = ""
    annex: str = ""
    closed: bool = False
    listing: str = ""
    seen_titles: set[str] = field(default_factory=set)
    seen_run_ins: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def count(self, letter: str) -> str:
        """Return the next id of a paragraph, run-in heading or table under the present provision."""
        article = self.outline.article
        head = self.outline.id or self.outline.prefix.rstrip("-")
        if letter == "p" and article and article.series == "条":
            head = article.id  # after a list, the next paragraph of the article (第二款)
        stem = f"{head}-{letter}" if head else letter
        self.counts[stem] = self.counts.get(stem, 0) + 1
        return self.outline.unique(f"{stem}{self.counts[stem]}")

    def named(self, name: str) -> str:
        """Return the id of a line of the frame: its name; a second date is date-2, a second remark remarkx2."""
        times = self.counts[name] = self.counts.get(name, 0) + 1
        mark = "-" if name.endswith("date") else "x"  # remark-2 is the second sentence of a remark
        return self.outline.unique(name if times == 1 else f"{name}{mark}{times}")


def structure(
    text: str, record: Document, source: YamlFile
) -> tuple[tuple[Block, ...], tuple[Problem, ...], tuple[Doubt, ...]]:
    """Return the blocks of the edited text, problems placed in ``source`` (document.yml), and oddities of the text."""
    lines = text.split("\n")
    plain = [simplified(line) for line in lines]
    state = _State(
        record, source, lines, plain, forms.table_rows(lines), frozenset(forms.signature_lines(plain)),
        annexes.labels(plain, [issuer.zh for issuer in record.issuers]), numbering.is_decimal(plain),
        not any(line.startswith("一、") for line in plain),
    )  # fmt: skip
    if record.fragment:
        _begin_inside(record.fragment.begins_in, state.outline)
    if record.notice_title:
        state.notice, state.outline.prefix = True, "notice-"
    blocks: list[Block] = []
    start = 0
    for at, line in enumerate(lines):
        if line:
            blocks += _line(at, start, state)
        start += len(line) + 1
    state.doubts += _unclosed(blocks, state, text)
    return tuple(blocks), tuple(_unseen(state)), tuple(state.doubts)


def _begin_inside(provision: str, outline: Outline) -> None:
    """Put the outline of a fragment where document.yml says that it begins, e.g. s2.7.1."""
    by_level = [
        next(each for each in numbering.SERIES if each.name == name) for name in ("一、", "（一）", "1.", "（1）")
    ]
    for level, value in enumerate(provision.removeprefix("s").split(".")):
        outline.go(Number(by_level[min(level, 3)], (int(value),), "", 0))
    outline.used.clear()


def _line(at: int, start: int, state: _State) -> Iterator[Block]:
    """Yield the block or the blocks of one line."""
    line = state.lines[at]
    state.table = state.table if at in state.rows else ""
    if at in state.rows:
        yield _row(line, start, state)
        return
    single = _single(at, state)
    if single:
        block_id, kind = single
        yield _block(block_id, kind, 0, "", line, start)
        return
    if at in state.labels:
        yield from _annex(at, start, state)
        return
    yield from _text(at, start, state)


def _text(at: int, start: int, state: _State) -> Iterator[Block]:
    """Yield the blocks of a line of running text: a question, a numbered line, or a paragraph."""
    line, plain = state.lines[at], state.plain[at]
    question, answer = _QUESTION.match(plain), _ANSWER.match(plain)
    number = numbering.read(plain, decimal=state.decimal)
    if question:
        yield _block(
            state.outline.question(numeral(question["n"] or "")).id,
            "question",
            state.outline.depth,
            question[0],
            line,
            start,
        )
    elif answer and state.outline.id:
        yield _block(state.count("p"), "answer", 0, "", line, start)
    elif number and not _is_point_in_text(number, state):
        yield from _numbered(at, start, number, state)
    else:
        yield from _paragraph(line, start, state)


def _is_point_in_text(number: Number, state: _State) -> bool:
    """Tell whether 一是 opens a paragraph before any provision of a text that has 一、: then it is a sentence."""
    return number.series.name == "一是" and not state.points and not state.outline.id


def _single(at: int, state: _State) -> tuple[str, BlockKind] | None:
    """Return id and kind of a line that is a title, addressee, signature, date, closing or remark."""
    record, prefix, line = state.record, state.outline.prefix, state.plain[at]
    either = {line, state.lines[at]}
    if record.notice_title and record.notice_title.zh in either and "notice-title" not in state.seen_titles:
        state.seen_titles.add("notice-title")
        return state.outline.unique("notice-title"), "title"
    if record.title.zh in either and "title" not in state.seen_titles:
        state.seen_titles.add("title")
        state.notice = False
        state.outline.enter("")
        return state.outline.unique("title"), "title"
    if record.addressee and line.removesuffix("：") == record.addressee.zh.removesuffix("："):
        return state.named(f"{prefix}addressee"), "addressee"
    if any(line == heading for heading in record.headings):
        return state.count("h"), "heading"
    if any(line.startswith(opening) for opening in record.closing) or _FORMULA.fullmatch(line):
        state.outline.leave()
        return state.count("closing"), "closing"
    if _names_a_division(at, state):
        return state.count("h"), "heading"
    framed = _frame(at, state)
    return (state.named(framed[0]), framed[1]) if framed else None


def _names_a_division(at: int, state: _State) -> bool:
    """Tell whether a line is the name of a division whose number is the line before: 第1部 / 導言."""
    line, before = state.plain[at], next((each for each in reversed(state.plain[:at]) if each), "")
    number = numbering.read(before)
    alone = number is not None and number.series.family == "division" and number.end == len(before)
    return alone and len(line) <= _HEADING_LENGTH and line[-1] not in "。；：，" and numbering.read(line) is None


def _frame(at: int, state: _State) -> tuple[str, BlockKind] | None:
    """Return id and kind of a line of the frame below or around the text: signature, date, remark, copies."""
    record, prefix, line = state.record, state.outline.prefix, state.plain[at]
    if line in [issuer.zh for issuer in record.issuers] or at in state.signed:
        stem = f"{prefix}signature-"
        times = state.counts[stem] = state.counts.get(stem, 0) + 1
        state.closed = True
        return f"{stem}{times}", "signature"
    if forms.is_date(line):
        state.closed = state.closed or bool(state.outline.id)
        return f"{prefix}date", "date"
    if record.remark and line == record.remark.zh:
        return f"{prefix}remark", "note"
    number = record.document_number
    if _NUMBER_LINE.fullmatch(line) or (number and regular(line) == number.zh):
        return f"{prefix}number", "note"
    if _CONTACT.fullmatch(line):
        return f"{prefix}contact", "note"
    if _ENACTED.fullmatch(line) and not state.outline.id:
        return f"{prefix}adopted", "note"
    if _BRACKETED.fullmatch(line) and state.closed:
        return f"{prefix}remark", "note"
    if (
        _BRACKETED.fullmatch(line)
        and re.search(rf"{forms.DATE}.*(?:通过|公布|修[正订])", line)
        and not state.outline.id
    ):
        return f"{prefix}adopted", "note"
    if _OCCASION.fullmatch(line) and not state.outline.id:
        return f"{prefix}occasion", "note"
    if _PRESENT.fullmatch(line):
        state.outline.leave()
        return f"{prefix}present", "note"
    if _SIGNED_BY.fullmatch(line) and sum(map(bool, state.plain[at:])) <= _LAST_LINES:
        stem = f"{prefix}signature-"
        times = state.counts[stem] = state.counts.get(stem, 0) + 1
        return f"{stem}{times}", "signature"
    copies = _COPIES.fullmatch(line)
    if copies:
        return f"{prefix}{'copied' if copies['copied'] else 'printed'}", "note"
    return None


def _annex(at: int, start: int, state: _State) -> Iterator[Block]:
    """Yield a line of the list of annexes, or the label or the title with which an annex begins."""
    label, line = state.labels[at], state.lines[at]
    if label.role == "list":
        state.outline.leave()
        yield _block(state.count("annexes"), "annex-list", 0, "", line, start)
        return
    if label.role == "title":
        yield _block(state.outline.unique(f"{state.annex}-title"), "annex-title", 0, "", line, start)
        return
    state.annex = state.outline.unique(label.id)
    state.notice = False
    state.outline.enter(f"{state.annex}-")
    state.closed = False
    yield _block(state.annex, "annex", 0, "", line, start)


def _numbered(at: int, start: int, number: Number, state: _State) -> Iterator[Block]:
    """Yield a heading, a run-in heading with its paragraph, an item of a list, or a numbered paragraph."""
    line = state.lines[at]
    before = next((each for each in reversed(state.plain[:at]) if each), "")
    provision = state.outline.go(number, introduced=before.endswith(("：", "——")))
    state.doubts += (Doubt(provision.id, start, oddity) for oddity in provision.oddities)
    series, printed = number.series, line[: len(number.printed)]
    if series.family == "article":
        kind: BlockKind = "paragraph" if len(line) > number.end else "heading"
        state.counts[f"{provision.id}-p"] = int(kind == "paragraph")  # 第二款 is a2-p2
        yield _block(provision.id, kind, provision.depth, printed, line, start)
        return
    ends = [end for _, end in sentences.spans(line)]
    state.listing = state.listing if state.listing == series.name else ""
    head, rest = line[: ends[0]], line[ends[0] :]
    if series.family == "division":
        yield _block(provision.id, "heading", provision.depth, printed, line, start)
    elif _is_item(at, number, state, single=not rest):
        state.listing = series.name
        yield _block(provision.id, "item", provision.depth, printed, line, start)
    elif rest and _is_heading(head, number, state):
        yield _block(provision.id, "run-in", provision.depth, printed, head, start)
        yield from _paragraph(rest, start + len(head), state)
    else:
        kind = "heading" if not rest and _stands_as_heading(at, state) else "paragraph"
        yield _block(provision.id, kind, provision.depth, printed, line, start)


def _is_item(at: int, number: Number, state: _State, *, single: bool) -> bool:
    """Tell whether a numbered line is an item of a list: in an article; parted by ； from the next; after 如下：."""
    if state.outline.article is not None and state.outline.article.series == "条":
        return True
    before = next((each for each in reversed(state.plain[:at]) if each), "")
    if state.plain[at].endswith(_ITEM_ENDS):
        return True
    earlier = numbering.read(before, decimal=state.decimal)
    if earlier is None:
        return False
    alike = earlier.series == number.series or {earlier.series.name, number.series.name} <= _LETTERED
    if before.endswith(_ITEM_ENDS) and alike:
        return True
    introduced = before.endswith("：") and earlier.series != number.series
    return single and (introduced or (state.listing == number.series.name and earlier.series == number.series))


def _is_heading(head: str, number: Number, state: _State) -> bool:
    """Tell whether the first sentence of a numbered line is a heading: it is short, or document.yml names it."""
    named = head.removesuffix("。")[number.end :] in state.record.run_in_headings
    if named:
        state.seen_run_ins.append(head.removesuffix("。")[number.end :])
    return named or (len(head) <= _HEADING_LENGTH and head[-1] not in "”’")


def _stands_as_heading(at: int, state: _State) -> bool:
    """Tell whether a numbered line of one sentence is a heading: it is short, and has no 。 or something under it."""
    line = state.plain[at]
    sentence = line[-1] in "。！？；"
    if line[-1] in "：；—" or len(line) > (_HEADING_LENGTH if sentence else _LONGEST_HEADING):
        return False
    if not sentence:
        return True
    after = next((each for each in state.plain[at + 1 :] if each), "")
    if not after or re.search("[，：]", line):
        return False  # 三、重大问题，及时报告。 is a sentence
    own, following = (numbering.read(each, decimal=state.decimal) for each in (line, after))
    if following and own:
        decimals = len(own.values) > 1 and following.series.name == "1."
        return following.series.rank > own.series.rank and not decimals
    return not forms.is_date(after) and not forms.bodies(after)


def _paragraph(line: str, start: int, state: _State) -> Iterator[Block]:
    """Yield a paragraph, with the run-in heading that document.yml names for it."""
    block_id = state.count("p")
    for heading in state.record.run_in_headings:
        opening = f"{heading}。"
        if line.startswith(opening) and len(line) > len(opening):
            state.seen_run_ins.append(heading)
            level = state.outline.depth + 1
            own = re.sub(r"p(?=\d+(?:x\d+)?$)", "r", block_id)
            yield _block(own, "run-in", level, "", opening, start)
            line, start = line[len(opening) :], start + len(opening)
            break
    yield _block(block_id, "notice" if state.notice else "paragraph", 0, "", line, start)


def _row(line: str, start: int, state: _State) -> Block:
    """Return a row of a table; its sentences are its cells, numbered by their columns."""
    state.table = state.table or state.count("t")
    number = state.counts[state.table] = state.counts.get(state.table, 0) + 1
    block_id = f"{state.table}.{number}"
    spans, at = [], start
    for column, cell in enumerate(line.split("\t"), start=1):
        spans.append(Span(f"{block_id}-{column}", at, at + len(cell)))
        at += len(cell) + 1
    return Block(block_id, "table", 0, "", start, start + len(line), tuple(spans))


def _block(block_id: str, kind: BlockKind, level: int, number: str, text: str, start: int) -> Block:
    """Return a block with its sentences."""
    spans = tuple(
        Span(f"{block_id}-{count}", start + first, start + last)
        for count, (first, last) in enumerate(sentences.spans(text), start=1)
    )
    return Block(block_id, kind, level, number, start, start + len(text), spans)


def _unclosed(blocks: list[Block], state: _State, text: str) -> Iterator[Doubt]:
    """Yield a doubt for a last paragraph that reads as if it closed the whole text, not its provision."""
    body = [block for block in blocks if block.kind in _TEXT or block.kind in {"heading", "closing"}]
    trailing = list(takewhile(lambda block: _may_close(block, text), reversed(body)))
    for last in reversed(trailing):
        if last.id.endswith("-p1") and not _follows_a_sentence(last, blocks, text):
            continue
        words, provision = text[last.start : last.end], last.id.rpartition("-")[0]
        message = f"‘{words[:12]}…’ is filed under ‘{provision}’, and may close the whole text."
        remedy = "Put its first words under ‘closing’ in document.yml, or say under ‘settled’ why it belongs there."
        yield Doubt(last.id, last.start, Oddity("S007", message, remedy))


def _may_close(block: Block, text: str) -> bool:
    """Tell whether a block is a paragraph under a provision that says what closings say."""
    inside = block.kind == "paragraph" and not block.number and re.search(r"[sac]\d", block.id)
    return bool(inside and _CLOSING.search(simplified(text[block.start : block.end])))


def _follows_a_sentence(last: Block, blocks: list[Block], text: str) -> bool:
    """Tell whether the provision before a last paragraph is a sentence of its own, so that the last one is a second."""
    before = blocks[blocks.index(last) - 1]
    own = before.kind in {"paragraph", "item"} or (before.kind == "heading" and text[before.end - 1] == "。")
    return own and bool(before.number)


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
