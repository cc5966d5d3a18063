"""Excerpt: cut the document out of its capture, from incipit to explicit.

In: the witness text and the limits that document.yml states. Out: what stands before, the document, what stands after.

Guarantees:
1. before + body + after is the witness.
2. The incipit occurs once in the witness, the explicit once after it; anything else is a problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..sources.problems import Problem
from ..sources.records import WitnessFact
from ..sources.yamlfile import YamlFile


@dataclass(frozen=True)
class Excerpt:
    """The document inside its capture."""

    before: str
    body: str
    after: str


def excerpt(text: str, limits: WitnessFact, source: YamlFile) -> tuple[Excerpt, tuple[Problem, ...]]:
    """Return the excerpt, or the whole capture and why it cannot be cut; ``source`` places the problems."""
    problems = tuple(_faults(text, limits, source))
    if problems:
        return Excerpt("", text, ""), problems
    start = text.index(limits.incipit)
    end = text.index(limits.explicit, start) + len(limits.explicit)
    return Excerpt(text[:start], text[start:end], text[end:]), ()


def _faults(text: str, limits: WitnessFact, source: YamlFile) -> Iterator[Problem]:
    place = source.place(("witness", "incipit"))
    times = text.count(limits.incipit)
    if times == 0:
        yield Problem(place, "W010", f"Incipit ‘{limits.incipit}’ does not occur.", "Copy the first words verbatim.")
        return
    if times > 1:
        yield Problem(place, "W011", f"Incipit ‘{limits.incipit}’ occurs {times} times.", "Lengthen it.")
    after = text[text.index(limits.incipit) :]
    place = source.place(("witness", "explicit"))
    times = after.count(limits.explicit)
    if times == 0:
        message = f"Explicit ‘{limits.explicit}’ does not occur after the incipit."
        yield Problem(place, "W012", message, "Copy the last words verbatim.")
    if times > 1:
        yield Problem(place, "W013", f"Explicit ‘{limits.explicit}’ occurs {times} times.", "Lengthen it.")
