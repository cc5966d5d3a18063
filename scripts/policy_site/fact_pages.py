"""Fact pages: the pages that cut across the documents, for one locale.

In: the library. Out: views for the templates of topics, audiences, comparison, targets, units, names and time.

Guarantees:
1. Everything is generated from the facts; counts are computed; a new document appears without a change here.
2. A place that says nothing on a topic is printed as “not mentioned”; silence is never read as refusal.
3. Every card opens its clause, in both languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import get_args

from .catalog import Catalog
from .charts import Bar, bars
from .citations import Citation, cite
from .edition import Edition
from .facts import Coverage, Facts
from .labels import label
from .library import Library
from .records import Audience, Force, Instrument, Measure, Name, Outcome, Source, Target, Topic
from .units import Unit

FORCES: tuple[Force, ...] = get_args(Force)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
INSTRUMENTS: tuple[Instrument, ...] = get_args(Instrument)


class DocumentFacts:
    """The facts of one document in the words of one locale."""

    def __init__(self, facts: Facts, catalog: Catalog, sources: Mapping[str, Source]) -> None:
        self.facts, self.catalog, self.sources = facts, catalog, sources
        self.edition: Edition = facts.edition
        self.slug = self.edition.slug
        self.name = catalog.pick(self.edition.record.short_title)
        self.place = catalog.pick(self.edition.record.place)
        self.excerpt = self.edition.record.fragment is not None
        self.publicity = self.edition.record.genre.value == "publicity"
        day = self.edition.record.dated or self.edition.record.published
        self.date = day.value.isoformat() if day else ""

    def clauses(self, ids: Iterable[str], base: str) -> list[Citation]:
        """Return the clauses of ``ids`` for a page from which ``base`` leads to the locale's folder."""
        folder = f"{base}policies/{self.slug}/"
        return [cite(self.edition, target, self.catalog, folder) for target in ids]

    def on_topic(self, topic: str) -> list[Measure]:
        """Return the measures of a topic."""
        return [measure for measure in self.facts.measures if topic in measure.topics]

    def for_audience(self, audience: str) -> list[Measure]:
        """Return the measures that concern an audience."""
        return [measure for measure in self.facts.measures if audience in measure.audiences]

    def by_instrument(self, instrument: str) -> list[Measure]:
        """Return the measures of an instrument."""
        return [measure for measure in self.facts.measures if measure.instrument == instrument]

    def outcome(self, fact: Target | Measure) -> Outcome | None:
        """Return what is reported on a fact."""
        return self.facts.outcome(fact)

    def source(self, source_id: str) -> Source:
        """Return an outside source."""
        return self.sources[source_id]

    def unit_names(self, units: Iterable[Unit]) -> str:
        """Return the full names of units in one line."""
        return "、".join(self.catalog.chinese(unit.full) for unit in units)

    @cached_property
    def coverage(self) -> list[Coverage]:
        """What covers each paragraph of the text."""
        return list(self.facts.coverage())

    def sections(self) -> Iterator[tuple[str, int, int, int]]:
        """Yield each main section with its paragraphs, measures and targets, so that an omitted one is visible."""
        counts: dict[str, list[int]] = {}
        for each in self.coverage:
            section = each.block.id.split("-")[0].split(".")[0]
            line = counts.setdefault(section, [0, 0, 0])
            line[0] += 1
        for facts, column in ((self.facts.measures, 1), (self.facts.targets, 2)):
            for fact in facts:
                section = fact.cites[0].split("-")[0].split(".")[0]
                counts.setdefault(section, [0, 0, 0])[column] += 1
        for section, (paragraphs, measures, targets) in counts.items():
            yield label(section, self.catalog) if section.startswith("s") else section, paragraphs, measures, targets


@dataclass(frozen=True)
class Cell:
    """One cell of the comparison: how many measures, and the strongest force among them."""

    slug: str
    count: int
    force: str


def cell(document: DocumentFacts, measures: list[Measure]) -> Cell:
    """Return the cell for some measures of a document."""
    strongest = min((FORCES.index(measure.force) for measure in measures), default=None)
    return Cell(document.slug, len(measures), "" if strongest is None else FORCES[strongest])


@dataclass(frozen=True)
class UnitLine:
    """One body and what it is charged with: how often it leads, how often it shares, and the paragraphs."""

    unit: str
    printed: tuple[str, ...]
    lead: int
    shared: int
    charges: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NameLine:
    """A name of the index, and where it stands: (document, label, address) for each sentence."""

    name: Name
    places: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Moment:
    """One line of the timeline."""

    date: str
    document: DocumentFacts
    kind: str
    text: str
    source: Source | None
    clauses: tuple[Citation, ...]


