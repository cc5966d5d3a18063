"""Skeleton: the folder of a new document, made from its capture, in a state that builds.

In: a slug and a capture. Out: witness.txt, document.yml, apparatus.yml, summary.yml; or problems and nothing written.

Guarantees:
1. The capture is copied byte for byte. One that is not UTF-8 is decoded only when asked for; then the original stays
   beside it, byte for byte.
2. What the capture tells is written as proposed, with its quote; what it does not tell is left unwritten.
3. An existing folder is never touched; a new one is there whole or not at all.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..sources import schemas
from ..sources.files import content, write_whole
from ..sources.problems import Place, Problem, errors, relocated
from ..sources.records import SLOTS, Apparatus, Document, Summary, WitnessFact
from ..sources.yamlfile import YamlFile
from ..text import encoding as encodings
from ..text.editing import edit
from ..text.edition import Sources
from ..text.witness import decode, digest, line_ends
from .proposals import Proposal, propose

ORIGINAL = "witness.original"


@dataclass(frozen=True)
class Skeleton:
    """The files of a new folder by their names, and what was found in the capture, line by line."""

    files: dict[str, bytes]
    told: tuple[str, ...]


def read(slug: str, witness: Path, *, decoded: bool = False) -> tuple[Skeleton | None, tuple[Problem, ...]]:
    """Return the folder for the capture in file ``witness``, or why not; ``decoded`` asks to decode it to UTF-8."""
    try:
        taken = content(witness)
    except OSError as error:
        message = f"Cannot be read: {error.strerror or type(error).__name__}."
        return None, (Problem(Place(str(witness)), "W009", message, "Name the file of the capture."),)
    encoding = encodings.detected(taken)
    told: list[str] = []
    files: dict[str, bytes] = {}
    data, fact = taken, {}
    if encoding not in (None, "utf_8") and decoded and encoding:
        data = taken.decode(encoding).removeprefix("\ufeff").encode()
        files[ORIGINAL] = taken
        fact["original"] = {"file": ORIGINAL, "encoding": encoding, "sha256": digest(taken)}
        told.append(f"The capture was {encodings.name(encoding)}; witness.txt is UTF-8, the original is {ORIGINAL}.")
    fact |= _owned(data)
    owned = WitnessFact.model_validate({"sha256": digest(data), "incipit": "x", "explicit": "x", **fact})
    text, problems = decode(witness.name, data, owned)
    if errors(problems):
        return None, tuple(relocated(problem, str(witness)) for problem in problems)
    proposal = propose(slug, text, data)
    proposal.record["witness"] |= fact
    _mend(slug, text, proposal)
    told += [f"{name.replace('_', ' ').capitalize()}: {value}." for name, value in _owned(data).items()]
    files["witness.txt"] = data
    files |= {f"{name}.yml": _yaml(name, record) for name, record in _records(proposal)}
    return Skeleton(files, (*told, *proposal.remarks, *_told(proposal))), ()


def _mend(slug: str, text: str, proposal: Proposal) -> None:
    """Take back what does not hold: an emendation that meets another, a title that stands on no line of its own."""
    while codes := {problem.code for problem in _errors(slug, text, proposal)} & {"S003", "A001", "A002", "A003"}:
        if codes == {"S003"}:
            proposal.record.pop("notice_title", None)
            proposal.record["proposed"] = [name for name in proposal.record["proposed"] if name in proposal.record]
            if proposal.record["title"]["basis"] != "stated":
                return
            because = {
                "zh": "采集本中没有独占一行的标题。",
                "en": "No title stands on a line of its own in the capture.",
            }
            words = {"zh": proposal.record["title"]["zh"], "en": ""}
            proposal.record["title"] = {**words, "basis": "inferred", "because": because}
        else:
            proposal.emendations.pop()


def _errors(slug: str, text: str, proposal: Proposal) -> tuple[Problem, ...]:
    """Return the errors with which the text would be made by a proposal."""
    none = YamlFile("", {})
    apparatus = Apparatus.model_validate({"emendations": proposal.emendations})
    record = Document.model_validate(proposal.record)
    return errors(edit(Sources(slug, text, record, none, apparatus, none, Summary(), none))[1])


def _owned(data: bytes) -> dict[str, Any]:
    """Return what document.yml must own to of the bytes of a capture: a byte order mark, line ends."""
    text = data.decode("utf-8", "replace")
    ends = line_ends(text)
    fact: dict[str, Any] = {"byte_order_mark": True} if text.startswith("\ufeff") else {}
    return fact | ({"line_ends": ends} if ends != "LF" else {})


def _records(proposal: Proposal) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("document", proposal.record),
        ("apparatus", {"emendations": proposal.emendations, "notes": []}),
        ("summary", dict.fromkeys(SLOTS)),
    ]


def _yaml(name: str, record: dict[str, Any]) -> bytes:
    """Return plain YAML with the line by which editors find its schema; what is unwritten is an empty value."""
    plain = json.loads(json.dumps(record))  # what is used twice becomes two things, so that YAML writes no anchor
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000)
    return (schemas.line(name, 2) + text.replace(": null\n", ":\n").replace("en: ''\n", "en:\n")).encode()


def _told(proposal: Proposal) -> list[str]:
    """Return what was found, for the person who asked: each proposed field with its value."""
    lines = []
    for name in proposal.record["proposed"]:
        value = proposal.record[name]
        many = value if isinstance(value, list) else [value]
        lines.append(f"{name}: {'; '.join(_value(each) for each in many)}")
    lines += [f"emendation ({each['kind']}): ‘{' '.join(each['lemma'].split())}’" for each in proposal.emendations]
    return lines


def _value(value: Any) -> str:
    return str(value.get("zh") or value.get("value")) if isinstance(value, dict) else str(value)


def write(folder: Path, skeleton: Skeleton) -> None:
    """Write the files of a new folder beside its place, and move them there together."""
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # what a killed command left
    try:
        part.mkdir()
        for name, data in skeleton.files.items():
            write_whole(part / name, data)
        part.rename(folder)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        raise


def taken(folder: Path, path: str) -> Problem | None:
    """Return the problem that there is such a folder already, or None."""
    if not folder.exists():
        return None
    return Problem(Place(path), "R006", f"There is a document ‘{folder.name}’ already.", "Choose another slug.")
