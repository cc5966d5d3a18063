"""Structure by cases: what each kind of numbering and layout becomes. The cases are tests/cases/structure.txt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conservation import faults
from making import blocks, lines, made
from policy_site.pages.catalog import Catalog
from policy_site.pages.labels import label
from policy_site.text.edition import Edition

CASES = Path(__file__).parent / "cases"


def inputs(name: str) -> dict[str, str]:
    """Return the inputs of a file of cases by their ids."""
    rows = (line.split(" | ") for line in (CASES / name).read_text("utf-8").splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


STRUCTURE = inputs("structure.txt")


def read(text: str, **fields: object) -> list[str]:
    """Return the blocks of a text that no error stands in."""
    edition, problems = made(lines(text), **fields)
    assert list(faults(edition)) == []
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return blocks(edition)


def ids(text: str, **fields: object) -> list[str]:
    """Return the ids of the blocks of a text."""
    return [block.split()[0] for block in read(text, **fields)]


def codes(text: str, **fields: object) -> list[str]:
    """Return the codes of what is odd about a text."""
    return [problem.code for problem in made(lines(text), **fields)[1]]


def test_every_case_of_structure_has_a_test() -> None:
    assert sorted(STRUCTURE) == sorted([*EXPECTED, "N12", "N14", "N15", "N17"])


#: What each case becomes; N12, N14, N15 and N17 have tests of their own.
EXPECTED = {
    "N01": ["s1", "s1.1", "s1.1-p1", "s2", "s2.2", "s2.2-p1", "s3", "s3.3", "s3.3-p1"],
    "N02": ["s1", "s1.1", "s1.1-p1", "s1.2", "s1.2-p1"],
    "N03": ["c1", "a1", "a2", "a2.1", "a2.2", "c2", "a3", "a3.1", "a3.2", "a4"],
    "N04": ["a12_1"],
    "N05": ["s1", "s1.1", "s1.1-p1", "s1.2", "s1.2-p1", "s2", "s2.1", "s2.1-p1"],
    "N06": ["s1", "annexes1", "annexes2", "signature-1", "date"],
    "N07": [
        "title", "s1", "s1-p1", "annex1", "annex1-title", "annex1-s1", "annex1-s1-p1", "annex2", "annex2-title",
        "annex2-s1", "annex2-s1-p1",
    ],
    "N08": ["s2", "s2-p1", "s2-p2"],
    "N09": ["s1", "s1.1", "s1.1-p1"],
    "N10": ["s1", "s1.1", "s1.1.1", "s1.1.2"],
    "N11": ["s1", "s1-p1", "s2", "s2-p1"],
    "N13": ["c1", "a1", "c2", "a2"],
    "N16": ["q1", "q1-p1", "q2", "q2-p1"],
}  # fmt: skip
FIELDS = {"N07": {"title": "甲市方案"}}


@pytest.mark.parametrize("name", EXPECTED)
def test_ids_are_the_printed_numbers(name: str) -> None:
    assert ids(STRUCTURE[name], **FIELDS.get(name, {})) == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"N04", "N08"}))
def test_nothing_is_odd_about_a_case(name: str) -> None:
    assert codes(STRUCTURE[name], **FIELDS.get(name, {})) == []


def test_chapters_are_headings_articles_paragraphs_and_their_lists_items() -> None:
    kinds = [block.split(" ", 2)[1] for block in read(STRUCTURE["N03"])]
    assert kinds == "heading paragraph paragraph item item heading paragraph item item paragraph".split()
    assert read(STRUCTURE["N03"])[1] == "a1 paragraph 第一条　为了促进开放合作，制定本条例。"


def test_a_second_paragraph_of_an_article_is_its_second() -> None:
    text = "第一条 支持： / （一）贷款； / （二）补助。 / 前款由市定。 / （一）办法； / （二）标准。 / 第二条 施行。"
    assert ids(text) == ["a1", "a1.1", "a1.2", "a1-p2", "a1.1x2", "a1.2x2", "a2"]
    assert codes(text) == []


@pytest.mark.parametrize(
    "text", ["第三条规定的情形，从其规定。", "第三条、第四条所列企业可以申请。", "第一章的规定适用于全市，包括各区。"]
)
def test_a_reference_to_an_article_is_no_article(text: str) -> None:
    assert ids(text) == ["p1"]


@pytest.mark.parametrize(
    "row", [row for row in (CASES / "siblings.txt").read_text("utf-8").splitlines() if not row.startswith("#")]
)
def test_siblings_of_the_cases(row: str) -> None:
    text, expected = row.split(" | ")
    assert ids(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("一、甲 / 三、乙", "S001"), ("一、甲 / 二、乙 / 二、丙", "S001"), ("二、甲 / 三、乙", "S001"),
        ("一、甲 / （一）乙 / （1）丙", "S002"), ("第一条　甲。 / 第三条　乙。", "S001"),
    ],
)  # fmt: skip
def test_an_oddity_is_a_review_at_its_place_in_the_witness_that_a_reason_settles(text: str, code: str) -> None:
    edition, problems = made(lines(text))
    (problem,) = problems
    assert (problem.code, problem.severity, problem.place.path) == (code, "review", "made-2030/witness.txt")
    line = edition.sources.text.split("\n")[problem.place.line - 1]
    at = problem.message.split(":")[0]
    assert line == next(block.hans for block in edition.blocks if block.id == at)
    reason = {"code": code, "at": at, "because": {"zh": "原文如此。", "en": "So printed."}}
    assert codes(text, settled=[reason]) == []
    assert codes(text, settled=[reason, reason | {"at": "s9"}]) == ["S006"]


def test_a_closing_paragraph_is_proposed_and_marked() -> None:
    assert codes(STRUCTURE["N08"]) == ["S001", "S007"]  # the case begins at 二、
    marked = read(STRUCTURE["N08"], closing=["各区要落实本通知"])
    assert marked[-1] == "closing1 closing 各区要落实本通知，重要情况及时报告。"


def test_a_long_first_sentence_is_no_heading() -> None:
    assert [block.split()[1] for block in read(STRUCTURE["N12"])] == ["paragraph", "paragraph"]
    two = "一、加强国际科技合作基地建设，支持高校院所和企业联合国外机构共建实验室。纳入监测。"
    assert [block.split()[0:2] for block in read(two)] == [["s1", "paragraph"]]
    named = [two.split("。")[0].removeprefix("一、")]
    assert [block.split()[0:2] for block in read(two, run_in_headings=named)] == [
        ["s1", "run-in"],
        ["s1-p1", "paragraph"],
    ]


def test_a_title_on_two_lines_is_one_title() -> None:
    title = "关于进一步扩大国际科技合作的若干措施"
    addressee = {"zh": "各区人民政府", "en": "Districts", "basis": "stated", "quote": "各区人民政府"}
    found = read(STRUCTURE["N14"], title=title, addressee=addressee)
    assert found == [f"title title {title}", "addressee addressee 各区人民政府："]


@pytest.mark.parametrize(
    "date",
    [
        *STRUCTURE["N15"].split(" ; "),
        "2030 年 5 月 6 日",
        "二 〇 三 〇 年 五 月 六 日",
        "（2030年5月6日）",
        "二〇三〇年十二月三十一日",
    ],
)
def test_a_day_in_any_form_closes_a_document(date: str) -> None:
    assert [block.split()[1] for block in read(f"正文。 / 甲市科技局 / {date}")] == ["paragraph", "signature", "date"]


def test_the_contents_are_on_record_as_removed() -> None:
    edition, _ = made(lines(STRUCTURE["N13"]))
    removed = [piece.witness for piece in edition.passage.pieces if piece.cause == "furniture:contents"]
    assert "".join(removed) == "目录\n第一章　总则\n第二章　附则\n"
    text = "目　录 / 一、目标……1 / 二、任务………12 / 一、目标 / 甲。 / 二、任务 / 乙。 / — 2 —"
    assert ids(text) == ["s1", "s1-p1", "s2", "s2-p1"]


# ------------------------------------------------------------------------------------------------ any numbering

NUMBERS = st.sampled_from(
    (
        "第{c}编　|第{c}章　|第{c}节　|第{c}条　|第{d}条 |{c}、|（{c}）|{d}.|{d}、|（{d}）|{d}）|{w}.|{d}.{d} |{c}是|"
        "问：|答：|附件{d}|第{d}部|（a）|（i）|（ii）|a) |出席："
    ).split("|")
)
CHINESE = "一二三四五六七八九"
BODY = st.sampled_from(
    [
        "加强合作",
        "加强合作。共建平台。",
        "支持企业；",
        "下列：",
        "他说：“坚持开放。扩大合作。”随后签约。",
        "2030年5月6日",
    ]
)


@st.composite
def document_lines(draw: st.DrawFn) -> list[str]:
    """Lines that begin with numbers of any series in any order."""
    found = []
    for _ in range(draw(st.integers(1, 14))):
        value = draw(st.integers(1, 9))
        head = draw(NUMBERS).format(c=CHINESE[value - 1], d=value, w="０１２３４５６７８９"[value])
        found.append(head + draw(BODY))
    return found


def judged(text: str) -> Edition:
    """Return an edition that holds every character, has unique ids and no error."""
    edition, problems = made(text)
    assert list(faults(edition)) == []
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    named = [block.id for block in edition.blocks] + [s.id for block in edition.blocks for s in block.sentences]
    assert len(named) == len(set(named))
    return edition


@given(document_lines())
def test_no_numbering_is_refused(found: list[str]) -> None:
    judged("\n".join(found))


@given(document_lines(), st.integers(0, 13))
def test_no_id_of_a_provision_moves_when_a_line_is_divided(found: list[str], which: int) -> None:
    at = which % len(found)
    before = judged("\n".join(found))
    divided = [*found[:at], *found[at].replace("。", "。\n", 1).rstrip("\n").split("\n"), *found[at + 1 :]]
    after = judged("\n".join(divided))
    assert numbered(before) == numbered(after)


def numbered(edition: Edition) -> list[tuple[str, str]]:
    """Return id and printed number of each provision."""
    return [(block.id, block.number) for block in edition.blocks if block.number]


@pytest.mark.parametrize(
    ("target", "english", "chinese"),
    [
        ("s3.1-p2-1", "§ 3.1 ¶2:1", "§ 3.1 ¶2:1"),
        ("a12", "Art. 12", "第12条"),
        ("a12-p2", "Art. 12 ¶2", "第12条 ¶2"),
        ("a12_1", "Art. 12-1", "第12-1条"),
        ("annex1-s2", "annex 1 § 2", "附件1 § 2"),
        ("annexes2-1", "list of annexes 2", "附件清单 2"),
        ("q3-p1", "Q 3 ¶1", "问3 ¶1"),
        ("s1-t1.2-3", "§ 1 table 1.2:3", "§ 1 表 1.2:3"),
        ("s2x2", "§ 2 (2)", "§ 2 (2)"),
        ("date-2-1", "date 2", "日期 2"),
        ("signature-2-1", "signature 2", "署名 2"),
        ("notice-number-1", "notice document number", "通知 发文字号"),
    ],
)
def test_every_kind_of_id_has_a_label_that_readers_understand(target: str, english: str, chinese: str) -> None:
    assert (label(target, Catalog("en")), label(target, Catalog("zh-Hans"))) == (english, chinese)
