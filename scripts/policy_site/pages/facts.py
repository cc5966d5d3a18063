"""Fact pages: the pages that cut across the documents, for one locale.

In: the library. Out: views for the templates of topics, audiences, comparison, targets, units, names and time.

Guarantees:
1. Everything is generated from the facts; counts are computed; a new document appears without a change here.
2. A place that says nothing on a topic is printed as “not mentioned”; silence is never read as refusal.
3. Every card opens its clause, in both languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import get_args

from markupsafe import Markup

from ..english.unit_names import english_names
from ..facts import quantity
from ..facts.facts import Coverage, Facts
from ..library import Library
from ..rendering.markup import address
from ..sources.records import Audience, Bound, Cited, Force, Instrument, Measure, Name, Outcome, Source, Target, Topic
from ..text.edition import Edition, Paragraph, covers
from ..text.units import Unit
from .catalog import Catalog
from .charts import Bar, Step, bars, path
from .citations import Citation, cite
from .labels import label

#: The slots of a summary that tell measures.
TOLD = ("aims", "does", "responsible", "who_may_use")
FORCES: tuple[Force, ...] = get_args(Force)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
INSTRUMENTS: tuple[Instrument, ...] = get_args(Instrument)
#: The forces in levels, the strongest first, so that pages can show strength by something countable.
LEVELS: tuple[tuple[str, tuple[Force, ...]], ...] = (
    ("duty", ("must", "shall", "will")),
    ("action", ("do", "advance", "promote")),
    ("backing", ("support", "guide", "encourage")),
    ("permission", ("eligible", "allow", "may")),
    ("attempt", ("plan", "explore", "seek", "aim")),
)
#: What a place’s name says beside the name, e.g. Yangtze River Delta (Shanghai, Jiangsu, Zhejiang, Anhui).
_BESIDE = re.compile(r"\s*[（(].*$")


def rank(force: str) -> int:
    """Return how strong a force is, from 1 to the number of levels."""
    return next(len(LEVELS) - number for number, (_, forces) in enumerate(LEVELS) if force in forces)


class DocumentFacts:
    """The facts of one document in the words of one locale."""

    def __init__(self, facts: Facts, catalog: Catalog, sources: Mapping[str, Source]) -> None:
        self.facts, self.catalog, self.sources = facts, catalog, sources
        self.edition: Edition = facts.edition
        self.slug = self.edition.slug
        self.name = catalog.pick(self.edition.record.short_title)
        self.place = catalog.pick(self.edition.record.place or self.edition.record.short_title)
        self.short_place = _BESIDE.sub("", self.place)
        self.excerpt = self.edition.record.fragment is not None
        self.publicity = self.edition.record.publicity
        day = self.edition.record.dated or self.edition.record.published
        self.date = day.value.isoformat() if day else ""
        self.answers = {answer.question: answer for answer in facts.answers}
        self.date_basis = day.basis if day else "stated"

    @property
    def read(self) -> bool:
        """Tell whether somebody has read the document for its measures; if not, nothing is said of its silence."""
        return "measures" in self.facts.written

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

    def before(self, outcome: Outcome) -> bool:
        """Tell whether a report speaks of a time before the document was made."""
        return bool(outcome.data_date) and str(outcome.data_date) < self.date[: len(str(outcome.data_date))]

    @property
    def ended(self) -> int | None:
        """The last year that the document plans for, where that year had passed when its standing was looked up."""
        record = self.edition.record
        end = record.period.value.split("/")[1] if record.period and record.status else ".."
        return int(end) if record.status and end != ".." and end < record.status.as_of[:4] else None

    def source(self, source_id: str) -> Source:
        """Return an outside source."""
        return self.sources[source_id]

    def left_out(self, slot: str) -> int:
        """Return how many measures no point tells (slot ‘does’), or how many figures (slot ‘aims’); 0 elsewhere."""
        if slot == "does":
            return sum(not self._told(measure, TOLD) for measure in self.facts.measures)
        return sum(not self._told(target, ("aims",)) for target in self.facts.targets) if slot == "aims" else 0

    def _told(self, fact: Cited, slots: Iterable[str]) -> bool:
        """Tell whether a point of the summary in one of ``slots`` cites a sentence of the fact."""
        summary = self.edition.sources.summary
        points = (point for slot in slots for point in getattr(summary, slot))
        cited = {target for point in points for target in point.cites}
        return any(covers(target, sentence) for sentence in fact.cites for target in cited)

    def reported(self) -> list[Target]:
        """Return the figures on which a later source reports."""
        return [target for target in self.facts.targets if self.outcome(target)]

    def kind_of(self, target: Target) -> str:
        """Return what a figure is, in words."""
        return kind_name(target, self.catalog)

    def figure(self, target: Target) -> str:
        """Return a figure with its unit and bound."""
        return str(printed(target, self.catalog))

    def when(self, target: Target) -> str:
        """Return the time a figure is for."""
        return when(target, self.catalog)

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
    """One cell of a comparison: how many measures, the strongest force, how many of each force and level.

    A publicity article has no strongest force: it retells.
    ``share`` is the count as a part of the document’s fullest row (0–1): it compares rows, not documents.
    """

    slug: str
    read: bool
    count: int
    force: str
    share: float
    forces: tuple[tuple[Force, int], ...]
    levels: tuple[tuple[str, int, int], ...]


def cell(document: DocumentFacts, measures: list[Measure], most: int) -> Cell:
    """Return the cell for some measures of a document whose fullest row has ``most``."""
    count = Counter(measure.force for measure in measures)
    forces = tuple((force, count[force]) for force in FORCES if count[force])
    levels = ((name, rank(group[0]), sum(count[force] for force in group)) for name, group in LEVELS)
    share = round(len(measures) / most, 2) if most else 0
    strongest = forces[0][0] if forces and not document.publicity else ""
    return Cell(
        document.slug, document.read, len(measures), strongest, share, forces, tuple(each for each in levels if each[2])
    )


@dataclass(frozen=True)
class UnitLine:
    """One body and what it is charged with: how often it leads and shares, in each section, and the paragraphs."""

    unit: str
    english: str
    printed: tuple[str, ...]
    lead: int
    shared: int
    marks: tuple[tuple[int, int], ...]
    charges: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True)
class UnitSection:
    """A section after whose paragraphs bodies are named: label, heading (empty where the text has none), address."""

    label: str
    heading: str
    address: Markup


@dataclass(frozen=True)
class NameLine:
    """A name of the index, and where it stands: for each document its place and the sentences that hold it.

    A sentence is (label, address, form); the form is empty where the sentence prints the name itself, and else the
    abbreviation that is taken for it.
    """

    name: Name
    places: tuple[tuple[str, tuple[tuple[str, Markup, str], ...]], ...]

    @property
    def count(self) -> int:
        """The number of sentences that hold the name."""
        return sum(len(places) for _, places in self.places)


@dataclass(frozen=True)
class Moment:
    """One line of the timeline; an event that concerns several documents stands once, with all their places."""

    date: str
    document: DocumentFacts
    kind: str
    text: str
    source: Source | None
    clauses: tuple[Citation, ...]
    basis: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """A clause that a comparison rests on, and the place whose it is."""

    place: str
    clause: Citation


class FactViews:
    """All cross-cutting views of one locale."""

    def __init__(self, library: Library, catalog: Catalog) -> None:
        self.catalog = catalog
        self.topics: tuple[Topic, ...] = library.topics
        self.audiences, self.instruments, self.forces, self.levels = AUDIENCES, INSTRUMENTS, FORCES, LEVELS
        self._sources = {source.id: source for source in library.sources}
        documents = [DocumentFacts(facts, catalog, self._sources) for facts in library.facts]
        self.documents = sorted(documents, key=lambda each: each.date, reverse=True)
        self._names, self._terms = library.names, library.terms
        self.comparisons = library.comparisons

    @property
    def shown(self) -> bool:
        """Tell whether there are facts and topics, so that the pages that cut across the documents are made."""
        return bool(self.topics and self.measures)

    def source(self, source_id: str) -> Source:
        """Return an outside source."""
        return self._sources[source_id]

    def document(self, slug: str) -> DocumentFacts:
        """Return the facts of the document ``slug``."""
        return next(document for document in self.documents if document.slug == slug)

    def references(self, basis: Iterable[str]) -> list[Reference]:
        """Return the clauses behind references such as wuhan-2020#m55 or wuhan-2020#s3.2, each clause once."""
        found: dict[tuple[str, str], Reference] = {}
        for slug, _, name in (each.partition("#") for each in basis):
            document = self.document(slug)
            cites = {each.id: each.cites for each in document.facts.measures}
            cites |= {each.id: each.cites for each in document.facts.targets}
            ids = cites.get(name, (name,))
            for target, clause in zip(ids, document.clauses(ids, ""), strict=True):
                found.setdefault((slug, target), Reference(document.short_place, clause))
        return list(found.values())

    @cached_property
    def measures(self) -> list[tuple[DocumentFacts, Measure]]:
        """All measures with their documents."""
        return [(document, measure) for document in self.documents for measure in document.facts.measures]

    @cached_property
    def targets(self) -> list[tuple[DocumentFacts, Target]]:
        """All targets with their documents."""
        return [(document, target) for document in self.documents for target in document.facts.targets]

    @property
    def reported(self) -> list[tuple[DocumentFacts, Measure]]:
        """The measures on which a source reports."""
        return [(document, measure) for document, measure in self.measures if document.outcome(measure)]

    @property
    def audience_caution(self) -> str:
        """What a reader of measures by audience must know: whose planning period has ended, as the records say."""
        ended = [document for document in self.documents if document.ended]
        if not ended:
            return self.catalog.message("audience.caution_none")
        comma = ", " if self.catalog.locale == "en" else "、"
        places = comma.join(
            self.catalog.message("audience.ended", place=document.short_place, year=document.ended)
            for document in ended
        )
        return self.catalog.message("audience.caution", ended=len(ended), all=len(self.documents), places=places)

    @property
    def without_targets(self) -> str:
        """The places whose documents set and report no figures, in one line."""
        comma = ", " if self.catalog.locale == "en" else "、"
        silent = [each for each in self.documents if "targets" in each.facts.written and not each.facts.targets]
        return comma.join(document.short_place for document in silent)

    def topic_row(self, topic: str) -> list[Cell]:
        """Return the cells of a topic, one for each document."""
        return self._row(topic, [each.id for each in self.topics], DocumentFacts.on_topic)

    def instrument_row(self, instrument: str) -> list[Cell]:
        """Return the cells of an instrument, one for each document."""
        return self._row(instrument, self.instruments, DocumentFacts.by_instrument)

    def _row(self, name: str, names: Iterable[str], found: Callable[[DocumentFacts, str], list[Measure]]) -> list[Cell]:
        """Return the cells of row ``name`` among the rows ``names``."""
        names = tuple(names)
        return [
            cell(document, found(document, name), max(len(found(document, each)) for each in names))
            for document in self.documents
        ]

    def unit_sections(self, document: DocumentFacts) -> list[UnitSection]:
        """Return the sections of a document that name bodies, in the order of the text."""
        return [section for section, _ in _charged(document, self.catalog).values()]

    def units(self, document: DocumentFacts) -> list[UnitLine]:
        """Return the bodies that a document charges, those with most charges first."""
        english = english_names(document.edition, self._terms)
        sections = _charged(document, self.catalog)
        everywhere = [block for _, blocks in sections.values() for block in blocks]
        names = dict.fromkeys(unit.full for block in everywhere for unit in _units(block))
        lines = [self._unit_line(document, name, english.get(name, ""), sections) for name in names]
        return sorted(lines, key=lambda line: (-line.lead, -line.shared, line.unit))

    def _unit_line(self, document: DocumentFacts, name: str, english: str, sections: _Charged) -> UnitLine:
        """Return what the body ``name`` is charged with."""
        marks = [
            (_times(name, (block.responsible.lead for block in blocks)),
             _times(name, ((*block.responsible.units, *block.responsible.cooperating) for block in blocks)))
            for _, blocks in sections.values()
        ]  # fmt: skip
        own = [block for _, blocks in sections.values() for block in blocks if name in {u.full for u in _units(block)}]
        printed = dict.fromkeys(unit.printed for block in own for unit in _units(block) if unit.full == name)
        folder = f"policies/{document.slug}/text.md"
        return UnitLine(
            self.catalog.chinese(name),
            english,
            tuple(map(self.catalog.chinese, printed)),
            sum(lead for lead, _ in marks),
            sum(shared for _, shared in marks),
            tuple(marks),
            tuple((label(block.id, self.catalog), address(f"{folder}#{block.id}")) for block in own),
        )

    def names(self, kind: str) -> list[NameLine]:
        """Return the index of names of a kind."""
        return [NameLine(name, tuple(self._places(name))) for name in self._names if name.kind == kind]

    def _places(self, name: Name) -> Iterator[tuple[str, tuple[tuple[str, Markup, str], ...]]]:
        longer = [n.zh for n in self._names if n.kind == name.kind == "award" and name.zh in n.zh and name.zh != n.zh]
        for document in self.documents:
            folder = f"policies/{document.slug}/text.md"
            found = ((sentence.id, _form(name, sentence.hans, longer)) for sentence in document.edition.sentences)
            places = tuple(
                (label(each, self.catalog), address(f"{folder}#{each}"), self.catalog.chinese(form))
                for each, form in found
                if form is not None
            )
            if places:
                yield document.short_place, places

    def years(self) -> list[tuple[str, list[Moment]]]:
        """Return the timeline by year."""
        return [(year, list(group)) for year, group in groupby(self.moments(), key=lambda moment: moment.date[:4])]

    def moments(self) -> list[Moment]:
        """Return the timeline: the documents, what they rest on and what followed, in order of date."""
        found: dict[tuple[str, str, str], Moment] = {}
        for moment in (moment for document in self.documents for moment in self._moments(document)):
            key = (moment.date, moment.kind, moment.text)
            first = found.get(key)
            found[key] = replace(first, places=first.places + moment.places) if first else moment
        return sorted(found.values(), key=lambda moment: (moment.date, moment.document.slug))

    def _moments(self, document: DocumentFacts) -> Iterator[Moment]:
        record = document.edition.record
        for kind, day in (("made", record.dated), ("published", record.published)):
            if day:
                title = self.catalog.pick(record.title)
                places = (document.short_place,)
                yield Moment(day.value.isoformat(), document, kind, title, None, (), day.basis, places)
        for event in document.facts.events:
            source = document.sources[event.source] if event.source else None
            clauses = tuple(document.clauses(event.cites, ""))
            text = self.catalog.pick(event)
            yield Moment(event.date, document, "event", text, source, clauses, "stated", (document.short_place,))


