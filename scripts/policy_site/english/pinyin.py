"""Pinyin: how Chinese terms are read, and by which letter they are filed.

In: Simplified Chinese. Out: its pinyin, with or without tones.

Guarantees:
1. A text is read in one way everywhere.
2. The dictionary, which takes long to load, is loaded when a text is read that nobody has read before.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..sources.kept import Kept
from ..sources.records import Term

#: The syllables of the texts that were read, with their tones and without them.
_read: dict[str, tuple[list[str], list[str]]] = {}


def remember(terms: Iterable[Term], kept: Kept) -> None:
    """Read the Chinese forms of terms, or take from what is kept how they are read."""
    forms = tuple(sorted({form for term in terms for form in (term.zh, *term.chinese_forms)}))
    found = kept.made("pinyin", forms, lambda: [_syllables(form) for form in forms])
    _read.update((form, (toned, plain)) for form, (toned, plain) in zip(forms, found, strict=True))


def pinyin(text: str) -> str:
    """Return the toned pinyin of Simplified Chinese, e.g. 负面清单 → fù miàn qīng dān."""
    return " ".join(_syllables(text)[0])


def toneless(text: str) -> tuple[str, str]:
    """Return the pinyin that readers type, joined and parted, e.g. 放管服 → fangguanfu, fang guan fu."""
    syllables = _syllables(text)[1]
    return "".join(syllables), " ".join(syllables)


def initial(text: str) -> str:
    """Return the letter under which a term is filed: the first of its pinyin, in lower case."""
    letter = "".join(_syllables(text)[1])[:1].lower()
    return letter if letter.isascii() and letter.isalpha() else "0"


def _syllables(text: str) -> tuple[list[str], list[str]]:
    if text not in _read:
        from pypinyin import Style, lazy_pinyin  # half a second of dictionaries

        _read[text] = (lazy_pinyin(text, style=Style.TONE), lazy_pinyin(text, style=Style.NORMAL))
    return _read[text]
