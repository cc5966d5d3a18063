"""Safety: what a browser would do with a page: what it runs, what it loads, and where it leads by itself.

In: the text of a page. Out: its elements and attributes, and a fault for each that is unsafe.

Guarantees:
1. A browser that opens a page without a fault asks no other host for anything, and runs no script but those of the
   templates.
2. A page is read once; all that is asked of it is answered from its elements in order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from lxml import etree

from ..sources.problems import Place, Problem
from .own_scripts import OwnScripts

#: Elements that no page of ours has: each makes a browser load, run or move something.
_REFUSED = frozenset("applet base embed frame frameset iframe object portal".split())
#: Attributes whose address a browser fetches as it shows the page, or sends what a reader typed to.
_FETCHED = frozenset("action background code data formaction manifest ping poster src srcset".split())
#: Attributes that lead somewhere at all.
LEADING = ("action", "cite", "href", "src")
_ADDRESSES = sorted({"cite", "href", *_FETCHED})
#: What a reader follows, and no browser by itself.
_FOLLOWED = frozenset("a area blockquote q ins del".split())
#: Kinds of <link> that name a page and load nothing.
_NAMES = frozenset({"canonical", "alternate", "prev", "next", "license", "author", "cite-as", "describedby", "me"})
#: Data for scripts, which no browser runs.
_DATA = frozenset({"application/json", "application/ld+json"})
#: What a reader may be led to outside.
_OUTWARD = frozenset({"http", "https", "mailto"})
#: Something that a style sheet or a script loads from another host, e.g. url(//x.y/z.png)
REMOTE = re.compile(
    r"""(?:url\(|@import|image-set\(|import\(|importScripts\(|fetch\(|from)\s*["'(]*\s*(?:https?:)?//[\w.-]"""
)
#: What a browser passes over as it reads the scheme of an address, e.g. the tab in java\tscript:x
_PASSED_OVER = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


class Attribute(NamedTuple):
    """An attribute of an element."""

    element: etree._Element
    name: str
    value: str


@cache
def _local(name: str) -> str:
    """Return the name of an attribute without that of its space."""
    return name.rpartition(":")[2].rpartition("}")[2]


@dataclass(frozen=True)
class ReadPage:
    """A page of the built site, by its path there."""

    path: str
    root: etree._Element

    @classmethod
    def of(cls, path: str, text: str | bytes) -> ReadPage:
        """Return the page of a file; what is no page at all is an empty one."""
        data = text.encode() if isinstance(text, str) else text
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
        return cls(path, etree.Element("html") if root is None else root)

    @cached_property
    def _attributes(self) -> Mapping[str, list[Attribute]]:
        """All attributes in order, by their names without the name of a space: xlink:href is href."""
        found: defaultdict[str, list[Attribute]] = defaultdict(list)
        for element in self.root.iter(etree.Element):
            for name, value in element.items():
                local = _local(str(name))
                found[local].append(Attribute(element, local, str(value)))
        return found

    def attributes(self, *names: str) -> list[Attribute]:
        """Return all attributes of some names, each with its element."""
        return [each for name in names for each in self._attributes.get(name, ())]

    @property
    def handlers(self) -> list[Attribute]:
        """The attributes that a browser runs."""
        return self.attributes(*sorted(name for name in self._attributes if name.startswith("on") or name == "srcdoc"))

    def elements(self, *tags: str) -> list[etree._Element]:
        """Return all elements of some names."""
        return list(self.root.iter(*tags))

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id stands."""
        return Counter(each.value for each in self.attributes("id"))

    def problem(self, element: etree._Element, code: str, message: str, remedy: str) -> Problem:
        """Return a problem at an element."""
        return Problem(Place(f"site/{self.path}", line_of(element)), code, message, remedy)


@dataclass(frozen=True)
class Fault:
    """What is wrong with an element of a page, and how that is written, e.g. onclick."""

    element: etree._Element
    code: str
    written: str
    message: str
    remedy: str


def line_of(element: etree._Element) -> int:
    """Return the line on which an element begins."""
    return cast("int | None", element.sourceline) or 1


def target(page: str, path: str) -> str | None:
    """Return the path in the site to which a relative address of a page leads, or None: ../x.html is x.html."""
    if not path:
        return page
    parts = [] if path.startswith("/") else page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join([*parts, "index.html"] if path.endswith("/") else parts)


def safe(page: ReadPage, own: OwnScripts) -> Iterator[Problem]:
    """Yield a problem for all that is unsafe in a page."""
    for fault in unsafe(page, own):
        yield page.problem(fault.element, fault.code, fault.message, fault.remedy)


def unsafe(page: ReadPage, own: OwnScripts) -> Iterator[Fault]:
    """Yield all by which a browser would run what is not ours, or ask another host."""
    for element in page.elements(*_REFUSED):
        yield Fault(element, "V005", f"<{element.tag}", f"A page holds <{element.tag}>.", "Remove it.")
    for element in page.elements("script"):
        if not _is_own(page, element, own):
            what = element.get("src") or " ".join((element.text or "").split())[:60]
            yield Fault(element, "V005", "<script", f"A script is not one of the templates’: {what}.", "Remove it.")
    for element in page.elements("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            yield Fault(element, "V005", "<meta", "A page leads away by itself.", "Remove the <meta>.")
    for element in page.elements("style"):
        if REMOTE.search(element.text or ""):
            yield Fault(element, "V004", "<style", "A style loads from another host.", "Remove it.")
    for at in page.handlers:
        yield Fault(at.element, "V005", at.name, f"<{at.element.tag}> has the handler {at.name}.", "Remove it.")
    for at in page.attributes("style"):
        if "url(" in at.value.lower() or REMOTE.search(at.value):
            message = f"The style of <{at.element.tag}> loads something."
            yield Fault(at.element, "V004", "style", message, "Remove it.")
    for at in page.attributes(*_ADDRESSES):
        yield from _address(at)


def _is_own(page: ReadPage, element: etree._Element, own: OwnScripts) -> bool:
    """Tell whether a script is data, a file of the theme, or stands so in a template."""
    source = element.get("src")
    if source is not None:
        leads = target(page.path, urlsplit(source).path)
        return not urlsplit(source).netloc and leads is not None and own.is_file(leads)
    return (element.get("type") or "").lower() in _DATA or own.holds(element.text or "")


def _address(at: Attribute) -> Iterator[Fault]:
    """Yield a fault if an address is fetched from elsewhere, or runs something when it is followed."""
    plain = _PASSED_OVER.sub("", at.value)
    found = _SCHEME.match(plain)
    scheme = found[1].lower() if found else ""
    outside = bool(scheme) or plain.replace("\\", "/").startswith("//")
    tag = str(at.element.tag)
    named = tag in _FOLLOWED or bool(tag == "link" and set((at.element.get("rel") or "").lower().split()) & _NAMES)
    if at.name not in {"href", "cite"} or not named:
        if outside and not (scheme == "data" and tag in {"img", "source"}):
            message = f"<{tag}> makes a browser ask another host, or run what it is given: {plain[:60]}."
            yield Fault(at.element, "V004", at.value, message, "Put what it loads into the site.")
    elif scheme and scheme not in _OUTWARD:
        yield Fault(at.element, "V005", at.value, f"A link has the scheme ‘{scheme}’.", "Use http or https.")
