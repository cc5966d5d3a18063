"""Figures: the quantities that a Chinese or an English sentence states, as plain numbers.

In: a sentence. Out: the set of its values (8.5万 and 85,000 are the same value), or what only one language states.

Guarantees:
1. 万, 亿, thousand, million, billion are multiplied out exactly (Decimal, no rounding); fractions are exact.
2. Chinese numerals are read by ``numerals`` alone: 五百, 一百二十, 二〇三〇, 十四五, 三分之二, ㈢.
3. A small written-out number (三, five) and a month never cause a finding; they only excuse a digit of the other
   language. One that a bound depends on (两个以上, three or more), a fraction, a year and a hundred do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from .numerals import CHARACTERS, DIGITS, DRESSED, amount, number, undressed

_ENGLISH_SCALE = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "": 1}
#: e.g. 3700多万, 40亿, 10.11, 1,504
_CHINESE = re.compile(r"(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:多|余|几)?(万亿|亿|万|千|百)?")
#: e.g. 37 million, 85,000, 10.11
_ENGLISH = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ -]?(trillion|billion|million|thousand))?"
    r"(?P<per>\s?%| percent| per thousand| per ten thousand)?"
)
#: A numeral in Chinese characters that belongs to no digit before it: 五百, 万 in 万人, not 万 in 3700多万.
_NUMERAL = re.compile(rf"(?<![\d多余几.{CHARACTERS}])[{CHARACTERS}]+")
_DIGIT = "[一二三四五六七八九]"
#: 三分之二, 百分之十, 万分之五
_PART = re.compile(
    rf"(?<![{CHARACTERS}])(?P<whole>[{CHARACTERS}]+)分之(?P<part>[{CHARACTERS}]+(?:点[{CHARACTERS}]+)?|\d+(?:\.\d+)?)"
)
#: “十四五”规划: the fourteenth plan of five years; English may leave its number out
_PLAN = re.compile(r"(?<![一二三四五六七八九十])(?P<n>十[一二三四五六])五(?=[”』」’]|规划|时期|期间|以来|末|收官|开局)")
#: 二〇三〇年
_YEAR = re.compile(r"(?P<n>[一二][〇○零一二三四五六七八九]{3})年")
#: 五百, 一百二十, 三千: with the number of its hundreds
_LARGE = re.compile(rf"{_DIGIT}[百千万亿]|两[百千万亿]")
#: 两个以上部门, 三年以内, 不少于三家
_BOUND = re.compile(
    rf"(?<![{CHARACTERS}])(?P<a>[{CHARACTERS}]+)[\u4e00-\u9fff]{{0,2}}以[上下内](?!述)"
    rf"|(?:不少于|不低于|不超过|至少|至多|最多|超过)(?P<b>[{CHARACTERS}]+)"
)
_HALVES = {"上半年": 1, "下半年": 2}
_QUARTERS = re.compile(r"(?:第)?(?P<n>[一二三四1-4])季度")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_MONTHS = "january february march april may june july august september october november december".split()
_CARDINALS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_OTHER_WORDS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_SPELLED: dict[str, int] = {
    **_CARDINALS,
    **{word: value for value, word in enumerate(_ORDINALS)},
    **{word: value for value, word in enumerate(_MONTHS, start=1)},
    **_OTHER_WORDS,
}
_WORD = "|".join(sorted(_CARDINALS, key=len, reverse=True))
#: one hundred and twenty, two thousand
_LONG = re.compile(rf"\b(?:{_WORD}|hundred|thousand|million|and|[ -])+\b")
#: two thirds, one-fifth
_ENGLISH_PART = re.compile(
    rf"\b(?P<part>{_WORD})[ -](?P<whole>half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b"
)
#: three or more, at least two, more than five
_ENGLISH_BOUND = re.compile(
    rf"\b(?P<a>{_WORD})\b[\w -]{{0,20}}? or (?:more|fewer|less|above)\b"
    rf"|\b(?:at least|at most|more than|fewer than|less than|no (?:fewer|less|more) than) (?P<b>{_WORD})\b(?! hundred)"
)
_ENGLISH_HALF = re.compile(r"\b(?P<n>first|second|latter) half of (?:the year|\d{4}|each year|every year|this year)")
_ENGLISH_QUARTER = re.compile(r"\b(?P<n>first|second|third|fourth) quarter\b")
Value = Decimal | Fraction
#: By a scale a number grows by no more digits than this, e.g. by ‘trillion’ 12.
_MORE_DIGITS = 16


class _Named(Decimal):
    """A part of the year among the figures: below zero, where no quantity is, and with its own words."""

    def __str__(self) -> str:
        half = {-1: "the first half of the year", -2: "the second half of the year"}
        return half.get(int(self)) or f"quarter {-10 - int(self)}"


@dataclass(frozen=True)
class _Stated:
    """A quantity that a sentence states: how it prints, and the values by which the other language may state it."""

    shown: Decimal
    values: frozenset[Value]


def chinese(text: str) -> frozenset[Decimal]:
    """Return the values written in digits in a Chinese sentence."""
    return frozenset(amount(found[1], found[2] or "") for found in _CHINESE.finditer(_plain(text)))


def chinese_spelled(text: str) -> frozenset[Decimal]:
    """Return the values of Chinese numerals (三省一市 → 3, 1; 五百 → 500; 十四五 → 14) and of fractions."""
    plain = _plain(text)
    found: set[Value] = {value for match in _NUMERAL.finditer(plain) for value in _readings(match[0])}
    found |= {Decimal(number(match["n"]) or 0) for match in _PLAN.finditer(plain)}
    found |= {value for stated in _chinese_stated(plain) for value in stated.values if not isinstance(value, _Named)}
    return frozenset(value if isinstance(value, Decimal) else _decimal(value) for value in found)


def english(text: str) -> frozenset[Decimal]:
    """Return the values written in digits in an English sentence."""
    return frozenset(_english_amount(found) for found in _ENGLISH.finditer(text))


def english_spelled(text: str) -> frozenset[Decimal]:
    """Return the values of number words, ordinals and month names, e.g. ‘three provinces in May’ → 3, 5."""
    lower = text.lower()
    found: set[Value] = {Decimal(_SPELLED[word]) for word in re.findall("[a-z]+", lower) if word in _SPELLED}
    found |= {Decimal("0.5")} if re.search(r"\bhalf\b", lower) else set()
    found |= {Decimal(value) for match in _LONG.finditer(lower) if (value := _long(match[0]))}
    found |= {value for stated in _english_stated(lower) for value in stated.values if not isinstance(value, _Named)}
    return frozenset(value if isinstance(value, Decimal) else _decimal(value) for value in found)


def spelled_out(text: str) -> Iterator[tuple[str, Decimal]]:
    """Yield each large numeral of a Chinese text with its value, for who searches in digits: 五百 → 500."""
    for found in _NUMERAL.finditer(text):
        value = number(found[0])
        if value and (_LARGE.match(found[0]) or (value > 1000 and text[found.end() : found.end() + 1] == "年")):
            yield found[0], Decimal(value)


def differences(zh: str, en: str) -> tuple[frozenset[Decimal], frozenset[Decimal]]:
    """Return the figures that only the Chinese states, and those that only the English states."""
    plain, lower = _plain(zh), en.lower()
    chinese_must = [*_digits(chinese(zh)), *_chinese_stated(plain)]
    english_must = [*_english_digits(en), *_english_stated(lower)]
    chinese_all = chinese(zh) | chinese_spelled(zh) | _all(chinese_must)
    english_all = english(en) | english_spelled(en) | _all(english_must)
    return _missing(chinese_must, english_all), _missing(english_must, chinese_all)


def _missing(stated: Iterable[_Stated], other: frozenset[Value]) -> frozenset[Decimal]:
    return frozenset(each.shown for each in stated if not each.values & other)


def _all(stated: Iterable[_Stated]) -> frozenset[Value]:
    return frozenset(value for each in stated for value in each.values)


def _digits(values: Iterable[Decimal]) -> Iterator[_Stated]:
    yield from (_Stated(value, frozenset({value})) for value in values)


def _english_digits(text: str) -> Iterator[_Stated]:
    """Yield the figures in digits; a percentage is also the fraction that it is."""
    for found in _ENGLISH.finditer(text):
        value = _english_amount(found)
        whole = {" per thousand": 1000, " per ten thousand": 10000}.get(found["per"], 100)
        yield _Stated(value, frozenset({value, value / whole} if found["per"] else {value}))


def _english_amount(found: re.Match[str]) -> Decimal:
    exact = Context(prec=len(found[1]) + _MORE_DIGITS)
    return exact.multiply(Decimal(found[1].replace(",", "")), Decimal(_ENGLISH_SCALE[found[2] or ""]))


# --- Chinese -------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Return a sentence with half-width digits and without dressed numerals: ３７００万, ㈢ → 3700万, （三）."""
    text = text.translate({0xFF10 + digit: str(digit) for digit in range(10)})
    return re.sub(f"[{DRESSED}]", lambda found: f"（{undressed(found[0])}）", text)


