"""Docs folder: the pages that MkDocs reads, and those of them that stand in the project for people to read.

In: the library. Out: every page under .build/docs/; the explained page and the text of each document, and the pages
that are made from hand-written ones, under docs/ as well; the tables in source_texts/README.md; the schemas of the
YAML files under schemas/.

Guarantees:
1. Only files that carry this program's whole notice in their first lines, and the README's marked tables, are ever
   written over or removed; anything else that stands in the way is a problem.
2. The check and the build make the files with the same function.
3. No file that a site is made from holds an injected name, but for the capture and what is said of it.
"""

from __future__ import annotations

import hashlib
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import parallel
from ..checks import SOURCES, Check
from ..library import Library
from ..pages import tree
from ..pages.catalog import LOCALES
from ..pages.heads import GENERATED, notice
from ..project import SOURCE_TEXTS
from ..sources import fieldtables, schemas
from ..sources.files import content
from ..sources.kept import Kept
from ..sources.problems import Place, Problem
from ..sources.records import Locale
from ..text.edition import Edition
from ..text.scripts import traditional
from . import by_hand, guard, settings, staged
from .staged import STAGED, Placed, Texts, updated

#: Pages that editors write by hand, in docs/en and docs/zh-Hans; docs/zh-Hant is made from the second.
HAND_WRITTEN = ("principles.md", "reading.md")
README = Path(SOURCE_TEXTS, "README.md")
#: The generated pages that people read in the project itself: their diff is that of an official text.
_READ_IN_PROJECT = re.compile(r"policies/[^/]+/(?:index|text)\.md")
#: In how many parts the pages of a locale are made, so that all cores have work to the end.
_PARTS = 2
#: So many bytes of a file hold its notice.
_HEAD = 4096
#: Where injected names stand and must: the capture, and what editors say of it.
_ABOUT_INJECTED = frozenset({"witness.txt", "document.yml", "apparatus.yml"})


@dataclass(frozen=True)
class Generated:
    """Generated files by their paths relative to the project: those of the project itself, and all pages for MkDocs.

    Of pages that are staged already ``placed`` tells what became of each.
    """

    project: Mapping[Path, str]
    pages: Mapping[Path, str]
    placed: Mapping[Path, Placed] = field(default_factory=dict)

    @property
    def all(self) -> Mapping[Path, str]:
        """Every generated file, as if all pages stood under docs/."""
        return ChainMap(self.project, self.pages)  # type: ignore[arg-type]  # nobody writes into it

    @property
    def digests(self) -> Mapping[Path, str]:
        """The digest of every generated file."""
        placed = {path: each.digest for path, each in self.placed.items()}
        return {path: placed.get(path) or hashlib.sha256(self.all[path].encode()).hexdigest() for path in self.all}


def generated(root: Path, library: Library, kept: Kept | None = None) -> Generated:
    """Return every generated file; each is made once. Where something is ``kept`` all pages are staged."""
    _ = library.concordance, traditional("导读")  # what all processes need is made once, before they part
    pages, placed = _staged(root, library, kept) if kept else (_held(library), {})
    read = [path for path in pages if _READ_IN_PROJECT.fullmatch("/".join(path.parts[2:]))]
    others = dict(_beside(root))
    if isinstance(pages, Texts):
        return Generated(ChainMap(others, Texts(root, frozenset(read))), pages, placed)  # type: ignore[arg-type]
    return Generated({path: pages[path] for path in read} | others, pages)


def _parts() -> list[tuple[Locale, int]]:
    return [(locale, part) for locale in LOCALES for part in range(_PARTS)]


def _held(library: Library) -> dict[Path, str]:
    """Return all pages with their texts."""
    rendered = parallel.each(lambda locale: tree.render(library, locale), LOCALES)
    return {
        Path("docs", locale, name): text
        for locale, made in zip(LOCALES, rendered, strict=True)
        for name, text in made.items()
    }


def _staged(root: Path, library: Library, kept: Kept) -> tuple[Texts, dict[Path, Placed]]:
    """Make all pages, to be settled where MkDocs reads them; return their texts, and what became of each."""
    staged.forget(root)

    def work(each: tuple[Locale, int]) -> dict[str, Placed]:
        locale, part = each
        return staged.place(root, locale, tree.unmade(library, locale, part, _PARTS), kept, f"{part} of {_PARTS}")

    made = zip(_parts(), parallel.each(work, _parts()), strict=True)
    placed = {Path("docs", locale, name): each for (locale, _), own in made for name, each in own.items()}
    return Texts(root, frozenset(placed)), placed


