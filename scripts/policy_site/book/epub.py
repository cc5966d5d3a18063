"""EPUB: the book of one locale as a file (EPUB 3.3, valid by EPUBCheck).

In: the library. Out: the bytes of an .epub file.

Guarantees:
1. The same library gives the same bytes; its identifier changes with its content, and with nothing else.
2. Every page is well-formed XML and says the language of each of its parts.
3. What the book holds is text, style and links inside it: no script, no picture, nothing from outside.
"""

from __future__ import annotations

import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..library import Library
from ..pages.catalog import Catalog
from ..pages.document import DocumentPage
from ..pages.facts import SiteFacts
from ..pages.glossary import term_views
from ..pages.questions import QuestionViews
from ..pages.templates import environment as pages_environment
from ..rendering.foreign import tagged
from ..rendering.markup import escaped
from ..sources.records import Locale
from .chapters import Chapter

#: The day that every build bears (see EPOCH in site/build.py), as EPUB writes it.
_MODIFIED = "2020-01-01T00:00:00Z"
_FIRST_DAY = (2020, 1, 1, 0, 0, 0)
#: A language as HTML has it; reading systems go by that of XML.
_LANG = re.compile(r'(?<= )lang="([\w-]+)"')


@dataclass(frozen=True)
class Part:
    """A page of the book: its file, its title, its content, and how deep it stands in the contents."""

    file: str
    title: str
    content: str
    depth: int = 0


def book(library: Library, locale: Locale) -> bytes:
    """Return the book of a locale."""
    catalog = Catalog(locale, library.home.collection)
    parts = list(_parts(library, catalog))
    style = resources.files(__package__).joinpath("templates/book.css").read_text("utf-8")
    content = {f"EPUB/{part.file}": part.content for part in parts} | {"EPUB/book.css": style}
    content["EPUB/nav.xhtml"] = _page("nav", catalog, contents=_nested(parts))
    digest = hashlib.sha256("\0".join(content.values()).encode()).hexdigest()
    number = uuid.uuid5(uuid.NAMESPACE_OID, digest)
    content["EPUB/package.opf"] = _rendered(
        "package.opf",
        catalog,
        parts=parts,
        number=number,
        modified=_MODIFIED,
        other="zh-Hans" if locale == "en" else "en",
    )
    content["META-INF/container.xml"] = _rendered("container.xml", catalog)
    return _packed(content)


def _parts(library: Library, catalog: Catalog) -> Iterator[Part]:
    """Yield the pages of the book in the order in which they are read."""
    views = SiteFacts(library, catalog)
    questions = QuestionViews(library.questions, views, catalog, library.audiences)
    editions = sorted(library.editions, key=lambda edition: edition.record.day_printed, reverse=True)
    pages = [DocumentPage(edition, catalog) for edition in editions]
    shared = {"questions": questions, "views": views, "by_slug": {each.slug: each for each in views.documents}}
    yield _part("title", catalog.message("home.title"), catalog, {"pages": pages})
    for page in pages:
        chapter = Chapter(page)
        values = {**shared, "chapter": chapter, "document": page}
        yield _part("explained", chapter.name, catalog, values, chapter.slug)
        if questions.all:
            title = catalog.message("answers.title", name=chapter.name)
            yield _part("answers", title, catalog, values, f"{chapter.slug}-answers", 1)
        title = catalog.message("text.head", name=chapter.name)
        yield _part("text", title, catalog, values, f"{chapter.slug}-text", 1)
    if questions.all:
        yield _part("questions", catalog.message("questions.title"), catalog, shared)
    if library.terms:
        terms = {"terms": term_views(library, catalog)}
        yield _part("glossary", catalog.message("glossary.title"), catalog, terms)


def _nested(parts: list[Part]) -> list[tuple[Part, list[Part]]]:
    """Return each page with those that stand under it in the contents."""
    nested: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.depth:
            nested[-1][1].append(part)
        else:
            nested.append((part, []))
    return nested


def _part(
    template: str, title: str, catalog: Catalog, values: Mapping[str, object], name: str = "", depth: int = 0
) -> Part:
    return Part(f"{name or template}.xhtml", title, _page(template, catalog, title=title, **values), depth)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("policy_site.book"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, auto_reload=False, autoescape=True,
    )  # fmt: skip
    environment.filters["tagged"] = pages_environment().filters["tagged"]
    environment.filters["english"] = _english
    return environment


def _english(text: str, catalog: Catalog) -> Markup:
    """Return English text, escaped, with its Chinese in elements of their own."""
    return tagged(escaped(text), catalog.chinese_script)


def _page(template: str, catalog: Catalog, **values: object) -> str:
    """Return a page of XHTML, each language named as XML names it too."""
    return _LANG.sub(r'lang="\1" xml:lang="\1"', _rendered(f"{template}.xhtml", catalog, **values))


def _rendered(template: str, catalog: Catalog, **values: object) -> str:
    return _environment().get_template(f"{template}.j2").render(c=catalog, m=catalog.message, **values)


def _packed(content: dict[str, str]) -> bytes:
    """Return the files as an EPUB container (OCF): the type first and unpacked, all of one day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in {"mimetype": "application/epub+zip", **dict(sorted(content.items()))}.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode(), compresslevel=9)
    return buffer.getvalue()
