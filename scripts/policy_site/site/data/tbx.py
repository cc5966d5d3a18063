"""TBX: the glossary as a termbase (TBX version 3, ISO 30042:2019, dialect TBX-Basic, DCA style).

In: the terms. Out: glossary.tbx.

Guarantees:
1. One concept entry a sense; the rendering that this site uses is preferred, its accepted variants are admitted,
   renderings of others are deprecated: known, and not used here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ...sources.records import Bilingual, Term
from ...text.scripts import traditional
from .xmlfile import CODES, LANG, child, written

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_STATUS = "administrativeStatus"
_PREFERRED, _ADMITTED, _DEPRECATED = (f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated"))


@dataclass(frozen=True)
class _Concept:
    """One sense of a term: its id, its English forms (the main one first), and when it is meant."""

    id: str
    english: tuple[str, ...]
    when: Bilingual | None


def termbase(terms: Iterable[Term]) -> bytes:
    """Return the glossary as a termbase."""
    root = Element("tbx", {"xmlns": NAMESPACE, "type": "TBX-Basic", "style": "dca", LANG: CODES["en"]})
    source = child(child(child(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    child(source, "p", "Glossary of an unofficial bilingual edition of Chinese local-government documents. CC BY 4.0.")
    body = child(child(root, "text"), "body")
    for term in terms:
        for concept in _concepts(term):
            _entry(body, term, concept)
    return written(root)


def _concepts(term: Term) -> Iterator[_Concept]:
    """Yield the senses of a term, or the term itself."""
    if not term.senses:
        yield _Concept(f"c-{term.id}", (term.en, *term.en_also), None)
    for number, sense in enumerate(term.senses, start=1):
        yield _Concept(f"c-{term.id}-{number}", sense.english_forms, sense.when)


def _entry(body: Element, term: Term, concept: _Concept) -> None:
    entry = child(body, "conceptEntry", id=concept.id)
    if concept.when:
        child(entry, "note", f"{concept.when.zh} / {concept.when.en}")
    for language, script in (("zh-Hans", str), ("zh-Hant", traditional)):
        section = child(entry, "langSec", **{LANG: CODES[language]})
        child(section, "descrip", script(term.definition.zh), type="definition")
        for number, form in enumerate((term.zh, *term.also)):
            _term(section, script(form), _ADMITTED if number else _PREFERRED)
    section = child(entry, "langSec", **{LANG: CODES["en"]})
    child(section, "descrip", term.definition.en, type="definition")
    for number, form in enumerate(concept.english):
        _term(section, form, _ADMITTED if number else _PREFERRED, "" if number else term.source or "")
    for rival in term.rivals:
        _term(section, rival.en, _DEPRECATED, rival.used_by)


def _term(section: Element, words: str, status: str, source: str = "") -> None:
    made = child(section, "termSec")
    child(made, "term", words)
    child(made, "termNote", status, type=_STATUS)
    if source:
        child(made, "admin", source, type="source")
