"""Targets page: every figure that the documents set or report, drawn and listed, and what became of it.

In: the facts of all documents. Out: headlines, counts by verdict, and a picture for each indicator.

Guarantees:
1. A picture shows the values of one indicator on one scale that begins at zero, and says the same in words.
2. Headlines are computed from the facts: the reported value, the target, and by how much they differ.
3. A figure for which no report was found is never counted as missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from markupsafe import Markup

from ..facts import quantity
from ..sources.records import Bound, Outcome, Target, TargetKind, Verdict
from . import addresses
from .catalog import Catalog
from .charts import Bar, YearValue, bars, path
from .facts import DocumentFacts, SiteFacts
from .parts import Standing, few
from .target_words import kind_name, language, magnitude, number, unit_name, when

#: The verdicts in the order in which readers ask for them.
VERDICTS: tuple[Verdict, ...] = ("missed", "met", "done", "not-comparable", "not-found")
#: Stands for a verdict where no report was found.
NO_REPORT = "none"


@dataclass(frozen=True)
class Headline:
    """A target and what became of it: 8,796 of 9,100, and by how much the report differs, e.g. −3.3%.

    Where no value was reported that can be compared, the last three are empty.
    """

    document: DocumentFacts
    target: Target
    indicator: str
    kind: str
    reported: str
    goal: str
    difference: str


@dataclass(frozen=True)
class Picture:
    """An indicator drawn from baseline to target to outcome, or along its years; ``words`` say what it shows.

    ``chinese`` is the indicator as the facts name it; ``kinds`` and ``verdicts`` are those of its figures, for filters.
    """

    id: str
    document: DocumentFacts
    chinese: str
    indicator: str
    unit: str
    svg: Markup
    kinds: tuple[str, ...]
    verdicts: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Tell whether it shows a reported value that can be compared."""
        return bool({"met", "missed"} & set(self.verdicts))


def verdict(document: DocumentFacts, target: Target) -> str:
    """Return the verdict on a target, or that no report was found."""
    outcome = document.outcome(target)
    return outcome.verdict if outcome else NO_REPORT


def order(name: str) -> str:
    """Return the place of a verdict when targets are sorted by it; none for a target without a report."""
    return "" if name == NO_REPORT else str(VERDICTS.index(name))


