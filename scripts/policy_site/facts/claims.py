"""Claims: what must hold of a bilingual statement of ours, in whichever file it stands.

In: the statement, its file and its path there, and the code under which this file reports the fault. Out: problems.

Guarantees:
1. One rule has one wording: what is asked of an answer is asked of the home page in the same words.
2. Characters of Chinese are counted with their punctuation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..sources.problems import Place, Problem
from ..sources.records import Bilingual, Measure
from ..sources.yamlfile import Path, YamlFile
from ..text import figures
from .plain_words import english_words


@dataclass(frozen=True)
class Limit:
    """The most that a statement may have: words in English, characters in Chinese."""

    words: int
    characters: int


def alike(said: Bilingual | Measure, file: YamlFile, path: Path, code: str) -> Iterator[Problem]:
    """Yield a problem for each figure that one language lacks."""
    for figure in sorted(frozenset().union(*figures.differences(said.zh, said.en))):
        message = f"Only one language states ‘{figure:f}’."
        yield Problem(file.place((*path, "en")), code, message, "Let both languages state the same figures.")


def grounded(said: Bilingual, values: Collection[Decimal], file: YamlFile, path: Path, code: str) -> Iterator[Problem]:
    """Yield a problem for each figure that is not among ``values``, the figures of what is cited."""
    for figure in sorted(figures.chinese(said.zh).difference(values)):
        message = f"‘{figure:f}’ stands in nothing that is cited."
        yield Problem(file.place((*path, "zh")), code, message, "Correct the figure, or cite its clause or source.")


def short(said: Bilingual, file: YamlFile, path: Path, code: str, most: Limit, remedy: str) -> Iterator[Problem]:
    """Yield a problem for each language that is too long."""
    words, characters = english_words(said.en), len(said.zh)
    if words > most.words:
        message = f"The English has {words} words; at most {most.words} are allowed."
        yield Problem(file.place((*path, "en")), code, message, remedy)
    if characters > most.characters:
        message = f"The Chinese has {characters} characters; at most {most.characters} are allowed."
        yield Problem(file.place((*path, "zh")), code, message, remedy)


def listed(names: Iterable[str], sources: Collection[str], places: Iterable[Place]) -> Iterator[Problem]:
    """Yield a problem for each of ``names`` that is no id of sources.yml; ``places`` are where they stand."""
    for name, place in zip(names, places, strict=True):
        if name not in sources:
            yield Problem(place, "F007", f"‘{name}’ is not in sources.yml.", "Add the source there.")


def listed_below(names: Iterable[str], sources: Collection[str], file: YamlFile, path: Path) -> Iterator[Problem]:
    """Yield the same problems for the list ‘sources’ of a statement."""
    names = tuple(names)
    yield from listed(names, sources, (file.place((*path, "sources", index)) for index in range(len(names))))
