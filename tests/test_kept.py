"""What one build made, for the next: never half of it, never of something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import tree
from policy_site.site import engine
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
