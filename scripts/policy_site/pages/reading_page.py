"""Reader: what the reading page needs beside the text: its citation, the words of its controls.

In: an edition and the words of a locale. Out: values for the templates.

Guarantees:
1. A citation brackets what the editors supplied, as ‘How to read and cite’ asks.
"""

from __future__ import annotations

from babel.dates import format_date

from ..facts.summary import SLOTS
from ..sources.records import Day, Document
from ..text.edition import Edition
from .catalog import Catalog
from .labels import label
from .supplied import bracketed, signed

#: Babel's names of the locales.
_BABEL = {"en": "en_US", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}
#: From here on only the first issuer is named, and the number of the others spelled out.
_MANY = 3
_NUMBERS = {"en": "no one two three four five six seven eight nine".split(), "zh": "〇一二三四五六七八九"}


def words(edition: Edition, catalog: Catalog, page: str) -> dict[str, object]:
    """Return what reader.js says: its own words, the labels of blocks, the citation of ‘text’ or ‘explainer’.

    The label of a sentence is that of its block, with its number after a ¶.
    """
    labels = _labels(edition, catalog) if page == "text" else _slot_labels(edition, catalog)
    return {**catalog.group("reader."), "labels": labels, "citation": citation(edition, catalog, page)}


def _labels(edition: Edition, catalog: Catalog) -> dict[str, str]:
    return {block.id: label(block.id, catalog) for block in edition.blocks}


def _slot_labels(edition: Edition, catalog: Catalog) -> dict[str, str]:
    """Return the labels of the points of a summary: the name of the slot and the number."""
    return {
        f"{slot.replace('_', '-')}-p{number}": f"{catalog.message(f'slot.{slot}')} ¶{number}"
        for slot in SLOTS
        for number, _ in enumerate(edition.sources.summary.points(slot), start=1)
    }


def citation(edition: Edition, catalog: Catalog, page: str) -> str:
    """Return the citation of a place with {site}, {place}, {url} and {today} left for the reader's browser."""
    record, later = edition.record, ("site", "place", "url", "today")
    elements = [_title(record, catalog)]
    elements += [bracketed(record.document_number, catalog)] if record.document_number else []
    elements += [_day(day, catalog) for day in (record.dated or record.published,) if day]
    comma, after = (", ", ", ") if catalog.locale == "en" else ("，", "：")
    work = after.join(filter(None, [_issuers(record, catalog), comma.join(elements)]))
    capture = record.witness.sha256[:8]
    return catalog.message(f"citation.{page}", work=work, capture=capture, **{name: f"{{{name}}}" for name in later})


def _number(language: str, number: int) -> str:
    """Return a small number in words, a larger one in digits."""
    words = _NUMBERS[language]
    return words[number] if number < len(words) else str(number)


def _issuers(record: Document, catalog: Catalog) -> str:
    named = [bracketed(issuer, catalog) for issuer in record.issuers]
    if len(named) >= _MANY:
        others, all_of_them = _number("en", len(named) - 1), catalog.chinese(_number("zh", len(named)))
        return catalog.message("citation.issuers", first=named[0], others=others, all=all_of_them)
    return (" and " if catalog.locale == "en" else "、").join(named)


def _title(record: Document, catalog: Catalog) -> str:
    title = bracketed(record.title, catalog)
    return title if catalog.locale == "en" else f"《{title}》"


def _day(day: Day, catalog: Catalog) -> str:
    return signed(format_date(day.value, "long", _BABEL[catalog.locale]), day, catalog)
