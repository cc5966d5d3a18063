"""The export for a search server: each line fits the mapping, and every sentence is in it once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import FIVE, run
from policy_site.library import Library
from policy_site.site.data import opensearch

FIELDS = opensearch.MAPPING["mappings"]["properties"]


def fits(value: Any, field: dict[str, Any]) -> bool:
    """Tell whether a strict index with this mapping takes a value: words, days, or an object of its own fields."""
    if "properties" in field:
        return value is None or (
            value.keys() == field["properties"].keys()
            and all(fits(value[name], own) for name, own in field["properties"].items())
        )
    if field["type"] == "date":
        return value is None or re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value) is not None
    return all(isinstance(each, str) for each in (value if isinstance(value, list) else [value]))


def pairs(lines: bytes) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the lines of a file two by two; the last one ends, as the bulk interface wants it."""
    assert lines.endswith(b"\n")
    read = [json.loads(line) for line in lines.decode().split("\n")[:-1]]
    return list(zip(read[::2], read[1::2], strict=True))


@pytest.fixture(scope="module")
def exported(library: Library) -> dict[str, bytes]:
    """The files by their names."""
    return dict(opensearch.files(library))


@pytest.mark.parametrize("slug", FIVE)
def test_each_clause_fits_the_mapping_and_has_an_id_of_its_own(exported: dict[str, bytes], slug: str) -> None:
    found = pairs(exported[f"{slug}.ndjson"])
    assert json.loads(exported["mapping.json"])["mappings"]["dynamic"] == "strict"
    for action, clause in found:
        assert clause.keys() == FIELDS.keys()
        assert [name for name in FIELDS if not fits(clause[name], FIELDS[name])] == []
        assert action == {"index": {"_id": f"{slug}#{clause['ids'][0]}"}}
        assert clause["document"] == slug
        assert clause["address"] == f"policies/{slug}/text.html#{clause['ids'][0]}"
    names = [action["index"]["_id"] for action, _ in found]
    assert len(names) == len(set(names))
    assert all(len(name.encode()) <= 512 for name in names)  # the most that OpenSearch takes


def test_a_value_of_another_shape_does_not_fit() -> None:
    assert not fits("2019", FIELDS["dated"])
    assert not fits("2019-02-30x", FIELDS["dated"])
    assert not fits({"en": "Wuhan"}, FIELDS["place"])
    assert not fits([1], FIELDS["ids"])


def test_every_sentence_is_in_one_clause_with_its_words_in_three_languages(
    exported: dict[str, bytes], library: Library
) -> None:
    for edition in library.editions:
        clauses = [clause for _, clause in pairs(exported[f"{edition.slug}.ndjson"])]
        assert [id_ for clause in clauses for id_ in clause["ids"]] == [each.id for each in edition.sentences]
        for clause in clauses:
            for each in (sentence for sentence in edition.sentences if sentence.id in clause["ids"]):
                assert each.hans.replace("\t", " ") in clause["zh-Hans"]
                assert each.hant.replace("\t", " ") in clause["zh-Hant"]
                assert each.english in clause["en"]


@pytest.mark.long
def test_the_command_writes_the_files_and_the_same_again(tmp_path: Path, exported: dict[str, bytes]) -> None:
    for _ in range(2):
        result = run("export", tmp_path / "for a server")
        assert result.output == f"5 documents written to {tmp_path / 'for a server'}.\n"
        written = {path.name: path.read_bytes() for path in (tmp_path / "for a server").iterdir()}
        assert written == exported


@pytest.mark.long
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = run("export", tmp_path / "file" / "folder")
    assert result.exit_code == 1
    assert "file" in result.output
