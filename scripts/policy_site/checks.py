"""Checks: everything that is looked at in what people write, each check by its name.

In: the project as it is read. Out: what each check found, and the seconds that it took.

Guarantees:
1. A check is a name, what it looks at, and one function that yields problems. Nothing is checked anywhere else.
2. What rests on a text that cannot be made for certain is told to nobody; what rests on all texts waits for all.
3. Files and texts come first, and their errors are told whatever is asked for, because no check can look past them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Generic, TypeVar

from .english import vocabulary
from .facts import answers, both_languages, comparisons, fact_checks, first_words, gaps, names, summary
from .project import Folder, Project
from .sources.problems import Problem, errors, in_order
from .sources.records import Model
from .sources.yamlfile import YamlFile
from .text import statements

S = TypeVar("S")


@dataclass(frozen=True)
class Check(Generic[S]):
    """One check: its name, the files that it looks at, and what is wrong there, asked of a subject (the project)."""

    name: str
    looks_at: str
    problems: Callable[[S], Iterable[Problem]]


@dataclass(frozen=True)
class Report:
    """What one check found, and how many seconds it took."""

    check: str
    problems: tuple[Problem, ...]
    seconds: float

    def told(self, asked: Collection[str]) -> tuple[Problem, ...]:
        """Return all problems if the check is one of those asked for (or none is named), else the errors alone."""
        return self.problems if not asked or self.check in asked else errors(self.problems)


def run(checks: Iterable[Check[S]], subject: S) -> Iterator[Report]:
    """Run checks one after the other."""
    for check in checks:
        begun = perf_counter()
        found = in_order(check.problems(subject))
        yield Report(check.name, found, perf_counter() - begun)


def _text(folder: Folder) -> Iterator[Problem]:
    yield from folder.edited[1] if folder.legible else ()


def _record(folder: Folder) -> Iterator[Problem]:
    if folder.legible:
        yield from statements.check(folder.sources.record, folder.sources.text, folder.sources.record_file)


def _summary(folder: Folder) -> Iterator[Problem]:
    yield from summary.check(folder.edition)


def _english(folder: Folder) -> Iterator[Problem]:
    yield from folder.proof.problems
    yield from folder.note_faults


def _everyday(folder: Folder) -> Iterator[Problem]:
    yield from vocabulary.check_everyday(folder.everyday.record, folder.edition, folder.everyday.file)


def _facts(folder: Folder) -> Iterator[Problem]:
    listed = frozenset(topic.id for topic in folder.shared.topics.record.topics)
    yield from fact_checks.check(folder.facts, folder.fact_files, frozenset(folder.shared.outside), listed)


def _answers(folder: Folder) -> Iterator[Problem]:
    given, file = folder.answers
    questions, outside = folder.shared.questions.record, folder.shared.outside
    yield from answers.check(folder.edition, given.answers, questions, outside, file)
    yield from answers.check_plain(given, folder.shared.naming, file)


def _gaps(folder: Folder) -> Iterator[Problem]:
    yield from gaps.check(folder.facts) if not errors(folder.faults) else ()


def _of_each(
    name: str, looks_at: str, problems: Callable[[Folder], Iterable[Problem]], *, uncertain: bool = False
) -> Check[Project]:
    """Return a check of each folder by itself: of those whose text is certain, or of the ``uncertain`` ones as well."""

    def found(project: Project) -> Iterator[Problem]:
        for folder in project.folders if uncertain else project.certain:
            yield from folder.found(name, problems)

    _LOOKS[name] = problems
    return Check(name, looks_at, found)


#: What each check of a folder by itself finds, by the name of the check.
_LOOKS: dict[str, Callable[[Folder], Iterable[Problem]]] = {}


def look(folder: Folder) -> None:
    """Let every check of a folder by itself look at one, which knows then what they found."""
    for name, problems in _LOOKS.items():
        folder.found(name, problems)


def _languages(folder: Folder) -> Iterator[Problem]:
    said: tuple[tuple[Model, YamlFile], ...] = (
        (folder.sources.summary, folder.sources.summary_file),
        (folder.fact_files.measures, folder.fact_files.measures_file),
        (folder.fact_files.outcomes, folder.fact_files.outcomes_file),
        folder.answers,
    )
    for record, file in said:
        yield from both_languages.check(record, folder.shared.naming, file)


_LOOKS["languages"] = _languages


def _all_languages(project: Project) -> Iterator[Problem]:
    for folder in project.certain:
        yield from folder.found("languages", _languages)
    shared = project.shared
    for record, file in (shared.questions, shared.comparisons, shared.audiences, shared.home):
        yield from both_languages.check(record, shared.naming, file)


def _ids(project: Project) -> Iterator[Problem]:
    topics, sources = project.shared.topics, project.shared.sources
    yield from fact_checks.twice([topic.id for topic in topics.record.topics], topics.file, "topics")
    yield from fact_checks.twice([source.id for source in sources.record.sources], sources.file, "sources")


def _glossary(project: Project) -> Iterator[Problem]:
    glossary, file = project.shared.glossary
    yield from vocabulary.check_glossary(glossary.terms, [folder.edition for folder in project.folders], file)


def _names(project: Project) -> Iterator[Problem]:
    listed, file = project.shared.names
    yield from names.check(listed.names, [folder.edition for folder in project.folders], file)


def _comparisons(project: Project) -> Iterator[Problem]:
    record, file = project.shared.comparisons
    yield from comparisons.check(record, {folder.slug: folder.facts for folder in project.folders}, file)


def _questions(project: Project) -> Iterator[Problem]:
    questions, file = project.shared.questions
    editions = [folder.edition for folder in project.folders]
    yield from answers.check_questions(questions, editions, project.shared.outside, file)
    yield from answers.check_plain(questions, project.shared.naming, file)
    given = (answer for folder in project.folders for answer in folder.facts.answers)
    yield from answers.check_verdicts(questions, given, file)


def _audiences(project: Project) -> Iterator[Problem]:
    notes, file = project.shared.audiences
    questions = project.shared.questions.record
    met = first_words.met((folder.facts for folder in project.folders), questions.questions)
    yield from first_words.check_audiences(notes, questions, met, project.shared.outside, file)


def _home(project: Project) -> Iterator[Problem]:
    home, file = project.shared.home
    by_slug = {folder.slug: folder.facts for folder in project.folders}
    yield from first_words.check_home(home, by_slug, project.shared.outside, file)


def _of_all(problems: Callable[[Project], Iterable[Problem]]) -> Callable[[Project], Iterable[Problem]]:
    """Let a check wait until every file can be read and every text is certain."""
    return lambda project: problems(project) if project.whole else ()


#: Without these nothing else can be looked at.
GROUND: tuple[Check[Project], ...] = (
    Check("files", "every file under source_texts/: can it be read, are its fields in order", lambda p: p.faults),
    _of_each(
        "text", "witness.txt, apparatus.yml, traditional.yml: the stages that make the text", _text, uncertain=True
    ),
)
#: The checks of what people write, in the order in which they run.
SOURCES: tuple[Check[Project], ...] = (
    *GROUND,
    _of_each("record", "document.yml against the witness and GB/T 9704", _record, uncertain=True),
    _of_each("summary", "summary.yml against the text", _summary),
    _of_each("english", "en.po and notes.yml against the text and the glossary", _english),
    _of_each("everyday", "everyday.yml against the text and its English", _everyday),
    _of_each("facts", "measures.yml, targets.yml, outcomes.yml against the text", _facts),
    _of_each("answers", "answers.yml against the text and the questions", _answers),
    _of_each("gaps", "what is proposed or not yet written in a document’s folder", _gaps),
    Check("languages", "names and qualifiers of all that we say, in both languages", _all_languages),
    Check("ids", "topics.yml and sources.yml: each id once", _ids),
    Check("glossary", "glossary.yml against all texts", _of_all(_glossary)),
    Check("names", "names.yml against all texts", _of_all(_names)),
    Check("comparisons", "comparisons.yml against all facts", _of_all(_comparisons)),
    Check("questions", "questions.yml against all texts and answers", _of_all(_questions)),
    Check("audiences", "audiences.yml against all facts and questions", _of_all(_audiences)),
    Check("home", "home.yml against all texts and facts", _of_all(_home)),
)
