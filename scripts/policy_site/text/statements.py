"""Statements: check what document.yml says against the witness and against GB/T 9704.

In: the record of a document and the text of its witness. Out: problems.

Guarantees:
1. Every quote stands in the witness, verbatim.
2. Every element that GB/T 9704-2012 names is given or listed as not stated, once ‘not_stated’ is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from ..sources.problems import Problem
from ..sources.records import Document, Element, Grounded
from ..sources.yamlfile import YamlFile


def check(record: Document, text: str, source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each quote that is not the witness's, and each element that is passed over."""
    for path, statement in grounded(record):
        if statement.quote and statement.quote not in text:
            message = f"Quote ‘{statement.quote}’ does not stand in the witness."
            yield Problem(source.place((*path, "quote")), "R007", message, "Copy it verbatim from witness.txt.")
    for element in get_args(Element) if record.not_stated is not None else ():
        yield from _element(record, element, source)


def _element(record: Document, element: Element, source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for an element of GB/T 9704 that is passed over, or given and listed as lacking."""
    value = getattr(record, element, None)
    statements = value if isinstance(value, tuple) else (value,)
    supplied = any(isinstance(item, Grounded) and item.basis == "supplied" for item in statements)
    listed = element in (record.not_stated or ())
    if supplied or bool(value) != listed:
        return
    wrong = "is given and also listed in" if listed else "is neither given nor listed in"
    message = f"GB/T 9704 element ‘{element}’ {wrong} ‘not_stated’."
    yield Problem(source.place(("not_stated",)), "R008", message, "Give it, or list it as not stated.")


def grounded(record: Document) -> Iterator[tuple[tuple[str | int, ...], Grounded]]:
    """Yield every grounded statement of a record with its path."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Grounded):
            yield (name,), value
        elif isinstance(value, tuple):
            yield from (((name, n), item) for n, item in enumerate(value) if isinstance(item, Grounded))
