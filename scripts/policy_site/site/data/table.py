"""Table: a table of the open data, as CSV for spreadsheets and as JSON Lines for programs.

In: columns and rows. Out: the bytes of both forms.

Guarantees:
1. Both forms hold the same rows. A list is parted by “; ” in a cell of CSV, and is an array in JSON.
2. No cell of a CSV is taken for a formula: words that begin like one have an apostrophe before them.
3. Nothing stated is an empty cell in CSV and null in JSON.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

from ...sources.records import Model

#: Numbers are words until they are written, because 8.0 is not 8.
Cell = str | bool | int | tuple[str, ...] | None
Row = Mapping[str, Cell]
ColumnType = Literal["string", "number", "integer", "boolean", "date", "array"]

#: What a spreadsheet takes for the beginning of a formula, in both widths, e.g. =1+1, ＠SUM(A1); a number is none.
_FORMULA = re.compile(r"(?![-+]?\d+(?:\.\d+)?$)[=+\-@\t\r＝＋－＠]")


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and the column of another table that its values stand in."""

    name: str
    about: str
    type: ColumnType = "string"
    choices: tuple[str, ...] = ()
    link: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, its columns, its rows, and the columns that name a row."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: tuple[str, ...] = ()

    def csv(self) -> bytes:
        """Return the table as CSV (RFC 4180) in UTF-8."""
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, [column.name for column in self.columns], lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: safe(_words(cell)) for name, cell in row.items()} for row in self.rows)
        return buffer.getvalue().encode()

    def jsonl(self) -> bytes:
        """Return the table as JSON Lines in UTF-8, each value in its type."""
        lines = (json.dumps(self._typed(row), ensure_ascii=False) for row in self.rows)
        return "".join(f"{line}\n" for line in lines).encode()

    def _typed(self, row: Row) -> dict[str, Any]:
        return {column.name: _value(row.get(column.name), column) for column in self.columns}


def safe(text: str) -> str:
    """Return what a cell holds as a spreadsheet may read it: ``'=1+1`` for ``=1+1``."""
    return f"'{text}" if _FORMULA.match(text) else text


def _words(cell: Cell) -> str:
    """Return a value as the words of a cell."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return "; ".join(cell) if isinstance(cell, tuple) else str(cell if cell is not None else "")


def _value(cell: Cell, column: Column) -> object:
    """Return a value as JSON has it."""
    if column.type == "array":
        return list(cell) if isinstance(cell, tuple) else []
    if cell in (None, ""):
        return None
    return json.loads(str(cell)) if column.type in {"number", "integer"} else cell


def of(model: type[Model], name: str, *, column: str = "", type: ColumnType = "string", also: str = "") -> Column:
    """Return the column for a field of a record: its meaning and choices are those of the record."""
    field = model.model_fields[name]
    options = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    choices = (*options, *filter(None, (also,))) if options else ()
    return Column(column or name, field.description or "", type, choices)


def both(model: type[Model], name: str) -> tuple[Column, Column]:
    """Return the two columns for a bilingual field of a record."""
    about = model.model_fields[name].description or ""
    return Column(f"{name}_zh", f"{about}; in Simplified Chinese"), Column(f"{name}_en", f"{about}; in English")


def linked(column: Column, table: str, to: str) -> Column:
    """Return a column whose values stand in a column of another table."""
    return replace(column, link=(table, to))


#: The document that a row belongs to.
DOCUMENT = Column("document", "the document, by its slug", link=("documents", "slug"))
BLOCKS = Column("blocks", "ids of the sentences, paragraphs or provisions that it rests on", "array")


def rows(found: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows in a tuple."""
    return tuple(found)
