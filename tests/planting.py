"""A project with hostile text in every field that a person or a capture writes, one document for each payload.

The fields come from the models, so that a new field is planted by itself. Each field × payload has a tag of its own
(‘pwnaab’: letters, because figures are checked), by which its effect is found on a page.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import TypeAdapter, ValidationError

from conftest import ROOT
from policy_site.english import translation
from policy_site.library import load
from policy_site.sources.fieldtables import FILES
from policy_site.sources.records import AnswerDetails, AnswerVerdict, Grounded, Model

#: What is planted; TAG stands for the tag. A value never begins with the tag, so what begins with it became a block.
PAYLOADS = {
    "script": "<script>TAG</script>",
    "image": "<img src=x onerror=TAG>",
    "attribute": """"><b onclick=TAG>'><i onclick=TAG x='""",
    "title": "</title><script>TAG</script>",
    "link": "[x](javascript:TAG) ![x](//TAG.example/x.png) **TAG** `TAG` <javascript:TAG>",
    "attributes": "z {: onclick=TAG } { #TAG onclick=TAG }",
    "block": "y\n\n# TAG\n\nTAG\n===\n\n- TAG\n\n    TAG\n\n> TAG\n\n!!! note\n\n```\nTAG\n```\r\rTAG\u2028# TAG"
    "\u2029- TAG\x85\n\n| TAG | a |\n| --- | --- |\n| TAG | b |\n\n{: onclick=TAG }\n\nTAG",
    "template": "{{ TAG }} {%- TAG -%} {# TAG #} &lt;TAG&gt; &colon;TAG \\TAG wzxhzdk:TAG <!-- TAG -->",
}
#: The same for one line of a capture: no blank, no colon, no semicolon, which regularising and units would change.
IN_WITNESS = {
    "script": "<script>TAG</script>",
    "image": '<img/src="x"onerror="TAG">',
    "attribute": '"><b/onclick="TAG">',
    "title": "</title><script>TAG</script>",
    "link": "[x](//TAG)![x](//TAG)**TAG**`TAG`",
    "attributes": "z {onclick=TAG}",
    "block": "y\u2028\u2028# TAG\u2028\u2028- TAG",
    "template": "{{TAG}}{%TAG%}&lt\\TAG",
}
#: The same for a name in a list of units, which blanks part.
IN_UNITS = {name: "".join(form.split()) for name, form in IN_WITNESS.items()}
#: In English sentences the proof refuses straight quotation marks and two blanks (T010).
IN_ENGLISH = PAYLOADS | {"attribute": "><b onclick=TAG>", "block": PAYLOADS["block"].replace("    ", "\t")}
#: Fields that must repeat words of the capture, or lead somewhere: the tables below give them.
GIVEN = frozenset(
    "WitnessFact.incipit WitnessFact.explicit Grounded.quote Emendation.lemma Emendation.reading Annotation.lemma "
    "Point.cites Cited.cites Cited.quote Measure.counterparts Measure.force_quote NoMeasure.at Event.cites "
    "Event.source Outcome.source Source.id Term.zh Term.also Name.zh EverydayWord.mean TranslatorNote.at "
    "TranslatorNote.words Document.run_in_headings Document.not_stated Document.injected Document.official_page "
    "Outcome.also Sourced.sources Sense.beside Name.also Abbreviation.zh Abbreviation.within Answer.question "
    "Difference.basis Unlike.a Unlike.b Question.group Document.proposed Document.headings Document.closing "
    "WitnessFact.original Today.sources Example.slug Finding.chart".split()
)
#: Fields that a check ties to the capture: planted where the tables below give them, else left out.
TIED = frozenset(
    "Measure.beneficiary Measure.amount Measure.condition Measure.deadline Term.senses Name.abbreviated GenreFact.name "
    "Document.settled".split()
)
#: Values for fields that take a form of their own, where the sample has none.
FORMED = {"baseline": "20", "address": "https://example.org/", "begins_in": "s2"}
#: Left out of the planted project: another kind of document.
OMITTED = frozenset({"fragment", "notice_title"})


