"""Rows: the Markdown extension that turns aligned lines into linked sentences.

In: paragraphs with one sentence a line, closed by an attribute list, e.g.

    第一句。
    第二句。
    {: #s1-p1 lang=zh-Hans }

Out: a paragraph with that id and language, in which each line is a sentence element s1-p1-1, s1-p1-2 …

Guarantees:
1. A page without this extension is still the readable document (plain Markdown and attribute lists).
2. A paragraph s1-p1-en holds the sentences s1-p1-1-en …, the partners of s1-p1-1 ….
3. A heading ‘中文 ‖ English’ holds two sentences, one in each language; a link ‘中文 ‖ English’, two elements.
4. The contents name such a heading in both languages, parted as in the heading, without the signs of notes;
   where a page has no headings below its title they name its run-in headings. Chinese in English is told apart there.
5. A reader of English has the English of each row, heading and line of the contents first; Markdown keeps one order.
6. A mark leads to its note, and the note back to the mark: #note-a1, #ref-a1 (#ref-a1-en in the English).
"""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.treeprocessors import Treeprocessor

from .breaks import let_titles_break
from .foreign import tag_chinese, tagged
from .markup import escaped
from .term_links import TermLinks, terms_of

#: An attribute list that ends a block and names a language, e.g. {: #s1-p1 lang=zh-Hans }; one without an id is
#: left to attr_list.
_ATTRIBUTES = re.compile(r"\s*\{:\s*([^}\n]*\blang=[^}\n]*)\}\s*$")
#: Between the two languages of a heading.
PARTING = " ‖ "
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


class _Sentences(Treeprocessor):
    """Wrap each line of a tagged paragraph or heading in an element of its own."""

    def __init__(self, md: Markdown, permalink: str, terms: TermLinks) -> None:
        super().__init__(md)
        self.permalink = permalink
        self.terms = terms

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for element in list(parent):
                if element.tag in _HEADINGS:
                    self.terms.new_section()
                self._tagged(element, parent)

    def _tagged(self, element: Element, parent: Element) -> None:
        """Put sentence elements into a block that an attribute list with a language closes."""
        found = _ATTRIBUTES.search(element.text or "") if element.tag in {"p", *_HEADINGS} else None
        if not found:
            return
        text = (element.text or "")[: found.start()]
        attributes, _ = get_attrs_and_remainder(found[1])
        if "id" not in dict(attributes):
            return
        _set(element, attributes)
        if element.tag != "p":
            _heading(element, text.split(PARTING))
            return
        block, partner = _block_id(element.get("id", ""))
        lines = [self.terms.linked(line, element.get("lang", "")) for line in text.split("\n")]
        _paragraph(element, lines)
        if not partner and self.permalink:
            _permalink(parent, block, self.permalink)


def _paragraph(element: Element, lines: list[str]) -> None:
    """Put one sentence element for each line into a paragraph; English sentences are parted by a space."""
    block, partner = _block_id(element.get("id", ""))
    element.text = None
    for number, line in enumerate(lines, start=1):
        span = _sentence(element, f"{block}-{number}{partner}", element.get("lang", ""), line.strip())
        span.tail = " " if partner and number < len(lines) else None


def _permalink(row: Element, block: str, label: str) -> None:
    """Add to a row the link to its paragraph."""
    link = SubElement(row, "a", {"class": "permalink", "href": f"#{block}"})
    link.set("aria-label", f"{label}: {block}")
    link.text = "¶"


def _heading(element: Element, texts: list[str]) -> None:
    """Put the languages of a heading into elements of their own."""
    block = element.get("id", "")
    language = element.attrib.pop("lang", "")
    element.text = None
    chinese = _sentence(element, f"{block}-1", language, texts[0].strip())
    if len(texts) > 1:
        chinese.tail = " "
        _sentence(element, f"{block}-1-en", "en", texts[1].strip())


def _set(element: Element, attributes: list[tuple[str, str]]) -> None:
    """Set attributes as attr_list would: ‘.’ adds a class."""
    for name, value in attributes:
        if name == ".":
            element.set("class", f"{element.get('class', '')} {value}".strip())
        else:
            element.set(name, value)


def _block_id(element_id: str) -> tuple[str, str]:
    """Part an element id into block id and language ending: s1-p1-en → s1-p1, -en."""
    block = element_id.removesuffix("-en")
    return block, element_id[len(block) :]


def _sentence(parent: Element, sentence_id: str, language: str, text: str) -> Element:
    span = SubElement(parent, "span", {"class": "s", "id": sentence_id, "lang": language})
    span.text = text
    return span


