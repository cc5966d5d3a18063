"""First words: what the home page shows at once, and what each kind of reader is told first, for one locale.

In: home.yml, audiences.yml, the facts of all documents. Out: views for the templates of the home and audience pages.

Guarantees:
1. Only the words of the sources are printed: a point with its clause and notes, the finding, what an audience is told.
2. What is not written is None, and the page leaves it out.
3. A source that reports several figures is named once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..sources.records import AudienceNote, Home, Point, Source, Sourced, TranslatorNote
from .citations import Citation
from .facts import DocumentFacts, SiteFacts
from .questions import Claim, stated
from .targets import Picture, picture


@dataclass(frozen=True)
class ExampleView:
    """A point of a summary, the clauses that it rests on, and the translator's notes on their words."""

    document: DocumentFacts
    slot: str
    point: Point
    clauses: tuple[Citation, ...]
    notes: tuple[TranslatorNote, ...]


@dataclass(frozen=True)
class FindingView:
    """What was found, what it rests on, and its picture."""

    said: Claim
    picture: Picture | None


@dataclass(frozen=True)
class AudienceView:
    """Whom the documents mean, in our words, and who holds the task today, as a source reports."""

    covers: str
    today: Claim | None


class HomeWords:
    """What the home page shows of what the site can do."""

    def __init__(self, home: Home, site: SiteFacts) -> None:
        self._home, self._site = home, site

    @property
    def example(self) -> ExampleView | None:
        """A point with its clauses in both languages and their notes."""
        chosen = self._home.example
        if chosen is None:
            return None
        document = self._site.document(chosen.slug)
        point = document.edition.sources.summary.points(chosen.slot)[chosen.number - 1]
        at = {sentence.id for target in point.cites for sentence in document.edition.cited(target)}
        notes = tuple(note for note in document.edition.notes if note.at in at)
        return ExampleView(document, chosen.slot, point, tuple(document.clauses(point.cites, "")), notes)

    @property
    def finding(self) -> FindingView | None:
        """One finding with its picture."""
        found = self._home.finding
        if found is None:
            return None
        slug, _, target = found.chart.rpartition("-")
        clauses = tuple(clause for cited in found.cites for clause in self._site.named_clauses(cited, ""))
        said = stated(found, clauses, named_once(map(self._site.source, found.sources)), self._site.catalog)
        return FindingView(said, picture(self._site.document(slug), target))


def audience_view(note: AudienceNote, site: SiteFacts) -> AudienceView:
    """Return what one kind of reader is told before the cards."""
    today = None
    if note.today:
        claim = Sourced(zh=note.today.zh, en=note.today.en, cites=(), sources=note.today.sources)
        today = stated(claim, (), named_once(map(site.source, note.today.sources)), site.catalog)
    return AudienceView(site.catalog.pick(note.covers), today)


def named_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return sources without those of the same publication: four figures of one plan have one source."""
    return tuple({(source.title, source.address, source.date): source for source in sources}.values())
