"""Verify: the site that was built, before it takes the place of the last one.

In: the folder of the built site, the scripts of its templates, and what is kept of pages that were looked at before.
Out: what was counted, and problems.

Guarantees:
1. Every page stands in every language; every link, in pages of all languages and between them, leads to a file and,
   where it names one, to an element; no id stands twice in a page.
2. Every page says its language, and so does every sentence and its translation.
3. A browser that opens a page asks no other host for anything, and runs no script but those of the templates.
4. No file is empty, and none that a page loads is larger than what hosts of static sites take; what a reader takes away
   (bundle, books, data) and the site as a whole may be, and then that is told.
5. Each page is read alone; of all of them together only their ids are held. What a page holds is kept by its bytes, its
   path, the scripts of the templates and the address of the site; whether its links hold is asked anew in every build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from .. import parallel
from ..pages.catalog import LOCALES
from ..pages.machine_text import FULL
from ..sources.kept import Kept
from ..sources.problems import Place, Problem
from .own_scripts import OwnScripts
from .safety import LEADING, REMOTE, ReadPage, line_of, safe, target

#: What Cloudflare Pages takes: 25 MiB a file, 20,000 files; GitHub Pages takes 100 MB a file and 1 GB in all.
MOST_BYTES, MOST_FILES, MOST_IN_ALL = 25 * 1024 * 1024, 20_000, 1_000_000_000
#: Parts the ids of a page: no attribute of HTML holds it.
_APART = "\0"


@dataclass(frozen=True)
class Counts:
    """What was looked at in a built site."""

    files: int = 0
    size: int = 0
    pages: int = 0
    ids: int = 0
    links: int = 0
    anchors: int = 0
    scripts: int = 0
    parts: int = 0

    def __str__(self) -> str:
        return (
            f"{self.pages} pages: {self.links} links ({self.anchors} to a place in a page) and {self.ids} ids hold, "
            f"{self.parts} parts say their language, {self.scripts} scripts are our own; "
            f"{self.files} files, {self.size / 1e6:.1f} MB."
        )

    def __add__(self, other: Counts) -> Counts:
        """Return what both counted."""
        return Counts(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))


class Looked(NamedTuple):
    """What was found in a page by itself: its language, its ids parted by ``_APART``, what it counts, its faults."""

    lang: str
    line: int
    ids: str
    counted: Counts
    problems: tuple[Problem, ...]


class Link(NamedTuple):
    """A link of a page: as it is written, the file that it leads to (None: out of the site), the place, its line."""

    written: str
    target: str | None
    fragment: str
    line: int


def verify(site: Path, own: OwnScripts, kept: Kept, address: str = "") -> tuple[Counts, tuple[Problem, ...]]:
    """Return what was counted in the site in folder ``site``, published at ``address``, and what is wrong with it."""
    files = {
        path.relative_to(site).as_posix(): path.stat().st_size for path in sorted(site.rglob("*")) if path.is_file()
    }
    names = [name for name in files if name.endswith(".html")]
    reader = _Reader(site, own, kept.of("verify", address, *own.scripts), address)
    pages = dict(zip(names, parallel.each(reader.looked, names), strict=True))
    links = _Links(reader, frozenset(files), pages)
    problems = [
        *_sizes(files),
        *_languages(pages),
        *(problem for page in pages.values() for problem in page.problems),
        *(problem for found in parallel.each(links.dead, names) for problem in found),
        *_loose(site, files),
    ]
    whole = Counts(files=len(files), size=sum(files.values()), pages=len(pages))
    return sum((page.counted for page in pages.values()), whole), tuple(problems)


# ------------------------------------------------------------------------------------------------ files


def _sizes(files: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem for each file that is empty or too large, and for too many."""
    for name, size in files.items():
        if not size and not name.endswith(".jsonl"):  # a collection without questions has none, line by line
            yield Problem(Place(f"site/{name}"), "V006", "The file is empty.", "See what makes it.")
        if size > MOST_BYTES:
            message = f"The file has {size / 1048576:.0f} MiB; hosts take {MOST_BYTES / 1048576:.0f}."
            remedy = "Put it on a host that takes it, or part it."
            yield Problem(Place(f"site/{name}"), "V007" if _is_taken_away(name) else "V006", message, remedy)
    whole = sum(files.values())
    if len(files) > MOST_FILES or whole > MOST_IN_ALL:
        message = f"The site has {len(files)} files and {whole / 1e6:.0f} MB; some hosts take {MOST_FILES} and 1000 MB."
        yield Problem(Place("site"), "V007", message, "Ask the host, or part it.")


def _is_taken_away(name: str) -> bool:
    """Tell whether no page loads a file: a bundle, a book, data, the texts for other machines."""
    return name.endswith((".zip", ".epub")) or name.startswith(("data/", FULL))


def _languages(pages: Mapping[str, Looked]) -> Iterator[Problem]:
    """Yield a problem for each page that does not stand in every language, or does not say which it is in."""
    for name, page in pages.items():
        locale, _, rest = name.partition("/")
        if locale not in LOCALES:
            continue
        place = Place(f"site/{name}", page.line)
        lacking = [other for other in LOCALES if f"{other}/{rest}" not in pages]
        if lacking:
            message = f"The page does not stand in {', '.join(lacking)}."
            yield Problem(place, "V001", message, "Write it in every language.")
        if page.lang != locale:
            message = f"The page says the language ‘{page.lang}’, not ‘{locale}’."
            yield Problem(place, "V003", message, "See the settings of this language.")


