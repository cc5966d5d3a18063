"""Tables of facts: measures, commitments, targets and outcomes, from the very objects of the pages.

In: the library. Out: tables.

Guarantees:
1. Each row is one fact of one document; what the document does not state is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...facts import quantity
from ...facts.commitments import PARTS, Commitment, ledger
from ...facts.facts import Facts
from ...library import Library
from ...sources.records import Draft, Measure, Outcome, Target
from .table import BLOCKS, DOCUMENT, Cell, Column, Row, Table, both, linked, of, rows

_SENTENCE = (
    Column("zh", "the measure in one plain sentence, in Simplified Chinese"),
    Column("en", "the same in English"),
)
_PARTS = tuple(column for part in PARTS for column in both(Measure, part))
_UNITS = (
    Column("lead", "units that lead, in full", "array"),
    Column("units", "units responsible, in full", "array"),
)
_SOURCE = linked(Column("source", "the source of that report"), "sources", "id")
_REPORTED = (
    of(Outcome, "verdict"),
    Column("outcome_zh", "what the source reports, in Simplified Chinese"),
    Column("outcome_en", "what the source reports, in English"),
    of(Outcome, "data_date"),
    _SOURCE,
)

MEASURES = (
    of(Measure, "id"), DOCUMENT, BLOCKS, *_SENTENCE, of(Measure, "quote"),
    of(Measure, "topics", column="topic", type="array"), of(Measure, "instrument"),
    of(Measure, "audiences", type="array"), of(Measure, "counterparts", type="array"),
    of(Measure, "force"), of(Measure, "force_quote"), of(Measure, "gives"), *_PARTS, *_UNITS,
)  # fmt: skip
COMMITMENTS = (
    DOCUMENT, of(Measure, "id"), of(Measure, "gives"), *_PARTS, *_SENTENCE, of(Measure, "force"),
    of(Measure, "force_quote"), *_UNITS, *_REPORTED, BLOCKS,
)  # fmt: skip
TARGETS = (
    of(Target, "id"), DOCUMENT, BLOCKS, *both(Target, "indicator"), of(Target, "baseline", type="number"),
    of(Target, "value", type="number"), of(Target, "bound"), of(Target, "aim", type="boolean"),
    of(Target, "cumulative", type="boolean"), Column("unit", "the unit as printed, in Chinese"),
    Column("unit_en", "the unit in English; it names 万 and 亿"),
    Column("printed_zh", "the figure as pages print it in Chinese"),
    Column("printed_en", "the figure as pages print it in English, multiplied out"), of(Target, "year", type="integer"),
    of(Target, "year_end", type="boolean"), of(Target, "year_basis"), of(Target, "kind"), *both(Target, "caution"),
    of(Target, "quote"), Column("outcome", "the reported value, in the unit of the target", "number"),
    *_REPORTED[1:4], _REPORTED[0], _SOURCE, Column("source_published", "when the source was published"),
)  # fmt: skip
OUTCOMES = (
    DOCUMENT, of(Outcome, "of"), of(Outcome, "verdict"), of(Outcome, "value", type="number"), of(Outcome, "data_date"),
    Column("zh", "what is reported, in Simplified Chinese"), Column("en", "what is reported, in English"), _SOURCE,
    of(Outcome, "also", type="array"), *both(Outcome, "caution"),
)  # fmt: skip


def tables(library: Library) -> Iterator[Table]:
    """Yield the tables of facts."""
    published = {source.id: source.date or "" for source in library.sources}
    key = ("document", "id")
    measures = (measure_row(facts, each) for facts in library.facts for each in facts.measures)
    yield Table("measures", "Every policy measure, with its quote and force", MEASURES, rows(measures), key)
    lines = (commitment_row(facts, each) for facts in library.facts for each in ledger(facts))
    about = "What each measure gives, to whom, how much, on what condition, by when"
    yield Table("commitments", about, COMMITMENTS, rows(lines), key)
    targets = (target_row(facts, each, published) for facts in library.facts for each in facts.targets)
    yield Table("targets", "Every figure, with what sources report of it", TARGETS, rows(targets), key)
    outcomes = (_outcome_row(facts, each) for facts in library.facts for each in facts.outcomes)
    yield Table("outcomes", "What became of targets and measures, as others report", OUTCOMES, rows(outcomes))


def measure_row(facts: Facts, measure: Measure) -> Row:
    """Return one measure as a row of the table of measures."""
    return {
        "id": measure.id,
        "document": facts.edition.slug,
        "blocks": measure.cites,
        "zh": measure.zh,
        "en": measure.en,
        "quote": measure.quote,
        "topic": measure.topics,
        "instrument": measure.instrument,
        "audiences": tuple(measure.audiences),
        "counterparts": measure.counterparts,
        "force": measure.force,
        "force_quote": measure.force_quote,
        "gives": measure.gives,
        **_parts(measure),
        **_units(facts, measure),
    }


def _parts(measure: Measure) -> dict[str, Cell]:
    """Return beneficiary, amount, condition and deadline of a measure in both languages, empty where none is stated."""
    return {name: cell for part in PARTS for name, cell in pair(part, getattr(measure, part)).items()}


def pair(name: str, words: Draft | None) -> dict[str, Cell]:
    """Return the two cells of a bilingual value, empty where there is none."""
    return {f"{name}_zh": words.zh if words else "", f"{name}_en": words.en if words else ""}


def _units(facts: Facts, measure: Measure) -> dict[str, Cell]:
    responsible = facts.responsible(measure)
    return {
        "lead": tuple(unit.full for unit in responsible.lead),
        "units": tuple(unit.full for unit in responsible.units),
    }


def commitment_row(facts: Facts, line: Commitment) -> Row:
    """Return one line of the ledger as a row of the table of commitments."""
    return {
        "document": line.document,
        "id": line.measure.id,
        "gives": line.measure.gives,
        **_parts(line.measure),
        "zh": line.measure.zh,
        "en": line.measure.en,
        "force": line.measure.force,
        "force_quote": line.measure.force_quote,
        **_units(facts, line.measure),
        **_reported(line.outcome),
        "blocks": line.measure.cites,
    }


def _reported(outcome: Outcome | None) -> dict[str, Cell]:
    """Return what is reported on a fact; all empty where nothing is."""
    return {
        "verdict": outcome.verdict if outcome else "",
        "outcome_zh": outcome.zh if outcome else "",
        "outcome_en": outcome.en if outcome else "",
        "data_date": outcome.data_date if outcome else "",
        "source": outcome.source if outcome else "",
    }


def target_row(facts: Facts, target: Target, published: Mapping[str, str]) -> Row:
    """Return one target, with what is reported on it, as a row; ``published`` dates the sources."""
    outcome = facts.outcome(target)
    zh, en = (quantity.rendered(target.value, target.unit, each, target.bound, target.aim) for each in ("zh", "en"))
    return {
        "id": target.id,
        "document": facts.edition.slug,
        "blocks": target.cites,
        **pair("indicator", target.indicator),
        "baseline": target.baseline,
        "value": target.value,
        "bound": target.bound,
        "aim": target.aim,
        "cumulative": target.cumulative,
        "unit": target.unit.zh,
        "unit_en": target.unit.en,
        "printed_zh": str(zh),
        "printed_en": str(en),
        "year": target.year,
        "year_end": target.year_end,
        "year_basis": target.year_basis,
        "kind": target.kind,
        **pair("caution", target.caution),
        "quote": target.quote,
        "outcome": outcome.value if outcome else "",
        **_reported(outcome),
        "source_published": published.get(outcome.source, "") if outcome else "",
    }


def _outcome_row(facts: Facts, outcome: Outcome) -> Row:
    return {
        "document": facts.edition.slug,
        "of": outcome.of,
        "verdict": outcome.verdict,
        "value": outcome.value,
        "data_date": outcome.data_date,
        "zh": outcome.zh,
        "en": outcome.en,
        "source": outcome.source,
        "also": outcome.also,
        **pair("caution", outcome.caution),
    }
