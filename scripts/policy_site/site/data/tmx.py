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

#: Before and after the units of a file.
_BEGINS, _ENDS = b"<body>\n", b"\n </body>"


def memory(editions: Iterable[Edition]) -> bytes:
    """Return all translated sentences as a translation memory, made document by document."""
    files = [_memory(edition) for edition in editions if any(each.english for each in edition.sentences)]
    if not files:
        return written(_root())
    before, _, _ = files[0].partition(_BEGINS)
    _, _, after = files[0].partition(_ENDS)
    units = (file.partition(_BEGINS)[2].rpartition(_ENDS)[0] for file in files)
    return before + _BEGINS + b"\n".join(units) + _ENDS + after


def _root() -> Element:
    """Return a memory without units."""
    root = Element("tmx", version="1.4")
    header = {
        "creationtool": "policy-site", "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "gettext PO",
        "adminlang": "en-US", "srclang": CODES["zh-Hans"], "datatype": "plaintext",
    }  # fmt: skip
    child(root, "header", **header)
    child(root, "body")
    return root


def _memory(edition: Edition) -> bytes:
    """Return the translated sentences of one document as a file."""
    root = _root()
    for sentence in (each for each in edition.sentences if each.english):
        unit = child(root[-1], "tu", tuid=f"{edition.slug}#{sentence.id}")
        texts = {"zh-Hans": sentence.hans, "zh-Hant": sentence.hant, "en": sentence.english}
        for language, text in texts.items():
            child(child(unit, "tuv", **{LANG: CODES[language]}), "seg", text)
    return written(root)
