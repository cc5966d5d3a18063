"""Captures: what ‘new’ reads in them, and that what nobody has written is no finding (tests/cases/captures.txt)."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import SAMPLE, run
from conservation import faults
from policy_site.capture.genres import genre, other_genre
from policy_site.capture.proposals import propose
from policy_site.library import load
from policy_site.pages import tree
from policy_site.pages.catalog import LOCALES
from policy_site.site import data
from policy_site.text.encoding import detected, wrongly_decoded

CASES = Path(__file__).parent / "cases"
NOTICE = """首页 > 政务公开 > 通知公告
甲市人民政府办公室关于印发
甲市进一步扩大国际科技合作若干措施的通知
来源：甲市人民政府办公室 浏览量：12 发布时间：2030-05-08
甲政办发〔2030〕5号
各区人民政府，市政府各部门：
《甲市进一步扩大国际科技合作若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。
附件：任务分工表
甲市人民政府办公室
二〇三〇年五月六日
（此件公开发布）
甲市进一步扩大国际科技合作若干措施
一、加强国际科技合作基地建设。支持高校院所和企业联合国外机构共建实验室，到2035年建成20家。（市科技局牵头，市财政局配合）
二、优化外国人才来甲工作服务。简化&nbsp;手续。
上一篇：关于某某的通知
版权所有：甲市人民政府
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small good project with a document fresh from ‘new’."""
    root = Path(shutil.copytree(SAMPLE, tmp_path / "project"))
    (tmp_path / "capture.txt").write_text(NOTICE, "utf-8")
    assert run("new", "--root", root, "jia-2030", tmp_path / "capture.txt", "--yes").exit_code == 0
    return root


def record(text: str) -> dict[str, Any]:
    """Return what a capture proposes for document.yml."""
    return propose("jia-2030", text, text.encode()).record


def test_every_field_that_the_capture_states_is_proposed_with_its_quote() -> None:
    found = record(NOTICE)
    told = {name: found[name].get("zh") or found[name]["value"] for name in found["proposed"] if name != "issuers"}
    assert told == {
        "place": "甲市",
        "short_title": "甲市进一步扩大国际科技合作若干措施",
        "genre": "several-measures",
        "title": "甲市进一步扩大国际科技合作若干措施",
        "notice_title": "甲市人民政府办公室关于印发甲市进一步扩大国际科技合作若干措施的通知",
        "addressee": "各区人民政府，市政府各部门",
        "document_number": "甲政办发〔2030〕5号",
        "dated": "2030-05-06",
        "published": "2030-05-08",
        "remark": "（此件公开发布）",
    }
    assert [issuer["zh"] for issuer in found["issuers"]] == ["甲市人民政府办公室"]
    quotes = [found[name]["quote"] for name in told if "quote" in found[name]]
    assert [quote for quote in quotes if quote not in NOTICE] == []
    assert found["witness"]["explicit"].endswith("简化&nbsp;手续。")


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("甲市合作的通知", "notice"), ("甲市合作条例", "regulations"), ("甲市合作办法", "measures"),
        ("甲市合作规定", "provisions"), ("甲市合作实施细则", "rules"), ("关于甲市规划的批复", "reply"),
        ("关于甲市的函", "letter"), ("甲市合作若干措施", "several-measures"), ("甲市合作若干意见", "opinions"),
        ("甲市合作“十六五”规划", "program"), ("甲市合作纲要（2030—2035年）", "outline"), ("甲市公告", "announcement"),
        ("甲市合作办法解读", "interpretation"), ("甲市合作的报道", "news"),
        ("甲市应急预案（试行）", "contingency-plan"),
        ("甲市实施意见", "implementation-opinions"), ("答记者问", "questions"), ("甲市掠影", None),
    ],
)  # fmt: skip
def test_the_genre_stands_at_the_end_of_a_title(title: str, value: str | None) -> None:
    found = genre(title)
    assert (found and found[0]) == value


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("甲县政府常务会议纪要", ("会议纪要", "minutes")), ("甲市权责清单（2031年版）", ("清单", "list")),
        ("甲市与乙市友好合作协议书", ("协议书", "agreement")),
        ("关于《甲市条例（草案）》的说明", ("说明", "explanatory statement")),
        ("政策说明", None), ("甲市合作条例", None),
    ],
)  # fmt: skip
def test_a_genre_that_is_not_listed_is_proposed_with_a_name_in_both_languages(
    title: str, name: tuple[str, str] | None
) -> None:
    assert other_genre(title) == name
    if name:
        proposed = record(f"{title}\n一、合作\n共建平台。")["genre"]
        assert (proposed["value"], proposed["name"]) == ("other", {"zh": name[0], "en": name[1]})


def test_a_genre_of_ones_own_has_a_name_in_both_languages(project: Path) -> None:
    path = project / "source_texts" / "jia-2030" / "document.yml"
    text = path.read_text("utf-8")
    own = "  value: other\n  name: {zh: 倡议书, en: Appeal}\n"
    path.write_text(text.replace("  value: several-measures\n", own), "utf-8")
    library = load(project)
    assert "Appeal" in tree.render(library, "en")["policies/jia-2030/index.md"]
    path.write_text(text.replace("  value: several-measures\n", "  value: other\n"), "utf-8")
    assert [p.code for p in load(project).problems if p.severity == "error"] == ["R005"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("关于进一步扩大\n国际科技合作的若干措施\n各区人民政府：\n正文。", "关于进一步扩大国际科技合作的若干措施"),
        ("甲办公厅 乙办公厅关于开放的通知\n各区：\n正文。", "甲办公厅 乙办公厅关于开放的通知"),
        ("甲市合作条例\n（2030年5月6日通过）\n第一条　为了合作，制定本条例。", "甲市合作条例"),
        ("甲市合作办法\n网站首页\n甲市合作办法\n一、总则\n合作。", "甲市合作办法"),
        ("甲市掠影\n今年，合作扩大。", "甲市掠影"),
        (
            "某部门关于开放的意见\n某社甲市5月12日电\n中央办公厅 甲部关于开放的意见\n（2030年5月6日）\n合作。",
            "中央办公厅 甲部关于开放的意见",
        ),
        (
            "标　题：甲省转发乙厅关于合作意见的通知\n甲省转发乙厅\n关于合作意见的通知\n各市：\n合作。",
            "甲省转发乙厅关于合作意见的通知",
        ),
        ("政 府 工 作 报 告\n——2030年1月5日在甲市大会上\n各位代表：\n合作。", "政府工作报告"),
        ("第600章 《創新合作條例》\n本條例旨在就合作訂定條文。", "第600章 《创新合作条例》"),
        (
            "ICS 03.100\nDB99/T 1—2030\n国际科技合作基地管理规范\n目次\n1 范围 1\n1 范围\n合作。",
            "国际科技合作基地管理规范",
        ),
        ("国家科学委员会 公告\n中華民國120年3月5日\n主旨：預告修正。", "国家科学委员会 公告"),
    ],
)
def test_the_title_is_found(text: str, expected: str) -> None:
    found = record(text)
    assert found["title"]["zh"] == expected
    assert found["title"]["quote"] in text
    assert text.count(found["witness"]["incipit"]) == 1


def test_what_the_page_did_is_undone_by_proposed_emendations() -> None:
    text = (
        "甲市办法\n来源：甲市科技局\n各区：&nbsp;请申报。<br>附件&ldquo;甲&rdquo;\njiǎ shì bàn fǎ\n"
        "为扩大合作，根据有关规\n定，制定本办法。\n"
    )
    found = propose("jia-2030", text, text.encode()).emendations
    assert [(entry["kind"], entry["lemma"], entry.get("reading", "")) for entry in found] == [
        ("omission", "来源：甲市科技局", ""),
        ("omission", "&nbsp;", ""),
        ("lineation", "<br>", "\n"),
        ("substitution", "&ldquo;", "“"),
        ("substitution", "&rdquo;", "”"),
        ("omission", "jiǎ shì bàn fǎ", ""),
        ("joined", "据有关规\n定，制定", "据有关规定，制定"),
    ]


def test_a_name_that_a_hijacker_inserted_is_proposed_as_injected() -> None:
    text = "首页 > 999体育平台\n甲市办法\n一、999体育平台加强合作。\n二、999体育平台引进人才。\n"
    assert record(text)["injected"] == ["999体育平台"]
    assert "injected" not in record(NOTICE)


def test_a_hard_wrapped_capture_is_proposed_as_wrapped() -> None:
    body = "为进一步扩大国际科技合作，促进科技创新，根据国家有关规定，结合本市实际情况，制定本办法并由市科技局解释。"
    text = "甲市办法\n" + "\n".join("　　" + body[:18] + "\n" + body[18:38] + "\n" + body[38:] for _ in range(4))
    assert record(text)["lines"] == "wrapped"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_of_a_capture_is_known(encoding: str) -> None:
    text = "甲市關於進一步擴大國際科技合作的通知\n各區人民政府：\n一、請各單位申報。\n"
    name = detected(text.encode(encoding)) or ""
    assert text.encode(encoding).decode(name).removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("true", "wrong", "told"),
    [
        ("utf-8", "latin-1", "UTF-8"), ("utf-8", "cp1252", "UTF-8"), ("gb18030", "latin-1", "GB18030"),
        ("big5", "latin-1", "Big5"), ("utf-8", "gb18030", "UTF-8"), ("gb18030", "big5", "GB18030"),
        ("big5", "gb18030", "Big5"),
    ],
)  # fmt: skip
def test_text_that_was_decoded_wrongly_is_known_with_its_true_encoding(true: str, wrong: str, told: str) -> None:
    text = (
        "甲市扩大科技合作的通知。请各区按此办理，有关情况及时报告。"
        if true != "big5"
        else "甲市擴大科技合作的通知。請各區按此辦理，有關情況及時報告。"
    )
    assert wrongly_decoded(text.encode(true).decode(wrong, "ignore")) == told
    assert wrongly_decoded(text) is None


# ------------------------------------------------------------------------------------------------ not yet written


def test_check_lists_what_is_proposed_and_what_is_missing_one_line_a_gap(project: Path) -> None:
    lines = [line for line in run("check", "--root", project).output.splitlines() if "jia-2030/" in line]
    reviews = [line for line in lines if re.search(r": (?:R009|R010) ", line)]
    assert len(reviews) == len(set(reviews))
    for name in ("title", "issuers", "dated"):
        assert sum(f"‘{name}’ is proposed" in line for line in reviews) == 1
    for slot in ("why_now", "does", "does_not_say"):
        assert sum(f"‘{slot}’ is not yet written" in line for line in reviews) == 1
    assert sum("measures.yml" in line for line in reviews) == 1


def test_an_untouched_skeleton_publishes_nothing_as_a_finding(project: Path) -> None:
    library = load(project)
    assert [str(p) for p in library.problems if p.severity == "error"] == []
    for locale in LOCALES:
        pages = tree.render(library, locale)
        own = "\n".join(text for name, text in pages.items() if "jia-2030" in name and "answers" not in name)
        for words in (
            "The document does not say",
            "To be completed",
            "not mentioned",
            "文件没有说",
            "文件沒有說",
            "未提及",
        ):
            assert words not in own
        assert {"en": "Not yet written", "zh-Hans": "尚未撰写", "zh-Hant": "尚未撰寫"}[locale] in own
    document = next(each for each in data.documents(library.editions)["documents"] if each["slug"] == "jia-2030")
    assert document["status"] is None
    json.dumps(document)


def test_a_document_that_nobody_has_read_is_not_yet_read_in_comparisons(project: Path) -> None:
    topics = {
        "topics": [
            {
                "id": "platforms",
                "name": {"zh": "平台", "en": "Platforms"},
                "about": {"zh": "平台。", "en": "Platforms."},
            },
            {"id": "talent", "name": {"zh": "人才", "en": "Talent"}, "about": {"zh": "人才。", "en": "Talent."}},
        ]
    }
    (project / "source_texts" / "topics.yml").write_text(yaml.safe_dump(topics, allow_unicode=True), "utf-8")
    pages = tree.render(load(project), "en")
    assert "not yet read" in pages["compare.md"]
    assert "Nobody has read this document for its measures yet." in pages["topics/platforms.md"]


def test_why_an_oddity_is_left_is_told_to_readers(project: Path) -> None:
    path = project / "source_texts" / "jia-2030" / "document.yml"
    record = yaml.safe_load(path.read_text("utf-8"))
    record["settled"] = [{"code": "W016", "at": "s2", "because": {"zh": "原文如此。", "en": "So printed."}}]
    path.write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    assert "- § 2: So printed." in tree.render(load(project), "en")["about.md"]


def test_text_goes_out_alone_and_is_whole(project: Path) -> None:
    edition = next(each for each in load(project).editions if each.slug == "jia-2030")
    assert list(faults(edition)) == []
    assert [block.id for block in edition.blocks if block.number] == ["s1", "s2"]
    (last,) = [block for block in edition.blocks if block.id == "s1-p1"]
    assert [unit.printed for unit in last.responsible.lead] == ["市科技局"]


# ------------------------------------------------------------------------------------------------ messages


def test_show_prints_what_it_can_while_errors_stand_and_all_problems_come_in_one_run(project: Path) -> None:
    folder = project / "source_texts" / "jia-2030"
    (folder / "document.yml").write_text("- nothing\n", "utf-8")
    (folder / "summary.yml").write_text("- nothing\n", "utf-8")
    (folder / "measures.yml").write_text("- nothing\n", "utf-8")
    (folder / "en.po").write_text("nothing\n", "utf-8")
    shown = run("show", "--root", project, "jia-2030")
    assert shown.exit_code == 1
    assert "一、加强国际科技合作基地建设。" in shown.output
    checked = run("check", "--root", project).output
    for name in ("document.yml", "summary.yml", "measures.yml", "en.po"):
        assert f"jia-2030/{name}:1:1: " in checked


def test_an_oddity_names_the_witness_line_and_column_in_spite_of_all_that_was_removed_before_it(project: Path) -> None:
    folder = project / "source_texts" / "jia-2030"
    text = (folder / "witness.txt").read_text("utf-8").replace("二、优化", "四、优化")
    record = (folder / "document.yml").read_text("utf-8")
    digest = propose("jia-2030", text, text.encode()).record["witness"]["sha256"]
    (folder / "witness.txt").write_text(text, "utf-8")
    (folder / "document.yml").write_text(re.sub("[0-9a-f]{64}", digest, record), "utf-8")
    line = text[: text.index("四、优化")].count("\n") + 1
    assert f"jia-2030/witness.txt:{line}:1: S001 (review) s4: " in run("check", "--root", project).output


def test_a_title_that_the_page_broke_is_taken_back_and_told(tmp_path: Path) -> None:
    (tmp_path / "source_texts").mkdir()
    text = NOTICE.replace("甲市进一步扩大国际科技合作若干措施\n一、", "《甲市进一步扩大国际科技合作若干措施》\n一、")
    (tmp_path / "capture.txt").write_text(text, "utf-8")
    assert run("new", "--root", tmp_path, "jia-2030", tmp_path / "capture.txt", "--yes").exit_code == 0
    assert [str(p) for p in load(tmp_path).problems if p.severity == "error"] == []


# ------------------------------------------------------------------------------------------------ any capture

TEXTS = Path(__file__).parent.parent / "benchmarks" / "captures" / "texts"
UTF8 = [path for path in sorted(TEXTS.iterdir()) if detected(path.read_bytes()) == "utf_8"]
WRITTEN = [path.read_text("utf-8-sig").splitlines() for path in UTF8]
ODD = ["", "一、", "&nbsp;", "\t\t", "附件", "目录", "问：", "第三条", "“", "1.1", "（一"]


@pytest.mark.long
@given(st.data())
def test_whatever_is_captured_becomes_a_document_without_an_error(draw: st.DataObject) -> None:
    one, other = draw.draw(st.sampled_from(WRITTEN)), draw.draw(st.sampled_from(WRITTEN))
    lines = one[: draw.draw(st.integers(0, len(one)))] + other[draw.draw(st.integers(0, len(other))) :] + ["甲。"]
    for _ in range(draw.draw(st.integers(0, 4))):
        at = draw.draw(st.integers(0, len(lines) - 1))
        odd = draw.draw(st.sampled_from(ODD))
        cut = draw.draw(st.integers(0, len(lines[at])))
        lines[at : at + 1] = [lines[at][:cut], odd, lines[at][cut:]]
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "source_texts").mkdir()
        (root / "capture.txt").write_text("\n".join(lines), "utf-8")
        assert run("new", "--root", root, "any-2031", root / "capture.txt", "--yes").exit_code == 0
        library = load(root)
        assert [str(problem) for problem in library.problems if problem.severity == "error"] == []
        (edition,) = library.editions
        assert list(faults(edition)) == []
        assert (root / "source_texts" / "any-2031" / "witness.txt").read_text("utf-8") == "\n".join(lines)


def test_what_looks_like_a_foot_above_the_clauses_is_none() -> None:
    text = "甲市合作办法\n分享到：\n第一条　为了合作。\n第二条　共建平台。\n分享到：微信\n版权所有：甲市"
    assert "addressee" not in record(text)
    found = record(text)["witness"]
    assert (found["incipit"], found["explicit"]) == ("甲市合作办法", "第二条　共建平台。")


def test_what_a_notice_passes_on_has_its_own_title_though_it_is_named_otherwise() -> None:
    text = (
        "甲省转发省科技厅等部门关于促进联合实验室建设若干意见的通知\n成文日期：2030年4月22日　发布日期：2030年4月29日\n"
        "各市：\n现转发给你们。\n甲省人民政府办公厅\n2030年4月22日\n关于促进联合实验室建设的若干意见\n一、目标\n共建。"
    )
    found = record(text)
    assert found["title"]["zh"] == "关于促进联合实验室建设的若干意见"
    assert found["notice_title"]["zh"] == "甲省转发省科技厅等部门关于促进联合实验室建设若干意见的通知"
    assert found["published"]["value"] == "2030-04-29"
