"""Sitemaps: the pages that search engines are to list, with the other languages of each (sitemaps.org, protocol 0.9).

In: paths below the address of the site. Out: XML.

Guarantees:
1. Every address is absolute and escaped as RFC 3986 asks.
2. No <lastmod> stands there: a build knows no day on which a page changed, and a wrong one is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote
from xml.etree import ElementTree

#: The name of the index at the root of the site, and of the sitemap of each locale in its folder.
INDEX = "sitemap.xml"
PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def index(paths: Iterable[str], address: str) -> str:
    """Return the sitemap that lists the sitemaps at ``paths``."""
    root = ElementTree.Element("sitemapindex", xmlns=PROTOCOL)
    for path in paths:
        ElementTree.SubElement(ElementTree.SubElement(root, "sitemap"), "loc").text = address + quote(path)
    return _xml(root)


def urls(pages: Iterable[tuple[str, Iterable[tuple[str, str]]]], address: str) -> str:
    """Return the sitemap of pages: the path of each, and the path of each of its languages."""
    root = ElementTree.Element("urlset", {"xmlns": PROTOCOL, "xmlns:xhtml": XHTML})
    for path, languages in pages:
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = address + quote(path)
        for language, other in languages:
            link = {"rel": "alternate", "hreflang": language, "href": address + quote(other)}
            ElementTree.SubElement(url, "xhtml:link", link)
    return _xml(root)


def _xml(root: ElementTree.Element) -> str:
    ElementTree.indent(root, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
