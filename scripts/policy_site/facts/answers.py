"""Answers: check what the documents answer to the questions that readers ask.

In: an edition and its answers, or the questions with their answers across the places. Out: problems.

Guarantees:
1. A document that has answers answers every question once; what is lacking is named in one line.
2. An answer cites living clauses; only silence cites nothing; ‘cannot-tell’ is for an excerpt alone.
3. Its figures stand in what it cites (clauses, document.yml, outside sources), the same in both languages.
4. Answers stay short: 30 English words and 55 characters; across the places 60 and 110. Punctuation counts in Chinese.
5. Answers are plain: half of a document’s read with an ease of 45 or more, and what is abbreviated is explained once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from ..sources.problems import Problem
from ..sources.records import Answer, AnswerDetails, Answers, Bilingual, Questions, Source, Sourced
from ..sources.yamlfile import Path, YamlFile
from ..text import figures
from ..text.edition import Edition
from . import claims, plain_words
from .both_languages import Naming, statements
from .claims import Limit

#: An answer of one document, and an answer across the places.
SHORT, ACROSS = Limit(30, 55), Limit(60, 110)
#: The reading ease that half of a document’s answers must have, as for the points of its summary.
LEAST_MEDIAN = 45
_REMEDY = "Shorten it, or move a part into the details."
#: The parts of an answer beside the answer itself, in the order of the page.
DETAILS: tuple[str, ...] = tuple(AnswerDetails.model_fields)
#: What may be cited beside clauses: document.yml, for what the document is and where it stands.
RECORD = "record"
_SILENT = frozenset({"does-not-say", "cannot-tell"})


@dataclass(frozen=True)
class Evidence:
    """What answers of the given editions may rest on, and the file that holds the answers."""

    editions: Mapping[str, Edition]
    sources: Mapping[str, Source]
    file: YamlFile

    def text(self, slug: str, target: str) -> str:
        """Return the Simplified text that a citation covers; empty if it is dead."""
        edition = self.editions.get(slug)
        if edition and target == RECORD:
            return edition.record.model_dump_json()
        return "".join(sentence.hans for sentence in edition.cited(target)) if edition else ""

    def values(self, claims: Iterable[Sourced], slug: str) -> frozenset[Decimal]:
        """Return the figures in everything that claims cite; ``slug`` is for citations that name no document."""
        claims = tuple(claims)
        texts = [self.text(*_split(target, slug)) for claim in claims for target in claim.cites]
        for source in (self.sources[id_] for claim in claims for id_ in claim.sources if id_ in self.sources):
            texts += [source.says.zh, source.title, source.date or ""]
        found = (figures.chinese(text) | figures.chinese_spelled(text) for text in texts)
        return frozenset().union(*found)


def check(
    edition: Edition, answers: tuple[Answer, ...], questions: Questions, sources: Mapping[str, Source], file: YamlFile
) -> Iterator[Problem]:
    """Yield every problem of a document's answers; a document without any is not yet read, which is no fault."""
    asked = [question.id for question in questions.questions]
    evidence = Evidence({edition.slug: edition}, sources, file)
    seen: set[str] = set()
    if answers and not asked:
        yield Problem(file.key_place(("answers",)), "Q001", "There are no questions to answer.", "See questions.yml.")
        return
    for number, answer in enumerate(answers):
        path: Path = ("answers", number)
        if answer.question not in asked:
            message = f"questions.yml does not ask ‘{answer.question}’."
            yield Problem(file.place((*path, "question")), "Q001", message, "Correct the id, or add the question.")
        if answer.question in seen:
            message = f"‘{answer.question}’ is answered twice."
            yield Problem(file.place((*path, "question")), "F005", message, "Keep one of the two answers.")
        seen.add(answer.question)
        yield from _verdict(edition, answer, file, path)
        yield from _answer(evidence, answer, edition.slug, path)
    missing = [question for question in asked if question not in seen]
    if answers and missing:
        message = f"{len(missing)} of {len(asked)} questions have no answer: {', '.join(missing)}."
        yield Problem(file.place(("answers",)), "Q002", message, "Answer them; silence is an answer too.")


def check_questions(
    questions: Questions, editions: Iterable[Edition], sources: Mapping[str, Source], file: YamlFile
) -> Iterator[Problem]:
    """Yield every problem of the questions and of the answers across the places."""
    evidence = Evidence({edition.slug: edition for edition in editions}, sources, file)
    groups = {group.id for group in questions.groups}
    seen: set[str] = set()
    for number, question in enumerate(questions.questions):
        path: Path = ("questions", number)
        if question.id in seen:
            message = f"‘{question.id}’ is asked twice."
            yield Problem(file.place((*path, "id")), "F005", message, "Give each question an id of its own.")
        seen.add(question.id)
        if question.group not in groups:
            message = f"‘groups’ does not name the readers ‘{question.group}’."
            yield Problem(file.place((*path, "group")), "Q009", message, "Add the group, or correct its id.")
        if not question.answer.cites:
            yield _nothing_cited(file, (*path, "answer", "cites"))
        yield from claims.short(question.answer, file, (*path, "answer"), "Q006", ACROSS, _REMEDY)
        yield from _rests(evidence, question.answer, "", (*path, "answer"))
        yield from _figures(question.answer, evidence.values([question.answer], ""), file, (*path, "answer"))


