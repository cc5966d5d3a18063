"""Addresses: where each page of a locale stands, and how another page leads there.

In: what a page is about, e.g. a topic. Out: its file for MkDocs, its link in Markdown, its link in HTML.

Guarantees:
1. No other module and no template joins a path or writes the ending of a page.
2. An address holds letters, digits and the signs of addresses only; anything else is an error when the site is built.
3. Whatever a visitor chooses on a page stays in the query, e.g. measures.html?document=wuhan-2020&gives=plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..rendering.markup import address


@dataclass(frozen=True)
class Page:
    """A page by its path in the folder of a locale, without ending, e.g. policies/wuhan-2020/text.

    ``base`` leads from the page that links to that folder, e.g. ../ from topics/talent; ``at`` is an id on the page.
    """

    path: str

    @property
    def file(self) -> str:
        """The file that MkDocs reads."""
        return f"{self.path}.md"

    @property
    def web(self) -> str:
        """The file that a browser opens."""
        return f"{self.path}.html"

    def link(self, base: str = "", at: str = "", **query: str) -> Markup:
        """Return the address for a link in Markdown, which MkDocs checks."""
        return _joined(base + self.file, at, query)

    def href(self, base: str = "", at: str = "", **query: str) -> Markup:
        """Return the address for a link in HTML, which MkDocs leaves as it is."""
        return _joined(base + self.web, at, query)

    def beside(self) -> Page:
        """Return the page as its neighbors in the same folder call it: policies/wuhan-2020/text is text."""
        return Page(self.path.rpartition("/")[2])


def _joined(path: str, at: str, query: dict[str, str]) -> Markup:
    asked = "&".join(f"{name}={value}" for name, value in query.items() if value)
    return address(path + (f"?{asked}" if asked else "") + (f"#{at}" if at else ""))


def page(name: str) -> Page:
    """Return a page that stands beside the home page, e.g. compare."""
    return Page(name)


def documents() -> Page:
    """Return the list of documents."""
    return Page("policies/index")


def explained(slug: str) -> Page:
    """Return a document explained."""
    return Page(f"policies/{slug}/index")


def text(slug: str) -> Page:
    """Return the full text of a document."""
    return Page(f"policies/{slug}/text")


def brief(slug: str) -> Page:
    """Return a document on one page."""
    return Page(f"policies/{slug}/brief")


def answers(slug: str) -> Page:
    """Return all answers of a document."""
    return Page(f"policies/{slug}/answers")


def topic(name: str) -> Page:
    """Return the page of a topic."""
    return Page(f"topics/{name}")


def audience(name: str) -> Page:
    """Return the page for one kind of reader."""
    return Page(f"for/{name}")


def question(name: str) -> Page:
    """Return a question with its answers."""
    return Page(f"questions/{name}")


def concordance(letter: str) -> Page:
    """Return the concordance of the terms that begin with a letter."""
    return Page(f"concordance/{letter}")


def part(whole: Page, name: str) -> Page:
    """Return a part of a list that is too long for one page: timeline/2019, topics/talent/3."""
    return Page(f"{whole.path}/{name}")


def by(what: str, name: str) -> Page:
    """Return a part of the list of documents: by year, the documents of 2019."""
    return Page(f"by-{what}/{name}")


def script(name: str) -> str:
    """Return a script that a page asks for when a reader does, in the folder of the locale."""
    return f"assets/javascripts/{name}.js"


def fact(slug: str, name: str) -> str:
    """Return the id of a measure or target on the page that holds those of all documents: wuhan-2020-m55."""
    return f"{slug}-{name}"
