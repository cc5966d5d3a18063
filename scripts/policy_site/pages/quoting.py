"""Quoting: how a page, and each place on it, is cited: in words, by GB/T 7714-2015, as BibTeX, RIS and CSL-JSON.

In: an edition or a page, and the words of a locale. Out: one template for each form. What only the reader's browser
knows is left in braces: {place}, {url}, {anchor}, {today}, {iso}, {y}, {m}, {d}; what stands between ‹ and › belongs to
the place and falls away with it. ``filled`` does what cite.js does.

Guarantees:
1. GB/T 7714 is made by citeproc-py from the style in styles/ (CSL, CC BY-SA 3.0), never by hand.
2. Words that the editors supplied stand in brackets, as ‘How to read and cite’ asks; a day too.
3. Each form of a text says that its English is no official translation; each form of a page of ours, that it is ours.
4. BibTeX and RIS name Latin words and Chinese ones as they are: UTF-8, no macros.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from babel.dates import format_date
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from ..sources.records import Day, Document
from ..text.edition import Edition
from . import addresses
from .catalog import Catalog
from .sharing import BuiltPage
from .supplied import bracketed, signed

#: Babel's names of the locales, and those of the styles.
_BABEL = {"en": "en_US", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}
_CSL = {"en": "en-US", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
_STYLE = "china-national-standard-gb-t-7714-2015-numeric.csl"
#: What the reader's browser fills in; a day and an address that the style can put in their places.
_LATER = ("place", "url", "today")
_SOME_DAY, _SOME_ADDRESS = "9999-12-31", "https://address.invalid/"
#: From here on only the first issuer is named, and the number of the others spelled out.
_MANY = 3
_NUMBERS = {"en": "no one two three four five six seven eight nine".split(), "zh": "〇一二三四五六七八九"}
#: What belongs to the place, e.g. ‹, {place}›
_OF_PLACE = re.compile("‹(.*?)›", re.DOTALL)
#: What is left for the browser, e.g. {url}
_LEFT = re.compile(r"\{(place|url|anchor|today|iso|y|m|d)\}")
#: Characters that BibTeX takes for commands, e.g. R&D
_SPECIAL = re.compile(r"([&%$#_])")


@dataclass(frozen=True)
class Work:
    """What is cited: who made it, its title and number, its day (ISO 8601, or nothing), and what a reader must know."""

    key: str
    authors: tuple[str, ...]
    title: str
    number: str
    day: str
    day_supplied: bool
    official: bool
    language: str
    site: str
    note: str
    #: What parts the place from the note, e.g. “. ”
    stop: str
    plain: str


def of_text(edition: Edition, catalog: Catalog, site: str) -> Work:
    """Return the text of a document as this site prints it."""
    record = edition.record
    day = record.day
    return Work(
        key=edition.slug,
        authors=tuple(bracketed(issuer, catalog) for issuer in record.issuers),
        title=bracketed(record.title, catalog),
        number=bracketed(record.document_number, catalog) if record.document_number else "",
        day=day.value.isoformat() if day else "",
        day_supplied=bool(day and day.basis == "supplied"),
        official=not record.publicity,
        language=_CSL[catalog.locale],
        site=site,
        note=_note(edition, day, catalog),
        stop=catalog.message("quote.stop"),
        plain=_plain(edition, catalog, "text", site),
    )


def of_page(page: BuiltPage, edition: Edition | None, catalog: Catalog) -> Work:
    """Return a page of ours: the explanation of a document, or any other."""
    explains = edition is not None and page.name == addresses.explained(edition.slug).web
    title = page.title
    plain = catalog.message("quote.page", site=page.site, title=title, **_left())
    if edition and explains:
        title = catalog.message("quote.explanation", title=bracketed(edition.record.title, catalog))
        plain = _plain(edition, catalog, "explainer", page.site)
    key = page.name.partition(".")[0].removesuffix("/index").replace("/", "-")
    note, stop = catalog.message("quote.note.page"), catalog.message("quote.stop")
    return Work(key, (page.site,), title, "", "", False, False, _CSL[catalog.locale], "", note, stop, plain)


def _note(edition: Edition, day: Day | None, catalog: Catalog) -> str:
    """Return what a reader of a citation must know of a text; forms that cannot bracket a day need it said."""
    notes = [catalog.message("quote.note.text", capture=edition.record.witness.sha256[:8])]
    notes += [catalog.message("quote.note.day")] if day and day.basis == "supplied" else []
    return catalog.message("quote.stop").join(notes)


def templates(work: Work) -> dict[str, str]:
    """Return each form of the citation of a work."""
    section = '  "section": "{place}",\n'
    csl = json.dumps([_csl(work)], ensure_ascii=False, indent=1).replace(section, f"‹{section}›")
    return {"plain": work.plain, "gbt": _gbt(work), "bibtex": _bibtex(work), "ris": _ris(work), "csl": csl}


def filled(form: str, template: str, details: Mapping[str, str]) -> str:
    """Return a citation with the details that a browser would give; without a place all that belongs to one goes."""
    text = _OF_PLACE.sub(r"\1" if details.get("place") else "", template)
    return _LEFT.sub(lambda found: _fitted(form, found[1], details.get(found[1], "")), text)


def _fitted(form: str, name: str, text: str) -> str:
    if form == "csl":
        return json.dumps(text, ensure_ascii=False)[1:-1]
    return _escaped(text) if form == "bibtex" and name == "place" else text


def _left() -> dict[str, str]:
    return {name: f"{{{name}}}" for name in _LATER}


# ------------------------------------------------------------------------------------------------ in words


def _plain(edition: Edition, catalog: Catalog, page: str, site: str) -> str:
    """Return the citation in words of a place in ‘text’ or ‘explainer’."""
    record = edition.record
    elements = [_title(record, catalog)]
    elements += [bracketed(record.document_number, catalog)] if record.document_number else []
    elements += [_day(day, catalog) for day in (record.day,) if day]
    comma, after = (", ", ", ") if catalog.locale == "en" else ("，", "：")
    work = after.join(filter(None, [_issuers(record, catalog), comma.join(elements)]))
    capture = record.witness.sha256[:8]
    return catalog.message(f"quote.{page}", work=work, capture=capture, site=site, **_left())


def _number(language: str, number: int) -> str:
    """Return a small number in words, a larger one in digits."""
    words = _NUMBERS[language]
    return words[number] if number < len(words) else str(number)


def _issuers(record: Document, catalog: Catalog) -> str:
    named = [bracketed(issuer, catalog) for issuer in record.issuers]
    if len(named) >= _MANY:
        others, all_of_them = _number("en", len(named) - 1), catalog.chinese(_number("zh", len(named)))
        return catalog.message("quote.issuers", first=named[0], others=others, all=all_of_them)
    return (" and " if catalog.locale == "en" else "、").join(named)


def _title(record: Document, catalog: Catalog) -> str:
    title = bracketed(record.title, catalog)
    return title if catalog.locale == "en" else f"《{title}》"


def _day(day: Day, catalog: Catalog) -> str:
    return signed(format_date(day.value, "long", _BABEL[catalog.locale]), day, catalog)


# ------------------------------------------------------------------------------------------------ by a style


def _gbt(work: Work) -> str:
    """Return the citation by GB/T 7714-2015: the number and the place as ‘other information on the title’.

    The style prints Latin names of persons in capitals, which is not for bodies: numbers stand for the names meanwhile.
    """
    item: dict[str, Any] = {"id": work.key, "type": "webpage", "language": work.language, "URL": _SOME_ADDRESS}
    item["author"] = [{"literal": f"⟦{number}⟧"} for number, _ in enumerate(work.authors)]
    item["title"] = f"{work.title}: {work.number}‹, {{place}}›" if work.number else f"{work.title}‹: {{place}}›"
    item["accessed"] = _parts(_SOME_DAY)
    item |= {"issued": _parts(work.day)} if work.day else {}
    style = _style("en-US" if work.language == "en-US" else "zh-CN")
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(work.key)]))
    text = str(bibliography.bibliography()[0]).removeprefix("[1]")
    for number, author in enumerate(work.authors):
        text = text.replace(f"⟦{number}⟧", author)
    if work.day_supplied:
        opening, closing = ("[", "]") if work.language == "en-US" else ("〔", "〕")
        text = text.replace(f"({work.day})", f"({opening}{work.day}{closing})")
    return text.replace(_SOME_DAY, "{iso}").replace(_SOME_ADDRESS, "{url}")


@cache
def _style(locale: str) -> CitationStylesStyle:
    path = resources.files(__package__).joinpath("styles", _STYLE)
    with resources.as_file(path) as file:
        return CitationStylesStyle(str(file), validate=False, locale=locale)


def _parts(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def _csl(work: Work) -> dict[str, Any]:
    """Return the work as an item of CSL-JSON (schema 1.0)."""
    item: dict[str, Any] = {"id": f"{work.key}{{anchor}}", "type": "webpage", "title": work.title}
    item["author"] = [{"literal": author} for author in work.authors]
    item |= {"number": work.number} if work.number else {}
    item |= {"issued": _parts(work.day)} if work.day else {}
    item |= {"container-title": work.site} if work.site else {}
    item |= {
        "section": "{place}",
        "note": f"‹{{place}}{work.stop}›{work.note}",
        "URL": "{url}",
        "language": work.language,
    }
    return item | {"accessed": {"date-parts": [["{y}", "{m}", "{d}"]]}}


# ------------------------------------------------------------------------------------------------ as files


def _bibtex(work: Work) -> str:
    """Return the work as an entry of BibTeX, with the fields of BibLaTeX for the day and the address."""
    note = f"‹{{place}}{work.stop}›{_escaped(work.note)}"
    fields = {
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in work.authors),
        "title": f"{{{_escaped(work.title)}}}",
        "number": _escaped(work.number),
        "date": work.day,
        "year": work.day[:4],
        "howpublished": _escaped(work.site),
        "note": note,
        "url": "{url}",
        "urldate": "{iso}",
        "langid": {"en-US": "english", "zh-CN": "chinese-simplified", "zh-TW": "chinese-traditional"}[work.language],
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{work.key}{{anchor}},", *lines, "}"])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("{", "(").replace("}", ")"))


def _ris(work: Work) -> str:
    """Return the work as a record of RIS: a government document, or an electronic source."""
    fields = [("TY", "GOVDOC" if work.official else "ELEC"), ("ID", f"{work.key}{{anchor}}")]
    fields += [("AU", author) for author in work.authors]
    fields += [("TI", work.title), ("IS", work.number), ("PY", work.day[:4]), ("DA", work.day.replace("-", "/"))]
    fields += [("SE", "{place}"), ("DP", work.site), ("N1", work.note), ("LA", work.language.split("-")[0])]
    fields += [("UR", "{url}"), ("Y2", "{y}/{m}/{d}")]
    lines = [f"{tag}  - {text}\n" for tag, text in fields if text]
    return "".join([*(f"‹{line}›" if "{place}" in line else line for line in lines), "ER  - "])
