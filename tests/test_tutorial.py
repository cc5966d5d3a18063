"""The tutorial, followed to the letter: each command is run, each file written, each output compared.

Fences of docs/TUTORIAL.md: ‘console’ holds commands ($) and what they print, where ‘…’ is any number of lines; ‘text’
and ‘yaml’ with a path are files; ‘diff’ with a path is a change of one. With --update-golden what is printed is kept.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT

TUTORIAL = ROOT / "docs" / "TUTORIAL.md"
FENCE = re.compile(
    r"^```(?P<kind>console|text|yaml|diff)(?: (?P<path>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
#: The command that makes a test environment out of a shell, and nothing else.
_SHELL_ONLY = frozenset({". .venv/bin/activate"})


@dataclass
class Reader:
    """Somebody who follows the tutorial: the folder they are in."""

    folder: Path

    def run(self, command: str) -> list[str]:
        """Run a command as a shell would, and return the lines that it prints."""
        if command in _SHELL_ONLY:
            return []
        if command.startswith("cd "):
            self.folder /= command[3:]
            return []
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "COLUMNS": "200"}
        done = subprocess.run(
            shlex.split(command), cwd=self.folder, env=environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.stdout.splitlines()

    def change(self, path: str, body: str) -> None:
        """Change a file by lines that begin with a blank, a minus or a plus; they stand in it once."""
        lines = body.splitlines()
        before = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " -")
        after = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " +")
        text = (self.folder / path).read_text("utf-8")
        assert text.count(before) == 1, before
        (self.folder / path).write_text(text.replace(before, after), "utf-8")


def commands(body: str) -> list[tuple[str, list[str]]]:
    """Return the commands of a fence, each with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(said: list[str], printed: list[str]) -> bool:
    """Tell whether lines are those that the tutorial says; a line of … stands for any lines."""
    pattern = "".join("(?:.*\n)*" if line == "…" else re.escape(f"{line}\n") for line in said)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@pytest.mark.build
def test_the_tutorial_leads_from_a_capture_to_a_site(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, tmp_path)
    reader, text, wrong = Reader(tmp_path), TUTORIAL.read_text("utf-8"), []
    shift = 0
    for fence in FENCE.finditer(text):
        if fence["kind"] == "diff":
            reader.change(fence["path"], fence["body"])
        elif fence["path"]:
            (reader.folder / fence["path"]).write_text(fence["body"], "utf-8")
        else:
            told = [(command, said, reader.run(command)) for command, said in commands(fence["body"])]
            if not all(matches(said, printed) for _, said, printed in told):
                now = "".join(
                    f"$ {command}\n" + "".join(f"{line}\n" for line in printed) for command, _, printed in told
                )
                wrong.append(now)
                text = text[: fence.start() + shift] + f"```console\n{now}```" + text[fence.end() + shift :]
                shift += len(now) - len(fence["body"])
    if request.config.getoption("--update-golden"):
        TUTORIAL.write_text(text, "utf-8")
    else:
        assert wrong == []
    pages = reader.folder / "site" / "en"
    assert "a subsidy of 3 yuan each a day" in (pages / "policies" / "jia-2031" / "text.html").read_text("utf-8")
    assert "Encourage caterers" in (pages / "topics" / "meals.html").read_text("utf-8")
    assert "Elder care, clause by clause" in (pages / "index.html").read_text("utf-8")
