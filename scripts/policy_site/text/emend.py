"""Emend: apply the apparatus to the excerpt, lemma → reading.

In: the excerpt as a passage, and apparatus.yml. Out: the emended passage, and every entry that does not apply.

Guarantees:
1. Every emendation applies exactly as often as it says; no two touch the same character.
2. Only the characters in which lemma and reading differ count as changed.
3. Nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..sources.problems import Problem
from ..sources.records import Annotation, Apparatus, Emendation
from ..sources.yamlfile import YamlFile
from .passage import KEPT, Passage, Piece


@dataclass(frozen=True, order=True)
class Application:
    """One place where an apparatus entry applies: offsets in the excerpt, number of the entry."""

    start: int
    end: int
    entry: int


def cause(entry: int) -> str:
    """Return the cause that pieces of the emendation number ``entry`` (from 0) carry."""
    return f"emendation:{entry}"


def emend(passage: Passage, apparatus: Apparatus, source: YamlFile) -> tuple[Passage, tuple[Problem, ...]]:
    """Return the passage emended as far as its entries apply; ``source`` places the problems."""
    text = passage.text
    problems: list[Problem] = []
    applications: list[Application] = []
    for number, entry in enumerate(apparatus.emendations):
        path = ("emendations", number)
        problems += _count_faults(text, entry, path, source)
        if entry.lemma == entry.reading:
            remedy = "Correct the reading, or move the entry to ‘notes’."
            problems.append(
                Problem(source.place((*path, "reading")), "A004", "Lemma and reading are the same.", remedy)
            )
        applications += [Application(at, at + len(entry.lemma), number) for at in occurrences(text, entry.lemma)]
    for number, note in enumerate(apparatus.notes):
        problems += _count_faults(text, note, ("notes", number), source)
    applications.sort()
    problems += _overlaps(applications, apparatus, source)
    clear = [each for at, each in enumerate(applications) if at == 0 or each.start >= applications[at - 1].end]
    return Passage(tuple(_pieces(text, clear, apparatus))), tuple(problems)


def occurrences(text: str, lemma: str) -> Iterator[int]:
    """Yield the offsets at which ``lemma`` stands in ``text``, not overlapping."""
    at = text.find(lemma)
    while at >= 0:
        yield at
        at = text.find(lemma, at + len(lemma))


def _count_faults(
    text: str, entry: Emendation | Annotation, path: tuple[str | int, ...], source: YamlFile
) -> Iterator[Problem]:
    times = text.count(entry.lemma)
    place = source.place((*path, "lemma"))
    if times == 0:
        remedy = "Copy it verbatim from witness.txt, between incipit and explicit."
        yield Problem(place, "A001", f"Lemma ‘{entry.lemma}’ does not occur.", remedy)
    elif times != entry.occurrences:
        message = f"Lemma ‘{entry.lemma}’ occurs {times} times, not {entry.occurrences}."
        yield Problem(place, "A002", message, f"Write ‘occurrences: {times}’, or lengthen the lemma.")


def _overlaps(applications: list[Application], apparatus: Apparatus, source: YamlFile) -> Iterator[Problem]:
    for one, other in pairwise(applications):
        if other.start < one.end:
            place = source.place(("emendations", other.entry, "lemma"))
            lemmas = [apparatus.emendations[n].lemma for n in (other.entry, one.entry)]
            message = f"Lemma ‘{lemmas[0]}’ overlaps lemma ‘{lemmas[1]}’."
            yield Problem(place, "A003", message, "Join the two entries, or shorten one lemma.")


def _pieces(text: str, applications: list[Application], apparatus: Apparatus) -> Iterator[Piece]:
    """Yield the pieces of the emended text; shared ends of lemma and reading stay kept."""
    last = 0
    for application in applications:
        entry = apparatus.emendations[application.entry]
        head = _shared_prefix(entry.lemma, entry.reading)
        tail = _shared_prefix(entry.lemma[head:][::-1], entry.reading[head:][::-1])
        start, end = application.start + head, application.end - tail
        if start > last:
            yield Piece(text[last:start], text[last:start], KEPT)
        reading = entry.reading[head : len(entry.reading) - tail]
        yield Piece(text[start:end], reading, cause(application.entry))
        last = end
    if last < len(text):
        yield Piece(text[last:], text[last:], KEPT)


def _shared_prefix(one: str, other: str) -> int:
    """Return how many characters the two strings share at their beginning."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
