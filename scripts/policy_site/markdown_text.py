"""Markdown text: write edited sentences and headings as plain, readable Markdown.

In: blocks of an edition. Out: Markdown lines that the rows extension turns into linked sentences.

Guarantees:
1. No character of a text is lost or takes on a meaning in Markdown or HTML.
2. One sentence a line, in both languages, so that a difference shows which sentence changed.
"""

from __future__ import annotations

import re

from .catalog import Catalog
from .edition import Paragraph, Sentence

#: Characters with a meaning in the middle of a line.
_INLINE = re.compile(r"[\\`*_\[\]{}<>&|]")
#: What would open a list, a heading or a quote at the start of a line, e.g. ‘1. Strengthen’.
_OPENING = re.compile(r"^(\d+)([.)])(?=\s)|^([#+-])(?=\s)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown prints it as it is."""
    text = _INLINE.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), text)
    return _OPENING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", text)


def chinese_line(sentence: Sentence, catalog: Catalog, shown: frozenset[str]) -> str:
    """Return the Chinese of a sentence with a footnote reference at each mark whose entry is in ``shown``."""
    text = catalog.sentence(sentence)
    parts, last = [], 0
    for mark in sorted(sentence.marks, key=lambda mark: mark.offset):
        if mark.entry in shown:
            parts += [escaped(text[last : mark.offset]), f"[^{mark.entry}]"]
            last = mark.offset
    return "".join([*parts, escaped(text[last:])])


def heading(block: Paragraph, depth: int, catalog: Catalog, shown: frozenset[str]) -> str:
    """Return a title or heading as a Markdown heading of ``depth`` (1 is the page's title)."""
    chinese = "".join(chinese_line(sentence, catalog, shown) for sentence in block.sentences)
    english = f" ‖ {escaped(block.english)}" if block.english else ""
    return f"{'#' * depth} {chinese}{english} {{: #{block.id} lang={catalog.chinese_script} }}"


def row(block: Paragraph, catalog: Catalog, shown: frozenset[str]) -> str:
    """Return a paragraph and its English as one row of two columns."""
    lines = [chinese_line(sentence, catalog, shown) for sentence in block.sentences]
    chinese = "\n".join([*lines, f"{{: #{block.id} lang={catalog.chinese_script} }}"])
    if block.english:
        translated = [escaped(sentence.english) for sentence in block.sentences]
        english = "\n".join([*translated, f"{{: #{block.id}-en lang=en }}"])
    else:
        english = f"{catalog.message('text.untranslated')}\n{{: .untranslated }}"
    return f'<div class="row kind-{block.kind}" markdown>\n\n{chinese}\n\n{english}\n\n</div>'
