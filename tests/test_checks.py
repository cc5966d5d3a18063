"""The checks by their names: each finds what it looks at and nothing else; names, seconds, and what is always told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from breaking import CASES, codes, overlay
from conftest import run
from policy_site.checks import GROUND, SOURCES
from policy_site.library import load
from policy_site.site import docs_folder

NAMES = [check.name for check in docs_folder.CHECKS]
#: For each check a case of tests/problems/ that it finds, with the code that it says.
FINDS = {
    "files": "Y003", "text": "A001", "record": "R007", "summary": "C001", "english": "T009", "everyday": "L003",
    "facts": "F001", "answers": "Q003", "gaps": "R010", "languages": "B002", "ids": "F005-topic", "glossary": "L002",
    "names": "F008-name", "comparisons": "F012", "questions": "Q009", "audiences": "P005", "home": "P001-nothing-cited",
    "pages": "G001", "refused": "G004", "injected": "G002",
}  # fmt: skip
#: english      0.26 s     3 found  en.po and notes.yml against the text and the glossary
TIMING = re.compile(r"(?P<name>\S+) +\d+\.\d\d s +(?P<found>\d+) found  (?P<looks_at>\S.*)")


def test_every_check_has_a_name_of_its_own_and_says_what_it_looks_at() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert set(FINDS) == set(NAMES) - {docs_folder.BY_HAND.name}
    assert all(check.looks_at for check in docs_folder.CHECKS)


@pytest.mark.parametrize("name", FINDS)
def test_a_check_run_alone_finds_what_it_looks_at(name: str, breakable: Path) -> None:
    overlay(breakable, CASES / FINDS[name] / "in")
    found = run("check", "--root", breakable, "--only", name)
    assert FINDS[name][:4] in codes(found.output)
    assert codes(found.output) <= codes(run("check", "--root", breakable).output)


def test_the_pages_by_hand_are_a_check_too(breakable: Path) -> None:
    (breakable / "docs" / "en" / "reading.md").write_bytes("甲".encode("gbk"))
    assert codes(run("check", "--root", breakable, "--only", "by-hand").output) == {"W009"}
    assert codes(run("check", "--root", breakable, "--only", "facts").output) == set()


@pytest.mark.parametrize("name", [check.name for check in SOURCES if check not in GROUND])
def test_a_check_run_alone_tells_nothing_that_another_finds_and_makes_no_page(
    name: str,
    breakable: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(docs_folder, "generated", None)  # calling it would fail
    overlay(breakable, CASES / ("T009" if name != "english" else "F001") / "in")
    result = run("check", "--root", breakable, "--only", name)
    assert (result.exit_code, result.output) == (0, f"Looked at {name}.\n")


def test_several_checks_may_be_named(breakable: Path) -> None:
    for case in ("T009", "F001", "C001"):
        overlay(breakable, CASES / case / "in")
    result = run("check", "--root", breakable, "--only", "english", "--only", "facts")
    assert codes(result.output) == {"T009", "F001"}
    assert result.exit_code == 1


@pytest.mark.parametrize(("case", "code"), [("Y003", "Y003"), ("A001", "A001")])
def test_what_cannot_be_read_or_edited_is_told_whatever_is_asked(breakable: Path, case: str, code: str) -> None:
    overlay(breakable, CASES / case / "in")
    result = run("check", "--root", breakable, "--only", "english")
    assert (result.exit_code, codes(result.output)) == (1, {code})


def test_a_review_of_the_text_is_not_told_where_only_the_english_is_asked(breakable: Path) -> None:
    overlay(breakable, CASES / "S001" / "in")
    assert codes(run("check", "--root", breakable, "--only", "text").output) >= {"S001"}
    assert codes(run("check", "--root", breakable, "--only", "english").output) == set()


def test_an_error_anywhere_in_the_sources_stands_in_the_way_of_the_pages(breakable: Path) -> None:
    overlay(breakable, CASES / "F001" / "in")
    result = run("check", "--root", breakable, "--only", "pages")
    assert (result.exit_code, codes(result.output)) == (1, {"F001"})


def test_a_wrong_fact_does_not_hide_what_is_wrong_with_the_glossary(breakable: Path) -> None:
    for case in ("F001", "L002"):
        overlay(breakable, CASES / case / "in")
    assert codes(run("check", "--root", breakable).output) == {"F001", "L002"}


def test_an_unknown_name_is_wrong_usage_and_the_names_are_listed(breakable: Path) -> None:
    result = run("check", "--root", breakable, "--only", "englisch")
    assert result.exit_code == 2
    assert "englisch" in result.output
    assert all(f"'{name}'" in result.output for name in NAMES)


def test_timings_tell_the_seconds_of_each_check_that_ran(breakable: Path) -> None:
    whole = run("check", "--root", breakable, "--timings").output.splitlines()
    lines = [match for match in map(TIMING.fullmatch, whole) if match]
    assert [line["name"] for line in lines] == NAMES
    assert {line["looks_at"] for line in lines} == {check.looks_at for check in docs_folder.CHECKS}
    overlay(breakable, CASES / "T009" / "in")
    alone = run("check", "--root", breakable, "--timings", "--only", "english").output.splitlines()
    lines = [match for match in map(TIMING.fullmatch, alone) if match]
    assert {line["name"]: line["found"] for line in lines} == {"files": "0", "text": "0", "english": "1"}


def test_the_page_of_the_folders_lists_every_check(breakable: Path) -> None:
    readme = breakable / docs_folder.README
    readme.write_text("# Documents\n\n<!-- table: checks -->\n<!-- end -->\n", "utf-8")
    assert "G001" in codes(run("check", "--root", breakable).output)
    made = docs_folder.generated(breakable, load(breakable)).project[docs_folder.README]
    assert all(f"| `{check.name}` | {check.looks_at} |" in made for check in docs_folder.CHECKS)
