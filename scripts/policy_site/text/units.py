"""Units: who is responsible, from the parenthesis that ends a paragraph.

In: the last sentence of a paragraph, e.g. （牵头单位：市科技局，责任单位：市发改委、市人社局）.
Out: lead and responsible units.

Guarantees:
1. Both forms are kept: as printed, and in full with the prefix that the list leaves out
   (市商务局、市场监管局 → 市市场监管局).
2. A parenthesis that opens like such a list but cannot be read is a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """One body: as printed, and with its elided prefix."""

    printed: str
    full: str


@dataclass(frozen=True)
class Responsible:
    """Lead units (牵头单位) and responsible units (责任单位) of a paragraph."""

    lead: tuple[Unit, ...] = ()
    units: tuple[Unit, ...] = ()


_LABEL = r"(?:牵头|牽頭|责任|責任)(?:单位|單位)"
#: e.g. 市科技局、财政局，南沙区政府
_NAMES = r"[^：、，]+(?:[、，][^：、，]+)*"
#: e.g. （责任单位：市科技局、财政局，南沙区政府）
_LIST = re.compile(rf"（{_LABEL}：{_NAMES}(?:，?{_LABEL}：{_NAMES})*）")
_PART = re.compile(rf"(?P<label>{_LABEL})：(?P<units>[^：]*?)(?=，?{_LABEL}：|$)")
#: How a name begins that stands on its own: 省科技厅, 各区政府, 团市委, 市发改委 (but 市场监管局 is elided).
_OWN_START = re.compile(r"市(?!场|場)|省|区|區|县|縣|各|团|團|国家|國家")
#: How the name of a lower government ends, which no 市 covers: 市科技局、黄埔区政府 (Guangzhou 三（三）).
_OWN_END = re.compile(r"[区區县縣](?:人民)?政府$")


def is_list(sentence: str) -> bool:
    """Tell whether a sentence is a list of responsible units."""
    return bool(re.match(rf"（{_LABEL}", sentence))


def parse(sentence: str, place: str) -> Responsible | None:
    """Return the units of such a list, or None where it cannot be read; ``place`` is the city's name, e.g. 广州市."""
    if not _LIST.fullmatch(sentence):
        return None
    found: dict[str, list[Unit]] = {"lead": [], "units": []}
    for part in _PART.finditer(sentence[1:-1]):
        role = "lead" if part["label"][0] in "牵牽" else "units"
        for group in part["units"].strip("，").split("，"):
            found[role] += _expanded(group.split("、"), place)
    return Responsible(tuple(found["lead"]), tuple(found["units"]))


def _expanded(group: list[str], place: str) -> list[Unit]:
    """Return the units of one group; the 市 of the first carries over to names that lack one."""
    city = place.removesuffix("市")
    carries = False
    units = []
    for name in group:
        own = bool(_OWN_START.match(name) or _OWN_END.search(name)) or name.startswith(city)
        elided = not own and (carries or name.startswith(("市场", "市場")))
        carries = carries or elided or name.startswith("市")
        units.append(Unit(name, f"市{name}" if elided else name))
    return units
