"""Search index: what the reader's browser searches, as two scripts.

In: the library, and the built HTML of the pages that it fills. Out: the files of site/search/.

Guarantees:
1. Every sentence, point, measure, target and term, and every line that only a page holds, is in it once, in Chinese
   and English side by side, with the address at which it stands.
2. Traditional text is not stored twice: the browser makes it from one table of characters and the listed exceptions.
3. Whatever form of a character a reader types, in either script, the folding table leads to the form in the index.
4. The same input gives the same bytes.

To add a kind of result, write one generator of groups beside ``_points`` and name it in ``_others``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any, Literal, get_args

import yaml

from ..english.concordance import toneless
from ..facts.facts import Facts
from ..facts.summary import SLOTS
from ..library import Library
from ..pages.catalog import LOCALES, Catalog
from ..sources.records import Bilingual, Locale, Point, Term, Word
from ..text.edition import Edition, Paragraph, covers
from ..text.scripts import simplified, traditional
from .forms import folding, regional
from .prose import Section, sections

Kind = Literal["clause", "explainer", "measure", "target", "glossary", "page", "document"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: The messages that the page shows beside what it finds.
MESSAGES = (
    "label.notice", "label.title", "label.addressee", "label.signature", "label.date", "label.remark", "label.run_in",
    "search.title", "search.count", "search.count_one", "search.none", "search.absent",
    "search.inside", "search.near", "search.near_question", "search.partial", "search.scattered", "search.also",
    "search.meant", "search.all_results", "search.recent", "search.suggestions", "search.clear", "search.place",
    "search.kind", "search.kind_clause", "search.kind_explainer", "search.kind_measure", "search.kind_target",
    "search.kind_glossary", "search.kind_page", "search.kind_document", "search.more", "search.start",
    "search.failed", "search.untranslated", "search.shown", "search.show_more", "search.site",
)  # fmt: skip
#: Where the glossary stands below a locale; the ids of its terms are its anchors.
GLOSSARY_PAGE = "glossary.html"
#: Pages whose words are all indexed from elsewhere, and pages without words of their own.
_REPEATING = re.compile(r"glossary\.html|concordance/.*|policies/[^/]+/brief\.html|search\.html|404\.html")


@dataclass(frozen=True)
class Line:
    """One searchable line: the id at which it stands, and its text."""

    anchor: str
    zh: str
    hant: str
    en: str


@dataclass(frozen=True)
class Group:
    """One result: lines that belong together, e.g. a paragraph under its heading.

    ``document`` is the document's number or -1; ``heads`` the number of lines at the beginning that are headings;
    ``under`` the id of the heading that it stands under; ``slot`` the summary's; ``cites`` what a point rests on.
    """

    kind: Kind
    document: int
    page: str
    lines: tuple[Line, ...]
    heads: int = 0
    under: str = ""
    slot: str = ""
    cites: tuple[str, ...] = ()


#: The HTML of each page by its address below a locale, and by locale.
Prose = Mapping[str, Mapping[Locale, str]]


def index(library: Library, prose: Prose) -> Mapping[str, str]:
    """Return the scripts that define the index, by their names: the texts, and all that explains them."""
    texts = tuple(group for number, edition in enumerate(library.editions) for group in clauses(number, edition))
    others = tuple(_others(library, prose))
    table = _commonest_forms((*texts, *others))
    stop = {language: text.split() for language, text in _words()["stop"].items()}
    chinese = "\n".join(line.zh for group in texts for line in group.lines)
    synonyms = [*_glossary_forms(library.terms), *_everyday_forms(library.editions)]
    synonyms += [([form], [word]) for form, word in regional(chinese)]
    known = "".join(line.zh + line.hant for group in (*texts, *others) for line in group.lines)
    known += "".join(form for say, mean in synonyms for form in (*say, *mean)) + "".join(stop["zh"])
    parts = {
        "texts": {
            "kinds": KINDS,
            "documents": [_document(edition) for edition in library.editions],
            **_columns(texts, texts, table),
            "traditional": "".join(f"{simple}{form}" for simple, form in sorted(table.items())),
            "fold": folding(known, table),
            "stop": stop,
            "words": {locale: _site_words(Catalog(locale)) for locale in LOCALES},
        },
        "pages": {**_columns(others, texts, table), "synonyms": synonyms},
    }
    return {f"{name}.js": _script(name, content) for name, content in parts.items()}


def _script(name: str, content: Mapping[str, Any]) -> str:
    """Return a script that adds a part to the index; it can be loaded from a file, where fetch cannot."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # older engines end a line there
    return f"(self.policySearch=self.policySearch||{{}}).{name}={text};\n"


