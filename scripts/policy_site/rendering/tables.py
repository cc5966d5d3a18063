"""Tables: the Markdown extension by which a table of sentences can be read on a phone, cell under cell.

In: tables in Markdown. Out: the same; each cell of a table of sentences names its column in `data-label`.

Guarantees:
1. A table most of whose columns are aligned to the right holds figures and is left as it is: Material lets it scroll.
2. Nothing that is seen in a wide window changes.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

#: The class of a table that a narrow window stacks; templates that write their tables in HTML use it too.
STACKED = "stacked"


class _Tables(Treeprocessor):
    """Mark the tables of sentences and name their cells."""

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            heads = ["".join(cell.itertext()).strip() for cell in table.iterfind("thead/tr/th")]
            rows = [list(row) for row in table.iterfind("tbody/tr")]
            if heads and rows and not _holds_figures(rows[0]):
                table.set("class", STACKED)
                for row in rows:
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
