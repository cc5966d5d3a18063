"""Explain: check the side-by-side summary against the text that it explains.

In: an edition. Out: a problem for each point that does not stand on its clause.

Guarantees:
1. No point without a living citation; no figure that no cited provision holds; no figure in one language alone.
2. Points stay short: 25 English words, 45 Chinese characters; seven measures at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..sources.problems import Problem
from ..sources.records import Point, Summary
from ..text import figures
from ..text.edition import Edition

#: Slots in reading order (the fields of the record).
SLOTS: tuple[str, ...] = tuple(Summary.model_fields)
#: What a slot may cite beside provisions: the whole text for an absence, document.yml for the standing.
SPECIAL = {"text": "does_not_say", "record": "status_and_source"}
MOST_WORDS, MOST_CHARACTERS, MOST_MEASURES = 25, 45, 7


def check(edition: Edition) -> Iterator[Problem]:
    """Yield every problem of the summary, with its place in summary.yml."""
    source = edition.sources.summary_file
    for slot in SLOTS:
        points: tuple[Point, ...] = getattr(edition.sources.summary, slot)
        most = {"does": MOST_MEASURES, "in_one_sentence": 1}.get(slot)
        if most and len(points) > most:
            message = f"‘{slot}’ holds {len(points)} points; at most {most} are allowed."
            yield Problem(source.key_place((slot,)), "C008", message, "Join or leave out the least important.")
        for number, point in enumerate(points):
            yield from _point(edition, point, slot, number)


def _point(edition: Edition, point: Point, slot: str, number: int) -> Iterator[Problem]:
    source = edition.sources.summary_file
    path = (slot, number)
    yield from _citations(edition, point, slot, number)
    words, characters = english_words(point.en), chinese_characters(point.zh)
    if words > MOST_WORDS:
        message = f"The English has {words} words; at most {MOST_WORDS} are allowed."
        yield Problem(source.place((*path, "en")), "C006", message, "Shorten or split the point.")
    if characters > MOST_CHARACTERS:
        message = f"The Chinese has {characters} characters; at most {MOST_CHARACTERS} are allowed."
        yield Problem(source.place((*path, "zh")), "C007", message, "Shorten or split the point.")
    cited = "".join(cited_texts(edition, point))
    stated = figures.chinese(cited) | figures.chinese_spelled(cited)
    for figure in sorted(figures.chinese(point.zh) - stated):
        message = f"‘{figure}’ stands in no provision that the point cites."
        yield Problem(source.place((*path, "zh")), "C004", message, "Correct the figure, or cite its clause.")
    only_chinese, only_english = figures.differences(point.zh, point.en)
    for language, missing in (("Chinese", only_chinese), ("English", only_english)):
        for figure in sorted(missing):
            message = f"Only the {language} states ‘{figure}’."
            yield Problem(source.place((*path, "en")), "C005", message, "Let both languages state the same figures.")


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


def english_words(text: str) -> int:
    """Return the number of words, counting ‘2021’ and ‘high-tech’ as one each."""
    return len(re.findall(r"\w+(?:[-–’'.,&/]\w+)*", text))


def chinese_characters(text: str) -> int:
    """Return the number of Chinese characters; a run of Latin letters or digits counts as one."""
    return len(re.findall(r"[\u3400-\u9fff]|[A-Za-z0-9.%]+", text))
