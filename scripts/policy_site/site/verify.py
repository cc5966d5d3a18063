"""Verify: the site that was built, before it takes the place of the last one.

In: the folder of the built site, and the templates that its pages were made with. Out: what was counted, and problems.

Guarantees:
1. Every page stands in every language; every link, in pages of all languages and between them, leads to a file and,
   where it names one, to an element; no id stands twice in a page.
2. Every page says its language, and so does every sentence and its translation.
3. A browser that opens a page asks no other host for anything, and runs no script but those of the templates.
4. No file is empty, or larger than what hosts of static sites take.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from ..pages.catalog import LOCALES
from ..sources.problems import Place, Problem
from .own_scripts import OwnScripts


def _any(*names: str) -> str:
    """Return the XPath of an attribute that has one of these names."""
    return f"*[{' or '.join(f'local-name() = {name!r}' for name in sorted(names))}]"


#: What Cloudflare Pages takes: 25 MiB a file, 20,000 files; GitHub Pages takes 100 MB a file and 1 GB in all.
MOST_BYTES, MOST_FILES, MOST_IN_ALL = 25 * 1024 * 1024, 20_000, 1_000_000_000
#: Elements that no page of ours has: each makes a browser load, run or move something.
_REFUSED = frozenset("applet base embed frame frameset iframe object portal".split())
#: Attributes whose address a browser fetches as it shows the page, or sends what a reader typed to.
_FETCHED = frozenset("action background code data formaction manifest ping poster src srcset".split())
#: What a reader follows, and no browser by itself.
_FOLLOWED = frozenset("a area blockquote q ins del".split())
#: Kinds of <link> that name a page and load nothing.
_NAMES = frozenset({"canonical", "alternate", "prev", "next", "license", "author", "cite-as", "describedby", "me"})
_LEADING = _any("action", "cite", "href", "src")
_ADDRESSES = _any("cite", "href", *_FETCHED)
#: Data for scripts, which no browser runs.
_DATA = frozenset({"application/json", "application/ld+json"})
#: What a reader may be led to outside.
_OUTWARD = frozenset({"http", "https", "mailto"})
#: Something that a style sheet or a script loads from another host, e.g. url(//x.y/z.png)
_REMOTE = re.compile(
    r"""(?:url\(|@import|image-set\(|import\(|importScripts\(|fetch\(|from)\s*["'(]*\s*(?:https?:)?//[\w.-]"""
)
#: What a browser passes over as it reads the scheme of an address, e.g. the tab in java\tscript:x
_PASSED_OVER = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


@dataclass(frozen=True)
class Counts:
    """What was looked at in a built site."""

    files: int = 0
    size: int = 0
    pages: int = 0
    ids: int = 0
    links: int = 0
    anchors: int = 0
    scripts: int = 0
    parts: int = 0

    def __str__(self) -> str:
        return (
            f"{self.pages} pages: {self.links} links ({self.anchors} to a place in a page) and {self.ids} ids hold, "
            f"{self.parts} parts say their language, {self.scripts} scripts are our own; "
            f"{self.files} files, {self.size / 1e6:.1f} MB."
        )


@dataclass(frozen=True)
class ReadPage:
    """A page of the built site, by its path there."""

    path: str
    root: etree._Element

    @classmethod
    def of(cls, path: str, text: str) -> ReadPage:
        """Return the page of a file; what is no page at all is an empty one."""
        root = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
        return cls(path, etree.Element("html") if root is None else root)

    def attributes(self, name: str) -> list[Attribute]:
        """Return all attributes of a name, or those that an XPath ‘*[…]’ picks, each with its element."""
        found = cast("list[Any]", self.root.xpath(f"//@{name}"))
        return [Attribute(each.getparent(), each.attrname.rpartition("}")[2], str(each)) for each in found]

    def elements(self, *tags: str) -> list[etree._Element]:
        """Return all elements of some names."""
        return list(self.root.iter(*tags))

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id stands."""
        return Counter(each.value for each in self.attributes("id"))

    def problem(self, element: etree._Element, code: str, message: str, remedy: str) -> Problem:
        """Return a problem at an element."""
        return Problem(Place(f"site/{self.path}", cast("int | None", element.sourceline) or 1), code, message, remedy)


@dataclass(frozen=True)
class Fault:
    """What is wrong with an element of a page, and how that is written, e.g. onclick."""

    element: etree._Element
    code: str
    written: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Attribute:
    """An attribute of an element."""

    element: etree._Element
    name: str
    value: str


def verify(site: Path, own: OwnScripts, address: str = "") -> tuple[Counts, tuple[Problem, ...]]:
    """Return what was counted in the site in folder ``site``, published at ``address``, and what is wrong with it."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    pages = {name: ReadPage.of(name, path.read_text("utf-8")) for name, path in files.items() if name.endswith(".html")}
    links = [link for page in pages.values() for link in _links(page, address)]
    problems = [
        *_sizes(files),
        *_languages(pages),
        *(problem for page in pages.values() for problem in (*_ids(page), *_safe(page, own), *_parts(page))),
        *(problem for link in links for problem in _dead(link, pages, files)),
        *_loose(files),
    ]
    counts = Counts(
        files=len(files),
        size=sum(path.stat().st_size for path in files.values()),
        pages=len(pages),
        ids=sum(len(page.ids) for page in pages.values()),
        links=len(links),
        anchors=sum(bool(link.fragment) for link in links),
        scripts=sum(len(page.elements("script")) for page in pages.values()),
        parts=sum(len(page.attributes("lang")) for page in pages.values()),
    )
    return counts, tuple(problems)


# ------------------------------------------------------------------------------------------------ files


def _sizes(files: dict[str, Path]) -> Iterator[Problem]:
    """Yield a problem for each file that is empty or too large, and for too many."""
    whole = 0
    for name, path in files.items():
        size = path.stat().st_size
        whole += size
        if not size and not name.endswith(".jsonl"):  # a collection without questions has none, line by line
            yield Problem(Place(f"site/{name}"), "V006", "The file is empty.", "See what makes it.")
        if size > MOST_BYTES:
            message = f"The file has {size / 1048576:.0f} MiB; hosts take {MOST_BYTES / 1048576:.0f}."
            yield Problem(Place(f"site/{name}"), "V006", message, "Part it.")
    if len(files) > MOST_FILES or whole > MOST_IN_ALL:
        message = f"The site has {len(files)} files and {whole / 1e6:.0f} MB; hosts take {MOST_FILES} and 1000 MB."
        yield Problem(Place("site"), "V006", message, "Part it.")


def _languages(pages: dict[str, ReadPage]) -> Iterator[Problem]:
    """Yield a problem for each page that does not stand in every language, or does not say which it is in."""
    for name, page in pages.items():
        locale, _, rest = name.partition("/")
        if locale not in LOCALES:
            continue
        lacking = [other for other in LOCALES if f"{other}/{rest}" not in pages]
        if lacking:
            message = f"The page does not stand in {', '.join(lacking)}."
            yield page.problem(page.root, "V001", message, "Write it in every language.")
        if page.root.get("lang") != locale:
            message = f"The page says the language ‘{page.root.get('lang') or ''}’, not ‘{locale}’."
            yield page.problem(page.root, "V003", message, "See the settings of this language.")


def _loose(files: dict[str, Path]) -> Iterator[Problem]:
    """Yield a problem for each style sheet, script and picture that loads from elsewhere or runs what is not ours."""
    for name, path in files.items():
        if path.suffix in {".css", ".js"}:
            found = _REMOTE.search(path.read_text("utf-8"))
            if found:
                message = f"The file loads from another host: {found[0]}."
                yield Problem(Place(f"site/{name}"), "V004", message, "Put what it loads into theme/.")
        elif path.suffix == ".svg":
            yield from _safe(ReadPage.of(name, path.read_text("utf-8")), OwnScripts(()))


# ------------------------------------------------------------------------------------------------ links


@dataclass(frozen=True)
class Link:
    """A link of a page to a place in the site: the file it leads to (None: outside the site), and the element."""

    page: ReadPage
    at: Attribute
    target: str | None
    fragment: str


def _links(page: ReadPage, address: str) -> Iterator[Link]:
    """Yield every address of a page that leads to a place in the site."""
    for at in page.attributes(_LEADING):
        relative = at.value
        if address and relative.startswith(address):
            relative = "../" * page.path.count("/") + relative.removeprefix(address)
        parts = urlsplit(relative)
        if relative and not parts.scheme and not parts.netloc:
            yield Link(page, at, target(page.path, unquote(parts.path)), unquote(parts.fragment))


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


def _dead(link: Link, pages: dict[str, ReadPage], files: dict[str, Path]) -> Iterator[Problem]:
    """Yield a problem if a link leads to no file or to no element."""
    if link.target is None or link.target not in files:
        message = f"The link ‘{link.at.value}’ leads to no file of the site."
    elif link.fragment and link.target in pages and link.fragment not in pages[link.target].ids:
        message = f"The link ‘{link.at.value}’ leads to no element of {link.target}."
    else:
        return
    yield link.page.problem(link.at.element, "V001", message, "Mend the address.")


def _ids(page: ReadPage) -> Iterator[Problem]:
    """Yield a problem for each id that stands more than once in a page."""
    for name, times in page.ids.items():
        if times > 1:
            first = next(each.element for each in page.attributes("id") if each.value == name)
            yield page.problem(first, "V002", f"The id ‘{name}’ stands {times} times.", "Name one of them otherwise.")


def _parts(page: ReadPage) -> Iterator[Problem]:
    """Yield a problem for each sentence, paragraph and heading of a document that does not say its language."""
    for at in page.attributes("id[not(../@lang)]"):
        classes = (at.element.get("class") or "").split()
        english = at.element.tag != "a" and at.value.endswith("-en") and at.value.removesuffix("-en") in page.ids
        if english or "s" in classes:
            message = f"‘{at.value}’ does not say its language."
            yield page.problem(at.element, "V003", message, "Give it a lang.")


# ------------------------------------------------------------------------------------------------ what a browser does


def _safe(page: ReadPage, own: OwnScripts) -> Iterator[Problem]:
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
        if _REMOTE.search(element.text or ""):
            yield Fault(element, "V004", "<style", "A style loads from another host.", "Remove it.")
    for at in page.attributes("*[starts-with(local-name(), 'on') or local-name() = 'srcdoc']"):
        yield Fault(at.element, "V005", at.name, f"<{at.element.tag}> has the handler {at.name}.", "Remove it.")
    for at in page.attributes("style[contains(., '(')]"):
        if "url(" in at.value.lower() or _REMOTE.search(at.value):
            message = f"The style of <{at.element.tag}> loads something."
            yield Fault(at.element, "V004", "style", message, "Remove it.")
    for at in page.attributes(_ADDRESSES):
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


def said(problems: Iterable[Problem]) -> str:
    """Return the problems as lines, at most thirty, with the number of the others."""
    lines = [str(problem) for problem in problems]
    more = [f"… and {len(lines) - 30} more."] if len(lines) > 30 else []
    return "\n".join([*lines[:30], *more])
