"""Shelves: how the documents of a list are parted, and what each part is as a page.

In: the facts of a site with many documents. Out: ways to parts, and pages before they are rendered.

Guarantees:
1. Documents stand in the order of their places; a part of a list is a run of them, or one document.
2. The head of a part follows from that of its list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from ..english.pinyin import toneless
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

    def unsearched(self) -> Whole:
        """Return the list for parts that say nothing which the search does not hold from elsewhere."""
        return replace(self, head=replace(self.head, searched=False))


class Shelves:
    """The documents of one locale in parts."""

    def __init__(self, site: SiteFacts) -> None:
        self._site, self._catalog = site, site.catalog
        self._numbers = {document.slug: number for number, document in enumerate(site.by_place)}

    # ------------------------------------------------------------------------------------------------ ways to parts

    @cached_property
    def registers(self) -> tuple[tuple[Ways, Found[DocumentFacts]], ...]:
        """The documents by place, province, year and kind: the ways to the parts of each list, and the parts."""
        site = self._site
        found = {
            "place": [
                (self.way(addresses.by("place", run.name), run.entries), run.entries)
                for run in parts.parts(site.by_place)
            ],
            "province": self._by("province", site.by_place, _province, self._name_of_province),
            "year": self._by("year", site.documents, _year, _year),
            "kind": self._by("kind", site.by_place, _kind, lambda document: self._catalog.genre(document.record)),
        }
        return tuple(
            (ways, own)
            for name, own in found.items()
            for ways in under(f"by-{name}", self._catalog.message(f"parts.by_{name}"), own)
        )

    @property
    def ways(self) -> tuple[Ways, ...]:
        """The ways to a document; its line there leads to all that it has."""
        return tuple(ways for ways, _ in self.registers)

    def _by(
        self,
        what: str,
        documents: Sequence[DocumentFacts],
        key: Callable[[DocumentFacts], str],
        words: Callable[[DocumentFacts], str],
    ) -> Found[DocumentFacts]:
        """Return the documents that have a key, in parts by it."""
        runs = parts.parts([document for document in documents if key(document)], key=key)
        return [
            (Way(addresses.by(what, run.name), run.numbered(words(run.entries[0])), len(run.entries)), run.entries)
            for run in runs
        ]

    def _name_of_province(self, document: DocumentFacts) -> str:
        province = document.record.province
        return self._catalog.pick(province) if province else ""

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

    def named(self, name: str, **values: object) -> Whole:
        """Return the list whose overview stands beside the home page, e.g. ledger."""
        return Whole.of(addresses.page(name), heads.of_page(name, self._catalog, **values))

    def within(self, whole: Whole, words: str) -> Whole:
        """Return the list for the parts of one key: What is given, money."""
        return replace(whole, title=f"{whole.title}{self._catalog.comma}{words}")

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


def _province(document: DocumentFacts) -> str:
    """Return a province as addresses name it: jiangsu; nothing where the record names none."""
    province = document.record.province
    return re.sub(r"[^a-z]+", "-", (province.en or toneless(province.zh)[0]).lower()).strip("-") if province else ""


def _year(document: DocumentFacts) -> str:
    return document.date[:4]


def _kind(document: DocumentFacts) -> str:
    return document.record.genre.value if document.record.genre else ""
