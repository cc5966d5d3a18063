"""Groups: what can be found, as lines that belong together.

In: editions, facts, terms and what the built pages say that they fill. Out: groups of bilingual lines.

Guarantees:
1. Every sentence, point, measure, target and term, and every line that only a page holds, is in one group, in Chinese
   and English side by side, with the address at which it stands.

To add a kind of result, write one generator of groups beside ``_points`` and name it in ``others``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from ..facts.facts import Facts
from ..library import Library
from ..pages import addresses
from ..pages.catalog import Catalog
from ..pages.target_words import baseline, kind_name, printed, when
from ..sources.records import SLOTS, Deed, Locale, Outcome, Questions, Target, Term, Word
from ..text.edition import Edition, Paragraph
from ..text.scripts import traditional
from .prose import Section

Kind = Literal["clause", "explainer", "measure", "target", "glossary", "page", "document", "question", "answer"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Kinds of block under which others are found.
_HEADINGS = frozenset({"title", "heading", "run-in", "question", "annex", "annex-title"})


@dataclass(frozen=True, slots=True)
class Line:
    """One searchable line: the id at which it stands, and its text."""

    anchor: str
    zh: str
    hant: str
    en: str

    def __post_init__(self) -> None:
        """Turn line ends, tabs and form feeds, which part the texts of the index, into blanks."""
        for name in ("zh", "hant", "en"):
            object.__setattr__(self, name, getattr(self, name).translate(dict.fromkeys((9, 10, 12, 13), " ")))


@dataclass(frozen=True, slots=True)
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


#: What each page says, by its address below a locale, and by locale.
Prose = Mapping[str, Mapping[Locale, tuple[Section, ...]]]


def others(library: Library, prose: Prose) -> Iterator[Group]:
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
    yield Group(
        "clause", number, addresses.text(edition.slug).web, (Line(lines[0].anchor, zh, traditional(zh), en), *lines), 1
    )


def _clauses(number: int, edition: Edition, blocks: tuple[Paragraph, ...]) -> Iterator[Group]:
    """Yield paragraphs, each with its heading."""
    page = addresses.text(edition.slug).web
    ids = {block.id for block in edition.blocks}
    waiting: Paragraph | None = None
    for block in blocks:
        heading = block.kind in _HEADINGS
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
    return block.kind in {"paragraph", "answer"} and (block.id == own or block.id == f"{heading.id}-p1")


def _above(block_id: str, ids: set[str]) -> str:
    """Return the id of the nearest heading above a block: s3.1-p2 → s3.1, s3.1 → s3; empty at the top."""
    parts = re.split(r"(?=[.-])", block_id)
    while len(parts) > 1:
        parts.pop()
        if "".join(parts) in ids:
            return "".join(parts)
    return ""


def _lines(block: Paragraph) -> tuple[Line, ...]:
    return tuple(Line(s.id, s.hans, s.hant, s.english) for s in block.sentences if s.hans)


def _points(number: int, edition: Edition) -> Iterator[Group]:
    """Yield the points of the summary, with the ids that they rest on."""
    page = addresses.explained(edition.slug).web
    for slot in SLOTS:
        points = edition.sources.summary.points(slot)
        for place, point in enumerate(points, start=1):
            zh, en = point.zh, point.en
            if isinstance(point, Word):
                zh, en = f"{point.term.zh}：{zh}", f"{point.term.en}: {en}"
            more = (point.means, point.does_not_mean) if isinstance(point, Deed) else ()
            pairs = [(zh, en), *((said.zh, said.en) for said in more if said)]
            anchor = f"{slot.replace('_', '-')}-p{place}"
            lines = tuple(Line(anchor, chinese, traditional(chinese), english) for chinese, english in pairs)
            yield Group("explainer", number, page, lines, slot=slot, cites=point.cites)


def _measures(number: int, facts: Facts) -> Iterator[Group]:
    """Yield the measures of a document."""
    for measure in facts.measures:
        anchor = addresses.fact(facts.edition.slug, measure.id)
        line = Line(anchor, measure.zh, traditional(measure.zh), measure.en)
        yield Group("measure", number, addresses.page("measures").web, (line,), cites=measure.cites)


def _figure(target: Target, catalog: Catalog) -> str:
    """Return a figure with its starting value, what it is and its year: 1.05% → reach 1.8% (target 2020)."""
    value = str(printed(target, catalog))
    figure = f"{baseline(target, catalog)} → {value}" if target.baseline else value
    kind, year = kind_name(target, catalog), when(target, catalog)
    return f"{figure} ({kind} {year})".replace(" )", ")") if catalog.locale == "en" else f"{figure}（{year}{kind}）"


def _judged(outcome: Outcome) -> tuple[str, str]:
    """Return what is reported on a target, led by the verdict in both languages: Missed: there were 8,796 …"""
    zh, en = (Catalog(locale).message(f"verdict.{outcome.verdict}") for locale in ("zh-Hans", "en"))
    return f"{zh}：{outcome.zh}", f"{en.capitalize()}: {outcome.en}"


def _targets(number: int, facts: Facts) -> Iterator[Group]:
    """Yield the figures that a document sets or reports, each with what became of it."""
    for target in facts.targets:
        zh = f"{target.indicator.zh}：{_figure(target, Catalog('zh-Hans'))}"
        en = f"{target.indicator.en}: {_figure(target, Catalog('en'))}"
        outcome = facts.outcome(target)
        pairs = [(zh, en), *([_judged(outcome)] if outcome else [])]
        anchor = addresses.fact(facts.edition.slug, target.id)
        lines = tuple(Line(anchor, chinese, traditional(chinese), english) for chinese, english in pairs)
        yield Group("target", number, addresses.page("targets").web, lines, cites=target.cites)


def answers(library: Library) -> Iterator[Group]:
    """Yield the questions with their answers, and what each document answers: our words, which are searched apart."""
    numbers = {edition.slug: number for number, edition in enumerate(library.editions)}
    yield from _questions(library.questions)
    for facts in library.facts:
        yield from _answers(numbers[facts.edition.slug], facts)


def _answers(number: int, facts: Facts) -> Iterator[Group]:
    """Yield what a document answers, with the details that belong to it."""
    for answer in facts.answers:
        details = (detail for _, detail in answer.details if detail)
        said = (answer, *details, *((answer.does_not_mean,) if answer.does_not_mean else ()))
        lines = tuple(Line(answer.question, each.zh, traditional(each.zh), each.en) for each in said)
        page = addresses.answers(facts.edition.slug).web
        yield Group("answer", number, page, lines)


def _questions(questions: Questions) -> Iterator[Group]:
    """Yield the questions: each as it is asked, as others ask it, and the answer across the places."""
    for question in questions.questions:
        also = ("、".join(question.also.zh), "; ".join(question.also.en))
        pairs = ((question.zh, question.en), (question.answer.zh, question.answer.en), also)
        lines = tuple(Line("top", zh, traditional(zh), en) for zh, en in pairs if zh or en)
        yield Group("question", -1, addresses.question(question.id).web, lines, 1)


def _glossary(terms: Iterable[Term]) -> Iterator[Group]:
    """Yield the entries of the glossary: the term, what it means, its other forms and where they are from."""
    for term in terms:
        rivals = [f"{rival.en} ({rival.used_by})" for rival in term.rivals]
        sources = [term.source] if term.source else []
        pairs = [
            (term.zh, term.en),
            (term.definition.zh, term.definition.en),
            *((sense.when.zh, f"{sense.en}: {sense.when.en}") for sense in term.senses),
            ("、".join(term.also), "; ".join([*term.en_also, *rivals, *sources])),
        ]
        lines = tuple(Line(term.id, zh, traditional(zh), en) for zh, en in pairs if zh or en)
        yield Group("glossary", -1, addresses.page("glossary").web, lines, 1)


def _whole(number: int, edition: Edition) -> Group:
    """Return the document itself, found by its title, its place and its issuers."""
    record = edition.record
    page = addresses.explained(edition.slug).web
    pairs = [(record.title.zh, record.title.en), (record.short_title.zh, record.short_title.en)]
    pairs += [(issuer.zh, issuer.en) for issuer in record.issuers]
    pairs += [(record.document_number.zh, record.document_number.en)] if record.document_number else []
    return Group("document", number, page, tuple(Line("", zh, traditional(zh), en) for zh, en in pairs), 2)


def _pages(prose: Prose, documents: Mapping[str, int]) -> Iterator[Group]:
    """Yield the sections of the other pages, and what document pages hold beside sentences and points."""
    numbers = {f"policies/{slug}": number for slug, number in documents.items()}
    for page, said in sorted(prose.items()):
        number = numbers.get(page.rpartition("/")[0], -1)
        for zh, en in _partners(said["zh-Hans"], said["en"]):
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
