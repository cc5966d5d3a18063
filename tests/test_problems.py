"""Every problem code, by example: a folder each, with what is wrong (in/) and the lines that say so (golden/).

How a folder is laid out: see breaking.py. FIX.yml is what the remedy of the case tells a person to do, in this order:
    rename: {from: to}    write: {file: text}    restore: […] from the good project
    commands: [[…]] of policy-site    edits: as in EDITS.yml    delete: […] files and folders
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from breaking import CASES, codes, overlay, problem_lines, replace
from conftest import SAMPLE, run, tree
from policy_site.site import build as site
from policy_site.sources.problems import CODES, ERROR

NAMES = sorted(path.name for path in CASES.iterdir() if (path / "in").is_dir())
Golden = Callable[[Path, str], None]
#: All but those of a built site, which tests/test_verify.py makes.
OF_SOURCES = {code for code in CODES if code[0] != "V"}
#: Codes that a case may have beside its own: a sentence that it changes stands on no page yet; an ‘ignore’
#: that settles nothing leaves what it was to settle; of two terms with one form, only one can be rendered; a
#: document made for a case is not written yet; where nothing is asked, nothing that rests on questions holds.
ALSO = (
    {f"T00{number}": {"G001"} for number in (2, 3, 4, 6, 7, 8)}
    | {
        **{code: {"G001"} for code in ("B001", "B002", "C009", "C010", "C011", "C012", "C013", "C015", "Q010", "Q011")},
        "G002": {"G001"},
        "G004": {"G001"},
        "L001": {"T008"},
        "T004": {"G001", "T002"},
        "T012": {"T005", "T007"},
        "Q001": {"P001", "Q009"},
        "Q002": {"G001"},
        "R010": {"G001"},
    }
    | {code: {"G001", "R010"} for code in ("H001", "R009", "S001", "S002", "S005", "S007", "S008", "S009", "W016")}
)


def test_the_good_project_is_good(breakable: Path) -> None:
    result = run("check", "--root", breakable)
    assert (result.exit_code, result.output) == (0, "1 documents are in order.\n")


@pytest.mark.parametrize("name", NAMES)
def test_case_is_reported_under_its_own_code_and_nothing_is_written(name: str, breakable: Path, golden: Golden) -> None:
    overlay(breakable, CASES / name / "in")
    before = tree(breakable)
    found = run("check", "--root", breakable)
    golden(CASES / name / "golden" / "problems.txt", found.output)
    stopping = {code for code in codes(found.output) if CODES[code][0] == ERROR}
    assert found.exit_code == bool(stopping)
    assert name.startswith("_") or codes(found.output) - ALSO.get(name[:4], set()) == {name[:4]}
    if stopping - {"G001"}:  # which a build mends
        refused = run("build", "--root", breakable)
        assert refused.exit_code == 1
        assert stopping - {"G001"} <= codes(refused.output) <= codes(found.output)
    assert tree(breakable) == before


FIXED = [name for name in NAMES if (CASES / name / "FIX.yml").is_file()]


def test_every_code_has_a_case_whose_remedy_is_followed() -> None:
    assert {name[:4] for name in FIXED} == OF_SOURCES


@pytest.mark.long
@pytest.mark.parametrize("name", FIXED)
def test_the_remedy_followed_removes_the_problem_and_brings_no_other(
    name: str, breakable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "build", lambda *_: None)
    overlay(breakable, CASES / name / "in")
    before = problem_lines(run("check", "--root", breakable).output)
    follow(breakable, yaml.safe_load((CASES / name / "FIX.yml").read_text("utf-8")))
    built = run("build", "--root", breakable)
    assert built.exit_code == 0, built.output
    after = problem_lines(run("check", "--root", breakable).output)
    if name == "R010":  # the rest of the document stays unwritten
        assert set(after) < set(before)
    else:
        folders = {path.name for path in (breakable / "source_texts").iterdir() if path.is_dir()}
        unwritten = set() if folders == {"sample-2020"} else {"R009", "R010"}  # a document made for the case
        assert codes("\n".join(after)) - unwritten == set(), "\n".join(after)


def follow(root: Path, fix: dict[str, Any]) -> None:
    """Do in a project what FIX.yml says."""
    for old, new in fix.get("rename", {}).items():
        (root / old).rename(root / new)
    for name, text in fix.get("write", {}).items():
        (root / name).write_text(text, "utf-8")
    for name in fix.get("restore", ()):
        shutil.copy(SAMPLE / name, root / name)
    for command, *arguments in fix.get("commands", ()):
        paths = [root / each if (root / each).is_file() else each for each in arguments]
        result = run(command, "--root", root, *paths)
        assert result.exit_code == 0, result.output
    replace(root, fix.get("edits", ()))
    for name in fix.get("delete", ()):
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert {name[:4] for name in NAMES if not name.startswith("_")} == OF_SOURCES


def test_the_several_case_reports_many_files_and_many_codes_at_once(breakable: Path) -> None:
    overlay(breakable, CASES / "_several" / "in")
    found = problem_lines(run("check", "--root", breakable).output)
    assert len(codes("\n".join(found))) >= 8
    assert len({line.split(":")[0] for line in found}) >= 6
    assert found == sorted(found, key=lambda line: (line.split(":")[0], *map(int, line.split(":")[1:3])))


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("summary.yml", "zh: 没有写给多少钱。", "zh: 没有写样本博彩给多少钱。"),
        ("summary.yml", "en: It names no sum of money.", "en: It names no sum of 样本博彩."),
        ("document.yml", "en: A page made up for the tests.", "en: A page made up by 样本博彩."),
        ("document.yml", "zh: 样本方案（2020）", "zh: 样本博彩（2020）"),
        ("notes.yml", "", "notes:\n- {at: s2.1-p1-1, words: 高校, zh: 样本博彩。, en: Inserted.}\n"),
    ],
)
def test_an_injected_name_that_a_generated_page_would_print_stops_the_build(
    breakable: Path, file: str, find: str, put: str
) -> None:
    path = breakable / "source_texts" / "sample-2020" / file
    path.write_text(path.read_text("utf-8").replace(find, put) if find else put, "utf-8")
    before = tree(breakable)
    result = run("build", "--root", breakable)
    assert (result.exit_code, codes(result.output)) == (1, {"G002"})
    assert tree(breakable) == before


def test_an_alias_bomb_is_not_expanded(breakable: Path) -> None:
    overlay(breakable, CASES / "Y004-bomb" / "in")
    assert codes(run("check", "--root", breakable).output) == {"Y004"}
