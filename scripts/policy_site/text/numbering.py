"""Numbering: the number that a line of a document prints before its text, in any of the ways in use.

In: a line of the edited text. Out: the number with its series, its value and where the text begins; or None.

Guarantees:
1. The series are declared here once, in the order in which one stands under another.
2. A number is read as it is printed; whether it follows the one before it is no concern of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from .numerals import NUMERAL, numeral

#: Divisions stand above the articles, outlines above and inside them; an article counts through the whole document.
Family = Literal["division", "article", "outline"]
_DIGITS = "[0-9０-９]{1,3}"
_ANY = f"(?:{NUMERAL}|{_DIGITS})"
#: What follows the number of a division: a space, the end of the line, or a title without an end mark.
_TITLE = r"(?:[ \u3000：:]+|(?=[^。；，、 ]{0,30}$))"
#: What makes 第三条 a reference and not a number: 第三条规定的, 第三条、第四条, 第三条第二款.
_REFERRED = "、，,；。）和至到或及与並并规規所的款项項第中之等"


@dataclass(frozen=True)
class Series:
    """A way of numbering: its name, its family, how deep it usually stands, and the pattern of a number."""

    name: str
    family: Family
    rank: int
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Number:
    """The number of a line: its series, its values (1.2 has two), as printed, where the text begins in the line.

    ``inserted`` is the 一 of 第十二条之一, or 0.
    """

    series: Series
    values: tuple[int, ...]
    printed: str
    end: int
    inserted: int = 0


def _series(name: str, family: Family, rank: int, pattern: str) -> Series:
    return Series(name, family, rank, re.compile(pattern))


#: In order of trial. Each has an example of the line that it reads.
SERIES: tuple[Series, ...] = (
    # 第一编　总则 · 第二部分 目标 · 第一篇
    _series(
        "编", "division", 0, rf"第[ ]?(?P<n>{_ANY})[ ]?(?:(?:编|編|部分|篇|卷|单元|單元){_TITLE}|部(?:[ \u3000—]+|$))"
    ),
    _series("分编", "division", 1, rf"第[ ]?(?P<n>{_ANY})[ ]?(?:分编|分編){_TITLE}"),
    # 第一章　总则 · 第 1 章 總則 · 第三章之一
    _series("章", "division", 2, rf"第[ ]?(?P<n>{_ANY})[ ]?章(?:之(?P<i>{_ANY}))?{_TITLE}"),
    _series("节", "division", 3, rf"第[ ]?(?P<n>{_ANY})[ ]?[节節](?:之(?P<i>{_ANY}))?{_TITLE}"),
    _series("目", "division", 4, rf"第[ ]?(?P<n>{_ANY})[ ]?目{_TITLE}"),
    # 第一条　为了促进… · 第十二条之一　外国机构… · 第 1 條
    _series(
        "条",
        "article",
        5,
        rf"第[ ]?(?P<n>{_ANY})[ ]?[条條](?:[ ]?之[ ]?(?P<i>{_ANY}))?(?:[ \u3000：:]+|$|(?=[^{_REFERRED}]))",
    ),
    # Ⅰ、总论
    _series("Ⅰ、", "outline", 6, r"(?P<n>[Ⅰ-Ⅻ])[、.．]"),
    # 一、总体要求 · 一．总体要求
    _series("一、", "outline", 7, rf"(?P<n>{NUMERAL})[ ]?[、．]|(?P<m>{NUMERAL})[ \u3000]+(?=[^。；]{{2,30}}$)"),
    # （一）共同组建 · ㈠优化服务
    _series("（一）", "outline", 8, rf"（[ ]?(?P<n>{NUMERAL})[ ]?）[、.]?|(?P<m>[㈠-㈩])[、.]?"),
    # 一）建设平台
    _series("一）", "outline", 9, rf"(?P<n>{NUMERAL})）"),
    # 1.2.1 适用范围 (before 1.)
    _series(
        "1.1",
        "outline",
        10,
        r"(?P<d>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,4})[.．、]?[ \u3000]*(?=[^\W\d_万亿千百年月日元个倍])",
    ),
    # 1.强化京津廊 · 1、支持光谷 · １．加强合作 · ⒈
    _series("1.", "outline", 11, rf"(?P<n>{_DIGITS})[ ]?[.．、](?![0-9０-９])|(?P<m>[⒈-⒛])[、.]?"),
    # （1）共建平台 · ⑴
    _series("（1）", "outline", 12, rf"（[ ]?(?P<n>{_DIGITS})[ ]?）[、.]?|(?P<m>[⑴-⒇])[、.]?"),
    # 1）共建平台
    _series("1）", "outline", 13, rf"(?P<n>{_DIGITS})[）)]"),
    # ①引进人才 · ㊀
    _series("①", "outline", 14, r"(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉㊀-㊉])[、.]?"),
    # A.申报 · a、申报 · （a）
    _series("A.", "outline", 15, r"(?P<a>[A-Za-z])[.．、）)](?=[ ]?[\u3400-\u9fff“《])"),
    _series("（a）", "outline", 16, r"[（(](?P<a>[A-Za-z])[）)](?=[ ]?[\u3400-\u9fff“《])"),
    # （ii）提供住宿资助 (single letters: see as_roman)
    _series("（i）", "outline", 17, r"[（(](?P<r>[ivx]{2,5})[）)](?=[ ]?[\u3400-\u9fff“《])"),
    # 一是以政策为引导 · 一要加强领导
    _series("一是", "outline", 18, rf"(?P<n>{NUMERAL})[是要](?!求)"),
)
#: 1 总则: a number and a space; read only in a text that also numbers 1.1.
_BARE = _series("1", "outline", 10, rf"(?P<n>{_DIGITS})[ \u3000]+(?=[\u3400-\u9fff][^。；]{{1,30}}$)")
DECIMAL = "1.1"
#: 3.1 on a line of its own, as standards number their terms; read only in such a text.
_LONE = re.compile(r"(?P<d>[0-9]{1,2}(?:\.[0-9]{1,2}){1,4})$")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ROMAN_SERIES = next(series for series in SERIES if series.name == "（i）")


def read(line: str, *, decimal: bool = False) -> Number | None:
    """Return the number of ``line``, or None; ``decimal`` says that the text numbers 1, 1.1, 1.1.1."""
    for series in SERIES:
        found = series.pattern.match(line)
        if found and not _is_one_point_of_many(series, line):
            return _number(series, found)
    lone = _LONE.match(line) if decimal else None
    if lone:
        return _number(next(series for series in SERIES if series.name == DECIMAL), lone)
    found = _BARE.pattern.match(line) if decimal else None
    return _number(_BARE, found) if found else None


def as_roman(number: Number) -> Number:
    """Return a number such as （i） read as a Roman numeral and not as a letter."""
    return replace(number, series=_ROMAN_SERIES, values=(ROMAN.index(number.printed.strip("（()）").lower()) + 1,))


def is_decimal(lines: Iterable[str]) -> bool:
    """Tell whether a text numbers its sections 1, 1.1, 1.1.1: some line begins with 1.1."""
    pattern = next(series.pattern for series in SERIES if series.name == DECIMAL)
    return any(pattern.match(line) for line in lines)


def _is_one_point_of_many(series: Series, line: str) -> bool:
    """Tell whether a line that begins with 一是 goes on to 二是: then the points are its sentences."""
    return series.name == "一是" and bool(re.search(rf"[。；;，]{NUMERAL}[是要]", line))


def _number(series: Series, found: re.Match[str]) -> Number | None:
    """Return the number that a pattern has found."""
    groups = found.groupdict()
    if groups.get("d"):
        values = tuple(numeral(part) for part in re.split("[.．]", groups["d"]))
    elif groups.get("r"):
        values = (ROMAN.index(groups["r"]) + 1,) if groups["r"] in ROMAN else (0,)
    elif groups.get("a"):
        values = (ord(groups["a"].lower()) - ord("a") + 1,)
    else:
        values = (numeral(groups.get("n") or groups.get("m") or ""),)
    inserted = numeral(groups["i"]) if groups.get("i") else 0
    return Number(series, values, found[0].rstrip(" \u3000：:"), found.end(), inserted)
