"""Every problem code, by example: a folder each, with what is wrong (in/) and the lines that say so (golden/).

The good project is problems/_base. A case's in/ holds the files that differ from it, and EDITS.yml for small changes:
    edits: [{file: …, find: …, put: …}]   each ‘find’ stands once in the file
    delete: […]                           files that are taken away
    folder: […]                           folders that are put where a file should be
A folder is named by its code, or by its code and what is special about it (W001-utf16); those with _ have no single code.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import run, tree

from policy_site import site
from policy_site.library import load
from policy_site.problems import CODES

CASES = Path(__file__).parent / "problems"
BASE = CASES / "_base"
NAMES = sorted(path.name for path in CASES.iterdir() if (path / "in").is_dir())
Golden = Callable[[Path, str], None]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The good project, with its generated pages."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    site.write_docs(root, site.generated(root, load(root).editions))
    return root


def overlay(root: Path, case: Path) -> None:
    """Make the good project into the case."""
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("EDITS.yml"))
    changes = yaml.safe_load((case / "EDITS.yml").read_text("utf-8")) if (case / "EDITS.yml").exists() else {}
    for edit in changes.get("edits", ()):
        path = root / edit["file"]
        text = path.read_text("utf-8")
        assert text.count(edit["find"]) == 1, f"‘{edit['find']}’ stands {text.count(edit['find'])} times in {path.name}"
        path.write_text(text.replace(edit["find"], edit["put"]), "utf-8", newline="")
    for name in (*changes.get("delete", ()), *changes.get("folder", ())):
        (root / name).unlink()
    for name in changes.get("folder", ()):
        (root / name).mkdir()


def test_the_good_project_is_good(base: Path) -> None:
    result = run("check", "--root", base)
    assert (result.exit_code, result.output) == (0, "1 documents are in order.\n")


@pytest.mark.parametrize("name", NAMES)
def test_case_is_reported_and_nothing_is_written(name: str, base: Path, golden: Golden) -> None:
    overlay(base, CASES / name / "in")
    before = tree(base)
    result = run("check", "--root", base)
    golden(CASES / name / "golden" / "problems.txt", result.output)
    assert result.exit_code == 1
    assert tree(base) == before


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("_")])
def test_case_reports_the_code_it_is_named_for_and_no_other(name: str) -> None:
    lines = (CASES / name / "golden" / "problems.txt").read_text("utf-8").splitlines()
    found = {line.split(": ", 1)[1].split(" ", 1)[0] for line in lines[:-1]}
    assert found == {name.split("-")[0]}


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert {name.split("-")[0] for name in NAMES if not name.startswith("_")} == set(CODES)


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("G")])
def test_build_refuses_what_check_refuses_and_writes_nothing(name: str, base: Path) -> None:
    overlay(base, CASES / name / "in")
    before = tree(base)
    result = run("build", "--root", base)
    lines = (CASES / name / "golden" / "problems.txt").read_text("utf-8")
    assert result.exit_code == 1
    assert result.output == f"Reading the documents …\n{lines}"
    assert tree(base) == before
