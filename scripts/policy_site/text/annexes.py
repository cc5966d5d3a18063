"""Annexes: which lines list the annexes of a document, and which begin one.

In: the lines of the edited text in Simplified characters. Out: the role of each line that is about an annex.

Guarantees:
1. A list of annexes stands before the signature, the date or the end; a label before the text of its annex.
2. The id of an annex is made of its kind and its printed number: annex1, schedule2, appendix1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from . import lines as forms
from .numbering import read
from .numerals import NUMERAL, numeral

_KINDS = {"件": "annex", "录": "appendix", "表": "schedule", "图": "figure", "": "annex"}
#: 附件1 · 附件：1.申报表 · 附件一：任务清单 · 附录A 词语 · 附：名单
_LABEL = re.compile(
    rf"(?:附[ ]?(?P<kind>[件录表图]?))[ ]?(?P<n>{NUMERAL}|[0-9０-９]{{1,2}}|[A-Z](?![A-Za-z])|)"
    r"(?P<mark>[：:.、 \u3000]*)(?P<rest>.*)"
)
#: 2.汇总表: what goes on with a list of annexes.
_GOES_ON = re.compile(r"[0-9０-９]{1,2}[.．、 ]\S.*")
_LONGEST = 60


@dataclass(frozen=True)
class Label:
    """A line about an annex: a line of the list, the label of an annex, or the title below its label; its id."""

    role: Literal["list", "label", "title"]
    id: str


def labels(lines: Sequence[str], issuers: Sequence[str] = ()) -> dict[int, Label]:
    """Return the lines about annexes by their number."""
    found: dict[int, Label] = {}
    signed = set(forms.signature_lines(lines))
    at = 0
    while at < len(lines):
        label = _label(lines[at])
        if label is None:
            at += 1
            continue
        end = _list_end(lines, at)
        if _is_list(lines, at, end, signed, issuers):
            found |= {number: Label("list", "") for number in range(at, end) if lines[number]}
            at = end
            continue
        found[at] = Label("label", label[0])
        following = (n for n in range(at + 1, len(lines)) if lines[n])
        below = next((n for n in following if not re.fullmatch("（[^（）]{1,10}）", lines[n])), None)  # （资料性）
        if below is not None and not label[1] and _is_title(lines[below]):
            found[below] = Label("title", "")
            at = below
        at += 1
    return found


def _label(line: str) -> tuple[str, str] | None:
    """Return the id and the rest of a line that begins like 附件1, or None."""
    match = _LABEL.fullmatch(line)
    if not match or len(line) > _LONGEST or line[-1] in "。；，":
        return None
    kind, value, mark, rest = match["kind"] or "", match["n"], match["mark"], match["rest"]
    if rest and not mark and not (value and value.isdigit()) and kind:
        return None  # 附件中所列
    if not kind and not (mark.strip() and rest):
        return None  # 附近, 附则
    own = value if value.isalpha() and value.isascii() else str(numeral(value) or "")
    return f"{_KINDS[kind]}{own.lower()}", rest


def _list_end(lines: Sequence[str], at: int) -> int:
    """Return the number of the line after a list of annexes that begins at ``at``."""
    end = at + 1
    while end < len(lines) and (not lines[end] or _GOES_ON.fullmatch(lines[end]) or _label(lines[end])):
        if lines[end] and (lines[end][-1] in "。；" or len(lines[end]) > _LONGEST):
            break
        end += 1
    while end > at + 1 and not lines[end - 1]:
        end -= 1
    return end


def _is_list(lines: Sequence[str], at: int, end: int, signed: set[int], issuers: Sequence[str]) -> bool:
    """Tell whether the lines from ``at`` to ``end`` list annexes: the frame of the document or its end follows."""
    label = _label(lines[at])
    if not label or (not label[1] and not any(map(_GOES_ON.fullmatch, lines[at + 1 : end]))):
        return False
    after = next((number for number in range(end, len(lines)) if lines[number]), None)
    if after is None:
        return end - at > 1 or "：" in lines[at]
    line = lines[after]
    return after in signed or line in issuers or forms.is_date(line) or line.startswith(("（此件", "（联系", "抄送"))


def _is_title(line: str) -> bool:
    """Tell whether a line can be the title of an annex: short, not numbered, no sentence."""
    return len(line) <= _LONGEST and line[-1] not in "。；：，" and "\t" not in line and read(line) is None
