"""The English keeps no habit of its first edition, and the reading test asks about sentences that exist."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HABITS: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks/english/habits.py"))

GLOSS = {
    "give play to": "Give full play to the role of parks.",
    "let … play a role": "Let parks play their role.",
    "around the needs": "Hold events around the key needs of industry.",
    "the building of": "Speed up the building of parks.",
    "verb + in coordination": "Advance in coordination the programs.",
    "innovate + object": "Innovate mechanisms.",
    "tell, run or do … well": "Run the events well.",
    "classified": "Improve classified evaluation.",
    "relying on": "Relying on parks, build a network.",
    "24 June 2019": "Done on 24 June 2019.",
    "bare pinyin": "Support Xingchuang Tiandi.",
}


def english() -> dict[str, list[tuple[str, str]]]:
    return {path.parent.name: list(HABITS["english"](path, None)) for path in ROOT.glob("source_texts/*/en.po")}


@pytest.mark.parametrize("habit", HABITS["HABITS"])
def test_each_habit_is_found(habit: str) -> None:
    counted = HABITS["count"]("one", [("p1-1", GLOSS[habit])])
    assert dict(zip(HABITS["HABITS"], counted.habits, strict=True)) == {each: each == habit for each in GLOSS}


def test_no_habit_is_left() -> None:
    left = {name: HABITS["count"](name, entries).habits for name, entries in english().items()}
    assert left == dict.fromkeys(left, (0,) * len(GLOSS))


def test_a_sentence_ends_at_its_full_stop_and_a_heading_is_none() -> None:
    entries = [("s1-1", "I. Aims"), ("p1-1", "It is No. 5 ( ) of “ten.” All are built.")]
    counted = HABITS["count"]("one", entries)
    assert (counted.lengths, counted.passives) == ((6, 3), 1)


@pytest.mark.parametrize("name", ["reading-test.yml", "reading-test-2.yml"])
def test_the_reading_tests_ask_about_sentences_that_exist(name: str) -> None:
    passages = yaml.safe_load((ROOT / "benchmarks/english" / name).read_text(encoding="utf-8"))["passages"]
    stand = {document: {context for context, _ in entries} for document, entries in english().items()}
    assert len(passages) == 20
    assert not [each for each in passages if not set(each["at"].split(", ")) <= stand[each["document"]]]
    assert not [each for each in passages if not each["agrees"] and "mended" not in each]
