"""Facts: the measures, figures and answers of the documents, as the pages of one locale ask for them.

In: the library. Out: DocumentFacts for each document, SiteFacts for all of them together.

Guarantees:
1. Everything is made from the facts; counts are computed; a new document appears without a change here.
2. A place that says nothing on a topic is printed as “not mentioned”; silence is never read as refusal.
3. What is counted are clauses, the sentences that measures cite, never the measures into which we part them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import get_args

from markupsafe import Markup

from ..english.pinyin import pinyin
from ..english.unit_names import english_names
from ..facts import quantity
from ..facts.facts import Coverage, Facts
from ..library import Library
from ..sources.records import (
    AudienceNote,
    Cited,
    Force,
    Gives,
    Instrument,
    Measure,
    Outcome,
    Source,
    Target,
    Topic,
)
from ..text.edition import Edition, covers
from ..text.units import Unit
from . import addresses, parts
from .addresses import Page
from .catalog import Catalog
from .citations import Citation, cite
from .labels import label
from .target_words import baseline, kind_name, printed, when

#: The slots of a summary that tell measures.
TOLD = ("aims", "does", "responsible", "who_may_use")
FORCES: tuple[Force, ...] = get_args(Force)
INSTRUMENTS: tuple[Instrument, ...] = get_args(Instrument)
#: What a measure gives, what a reader can rely on most first.
GIVES: tuple[Gives, ...] = get_args(Gives)
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

    def __init__(
        self,
        facts: Facts,
        catalog: Catalog,
        sources: Mapping[str, Source],
        english_units: Mapping[str, str],
        audiences: Mapping[str, str],
        parted: bool = False,
    ) -> None:
        self.facts, self.catalog, self._sources = facts, catalog, sources
        #: Whether its measures and figures stand on pages of their own, because the site has many documents.
        self.parted = parted
        #: English names of bodies by their full Chinese names, as far as the glossary or the translation has them.
        self.english_units = english_units
        #: What each kind of reader is called, by its id.
        self.audiences = audiences
        self.edition: Edition = facts.edition
        self.record = self.edition.record
        self.slug = self.edition.slug
        self.name = catalog.pick(self.edition.record.short_title)
        self.place = catalog.pick(self.edition.record.place or self.edition.record.short_title)
        self.short_place = _BESIDE.sub("", self.place)
        self.excerpt = self.edition.record.fragment is not None
        self.publicity = self.edition.record.publicity
        self.date = self.edition.record.day_printed
        self.answers = {answer.question: answer for answer in facts.answers}

    @property
    def read(self) -> bool:
        """Tell whether somebody has read the document for its measures; if not, nothing is said of its silence."""
        return "measures" in self.facts.written

    @property
    def measures_page(self) -> Page:
        """The page on which its measures stand."""
        return addresses.part(addresses.page("measures"), self.slug) if self.parted else addresses.page("measures")

    @property
    def targets_page(self) -> Page:
        """The page on which its figures stand."""
        return addresses.part(addresses.page("targets"), self.slug) if self.parted else addresses.page("targets")

    def measures_chosen(self, base: str = "", **wanted: str) -> Markup:
        """Return the address of its measures of a kind, e.g. gives="plan"."""
        asked = wanted if self.parted else {"document": self.slug, **wanted}
        return self.measures_page.href(base, **asked)

    def targets_chosen(self, base: str = "") -> Markup:
        """Return the address of its figures."""
        return self.targets_page.href(base, place="" if self.parted else self.slug)

    def targets_link(self, base: str = "") -> Markup:
        """Return the same for a link in Markdown."""
        return self.targets_page.link(base, place="" if self.parted else self.slug)

    def topic_link(self, topic: str, base: str = "") -> Markup:
        """Return the address of what it says on a topic, for a link in Markdown."""
        if self.parted:
            return self.measures_page.link(base, topic=topic)
        return addresses.topic(topic).link(base, self.slug)

    def on_topic_page(self, topic: str, base: str = "") -> Markup:
        """Return the address of what it says on a topic."""
        if self.parted:
            return self.measures_chosen(base, topic=topic)
        return addresses.topic(topic).href(base, self.slug)

    def clauses(self, ids: Iterable[str], base: str) -> list[Citation]:
        """Return the clauses of ``ids`` for a page from which ``base`` leads to the locale's folder."""
        return [cite(self.edition, target, self.catalog, base) for target in ids]

    def own_clauses(self, ids: Iterable[str]) -> list[Citation]:
        """Return the clauses of ``ids`` for a page in the document’s own folder."""
        return [cite(self.edition, target, self.catalog) for target in ids]

    def clause_ids(self, measures: Iterable[Measure]) -> list[str]:
        """Return the sentences that some measures cite, each once, e.g. s3.1-p1-2."""
        cited = (sentence.id for measure in measures for each in measure.cites for sentence in self.edition.cited(each))
        return list(dict.fromkeys(cited))

    def on_topic(self, topic: str) -> list[Measure]:
        """Return the measures of a topic."""
        return [measure for measure in self.facts.measures if topic in measure.topics]

    def for_audience(self, audience: str) -> list[Measure]:
        """Return the measures that concern an audience."""
        return [measure for measure in self.facts.measures if audience in measure.audiences]

    def giving(self, gives: str) -> list[Measure]:
        """Return the measures that give something of a kind."""
        return [measure for measure in self.facts.measures if measure.gives == gives]

    @cached_property
    def by_force(self) -> list[Measure]:
        """The measures, the most strongly worded first; within a force in the order of the text."""
        return sorted(self.facts.measures, key=lambda measure: FORCES.index(measure.force))

    def strongest(self, measures: Iterable[Measure]) -> list[Measure]:
        """Return some of its measures, the most strongly worded first."""
        chosen = {measure.id for measure in measures}
        return [measure for measure in self.by_force if measure.id in chosen]

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
        return self._sources[source_id]

    def left_out(self, slot: str) -> int:
        """Return how many measures no point tells (slot ‘does’), or how many figures (slot ‘aims’); 0 elsewhere."""
        if slot == "does":
            return sum(not self._told(measure, TOLD) for measure in self.facts.measures)
        return sum(not self._told(target, ("aims",)) for target in self.facts.targets) if slot == "aims" else 0

    def _told(self, fact: Cited, slots: Iterable[str]) -> bool:
        """Tell whether a point of the summary in one of ``slots`` cites a sentence of the fact."""
        summary = self.edition.sources.summary
        points = (point for slot in slots for point in summary.points(slot))
        cited = {target for point in points for target in point.cites}
        return any(covers(target, sentence) for sentence in fact.cites for target in cited)

    def reported(self) -> list[Target]:
        """Return the figures on which a later source reports."""
        return [target for target in self.facts.targets if self.outcome(target)]

    def reported_measures(self) -> list[Measure]:
        """Return the measures on which a later source reports."""
        return [measure for measure in self.facts.measures if self.outcome(measure)]

    def kind_of(self, target: Target) -> str:
        """Return what a figure is, in words."""
        return kind_name(target, self.catalog)

    def figure(self, target: Target) -> quantity.Printed:
        """Return a figure with its unit and bound, in parts; as a string it is one phrase."""
        return printed(target, self.catalog)

    def baseline(self, target: Target) -> str:
        """Return the value that a figure starts from, with its unit; empty where there is none."""
        return baseline(target, self.catalog)

    def leading(self, most: int) -> list[Target]:
        """Return the figures that a single page shows, in the order of the text.

        A part of another figure and an earlier year of the same indicator give way; reported ones come first, then
        those that have a value to start from.
        """
        last: dict[str, int] = {}
        for each in self.facts.targets:
            last[each.indicator.zh] = max(each.year or 0, last.get(each.indicator.zh, 0))
        latest = (each for each in self.facts.targets if (each.year or 0) == last[each.indicator.zh])
        whole = [each for each in latest if "：其中" not in each.indicator.zh]
        chosen = sorted(whole, key=lambda each: (self.outcome(each) is None, each.baseline is None))[:most]
        return [target for target in whole if target in chosen]

    def when(self, target: Target) -> str:
        """Return the time a figure is for."""
        return when(target, self.catalog)

    def unit_names(self, units: Iterable[Unit]) -> str:
        """Return the names of units in one line, in the reader’s language where we have them."""
        english = self.catalog.locale == "en"
        names = (self.english_units.get(unit.full, unit.full) if english else unit.full for unit in units)
        return ("; " if english else "、").join(map(self.catalog.chinese, names))

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """What covers each paragraph of the text."""
        return self.facts.coverage

    def place_label(self, target: str) -> str:
        """Return the label of a provision, paragraph or sentence."""
        return label(target, self.catalog)

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
            yield label(section, self.catalog), paragraphs, measures, targets


