"""An index whose documents have parts of their own: what is loaded for a query, and that nothing is lost by it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from recall import QUERIES, queries

from conftest import node
from policy_site.library import Library
from policy_site.search import holdings
from policy_site.search import index as made
from policy_site.search.groups import Group, answers, clauses, others
from policy_site.search.wrapping import unwrapped, wrapped

pytestmark = pytest.mark.long

SCRIPTS = QUERIES.parents[1] / "js"


def run(script: str, folder: Path, given: list[str], *arguments: str) -> Any:
    command = [node(), str(SCRIPTS / script), str(folder), *arguments]
    return json.loads(
        subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True).stdout
    )


@pytest.fixture(scope="module")
def parted(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the five documents as if they were many: its folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "WHOLE", 0)
        return written(library, tmp_path_factory.mktemp("parted"))


@pytest.fixture(scope="module")
def whole(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same index in two parts: its folder."""
    return written(library, tmp_path_factory.mktemp("whole"))


def written(library: Library, folder: Path) -> Path:
    for name, script in made.index(library, {}):
        (folder / name).write_text(script, "utf-8")
    return folder


def test_texts_come_back_as_they_were_wrapped() -> None:
    given = {"a": "规划\u2028 “one”\ue000␚\n" * 40, "b": "", "c": "规划 two " * 3000 + "\u9fb4🏮"}
    scripts = dict(wrapped(given))
    assert list(unwrapped(scripts.values())) == list(given.values())
    assert scripts == dict(wrapped(given))


def test_each_document_has_two_parts_named_by_their_content(parted: Path, library: Library) -> None:
    names = sorted(path.name for path in parted.iterdir())
    for number in range(len(library.editions)):
        assert sum(name.startswith((f"t{number}-", f"r{number}-")) for name in names) == 2
    assert [name for name in names if "-" not in name] == ["first.js"]


def test_what_a_document_holds_is_read_as_the_engine_reads_it(parted: Path, library: Library) -> None:
    """Every term by which the engine would look for a line is one under which the line is listed, and no other is."""
    groups = [group for number, edition in enumerate(library.editions) for group in clauses(number, edition)]
    groups += [*others(library, {}), *answers(library)]
    lines = sorted({text for group in groups for line in group.lines for text in (line.zh, line.hant, line.en)})
    table = _folding(groups)
    assert len(lines) > 3000
    for line, found in zip(lines, run("read.cjs", parted, lines), strict=True):
        assert set(found) == holdings.terms_of(line.translate(table)), line


def _folding(groups: list[Group]) -> holdings.Folding:
    table = made.commonest_forms(groups)
    known = "".join(sorted({unit for group in groups for line in group.lines for unit in line.zh + line.hant}))
    return holdings.Folding(made.folding(known, table), table)


def test_steps_name_every_document() -> None:
    given = [0, 1, 57, 58, 59, 60, 200, 1000, 9000]
    assert len(holdings.steps(given)) == len(given)
    assert "\\" not in holdings.steps(range(0, 6000, 58))


def test_a_word_of_one_document_loads_that_one(parted: Path, library: Library) -> None:
    (found,) = run("parts.cjs", parted, ["石墨烯"])
    shelves = {name.partition("-")[0] for name in found["loaded"] if name.startswith(("t", "r")) and "rest" not in name}
    number = [edition.slug for edition in library.editions].index("langfang-2019")
    assert shelves == {f"t{number}", f"r{number}"}
    assert found["results"][0]["slug"] == "langfang-2019"


def test_the_same_is_found_and_the_same_is_absent(parted: Path, whole: Path) -> None:
    asked = [query for query in queries()[::35] if query.kind != "question"]
    texts = [query.text for query in asked]
    assert len(asked) > 15
    for query, one, all_at_once in zip(
        asked, run("parts.cjs", parted, texts), run("parts.cjs", whole, texts), strict=True
    ):
        assert one["looked"]["settled"], query.text
        assert (one["status"] == "absent") == (all_at_once["status"] == "absent"), query.text
        assert one["missing"] == all_at_once["missing"], query.text
        assert all_at_once["results"][:1] == one["results"][:1], query.text


@pytest.mark.browser
@pytest.mark.ways("http", "file")
def test_a_page_loads_the_documents_that_a_query_asks_for(page: Page, base: str, parted: Path) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        asked.append(name.partition("-")[0])
        route.fulfill(path=parted / name)

    page.route("**/search/*.js", answer)
    page.goto(f"{base}en/search.html?q=graphene")
    expect(page.locator(".search-results h2 a").first).to_have_attribute("href", re.compile("langfang-2019/text"))
    assert len({name for name in asked if re.fullmatch(r"t\d+", name)}) == 1
    page.locator(".site-search input").fill("blockchain")
    expect(page.locator(".search-panel__notice")).to_have_text("The documents do not mention “blockchain”.")
    page.locator(".site-search input").fill("skilled migration")
    expect(page.locator(".search-panel [role=option]").first).to_have_attribute(
        "href", re.compile("guangzhou-2019/text")
    )
    assert len(asked) == len(set(asked)), "each part once"
