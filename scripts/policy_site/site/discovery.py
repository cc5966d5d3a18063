"""Discovery: what search engines, other machines and lost readers need beside the pages.

In: the site as it was built, the library, and the address at which it will be published. Out: the heads of the pages
completed, and sitemaps, robots.txt, llms.txt, web manifests and pages for what is not there.

Guarantees:
1. A page is changed in one place only: the end of its head.
2. Without an address nothing absolute is written: no sitemap, no picture, no canonical address.
3. Everything follows from the built pages and the library; two builds give the same bytes.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..library import Library
from ..pages import addresses, linked_data, machine_text, not_found, sharing
from ..pages.catalog import LOCALES, Catalog
from ..pages.linked_data import Web
from ..pages.sharing import HOME, BuiltPage
from ..sources.records import Locale
from . import headers, sitemaps
from .settings import site_name

#: The pictures that stand for a page where its address is passed on, as ‘policy-site cards’ drew them.
CARDS = Path("docs", "images", "cards")
#: Pages that search engines need not list; the first answers only what its reader types.
UNLISTED = frozenset({addresses.page("search").web, addresses.page("404").web})
#: e.g. <title>Glossary · Opening Up, Clause by Clause</title>, as theme/main.html writes it
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
#: e.g. <meta name="description" content="…">, as Material writes it
_DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)"', re.DOTALL)
_HEAD_ENDS = "</head>"


@dataclass(frozen=True)
class BuiltLocale:
    """One locale of the built site."""

    folder: Path
    locale: Locale
    name: str
    pages: tuple[BuiltPage, ...]


def built(site: Path, root: Path, locale: Locale) -> BuiltLocale:
    """Return a locale of the site built in folder ``site``, with what the head of each of its pages says."""
    name, folder = site_name(root, locale), site / locale
    paths = sorted(folder.rglob("*.html"))
    return BuiltLocale(folder, locale, name, tuple(_page(path, folder, locale, name) for path in paths))


@dataclass(frozen=True)
class Heads:
    """Completes the heads of the pages of one locale: of its web, with pictures ``cards``."""

    web: Web
    cards: Sequence[str]

    @classmethod
    def of(cls, site: Path, each: BuiltLocale, library: Library, address: str) -> Heads:
        """Return what completes the heads of a locale of the site built in folder ``site``."""
        data = sorted(
            path.relative_to(site / "data").as_posix() for path in (site / "data").rglob("*") if path.is_file()
        )
        cards = [path.relative_to(site).as_posix() for path in sorted((site / "cards").rglob("*.png"))]
        return cls(Web(address, library, data, {page.name: page.title for page in each.pages}), cards)

    def completed(self, text: str, page: BuiltPage) -> str:
        """Return the text of a page with its head completed."""
        lines = [sharing.head(page, self.web.address, self.cards), *_unlisted(page), linked_data.script(page, self.web)]
        return _into_head(text, headers.mended("\n".join(filter(None, map(str, lines)))))


def complete(site: Path, library: Library, built: Sequence[BuiltLocale], address: str) -> None:
    """Write what stands beside the pages of the site built in folder ``site``; ``address`` is empty for none."""
    for each in built:
        _write(each.folder / "manifest.webmanifest", _manifest(each, library))
        _write(each.folder / "404.html", not_found.page([each.locale], {each.locale: each.name}, "../", address))
    _complete_the_choice(site, address)
    _write(site / "404.html", not_found.page(LOCALES, {each.locale: each.name for each in built}, "", address))
    _write(site / "robots.txt", _robots(address))
    for name, text in machine_text.files(library, built[0].pages, address).items():
        _write(site / name, text)
    for name, text in _sitemaps(built, address).items():
        _write(site / name, text)


def put_cards(site: Path, root: Path) -> None:
    """Copy the pictures into the site built in folder ``site``."""
    if (root / CARDS).is_dir():
        shutil.copytree(root / CARDS, site / "cards")


def _page(path: Path, folder: Path, locale: Locale, site: str) -> BuiltPage:
    text = path.read_text("utf-8")
    title = _said(_TITLE, text).removesuffix(f" · {site}")
    return BuiltPage(locale, path.relative_to(folder).as_posix(), title, _said(_DESCRIPTION, text), site)


def _said(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return html.unescape(found[1]).strip() if found else ""


def _unlisted(page: BuiltPage) -> Iterator[str]:
    if page.name in UNLISTED:
        yield '<meta name="robots" content="noindex, follow">'


def _into_head(text: str, lines: str) -> str:
    """Return the text of a page with ``lines`` at the end of its head."""
    return text.replace(_HEAD_ENDS, f"{lines}\n{_HEAD_ENDS}", 1)


def _complete_the_choice(site: Path, address: str) -> None:
    """Complete the head of site/index.html, the choice of a language."""
    text = (site / HOME).read_text("utf-8")
    cards = [path.relative_to(site).as_posix() for path in sorted((site / "cards").rglob("*.png"))]
    head = sharing.chooser_head(_said(_TITLE, text), _said(_DESCRIPTION, text), address, cards)
    _write(site / HOME, _into_head(text, str(head)))


def _manifest(site: BuiltLocale, library: Library) -> str:
    """Return the web manifest of a locale; all its addresses are relative to itself."""
    catalog = Catalog(site.locale, library.home.collection)
    icons = [
        {"src": "assets/images/mark.svg", "sizes": "any", "type": "image/svg+xml"},
        *({"src": f"assets/images/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
          for size in (192, 512)),
    ]  # fmt: skip
    about = {
        "name": site.name,
        "short_name": catalog.message("manifest.short_name"),
        "description": catalog.message("home.title"),
        "lang": site.locale,
        "dir": "ltr",
        "start_url": HOME,
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fbfaf7",
        "theme_color": "#17605a",
        "icons": icons,
    }
    return f"{json.dumps(about, ensure_ascii=False, indent=1)}\n"


def _robots(address: str) -> str:
    """Return robots.txt, which keeps nobody out. Crawlers read it at the root of a host only."""
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {address}{sitemaps.INDEX}"] if address else [])]
    return "\n".join([*lines, ""])


def _sitemaps(locales: Sequence[BuiltLocale], address: str) -> Mapping[str, str]:
    """Return the index of the sitemaps at the root, and one sitemap for each locale."""
    if not address:
        return {}
    files = {f"{each.locale}/{sitemaps.INDEX}": sitemaps.urls(_listed(each), address) for each in locales}
    return {sitemaps.INDEX: sitemaps.index(files, address), **files}


def _listed(site: BuiltLocale) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for page in site.pages:
        if page.name not in UNLISTED:
            yield page.path, list(sharing.alternates(page.name))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
