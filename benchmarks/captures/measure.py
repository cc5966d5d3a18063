"""Measure how far the program brings a capture by itself: new, confirm, check, in rounds.

In: the made-up documents in texts/. Out: a table, and its copy in README.md between the markers.

A round is one ‘check’ and what its remedies ask for. Here a machine follows the remedies that name a value: it settles
an oddity with a reason, marks a closing paragraph, joins a broken line, and confirms what is proposed. What only a
person can write (English, the summary, facts) is left unwritten, which is no error. Run it with:

    .venv/bin/python benchmarks/captures/measure.py
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from policy_site.command import main

HERE = Path(__file__).parent
SLUG = "document-2031"
#: source_texts/…/witness.txt:3:1: S001 (review) s3: ‘三、’ follows …
PROBLEM = re.compile(r"^[^:]+:\d+:\d+: (?P<code>[A-Z]\d{3}) (?P<review>\(review\) )?(?P<rest>.*)$")
#: Gaps that wait for a person and are no fault of the text; G001 goes away with the build.
WAITING = frozenset({"R010", "G001"})
MOST_ROUNDS = 5
REASON = {"zh": "原文如此。", "en": "So printed."}


@dataclass(frozen=True)
class Row:
    """What happened to one document."""

    name: str
    proposed: int
    emendations: int
    rounds: int
    messages: int
    errors: int
    blocks: int
    seconds: float


def run(*arguments: str) -> tuple[int, str]:
    """Run policy-site in this process."""
    result = CliRunner().invoke(main, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def measure(capture: Path) -> Row:
    """Bring one capture as far as the remedies lead."""
    root = Path(tempfile.mkdtemp())
    (root / "source_texts").mkdir()
    start = time.monotonic()
    code, said = run("new", "--root", str(root), SLUG, str(capture), "--yes")
    if code:
        return Row(capture.stem, 0, 0, 0, len(said.splitlines()), 1, 0, time.monotonic() - start)
    folder = root / "source_texts" / SLUG
    record = yaml.safe_load((folder / "document.yml").read_text("utf-8"))
    apparatus = yaml.safe_load((folder / "apparatus.yml").read_text("utf-8"))
    counts = (len(record["proposed"]), len(apparatus["emendations"]))
    rounds = messages = errors = 0
    while rounds < MOST_ROUNDS:
        rounds += 1
        lines = [found for line in run("check", "--root", str(root))[1].splitlines() if (found := PROBLEM.match(line))]
        todo = [found for found in lines if found["code"] not in WAITING]
        messages += len(todo)
        errors += sum(not found["review"] for found in todo)
        if not todo:
            break
        follow(folder, todo)
    shown = run("show", "--root", str(root), SLUG)[1]
    seconds = time.monotonic() - start
    shutil.rmtree(root)
    return Row(capture.stem, *counts, rounds, messages, errors, len(re.findall(r"(?m)^\[", shown)), seconds)


def follow(folder: Path, todo: list[re.Match[str]]) -> None:
    """Do what the remedies of ``todo`` say, as far as they name a value."""
    path = folder / "document.yml"
    record: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    record["proposed"] = []  # a person has looked at them
    for found in todo:
        at, _, rest = found["rest"].partition(": ")
        if found["code"] == "S007":
            words = re.match(r"‘(.+?)…’", rest)
            record.setdefault("closing", []).append(words[1] if words else rest)
        elif found["code"] == "S008" and "wrapped" in rest:
            record["lines"] = "wrapped"
        elif found["code"].startswith("S"):
            record.setdefault("settled", []).append({"code": found["code"], "at": at, "because": REASON})
    path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")


def table(rows: list[Row]) -> str:
    """Return the table of all documents in Markdown."""
    head = ("document", "proposed", "emendations", "rounds", "messages", "errors", "blocks", "seconds")
    lines = [f"| {' | '.join(head)} |", f"| --- {'| ---: ' * (len(head) - 1)}|"]
    for row in rows:
        cells = (row.name, row.proposed, row.emendations, row.rounds, row.messages, row.errors, row.blocks)
        lines.append(f"| {' | '.join(map(str, cells))} | {row.seconds:.1f} |")
    clean = sum(not row.errors and row.rounds < MOST_ROUNDS for row in rows)
    rounds = sum(row.rounds for row in rows) / len(rows)
    minutes = sum(row.seconds for row in rows) / 60
    lines.append(
        f"\n{clean} of {len(rows)} came through without an error; {rounds:.1f} rounds and "
        f"{sum(row.messages for row in rows) / len(rows):.1f} messages on average; {minutes:.2f} minutes of machine "
        "time for all of them."
    )
    return "\n".join(lines)


def write(text: str) -> None:
    """Put the table between the markers of README.md."""
    path = HERE / "README.md"
    old = path.read_text("utf-8")
    new = re.sub(r"(<!-- table -->\n).*(<!-- end -->)", lambda m: f"{m[1]}\n{text}\n\n{m[2]}", old, flags=re.DOTALL)
    path.write_text(new, "utf-8")


if __name__ == "__main__":
    result = table([measure(path) for path in sorted((HERE / "texts").iterdir())])
    sys.stdout.write(f"{result}\n")
    write(result)
