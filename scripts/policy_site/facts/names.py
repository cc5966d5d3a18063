"""Names: check the names of countries, bodies and programs (names.yml) against the texts.

In: the names and the editions of all documents. Out: problems.

Guarantees:
1. No name stands twice.
2. Every form of a name stands in a text, and every abbreviation in words that a text holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..sources.problems import Problem
from ..sources.records import Name
from ..sources.yamlfile import YamlFile
from ..text.edition import Edition, whole_text


def check(names: Sequence[Name], editions: Sequence[Edition], source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each name that stands twice or occurs in no text."""
    text = whole_text(editions)
    seen: set[str] = set()
    for number, name in enumerate(names):
        place = source.place(("names", number, "zh"))
        if name.zh in seen:
            yield Problem(place, "F005", f"‘{name.zh}’ stands twice.", "Join the two entries.")
        forms = (name.zh, *name.also)
        for form in forms if name.also or not name.abbreviated else ():
            if form not in text:
                yield Problem(place, "F008", f"‘{form}’ occurs in no text.", "Write it as a text prints it.")
        yield from _abbreviations(name, text, source, number)
        seen.add(name.zh)


def _abbreviations(name: Name, text: str, source: YamlFile, number: int) -> Iterator[Problem]:
    """Yield a problem for each place of an abbreviation that no text holds, or that does not hold the abbreviation."""
    for index, each in enumerate(name.abbreviated):
        for words in each.within:
            if each.zh not in words or words not in text:
                message = f"‘{words}’ occurs in no text, or does not hold ‘{each.zh}’."
                place = source.place(("names", number, "abbreviated", index))
                yield Problem(place, "F008", message, "Copy the words that hold the abbreviation.")
