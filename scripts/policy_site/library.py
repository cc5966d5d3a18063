"""Library: all documents that are in order, and all problems of all of them at once.

In: the project's folder. Out: editions in order of their folders with their facts and what they share, and problems.

Guarantees:
1. Nothing is written, but for what is kept of the documents where that is asked for.
2. Every check of what people write is run, and every problem told, in one run.
3. A document is among the editions only where no error lies in its folder; else its text is shown as a draft, as far
   as it can be made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from . import parallel
from .checks import SOURCES, look, run
from .english import pinyin
from .english.concordance import Entry, concordance
from .english.proof import Departure
from .facts.facts import Facts
from .project import Folder, Project
from .sources.kept import Kept
from .sources.problems import Problem, errors, in_order
from .sources.records import AudienceNotes, Comparisons, Home, Name, Questions, Source, Term, Topic
from .text.edition import Edition


@dataclass(frozen=True)
class Library:
    """All editions without an error, drafts of the others, their facts, what they share, and all problems."""

    editions: tuple[Edition, ...]
    drafts: tuple[Edition, ...]
    terms: tuple[Term, ...]
    departures: tuple[tuple[str, Departure], ...]
    facts: tuple[Facts, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    names: tuple[Name, ...]
    comparisons: Comparisons
    questions: Questions
    audiences: AudienceNotes
    home: Home
    problems: tuple[Problem, ...]
    #: Which of the pages that editors write by hand are there.
    guides: frozenset[str] = frozenset()
    #: What the folder of each document holds, with the files beside it, as one digest, where that was asked for.
    keys: Mapping[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def concordance(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each term by its id; made once for the three locales."""
        return concordance(self.editions, self.terms)


def load(root: Path, kept: Kept | None = None) -> Library:
    """Return the library of the project in folder ``root``; with ``kept`` only what has changed since is read."""
    project = Project(root, kept)
    project.read_ahead(parallel.each, look)
    library = assembled(project, (problem for report in run(SOURCES, project) for problem in report.problems))
    project.keep()
    if kept:
        pinyin.remember(library.terms, kept)
    return library


def assembled(project: Project, problems: Iterable[Problem]) -> Library:
    """Return the library of a project in which the checks have found ``problems``."""
    found, shared = in_order(problems), project.shared
    good = [folder for folder in project.certain if not any(folder.holds(problem) for problem in errors(found))]
    return Library(
        editions=tuple(folder.edition for folder in good),
        drafts=tuple(folder.edition for folder in project.folders if folder not in good and _has_text(folder)),
        terms=shared.glossary.record.terms,
        departures=tuple((folder.slug, departure) for folder in good for departure in folder.proof.departures),
        facts=tuple(folder.facts for folder in good),
        topics=shared.topics.record.topics,
        sources=shared.sources.record.sources,
        names=shared.names.record.names,
        comparisons=shared.comparisons.record,
        questions=shared.questions.record,
        audiences=shared.audiences.record,
        home=shared.home.record,
        problems=found,
        keys=project.keys,
    )


def _has_text(folder: Folder) -> bool:
    return bool(folder.edition.sources.text)
