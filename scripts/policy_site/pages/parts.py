"""Parts: a list that has grown too long for one page, as pages of their own and an overview that leads to them.

In: the entries of a list in order, and by what a reader looks for one, e.g. a year. Out: parts, and what each says of
itself and of its neighbors.

Guarantees:
1. Up to TOGETHER documents nothing is parted: every list is one page.
2. Every entry stands on exactly one part, in the order of the list; the parts of a key follow each other.
3. A part holds at most MOST lines, but for an entry that alone has more.
4. The first part of a key keeps its address when the list grows: 2019, then 2019-2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .addresses import Page
from .catalog import Catalog

Entry = TypeVar("Entry")
#: Up to so many documents every list is one page, which a reader searches and prints as a whole. Eleven columns do not
#: fit beside each other any more, and the cards of eleven documents would weigh 2.2 MB.
TOGETHER = 10
#: How many lines a part holds: a line is 0.3 to 2.4 kB, the frame 17 kB, so that a part has less than 300 kB.
MOST = 100


def needed(documents: int) -> bool:
    """Tell whether so many documents are too many for lists of one page."""
    return documents > TOGETHER


def few(names: Sequence[str], catalog: Catalog) -> list[str]:
    """Return names for one line: all of them, or of many the first and how many more there are."""
    if len(names) <= TOGETHER:
        return list(names)
    return [*names[:TOGETHER], catalog.message("parts.more", count=len(names) - TOGETHER)]


@dataclass(frozen=True)
class Run(Generic[Entry]):
    """A run of entries that is a page of its own: the ``number``-th of its key, e.g. the second of 2019."""

    key: str
    number: int
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """What its address ends in: 2019, 2019-2; of a list without keys 1, 2."""
        if not self.key:
            return str(self.number)
        return self.key if self.number == 1 else f"{self.key}-{self.number}"

    def numbered(self, words: str) -> str:
        """Return words for its key; from the second part on with its number."""
        return words if self.number == 1 else f"{words} ({self.number})"


@dataclass(frozen=True)
class Way:
    """A link to a part: its address, its words, how many entries stand there.

    ``first`` is the number of its first document in the list of places, by which a script finds the part of a place.
    """

    page: Page
    words: str
    count: int
    first: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where a part stands: its page, that of the whole list and its title, its own heading and words, its neighbors.

    ``base`` leads from the part to the folder of the locale.
    """

    page: Page
    whole: Page
    title: str
    heading: str
    words: str
    base: str
    before: Way | None
    after: Way | None


@dataclass(frozen=True)
class Ways:
    """The parts of a list under a heading, e.g. by year; ``id`` is that of the heading."""

    id: str
    heading: str
    ways: tuple[Way, ...]


def _one(_: object) -> int:
    return 1


def _no_key(_: object) -> str:
    return ""


def parts(
    entries: Iterable[Entry],
    key: Callable[[Entry], str] = _no_key,
    lines: Callable[[Entry], int] = _one,
) -> list[Run[Entry]]:
    """Return the parts of a list; ``key`` tells by what an entry is looked for, ``lines`` how many lines it has."""
    keyed: dict[str, list[Entry]] = {}
    for entry in entries:
        keyed.setdefault(key(entry), []).append(entry)
    return [
        Run(name, number, run) for name, own in keyed.items() for number, run in enumerate(_runs(own, lines), start=1)
    ]


def _runs(entries: Sequence[Entry], lines: Callable[[Entry], int]) -> list[tuple[Entry, ...]]:
    """Return entries in runs of at most MOST lines."""
    runs: list[list[Entry]] = []
    room = 0
    for entry in entries:
        if not runs or lines(entry) > room:
            runs.append([])
            room = MOST
        runs[-1].append(entry)
        room -= lines(entry)
    return [tuple(run) for run in runs]


def places(
    whole: Page, name: str, title: str, links: Sequence[Way], catalog: Catalog, *, numbered: bool = True
) -> list[Standing]:
    """Return where each part of the list ``name`` stands, by the links to them; ``title`` is that of these parts."""
    key = "parts.heading" if numbered and len(links) > 1 else "parts.heading_alone"
    return [
        Standing(
            way.page,
            whole,
            name,
            catalog.message(key, title=title, words=way.words, number=at, of=len(links)),
            way.words,
            "../" * way.page.path.count("/"),
            links[at - 2] if at > 1 else None,
            links[at] if at < len(links) else None,
        )
        for at, way in enumerate(links, start=1)
    ]
