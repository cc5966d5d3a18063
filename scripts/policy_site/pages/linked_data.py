"""Linked data: what a page is about, in the words of schema.org (JSON-LD), for search engines and other machines.

In: a built page, the library and the address of the site. Out: nodes as plain data, or a script element.

Guarantees:
1. Nothing is said that the page does not show; words that the editors supplied stand in brackets, a day that they
   supplied is left out, and so is the day of the page that carried an official document, which did not publish it. The
   standing of a document is not said at all: it takes a sentence, not a code.
2. Without an address no node has an @id or a url, and there is no trail (search engines want its addresses whole).
3. FAQPage stands on the page of one question alone, where the whole answer is printed. The rules of the search engines
   allow a question once a site: so neither the list of questions nor the answers of each document are marked up again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..library import Library
from ..rendering.markup import data_script, joined
from ..sources.records import Document, Period, Statement
from ..text.edition import Edition
from . import addresses
from .catalog import Catalog
from .sharing import HOME, BuiltPage
from .supplied import bracketed

Node = dict[str, Any]
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
#: Which page lists the pages of a folder.
_LISTED = {
    "policies": addresses.documents().web,
    "topics": addresses.page("topics").web,
    "for": addresses.page("audiences").web,
    "questions": addresses.page("questions").web,
    "concordance": addresses.page("glossary").web,
    **{f"by-{what}": addresses.documents().web for what in ("place", "province", "year", "kind")},
    **{name: addresses.page(name).web for name in "measures ledger targets units names timeline coverage".split()},
}
#: What a data file is, by the end of its name.
MEDIA = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".tmx": "application/x-tmx+xml",
    ".tbx": "application/x-tbx",
    ".xlf": "application/xliff+xml",
}


@dataclass(frozen=True)
class Web:
    """The site as machines see it: where it is published, what it holds, the names of its data files and pages."""

    address: str
    library: Library
    data: Sequence[str]
    titles: Mapping[str, str]

    def url(self, path: str) -> Node:
        """Return the url of what stands at ``path``, for a node; nothing without an address."""
        return {"url": self.address + path} if self.address else {}


def script(page: BuiltPage, web: Web) -> Markup:
    """Return the script element that holds the nodes of a page; nothing if there are none."""
    found = list(nodes(page, web))
    if not found:
        return joined(())
    text = json.dumps({"@context": "https://schema.org", "@graph": found}, ensure_ascii=False, separators=(",", ":"))
    return data_script("application/ld+json", text)


def nodes(page: BuiltPage, web: Web) -> Iterator[Node]:
    """Yield what a page is about, and the trail that leads to it."""
    catalog = Catalog(page.locale, web.library.home.collection)
    editions = {edition.slug: edition for edition in web.library.editions}
    edition = editions.get(page.document)
    if page.name == HOME:
        yield _site(page, web)
        yield _dataset(page, web, catalog)
    elif edition and page.name == addresses.text(edition.slug).web:
        yield _translation(edition, page, web, catalog)
    elif edition:
        yield work(edition, web, catalog)
    elif page.name == addresses.page("glossary").web:
        yield _terms(page, web, catalog)
    elif page.name.startswith("questions/"):
        yield from _asked(page, web, catalog)
    if web.address:
        yield from _trail(page, web)


def work(edition: Edition, web: Web, catalog: Catalog) -> Node:
    """Return a document as its issuers wrote it: a NewsArticle if it is publicity, else Legislation."""
    record = edition.record
    publicity = record.publicity
    node: Node = {"@type": "NewsArticle" if publicity else "Legislation", "inLanguage": "zh"}
    page = addresses.text(edition.slug).web
    node |= {"@id": f"{web.address}zh-Hans/{page}#work"} if web.address else {}
    node |= {"headline" if publicity else "name": bracketed(record.title, catalog)}
    node |= {"alternateName": catalog.pick(record.short_title), "genre": catalog.genre(record)}
    node |= {
        "description": " ".join(catalog.pick(point) for point in edition.sources.summary.points("in_one_sentence"))
    }
    return node | (_article(record, catalog) if publicity else _legislation(record, catalog))


def _article(record: Document, catalog: Catalog) -> Node:
    issuers = _organizations(record.issuers, catalog)
    node: Node = {"author": issuers, "publisher": issuers[:1]} if issuers else {}
    day = record.published
    return node | ({"datePublished": day.value.isoformat()} if day and day.basis != "supplied" else {})


def _legislation(record: Document, catalog: Catalog) -> Node:
    """Return what schema.org's Legislation asks for; each part only where the document or its pages give it."""
    node: Node = {
        "legislationType": catalog.genre(record),
    }
    if record.place:
        node["legislationJurisdiction"] = {"@type": "AdministrativeArea", "name": catalog.pick(record.place)}
    if record.document_number:
        node["legislationIdentifier"] = _in_chinese(record.document_number, catalog)
    if record.dated and record.dated.basis != "supplied":
        node["legislationDate"] = record.dated.value.isoformat()
    if record.issuers:
        node["legislationPassedBy"] = _organizations(record.issuers, catalog)
    return node | _years(record.period)


