"""Proof: the English of a document, read against its Chinese, sentence by sentence.

In: an edition, its PO catalog and the glossary. Out: problems: errors, and reviews that ask a person.

Guarantees:
1. What can be known for certain (figures, foreign characters, brackets) is an error; what needs judgment is a review.
2. Each finding can be overruled by a comment ‘ignore T008: reason’ at the entry; without a reason, or with nothing to
   settle, that comment is itself an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from ..sources.force import VERBS
from ..sources.problems import Place, Problem
from ..sources.records import Term
from ..sources.yamlfile import CONTROL
from ..text import figures
from ..text.edition import Edition
from .terms import Matcher, renders, senses_in
from .translation import messages

_IGNORE = re.compile(r"ignore (?P<code>[A-Z]\d{3})(?: (?P<what>[^:：]+))?\s*[:：]\s*(?P<reason>.*)")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
#: Words in the original's own script, e.g. (新型研发机构) or [原文].
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ODD = (
    (re.compile(r"[\"']"), "a straight quotation mark", "Use “ ” ‘ ’."),
    (re.compile(r"[，。、；：？！（）《》]"), "Chinese punctuation", "Use English punctuation."),
    (re.compile(r"  +"), "two spaces", "Keep one."),
    (CONTROL, "a control character", "Remove it."),
    (re.compile(r"([,;:.])\1+|[,;:][,;:.]| [,;:.](?!\d)"), "doubled or detached punctuation", "Keep one mark."),
)
_PAIRS = {"(": ")", "[": "]", "“": "”"}


@dataclass(frozen=True)
class EntryFault:
    """A finding at one entry: code, what it is about (a term, a verb), message and remedy."""

    code: str
    about: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Departure:
    """A term that a sentence renders in another way, with the translator's reason."""

    sentence: str
    term: str
    reason: str


@dataclass(frozen=True)
class Proof:
    """The proof of one document: its problems, and the departures from the glossary that have a reason."""

    problems: tuple[Problem, ...]
    departures: tuple[Departure, ...]


def proof(edition: Edition, catalog: Catalog, terms: Iterable[Term], matcher: Matcher, path: str) -> Proof:
    """Read the whole catalog at ``path`` against the edition; ``matcher`` finds the Chinese forms of ``terms``."""
    glossary = {term.id: term for term in terms}
    present = {sentence.id: sentence.hans for sentence in edition.sentences}
    problems: list[Problem] = []
    departures: list[Departure] = []
    for message in messages(catalog):
        place = Place(path, max(message.lineno or 1, 1))
        findings = list(_state(message, present))
        if not findings and message.string:
            findings = list(_findings(str(message.id), str(message.string), glossary, matcher))
        kept, settled = _settled(message, findings)
        problems += (Problem(place, each.code, f"{message.context}: {each.message}", each.remedy) for each in kept)
        departures += (
            Departure(str(message.context), each.about, reason) for each, reason in settled if each.code == "T008"
        )
    problems += _missing(catalog, present, path)
    return Proof(tuple(problems), tuple(departures))


def _state(message: Message, present: dict[str, str]) -> Iterator[EntryFault]:
    """Yield why an entry is not used: it is no sentence's, not finished, or made for another wording."""
    if present.get(str(message.context)) != message.id:
        yield EntryFault("T004", "", "The entry belongs to no present sentence.", "Run ‘policy-site translate’.")
    elif message.string and message.fuzzy:
        said = "The English is fuzzy: made for another wording, or proposed."
        yield EntryFault("T003", "", said, "Correct it, then remove ‘fuzzy’.")


def _missing(catalog: Catalog, present: dict[str, str], path: str) -> Iterator[Problem]:
    """Yield one problem that counts the sentences without English and names the first."""
    done = {message.context: message for message in messages(catalog) if message.string}
    missing = [sentence for sentence in present if sentence not in done and _CHINESE.search(present[sentence])]
    if missing:
        message = f"{len(missing)} of {len(present)} sentences have no English; the first is {missing[0]}."
        yield Problem(Place(path), "T002", message, "Run ‘policy-site translate’, then translate them.")


