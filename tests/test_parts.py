"""Lists in parts: what a site with many documents does, tried with the five and a limit of two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from policy_site.library import Library
from policy_site.pages import parts
from policy_site.pages.catalog import Catalog
from policy_site.pages.tree import render

pytestmark = pytest.mark.long

#: A link of Markdown or HTML to another page, e.g. ](../measures.md#x), href="ledger/money.html"
LINK = re.compile(r"(?:\]\(|href=\")([\w./-]+)\.(?:md|html)(?:\?[^#)\"]*)?(?:#([\w.-]+))?[)\"]")
ID = re.compile(r"\bid=\"([\w.-]+)\"|\{:? ?#([\w.-]+)")
HEAD = re.compile(r"^(title|description): (.*)$", re.MULTILINE)
LINES = 30


@pytest.fixture(scope="module")
def whole(library: Library) -> dict[str, str]:
    """The English pages of the five documents as they are."""
    return render(library, "en")


@pytest.fixture(scope="module")
def parted(library: Library) -> Iterator[dict[str, dict[str, str]]]:
    """The pages of two languages as if two documents were the most for one page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "TOGETHER", 2)
        patch.setattr(parts, "MOST", LINES)
        yield {"en": render(library, "en"), "zh-Hant": render(library, "zh-Hant")}


def ids(text: str) -> list[str]:
    return [one or other for one, other in ID.findall(text)]


def within(pages: dict[str, str], name: str) -> dict[str, str]:
    """Return the parts of a list."""
    return {path: text for path, text in pages.items() if path.startswith(f"{name}/")}


# ------------------------------------------------------------------------------------------------ parting


def test_a_list_is_parted_by_its_keys_and_then_by_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 3)
    found = parts.parts([("b", 1), ("a", 2), ("b", 2), ("b", 1), ("a", 7)], lambda each: each[0], lambda each: each[1])
    assert [(part.name, part.entries) for part in found] == [
        ("b", (("b", 1), ("b", 2))),
        ("b-2", (("b", 1),)),
        ("a", (("a", 2),)),
        ("a-2", (("a", 7),)),  # alone it has more lines than a part
    ]
    assert [part.name for part in parts.parts("abcd")] == ["1", "2"]


def test_at_the_limit_every_list_is_one_page(library: Library, whole: dict[str, str]) -> None:
    assert len(library.facts) <= parts.TOGETHER
    assert not [path for path in whole if path.endswith(".js") or path.startswith(("by-", "measures/", "ledger/"))]


def test_of_many_places_a_line_names_the_first_and_says_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "TOGETHER", 2)
    assert parts.few(["A", "B"], Catalog("en")) == ["A", "B"]
    assert parts.few(["A", "B", "C", "D"], Catalog("en")) == ["A", "B", "2 more"]


# ------------------------------------------------------------------------------------------------ nothing is lost


@pytest.mark.parametrize("name", ["measures", "ledger", "targets"])
def test_every_fact_of_the_whole_list_stands_on_its_parts(
    whole: dict[str, str], parted: dict[str, dict[str, str]], name: str
) -> None:
    facts = re.compile(r"id=\"([a-z-]+-\d{4}-[mt]\d+)\"")
    wanted = facts.findall(whole[f"{name}.md"])
    found = Counter(fact for text in within(parted["en"], name).values() for fact in facts.findall(text))
    assert set(found) == set(wanted)
    judged = {fact for path in ("met", "missed", "done", "not-comparable", "not-found") if name == "targets"
              for fact in facts.findall(parted["en"].get(f"targets/{path}.md", ""))}  # fmt: skip
    assert {fact for fact, count in found.items() if count != 1} == judged  # a verdict has a list of its own


def test_every_clause_that_a_whole_list_names_is_named_on_its_parts(
    whole: dict[str, str], parted: dict[str, dict[str, str]]
) -> None:
    lists = [path.removesuffix(".md") for path in whole if path.startswith(("topics/", "for/", "questions/"))]
    for name in ("ledger", "units", "coverage", "names", "timeline", *lists):
        texts = [parted["en"][f"{name}.md"], *within(parted["en"], name).values()]
        assert sum(map(_clauses, texts), Counter()) == _clauses(whole[f"{name}.md"]), name


def _clauses(text: str) -> Counter[str]:
    """Return the clauses that a page leads to, however far its folder is."""
    return Counter(re.findall(r"(policies/[\w-]+/text)\.(?:md|html)(#[\w.-]+)", text))  # type: ignore[arg-type]


def test_every_page_is_reached_by_links_alone(parted: dict[str, dict[str, str]]) -> None:
    pages = parted["en"]
    menu = {path.removesuffix(".md") for path in pages if "/" not in path}
    reached, waiting = set(menu), list(menu)
    while waiting:
        page = waiting.pop()
        for link, _ in LINK.findall(pages[f"{page}.md"]):
            path = _resolved(page, link)
            if f"{path}.md" in pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert {path for path in pages if path.endswith(".md") and path.removesuffix(".md") not in reached} == set()


def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(parted: dict[str, dict[str, str]]) -> None:
    for pages in parted.values():
        known = {path: set(ids(text)) for path, text in pages.items()}
        for page, text in pages.items():
            if page.endswith(".md"):
                for link, anchor in LINK.findall(text):
                    path = f"{_resolved(page, link)}.md"
                    assert path in pages or path in {"principles.md", "reading.md"}, (page, link)
                    made_later = path.endswith("/text.md")  # ids of sentences
                    assert not anchor or made_later or anchor in known[path], (page, link, anchor)


def _resolved(page: str, link: str) -> str:
    steps: list[str] = []
    for step in PurePosixPath(page).parent.joinpath(link).parts:
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


# ------------------------------------------------------------------------------------------------ what a part is


def test_parts_have_the_same_addresses_and_entries_in_every_language(parted: dict[str, dict[str, str]]) -> None:
    english, chinese = parted["en"], parted["zh-Hant"]
    assert english.keys() == chinese.keys()
    for path in (path for path in english if not path.startswith("policies/")):
        assert sorted(ids(english[path])) == sorted(ids(chinese[path])), path


def test_every_page_has_a_name_and_a_description_of_its_own(parted: dict[str, dict[str, str]]) -> None:
    for pages in parted.values():
        heads = [dict(HEAD.findall(text)) for path, text in pages.items() if path.endswith(".md")]
        for field in ("title", "description"):
            assert [name for name, count in Counter(head[field] for head in heads).items() if count > 1] == []


def test_an_overview_holds_no_fact_of_a_document(parted: dict[str, dict[str, str]]) -> None:
    for name in ("measures", "ledger", "targets", "policies/index"):
        assert len(parted["en"][f"{name}.md"]) < 10_000, name


def test_a_script_holds_the_columns_of_one_place(parted: dict[str, dict[str, str]]) -> None:
    pages = parted["en"]
    script = pages["assets/javascripts/place-wuhan-2020.js"]
    assert set(re.findall(r"data-place=\\\"([\w-]+)", script)) == {"wuhan-2020"}
    page = pages["measures/wuhan-2020.md"]  # the same for those who have no script
    assert re.findall(r"data-count=\\\"(\d+)", script) == re.findall(r"data-count=\"(\d+)", page)
    assert "data-count" not in pages["compare.md"]
