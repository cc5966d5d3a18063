"""What the reading page needs beside the text: labels that agree, contents that lead somewhere, citations."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.labels import label
from policy_site.pages.reading_page import citation, contents, words
from policy_site.sources.records import Locale
from policy_site.text.edition import Edition


def as_reader_js(labels: dict[str, str], sentence: str) -> str:
    """Return the label of a sentence as reader.js makes it from the labels of blocks (labelOf)."""
    block, number = sentence.rsplit("-", 1)
    return f"{labels[block]}:{number}" if re.search(r"¶\d+$", labels[block]) else labels[block]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_script_names_every_sentence_as_the_program_does(edition: Edition, locale: Locale) -> None:
    catalog = Catalog(locale)
    labels = words(edition, catalog, "text")["labels"]
    assert isinstance(labels, dict)
    for sentence in edition.sentences:
        assert as_reader_js(labels, sentence.id) == label(sentence.id, catalog)


@pytest.mark.parametrize("locale", LOCALES)
def test_contents_lead_to_blocks_in_order_and_hold_both_languages(edition: Edition, locale: Locale) -> None:
    entries = list(contents(edition, Catalog(locale)))
    order = [block.id for block in edition.blocks]
    places = [order.index(entry.id) for entry in entries]
    assert places == sorted(places)
    assert len(entries) >= 5
    assert all(entry.chinese and entry.english for entry in entries)
    assert all(later.depth <= earlier.depth + 1 for earlier, later in pairwise(entries))


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
