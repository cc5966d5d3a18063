"""Machine text: the site as plain text for language models and scripts: llms.txt, and the full text beside it.

In: the library, the pages of the English site, and the address of the site. Out: two files of Markdown (llmstxt.org).

Guarantees:
1. llms.txt links to pages that there are; llms-full.txt holds every sentence of every document in both languages.
2. What we say and what a document says stand under headings of their own, and so does the standing of each document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..library import Library
from ..text.edition import Edition
from . import addresses
from .catalog import Catalog
from .labels import label
from .sharing import HOME, BuiltPage
from .supplied import bracketed

FULL = "llms-full.txt"
#: The pages that llms.txt names beside those of the documents and the questions.
_ACROSS = ("compare", "ledger", "targets", "measures", "units", "timeline", "glossary")
_ABOUT = ("about", "principles", "reading", "coverage")
_SLOTS = ("in_one_sentence", "why_now", "aims", "does", "responsible", "who_may_use", "does_not_say")


def files(library: Library, pages: Iterable[BuiltPage], address: str) -> Mapping[str, str]:
    """Return the two files by their names; ``pages`` are those of the English site."""
    by_name = {page.name: page for page in pages}
    return {"llms.txt": _text(_index(library, by_name, address)), FULL: _text(_full(library))}


def _text(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])


def _index(library: Library, pages: Mapping[str, BuiltPage], address: str) -> Iterator[str]:
    catalog = Catalog("en")
    home = pages[HOME]
    yield f"# {home.site}"
    yield f"\n> {home.description}"
    yield f"\n{catalog.message('llms.about')} {catalog.message('status.unofficial')}"
    yield f"\n## {catalog.message('list.title')}\n"
    for edition in library.editions:
        for page in (addresses.explained(edition.slug), addresses.text(edition.slug)):
            yield from _link(page, pages, address)
    questions = [addresses.question(question.id) for question in library.questions.questions]
    across, about = ([addresses.page(name) for name in names] for names in (_ACROSS, _ABOUT))
    for heading, listed in (("questions.title", questions), ("home.across", across), ("about.title", about)):
        found = [line for page in listed for line in _link(page, pages, address)]
        yield from [f"\n## {catalog.message(heading)}\n", *found] if found else []
    yield f"\n## {catalog.message('dataset.name')}\n"
    yield f"- [{FULL}]({address}{FULL}): {catalog.message('llms.full')}"
    yield f"- [data/documents.json]({address}data/documents.json): {catalog.message('llms.data')}"


def _link(page: addresses.Page, pages: Mapping[str, BuiltPage], address: str) -> Iterator[str]:
    """Yield the line of a page, if there is one."""
    built = pages.get(page.web)
    if built:
        yield f"- [{built.title}]({address}{built.path}): {built.description}"


def _full(library: Library) -> Iterator[str]:
    catalog = Catalog("en", library.home.collection)
    yield f"# {catalog.message('home.title')}"
    yield f"\n{catalog.message('llms.about')} {catalog.message('status.unofficial')}"
    for edition in library.editions:
        yield from _document(edition, catalog)
    for question in library.questions.questions:
        yield f"\n## {question.en}\n\n{question.zh}\n\n{question.answer.en}\n\n{question.answer.zh}"


def _document(edition: Edition, catalog: Catalog) -> Iterator[str]:
    record, chinese = edition.record, Catalog("zh-Hans")
    yield f"\n## {bracketed(record.title, catalog)}\n\n{bracketed(record.title, chinese)}\n"
    for name in ("document_number", "dated", "published"):
        found = getattr(record, name)
        if found:
            said = found.value.isoformat() if hasattr(found, "value") else bracketed(found, chinese)
            yield f"- {catalog.message(f'field.{name}')}: {said} ({catalog.message(f'basis.{found.basis}')})"
    for issuer in record.issuers:
        yield f"- {catalog.message('field.issuers')}: {bracketed(issuer, catalog)} {bracketed(issuer, chinese)}"
    if record.status:
        yield f"- {catalog.message('status.heading')}: {record.status.en} {record.status.zh}"
    yield f"\n### {catalog.message('explainer.summary')}"
    for slot in _SLOTS:
        for point in edition.sources.summary.points(slot):
            cited = ", ".join(label(target, catalog) for target in point.cites)
            yield f"\n{catalog.message(f'slot.{slot}')}: {point.en} {point.zh} ({cited})"
    yield f"\n### {catalog.message('card.text')}"
    for block in edition.blocks:
        yield f"\n[{label(block.id, catalog)}] {block.hans}\n{block.english}"
