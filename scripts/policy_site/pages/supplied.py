"""Supplied: what the editors add stands in brackets where it leaves the page: citations, data for machines, pictures.

In: a grounded statement and a locale. Out: its words.

Guarantee: words that the text states, or that we infer from it, are never bracketed; those from elsewhere always are.
"""

from __future__ import annotations

from ..sources.records import Grounded, Statement
from .catalog import Catalog


def bracketed(statement: Statement, catalog: Catalog) -> str:
    """Return a statement in the words of the locale, in brackets if the editors supplied it."""
    return signed(catalog.pick(statement), statement, catalog)


def signed(text: str, ground: Grounded, catalog: Catalog) -> str:
    """Return ``text``, in brackets if the editors supplied it."""
    if ground.basis != "supplied":
        return text
    return f"[{text}]" if catalog.locale == "en" else f"〔{text}〕"
