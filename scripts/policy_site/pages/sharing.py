"""Sharing: what the head of a page tells search engines and those who pass its address on.

In: what a page is, and the address at which the site is published. Out: elements for the head, as HTML.

Guarantees:
1. Without an address nothing absolute is written: no canonical address, no alternates, no picture.
2. The languages of a page name each other and themselves, and x-default: the choice of a language for the home pages,
   the English page for all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..rendering.markup import joined, markup
from ..sources.records import Locale
from . import addresses
from .catalog import LOCALES, Catalog

HOME = addresses.page("index").web
#: How Open Graph writes the locales.
OPEN_GRAPH: dict[Locale, str] = {"en": "en_US", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
#: The card of pages that are about no single document.
SITE_CARD = "site"
CARD_SIZE = (1200, 630)


@dataclass(frozen=True)
class BuiltPage:
    """A page as it was built: its locale, its name in the locale's folder, what its head says, the name of the site."""

    locale: Locale
    name: str
    title: str
    description: str
    site: str

    @property
    def document(self) -> str:
        """The slug of the document that the page is about, or nothing: policies/wuhan-2020/text.html → wuhan-2020."""
        folders = self.name.split("/")
        return folders[1] if folders[0] == "policies" and len(folders) == 3 else ""

    @property
    def path(self) -> str:
        """Where the page stands below the address of the site."""
        return f"{self.locale}/{self.name}"


def alternates(name: str) -> Iterator[tuple[str, str]]:
    """Yield each language of the page ``name`` and its path below the address of the site; x-default is the last."""
    for locale in LOCALES:
        yield locale, f"{locale}/{name}"
    yield "x-default", "" if name == HOME else f"en/{name}"


def card_path(locale: str, slug: str) -> str:
    """Return where the picture of a document (or of the site) stands below the address of the site."""
    return f"cards/{locale}/{slug}.png"


def head(page: BuiltPage, address: str, cards: Sequence[str]) -> Markup:
    """Return the elements that the head of ``page`` lacks; ``cards`` are the paths of the pictures there are."""
    up = "../" * page.name.count("/")
    lines = [
        markup('<link rel="apple-touch-icon" href="{}assets/images/icon-192.png">', up),
        *_links(page.path, page.name, address),
        *_open_graph(page, page.path, address),
        *_picture(page, address, cards),
    ]
    return joined(lines, "\n")


def chooser_head(title: str, description: str, address: str, cards: Sequence[str]) -> Markup:
    """Return the same for the choice of a language."""
    page = BuiltPage("en", HOME, title, description, title)
    lines = [*_links("", HOME, address), *_open_graph(page, "", address), *_picture(page, address, cards)]
    return joined(lines, "\n")


def _links(own: str, name: str, address: str) -> Iterator[Markup]:
    """Yield the canonical address and the alternates.

    The space in “alternate ” keeps Material's script, which looks for rel="alternate", from asking for sitemap.xml.
    """
    if not address:
        return
    yield markup('<link rel="canonical" href="{}">', address + own)
    for language, path in alternates(name):
        yield markup('<link rel="alternate " hreflang="{}" href="{}">', language, address + path)


def _open_graph(page: BuiltPage, own: str, address: str) -> Iterator[Markup]:
    said = {
        "title": page.title,
        "description": page.description,
        "type": "article" if page.document else "website",
        "site_name": page.site,
        "locale": OPEN_GRAPH[page.locale],
    }
    for name, words in (said | ({"url": address + own} if address else {})).items():
        yield _property(name, words)
    for locale in LOCALES:
        if locale != page.locale:
            yield _property("locale:alternate", OPEN_GRAPH[locale])


def _picture(page: BuiltPage, address: str, cards: Sequence[str]) -> Iterator[Markup]:
    """Yield the picture of the page, that of its document where there is one, and the kind of Twitter's card."""
    card = card_path(page.locale, page.document or SITE_CARD)
    card = card if card in cards else card_path(page.locale, SITE_CARD)
    if address and card in cards:
        yield _property("image", address + card)
        yield _property("image:width", str(CARD_SIZE[0]))
        yield _property("image:height", str(CARD_SIZE[1]))
        yield _property("image:alt", Catalog(page.locale).message("share.picture", title=page.title))
        yield markup('<meta name="twitter:card" content="summary_large_image">')
    else:
        yield markup('<meta name="twitter:card" content="summary">')


def _property(name: str, words: str) -> Markup:
    return markup('<meta property="og:{}" content="{}">', name, words)
