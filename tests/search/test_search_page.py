"""The box and the page of results: by keyboard, announced, shareable; and every word of every page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from test_search_browser import turn_to_search

from frame import until, violations

pytestmark = pytest.mark.browser

BOX = ".site-search input"
PANEL = ".search-panel"
RESULT = ".search-results > li"


def type_in_box(page: Page, base: str, text: str, locale: str = "en") -> None:
    page.goto(f"{base}{locale}/index.html")
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.locator(f"{PANEL} [role=option]").first.wait_for()


@pytest.mark.ways("http", "file")
def test_nothing_is_loaded_before_the_reader_turns_to_the_search(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}en/index.html")
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/search/" in url or "search-engine" in url]
    page.locator(BOX).focus()
    until(page, "self.policySearch && self.policySearch.rest")
    assert len([url for url in asked if "/search/" in url]) == 2


@pytest.mark.parametrize(
    ("locale", "text", "target"),
    [
        ("en", "graphene", "policies/langfang-2019/text.html#s3.2.2-p1-1"),
        ("zh-Hans", "技術移民", "policies/guangzhou-2019/text.html#s2.8.2-p1-1"),
        ("zh-Hant", "蓄水池", "policies/yangtze-delta-2021/text.html#s3.3-1"),
    ],
)
@pytest.mark.ways("http", "file")
def test_by_keyboard_to_the_lit_sentence(page: Page, base: str, locale: str, text: str, target: str) -> None:
    type_in_box(page, base, text, locale)
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{PANEL} [aria-selected=true]")
    assert page.locator(BOX).get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{locale}/{target}")
    assert page.locator(":target").count() == 1
    assert page.locator(":target").evaluate("(one) => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_arrows_go_round_and_escape_closes(page: Page, base: str) -> None:
    type_in_box(page, base, "talent")
    options = page.locator(f"{PANEL} [role=option]")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert page.locator(f"{PANEL} [aria-selected=true]").count() == 0
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    assert page.locator(BOX).input_value() == "talent"


def test_at_most_eight_results_and_a_way_to_all(page: Page, base: str) -> None:
    type_in_box(page, base, "科技", "zh-Hans")
    assert page.locator(f"{PANEL} .search-option__line").count() == 8
    page.locator(f"{PANEL} [role=option]").last.click()
    page.wait_for_url(re.compile(r"search\.html\?q="))
    page.locator(RESULT).first.wait_for()
    assert page.locator(BOX).input_value() == "科技"


def test_the_count_is_announced(page: Page, base: str) -> None:
    type_in_box(page, base, "graphene")
    expect(page.locator(".site-search [role=status]")).to_contain_text("1", timeout=3000)
    page.goto(f"{base}en/search.html?q=graphene")
    expect(page.locator("main [role=status]")).to_contain_text("1")


def test_results_show_both_languages_and_mark_the_hit(page: Page, base: str) -> None:
    page.goto(f"{base}en/search.html?q=skilled%20migration")
    first = page.locator(RESULT).first
    first.wait_for()
    assert first.locator("p[lang=en] mark").count() == 1
    assert first.locator("p[lang=zh-Hans] mark").text_content().startswith("技术移民")
    assert first.locator("h2 a").get_attribute("href") == f"{base}en/policies/guangzhou-2019/text.html#s2.8.2-p1-1"


def test_the_tab_key_passes_the_list_by_and_closes_it(page: Page, base: str) -> None:
    type_in_box(page, base, "talent")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.site-search')") is None
    expect(page.locator(PANEL)).to_be_hidden()


@pytest.mark.ways("http", "file")
def test_filters_stand_in_the_address(page: Page, base: str) -> None:
    page.goto(f"{base}zh-Hans/search.html?q=人才")
    page.locator(RESULT).first.wait_for()
    before = page.locator(".search-count").text_content()
    page.locator("input[name=place][value=wuhan-2020]").check()
    page.locator("input[name=kind][value=clause]").check()
    page.wait_for_url(re.compile("place=wuhan-2020&kind=clause"))
    expect(page.locator("input[name=kind][value=clause]")).to_be_focused()
    links = page.locator(f"{RESULT} h2 a").evaluate_all("(all) => all.map((one) => one.href)")
    assert links
    assert all("wuhan-2020/text.html" in link for link in links)
    shared = page.url
    page.goto(f"{base}zh-Hans/index.html")
    page.goto(shared)
    page.locator(RESULT).first.wait_for()
    assert page.locator(f"{RESULT} h2 a").evaluate_all("(all) => all.map((one) => one.href)") == links
    page.locator("input[name=place][value=wuhan-2020]").uncheck()
    page.locator("input[name=kind][value=clause]").uncheck()
    assert page.locator(".search-count").text_content() == before
    page.go_back()
    expect(page.locator("input[name=kind][value=clause]")).to_be_checked()


@pytest.mark.parametrize(("locale", "text"), [("en", "Chengdu"), ("zh-Hans", "创新券"), ("zh-Hant", "創新券")])
def test_the_absent_is_called_absent(page: Page, base: str, locale: str, text: str) -> None:
    page.goto(f"{base}{locale}/search.html?q={text}")
    expect(page.locator(".search-notice")).to_contain_text(text)
    expect(page.locator(".search-count")).to_be_empty()
    if page.locator(RESULT).count():
        expect(page.locator(".search-near")).to_be_visible()


#: Chinese whose nearest language is English: a voice would spell it or pass it over.
UNTAGGED = """(root) => {
  const texts = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const named = text.parentElement.closest('[lang]').lang;
    if (named === 'en' && /[\\u3400-\\u9fff]/.test(text.data)) found.push(text.data);
  }
  return found;
}"""


@pytest.mark.parametrize("text", ["放管服", "创新券", "residence", "四办", "海归"])
def test_chinese_among_english_results_says_its_language(page: Page, base: str, text: str) -> None:
    page.goto(f"{base}en/search.html?q={text}")
    page.locator("#search-page h2").first.wait_for()
    assert page.evaluate(UNTAGGED, "#search-page") == []
    page.locator(BOX).focus()
    page.locator(f"{PANEL} [role=option]").first.wait_for()
    assert page.evaluate(UNTAGGED, PANEL) == []


def test_nothing_is_called_absent_before_all_words_are_there(page: Page, base: str) -> None:
    held: list[Route] = []
    page.route("**/search/rest-*.js", lambda route: held.append(route))
    page.goto(f"{base}en/search.html?q=graphene", wait_until="commit")
    page.locator(RESULT).first.wait_for()
    page.goto(f"{base}en/search.html?q=artificial%20sun", wait_until="commit")
    until(page, "self.policySearch && self.PolicySearchEngine")
    page.wait_for_timeout(300)
    expect(page.locator("#search-page .search-notice")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(f"{RESULT} h2 a").first).to_have_attribute("href", re.compile("yangtze-delta-2021/text"))


def test_what_stands_only_inside_a_name_is_said_to_stand_there(page: Page, base: str) -> None:
    page.goto(f"{base}en/search.html?q=Chengdu")
    expect(page.locator(".search-notice")).to_contain_text("only inside another name")
    page.goto(f"{base}en/search.html?q=blockchain")
    expect(page.locator(".search-notice")).to_have_text("The documents do not mention “blockchain”.")


def test_synonyms_are_shown_in_the_readers_script(page: Page, base: str) -> None:
    for locale, words in (("zh-Hans", "国际热核聚变实验堆"), ("zh-Hant", "國際熱核聚變實驗堆")):
        page.goto(f"{base}{locale}/search.html?q=人造太陽")
        expect(page.locator("#search-page .meta").first).to_contain_text(words)


def test_suggestions_come_when_their_words_have_come(page: Page, base: str) -> None:
    held: list[Route] = []
    page.route("**/search/rest-*.js", lambda route: held.append(route))
    page.goto(f"{base}en/index.html")
    page.locator(BOX).focus()
    until(page, "self.policySearch && self.PolicySearchEngine")
    page.wait_for_timeout(300)
    held[0].continue_()
    expect(page.locator(f"{PANEL} [role=option]").first).to_be_visible()


@pytest.mark.ways("http", "file")
def test_recent_searches_can_be_forgotten(page: Page, base: str) -> None:
    page.goto(f"{base}en/search.html?q=graphene")
    page.locator(RESULT).first.wait_for()
    page.locator(BOX).fill("")
    page.get_by_role("option", name="Forget them").click()
    expect(page.locator(f"{PANEL} [role=group]")).to_have_count(1)
    assert page.evaluate("localStorage.getItem('policy-search-recent')") == "[]"


def test_recent_searches_come_back_and_suggestions_are_in_the_readers_language(page: Page, base: str) -> None:
    page.goto(f"{base}zh-Hant/search.html?q=技術移民")
    page.locator(RESULT).first.wait_for()
    page.locator(BOX).focus()
    page.locator(BOX).fill("")
    groups = page.locator(f"{PANEL} [role=group]")
    expect(groups).to_have_count(2)
    expect(groups.first).to_contain_text("技術移民")
    expect(groups.last).to_contain_text("國際科技合作")


@pytest.mark.ways("http", "file")
def test_storage_that_is_off_or_broken_does_no_harm(page: Page, base: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })")
    type_in_box(page, base, "graphene")
    page.keyboard.press("Enter")
    page.locator(RESULT).first.wait_for()


@pytest.mark.parametrize(
    ("locale", "width", "scheme"),
    [("en", 390, "light"), ("en", 1280, "dark"), ("zh-Hans", 390, "dark"), ("zh-Hant", 1280, "light")],
)
@pytest.mark.ways("http")
def test_axe_finds_nothing(chromium: Browser, base: str, locale: str, width: int, scheme: str) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for query in ("人才", "创新券"):
        page.goto(f"{base}{locale}/search.html?q={query}")
        page.locator("#search-page > *").first.wait_for(state="attached")
        page.locator(BOX).focus()
        page.locator(f"{PANEL} [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


#: Text in the article of a page, without labels of controls, what the page leaves out of the search, and links that
#: repeat an address.
PIECES = """(html) => {
  const article = new DOMParser().parseFromString(html, 'text/html').querySelector('article'); // no script has run
  if (!article) return [];
  const skipped = 'script, style, noscript, nav, form, button, summary, svg, [data-search-exclude], ' +
    'a[href*="text.html#"]';
  const found = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    if (text.length >= 4 && !walker.currentNode.parentElement.closest(skipped)) found.push(text);
  }
  return found;
}"""

FOUND_ON = """([queries, page]) => {
  self.engine = self.engine || self.PolicySearchParts.whole(self.policySearch).engine;
  const pagesOf = (query) => self.engine.search(query, { limit: 1000 }).results.map((one) => one.page);
  return queries.filter((query) => !pagesOf(query).includes(page));
}"""


def words_of(pieces: list[str], locale: str) -> list[str]:
    """Return some thirty stretches of the pieces that a reader might type: two to four ideographs, or a word."""
    pattern = r"[A-Za-z]{4,}" if locale == "en" else r"[\u4e00-\u9fff]{2,4}"
    every = [match for piece in pieces for match in re.findall(pattern, piece)]
    return list(dict.fromkeys(every[:: max(1, len(every) // 30)]))


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.ways("file")
def test_every_literal_word_of_a_page_finds_that_page(chromium: Browser, base: str, built, locale: str) -> None:
    page = chromium.new_page()
    turn_to_search(page, base, locale)
    missed = {}
    root: Path = built.site / locale
    for path in sorted(root.rglob("*.html")):
        name = path.relative_to(root).as_posix()
        queries = words_of(page.evaluate(PIECES, path.read_text("utf-8")), locale)
        lost = page.evaluate(FOUND_ON, [queries, name])
        if lost:
            missed[name] = lost
    page.close()
    assert missed == {}, unquote(str(missed))