def _in_chinese(number: Statement, catalog: Catalog) -> str:
    """Return a document number as it is printed, whatever the page's language; it identifies as it stands."""
    return f"〔{catalog.chinese(number.zh)}〕" if number.basis == "supplied" else catalog.chinese(number.zh)


def _years(period: Period | None) -> Node:
    return {"temporalCoverage": period.value} if period else {}


def _organizations(issuers: Iterable[Statement], catalog: Catalog) -> list[Node]:
    return [{"@type": "GovernmentOrganization", "name": bracketed(issuer, catalog)} for issuer in issuers]


def _translation(edition: Edition, page: BuiltPage, web: Web, catalog: Catalog) -> Node:
    """Return our English of a document, with the document as the work that it translates."""
    record, original = edition.record, work(edition, web, catalog)
    english = Catalog("en")
    name = "headline" if original["@type"] == "NewsArticle" else "name"
    node: Node = {"@type": original["@type"], name: bracketed(record.title, english), "inLanguage": "en"}
    node |= web.url(page.path) | {"license": LICENSE, "isAccessibleForFree": True}
    node |= {"creditText": catalog.pick(record.translation)} if record.translation else {}
    node |= {"description": catalog.message("status.unofficial"), "translationOfWork": original}
    return node | {"publisher": _ours(page)}


def _ours(page: BuiltPage) -> Node:
    return {"@type": "Organization", "name": page.site}


def _site(page: BuiltPage, web: Web) -> Node:
    node = {"@type": "WebSite", "name": page.site, "description": page.description, "inLanguage": page.locale}
    return node | web.url(page.path) | {"license": LICENSE, "publisher": _ours(page)}


def _dataset(page: BuiltPage, web: Web, catalog: Catalog) -> Node:
    """Return the open data, with a download for each file."""
    files = [(name, media) for name in web.data for end, media in MEDIA.items() if name.endswith(end)]
    downloads = [
        {"@type": "DataDownload", "name": name, "encodingFormat": media}
        | ({"contentUrl": f"{web.address}data/{name}"} if web.address else {})
        for name, media in files
    ]
    return {
        "@type": "Dataset",
        "name": catalog.message("dataset.name"),
        "description": catalog.message("dataset.about", count=len(web.library.editions)),
        "inLanguage": ["zh-Hans", "zh-Hant", "en"],
        "license": LICENSE,
        "isAccessibleForFree": True,
        "creator": _ours(page),
        "distribution": downloads,
    } | web.url(page.path)


def _terms(page: BuiltPage, web: Web, catalog: Catalog) -> Node:
    """Return the glossary: each term in Chinese, its English, and what it means."""
    return {
        "@type": "DefinedTermSet",
        "name": page.title,
        "description": page.description,
        "license": LICENSE,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "termCode": term.id,
                "name": catalog.chinese(term.zh),
                "alternateName": term.en,
                "description": catalog.pick(term.definition),
            }
            | web.url(f"{page.path}#{term.id}")
            for term in web.library.terms
        ],
    } | web.url(page.path)


def _asked(page: BuiltPage, web: Web, catalog: Catalog) -> Iterator[Node]:
    for question in web.library.questions.questions:
        if page.name == addresses.question(question.id).web:
            answer = {"@type": "Answer", "text": catalog.pick(question.answer)}
            asked = {"@type": "Question", "name": catalog.pick(question), "acceptedAnswer": answer}
            yield {"@type": "FAQPage", "inLanguage": page.locale, "mainEntity": [asked]} | web.url(page.path)


def _trail(page: BuiltPage, web: Web) -> Iterator[Node]:
    """Yield the way from the home page to this one."""
    if page.name == HOME:
        return
    folder = page.name.split("/")[0]
    explained = addresses.explained(page.document).web if page.document else ""
    steps = [HOME, _LISTED.get(folder, ""), explained, page.name]
    names = [name for name in dict.fromkeys(steps) if name in web.titles]
    items = [
        {
            "@type": "ListItem",
            "position": place,
            "name": web.titles[name],
            "item": f"{web.address}{page.locale}/{name}",
        }
        for place, name in enumerate(names, start=1)
    ]
    yield {"@type": "BreadcrumbList", "itemListElement": items}
