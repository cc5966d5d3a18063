"""Summary: check the side-by-side summary against the text that it explains, and how plainly it is written.

In: an edition. Out: a problem for each point that does not stand on its clause or is hard to read; the account of both.

Guarantees:
1. No point without a living citation; no figure that no cited provision holds; no figure in one language alone.
2. Points stay short: 25 English words, 55 Chinese characters with punctuation; seven measures at most.
3. Points explain: what borrows more than half of its words from the clause, or reads harder than 20, is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from ..sources.problems import Problem
from ..sources.records import SLOTS, Bilingual, Deed, Point, Word
from ..sources.yamlfile import Path
from ..text import figures
from ..text.edition import Edition
from . import plain_words

#: Slots that explain; the others list what is absent, words and sources.
EXPLAINING: tuple[str, ...] = ("in_one_sentence", "why_now", "aims", "does", "responsible", "who_may_use")
#: What a slot may cite beside provisions: the whole text for an absence, document.yml for the standing.
SPECIAL = {"text": "does_not_say", "record": "status_and_source"}
MOST_WORDS, MOST_CHARACTERS, MOST_MEASURES = 25, 55, 7
MOST_BORROWED, LEAST_EASE, LEAST_MEDIAN = 0.5, 20, 45


@dataclass(frozen=True)
class Wording:
    """How plainly the explaining points of a document are written."""

    points: int
    ease: float
    borrowing: int
    deeds: int
    means: int
    does_not_mean: int

    def __str__(self) -> str:
        share = 100 * self.borrowing / self.points if self.points else 0
        return (
            f"{self.points} explaining points, median reading ease {self.ease:.0f}, {self.borrowing} ({share:.0f}%) "
            f"borrow over half; of {self.deeds} deeds {self.means} say what they mean, {self.does_not_mean} what not."
        )


def wording(edition: Edition) -> Wording:
    """Return the account of a document’s explaining points: its ease is 100 where there are none."""
    points = [point for slot in EXPLAINING for point in _points(edition, slot)]
    ease = median(plain_words.reading_ease(point.en) for point in points) if points else 100.0
    borrowing = sum(_share(edition, point) > MOST_BORROWED for point in points)
    deeds = edition.sources.summary.does or ()
    means = sum(deed.means is not None for deed in deeds)
    return Wording(len(points), ease, borrowing, len(deeds), means, sum(bool(deed.does_not_mean) for deed in deeds))


def check(edition: Edition) -> Iterator[Problem]:
    """Yield every problem of the summary, with its place in summary.yml."""
    source = edition.sources.summary_file
    for slot in SLOTS:
        points = _points(edition, slot)
        most = {"does": MOST_MEASURES, "in_one_sentence": 1}.get(slot)
        if most and len(points) > most:
            message = f"‘{slot}’ holds {len(points)} points; at most {most} are allowed."
            yield Problem(source.key_place((slot,)), "C008", message, "Join or leave out the least important.")
        for number, point in enumerate(points):
            yield from _point(edition, point, slot, number)
    yield from _one_sentence(edition)
    yield from _abbreviations(edition)
    ease = wording(edition).ease
    if ease < LEAST_MEDIAN:
        message = f"Half of the explaining points read harder than {ease:.0f}; the median must be {LEAST_MEDIAN}."
        yield Problem(source.place(()), "C011", message, "Use shorter words and sentences.")


def _one_sentence(edition: Edition) -> Iterator[Problem]:
    """Yield a problem for each language in which the document in one sentence is several."""
    for number, point in enumerate(_points(edition, "in_one_sentence")):
        counts = {"zh": plain_words.chinese_sentences(point.zh), "en": plain_words.english_sentences(point.en)}
        for language, count in counts.items():
            if count > 1:
                message = f"There are {count} sentences."
                place = edition.sources.summary_file.place(("in_one_sentence", number, language))
                yield Problem(place, "C015", message, "Write one plain sentence, which a stranger reads first.")


def _points(edition: Edition, slot: str) -> tuple[Point, ...]:
    return edition.sources.summary.points(slot)


def _point(edition: Edition, point: Point, slot: str, number: int) -> Iterator[Problem]:
    yield from _citations(edition, point, slot, number)
    yield from _figures(edition, point, (slot, number))
    for path, said in _sayings(point, (slot, number)):
        yield from _saying(edition, said, path, slot in EXPLAINING)
    yield from _own_words(edition, point, slot, number)


def _sayings(point: Point, path: Path) -> Iterator[tuple[Path, Bilingual]]:
    """Yield the statements of a point with their places: the point, what it means, what it does not mean."""
    yield path, point
    if isinstance(point, Deed):
        for name in ("means", "does_not_mean"):
            if said := getattr(point, name):
                yield (*path, name), said


def _saying(edition: Edition, said: Bilingual, path: Path, explains: bool) -> Iterator[Problem]:
    """Yield the problems of one statement: its length, its ease, figures that one language lacks."""
    source = edition.sources.summary_file
    words, characters = plain_words.english_words(said.en), plain_words.chinese_characters(said.zh)
    if words > MOST_WORDS:
        message = f"The English has {words} words; at most {MOST_WORDS} are allowed."
        yield Problem(source.place((*path, "en")), "C006", message, "Shorten or split the point.")
    if characters > MOST_CHARACTERS:
        message = f"The Chinese has {characters} characters; at most {MOST_CHARACTERS} are allowed."
        yield Problem(source.place((*path, "zh")), "C007", message, "Shorten or split the point.")
    ease = plain_words.reading_ease(said.en)
    if explains and ease < LEAST_EASE:
        message = f"The English has a reading ease of {ease:.0f}; at least {LEAST_EASE} is asked for."
        yield Problem(source.place((*path, "en")), "C010", message, "Use shorter words, or two sentences.")
    only_chinese, only_english = figures.differences(said.zh, said.en)
    for language, missing in (("Chinese", only_chinese), ("English", only_english)):
        for figure in sorted(missing):
            message = f"Only the {language} states ‘{figure}’."
            yield Problem(source.place((*path, "en")), "C005", message, "Let both languages state the same figures.")


def _figures(edition: Edition, point: Point, path: Path) -> Iterator[Problem]:
    """Yield each figure of a point that no cited provision states."""
    cited = "".join(cited_texts(edition, point))
    stated = figures.chinese(cited) | figures.chinese_spelled(cited)
    for figure in sorted(figures.chinese(point.zh) - stated):
        message = f"‘{figure}’ stands in no provision that the point cites."
        place = edition.sources.summary_file.place((*path, "zh"))
        yield Problem(place, "C004", message, "Correct the figure, or cite its clause.")


def _own_words(edition: Edition, point: Point, slot: str, number: int) -> Iterator[Problem]:
    """Yield a problem where a point copies its clause, joins clauses, or explains a word that does not stand there."""
    source = edition.sources.summary_file
    share = _share(edition, point)
    if share > MOST_BORROWED and not point.verbatim_because:
        message = f"The Chinese takes {share:.0%} of its words from the clause."
        remedy = "Explain it in words of your own, or say why not in ‘verbatim_because’."
        yield Problem(source.place((slot, number, "zh")), "C009", message, remedy)
    clauses = {sentence.id for target in point.cites for sentence in edition.cited(target)}
    if slot == "does" and len(clauses) > 1:
        message = f"The point rests on {len(clauses)} clauses."
        yield Problem(source.place((slot, number, "cites")), "C013", message, "Make a point of each, or leave one out.")
    if isinstance(point, Word) and point.cites:
        cited = "".join(cited_texts(edition, point))
        for part in re.findall(r"[\u3400-\u9fff]+", point.term.zh):
            if part not in cited:
                message = f"‘{part}’ does not stand in what the word cites."
                yield Problem(source.place((slot, number, "term")), "C014", message, "Cite where the text uses it.")


def _share(edition: Edition, point: Point) -> float:
    """Return the share of a point’s Chinese that stands in the provisions that it cites."""
    own = point.model_copy(update={"cites": tuple(cited for cited in point.cites if cited not in SPECIAL)})
    return plain_words.borrowed(point.zh, cited_texts(edition, own))


def _abbreviations(edition: Edition) -> Iterator[Problem]:
    """Yield each abbreviation that is not explained where a reader first meets it, in either language."""
    sayings = [
        (path, said)
        for slot in SLOTS
        for number, point in enumerate(_points(edition, slot))
        for path, said in (*_named(point, (slot, number)), *_sayings(point, (slot, number)))
    ]
    for language in ("zh", "en"):
        for at, found in plain_words.unexpanded(getattr(said, language) for _, said in sayings):
            place = edition.sources.summary_file.place((*sayings[at][0], language))
            message = f"‘{found}’ is not explained where it first stands."
            yield Problem(place, "C012", message, "Write it out with the abbreviation in brackets, or do without it.")


def _named(point: Point, path: Path) -> Iterator[tuple[Path, Bilingual]]:
    if isinstance(point, Word):
        yield (*path, "term"), point.term


def _citations(edition: Edition, point: Point, slot: str, number: int) -> Iterator[Problem]:
    source = edition.sources.summary_file
    if not point.cites:
        remedy = "Give the ids of the provisions that it rests on."
        yield Problem(source.place((slot, number, "cites")), "C001", "The point cites nothing.", remedy)
    for index, target in enumerate(point.cites):
        place = source.place((slot, number, "cites", index))
        if target in SPECIAL:
            if SPECIAL[target] != slot:
                message = f"‘{target}’ may be cited in ‘{SPECIAL[target]}’ only."
                yield Problem(place, "C003", message, "Cite a provision.")
        elif not edition.cited(target):
            message = f"‘{target}’ is no provision, paragraph or sentence of this document."
            yield Problem(place, "C002", message, f"See the ids with ‘policy-site show {edition.slug}’.")


def cited_texts(edition: Edition, point: Point) -> Iterator[str]:
    """Yield the Simplified text of everything that a point cites."""
    for target in point.cites:
        if target == "record":
            yield edition.record.model_dump_json()
        elif target == "text":
            yield "".join(block.hans for block in edition.blocks)
        else:
            yield "".join(sentence.hans for sentence in edition.cited(target))
