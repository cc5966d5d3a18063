"""Raw blocks: the HTML that templates write, put aside before anything reads the Markdown around it.

In: the Markdown of a page. Out: the same with a placeholder for each block of HTML that holds no Markdown; its ids.

Guarantees:
1. A page comes out as it does without this. Python-Markdown puts the same blocks aside, but reads them tag by tag, once
   for itself and once for MkDocs, which looks for ids: that took two fifths of the time of a page.
2. A block of which that is not certain is left to Python-Markdown: one with Markdown inside it, one that does not stand
   between blank lines, and all of a page that holds a comment, a script, or a tag that no template would write.
3. A block inside one with Markdown is put aside only where it asks for it: <div class="row" markdown="0">. Else
   Python-Markdown reads it and writes it anew, each attribute with a value and in the order of the alphabet.
4. MkDocs need not look for ids: those that it would find are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

#: After Python-Markdown has made white space even (30), before MkDocs (21) and Python-Markdown (20) read HTML.
_PRIORITY = 25
#: By which name MkDocs registers what looks for ids.
_OF_MKDOCS = "mkdocs_raw_html"
#: A tag as templates write it, e.g. <div class="row" markdown>, </p>, <br />
_ATTRIBUTES = r"""(?:\s+[a-z][a-z0-9-]*(?:="[^"<>`]*")?)*\s*"""
_TAG = re.compile(rf"</?[a-z][a-z0-9]*{_ATTRIBUTES}/?>")
#: What every tag begins with, and what Python-Markdown reads in ways of its own.
_ANY = re.compile(r"<[a-zA-Z/!?]")
_APART = re.compile(r"<(?:script|style|pre|textarea|canvas|math)\b")
#: The tag with which a block begins, the blanks before it and its element.
_BEGINS = re.compile(rf"^( *)<([a-z][a-z0-9]*){_ATTRIBUTES}>", re.MULTILINE)
#: The attribute of an element in which Python-Markdown looks for Markdown, e.g. <div class="row" markdown>
_MARKDOWN = re.compile(r"<[^<>]*\smarkdown\b")
#: What a block says in which no Markdown is to be looked for.
_AS_IT_STANDS = ' markdown="0"'
#: The id in a tag, and the name in that of an anchor.
_ID, _NAME = re.compile(r'\sid="([^"]*)"'), re.compile(r'<a\s(?:.*\s)?name="([^"]*)"', re.DOTALL)


class RawBlocks(Extension):
    """Puts raw blocks aside; ``ids`` are those of the page that was read last."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: frozenset[str] = frozenset()

    def extendMarkdown(self, md: Markdown) -> None:  # the name is Python-Markdown's
        """Read the HTML of a page before all others do."""
        self.ids = frozenset()
        md.preprocessors.register(_Aside(md, self), "policy_raw_blocks", _PRIORITY)


class _Aside(Preprocessor):
    def __init__(self, md: Markdown, told: RawBlocks) -> None:
        super().__init__(md)
        self._told = told

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        tags = _TAG.findall(text)
        if _APART.search(text) or len(tags) < len(_ANY.findall(text)):
            return lines
        self._told.ids = frozenset(_ids(tags))
        if _OF_MKDOCS in self.md.preprocessors:
            self.md.preprocessors[_OF_MKDOCS].run = _unread  # type: ignore[method-assign]
        parts: list[str] = []
        last = 0
        for start, end in _blocks(text, self.md):
            block = text[start:end].replace(_AS_IT_STANDS, "")
            parts += [text[last:start], "\n", self.md.htmlStash.store(f"{block}\n"), "\n\n"]
            last = end
        return "".join([*parts, text[last:]]).split("\n")


def _unread(lines: list[str]) -> list[str]:
    """Return the lines of a page: what MkDocs does with them, but for its look at the HTML in them."""
    return lines


def _ids(tags: Iterable[str]) -> Iterator[str]:
    """Yield the ids in tags."""
    for tag in tags:
        if '="' in tag:
            yield from map(unescape, (*_ID.findall(tag), *_NAME.findall(tag)))


def _blocks(text: str, md: Markdown) -> Iterator[tuple[int, int]]:
    """Yield where each block of HTML that Python-Markdown would put aside as it stands begins and ends."""
    place = inside = 0  # ``inside``: where the outermost element with Markdown ends
    while found := _BEGINS.search(text, place):
        place = found.end()
        if not md.is_block_level(found[2]):
            continue
        end = _end(text, found)
        if end is None:
            return
        asks = _AS_IT_STANDS in found[0]
        if place > inside and "<" in text[end : text.find("\n", end)]:  # what follows on the line is part of it
            return
        alone = not found[1] and text.startswith("\n\n", end) and text.endswith("\n\n", 0, found.start())
        if alone and (asks or (place > inside and not _MARKDOWN.search(text, found.start(), end))):
            yield found.start(), end
        if not asks and _MARKDOWN.match(found[0].lstrip()):
            inside = max(inside, end)
        else:
            place = end


def _end(text: str, begins: re.Match[str]) -> int | None:
    """Return where the element that begins here ends, or None: an element of its name may stand in it."""
    depth = 0
    for tag in _tags(begins[2]).finditer(text, begins.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


@cache
def _tags(name: str) -> re.Pattern[str]:
    """Return what finds the tags of elements of a name, e.g. <div class="row"> and </div>."""
    return re.compile(rf"""<(/?){name}\b[^<>]*>""")
