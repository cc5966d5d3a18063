"""Library: read every document folder; the one edge at which source files are read.

In: the project's folder. Out: editions in order of their folders, and every problem of all of them at once.

Guarantees:
1. Nothing is written.
2. Every file of every folder is read, and every problem told, in one run; only what depends on a text that cannot be
   made for certain waits for it.
3. A text is shown as far as it can be made, whatever stands wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .capture import proposals
from .english import translation
from .english.concordance import Entry, concordance
from .english.proof import Departure, proof
from .english.terms import Matcher, chinese_matcher
from .facts import answers, facts, first_words, gaps, summary
from .facts.comparisons import check as comparison_faults
from .facts.facts import FACT_FILES, FactFiles, Facts
from .sources.files import SourceFiles
from .sources.problems import Place, Problem, errors, in_order
from .sources.records import (
    RESERVED_IDS,
    Answers,
    Apparatus,
    AudienceNotes,
    Comparisons,
    Document,
    EverydayWords,
    Glossary,
    Home,
    Measures,
    Name,
    Names,
    Notes,
    Outcomes,
    Questions,
    Source,
    SourceList,
    Summary,
    Targets,
    Term,
    Topic,
    Topics,
    TraditionalWords,
)  # fmt: skip
from .sources.yamlfile import YamlFile
from .text import statements
from .text.editing import edit, translated
from .text.edition import Edition, Sources
from .text.excerpt import Excerpt
from .text.passage import Passage
from .text.witness import decode, digest

SOURCE_TEXTS = "source_texts"
NO_QUESTIONS = Questions(verdicts=(), groups=(), questions=())
#: A folder's name is part of every address of the document, e.g. yangtze-delta-2021.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60


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

    @cached_property
    def concordance(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each term by its id; made once for the three locales."""
        return concordance(self.editions, self.terms)


def load(root: Path) -> Library:
    """Return the library of the project in folder ``root``."""
    reader = SourceFiles(root)
    shared = root / SOURCE_TEXTS
    glossary, glossary_file = reader.optional(shared / "glossary.yml", Glossary, Glossary(terms=()))
    topics, topics_file = reader.optional(shared / "topics.yml", Topics, Topics(topics=()))
    sources, sources_file = reader.optional(shared / "sources.yml", SourceList, SourceList(sources=()))
    reader.problems.extend(facts.twice([topic.id for topic in topics.topics], topics_file, "topics"))
    reader.problems.extend(facts.twice([source.id for source in sources.sources], sources_file, "sources"))
    names, names_file = reader.optional(shared / "names.yml", Names, Names(names=()))
    comparisons, comparisons_file = reader.optional(shared / "comparisons.yml", Comparisons, Comparisons())
    questions, questions_file = reader.optional(shared / "questions.yml", Questions, NO_QUESTIONS)
    audiences, audiences_file = reader.optional(shared / "audiences.yml", AudienceNotes, AudienceNotes(audiences=()))
    home, home_file = reader.optional(shared / "home.yml", Home, Home())
    shelf = Shelf(glossary.terms, chinese_matcher(glossary.terms), sources.sources, questions)
    found = [_document(reader, folder, shelf) for folder in folders(root)]
    documents = [(each.facts, each.departures) for each in found if each.facts]
    editions = tuple(each.edition for each, _ in documents)
    if not errors(reader.problems):
        reader.problems.extend(_glossary_faults(glossary.terms, editions, glossary_file))
        reader.problems.extend(_name_faults(names.names, editions, names_file))
        by_slug = {each.edition.slug: each for each, _ in documents}
        reader.problems.extend(comparison_faults(comparisons, by_slug, comparisons_file))
        reader.problems.extend(answers.check_questions(questions, editions, shelf.outside, questions_file))
        given = (answer for each, _ in documents for answer in each.answers)
        reader.problems.extend(answers.check_verdicts(questions, given, questions_file))
        met = first_words.met(by_slug.values(), questions.questions)
        reader.problems.extend(first_words.check_audiences(audiences, questions, met, shelf.outside, audiences_file))
        reader.problems.extend(first_words.check_home(home, by_slug, shelf.outside, home_file))
    return Library(
        editions,
        tuple(each.draft for each in found if each.draft and not each.facts),
        glossary.terms,
        tuple((each.edition.slug, departure) for each, departures in documents for departure in departures),
        tuple(each for each, _ in documents),
        topics.topics,
        sources.sources,
        names.names,
        comparisons,
        questions,
        audiences,
        home,
        in_order(reader.problems),
    )


