"""Holdings: which documents hold a term, so that a browser loads those alone that a query can find.

In: the lines of each document. Out: every term with the documents that hold it, in shards by its first characters.

Guarantees:
1. A document that holds a character, two characters side by side, a word, a figure or a provision is listed under it.
   So what is listed nowhere stands nowhere, and a longer piece stands only where all its pairs are listed.
2. Texts are read as theme/assets/javascripts/search-engine.js reads them (tests/search/test_search_parts.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from .groups import Group

_HAN = "\u3400-\u9fff〇"
#: What stays of a text without its marks; the point of 1.8 and the sign of r&d do.
_KEPT = re.compile(rf"[{_HAN}a-z0-9%]|(?<=[0-9])\.(?=[0-9])|(?<=[a-z0-9])&(?=[a-z0-9])")
#: e.g. r&d, high, children's, 1,504, 10.11%, 19th
_WORD = re.compile(r"[a-z]+(?:&[a-z]+)*[a-z0-9]*(?:'[a-z]+)?|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?[a-z]*")
#: Ideographs, and characters side by side of which one is an ideograph: the 5g, g技 and 技术 of 5g技术 but the first
_ONE, _PAIR = re.compile(f"[{_HAN}]"), re.compile(f"(?=([{_HAN}].|.[{_HAN}]))")
#: e.g. the end of children's
_ENDING = re.compile("'s?$")
#: e.g. high-tech, which is read as hightech too
_HYPHENED = re.compile(r"[a-z]+(?:-[a-z]+)+")
_FIGURE = re.compile(
    r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    r"(?:[多余几]?(万亿|亿|万|千|百)(?!分)|[ -]?(trillion|billion|bn|million|mn|thousand|k)(?![a-z]))?"
    r"(%| ?per ?cent(?![a-z])|个百分点)?"
)  # e.g. 3700多万, 8.5万, 1,504, 70%, 4 billion
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "trillion": 10**12, "billion": 10**9,
           "bn": 10**9, "million": 10**6, "mn": 10**6, "thousand": 1000, "k": 1000}  # fmt: skip
#: What stands before figures and provisions among the terms: #40, @s3.1
FIGURE, PLACE = "#", "@"
#: A list of documents is written as steps from one to the next, each one character from here on, but for \.
_FIRST, _LEFT_OUT = ord("#"), ord("\\")
_SURROGATES = 0xD800
#: The characters of a shard; packed it is about a third.
_SHARD = 20_000


class Folding(dict[int, str]):
    """What characters are searched as, for ``str.translate``: Simplified, narrow, in lower case."""

    def __init__(self, fold: str, traditional: Mapping[str, str]) -> None:
        """Take the tables of the index: pairs of a form and what it is searched as, and the Traditional forms."""
        super().__init__()
        self._table = {form: simple for simple, form in traditional.items()}
        self._table |= dict(zip(fold[::2], fold[1::2], strict=True))

    def __missing__(self, code: int) -> str:
        """Return what a character is searched as."""
        unit = chr(code)
        wide = unicodedata.normalize("NFKC", unit)
        folded = (wide if len(wide) == 1 else unit).lower()
        folded = self._table.get(folded, folded) if len(folded) == 1 else unit
        if "\x7f" < folded < "\u0250":
            folded = unicodedata.normalize("NFD", folded)[0]  # é → e
        self[code] = "'" if folded in "’‘" else folded
        return self[code]


def terms(groups: Iterable[Group], said: Iterable[str], folding: Folding) -> set[str]:
    """Return every term of a document: of its groups, and of other words that lead to it."""
    found: set[str] = set()
    for group in groups:
        for line in group.lines:
            found |= terms_of(line.zh.translate(folding)) | terms_of(line.en.translate(folding))
        if group.kind == "clause":
            found |= {f"{PLACE}{place}" for line in group.lines for place in _places(line.anchor)}
    for form in said:
        found |= terms_of(form.translate(folding))
    return found


def words(text: str) -> set[str]:
    """Return the words of a folded text."""
    found = {_ENDING.sub("", word) for word in _WORD.findall(text)}
    return found | {word.replace("-", "") for word in _HYPHENED.findall(text)}


def terms_of(text: str) -> set[str]:
    """Return the terms of a folded line."""
    plain = "".join(_KEPT.findall(text))
    return {*_ONE.findall(plain), *_PAIR.findall(plain), *words(text), *(f"{FIGURE}{key}" for key in _figures(text))}


def _figures(text: str) -> Iterator[str]:
    """Yield the figures of a folded text by their values: 8.5万 → 85000, 70 percent → 70%."""
    for number, chinese, english, share in _FIGURE.findall(text):
        value = Decimal(number.replace(",", "")) * _SCALES.get(chinese or english, 1)
        yield f"{value.normalize():f}{'%' if share else ''}"


def _places(anchor: str) -> Iterator[str]:
    """Yield the provisions that a sentence stands in: s3.1-p2-1 → s3.1-p2-1, s3.1-p2, s3.1, s3."""
    while anchor:
        yield anchor
        anchor = re.sub(r"[.-]?[^.-]*$", "", anchor)


#: Every term with the numbers of the documents that hold it, in ascending order.
Lists = Mapping[str, Sequence[int]]


def lists(held: Iterable[set[str]]) -> Lists:
    """Return the documents of every term, from the terms of each document in order; those are not held."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(held):
        for term in own:
            found[term].append(number)
    return found


def shards(lists: Lists) -> Iterator[tuple[str, str]]:
    """Yield shards, each with its first term: lines of a term, a tab and the documents that hold it."""
    lines: list[str] = []
    size, first = 0, ""
    for term in sorted(lists):
        line = f"{term}\t{steps(lists[term])}"
        if size > _SHARD:
            yield first, "\n".join(lines)
            lines, size = [], 0
        first = first if lines else term
        lines.append(line)
        size += len(line)
    yield first, "\n".join(lines)


def steps(numbers: Iterable[int]) -> str:
    """Return ascending numbers as steps, one character each."""
    text, last = "", -1
    for number in numbers:
        code = _FIRST + number - last - 1
        code += code >= _LEFT_OUT
        if code >= _SURROGATES:
            raise ValueError("more documents than one index can list")
        text, last = text + chr(code), number
    return text


def vocabulary(lists: Lists) -> str:
    """Return all words of the documents, in order, one a line."""
    return "\n".join(sorted(term for term in lists if term[0].isascii() and term[0] not in f"{FIGURE}{PLACE}"))
