"""XLIFF: one document for a translator's tool (XLIFF 2.1), Chinese and the English that there is.

In: an edition and what finds terms in it. Out: xliff/<slug>.xlf.

Guarantees:
1. One unit a sentence, under the sentence's id, so that the file comes back to the very sentences.
2. The glossary's rendering of each term of a sentence, and the translator's notes, stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ...english.terms import Matcher, in_short
from ...sources.records import Term
from ...text.edition import Edition, Sentence
from .xmlfile import CODES, child, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"


def bitext(edition: Edition, terms: Mapping[str, Term], matcher: Matcher) -> bytes:
    """Return a document as XLIFF; a sentence that is not translated yet has no target."""
    languages = {"srcLang": CODES["zh-Hans"], "trgLang": CODES["en"]}
    root = Element("xliff", {"xmlns": NAMESPACE, "version": "2.1", **languages})
    file = child(root, "file", id=edition.slug, original=f"source_texts/{edition.slug}/en.po", canResegment="no")
    for block in edition.blocks:
        group = child(file, "group", id=block.id)
        for sentence in block.sentences:
            _unit(group, sentence, list(_notes(edition, sentence, terms, matcher)))
    return written(root)


def _unit(group: Element, sentence: Sentence, notes: list[tuple[str, str]]) -> None:
    unit = child(group, "unit", id=sentence.id)
    if notes:
        listed = child(unit, "notes")
        for category, text in notes:
            child(listed, "note", text, category=category)
    segment = child(unit, "segment", state="translated" if sentence.english else "initial")
    child(segment, "source", sentence.hans)
    if sentence.english:
        child(segment, "target", sentence.english)


def _notes(
    edition: Edition, sentence: Sentence, terms: Mapping[str, Term], matcher: Matcher
) -> Iterator[tuple[str, str]]:
    for found in dict.fromkeys(occurrence.term for occurrence in matcher.find(sentence.hans)):
        yield "term", in_short(terms[found])
    for note in edition.notes:
        if note.at == sentence.id:
            yield "translator", f"{note.words}: {note.en}"
