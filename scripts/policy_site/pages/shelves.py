"""Shelves: how the documents of a list are parted, and what each part is as a page.

In: the facts of a site with many documents. Out: ways to parts, and pages before they are rendered.

Guarantees:
1. Documents stand in the order of their places; a part of a list is a run of them, or one document.
2. The head of a part follows from that of its list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from ..project import SOURCE_TEXTS
from . import addresses, contexts, heads, parts
from .addresses import Page
from .facts import DocumentFacts, SiteFacts
from .heads import Head
from .parts import Standing, Way, Ways

#: A page before it is rendered: where it stands, what its template is given, its head, from which file it is made.
Planned = tuple[Page, contexts.Context, Head, str]
Entry = TypeVar("Entry")
#: The parts of a list before they are pages: the link to each, and what stands there.
Found = list[tuple[Way, tuple[Entry, ...]]]


@dataclass(frozen=True)
class Whole:
    """A list that is parted: where its overview stands, its head, and its title on the parts."""

    page: Page
    head: Head
    title: str

    @classmethod
    def of(cls, page: Page, head: Head) -> Whole:
        """Return the list whose overview is ``page``."""
        return cls(page, head, head.title)


class Shelves:
    """The documents of one locale in parts."""

    def __init__(self, site: SiteFacts) -> None:
        self._site, self._catalog = site, site.catalog
        self._numbers = {document.slug: number for number, document in enumerate(site.by_place)}

    # ------------------------------------------------------------------------------------------------ ways to parts

    @cached_property
    def by_place(self) -> Found[DocumentFacts]:
        """The documents in the order of their places."""
        found = parts.parts(self._site.by_place)
        return [(self.way(addresses.by_place(part.name), part.entries), part.entries) for part in found]

    @cached_property
    def by_year(self) -> Found[DocumentFacts]:
        """The documents year by year, the newest first."""
        found = parts.parts(self._site.documents, key=lambda document: document.date[:4])
        return [
            (Way(addresses.by_year(part.name), part.name.replace("-", " / "), len(part.entries)), part.entries)
            for part in found
        ]

    @cached_property
    def registers(self) -> tuple[Ways, ...]:
        """The ways to a document, by its place or by its year; its line there leads to all that it has."""
        by_place, by_year = (self._catalog.message(f"parts.{name}") for name in ("by_place", "by_year"))
        return (*under("by-place", by_place, self.by_place), *under("by-year", by_year, self.by_year))

    @property
    def topics(self) -> Ways:
        """The ways to what is said on each topic."""
        counts = {
            topic.id: sum(len(document.clause_ids(document.on_topic(topic.id))) for document in self._site.documents)
            for topic in self._site.topics
        }
        ways = (
            Way(addresses.topic(topic.id), self._catalog.pick(topic.name), counts[topic.id])
            for topic in self._site.topics
        )
        return Ways("topics", self._catalog.message("topics.title"), tuple(ways))

    def each(self, whole: Page) -> Found[DocumentFacts]:
        """Return a part for each document, in the order of their places."""
        return [
            (Way(addresses.part(whole, document.slug), document.name, 1, self._numbers[document.slug]), (document,))
            for document in self._site.by_place
        ]

    def ranges(self, whole: Page, lines: Callable[[DocumentFacts], int], key: str = "") -> Found[DocumentFacts]:
        """Return parts of the documents that have ``lines``, in the order of their places."""
        documents = [document for document in self._site.by_place if lines(document)]
        found = parts.parts(documents, key=lambda _: key, lines=lines)
        return [
            (replace(self.way(addresses.part(whole, part.name), part.entries), count=sum(map(lines, part.entries))),
             part.entries) for part in found
        ]  # fmt: skip

    def way(self, page: Page, documents: Sequence[DocumentFacts]) -> Way:
        """Return the way to some documents: from the first place to the last."""
        first, last = documents[0].short_place, documents[-1].short_place
        words = first if first == last else self._catalog.message("parts.range", first=first, last=last)
        return Way(page, words, len(documents), self._numbers[documents[0].slug])

    # ------------------------------------------------------------------------------------------------ pages

    def named(self, name: str) -> Whole:
        """Return the list whose overview stands beside the home page, e.g. ledger."""
        return Whole.of(addresses.page(name), heads.of_page(name, self._catalog))

    def within(self, whole: Whole, words: str) -> Whole:
        """Return the list for the parts of one key: What is given, money."""
        return replace(whole, title=f"{whole.title}{self._catalog.message('targets.comma')}{words}")

    def made(
        self,
        whole: Whole,
        found: Found[Entry],
        make: Callable[[Sequence[Entry], Standing], contexts.Context],
        *,
        numbered: bool = True,
    ) -> Iterator[Planned]:
        """Yield the pages of parts."""
        links = [way for way, _ in found]
        name, title = whole.head.title, whole.title
        places = parts.places(whole.page, name, title, links, self._catalog, numbered=numbered)
        for (way, entries), place in zip(found, places, strict=True):
            head = heads.of_part(whole.head, place, self._catalog)
            yield way.page, make(entries, place), head, SOURCE_TEXTS

    def overview(
        self,
        whole: Whole,
        lead: str,
        groups: Sequence[Ways],
        files: Sequence[str] = (),
        *,
        base: str = "",
        goes: str | None = "",
        finder: bool = False,
    ) -> Planned:
        """Return the page that leads to the parts of a list."""
        context = contexts.Overview(whole.head.title, lead, files, base, goes, groups, self._site, finder)
        return whole.page, context, whole.head, SOURCE_TEXTS


def under(name: str, heading: str, found: Found[Entry]) -> list[Ways]:
    """Return the ways to parts under a heading; nothing for a list without entries."""
    return [Ways(name, heading, tuple(way for way, _ in found))] if found else []
