"""Pages in every language: the choice of it, the cards over them, the right glyphs and the right lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conftest import FIVE
from frame import COLOR_RULES, switch, violations

Visit = Callable[..., Page]
LOCALES = ("en", "zh-Hans", "zh-Hant")
DOCUMENT = "policies/yangtze-delta-2021"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_screen_of_a_phone_says_what_a_document_is_what_matters_and_where_it_stands(
    visit: Visit, locale: str
) -> None:
    for slug in FIVE:
        page = visit(f"{locale}/policies/{slug}/index.html", width=390, height=844)
        assert 2 <= page.locator(".lead-points > li").count() <= 3
        parts = [
            page.locator(part).first.bounding_box() for part in (".lead-sentence", ".lead-points", ".lead-standing")
        ]
        ends = [box["y"] + box["height"] for box in parts if box]
        assert ends == sorted(ends)
        assert len(ends) == 3
        assert ends[-1] <= 844, f"{slug} stands at {ends[-1]:.0f}"


def test_axe_finds_nothing_in_the_cards(visit: Visit) -> None:
    page = visit(f"en/{DOCUMENT}/text.html")
    page.locator("#s2-p1-2").evaluate("(one) => one.click()")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.locator("#s2-p1 a.term").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert not violations(page)
    page.emulate_media(color_scheme="dark")
    assert not violations(page, COLOR_RULES)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.ways("http", "file")
def test_each_language_opens_from_the_choice_and_the_switch_keeps_the_paragraph(
    visit: Visit, where: str, locale: str
) -> None:
    page = visit("index.html", where)
    page.locator(f'a[hreflang="{locale}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", locale)
    page.goto(page.url.split("index.html")[0] + f"{DOCUMENT}/text.html")
    page.evaluate("document.getElementById('s3.2-p1').scrollIntoView({block: 'start'})")
    other = LOCALES[(LOCALES.index(locale) + 1) % 3]
    switch(page, other)
    expect(page.locator("html")).to_have_attribute("lang", other)
    assert page.url.endswith("#s3.2-p1")
    expect(page.locator('[id="s3.2-p1"]')).to_be_in_viewport()


def test_each_script_has_its_own_glyphs(visit: Visit) -> None:
    faces = {
        locale: visit(f"{locale}/{DOCUMENT}/text.html")
        .locator("#s2-p1")
        .evaluate("(one) => getComputedStyle(one).fontFamily")
        for locale in LOCALES
    }
    assert faces["en"] == faces["zh-Hans"] != faces["zh-Hant"]
    for locale, name in (("zh-Hans", "SC"), ("zh-Hant", "TC")):
        assert name in faces[locale].split(",")[0]


#: Lines that begin with what may not stand there (GB/T 15834): closing marks, and the sign of a note.
_BAD_LINES = """() => {
  const forbidden = '，。、；：！？）》〉」』】〕”’…％';
  const found = [];
  for (const part of document.querySelectorAll('main p[lang|="zh"], main .s[lang|="zh"]')) {
    if (!part.getClientRects().length) continue;
    const style = getComputedStyle(part);
    const edge = part.getBoundingClientRect().left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth);
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let first = true;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const sign = node.parentElement.closest('.mark');
      for (let i = 0; i < node.length; i++) {
        if (!first && (sign || forbidden.includes(node.data[i]))) {
          const range = document.createRange();
          range.setStart(node, i);
          range.setEnd(node, i + 1);
          const box = range.getBoundingClientRect();
          if (box.width && box.left < edge + 2) found.push(part.id + ': ' + node.data.slice(i, i + 8));
        }
        first = false;
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant"])
def test_no_line_begins_with_a_closing_mark(visit: Visit, locale: str, width: int) -> None:
    page = visit(f"{locale}/{DOCUMENT}/text.html", width=width)
    assert page.evaluate(_BAD_LINES) == []


#: Where the lines of Chinese titles begin, but for those that begin at a break between words.
_PARTED = """() => [...document.querySelectorAll('h1, #title')].flatMap((title) => {
  const found = [];
  const walk = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
  let bottom = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement.closest('[lang]').lang.startsWith('zh') || node.data === '¶') continue;
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getBoundingClientRect();
      const goesOn = i || !(node.previousSibling instanceof HTMLElement) || node.previousSibling.tagName !== 'WBR';
      const mark = node.data[i - 1] === '，' || (node.data[i] === '—') !== (node.data[i - 1] === '—');
      if (bottom && box.top > bottom && goesOn && !mark) found.push(node.data);
      bottom = box.bottom - 2;
    }
    if (node.nextSibling === null) bottom = 0;
  }
  return found;
})"""


@pytest.mark.parametrize("slug", FIVE)
def test_no_word_of_a_chinese_title_is_parted(visit: Visit, slug: str) -> None:
    for locale in ("en", "zh-Hant"):
        page = visit(f"{locale}/policies/{slug}/text.html", width=390)
        assert page.locator("h1 wbr").count(), "a title of several words"
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate(_PARTED) == []
