"""By hand: what editors put under docs/ themselves, read before any page is made of it.

In: the project's folder, and the pages that the site knows. Out: a problem, at its line, for each thing that no page
may hold.

Guarantees:
1. A page is judged by what Markdown makes of it, so no way of writing an element or an address escapes.
2. Plain Markdown and HTML of text is never refused: what is refused runs, loads or leads away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import markdown

from ..pages.heads import Layout
from ..sources.files import content
from ..sources.problems import Place, Problem
from ..sources.yamlfile import CONTROL, parse
from .own_scripts import OwnScripts
from .safety import ReadPage, unsafe

_REMEDY = "Write it as text, a link or a picture of the site."
#: What reads the Markdown of a page in the settings too, as far as it can make an element or an attribute.
_EXTENSIONS = ("attr_list", "md_in_html", "tables", "admonition")
#: Between two lines of three hyphens at the head of a page.
_FRONT = re.compile(r"---[ \t]*\n(?:(.*?)\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = frozenset("title description layout hide under search".split())
#: What Jinja would take for its own in a template; in a page it is only text that looks wrong.
_TEMPLATE = re.compile(r"\{\{|\{%|\{#(?!\w)")
#: Markdown reads the brackets of one paragraph in a time that grows with the square of their number. Our longest page
#: has 10,000 characters, and no paragraph more than some brackets.
_MOST_CHARACTERS, _MOST_BRACKETS = 100_000, 500
#: Files that a browser runs or reads as a page, and that no build of ours has looked at.
_RUN = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".js", ".mjs", ".css", ".xml", ".wasm"})
#: The languages in which editors write; the third is made.
_WRITTEN = ("en", "zh-Hans")


def problems(root: Path, known: Iterable[str], made: Iterable[Path]) -> Iterator[Problem]:
    """Yield what is wrong with the files by hand; ``known`` are their pages, ``made`` what the build makes."""
    pages, others = frozenset(known), frozenset(made)
    for locale in ("en", "zh-Hans", "zh-Hant"):
        for path in sorted((root / "docs" / locale).rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and name not in others and not path.name.startswith("."):
                yield from _file(path, name, pages)
    for page_name in sorted(pages):
        there = [locale for locale in _WRITTEN if (root / "docs" / locale / page_name).is_file()]
        if len(there) == 1:
            message = f"The page stands in {there[0]} only."
            yield Problem(Place(f"docs/{there[0]}/{page_name}"), "G004", message, "Write it in both languages.")


def _file(path: Path, name: Path, pages: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong with one file."""
    place = Place(name.as_posix())
    inner = Path(*name.parts[2:]).as_posix()
    if path.suffix.lower() in _RUN:
        yield Problem(place, "G004", "A browser would run this file or show it as a page.", "Put it into theme/.")
    elif path.suffix.lower() == ".md" and inner not in pages:
        remedy = "Name it in HAND_WRITTEN (site/docs_folder.py) and write it in both languages, or move it."
        yield Problem(place, "G004", "The site does not know this page.", remedy)
    elif path.suffix.lower() in {".md", ".svg"}:
        try:
            text = content(path).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return  # docs_folder.unreadable says so
        yield from page(place.path, text) if path.suffix.lower() == ".md" else _unsafe(place.path, text, text)


def page(path: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with the text of a page."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        found = CONTROL.search(line)
        if found:
            message = f"Control character U+{ord(found[0]):04X}."
            yield Problem(Place(path, number, found.start() + 1), "G004", message, "Remove it.")
    if text.startswith("---"):
        yield from _front_matter(path, text)
    too_long = tuple(_too_long(path, text))
    yield from too_long
    if too_long:
        return
    body = _FRONT.sub(lambda found: "\n" * found[0].count("\n"), text, count=1) if _FRONT.match(text) else text
    try:
        html = markdown.markdown(body, extensions=list(_EXTENSIONS))
    except RecursionError:
        yield Problem(Place(path), "G004", "The page is nested too deeply for Markdown.", "Part it.")
        return
    yield from _unsafe(path, body, html)
    yield from _templates(path, body, html)


def _too_long(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for a page, and for a paragraph of one, that Markdown would not read in time."""
    if len(text) > _MOST_CHARACTERS:
        message = f"The page has {len(text)} characters, more than {_MOST_CHARACTERS}."
        yield Problem(Place(path), "G004", message, "Part it.")
    line = 1
    for paragraph in text.split("\n\n"):
        brackets = paragraph.count("[")
        if brackets > _MOST_BRACKETS:
            message = f"A paragraph has {brackets} opening brackets, more than {_MOST_BRACKETS}."
            yield Problem(Place(path, line), "G004", message, "Part it.")
        line += paragraph.count("\n") + 2


def _front_matter(path: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with the head of a page."""
    found = _FRONT.match(text)
    if not found:
        yield Problem(Place(path), "G004", "The head of the page has no end.", "Write --- below it.")
        return
    head, faults = parse(path, f"\n{found[1]}\n" if (found[1] or "").strip() else "{}")
    yield from (replace(fault, code="G004") for fault in faults)
    for key, value in head.data.items():
        place = head.key_place((key,))
        if key not in _KEYS:
            remedy = f"There are: {', '.join(sorted(_KEYS))}."
            yield Problem(place, "G004", f"The head of a page has no field ‘{key}’.", remedy)
        elif key == "layout" and value not in get_args(Layout):
            yield Problem(place, "G004", f"There is no layout ‘{value}’.", f"Write {' or '.join(get_args(Layout))}.")
        elif key in {"title", "description", "under"} and (not isinstance(value, str) or re.search('[<>"]', value)):
            yield Problem(place, "G004", f"‘{key}’ is no plain line.", 'Write one line without <, > and ".')


def _unsafe(path: str, text: str, html: str) -> Iterator[Problem]:
    """Yield a problem for all that would run or load in a page, where it stands in ``text``."""
    for fault in unsafe(ReadPage.of(path, f"<html><body>{html}</body></html>"), OwnScripts(())):
        yield Problem(_where(path, text, fault.written), "G004", fault.message, _REMEDY)


def _where(path: str, text: str, written: str) -> Place:
    """Return where something is written, or the head of the page if it is written in another way there."""
    at = text.lower().find(written.lower())
    if at < 0:
        return Place(path)
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _templates(path: str, text: str, html: str) -> Iterator[Problem]:
    """Yield a problem for each sign of a template outside code: nothing takes its place in a page."""
    root = ReadPage.of(path, f"<html><body>{html}</body></html>").root
    for code in list(root.iter("code", "pre")):
        code.text = ""
        del code[:]
    found = _TEMPLATE.search("".join(map(str, root.itertext())))
    if found:
        message = f"‘{found[0]}’ is of a template; in a page it stays as it is."
        yield Problem(_where(path, text, found[0]), "G004", message, "Remove it, or write it as code.")