def _others(library: Library, prose: Prose) -> Iterator[Group]:
    """Yield everything that can be found beside the texts, kind by kind."""
    numbers = {edition.slug: number for number, edition in enumerate(library.editions)}
    for number, edition in enumerate(library.editions):
        yield _whole(number, edition)
        yield from _points(number, edition)
    for facts in library.facts:
        number = numbers[facts.edition.slug]
        yield from _measures(number, facts)
        yield from _targets(number, facts)
    yield from _glossary(library.terms)
    yield from _pages(prose, numbers)


def clauses(number: int, edition: Edition) -> Iterator[Group]:
    """Yield the paragraphs of a document, each with its heading; the signatures with their day."""
    for closing, blocks in groupby(edition.blocks, lambda block: block.kind in {"signature", "date"}):
        yield from (_closing if closing else _clauses)(number, edition, tuple(blocks))


def _closing(number: int, edition: Edition, blocks: tuple[Paragraph, ...]) -> Iterator[Group]:
    """Yield who issued a document and when as one group, under a heading of ours by which it is found."""
    zh, en = (Catalog(locale).message("search.closing") for locale in ("zh-Hans", "en"))
    lines = tuple(line for block in blocks for line in _lines(block))
    yield Group("clause", number, _text_page(edition), (Line(lines[0].anchor, zh, traditional(zh), en), *lines), 1)


def _text_page(edition: Edition) -> str:
    return f"policies/{edition.slug}/text.html"


def _clauses(number: int, edition: Edition, blocks: tuple[Paragraph, ...]) -> Iterator[Group]:
    """Yield paragraphs, each with its heading."""
    page = _text_page(edition)
    ids = {block.id for block in edition.blocks}
    waiting: Paragraph | None = None
    for block in blocks:
        heading = block.kind in {"title", "heading", "run-in"}
        if waiting and (heading or not _continues(waiting, block)):
            yield Group("clause", number, page, _lines(waiting), 1, _above(waiting.id, ids))
            waiting = None
        if heading:
            waiting = block
            continue
        head = waiting or block
        lines = (*(_lines(waiting) if waiting else ()), *_lines(block))
        yield Group("clause", number, page, lines, 1 if waiting else 0, _above(head.id, ids))
        waiting = None
    if waiting:
        yield Group("clause", number, page, _lines(waiting), 1, _above(waiting.id, ids))


def _continues(heading: Paragraph, block: Paragraph) -> bool:
    """Tell whether ``block`` is the text of ``heading``: s3.1 and s3.1-p1; s2-r3 and s2-p3."""
    own = re.sub(r"-r(?=\d+$)", "-p", heading.id)
    return block.kind == "paragraph" and (block.id == own or block.id == f"{heading.id}-p1")


def _above(block_id: str, ids: set[str]) -> str:
    """Return the id of the nearest heading above a block: s3.1-p2 → s3.1, s3.1 → s3; empty at the top."""
    parts = re.split(r"(?=[.-])", block_id)
    while len(parts) > 1:
        parts.pop()
        if "".join(parts) in ids:
            return "".join(parts)
    return ""


def _lines(block: Paragraph) -> tuple[Line, ...]:
    return tuple(Line(s.id, s.hans, s.hant, s.english) for s in block.sentences)


def _points(number: int, edition: Edition) -> Iterator[Group]:
    """Yield the points of the summary, with the ids that they rest on."""
    page = f"policies/{edition.slug}/index.html"
    for slot in SLOTS:
        points: tuple[Point, ...] = getattr(edition.sources.summary, slot)
        for place, point in enumerate(points, start=1):
            zh, en = point.zh, point.en
            if isinstance(point, Word):
                zh, en = f"{point.term.zh}：{zh}", f"{point.term.en}: {en}"
            line = Line(f"{slot.replace('_', '-')}-p{place}", zh, traditional(zh), en)
            yield Group("explainer", number, page, (line,), slot=slot, cites=point.cites)


def _measures(number: int, facts: Facts) -> Iterator[Group]:
    """Yield the measures of a document."""
    for measure in facts.measures:
        anchor = f"{facts.edition.slug}-{measure.id}"
        line = Line(anchor, measure.zh, traditional(measure.zh), measure.en)
        yield Group("measure", number, "measures.html", (line,), cites=measure.cites)


