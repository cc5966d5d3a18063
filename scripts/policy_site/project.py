"""Project: what people have written, as it is read: the folder of each document, and the files that all of them share.

In: the project's folder. Out: records with their files; for each document its text, its English and its facts, as far
as they can be made; and what cannot be read.

Guarantees:
1. Nothing is written. Sources are read here and nowhere else, each file once.
2. A text is made as far as it can be, whatever stands wrong; ``certain`` tells whether it may be judged.
3. What costs time (the stages of a text, the proof of its English) is done when it is first asked for, and once.
4. A folder that was read before, with the same files in it and beside it, by the same program, is not read again where
   something is kept of it: what it gives to others is what another reading would give.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog

from .capture import proposals
from .english import translation
from .english.proof import Proof, proof
from .english.terms import Matcher, chinese_matcher
from .facts.both_languages import Naming
from .facts.facts import FACT_FILES, FactFiles, Facts, from_files
from .sources.files import SourceFiles, Written, content
from .sources.kept import Kept
from .sources.problems import Place, Problem, errors
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
    Names,
    Notes,
    Outcomes,
    Questions,
    Source,
    SourceList,
    Summary,
    Targets,
    Topics,
    TraditionalWords,
)  # fmt: skip
from .sources.yamlfile import YamlFile
from .text.editing import edit, translated
from .text.edition import Edition, Sources
from .text.excerpt import Excerpt
from .text.passage import Passage
from .text.witness import decode, digest

SOURCE_TEXTS = "source_texts"
#: A folder's name is part of every address of the document, e.g. yangtze-delta-2021.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 60
#: As what a folder and the shared files are kept, and the name under which the key of the second stands.
_READ, _SHARED, _BESIDE = "read", "shared", ""
#: So many new folders are read at once by several processes.
_MANY = 4


@dataclass(frozen=True)
class Shared:
    """The files beside the folders: words, topics, outside sources, names, questions, and what pages say first."""

    glossary: Written[Glossary]
    topics: Written[Topics]
    sources: Written[SourceList]
    names: Written[Names]
    comparisons: Written[Comparisons]
    questions: Written[Questions]
    audiences: Written[AudienceNotes]
    home: Written[Home]
    faults: tuple[Problem, ...]

    @cached_property
    def naming(self) -> Naming:
        """The names of names.yml, to be looked for in what we say."""
        return Naming(self.names.record.names)

    @cached_property
    def outside(self) -> Mapping[str, Source]:
        """The outside sources by their ids."""
        return {source.id: source for source in self.sources.record.sources}

    def __getstate__(self) -> dict[str, Any]:
        """Return the files; what follows from them is made again where it is asked for."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def matcher(self) -> Matcher:
        """What finds the Chinese forms of the glossary's terms."""
        return chinese_matcher(self.glossary.record.terms)


@dataclass(frozen=True, eq=False)
class Folder:
    """A document's folder: its files, read; from them its text, its English and its facts.

    Where it was kept it has what it gives to others alone: what its own checks found stands in the place of the files
    that only they look at.
    """

    path: str
    shared: Shared
    sources: Sources
    catalog: Catalog | None
    notes: Written[Notes]
    everyday: Written[EverydayWords]
    fact_files: FactFiles
    answers: Written[Answers]
    #: Which of the fact files are there; the others are not yet written.
    written: frozenset[str]
    #: What cannot be read.
    faults: tuple[Problem, ...]
    #: Whether the files that the text is made from could be read.
    legible: bool

    @property
    def slug(self) -> str:
        """Name of the folder."""
        return self.sources.slug

    @cached_property
    def edited(self) -> tuple[Edition | None, tuple[Problem, ...]]:
        """The text without its English, as far as it can be made, and what is wrong or odd about it."""
        return edit(self.sources) if self.sources.text else (None, ())

    @property
    def certain(self) -> bool:
        """Whether the text is as it should be, so that what rests on it may be judged."""
        return self.legible and self.edited[0] is not None and not errors(self.edited[1])

    @cached_property
    def _translated(self) -> tuple[Edition, tuple[Problem, ...]]:
        bare = self.edited[0] or _blank(self.slug)
        english = translation.english(self.catalog, bare.sentences) if self.catalog else {}
        edition, found = translated(bare, english, self.notes.record, self.notes.file)
        return replace(edition, everyday=self.everyday.record.words), found

    @property
    def edition(self) -> Edition:
        """The text with its English, its notes and its everyday words; one of no text where none can be made."""
        return self._translated[0]

    @property
    def note_faults(self) -> tuple[Problem, ...]:
        """The notes that fit no sentence."""
        return self._translated[1]

    @cached_property
    def proof(self) -> Proof:
        """What is wrong with the English, and where it departs from the glossary with a reason."""
        if not self.catalog:
            return Proof((), ())
        terms = self.shared.glossary.record.terms
        return proof(self.edition, self.catalog, terms, self.shared.matcher, f"{self.path}/{translation.FILE_NAME}")

    @cached_property
    def facts(self) -> Facts:
        """The facts and the answers; a file that is not there is not yet written."""
        found = from_files(self.edition, self.fact_files)
        return replace(found, written=self.written, answers=self.answers.record.answers)

    @cached_property
    def _found(self) -> dict[str, tuple[Problem, ...]]:
        """What the checks of this folder found, by their names."""
        return {}

    def found(self, check: str, problems: Callable[[Folder], Iterable[Problem]]) -> tuple[Problem, ...]:
        """Return what a check that looks at nothing but this folder and the shared files finds; it looks once."""
        if check not in self._found:
            self._found[check] = tuple(problems(self))
        return self._found[check]

    def __getstate__(self) -> dict[str, Any]:
        """Return what it gives to others; the shared files are not its own."""
        own = ("path", "sources", "written", "faults", "legible")
        text = {"edited": (self.edition, self.edited[1]), "_translated": (self.edition, self.note_faults)}
        about = {"proof": self.proof, "facts": self.facts, "_found": self._found}
        return {name: getattr(self, name) for name in own} | text | about

    def holds(self, problem: Problem) -> bool:
        """Tell whether a problem lies in a file of this folder."""
        return problem.place.path == self.path or problem.place.path.startswith(f"{self.path}/")


