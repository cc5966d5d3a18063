"""Scripts: the two scripts of each Chinese text, word by word.

In: Chinese text in either script. Out: the same text in Simplified, or in Traditional (forms of Taiwan).

Guarantees:
1. No word is changed: only character forms (never s2twp or tw2sp, which swap vocabulary).
2. The length never changes, so offsets into one layer hold in the other.
3. Traditional is made of whole words: first the words of traditional.tsv (and of the document's own list), then those
   of jieba's dictionary, each by OpenCC, which alone joins characters across the borders of words (换发|明 → 髮).
4. One form for one character where usage wavers: 發布, 公布, 布局 (not 佈) and 污染 (not 汙), as the sources and the
   laws of Taiwan write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import opencc
import rjieba

from ..sources.records import Script

#: Words with their Traditional forms.
Words = tuple[tuple[str, str], ...]
#: Guarantee 4.
_UNIFORM = str.maketrans("佈汙", "布污")
#: The quotation marks of the two scripts: 「」『』 are those of Traditional text.
_MARKS = str.maketrans("「」『』", "“”‘’")
#: Characters that, standing alone, mean what OpenCC does not take them to mean: to sign, to permit.
_ALONE = {"签": "簽", "准": "准"}
#: Two forms of one character that both stand in Traditional texts: 台灣 and 臺灣.
_VARIANTS = frozenset(
    "台臺 周週 布佈 占佔 游遊 志誌 托託 床牀 雇僱 伙夥 借藉 秘祕 群羣 峰峯 岩巖 注註 升昇 污汙 欲慾".split()
)
#: 看著, 著手: the particle and the verb that Simplified writes 着; not 著作, 專著, 顯著
_ASPECT = re.compile("(?<![原专编论土译拙遗新旧撰所名巨显昭卓彰较合])著(?![作名者述称录书文译于有])")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True)
class DoubtfulForm:
    """A place where the two ways to Traditional differ: offsets, the words around it, what each way makes of them."""

    start: int
    end: int
    hans: str
    by_words: str
    by_tables: str


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


@cache
def _dictionary() -> rjieba.Jieba:
    return rjieba.Jieba()


def words(text: str) -> list[str]:
    """Return the words of a text in order, punctuation among them; joined they are the text again."""
    return list(_dictionary().cut(text, False)) if text else []


@cache
def corrections() -> Words:
    """Return the words of traditional.tsv: Simplified, and the Traditional that they become."""
    text = resources.files(__package__).joinpath("traditional.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((row[0], row[1]) for row in rows)


@lru_cache(maxsize=20_000)
def simplified(text: str) -> str:
    """Return ``text`` in Simplified characters, with the quotation marks of Simplified text."""
    return _ASPECT.sub("着", str(_converter("t2s").convert(text)).translate(_MARKS))


@lru_cache(maxsize=20_000)
def traditional(text: str, own: Words = ()) -> str:
    """Return ``text`` in Traditional characters; ``own`` are words that a document corrects for itself."""
    return "".join(form for _, form, _ in _converted(text, own))


def script_of(text: str) -> Script | None:
    """Return the script that a text is mostly in, or None where too few characters tell the two apart."""
    hans, hant = _tell_apart(text)
    if hant + hans < 3 or max(hant, hans) < 3 * min(hant, hans):
        return None
    return likeliest_script(text)


def likeliest_script(text: str) -> Script:
    """Return the script of which a text has more characters; Simplified where it has none of either."""
    hans, hant = _tell_apart(text)
    return "zh-Hant" if hant > hans else "zh-Hans"


def _tell_apart(text: str) -> tuple[int, int]:
    """Return how many characters of a text are Simplified only, and how many Traditional only."""
    chinese = "".join(_CHINESE.findall(text))
    simple = str(_converter("t2s").convert(chinese))
    hant = sum(one != other for one, other in zip(chinese, simple, strict=False))
    hans = sum(one != other for one, other in zip(chinese, _by_tables(chinese), strict=False))
    return hans, hant


def differences(text: str, own: Words = ()) -> Iterator[DoubtfulForm]:
    """Yield the places where words and OpenCC's tables alone make different characters; listed words are settled."""
    tables = _by_tables(text)
    at = 0
    words = list(_converted(text, own))
    for number, (word, form, listed) in enumerate(words):
        other = tables[at : at + len(word)]
        if form != other and not listed:
            before = words[number - 1][0] if number else ""
            after = words[number + 1][0] if number + 1 < len(words) else ""
            start, end = at - len(before), at + len(word) + len(after)
            around = text[start:end]
            yield DoubtfulForm(at, at + len(word), around, traditional(around, own), tables[start:end])
        at += len(word)


def left_over(text: str, own: Words = ()) -> Iterator[DoubtfulForm]:
    """Yield the words of a Traditional text that keep a Simplified character, e.g. 范圍 for 範圍; a variant is none."""
    plain = simplified(text)
    at = 0
    for word, form, _ in _converted(plain, own) if len(plain) == len(text) else ():
        printed = text[at : at + len(word)]
        apart = zip(printed, word, form, strict=True)
        if any(one == simple != other and one + other not in _VARIANTS for one, simple, other in apart):
            yield DoubtfulForm(at, at + len(word), printed, form, printed)
        at += len(word)


def _by_tables(text: str) -> str:
    converted = str(_converter("s2tw").convert(text)).translate(_UNIFORM)
    return converted if len(converted) == len(text) else text


def _converted(text: str, own: Words) -> Iterator[tuple[str, str, bool]]:
    """Yield each word, its Traditional form, and whether a list gives it."""
    forms, pattern = _listed(own)
    last = 0
    for found in pattern.finditer(text):
        yield from _by_dictionary(text[last : found.start()])
        yield found[0], forms[found[0]], True
        last = found.end()
    yield from _by_dictionary(text[last:])


@lru_cache(maxsize=64)
def _listed(own: Words) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the listed words with their forms, and a pattern that finds the longest of them."""
    forms = dict((*corrections(), *own))
    longest = sorted(forms, key=lambda word: (-len(word), word))
    return forms, re.compile("|".join(map(re.escape, longest)))


def _by_dictionary(text: str) -> Iterator[tuple[str, str, bool]]:
    if text:
        yield from ((word, _word(word), False) for word in _dictionary().cut(text, False))


@lru_cache(maxsize=100_000)
def _word(word: str) -> str:
    """Return the Traditional form of one word."""
    if word in _ALONE:
        return _ALONE[word]
    return _by_tables(word) if _CHINESE.search(word) else word
