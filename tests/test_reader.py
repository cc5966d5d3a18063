"""What the reading page needs beside the text: labels that agree, citations."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.labels import label
from policy_site.pages.reading_page import citation
from policy_site.sources.records import Locale
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


def test_a_citation_brackets_what_the_editors_supplied(editions: dict[str, Edition]) -> None:
    english = citation(editions["guangzhou-2019"], Catalog("en"), "text")
    assert "[Three-Year Action Plan" in english
    chinese = citation(editions["guangzhou-2019"], Catalog("zh-Hans"), "text")
    assert "《〔广州市建设科技创新强市三年行动计划" in chinese


@pytest.mark.parametrize(
    ("locale", "begins"),
    [
        ("en", "Shanghai Municipal Science and Technology Commission and three others, Implementation Opinions on "),
        ("zh-Hans", "上海市科学技术委员会等四部门：《关于推进长三角"),
        ("zh-Hant", "上海市科學技術委員會等四部門：《關於推進長三角"),
    ],
)
def test_a_citation_leaves_only_what_the_browser_knows(
    editions: dict[str, Edition], locale: Locale, begins: str
) -> None:
    edition = editions["yangtze-delta-2021"]
    for page in ("text", "explainer"):
        cited = citation(edition, Catalog(locale), page)
        assert begins in cited
        assert set(re.findall(r"\{(\w+)\}", cited)) == {"site", "place", "url", "today"}
    assert edition.record.witness.sha256[:8] in citation(edition, Catalog(locale), "text")
