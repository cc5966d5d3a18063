"""Write what every engine is given into a folder: clauses.json (131 clauses in both languages) and queries.json.

Usage: python benchmarks/search/export.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "search"))

from recall import queries  # noqa: E402 (the test set is shared, not copied)

from policy_site.library import load  # noqa: E402
from policy_site.search.groups import clauses  # noqa: E402


def main(folder: Path) -> None:
    """Write both files."""
    found = [
        {
            "slug": edition.slug,
            "ids": [line.anchor for line in group.lines],
            "zh": "\n".join(line.zh for line in group.lines),
            "en": "\n".join(line.en for line in group.lines),
        }
        for number, edition in enumerate(load(ROOT).editions)
        for group in clauses(number, edition)
    ]
    asked = [{"text": query.text, "lang": query.lang} for query in queries()]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "clauses.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    (folder / "queries.json").write_text(json.dumps(asked, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