class _Definitions(Treeprocessor):
    """Put the definition of each term on the first link to it."""

    def __init__(self, md: Markdown, terms: TermLinks) -> None:
        super().__init__(md)
        self.terms = terms

    def run(self, root: Element) -> None:
        links = [link for link in root.iter("a") if link.get("class") == "term"]
        for link in {link.get("href"): link for link in reversed(links)}.values():
            self.terms.define(link)


class _Notes(Treeprocessor):
    """Join each mark with its note: names for both, and a way back from the note to its first mark."""

    def __init__(self, md: Markdown, note: str, back: str, language: str) -> None:
        super().__init__(md)
        self.note, self.back, self.language = note, back, language

    def run(self, root: Element) -> None:
        marked: set[str] = set()
        for sentence in root.iter("span"):
            if sentence.get("class") == "s":
                self._marks(sentence, marked)
        for note in root.iter("p"):
            number = note.find("strong")
            if note.get("class") == "note" and number is not None and number is note[0]:
                self._way_back(note, number)

    def _marks(self, sentence: Element, marked: set[str]) -> None:
        """Name the marks of a sentence; the first mark of a note in each language takes an id."""
        _, partner = _block_id(sentence.get("id", ""))
        for mark in sentence.iter("a"):
            if mark.get("class") != "mark":
                continue
            place = mark.get("href", "").replace("#note-", "ref-") + partner
            mark.set("aria-label", f"{self.note} {mark.text}")
            mark.set("lang", self.language)  # that of its name, whatever the sentence is in
            if place not in marked:
                mark.set("id", place)
                marked.add(place)

    def _way_back(self, note: Element, number: Element) -> None:
        """Make the number of a note a link to its mark."""
        place = note.get("id", "").replace("note-", "ref-")
        link = Element("a", {"class": "back", "href": f"#{place}", "title": self.back})
        link.set("aria-label", f"{number.text}: {self.back}")
        link.text, link.tail, number.tail = number.text, number.tail, None
        note[0] = link


class _BilingualLinks(Treeprocessor):
    """Put the languages of a link ‘中文 ‖ English’ into elements of their own."""

    def __init__(self, md: Markdown, script: str) -> None:
        super().__init__(md)
        self.script = script

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            chinese, parting, english = (link.text or "").partition(PARTING)
            if parting:
                link.text = None
                for language, text in ((self.script, chinese), ("en", english)):
                    SubElement(link, "span", {"lang": language}).text = text
                link[0].tail = " "


class _Foreign(Treeprocessor):
    """Tag Chinese inside English."""

    def __init__(self, md: Markdown, page_language: str, script: str) -> None:
        super().__init__(md)
        self.page_language = page_language
        self.script = script

    def run(self, root: Element) -> None:
        tag_chinese(root, self.page_language, self.script, self.md.htmlStash.rawHtmlBlocks)


