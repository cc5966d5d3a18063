"""The frame of every kind of page: nothing moves, little is loaded, the place is kept, nothing lies on anything."""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from conftest import FIVE, Built
from frame import switch, until
from htmlpage import parse
from policy_site.pages.catalog import LANGUAGE_NAMES, LOCALES

Visit = Callable[..., Page]
#: What a full text may cost at first: kilobytes as a server sends them (gzip), and requests.
MOST_BYTES, MOST_REQUESTS = 110_000, 9


@pytest.mark.parametrize("slug", FIVE)
def test_a_full_text_costs_little_and_the_next_page_its_words_only(visit: Visit, built: Built, slug: str) -> None:
    asked: list[str] = []
    page = visit("en/assets/images/mark.svg")
    root = page.url.removesuffix("en/assets/images/mark.svg")
    page.on("request", lambda request: asked.append(request.url.removeprefix(root)))
    page.goto(f"{root}en/policies/{slug}/text.html")
    page.wait_for_timeout(600)
    first = list(asked)
    sent = sum(len(gzip.compress((built.site / name).read_bytes(), 6)) for name in first)
    assert len(first) <= MOST_REQUESTS, first
    assert sent <= MOST_BYTES, sent
    for kind in ("index", "measures", f"policies/{slug}/index"):
        asked.clear()
        page.goto(f"{root}en/{kind}.html")
        page.wait_for_timeout(300)
        assert set(asked) - set(first) == {f"en/{kind}.html"}


@pytest.mark.parametrize(
    ("kind", "width"),
    [("measures", 1280), ("measures", 390), ("names", 1280), ("units", 1280), ("coverage", 1280), ("reading", 390)],
)
def test_switching_the_language_keeps_the_place(visit: Visit, kind: str, width: int) -> None:
    page = visit(f"en/{kind}.html", width=width)
    page.evaluate("window.scrollTo({ top: document.body.scrollHeight * 0.55, behavior: 'instant' })")
    page.wait_for_timeout(200)
    switch(page, "zh-Hans")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    place = urlsplit(page.url).fragment
    assert place, "the address names the place"
    expect(page.locator(f'[id="{unquote(place)}"]')).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 400, "not at the head of the page"


#: The two signs of a row, and the first line of what follows it.
OVERLAPS = """() => {
  const signs = [...document.querySelectorAll('.row > :is(.permalink, .row-copy)')];
  const words = '.row > p, .page h2, .page h3, .page h4, .cites > p, .cites summary';
  const lines = [...document.querySelectorAll(words)].map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [...range.getClientRects()].filter((box) => box.width > 2);
  }).flat();
  const found = [];
  for (const sign of signs) {
    const own = (sign.querySelector('svg') || sign).getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(sign);
    const box = sign.matches('.permalink') ? range.getBoundingClientRect() : own;
    const hit = lines.find((line) => line.left < box.right - 1 && box.left < line.right - 1
      && line.top < box.bottom - 2 && box.top < line.bottom - 2);
    if (hit) found.push(sign.closest('.row').textContent.trim().slice(0, 30));
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("kind", ["text", "index"])
def test_the_signs_of_a_row_lie_on_no_line(visit: Visit, kind: str, width: int) -> None:
    page = visit(f"en/policies/langfang-2019/{kind}.html", width=width)
    assert page.locator(".row-copy").count() > 20
    expect(page.locator(".row:not(.laid)")).to_have_count(0)  # reader.js lays a few rows out at a time
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_runs_out_of_a_cell_of_the_comparison_in_print(visit: Visit, locale: str) -> None:
    page = visit(f"{locale}/compare.html", width=680)  # A4 without its margins, at 96 dots to the inch
    page.emulate_media(media="print")
    over = page.evaluate(
        """() => [...document.querySelectorAll('.page :is(th, td)')].filter((cell) => {
          const edge = cell.getBoundingClientRect();
          const range = document.createRange();
          range.selectNodeContents(cell);
          return [...range.getClientRects()].some((box) => box.width > 0 && box.right > edge.right + 1);
        }).map((cell) => cell.textContent.trim())"""
    )
    assert over == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_the_choice_of_language_calls_each_by_its_own_name(built: Built) -> None:
    chooser = parse(built.site / "index.html")
    names = {each.lang: each.text for each in chooser.elements if each.tag == "strong"}
    assert names == {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"} == LANGUAGE_NAMES
    for locale in LOCALES:
        page = parse(built.site / locale / "index.html")
        menu = {
            each.lang: each.text.strip() for each in page.elements if each.attributes.get("class") == "md-select__link"
        }
        assert menu == names


def _heads(built: Built, locale: str) -> dict[str, tuple[str, str]]:
    """Return the title and the description of each page of a locale."""
    found = {}
    for path in sorted((built.site / locale).rglob("*.html")):
        text = path.read_text("utf-8")
        (title,) = re.findall(r"<title>(.*?)</title>", text.split("<body")[0])
        (description,) = re.findall(r'<meta name="description" content="([^"]*)">', text)
        found[path.relative_to(built.site / locale).as_posix()] = (title, description)
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_has_a_title_and_a_description_of_its_own(built: Built, locale: str) -> None:
    heads = _heads(built, locale)
    titles, descriptions = [title for title, _ in heads.values()], [said for _, said in heads.values()]
    assert len(set(titles)) == len(titles), sorted(each for each in titles if titles.count(each) > 1)
    assert all(descriptions)
    for path, (title, _) in heads.items():
        name = title.rsplit(" · ", 1)[0]
        assert len(html.unescape(title)) <= 75, (path, title)
        assert not re.search(r"[\u4e00-\u9fff”」]\d+$|\[\d+\]", name), (path, name)
        if locale != "en":
            assert re.search(r"[\u4e00-\u9fff]", name), (path, name)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_chinese_word_inside_a_line_of_the_contents_stays_in_it(visit: Visit, locale: str) -> None:
    page = visit(f"{locale}/policies/guangzhou-2019/text.html")
    displays = """(selector) => [...document.querySelectorAll(`.md-sidebar--secondary ${selector}`)].map(
      (one) => getComputedStyle(one).display)"""
    assert set(page.evaluate(displays, ".md-ellipsis > [lang] [lang]")) == {"inline"}
    assert set(page.evaluate(displays, ".md-ellipsis > [lang] + [lang]")) == {"block"}


def test_the_skip_link_leads_to_the_text(visit: Visit, where: str) -> None:
    page = visit("en/policies/langfang-2019/text.html", where)
    page.keyboard.press("Tab")
    link = page.locator(".md-skip")
    expect(link).to_be_focused()
    assert Path(urlsplit(link.get_attribute("href") or "").path).name in {"", "text.html"}
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.page') !== null")


def test_back_to_the_top_comes_on_the_way_up(visit: Visit, where: str) -> None:
    page = visit("en/glossary.html", where)
    button = page.locator(".md-top")
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(200)
    page.mouse.wheel(0, -400)
    expect(button).not_to_have_attribute("hidden", re.compile(".*"))
    button.click()
    until(page, "window.scrollY === 0")
