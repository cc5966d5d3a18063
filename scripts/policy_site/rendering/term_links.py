"""Term links: the first occurrence of a glossary term in a section leads to the glossary.

In: sentences of a page as Markdown. Out: the same with links, and the definitions as attributes of the links.

Guarantees:
1. The Markdown files stay free of these links; they are made when a page is rendered.
2. Without a script a term is a plain link; the attributes are for the tooltip.
3. A word of several senses is no link: ‘raise’ in the English may stand for another word than 提升.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

from ..english.terms import Matcher, chinese_matcher, english_matcher
from ..sources.records import Glossary, Term, read
from ..sources.yamlfile import parse
from ..text.scripts import traditional

#: From policies/<slug>/*.md to the glossary.
GLOSSARY_PAGE = "../../glossary.md"
#: A sign that stands for itself, e.g. &amp;, in which no term is looked for.
_ENTITY = re.compile(r"&#?\w+;")


@dataclass(frozen=True)
class Terms:
    """The terms of a glossary and how to find them on pages of one script."""

    by_id: Mapping[str, Term]
    chinese: Matcher
    english: Matcher
    script: Callable[[str], str]


def terms_of(path: Path, script: str) -> Terms:
    """Return the terms of the glossary in a file; none if there is no such file."""
    return _terms_of(path, path.stat().st_mtime_ns if path.is_file() else 0, script)


@cache
def _terms_of(path: Path, changed: int, script: str) -> Terms:
    """Read a glossary once for each state of the file: MkDocs asks again for every page."""
    glossary = read(Glossary, parse(str(path), path.read_text("utf-8"))[0])[0] if changed else None
    terms = tuple(term for term in glossary.terms if not term.senses) if glossary else ()
    convert = traditional if script == "zh-Hant" else str
    return Terms({term.id: term for term in terms}, chinese_matcher(terms, convert), english_matcher(terms), convert)


class TermLinks:
    """Links terms in the sentences of one page; remembers which terms the present section has shown."""

    def __init__(self, terms: Callable[[], Terms]) -> None:
        self._read = terms
        self._seen: set[tuple[str, str]] = set()

    @cached_property
    def _terms(self) -> Terms:
        """The terms, read when the first sentence is linked: MkDocs makes this for its settings too, and links none."""
        return self._read()

    def new_section(self) -> None:
        """Forget which terms have been shown."""
        self._seen.clear()

    def linked(self, text: str, language: str) -> str:
        """Return a sentence in Markdown with a link at each term that is new in this section."""
        matcher = self._terms.english if language == "en" else self._terms.chinese
        entities = {place for entity in _ENTITY.finditer(text) for place in range(*entity.span())}
        parts, last = [], 0
        for found in matcher.find(text):
            if (language, found.term) in self._seen or not entities.isdisjoint((found.start, found.end - 1)):
                continue
            self._seen.add((language, found.term))
            link = f"[{text[found.start : found.end]}]({GLOSSARY_PAGE}#{found.term}){{ .term }}"
            parts += [text[last : found.start], link]
            last = found.end
        return "".join([*parts, text[last:]])

    def define(self, link: Element) -> None:
        """Put the definition of a term, in both languages, on its link."""
        term = self._terms.by_id.get(link.get("href", "").partition("#")[2])
        if term:
            link.set("data-zh", self._terms.script(f"{term.zh}：{term.definition.zh}"))
            link.set("data-en", f"{term.en}: {term.definition.en}")
