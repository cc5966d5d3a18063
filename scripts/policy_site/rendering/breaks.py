"""Breaks: where a Chinese title may go on in the next line.

In: the tree of a rendered page. Out: the same, with an element <wbr> between the words of each Chinese title; the style
sheet breaks titles nowhere else (type.css).

Guarantees:
1. The text of the page does not change.
2. No line begins with a closing mark, none ends with an opening one.
3. Short parts at a comma stay whole, as in 科技开放，逐条读懂: a browser breaks such a title at its comma.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markupsafe import Markup

from ..text.scripts import simplified, words
from .markup import escaped, joined

#: A mark that no line may end with, e.g. 《 or （
_OPENING = re.compile(r"[“‘「『（《〈〔【\[(]$")
#: What no line may begin with: a mark such as 》, a figure, and a word that leans on the one before it.
_ATTACHED = re.compile(r"[^\u3400-\u9fff“‘「『（《〈〔【\[(]|[的年月日号]$")
#: Characters that a line of a title has room for in any window.
_SHORT = 12


def let_titles_break(root: Element, language: str) -> None:
    """Put breaks into the titles below ``root``, on a page in ``language``."""
    for element in root.iter():
        is_title = element.tag == "h1" or element.get("id") == "title"
        if is_title and not _parted_by_commas("".join(element.itertext())):
            _break(element, language)


def breakable(title: str) -> Markup:
    """Return a Chinese title for raw HTML, with its breaks."""
    lines = [title] if _parted_by_commas(title) else _lines(title)
    return joined(map(escaped, lines), "<wbr>")


def _parted_by_commas(text: str) -> bool:
    return "，" in text and all(len(part) <= _SHORT for part in text.split("，"))


def _break(element: Element, language: str) -> None:
    language = element.get("lang", language)
    children = list(element)
    for child in children:
        _break(child, language)
    if not language.startswith("zh"):
        return
    for child in reversed(children):
        child.tail = _put(element, list(element).index(child) + 1, child.tail)
    element.text = _put(element, 0, element.text)


def _put(parent: Element, at: int, text: str | None) -> str:
    """Put the lines that may follow the first of ``text`` into ``parent`` from place ``at`` on; return the first."""
    first, *others = _lines(text or "") or [""]
    for offset, line in enumerate(others):
        point = Element("wbr")
        point.tail = line
        parent.insert(at + offset, point)
    return first


def _lines(text: str) -> list[str]:
    """Return the shortest lines into which a text may be broken: 关于, 印发, 《条例》的, 通知."""
    lines: list[str] = []
    start = 0
    for found in words(simplified(text)):  # of the same length as the text
        word = text[start : start + len(found)]
        start += len(found)
        if lines and (_ATTACHED.match(word) or _OPENING.search(lines[-1])):
            lines[-1] += word
        else:
            lines.append(word)
    return lines