_Charged = dict[str, tuple[UnitSection, list[Paragraph]]]


def _form(name: Name, text: str, longer: Iterable[str]) -> str | None:
    """Return how a sentence holds a name: empty for the name itself, an abbreviation, or None where it does not.

    A longer award (武汉市“政府友谊奖”) is another award, so its words are set aside first.
    """
    for other in longer:
        text = text.replace(other, "")
    if any(form in text for form in (name.zh, *name.also)):
        return ""
    return next((each.zh for each in name.abbreviated if any(words in text for words in each.within)), None)


def _charged(document: DocumentFacts, catalog: Catalog) -> _Charged:
    """Return the paragraphs that name bodies by their section of the second level, e.g. s3.1 for s3.1.2-p1."""
    headings = {block.id: block for block in document.edition.blocks if block.kind == "heading"}
    found: _Charged = {}
    for block in document.edition.blocks:
        if not _units(block):
            continue
        section = ".".join(block.id.split("-")[0].split(".")[:2])
        heading = headings.get(section)
        words = "" if heading is None else heading.english if catalog.locale == "en" else catalog.chinese(heading.hans)
        place = address(f"policies/{document.slug}/text.html#{section if heading else block.id}")
        found.setdefault(section, (UnitSection(label(section, catalog), words, place), []))[1].append(block)
    return found


