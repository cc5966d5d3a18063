"""Regularise: full-width punctuation and spacing by GB/T 15834-2011, one named rule after another.

In: the emended passage. Out: the regularised passage, in which each line is a paragraph, a heading or a title.

Guarantees:
1. Only punctuation, spaces and line ends change; each change names its rule as its cause.
2. Every rule is idempotent.
3. What a rule must leave (decimals, item numbers, times, titles of two parts …) is written beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .passage import Passage

#: A Chinese character, or a punctuation mark of Chinese text; e.g. 市, 。, 《, ”.
CJK = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·"
#: Space of any kind except the line end: blank, tab, no-break, em, ideographic.
_SPACE = r"[^\S\n]"


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for, what it puts there, and in words what it does and leaves."""

    name: str
    pattern: re.Pattern[str]
    reading: Callable[[str], str]
    does: str
    leaves: str


def _rule(name: str, pattern: str, reading: str | Callable[[str], str], does: str, leaves: str) -> Rule:
    replacement = (lambda _: reading) if isinstance(reading, str) else reading
    return Rule(name, re.compile(pattern), replacement, does, leaves)


_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}

#: In order of application. A pattern matches stretches; each of their characters is replaced by itself's reading.
RULES: tuple[Rule, ...] = (
    # 规定,鼓励 → 规定，鼓励
    _rule("comma", r",(?!\d{3}(?!\d))|(?<!\d),", _WIDE[","], "half-width comma → ，", "thousands: 1,504"),
    # 来源:市 → 来源：市
    _rule("colon", r"(?<!\d):(?!//)|:(?![\d/])", _WIDE[":"], "half-width colon → ：", "times 10:25, addresses http://"),
    # 合作;面向 → 合作；面向
    _rule("semicolon", r";", _WIDE[";"], "half-width semicolon → ；", "nothing"),
    # (一)发挥 → （一）发挥; 堆(ITER)计划 → 堆（ITER）计划; both of a pair, or neither
    _rule(
        "parenthesis",
        rf"(?<=[{CJK}])\([^()\n]*\)|\([^()\n]*\)(?=[{CJK}])|\([^()\n]*[{CJK}][^()\n]*\)|[()](?=[{CJK}])|(?<=[{CJK}])[()]",
        lambda char: _WIDE[char] if char in "()" else char,
        "half-width parentheses → （ ）",
        "parentheses inside Latin text: f(x)",
    ),
    # 吗? → 吗？; 吗?! → 吗？！
    _rule("end-mark", rf"(?<=[{CJK}])[?!]+", _WIDE.__getitem__, "half-width ? ! → ？ ！", "Latin text"),
    # 中国•江苏 → 中国·江苏
    _rule("middle-dot", rf"(?<=[{CJK}])[•・‧](?=[{CJK}])", "·", "bullet between names → ·", "bullets at line starts"),
    # blanks before 2021年12月15日 in a signature
    _rule("padding", rf"(?m)^{_SPACE}+|{_SPACE}+$", "", "spaces at line ends removed", "nothing"),
    # 打造 “青年 → 打造“青年
    _rule(
        "inner-space",
        rf"(?<=[{CJK}]){_SPACE}+(?=[{CJK}])",
        "",
        "spaces between Chinese characters removed",
        "the space between two parts of a title",
    ),
    # two line ends between paragraphs → one
    _rule("blank-line", r"^\n+|(?<=\n)\n+|\n+$(?!\n)", "", "blank lines removed", "one line end after each paragraph"),
)


def regularise(passage: Passage, titles: tuple[str, ...] = ()) -> Passage:
    """Return the regularised passage; spaces inside one of ``titles`` (as edited) are left."""
    for rule in RULES:
        passage = passage.rewritten(dict(_changes(rule, passage.text, titles)), f"rule:{rule.name}")
    return passage


def _changes(rule: Rule, text: str, titles: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield offset and reading of each character that ``rule`` changes."""
    kept = _title_spaces(text, titles) if rule.name == "inner-space" else frozenset()
    for match in rule.pattern.finditer(text):
        for at in range(match.start(), match.end()):
            reading = rule.reading(text[at])
            if reading != text[at] and at not in kept:
                yield at, reading


def _title_spaces(text: str, titles: tuple[str, ...]) -> frozenset[int]:
    """Return the offsets of spaces that separate two parts of a title, e.g. …服务机制 促进…."""
    return frozenset(
        match.start() + inside
        for title in titles
        for match in re.finditer(rf"(?m)^{re.escape(title)}$", text)
        for inside, char in enumerate(title)
        if char == " "
    )


def regular(text: str) -> str:
    """Return ``text`` as the rules would print it; for comparing quotes with the edited text."""
    return regularise(Passage.of(text)).text
