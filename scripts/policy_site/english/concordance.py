"""Concordance: every occurrence of a glossary term, with the aligned English.

In: the editions and the glossary. Out: for each term its sentences in the order of the documents, with offsets.

Guarantees:
1. Exact: an occurrence is where the Chinese form stands and no longer term covers it.
2. The English beside it is the translation of that very sentence; the term is marked in it where it is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..sources.records import Term
from ..text.edition import Edition, Sentence
from .terms import Occurrence, chinese_matcher, english_matcher


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence that holds a term: where it stands, and the offsets in each language."""

    edition: Edition
    sentence: Sentence
    chinese: tuple[Occurrence, ...]
    english: tuple[Occurrence, ...]


def concordance(editions: Iterable[Edition], terms: tuple[Term, ...]) -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries of each term by its id; a term without entries has an empty tuple."""
    chinese, english = chinese_matcher(terms), english_matcher(terms)
    found: dict[str, list[Entry]] = {term.id: [] for term in terms}
    for edition in editions:
        for sentence in edition.sentences:
            here = tuple(chinese.find(sentence.hans))
            there = tuple(english.find(sentence.english))
            for term in dict.fromkeys(occurrence.term for occurrence in here):
                own = (tuple(each for each in side if each.term == term) for side in (here, there))
                found[term].append(Entry(edition, sentence, *own))
    return {term: tuple(entries) for term, entries in found.items()}
