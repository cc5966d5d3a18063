"""The open data: each format read by its own validator, and rebuilt into the text of the pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import frictionless
import pytest
from lxml import etree
from translate.storage import tmx as toolkit_tmx
from translate.storage import xliff2 as toolkit_xliff

from conftest import FIVE, ROOT, Built, once
from htmlpage import parse
from policy_site.library import Library
from policy_site.site import data
from policy_site.site.data.table import Column, Table, safe
from policy_site.text.scripts import traditional

SCHEMAS = ROOT / "tests" / "schemas"
TEXTS = ("zh-Hans", "zh-Hant", "en")
XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
TBX = "{urn:iso:std:iso:30042:ed-2}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    """The data files, written once."""
    return once(tmp_path_factory, "data", lambda folder: data.write(folder, library))


# ------------------------------------------------------------------------------------------------ validators


@pytest.mark.long
def test_the_package_is_valid_and_so_is_every_row_of_every_table(folder: Path) -> None:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:10]
    assert report.stats["tasks"] == 2 * len(list(folder.glob("*.jsonl"))) >= 20


@pytest.mark.long
def test_the_validator_sees_a_wrong_cell_and_a_dead_link(folder: Path, tmp_path: Path) -> None:
    for path in (*folder.glob("*.csv"), *folder.glob("*.jsonl")):
        text = path.read_bytes().decode()
        text = text.replace("encourage", "cheer", 1) if path.stem == "measures" else text
        text = text.replace("wuhan-2020", "wuhan-2021", 1) if path.stem == "answers" else text
        (tmp_path / path.name).write_bytes(text.encode())
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    assert found == {
        ("measures", "constraint-error"),
        ("measures-jsonl", "constraint-error"),
        ("answers", "foreign-key"),
        ("answers-jsonl", "foreign-key"),
    }


def test_every_column_says_what_it_holds(library: Library) -> None:
    for table in data.tables(library):
        assert all(column.about for column in table.columns), table.name
        assert all(row.keys() <= {column.name for column in table.columns} for row in table.rows), table.name


def test_the_table_of_documents_marks_what_the_text_does_not_state(folder: Path, library: Library) -> None:
    rows = [json.loads(line) for line in (folder / "documents.jsonl").read_text("utf-8").splitlines()]
    marked = {(row["slug"], basis, name) for row in rows for basis in ("supplied", "inferred") for name in row[basis]}
    assert ("guangzhou-2019", "supplied", "dated") in marked
    for edition in library.editions:
        title = edition.record.title
        assert ((edition.slug, title.basis, "title") in marked) == (title.basis != "stated")


def test_the_translation_memory_is_tmx_1_4b_and_an_independent_reader_finds_every_pair(folder: Path) -> None:
    path = folder / "corpus.tmx"
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    assert dtd.validate(etree.parse(path)), dtd.error_log
    with path.open("rb") as file:
        units = toolkit_tmx.tmxfile(file, sourcelanguage="zh-CN", targetlanguage="en-US").units
    rows = [row for row in csv.DictReader(io.StringIO((folder / "sentences.csv").read_bytes().decode())) if row["en"]]
    assert [(unit.source, unit.target) for unit in units] == [(row["zh-Hans"], row["en"]) for row in rows]
    assert {found.get(LANG) for found in ElementTree.parse(path).iter("tuv")} == {"zh-CN", "zh-TW", "en-US"}


def test_the_termbase_is_tbx_basic(folder: Path, library: Library) -> None:
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "tbx-basic.rng"))
    assert grammar.validate(etree.parse(folder / "glossary.tbx")), grammar.error_log
    root = ElementTree.parse(folder / "glossary.tbx").getroot()
    assert len(list(root.iter(f"{TBX}conceptEntry"))) == sum(len(term.senses) or 1 for term in library.terms)
    statuses = {note.text for note in root.iter(f"{TBX}termNote")}
    assert statuses == {f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated")}


@pytest.mark.parametrize("slug", FIVE)
def test_each_document_is_xliff_2_1_and_an_independent_reader_finds_every_pair(
    folder: Path, library: Library, slug: str
) -> None:
    path = folder / "xliff" / f"{slug}.xlf"
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "xliff_core_2.0.xsd"))
    assert schema.validate(etree.parse(path)), schema.error_log
    root = ElementTree.parse(path).getroot()
    assert [root.get(name) for name in ("version", "srcLang", "trgLang")] == ["2.1", "zh-CN", "en-US"]
    edition = next(edition for edition in library.editions if edition.slug == slug)
    with path.open("rb") as file:
        units = toolkit_xliff.Xliff2File(file).units
    assert [(u.source, u.target) for u in units] == [(s.hans, s.english) for s in edition.sentences]
    assert [unit.get("id") for unit in root.iter(f"{XLIFF}unit")] == [s.id for s in edition.sentences]


# ------------------------------------------------------------------------------------------------ spreadsheets


@pytest.mark.parametrize("words", ["=1+1", "+86 10", "-x", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-1+cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(words: str) -> None:
    table = Table("t", "", (Column("a", "x"), Column("b", "x", "array")), ({"a": words, "b": (words, "y")},))
    (row,) = csv.DictReader(io.StringIO(table.csv().decode(), newline=""))
    assert row == {"a": f"'{words}", "b": f"'{words}; y"}
    assert json.loads(table.jsonl()) == {"a": words, "b": [words, "y"]}


@pytest.mark.parametrize("words", ["-3.3", "+12", "8,796", "", "a=b", "力争", "—", "(x)"])
def test_what_is_no_formula_stays_as_it_is(words: str) -> None:
    assert safe(words) == words


def test_no_file_for_spreadsheets_holds_a_cell_that_begins_like_a_formula(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_bytes().decode(), newline="")):
            assert [cell for cell in row if cell != safe(cell)] == [], path.name


# ------------------------------------------------------------------------------------------------ rebuilding the pages


def from_table(folder: Path, slug: str) -> Iterator[tuple[str, ...]]:
    rows = csv.DictReader(io.StringIO((folder / "sentences.csv").read_bytes().decode()))
    yield from ((row["id"], *(row[text] for text in TEXTS)) for row in rows if row["document"] == slug)


def from_lines(folder: Path, slug: str) -> Iterator[tuple[str, ...]]:
    rows = map(json.loads, (folder / "sentences.jsonl").read_text("utf-8").splitlines())
    yield from ((row["id"], *(row[text] or "" for text in TEXTS)) for row in rows if row["document"] == slug)


def from_json(folder: Path, slug: str) -> Iterator[tuple[str, ...]]:
    documents = json.loads((folder / "documents.json").read_text("utf-8"))["documents"]
    (document,) = (each for each in documents if each["slug"] == slug)
    for block in document["blocks"]:
        yield from ((each["id"], *(each[text] for text in TEXTS)) for each in block["sentences"])


def from_tmx(folder: Path, slug: str) -> Iterator[tuple[str, ...]]:
    for unit in ElementTree.parse(folder / "corpus.tmx").iter("tu"):
        document, _, at = unit.get("tuid", "").partition("#")
        if document == slug:
            texts = {each.get(LANG): each.findtext("seg", "") for each in unit.iter("tuv")}
            yield at, *(texts[code] for code in ("zh-CN", "zh-TW", "en-US"))


def from_xliff(folder: Path, slug: str) -> Iterator[tuple[str, ...]]:
    for unit in ElementTree.parse(folder / "xliff" / f"{slug}.xlf").iter(f"{XLIFF}unit"):
        source, target = (unit.findtext(f"{XLIFF}segment/{XLIFF}{side}", "") for side in ("source", "target"))
        yield unit.get("id", ""), source, target


def packed(text: str) -> str:
    """Return text without space, which a page may put between sentences."""
    return "".join(text.split())


@pytest.mark.parametrize("slug", FIVE)
@pytest.mark.parametrize(("locale", "script"), [("zh-Hans", 1), ("zh-Hant", 2)])
def test_every_download_rebuilds_the_text_of_the_page(built: Built, slug: str, locale: str, script: int) -> None:
    elements = parse(built.site / locale / "policies" / slug / "text.html").elements
    sentences = [element for element in elements if "s" in element.attributes.get("class", "").split()]
    page = {
        element.attributes["id"]: packed(element.text)
        for element in sentences
        if not element.attributes["id"].startswith("supplied-title")  # a title of ours, which the text lacks
    }
    for reader in (from_table, from_lines, from_json, from_tmx, from_xliff):
        rows = list(reader(built.site / "data", slug))
        assert {row[0] for row in rows} == {at.removesuffix("-en") for at in page}, reader.__name__
        for row in rows:
            english = traditional(row[-1]) if script == 2 else row[-1]
            assert packed(english) == page[f"{row[0]}-en"], (reader.__name__, row[0])
            if len(row) == 4:  # XLIFF has Simplified Chinese only
                assert packed(row[script]) == page[row[0]], (reader.__name__, row[0])