class FactViews:
    """All cross-cutting views of one locale."""

    def __init__(self, library: Library, catalog: Catalog) -> None:
        self.catalog = catalog
        self.topics: tuple[Topic, ...] = library.topics
        self.audiences, self.instruments, self.forces = AUDIENCES, INSTRUMENTS, FORCES
        sources = {source.id: source for source in library.sources}
        documents = [DocumentFacts(facts, catalog, sources) for facts in library.facts]
        self.documents = sorted(documents, key=lambda each: each.date, reverse=True)
        self._names = library.names

    @cached_property
    def measures(self) -> list[tuple[DocumentFacts, Measure]]:
        """All measures with their documents."""
        return [(document, measure) for document in self.documents for measure in document.facts.measures]

    @cached_property
    def targets(self) -> list[tuple[DocumentFacts, Target]]:
        """All targets with their documents."""
        return [(document, target) for document in self.documents for target in document.facts.targets]

    def topic_row(self, topic: str) -> list[Cell]:
        """Return the cells of a topic, one for each document."""
        return [cell(document, document.on_topic(topic)) for document in self.documents]

    def instrument_row(self, instrument: str) -> list[Cell]:
        """Return the cells of an instrument, one for each document."""
        return [cell(document, document.by_instrument(instrument)) for document in self.documents]

    def units(self, document: DocumentFacts) -> list[UnitLine]:
        """Return the bodies that a document charges, those with most charges first."""
        lead: Counter[str] = Counter()
        shared: Counter[str] = Counter()
        printed: dict[str, dict[str, None]] = {}
        charges: dict[str, dict[str, str]] = {}
        for block in document.edition.blocks:
            sides: tuple[tuple[Counter[str], tuple[Unit, ...]], ...] = (
                (lead, block.responsible.lead),
                (shared, block.responsible.units),
            )
            for counter, units in sides:
                for unit in units:
                    counter[unit.full] += 1
                    printed.setdefault(unit.full, {})[unit.printed] = None
                    place = label(block.id, self.catalog)
                    charges.setdefault(unit.full, {})[place] = f"policies/{document.slug}/text.md#{block.id}"
        order = sorted(charges, key=lambda name: (-lead[name], -shared[name], name))
        chinese = self.catalog.chinese
        return [
            UnitLine(
                chinese(name),
                tuple(map(chinese, printed[name])),
                lead[name],
                shared[name],
                tuple(charges[name].items()),
            )
            for name in order
        ]

    def names(self, kind: str) -> list[NameLine]:
        """Return the index of names of a kind."""
        return [NameLine(name, tuple(self._places(name))) for name in self._names if name.kind == kind]

    def _places(self, name: Name) -> Iterator[tuple[str, str, str]]:
        for document in self.documents:
            for sentence in document.edition.sentences:
                if name.zh in sentence.hans:
                    address = f"policies/{document.slug}/text.md#{sentence.id}"
                    yield document.name, label(sentence.id, self.catalog), address

    def moments(self) -> list[Moment]:
        """Return the timeline: the documents, what they rest on and what followed, in order of date."""
        found = [moment for document in self.documents for moment in self._moments(document)]
        return sorted(found, key=lambda moment: (moment.date, moment.document.slug))

    def _moments(self, document: DocumentFacts) -> Iterator[Moment]:
        record = document.edition.record
        for kind, day in (("made", record.dated), ("published", record.published)):
            if day:
                title = self.catalog.pick(record.title)
                yield Moment(day.value.isoformat(), document, kind, title, None, ())
        for event in document.facts.events:
            source = document.sources[event.source] if event.source else None
            clauses = tuple(document.clauses(event.cites, ""))
            yield Moment(event.date, document, "event", self.catalog.pick(event), source, clauses)


@dataclass(frozen=True)
class Picture:
    """An indicator drawn from baseline to target to outcome, or along its years."""

    document: DocumentFacts
    indicator: str
    unit: str
    svg: str


def pictures(views: FactViews) -> Iterator[Picture]:
    """Yield a picture for each indicator that has a baseline, an outcome in its unit, or several years."""
    for document in views.documents:
        groups: dict[str, list[Target]] = {}
        for target in document.facts.targets:
            groups.setdefault(target.indicator.zh, []).append(target)
        for group in groups.values():
            chart = list(_bars(document, group, views.catalog))
            if len(chart) > 1:
                first = group[0]
                yield Picture(
                    document, views.catalog.pick(first.indicator), views.catalog.pick(first.unit), bars(chart)
                )


def _bars(document: DocumentFacts, group: list[Target], catalog: Catalog) -> Iterator[Bar]:
    """Yield the bars of an indicator in the order of time."""
    if group[0].baseline:
        yield Bar(catalog.message("chart.baseline"), Decimal(group[0].baseline), group[0].baseline, "baseline")
    for target in sorted(group, key=lambda each: each.year or 0):
        name = catalog.message(f"kind.{target.kind}")
        yield Bar(f"{name} {target.year or ''}".strip(), Decimal(target.value), printed(target, catalog), target.kind)
        outcome = document.outcome(target)
        if outcome and outcome.value and outcome.verdict in ("met", "missed"):
            name = f"{catalog.message('chart.outcome')} {outcome.year or ''}".strip()
            yield Bar(name, Decimal(outcome.value), outcome.value, f"outcome-{outcome.verdict}")


def printed(target: Target, catalog: Catalog) -> str:
    """Return the value of a target with its bound, e.g. ≥ 13 or about 30."""
    return catalog.message(f"bound.{target.bound}", value=target.value)


def unit_chart(lines: list[UnitLine], catalog: Catalog) -> str:
    """Return bars that count the paragraphs of each body, those that lead apart from those that share."""
    chart = []
    for line in lines:
        if line.lead:
            name = f"{line.unit} ({catalog.message('units.leads')})"
            chart.append(Bar(name, Decimal(line.lead), str(line.lead), "target"))
        if line.shared:
            chart.append(Bar(line.unit, Decimal(line.shared), str(line.shared), "result"))
    return bars(chart)
