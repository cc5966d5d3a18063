"""The open data of the built site, as tests read it to compare the pages with it."""

from __future__ import annotations

import csv

from conftest import Built

#: The choices of the finder and the columns of measures.csv that answer them.
FIELDS = {name: name for name in ("document", "topic", "instrument", "force", "gives")} | {"audience": "audiences"}


def rows(built: Built, name: str) -> list[dict[str, str]]:
    """Return the lines of a table of the open data."""
    with (built.site / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fits(row: dict[str, str], **choice: str) -> bool:
    """Tell whether a measure fits a choice of the finder."""
    return all(value in row[FIELDS[name]].split("; ") for name, value in choice.items())


def cited(rows_of_measures: list[dict[str, str]]) -> int:
    """Return how many clauses some measures cite; one that two of them cite is one."""
    return len({(row["document"], block) for row in rows_of_measures for block in row["blocks"].split("; ")})
