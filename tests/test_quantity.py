"""Figures as readers write them: every figure of the five documents, and the forms that bounds and units take."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from conftest import ROOT
from policy_site.facts import quantity
from policy_site.facts.quantity import rendered
from policy_site.library import Library, load
from policy_site.sources.records import Bilingual, Bound
from policy_site.text import figures

PEOPLE = Bilingual(zh="万人", en="ten thousand people")
YUAN = Bilingual(zh="亿元", en="hundred million yuan")
SMALL_YUAN = Bilingual(zh="万元", en="ten thousand yuan")
FIRMS = Bilingual(zh="家", en="enterprises")
PERCENT = Bilingual(zh="%", en="%")
HEADS = Bilingual(zh="人", en="people")
RANK = Bilingual(zh="位", en="place")


@pytest.fixture(scope="module")
def library() -> Library:
    return load(Path(ROOT))


@pytest.mark.parametrize(
    ("value", "unit", "bound", "aim", "en", "zh"),
    [
        ("9", PEOPLE, "exactly", True, "aim for 90,000 people", "力争9万人"),
        ("8.5", PEOPLE, "exactly", False, "85,000 people", "8.5万人"),
        ("8", PEOPLE, "exactly", False, "80,000 people", "8万人"),
        ("3700", SMALL_YUAN, "more-than", False, "over 37 million yuan", "3700多万元"),
        ("31.6", YUAN, "exactly", False, "3.16 billion yuan", "31.6亿元"),
        ("40", YUAN, "reach", False, "reach 4 billion yuan", "达到40亿元"),
        ("600", FIRMS, "reach", False, "reach 600 enterprises", "达到600家"),
        ("600", FIRMS, "reach", True, "aim to reach 600 enterprises", "力争达到600家"),
        ("9100", FIRMS, "reach", False, "reach 9,100 enterprises", "达到9100家"),
        ("1504", HEADS, "exactly", False, "1,504 people", "1504人"),
        ("67000", HEADS, "more-than", False, "over 67,000 people", "67,000多人"),
        ("13", FIRMS, "at-least", False, "at least 13 enterprises", "13家以上"),
        ("30", PERCENT, "about", False, "about 30%", "30%左右"),
        ("1.8", PERCENT, "reach", False, "reach 1.8%", "达到1.8%"),
        ("70", PERCENT, "at-least", False, "at least 70%", "70%以上"),
        ("10.11", PERCENT, "exactly", False, "10.11%", "10.11%"),
        ("5", PERCENT, "at-most", False, "at most 5%", "不超过5%"),
        ("5", RANK, "exactly", False, "5th place", "第5位"),
        ("2", Bilingual(zh="万亿元", en="trillion yuan"), "exactly", False, "2 trillion yuan", "2万亿元"),
    ],
)
def test_a_quantity_as_each_language_writes_it(
    value: str, unit: Bilingual, bound: Bound, aim: bool, en: str, zh: str
) -> None:
    assert str(rendered(value, unit, "en", bound, aim)) == en
    assert str(rendered(value, unit, "zh", bound, aim)) == zh


@pytest.mark.parametrize(
    ("number", "ordinal"), [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("11", "11th"), ("22", "22nd")]
)
def test_ranks_are_ordinals(number: str, ordinal: str) -> None:
    assert rendered(number, RANK, "en").number == ordinal


def test_a_unit_names_its_scale_in_both_languages() -> None:
    assert quantity.agrees(PEOPLE)
    assert not quantity.agrees(Bilingual(zh="万人", en="people"))
    assert quantity.english_unit(YUAN) == "yuan"


def test_every_figure_of_the_documents_keeps_its_value_in_both_languages(library: Library) -> None:
    targets = [target for facts in library.facts for target in facts.targets]
    assert len(targets) == 47
    for target in targets:
        for value in filter(None, (target.value, target.baseline)):
            real = quantity.magnitude(value, target.unit)
            assert real == Decimal(value) * {"万": 10**4, "亿": 10**8}.get(target.unit.zh[0], 1)
            assert figures.chinese(str(rendered(value, target.unit, "zh", target.bound))) == {real}
            if target.unit.zh != "位":
                assert figures.english(str(rendered(value, target.unit, "en", target.bound))) == {real}


def test_no_english_figure_keeps_a_chinese_scale(library: Library) -> None:
    for facts in library.facts:
        for target in facts.targets:
            shown = str(rendered(target.value, target.unit, "en", target.bound, target.aim))
            assert "ten thousand" not in shown
            assert "hundred million" not in shown
