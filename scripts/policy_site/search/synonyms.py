"""Synonyms: what readers type beside the words of the texts, and the words that a search leaves out.

In: terms, editions and search_words.yml. Out: pairs (what readers may type, what the texts write), and stop words.

Guarantee: nothing is read but search_words.yml, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ..english.pinyin import toneless
from ..sources.records import Term
from ..text.edition import Edition
from ..text.figures import spelled_out
from ..text.scripts import simplified


@cache
def search_words() -> dict[str, Any]:
    """Return what search_words.yml holds: everyday words, and the words that a search leaves out."""
    text = resources.files(__package__).joinpath("search_words.yml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def glossary_forms(terms: Iterable[Term]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield for each term what readers may type beside its own forms, and those forms.

    The English of a word of several senses is left out: it is of ordinary words, e.g. ‘through’ for 依托.
    """
    for term in terms:
        own = term.chinese_forms if term.senses else (*term.chinese_forms, *term.english_forms)
        rivals = (rival.en for rival in term.rivals)
        spelled = (plain for form in term.chinese_forms for plain in toneless(form))
        yield [*term.everyday.zh, *term.everyday.en, *rivals, *spelled], list(own)


def shared_forms() -> Iterator[tuple[list[str], list[str]]]:
    """Yield what readers type and what texts write, by search_words.yml."""
    return _pairs((entry["say"], entry["mean"]) for entry in search_words()["everyday"])


def everyday_forms(editions: Iterable[Edition]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the same by the everyday.yml of each document."""
    return _pairs((word.say, word.mean) for edition in editions for word in edition.everyday)


def _pairs(entries: Iterable[tuple[Iterable[str], Iterable[str]]]) -> Iterator[tuple[list[str], list[str]]]:
    for say, mean in entries:
        yield [form for form in map(simplified, say) if form not in mean], list(mean)


def figure_forms(chinese: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield a number in figures and in the words of the texts, for each large number that they write out: 500 and 五百.

    The checks read these words in the same way.
    """
    for words, value in dict(spelled_out(chinese)).items():
        yield [f"{value}"], [words]
