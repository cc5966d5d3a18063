"""The command as a person meets it: exit status 0 good, 1 problems, 2 wrong usage; and what it leaves alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, run, tree
from policy_site.site import build as site
from policy_site.site import preview
from policy_site.text.edition import Edition

BASE = Path(__file__).parent / "problems" / "_base"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The small good project, without generated pages."""
    return Path(shutil.copytree(BASE, tmp_path / "project"))


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A capture for ‘new’."""
    path = tmp_path / "capture.txt"
    path.write_text("新市合作方案\n\n一、总体要求\n\n扩大合作,引进人才。\n", "utf-8")
    return path


@pytest.mark.long
def test_the_project_is_in_order_and_its_generated_pages_are_up_to_date() -> None:
    result = run("check", "--root", ROOT)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == "5 documents are in order."


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["mend"],
        ["check", "--loud"],
        ["check", "--root", "/nowhere/at/all"],
        ["show"],
        ["new"],
        ["new", "sixth-2024"],
        ["new", "sixth-2024", "/nowhere/at/all.txt"],
        ["new", "sixth-2024", "/"],
        ["build", "now"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.output


def test_help_is_no_wrong_usage() -> None:
    assert run("--help").exit_code == 0
    assert run("check", "-h").exit_code == 0


def test_show_of_an_unknown_document_is_wrong_usage_and_names_the_known_ones(sample: Path) -> None:
    result = run("show", "--root", sample, "sixth-2024")
    assert result.exit_code == 2
    assert "sample-2020" in result.output


@pytest.mark.long
def test_show_prints_every_sentence_with_its_id(editions: dict[str, Edition]) -> None:
    result = run("show", "--root", ROOT, "guangzhou-2019")
    assert result.exit_code == 0
    for block in editions["guangzhou-2019"].blocks:
        for sentence in block.sentences:
            assert f"  {sentence.id}\t{sentence.hans}\n" in result.output


def test_show_of_a_broken_document_prints_its_problems_and_only_its(sample: Path) -> None:
    shutil.copytree(sample / "source_texts" / "sample-2020", sample / "source_texts" / "other-2021")
    (sample / "source_texts" / "sample-2020" / "summary.yml").write_text("- x\n", "utf-8")
    (sample / "source_texts" / "other-2021" / "witness.txt").write_text("甲", "utf-8")
    result = run("show", "--root", sample, "sample-2020")
    assert result.exit_code == 1
    assert "sample-2020/summary.yml:1:1: Y002" in result.output
    assert "other-2021" not in result.output


def test_a_broken_document_does_not_hide_the_problems_of_another(sample: Path) -> None:
    shutil.copytree(sample / "source_texts" / "sample-2020", sample / "source_texts" / "other-2021")
    (sample / "source_texts" / "sample-2020" / "summary.yml").write_text("- x\n", "utf-8")
    (sample / "source_texts" / "other-2021" / "witness.txt").unlink()
    result = run("check", "--root", sample)
    assert "sample-2020/summary.yml:1:1: Y002" in result.output
    assert "other-2021/witness.txt:1:1: W009" in result.output


# ------------------------------------------------------------------------------------------------ new


@pytest.mark.parametrize(
    "slug",
    ["../evil", "..", ".", "/tmp/evil", "a/b", "a\\b", "Evil", "a_b", "a--b", "a-", "a b", "甲", "a.b", "a\n", ""],
)
def test_new_refuses_a_slug_that_is_no_plain_folder_name_and_writes_nothing(
    sample: Path, capture: Path, slug: str
) -> None:
    before = tree(sample.parent)
    result = run("new", "--root", sample, slug, capture)
    assert result.exit_code == 1
    assert "R006" in result.output
    assert tree(sample.parent) == before


def test_new_never_touches_a_document_that_is_there(sample: Path, capture: Path) -> None:
    before = tree(sample)
    result = run("new", "--root", sample, "sample-2020", capture)
    assert result.exit_code == 1
    assert "There is a document ‘sample-2020’ already." in result.output
    assert tree(sample) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("新市合作方案".encode("gbk"), "W001"),
        ("新市合作方案".encode("utf-16"), "W001"),
        ("新市关于进一步扩大合作的方案".encode().decode("latin-1").encode(), "W014"),
        ("新市\0方案".encode(), "W003"),
        ("新市\u202e方案".encode(), "W005"),
        ("新市\u200b方案".encode(), "W006"),
        (b"", "W007"),
        (b" \n\n", "W007"),
    ],
)
def test_new_refuses_a_bad_capture_by_its_own_name_and_writes_nothing(
    sample: Path, tmp_path: Path, data: bytes, code: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    before = tree(sample)
    result = run("new", "--root", sample, "sixth-2024", path)
    assert result.exit_code == 1
    assert f"{path}:1:" in result.output
    assert f": {code} " in result.output
    assert tree(sample) == before


@pytest.mark.parametrize(
    "text",
    [
        "新市合作方案\n\n一、总体要求\n\n扩大合作,引进人才。\n",
        "一行而已",
        "标题 分两段\n正文。正文。正文。正文。正文。正文。",
        "重复。\n重复。\n重复。\n",
        "甲\n甲\n甲甲\n",
        "  \n\n\u3000新市合作方案 \n\n一、甲。乙。\n",
        "甲：'乙': {丙} # 丁\n- 戊\n",
        "关于“一带一路”的通知\n一是甲。乙。\n二是丙。丁。\n",
        "新市方案(2024)\n12:30\n丙\n",
    ],
)
def test_new_keeps_the_capture_byte_for_byte_and_makes_a_document_that_is_read_without_a_problem(
    sample: Path, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "capture.txt"
    path.write_bytes(text.encode())
    result = run("new", "--root", sample, "sixth-2024", path)
    assert result.exit_code == 0, result.output
    assert (sample / "source_texts" / "sixth-2024" / "witness.txt").read_bytes() == text.encode()
    shown = run("show", "--root", sample, "sixth-2024")
    assert shown.exit_code == 0, shown.output


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"\xef\xbb\xbf" + "新市合作方案\n一、甲。乙。\n".encode(), {"byte_order_mark": True}),
        ("新市合作方案\r\n一、甲。乙。\r\n".encode(), {"line_ends": "CRLF"}),
        ("新市合作方案\r一、甲。乙。\r".encode(), {"line_ends": "CR"}),
    ],
)
def test_new_owns_to_marks_and_line_ends_keeps_the_bytes_and_reads_the_text_without_them(
    sample: Path, tmp_path: Path, data: bytes, fact: dict[str, object]
) -> None:
    (tmp_path / "capture.txt").write_bytes(data)
    assert run("new", "--root", sample, "sixth-2024", tmp_path / "capture.txt").exit_code == 0
    folder = sample / "source_texts" / "sixth-2024"
    assert (folder / "witness.txt").read_bytes() == data
    written = yaml.safe_load((folder / "document.yml").read_text("utf-8"))["witness"]
    assert fact.items() <= written.items()
    shown = run("show", "--root", sample, "sixth-2024")
    assert shown.exit_code == 0, shown.output
    assert "title-1\t新市合作方案\n" in shown.output


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("flag", ["--decode", "--yes"])
def test_new_decodes_when_asked_and_keeps_the_original_beside(
    sample: Path, tmp_path: Path, encoding: str, flag: str
) -> None:
    text = "新市關於進一步擴大國際科技合作的方案\n一、總體要求\n擴大合作。\n"
    data = text.encode(encoding)
    (tmp_path / "capture.txt").write_bytes(data)
    result = run("new", "--root", sample, "sixth-2024", tmp_path / "capture.txt", flag)
    assert result.exit_code == 0, result.output
    folder = sample / "source_texts" / "sixth-2024"
    assert (folder / "witness.original").read_bytes() == data
    assert (folder / "witness.txt").read_text("utf-8") == text
    assert "script: zh-Hant" in (folder / "document.yml").read_text("utf-8")
    assert run("show", "--root", sample, "sixth-2024").exit_code == 0


def test_new_touches_only_the_new_folder(sample: Path, capture: Path) -> None:
    before = tree(sample)
    assert run("new", "--root", sample, "sixth-2024", capture).exit_code == 0
    after = tree(sample)
    assert {name: after[name] for name in before} == before
    assert all(name.startswith("source_texts/sixth-2024") for name in after.keys() - before.keys())


# ------------------------------------------------------------------------------------------------ other folders


COMMANDS = [("check",), ("show", "x"), ("build",), ("translate",), ("serve",), ("new", "x-2020", __file__)]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_sources_is_refused_and_nothing_in_it_is_touched(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    page = tmp_path / "docs" / "api" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text("<!-- Generated by another program -->\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Another\n", "utf-8")
    before = tree(tmp_path)
    result = run(command[0], "--root", tmp_path, *command[1:])
    assert result.exit_code == 2
    assert "there is no folder source_texts/" in result.output
    assert tree(tmp_path) == before


@pytest.mark.parametrize("settings", [None, "", "site_name: Another\n"])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_project_whose_settings_are_not_ours_is_refused(sample: Path, command: str, settings: str | None) -> None:
    if settings is not None:
        (sample / "mkdocs.yml").write_text(settings, "utf-8")
    before = tree(sample)
    result = run(command, "--root", sample)
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.output
    assert tree(sample) == before


def test_only_a_page_with_the_whole_notice_is_removed(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(good, tmp_path / "project"))
    monkeypatch.setattr(site, "build", lambda *_: None)
    notice = "---\n# Generated by ‘policy-site build’ from x; edit that, not this file.\n---\n"
    kept = ["<!-- Generated by hand. -->\n", f"# A page\n{notice}", notice.replace("‘policy-site build’", "‘site’"), ""]
    (root / "docs" / "more").mkdir()
    for number, text in enumerate(kept):
        (root / "docs" / "more" / f"kept-{number}.md").write_text(text, "utf-8")
    (root / "docs" / "more" / "gone.md").write_text(notice, "utf-8")
    assert run("build", "--root", root).exit_code == 0
    names = {path.name for path in (root / "docs" / "more").glob("*.md")}
    assert {f"kept-{number}.md" for number in range(len(kept))} <= names
    assert "gone.md" not in names


def test_a_project_without_a_document_is_told_how_to_begin_one(breakable: Path) -> None:
    shutil.rmtree(breakable / "source_texts")
    (breakable / "source_texts").mkdir()
    before = tree(breakable)
    refused = run("build", "--root", breakable)
    assert refused.exit_code == 2
    assert "There is no document in source_texts/. Begin one with ‘policy-site new’." in refused.output
    assert tree(breakable) == before


def test_a_preview_says_where_it_will_be(breakable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "serve", lambda *_: None)
    shutil.copytree(ROOT / "theme", breakable / "theme")
    assert "http://127.0.0.1:8123/" in run("serve", "--root", breakable, "--port", "8123").output
