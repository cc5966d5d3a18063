"""Fact checks: measures, targets and outcomes against the clauses that they cite.

In: the facts of a document and the files that hold them. Out: problems.

Guarantees:
1. Every fact cites living sentences; its quote stands in them; its figures and its verb stand in the quote.
2. Every paragraph of the text is covered by a measure, a target or a stated reason why it holds none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..sources.force import VERBS
from ..sources.problems import Problem
from ..sources.records import Cited, Measure, Target
from ..sources.yamlfile import Path, YamlFile
from ..text import figures
from ..text.edition import Edition
from . import claims, commitments, quantity
from .facts import FactFiles, Facts

#: What a target's flags and bounds stand for in the text it cites.
_SIGNS = {"aim": ("力争",), "cumulative": ("累计",), "year_end": ("末", "底")}
_REACH = ("达到", "增加到", "提高到")


def check(facts: Facts, files: FactFiles, sources: frozenset[str], topics: frozenset[str]) -> Iterator[Problem]:
    """Yield every problem of the facts; ``sources`` are the ids of sources.yml, ``topics`` those of topics.yml."""
    edition = facts.edition
    for number, measure in enumerate(facts.measures):
        yield from _cited(edition, measure, files.measures_file, ("measures", number))
        yield from _measure(measure, files.measures_file, ("measures", number))
        yield from _topics(measure, topics, files.measures_file, ("measures", number))
        yield from commitments.check(edition, measure, files.measures_file, ("measures", number))
    for number, target in enumerate(facts.targets):
        yield from _cited(edition, target, files.targets_file, ("targets", number))
        yield from _target(target, files.targets_file, ("targets", number))
        yield from _signs(edition, target, files.targets_file, ("targets", number))
    for number, each in enumerate(facts.no_measure):
        if not edition.cited(each.at):
            yield _dead(edition, each.at, files.measures_file, ("no_measure", number, "at"))
    yield from twice([m.id for m in facts.measures], files.measures_file, "measures")
    yield from twice([t.id for t in facts.targets], files.targets_file, "targets")
    yield from _outcomes(facts, files.outcomes_file, sources)
    yield from _events(facts, files.outcomes_file, sources)
    yield from _official_page(edition, sources)
    if facts.measures or facts.targets:
        yield from _uncovered(facts, files.measures_file)


def _official_page(edition: Edition, sources: frozenset[str]) -> Iterator[Problem]:
    page = edition.record.official_page
    if page:
        yield from claims.listed([page], sources, [edition.sources.record_file.place(("official_page",))])


def _cited(edition: Edition, fact: Cited, source: YamlFile, path: Path) -> Iterator[Problem]:
    """Yield a problem for each dead citation, and for a quote that does not stand in what is cited."""
    for index, target in enumerate(fact.cites):
        if not edition.cited(target):
            yield _dead(edition, target, source, (*path, "cites", index))
    text = "".join(sentence.hans for target in fact.cites for sentence in edition.cited(target))
    if fact.quote not in text:
        message = f"‘{fact.quote}’ does not stand in {', '.join(fact.cites)}."
        yield Problem(source.place((*path, "quote")), "F001", message, "Copy it verbatim, or cite its sentence.")


def _dead(edition: Edition, target: str, source: YamlFile, path: Path) -> Problem:
    message = f"‘{target}’ is no provision, paragraph or sentence of this document."
    return Problem(source.place(path), "F002", message, f"See the ids with ‘policy-site show {edition.slug}’.")


def _measure(measure: Measure, source: YamlFile, path: Path) -> Iterator[Problem]:
    if measure.force_quote not in measure.quote:
        message = f"‘{measure.force_quote}’ does not stand in the quote."
        yield Problem(source.place((*path, "force_quote")), "F003", message, "Copy the verb from the quote.")
    classes = list(dict.fromkeys(verb.force for verb in VERBS if verb.zh in measure.force_quote))
    if (classes and classes[0] != measure.force) or (not classes and measure.force != "do"):
        right = f"it is of ‘{classes[0]}’" if classes else "it has none of its verbs"
        message = f"‘{measure.force_quote}’ is not of the class ‘{measure.force}’: {right}."
        yield Problem(source.place((*path, "force")), "F009", message, "Correct the class or the verb.")
    for name in measure.counterparts:
        if name not in measure.quote:
            message = f"Counterpart ‘{name}’ does not stand in the quote."
            yield Problem(source.place((*path, "counterparts")), "F008", message, "Write it as the clause prints it.")
    yield from _figures(measure, source, path)


def _topics(
    measure: Measure, topics: frozenset[str], source: YamlFile, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    """Yield a problem for each topic that topics.yml does not list, if it lists any."""
    for index, topic in enumerate(measure.topics if topics else ()):
        if topic not in topics:
            message = f"topics.yml does not list ‘{topic}’."
            yield Problem(
                source.place((*path, "topics", index)), "F013", message, "Add the topic there, or correct it."
            )


def _target(target: Target, source: YamlFile, path: Path) -> Iterator[Problem]:
    for name in ("value", "baseline"):
        number = getattr(target, name)
        spelled = figures.chinese_spelled(target.quote) if number else ()
        if number and number not in target.quote and Decimal(number) not in spelled:
            message = f"‘{number}’ does not stand in the quote."
            yield Problem(source.place((*path, name)), "F004", message, "Correct the figure, or lengthen the quote.")
    if not quantity.agrees(target.unit):
        message = f"‘{target.unit.en}’ does not name the scale of ‘{target.unit.zh}’."
        yield Problem(
            source.place((*path, "unit", "en")), "F010", message, "Begin it with ten thousand or hundred million."
        )


def _signs(edition: Edition, target: Target, source: YamlFile, path: Path) -> Iterator[Problem]:
    """Yield a problem where 力争, 累计, 年末 or 达到 stand in the text and not in the record, or the reverse."""
    text = "".join(sentence.hans for cited in target.cites for sentence in edition.cited(cited))
    for name, words in _SIGNS.items():
        if getattr(target, name) and not any(word in text for word in words):
            message = f"None of {'、'.join(words)} stands in {', '.join(target.cites)}."
            yield Problem(source.place((*path, name)), "F010", message, f"Leave ‘{name}’ out.")
    if "力争" in target.quote and not target.aim:
        yield Problem(source.place((*path, "value")), "F010", "The text says 力争.", "Write ‘aim: true’.")
    before = target.quote.rsplit(target.value, 1)[0]
    reaches = target.kind == "target" and before.endswith(_REACH)
    if target.bound in ("exactly", "reach") and reaches != (target.bound == "reach"):
        message = (
            f"‘bound’ is ‘{target.bound}’, and {'、'.join(_REACH)} {'stands' if reaches else 'does not stand'} there."
        )
        yield Problem(source.place((*path, "bound")), "F010", message, "Write ‘reach’ for these, else leave it out.")


def _figures(measure: Measure, source: YamlFile, path: Path) -> Iterator[Problem]:
    stated = figures.chinese(measure.quote) | figures.chinese_spelled(measure.quote)
    for figure in sorted(figures.chinese(measure.zh) - stated):
        message = f"‘{figure}’ does not stand in the quote."
        yield Problem(source.place((*path, "zh")), "F004", message, "Correct the figure, or lengthen the quote.")
    yield from claims.alike(measure, source, path, "F004")


def twice(ids: Iterable[str], source: YamlFile, name: str) -> Iterator[Problem]:
    """Yield a problem for each id that an entry of the list ``name`` shares with an earlier one."""
    seen: set[str] = set()
    for number, each in enumerate(ids):
        if each in seen:
            place = source.place((name, number, "id"))
            yield Problem(place, "F005", f"Id ‘{each}’ stands twice.", "Give each entry an id of its own.")
        seen.add(each)


def _outcomes(facts: Facts, source: YamlFile, sources: frozenset[str]) -> Iterator[Problem]:
    known = {measure.id for measure in facts.measures} | {target.id for target in facts.targets}
    for number, outcome in enumerate(facts.outcomes):
        path = ("outcomes", number)
        if outcome.of not in known:
            message = f"‘{outcome.of}’ is no target or measure of this document."
            yield Problem(source.place((*path, "of")), "F007", message, "Give the id of a fact.")
        names = (outcome.source, *outcome.also)
        yield from claims.listed(names, sources, [source.place((*path, "source"))] * len(names))


def _events(facts: Facts, source: YamlFile, sources: frozenset[str]) -> Iterator[Problem]:
    for number, event in enumerate(facts.events):
        if event.source:
            yield from claims.listed([event.source], sources, [source.place(("events", number, "source"))])
        for index, target in enumerate(event.cites):
            if not facts.edition.cited(target):
                yield _dead(facts.edition, target, source, ("events", number, "cites", index))


def _uncovered(facts: Facts, source: YamlFile) -> Iterator[Problem]:
    for coverage in facts.coverage:
        if not (coverage.measures or coverage.targets or coverage.reason):
            message = f"Nothing covers {coverage.block.id}."
            remedy = "Record its measures, or add it to ‘no_measure’ with the reason."
            yield Problem(source.place(("measures",)), "F006", message, remedy)
