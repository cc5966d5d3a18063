"""Citations: what a statement rests on, with the clause itself, so that it opens in place.

In: an edition and the id of a provision, paragraph or sentence. Out: label, address and the words of the clause.

Guarantees:
1. The clause is printed in both languages, from the edition; nothing is retold.
2. The address is one that the page has: a provision without a heading leads to its first sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..rendering.markup import escaped
from ..text.edition import Edition
from . import addresses
from .catalog import Catalog
from .labels import label, own_number


@dataclass(frozen=True)
class Citation:
    """What a statement rests on: label, the document's own number, address, the clause (empty for the whole text).

    ``link`` is the address for Markdown, ``href`` that for HTML.
    """

    label: str
    own: str
    link: Markup
    href: Markup
    chinese: Markup
    english: Markup


def cite(edition: Edition, target: str, catalog: Catalog, base: str | None = None) -> Citation:
    """Return the citation of ``target`` for a page from which ``base`` leads to the locale's folder.

    Without ``base`` the page stands in the document's own folder.
    """
    special = target in {"text", "record"}
    sentences = () if special else edition.cited(target)
    anchor = target if target in edition.ids or not sentences else sentences[0].id
    page = addresses.explained(edition.slug) if target == "record" else addresses.text(edition.slug)
    page = page.beside() if base is None else page
    at = {"text": "", "record": "facts"}.get(target, anchor)
    return Citation(
        label(target, catalog),
        own_number(edition, target, catalog),
        page.link(base or "", at),
        page.href(base or "", at),
        escaped("".join(catalog.sentence(sentence) for sentence in sentences)),
        escaped(" ".join(filter(None, (sentence.english for sentence in sentences)))),
    )
