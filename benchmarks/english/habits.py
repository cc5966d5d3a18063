"""Count what tells a gloss from written English: sentence length, passives, and habits that the house rules ban.

Usage, from the root of the repository: python benchmarks/english/habits.py [REVISION]
It reads source_texts/*/en.po as they stand, or as they stood in a revision of the project's history.
"""

from __future__ import annotations

import io
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

SOURCES = Path("source_texts")
LONG = 40  # words; a longer sentence has to be read twice

#: Lengths and passives are those of paragraphs, e.g. s3.1-p2-1; the heading s3.1-1 is no sentence.
PARAGRAPH = re.compile(r"(?:^|-)p\d+-")
#: A numeral that opens an item, e.g. “(3)” or “2.”; its full stop ends no sentence.
NUMERAL = re.compile(r"^\(?(?:\d+|[IVX]+)[.)]\s+")
#: Chinese that stands beside its English is no English word.
CHINESE = re.compile(r"[^\x00-\x7f\u00c0-\u024f\u2010-\u203a]+")
END = re.compile(r"(?<!\bNo)(?<=[.!?])[”’)]*\s+(?=[“‘(]*[A-Z])|(?<=[.!?][”’)])\s+(?=[“‘(]*[A-Z])")
IRREGULAR = (
    "built|chosen|done|drawn|found|given|held|known|made|met|paid|put|seen|sent|set|shown|spent|taken|told|written"
)
PASSIVE = re.compile(rf"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:\w+ed|{IRREGULAR})\b")
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
OBJECT = r"(?!and\b|or\b|in\b|on\b|further\b|together\b)"

#: Each habit as readers meet it, e.g. “give full play to the role of”.
HABITS = {
    "give play to": r"\b(?:give|gives|giving|bring|bringing) (?:\w+ )?(?:in)?(?:to )?(?:full )?play\b",
    "let … play a role": r"\blet\b[^.;]{0,60}\bplay\b",
    "around the needs": r"\baround (?:the )?(?:\w+ ){0,2}(?:needs|demands|requirements)\b|\bcentering on\b",
    "the building of": r"\bthe building of\b",
    "verb + in coordination": r"\bin coordination\b(?! with)",
    "innovate + object": rf"\binnovat(?:e|es|ing) {OBJECT}[a-z]+",
    "tell, run or do … well": r"\b(?:tell|run|do|doing|running)\b[^.;]{0,60}\bwell\b",
    "classified": r"\bclassified\b",
    "relying on": r"\brelying on\b",
    "24 June 2019": rf"\b\d{{1,2}} (?:{MONTH}) \d{{4}}\b",
    "bare pinyin": r"\b(?:Xingchuang Tiandi|Taiku)\b",
}


@dataclass(frozen=True)
class Count:
    """What was counted in one document: the words of each sentence, passives, and each habit."""

    name: str
    lengths: tuple[int, ...]
    passives: int
    habits: tuple[int, ...]


def english(path: Path, revision: str | None) -> Iterator[tuple[str, str]]:
    """Yield each entry: its id, and its English without its numeral and without Chinese."""
    command = ["git", "show", f"{revision}:{path.as_posix()}"]
    file = subprocess.run(command, check=True, capture_output=True).stdout if revision else path.read_bytes()
    for message in read_po(io.BytesIO(file)):
        if message.id and isinstance(message.string, str):
            yield str(message.context), CHINESE.sub(" ", NUMERAL.sub("", message.string))


def words(text: str) -> int:
    """Count what stands between spaces and holds a letter or a digit, e.g. 2 in “R&D ( ) centers”."""
    return sum(any(character.isalnum() for character in token) for token in text.split())


def count(name: str, entries: list[tuple[str, str]]) -> Count:
    """Count sentences, which end in a full stop, and passives in paragraphs, habits in headings too."""
    texts = [text for context, text in entries if PARAGRAPH.search(context)]
    sentences = [each for text in texts for each in END.split(text) if each.rstrip(" ”’)").endswith((".", "?", "!"))]
    passives = sum(len(PASSIVE.findall(text)) for text in texts)
    whole = "\n".join(text for _, text in entries)
    habits = tuple(len(re.findall(pattern, whole, re.IGNORECASE)) for pattern in HABITS.values())
    return Count(name, tuple(words(each) for each in sentences), passives, habits)


def row(each: Count) -> str:
    """Return one line of the table of lengths and passives."""
    total, longer = sum(each.lengths), sum(length > LONG for length in each.lengths)
    return (
        f"| {each.name} | {len(each.lengths)} | {statistics.mean(each.lengths):.1f} | "
        f"{statistics.median(each.lengths):.0f} | {max(each.lengths)} | {longer / len(each.lengths):.1%} | "
        f"{1000 * each.passives / total:.1f} | {sum(each.habits)} |"
    )


def main(arguments: list[str]) -> None:
    """Write both tables in Markdown: one line a document, then one line a habit."""
    revision = arguments[0] if arguments else None
    entries = {path.parent.name: list(english(path, revision)) for path in sorted(SOURCES.glob("*/en.po"))}
    counts = [count(name, own) for name, own in entries.items()]
    every = count("all", [entry for own in entries.values() for entry in own])
    head = f"| document | sentences | mean | median | longest | over {LONG} words | passives per 1,000 words | habits |"
    lines = [head, "| --- |" + " ---: |" * 7, *map(row, [*counts, every]), "", "| habit | times |", "| --- | ---: |"]
    lines += [f"| {habit} | {times} |" for habit, times in zip(HABITS, every.habits, strict=True)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