def _readings(numeral: str) -> Iterator[Decimal]:
    """Yield the values that a run of numerals may have: 五百 → 500; 三四 → 34, 3, 4; 十四五 → 10, 4, 5."""
    value = number(numeral)
    if value is not None:
        yield Decimal(value)
    if value is None or (len(numeral) < 4 and all(char in DIGITS for char in numeral)):
        yield from (Decimal(each) for char in numeral if (each := number(char)) is not None)


def _chinese_stated(text: str) -> Iterator[_Stated]:
    """Yield the written-out quantities that the English must state too."""
    for found in _PART.finditer(text):
        yield from _chinese_part(found["whole"], found["part"])
    rest = _PART.sub("　", text)
    for found in _YEAR.finditer(rest):
        yield _whole(number(found["n"]))
    for found in _NUMERAL.finditer(rest):
        if _LARGE.match(found[0]) and number(found[0]):
            yield _whole(number(found[0]))
    for found in _BOUND.finditer(rest):
        yield _whole(number(found["a"] or found["b"]))
    yield from (_named(-value) for words, value in _HALVES.items() if words in rest)
    yield from (_named(-10 - (number(found["n"]) or 0)) for found in _QUARTERS.finditer(rest))


def _chinese_part(whole: str, part: str) -> Iterator[_Stated]:
    """Yield the fraction 三分之二 with the ways to write it: 2/3 and its percentage."""
    over = number(whole)
    value = Fraction(part) if part[0].isdigit() and part.isascii() else _spelled_decimal(part)
    if over and value is not None:
        share = value / over
        ways: set[Value] = {share, share * 100, _decimal(share), _decimal(share * 100)}
        yield _Stated(_decimal(share * 100) if over in (100, 1000, 10000) else _decimal(share), frozenset(ways))


