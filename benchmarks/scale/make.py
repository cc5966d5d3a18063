"""Make a project of N documents out of the real ones, to measure what grows with N.

In: this project, a number and a folder that is not there yet. Out: a copy of the project in that folder, with the real
documents and as many made ones as bring them to N.

    .venv/bin/python benchmarks/scale/make.py 50 .build/scale-50

A made document is a drawing of real paragraphs with their English, under real headings, numbered anew in one of several
shapes, of an invented place and a day of its own; measures, targets, points and answers come along where all that they
rest on does. The same number gives the same bytes.

Nothing of this is ever published: the places do not exist, and no government issued these texts.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from policy_site.english import translation
from policy_site.library import Library, load
from policy_site.project import SOURCE_TEXTS
from policy_site.site.inputs import ALL
from policy_site.sources.records import Apparatus, Document, Summary
from policy_site.sources.yamlfile import YamlFile
from policy_site.text.editing import edit
from policy_site.text.edition import Edition, Paragraph, Sources

ROOT = Path(__file__).resolve().parents[2]
NUMERALS = "一二三四五六七八九十"
#: e.g. the first characters of “(2) Main tasks”
_NUMBER = re.compile(r"^[(（]?[\dIVX]{1,4}[.)）]+\s*")
#: Two of these make a place that does not exist.
SYLLABLES = dict(
    zip(
        "岚沐砚琅霁澄芷珩翊瑶溯昀茗蓝栩珞樾湉屿泠",
        "lan mu yan lang ji cheng zhi heng yi yao su yun ming lan xu luo yue tian yu ling".split(),
        strict=True,
    )
)
GENRES = {
    "意见": ("opinions", "Opinions"),
    "实施方案": ("implementation-plan", "Implementation Plan"),
    "行动计划": ("action-plan", "Action Plan"),
}
SUBJECTS = {
    "加强国际科技合作": "Strengthening International Cooperation in Science and Technology",
    "推进科技开放合作": "Advancing Openness and Cooperation in Science and Technology",
    "扩大创新开放合作": "Widening Openness and Cooperation in Innovation",
}
_WORDS = {"zh": "为测量编成，并非真实文件。", "en": "Made up for measurements; no real document."}
_INFERRED = {"basis": "inferred", "because": _WORDS}


@dataclass(frozen=True)
class Piece:
    """A real paragraph, and the document that it is from."""

    edition: Edition
    block: Paragraph


@dataclass(frozen=True)
class Made:
    """A drawn document: its name, place, day, title and text, and the pieces that it is made of."""

    slug: str
    place: tuple[str, str]
    day: date
    subject: str
    genre: str
    text: str
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        """The title as the text prints it."""
        return f"{self.place[0]}{self.subject}{self.genre}"


def pieces(library: Library) -> list[Piece]:
    """Return the paragraphs of the real texts that are whole English and Chinese and hold nothing supplied."""
    found = [Piece(edition, block) for edition in library.editions for block in edition.blocks]
    return [
        each for each in found if each.block.kind == "paragraph" and each.block.english and "〔" not in each.block.hans
    ]


def headings(library: Library) -> dict[str, str]:
    """Return the headings of the real texts without their numbers, with their English."""
    found: dict[str, str] = {}
    for block in (block for edition in library.editions for block in edition.blocks if block.kind == "heading"):
        words = block.hans.removeprefix(block.number or "").rstrip("。")
        if block.english and 4 <= len(words) <= 30 and "〔" not in words:
            found[words] = _NUMBER.sub("", block.english)
    return found


def drawn(number: int, pool: list[Piece], heads: list[str]) -> Made:
    """Return the document of a number."""
    chance = random.Random(number)
    first, second = chance.sample(sorted(SYLLABLES), 2)
    place = (f"{first}{second}市", f"{SYLLABLES[first]}{SYLLABLES[second]}".capitalize())
    chosen = chance.sample(pool, chance.randint(10, min(45, len(pool))))
    day = date(2010, 1, 1) + timedelta(days=chance.randrange(5800))
    subject, genre = chance.choice(sorted(SUBJECTS)), chance.choice(sorted(GENRES))
    body = list(SHAPES[number % len(SHAPES)](chosen, chance.sample(heads, min(len(heads), 40)), chance))
    closing = [f"{place[0]}科学技术局", f"{day.year}年{day.month}月{day.day}日"]
    text = "\n".join([f"{place[0]}{subject}{genre}", "各有关单位：", *body, *closing]) + "\n"
    return Made(f"{place[1].lower()}-{day.year}-{number}", place, day, subject, genre, text, tuple(chosen))


def _flat(chosen: list[Piece], heads: list[str], chance: random.Random) -> Iterator[str]:
    """Yield sections of one level: 一、…"""
    parts = chance.randint(4, 9)
    for number in range(parts):
        yield f"{NUMERALS[number]}、{heads[number]}"
        yield from (each.block.hans for each in chosen[number::parts])


def _two_levels(chosen: list[Piece], heads: list[str], chance: random.Random) -> Iterator[str]:
    """Yield sections of two levels: 一、… （一）…"""
    words = iter(heads)
    rest = iter(chosen)
    for number in range(chance.randint(2, 5)):
        yield f"{NUMERALS[number]}、{next(words)}"
        for inner in range(chance.randint(2, 5)):
            piece = next(rest, None)
            if piece is not None:
                yield f"（{NUMERALS[inner]}）{next(words)}"
                yield piece.block.hans


def _three_levels(chosen: list[Piece], heads: list[str], chance: random.Random) -> Iterator[str]:
    """Yield sections of three levels: 一、… （一）… 1.…"""
    words = iter(heads)
    rest = iter(chosen)
    for number in range(chance.randint(2, 3)):
        yield f"{NUMERALS[number]}、{next(words)}"
        for inner in range(2):
            yield f"（{NUMERALS[inner]}）{next(words)}"
            for last in range(chance.randint(2, 4)):
                piece = next(rest, None)
                if piece is not None:
                    yield f"{last + 1}.{next(words)}"
                    yield piece.block.hans


SHAPES = (_flat, _two_levels, _three_levels)


def record(made: Made) -> dict[str, Any]:
    """Return document.yml of a made document."""
    genre, english = GENRES[made.genre]
    body = f"{made.place[0]}科学技术局"
    lines = made.text.split("\n")
    stated = {"basis": "stated"}
    return {
        "witness": {
            "sha256": hashlib.sha256(made.text.encode()).hexdigest(),
            "incipit": lines[0],
            "explicit": lines[-2],
            "origin": _WORDS,
        },
        "script": "zh-Hans",
        "place": {"zh": made.place[0], "en": made.place[1]},
        "short_title": {
            "zh": f"{made.place[0][:2]}{made.genre}（{made.day.year}）",
            "en": f"{made.place[1]} {english.lower()} ({made.day.year})",
        },
        "genre": {"value": genre, **stated, "quote": made.genre},
        "title": {"zh": made.title, "en": f"{made.place[1]} {english} on {SUBJECTS[made.subject]}", **stated,
                  "quote": made.title},
        "issuers": [{"zh": body, "en": f"{made.place[1]} Science and Technology Bureau", **stated, "quote": body}],
        "dated": {"value": made.day, **stated, "quote": lines[-2]},
        "period": {"value": f"{made.day.year}/..", **_INFERRED},
        "audience": {**_WORDS, **_INFERRED},
        "status": {**_WORDS, "as_of": "2026-11"},
    }  # fmt: skip


def edition_of(made: Made, about: dict[str, Any]) -> Edition:
    """Return the edition of a made document, by which the ids of its sentences are known."""
    none = YamlFile("", {})
    sources = Sources(
        made.slug, made.text, Document.model_validate(about), none, Apparatus(emendations=()), none, Summary(), none
    )
    edition, problems = edit(sources)
    if edition is None:
        raise SystemExit("\n".join(map(str, problems)))
    return edition


#: What rests on more than the clauses of an entry.
_LEFT_OUT = frozenset({"sources", "outcome", "verbatim_because", "details", "does_not_mean"})


class Facts:
    """What the real documents hold of facts, as their files have them."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, slug: str, name: str) -> dict[str, Any]:
        """Return what a file of a document holds."""
        key = (slug, name)
        if key not in self._files:
            path = ROOT / SOURCE_TEXTS / slug / f"{name}.yml"
            self._files[key] = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
        return self._files[key]


