"""Markup: the one way by which text gets into a page.

In: strings that a person or a capture wrote. Out: markup, a type of its own, in which they mean nothing but themselves.

Guarantees:
1. Escaped text is good in Markdown, between the tags of HTML and in a quoted attribute: each sign that has a meaning
   in one of them is an entity.
2. Text stays on its line: whatever ends a line, and every control character, becomes a blank.
3. mypy refuses a string where markup is due, and only this module makes markup (a test looks).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

#: Characters with a meaning anywhere in a line; ‖ parts the two languages of a heading.
_SIGNS = re.compile(r"""[\\`*_\[\]{}<>&|"'‖]""")
#: What ends a line for a program that reads the page, or is no character at all, e.g. U+2028.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
#: A blank after a blank, e.g. of four that would open a block of code.
_BLANKS = re.compile(r"(?<= ) ")
#: What would open a list, heading, rule, fence or note at the start of a line, e.g. ‘1. Strengthen’, ---, !!!.
_OPENING = re.compile(r"^( ?(?:\d+(?=[.)](?:\s|$)))?)((?<=\d)[.)]|#|[-+](?=\s|-*\s*$)|=(?==*\s*$)|([!?=/~:])(?=\3\3))")
#: An address that the program makes itself, e.g. ../policies/wuhan-2020/text.md#s3.1-p1
_ADDRESS = re.compile(r"[\w./#?=&-]*", re.ASCII)


def escaped(text: object) -> Markup:
    """Return ``text`` so that a page prints it as it is; markup stays what it is."""
    if isinstance(text, Markup):
        return text
    return _escaped(str(text))


@lru_cache(maxsize=20_000)  # a name or a label stands on many pages
def _escaped(text: str) -> Markup:
    line = _SIGNS.sub(_entity, _BREAKS.sub(" ", text))
    return Markup(_OPENING.sub(lambda found: found[1] + _entity(found[2]), _BLANKS.sub("&#32;", line)))


def _entity(sign: re.Match[str] | str) -> str:
    """Return the entity of a sign: & is &amp;, [ is &#91;."""
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(sign[0], f"&#{ord(sign[0])};")


def markup(form: str, *values: object) -> Markup:
    """Return markup of our own in which each {} is a value: <b>{}</b>. A value that is no markup is escaped."""
    return Markup(form.format(*map(escaped, values)))


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Return parts as one, with markup of our own between them."""
    return Markup(between.join(parts))


def data_script(kind: str, text: str, name: str = "") -> Markup:
    """Return a script element that holds JSON, in which no < stands that could close it; ``name`` is its id."""
    own = f' id="{name}"' if name else ""
    return Markup(f'<script type="{kind}"{own}>{text.replace("<", chr(92) + "u003c")}</script>')


def lines(text: str) -> Markup:
    """Return a text that keeps its lines, for <pre> in HTML that no Markdown program reads."""
    return Markup("\n").join(escaped(line) for line in text.split("\n"))


def hashes(depth: int) -> Markup:
    """Return what opens a Markdown heading of ``depth``."""
    return Markup("#" * depth)


def address(text: str) -> Markup:
    """Return an address inside the site; raise ValueError for one that no program of ours makes."""
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f"‘{text}’ is no address inside the site")
    return Markup(text)
