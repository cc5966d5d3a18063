"""A sixth document, made up from paragraphs of the real ones, goes from ‘new’ to the site touching only its folder."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from conftest import ADDRESS, FIVE, Built, copy_project, once, run, tree
from conservation import faults
from htmlpage import parse
from policy_site.library import load
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.tree import render
from policy_site.sources.records import Locale
from policy_site.text.edition import Edition

SLUG = "sixth-2024"
TITLE = "样本市扩大科技开放合作行动方案"
FOLDED = str.maketrans("，：；（）？！", ",:;()?!")


def made_up(editions: dict[str, Edition]) -> str:
    """Return a capture: paragraphs of the real documents, permuted, under numbering of its own, punctuation folded."""
    paragraphs = [
        block.hans
        for slug in FIVE
        for block in editions[slug].blocks
        if block.kind == "paragraph" and not block.number and "〔" not in block.hans
    ]
    random.Random(6).shuffle(paragraphs)
    drawn = iter(paragraphs)
    lines = [TITLE, next(drawn)]
    for first in "一二三":
        lines += [f"{first}、第{first}部分", next(drawn)]
        for second in "一二":
            lines += [f"（{second}）第{second}节", next(drawn), next(drawn)]
            lines += [f"{third}.第{third}项。{next(drawn)}" for third in (1, 2)]
    return "\n\n".join(lines).translate(FOLDED) + "\n"


@dataclass(frozen=True)
class Sixth:
    """A project with a sixth document, built, and its trees before and after."""

    root: Path
    before: dict[str, str]
    after: dict[str, str]

    @cached_property
    def edition(self) -> Edition:
        """The edition of the sixth document."""
        return next(edition for edition in load(self.root).editions if edition.slug == SLUG)


@pytest.fixture(scope="session")
def sixth(tmp_path_factory: pytest.TempPathFactory, editions: dict[str, Edition], built: Built) -> Sixth:
    """The project with the sixth document, made and built once for all workers, from what the build of five kept."""

    def make(folder: Path) -> None:
        root = copy_project(folder / "project", built.root)
        shutil.copytree(built.root / ".build", root / ".build")
        (folder / "before.json").write_text(json.dumps(tree(root)), "utf-8")
        capture = folder / "capture.txt"
        capture.write_text(made_up(editions), "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", ADDRESS)
            for command in (("new", SLUG, capture), ("build",), ("check",)):
                result = run(*command, "--root", root)
                assert result.exit_code == 0, result.output

    folder = once(tmp_path_factory, "sixth", make)
    before = json.loads((folder / "before.json").read_text("utf-8"))
    return Sixth(folder / "project", before, tree(folder / "project"))


def test_it_is_read_without_loss_and_as_it_was_made(sixth: Sixth) -> None:
    edition = sixth.edition
    assert list(faults(edition)) == []
    assert [block.hans for block in edition.blocks if block.kind == "title"] == [TITLE]
    provisions = [block.id for block in edition.blocks if block.number]
    assert len(provisions) == 3 * (1 + 2 * (1 + 2))
    assert provisions[:5] == ["s1", "s1.1", "s1.1.1", "s1.1.2", "s1.2"]
    assert edition.excerpt.before == ""
    assert edition.excerpt.after == "\n"


def test_only_its_own_folder_and_generated_pages_are_touched(sixth: Sixth) -> None:
    before, after = sixth.before, sixth.after
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    changed = {name for name in changed if not name.startswith(("site", "dist", ".build"))}
    for name in changed:
        own = name.startswith((f"source_texts/{SLUG}",)) or f"/policies/{SLUG}" in name
        shared = name.startswith("docs/") and "/policies/" not in name.replace("/policies/index.md", "")
        assert own or shared, name
    assert not [name for name in changed if name.endswith(("principles.md", "reading.md"))]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", ["index.html", "policies/index.html", "about.html"])
def test_it_stands_on_the_home_documents_and_about_pages(sixth: Sixth, locale: str, page: str) -> None:
    links = parse(sixth.root / "site" / locale / page).links()
    assert any(f"{SLUG}/" in link for link in links)


@pytest.mark.parametrize("locale", LOCALES)
def test_it_has_its_two_pages_with_its_text(sixth: Sixth, locale: str) -> None:
    folder = sixth.root / "site" / locale / "policies" / SLUG
    assert (folder / "index.html").is_file()
    page = parse(folder / "text.html")
    for block in sixth.edition.blocks:
        for sentence in block.sentences:
            assert page.element(sentence.id).text == (sentence.hant if locale == "zh-Hant" else sentence.hans)


def test_it_stands_in_the_open_data(sixth: Sixth) -> None:
    documents = json.loads((sixth.root / "site" / "data" / "documents.json").read_text("utf-8"))["documents"]
    assert sorted(document["slug"] for document in documents) == sorted([*FIVE, SLUG])
    (own,) = [document for document in documents if document["slug"] == SLUG]
    assert own["title"]["zh-Hans"] == TITLE
    assert [block["id"] for block in own["blocks"]][:3] == ["title", "p1", "s1"]


def test_a_question_that_nobody_read_it_for_is_not_called_unanswered(sixth: Sixth) -> None:
    data = json.loads((sixth.root / "site" / "data" / "answers.json").read_text("utf-8"))
    assert {question["documents"][SLUG] for question in data["questions"]} == {None}
    assert all(question["documents"][slug] for question in data["questions"] for slug in FIVE)
    lines = (sixth.root / "site" / "data" / "answers.csv").read_text("utf-8").splitlines()
    own = [line.split(",")[:3] for line in lines if f",{SLUG}," in line]
    assert own == [[question["id"], SLUG, "not-yet-read"] for question in data["questions"]]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_of_page_calls_it_unread_and_none_calls_it_silent(sixth: Sixth, locale: Locale) -> None:
    catalog, pages = Catalog(locale), render(load(sixth.root), locale)
    unread, nobody = catalog.message("unread"), catalog.message("group.unread")
    for name in ("compare.md", "ledger.md"):
        assert set(re.findall(rf'<td[^>]* data-place="{SLUG}"[^>]*>([^<]*)</td>', pages[name])) == {unread}, name
    for name in (name for name in pages if name.startswith(("topics/", "for/"))):
        assert re.findall(rf'<li data-place="{SLUG}">.*?<span class="silent">([^<]*)<', pages[name]) == [unread], name
        assert nobody in section(pages[name], SLUG), name
    place = catalog.chinese("样本市")
    said = catalog.message("unread.places", places=place)
    for name in ("topics", "audiences", "measures", "coverage", "ledger", "targets", "timeline"):
        assert said in pages[f"{name}.md"], name
    asked = [name for name in pages if name.startswith("questions/")]
    assert len(asked) > 30
    for name in (*asked, "questions.md", f"policies/{SLUG}/answers.md"):
        verdicts = re.findall(rf'{place}</span> <span class="answer-verdict ([\w-]+)"', pages[name])
        assert set(verdicts) <= {"answer-unread"}, name
        assert verdicts or name.endswith("answers.md"), name
    for name in asked:
        assert catalog.message("answer.unread_text") in section(pages[name], SLUG), name
    own = pages[f"policies/{SLUG}/answers.md"]
    assert set(re.findall(r'class="answer-verdict ([\w-]+)"', own.split('class="verdict-key"')[0])) == {"answer-unread"}
    assert catalog.message("unwritten") in section(pages["index.md"], SLUG)
    for name in ("index", "brief"):
        assert catalog.message("slot.empty") not in pages[f"policies/{SLUG}/{name}.md"], name


def section(page: str, anchor: str) -> str:
    """Return what stands under the heading with an id, up to the next heading."""
    return re.split(r"\n#+ ", page.split(f"{{: #{anchor} }}", 1)[1])[0]
