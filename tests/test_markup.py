"""Text is data: nothing that a person or a capture wrote becomes an element, an attribute or a block of a page."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import nodes
from playwright.sync_api import Browser
from test_search_index import parts

from conftest import ROOT, Built, once, run
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
    """The planted project, built once for all workers; no text is too long for it."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", "https://example.org/site/")  # so that everything is written that follows from it
            patch.setattr(claims, "short", lambda *_: ())
            for kind in ("WORDS", "CHARACTERS"):
                patch.setattr(summary, f"MOST_{kind}", 1000)
            found = plant(folder / "project")
            result = run("build", "--root", found.root)
        assert result.exit_code == 0, result.output
        (folder / "planted").write_bytes(pickle.dumps(found))

    made: Planted = pickle.loads((once(tmp_path_factory, "planted", make) / "planted").read_bytes())
    return made


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


#: What a page holds after its scripts have run that a browser would run or load, of what was planted.
LIVE = r"""() => [...document.querySelectorAll('*')].flatMap((one) => [
  ...[...one.attributes].filter((each) => /^on|^srcdoc$/.test(each.name) || /^\s*javascript:/i.test(each.value)
    || (/^(src|href|action|poster|data)$/.test(each.name) && /pwn[a-z]{3}\.example/.test(each.value)
        && !/^(mailto:|https:\/\/example\.org)/.test(each.value)))
    .map((each) => `${one.tagName} ${each.name}=${each.value}`),
  ...(one.matches('script:not([type*=json]), style') && /pwn[a-z]{3}/.test(one.textContent) ? [one.outerHTML] : []),
]).slice(0, 5)"""
SHARED = (
    "index policies/index questions topics audiences compare ledger targets measures units names timeline glossary"
    " about coverage"
).split()


@pytest.mark.browser
@pytest.mark.parametrize("part", [*PAYLOADS, "shared"])
def test_no_browser_runs_or_loads_what_was_planted(planted: Planted, chromium: Browser, part: str) -> None:
    """Each kind of page, with its folds open and its scripts at work; without the policy, which would hide a fault."""
    site = planted.root / "site" / "en"
    document = [f"policies/{part}-2020/{name}" for name in ("index", "text", "answers", "brief")]
    context = chromium.new_context(bypass_csp=True, service_workers="block")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: wrong.append(f"{page.url}: {dialog.message}"))
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(request.url)
    )
    for name in SHARED if part == "shared" else document:
        page.goto((site / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for hovered in page.locator("a.term:visible").all()[:3]:
            hovered.hover()
        wrong += [f"{name}: {each}" for each in page.evaluate(LIVE)]
    tag = next(tag for tag, (_, payload) in planted.fields.items() if payload == part or part == "shared")
    page.goto((site / "search.html").as_uri() + f"?q={tag}")
    page.locator("#search-page > *").first.wait_for(state="attached")
    wrong += [f"search: {each}" for each in page.evaluate(LIVE)]
    context.close()
    assert wrong == []


@pytest.mark.browser
def test_a_live_page_that_holds_a_fault_is_seen(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content('<a href="javascript:pwnaab">x</a><b onclick="pwnaab">x</b><img src="//pwnaab.example/x.png">')
    assert len(page.evaluate(LIVE)) == 3
    page.close()


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
    for content in parts(Built(planted.root)).values():
        for anchors, *texts in zip(content["anchors"], content["zh"], content["en"], strict=True):
            zh, en = (text.count("\n") for text in texts)
            assert zh == en >= anchors.count(" "), "the last id stands for all that are the same after it"
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
