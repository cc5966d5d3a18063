"""What the reading page needs beside the text: labels that agree."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from making import captured
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.labels import label
from policy_site.search.index import LABELS as LABEL_WORDS
from policy_site.sources.records import Locale
from policy_site.text.edition import Edition

#: The cases that every implementation of the labels is tested with: see tests/js/engine.test.cjs.
LABELS = ROOT / "tests" / "js" / "labels.json"


#: Made-up documents with every kind of part: articles, annexes, questions, tables.
CAPTURES = ROOT / "benchmarks" / "captures" / "texts"


@cache
def _made_up() -> tuple[Edition, ...]:
    return tuple(captured(path) for path in sorted(CAPTURES.iterdir()))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_place_of_the_made_up_documents_has_a_name_of_its_own(locale: Locale) -> None:
    catalog = Catalog(locale)
    for edition in _made_up():
        shown = {block.id: label(block.id, catalog) for block in edition.blocks}
        assert [id_ for id_, name in shown.items() if id_ == name and re.search(r"\d", id_)] == []
        assert len(set(shown.values())) == len(shown), shown


def test_the_labels_of_every_id_are_those_that_the_scripts_are_tested_with(
    editions: dict[str, Edition], golden: Callable[[Path, str], None]
) -> None:
    ids = sorted({id for edition in (*editions.values(), *_made_up()) for id in edition.ids if id != "title"})
    catalogs = {locale: Catalog(locale) for locale in LOCALES}
    table = {
        "words": {
            locale: {name: catalog.message(name) for name in LABEL_WORDS} for locale, catalog in catalogs.items()
        },
        "cases": {locale: {id: label(id, catalog) for id in ids} for locale, catalog in catalogs.items()},
    }
    golden(LABELS, json.dumps(table, ensure_ascii=False, indent=1) + "\n")
