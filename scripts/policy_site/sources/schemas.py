"""Schemas: what each YAML file may say, as JSON Schema, for editors that complete and check while one types.

In: the models of records.py. Out: the text of schemas/<file>.schema.json.

Guarantees:
1. Pure: nothing is read or written; a field, its type and its meaning come from records.py alone.
2. What the program reads, an editor with the YAML language server does not underline: this program takes every scalar
   as words, so words that look like a number (2020, 31.6) may stand without quotation marks.
"""

from __future__ import annotations

import json
from typing import Any

from .fieldtables import FILES

FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def name(file: str) -> str:
    """Return the name of the schema of a file, e.g. measures.schema.json."""
    return f"{file}.schema.json"


def line(file: str, depth: int) -> str:
    """Return the first line of a YAML file ``depth`` folders down, by which editors find its schema."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{name(file)}\n"


def made(notice: str) -> dict[str, str]:
    """Return the text of each schema by its name; ``notice`` says that it is generated."""
    texts = {}
    for file, model in FILES.items():
        schema = {"$comment": notice, "$schema": _DIALECT, **_loosened(model.model_json_schema())}
        texts[name(file)] = f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"
    return texts


def _loosened(schema: Any) -> Any:
    """Return a schema that takes scalars of YAML as this program does, without the titles that repeat the names."""
    if isinstance(schema, list):
        return [_loosened(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _loosened(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if kept.get("type") == "string" and not kept.keys() & {"enum", "const", "format"}:
        kept["type"] = ["string", "number", *(["null"] if kept.get("pattern", "").startswith("^$|") else [])]
    return kept
