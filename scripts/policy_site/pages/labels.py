"""Labels: how a reader names a place in a document.

In: the id of a provision, paragraph or sentence. Out: a short label, e.g. s3.1.1-p2-1 → § 3.1.1 ¶2:1.

Guarantees:
1. A label says no more and no less than its id; ‘How to read and cite’ explains it.
"""

from __future__ import annotations

import re

from .catalog import Catalog

#: e.g. title-1, notice-signature-2-1, date-2-1: the parts of a document outside its provisions
_NAMED = re.compile(
    r"(?P<notice>notice-)?(?P<name>title|addressee|signature|date|remark)(?P<order>(?<=signature)-\d+|-\d+(?=-\d))?(?:-\d+)?"
)
#: e.g. notice-p1-2, s3.1.1-r2, s2-p3, p1
_ID = re.compile(
    r"(?P<notice>notice-)?(?:s(?P<provision>[\d.]+))?-?(?:p(?P<paragraph>\d+)|r(?P<run_in>\d+))?(?:-?(?P<sentence>\d+))?"
)


def label(target: str, catalog: Catalog) -> str:
    """Return the label of an id; ‘text’ and ‘record’ are named in words."""
    if target in {"text", "record"}:
        return catalog.message(f"cites.{target}")
    found = _NAMED.fullmatch(target) or _ID.fullmatch(target)
    if not found:
        return target
    part = found.groupdict()
    parts = [catalog.message("label.notice")] if part["notice"] else []
    if "name" in part:
        parts += [catalog.message(f"label.{part['name']}"), (part["order"] or "").lstrip("-")]
        return " ".join(filter(None, parts))
    parts += [f"§ {part['provision']}"] if part["provision"] else []
    sentence = f":{part['sentence']}" if part["sentence"] else ""
    parts += [f"¶{part['paragraph']}{sentence}"] if part["paragraph"] else []
    parts += [f"¶{part['run_in']} {catalog.message('label.run_in')}"] if part["run_in"] else []
    return " ".join(parts)