def _spelled_decimal(text: str) -> Fraction | None:
    """Return the value of 十, 五, 三点五."""
    whole, _, rest = text.partition("点")
    value = number(whole)
    if value is None:
        return None
    digits = "".join(str(DIGITS.get(char, 0)) for char in rest)
    return Fraction(value) + (Fraction(int(digits), 10 ** len(digits)) if digits else 0)


def _whole(value: int | None) -> _Stated:
    return _Stated(Decimal(value or 0), frozenset({Decimal(value or 0)}))


def _named(value: int) -> _Stated:
    name = _Named(value)
    return _Stated(name, frozenset({name}))


def _decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal, to six places where it has no end."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact if Fraction(exact) == value else round(exact, 6)


# --- English -------------------------------------------------------------------------------------------------


def _english_stated(text: str) -> Iterator[_Stated]:
    """Yield the written-out quantities that the Chinese must state too."""
    for found in _ENGLISH_PART.finditer(text):
        over = {"half": 2, "halves": 2, "quarter": 4}.get(found["whole"]) or _ORDINALS.index(found["whole"])
        share = Fraction(_CARDINALS[found["part"]], over)
        yield _Stated(_decimal(share), frozenset({share, _decimal(share), _decimal(share * 100)}))
    for found in _ENGLISH_BOUND.finditer(text):
        value = _CARDINALS[found["a"] or found["b"]]
        if value > 1:  # more than one: 多个
            yield _whole(value)
    yield from (_named(-1 if found["n"] == "first" else -2) for found in _ENGLISH_HALF.finditer(text))
    yield from (_named(-10 - _ORDINALS.index(found["n"])) for found in _ENGLISH_QUARTER.finditer(text))


def _long(text: str) -> int | None:
    """Return the value of a number in several words, e.g. one hundred and twenty; None for a single word."""
    words = [word for word in re.findall("[a-z]+", text) if word != "and"]
    if len(words) < 2:
        return None
    total = part = 0
    for word in words:
        if word in _CARDINALS:
            part += _CARDINALS[word]
        else:
            scale = {"hundred": 100, "thousand": 1000, "million": 10**6}[word]
            part = (part or 1) * scale
            if scale > 100:
                total, part = total + part, 0
    return total + part
