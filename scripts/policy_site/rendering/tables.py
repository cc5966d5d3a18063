"""Tables: the Markdown extension by which tables can be read on a phone, with no script.

In: tables in Markdown. Out: the same; each cell of a table of sentences names its column in `data-label`, because a
narrow window stacks its cells; a table of figures keeps its columns and stands in a frame that scrolls.

Guarantees:
1. A table most of whose columns are aligned to the right holds figures, every other one sentences.
2. The frame can be reached by keyboard. Material's script, which frames tables without a class, leaves both kinds
   alone: its frame cannot, and comes late enough to move what follows.
3. Nothing that is seen in a wide window changes.
4. No cell has a style attribute, which the site's Content-Security-Policy forbids: a class says how it is aligned.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

#: The classes of tables of sentences and of figures, and of the frame; templates that write HTML use them too.
STACKED, FIGURES, FRAME = "stacked", "figures", "table-scroll"


class _Tables(Treeprocessor):
    """Name the cells of tables of sentences and frame tables of figures."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, table in enumerate(list(parent)):
                row = table.find("tbody/tr") if table.tag == "table" else None
                if row is None:
                    continue
                figures = _holds_figures(list(row))
                _align(table)
                if figures:
                    parent[place] = _framed(table)
                else:
                    _name_cells(table)


def _framed(table: Element) -> Element:
    """Return a frame with the table in it, in the place of the table."""
    frame = Element("div", {"class": FRAME, "tabindex": "0"})
    frame.tail, table.tail = table.tail, None
    table.set("class", FIGURES)
    frame.append(table)
    return frame


def _align(table: Element) -> None:
    """Let a class say how a cell is aligned, e.g. align-right, in the place of the style ‘text-align: right;’."""
    for cell in table.iter():
        style = cell.attrib.pop("style", "")
        if style:
            cell.set("class", f"align-{style.removeprefix('text-align: ').rstrip(';')}")


def _name_cells(table: Element) -> None:
    """Let each cell say the name of its column."""
    table.set("class", STACKED)
    heads = ["".join(cell.itertext()).strip() for cell in table.iterfind("thead/tr/th")]
    for row in table.iterfind("tbody/tr"):
        for head, cell in zip(heads, row, strict=True):
            cell.set("data-label", head)


def _holds_figures(row: list[Element]) -> bool:
    """Tell whether most cells of a row are aligned to the right."""
    return sum("right" in cell.get("style", "") for cell in row) * 2 > len(row)


class TablesExtension(Extension):
    """Register the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # the name is Python-Markdown's
        """Run after inline patterns (20), so that a name of a column is its text."""
        md.treeprocessors.register(_Tables(md), "policy_tables", 10)


def makeExtension(**options: Any) -> TablesExtension:  # the name is Python-Markdown's
    """Return the extension; the entry point that Python-Markdown looks for."""
    return TablesExtension(**options)