def _targets(number: int, facts: Facts) -> Iterator[Group]:
    """Yield the figures that a document sets or reports, each with what became of it."""
    for target in facts.targets:
        year = f"（{target.year}年）" if target.year else ""
        before = f"{target.baseline} → " if target.baseline else ""
        zh = f"{target.indicator.zh}：{before}{target.value}{target.unit.zh}{year}"
        in_year = f" ({target.year})" if target.year else ""
        en = f"{target.indicator.en}: {before}{target.value} {target.unit.en}{in_year}"
        outcome = facts.outcome(target)
        pairs = [(zh, en), *([(outcome.zh, outcome.en)] if outcome else [])]
        anchor = f"{facts.edition.slug}-{target.id}"
        lines = tuple(Line(anchor, chinese, traditional(chinese), english) for chinese, english in pairs)
        yield Group("target", number, "targets.html", lines, cites=target.cites)


def _glossary(terms: Iterable[Term]) -> Iterator[Group]:
    """Yield the entries of the glossary: the term, what it means, its other forms and where they are from."""
    for term in terms:
        rivals = [f"{rival.en} ({rival.used_by})" for rival in term.rivals]
        sources = [term.source] if term.source else []
        pairs = [
            (term.zh, term.en),
            (term.definition.zh, term.definition.en),
            ("、".join(term.also), "; ".join([*term.en_also, *rivals, *sources])),
        ]
        lines = tuple(Line(term.id, zh, traditional(zh), en) for zh, en in pairs if zh or en)
        yield Group("glossary", -1, GLOSSARY_PAGE, lines, 1)


def _whole(number: int, edition: Edition) -> Group:
    """Return the document itself, found by its title, its place and its issuers."""
    record = edition.record
    page = f"policies/{edition.slug}/index.html"
    pairs = [(record.title.zh, record.title.en), (record.short_title.zh, record.short_title.en)]
    pairs += [(issuer.zh, issuer.en) for issuer in record.issuers]
    pairs += [(record.document_number.zh, record.document_number.en)] if record.document_number else []
    return Group("document", number, page, tuple(Line("", zh, traditional(zh), en) for zh, en in pairs), 2)


def _pages(prose: Prose, documents: Mapping[str, int]) -> Iterator[Group]:
    """Yield the sections of the other pages, and what document pages hold beside sentences and points."""
    numbers = {f"policies/{slug}": number for slug, number in documents.items()}
    for page, html in sorted(prose.items()):
        if _REPEATING.fullmatch(page):
            continue
        number = numbers.get(page.rpartition("/")[0], -1)
        for zh, en in _partners(sections(html["zh-Hans"]), sections(html["en"])):
            title = Line(zh.anchor, zh.title, traditional(zh.title), en.title)
            lines = (*((title,) if zh.title or en.title else ()), *_aligned(zh, en))
            if lines:
                yield Group("page", number, page, lines, 1 if zh.title else 0)


def _partners(zh: tuple[Section, ...], en: tuple[Section, ...]) -> Iterator[tuple[Section, Section]]:
    """Yield the sections of a page in pairs: in order where they are as many, else by their ids."""
    if len(zh) == len(en):
        yield from zip(zh, en, strict=True)
        return
    by_id = {section.anchor: section for section in en}
    for section in zh:
        yield section, by_id.get(section.anchor, Section(section.anchor, "", ()))


def _aligned(zh: Section, en: Section) -> Iterator[Line]:
    """Yield the lines of a section in pairs; where their numbers differ, the section as one pair."""
    if len(zh.lines) == len(en.lines):
        pairs = list(zip(zh.lines, en.lines, strict=True))
    else:
        pairs = [(("", " ".join(text for _, text in zh.lines)), ("", " ".join(text for _, text in en.lines)))]
    for (anchor, chinese), (_, english) in pairs:
        yield Line(anchor or zh.anchor, chinese, traditional(chinese), _english_part(english, chinese))


def _english_part(english: str, chinese: str) -> str:
    """Return an English line without the Chinese that its partner holds already."""
    text = re.sub(r"[\u3400-\u9fff，。；：、（）〔〕“”]{4,}", "…", english)
    return "" if text == chinese or not re.search("[A-Za-z]{2}", text) else text


# --- The form in which groups are stored -------------------------------------------------------------------


