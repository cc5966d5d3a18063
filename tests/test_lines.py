"""Spaces, lines, tables and Latin text by cases: tests/cases/lines.txt and units.txt, and their siblings."""

from __future__ import annotations

from pathlib import Path

import pytest

from conservation import faults
from making import blocks, issuer, lines, made
from policy_site.text.sentences import spans
from policy_site.text.units import Unit, find

CASES = Path(__file__).parent / "cases"


def inputs(name: str) -> dict[str, str]:
    """Return the inputs of a file of cases by their ids."""
    rows = (line.split(" | ") for line in (CASES / name).read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


LINES, UNITS = inputs("lines.txt"), inputs("units.txt")


def text(case: str, **fields: object) -> str:
    """Return the edited text of a case in which no error stands."""
    edition, problems = made(lines(case), **fields)
    assert list(faults(edition)) == []
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return edition.passage.text


def test_every_case_of_lines_and_units_has_a_test() -> None:
    here = Path(__file__).read_text("utf-8")
    assert [name for name in LINES if f'LINES["{name}"]' not in here] == []
    assert sorted(UNITS) == sorted(CHARGED)


# ------------------------------------------------------------------------------------------------ spaces


def test_spaces_that_part_names_stay() -> None:
    assert text(LINES["L01"]) == "组　长：张　某　甲市副市长"
    assert text("成员: 张某 甲市科技局局长") == "成员：张某 甲市科技局局长"
    assert text("副组长：李　　某　　市财政局局长") == "副组长：李　某　市财政局局长"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("第一条  为了合作，制定本办法。", "第一条 为了合作，制定本办法。"),
        ("第一章　总　则", "第一章　总则"),
        ("附　则", "附则"),
        ("一、 总体要求", "一、总体要求"),
        ("1. 加强合作", "1.加强合作"),
        ("为扩大 合作，制定本办法。", "为扩大合作，制定本办法。"),
        ("打造 “青年” 品牌。", "打造“青年”品牌。"),
        ("到 2030年", "到 2030年"),
    ],
)
def test_spaces_elsewhere(case: str, expected: str) -> None:
    assert text(case) == expected


def test_a_signature_line_of_several_bodies_is_as_many() -> None:
    named = LINES["L02"].removesuffix(" (a signature line)")
    expected = [
        "signature-1 signature 甲市科技局",
        "signature-2 signature 甲市商务局",
        "signature-3 signature 甲市财政局",
    ]
    for case in (named, f"{named} / 2030年5月6日", f"{named.replace('　', '  ')} / 2030年5月6日"):
        assert blocks(made(lines(f"正文。 / {case}"))[0])[1:4] == expected
    by_record = made(lines(f"{named} / 各区："), issuers=[issuer(name) for name in named.split("　")])[0]
    assert blocks(by_record)[:3] == expected


def test_a_signature_and_a_date_on_one_line_are_two() -> None:
    found = blocks(made(lines("正文。 / 甲市科技局　　二〇三〇年五月六日"))[0])
    assert found[1:] == ["signature-1 signature 甲市科技局", "date date 二〇三〇年五月六日"]


def test_the_space_between_two_issuers_in_a_title_stays() -> None:
    title = "甲办公厅 乙办公厅关于扩大开放的通知"
    assert LINES["L10"].startswith("“甲办公厅 乙办公厅关于")
    assert text(f"{title} / 正文。", title=title).startswith(title)
    assert text("甲办公厅　乙办公厅关于扩大开放的通知", title="甲办公厅　乙办公厅关于扩大开放的通知") == title.replace(
        " ", "　"
    )


# ------------------------------------------------------------------------------------------------ tables


def test_lines_with_tabs_are_a_table_row_by_row_and_cell_by_cell() -> None:
    edition, _ = made(lines(LINES["L03"]))
    assert list(faults(edition)) == []
    assert [(block.id, block.kind) for block in edition.blocks] == [(f"t1.{n}", "table") for n in (1, 2, 3)]
    cells = [[sentence.hans for sentence in block.sentences] for block in edition.blocks]
    assert cells == [["序号", "任务", "单位"], ["1", "建平台", "市科技局"], ["2", "引人才", "市人社局"]]
    assert edition.blocks[1].hans == "1\t建平台\t市科技局"
    assert [sentence.id for sentence in edition.blocks[1].sentences] == ["t1.2-1", "t1.2-2", "t1.2-3"]


