"""Unit names: what the translation calls the bodies that a document names.

In: an edition whose lists of units are translated, and the terms of the glossary. Out: full Chinese name → English.

Guarantees:
1. The glossary comes first; else the name is the translator's own, from a list that has as many names as the Chinese.
2. A list that cannot be parted for certain gives no name; nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..sources.records import Term
from ..text.edition import Edition
from ..text.units import Unit

#: One labeled list of a parenthesis, e.g. ‘Lead unit: Municipal Science and Technology Bureau’.
_PART = re.compile(r"(?P<role>lead |cooperating )?(?:responsible )?units?: (?P<names>[^;]+)", re.IGNORECASE)

_ROLES = {"lead": "lead", "cooperating": "cooperating"}


def english_names(edition: Edition, terms: Iterable[Term]) -> dict[str, str]:
    """Return the English name of each responsible unit of ``edition`` by its full Chinese name, as far as known."""
    glossary = {form: term.en for term in terms for form in term.chinese_forms}
    lists = list(_lists(edition))
    units = {unit for group, _ in lists for unit in group}
    known = {unit.full: glossary[name] for unit in units for name in (unit.printed, unit.full) if name in glossary}
    before = -1
    while len(known) > before:  # a name that one list shows may part a pair in another, so go on while names are new
        before = len(known)
        for group, names in lists:
            for unit, name in zip(group, _parted(names, group, known), strict=False):
                known.setdefault(unit.full, name[0].upper() + name[1:])
    return known


def _lists(edition: Edition) -> Iterator[tuple[tuple[Unit, ...], str]]:
    """Yield the units of each list with the English that names them."""
    for block in edition.blocks:
        english = block.sentences[-1].english if block.sentences else ""
        for part in _PART.finditer(english.strip("(). ")):
            units = getattr(block.responsible, _ROLES.get((part["role"] or "").strip().lower(), "units"))
            if units:
                yield units, part["names"].strip()


def _parted(names: str, units: tuple[Unit, ...], known: dict[str, str]) -> list[str]:
    """Part a list of names where there are as many as ``units``; else return none."""
    if len(units) == 1:
        return [names]
    if len(units) == 2 and ", " not in names:
        first, last = (known.get(unit.full, "") for unit in units)
        if first and names.startswith(f"{first} and "):
            return [first, names.removeprefix(f"{first} and ")]
        return [names.removesuffix(f" and {last}"), last] if last and names.endswith(f" and {last}") else []
    found = names.replace(", and ", ", ").split(", ")
    return found if len(found) == len(units) else []
