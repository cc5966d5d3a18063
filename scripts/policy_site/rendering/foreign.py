"""Foreign words: Chinese inside English text, told apart for voices, fonts and hyphenation.

In: the tree of a rendered page. Out: the same, with each run of Chinese in English text in an element of its own.

Guarantees:
1. The text of the page does not change, but for the script of these words: it becomes the page's.
2. Elements that name their language are left alone unless they are English, raw HTML in Markdown among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE
from markupsafe import Markup

from ..text.scripts import simplified, traditional
from .markup import joined, markup

#: A run of Chinese with the punctuation that belongs to it, e.g. 新京报 or 《条例》.
_RUN = re.compile(
    r"[\u3400-\u9fff〔《][\u3400-\u9fff\u3000-\u303f\uff00-\uffef·—\d]*[\u3400-\u9fff〕》]|[\u3400-\u9fff]"
)
_LEAVE = frozenset({"code", "pre", "script", "style"})


def tag_chinese(root: Element, page_language: str, script: str, raw: Sequence[object] = ()) -> None:
    """Wrap Chinese in English contexts below ``root`` in span elements of language ``script``.

    ``raw`` is the raw HTML that Markdown keeps aside until the page is written.
    """
    language = root.get("lang", page_language)
    if root.tag in _LEAVE:
        return
    for child in list(root):
        tag_chinese(child, language, script, raw)
    if language != "en":
        return
    for child in reversed(list(root)):
        _wrap_tail(root, child, script, raw)
    _wrap_text(root, script, raw)


def tagged(text: Markup, script: str) -> Markup:
    """Return English ``text`` for raw HTML, with each run of Chinese, in ``script``, in an element of its own."""
    parts: list[Markup] = []
    last = 0
    for run in _RUN.finditer(text):
        parts += [text[last : run.start()], markup('<span lang="{}">{}</span>', script, _in_script(run[0], script))]
        last = run.end()
    return joined([*parts, text[last:]])


def _wrap_text(parent: Element, script: str, raw: Sequence[object]) -> None:
    before, spans = _parted(parent.text, script, raw)
    if spans:
        parent.text = before
        for index, span in enumerate(spans):
            parent.insert(index, span)


def _wrap_tail(parent: Element, child: Element, script: str, raw: Sequence[object]) -> None:
    before, spans = _parted(child.tail, script, raw)
    if spans:
        child.tail = before
        at = list(parent).index(child) + 1
        for index, span in enumerate(spans):
            parent.insert(at + index, span)


def _parted(text: str | None, script: str, raw: Sequence[object]) -> tuple[str, list[Element]]:
    """Return what stands before the first run of Chinese, and the runs as elements with what follows as their tails."""
    own = list(_enclosed(text or "", raw))
    runs = [run for run in _RUN.finditer(text or "") if not any(start < run.start() < end for start, end in own)]
    if not text or not runs:
        return text or "", []
    spans = []
    ends = [run.start() for run in runs[1:]] + [len(text)]
    for run, end in zip(runs, ends, strict=True):
        span = Element("span", {"lang": script})
        span.text, span.tail = _in_script(run[0], script), text[run.end() : end]
        spans.append(span)
    return text[: runs[0].start()], spans


def _in_script(words: str, script: str) -> str:
    return traditional(words) if script == "zh-Hant" else simplified(words)


def _enclosed(text: str, raw: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield where raw HTML that names its language begins and ends, e.g. <span lang="zh-Hant">示範</span>.

    Markdown keeps raw HTML aside, and leaves a placeholder with its number in the text.
    """
    start = None
    for aside in HTML_PLACEHOLDER_RE.finditer(text):
        html = str(raw[int(aside[1])])
        if start is None and "lang=" in html:
            start = aside.start()
        elif start is not None and html.startswith("</"):
            yield start, aside.start()
            start = None
