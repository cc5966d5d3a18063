"""OpenSearch: the clauses of all texts as a search server takes them: a mapping, and NDJSON for its bulk interface.

In: the library. Out: names and bytes of files. They are no part of the site; ‘policy-site export’ writes them.

Guarantees:
1. A clause is what the search of the site shows as one result of a text; every sentence stands in one clause, once.
2. A line holds the fields of the mapping and no other: the mapping refuses what it does not name.
3. A clause has its id from its first sentence, so a file that is sent again replaces what it sent before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...library import Library
from ...pages.catalog import Catalog
from ...pages.labels import label
from ...search.groups import Group, clauses
from ...text.edition import Edition
from .documents import trilingual

_WORD = {"type": "keyword"}
#: Both analyzers come with OpenSearch: pairs of characters for Chinese, word stems for English.
_TEXTS = {
    "zh-Hans": {"type": "text", "analyzer": "cjk"},
    "zh-Hant": {"type": "text", "analyzer": "cjk"},
    "en": {"type": "text", "analyzer": "english"},
}
#: What an index is made with before anything is sent to it.
MAPPING: dict[str, Any] = {
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "document": _WORD,
            "place": {"properties": dict.fromkeys(_TEXTS, _WORD)},
            "dated": {"type": "date", "format": "strict_date"},
            "kind": _WORD,
            "label": _WORD,
            "ids": _WORD,
            "address": {"type": "keyword", "index": False},
            **_TEXTS,
        },
    }
}


def files(library: Library) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file: the mapping, then one for each document."""
    yield "mapping.json", f"{json.dumps(MAPPING, indent=1)}\n".encode()
    for number, edition in enumerate(library.editions):
        lines = (line for group in clauses(number, edition) for line in _lines(edition, group))
        yield f"{edition.slug}.ndjson", "".join(lines).encode()


def _lines(edition: Edition, group: Group) -> Iterator[str]:
    """Yield the two lines of a clause: what to do with it, and itself."""
    clause = _clause(edition, group)
    for said in ({"index": {"_id": f"{edition.slug}#{clause['ids'][0]}"}}, clause):
        yield f"{json.dumps(said, ensure_ascii=False)}\n"


def _clause(edition: Edition, group: Group) -> dict[str, Any]:
    record = edition.record
    # The heading of a closing is ours and has the id of the first line, so an id can stand there twice.
    ids = list(dict.fromkeys(line.anchor for line in group.lines))
    return {
        "document": edition.slug,
        "place": trilingual(record.place) if record.place else None,
        "dated": record.dated.value.isoformat() if record.dated else None,
        "kind": next(block.kind for block in edition.blocks if any(each.id == ids[-1] for each in block.sentences)),
        "label": label(ids[0], Catalog("en")),
        "ids": ids,
        "address": f"{group.page}#{ids[0]}",
        "zh-Hans": "\n".join(line.zh for line in group.lines),
        "zh-Hant": "\n".join(line.hant for line in group.lines),
        "en": "\n".join(line.en for line in group.lines if line.en),
    }
