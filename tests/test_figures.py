"""Figures in two languages, by cases (tests/cases/figures.tsv): what the checks must accept and must refuse."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SAMPLE, run
from policy_site.search.synonyms import figure_forms
from policy_site.text.figures import differences
from policy_site.text.numerals import number

CASES = Path(__file__).parent / "cases"
ROWS = [
    row
    for name in ("figures.tsv", "figures-siblings.tsv")
    for row in (CASES / name).read_text("utf-8").splitlines()[1:]
]


@pytest.mark.parametrize("row", ROWS)
def test_the_right_english_is_accepted_and_the_wrong_one_refused(row: str) -> None:
    zh, right, wrong = row.split("\t")
    assert differences(zh, right) == (frozenset(), frozenset())
    assert any(differences(zh, wrong))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12), ("12", 12), ("１２", 12), ("⑫", 12), ("㈠", 1), ("⑴", 1), ("⒈", 1), ("㊀", 1), ("❸", 3),
        ("Ⅳ", 4), ("二〇三〇", 2030), ("二○三○", 2030), ("三万五千", 35000), ("一百零五", 105), ("三千万", 30000000),
        ("三万亿", 3 * 10**12), ("两", 2), ("贰拾", 20), ("十四五", None), ("一二百", None), ("十百", None),
        ("甲", None), ("", None),
    ],
)  # fmt: skip
def test_one_reader_reads_every_way_of_writing_a_number(text: str, value: int | None) -> None:
    assert number(text) == value


def spelled(value: int) -> str:
    """Return a number below 10,000 in Chinese, written here by hand as pupils learn it."""
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return text


@given(st.integers(1, 9999))
def test_every_number_that_is_written_out_has_its_value(value: int) -> None:
    assert number(spelled(value)) == value
    assert number(f"{spelled(value)}万") == value * 10**4
    assert number(f"{spelled(value)}亿") == value * 10**8


def test_a_finding_of_any_kind_can_be_overruled_with_a_reason(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SAMPLE, tmp_path / "project"))
    path = root / "source_texts" / "sample-2020" / "en.po"
    text = path.read_text("utf-8").replace("bring in 100 experts", "bring in 99 experts")
    path.write_text(text, "utf-8")
    assert ": T005 " in run("check", "--root", root).output
    path.write_text(text.replace('msgctxt "s1-p1-1"', '# ignore T005: for the test\nmsgctxt "s1-p1-1"'), "utf-8")
    assert ": T005 " not in run("check", "--root", root).output


def test_who_searches_in_digits_finds_what_is_written_out() -> None:
    assert {say[0]: mean for say, mean in figure_forms("罚款五百元，二〇三〇年施行，三省一市")} == {
        "500": ["五百"], "2030": ["二〇三〇"],
    }  # fmt: skip


def test_a_figure_that_is_no_number_of_things_is_named_in_words() -> None:
    ((only,), _) = differences("上半年完成", "completed by autumn")
    assert str(only) == "the first half of the year"
    assert only < Decimal(0)
