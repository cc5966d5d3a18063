"""What the reading page needs beside the text: labels that agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from conftest import ROOT
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.labels import label
from policy_site.text.edition import Edition

#: The cases that every implementation of the labels is tested with: see tests/js/engine.test.cjs.
LABELS = ROOT / "tests" / "js" / "labels.json"


def test_the_labels_of_every_id_are_those_that_the_scripts_are_tested_with(
    editions: dict[str, Edition], golden: Callable[[Path, str], None]
) -> None:
    ids = sorted({id for edition in editions.values() for id in edition.ids if id != "title"})
    catalogs = {locale: Catalog(locale) for locale in LOCALES}
    names = ("notice", "title", "addressee", "signature", "date", "remark", "run_in")
    table = {
        "words": {
            locale: {f"label.{name}": catalog.message(f"label.{name}") for name in names}
            for locale, catalog in catalogs.items()
        },
        "cases": {locale: {id: label(id, catalog) for id in ids} for locale, catalog in catalogs.items()},
    }
    golden(LABELS, json.dumps(table, ensure_ascii=False, indent=1) + "\n")
