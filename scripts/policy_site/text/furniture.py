"""Furniture: what a page puts into a text and is no part of it: a table of contents, page numbers, remnants of HTML.

In: the regularised passage. Out: the passage without contents and page numbers; a review for each remnant of HTML.

Guarantees:
1. What is removed stays on record with its cause; nothing that is not printed again in the text is taken for contents.
2. A remnant of HTML is named and left: whether it belongs to the text is for the editor to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..sources.problems import Problem
from .edition import Edition
from .passage import Passage

CONTENTS, PAGE_NUMBER = "furniture:contents", "furniture:page-number"
#: 目录 · 目　录 · 目 次
_HEADING = re.compile(r"目[ \u3000]*[录錄次]")
#: 第一章 总则……………1 · 一、总体要求 3
_LEADER = re.compile(
    r"[ \u3000]*(?:[.．·…⋯]{2,}|\t)?[ \u3000.．·…⋯\t]*(?:[（(]?[0-9０-９]{0,4}[）)]?|(?<=[ \u3000.…·\t])[IVXⅠ-Ⅻ]{1,4})$"
)
#: — 3 — · -3- · 第3页 共5页 · 3 / 12
_PAGE = re.compile(r"[—–\-－]+[ ]?\d{1,4}[ ]?[—–\-－]+|第[ ]?\d{1,4}[ ]?[页頁](?:[ ，]?共[ ]?\d{1,4}[ ]?[页頁])?")
#: &nbsp; · <br> · </p>
_REMNANT = re.compile(
    r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});|</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]{0,200})?/?>"
)


def without_furniture(passage: Passage) -> Passage:
    """Return the passage without its table of contents and its page numbers."""
    for cause, find in ((CONTENTS, contents), (PAGE_NUMBER, page_numbers)):
        lines = passage.text.split("\n")
        passage = passage.rewritten(dict.fromkeys(_offsets(lines, find(lines)), ""), cause)
    return passage


def contents(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines of the table of contents, its heading included; none where there is none."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if _HEADING.fullmatch(line.strip()):
            entries = list(_entries(lines, at + 1))
            if entries:
                return frozenset({at, *range(at + 1, entries[-1] + 1)})
    return frozenset(found)


def _entries(lines: Sequence[str], start: int) -> Iterator[int]:
    """Yield the numbers of the entries from ``start`` on: each is printed again below, or leads to a page."""
    first = ""
    for at in range(start, len(lines)):
        entry = bare(lines[at])
        if not entry:
            continue
        if entry == first or (not _leads(lines[at]) and not any(bare(line) == entry for line in lines[at + 1 :])):
            return
        first = first or entry
        yield at


def bare(line: str) -> str:
    """Return a line without dots, page number and spaces: 第一章　总则……1 → 第一章总则."""
    return "".join(_LEADER.sub("", line.strip()).split())


def _leads(line: str) -> bool:
    """Tell whether a line ends in dots and the number of a page."""
    return bool(re.search(r"[.．·…⋯]{3,}[ ]?[（(]?\d{1,4}[）)]?$", line.strip()))


def page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are page numbers."""
    return frozenset(at for at, line in enumerate(lines) if _PAGE.fullmatch(line.strip()))


def _offsets(lines: Sequence[str], numbers: frozenset[int]) -> Iterator[int]:
    """Yield the offsets of the characters of some lines, each with a line end beside it."""
    start, last = 0, len(lines) - 1
    for at, line in enumerate(lines):
        if at in numbers:
            yield from range(start, start + len(line) + (at != last))
            if at == last and at - 1 not in numbers and start:
                yield start - 1
        start += len(line) + 1


def remnant_strings(text: str) -> Iterator[str]:
    """Yield the remnants of HTML in a text, in its order."""
    yield from (found[0] for found in _REMNANT.finditer(text))


def without_remnants(line: str) -> str:
    """Return a line without remnants of HTML and spaces; empty if there is nothing else in it."""
    return _REMNANT.sub("", line).strip()


def remnants(edition: Edition) -> Iterator[Problem]:
    """Yield a review for each remnant of HTML in the edited text, with a proposal."""
    settled = {each.at for each in edition.record.settled if each.code == "W016"}
    for found in _REMNANT.finditer(edition.passage.text):
        if found[0] not in settled:
            message = f"‘{found[0]}’ looks like a remnant of HTML."
            reading = "a line end" if found[0].lower().startswith(("<br", "<p", "</p")) else "nothing or a space"
            remedy = f"Emend it in apparatus.yml (reading {reading}), or put it under ‘settled’ if it belongs."
            yield Problem(edition.place(found.start()), "W016", message, remedy)