def _columns(everything: tuple[Group, ...], texts: tuple[Group, ...], table: Mapping[str, str]) -> dict[str, Any]:
    """Return the groups as columns; lists of like things compress better than records."""
    pages = list(dict.fromkeys(group.page for group in everything))
    starts: dict[tuple[int, str], int] = {}
    for place, group in enumerate(texts):
        starts.setdefault((group.document, group.lines[0].anchor.rpartition("-")[0]), place)
    return {
        "pages": pages,
        "kind": [KINDS.index(group.kind) for group in everything],
        "document": [group.document for group in everything],
        "page": [pages.index(group.page) for group in everything],
        "heads": [group.heads for group in everything],
        "under": [group.slot or starts.get((group.document, group.under), -1) for group in everything],
        "anchors": [_anchors(group) for group in everything],
        "cites": [" ".join(_cited(group, texts)) for group in everything],
        "exceptions": [_exceptions(group, table) for group in everything],
        "zh": ["\n".join(line.zh for line in group.lines) for group in everything],
        "en": ["\n".join(line.en for line in group.lines) for group in everything],
    }


def _anchors(group: Group) -> str:
    """Return the ids of a group's lines, shortened: ‘s1*1 s1-p1*3’ is s1-1 s1-p1-1 s1-p1-2 s1-p1-3, ‘a=2’ is a a."""
    runs: list[tuple[str, int]] = []
    for line in group.lines:
        stem, _, place = line.anchor.rpartition("-")
        counted = group.kind == "clause" and place.isdigit()
        sign = f"{stem}*" if counted else f"{line.anchor}="
        if runs and runs[-1][0] == sign and (not counted or int(place) == runs[-1][1] + 1):
            runs[-1] = (sign, runs[-1][1] + 1)
        elif counted and place != "1":
            runs.append((f"{line.anchor}=", 1))
        else:
            runs.append((sign, 1))
    return " ".join(f"{sign}{count}" for sign, count in runs)


def _cited(group: Group, texts: tuple[Group, ...]) -> Iterator[str]:
    """Yield what a point rests on as ‘group’ or ‘group:line’, by their numbers among the texts."""
    if not group.cites:
        return
    for place, other in enumerate(texts):
        if other.document != group.document:
            continue
        lines = [n for n, line in enumerate(other.lines) if any(covers(target, line.anchor) for target in group.cites)]
        if len(lines) == len(other.lines):
            yield f"{place}"
        else:
            yield from (f"{place}:{number}" for number in lines)


def _commonest_forms(everything: Iterable[Group]) -> dict[str, str]:
    """Return for each Simplified character whose Traditional form differs the form that the texts use most."""
    counts: dict[str, Counter[str]] = {}
    for group in everything:
        for line in group.lines:
            for simple, form in zip(line.zh, line.hant, strict=True):
                counts.setdefault(simple, Counter())[form] += 1
    commonest = {simple: forms.most_common(1)[0][0] for simple, forms in counts.items()}
    return {simple: form for simple, form in commonest.items() if simple != form}


def _exceptions(group: Group, table: Mapping[str, str]) -> str:
    """Return where a group's Traditional text departs from the table: ‘12於3髮’ is characters 12 and 12 + 3."""
    parts, last = [], 0
    zh = "\n".join(line.zh for line in group.lines)
    hant = "\n".join(line.hant for line in group.lines)
    for place, (simple, form) in enumerate(zip(zh, hant, strict=True)):
        if table.get(simple, simple) != form:
            parts.append(f"{place - last}{form}")
            last = place
    return "".join(parts)


def _document(edition: Edition) -> dict[str, Any]:
    record = edition.record
    return {"slug": edition.slug, "place": _names(record.place), "short": _names(record.short_title)}


def _names(words: Bilingual) -> dict[str, str]:
    return {"zh": words.zh, "hant": traditional(words.zh), "en": words.en}


def _site_words(catalog: Catalog) -> dict[str, str]:
    """Return the words of the search in the language of a locale."""
    return {key: catalog.message(key) for key in (*MESSAGES, *(f"slot.{slot}" for slot in SLOTS))}


@cache
def _words() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("search_words.yml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def _glossary_forms(terms: Iterable[Term]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield for each term what readers may type beside its own forms, and those forms."""
    for term in terms:
        rivals = (rival.en for rival in term.rivals)
        spelled = (plain for form in term.chinese_forms for plain in toneless(form))
        yield [*term.everyday.zh, *term.everyday.en, *rivals, *spelled], [*term.chinese_forms, *term.english_forms]


def _everyday_forms(editions: Iterable[Edition]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the same for the words of search_words.yml and of each document's everyday.yml."""
    entries = [(entry["say"], entry["mean"]) for entry in _words()["everyday"]]
    entries += [(word.say, word.mean) for edition in editions for word in edition.everyday]
    for say, mean in entries:
        yield [form for form in map(simplified, say) if form not in mean], list(mean)