def _units(block: Paragraph) -> tuple[Unit, ...]:
    """Return all bodies that a paragraph charges."""
    return (*block.responsible.lead, *block.responsible.units, *block.responsible.cooperating)


def _times(name: str, lists: Iterable[tuple[Unit, ...]]) -> int:
    """Return how many lists hold a body."""
    return sum(any(unit.full == name for unit in units) for units in lists)


@dataclass(frozen=True)
class Picture:
    """An indicator drawn from baseline to target to outcome, or along its years."""

    document: DocumentFacts
    indicator: str
    unit: str
    svg: Markup


def pictures(views: FactViews) -> Iterator[Picture]:
    """Yield a picture for each indicator that has a baseline, an outcome in its unit, or several years."""
    for document in views.documents:
        groups: dict[str, list[Target]] = {}
        for target in document.facts.targets:
            groups.setdefault(target.indicator.zh, []).append(target)
        for group in groups.values():
            svg = _drawn(document, group, views.catalog)
            if svg:
                first = group[0]
                yield Picture(document, views.catalog.pick(first.indicator), unit_name(first, views.catalog), svg)


def _drawn(document: DocumentFacts, group: list[Target], catalog: Catalog) -> Markup | None:
    """Return the picture of an indicator, or nothing where it has one value only."""
    steps = list(_steps(document, group, catalog))
    if len({step.year for step in steps}) > 1:
        return path(steps)
    chart = list(_bars(document, group, catalog))
    return bars(chart) if len(chart) > 1 else None


