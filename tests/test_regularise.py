"""Punctuation and spacing by GB/T 15834: what each rule does, what it leaves, and that it does nothing twice."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_site.text.edition import Edition
from policy_site.text.passage import KEPT, Passage, Piece
from policy_site.text.regularise import RULES, regular, regularise

NAMES = [rule.name for rule in RULES]
#: Text as captures have it: Chinese, folded punctuation, digits, Latin, spaces of several kinds, line ends.
captured = st.text(alphabet="市局为（）()，,：:；;。.?？!！“”‘’《》、•·—…%+5a1 \u00a0\u3000\t\n", max_size=60)


def alone(name: str, text: str) -> str:
    """Apply one rule to a text."""
    (rule,) = [rule for rule in RULES if rule.name == name]
    changes = dict(rule.find(text))
    return Passage.of(text).rewritten(changes, f"rule:{name}").text


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("comma", "规定,鼓励", "规定，鼓励"),
        ("comma", "1504人,其中", "1504人，其中"),
        ("comma", "达1,504人", "达1,504人"),
        ("comma", "1,504,000元", "1,504,000元"),
        ("comma", "2019,2020年", "2019，2020年"),
        ("comma", "到2020,20家", "到2020，20家"),
        ("comma", "EAST,SKA", "EAST，SKA"),
        ("colon", "来源:市科技局", "来源：市科技局"),
        ("colon", "10:25", "10:25"),
        ("colon", "http://a.cn", "http://a.cn"),
        ("colon", "时间:2024", "时间：2024"),
        ("semicolon", "合作;面向", "合作；面向"),
        ("parenthesis", "(一)发挥", "（一）发挥"),
        ("parenthesis", "堆(ITER)计划", "堆（ITER）计划"),
        ("parenthesis", "中印(武汉)科技", "中印（武汉）科技"),
        ("parenthesis", "f(x) 函数", "f(x) 函数"),
        ("parenthesis", "本制度(SKA)", "本制度（SKA）"),
        ("parenthesis", "(责任单位:市科技局)", "（责任单位:市科技局）"),
        ("end-mark", "吗?", "吗？"),
        ("parenthesis", "(SKA)计划", "（SKA）计划"),
        ("parenthesis", "x(市y)", "x（市y）"),
        ("end-mark", "吗?!", "吗？！"),
        ("end-mark", "why?", "why?"),
        ("middle-dot", "中国•江苏", "中国·江苏"),
        ("middle-dot", "• 一项", "• 一项"),
        ("padding", "  \u00a0上海市 \n 2021年 ", "上海市\n2021年"),
        ("inner-space", "打造 “青年", "打造“青年"),
        ("inner-space", "一站式” 服务", "一站式”服务"),
        ("inner-space", "action plan", "action plan"),
        ("inner-space", "到 2020年", "到 2020年"),
        ("blank-line", "甲\n\n\n乙\n", "甲\n乙"),
        ("blank-line", "\n\n甲", "甲"),
    ],
)
def test_a_rule_does_what_it_says_and_leaves_what_it_must(name: str, before: str, after: str) -> None:
    assert alone(name, before) == after


@pytest.mark.parametrize("kept", "10.11% 8.5万 1.强化 1、支持 2021-12-15 5% “园区+基地” 中国—东盟".split())
def test_figures_numbers_and_marks_that_the_standard_keeps_are_kept(kept: str) -> None:
    assert regular(kept) == kept


def test_a_space_inside_a_title_is_kept_and_elsewhere_it_is_not() -> None:
    title = "宣传——服务机制 促进合作"
    text = regularise(Passage.of(f"{title}\n见{title}。"), (title,)).text
    assert text == f"{title}\n见{title.replace(' ', '')}。"


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_is_idempotent_on_the_real_texts(name: str, edition: Edition) -> None:
    for text in (edition.passage.witness, edition.passage.text):
        once = alone(name, text)
        assert alone(name, once) == once


@pytest.mark.parametrize("name", NAMES)
@given(text=captured)
def test_each_rule_is_idempotent(name: str, text: str) -> None:
    once = alone(name, text)
    assert alone(name, once) == once


@given(text=captured)
def test_all_rules_together_are_idempotent(text: str) -> None:
    once = regular(text)
    assert regular(once) == once


def test_all_rules_together_change_nothing_in_an_edited_text(edition: Edition) -> None:
    titles = tuple(title.zh for title in (edition.record.title, edition.record.notice_title) if title)
    assert regularise(Passage.of(edition.passage.text), titles).text == edition.passage.text


@given(text=captured)
def test_only_punctuation_space_and_line_ends_change_and_each_change_names_its_rule(text: str) -> None:
    passage = regularise(Passage.of(text))
    assert passage.witness == text
    for piece in passage.pieces:
        if piece.cause == KEPT:
            assert piece.witness == piece.reading
        else:
            assert piece.cause.removeprefix("rule:") in NAMES
            assert piece.witness != piece.reading
            assert not any(unicodedata.category(char)[0] in "LN" for char in piece.witness + piece.reading)


@given(text=captured)
def test_letters_and_digits_stay_in_their_order(text: str) -> None:
    assert re.findall(r"\w", regular(text)) == re.findall(r"\w", text)


def test_an_edited_text_has_no_half_width_mark_beside_chinese(edition: Edition) -> None:
    assert not re.search(r"[\u4e00-\u9fff][,:;?!()]|[,;?!()][\u4e00-\u9fff]", edition.passage.text)


def test_brackets_and_quotation_marks_of_an_edited_text_are_paired(edition: Edition) -> None:
    for block in edition.blocks:
        for one, other in ("（）", "《》", "“”", "〔〕", "‘’"):
            assert block.hans.count(one) == block.hans.count(other), block.id


# ------------------------------------------------------------------------------------------------ passage


@st.composite
def rewritings(draw: st.DrawFn) -> tuple[Passage, list[dict[int, str]]]:
    """A passage with some emended pieces, and changes to make to it one after another."""
    pieces = draw(
        st.lists(
            st.one_of(
                st.text("市局,。 ", min_size=1, max_size=5).map(lambda text: Piece(text, text)),
                st.tuples(st.text("原文", max_size=3), st.text("今, ", max_size=3)).map(
                    lambda sides: Piece(*sides, "emendation:0")
                ),
            ),
            max_size=6,
        )
    )
    steps = draw(
        st.lists(st.dictionaries(st.integers(0, 30), st.sampled_from(["", "，", "——"]), max_size=4), max_size=3)
    )
    return Passage(tuple(pieces)), steps


@given(rewritings())
def test_rewriting_keeps_the_witness_and_makes_the_text_it_should(case: tuple[Passage, list[dict[int, str]]]) -> None:
    passage, steps = case
    witness = passage.witness
    for number, changes in enumerate(steps):
        expected = "".join(changes.get(at, char) for at, char in enumerate(passage.text))
        passage = passage.rewritten(changes, f"rule:{number}")
        assert passage.witness == witness
        assert passage.text == expected


@given(rewritings())
def test_rewriting_leaves_no_silent_difference(case: tuple[Passage, list[dict[int, str]]]) -> None:
    passage, steps = case
    for number, changes in enumerate(steps):
        passage = passage.rewritten(changes, f"rule:{number}")
        assert all(piece.witness == piece.reading for piece in passage.pieces if piece.cause == KEPT)


def test_a_character_that_an_emendation_supplied_keeps_the_emendation_as_its_cause() -> None:
    passage = Passage((Piece("甲", "乙,", "emendation:3"), Piece(",丙", ",丙")))
    assert passage.rewritten({1: "，", 2: "，"}, "rule:comma").pieces == (
        Piece("甲", "乙，", "emendation:3"),
        Piece(",", "，", "rule:comma"),
        Piece("丙", "丙"),
    )


def test_a_second_rule_may_change_what_a_first_rule_wrote() -> None:
    passage = Passage.of("甲,乙").rewritten({1: " "}, "rule:comma").rewritten({1: ""}, "rule:inner-space")
    assert passage.witness == "甲,乙"
    assert passage.text == "甲乙"


@pytest.mark.parametrize(("end", "edited"), [(1, 1), (2, 2), (3, 5), (4, 6), (0, 7), (9, 7)])
def test_a_place_in_the_witness_leads_to_its_place_in_the_edited_text(end: int, edited: int) -> None:
    passage = Passage((Piece("甲乙", "甲乙"), Piece("丙", "丙丙丙", "emendation:0"), Piece("丁戊", "丁戊")))
    assert passage.edited_end(end) == edited
