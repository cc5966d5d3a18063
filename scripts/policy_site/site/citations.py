"""Citations: at the foot of each built page how it is cited, and what cite.js needs to cite each place on it.

In: the site as it was built, the library, the address of the site. Out: one block before the end of each article.

Guarantees:
1. Without a script the block shows every form, with the address where it is known and the day left to the reader.
2. No page of Markdown holds citations: what a person reads in docs/ stays text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..library import Library
from ..pages import addresses, quoting
from ..pages.catalog import Catalog
from ..pages.quoting import Work
from ..pages.sharing import BuiltPage
from ..pages.templates import environment
from ..rendering.markup import data_script, lines
from ..sources.kept import Kept
from ..text.edition import Edition

#: A page with nothing of its own to cite.
UNCITED = frozenset({addresses.page("search").web})
_ARTICLE_ENDS = "</article>"


def complete(site: Path, pages: Iterable[BuiltPage], library: Library, address: str, kept: Kept) -> None:
    """Put the block on each of the built ``pages`` below ``site``."""
    editions = {edition.slug: edition for edition in library.editions}
    for page in pages:
        if page.name not in UNCITED:
            path = site / page.path
            before, end, after = path.read_text("utf-8").rpartition(_ARTICLE_ENDS)
            if end:
                block = _block(page, editions.get(page.document), address, kept)
                path.write_text(f"{before}{block}{end}{after}", "utf-8")


def _work(page: BuiltPage, edition: Edition | None, catalog: Catalog) -> Work:
    if edition and page.name == addresses.text(edition.slug).web:
        return quoting.of_text(edition, catalog, page.site)
    return quoting.of_page(page, edition, catalog)


def _block(page: BuiltPage, edition: Edition | None, address: str, kept: Kept) -> str:
    """Return the block of a page as HTML."""
    work = _work(page, edition, Catalog(page.locale))
    made: str = kept.made("citations", (repr(work), page.path, address), lambda: _made(page, work, address))
    return made


def _made(page: BuiltPage, work: Work, address: str) -> str:
    catalog = Catalog(page.locale)
    forms = quoting.templates(work)
    day = catalog.message("cite.some_day")
    details = {"url": (address or catalog.message("cite.some_site")) + page.path}
    details |= {"today": day, "iso": day, "y": day}
    shown = [(form, lines(quoting.filled(form, text, details))) for form, text in forms.items()]
    data = json.dumps({"words": catalog.group("cite."), "forms": forms}, ensure_ascii=False, separators=(",", ":"))
    script = data_script("application/json", data, "citations")
    return environment().get_template("cite.html.j2").render(m=catalog.message, data=script, forms=shown)
