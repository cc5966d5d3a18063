"""Foreign words: Chinese inside English text, told apart for voices, fonts and hyphenation.

In: the tree of a rendered page. Out: the same, with each run of Chinese in English text in an element of its own.

Guarantees:
1. The text of the page does not change.
2. Elements that name their language are left alone unless they are English.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

#: A run of Chinese with the punctuation that belongs to it, e.g. 新京报 or 《条例》.
_RUN = re.compile(
    r"[\u3400-\u9fff〔《][\u3400-\u9fff\u3000-\u303f\uff00-\uffef·—\d]*[\u3400-\u9fff〕》]|[\u3400-\u9fff]"
)
_LEAVE = frozenset({"code", "pre", "script", "style"})


def tag_chinese(root: Element, page_language: str, script: str) -> None:
    """Wrap Chinese in English contexts below ``root`` in span elements of language ``script``."""
    language = root.get("lang", page_language)
    if root.tag in _LEAVE:
        return
    for child in list(root):
        tag_chinese(child, language, script)
    if language != "en":
        return
    for child in reversed(list(root)):
        _wrap_tail(root, child, script)
    _wrap_text(root, script)


def _wrap_text(parent: Element, script: str) -> None:
    before, spans = _parted(parent.text, script)
    if spans:
        parent.text = before
        for index, span in enumerate(spans):
            parent.insert(index, span)


def _wrap_tail(parent: Element, child: Element, script: str) -> None:
    before, spans = _parted(child.tail, script)
    if spans:
        child.tail = before
        at = list(parent).index(child) + 1
        for index, span in enumerate(spans):
            parent.insert(at + index, span)


def _parted(text: str | None, script: str) -> tuple[str, list[Element]]:
    """Return what stands before the first run of Chinese, and the runs as elements with what follows as their tails."""
    runs = list(_RUN.finditer(text or ""))
    if not text or not runs:
        return text or "", []
    spans = []
    ends = [run.start() for run in runs[1:]] + [len(text)]
    for run, end in zip(runs, ends, strict=True):
        span = Element("span", {"lang": script})
        span.text, span.tail = run[0], text[run.end() : end]
        spans.append(span)
    return text[: runs[0].start()], spans
