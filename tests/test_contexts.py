"""Templates and what they are given: every name that a template uses is declared, and every declared name is used."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from policy_site.pages import addresses, contexts, templates
from policy_site.pages.contexts import APART, PARTIALS, Context

FOLDER = Path(templates.__file__).parent / "templates"
#: What every template has: the catalog, its messages, the addresses, how few of many names are said.
SHARED = {"c", "m", "to", "few"}
RECORDS = {f"{record.template}.md.j2": record for record in Context.__subclasses__()}


def parsed(name: str) -> nodes.Template:
    return templates.environment().parse((FOLDER / name).read_text("utf-8"))


def used(name: str) -> frozenset[str]:
    """Return the names that a template takes from outside, itself or through the templates that it includes."""
    tree = parsed(name)
    names = list(tree.find_all(nodes.Name))
    given = {each.name for each in names if each.ctx in {"store", "param"}}
    given |= {macro.name for macro in tree.find_all(nodes.Macro)}
    own = {each.name for each in names if each.ctx == "load"}
    for other in filter(None, meta.find_referenced_templates(tree)):
        own |= used(other)
    return frozenset(own - given - SHARED - {"loop", "range", "namespace"})


def test_every_template_is_declared_once() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert names == {*RECORDS, *PARTIALS, *APART}
    assert len(RECORDS) == len(Context.__subclasses__())


@pytest.mark.parametrize("name", RECORDS)
def test_a_page_uses_what_its_record_gives_and_nothing_else(name: str) -> None:
    assert used(name) == {field.name for field in fields(RECORDS[name])}


@pytest.mark.parametrize("name", PARTIALS)
def test_a_part_uses_what_is_declared_for_it(name: str) -> None:
    assert used(name) == PARTIALS[name]


def test_the_test_sees_a_name_that_nobody_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARTIALS, "force.md.j2", frozenset())
    assert used("force.md.j2") != PARTIALS["force.md.j2"]


def test_every_record_says_what_it_is_for() -> None:
    assert all(record.__doc__ and record.__doc__.endswith(".") for record in RECORDS.values())


# ------------------------------------------------------------------------------------------------ addresses

#: The room of addresses, and the page for addresses that lead nowhere, which stands outside the locales.
APART_FROM = {"addresses.py", "not_found.py", "not_found.html.j2"}
ENDING = re.compile(r"(?<![.\w])[\w/{}. ~-]*[\w}]\.(?:md|html)(?=[\"'#?)])")


def test_no_template_and_no_presenter_writes_the_ending_of_a_page() -> None:
    found = []
    for path in (*FOLDER.iterdir(), *FOLDER.parent.glob("*.py"), *FOLDER.parents[1].glob("search/*.py")):
        if path.name not in APART_FROM:
            text = re.sub(
                r"\{#.*?#\}|\"\"\".*?\"\"\"|^\s*#.*?$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
            )
            found += [f"{path.name}: {each}" for each in ENDING.findall(text)]
    assert found == []


def test_a_page_has_an_address_for_markdown_and_one_for_html() -> None:
    text = addresses.text("wuhan-2020")
    assert text.file == "policies/wuhan-2020/text.md"
    assert text.link("../", "s3.1-p1") == "../policies/wuhan-2020/text.md#s3.1-p1"
    assert text.beside().href(at="s3.1-p1") == "text.html#s3.1-p1"
    measures = addresses.page("measures").href("../", document="wuhan-2020", topic="", gives="plan")
    assert measures == "../measures.html?document=wuhan-2020&gives=plan"
    with pytest.raises(ValueError, match="no address inside the site"):
        addresses.topic('x" onclick="').link()


def test_every_page_of_the_site_has_its_address_from_there() -> None:
    made = {
        addresses.topic("money"),
        addresses.audience("park"),
        addresses.question("loans"),
        addresses.concordance("a"),
    }
    assert {page.web for page in made} == {
        "topics/money.html",
        "for/park.html",
        "questions/loans.html",
        "concordance/a.html",
    }
    assert contexts.Ledger.template == addresses.page("ledger").path
