"""Quantity: a figure as readers of each language write it, from the value and the unit that the text prints.

In: a value in a Chinese unit, with its bound. Out: its parts (what stands before the number, the number, what stands
after it), and its plain magnitude for sorting and drawing.

Guarantees:
1. 万 and 亿 are multiplied out exactly for English (9 万人 → 90,000 people); nothing is rounded.
2. English groups from four digits on (1,504), Chinese from five on, and keeps 万 and 亿 as the text prints them.
3. Bound and aim are said in words of the language: at least, about, over, reach, aim for.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..sources.records import Bilingual, Bound

Language = Literal["en", "zh"]
#: The scales that a Chinese unit begins with, the longest first, and their names in the English of the unit.
_SCALES: tuple[tuple[str, str, int], ...] = (
    ("万亿", "trillion", 10**12),
    ("亿", "hundred million", 10**8),
    ("万", "ten thousand", 10**4),
)
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
#: The unit of a rank, e.g. 全省第五 → 5th place.
_RANK = "位"
_ENGLISH: dict[Bound, str] = {
    "reach": "reach",
    "at-least": "at least",
    "about": "about",
    "more-than": "over",
    "at-most": "at most",
}
_BEFORE_CHINESE: dict[Bound, str] = {"reach": "达到", "at-most": "不超过"}
_AFTER_CHINESE: dict[Bound, str] = {"at-least": "以上", "about": "左右"}


@dataclass(frozen=True)
class Printed:
    """A quantity in one language: ‘aim for’ · ‘90,000’ · ‘people’; in Chinese nothing stands between the parts."""

    before: str
    number: str
    after: str
    language: Language

    def __str__(self) -> str:
        parts = [part for part in (self.before, self.number, self.after) if part]
        if self.language == "zh":
            return "".join(parts)
        return " ".join(parts).replace(" %", "%")

    @property
    def unit(self) -> str:
        """What stands after the figure: after a per cent sign only the bound."""
        return self.after.removeprefix("%")

    @property
    def figure(self) -> str:
        """The number with its per cent sign, without other units."""
        return f"{self.number}%" if self.after.startswith("%") else self.number


def scale(unit: str) -> int:
    """Return what one of a Chinese unit is worth: 10000 of 万人, 1 of 家."""
    return next((worth for sign, _, worth in _SCALES if unit.startswith(sign)), 1)


def magnitude(value: str, unit: Bilingual) -> Decimal:
    """Return the plain value, e.g. 9 of 万人 → 90000."""
    return Decimal(value) * scale(unit.zh)


def english_unit(unit: Bilingual) -> str:
    """Return the unit in English without its scale, e.g. ‘ten thousand people’ → ‘people’."""
    for sign, name, _ in _SCALES:
        if unit.zh.startswith(sign):
            return unit.en.removeprefix(name).strip()
    return unit.en


def agrees(unit: Bilingual) -> bool:
    """Tell whether the English of a unit names the scale that the Chinese begins with."""
    sign = next((name for sign, name, _ in _SCALES if unit.zh.startswith(sign)), "")
    return unit.en.startswith(sign)


def rendered(value: str, unit: Bilingual, language: Language, bound: Bound = "exactly", aim: bool = False) -> Printed:
    """Return a value with its unit and bound as readers of a language write it."""
    if unit.zh == _RANK:
        return (
            Printed("", _ordinal(int(value)), unit.en, "en")
            if language == "en"
            else Printed("第", value, unit.zh, "zh")
        )
    return _in_english(value, unit, bound, aim) if language == "en" else _in_chinese(value, unit, bound, aim)


def _in_english(value: str, unit: Bilingual, bound: Bound, aim: bool) -> Printed:
    words = [_ENGLISH.get(bound, "")]
    if aim:
        words.insert(0, "aim to" if bound == "reach" else "aim for")
    number = _english_number(magnitude(value, unit))
    return Printed(" ".join(filter(None, words)), number, english_unit(unit), "en")


def _english_number(value: Decimal) -> str:
    """Return a number as English writes it: 90,000, but 37 million and 3.16 billion."""
    for worth, name in _LARGE:
        if value >= worth:
            return f"{_plain(value / worth):,} {name}"
    return f"{_plain(value):,}"


def _in_chinese(value: str, unit: Bilingual, bound: Bound, aim: bool) -> Printed:
    before = ("力争" if aim else "") + _BEFORE_CHINESE.get(bound, "")
    number = _plain(Decimal(value))
    shown = f"{number:,}" if number >= 10**4 else f"{number}"
    many = "多" if bound == "more-than" else ""
    return Printed(before, shown, f"{many}{unit.zh}{_AFTER_CHINESE.get(bound, '')}", "zh")


def _plain(value: Decimal) -> Decimal:
    """Return a number without zeros at the end of its fraction and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _ordinal(number: int) -> str:
    """Return an English ordinal in digits, e.g. 5 → 5th, 22 → 22nd, 11 → 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