@dataclass(frozen=True)
class Shelf:
    """What every document is checked against: the terms, their matcher, outside sources, what readers ask."""

    terms: tuple[Term, ...]
    matcher: Matcher
    sources: tuple[Source, ...]
    questions: Questions

    @cached_property
    def outside(self) -> Mapping[str, Source]:
        """The outside sources by their ids."""
        return {source.id: source for source in self.sources}


@dataclass(frozen=True)
class Found:
    """What a folder holds: its facts if it has no error, its departures, its text as far as it can be made."""

    facts: Facts | None = None
    departures: tuple[Departure, ...] = ()
    draft: Edition | None = None


def _document(reader: SourceFiles, folder: Path, shelf: Shelf) -> Found:
    """Return what a folder holds; its problems go to the reader."""
    own = SourceFiles(reader.root)
    fault = slug_problem(reader.root, folder.name)
    if fault:
        reader.problems.append(fault)
        return Found()
    edition, sound = _edition(own, folder)
    judged = own if sound else SourceFiles(reader.root)  # problems that only a doubtful text has are told to nobody
    if edition is None:
        edition, judged = _blank(folder), SourceFiles(reader.root)
    edition, departures = _with_english(own, judged, folder, edition, shelf)
    edition = _with_everyday(own, judged, folder, edition)
    found = _facts(own, judged, folder, edition, shelf)
    own.problems.extend(gaps.check(found) if sound and not errors(own.problems) else ())
    reader.problems.extend(own.problems)
    whole = found if sound and not errors(own.problems) else None
    return Found(whole, departures, edition if edition.sources.text else None)


def _blank(folder: Path) -> Edition:
    """Return the edition of no text, with which the other files of a folder are read for their own faults."""
    return Edition(_sources_of(folder.name, "", None), Excerpt("", "", ""), Passage.of(""), ())


def _facts(reader: SourceFiles, judged: SourceFiles, folder: Path, edition: Edition, shelf: Shelf) -> Facts:
    """Return the facts of a folder; a file that is not there is not yet written."""
    measures, measures_file = reader.optional(folder / "measures.yml", Measures, Measures(measures=()))
    targets, targets_file = reader.optional(folder / "targets.yml", Targets, Targets(targets=()))
    outcomes, outcomes_file = reader.optional(folder / "outcomes.yml", Outcomes, Outcomes(outcomes=()))
    files = FactFiles(measures, measures_file, targets, targets_file, outcomes, outcomes_file)
    written = frozenset(name for name in FACT_FILES if (folder / f"{name}.yml").is_file())
    found = replace(facts.of(edition, files), written=written)
    judged.problems.extend(facts.check(found, files, frozenset(shelf.outside)))
    page = edition.record.official_page
    if page and page not in shelf.outside:
        place = edition.sources.record_file.place(("official_page",))
        message = f"‘{page}’ is not in sources.yml."
        judged.problems.append(Problem(place, "F007", message, "Add the source there."))
    given, answers_file = reader.optional(folder / "answers.yml", Answers, Answers(answers=()))
    judged.problems.extend(answers.check(edition, given.answers, shelf.questions, shelf.outside, answers_file))
    return replace(found, answers=given.answers)


def folders(root: Path) -> list[Path]:
    """Return the document folders in order of their names."""
    source_texts = root / SOURCE_TEXTS
    if not source_texts.is_dir():
        return []
    return sorted(path for path in source_texts.iterdir() if path.is_dir() and not path.name.startswith("."))


