"""Loaded: what the pages of a site with many documents ask for when a reader does, one place at a time.

In: the library and its facts, for one locale. Out: scripts by their paths in the folder of the locale.

Guarantees:
1. They are scripts that hold data, because a browser opens the answer of a fetch from file:// no more than a module.
2. A place brings its columns of the comparison as the page would show them, made by the same template.
3. Nothing is in them that no page shows: without a script each column stands on the page of the place’s measures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

from ..library import Library
from . import addresses
from .comparison import ComparisonPage
from .facts import DocumentFacts, SiteFacts
from .templates import environment

#: The tables of the comparison.
TABLES = ("kinds", "topics", "force")


def scripts(library: Library, site: SiteFacts) -> Iterator[tuple[str, str | None, Callable[[], str]]]:
    """Yield the list of places, and for each document its columns of the comparison; each with its document."""
    yield addresses.script("place-list"), None, lambda: _script("policyPlaceList", [*map(_line, site.by_place)])
    for document in site.documents if site.shown else ():
        yield addresses.script(f"place-{document.slug}"), document.slug, partial(_of_place, document, library, site)


def _of_place(document: DocumentFacts, library: Library, site: SiteFacts) -> str:
    small = site.only([document])
    return _columns(document, small, ComparisonPage(library.comparisons, small))


def _line(document: DocumentFacts) -> list[str]:
    """Return what a reader may type of a document: its id, its name, and its name in the other language."""
    short = document.edition.record.short_title
    other = document.catalog.chinese(short.zh) if document.catalog.locale == "en" else short.en
    return [document.slug, document.name, other]


def _columns(document: DocumentFacts, site: SiteFacts, comparison: ComparisonPage) -> str:
    catalog = site.catalog
    template = environment().get_template("compared.html.j2")
    given = {"c": catalog, "m": catalog.message, "comparison": comparison, "site": site, "base": ""}
    tables = {table: template.render(table=table, **given).strip() for table in TABLES}
    return _script("policyPlaces", {"name": document.name, **tables}, document.slug)


def _script(name: str, content: object, key: str = "") -> str:
    """Return a script that sets a global name, or one key of it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # older engines end a line there
    return f'(self.{name}=self.{name}||{{}})["{key}"]={text};\n' if key else f"self.{name}={text};\n"
