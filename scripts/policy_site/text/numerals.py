"""Numerals: the numbers that a document prints before its headings.

In: a numeral as printed, or a value. Out: the value, or the numeral.

Guarantee: from 1 to 99 the two functions undo each other.
"""

from __future__ import annotations

_CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
#: From 一 to 九十九; not 一二.
NUMERAL = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"


def numeral(text: str) -> int:
    """Return the value of a numeral from 1 to 99, Chinese or Arabic, e.g. 十二 or 12."""
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS[text]
    return 10 * _CHINESE_DIGITS.get(tens, 1) + _CHINESE_DIGITS.get(ones, 0)


def printed_number(level: int, value: int) -> str:
    """Return a number from 1 to 99 as GB/T 9704-2012 7.3.3 prints it at a level, e.g. 二、 （七） 1. （1）."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    chinese = f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones else ''}"
    return {1: f"{chinese}、", 2: f"（{chinese}）", 3: f"{value}."}.get(level, f"（{value}）")
