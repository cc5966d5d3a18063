"""Skeleton: the folder of a new document, made from its capture, in a state that builds.

In: a slug and a capture. Out: witness.txt, document.yml, apparatus.yml, summary.yml; or problems and nothing written.

Guarantees:
1. The capture is copied byte for byte; its limits and title are found in it, the rest is left to the editor.
2. An existing folder is never touched.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, get_args

import yaml

from .facts.summary import SLOTS
from .library import SOURCE_TEXTS, slug_problem
from .sources.problems import Place, Problem, relocated
from .sources.records import Element
from .text.regularise import regular
from .text.witness import decode, digest

_TO_DO = {"zh": "待编者补写。", "en": "To be completed by the editor."}


def make(root: Path, slug: str, witness: Path) -> tuple[Problem, ...]:
    """Make the folder of a document, or return why not."""
    fault = slug_problem(root, slug)
    if fault:
        return (fault,)
    folder = root / SOURCE_TEXTS / slug
    if folder.exists():
        place = Place(f"{SOURCE_TEXTS}/{slug}")
        return (Problem(place, "R006", f"There is a document ‘{slug}’ already.", "Choose another slug."),)
    data = witness.read_bytes()
    text, problems = decode(witness.name, data)
    if problems:
        return tuple(relocated(problem, str(witness)) for problem in problems)
    folder.mkdir(parents=True)
    (folder / "witness.txt").write_bytes(data)
    for name, content in (
        ("document.yml", _document(slug, text, digest(data))),
        ("apparatus.yml", {"emendations": [], "notes": []}),
        ("summary.yml", {slot: [] for slot in SLOTS}),
    ):
        plain = json.loads(json.dumps(content))  # what is used twice becomes two things, so that YAML writes no anchor
        (folder / name).write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
    return ()


def _document(slug: str, text: str, sha256: str) -> dict[str, Any]:
    """Return the content of document.yml, as far as the capture tells."""
    incipit, explicit = _limits(text)
    line = text.strip().split("\n")[0].strip()
    title = " ".join(regular(part) for part in line.split())
    inferred = {"basis": "inferred", "because": _TO_DO}
    return {
        "witness": {"sha256": sha256, "incipit": incipit, "explicit": explicit, "origin": _TO_DO},
        "script": "zh-Hans",
        "place": {"zh": slug, "en": slug},
        "short_title": {"zh": title, "en": slug},
        "genre": {"value": "implementation-plan", **inferred},
        "title": {"zh": title, "en": slug, "basis": "stated", "quote": line},
        "not_stated": [element for element in get_args(Element) if element != "title"],
        "period": {"value": f"{datetime.date.today().year}/..", **inferred},
        "audience": {**_TO_DO, **inferred},
        "status": {**_TO_DO, "as_of": f"{datetime.date.today():%Y-%m}"},
    }


def _limits(text: str) -> tuple[str, str]:
    """Return an incipit and an explicit that each occur once: the first line, the last words, lengthened as needed."""
    body = text.strip()
    end = body.find("\n") if "\n" in body else len(body)
    while text.count(body[:end]) > 1 and end < len(body):
        end += 1
    length = min(12, len(body))
    while body.count(body[-length:]) > 1 and length < len(body):
        length += 1
    return body[:end], body[-length:]
