"""What one build made, for the next: never half of it, never of something else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from breaking import CASES, overlay
from conftest import ROOT, Built, run, tree
from policy_site import project
from policy_site.library import load
from policy_site.pages import parts
from policy_site.pages.tree import Unmade, unmade
from policy_site.site import engine, inputs, staged
from policy_site.sources.kept import Kept

SETTINGS = """\
site_name: Sample
docs_dir: pages
site_dir: {target}
use_directory_urls: false
plugins: []
markdown_extensions: [attr_list, toc]
nav: [index.md]
validation: {{nav: {{omitted_files: ignore}}, links: {{anchors: warn}}}}
"""


@pytest.fixture
def store(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "kept", "this program")


def test_what_is_kept_comes_back_for_the_same_program_and_parts_alone(store: Kept) -> None:
    key = store.key("a", "b")
    store.write("page", key, ["甲", 1])
    assert store.read("page", key) == ["甲", 1]
    others = (store.key("ab", ""), store.key("a", "c"), Kept(store.folder, "another").key("a", "b"))
    assert [store.read("page", other) for other in others] == [None, None, None]


@pytest.mark.parametrize("harm", [lambda data: data[:-3], lambda data: data.replace(b"1", b"2"), lambda _: b""])
def test_half_or_changed_entry_is_none_and_made_anew(store: Kept, harm: object) -> None:
    assert store.made("page", ("a",), lambda: ["甲", 1]) == ["甲", 1]
    (path,) = (each for each in store.folder.rglob("*") if each.is_file())
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    assert store.read("page", store.key("a")) is None
    assert store.made("page", ("a",), lambda: ["乙", 3]) == ["乙", 3]


def test_what_cannot_be_kept_is_made_all_the_same(store: Kept) -> None:
    store.folder.write_text("a file where the folder belongs", "utf-8")
    assert store.made("page", ("a",), lambda: 1) == 1


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of two pages that link to each other."""
    folder = tmp_path / "project" / "pages"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("# One\n\n[Two](two.md#there)\n", "utf-8")
    (folder / "two.md").write_text("# Two\n\n## There {: #there }\n\nA line.\n", "utf-8")
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    return folder


def built(pages: Path, store: Kept, name: str) -> str:
    settings = pages.parent / f"{name}.yml"
    settings.write_text(SETTINGS.format(target=name), "utf-8")
    return engine.build(settings, store)


def test_kept_pages_are_those_that_a_first_build_makes(pages: Path, store: Kept, tmp_path: Path) -> None:
    assert built(pages, store, "first") == ""
    assert built(pages, store, "second") == ""
    (pages / "two.md").write_text("# Two, renamed\n\n## There {: #there }\n\nAnother.\n", "utf-8")
    assert built(pages, store, "third") == ""
    assert built(pages, Kept(tmp_path / "fresh", ""), "fresh") == ""
    first, second, third, fresh = (tree(pages.parent / name) for name in ("first", "second", "third", "fresh"))
    assert (first == second, third == fresh, first == third) == (True, True, False)


def test_a_page_is_warned_of_as_often_as_it_is_built(pages: Path, store: Kept) -> None:
    assert built(pages, store, "good") == ""
    (pages / "two.md").unlink()
    said = [built(pages, store, name) for name in ("bad", "worse")]
    assert ["two.md" in each and "not found" in each for each in said] == [True, True]


def test_an_anchor_that_went_away_is_noticed_though_the_page_that_links_to_it_is_kept(pages: Path, store: Kept) -> None:
    assert built(pages, store, "good") == ""
    (pages / "two.md").write_text("# Two\n\n## There {: #elsewhere }\n", "utf-8")
    assert "#there" in built(pages, store, "bad")


#: Every sixth case of tests/problems is enough here: each makes another file wrong.
@pytest.mark.long
@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/in"))[::6])
def test_a_project_of_which_folders_are_kept_is_what_a_first_reading_finds(
    case: str, breakable: Path, store: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "_MANY", 1)
    load(breakable, store)
    overlay(breakable, CASES / case / "in")
    read = load(breakable)
    assert [load(breakable, store) == read for _ in range(2)] == [True, True]


