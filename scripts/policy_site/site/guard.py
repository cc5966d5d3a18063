"""Guard: no injected name leaves the program, in whatever file and however it is written there.

In: the names, and files of the project or of the built site. Out: a problem for each file in which one stands.

Guarantees:
1. What a reader or a machine makes of a file is compared: entities, \\u escapes and %-codes undone, markup taken out.
2. Words of two blocks of a page are never joined to a name.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from copy import copy
from pathlib import Path
from urllib.parse import unquote

from .. import parallel
from ..sources.kept import FOLDER, Kept
from ..sources.problems import Place, Problem, offset_place
from ..text import injected
from ..text.edition import Edition
from ..text.injected import BARRIER, InjectedNames

#: A tag or a comment, and the name of its element.
_TAG = re.compile(r"<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>", re.DOTALL)
#: Elements that part a line; what stands in all others is one text with what surrounds it.
_BLOCKS = frozenset(
    "address article aside blockquote body br dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "head header hr html label li main nav ol option p pre section select summary table tbody td th thead title tr "
    "ul".split()
)
#: A character of JSON, JavaScript or CSS by its number, e.g. \\u8461, \\8461
_NUMBERED = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\([0-9a-fA-F]{4,6}) ?")
#: Bytes of an address by their numbers, e.g. %E8%91%A1
_CODED = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_REMEDY = "Mask it, or mend the apparatus."
_MARKED_UP = frozenset({".html", ".md", ".svg", ".xml", ".tmx", ".tbx", ".xlf", ".xhtml", ".opf"})


def names(editions: Iterable[Edition]) -> InjectedNames:
    """Return the injected names of all documents."""
    return InjectedNames.of(name for edition in editions for name in edition.record.injected)


class Cleared:
    """Files in which no name stands, by their digests, as an earlier run over ``what`` in ``root`` found."""

    def __init__(self, root: Path, names: InjectedNames, what: str) -> None:
        rules = b"".join(Path(module.__file__ or "").read_bytes() for module in (sys.modules[__name__], injected))
        self._kept = Kept(root / FOLDER, hashlib.sha256(repr(sorted(names.names)).encode() + rules).hexdigest())
        self._place = ("cleared", self._kept.key(what))
        self._before = frozenset(self._kept.read(*self._place) or ())
        self._now: set[str] = set()

    def key(self, name: str, data: bytes) -> str:
        """Return what a file with its address is known by."""
        return hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()

    def holds(self, key: str) -> bool:
        """Tell whether a file is known to hold no name; it stays known."""
        if key in self._before:
            self._now.add(key)
        return key in self._now

    def add(self, *keys: str) -> None:
        """Note that files hold no name."""
        self._now.update(keys)

    def apart(self) -> Cleared:
        """Return the same with nothing noted yet, for a process that tells what it notes."""
        other = copy(self)
        other._now = set()
        return other

    @property
    def known(self) -> frozenset[str]:
        """What was noted or asked for."""
        return frozenset(self._now)

    def write(self) -> None:
        """Keep what was found, for the next run."""
        self._kept.write(*self._place, sorted(self._now))


def at_once(names: InjectedNames, files: Iterable[tuple[str, Path | str]], cleared: Cleared) -> Iterator[Problem]:
    """Yield the problems of files by their names, each with its text or with where it stands, on all cores."""

    def look(file: tuple[str, Path | str]) -> tuple[frozenset[str], list[Problem]]:
        name, what = file
        own = cleared.apart()
        data = what.encode() if isinstance(what, str) else what.read_bytes()
        found = list(in_file(names, name, data, own))
        return own.known, found

    for known, found in parallel.each(look, files):
        cleared.add(*known)
        yield from found


def problems(
    names: InjectedNames, root: Path, paths: Iterable[Path], printed: Path, cleared: Cleared
) -> Iterator[Problem]:
    """Yield a problem for each of ``paths`` below ``root`` in which a name stands, as a file below ``printed``."""
    for path in paths:
        name = (printed / path.relative_to(root)).as_posix()
        yield from in_file(names, name, path.read_bytes(), cleared)


def in_file(names: InjectedNames, name: str, data: bytes, cleared: Cleared) -> Iterator[Problem]:
    """Yield the problems of the file ``name``, which holds ``data``, unless it is known to have none."""
    key = cleared.key(name, data)
    if cleared.holds(key):
        return
    if name.endswith(".epub"):
        found = list(_in_archive(names, name, data, cleared))
    else:
        found = list(in_text(names, name, data.decode("utf-8", "replace")))
    if not found:
        cleared.add(key)
    yield from found


def _in_archive(names: InjectedNames, name: str, data: bytes, cleared: Cleared) -> Iterator[Problem]:
    """Yield a problem for each file of an archive in which a name stands; most are those of the last one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for inner in archive.namelist():
            yield from in_file(names, f"{name}/{inner}", archive.read(inner), cleared)


def across_paragraphs(names: InjectedNames, editions: Iterable[Edition]) -> Iterator[Problem]:
    """Yield a problem for each edition in whose text a name stands, be it parted by the end of a paragraph."""
    for edition in editions:
        if names.spans("".join(block.hans for block in edition.blocks)):
            place = Place(edition.sources.apparatus_file.path)
            yield Problem(place, "G002", "An injected name of a hijacked page stands in the edited text.", _REMEDY)


def in_text(names: InjectedNames, path: str, text: str) -> Iterator[Problem]:
    """Yield a problem if a name stands in the address or the text of a file."""
    if any(names.spans(reading) for reading in _readings(names, path, text)):
        place = next(_places(names, path, text), Place(path))
        yield Problem(place, "G002", "An injected name of a hijacked page stands in this file.", _REMEDY)


def _readings(names: InjectedNames, path: str, text: str) -> Iterator[str]:
    """Yield what can be read from a file: its address, its characters, and its text without markup.

    The last is left out where the characters of no name are all there: without markup there are no others.
    """
    plain = _plain(text)
    yield path
    yield plain
    if Path(path).suffix in _MARKED_UP and names.possible(plain):
        yield _plain(_TAG.sub(_parted, text))


def _parted(tag: re.Match[str]) -> str:
    return BARRIER if (tag[1] or "").lower() in _BLOCKS else ""


def _plain(text: str) -> str:
    """Return text with every character that is written by its name or number as itself."""
    if "\\" in text:
        text = _NUMBERED.sub(lambda found: _character(int(found[1] or found[2], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # \ud842\udfb7 is one character
    return _CODED.sub(lambda found: unquote(found[0]), html.unescape(text))


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 else ""


def _places(names: InjectedNames, path: str, text: str) -> Iterator[Place]:
    """Yield the place of the first name that stands on one line, as it is written there."""
    spans = names.spans(text)
    if spans:
        yield offset_place(path, text, spans[0][0])
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if names.spans(_plain(line)):
            yield Place(path, number)
            return
