"""Timeline: the documents, what they rest on and what followed, in order of date.

In: the facts of all documents. Out: the events of the page, by year.

Guarantees:
1. An event that concerns several documents is one event, with all their places.
2. A day or a title that we supply or infer says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..sources.records import Source
from .catalog import Catalog
from .citations import Citation
from .facts import DocumentFacts


@dataclass(frozen=True)
class TimelineEvent:
    """One line of the timeline.

    ``kind`` is made or published for a document, else event; ``basis`` is that of the day, ``title_basis`` that of
    the title of a document.
    """

    date: str
    document: DocumentFacts
    kind: str
    text: str
    source: Source | None
    clauses: tuple[Citation, ...]
    basis: str
    title_basis: str
    places: tuple[str, ...]


class TimelinePage:
    """What the timeline shows."""

    def __init__(self, documents: Iterable[DocumentFacts], catalog: Catalog, base: str = "") -> None:
        self._documents, self._catalog, self._base = tuple(documents), catalog, base

    def years(self) -> list[tuple[str, list[TimelineEvent]]]:
        """Return the events by year."""
        return [(year, list(group)) for year, group in groupby(self.events(), key=lambda event: event.date[:4])]

    def events(self) -> list[TimelineEvent]:
        """Return the events in order of date; those that say the same on the same day are one."""
        found: dict[tuple[str, str, str], TimelineEvent] = {}
        for event in (event for document in self._documents for event in self._events(document)):
            key = (event.date, event.kind, event.text)
            first = found.get(key)
            found[key] = replace(first, places=first.places + event.places) if first else event
        return sorted(found.values(), key=lambda event: (event.date, event.document.slug))

    def _events(self, document: DocumentFacts) -> Iterator[TimelineEvent]:
        """Yield the events of one document: its own days first."""
        record, places = document.edition.record, (document.short_place,)
        for kind, day in (("made", record.dated), ("published", record.published)):
            if day:
                title, date = self._catalog.pick(record.title), day.value.isoformat()
                yield TimelineEvent(date, document, kind, title, None, (), day.basis, record.title.basis, places)
        for event in document.facts.events:
            source = document.source(event.source) if event.source else None
            clauses = tuple(document.clauses(event.cites, self._base))
            text = self._catalog.pick(event)
            yield TimelineEvent(event.date, document, "event", text, source, clauses, "stated", "stated", places)