class TargetsPage:
    """What the page of targets shows."""

    kinds: tuple[TargetKind, ...] = get_args(TargetKind)
    verdicts = (*VERDICTS, NO_REPORT)
    verdict, order, magnitude = staticmethod(verdict), staticmethod(order), staticmethod(magnitude)

    def __init__(self, site: SiteFacts) -> None:
        self._site, self._catalog = site, site.catalog

    @property
    def without(self) -> str:
        """The places whose documents set and report no figures, in one line."""
        comma = ", " if self._catalog.locale == "en" else "、"
        silent = [each for each in self._site.documents if "targets" in each.facts.written and not each.facts.targets]
        return comma.join(few([document.short_place for document in silent], self._catalog))

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The verdicts that were given, each with the number of its figures."""
        count = Counter(verdict(document, target) for document, target in self._site.targets)
        return [(name, count[name]) for name in self.verdicts if count[name]]

    def headlines(self, name: str) -> list[Headline]:
        """Return the targets of a verdict as headlines."""
        return [self._headline(*each) for each in self._site.targets if verdict(*each) == name]

    def _headline(self, document: DocumentFacts, target: Target) -> Headline:
        indicator, kind = _within(self._catalog.pick(target.indicator)), kind_name(target, self._catalog)
        outcome = document.outcome(target)
        if outcome is None or outcome.value is None:
            return Headline(document, target, indicator, kind, "", "", "")
        reported, goal = number(outcome.value, target, self._catalog), number(target.value, target, self._catalog)
        apart = difference(target, outcome.value, self._catalog)
        return Headline(document, target, indicator, kind, reported, goal, apart)

    def pictures(self) -> list[Picture]:
        """Return a picture for each indicator with a baseline, an outcome or several years; those judged first."""
        shown = {(document.slug, target.indicator.zh) for document, target in self._site.targets}
        drawn = [picture for document in self._site.documents for picture in _pictures(document, self._catalog)]
        drawn = [picture for picture in drawn if (picture.document.slug, picture.chinese) in shown]
        return sorted(drawn, key=lambda picture: not picture.judged)

    def here(self, part: Standing | None, name: str) -> Markup:
        """Return the address of the figures that have a verdict, on the page that shows them all or on this part."""
        page = part.page.beside() if part else addresses.page("targets")
        return page.href(at="figures", outcome=name)


def _within(words: str) -> str:
    """Return words as they stand within a sentence: Number of firms → number of firms; R&D stays as it is."""
    return words[0].lower() + words[1:] if words[1:2].islower() else words


def difference(target: Target, reported: str, catalog: Catalog) -> str:
    """Return by how much a reported value differs from its target: −3.3%; in points where both are per cent."""
    apart = Decimal(reported) - Decimal(target.value)
    sign = "−" if apart < 0 else "+"
    if target.unit.zh.startswith("%"):
        return f"{sign}{catalog.message('targets.points', count=abs(apart).normalize())}"
    share = abs(apart) / Decimal(target.value) * 100
    return f"{sign}{share.quantize(Decimal('0.1'))}%"


def picture(document: DocumentFacts, target: str) -> Picture | None:
    """Return the picture of the indicator to which a target belongs, e.g. t02; None where there is none."""
    wanted = {each.indicator.zh for each in document.facts.targets if each.id == target}
    drawn = _pictures(document, document.catalog)
    return next((each for each in drawn if each.chinese in wanted), None)


def _pictures(document: DocumentFacts, catalog: Catalog) -> Iterator[Picture]:
    groups: dict[str, list[Target]] = {}
    for target in document.facts.targets:
        groups.setdefault(target.indicator.zh, []).append(target)
    for group in groups.values():
        svg = _drawn(document, group, catalog)
        if svg:
            name, unit = catalog.pick(group[0].indicator), unit_name(group[0], catalog)
            verdicts = dict.fromkeys(verdict(document, target) for target in group)
            kinds = dict.fromkeys(target.kind for target in group)
            id_ = f"picture-{document.slug}-{group[0].id}"
            chinese = group[0].indicator.zh
            yield Picture(id_, document, chinese, name, unit, svg, tuple(kinds), tuple(verdicts))


def _drawn(document: DocumentFacts, group: list[Target], catalog: Catalog) -> Markup | None:
    """Return the picture of an indicator, or nothing where it has one value only."""
    words = _in_words(document, group, catalog)
    steps = list(_steps(document, group, catalog))
    if len({step.year for step in steps}) > 1:
        return path(steps, words)
    chart = list(_bars(document, group, catalog))
    return bars(chart, words) if len(chart) > 1 else None


def _in_words(document: DocumentFacts, group: list[Target], catalog: Catalog) -> str:
    """Return what a picture shows, for those who do not see it, e.g. starting value 200; target 600 (2020); …"""
    lead = f"{document.short_place}{catalog.message('colon')}{catalog.pick(group[0].indicator)}"
    facts = [f"{bar.name} {bar.printed}" for bar in _bars(document, group, catalog)]
    parts = (": ", "; ", ".") if catalog.locale == "en" else ("：", "；", "。")
    return f"{lead}{parts[0]}{parts[1].join(facts)}{parts[2]}"


def _steps(document: DocumentFacts, group: list[Target], catalog: Catalog) -> Iterator[YearValue]:
    """Yield the values of an indicator that is set for several years, in the order of time."""
    for target in sorted(group, key=lambda each: each.year or 0):
        if target.year is None or target.baseline:
            continue
        yield YearValue(target.year, _bar("", target.value, target, catalog, target.kind))
        outcome = document.outcome(target)
        if outcome and outcome.value and outcome.verdict in ("met", "missed"):
            bar = _bar("", outcome.value, target, catalog, f"outcome-{outcome.verdict}")
            yield YearValue(outcome.year or target.year, bar)


def _bars(document: DocumentFacts, group: list[Target], catalog: Catalog) -> Iterator[Bar]:
    """Yield the bars of an indicator: where it starts, what is aimed at, what was reported."""
    first = group[0]
    if first.baseline:
        yield _bar(catalog.message("chart.baseline"), first.baseline, first, catalog, "baseline")
    for target in group:
        yield _bar(
            _named(kind_name(target, catalog), when(target, catalog)), target.value, target, catalog, target.kind
        )
        outcome = document.outcome(target)
        if outcome and outcome.value and outcome.verdict in ("met", "missed"):
            yield _outcome_bar(target, outcome, outcome.value, catalog)


def _outcome_bar(target: Target, outcome: Outcome, value: str, catalog: Catalog) -> Bar:
    name = _named(catalog.message("chart.outcome"), str(outcome.year or ""))
    judged = f"{name} · {catalog.message(f'verdict.{outcome.verdict}')} {difference(target, value, catalog)}"
    return _bar(judged, value, target, catalog, f"outcome-{outcome.verdict}")


def _named(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _bar(name: str, value: str, target: Target, catalog: Catalog, kind: str) -> Bar:
    """Return one bar; its figure stands without the unit, which the caption names."""
    bound: Bound = target.bound if kind == target.kind and target.bound != "reach" else "exactly"
    shown = quantity.rendered(value, target.unit, language(catalog), bound)
    figure = f"{shown.before} {shown.figure}".strip() if shown.language == "en" else f"{shown.before}{shown.figure}"
    if shown.language == "zh" and bound == "about":
        figure += "左右"
    return Bar(name, quantity.magnitude(value, target.unit), catalog.chinese(figure), kind)
