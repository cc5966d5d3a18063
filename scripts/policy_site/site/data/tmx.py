"""TMX: every sentence pair as a translation memory (TMX 1.4b).

In: the editions. Out: corpus.tmx.

Guarantees:
1. One unit a translated sentence, named slug#id, in Simplified and Traditional Chinese and English.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ...text.edition import Edition
from .xmlfile import CODES, LANG, child, written


def memory(editions: Iterable[Edition]) -> bytes:
    """Return all translated sentences as a translation memory."""
    root = Element("tmx", version="1.4")
    header = {
        "creationtool": "policy-site", "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "gettext PO",
        "adminlang": "en-US", "srclang": CODES["zh-Hans"], "datatype": "plaintext",
    }  # fmt: skip
    child(root, "header", **header)
    body = child(root, "body")
    for edition in editions:
        for sentence in (each for each in edition.sentences if each.english):
            unit = child(body, "tu", tuid=f"{edition.slug}#{sentence.id}")
            texts = {"zh-Hans": sentence.hans, "zh-Hant": sentence.hant, "en": sentence.english}
            for language, text in texts.items():
                child(child(unit, "tuv", **{LANG: CODES[language]}), "seg", text)
    return written(root)
