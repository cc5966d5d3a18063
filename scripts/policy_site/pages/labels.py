"""Labels: how a reader names a place in a document.

In: the id of a provision, paragraph or sentence. Out: a short label, e.g. s3.1.1-p2-1 → § 3.1.1 ¶2:1.

Guarantees:
1. A label names the provision, the paragraph and the sentence that its id names, and adds nothing to them. The page
   ‘How to read and cite’ explains how to read it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..sources.records import Locale
from ..text.edition import Edition
from ..text.numerals import printed_number
from .catalog import Catalog

#: e.g. notice-p1, annex2-s1: the part of a document in which a place stands
_PART = re.compile(
    r"(?P<part>notice|annex|appendix|schedule|figure)(?P<which>[0-9]*[a-z]?(?:x[0-9]+)?)(?:-(?P<rest>.*))?"
)
#: e.g. title-1, signature-2-1, closing1: the parts of a document outside its provisions
_NAMED = re.compile(
    r"(?P<name>title|addressee|signature|date|remark|adopted|number|contact|occasion|present|copied|printed|closing|annexes)"
    r"(?P<order>(?<=signature)-\d+|-\d+(?=-\d)|\d+(?:x\d+)?|x\d+)?(?:-\d+)?"
)
#: e.g. p1-2, s3.1.1-r2, s2-p3, a12-p2, q1-p1, s1-t1.2-3, s2x2, s1-h1
_ID = re.compile(
    r"(?:(?P<kind>[sacbdeq])(?P<provision>[\d._x]+))?-?(?:p(?P<paragraph>\d+)|r(?P<run_in>\d+)|t(?P<table>[\d.]+)|h(?P<heading>\d+))?"
    r"(?:x\d+)?(?:-?(?P<sentence>\d+))?"
)
#: e.g. s3.2.2 of s3.2.2-p1-2, annex1-s2 of annex1-s2-r1
_PROVISION = re.compile(r"(?:(?:notice|annex|appendix|schedule)[0-9a-z]*-)?s\d[\d.x]*(?=-|$)")
_KINDS = {"c": "chapter", "b": "part", "d": "section", "e": "section", "q": "question"}


def label(target: str, catalog: Catalog) -> str:
    """Return the label of an id; ‘text’ and ‘record’ are named in words."""
    return _label(target, catalog.locale)  # no collection has words of its own for labels


@lru_cache(maxsize=50_000)
def _label(target: str, locale: Locale) -> str:
    catalog = Catalog(locale)
    if target in {"text", "record"}:
        return catalog.message(f"cites.{target}")
    inside = _PART.fullmatch(target)
    parts = [catalog.message(f"label.{inside['part']}") + _spaced(inside["which"], catalog)] if inside else []
    rest = (inside["rest"] or "") if inside else target
    named, found = _NAMED.fullmatch(rest), _ID.fullmatch(rest)
    if named:
        order = (named["order"] or "").lstrip("-x")
        parts += [catalog.message(f"label.{named['name']}"), order]
    elif found:
        parts += _place(found, catalog)
    else:
        return target
    return " ".join(filter(None, parts))


def provision(target: str) -> str:
    """Return the id of the numbered provision in which an id lies, or nothing: s3.2.2-p1-2 → s3.2.2."""
    found = _PROVISION.match(target)
    return found[0] if found else ""


def own_number(edition: Edition, target: str, catalog: Catalog) -> str:
    """Return the number by which the document itself would cite a place, as it is printed there: 三（二）2.

    A fragment lacks the headings that its first words stand under; they are named as GB/T 9704-2012 prints them.
    """
    own = provision(target)
    part, _, path = own.rpartition("s")
    printed = edition.numbers
    number = ""
    for level, value in enumerate(path.split("."), start=1) if path else ():
        id_ = f"{part}s{'.'.join(path.split('.')[:level])}"
        plain = value.partition("x")[0]
        step = printed.get(id_) or (printed_number(level, int(plain)) if plain.isdigit() else "")
        step = step.rstrip("、．. ")
        number = step if number and step.startswith(number) else number + step  # 1.2.3 holds the numbers above it
    return catalog.chinese(number)


def _spaced(which: str, catalog: Catalog) -> str:
    return f"{catalog.message('label.blank')}{which}" if which else ""


def _place(found: re.Match[str], catalog: Catalog) -> list[str]:
    """Return the words for a provision, a paragraph or a row, and a sentence in it."""
    part = found.groupdict()
    number = re.sub(r"x(\d+)", r" (\1)", (part["provision"] or "").replace("_", "-"))
    parts = [f"§ {number}"] if part["kind"] == "s" else []
    if part["kind"] == "a":
        article = f"{catalog.message('label.article')}{_spaced(number, catalog)}{catalog.message('label.article_end')}"
        parts = [article]
    elif part["kind"] in _KINDS:
        parts = [catalog.message(f"label.{_KINDS[part['kind']]}") + _spaced(number, catalog)]
    sentence = f":{part['sentence']}" if part["sentence"] else ""
    parts += [f"¶{part['paragraph']}{sentence}"] if part["paragraph"] else []
    parts += [f"¶{part['run_in']} {catalog.message('label.run_in')}"] if part["run_in"] else []
    parts += [f"{catalog.message('label.table')} {part['table']}{sentence}"] if part["table"] else []
    parts += [f"{catalog.message('label.run_in')} {part['heading']}"] if part["heading"] else []
    return parts
