"""Figures: the quantities that a Chinese or an English sentence states, as plain numbers.

In: a sentence. Out: the set of its values (8.5万 and 85,000 are the same value).

Guarantees:
1. 万, 亿, thousand, million, billion are multiplied out exactly (Decimal, no rounding).
2. Written-out numbers (三, five) and month names never cause a finding; they only excuse a digit of the other language.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .numerals import numeral

_CHINESE_SCALE = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "": 1}
_ENGLISH_SCALE = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "": 1}
#: e.g. 3700多万, 40亿, 10.11, 1,504
_CHINESE = re.compile(r"(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:多|余|几)?(万亿|亿|万|千|百)?")
#: e.g. 37 million, 85,000, 10.11
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ -]?(trillion|billion|million|thousand))?")
_NUMERALS = re.compile(r"[一二三四五六七八九十两]+")
#: A unit of ten, a hundred … that no digit precedes, e.g. 万人发明专利拥有量 → per 10,000 people
_BARE_SCALE = re.compile(r"(?<![\d多余几一二三四五六七八九十两])[百千万亿]")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
_MONTHS = "january february march april may june july august september october november december".split()
_SPELLED = (
    {word: value for value, word in enumerate(_WORDS)}
    | {word: value for value, word in enumerate(_ORDINALS)}
    | _TENS
    | {word: value for value, word in enumerate(_MONTHS, start=1)}
)


def chinese(text: str) -> frozenset[Decimal]:
    """Return the values written in digits in a Chinese sentence."""
    return frozenset(
        Decimal(re.sub("[,，]", "", found[1])) * _CHINESE_SCALE[found[2] or ""] for found in _CHINESE.finditer(text)
    )


def chinese_spelled(text: str) -> frozenset[Decimal]:
    """Return the values of Chinese numerals up to 99 (三省一市 → 3, 1) and of bare units (万人 → 10000)."""
    found = (match[0].replace("两", "二") for match in _NUMERALS.finditer(text))
    values = {Decimal(numeral(word)) for word in found if len(word) == 1 or "十" in word}
    return frozenset(values | {Decimal(_CHINESE_SCALE[match[0]]) for match in _BARE_SCALE.finditer(text)})


def english(text: str) -> frozenset[Decimal]:
    """Return the values written in digits in an English sentence."""
    return frozenset(
        Decimal(found[1].replace(",", "")) * _ENGLISH_SCALE[found[2] or ""] for found in _ENGLISH.finditer(text)
    )


def english_spelled(text: str) -> frozenset[Decimal]:
    """Return the values of number words, ordinals and month names, e.g. ‘three provinces in May’ → 3, 5."""
    return frozenset(Decimal(_SPELLED[word]) for word in re.findall("[a-z]+", text.lower()) if word in _SPELLED)


def differences(zh: str, en: str) -> tuple[frozenset[Decimal], frozenset[Decimal]]:
    """Return the figures that only the Chinese states, and those that only the English states."""
    only_chinese = chinese(zh) - english(en) - english_spelled(en)
    only_english = english(en) - chinese(zh) - chinese_spelled(zh)
    return only_chinese, only_english
