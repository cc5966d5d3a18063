"""Print what comes of every kind of hostile input: a table of groups and outcomes, and each fault.

PYTHONPATH=tests python benchmarks/hostile/kinds.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import hostile
from policy_site.site import build as site
from policy_site.site.verify import Counts

ROOT = Path(__file__).resolve().parents[2]
OUTCOMES = (hostile.LOSSLESS, hostile.LOCATED, hostile.USAGE, hostile.TRACEBACK, hostile.HANG, hostile.UNPLACED,
            hostile.WRITTEN, hostile.LOST)  # fmt: skip


def prepared(folder: Path) -> Path:
    """Return the small project with its generated pages and its settings."""
    root = Path(shutil.copytree(ROOT / "tests" / "problems" / "_base", folder / "good"))
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, root)
    assert hostile.outcome(root, hostile.Kind("", str, ("build", "--root", "ROOT")))[0] == hostile.LOSSLESS
    return root


def main() -> None:
    site.build = lambda *_: Counts()  # what comes before a site is built
    counts: dict[str, Counter[str]] = {}
    for number, (name, kind) in enumerate(hostile.KINDS.items()):
        with tempfile.TemporaryDirectory() as folder:
            if not number:
                good = prepared(Path(tempfile.mkdtemp()))
            root = Path(shutil.copytree(good, Path(folder) / "project"))
            found, said = hostile.outcome(root, kind)
        counts.setdefault(kind.group, Counter())[found] += 1
        if found not in hostile.GOOD:
            sys.stdout.write(f"{name}: {found}\n{said[-1500:]}\n")
    sys.stdout.write(f"| Group | Kinds | {' | '.join(OUTCOMES)} |\n|{' --- |' * (len(OUTCOMES) + 2)}\n")
    for group, found in {**counts, "all": sum(counts.values(), Counter())}.items():
        cells = [str(found[each]) for each in OUTCOMES]
        sys.stdout.write(f"| {group} | {found.total()} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
