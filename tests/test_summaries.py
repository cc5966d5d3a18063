"""What checks a summary: figures in two languages, lengths, citations; and how a reader sees a citation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_site.facts import plain_words
from policy_site.facts import summary as explain
from policy_site.facts.summary import cited_texts
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.labels import label
from policy_site.sources.records import SLOTS
from policy_site.text import figures
from policy_site.text.edition import Edition, covers


def decimals(*values: str | int) -> frozenset[Decimal]:
    """Return the values as figures are kept."""
    return frozenset(Decimal(value) for value in values)


@pytest.mark.parametrize(
    ("zh", "values"),
    [
        ("累计8.5万人", ["85000"]),
        ("3700多万元", ["37000000"]),
        ("40亿元", ["4000000000"]),
        ("2万亿元", ["2000000000000"]),
        ("占10.11%", ["10.11"]),
        ("1,504人和1504人", ["1504"]),
        ("1，504人", ["1504"]),
        ("2019，2020年", ["2019", "2020"]),
        ("31.6亿提高到40亿", ["3160000000", "4000000000"]),
        ("5百家", ["500"]),
        ("三省一市", []),
        ("没有数字", []),
    ],
)
def test_figures_of_a_chinese_sentence(zh: str, values: list[str]) -> None:
    assert figures.chinese(zh) == decimals(*values)


@pytest.mark.parametrize(
    ("en", "values"),
    [
        ("85,000 people", ["85000"]),
        ("37 million yuan", ["37000000"]),
        ("4 billion and 3.16 billion", ["4000000000", "3160000000"]),
        ("10.11 percent", ["10.11"]),
        ("2 trillion yuan", ["2000000000000"]),
        ("500-strong", ["500"]),
        ("in 2019, 2020 and 2021", ["2019", "2020", "2021"]),
        ("85 thousand", ["85000"]),
        ("three provinces", []),
    ],
)
def test_figures_of_an_english_sentence(en: str, values: list[str]) -> None:
    assert figures.english(en) == decimals(*values)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("8.5万人", "85,000 people"),
        ("3700多万元", "more than 37 million yuan"),
        ("40亿元", "4 billion yuan"),
        ("2021年12月15日", "15 December 2021"),
        ("三省一市", "three provinces and one municipality"),
        ("5个方面", "five aspects"),
        ("五个方面", "5 aspects"),
        ("十二项", "12 items"),
        ("两国", "2 countries"),
        ("第3条", "the third article"),
    ],
)
def test_the_same_figure_in_two_languages_is_no_difference(zh: str, en: str) -> None:
    assert figures.differences(zh, en) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("zh", "en", "only_zh", "only_en"),
    [
        ("8.5万人", "8,500 people", ["85000"], ["8500"]),
        ("40亿元", "40 billion yuan", ["4000000000"], ["40000000000"]),
        ("10.11%", "10.1%", ["10.11"], ["10.1"]),
        ("20家", "several", ["20"], []),
        ("若干", "20", [], ["20"]),
    ],
)
def test_another_figure_is_a_difference(zh: str, en: str, only_zh: list[str], only_en: list[str]) -> None:
    assert figures.differences(zh, en) == (decimals(*only_zh), decimals(*only_en))


@given(st.integers(1, 10**7), st.sampled_from([("万", 10**4), ("亿", 10**8), ("", 1)]))
def test_chinese_scales_are_multiplied_out_exactly(number: int, scale: tuple[str, int]) -> None:
    assert figures.chinese(f"共{number}{scale[0]}元") == decimals(number * scale[1])
    assert figures.english(f"{number * scale[1]:,} yuan") == decimals(number * scale[1])


@given(st.text("0123456789.,，万亿千百多 一二十", max_size=30), st.text("0123456789., millionbe", max_size=30))
def test_figures_of_any_text_are_numbers(zh: str, en: str) -> None:
    for values in (figures.chinese(zh), figures.chinese_spelled(zh), figures.english(en), figures.english_spelled(en)):
        assert all(value >= 0 for value in values)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("high-tech enterprises", 2),
        ("R&D in 2021", 3),
        ("1,504 people’s", 2),
        ("10.11 percent.", 2),
        ("“Belt and Road”", 3),
        ("a/b", 1),
    ],
)
def test_english_words(text: str, words: int) -> None:
    assert plain_words.english_words(text) == words


@pytest.mark.parametrize(
    ("text", "characters"),
    [("", 0), ("市科技局。", 5), ("到2021年", 6), ("PPP模式", 5), ("10.11%", 6), ("“一带一路”", 6), ("一 二", 2)],
)
def test_chinese_characters(text: str, characters: int) -> None:
    assert plain_words.chinese_characters(text) == characters


@pytest.mark.parametrize(
    ("target", "inner", "answer"),
    [
        ("s3.1", "s3.1", True),
        ("s3.1", "s3.1.4", True),
        ("s3.1", "s3.1-p2-1", True),
        ("s3.1", "s3.10", False),
        ("s3.1-p1", "s3.1-p10", False),
        ("s3.1-p1", "s3.1-p1-2", True),
        ("s3", "s31-p1", False),
        ("p1", "notice-p1", False),
    ],
)
def test_what_an_id_covers(target: str, inner: str, answer: bool) -> None:
    assert covers(target, inner) is answer


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1), ("names", 1), ("asked", 1), ("schemes", 1), ("table", 2), ("clauses", 2), ("counted", 2),
        ("statement", 2), ("going", 2), ("science", 2), ("people", 2), ("idea", 3), ("annual", 3), ("various", 3),
        ("period", 3), ("reactor", 3), ("tourism", 3), ("experience", 4), ("technology", 4), ("cooperation", 5),
        ("university", 5), ("international", 5), ("high-tech", 2), ("city’s", 2), ("2021", 1), ("R&D", 2),
        ("Guangzhou", 2), ("overseas", 3),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert plain_words.syllables(word) == count


def test_reading_ease_is_flesch() -> None:
    easy = "The cat sat on the mat."  # 6 words, 1 sentence, 6 syllables
    assert plain_words.reading_ease(easy) == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert plain_words.reading_ease(f"{easy} {easy}") == pytest.approx(plain_words.reading_ease(easy))
    assert plain_words.reading_ease("Growth of 1.8% in all.") == pytest.approx(206.835 - 1.015 * 5 - 84.6 * 6 / 5)
    assert plain_words.reading_ease(f"{easy} (众创空间)") == pytest.approx(plain_words.reading_ease(easy))


@pytest.mark.parametrize(
    ("zh", "clauses", "share"),
    [
        ("支持企业建设合作基地。", ["支持企业建设合作基地。"], 1.0),
        ("支持企业，建设基地", ["支持企业建设合作基地"], 0.75),  # 支持企业建设 is a run; 基地 is too short to be one
        ("帮公司盖场所", ["支持企业建设合作基地"], 0.0),
        ("到2025年", ["2025年建成"], 5 / 6),
        ("合作基地", ["合作", "基地"], 0.0),
        ("合作基地", [], 0.0),
        ("。", ["合作"], 0.0),
    ],
)
def test_borrowed(zh: str, clauses: list[str], share: float) -> None:
    assert plain_words.borrowed(zh, clauses) == pytest.approx(share)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["gross domestic product (GDP)", "GDP"], []),
        (["GDP", "gross domestic product (GDP)"], [(0, "GDP")]),
        (["GDP（生产总值）"], []),
        (["An R&D body (research and development)"], []),
        (["R&D", "R&D"], [(0, "R&D")]),
        (["S&T and PPP"], [(0, "S&T"), (0, "PPP")]),
        (["a license (CC BY)", "CC BY"], []),
        (["under CC BY"], [(0, "CC BY")]),
        (["A city. I see."], []),
    ],
)
def test_unexpanded(texts: list[str], found: list[tuple[int, str]]) -> None:
    assert list(plain_words.unexpanded(texts)) == found


def test_the_real_summaries_are_written_plainly(edition: Edition) -> None:
    assert list(explain.check(edition)) == []
    account = explain.wording(edition)
    assert account.ease >= explain.LEAST_MEDIAN
    assert account.deeds == account.means == account.does_not_mean
    assert account.borrowing / account.points < 0.25


def test_every_point_of_the_real_summaries_rests_on_words_of_its_document(edition: Edition) -> None:
    for slot in SLOTS:
        for point in getattr(edition.sources.summary, slot):
            assert point.cites
            assert all(cited_texts(edition, point))


# ------------------------------------------------------------------------------------------------ labels


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("s3", "§ 3"),
        ("s3.1.2", "§ 3.1.2"),
        ("s3.1-p2", "§ 3.1 ¶2"),
        ("s3.1.1-p2-1", "§ 3.1.1 ¶2:1"),
        ("p1", "¶1"),
        ("p1-4", "¶1:4"),
        ("notice-p1", "notice ¶1"),
    ],
)
def test_label(target: str, shown: str) -> None:
    assert label(target, Catalog("en")) == shown


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_blocks_of_a_document_share_a_label(edition: Edition, locale: str) -> None:
    labels: dict[str, str] = {}
    for block in edition.blocks:
        shown = label(block.id, Catalog(locale))  # type: ignore[arg-type]
        assert labels.setdefault(shown, block.id) == block.id, f"{block.id} and {labels[shown]} are both ‘{shown}’"


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant"])
def test_a_chinese_label_holds_no_english(edition: Edition, locale: str) -> None:
    for block in edition.blocks:
        shown = label(block.id, Catalog(locale))  # type: ignore[arg-type]
        assert not any(char.isascii() and char.isalpha() for char in shown), f"{block.id} is shown as ‘{shown}’"
