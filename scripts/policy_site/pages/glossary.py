"""Glossary pages: the terms, and the concordance by initial letter, for one locale.

In: the library. Out: path under docs/<locale>/ → text, like pages.

Guarantees:
1. Every term has one address, glossary.html#<id>, and one list of all its occurrences.
2. Every departure from the glossary is listed with its reason; the list is computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from ..english.concordance import Entry
from ..english.pinyin import initial, pinyin
from ..english.proof import Departure
from ..english.terms import Occurrence, holds, senses_in
from ..library import Library
from ..rendering.markup import escaped, joined, markup
from ..sources.records import Bilingual, Term
from ..text.edition import Edition
from ..text.scripts import traditional
from . import addresses, parts
from .addresses import Page
from .catalog import Catalog
from .labels import label
from .parts import Run


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One line of the concordance: place, link, and the sentence in both languages with the term marked.

    They are made when the line is printed: of a thousand documents nobody could hold them all.
    """

    entry: Entry
    catalog: Catalog

    @property
    def place(self) -> str:
        """The document and the place in it."""
        short = self.catalog.pick(self.entry.edition.record.short_title)
        return f"{short}{self.catalog.comma}{label(self.entry.sentence.id, self.catalog)}"

    @property
    def link(self) -> Markup:
        """The address of the sentence."""
        return addresses.text(self.entry.edition.slug).href("../", self.entry.sentence.id)

    @property
    def chinese(self) -> Markup:
        """The Chinese."""
        return _marked(self.catalog.sentence(self.entry.sentence), self.entry.chinese)

    @property
    def english(self) -> Markup:
        """The English, if there is one yet."""
        return _marked(self.entry.sentence.english, self.entry.english)


@dataclass(frozen=True)
class SenseView:
    """A sense of a term: its English, when it is meant, and in how many sentences the English is so."""

    en: str
    when: Bilingual
    count: int


class TermView:
    """What the templates may ask about one term."""

    def __init__(self, term: Term, entries: tuple[Entry, ...], catalog: Catalog) -> None:
        self.term, self._entries, self._catalog = term, entries, catalog
        self.id = term.id
        self.initial = initial(term.zh)
        self.pinyin = pinyin(term.zh)
        self.count = sum(len(entry.chinese) for entry in entries)

    @property
    def other_script(self) -> str:
        """The term in the script that this locale does not use, if it looks different there."""
        other = self.term.zh if self._catalog.locale == "zh-Hant" else traditional(self.term.zh)
        return "" if other == self._catalog.chinese(self.term.zh) else other

    @property
    def english(self) -> str:
        """The English of the term, or of each of its senses."""
        return "; ".join(dict.fromkeys(sense.en for sense in self.term.senses)) or self.term.en

    def documents(self) -> int:
        """Return in how many documents the term occurs."""
        return len({entry.edition.slug for entry in self._entries})

    def senses(self) -> Iterator[SenseView]:
        """Yield the senses, each with the sentences that are rendered in it."""
        for sense in self.term.senses:
            rendered = [
                entry
                for entry in self._entries
                if sense in senses_in(self.term, entry.sentence.hans)
                and holds(entry.sentence.english, sense.english_forms)
            ]
            yield SenseView(sense.en, sense.when, len(rendered))

    def lines(self) -> Iterator[ConcordanceLine]:
        """Return the concordance of the term."""
        return (ConcordanceLine(entry, self._catalog) for entry in self._entries)


def concordance_pages(views: Iterable[TermView]) -> dict[str, Page]:
    """Return for each term the page of the concordance on which it begins."""
    return {view.id: addresses.concordance(view.initial) for view in views}


#: A term and some of its lines in the concordance.
Concorded = tuple[TermView, Sequence[ConcordanceLine]]


def concordance_runs(views: Iterable[TermView]) -> list[Run[Concorded]]:
    """Return the concordance in parts by initial; a term that stands in very many sentences is on several."""
    pieces: list[Concorded] = []
    for views_of_letter in by_initial(views).values():
        for view in views_of_letter:
            lines = list(view.lines())
            pieces += [(view, lines[at : at + parts.MOST]) for at in range(0, max(len(lines), 1), parts.MOST)]
    return parts.parts(pieces, key=lambda piece: piece[0].initial, lines=lambda piece: len(piece[1]))


def _marked(text: str, occurrences: Iterable[Occurrence]) -> Markup:
    """Return ``text`` for Markdown with each occurrence in a mark element."""
    parts: list[Markup] = []
    last = 0
    for found in occurrences:
        parts += [escaped(text[last : found.start]), markup("<mark>{}</mark>", text[found.start : found.end])]
        last = found.end
    return joined([*parts, escaped(text[last:])])


@dataclass(frozen=True)
class DepartureView:
    """A departure from the glossary: where, which term, and the translator's reason."""

    document: str
    place: str
    link: Markup
    term: str
    reason: str


def term_views(library: Library, catalog: Catalog) -> list[TermView]:
    """Return the terms in the order of the locale: English alphabet, or pinyin."""
    found = library.concordance
    views = [TermView(term, found[term.id], catalog) for term in library.terms]
    key = _english_order if catalog.locale == "en" else _pinyin_order
    return sorted(views, key=key)


def _english_order(view: TermView) -> tuple[str, str]:
    return view.term.en.lower().lstrip("“‘( "), view.id


def _pinyin_order(view: TermView) -> tuple[str, str]:
    return view.pinyin, view.id


def departure_views(library: Library, catalog: Catalog, base: str) -> list[DepartureView]:
    """Return the departures from the glossary in the order of the documents; ``base`` leads to the locale’s folder."""
    editions = {edition.slug: edition for edition in library.editions}
    return [
        _departure(editions[slug], departure, catalog, base)
        for slug, departure in library.departures
        if slug in editions
    ]


def _departure(edition: Edition, departure: Departure, catalog: Catalog, base: str) -> DepartureView:
    short = catalog.pick(edition.record.short_title)
    return DepartureView(
        short,
        label(departure.sentence, catalog),
        addresses.text(edition.slug).link(base, departure.sentence),
        catalog.chinese(departure.term),
        departure.reason,
    )


def by_initial(views: Iterable[TermView]) -> Mapping[str, Sequence[TermView]]:
    """Return the terms by the initial of their pinyin."""
    ordered = sorted(views, key=lambda view: (view.initial, view.pinyin, view.id))
    return {letter: list(group) for letter, group in groupby(ordered, key=lambda view: view.initial)}
