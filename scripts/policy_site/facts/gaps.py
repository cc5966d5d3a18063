"""Gaps: what is proposed and waits for a person, and what is not yet written.

In: the facts of a document. Out: one review for each gap.

Guarantees:
1. A gap is never an error: a document can go out with its text alone, and grow.
2. What is listed here is printed on the pages as not yet written, never as a finding about the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..sources.problems import Place, Problem
from ..sources.records import SLOTS, Draft, Grounded
from ..text.edition import Edition
from ..text.statements import grounded
from .facts import Facts

#: Fields of document.yml that a reader expects; each may be left out until it is written.
_FIELDS = ("place", "genre", "period", "audience", "status", "not_stated")


def check(facts: Facts) -> Iterator[Problem]:
    """Yield a review for each value that nobody has confirmed and for each thing that is not yet written."""
    edition = facts.edition
    yield from _proposed(edition)
    yield from _fields(edition)
    source = edition.sources.summary_file
    folder = edition.sources.record_file.path.rpartition("/")[0]
    for slot in SLOTS:
        if not edition.sources.summary.written(slot):
            yield _gap(Place(source.path or f"{folder}/summary.yml"), f"‘{slot}’")
    for name in ("measures", "targets"):
        if name not in facts.written:
            yield _gap(Place(f"{folder}/{name}.yml"), "The file")
    untranslated = [sentence for sentence in edition.sentences if not sentence.english]
    if len(untranslated) == len(edition.sentences):
        yield _gap(
            Place(f"{folder}/en.po"), "The English of the text", "Run ‘policy-site translate’, then translate it."
        )


def _proposed(edition: Edition) -> Iterator[Problem]:
    """Yield a review for each field that the program filled in."""
    source = edition.sources.record_file
    quotes = {path[0]: statement.quote for path, statement in grounded(edition.record)}
    for number, name in enumerate(edition.record.proposed):
        ground = f", from ‘{quotes[name]}’" if quotes.get(name) else ""
        message = f"‘{name}’ is proposed{ground}."
        yield Problem(
            source.place(("proposed", number)), "R009", message, "Confirm or correct it, then remove it here."
        )


def _fields(edition: Edition) -> Iterator[Problem]:
    """Yield a review for each field of document.yml that is left out, and for each that has no English yet."""
    source, record = edition.sources.record_file, edition.record
    for name in _FIELDS:
        if getattr(record, name) is None:
            yield _gap(source.place((name,)), f"‘{name}’")
    if record.witness.origin is None:
        yield _gap(source.place(("witness",)), "‘witness.origin’")
    for name in type(record).model_fields:
        value = getattr(record, name)
        for number, each in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(each, Draft | Grounded) and getattr(each, "en", "given") == "":
                path = (name, number, "en") if isinstance(value, tuple) else (name, "en")
                yield _gap(source.place(path), f"The English of ‘{name}’")


def _gap(place: Place, what: str, remedy: str = "Write it, or leave it: pages say so.") -> Problem:
    return Problem(place, "R010", f"{what} is not yet written.", remedy)
