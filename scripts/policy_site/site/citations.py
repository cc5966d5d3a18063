"""Citations: at the foot of each built page how it is cited, and what cite.js needs to cite each place on it.

In: the pages as they were built, the editions, the address of the site. Out: one block before the end of each article.

Guarantees:
1. Without a script the block shows every form, with the address where it is known and the day left to the reader.
2. No page of Markdown holds citations: what a person reads in docs/ stays text.
"""

from __future__ import annotations

import json

from ..pages import addresses, quoting
from ..pages.catalog import Catalog
from ..pages.quoting import Work
from ..pages.sharing import BuiltPage
from ..pages.templates import environment
from ..rendering.markup import data_script, lines
from ..sources.kept import Kept
from ..text.edition import Edition
from . import headers

#: A page with nothing of its own to cite.
UNCITED = frozenset({addresses.page("search").web})
_ARTICLE_ENDS = "</article>"


def completed(text: str, page: BuiltPage, edition: Edition | None, address: str, kept: Kept) -> str:
    """Return the text of a built page, which is of ``edition`` or of none, with the block on it."""
    before, end, after = text.rpartition(_ARTICLE_ENDS) if page.name not in UNCITED else ("", "", text)
    return f"{before}{_block(page, edition, address, kept)}{end}{after}" if end else text


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
    block = environment().get_template("cite.html.j2").render(m=catalog.message, data=script, forms=shown)
    return headers.mended(block)
