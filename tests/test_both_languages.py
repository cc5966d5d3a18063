"""What one language names or narrows stands in the other too: the rule by example, and in all that we say."""

from __future__ import annotations

import re

import pytest

from policy_site.facts.both_languages import QUALIFIERS, Naming, qualified, statements
from policy_site.library import Library
from policy_site.sources.records import Bilingual, Name

#: Sentences in which one language lacked a qualifier, and what was lacking.
NARROWED = [
    ("国际合作基地引进的海外高层次人才", "overseas talent at cooperation bases", ("zh", "高层次")),
    ("吸引全球知名高校", "attract universities worldwide", ("zh", "知名")),
    ("支持海外高校", "support well-known universities overseas", ("en", "well-known")),
    ("国际科技合作基地、高新区", "national cooperation bases and high-tech zones", ("en", "national")),
    ("省级以上的高新区", "provincial high-tech zones", ("zh", "级以上")),
    ("力争累计9万人", "a total of 90,000 returnees", ("zh", "力争")),
    ("到2021年60个", "by 2021 the city aims for 60", ("en", "aims for")),
    ("到2021年末60个", "60 by 2021", ("zh", "年末")),
    ("提高到30%左右", "rise to 30%", ("zh", "左右")),
    ("有条件的企业", "companies are encouraged", ("zh", "有条件的")),
    ("共同争取国家支持", "with state support", ("zh", "争取")),
    ("鼓励申请的奖", "the award that it mentions", ("zh", "鼓励")),
]
ALIKE = [
    ("更高层次的合作模式", "a closer model of cooperation"),
    ("全国中小企业股份转让系统", "the National Equities Exchange and Quotations"),
    ("没有写企业要符合什么条件", "what a firm must show is not said"),
    ("试着放宽", "explore easier rules"),
    ("500强企业是排名", "“500” is a ranking"),
    ("不少于70%", "at least 70%"),
    ("规模以上的企业", "companies above designated size"),
]


def name(zh: str, en: str, *, kind: str = "park", en_also: tuple[str, ...] = (), **more: object) -> Name:
    return Name.model_validate({"zh": zh, "en": en, "kind": kind, "en_also": en_also, **more})


NAMES = (
    name("以色列", "Israel", kind="country", abbreviated=({"zh": "中以", "within": ("中以常州创新园",)},)),
    name("美国", "United States", kind="country", en_also=("US",)),
    name("上海", "Shanghai", kind="city"),
    name("上交所", "Shanghai Stock Exchange", kind="institution", en_also=("Shanghai’s STAR Market",)),
    name("中以常州创新园", "China Israel Changzhou Innovation Park"),
    name("脉冲强磁场实验装置", "pulsed high magnetic field facility", kind="facility"),
)


@pytest.mark.parametrize(("zh", "en", "lacking"), NARROWED)
def test_a_qualifier_that_one_language_lacks_is_found(zh: str, en: str, lacking: tuple[str, str]) -> None:
    assert lacking in set(qualified(Bilingual(zh=zh, en=en)))


@pytest.mark.parametrize(("zh", "en"), ALIKE)
def test_another_use_of_the_same_word_is_no_difference(zh: str, en: str) -> None:
    assert list(qualified(Bilingual(zh=zh, en=en))) == []


@pytest.mark.parametrize(
    ("zh", "en", "lacking"),
    [
        ("点名以色列", "names Israel", []),
        ("点名以色列", "names one country", [("zh", "以色列")]),
        ("点名三国", "names Israel", [("en", "以色列")]),
        ("中以常州创新园", "the Israel park in Changzhou", []),
        ("中以常州创新园", "a park near the lake", [("zh", "中以常州创新园")]),
        ("与美国合作", "with the US", []),
        ("与美国合作", "with us", [("zh", "美国")]),
        ("登陆上交所", "enter Shanghai’s STAR Market", []),
        ("登陆上交所", "enter the stock market in Shanghai", [("en", "上海")]),
        ("脉冲强磁场实验装置", "a magnet", []),
    ],
)
def test_a_name_stands_in_both_languages(zh: str, en: str, lacking: list[tuple[str, str]]) -> None:
    assert list(Naming(NAMES).lacking(Bilingual(zh=zh, en=en))) == lacking


def test_a_name_of_the_index_is_no_abbreviation_to_explain() -> None:
    assert Naming(NAMES).without("Shanghai’s STAR Market, the US and ITER") == ", the  and ITER"
    assert Naming(()).without("the STAR Market") == "the STAR Market"


def test_an_index_without_names_asks_for_none() -> None:
    assert list(Naming(()).lacking(Bilingual(zh="点名以色列", en="names Israel"))) == []


def test_all_that_we_say_names_and_narrows_the_same_in_both_languages(library: Library) -> None:
    assert [str(each) for each in library.problems if each.code in ("B001", "B002")] == []


def test_our_answers_explain_what_they_abbreviate_and_read_easily(library: Library) -> None:
    assert [str(each) for each in library.problems if each.code in ("Q010", "Q011")] == []


def test_every_qualifier_is_used_by_what_we_say(library: Library) -> None:
    summaries = [edition.sources.summary for edition in library.editions]
    facts = [each for found in library.facts for each in (*found.answers, *found.measures)]
    said = [each for record in (library.questions, *summaries, *facts) for _, each in statements(record)]
    for qualifier in QUALIFIERS:
        assert any(re.search(qualifier.zh, each.zh) for each in said), qualifier.zh
