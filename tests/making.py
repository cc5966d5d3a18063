"""Making: an edition from a few lines of text, with the least that a record must say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from policy_site.capture import skeleton
from policy_site.sources.problems import Problem
from policy_site.sources.records import Apparatus, Document, Summary
from policy_site.sources.yamlfile import YamlFile
from policy_site.text.editing import edit
from policy_site.text.edition import Edition, Sources
from policy_site.text.scripts import script_of
from policy_site.text.witness import decode, digest

_WORDS = {"zh": "为测试编写。", "en": "Made up for the tests."}
_INFERRED = {"basis": "inferred", "because": _WORDS}


def lines(text: str) -> str:
    """Return the text that a case writes: ‘ / ’ is a line end, ⇥ a tab."""
    return text.replace(" / ", "\n").replace("⇥", "\t")


def made(text: str, emendations: tuple[dict[str, Any], ...] = (), **fields: Any) -> tuple[Edition, tuple[Problem, ...]]:
    """Return the edition of ``text`` and all problems; ``fields`` are those of document.yml beside the least."""
    title = fields.pop("title", None)
    named = {"basis": "stated", "quote": title} if title else _INFERRED
    record: dict[str, Any] = {
        "witness": {"sha256": digest(text.encode()), "incipit": text, "explicit": text, "origin": _WORDS},
        "script": script_of(text) or "zh-Hans",
        "place": {"zh": "甲市", "en": "Jia"},
        "short_title": _WORDS,
        "genre": {"value": "implementation-plan", **_INFERRED},
        "title": {"zh": title or "为测试编写", "en": "A plan", **named},
        "period": {"value": "2030/..", **_INFERRED},
        "audience": {**_WORDS, **_INFERRED},
        "status": {**_WORDS, "as_of": "2026-11"},
    } | fields
    apparatus = {"emendations": [{"kind": "substitution", "because": _WORDS, **each} for each in emendations]}
    empty: dict[str, Any] = {slot: [] for slot in Summary.model_fields}
    sources = Sources(
        "made-2030", text, Document.model_validate(record), YamlFile("made-2030/document.yml", record),
        Apparatus.model_validate(apparatus), YamlFile("made-2030/apparatus.yml", apparatus),
        Summary.model_validate(empty), YamlFile("made-2030/summary.yml", empty),
    )  # fmt: skip
    edition, problems = edit(sources)
    assert edition is not None, problems
    return edition, problems


def blocks(edition: Edition) -> list[str]:
    """Return the blocks, each as ‘id kind text’."""
    return [f"{block.id} {block.kind} {block.hans}" for block in edition.blocks]


def issuer(name: str) -> dict[str, str]:
    """Return an issuing body for document.yml."""
    return {"zh": name, "en": "A body", "basis": "stated", "quote": name}


def captured(path: Path) -> Edition:
    """Return the edition of a capture as ‘policy-site new --yes’ proposes it."""
    made, problems = skeleton.read("made-2031", path, decoded=True)
    assert made is not None, problems
    record = Document.model_validate(yaml.safe_load(made.files["document.yml"]))
    apparatus = Apparatus.model_validate(yaml.safe_load(made.files["apparatus.yml"]))
    text, problems = decode(path.name, made.files["witness.txt"], record.witness)
    empty = YamlFile("", {})
    edition, found = edit(Sources("made-2031", text, record, empty, apparatus, empty, Summary(), empty))
    assert edition is not None, (*problems, *found)
    return edition
