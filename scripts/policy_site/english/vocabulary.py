"""Vocabulary: check the words that documents share, and the everyday words of one, against the texts.

In: the terms of the glossary or the words of everyday.yml, and editions. Out: problems.

Guarantees:
1. Every term, every word that shows a sense, and every word that an everyday word leads to stands in a text.
2. No id and no form stands twice in the glossary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..sources.problems import Problem
from ..sources.records import EverydayWords, Term
from ..sources.yamlfile import Path, YamlFile
from ..text.edition import Edition, whole_text


def check_glossary(terms: Sequence[Term], editions: Sequence[Edition], source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each id or form that stands twice, and each term that no text holds."""
    text = whole_text(editions)
    seen: set[str] = set()
    for number, term in enumerate(terms):
        path: Path = ("terms", number)
        for word in (term.id, *term.chinese_forms):
            if word in seen:
                remedy = "Join the two entries."
                yield Problem(source.place(path), "L001", f"‘{word}’ stands twice in the glossary.", remedy)
            seen.add(word)
        if not any(form in text for form in term.chinese_forms):
            message = f"‘{term.zh}’ occurs in no text."
            yield Problem(source.place((*path, "zh")), "L002", message, "Write it as a text prints it.")
        yield from _sense_faults(term, path, editions, source)


def _sense_faults(term: Term, path: Path, editions: Sequence[Edition], source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each word that is to show a sense and shares no sentence with the term."""
    sentences = (sentence.hans for edition in editions for sentence in edition.sentences)
    shared = [hans for hans in sentences if any(form in hans for form in term.chinese_forms)] if term.senses else []
    for number, sense in enumerate(term.senses):
        for place, word in enumerate(sense.beside):
            if not any(word in hans for hans in shared):
                at = source.place((*path, "senses", number, "beside", place))
                message = f"‘{word}’ shares no sentence with ‘{term.zh}’."
                yield Problem(at, "L002", message, "Write it as a text prints it.")


def check_everyday(record: EverydayWords, edition: Edition, source: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each word that an everyday word leads to and that neither the text nor its English holds."""
    text = "\n".join(f"{block.hans}\n{block.english}" for block in edition.blocks).lower()
    for number, word in enumerate(record.words):
        for place, form in enumerate(word.mean):
            if form.lower() not in text:
                message = f"‘{form}’ stands neither in the text nor in its English."
                at = source.place(("words", number, "mean", place))
                yield Problem(at, "L003", message, "Write it as the document does.")