def test_an_empty_cell_keeps_its_column() -> None:
    edition, _ = made(lines("一、分工 / 序号⇥任务⇥单位 / 1⇥⇥市科技局 / ⇥引人才⇥市人社局 / 以上请落实。"))
    assert list(faults(edition)) == []
    rows = [[sentence.hans for sentence in block.sentences] for block in edition.blocks if block.kind == "table"]
    assert rows[1:] == [["1", "", "市科技局"], ["", "引人才", "市人社局"]]
    assert [block.id for block in edition.blocks] == ["s1", "s1-t1.1", "s1-t1.2", "s1-t1.3", "s1-p1"]


def test_one_tab_in_one_line_is_no_table() -> None:
    assert [block.kind for block in made("\t各区：\n组长：\t张某")[0].blocks] == ["paragraph", "paragraph"]


# ------------------------------------------------------------------------------------------------ broken lines


def test_a_line_broken_inside_a_sentence_is_proposed_for_joining() -> None:
    _, problems = made(lines(LINES["L04"]))
    (problem,) = problems
    assert (problem.code, problem.severity, problem.place.line) == ("S008", "review", 1)
    assert "lemma ‘根据有关规\\n定，制定’" not in problem.remedy
    emendation = {"lemma": "有关规\n定，制", "reading": "有关规定，制", "kind": "joined"}
    edition, problems = made(lines(LINES["L04"]), (emendation,))
    assert (edition.passage.text, problems) == ("为扩大合作，根据有关规定，制定本办法。", ())


def test_one_setting_joins_the_lines_of_a_whole_capture() -> None:
    assert text(LINES["L04"], lines="wrapped") == "为扩大合作，根据有关规定，制定本办法。"
    printed = (
        "甲市合作办法\n一、总体要求\n　　为扩大国际科技合作，根据有关规\n定，结合本市实际，制定本办法。\n"
        "　　各区要落实。\n（一）平台\n甲市科技局\n2030年5月6日"
    )
    expected = printed.replace("有关规\n", "有关规").replace("　", "")
    assert text(printed, lines="wrapped", title="甲市合作办法") == expected


# ------------------------------------------------------------------------------------------------ marks


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (LINES["L05"], LINES["L05"]),
        (LINES["L06"], LINES["L06"]),
        (
            "网址:http://a.example:8080/?b=1,2 时间:10:25 比例3:1",
            "网址：http://a.example:8080/?b=1,2 时间：10:25 比例3:1",
        ),
        ("邮箱:a,b@c.example;电话:1", "邮箱：a，b@c.example；电话：1"),
        ("与 Cell; Nature 合作,签约", "与 Cell; Nature 合作，签约"),
        (LINES["L11"], "他说：“支持。”专家"),
        ('他说:"支持。"专家"欢迎"', "他说：“支持。”专家“欢迎”"),
        ('5" 屏幕', '5" 屏幕'),
        ("他说:'支持。'专家", "他说：‘支持。’专家"),
        ("开发者's 大会", "开发者's 大会"),
        ("访问www.a.example/a,b;c或a.b@c.example,谢谢", "访问www.a.example/a,b;c或a.b@c.example，谢谢"),
        ("据《Nature, Science》报道,比例1:2:3", "据《Nature, Science》报道，比例1:2:3"),
    ],
)
def test_marks_of_latin_text_stay_and_those_of_chinese_are_wide(case: str, expected: str) -> None:
    assert text(case) == expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (LINES["L07"], ["他说：“坚持开放。扩大合作。”", "随后签约。"]),
        ("开展“怎么办？”大讨论。好。", ["开展“怎么办？”大讨论。", "好。"]),
        ("按规定（见附件。含附表。）办理。另行通知。", ["按规定（见附件。含附表。）办理。", "另行通知。"]),
        ("支持。〔责任单位：甲局。乙局。〕", ["支持。", "〔责任单位：甲局。乙局。〕"]),
        ("“未闭合。第二句。", ["“未闭合。", "第二句。"]),
        ("甲！乙？丙……丁", ["甲！", "乙？", "丙……丁"]),
    ],
)
def test_a_quotation_is_not_split_inside_and_no_sentence_begins_with_a_closing_mark(
    case: str, expected: list[str]
) -> None:
    assert [case[start:end] for start, end in spans(case)] == expected


