"""Package: datapackage.json, which says what each table is, so that programs can load and check them.

In: the tables and their bytes. Out: a descriptor after the Data Package standard (v1, as Frictionless reads it).

Guarantees:
1. Every table is described once as CSV and once as JSON Lines, with size and digest.
2. A column that names a row of another table says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from .table import Column, Table

_LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_ABOUT = (
    "The texts and facts of the site, the same as on its pages. The Chinese texts are public documents; English, "
    "facts and answers are unofficial and ours. In CSV a list is parted by “; ”, and words that a spreadsheet would "
    "take for a formula (first character = + - @ or a tab) have an apostrophe before them; JSON Lines has neither."
)


def descriptor(resources: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the content of datapackage.json, by what is said of the two forms of each table."""
    return {
        "profile": "data-package",
        "name": "policy-explainer",
        "title": "Chinese local-government documents on opening up science and technology cooperation",
        "description": _ABOUT,
        "licenses": [_LICENSE],
        "resources": list(resources),
    }


def resources(table: Table, csv: bytes, jsonl: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is said of a table as CSV and as JSON Lines."""
    return _csv(table, csv), _jsonl(table, jsonl)


def _csv(table: Table, content: bytes) -> dict[str, Any]:
    return _resource(table, "csv", content) | {
        "name": table.name,
        "mediatype": "text/csv",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": _schema(table, "csv"),
    }


def _jsonl(table: Table, content: bytes) -> dict[str, Any]:
    return _resource(table, "jsonl", content) | {
        "name": f"{table.name}-jsonl",
        "mediatype": "application/jsonl",
        "dialect": {"json": {"keyed": True}},
        "schema": _schema(table, "jsonl"),
    }


def _resource(table: Table, form: str, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "title": table.about,
        "path": f"{table.name}.{form}",
        "format": form,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _schema(table: Table, form: str) -> dict[str, Any]:
    suffix = "" if form == "csv" else f"-{form}"
    links = [
        {"fields": column.name, "reference": {"resource": f"{column.link[0]}{suffix}", "fields": column.link[1]}}
        for column in table.columns
        if column.link
    ]
    schema: dict[str, Any] = {
        "fields": [_field(table, column, form) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    return schema | ({"foreignKeys": links} if links else {})


def _field(table: Table, column: Column, form: str) -> dict[str, Any]:
    parted = column.type == "array" and form == "csv"
    about = f"{column.about}; parted by “; ”" if parted else column.about
    constraints: dict[str, Any] = {"required": True} if column.name in table.key else {}
    constraints |= {"enum": list(column.choices)} if column.choices else {}
    field = {"name": column.name, "type": "string" if parted else column.type, "description": about}
    return field | ({"constraints": constraints} if constraints else {})
