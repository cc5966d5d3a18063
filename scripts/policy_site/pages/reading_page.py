"""Reader: what the reading page needs beside the text: the labels of places, the words of its controls.

In: an edition and the words of a locale. Out: values for the templates.

Guarantee: each provision is named by our label, and by the number that the document itself prints.
"""

from __future__ import annotations

import re

from ..sources.records import SLOTS
from ..text.edition import Edition
from .catalog import Catalog
from .labels import label, own_number, provision

#: A provision or one of its paragraphs: s3.2.2 or s3.2.2-p1.
_PLAIN = re.compile(r"^s([\d.]+)(?:-p(\d+))?$")


def words(edition: Edition, catalog: Catalog, page: str) -> dict[str, object]:
    """Return what reader.js and sentence-card.js say: their own words, the labels of blocks on ‘text’ or ‘explainer’.

    The label of a sentence is that of its block, with its number after a ¶; ``numbers`` holds what the document prints
    before each provision of ‘text’, e.g. s3.2.2 → 三（二）2.
    """
    labels = _labels(edition, catalog) if page == "text" else _slot_labels(edition, catalog)
    numbers = _numbers(edition, catalog) if page == "text" else {}
    return {**catalog.group("reader."), "labels": labels, "numbers": numbers}


def _labels(edition: Edition, catalog: Catalog) -> dict[str, str]:
    """Return the labels but for those of provisions and their paragraphs, which sentence-card.js makes itself."""
    labels = {block.id: label(block.id, catalog) for block in edition.blocks}
    return {id_: name for id_, name in labels.items() if name != _PLAIN.sub(_plain, id_)}


def _plain(found: re.Match[str]) -> str:
    return f"§ {found[1]}{f' ¶{found[2]}' if found[2] else ''}"


def _numbers(edition: Edition, catalog: Catalog) -> dict[str, str]:
    provisions = dict.fromkeys(provision(block.id) for block in edition.blocks)
    return {each: own_number(edition, each, catalog) for each in provisions if each}


def _slot_labels(edition: Edition, catalog: Catalog) -> dict[str, str]:
    """Return the labels of the points of a summary: the name of the slot and the number."""
    return {
        f"{slot.replace('_', '-')}-p{number}": f"{catalog.message(f'slot.{slot}')} ¶{number}"
        for slot in SLOTS
        for number, _ in enumerate(edition.sources.summary.points(slot), start=1)
    }
