"""Search forms: the other characters and words that a reader may type for those of the texts, by OpenCC's tables.

In: the characters and the Chinese of the index. Out: pairs of characters that are one, and Taiwan's words.

Guarantees:
1. Whatever form of a known character a reader types, in either script, it leads to the form in the index.
2. A word of Taiwan is paired with ours only if no shorter word inside it is paired already: 资讯 and 信息 are a pair,
   so 资讯网络 and 信息网络 need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import opencc

from ..text.scripts import simplified

_IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
#: Forms that OpenCC keeps apart and readers do not, e.g. 着重 and 著重, 借助 and 藉助.
_VARIANTS = {"着": "著", "藉": "借"}
#: The last one knows characters that another region writes for the same thing: 矽 → 硅.
_CONVERTERS = ("t2s", "tw2s", "hk2s", "tw2sp")
#: Words of Taiwan that mean something else as well: procedure, material, records.
_AMBIGUOUS = frozenset({"程序", "资料", "档案"})
_LONGEST_WORD = 6  # characters: 哥斯达黎加 has five


def folding(known: str, table: Mapping[str, str]) -> str:
    """Return pairs of a character and what it is searched as, for every form of the characters in ``known``.

    Each ideograph that one of OpenCC's tables leads to a known character is listed: 裡 and 裏 → 里. Left out are the
    pairs that ``table`` gives when read backwards.
    """
    backwards = {form: simple for simple, form in table.items()}
    wanted = set(simplified(known)) | set(known)
    pairs = dict(_VARIANTS)
    for character, *forms in zip(_ideographs(), *(_converted(name) for name in _CONVERTERS), strict=True):
        form = next((form for form in forms if form != character and form in wanted), "")
        if form:
            pairs.setdefault(character, _VARIANTS.get(form, form))
    extra = {character: form for character, form in pairs.items() if backwards.get(character, character) != form}
    return "".join(f"{character}{form}" for character, form in sorted(extra.items()))


def regional(chinese: str) -> Iterator[tuple[str, str]]:
    """Yield each word of Taiwan that ``chinese`` does not use, in Simplified characters, and the word that it uses.

    E.g. 资讯 and 信息. Where OpenCC's phrase table changes a word, its plain table does not.
    """
    runs = re.findall(r"[\u3400-\u9fff]+", chinese)  # a stretch without punctuation, e.g. 信息网络安全
    lengths = range(1, _LONGEST_WORD + 1)
    every = {run[i : i + n] for run in runs for n in lengths for i in range(len(run) - n + 1)}
    words = sorted(every, key=lambda word: (len(word), word))
    found: set[str] = set()
    for word, plain, phrase in zip(words, _lines("s2tw", words), _lines("s2twp", words), strict=True):
        if plain == phrase or any(part in found for part in _parts(word)):
            continue
        found.add(word)
        form = simplified(phrase)
        if len(word) > 1 and form not in chinese and form not in _AMBIGUOUS:
            yield form, word


def _parts(word: str) -> Iterator[str]:
    """Yield every proper part of a word."""
    for length in range(1, len(word)):
        yield from (word[i : i + length] for i in range(len(word) - length + 1))


def _lines(config: str, texts: list[str] | tuple[str, ...]) -> list[str]:
    """Return what OpenCC makes of each text, on a line of its own, lest two join."""
    return str(opencc.OpenCC(config).convert("\n".join(texts))).split("\n")


@cache
def _ideographs() -> tuple[str, ...]:
    return tuple(chr(code) for block in _IDEOGRAPHS for code in block)


@cache
def _converted(name: str) -> tuple[str, ...]:
    """Return what one of OpenCC's tables makes of each ideograph; empty where that is more than one."""
    return tuple(form if len(form) == 1 else "" for form in _lines(name, _ideographs()))