def taken_along(entry: dict[str, Any], real: Edition, places: dict[str, str]) -> dict[str, Any] | None:
    """Return an entry that cites the made document, if all that it rests on stands there, under the ids there."""
    cites = []
    for target in entry.get("cites") or ():
        sentences = real.cited(target)
        if not sentences or any(sentence.hans not in places for sentence in sentences):
            return None
        cites += [places[sentence.hans] for sentence in sentences]
    told = {key: value for key, value in entry.items() if key not in _LEFT_OUT}
    return {**told, "cites": list(dict.fromkeys(cites))} if cites and "sources" not in entry else None


def write(made: Made, english: dict[str, str], questions: list[str], facts: Facts, folder: Path) -> None:
    """Write the folder of a made document."""
    about = record(made)
    edition = edition_of(made, about)
    places = {sentence.hans: sentence.id for sentence in edition.sentences}
    catalog = translation.merged(edition, translation.empty(made.slug))
    english = english | {made.title: about["title"]["en"], "各有关单位：": "All relevant organizations:"}
    for block in (block for block in edition.blocks if block.kind == "heading"):
        number = f"{block.number.rstrip('.')}. " if block.number[:1].isdigit() else ""
        words = english.get(block.hans.removeprefix(block.number).rstrip("。"), "")
        english[block.hans] = number + words if words else ""
    for message in translation.messages(catalog):
        message.string = english.get(str(message.id), "")
    real = {piece.edition.slug: piece.edition for piece in made.pieces}
    measures = list(_listed("measures", "m", real, places, facts))
    targets = list(_listed("targets", "t", real, places, facts))
    folder.mkdir()
    (folder / "witness.txt").write_text(made.text, "utf-8")
    (folder / translation.FILE_NAME).write_bytes(translation.written(catalog))
    for name, content in {
        "document": about,
        "apparatus": {"emendations": []},
        "measures": {"measures": measures, "no_measure": list(_uncovered(edition, [*measures, *targets]))},
        "targets": {"targets": targets},
        "answers": {"answers": list(_answers(questions, real, places, facts))},
    }.items():
        (folder / f"{name}.yml").write_text(
            yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8"
        )


