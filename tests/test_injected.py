"""Injected names: none leaves the program, however it is dressed and wherever it was typed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import run
from policy_site.site import build as site
from policy_site.text.injected import BARRIER, InjectedNames, folded

#: Names with signs that Markdown or HTML writes in another way, or that regularising changes.
DRESSED = [
    "AG_真人", "bet&win", "六合彩*官网", "[葡京]官网", "葡京|官网", "葡京,官网", "葡京:官网", "葡京(官网)", "葡京 官网",
    "葡京  官网", "葡京\u3000官网", "葡京\t官网", "葡京\n官网", "葡京<官网", "葡京!官网", "葡京·官网", "AG`真人",
    "葡京{官网}", "葡京\\官网", "葡京#官网", "葡京;官网",
]  # fmt: skip
#: Other ways to write 葡京官网.
WRITTEN = [
    "葡京官網", "葡 京 官 网", "**葡京**官网", "葡<b>京</b>官网", "&#33889;京官网", "&#x8461;&#x4eac;官网",
    "%E8%91%A1京官网", "\\u8461京官网", "葡\u200b京官网", "葡京​官网", "葡.京.官.网", "葡<!-- x -->京官网",
]  # fmt: skip


@pytest.fixture
def quick(framed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, whose build writes the pages under docs/ and no site."""
    monkeypatch.setattr(site, "build", lambda *_: None)
    return framed


def declare(root: Path, name: str, text: Callable[[str], str] = str) -> None:
    """Declare ``name`` as injected, and change the capture of the sample by ``text``."""
    folder = root / "source_texts" / "sample-2020"
    witness = text((folder / "witness.txt").read_text("utf-8"))
    (folder / "witness.txt").write_text(witness, "utf-8")
    record = (folder / "document.yml").read_text("utf-8")
    quoted = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    record = record.replace("injected: [样本博彩]", f'injected: [样本博彩, "{quoted}"]')
    record = re.sub("[0-9a-f]{64}", hashlib.sha256(witness.encode()).hexdigest(), record)
    (folder / "document.yml").write_text(record, "utf-8")


def published(root: Path) -> dict[str, str]:
    """Return the text of every file that a reader may get, or that one is made from; not what was read and is kept."""
    folders = [root / name for name in ("docs", ".build/docs", "site", "dist")]
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in paths}


@pytest.mark.long
@pytest.mark.parametrize("name", DRESSED)
def test_a_dressed_name_in_the_text_stops_the_build(quick: Path, name: str) -> None:
    declare(quick, name, lambda text: text.replace("鼓励专家来市工作", f"鼓励专家{name}来市工作"))
    for fact in ("measures.yml", "targets.yml", "outcomes.yml"):
        (quick / "source_texts" / "sample-2020" / fact).unlink()
    (quick / "source_texts" / "home.yml").unlink(missing_ok=True)  # it shows one of these facts
    result = run("build", "--root", quick)
    assert result.exit_code == 1
    assert "G002" in result.output


@pytest.mark.long
@pytest.mark.parametrize("name", DRESSED)
def test_a_dressed_name_in_what_was_removed_is_masked(quick: Path, name: str) -> None:
    declare(quick, name, lambda text: f"首页 {name} 登录\n\n{text}")
    result = run("build", "--root", quick)
    assert result.exit_code == 0, result.output
    names = InjectedNames.of([name])
    assert [path for path, text in published(quick).items() if names.spans(text)] == []
    assert "inserted text" in (quick / ".build" / "docs" / "en" / "about.md").read_text("utf-8")


