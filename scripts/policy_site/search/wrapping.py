"""Wrapping: texts as scripts that any browser can load, from a disk too, where fetch cannot.

In: texts that are read one after the other. Out: for each a script that puts it, packed, under a name.

Guarantees:
1. ``unwrapped`` returns the texts that ``wrapped`` was given; the same texts give the same bytes.
2. Each text can be read as soon as its script and those before it have come.

The texts are packed as one, by LZMA, and written in the digits of base64; gzip, which servers apply, then takes what
the digits waste. LZMA sees all texts where gzip sees 32 kB of them, so that five documents take a third less. The
browser's side is theme/assets/javascripts/search-unpack.js.
"""

from __future__ import annotations

import base64
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: The numbers of LZMA that search-unpack.js knows too.
_NUMBERS = {"lc": 3, "lp": 0, "pb": 0}
#: How hard to look for what stands twice.
_EFFORT = {"preset": 9 | lzma.PRESET_EXTREME, "nice_len": 273, "depth": 1000}
#: The least number of bytes that LZMA looks back.
_LEAST_BACK = 1 << 16
#: Two bytes a Chinese character; every browser knows it.
_ENCODING = "gb18030"
#: What the tables of this encoding do not agree on: private characters, vertical marks, some later ideographs.
_UNSURE = re.compile("[␚\u1e3f\ue000-\uf8ff\ufe10-\ufe19\u9fb4-\u9fbb]")
#: The numbers and the digits of a script, e.g. .first=[12,30,"QUJD"];
_WRAPPED = re.compile(r'\.\w+=\[(\d+),(\d+),"([\w+/=]*)"\];\n$')
#: Bytes that are read at once to see how far they lead.
_STEP = 64
#: Bytes by which two readers of LZMA may look further ahead than each other.
_AHEAD = 16


def wrapped(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each name with the script of its text: where the text ends, how many bytes all texts have, its digits."""
    parts = [_bytes(text) for text in texts.values()]
    whole = b"".join(parts)
    packed = lzma.compress(whole, format=lzma.FORMAT_RAW, filters=_filters(len(whole)))
    start = end = 0
    for name, part in zip(texts, parts, strict=True):
        end += len(part)
        stop = len(packed) if end == len(whole) else _needed(packed, end, len(whole))
        digits = base64.b64encode(packed[start:stop]).decode()
        yield name, f'(self.policySearch=self.policySearch||{{}}).{name}=[{end},{len(whole)},"{digits}"];\n'
        start = stop


def unwrapped(scripts: Iterable[str]) -> Iterator[str]:
    """Yield the texts of scripts that were wrapped together."""
    found = [match for match in map(_WRAPPED.search, scripts) if match]
    packed = b"".join(base64.b64decode(match[3]) for match in found)
    whole = lzma.decompress(packed, format=lzma.FORMAT_RAW, filters=_filters(int(found[0][2])))
    start = 0
    for match in found:
        text = whole[start : int(match[1])].decode(_ENCODING)
        yield re.sub("␚([0-9A-F]{4})", lambda code: chr(int(code[1], 16)), text)
        start = int(match[1])


def _bytes(text: str) -> bytes:
    return _UNSURE.sub(lambda found: f"␚{ord(found[0]):04X}", text).encode(_ENCODING)


def _filters(size: int) -> list[Mapping[str, Any]]:
    """Return how texts of ``size`` bytes are packed: what looks back further costs time for nothing."""
    back = max(_LEAST_BACK, 1 << size.bit_length())
    return [{"id": lzma.FILTER_LZMA1, "dict_size": back, **_NUMBERS, **_EFFORT}]


def _needed(packed: bytes, end: int, size: int) -> int:
    """Return how many of the packed bytes give the first ``end`` bytes of ``size``."""
    reader = lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=_filters(size))
    given = 0
    for at in range(0, len(packed), _STEP):
        given += len(reader.decompress(packed[at : at + _STEP]))
        if given >= end:
            return min(at + _STEP + _AHEAD, len(packed))
    return len(packed)
