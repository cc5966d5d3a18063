"""Print how far the verdicts of the answers agree with those of the second reading, e.g. 35 of 40, and where not."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def given(slug: str) -> dict[str, str]:
    """Return the verdicts of a document by the ids of the questions."""
    answers = yaml.safe_load((ROOT / "source_texts" / slug / "answers.yml").read_text("utf-8"))["answers"]
    return {answer["question"]: answer["verdict"] for answer in answers}


def main() -> None:
    """Compare every cell of second-reading.tsv with the answers as they are now."""
    with (HERE / "second-reading.tsv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    ours = {slug: given(slug) for slug in {cell["document"] for cell in cells}}
    apart = [cell for cell in cells if ours[cell["document"]][cell["question"]] != cell["verdict"]]
    sys.stdout.write(f"{len(cells) - len(apart)} of {len(cells)} verdicts agree.\n")
    for cell in apart:
        verdict = ours[cell["document"]][cell["question"]]
        where = f"{cell['question']} × {cell['document']}"
        sys.stdout.write(f"{where}: here {verdict}, second reading {cell['verdict']}\n")


if __name__ == "__main__":
    main()
