"""Recall: how often the expected clause stands among the first results, by class of query.

In: queries.yml and the results of a search engine, as plain data. Out: a table. The benchmarks use it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policy_site.text.edition import covers

QUERIES = Path(__file__).with_name("queries.yml")
CLASSES = ("term", "phrase", "number", "part", "script", "synonym", "question", "absent")
#: The classes of short queries, as against whole questions.
SHORT = ("term", "phrase", "number", "part", "script", "synonym")


#: Sets that were measured before anything was mended for them, and those for which nothing ever was.
BLIND = (4, 5, 6, 7, 8, 9, 10)
UNTOUCHED = (7, 8, 9, 10)


@dataclass(frozen=True)
class Query:
    """What a reader types, and where the answer stands (nowhere, for something absent)."""

    text: str
    lang: str
    kind: str
    expect: tuple[tuple[str, str], ...]
    set: int


@dataclass(frozen=True)
class Hit:
    """A result: the slug of its document (empty for other pages), and the ids of the sentences that it shows."""

    slug: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """Counts of a class of queries: how many, and found among the first 1, 3 and 10 results."""

    queries: int
    first: int
    third: int
    tenth: int


@cache
def queries() -> tuple[Query, ...]:
    """Return the test set in order."""
    entries: list[dict[str, Any]] = yaml.load(QUERIES.read_text("utf-8"), yaml.CSafeLoader)["queries"]
    return tuple(
        Query(
            entry["q"],
            entry["lang"],
            entry["class"],
            tuple((place.partition("#")[0], place.partition("#")[2]) for place in entry.get("expect", [])),
            entry["set"],
        )
        for entry in entries
    )


def rank(query: Query, hits: Iterable[Hit]) -> int | None:
    """Return the place (from 1) of the first result that is an expected clause, or None."""
    for place, hit in enumerate(hits, start=1):
        if any(hit.slug == slug and _stands_in(target, hit.ids) for slug, target in query.expect):
            return place
    return None


def _stands_in(target: str, ids: Iterable[str]) -> bool:
    return not target or any(covers(target, one) or covers(one, target) for one in ids)


def table(ranks: Mapping[Query, int | None], chosen: Callable[[Query], bool]) -> Row:
    """Return the counts of the chosen queries."""
    places = [ranks[query] for query in ranks if chosen(query)]
    return Row(len(places), *(sum(place is not None and place <= most for place in places) for most in (1, 3, 10)))