@dataclass
class Planted:
    """What was planted: by tag the field and payload, and the text as it should be read; and what was refused."""

    root: Path
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)

    def text(self, name: str, payload: str, forms: dict[str, str] = PAYLOADS) -> str:
        """Return the payload for a field, tagged."""
        number = len(self.fields)
        tag = "pwn" + "".join(chr(ord("a") + number // 26**place % 26) for place in (2, 1, 0))
        self.fields[tag] = (name, payload)
        self.texts[tag] = f"x{forms[payload].replace('TAG', tag)}x"
        return self.texts[tag]


def grow(model: type[Model], data: dict[str, Any], plant: Callable[[str, Any, Any], Any], path: str) -> dict[str, Any]:
    """Return ``data`` with every field of ``model``, each made by ``plant`` from its path, its type and its value."""
    hints = get_type_hints(model, include_extras=True)
    if issubclass(model, Grounded) and not data:
        data = {"basis": "inferred"}  # what is stated would need words of the capture
    grown = {}
    for name in model.model_fields:
        owner = next(each for each in model.__mro__ if name in each.__annotations__)
        value = data.get(name)
        if f"{owner.__name__}.{name}" in GIVEN:
            grown[name] = value
        elif name not in OMITTED and (value is not None or f"{owner.__name__}.{name}" not in TIED):
            grown[name] = _value(f"{path}.{name}", hints[name], value, plant)
    return {name: value for name, value in grown.items() if value is not None}


def _value(path: str, hint: Any, value: Any, plant: Callable[[str, Any, Any], Any]) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _value(path, next(each for each in inner if each is not NoneType), value, plant)
    if origin is tuple:
        return [_value(path, inner[0], each, plant) for each in ([None] if value is None else value)]
    if isinstance(hint, type) and issubclass(hint, Model):
        return grow(hint, value or {}, plant, path)
    return plant(path, hint, value)


def takes(hint: Any, value: object) -> bool:
    """Tell whether a field of type ``hint`` takes a value."""
    try:
        TypeAdapter(hint).validate_python(value)
    except ValidationError:
        return False
    return True


def _planter(planted: Planted, payload: str) -> Callable[[str, Any, Any], Any]:
    """Return what fills one field: with a payload, or with a good value if it refuses that."""

    def plant(name: str, hint: Any, value: Any) -> Any:
        if isinstance(value, str) and "pwn" in value:
            return value  # words of the planted capture
        literal = get_args(hint)[0] if get_origin(hint) is Literal else None
        good = value if value is not None else FORMED.get(name.rpartition(".")[2], literal)
        for before in ("", good or ""):
            probe = f"{before}x{PAYLOADS[payload].replace('TAG', 'pwn')}x"
            if takes(hint, probe):
                return before + planted.text(name, payload)
        planted.refused.add((name, payload))
        assert good is None or takes(hint, good), f"FORMED lacks a good value for {name}"
        return good

    return plant


def _capture(planted: Planted, payload: str) -> dict[str, str]:
    """Return the lines of a capture by their names, with a payload in each."""

    def text(name: str, forms: dict[str, str] = IN_WITNESS) -> str:
        return planted.text(f"witness.{name}", payload, forms)

    return {
        "title": f"样本市{text('title')}方案",
        "omitted": f"来源{text('omission')}浏览量",
        "addressee": f"各有关单位{text('addressee')}单位",
        "purpose": f"为扩大开放合作，制定本方案{text('sentence')}文。",
        "one": f"一、甲{text('heading')}乙",
        "aims": f"到2025年，建成基地20家{text('quote')}丙。",
        "two": "二、重点任务",
        "base": f"（一）建设{text('run-in')}丁。支持企业{text('counterpart')}高校{text('force')}建设合做{text('term')}"
        f"基地。{text('note')}戊。另见{text('name')}己。（牵头单位：市科技局{text('lead', IN_UNITS)}局，"
        f"责任单位：市商务局{text('unit', IN_UNITS)}局、市场监管局{text('elided', IN_UNITS)}局）",
        "talent": f"（二）引进人才。{text('run-in heading')}庚。鼓励专家来市工作。",
        "issuer": f"样本市{text('issuer')}局",
        "date": "2020年5月6日",
        "remark": f"（此件{text('remark')}公开发布）",
    }


def _between(line: str, first: str, last: str) -> str:
    """Return the stretch of ``line`` from ``first`` to ``last``."""
    return line[line.index(first) : line.index(last, line.index(first)) + len(last)]


def _document(planted: Planted, payload: str, sample: dict[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """Return the capture and the YAML data of the document for one payload."""
    line = _capture(planted, payload)
    force = _between(line["base"], "高校", "建设")[2:-2]
    files = {name: deepcopy(data) for name, data in sample.items()}
    document, measures, targets = files["document"], files["measures"], files["targets"]
    document["witness"] |= {"incipit": line["title"], "explicit": line["remark"]}
    for name in ("title", "addressee", "remark"):
        document[name] |= {"zh": line[name], "quote": line[name]}
    document["issuers"][0] |= {"zh": line["issuer"], "quote": line["issuer"]}
    document["genre"] |= {"value": "other", "name": {}, "quote": line["title"][-2:]}
    document |= {"document_number": {"basis": "inferred"}, "published": {"basis": "inferred", "value": "2020-05-07"}}
    document["not_stated"] = [each for each in document["not_stated"] if each not in document]
    document["injected"] = ["样本博彩"]
    measures["measures"][0] |= {
        "force": "do", "force_quote": force, "counterparts": [_between(line["base"], "企业", "高校")[2:]],
        "quote": _between(line["base"], "支持", "基地").replace("合做", "合作"), "cites": ["s2.1-p1-1"],
        "topics": [f"topic-{number}" for number in range(len(PAYLOADS))],
    }  # fmt: skip
    for measure in measures["measures"]:
        measure["audiences"] = [f"reader-{number}" for number in range(len(PAYLOADS))]
    for measure in measures["measures"][1:]:
        measure["topics"] = ["topic-0"]
    measures["no_measure"].append({"at": "s2.2-r1"})
    targets["targets"][0]["quote"] = line["aims"][:-1]
    files["apparatus"]["emendations"][0]["lemma"] = line["omitted"]
    files["apparatus"]["emendations"][1] |= {"lemma": "合做x", "reading": "合作x"}
    files["apparatus"]["notes"][0]["lemma"] = _between(line["purpose"], "方案", "文")
    files["notes"] = {"notes": [{"at": "s2.1-p1-2", "words": _between(line["base"], "基地。", "戊")[3:]}]}
    run_in = _between(line["talent"], "。", "庚")[1:]
    long = _between(line["base"], "建设", "丁")  # so long that only the record makes a heading of it
    document["run_in_headings"] = [run_in, long]
    files["everyday"] = {"words": [{"mean": [run_in]}]}
    words = {"zh": measures["measures"][0]["counterparts"][0]}
    measures["measures"][0] |= {part: dict(words) for part in ("beneficiary", "amount", "condition", "deadline")}
    files["answers"] = {"answers": [_answer(number) for number, _ in enumerate(PAYLOADS)]}
    return "首页 > 样本博彩\n\n" + "\n\n".join(line.values()) + "\n\n版权所有\n", files


def _answer(number: int) -> dict[str, Any]:
    """Return the answer to the question of one payload, with every detail that an answer may have."""
    cites = {"cites": ["s1-p1-1"]}
    details = {name: dict(cites) for name in AnswerDetails.model_fields}
    return {"question": f"question-{number}", "verdict": "says-yes", "details": details, **cites}


def _shared(planted: Planted, payload: str, number: int) -> dict[str, dict[str, Any]]:
    """Return one entry of each shared file for one payload."""
    witness = {name: text for text in planted.texts.values() for name in (planted.fields[_tag(text)],)}
    term, name, issuer = (witness[f"witness.{each}", payload] for each in ("term", "name", "issuer"))
    sense, at = planted.text("glossary.terms.senses.en", payload), f"{payload}-2020#s1-p1-1"
    places = [f"{other}-2020#s1-p1-1" for other in PAYLOADS]
    verdicts = get_args(AnswerVerdict)
    return {
        "glossary": {
            "terms": [
                {"id": f"term-{number}", "zh": term, "also": [f"{term}基地"]},
                {"id": f"sense-{number}", "zh": issuer, "en": sense, "en_also": [], "senses": [{"en": sense}, {}]},
            ]
        },
        "topics": {"topics": [{"id": f"topic-{number}"}]},
        "names": {"names": [{"zh": name, "kind": "city", "abbreviated": [{"zh": "另见", "within": [f"另见{name}"]}]}]},
        "sources": {"sources": [{"id": f"B-{number}"}]},
        "comparisons": {"differences": [{"basis": places}], "unlike": [{"a": "script-2020#p1", "b": "image-2020#p1"}]},
        "questions": {
            "verdicts": [{"id": verdicts[number % len(verdicts)]}],
            "groups": [{"id": f"group-{number}"}],
            "questions": [
                {
                    "id": f"question-{number}",
                    "group": f"group-{number}",
                    "audiences": [f"reader-{number}"],
                    "answer": {"cites": [at]},
                }
            ],
        },
        "audiences": {
            "audiences": [
                {
                    "id": f"reader-{number}",
                    "today": {"sources": [f"B-{number}"]},
                    "first": [f"question-{number}"],
                    "groups": [f"group-{number}"],
                }
            ]
        },
        "home": {
            "example": {"slug": "script-2020", "slot": "who_may_use", "number": 1},
            "finding": {"cites": [at], "sources": ["B-0"], "chart": "script-2020-t01"},
        },
    }


def _added(entries: list[dict[str, Any]], new: dict[str, Any]) -> None:
    """Add an entry; the texts of one whose id is there already are put behind those of the first."""
    old = next((each for each in entries if "id" in new and each["id"] == new["id"]), None)
    if old is None:
        entries.append(new)
        return
    old |= _joined(old, new)


def _joined(old: Any, new: Any) -> Any:
    """Return a value with the texts of another put behind its own."""
    if isinstance(new, dict) and old:
        return {name: _joined(old.get(name), value) for name, value in new.items()}
    return f"{old} {new}" if old and isinstance(new, str) and "pwn" in new else old or new


def _tag(text: str) -> str:
    at = text.index("pwn")
    return text[at : at + 6]


def plant(root: Path) -> Planted:
    """Make the project in folder ``root``."""
    planted = Planted(root)
    base = ROOT / "tests" / "problems" / "_base" / "source_texts" / "sample-2020"
    sample = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in base.glob("*.yml")}
    shared: dict[str, dict[str, Any]] = {}
    for number, payload in enumerate(PAYLOADS):
        folder = root / "source_texts" / f"{payload}-2020"
        folder.mkdir(parents=True)
        witness, files = _document(planted, payload, sample)
        (folder / "witness.txt").write_bytes(witness.encode())
        files["document"]["witness"]["sha256"] = hashlib.sha256(witness.encode()).hexdigest()
        files["outcomes"]["outcomes"][0]["source"] = f"B-{number}"
        files["outcomes"]["events"] = [{"source": f"B-{number}", "date": "2021-01", "cites": ["p1"]}]
        planter = _planter(planted, payload)
        for name, data in files.items():
            _write(folder / f"{name}.yml", grow(FILES[name], data, planter, name))
        for name, data in _shared(planted, payload, number).items():
            file = shared.setdefault(name, {})
            for key, entries in grow(FILES[name], data, planter, name).items():
                if isinstance(entries, dict):
                    file[key] = _joined(file.get(key), entries)
                for entry in entries if isinstance(entries, list) else ():
                    _added(file.setdefault(key, []), entry)
    for name, data in shared.items():
        _write(root / "source_texts" / f"{name}.yml", data)
    for name in (path.name for path in (ROOT / "theme", *ROOT.glob("mkdocs*.yml"))):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    for locale in ("en", "zh-Hans"):
        (root / "docs" / locale).mkdir(parents=True)
        for name in ("principles", "reading"):
            shutil.copy(ROOT / "docs" / locale / f"{name}.md", root / "docs" / locale)
    _translate(planted)
    return planted


def _write(path: Path, data: dict[str, Any]) -> None:
    alone = json.loads(json.dumps(data))  # what is used twice becomes two things, so that YAML writes no anchor
    path.write_text(yaml.safe_dump(alone, allow_unicode=True), "utf-8")


def _translate(planted: Planted) -> None:
    """Give every sentence an English with a payload."""
    for edition in load(planted.root).editions:
        payload = edition.slug.removesuffix("-2020")
        catalog = translation.merged(edition, translation.empty(edition.slug))
        for message in translation.messages(catalog):
            planting = planted.text(f"en.po.{message.context}", payload, IN_ENGLISH)
            figures = {"s1-p1-1": "2025 20 ", "date-1": "2020 5 6 "}.get(str(message.context), "")
            message.string = f"{figures}{planting}"
        path = planted.root / "source_texts" / edition.slug / translation.FILE_NAME
        path.write_bytes(translation.written(catalog))


def pairs(planted: Planted) -> Iterator[tuple[str, str]]:
    """Yield every field × payload that was planted or refused."""
    yield from sorted({*planted.fields.values(), *planted.refused})
