"""Senses: a Chinese word of several senses has one English word in each, and is judged, shown and exported by sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_site.english.terms import renders, senses_in
from policy_site.library import load
from policy_site.pages.catalog import Catalog
from policy_site.pages.glossary import term_views
from policy_site.rendering.term_links import TermLinks, terms_of
from policy_site.search.synonyms import glossary_forms
from policy_site.site.data import files
from policy_site.sources.records import Bilingual, Sense, Term

INLAND = Term(
    id="inland",
    zh="内地",
    en="mainland",
    status="ours",
    definition=Bilingual(zh="与沿海或港澳相对的地方。", en="Places away from the coast, or from Hong Kong and Macao."),
    senses=(
        Sense(en="mainland", beside=("港澳",), when=Bilingual(zh="与港澳相对。", en="As against Hong Kong and Macao.")),
        Sense(
            en="inland",
            en_also=("interior",),
            beside=("珠三角",),
            when=Bilingual(zh="与珠三角相对。", en="As against it."),
        ),
    ),
)
SENSES = """
- id: expert
  zh: 专家
  en: expert
  status: ours
  definition: {zh: 有专长的人。, en: A person with special knowledge.}
  senses:
  - {en: expert, when: {zh: 指被引进的人。, en: Of a person who is brought in.}}
  - {en: specialist, beside: [工作], when: {zh: 指来工作的人。, en: Of a person who comes to work.}}
"""


@pytest.mark.parametrize(
    ("chinese", "english", "right"),
    [
        ("内地与港澳规则衔接", "aligning the rules of the mainland with those of Hong Kong and Macao", True),
        ("内地与港澳规则衔接", "aligning inland rules with those of Hong Kong and Macao", False),
        ("珠三角及内地城市", "cities in the Pearl River Delta and inland cities", True),
        ("珠三角及内地城市", "cities in the Pearl River Delta and on the mainland", False),
        ("珠三角及内地城市", "cities in the Pearl River Delta and the interior", True),
        ("港澳、珠三角和内地", "Hong Kong, Macao, the Delta, and the mainland", True),  # both are shown: either will do
        ("内地企业", "inland companies", True),  # neither is shown
        ("内地企业", "Chinese companies", False),
    ],
)
def test_a_word_beside_the_term_decides_which_english_counts(chinese: str, english: str, right: bool) -> None:
    assert renders(INLAND, chinese, english) is right


def test_a_term_without_senses_has_none_to_choose_from() -> None:
    plain = INLAND.model_copy(update={"senses": ()})
    assert senses_in(plain, "内地与港澳") == ()
    assert renders(plain, "珠三角及内地城市", "on the mainland")


def test_a_plural_possessive_is_the_term() -> None:
    expert = INLAND.model_copy(update={"en": "foreign expert", "senses": ()})
    assert renders(expert, "", "raise foreign experts’ sense of honor")
    assert not renders(expert, "", "raise foreign expertise")


@pytest.fixture
def with_senses(good: Path, tmp_path: Path) -> Path:
    """A project whose glossary has a term of two senses; one sentence renders the second by the first."""
    glossary = tmp_path / "source_texts" / "glossary.yml"
    for path in good.joinpath("source_texts").rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(good)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    glossary.write_text(glossary.read_text("utf-8").rstrip("\n") + SENSES, "utf-8")
    return tmp_path


def test_the_glossary_counts_the_sentences_of_each_sense_and_heads_the_term_with_all(with_senses: Path) -> None:
    views = {view.id: view for view in term_views(load(with_senses), Catalog("en"))}
    assert views["expert"].english == "expert; specialist"
    assert [(sense.en, sense.count) for sense in views["expert"].senses()] == [("expert", 1), ("specialist", 0)]
    assert (views["cooperation-base"].english, list(views["cooperation-base"].senses())) == ("cooperation base", [])


def test_a_word_of_several_senses_is_no_link(with_senses: Path) -> None:
    links = TermLinks(lambda: terms_of(with_senses / "source_texts" / "glossary.yml", "zh-Hans"))
    linked = links.linked("Bring in experts for cooperation bases.", "en")
    assert linked == "Bring in experts for [cooperation bases](../../glossary.md#cooperation-base){ .term }."


def test_the_search_takes_no_ordinary_word_for_a_word_of_several_senses() -> None:
    plain = INLAND.model_copy(update={"senses": (), "en_also": ("interior",)})
    assert [forms for _, forms in glossary_forms((INLAND, plain))] == [["内地"], ["内地", "mainland", "interior"]]


def test_the_exported_table_tells_each_sense_with_its_use(with_senses: Path) -> None:
    table = dict(files(load(with_senses)))["glossary.csv"].decode()
    assert "expert (Of a person who is brought in); specialist (Of a person who comes to work)" in table
