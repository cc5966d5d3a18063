"""Regularise: full-width punctuation and spacing by GB/T 15834-2011, one named rule after another.

In: the emended passage. Out: the regularised passage, in which each line is a paragraph, a heading or a row of a table.

Guarantees:
1. Only punctuation, spaces and line ends change; each change names its rule as its cause.
2. Every rule is idempotent.
3. What a rule must leave (decimals, item numbers, times, addresses, titles of two parts …) is written beside it.
4. A space that parts names or a number from its text stays; tabs between cells stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import lines as forms
from .passage import Passage
from .scripts import simplified

#: A Chinese character, or a punctuation mark of Chinese text; e.g. 市, 。, 《, ”.
CJK = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·○"
#: Space of any kind except the line end: blank, tab, no-break, em, ideographic.
_SPACE = r"[^\S\n]"
#: A word of Chinese or a digit, as against a mark.
_WORD = r"[\u3400-\u9fff\uff10-\uff19○〇A-Za-z0-9]"
Changes = Iterator[tuple[int, str]]


@dataclass(frozen=True)
class Rule:
    """One rule: the changes that it makes (offset, reading), and in words what it does and leaves."""

    name: str
    find: Callable[[str], Changes]
    does: str
    leaves: str


def _rule(name: str, pattern: str, reading: str | Callable[[str], str], does: str, leaves: str) -> Rule:
    """Return a rule that replaces every character in the stretches that ``pattern`` matches.

    ``reading`` is what each of them becomes, or says it for one: the pattern of end-mark finds ‘?!’ in 吗?!, and the
    reading makes ？ of ? and ！ of !.
    """
    replacement = (lambda _: reading) if isinstance(reading, str) else reading
    compiled = re.compile(pattern)

    def find(text: str) -> Changes:
        for match in compiled.finditer(text):
            for at in range(match.start(), match.end()):
                if replacement(text[at]) != text[at]:
                    yield at, replacement(text[at])

    return Rule(name, find, does, leaves)


_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
#: What no rule touches: addresses, entities and tags of HTML; e.g. http://a.example:8080/?b=1,2 · &nbsp; · <br>
_PROTECTED = re.compile(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9.-]+|&(?:[A-Za-z]{2,8}|#\d+);|</?[A-Za-z][^<>\n]{0,80}>"
)
#: Between Latin words, as in Science, Technology and Innovation: such a mark stays.
_LATIN = r"(?!(?<=[A-Za-z0-9.)])[,:;] [A-Za-z])"


def _quotation_marks(text: str) -> Changes:
    """Pair the straight quotation marks of a line beside Chinese: 他说："支持。" → 他说：“支持。”, '合作' → ‘合作’."""
    start = 0
    for match in re.finditer(rf"(?<![A-Za-z0-9])'[^'\n]*[{CJK}][^'\n]*'(?![A-Za-z0-9])", text):
        yield from ((match.start(), "‘"), (match.end() - 1, "’"))
    for line in text.split("\n"):
        found = [match.start() for match in re.finditer('"', line)]
        if len(found) % 2 == 0 and re.search(rf'[{CJK}]"|"[{CJK}]', line):
            yield from ((start + at, "“”"[place % 2]) for place, at in enumerate(found))
        start += len(line) + 1


def _padding(text: str) -> Changes:
    """Remove spaces at line ends and around the cells of a table; the tab before an empty first cell stays."""
    lines = text.split("\n")
    rows = forms.table_rows(lines)
    widest = max((lines[at].strip().count("\t") for at in rows), default=0)
    start = 0
    for number, line in enumerate(lines):
        pattern = rf"^{_SPACE}+|(?<!{_SPACE}){_SPACE}+$"
        if number in rows:
            whole = line.strip().count("\t") >= widest
            inner = r"(?<![^\S\t\n])[^\S\t\n]+(?=\t)|(?<=\t)[^\S\t\n]+"
            pattern = f"{pattern}|{inner}" if whole else r"^[^\S\t\n]+|(?<!\s)\s+$"
        yield from ((start + at, "") for match in re.finditer(pattern, line) for at in range(*match.span()))
        start += len(line) + 1


def _parentheses(text: str) -> Changes:
    """Widen parentheses beside or around Chinese, and those that touch them: 堆(ITER)计划, 甲(a)(b), 甲）))).

    Between the number of an item and its text blanks may stand: (1) 组织.
    """
    for chain in _CHAIN.finditer(text):
        before, after = text[max(chain.start() - 1, 0) : chain.start()], text[chain.end() : chain.end() + 1]
        if before in ("", "\n") and _ITEM.fullmatch(chain[0]):
            after = _AFTER.match(text, chain.end())[1]  # type: ignore[index]
        if _IS_CJK.search(f"{before}{chain[0]}{after}"):
            yield from ((chain.start() + at, _WIDE[char]) for at, char in enumerate(chain[0]) if char in "()")


#: Pairs of parentheses, and single ones, that touch each other: (a)(b), ))); possessive, so that it never goes back.
_CHAIN = re.compile(r"(?:\([^()\n]*\)|[()])++")
_ITEM = re.compile(r"\((?:\d{1,3}|[A-Za-z]{1,4})\)")
_AFTER = re.compile(r"[ \u3000]*(.?)")
_IS_CJK = re.compile(rf"[{CJK}]")
_SPACES = re.compile(
    rf"(?<=[{CJK}]){_SPACE}+(?=[{CJK}])|(?<=^\d[.．、]){_SPACE}+(?=[{CJK}])|(?<=^\d\d[.．、]){_SPACE}+(?=[{CJK}])"
)


def _inner_space(text: str) -> Changes:
    """Remove spaces beside marks and inside sentences; one stays where it parts names, or a number from its text."""
    lines = text.split("\n")
    rows = forms.table_rows(lines)
    start = 0
    for number, line in enumerate(lines):
        about: _Line | None = None
        for match in _SPACES.finditer(line):
            if not (number in rows and "\t" in match[0]):
                about = about or _Line.of(line)
                kept = _kept_space(about, match)
                yield from (
                    (start + match.start() + at, kept if at == 0 else "")
                    for at, char in enumerate(match[0])
                    if char != (kept if at == 0 else "")
                )
        start += len(line) + 1


@dataclass(frozen=True)
class _Line:
    """What the spaces of a line have in common: where its heading ends, if its words are single letters."""

    text: str
    heading: int
    single: bool
    stops: bool

    @classmethod
    def of(cls, line: str) -> _Line:
        heading = re.match(r"第\S{1,5}[编編章节節]\s+", line)
        end = heading.end() if heading else 0
        words = line[end:].split()
        single = len(words) > 1 and all(len(word) == 1 for word in words)
        return cls(line, end, single, bool(re.search("[。；，！？]", line)))


#: 第十二条, 第 三 章, 第二条之一; no longer than this.
_ORDINAL = re.compile(r"第[ ]?\S{1,5}[ ]?[編编章節节條条目篇卷分部](?:之\S{1,2})?")
_LONGEST_ORDINAL = 12


def _kept_space(line: _Line, space: re.Match[str]) -> str:
    """Return the space that stays of a run of spaces: nothing, a blank or an ideographic space."""
    wide = "\u3000" if "\u3000" in space[0] else " "
    if space.start() <= _LONGEST_ORDINAL and _ORDINAL.fullmatch(line.text, 0, space.start()):
        return wide
    parts_words = re.fullmatch(f"{_WORD}{{2}}", line.text[space.start() - 1] + line.text[space.end()])
    if not parts_words or _spread(line, space):
        return ""
    if wide == "\u3000":
        return wide
    return "" if line.stops else " "


def _spread(line: _Line, space: re.Match[str]) -> bool:
    """Tell whether a space only spreads the letters of a word: 总　则, 关 于 印 发."""
    if space.start() < line.heading:
        return False
    before, after = line.text[max(0, space.start() - 2) : space.start()], line.text[space.end() : space.end() + 4]
    inside = re.search(rf"(?:^|[^\S\n])[{CJK}]$", before) and re.match(rf"[{CJK}][^\S\n][{CJK}](?:[^\S\n]|$)", after)
    return line.single or bool(inside)


#: In order of application.
RULES: tuple[Rule, ...] = (
    # 规定,鼓励 → 规定，鼓励
    _rule(
        "comma", rf"{_LATIN}(?:,(?!\d{{3}}(?!\d))|(?<!\d),)", _WIDE[","], "half-width comma → ，",
        "thousands: 1,504; Latin text: Science, Technology",
    ),
    # 来源:市 → 来源：市
    _rule(
        "colon", rf"{_LATIN}(?:(?<!\d):(?!//)|:(?![\d/]))", _WIDE[":"], "half-width colon → ：",
        "times 10:25, ratios 3:1, addresses http://, Latin text",
    ),
    # 合作;面向 → 合作；面向
    _rule("semicolon", rf"{_LATIN};", _WIDE[";"], "half-width semicolon → ；", "Latin text, HTML remnants: &nbsp;"),
    # (一)发挥 → （一）发挥; 堆(ITER)计划 → 堆（ITER）计划; both of a pair, or neither
    Rule("parenthesis", _parentheses, "half-width parentheses → （ ）", "parentheses inside Latin text: f(x)"),
    # 吗? → 吗？; 吗?! → 吗？！
    _rule("end-mark", rf"(?<=[{CJK}])[?!]+", _WIDE.__getitem__, "half-width ? ! → ？ ！", "Latin text"),
    Rule("quotation-mark", _quotation_marks, "straight quotation marks → “ ”", "Latin lines, marks that do not pair"),
    # 中国•江苏 → 中国·江苏
    _rule("middle-dot", rf"(?<=[{CJK}])[•・‧](?=[{CJK}])", "·", "bullet between names → ·", "bullets at line starts"),
    # blanks before 2021年12月15日 in a signature
    Rule("padding", _padding, "spaces at line ends removed", "the tab before an empty first cell"),
    # 打造 “青年 → 打造“青年
    Rule(
        "inner-space", _inner_space, "spaces between Chinese characters removed",
        "the space between two parts of a title, between names, after 第一条",
    ),
    # line ends before the first line, after another line end, and after the last line: 甲\n\n乙\n → 甲\n乙
    _rule("blank-line", r"\A\n+|(?<=\n)\n+|\n+\Z", "", "blank lines removed", "one line end after each paragraph"),
)  # fmt: skip
#: Rules that may change what stands inside an address: none but those for spaces and line ends.
_OF_SPACE = frozenset({"padding", "inner-space", "blank-line"})


def regularise(
    passage: Passage, titles: tuple[str, ...] = (), issuers: tuple[str, ...] = (), *, wrapped: bool = False
) -> Passage:
    """Return the regularised passage; spaces inside one of ``titles`` (as edited, in Simplified) are left.

    A line of several ``issuers`` becomes a line for each; ``wrapped`` says that lines end wherever the page did.
    """
    if wrapped:
        passage = passage.rewritten(dict(_unwrapped(passage.text)), "rule:unwrapped")
    for rule in RULES:
        if rule.name == "padding":
            passage = passage.rewritten(dict(_title_lines(passage.text, titles)), "rule:title-line")
            passage = passage.rewritten(dict(_signatures(passage.text, issuers)), "rule:signature")
        passage = passage.rewritten(dict(_changes(rule, passage.text, titles)), f"rule:{rule.name}")
    return passage


def _changes(rule: Rule, text: str, titles: tuple[str, ...]) -> Changes:
    """Yield offset and reading of each character that ``rule`` changes."""
    kept = _title_spaces(text, titles) if rule.name == "inner-space" else frozenset()
    if rule.name not in _OF_SPACE:
        kept = frozenset(at for match in _PROTECTED.finditer(text) for at in range(*match.span()))
    yield from ((at, reading) for at, reading in rule.find(text) if at not in kept)


def _title_spaces(text: str, titles: tuple[str, ...]) -> frozenset[int]:
    """Return the offsets of spaces that separate two parts of a title, e.g. …服务机制 促进…."""
    return frozenset(
        match.start() + inside
        for title in titles
        for match in re.finditer(rf"(?m)^{re.escape(title)}$", simplified(text))
        for inside, char in enumerate(title)
        if char.isspace()
    )


def _title_lines(text: str, titles: tuple[str, ...]) -> Changes:
    """Remove the line ends inside a title that stands on several lines: 关于进一步扩大 / 国际科技合作的若干措施."""
    for title in titles:
        pattern = r"(?:[^\S\n]*\n\s*)?".join(re.escape(char) for char in title)
        for match in re.finditer(rf"(?m)^[^\S\n]*({pattern})[^\S\n]*$", simplified(text)):
            for gap in re.finditer(r"[^\S\n]*\n\s*", match[1]):
                yield from ((match.start(1) + at, "") for at in range(*gap.span()))


def _signatures(text: str, issuers: tuple[str, ...]) -> Changes:
    """Put each body of a signature line, and the date after it, on a line of its own: 甲市科技局　甲市商务局."""
    lines = text.split("\n")
    signed = set(forms.signature_lines(lines))
    start = 0
    for number, line in enumerate(lines):
        named = line.split()
        if number in signed or (len(named) > 1 and issuers and all(name in issuers for name in named)):
            body = line.strip()
            shift = start + line.index(body) if body else start
            for match in re.finditer(rf"(?<=[\u3400-\u9fff）]){_SPACE}+(?=[\u3400-\u9fff\d〇○０-９（])", body):
                inside = range(*match.span())
                if not re.search(r"[年月日\d]$", body[: match.start()]):
                    yield from ((shift + at, "\n" if at == inside[0] else "") for at in inside)
        start += len(line) + 1


def _unwrapped(text: str) -> Changes:
    """Remove the line ends, and the spaces before them, inside the paragraphs of a hard-wrapped capture."""
    lines = text.split("\n")
    joined = set(forms.wrapped(lines))
    start = 0
    for number, line in enumerate(lines):
        if number in joined:
            yield from ((at, "") for at in range(start + len(line.rstrip()), start + len(line) + 1))
        start += len(line) + 1


def regular(text: str) -> str:
    """Return ``text`` as the rules would print it; for comparing quotes with the edited text."""
    return regularise(Passage.of(text)).text