def _loose(site: Path, files: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each style sheet, script and picture that loads from elsewhere or runs what is not ours."""
    for name in files:
        if name.endswith((".css", ".js")):
            found = REMOTE.search((site / name).read_text("utf-8"))
            if found:
                message = f"The file loads from another host: {found[0]}."
                yield Problem(Place(f"site/{name}"), "V004", message, "Put what it loads into theme/.")
        elif name.endswith(".svg"):
            yield from safe(ReadPage.of(name, (site / name).read_bytes()), OwnScripts(()))


# ------------------------------------------------------------------------------------------------ one page


@dataclass(frozen=True)
class _Reader:
    """Reads the pages of a site, by way of what is kept for its scripts and its address."""

    site: Path
    own: OwnScripts
    kept: Kept
    address: str

    def looked(self, name: str) -> Looked:
        """Return what is found in a page by itself."""
        data = (self.site / name).read_bytes()
        told = self.kept.made("looked", self._key(name, data), lambda: self._record(name, data))
        lang, line, ids, counted, faults = told
        problems = (Problem(Place(f"site/{name}", at), *words) for at, *words in faults)
        return Looked(lang, line, ids, Counts(*counted), tuple(problems))

    def links(self, name: str) -> Iterator[Link]:
        """Yield the places in the site to which a page leads, each once, where it first does."""
        data = (self.site / name).read_bytes()
        told = self.kept.made(
            "links", self._key(name, data), lambda: _once(_links(ReadPage.of(name, data), self.address))
        )
        return (Link(*each) for each in told)

    def _key(self, name: str, data: bytes) -> tuple[str, str]:
        return name, hashlib.sha256(data).hexdigest()

    def _record(self, name: str, data: bytes) -> list[object]:
        """Return what is found in a page as JSON holds it; its links are kept by the way."""
        page = ReadPage.of(name, data)
        links = list(_links(page, self.address))
        self.kept.write("links", self.kept.key(*self._key(name, data)), _once(links))
        counted = Counts(
            ids=len(page.ids),
            links=len(links),
            anchors=sum(bool(link.fragment) for link in links),
            scripts=len(page.elements("script")),
            parts=len(page.attributes("lang")),
        )
        faults = [
            [problem.place.line, problem.code, problem.message, problem.remedy]
            for problem in (*_ids(page), *safe(page, self.own), *_parts(page))
        ]
        return [page.root.get("lang") or "", line_of(page.root), _APART.join(page.ids), astuple(counted), faults]


def _once(links: Iterable[Link]) -> list[Link]:
    """Return the links of a page, each address once, where it first stands."""
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.written, link)
    return list(first.values())


def _links(page: ReadPage, address: str) -> Iterator[Link]:
    """Yield every address of a page that leads to a place in the site."""
    for at in page.attributes(*LEADING):
        relative = at.value
        if address and relative.startswith(address):
            relative = "../" * page.path.count("/") + relative.removeprefix(address)
        parts = urlsplit(relative)
        if relative and not parts.scheme and not parts.netloc:
            leads = target(page.path, unquote(parts.path))
            yield Link(at.value, leads, unquote(parts.fragment), line_of(at.element))


def _ids(page: ReadPage) -> Iterator[Problem]:
    """Yield a problem for each id that stands more than once in a page."""
    for name, times in page.ids.items():
        if times > 1:
            first = next(each.element for each in page.attributes("id") if each.value == name)
            yield page.problem(first, "V002", f"The id ‘{name}’ stands {times} times.", "Name one of them otherwise.")


def _parts(page: ReadPage) -> Iterator[Problem]:
    """Yield a problem for each sentence, paragraph and heading of a document that does not say its language."""
    for at in page.attributes("id"):
        if "lang" in at.element.attrib:
            continue
        classes = (at.element.get("class") or "").split()
        english = at.element.tag != "a" and at.value.endswith("-en") and at.value.removesuffix("-en") in page.ids
        if english or "s" in classes:
            message = f"‘{at.value}’ does not say its language."
            yield page.problem(at.element, "V003", message, "Give it a lang.")


# ------------------------------------------------------------------------------------------------ links


class _Links:
    """Asks whether links hold, of the files of a site and of what was found in its pages."""

    def __init__(self, reader: _Reader, files: frozenset[str], pages: Mapping[str, Looked]) -> None:
        self._reader, self._files, self._pages = reader, files, pages
        self._ids = lru_cache(maxsize=256)(self._ids_of)

    def dead(self, name: str) -> list[Problem]:
        """Return a problem for each address by which a page leads to no file or to no element."""
        return [problem for link in self._reader.links(name) for problem in self._problems(name, link)]

    def _ids_of(self, name: str) -> frozenset[str]:
        return frozenset(self._pages[name].ids.split(_APART))

    def _problems(self, name: str, link: Link) -> Iterator[Problem]:
        if link.target is None or link.target not in self._files:
            message = f"The link ‘{link.written}’ leads to no file of the site."
        elif link.fragment and link.target in self._pages and link.fragment not in self._ids(link.target):
            message = f"The link ‘{link.written}’ leads to no element of {link.target}."
        else:
            return
        yield Problem(Place(f"site/{name}", link.line), "V001", message, "Mend the address.")


def said(problems: Iterable[Problem]) -> str:
    """Return the problems as lines, at most thirty, with the number of the others."""
    lines = [str(problem) for problem in problems]
    more = [f"… and {len(lines) - 30} more."] if len(lines) > 30 else []
    return "\n".join([*lines[:30], *more])
