"""The schemas of the editors' YAML: an editor underlines what the program refuses, and nothing that it reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, run

FILES = sorted((ROOT / "source_texts").rglob("*.yml"))


class _Core(yaml.CSafeLoader):
    """YAML as the language server reads it (YAML 1.2): a day is words."""


_Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(name: str) -> dict[str, Any]:
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))


def validator() -> Any:
    from jsonschema import Draft202012Validator  # here, because it takes more than a second to import

    return Draft202012Validator


def faults(name: str, text: str) -> list[str]:
    """Return what an editor would underline."""
    checker = validator()(schema(name))
    return [each.message for each in checker.iter_errors(yaml.load(text, _Core))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_editor_underlines_nothing_in_the_sources(path: Path) -> None:
    assert faults(path.stem, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_source_leads_editors_to_its_schema(path: Path) -> None:
    first = path.read_text("utf-8").split("\n")[0]
    assert (path.parent / first.partition("$schema=")[2]).resolve() == ROOT / "schemas" / f"{path.stem}.schema.json"


def test_every_schema_is_a_schema() -> None:
    for path in (ROOT / "schemas").glob("*.json"):
        validator().check_schema(json.loads(path.read_text("utf-8")))
    assert {path.name.split(".")[0] for path in (ROOT / "schemas").glob("*.json")} >= {path.stem for path in FILES}


@pytest.mark.parametrize(
    ("old", "new"),
    [("force: encourage", "force: cheer"), ("  quote:", "  quotation:"), ("  gives: ", "  cites: x\n  gifts: ")],
)
def test_an_editor_underlines_a_wrong_word_and_an_unknown_field(old: str, new: str) -> None:
    text = (ROOT / "source_texts" / "wuhan-2020" / "measures.yml").read_text("utf-8")
    assert old in text
    assert faults("measures", text.replace(old, new, 1))


def test_a_field_is_explained_where_it_is_typed() -> None:
    force = schema("measures")["$defs"]["Measure"]["properties"]["force"]
    assert "verb" in force["description"]
    assert "encourage" in force["enum"]


@pytest.mark.long
def test_the_check_says_when_a_schema_is_old(project: Path) -> None:
    path = project / "schemas" / "measures.schema.json"
    path.write_text(path.read_text("utf-8").replace("encourage", "cheer"), "utf-8")
    result = run("check", "--root", project)
    assert (result.exit_code, "schemas/measures.schema.json:1:1: G001" in result.output) == (1, True)


def test_a_new_folder_leads_editors_to_the_schemas(project: Path) -> None:
    capture = project / "capture.txt"
    capture.write_text("关于试行的通知\n\n一、试行\n\n支持试行。\n", "utf-8")
    assert run("new", "shi-2030", capture, "--yes", "--root", project).exit_code == 0
    for path in (project / "source_texts" / "shi-2030").glob("*.yml"):
        first = path.read_text("utf-8").split("\n")[0]
        assert (path.parent / first.partition("$schema=")[2]).resolve().is_file()
        assert faults(path.stem, path.read_text("utf-8")) == []