def test_a_folder_is_read_again_when_a_file_in_it_or_beside_it_has_changed_and_only_then(
    breakable: Path, store: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, shared, first = [], [], project._folder
    monkeypatch.setattr(project, "_folder", lambda *given: read.append(given[1].name) or first(*given))
    beside = project._shared
    monkeypatch.setattr(project, "_shared", lambda root: shared.append(root) or beside(root))
    texts = breakable / "source_texts"
    (texts / "sample-2020").rename(texts / "another-2020")
    for change in (
        lambda: None,
        lambda: (texts / "another-2020").rename(texts / "sample-2020"),
        lambda: (texts / "names.yml").write_text((texts / "names.yml").read_text("utf-8") + "# more\n", "utf-8"),
        lambda: (texts / "sample-2020" / "notes.yml").unlink(),
    ):
        change()
        read.clear()
        told = [load(breakable, store) == load(breakable, store) for _ in range(2)]
        assert (told, len(read)) == ([True, True], 1), read
    assert len(shared) == 2


def test_a_folder_that_changes_while_it_is_read_is_not_kept(
    breakable: Path, store: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes, first = breakable / "source_texts" / "sample-2020" / "notes.yml", project._folder

    def late(*given: object) -> project.Folder:
        found = first(*given)  # type: ignore[arg-type]
        notes.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(project, "_folder", late)
    before = load(breakable, store)
    monkeypatch.undo()
    assert load(breakable, store) == load(breakable) != before


def test_what_another_program_package_or_python_made_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "some-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    found = set()
    for change in (
        lambda: None,
        lambda: (tmp_path / "some-1.0.dist-info").rename(tmp_path / "some-1.1.dist-info"),
        lambda: monkeypatch.setattr(inputs, "_PROGRAM", tmp_path),
        lambda: (tmp_path / "messages.yml").write_text("a: b", "utf-8"),
        lambda: monkeypatch.setattr(inputs.sys, "version", "4"),
    ):
        change()
        inputs.of_program.cache_clear()
        found.add(inputs.of_program())
    monkeypatch.undo()
    inputs.of_program.cache_clear()
    assert len(found) == 5


def made_of(made: list[str], name: str, text: str) -> str:
    """Note that a page is made, and return its text."""
    made.append(name)
    return text


def place(root: Path, store: Kept, *texts: tuple[str, tuple[str, ...], str]) -> list[str]:
    """Put pages in their place; return the names of those that were made, and of those whose file was written."""
    made: list[str] = []
    pages = [
        Unmade(name, follows, lambda name=name, text=text: made.append(name) or text) for name, follows, text in texts
    ]
    placed = staged.place(root, "en", pages, store, "0")
    staged.settle(root)
    assert {name: (root / staged.STAGED / "en" / name).read_text("utf-8") for name, *_ in texts} == {
        name: text for name, _, text in texts
    }
    return [*made, *(f"{name} written" for name, each in placed.items() if each.changed)]


def test_a_page_is_made_again_when_what_it_follows_from_or_its_file_has_changed_and_only_then(
    tmp_path: Path, store: Kept
) -> None:
    one, two = ("a.md", ("甲",), "A"), ("b/c.md", (), "B")
    assert place(tmp_path, store, one, two) == ["a.md", "b/c.md", "a.md written", "b/c.md written"]
    assert place(tmp_path, store, one, two) == ["b/c.md"]
    assert place(tmp_path, store, ("a.md", ("乙",), "A2"), two) == ["a.md", "b/c.md", "a.md written"]
    (tmp_path / staged.STAGED / "en" / "a.md").write_text("harmed", "utf-8")
    assert place(tmp_path, store, ("a.md", ("乙",), "A2"), two) == ["a.md", "b/c.md", "a.md written"]
    (tmp_path / staged.STAGED / "en" / "a.md").unlink()
    assert place(tmp_path, store, ("a.md", ("乙",), "A2")) == ["a.md", "a.md written"]
    assert place(tmp_path, Kept(store.folder, "another program"), ("a.md", ("乙",), "A2")) == ["a.md"]


def test_a_record_of_staged_pages_that_is_harmed_costs_time_alone(tmp_path: Path, store: Kept) -> None:
    assert place(tmp_path, store, ("a.md", ("甲",), "A")) == ["a.md", "a.md written"]
    (record,) = (path for path in store.folder.rglob("*") if path.is_file())
    record.write_bytes(record.read_bytes()[:-2])
    assert place(tmp_path, store, ("a.md", ("甲",), "A")) == ["a.md"]


@pytest.mark.parametrize("most", [10, 2])
def test_a_page_that_says_from_which_documents_it_follows_is_the_same_whatever_the_others_say(
    most: int, store: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "TOGETHER", most)
    library = load(ROOT, store)
    others = {
        facts.edition.slug: replace(facts, measures=facts.measures[:3], targets=()) for facts in library.facts[1:]
    }
    changed = replace(
        library,
        facts=tuple(others.get(facts.edition.slug, facts) for facts in library.facts),
        keys={slug: f"{key} changed" if slug in others else key for slug, key in library.keys.items()},
    )
    before, after = ({page.file: page for page in unmade(each, "en")} for each in (library, changed))
    same = [
        name for name, page in before.items() if page.follows and name in after and page.follows == after[name].follows
    ]
    assert len(same) >= 4
    assert [name for name in same if before[name].make() != after[name].make()] == []


#: What somebody changes: a file of the project, what stands there, and what comes in its place.
CHANGES = {
    "a sentence": ("source_texts/sample-2020/en.po", "Encourage experts to work in the city.", "Ask experts to come."),
    "a term": ("source_texts/glossary.yml", "A place for cooperation.", "A place to work together."),
    "a page by hand": ("docs/en/reading.md", "\n# ", "\n# Anew: "),
    "a template": ("theme/main.html", "{{ page.content }}", "<hr>{{ page.content }}"),
    "a setting": ("mkdocs.yml", "footer_data: Open data", "footer_data: Data"),
    "a style": ("theme/assets/stylesheets/print.css", "@media print {", "@media print { hr { display: none }"),
}


@pytest.mark.long
@pytest.mark.parametrize(
    "changes", [("a sentence", "a term", "a page by hand"), ("a template", "a setting", "a style")]
)
def test_a_build_after_a_change_makes_what_one_from_nothing_makes(
    changes: tuple[str, ...], small: Built, tmp_path: Path
) -> None:
    again, anew = (Path(shutil.copytree(small.root, tmp_path / name)) for name in ("again", "anew"))
    shutil.rmtree(anew / ".build")
    shutil.rmtree(anew / "dist")
    for root in (again, anew):
        for name, old, new in map(CHANGES.__getitem__, changes):
            text = (root / name).read_text("utf-8")
            assert old in text, name
            (root / name).write_text(text.replace(old, new, 1), "utf-8")
        result = run("build", "--root", root)
        assert result.exit_code == 0, result.output
    one, other = ({name: tree(root / name) for name in ("site", "dist", "docs")} for root in (again, anew))
    assert one == other
    assert one != {name: tree(small.root / name) for name in one}