def slug_problem(root: Path, slug: str) -> Problem | None:
    """Return what is wrong with ``slug`` as the name of a document folder, or None."""
    folder = root / SOURCE_TEXTS / slug
    if len(slug) > _LONGEST_SLUG:
        message = f"‘{slug}’ has more than {_LONGEST_SLUG} characters."
    elif not SLUG.fullmatch(slug) or folder.resolve().parent != (root / SOURCE_TEXTS).resolve():
        message = f"‘{slug}’ is not a plain folder name inside {SOURCE_TEXTS}/."
    elif slug in RESERVED_IDS:
        message = f"‘{slug}’ is an id that pages have of their own."
    else:
        return None
    return Problem(Place(f"{SOURCE_TEXTS}/{slug}"), "R006", message, "Use a–z, 0–9 and hyphens, e.g. wuhan-2020.")


def _glossary_faults(terms: tuple[Term, ...], editions: tuple[Edition, ...], source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each id or form that stands twice, and each term that no text holds."""
    text = "\n".join(block.hans for edition in editions for block in edition.blocks)
    seen: set[str] = set()
    for number, term in enumerate(terms):
        path = ("terms", number)
        for word in (term.id, *term.chinese_forms):
            if word in seen:
                remedy = "Join the two entries."
                yield Problem(source.place(path), "L001", f"‘{word}’ stands twice in the glossary.", remedy)
            seen.add(word)
        if not any(form in text for form in term.chinese_forms):
            message = f"‘{term.zh}’ occurs in no text."
            yield Problem(source.place((*path, "zh")), "L002", message, "Write it as a text prints it.")
        yield from _sense_faults(term, path, editions, source)


def _sense_faults(
    term: Term, path: tuple[str, int], editions: tuple[Edition, ...], source: YamlFile
) -> Iterator[Problem]:
    """Yield a problem for each word that is to show a sense and shares no sentence with the term."""
    sentences = (sentence.hans for edition in editions for sentence in edition.sentences)
    shared = [hans for hans in sentences if any(form in hans for form in term.chinese_forms)] if term.senses else []
    for number, sense in enumerate(term.senses):
        for place, word in enumerate(sense.beside):
            if not any(word in hans for hans in shared):
                at = source.place((*path, "senses", number, "beside", place))
                message = f"‘{word}’ shares no sentence with ‘{term.zh}’."
                yield Problem(at, "L002", message, "Write it as a text prints it.")


def _name_faults(names: tuple[Name, ...], editions: tuple[Edition, ...], source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each name that stands twice or occurs in no text."""
    text = "\n".join(block.hans for edition in editions for block in edition.blocks)
    seen: set[str] = set()
    for number, name in enumerate(names):
        place = source.place(("names", number, "zh"))
        if name.zh in seen:
            yield Problem(place, "F005", f"‘{name.zh}’ stands twice.", "Join the two entries.")
        forms = (name.zh, *name.also)
        for form in forms if name.also or not name.abbreviated else ():
            if form not in text:
                yield Problem(place, "F008", f"‘{form}’ occurs in no text.", "Write it as a text prints it.")
        yield from _abbreviation_faults(name, text, source, number)
        seen.add(name.zh)


def _abbreviation_faults(name: Name, text: str, source: YamlFile, number: int) -> Iterator[Problem]:
    """Yield a problem for each place of an abbreviation that no text holds, or that does not hold the abbreviation."""
    for index, each in enumerate(name.abbreviated):
        for words in each.within:
            if each.zh not in words or words not in text:
                message = f"‘{words}’ occurs in no text, or does not hold ‘{each.zh}’."
                place = source.place(("names", number, "abbreviated", index))
                yield Problem(place, "F008", message, "Copy the words that hold the abbreviation.")


def _edition(reader: SourceFiles, folder: Path) -> tuple[Edition | None, bool]:
    """Return the edition of a folder without its English, and whether its text is certain."""
    sources, sound = _sources(reader, folder)
    if not sources.text:
        return None, False
    reader.problems.extend(statements.check(sources.record, sources.text, sources.record_file) if sound else ())
    edition, found = edit(sources)
    reader.problems.extend(found if sound else ())
    sound = sound and not errors(found)
    if edition and sound:
        reader.problems.extend(summary.check(edition))
    return edition, sound


def _sources(reader: SourceFiles, folder: Path) -> tuple[Sources, bool]:
    """Read the files of a folder; what cannot be used is left blank, and then the text is not certain."""
    record, record_file = reader.record(folder / "document.yml", Document)
    data = reader.bytes(folder / "witness.txt")
    fact = record.witness if record else None
    text, found = decode(reader.name(folder / "witness.txt"), data, fact) if data is not None else ("", ())
    reader.problems.extend(found)
    apparatus, apparatus_file = reader.record(folder / "apparatus.yml", Apparatus)
    if data is not None and record and digest(data) != record.witness.sha256:
        message = f"The SHA-256 of witness.txt is {digest(data)}."
        remedy = "The witness is never edited: restore it, or record a new capture's digest."
        reader.problems.append(Problem(record_file.place(("witness", "sha256")), "W008", message, remedy))
    words, words_file = reader.optional(folder / "traditional.yml", TraditionalWords, TraditionalWords(words=()))
    sound = bool(record and apparatus and data is not None) and not errors(reader.problems)
    summary, summary_file = reader.optional(folder / "summary.yml", Summary, Summary())
    blank = _sources_of(folder.name, text, record)
    sources = replace(
        blank, record_file=record_file, apparatus=apparatus or blank.apparatus, apparatus_file=apparatus_file,
        summary=summary, summary_file=summary_file, words=words, words_file=words_file,
    )  # fmt: skip
    return sources, sound


def _sources_of(slug: str, text: str, record: Document | None) -> Sources:
    """Return the sources of a text and nothing else; without a record, what the text itself tells is taken for it."""
    own = record or Document.model_validate(proposals.least(slug, text))
    empty = YamlFile("", {})
    return Sources(slug, text, own, empty, Apparatus(emendations=()), empty, Summary(), empty)


def _with_english(
    reader: SourceFiles, judged: SourceFiles, folder: Path, edition: Edition, shelf: Shelf
) -> tuple[Edition, tuple[Departure, ...]]:
    """Return the edition with the English of en.po and the notes of notes.yml, where the folder has them."""
    english: dict[str, str] = {}
    departures: tuple[Departure, ...] = ()
    path = folder / translation.FILE_NAME
    data = reader.bytes(path) if path.exists() else None
    catalog, found = translation.read(reader.name(path), data) if data is not None else (None, ())
    reader.problems.extend(found)
    if catalog:
        english = translation.english(catalog, edition.sentences)
        read = proof(edition, catalog, shelf.terms, shelf.matcher, reader.name(path))
        judged.problems.extend(read.problems)
        departures = read.departures
    notes, notes_file = reader.optional(folder / "notes.yml", Notes, Notes(notes=()))
    edition, found = translated(edition, english, notes, notes_file)
    judged.problems.extend(found)
    return edition, departures


def _with_everyday(reader: SourceFiles, judged: SourceFiles, folder: Path, edition: Edition) -> Edition:
    """Return the edition with the words of everyday.yml, where the folder has it."""
    record, source = reader.optional(folder / "everyday.yml", EverydayWords, EverydayWords(words=()))
    text = "\n".join(f"{block.hans}\n{block.english}" for block in edition.blocks).lower()
    for number, word in enumerate(record.words):
        for place, form in enumerate(word.mean):
            if form.lower() not in text:
                message = f"‘{form}’ stands neither in the text nor in its English."
                at = source.place(("words", number, "mean", place))
                judged.problems.append(Problem(at, "L003", message, "Write it as the document does."))
    return replace(edition, everyday=record.words)
