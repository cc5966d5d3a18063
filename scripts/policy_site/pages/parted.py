"""Parted: the lists of a site with many documents, each an overview and the parts that it leads to.

In: the library, its facts and questions, for one locale. Out: pages before they are rendered.

Guarantees:
1. The overviews stand at the addresses that the whole lists have on a small site, and lead to every part by links.
2. A part is the page of a smaller site: the same template, given some of the documents, events or names.
3. Parts have the same addresses in every language, and hold the same entries there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TypeVar

from ..library import Library
from ..project import SOURCE_TEXTS
from ..sources.records import Gives, Target
from . import addresses, contexts, heads, parts
from .addresses import Page
from .comparison import ComparisonPage
from .document import DocumentPage
from .facts import DocumentFacts, SiteFacts
from .heads import Head
from .ledger import IN_FULL, LedgerPage
from .parts import Standing, Way, Ways
from .targets import NO_REPORT, TargetsPage, verdict

#: A page before it is rendered: where it stands, what its template is given, its head, from which file it is made.
Planned = tuple[Page, contexts.Context, Head, str]
Entry = TypeVar("Entry")
#: The parts of a list before they are pages: the link to each, and what stands there.
_Found = list[tuple[Way, tuple[Entry, ...]]]
#: Stands for the document in an address that a script fills in.
PLACE = "PLACE"


@dataclass(frozen=True)
class _Whole:
    """A list that is parted: where its overview stands, its head, and its title on the parts."""

    page: Page
    head: Head
    title: str


class Parted:
    """The parted lists of one locale."""

    def __init__(self, library: Library, site: SiteFacts, pages: Sequence[DocumentPage]) -> None:
        self._library, self._site, self._catalog = library, site, site.catalog
        self._pages = {page.slug: page for page in pages}
        self._numbers = {document.slug: number for number, document in enumerate(site.by_place)}

    def documents(self) -> Iterator[Planned]:
        """Yield the list of documents: its overview, its parts by place and by year."""
        whole = self._whole(addresses.documents(), heads.of_list(self._catalog))
        lead = self._catalog.message("parts.documents", count=len(self._site.documents))
        goes = addresses.explained(PLACE).href("../")
        yield self._overview(whole, lead, self._registers, base="../", goes=goes)
        for found in (self._by_place, self._by_year):
            yield from self._made(whole, found, self._of_documents)

    def facts(self) -> Iterator[Planned]:
        """Yield the lists of what the documents hold."""
        yield from self._measures()
        yield from self._ledger()
        yield from self._targets()

    # ------------------------------------------------------------------------------------------------ the lists

    def _measures(self) -> Iterator[Planned]:
        """Yield the measures, a part for each document, which holds its column of each comparison as well."""
        whole = self._named("measures")
        count, documents = len(self._site.measures), len(self._site.documents)
        lead = self._catalog.message("parts.measures", count=count, documents=documents)
        files = ("measures.csv", "measures.jsonl")
        yield self._overview(whole, lead, (self._topics, *self._registers), files, finder=True)
        each = replace(whole, title=self._catalog.message("coverage.measures"))
        yield from self._made(each, self._each(whole.page), self._of_measures, numbered=False)

    def _of_measures(self, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        site = self._site.only(documents)
        return contexts.Measures(site, ComparisonPage(self._library.comparisons, site), LedgerPage(site), place)

    def _ledger(self) -> Iterator[Planned]:
        """Yield what is given: for each kind parts by place."""
        whole, pages, groups = self._named("ledger"), list[Planned](), list[Ways]()
        for kind in IN_FULL:
            name = self._catalog.message(f"gives.{kind}")
            found = self._ranges(whole.page, partial(_giving, kind), kind)
            pages += self._made(self._within(whole, name), found, partial(self._of_ledger, kind))
            groups += _under(kind, heads.first_upper(name), found)
        files = ("commitments.csv", "commitments.jsonl")
        yield self._overview(whole, self._catalog.message("ledger.lead"), groups, files)
        yield from pages

    def _of_ledger(self, kind: Gives, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        site = self._site.only(documents)
        return contexts.Ledger(site, LedgerPage(site, (kind,)), place)

    def _targets(self) -> Iterator[Planned]:
        """Yield the figures: a part for each document, and for each verdict parts with all that have it."""
        whole, pages, groups = self._named("targets"), list[Planned](), list[Ways]()
        for name, _ in TargetsPage(self._site).counts:
            if name != NO_REPORT:
                found = self._judged(whole.page, name)
                words = self._catalog.message(f"verdict.{name}")
                pages += self._made(self._within(whole, words), found, self._of_judged)
                groups += _under(name, heads.first_upper(words), found)
        pages += self._made(whole, self._each(whole.page), self._of_targets, numbered=False)
        lead = self._catalog.message("parts.targets", count=len(self._site.targets)) + self._catalog.gap
        lead += self._catalog.message("targets.dash") + self._catalog.gap + self._catalog.message("targets.unlike")
        goes = addresses.part(whole.page, PLACE).href()
        yield self._overview(whole, lead, (*groups, *self._registers), ("targets.csv", "targets.jsonl"), goes=goes)
        yield from pages

    def _judged(self, whole: Page, name: str) -> _Found[tuple[DocumentFacts, Target]]:
        """Return the figures of a verdict, in the order of their places."""
        own = [(document, target) for document in self._site.by_place for target in document.facts.targets]
        found = parts.parts([each for each in own if verdict(*each) == name], key=lambda _: name)
        return [
            (replace(self._way(addresses.part(whole, part.name), _documents(part.entries)), count=len(part.entries)),
             part.entries) for part in found
        ]  # fmt: skip

    def _of_targets(self, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        site = self._site.only(documents)
        return contexts.Targets(site, TargetsPage(site), place)

    def _of_judged(self, judged: Sequence[tuple[DocumentFacts, Target]], place: Standing) -> contexts.Context:
        site = self._site.only(_documents(judged), judged)
        return contexts.Targets(site, TargetsPage(site), place)

    def _of_documents(self, documents: Sequence[DocumentFacts], place: Standing) -> contexts.Context:
        return contexts.Documents([self._pages[document.slug] for document in documents], self._site, place)

    # ------------------------------------------------------------------------------------------------ ways to parts

    @cached_property
    def _by_place(self) -> _Found[DocumentFacts]:
        """The documents in the order of their places."""
        found = parts.parts(self._site.by_place)
        return [(self._way(addresses.by_place(part.name), part.entries), part.entries) for part in found]

    @cached_property
    def _by_year(self) -> _Found[DocumentFacts]:
        """The documents year by year, the newest first."""
        found = parts.parts(self._site.documents, key=lambda document: document.date[:4])
        return [
            (Way(addresses.by_year(part.name), part.name.replace("-", " / "), len(part.entries)), part.entries)
            for part in found
        ]

    @cached_property
    def _registers(self) -> tuple[Ways, ...]:
        """The ways to a document, by its place or by its year; its line there leads to all that it has."""
        by_place, by_year = (self._catalog.message(f"parts.{name}") for name in ("by_place", "by_year"))
        return (*_under("by-place", by_place, self._by_place), *_under("by-year", by_year, self._by_year))

    @property
    def _topics(self) -> Ways:
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

    def _each(self, whole: Page) -> _Found[DocumentFacts]:
        """Return a part for each document, in the order of their places."""
        return [
            (Way(addresses.part(whole, document.slug), document.name, 1, self._numbers[document.slug]), (document,))
            for document in self._site.by_place
        ]

    def _ranges(self, whole: Page, lines: Callable[[DocumentFacts], int], key: str = "") -> _Found[DocumentFacts]:
        """Return parts of the documents that have ``lines``, in the order of their places."""
        documents = [document for document in self._site.by_place if lines(document)]
        found = parts.parts(documents, key=lambda _: key, lines=lines)
        return [
            (replace(self._way(addresses.part(whole, part.name), part.entries), count=sum(map(lines, part.entries))),
             part.entries) for part in found
        ]  # fmt: skip

    def _way(self, page: Page, documents: Sequence[DocumentFacts]) -> Way:
        """Return the way to some documents: from the first place to the last."""
        first, last = documents[0].short_place, documents[-1].short_place
        words = first if first == last else self._catalog.message("parts.range", first=first, last=last)
        return Way(page, words, len(documents), self._numbers[documents[0].slug])

    # ------------------------------------------------------------------------------------------------ pages

    def _named(self, name: str) -> _Whole:
        return self._whole(addresses.page(name), heads.of_page(name, self._catalog))

    def _whole(self, page: Page, head: Head) -> _Whole:
        return _Whole(page, head, head.title)

    def _within(self, whole: _Whole, words: str) -> _Whole:
        """Return the list for the parts of one key: What is given, money."""
        return replace(whole, title=f"{whole.title}{self._catalog.message('targets.comma')}{words}")

    def _made(
        self,
        whole: _Whole,
        found: _Found[Entry],
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

    def _overview(
        self,
        whole: _Whole,
        lead: str,
        groups: Sequence[Ways],
        files: Sequence[str] = (),
        *,
        base: str = "",
        goes: str = "",
        finder: bool = False,
    ) -> Planned:
        """Return the page that leads to the parts of a list."""
        context = contexts.Overview(whole.head.title, lead, files, base, goes, groups, self._site, finder)
        return whole.page, context, whole.head, SOURCE_TEXTS


def _documents(judged: Sequence[tuple[DocumentFacts, Target]]) -> list[DocumentFacts]:
    return list(dict.fromkeys(document for document, _ in judged))


def _giving(kind: str, document: DocumentFacts) -> int:
    return len(document.giving(kind))


def _under(name: str, heading: str, found: _Found[Entry]) -> list[Ways]:
    """Return the ways to parts under a heading; nothing for a list without entries."""
    return [Ways(name, heading, tuple(way for way, _ in found))] if found else []