@pytest.mark.long
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("file", ["en/principles.md", "en/notes.txt", "zh-Hans/images/x.svg", "en/x.css"])
def test_a_name_in_any_file_under_docs_is_found_however_it_is_written(quick: Path, file: str, written: str) -> None:
    if "<" in written and file.endswith((".txt", ".css")):
        return  # there markup is text that parts the name
    declare(quick, "葡京官网")
    path = quick / "docs" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Page\n\n<p>甲{written}乙</p>\n", "utf-8")
    result = run("check", "--root", quick)
    assert result.exit_code == 1
    assert re.search(rf"^docs/{file}:\d:\d+: G002 ", result.output, re.MULTILINE)


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("source_texts/glossary.yml", "en: open cooperation", "en: open cooperation\n  everyday: {zh: [葡京-官网]}"),
        ("source_texts/glossary.yml", "en: open cooperation", "en: open cooperation\n  en_also: [葡京官網]"),
        ("source_texts/names.yml", "en: Sample City", "en: 葡京_官网"),
        ("source_texts/sources.yml", "title: 样本日报", "title: 葡京·官网"),
        ("source_texts/sample-2020/outcomes.yml", "en: 21 were", "en: 葡 京官网 21 were"),
        ("mkdocs.yml", "site_name: Opening", "site_name: 葡京官网 Opening"),
        ("mkdocs.zh-Hant.yml", "footer_principles: ", "footer_principles: 葡京*官網"),
        ("theme/partials/copyright.html", "<p>", "<p><b>葡</b>京官网"),
    ],
)  # fmt: skip
def test_a_name_that_was_typed_elsewhere_is_found(quick: Path, file: str, find: str, put: str) -> None:
    declare(quick, "葡京官网")
    path = quick / file
    path.write_text(path.read_text("utf-8").replace(find, put), "utf-8")
    assert "官" in path.read_text("utf-8")
    result = run("check", "--root", quick)
    assert result.exit_code == 1
    assert f"{file}:" in result.output
    assert "G002" in result.output


def test_a_name_in_everyday_words_is_found(quick: Path) -> None:
    declare(quick, "葡京官网")
    path = quick / "source_texts" / "sample-2020" / "everyday.yml"
    path.write_text("words:\n- {say: [葡京 官网], mean: [合作基地]}\n", "utf-8")
    result = run("check", "--root", quick)
    assert f"{path.relative_to(quick)}:2:" in result.output


@pytest.mark.build
def test_a_name_that_only_the_built_site_holds_leaves_the_last_site(framed: Path) -> None:
    root = framed
    declare(root, "葡京官网")
    for name in ("site", "dist"):
        (root / name).mkdir()
        (root / name / "last-good.txt").write_text("last good", "utf-8")
    footer = root / "theme" / "partials" / "copyright.html"
    footer.write_text(footer.read_text("utf-8") + "<p>{{ '葡' ~ 'x京官网'[1:] }}</p>", "utf-8")
    for locale in ("en", "zh-Hans"):
        for name in ("principles", "reading"):
            (root / "docs" / locale / f"{name}.md").write_text(f"# {name} {{: #top }}\n", "utf-8")
    result = run("build", "--root", root)
    assert result.exit_code == 1
    assert re.search(r"^site/en/about\.html:\d+:\d+: G002", result.output, re.MULTILINE)
    assert [path.name for name in ("site", "dist") for path in (root / name).iterdir()] == ["last-good.txt"] * 2


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("AG_真人", "访问ＡＧ 真人！", "ＡＧ 真人"),
        ("AG", "management", None),
        ("AG", "玩AG吧", "AG"),
        ("AG", "x (ag) y", "ag"),
        ("bet&win", "the BET-WIN site", "BET-WIN"),
        ("葡京", f"葡{BARRIER}京", None),
        ("葡京", "蒲京", None),
        ("葡京官網", "葡京官网", "葡京官网"),
        ("café真人", "cafe\u0301真人", "cafe\u0301真人"),
        ("★", "甲★乙", "★"),
        ("※☆", "甲※☆乙", "※☆"),
    ],
)
def test_a_name_is_found_by_its_letters_and_digits(name: str, text: str, found: str | None) -> None:
    assert [text[start:end] for start, end in InjectedNames.of([name]).spans(text)] == ([found] if found else [])


def test_folding_is_idempotent_and_many_names_are_fast() -> None:
    for name in (*DRESSED, *WRITTEN):
        assert folded(folded(name)) == folded(name)
    names = InjectedNames.of(f"葡京{number}官网" for number in range(100_000))
    assert names.spans("。" * 100_000 + "葡京 99999 官网") == [(100_000, 100_011)]
