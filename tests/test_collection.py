"""A collection on another field, care for older people: its own topics, readers and words, and no line of code."""

from __future__ import annotations

import re
import shutil

import pytest
import yaml

from conftest import FIVE, ROOT, run
from policy_site.library import Library
from policy_site.pages.catalog import Catalog
from policy_site.pages.facts import SiteFacts
from policy_site.site import build as site

pytestmark = pytest.mark.long

COLLECTION = ROOT / "tests" / "collections" / "elder-care"
PAGES = ROOT / "scripts" / "policy_site" / "pages"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the collection as MkDocs reads them, by their paths."""
    root = tmp_path_factory.mktemp("collection") / "project"
    shutil.copytree(COLLECTION, root)
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "build", lambda *_: None)  # the Markdown is enough
        result = run("build", "--root", root)
    assert result.exit_code == 0, result.output
    docs = root / ".build" / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.md")}


def test_its_topics_and_its_readers_have_their_pages_and_names(pages: dict[str, str]) -> None:
    assert {name for name in pages if name.startswith(("en/topics/", "en/for/"))} == {
        "en/topics/meals.md", "en/topics/home-fitting.md", "en/topics/carers.md",
        "en/for/older-person.md", "en/for/caterer.md", "en/for/school.md",
    }  # fmt: skip
    assert "What the documents say to older people" in pages["en/for/older-person.md"]
    assert "文件对老年人说了什么" in pages["zh-Hans/for/older-person.md"]
    assert "People aged 80 or over receive 3 yuan a day each." in pages["en/topics/meals.md"]


def test_its_home_page_is_headed_by_its_own_words(pages: dict[str, str]) -> None:
    assert "# Elder care, clause by clause" in pages["en/index.md"]
    assert "# 養老服務文件，逐條讀懂" in pages["zh-Hant/index.md"]


def test_the_comparison_has_a_row_for_each_of_its_topics_and_a_caution_on_nobody(pages: dict[str, str]) -> None:
    compared = pages["en/compare.md"]
    assert re.findall(r'href="topics/([a-z-]+)\.html">', compared) == ["meals", "home-fitting", "carers"]
    assert "“Not mentioned” is not “refused”.\n" in compared  # there is no excerpt and no article here


def test_no_page_of_it_names_a_document_or_the_field_of_another_collection(
    pages: dict[str, str], library: Library
) -> None:
    other = re.compile("|".join([*_names(library), "science", "科技"]))
    assert {name: found[0] for name, text in pages.items() if (found := other.search(text))} == {}


def test_no_message_and_no_template_names_a_document(library: Library) -> None:
    named = re.compile("|".join(_names(library)))
    for path in (PAGES / "messages.yml", *(PAGES / "templates").iterdir()):
        assert named.findall(path.read_text("utf-8")) == [], path.name


def test_the_cautions_of_the_five_documents_are_computed_from_their_records(library: Library) -> None:
    records = {
        slug: yaml.safe_load((ROOT / "source_texts" / slug / "document.yml").read_text("utf-8")) for slug in FIVE
    }
    assert [slug for slug in FIVE if "fragment" in records[slug]] == ["guangzhou-2019"]
    facts = SiteFacts(library, Catalog("en", library.home.collection))
    assert "Guangzhou is an excerpt; what it does not mention may stand elsewhere in its plan." in facts.silence_caution
    assert facts.silence_caution.endswith("Nantong is a publicity article that retells and gives nothing itself.")
    assert facts.results_caution == " Those of Nantong are reported results, not targets."


def _names(library: Library) -> list[str]:
    """Return the names of the places of a library, without what stands beside them."""
    places = [edition.record.place for edition in library.editions if edition.record.place]
    names = [re.sub(r"\s*[（(].*|市$", "", side) for place in places for side in (place.zh, place.en)]
    assert len(names) == 2 * len(FIVE)
    return names
