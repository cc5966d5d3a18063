"""Names page: the index of named countries, parks, programs …, and every sentence that holds them.

In: the names and the facts of all documents. Out: the lines of the page.

Guarantees:
1. A name is an entity: its other forms and its abbreviations are under it, the abbreviations marked as inferred.
2. A longer award that holds a shorter one's name is another award and is never counted for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from markupsafe import Markup

from ..sources.records import Name, NameKind
from ..text.edition import Sentence
from . import addresses
from .catalog import Catalog
from .facts import DocumentFacts
from .labels import label


@dataclass(frozen=True)
class NamedPlace:
    """A sentence that holds a name: label, address, form.

    The form is empty where the sentence prints the name itself, and else the abbreviation that is taken for it.
    """

    label: str
    link: Markup
    form: str


@dataclass(frozen=True)
class NameLine:
    """A name of the index, and where it stands: for each document its place and the sentences that hold it."""

    name: Name
    places: tuple[tuple[str, tuple[NamedPlace, ...]], ...]

    @property
    def count(self) -> int:
        """The number of sentences that hold the name."""
        return sum(len(places) for _, places in self.places)

    @property
    def lines(self) -> int:
        """How many lines it takes: one, and one for each ten sentences."""
        return 1 + self.count // 10

    def pieces(self, lines: int) -> Iterator[NameLine]:
        """Yield the name with its places in pieces of at most so many lines, but for one document that has more."""
        own: list[tuple[str, tuple[NamedPlace, ...]]] = []
        for place in self.places:
            if own and NameLine(self.name, (*own, place)).lines > lines:
                yield NameLine(self.name, tuple(own))
                own = []
            own.append(place)
        yield NameLine(self.name, tuple(own))


class NamesPage:
    """What the index of names shows."""

    kinds: tuple[NameKind, ...] = get_args(NameKind)

    def __init__(self, names: Iterable[Name], documents: Iterable[DocumentFacts], catalog: Catalog) -> None:
        self._names, self._documents, self._catalog = tuple(names), tuple(documents), catalog
        self._starts: dict[str, set[str]] = {}  # the names that a form with these two characters may stand for
        for name in self._names:
            forms = (name.zh, *name.also, *(words for each in name.abbreviated for words in each.within))
            for form in forms:
                self._starts.setdefault(form[:2], set()).add(name.zh)

    @cached_property
    def _possible(self) -> Mapping[tuple[str, str], list[Sentence]]:
        """The sentences that may hold a name, by document and name: each sentence is looked through once."""
        found: dict[tuple[str, str], list[Sentence]] = {}
        for document in self._documents:
            for sentence in document.edition.sentences:
                text = sentence.hans
                pieces = {text[at : at + size] for at in range(len(text)) for size in (1, 2)}
                for name in {name for piece in pieces for name in self._starts.get(piece, ())}:
                    found.setdefault((document.slug, name), []).append(sentence)
        return found

    def by_kind(self) -> list[tuple[NameKind, list[NameLine]]]:
        """Return the names kind by kind, without kinds that have none."""
        return [(kind, lines) for kind in self.kinds if (lines := self.lines(kind))]

    def lines(self, kind: NameKind, base: str = "") -> list[NameLine]:
        """Return the names of a kind, for a page from which ``base`` leads to the locale's folder."""
        return [NameLine(name, tuple(self._places(name, base))) for name in self._names if name.kind == kind]

    def _places(self, name: Name, base: str) -> Iterator[tuple[str, tuple[NamedPlace, ...]]]:
        longer = [n.zh for n in self._names if n.kind == name.kind == "award" and name.zh in n.zh and name.zh != n.zh]
        for document in self._documents:
            text, sentences = addresses.text(document.slug), self._possible.get((document.slug, name.zh), ())
            found = ((sentence.id, _form(name, sentence.hans, longer)) for sentence in sentences)
            places = tuple(
                NamedPlace(label(each, self._catalog), text.link(base, each), self._catalog.chinese(form))
                for each, form in found
                if form is not None
            )
            if places:
                yield document.short_place, places


def _form(name: Name, text: str, longer: Iterable[str]) -> str | None:
    """Return how a sentence holds a name: empty for the name itself, an abbreviation, or None where it does not.

    A longer award (武汉市“政府友谊奖”) is another award, so its words are set aside first.
    """
    for other in longer:
        text = text.replace(other, "")
    if any(form in text for form in (name.zh, *name.also)):
        return ""
    return next((each.zh for each in name.abbreviated if any(words in text for words in each.within)), None)
