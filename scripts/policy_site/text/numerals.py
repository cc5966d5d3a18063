"""Numerals: every way in which a Chinese text writes a number, read by one reader.

In: a numeral as printed, Chinese, Arabic, full-width, circled or in brackets. Out: its value; or a value printed.

Guarantees:
1. Exact: 万 and 亿 are multiplied out as integers and decimals, never as floating numbers.
2. What is no numeral has no value (None); nothing is guessed.
3. From 1 to 99 ``printed_number`` and ``numeral`` undo each other.
"""

from __future__ import annotations

import unicodedata
from decimal import Context, Decimal

#: Digits, with the forms of 二〇三〇年, 二○三○年 and 两个; capital forms as in 壹佰.
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")
}
DIGITS |= {"○": 0, "Ｏ": 0, "◯": 0, "两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
#: The characters of a numeral written in Chinese, e.g. 一百二十, 二〇三〇, 三万五千.
CHARACTERS = "".join([*DIGITS, *_TENS, *_MYRIADS])
#: An ordinal as headings print it: 一, 十二, 二〇, 一百零五; not 一二.
NUMERAL = (
    "(?:[一二三四五六七八九]?百(?:[零〇○][一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)?"
    "|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九][〇零○]|[一二三四五六七八九])"
)
#: Characters that hold a numeral and its dress: ㈠ ⑴ ⒈ ① ㊀ Ⅳ.
DRESSED = "㈠-㈩⑴-⒇⒈-⒛①-⑳㉑-㉟㊱-㊿❶-❿➀-➉㊀-㊉Ⅰ-Ⅻ"
#: More characters are no number that anybody counts by; 九千九百九十九万九千九百九十九 has 15.
_LONGEST = 30
_ROMAN = {chr(0x2160 + number): number + 1 for number in range(12)}


def number(text: str) -> int | None:
    """Return the value of an integer written in any of the ways, or None: 十二, 12, １２, ⑫, ㈠, 二〇三〇, 三万五千."""
    if text in _ROMAN:
        return _ROMAN[text]
    if len(text) > _LONGEST:
        return None
    plain = undressed(text)
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(char not in CHARACTERS for char in plain):
        return None
    if all(char in DIGITS for char in plain):
        return int("".join(str(DIGITS[char]) for char in plain))
    return _positional(plain)


def undressed(text: str) -> str:
    """Return a numeral without its dress and in half-width digits: ⑴ → 1, ㈠ → 一, １２ → 12, ❸ → 3."""
    plain = "".join(f"{unicodedata.numeric(char):.0f}" if "❶" <= char <= "➉" else char for char in text)
    return unicodedata.normalize("NFKC", plain.replace("Ｏ", "〇").replace("◯", "〇")).strip("(). ")


def _positional(text: str) -> int | None:
    """Return the value of a numeral with tens, hundreds and 万 (三万五千, 一百零五), or None if it has none."""
    total, section, digit, scale = 0, 0, 0, 10**4
    for char in text:
        if char in DIGITS:
            if digit:
                return None  # 一二百: two digits in one place
            digit = DIGITS[char]
        elif char in _TENS:
            if _TENS[char] >= scale:
                return None  # 十百
            scale = _TENS[char]
            section, digit = section + (digit or 1) * scale, 0
        else:
            myriad = _MYRIADS[char]
            own = section + digit
            total = (total + own) * myriad if myriad == 10**8 and total + own else total + (own or 1) * myriad
            section, digit, scale = 0, 0, 10**4
    return total + section + digit


def numeral(text: str) -> int:
    """Return the value of a numeral that is one; 0 where it is none, so that no text is refused for it."""
    return number(text) or 0


def amount(digits: str, scale: str = "") -> Decimal:
    """Return a number in digits times its unit, exactly: 8.5 and 万 → 85000; ３７００ and 万 → 37000000."""
    plain = unicodedata.normalize("NFKC", digits).replace(",", "").replace("，", "")
    exact, value = Context(prec=len(plain) + 8 * len(scale) + 1), Decimal(plain)
    for char in scale:
        value = exact.multiply(value, Decimal(_TENS.get(char) or _MYRIADS[char]))
    return value


def printed_number(level: int, value: int) -> str:
    """Return a number from 1 to 99 as GB/T 9704-2012 7.3.3 prints it at a level, e.g. 二、 （七） 1. （1）."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    chinese = f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones else ''}"
    return {1: f"{chinese}、", 2: f"（{chinese}）", 3: f"{value}."}.get(level, f"（{value}）")