def _findings(zh: str, en: str, glossary: dict[str, Term], matcher: Matcher) -> Iterator[EntryFault]:
    """Yield everything that is wrong or odd in one translated sentence."""
    yield from _figures(zh, en)
    yield from _lists(zh, en)
    yield from _force(zh, en)
    yield from _terms(zh, en, glossary, matcher)
    yield from _script_and_marks(en)


def _figures(zh: str, en: str) -> Iterator[EntryFault]:
    only_chinese, only_english = figures.differences(zh, en)
    for language, missing in (("Chinese", only_chinese), ("English", only_english)):
        for figure in sorted(missing):
            yield EntryFault(
                "T005",
                str(figure),
                f"Only the {language} states ‘{figure}’.",
                "Correct the figure, or ignore with a reason.",
            )


def _lists(zh: str, en: str) -> Iterator[EntryFault]:
    """Yield a finding if the Chinese parts more items with 、 than the English can be parting."""
    items = zh.count("、")
    partings = len(re.findall(r"[,;]|\b(?:and|or|as well as)\b|/", en))
    if items >= 3 and partings < items:
        message = f"The Chinese parts items with 、 {items} times, the English {partings} times."
        yield EntryFault("T006", "", message, "See whether an item was lost.")


def _force(zh: str, en: str) -> Iterator[EntryFault]:
    for verb in VERBS:
        if verb.english and re.search(verb.pattern, zh) and not re.search(verb.english, en, re.IGNORECASE):
            message = f"‘{verb.zh}’ is not rendered by the table of force."
            yield EntryFault("T007", verb.zh, message, "Use the table’s verb, or ignore with a reason.")


def _terms(zh: str, en: str, glossary: dict[str, Term], matcher: Matcher) -> Iterator[EntryFault]:
    for name in dict.fromkeys(occurrence.term for occurrence in matcher.find(zh)):
        term = glossary[name]
        if not renders(term, zh, en):
            message = f"‘{term.zh}’ is not rendered as {_renderings(term, zh)}."
            yield EntryFault("T008", term.zh, message, "Use the glossary’s English, or ignore with a reason.")


def _renderings(term: Term, zh: str) -> str:
    """Name what would render a term in a sentence: ‘mainland’ (as against Hong Kong and Macao) or ‘inland’ (…)."""
    senses = [f"‘{sense.en}’ ({sense.when.en.rstrip('.')})" for sense in senses_in(term, zh)]
    return " or ".join(senses) or f"‘{term.en}’"


def _script_and_marks(en: str) -> Iterator[EntryFault]:
    outside = _CHINESE.search(_BRACKETED.sub("", en))
    if outside:
        yield EntryFault("T009", "", f"‘{outside[0]}’ stands outside parentheses.", "Translate it, or put it in ( ).")
    plain = re.sub(r"\([^()]*[\u3400-\u9fff][^()]*\)", "()", en)
    for pattern, name, remedy in _ODD:
        found = pattern.search(plain)
        if found:
            yield EntryFault(
                "T010", "", f"There is {name}: ‘{plain[max(0, found.start() - 12) : found.end() + 5]}’.", remedy
            )
    for opening, closing in _PAIRS.items():
        if en.count(opening) != en.count(closing):
            yield EntryFault("T011", "", f"‘{opening}’ and ‘{closing}’ do not pair.", "Close it.")


def _settled(message: Message, findings: list[EntryFault]) -> tuple[list[EntryFault], list[tuple[EntryFault, str]]]:
    """Part the findings into those that stand and those that a comment of the entry settles with a reason."""
    kept, settled = list(findings), []
    for comment in message.user_comments:
        found = _IGNORE.match(comment.strip())
        if not found:
            continue
        what, reason = (found["what"] or "").strip(), found["reason"].strip()
        hit = [each for each in kept if each.code == found["code"] and what in ("", each.about)]
        if not reason or not hit:
            fault = "gives no reason" if not reason else "settles nothing"
            kept.append(
                EntryFault(
                    "T012", "", f"‘{comment.strip()}’ {fault}.", "Write ‘ignore CODE what: reason’, or remove it."
                )
            )
            continue
        settled += [(each, reason) for each in hit]
        kept = [each for each in kept if each not in hit]
    return kept, settled
