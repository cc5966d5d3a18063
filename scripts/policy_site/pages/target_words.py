"""Target words: how pages print a figure that a document sets or reports.

In: a target and the words of a locale. Out: its value, kind, unit and time in words.

Guarantees:
1. A figure is printed as ‘facts/quantity’ writes it for readers of the language: 90,000 people, 9万人.
2. What a figure is (target, aim, reported result, requirement) is said beside it.
"""

from __future__ import annotations

from dataclasses import replace

from ..facts import quantity
from ..sources.records import Target
from .catalog import Catalog


def language(catalog: Catalog) -> quantity.Language:
    """Return the language in which a locale writes its figures."""
    return "en" if catalog.locale == "en" else "zh"


def kind_name(target: Target, catalog: Catalog) -> str:
    """Return what a figure is: target, target as an aim, reported result or requirement."""
    return catalog.message("kind.aim" if target.aim else f"kind.{target.kind}")


def unit_name(target: Target, catalog: Catalog) -> str:
    """Return the unit of a figure by itself, e.g. for a caption: people, yuan, 万人."""
    return quantity.english_unit(target.unit) if catalog.locale == "en" else catalog.chinese(target.unit.zh)


def printed(target: Target, catalog: Catalog) -> quantity.Printed:
    """Return the value of a target with unit and bound, e.g. at least 13 bases."""
    shown = quantity.rendered(target.value, target.unit, language(catalog), target.bound, target.aim)
    return _in_script(shown, catalog)


def plain(value: str, target: Target, catalog: Catalog) -> str:
    """Return a value in the unit of a target, with its unit and without a bound, e.g. 600 enterprises."""
    return str(_in_script(quantity.rendered(value, target.unit, language(catalog)), catalog))


def number(value: str, target: Target, catalog: Catalog) -> str:
    """Return a value in the unit of a target, without its unit, e.g. 9,100 or 1.88%."""
    return _in_script(quantity.rendered(value, target.unit, language(catalog)), catalog).figure


def baseline(target: Target, catalog: Catalog) -> str:
    """Return the value that a target starts from, with its unit; empty where there is none."""
    return plain(target.baseline, target, catalog) if target.baseline else ""


def magnitude(value: str | None, target: Target) -> str:
    """Return a value of a target multiplied out, for sorting; empty where there is none."""
    return f"{quantity.magnitude(value, target.unit):f}" if value else ""


def when(target: Target, catalog: Catalog) -> str:
    """Return the time a figure is for, e.g. end of 2021; empty where the text names no year."""
    if target.year is None:
        return ""
    return catalog.message("year.end", year=target.year) if target.year_end else str(target.year)


def _in_script(shown: quantity.Printed, catalog: Catalog) -> quantity.Printed:
    return replace(shown, before=catalog.chinese(shown.before), after=catalog.chinese(shown.after))
