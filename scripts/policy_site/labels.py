"""Labels: how a reader names a place in a document.

In: the id of a provision, paragraph or sentence. Out: a short label, e.g. s3.1.1-p2-1 → § 3.1.1 ¶2:1.

Guarantees:
1. A label says no more and no less than its id; ‘How to read and cite’ explains it.
"""

from __future__ import annotations

import re

from .catalog import Catalog

#: e.g. notice-p1-2, s3.1.1-r2, s2-p3, p1, title, signature-2
_ID = re.compile(
    r"(?P<notice>notice-)?(?:s(?P<provision>[\d.]+))?-?(?:p(?P<paragraph>\d+)|r(?P<run_in>\d+))?(?:-?(?P<sentence>\d+))?"
)


def label(target: str, catalog: Catalog) -> str:
    """Return the label of an id; ‘text’ and ‘record’ are named in words."""
    if target in {"text", "record"}:
        return catalog.message(f"cites.{target}")
    found = _ID.fullmatch(target)
    if not found:
        return target
    parts = [catalog.message("label.notice")] if found["notice"] else []
    parts += [f"§ {found['provision']}"] if found["provision"] else []
    paragraph = found["paragraph"] or found["run_in"]
    sentence = f":{found['sentence']}" if found["sentence"] else ""
    parts += [f"¶{paragraph}{sentence}"] if paragraph else []
    return " ".join(parts)
