"""Witness: the capture as it was taken, byte for byte.

In: the bytes of witness.txt. Out: its text, or a problem for each thing that makes it unreliable.

Guarantees:
1. The text is returned only when it decodes, byte for byte, to what the file holds.
2. Nothing is repaired: an odd character is named with its place, and the editor decides.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from ..sources.problems import Place, Problem, offset_place

#: Characters that a reader cannot see, by code; e.g. U+202E turns 通知 round on screen.
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = (
    ("W003", re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"), "control character"),
    ("W004", re.compile(r"\r\n?"), "carriage return"),
    ("W005", _BIDI, "bidirectional control"),
)
_REMEDY = "Take the capture again as clean UTF-8, or record the change and its new digest."


def decode(path: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a capture and every fault in it (the text is empty where it cannot be decoded)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", (Problem(Place(path), "W001", "The witness looks like UTF-16.", "Save it as UTF-8."),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8", "replace")
        place = offset_place(path, good, len(good))
        message = f"Byte {data[error.start]:#04x} is not UTF-8 (GBK or Big5?)."
        return "", (Problem(place, "W001", message, "Convert the file to UTF-8."),)
    return text, tuple(_faults(path, text))


def _faults(path: str, text: str) -> Iterator[Problem]:
    """Yield the faults of a decoded witness; one problem for each kind of unseen character."""
    if text.startswith("\ufeff"):
        yield Problem(Place(path), "W002", "The witness begins with a byte order mark.", "Save it without one.")
    body = text.removeprefix("\ufeff")
    shift = len(text) - len(body)
    for code, pattern, name in (*_UNSEEN, *_zero_width(body)):
        found = list(pattern.finditer(body))
        if found:
            place = offset_place(path, text, found[0].start() + shift)
            message = f"{name} U+{ord(found[0][0][0]):04X}, {len(found)} in all."
            yield Problem(place, code, message, _REMEDY)
    if not body.strip():
        yield Problem(Place(path), "W007", "The witness holds no text.", "Put the capture there.")


def _zero_width(body: str) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Yield the pattern of the other format characters of ``body`` (Unicode category Cf), e.g. U+200B, U+FEFF."""
    found = [char for char in sorted(set(body)) if unicodedata.category(char) == "Cf" and not _BIDI.match(char)]
    if found:
        yield "W006", re.compile(f"[{''.join(found)}]"), "zero-width character"


def digest(data: bytes) -> str:
    """Return the SHA-256 of a capture, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