def _beside(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the generated files of the project that are no pages of documents."""
    for name in HAND_WRITTEN:
        source = root / "docs" / "zh-Hans" / name
        if source.is_file():
            body = traditional(source.read_text("utf-8", "replace")).replace("/zh-Hans/", "/zh-Hant/")  # own addresses
            yield Path("docs", "zh-Hant", name), _marked(body, f"docs/zh-Hans/{name}")
    if (root / README).is_file():
        listed = fieldtables.table(
            ("check", "what it looks at"), ((f"`{each.name}`", each.looks_at) for each in CHECKS)
        )
        yield README, fieldtables.filled((root / README).read_text("utf-8"), {"checks": listed})
        made = schemas.made(notice("scripts/policy_site/sources/records.py").removeprefix("# "))
        yield from ((Path(schemas.FOLDER, name), text) for name, text in made.items())


@dataclass(frozen=True)
class Pages:
    """What the checks of the pages look at: the project in folder ``root``, and its library, in which no error is."""

    root: Path
    library: Library

    @cached_property
    def files(self) -> Generated:
        """Every generated file."""
        return generated(self.root, self.library)


def _unmade(pages: Pages) -> Iterator[Problem]:
    """Yield what stands in the way of generated files; where nothing does, what is out of date."""
    blocked = list(in_the_way(pages.root, pages.files.project))
    yield from blocked or out_of_date(pages.root, pages.files.project)


def _marked(page: str, origin: str) -> str:
    """Return a page with the notice that it is generated from ``origin`` at the head of its front matter."""
    front = "---\n"
    rest = page.removeprefix(front) if page.startswith(front) else f"{front}\n{page}"
    return f"{front}{notice(origin)}\n{rest}"


def unreadable(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file written by hand that cannot be read, and for each thing that is no plain file."""
    pages_by_hand = [Path("docs", locale, name) for locale in ("en", "zh-Hans") for name in HAND_WRITTEN]
    for path in (*pages_by_hand, README):
        try:
            content(root / path).decode("utf-8")
        except UnicodeDecodeError as error:
            yield Problem(Place(path.as_posix()), "W009", f"Not UTF-8 (byte {error.start}).", "Save it as UTF-8.")
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Problem(Place(path.as_posix()), "W009", f"Cannot be read: {error.strerror}.", "Put the file there.")
    for name in ("docs", "theme", SOURCE_TEXTS):
        for found in sorted((root / name).rglob("*")):
            place = Place(found.relative_to(root).as_posix())
            if not (found.is_file() or found.is_dir()):
                yield Problem(place, "W009", "Neither a plain file nor a folder.", "Remove it.")
            elif found.is_symlink() and not found.resolve().is_relative_to(root.resolve()):
                yield Problem(place, "W009", "A link out of the project.", "Put the file there.")


def out_of_date(root: Path, files: Mapping[Path, str]) -> Iterator[Problem]:
    """Yield one problem for all generated files that are not what the sources make, one for all that nothing makes."""
    old = [path for path, text in files.items() if not _is(root / path, text)]
    for paths, one, many in (
        (old, "The file is not what the sources make.", "{} files, this one first, are not what the sources make."),
        (list(_stale(root, files)), "Nothing makes this file any more.", "Nothing makes {} files, this one first."),
    ):
        if paths:
            message = one if len(paths) == 1 else many.format(len(paths))
            yield Problem(Place(min(paths).as_posix()), "G001", message, "Run ‘policy-site build’.")


def _is(target: Path, text: str) -> bool:
    return target.is_file() and target.read_bytes() == text.encode()


def _stale(root: Path, files: Mapping[Path, str]) -> Iterator[Path]:
    """Yield files under docs/ that an earlier build made and this one does not."""
    for path in sorted((root / "docs").rglob("*.md")):
        relative = path.relative_to(root)
        if relative not in files and is_generated(path):
            yield relative


def is_generated(path: Path) -> bool:
    """Tell whether a file carries the notice of this program."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return bool(GENERATED.match(file.read(_HEAD).decode("utf-8", "replace")))


def in_the_way(root: Path, files: Mapping[Path, str]) -> Iterator[Problem]:
    """Yield a problem for each file or folder that this program did not make, where one of its own belongs."""
    for name in (".build", "site", "dist"):
        if (root / name).exists() and not (root / name).is_dir():
            yield Problem(Place(name), "G003", "A file stands where a folder belongs.", "Move it.")
    for path in files:
        target = root / path
        for folder in path.parents:
            if (root / folder).exists() and not (root / folder).is_dir():
                yield Problem(Place(folder.as_posix()), "G003", "A file stands where a folder belongs.", "Move it.")
        if target.is_symlink() or (target.exists() and path != README and not is_generated(target)):
            message = "What stands here was not made by this program, and a generated page belongs here."
            yield Problem(Place(path.as_posix()), "G003", message, "Move it, or delete it.")


def refused(root: Path, files: Mapping[Path, str]) -> Iterator[Problem]:
    """Yield a problem for each thing in the settings, and in what editors put under docs/, that no site may hold."""
    yield from settings.problems(root)
    made = {path.relative_to(root) for path in (root / "docs").rglob("*.md") if is_generated(path)}
    yield from by_hand.problems(root, HAND_WRITTEN, made | files.keys())


def injected(root: Path, editions: Sequence[Edition], generated: Generated, *, keep: bool = False) -> Iterator[Problem]:
    """Yield a problem for each file, generated or written by hand, by which an injected name would be published.

    With ``keep`` what was found is kept for the next run.
    """
    files, pages = generated.all, generated.pages
    texts = {path: pages.file(path) for path in pages} if isinstance(pages, Texts) else {}
    names = guard.names(editions)
    cleared = guard.Cleared(root, names, "sources")
    yield from guard.across_paragraphs(names, editions)
    folders = (root / name for name in ("docs", "theme", SOURCE_TEXTS))
    others = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    others = [path for path in (*others, *sorted(root.glob("mkdocs*.yml"))) if path.relative_to(root) not in files]
    made: list[tuple[str, Path | str]] = [(path.as_posix(), texts.get(path) or files[path]) for path in files]
    made += [(path.relative_to(root).as_posix(), path) for path in others if path.name not in _ABOUT_INJECTED]
    yield from guard.at_once(names, made, cleared)
    if keep:
        cleared.write()


def _injected(pages: Pages) -> Iterator[Problem]:
    yield from injected(pages.root, pages.library.editions, pages.files)


def write(root: Path, files: Mapping[Path, str]) -> int:
    """Write the generated files that changed and remove those that nothing makes; return how many changed."""
    stale = list(_stale(root, files))
    for path in stale:
        (root / path).unlink()
    return len(stale) + sum(updated(root / path, text.encode()) for path, text in files.items())


def stage(root: Path, files: Generated) -> int:
    """Put all pages where MkDocs reads them, those by hand beside the generated ones; return how many changed."""
    staged.settle(root)
    made = {path.relative_to("docs") for path in files.pages}
    found = (path for locale in LOCALES for path in sorted((root / "docs" / locale).rglob("*")) if path.is_file())
    by_hand = {name: path for path in found if (name := path.relative_to(root / "docs")) not in made}
    there = [path for path in (root / STAGED).rglob("*") if path.is_file()]
    wanted = by_hand.keys() | made
    stale = [path for path in there if path.relative_to(root / STAGED) not in wanted]
    for path in stale:
        path.unlink()
    written = sum(updated(root / STAGED / name, path.read_bytes()) for name, path in by_hand.items())
    return len(stale) + written + sum(each.changed for each in files.placed.values())


def _refused(pages: Pages) -> Iterator[Problem]:
    return refused(pages.root, pages.files.project)


#: What is looked at before any page is made.
BY_HAND = Check[Path]("by-hand", "pages and README written by hand, theme/: can they be read", unreadable)
#: What is looked at when pages can be made: where no other check has found an error.
MADE: tuple[Check[Pages], ...] = (
    Check("pages", "generated files: up to date, and nothing else in their place", _unmade),
    Check("refused", "settings, and what is written by hand under docs/: nothing that no site may hold", _refused),
    Check("injected", "all that is published: no injected name", _injected),
)
CHECKS: tuple[Check[Any], ...] = (*SOURCES, BY_HAND, *MADE)
