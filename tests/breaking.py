"""What tests of problems share: the cases, how one is made of the good project, and which problems were printed.

The good project is problems/_base. A case's in/ holds the files that differ from it, and EDITS.yml for small changes:
    edits: [{file: …, find: …, put: …}]   each ‘find’ stands once in the file
    delete: […]                           files that are taken away
    folder: […]                           folders that are put where a file should be
A folder is named by its code, or by its code and what is special about it (W001-utf16); one with _ has no single code.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

CASES = Path(__file__).parent / "problems"
#: source_texts/wuhan-2020/apparatus.yml:2:10: A002 Lemma ‘…’ occurs … (path, line, column, code)
PROBLEM = re.compile(r"(?P<path>[^:\n]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]\d{3}) ")


def overlay(root: Path, case: Path) -> None:
    """Make the good project into the case."""
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("EDITS.yml"))
    changes = yaml.safe_load((case / "EDITS.yml").read_text("utf-8")) if (case / "EDITS.yml").exists() else {}
    replace(root, changes.get("edits", ()))
    for name in (*changes.get("delete", ()), *changes.get("folder", ())):
        (root / name).unlink()
    for name in changes.get("folder", ()):
        (root / name).mkdir()


def replace(root: Path, edits: Iterable[Mapping[str, str]]) -> None:
    """Put in each file what stands in ‘put’ for what stands there once as ‘find’."""
    for edit in edits:
        path = root / edit["file"]
        text = path.read_text("utf-8")
        assert text.count(edit["find"]) == 1, f"‘{edit['find']}’ stands {text.count(edit['find'])} times in {path.name}"
        path.write_text(text.replace(edit["find"], edit["put"]), "utf-8", newline="")


def problem_lines(output: str) -> list[str]:
    """Return the lines that are problems."""
    return [line for line in output.splitlines() if PROBLEM.match(line)]


def codes(output: str) -> set[str]:
    """Return the codes of the problems in what was printed."""
    return {PROBLEM.match(line)["code"] for line in problem_lines(output)}  # type: ignore[index]
