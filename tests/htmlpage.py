"""A built page as the tests see it: ids, links, what it loads, and each run of text with the language it is in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
#: Elements whose text no reader sees.
UNSEEN = frozenset({"script", "style", "template"})
#: What makes a browser load something: element and attribute.
LOADS = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("embed", "src"), ("object", "data"),
         ("img", "srcset"), ("video", "src"), ("audio", "src"), ("form", "action"), ("use", "href")}  # fmt: skip
#: Kinds of <link> that name a page and load nothing.
NAMES = frozenset({"canonical", "alternate", "prev", "next", "license", "author"})


@dataclass
class Element:
    """An element: its attributes, its language (its own, or that of what holds it), and where its text runs."""

    tag: str
    attributes: dict[str, str]
    lang: str
    page: Page
    start: int
    end: int = -1

    @property
    def text(self) -> str:
        """Its text, without the numbers of notes (links of class ‘mark’) and without <pre>."""
        return "".join(run for marked, run in self.page.texts[self.start : self.end] if not marked)


@dataclass
class Page:
    """A parsed page."""

    path: Path
    elements: list[Element] = field(default_factory=list)
    #: Text with the element that directly holds it, in order.
    runs: list[tuple[Element, str]] = field(default_factory=list)
    #: What stands in elements whose text no reader sees, e.g. scripts, with the element that holds it.
    unseen: list[tuple[Element, str]] = field(default_factory=list)
    #: The same text, and whether it is the number of a note, or written for a program (a citation, in <pre>).
    texts: list[tuple[bool, str]] = field(default_factory=list)

    @property
    def lang(self) -> str:
        """The language of the whole page."""
        return next(element.lang for element in self.elements if element.tag == "html")

    @property
    def ids(self) -> list[str]:
        """Every id, in order, as often as it stands."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def element(self, element_id: str) -> Element:
        """Return the only element with this id."""
        (found,) = [element for element in self.elements if element.attributes.get("id") == element_id]
        return found

    def links(self) -> list[str]:
        """Return the addresses that the page offers: of <a>, and of <link> to other languages."""
        return [
            element.attributes["href"]
            for element in self.elements
            if "href" in element.attributes
            and (element.tag == "a" or (element.tag == "link" and set(element.attributes["rel"].split()) & NAMES))
        ]

    def loads(self) -> list[str]:
        """Return the addresses that a browser loads to show the page."""
        found = [e.attributes[name] for e in self.elements for name in e.attributes if (e.tag, name) in LOADS]
        found += [
            e.attributes["href"]
            for e in self.elements
            if e.tag == "link" and not set(e.attributes["rel"].split()) & NAMES
        ]
        return found


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        lang = attributes.get("lang") or (self.open[-1].lang if self.open else "")
        element = Element(tag, attributes, lang, self.page, len(self.page.texts))
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._closed()

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open):
            while self._closed().tag != tag:
                pass

    def _closed(self) -> Element:
        element = self.open.pop()
        element.end = len(self.page.texts)
        return element

    def handle_data(self, data: str) -> None:
        if not self.open:
            return
        if any(element.tag in UNSEEN for element in self.open):
            self.page.unseen.append((self.open[-1], data))
            return
        self.page.runs.append((self.open[-1], data))
        marked = any(e.tag == "pre" or "mark" in e.attributes.get("class", "").split() for e in self.open)
        self.page.texts.append((marked, data))


@cache
def parse(path: Path) -> Page:
    """Return the page in an HTML file."""
    page = Page(path)
    reader = _Reader(page)
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return page


@cache
def pages(site: Path) -> tuple[Page, ...]:
    """Return every page of a site."""
    return tuple(parse(path) for path in sorted(site.rglob("*.html")))