class _NotSearched(Treeprocessor):
    """Leave out of the search what the index holds already (sentences) and what is no word (the signs of links).

    The sign of a heading is for the eye and the pointer alone: a voice would read it as a part of the heading.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            classes = element.get("class", "").split()
            if "permalink" in classes or "headerlink" in classes or any(one.get("class") == "s" for one in element):
                element.set("data-search-exclude", "")
            if "headerlink" in classes:
                element.set("aria-hidden", "true")
                element.set("tabindex", "-1")


class _Contents(Treeprocessor):
    """Say what the contents list of a heading in two languages: its words without the signs of notes."""

    def __init__(self, md: Markdown, english_first: bool) -> None:
        super().__init__(md)
        self.english_first = english_first

    def run(self, root: Element) -> None:
        for heading in root.iter():
            if heading.tag not in _HEADINGS:
                continue
            texts = [unescape(_words(part)).strip() for part in heading if part.get("class") == "s"]
            if texts:
                heading.set("data-toc-label", PARTING.join(texts[::-1] if self.english_first else texts))


def _words(element: Element) -> str:
    """Return the text of an element without the signs of its notes."""
    inner = ("" if part.get("class") == "mark" else _words(part) for part in element)
    tails = (part.tail or "" for part in element)
    return (element.text or "") + "".join(word for pair in zip(inner, tails, strict=True) for word in pair)


class _RunIns(Treeprocessor):
    """List the run-in headings of a page in its contents where it has no other headings below its title."""

    def __init__(self, md: Markdown, english_first: bool) -> None:
        super().__init__(md)
        self.english_first = english_first

    def run(self, root: Element) -> None:
        tokens: list[dict[str, Any]] = self.md.toc_tokens  # type: ignore[attr-defined]  # the table of contents made it
        if len(tokens) == 1 and not tokens[0]["children"]:
            rows = (row for row in root.iter("div") if "kind-run-in" in row.get("class", "").split())
            tokens[0]["children"] = [_entry(row, self.english_first) for row in rows]


def _entry(row: Element, english_first: bool) -> dict[str, Any]:
    """Return a line of the contents as Python-Markdown has it, for a row: 中文 ‖ English."""
    sides = [side for side in row.findall("p") if side.get("id")]
    texts = [unescape(_words(side)).strip() for side in sides]
    name = escape(PARTING.join(texts[::-1] if english_first else texts))
    return {"level": 2, "id": sides[0].get("id"), "name": name, "html": name, "data-toc-label": name, "children": []}


class _TitleBreaks(Treeprocessor):
    """Let Chinese titles break between their words."""

    def __init__(self, md: Markdown, page_language: str) -> None:
        super().__init__(md)
        self.page_language = page_language

    def run(self, root: Element) -> None:
        let_titles_break(root, self.page_language)


class _OwnFirst(Treeprocessor):
    """Put the English of each row and heading before its Chinese."""

    def run(self, root: Element) -> None:
        for block in root.iter():
            headed = block.tag in _HEADINGS
            sides = [
                side for side in block if (side.get("class") == "s" if headed else side.tag == "p" and side.get("lang"))
            ]
            if len(sides) == 2 and [side.get("lang") == "en" for side in sides] == [False, True]:
                _exchange(block, *sides)


def _exchange(parent: Element, one: Element, other: Element) -> None:
    """Let two children of an element change places; what follows each place stays."""
    first, second = list(parent).index(one), list(parent).index(other)
    one.tail, other.tail = other.tail, one.tail
    parent[first], parent[second] = other, one


class _ForeignContents(Treeprocessor):
    """Tag Chinese inside English in the lines of the contents, as in the headings that they name."""

    def __init__(self, md: Markdown, page_language: str, script: str) -> None:
        super().__init__(md)
        self.page_language = page_language
        self.script = script

    def run(self, root: Element) -> None:
        waiting: list[dict[str, Any]] = list(self.md.toc_tokens)  # type: ignore[attr-defined]  # as the contents made it
        while waiting:
            token = waiting.pop()
            waiting += token["children"]
            token["name"] = self._told_apart(token["name"])

    def _told_apart(self, name: str) -> str:
        """Return a line with the Chinese in its English tagged; the language of a side is told by its place."""
        if self.page_language == "en":
            english, parting, chinese = name.partition(PARTING)
            return f"{tagged(escaped(unescape(english)), self.script)}{parting}{chinese}"
        chinese, parting, english = name.rpartition(PARTING)
        return f"{chinese}{parting}{tagged(escaped(unescape(english)), self.script)}" if parting else name


class RowsExtension(Extension):
    """Register the processors of rows."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "permalink": ["", "label of the link that each paragraph carries; none if empty"],
            "note": ["Note", "what a voice says before the number of a note"],
            "back": ["Back to the text", "label of the link from a note to the text"],
            "glossary": ["", "path of glossary.yml; no links to terms if empty"],
            "script": ["zh-Hans", "script of the Chinese on the page"],
            "language": ["en", "language of the page"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # the name is Python-Markdown's
        """Run before inline patterns (sentences), after attribute lists (definitions), before the contents are made."""
        script, english = self.getConfig("script"), self.getConfig("language") == "en"
        terms = TermLinks(partial(terms_of, Path(self.getConfig("glossary")), script))
        md.treeprocessors.register(_Sentences(md, self.getConfig("permalink"), terms), "policy_sentences", 30)
        md.treeprocessors.register(_Definitions(md, terms), "policy_definitions", 7)  # after attribute lists (8)
        md.treeprocessors.register(_BilingualLinks(md, script), "policy_bilingual_links", 6.6)
        notes = _Notes(md, self.getConfig("note"), self.getConfig("back"), self.getConfig("language"))
        md.treeprocessors.register(notes, "policy_notes", 6.5)  # before Chinese in a note is tagged
        md.treeprocessors.register(_Foreign(md, self.getConfig("language"), script), "policy_foreign", 6)
        md.treeprocessors.register(_Contents(md, english), "policy_contents", 5.5)  # before the table of contents (5)
        md.treeprocessors.register(_NotSearched(md), "policy_not_searched", 3)  # the table of contents brings its signs
        if "toc" in md.treeprocessors:
            md.treeprocessors.register(_RunIns(md, english), "policy_run_ins", 4)
            lines = _ForeignContents(md, self.getConfig("language"), script)
            md.treeprocessors.register(lines, "policy_foreign_contents", 3.5)
        md.treeprocessors.register(_TitleBreaks(md, self.getConfig("language")), "policy_title_breaks", 2.5)
        if english:  # the last, so that all others know one order
            md.treeprocessors.register(_OwnFirst(md), "policy_own_first", 2)


def makeExtension(**options: Any) -> RowsExtension:  # the name is Python-Markdown's
    """Return the extension; the entry point that Python-Markdown looks for."""
    return RowsExtension(**options)