def _of_place(document: DocumentFacts) -> tuple[str, str, str]:
    """Return what a document is sorted by in the list of places: wuhan, its day, its id."""
    record = document.edition.record
    name = record.place or record.short_title
    return (name.en or pinyin(name.zh)).lower(), document.date, document.slug


class SiteFacts:
    """The facts of all documents in the words of one locale."""

    def __init__(self, library: Library, catalog: Catalog) -> None:
        self.catalog = catalog
        self.topics: tuple[Topic, ...] = library.topics
        self.guides = library.guides
        self.audiences: tuple[AudienceNote, ...] = library.audiences.audiences
        self.instruments, self.forces, self.gives = INSTRUMENTS, FORCES, GIVES
        self._sources = {source.id: source for source in library.sources}
        #: Whether there are so many documents that lists are parted.
        self.parted = parts.needed(len(library.facts))
        documents = [self._document(facts, library) for facts in library.facts]
        self.documents = sorted(documents, key=lambda each: each.date, reverse=True)

    def _document(self, facts: Facts, library: Library) -> DocumentFacts:
        audiences = {note.id: self.catalog.pick(note.name) for note in self.audiences}
        names = english_names(facts.edition, library.terms)
        return DocumentFacts(facts, self.catalog, self._sources, names, audiences, self.parted)

    def only(
        self, documents: Iterable[DocumentFacts], targets: Iterable[tuple[DocumentFacts, Target]] | None = None
    ) -> SiteFacts:
        """Return the site as if it had these documents only, or these figures only, for a part of a list."""
        smaller = copy(self)
        smaller.documents = list(documents)
        for name in ("measures", "clauses", "targets", "by_place"):
            smaller.__dict__.pop(name, None)
        if targets is not None:
            smaller.targets = list(targets)
        return smaller

    @cached_property
    def by_place(self) -> list[DocumentFacts]:
        """The documents in the order of their places’ Latin names, which is one order for all languages."""
        return sorted(self.documents, key=_of_place)

    @property
    def shown(self) -> bool:
        """Tell whether there are facts and topics, so that the pages that cut across the documents are made."""
        return bool(self.topics and self.measures)

    def unread(self, file: str) -> str:
        """Return the places whose documents nobody has read for a file of facts, e.g. measures, in one line."""
        comma = ", " if self.catalog.locale == "en" else "、"
        return comma.join(self._few(each for each in self.documents if file not in each.facts.written))

    def _few(self, documents: Iterable[DocumentFacts]) -> list[str]:
        return parts.few([document.short_place for document in documents], self.catalog)

    def source(self, source_id: str) -> Source:
        """Return an outside source."""
        return self._sources[source_id]

    def document(self, slug: str) -> DocumentFacts:
        """Return the facts of the document ``slug``."""
        return next(document for document in self.documents if document.slug == slug)

    def named_clauses(self, cited: str, base: str) -> Iterator[Citation]:
        """Yield the clause of slug#id, its label led by the place; nothing for a document that is not here."""
        slug, _, target = cited.partition("#")
        for document in self.documents:
            if document.slug == slug:
                for clause in document.clauses([target], base):
                    yield replace(clause, label=f"{document.short_place} {clause.label}")

    @cached_property
    def measures(self) -> list[tuple[DocumentFacts, Measure]]:
        """All measures with their documents."""
        return [(document, measure) for document in self.documents for measure in document.facts.measures]

    @cached_property
    def clauses(self) -> int:
        """The number of clauses that any measure cites."""
        return sum(len(document.clause_ids(document.facts.measures)) for document in self.documents)

    @cached_property
    def targets(self) -> list[tuple[DocumentFacts, Target]]:
        """All targets with their documents."""
        return [(document, target) for document in self.documents for target in document.facts.targets]

    @property
    def reported(self) -> list[tuple[DocumentFacts, Measure]]:
        """The measures on which a source reports."""
        return [(document, measure) for document in self.documents for measure in document.reported_measures()]

    def _computed(self, key: str, named: Iterable[DocumentFacts]) -> str:
        """Return the message ``key`` on some documents, with a blank before it in English; nothing where none is so."""
        places = list(dict.fromkeys(document.short_place for document in named))
        if not places:
            return ""
        message = f"{key}.one" if len(places) == 1 else key
        return self.catalog.gap + self.catalog.message(
            message, places=self.catalog.series(parts.few(places, self.catalog))
        )

    @property
    def silence_caution(self) -> str:
        """What a reader must know of silence: which documents are excerpts, and which only retell."""
        retold = (each for each in self.documents if each.publicity)
        excerpts = (each for each in self.documents if each.excerpt)
        said = self.catalog.message("compare.caution")
        return said + self._computed("compare.excerpt", excerpts) + self._computed("compare.publicity", retold)

    @property
    def results_caution(self) -> str:
        """Which documents report results and set no targets."""
        retold = (each for each in self.documents if each.publicity and each.facts.targets)
        return self._computed("targets.publicity", retold)

    @property
    def force_caution(self) -> str:
        """Which documents the chart of forces leaves out."""
        return self._computed("force.publicity", (each for each in self.documents if each.publicity and each.read))

    @property
    def audience_caution(self) -> str:
        """What a reader of measures by audience must know: whose planning period has ended, as the records say."""
        ended = [document for document in self.documents if document.ended]
        if not ended:
            return self.catalog.message("audience.caution_none")
        comma = ", " if self.catalog.locale == "en" else "、"
        told = [
            self.catalog.message("audience.ended", place=document.short_place, year=document.ended)
            for document in ended
        ]
        places = comma.join(parts.few(told, self.catalog))
        return self.catalog.message("audience.caution", ended=len(ended), all=len(self.documents), places=places)
