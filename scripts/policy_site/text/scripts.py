"""Simplify: the two scripts of each Chinese text, by OpenCC.

In: Chinese text in either script. Out: the same text in Simplified (t2s) or Traditional (s2tw and our fixes).

Guarantees:
1. No word is changed: only character forms (never s2twp or tw2sp, which swap vocabulary).
2. The length never changes, so offsets into one layer hold in the other.
3. Known errors of the converter are mended by traditional.tsv, each with its context.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

import opencc


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


@cache
def fixes() -> tuple[tuple[str, str], ...]:
    """Return the pairs of traditional.tsv: what OpenCC makes, and what it should be."""
    text = resources.files(__package__).joinpath("traditional.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((row[0], row[1]) for row in rows)


@lru_cache(maxsize=20_000)
def simplified(text: str) -> str:
    """Return ``text`` in Simplified characters."""
    return str(_converter("t2s").convert(text))


@lru_cache(maxsize=20_000)
def traditional(text: str) -> str:
    """Return ``text`` in Traditional characters (forms of Taiwan, words of the source)."""
    converted = str(_converter("s2tw").convert(text))
    for wrong, right in fixes():
        converted = converted.replace(wrong, right)
    return converted