def _steps(document: DocumentFacts, group: list[Target], catalog: Catalog) -> Iterator[Step]:
    """Yield the values of an indicator that is set for several years, in the order of time."""
    for target in sorted(group, key=lambda each: each.year or 0):
        if target.year is None or target.baseline:
            continue
        yield Step(target.year, _bar("", target.value, target, catalog, target.kind))
        outcome = document.outcome(target)
        if outcome and outcome.value and outcome.verdict in ("met", "missed"):
            bar = _bar("", outcome.value, target, catalog, f"outcome-{outcome.verdict}")
            yield Step(outcome.year or target.year, bar)


def _bars(document: DocumentFacts, group: list[Target], catalog: Catalog) -> Iterator[Bar]:
    """Yield the bars of an indicator: where it starts, what is aimed at, what was reported."""
    first = group[0]
    if first.baseline:
        yield _bar(catalog.message("chart.baseline"), first.baseline, first, catalog, "baseline")
    for target in group:
        name = f"{kind_name(target, catalog)} {target.year or ''}".strip()
        yield _bar(name, target.value, target, catalog, target.kind)
        outcome = document.outcome(target)
        if outcome and outcome.value and outcome.verdict in ("met", "missed"):
            name = f"{catalog.message('chart.outcome')} {outcome.year or ''}".strip()
            name = f"{name} · {catalog.message(f'verdict.{outcome.verdict}')}"
            yield _bar(name, outcome.value, target, catalog, f"outcome-{outcome.verdict}")