class _Plain(yaml.SafeDumper):
    """Writes out what stands twice, instead of naming it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _listed(
    name: str, letter: str, real: dict[str, Edition], places: dict[str, str], facts: Facts
) -> Iterator[dict[str, Any]]:
    """Yield the measures or targets that come along, numbered anew."""
    number = 0
    for slug, edition in sorted(real.items()):
        for entry in facts.of(slug, name).get(name, ()):
            found = taken_along(entry, edition, places)
            if found:
                number += 1
                yield {**found, "id": f"{letter}{number:02}"}


def _uncovered(edition: Edition, entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs of a made document on which nothing rests."""
    cited = {each for entry in entries for each in entry["cites"]}
    for block in edition.blocks:
        if block.kind == "paragraph" and cited.isdisjoint(sentence.id for sentence in block.sentences):
            yield {"at": block.id, "because": _WORDS}


def _answers(
    questions: list[str], real: dict[str, Edition], places: dict[str, str], facts: Facts
) -> Iterator[dict[str, Any]]:
    """Yield an answer to each question: one that comes along, else silence."""
    given: dict[str, dict[str, Any]] = {}
    for slug, edition in sorted(real.items()):
        for entry in facts.of(slug, "answers").get("answers", ()):
            found = taken_along(entry, edition, places)
            if found and found["verdict"] != "cannot-tell":
                given.setdefault(entry["question"], found)
    for question in questions:
        silent = {"verdict": "does-not-say", "zh": "没有写。", "en": "It does not say.", "cites": []}
        yield given.get(question) or {"question": question, **silent}


def main() -> None:
    """Make the project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.folder.exists():
        raise SystemExit(f"{given.folder} is there already. Remove it, or name another folder.")
    library = load(ROOT)
    for name in (*ALL, "schemas"):
        source, target = ROOT / name, given.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, target)
    pool, heads = pieces(library), headings(library)
    english = heads | {s.hans: s.english for edition in library.editions for s in edition.sentences}
    questions = [question.id for question in library.questions.questions]
    facts = Facts()
    for number in range(given.count - len(library.editions)):
        made = drawn(number, pool, sorted(heads))
        write(made, english, questions, facts, given.folder / SOURCE_TEXTS / made.slug)
    sys.stdout.write(f"{given.count} documents in {given.folder}\n")


if __name__ == "__main__":
    main()