#: What looks at a folder for all that it is checked for by itself.
Looks = Callable[[Folder], object]


@dataclass(frozen=True)
class Project:
    """All that people have written under source_texts/ of the project in folder ``root``.

    ``kept`` holds what an earlier run read, if that may be asked.
    """

    root: Path
    kept: Kept | None = None

    @cached_property
    def shared(self) -> Shared:
        """The files that all documents share."""
        found: Shared | None = self.kept.recall(_SHARED, self.keys[_BESIDE]) if self.kept else None
        return found or _shared(self.root)

    @cached_property
    def folders(self) -> tuple[Folder, ...]:
        """The documents' folders in order of their names, but for those whose name is no slug."""
        with _uncollected():
            return tuple(self._kept(path) or _folder(self.root, path, self.shared) for path in self._named)

    @property
    def _named(self) -> list[Path]:
        """The folders whose name is a slug."""
        return [path for path in _folder_paths(self.root) if not slug_problem(self.root, path.name)]

    def _kept(self, path: Path) -> Folder | None:
        """Return a folder as it was read before, or None."""
        key = self.keys.get(path.name)
        found: Folder | None = self.kept.recall(_READ, key) if self.kept and key else None
        if found:
            object.__setattr__(found, "shared", self.shared)
        return found

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What each folder is kept by, as it stands before any of it is read."""
        return dict(self._keys_now()) if self.kept else {}

    def _keys_now(self) -> Iterator[tuple[str, str]]:
        """Yield the names of the folders with what they are kept by: their files, and those beside them."""
        beside = self._beside_now()
        yield _BESIDE, beside.key()
        for folder in _folder_paths(self.root):
            yield folder.name, self._key_now(beside, folder.name)

    def _beside_now(self) -> Kept:
        assert self.kept
        return self.kept.of(*_digests(self.root / SOURCE_TEXTS, "*"))

    def _key_now(self, beside: Kept, slug: str) -> str:
        return beside.key(slug, *_digests(self.root / SOURCE_TEXTS / slug, "**/*"))

    def read_ahead(self, each: Callable[[Callable[[Path], None], Sequence[Path]], object], looks: Looks) -> None:
        """Read the folders that are not kept yet, all at once by ``each``, and keep them as ``keep`` does.

        None of them is held: what others need of a folder is less than half of what it takes to read it.
        """
        new = [path for path in self._named if self.kept and not self.kept.holds(_READ, self.keys.get(path.name, ""))]
        if len(new) < _MANY:
            return
        _ = self.shared.matcher, self.shared.naming  # made once, before the processes part

        def read(path: Path) -> None:
            folder = _folder(self.root, path, self.shared)
            if folder.certain:
                looks(folder)
                self._keep(folder)

        each(read, new)

    def keep(self) -> None:
        """Keep what was read now: shared files, and folders whose text is certain; nothing that changed meanwhile."""
        if not self.kept:
            return
        beside = self.keys[_BESIDE]
        if not self.kept.holds(_SHARED, beside) and self._beside_now().key() == beside:
            self.kept.store(_SHARED, beside, self.shared)
        for folder in self.certain:
            self._keep(folder)

    def _keep(self, folder: Folder) -> None:
        """Keep a folder under the key that it had before it was read, if it has that still."""
        assert self.kept
        key = self.keys.get(folder.slug)
        if key and not self.kept.holds(_READ, key) and self._key_now(self._beside_now(), folder.slug) == key:
            self.kept.store(_READ, key, folder)

    @cached_property
    def faults(self) -> tuple[Problem, ...]:
        """What cannot be read, in all files of all folders."""
        named = (slug_problem(self.root, path.name) for path in _folder_paths(self.root))
        inside = (fault for folder in self.folders for fault in folder.faults)
        return (*self.shared.faults, *filter(None, named), *inside)

    @property
    def certain(self) -> tuple[Folder, ...]:
        """The folders whose text may be judged."""
        return tuple(folder for folder in self.folders if folder.certain)

    @property
    def whole(self) -> bool:
        """Whether every file could be read and every text be made, so that what rests on all of them may be judged."""
        return not errors(self.faults) and self.certain == self.folders


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for garbage where many objects come into being that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _digests(folder: Path, pattern: str) -> Iterator[str]:
    """Yield the names of files in a folder with the digests of what they hold; one that cannot be read has none."""
    for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
        yield path.relative_to(folder).as_posix()
        try:
            yield digest(content(path))
        except OSError:
            yield ""


def _folder_paths(root: Path) -> list[Path]:
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


def _shared(root: Path) -> Shared:
    files, folder = SourceFiles(root), root / SOURCE_TEXTS
    no_questions = Questions(verdicts=(), groups=(), questions=())
    return Shared(
        glossary=files.optional(folder / "glossary.yml", Glossary, Glossary(terms=())),
        topics=files.optional(folder / "topics.yml", Topics, Topics(topics=())),
        sources=files.optional(folder / "sources.yml", SourceList, SourceList(sources=())),
        names=files.optional(folder / "names.yml", Names, Names(names=())),
        comparisons=files.optional(folder / "comparisons.yml", Comparisons, Comparisons()),
        questions=files.optional(folder / "questions.yml", Questions, no_questions),
        audiences=files.optional(folder / "audiences.yml", AudienceNotes, AudienceNotes(audiences=())),
        home=files.optional(folder / "home.yml", Home, Home()),
        faults=tuple(files.problems),
    )


def _folder(root: Path, folder: Path, shared: Shared) -> Folder:
    """Read every file of a document's folder; one that is not there is not yet written."""
    files = SourceFiles(root)
    sources, legible = _sources(files, folder)
    return Folder(
        path=files.name(folder),
        shared=shared,
        sources=sources,
        catalog=_catalog(files, folder / translation.FILE_NAME),
        notes=files.optional(folder / "notes.yml", Notes, Notes(notes=())),
        everyday=files.optional(folder / "everyday.yml", EverydayWords, EverydayWords(words=())),
        fact_files=FactFiles(
            *files.optional(folder / "measures.yml", Measures, Measures(measures=())),
            *files.optional(folder / "targets.yml", Targets, Targets(targets=())),
            *files.optional(folder / "outcomes.yml", Outcomes, Outcomes(outcomes=())),
        ),
        answers=files.optional(folder / "answers.yml", Answers, Answers(answers=())),
        written=frozenset(name for name in FACT_FILES if (folder / f"{name}.yml").is_file()),
        faults=tuple(files.problems),
        legible=legible,
    )


