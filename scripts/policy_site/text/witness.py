"""Witness: the capture as it was taken, byte for byte.

In: the bytes of witness.txt. Out: its text, or a problem for each thing that makes it unreliable.

Guarantees:
1. A text without a problem is, byte for byte, what the file holds, but for the byte order mark and the carriage returns
   that document.yml owns to.
2. Nothing is repaired: an odd character is named with its place, and the editor decides.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from ..sources.problems import Place, Problem, offset_place
from ..sources.records import FileLineEnds, WitnessFact
from . import encoding as encodings

#: Characters that a reader cannot see, by code; e.g. U+202E turns 通知 round on screen.
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile(r"\r\n?")
_UNSEEN = (
    ("W003", re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"), "control character"),
    ("W004", re.compile(r"\r\n?"), "carriage return"),
    ("W005", _BIDI, "bidirectional control"),
)
_REMEDY = "Take the capture again as clean UTF-8, or record the change and its new digest."


def decode(path: str, data: bytes, fact: WitnessFact | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a capture with LF line ends, and each fault that ``fact`` (document.yml) does not own to.

    Where the bytes are not UTF-8, the text is what the likeliest encoding makes of them, for ‘show’ alone.
    """
    encoding = encodings.detected(data)
    if encoding != "utf_8":
        return _not_utf8(path, data, encoding)
    text = data.decode("utf-8")
    faults = tuple(_faults(path, text, fact))
    return _LINE_END.sub("\n", text.removeprefix("\ufeff")), faults


def _not_utf8(path: str, data: bytes, encoding: str | None) -> tuple[str, tuple[Problem, ...]]:
    """Return what the likeliest encoding makes of a capture, and the problem that it is not UTF-8."""
    good = ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8", "replace")
    if encoding is None:
        place = offset_place(path, good, len(good))
        message = f"Byte {data[len(good.encode())]:#04x} is not UTF-8, and no other encoding of Chinese fits."
        return good, (Problem(place, "W001", message, "Take the capture again as UTF-8."),)
    message = f"The witness looks like {encodings.name(encoding)}."
    remedy = "Give it to ‘policy-site new’ with ‘--decode’: it writes UTF-8 and keeps the original beside it."
    place = Place(path) if encoding.startswith("utf_16") else offset_place(path, good, len(good))
    return data.decode(encoding, "replace"), (Problem(place, "W001", message, remedy),)


def _faults(path: str, text: str, fact: WitnessFact | None) -> Iterator[Problem]:
    """Yield the faults of a decoded witness; one problem for each kind of unseen character."""
    if text.startswith("\ufeff") and not (fact and fact.byte_order_mark):
        remedy = "Write ‘byte_order_mark: true’ under ‘witness’ in document.yml."
        yield Problem(Place(path), "W002", "The witness begins with a byte order mark.", remedy)
    body = text.removeprefix("\ufeff")
    shift = len(text) - len(body)
    true = encodings.wrongly_decoded(body)
    if true:
        message = f"This looks wrongly decoded: it was {true}, and was read as something else."
        yield Problem(Place(path), "W014", message, f"Take the capture again, and read it as {true}.")
        return
    for code, pattern, name in (*_UNSEEN, *_zero_width(body)):
        found = list(pattern.finditer(body))
        if found and not (code == "W004" and fact and fact.line_ends == line_ends(body)):
            place = offset_place(path, text, found[0].start() + shift)
            message = f"{name} U+{ord(found[0][0][0]):04X}, {len(found)} in all."
            remedy = (
                _REMEDY if code != "W004" else f"Write ‘line_ends: {line_ends(body)}’ under ‘witness’ in document.yml."
            )
            yield Problem(place, code, message, remedy)
    if not body.strip():
        yield Problem(Place(path), "W007", "The witness holds no text.", "Put the capture there.")


def _zero_width(body: str) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Yield the pattern of the other format characters of ``body`` (Unicode category Cf), e.g. U+200B, U+FEFF."""
    found = [char for char in sorted(set(body)) if unicodedata.category(char) == "Cf" and not _BIDI.match(char)]
    if found:
        yield "W006", re.compile(f"[{''.join(found)}]"), "zero-width character"


def line_ends(text: str) -> FileLineEnds:
    """Return how the lines of a text end."""
    return "CRLF" if "\r\n" in text else "CR" if "\r" in text else "LF"


def digest(data: bytes) -> str:
    """Return the SHA-256 of a capture, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
