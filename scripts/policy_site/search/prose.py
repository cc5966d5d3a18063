"""Search prose: what a built page says beside the sentences and points that the index holds already.

In: the HTML of a page. Out: its sections, each with the lines under one heading.

Guarantees:
1. Every character of <article> that a reader sees is in exactly one line, except what `data-search-exclude` leaves out
   (what is indexed from the records, signs, what only a script fills) and links that repeat an address.
2. A line's anchor is the nearest id before it, so that a result leads to the place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _HEADINGS | frozenset(
    "p li tr dt dd div section blockquote summary details figcaption caption pre br ul ol dl table thead tbody figure "
    "header".split()
)
_CELLS = frozenset({"td", "th"})
_VOID = frozenset("br hr img input meta link source wbr col area base embed".split())
_SKIPPED_TAGS = frozenset("script style noscript template svg button nav form".split())
#: Nine tenths of some pages: clauses that open in place. Cut out before the parser, which would skip them slowly.
_CLAUSE = re.compile(r'<details class="clause"[^>]*\bdata-search-exclude\b.*?</details>', re.DOTALL)
#: A link to a sentence repeats its address, e.g. ../text.html#s3.1-p1-2.
_ADDRESS = re.compile(r"(?:^|/)text\.html#")
#: What is left of a list of such links.
_EMPTIED = re.compile(r"(?:[;；、,] *)+$")


@dataclass(frozen=True)
class Section:
    """The lines under one heading, each with its own anchor."""

    anchor: str
    title: str
    lines: tuple[tuple[str, str], ...]


class _SectionParser(HTMLParser):
    """Collect lines of <article>; a heading opens a section."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[tuple[str, str, list[tuple[str, str]]]] = []
        self.anchor = ""
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self._heading = False
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article":
            self._inside += 1
        if tag in _BLOCKS:
            self._end_line()
        elif tag in _CELLS:
            self._text.append(" ")
        if self._inside and tag in _HEADINGS:
            self._heading = True
        if tag not in _VOID:
            repeated = tag == "a" and bool(_ADDRESS.search(given.get("href") or ""))
            self._open.append((tag, repeated or "data-search-exclude" in given or tag in _SKIPPED_TAGS))
        if given.get("id") and self._inside and tag not in {"article", "span", "sup", "input"}:
            self.anchor = str(given["id"])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag in _HEADINGS:
            self._heading = False
        if tag == "article":
            self._inside -= 1
        while self._open and tag not in _VOID:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._inside and not any(skipped for _, skipped in self._open):
            self._text.append(data)

    def _end_line(self) -> None:
        line = _EMPTIED.sub("", " ".join("".join(self._text).split()))
        self._text = []
        if self._heading:
            self.sections.append((self.anchor, line, []))
        elif line:
            if not self.sections:
                self.sections.append((self.anchor, "", []))
            self.sections[-1][2].append((self.anchor, line))


def sections(html: str) -> tuple[Section, ...]:
    """Return the sections of a page that say anything; the first may have no title."""
    parser = _SectionParser()
    start, end = html.find("<article"), html.rfind("</article>")  # around it stand only menus
    article = html[start:end] + "</article>" if 0 <= start < end else html
    parser.feed(_CLAUSE.sub("", article))
    parser.close()
    found = (Section(anchor, title, tuple(lines)) for anchor, title, lines in parser.sections)
    return tuple(section for section in found if section.title or section.lines)