def _bar(name: str, value: str, target: Target, catalog: Catalog, kind: str) -> Bar:
    """Return one bar; its figure stands without the unit, which the caption names."""
    bound: Bound = target.bound if kind == target.kind and target.bound != "reach" else "exactly"
    shown = quantity.rendered(value, target.unit, language(catalog), bound)
    figure = f"{shown.before} {shown.figure}".strip() if shown.language == "en" else f"{shown.before}{shown.figure}"
    if shown.language == "zh" and bound == "about":
        figure += "左右"
    return Bar(name, quantity.magnitude(value, target.unit), catalog.chinese(figure), kind)


def language(catalog: Catalog) -> quantity.Language:
    """Return the language in which a locale writes its figures."""
    return "en" if catalog.locale == "en" else "zh"


def leading(document: DocumentFacts, most: int) -> list[Target]:
    """Return the figures that a single page shows, in the order of the text.

    A part of another figure and an earlier year of the same indicator give way; reported and rising ones come first.
    """
    targets = document.facts.targets
    last: dict[str, int] = {}
    for each in targets:
        last[each.indicator.zh] = max(each.year or 0, last.get(each.indicator.zh, 0))
    whole = [
        each for each in targets if "：其中" not in each.indicator.zh and (each.year or 0) == last[each.indicator.zh]
    ]
    chosen = sorted(whole, key=lambda each: (document.outcome(each) is None, each.baseline is None))[:most]
    return [target for target in whole if target in chosen]


def kind_name(target: Target, catalog: Catalog) -> str:
    """Return what a figure is: target, target (aim), reported result or requirement."""
    return catalog.message("kind.aim" if target.aim else f"kind.{target.kind}")


def unit_name(target: Target, catalog: Catalog) -> str:
    """Return the unit of a figure by itself, e.g. for a caption: people, yuan, 万人."""
    return quantity.english_unit(target.unit) if catalog.locale == "en" else catalog.chinese(target.unit.zh)


def printed(target: Target, catalog: Catalog) -> quantity.Printed:
    """Return the value of a target with unit and bound, e.g. at least 13 bases."""
    shown = quantity.rendered(target.value, target.unit, language(catalog), target.bound, target.aim)
    return _in_script(shown, catalog)


def baseline(target: Target, catalog: Catalog) -> str:
    """Return the value that a target starts from, with its unit; empty where there is none."""
    if not target.baseline:
        return ""
    return str(_in_script(quantity.rendered(target.baseline, target.unit, language(catalog)), catalog))


def magnitude(value: str | None, target: Target) -> str:
    """Return a value of a target multiplied out, for sorting; empty where there is none."""
    return f"{quantity.magnitude(value, target.unit):f}" if value else ""


def when(target: Target, catalog: Catalog) -> str:
    """Return the time a figure is for, e.g. end of 2021; empty where the text names no year."""
    if target.year is None:
        return ""
    return catalog.message("year.end", year=target.year) if target.year_end else str(target.year)


def _in_script(shown: quantity.Printed, catalog: Catalog) -> quantity.Printed:
    return replace(shown, before=catalog.chinese(shown.before), after=catalog.chinese(shown.after))
