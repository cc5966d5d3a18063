"""First words: check what readers are told before they open a document (audiences.yml, home.yml).

In: what is said to each audience, what the home page shows, and what both rest on. Out: problems.

Guarantees:
1. Every audience that a measure or a question names is described once; what it leads to is there.
2. A figure stands in a clause or source that is cited, or follows from the target and its outcome by subtraction.
3. Both languages state the same figures. 30 English words and 55 characters; the finding 60 and 110.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..sources.problems import Problem
from ..sources.records import (
    AudienceNote,
    AudienceNotes,
    Example,
    Finding,
    Home,
    Outcome,
    Question,
    Questions,
    Source,
    Sourced,
    Target,
)  # fmt: skip
from ..sources.yamlfile import Path, YamlFile
from . import claims
from .answers import ACROSS, SHORT, Evidence
from .facts import Facts


def check_audiences(
    notes: AudienceNotes, questions: Questions, met: Collection[str], sources: Mapping[str, Source], file: YamlFile
) -> Iterator[Problem]:
    """Yield every problem of audiences.yml; ``met`` are the audiences that measures and questions name."""
    asked = frozenset(question.id for question in questions.questions)
    named = {group.id for group in questions.groups}
    seen: set[str] = set()
    for number, note in enumerate(notes.audiences):
        path: Path = ("audiences", number)
        if note.id in seen:
            message = f"‘{note.id}’ is described twice."
            yield Problem(file.place((*path, "id")), "F005", message, "Join the two entries.")
        seen.add(note.id)
        yield from _note(note, asked, sources, file, path)
        for index, group in enumerate(note.groups):
            if group not in named:
                message = f"questions.yml has no group ‘{group}’."
                yield Problem(
                    file.place((*path, "groups", index)), "Q009", message, "Add the group, or correct its id."
                )
    missing = sorted(set(met) - seen)
    if missing:
        message = f"Nobody is told who is meant by: {', '.join(missing)}."
        yield Problem(file.place(("audiences",)), "P005", message, "Describe each in audiences.yml, in both languages.")


def met(facts: Iterable[Facts], questions: Iterable[Question]) -> frozenset[str]:
    """Return the audiences that measures or questions name."""
    measured = {audience for each in facts for measure in each.measures for audience in measure.audiences}
    return frozenset(measured.union(*(question.audiences for question in questions)))


def _note(
    note: AudienceNote, asked: Collection[str], sources: Mapping[str, Source], file: YamlFile, path: Path
) -> Iterator[Problem]:
    """Yield the problems of what is said to one audience."""
    yield from claims.short(note.covers, file, (*path, "covers"), "P004", SHORT, "Shorten it.")
    yield from claims.alike(note.covers, file, (*path, "covers"), "P003")
    if note.today:
        where = (*path, "today")
        yield from claims.listed_below(note.today.sources, sources, file, where)
        yield from claims.short(note.today, file, where, "P004", SHORT, "Shorten it.")
        yield from claims.alike(note.today, file, where, "P003")
        claim = Sourced(zh=note.today.zh, en=note.today.en, cites=(), sources=note.today.sources)
        yield from claims.grounded(note.today, Evidence({}, sources, file).values([claim], ""), file, where, "P002")
    for index, question in enumerate(note.first):
        place = file.place((*path, "first", index))
        if question not in asked:
            message = f"questions.yml does not ask ‘{question}’."
            yield Problem(place, "P001", message, "Correct the id, or add the question.")
        if question in note.first[:index]:
            yield Problem(place, "F005", f"‘{question}’ is listed twice.", "Name another question.")


def check_home(
    home: Home, facts: Mapping[str, Facts], sources: Mapping[str, Source], file: YamlFile
) -> Iterator[Problem]:
    """Yield every problem of home.yml; ``facts`` are those of all documents by their slugs."""
    if home.example:
        yield from _example(home.example, facts, file)
    if home.finding:
        yield from _finding(home.finding, facts, sources, file)


def _example(example: Example, facts: Mapping[str, Facts], file: YamlFile) -> Iterator[Problem]:
    """Yield a problem where there is no such point, or its clause has no translator’s note to show."""
    found = facts.get(example.slug)
    points = found.edition.sources.summary.points(example.slot) if found else ()
    if not found or example.number > len(points):
        message = f"‘{example.slug}’ has no point {example.number} under ‘{example.slot}’."
        yield Problem(file.place(("example",)), "P001", message, "Count the points of its summary.yml from 1.")
        return
    cited = {sentence.id for target in points[example.number - 1].cites for sentence in found.edition.cited(target)}
    if not cited & {note.at for note in found.edition.notes}:
        message = "The clause of this point has no translator’s note."
        yield Problem(file.place(("example", "number")), "P001", message, "Choose a point whose clause has one.")


def _finding(
    finding: Finding, facts: Mapping[str, Facts], sources: Mapping[str, Source], file: YamlFile
) -> Iterator[Problem]:
    """Yield the problems of the finding."""
    path: Path = ("finding",)
    evidence = Evidence({slug: each.edition for slug, each in facts.items()}, sources, file)
    if not finding.cites:
        message = "The finding cites nothing."
        yield Problem(file.place((*path, "cites")), "P001", message, "Give its clauses, e.g. wuhan-2020#s3.2-p1-1.")
    for index, target in enumerate(finding.cites):
        slug, _, clause = target.partition("#")
        if not evidence.text(slug, clause):
            message = f"‘{target}’ leads to no clause."
            yield Problem(file.place((*path, "cites", index)), "P001", message, "Write slug#id.")
    yield from claims.listed_below(finding.sources, sources, file, path)
    yield from claims.short(finding, file, path, "P004", ACROSS, "Shorten it.")
    yield from claims.alike(finding, file, path, "P003")
    chart = _chart(finding.chart, facts)
    if not chart:
        message = f"‘{finding.chart}’ is no target with an outcome in its own unit."
        yield Problem(file.place((*path, "chart")), "P001", message, "Write slug and id, e.g. langfang-2019-t02.")
    computed = chart.values if chart else frozenset()
    yield from claims.grounded(finding, evidence.values([finding], "") | computed, file, path, "P002")


@dataclass(frozen=True)
class Chart:
    """The target and the outcome of a picture, and the facts that hold both."""

    facts: Facts
    target: Target
    outcome: Outcome

    @property
    def values(self) -> frozenset[Decimal]:
        """Their figures, the difference, that in percent to one place, and how many targets were met and missed."""
        aimed, reached = Decimal(self.target.value), Decimal(self.outcome.value or 0)
        apart = abs(reached - aimed)
        share = (100 * apart / aimed).quantize(Decimal("0.1")) if aimed else apart
        verdicts = [outcome.verdict for outcome in self.facts.outcomes]
        counts = [verdicts.count("met"), verdicts.count("missed")]
        return frozenset({aimed, reached, apart, share, *map(Decimal, (*counts, sum(counts)))})


def _chart(name: str, facts: Mapping[str, Facts]) -> Chart | None:
    """Return what a picture shows, from the address of its target (langfang-2019-t02)."""
    slug, _, id_ = name.rpartition("-")
    found = facts.get(slug)
    targets = [target for target in found.targets if target.id == id_] if found else []
    outcomes = [outcome for outcome in found.outcomes if outcome.of == id_ and outcome.value] if found else []
    return Chart(found, targets[0], outcomes[0]) if found and targets and outcomes else None
