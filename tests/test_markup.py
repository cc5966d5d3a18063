"""Text is data: nothing that a person or a capture wrote becomes an element, an attribute or a block of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import nodes

from conftest import ROOT, run
from htmlpage import Element, Page, pages
from planting import PAYLOADS, Planted, pairs, plant, takes
from policy_site.facts import claims, summary
from policy_site.pages.templates import environment
from policy_site.rendering.markup import address
from policy_site.sources.records import RESERVED_IDS, WebAddress

#: Attributes that hold text, or data that a script of ours reads as text.
TEXTS = frozenset(
    "title aria-label content alt placeholder data-cite-place data-words data-label data-zh data-en value".split()
)
BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li pre blockquote td th dt dd".split())
INLINE = frozenset("em strong b i code del mark a".split())
TAG = re.compile(r"pwn[a-z]{3}")
#: Files that hold markup of our own, and the ids that they write out, e.g. id="main", {: #top }.
MARKED = frozenset({".j2", ".html"})
WRITTEN_ID = re.compile(r"""\bid="([\w-]+)"|\{:? ?#([\w-]+)[ }]""")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The planted project, built; no text is too long for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/site/")  # so that everything is written that follows from it
        patch.setattr(claims, "short", lambda *_: ())
        for kind in ("WORDS", "CHARACTERS"):
            patch.setattr(summary, f"MOST_{kind}", 1000)
        found = plant(tmp_path_factory.mktemp("planted") / "project")
        result = run("build", "--root", found.root)
    assert result.exit_code == 0, result.output
    return found


@cache
def effects(site: Path) -> dict[str, str]:
    """Return for each tag that took on a meaning on a page of ``site`` one example."""
    return {tag: f"{page.path.relative_to(site)}: {what}" for page in pages(site) for tag, what in _effects(page)}


def _effects(page: Page) -> Iterator[tuple[str, str]]:
    for element, data in page.unseen:
        if element.attributes.get("type") in {"application/ld+json", "application/json"}:
            json.loads(data)  # data, which no browser runs
        else:
            yield from ((tag, "in a script or style") for tag in TAG.findall(data))
    for element in page.elements:
        for name, value in element.attributes.items():
            found = TAG.findall(name) + (TAG.findall(value) if name not in TEXTS else [])
            yield from ((tag, f"<{element.tag} {name}={value!r}>") for tag in found)
        yield from ((tag, f"<{element.tag}>") for tag in _begins(element))


def _begins(element: Element) -> Iterator[str]:
    """Yield the tag with which a block begins, or that is all of an element in a line."""
    text = element.text.strip()
    found = TAG.match(text) if element.tag in BLOCKS else TAG.fullmatch(text) if element.tag in INLINE else None
    if found:
        yield found[0]


def test_every_field_of_every_file_is_planted_or_refuses(planted: Planted) -> None:
    names = {name for name, _ in pairs(planted)}
    assert {(name, payload) for name in names for payload in PAYLOADS} == set(pairs(planted))
    assert len(names) > 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_gives_its_text_a_meaning(planted: Planted, payload: str) -> None:
    found = effects(planted.root / "site")
    wrong = {planted.fields[tag][0]: where for tag, where in found.items() if planted.fields[tag][1] == payload}
    assert not wrong, "\n".join(f"{name}: {where}" for name, where in sorted(wrong.items()))


def test_what_is_printed_is_printed_as_it_was_written(planted: Planted) -> None:
    wrong = {}
    for page in pages(planted.root / "site"):
        text = " ".join("".join(run for marked, run in page.texts if not marked).split())
        for tag in set(TAG.findall(text)) - wrong.keys():
            whole = " ".join(planted.texts[tag][1:-1].split())
            if text.count(tag) != text.count(whole) * whole.count(tag):
                at = text.index(tag)
                wrong[tag] = f"{planted.fields[tag]} {page.path.name}: {text[max(0, at - 40) : at + 60]}"
    assert not wrong, "\n".join(sorted(wrong.values()))


def test_no_page_has_an_id_twice_or_a_title_that_is_not_one(planted: Planted) -> None:
    for page in pages(planted.root / "site"):
        assert len(page.ids) == len(set(page.ids)), page.path
        assert len([element for element in page.elements if element.tag == "title"]) == 1


def test_search_and_data_can_be_read_and_their_lines_are_whole(planted: Planted) -> None:
    site = planted.root / "site"
    for path in (site / "search").glob("*.js"):
        content = json.loads(path.read_text("utf-8").partition("=")[2].partition("=")[2].strip().rstrip(";"))
        for anchors, *texts in zip(content["anchors"], content["zh"], content["en"], strict=True):
            lines = len(anchors.split(" "))
            assert [text.count("\n") + 1 for text in texts] == [lines, lines]
    assert len(json.loads((site / "data" / "documents.json").read_text("utf-8"))["documents"]) == len(PAYLOADS)
    ElementTree.parse(site / "data" / "corpus.tmx")


def test_only_the_module_of_markup_makes_markup() -> None:
    program = ROOT / "scripts" / "policy_site"
    makers = {path.name for path in program.rglob("*.py") if re.search(r"\bMarkup\(", path.read_text("utf-8"))}
    assert makers == {"markup.py"}


def test_no_template_turns_escaping_off() -> None:
    for path in (ROOT / "scripts" / "policy_site").rglob("*.j2"):
        assert not re.search(r"\|\s*safe\b|\bautoescape\b", path.read_text("utf-8")), path
    assert environment().autoescape is True
    for name in environment().list_templates():
        source = environment().loader.get_source(environment(), name)[0]  # type: ignore[union-attr]
        found = environment().parse(source).find_all((nodes.Filter, nodes.ScopedEvalContextModifier))
        assert [each for each in found if getattr(each, "name", "safe") == "safe"] == [], name


@pytest.mark.parametrize(
    "text", ["javascript:x", "data:text/html,x", "//x.y", "http:x", 'https://x"y', "https://x y", "ftp://x"]
)
def test_an_address_that_is_not_of_the_web_is_refused(text: str) -> None:
    assert not takes(WebAddress, text)
    assert takes(WebAddress, "https://example.org/a%20(b)?c=1&d=[2]#e")


@pytest.mark.parametrize("text", ["<script>", 'a"b', "a b", "javascript:x"])
def test_an_address_inside_the_site_is_the_programs_own(text: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        address(text)


def test_every_id_of_a_template_or_the_theme_is_reserved() -> None:
    folders = (ROOT / "scripts" / "policy_site" / "pages" / "templates", ROOT / "theme")
    sources = [path.read_text("utf-8") for folder in folders for path in folder.rglob("*.*") if path.suffix in MARKED]
    ids = {found[1] or found[2] for text in sources for found in WRITTEN_ID.finditer(text)}
    unreachable = {name for name in ids if name.startswith(("to-", "-", "__"))}  # what no term and no document may be
    assert ids - unreachable <= RESERVED_IDS
