"""Not found: the page that a server shows in the place of one that is not there.

In: the locales that it speaks, and the address of the site. Out: a whole page of HTML.

Guarantees:
1. It asks for nothing: it is shown at any depth, where no relative address of a sheet or a picture would hold.
2. Its links hold at any depth: whole where the address of the site is known; else a script finds the root in the
   address that was asked for, and without one they hold where the file itself stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..sources.records import Locale
from .catalog import LANGUAGE_NAMES, LOCALES, Catalog
from .templates import environment


def page(locales: Sequence[Locale], sites: Mapping[Locale, str], up: str, address: str) -> str:
    """Return the page in ``locales``; ``up`` leads from its own place to the root of the site."""
    template = environment().get_template("not_found.html.j2")
    catalogs = [(locale, Catalog(locale), sites[locale]) for locale in locales]
    base = address or up
    return template.render(catalogs=catalogs, locales=LOCALES, names=LANGUAGE_NAMES, base=base, address=address)