def test_traditional_quotation_marks_are_those_of_each_script() -> None:
    edition, _ = made(LINES["L08"], script="zh-Hant")
    (block,) = edition.blocks
    assert (block.hans, block.hant) == ("说：“支持。”专家", "說：「支持。」專家")
    nested, _ = made("說：「讀『條例』。」", script="zh-Hant")
    assert nested.blocks[0].hans == "说：“读‘条例’。”"


def test_remnants_of_html_are_named_at_their_place_and_never_widened() -> None:
    edition, problems = made(lines(LINES["L09"]))
    assert edition.passage.text == "各区：&nbsp;请申报。<br>附件"
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [("W016", 1, 4), ("W016", 1, 14)]
    assert all(problem.severity == "review" for problem in problems)
    emended = ({"lemma": "&nbsp;", "reading": ""}, {"lemma": "<br>", "reading": "\n", "kind": "lineation"})
    edition, problems = made(lines(LINES["L09"]), emended)
    assert (edition.passage.text, problems) == ("各区：请申报。\n附件", ())


# ------------------------------------------------------------------------------------------------ units

#: lead, units, cooperating, others, as the cases say.
CHARGED = {
    "U01": ("", "市科技局 市商务局", "", False),
    "U02": ("市科技局", "", "市商务局 市财政局", False),
    "U03": ("甲局", "乙局 丙局", "", False),
    "U04": ("", "甲局 乙局", "", False),
    "U05": ("", "甲局 乙局", "", False),
    "U06": ("甲局", "", "乙局", False),
    "U07": ("科技部", "发展改革委", "", True),
}


def printed(units: tuple[Unit, ...]) -> str:
    return " ".join(unit.printed for unit in units)


@pytest.mark.parametrize("name", CHARGED)
def test_who_is_charged(name: str) -> None:
    edition, problems = made(f"一、加强合作。支持企业。{UNITS[name]}")
    assert problems == ()
    last = edition.blocks[-1]
    found = last.responsible
    assert (printed(found.lead), printed(found.units), printed(found.cooperating), found.others) == CHARGED[name]
    assert last.sentences[-1].hans == UNITS[name]


@pytest.mark.parametrize(
    ("case", "lead", "units", "cooperating", "deadline"),
    [
        ("责任单位：市科技局、财政局", "", "市科技局 财政局", "", ""),
        ("牵头单位：市科技局；完成时限：2030年底前", "市科技局", "", "", "2030年底前"),
        ("支持企业（市科技局负责）。", "", "市科技局", "", ""),
        ("（市科技局会同市财政局负责）", "市科技局", "", "市财政局", ""),
        ("（责任单位：市科技局）（完成时限：2030年6月）", "", "市科技局", "", "2030年6月"),
        ("（科技局牵头，2030年底前完成）", "科技局", "", "", "2030年底前完成"),
        ("（牵头部门：甲局 配合部门：乙局）", "甲局", "", "乙局", ""),
        ("【牵头单位：甲局；参与单位：乙局，丙局】", "甲局", "", "乙局 丙局", ""),
        ("（市科技局、市财政局，各区人民政府）", "", "市科技局 市财政局 各区人民政府", "", ""),
    ],
)
def test_other_forms_of_lists(case: str, lead: str, units: str, cooperating: str, deadline: str) -> None:
    found = find(case, "甲市")
    assert found
    assert (printed(found.lead), printed(found.units), printed(found.cooperating)) == (lead, units, cooperating)
    assert found.deadline == deadline


@pytest.mark.parametrize(
    "case", ["（由企业负责）", "（上海市、江苏省）", "支持企业（SKA）。", "（以下简称科技局）", "（不含市级牵头）"]
)
def test_other_parentheses_charge_nobody(case: str) -> None:
    assert find(case, "甲市") is None