def check_plain(answers: Answers | Questions, naming: Naming, file: YamlFile) -> Iterator[Problem]:
    """Yield each abbreviation that is not explained where a reader of the file first meets it, and hard English.

    A name of names.yml needs no explanation here: the page of names holds it.
    """
    said = list(statements(answers))
    for language in ("zh", "en"):
        texts = [getattr(each, language) for _, each in said]
        for at, found in plain_words.unexpanded(map(naming.without, texts)):
            message = f"‘{found}’ is not explained where it first stands."
            remedy = "Write it out with the abbreviation in brackets, or do without it."
            yield Problem(file.place((*said[at][0], language)), "Q010", message, remedy)
    if isinstance(answers, Answers) and answers.answers:
        ease = median(plain_words.reading_ease(answer.en) for answer in answers.answers)
        if ease < LEAST_MEDIAN:
            message = f"Half of the answers read harder than {ease:.0f}; the median must be {LEAST_MEDIAN}."
            yield Problem(file.place(()), "Q011", message, "Use shorter words and sentences.")


def check_verdicts(questions: Questions, answers: Iterable[Answer], file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each verdict that an answer gives and that questions.yml does not explain."""
    explained = {verdict.id for verdict in questions.verdicts}
    for verdict in sorted({answer.verdict for answer in answers} - explained):
        message = f"‘verdicts’ does not explain ‘{verdict}’, which is given."
        yield Problem(file.place(("verdicts",)), "Q009", message, "Say what it means, in both languages.")


def _split(target: str, slug: str) -> tuple[str, str]:
    """Return document and clause of a citation, e.g. wuhan-2020#s3.2-p1-1, or s3.2-p1-1 in a document of its own."""
    document, mark, clause = target.partition("#")
    return (document, clause) if mark else (slug, target)


def _verdict(edition: Edition, answer: Answer, file: YamlFile, path: Path) -> Iterator[Problem]:
    if answer.verdict == "cannot-tell" and not edition.record.fragment:
        message = "The whole text was read, so its silence can be stated."
        yield Problem(file.place((*path, "verdict")), "Q008", message, "Write ‘does-not-say’.")
    if not answer.cites and answer.verdict not in _SILENT:
        yield _nothing_cited(file, (*path, "cites"))


def _nothing_cited(file: YamlFile, path: Path) -> Problem:
    remedy = "Give the ids of the clauses that it rests on, or ‘record’ for document.yml."
    return Problem(file.place(path), "Q007", "The answer cites nothing.", remedy)


def _answer(evidence: Evidence, answer: Answer, slug: str, path: Path) -> Iterator[Problem]:
    """Yield the problems of the answer, of its details, and of what it does not mean."""
    parts: list[tuple[Path, Sourced]] = [(path, answer)]
    named = ((name, getattr(answer.details, name)) for name in DETAILS)
    parts += [((*path, "details", name), part) for name, part in named if part]
    values = evidence.values((part for _, part in parts), slug)
    for where, part in parts:
        yield from _rests(evidence, part, slug, where)
        yield from claims.short(part, evidence.file, where, "Q006", SHORT, _REMEDY)
        yield from _figures(part, values, evidence.file, where)
    if answer.does_not_mean:
        where = (*path, "does_not_mean")
        yield from claims.short(answer.does_not_mean, evidence.file, where, "Q006", SHORT, _REMEDY)
        yield from _figures(answer.does_not_mean, values, evidence.file, where)


def _rests(evidence: Evidence, claim: Sourced, slug: str, path: Path) -> Iterator[Problem]:
    """Yield a problem for each citation and each source that leads nowhere."""
    for index, target in enumerate(claim.cites):
        if not evidence.text(*_split(target, slug)):
            message = f"‘{target}’ leads to no clause."
            remedy = "See the ids with ‘policy-site show’; across the places write slug#id."
            yield Problem(evidence.file.place((*path, "cites", index)), "Q003", message, remedy)
    yield from claims.listed_below(claim.sources, evidence.sources, evidence.file, path)


def _figures(claim: Bilingual, values: frozenset[Decimal], file: YamlFile, path: Path) -> Iterator[Problem]:
    """Yield a problem for each figure that nothing cited states, and each that one language lacks."""
    yield from claims.grounded(claim, values, file, path, "Q004")
    yield from claims.alike(claim, file, path, "Q005")
