"""Emend: apply the apparatus to the excerpt, lemma → reading.

In: the excerpt as a passage, and apparatus.yml. Out: the emended passage, every place where an entry applies or a note
stands, and every entry that does not apply.

Guarantees:
1. Every emendation applies exactly as often as it says; no two touch the same character.
2. Only the characters in which lemma and reading differ count as changed.
3. Nothing else is touched.
4. Whoever needs the places takes them from here; nobody looks for a lemma a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..sources.problems import Problem
from ..sources.records import Annotation, Apparatus, Emendation
from ..sources.yamlfile import YamlFile
from .passage import KEPT, Passage, Piece


@dataclass(frozen=True, order=True)
class Application:
    """One place where an apparatus entry applies: offsets in the excerpt, number of the entry (from 0)."""

    start: int
    end: int
    entry: int


@dataclass(frozen=True)
class Emended:
    """The emended passage, and where the emendations and the notes apply, each in the order of its list."""

    passage: Passage
    emendations: tuple[Application, ...]
    notes: tuple[Application, ...]
    problems: tuple[Problem, ...]


def cause(entry: int) -> str:
    """Return the cause that pieces of the emendation number ``entry`` (from 0) carry."""
    return f"emendation:{entry}"


def emend(passage: Passage, apparatus: Apparatus, source: YamlFile) -> Emended:
    """Return the passage emended as far as its entries apply; ``source`` places the problems."""
    text = passage.text
    emendations = tuple(_applications(text, apparatus.emendations))
    ordered = sorted(emendations)
    clear = [each for at, each in enumerate(ordered) if at == 0 or each.start >= ordered[at - 1].end]
    problems = (
        *(fault for n, entry in enumerate(apparatus.emendations) for fault in _entry_faults(text, entry, n, source)),
        *(fault for n, note in enumerate(apparatus.notes) for fault in _count_faults(text, note, ("notes", n), source)),
        *_overlaps(ordered, apparatus, source),
    )
    notes = tuple(_applications(text, apparatus.notes))
    return Emended(Passage(tuple(_pieces(text, clear, apparatus))), emendations, notes, problems)


def _applications(text: str, entries: Iterable[Emendation | Annotation]) -> Iterator[Application]:
    """Yield each place where a lemma stands in ``text``; those of one lemma do not overlap."""
    for number, entry in enumerate(entries):
        at = text.find(entry.lemma)
        while at >= 0:
            yield Application(at, at + len(entry.lemma), number)
            at = text.find(entry.lemma, at + len(entry.lemma))


def _entry_faults(text: str, entry: Emendation, number: int, source: YamlFile) -> Iterator[Problem]:
    path = ("emendations", number)
    yield from _count_faults(text, entry, path, source)
    if entry.lemma == entry.reading:
        remedy = "Correct the reading, or move the entry to ‘notes’."
        yield Problem(source.place((*path, "reading")), "A004", "Lemma and reading are the same.", remedy)


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