def _catalog(files: SourceFiles, path: Path) -> Catalog | None:
    data = files.bytes(path) if path.exists() else None
    catalog, found = translation.read(files.name(path), data) if data is not None else (None, ())
    files.problems.extend(found)
    return catalog


def _sources(files: SourceFiles, folder: Path) -> tuple[Sources, bool]:
    """Read what a text is made from; what cannot be used is left blank, and then the text is not legible."""
    record, record_file = files.record(folder / "document.yml", Document)
    data = files.bytes(folder / "witness.txt")
    fact = record.witness if record else None
    text, found = decode(files.name(folder / "witness.txt"), data, fact) if data is not None else ("", ())
    files.problems.extend(found)
    apparatus, apparatus_file = files.record(folder / "apparatus.yml", Apparatus)
    if data is not None and record and digest(data) != record.witness.sha256:
        message = f"The SHA-256 of witness.txt is {digest(data)}."
        remedy = "The witness is never edited: restore it, or record a new capture's digest."
        files.problems.append(Problem(record_file.place(("witness", "sha256")), "W008", message, remedy))
    words, words_file = files.optional(folder / "traditional.yml", TraditionalWords, TraditionalWords(words=()))
    legible = bool(record and apparatus and data is not None) and not errors(files.problems)
    summary, summary_file = files.optional(folder / "summary.yml", Summary, Summary())
    blank = _sources_of(folder.name, text, record)
    sources = replace(
        blank, record_file=record_file, apparatus=apparatus or blank.apparatus, apparatus_file=apparatus_file,
        summary=summary, summary_file=summary_file, words=words, words_file=words_file,
    )  # fmt: skip
    return sources, legible


def _blank(slug: str) -> Edition:
    """Return the edition of no text, with which the other files of a folder are read for their own faults."""
    return Edition(_sources_of(slug, "", None), Excerpt("", "", ""), Passage.of(""), ())


def _sources_of(slug: str, text: str, record: Document | None) -> Sources:
    """Return the sources of a text and nothing else; without a record, what the text itself tells is taken for it."""
    own = record or Document.model_validate(proposals.least(slug, text))
    empty = YamlFile("", {})
    return Sources(slug, text, own, empty, Apparatus(emendations=()), empty, Summary(), empty)
