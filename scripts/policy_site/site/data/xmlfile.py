"""XML files: how the formats of translators are written out.

In: an element tree. Out: bytes.

Guarantees:
1. UTF-8, one element a line, no blank inside text; the same tree gives the same bytes.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

#: The codes that translators' tools know the three languages by (BCP 47 with a region).
CODES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en-US"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(root: Element) -> bytes:
    """Return a tree as an XML file."""
    ElementTree.indent(root, space=" ")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def child(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Add an element to ``parent`` and return it."""
    made = ElementTree.SubElement(parent, tag, attributes)
    made.text = text
    return made
