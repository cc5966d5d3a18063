"""Responsible units: from the parenthesis that ends a paragraph to bodies by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_site.text.units import Responsible, Unit, is_list, parse


def names(units: tuple[Unit, ...]) -> list[str]:
    """Return the names in full."""
    return [unit.full for unit in units]


def read(text: str, place: str = "广州市") -> Responsible:
    """Read a list that can be read."""
    found = parse(text, place)
    assert found is not None
    return found


def test_lead_and_responsible_units_are_told_apart() -> None:
    found = read("（牵头单位：市科技局，责任单位：市发改委、市人社局）")
    assert names(found.lead) == ["市科技局"]
    assert names(found.units) == ["市发改委", "市人社局"]


def test_two_lead_units_and_no_other() -> None:
    found = read("（牵头单位：市科技局、财政局）")
    assert names(found.lead) == ["市科技局", "市财政局"]
    assert found.units == ()


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("市科技局、财政局、港澳办，南沙区政府", ["市科技局", "市财政局", "市港澳办", "南沙区政府"]),
        ("市商务局、市场监管局", ["市商务局", "市市场监管局"]),
        ("市市场监管局、教育局", ["市市场监管局", "市教育局"]),
        ("市市场监管局、广州知识产权法院、市委宣传部", ["市市场监管局", "广州知识产权法院", "市委宣传部"]),
        ("市科技局、黄埔区政府", ["市科技局", "黄埔区政府"]),
        ("市科技局、各区人民政府", ["市科技局", "各区人民政府"]),
        ("市科技局、从化区人民政府", ["市科技局", "从化区人民政府"]),
        ("省科技厅、市科技局，团市委", ["省科技厅", "市科技局", "团市委"]),
        ("市场监管局", ["市市场监管局"]),
    ],
)
def test_the_city_that_the_list_leaves_out_is_supplied_and_no_other(printed: str, full: list[str]) -> None:
    found = read(f"（责任单位：{printed}）")
    assert names(found.units) == full
    assert [unit.printed for unit in found.units] == printed.replace("，", "、").split("、")


@pytest.mark.parametrize(
    "text",
    [
        "（责任单位市科技局）",
        "（牵头单位：市科技局",
        "（牵头单位：市科技局）等",
        "（责任单位：）",
        "（责任单位：市科技局、）",
        "（责任单位：、市科技局）",
        "（责任单位：市科技局，，市财政局）",
        "（责任单位：市科技局：市财政局）",
        "（牵头单位：市科技局，责任单位：）",
    ],
)
def test_a_list_that_cannot_be_read_is_not_guessed_at(text: str) -> None:
    assert is_list(text)
    assert parse(text, "广州市") is None


@pytest.mark.parametrize("text", ["支持企业。", "（SKA）", "责任单位要落实。", "（以下简称责任单位）", ""])
def test_other_text_is_no_list(text: str) -> None:
    assert not is_list(text)


@given(st.text("（）牵头责任单位：，、市场局区政府", max_size=40))
def test_no_name_is_empty_and_no_character_of_a_list_is_lost(text: str) -> None:
    found = parse(f"（责任单位：{text}）", "广州市")
    if found:
        units = [unit.printed for unit in (*found.lead, *found.units)]
        assert all(units)
        for name in units:
            assert name in text
