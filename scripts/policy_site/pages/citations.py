"""Citations: what a statement rests on, with the clause itself, so that it opens in place.

In: an edition and the id of a provision, paragraph or sentence. Out: label, address and the words of the clause.

Guarantees:
1. The clause is printed in both languages, from the edition; nothing is retold.
2. The address is one that the page has: a provision without a heading leads to its first sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..rendering.markup import address, escaped
from ..text.edition import Edition
from .catalog import Catalog
from .labels import label


@dataclass(frozen=True)
class Citation:
    """What a statement rests on: label, address, and the words of the clause (empty for the whole text)."""

    label: str
    address: Markup
    chinese: Markup
    english: Markup


def cite(edition: Edition, target: str, catalog: Catalog, folder: str) -> Citation:
    """Return the citation of ``target`` for a page from which ``folder`` leads to the document's pages."""
    special = {"text": f"{folder}text.md", "record": f"{folder}index.md#facts" if folder else "#facts"}
    sentences = () if target in special else edition.cited(target)
    anchor = target if target in edition.ids or not sentences else sentences[0].id
    return Citation(
        label(target, catalog),
        address(special.get(target) or f"{folder}text.md#{anchor}"),
        escaped("".join(catalog.sentence(sentence) for sentence in sentences)),
        escaped(" ".join(filter(None, (sentence.english for sentence in sentences)))),
    )
