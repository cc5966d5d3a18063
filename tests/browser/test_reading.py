"""The reading page: its modes, sentences and their partners, copying, terms, notes, paper."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conftest import Built
from frame import CONTENTS, switch

Visit = Callable[..., Page]
LOCALES = ("en", "zh-Hans", "zh-Hant")
TEXT = "en/policies/yangtze-delta-2021/text.html"
EXPLAINER = "en/policies/yangtze-delta-2021/index.html"
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
CHINESE, ENGLISH = "#s2-p1", "#s2-p1-en"
SENTENCE, PARTNER = "#s2-p1-2", "#s2-p1-2-en"
LIT = re.compile(r"\b(partner|current)\b")


def mode(page: Page, name: str) -> None:
    page.locator(f'.modes input[value="{name}"]').check()


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    return [page.locator(selector).bounding_box() for selector in selectors]  # type: ignore[misc]


#: A point of a sentence from which no link is near: a finger takes the nearest link.
_FREE = """(one) => {
  for (const line of one.getClientRects()) {
    const y = (line.top + line.bottom) / 2;
    const free = (x) => document.elementFromPoint(x, y) === one;
    for (let x = line.left + 2; x < line.right; x += 5) if ([-20, 0, 20].every((by) => free(x + by))) return [x, y];
  }
}"""


def point(page: Page, selector: str) -> tuple[float, float]:
    """Return a point of a sentence in sight; the middle of its box may lie on another."""
    page.locator(selector).scroll_into_view_if_needed()
    x, y = page.locator(selector).evaluate(_FREE)
    return x, y


def paragraph(built: Built) -> dict[str, Any]:
    """Return the paragraph that these tests read, as the open data have it."""
    documents = json.loads((built.site / "data" / "documents.json").read_text("utf-8"))["documents"]
    (document,) = [document for document in documents if document["slug"] == "yangtze-delta-2021"]
    return next(block for block in document["blocks"] if block["id"] == CHINESE[1:])


def click(page: Page, selector: str) -> None:
    page.mouse.click(*point(page, selector))


def tap(page: Page, selector: str) -> None:
    page.touchscreen.tap(*point(page, selector))


# --- Ways of reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_side_by_side_is_level_and_begins_with_the_language_of_the_page(visit: Visit, where: str, locale: str) -> None:
    page = visit(TEXT.replace("en/", f"{locale}/", 1), where)
    sides = (ENGLISH, CHINESE) if locale == "en" else (CHINESE, ENGLISH)
    own, other = boxes(page, *sides)
    assert abs(own["y"] - other["y"]) < 8
    assert own["x"] + own["width"] < other["x"]
    assert f"#{page.locator(f'{CHINESE}, {ENGLISH}').first.get_attribute('id')}" == sides[0]
    heading = page.locator("h2 > .s").first
    assert (heading.get_attribute("lang") == "en") == (locale == "en")


def test_stacked(visit: Visit, where: str) -> None:
    page = visit(TEXT, where)
    mode(page, "stacked")
    chinese, english = boxes(page, CHINESE, ENGLISH)
    assert english["y"] + english["height"] <= chinese["y"]
    assert "mode=stacked" in page.url


@pytest.mark.parametrize(("only", "other"), [("zh", "en"), ("en", "zh")])
def test_one_language_leaves_the_other_one_control_away(visit: Visit, where: str, only: str, other: str) -> None:
    page = visit(TEXT, where)
    sides = {"zh": page.locator(CHINESE), "en": page.locator(ENGLISH)}
    mode(page, only)
    expect(sides[only]).to_be_visible()
    expect(sides[other]).to_be_hidden()
    shown = page.locator("main .pair").evaluate_all("(all) => all.map((one) => one.querySelectorAll('.reveal').length)")
    assert set(shown) == {1}, "every row and heading has its control"
    control = sides[only].locator(".reveal")
    control.focus()
    page.keyboard.press("Enter")
    expect(sides[other]).to_be_visible()
    expect(control).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(sides[other]).to_be_hidden()


@pytest.mark.parametrize(("order", "shown", "hidden"), [("zh", SENTENCE, PARTNER), ("en", PARTNER, SENTENCE)])
def test_peek_shows_the_partner_of_one_sentence(visit: Visit, where: str, order: str, shown: str, hidden: str) -> None:
    page = visit(f"{TEXT}?mode=peek&order={order}", where)
    expect(page.locator(hidden)).to_be_hidden()
    click(page, shown)
    expect(page.locator(hidden)).to_be_visible()
    expect(page.locator(hidden.replace("-2", "-1"))).to_be_hidden()
    assert page.locator(f'[id="{hidden[1:]}"]').count() == 1
    click(page, shown)
    expect(page.locator(hidden)).to_be_hidden()


def test_peek_by_keyboard_and_by_touch(visit: Visit) -> None:
    page = visit(f"{TEXT}?mode=peek&order=zh{SENTENCE}")
    page.locator(SENTENCE).focus()
    page.keyboard.press("Enter")
    expect(page.locator(PARTNER)).to_be_visible()
    expect(page.locator(SENTENCE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(PARTNER)).to_be_hidden()
    phone = visit(f"{TEXT}?mode=peek&order=zh", **PHONE)
    tap(phone, SENTENCE)
    expect(phone.locator(PARTNER)).to_be_visible()


def test_order_is_swapped_in_the_document_too(visit: Visit, where: str) -> None:
    page = visit(TEXT, where)
    page.get_by_role("button", name="Chinese first").click()
    chinese, english = boxes(page, CHINESE, ENGLISH)
    assert chinese["x"] < english["x"]
    first = page.locator(f"{CHINESE}, {ENGLISH}").first
    assert first.get_attribute("lang") == "zh-Hans", "what is seen first is read first"
    assert "order=zh" in page.url
    mode(page, "peek")
    expect(page.locator(CHINESE)).to_be_visible()
    expect(page.locator(ENGLISH)).to_be_hidden()


def test_a_way_of_reading_does_not_bring_the_order_of_another_language_along(visit: Visit) -> None:
    page = visit(TEXT)
    mode(page, "stacked")
    assert "order" not in page.url
    page.goto(page.url.split("?")[0].replace("/en/", "/zh-Hans/"))
    expect(page.locator(".page")).to_have_attribute("data-mode", "stacked")
    assert page.locator(f"{CHINESE}, {ENGLISH}").first.get_attribute("lang") == "zh-Hans"


@pytest.mark.ways("http", "file")
def test_the_choice_stays_in_the_address_and_is_remembered(visit: Visit, where: str) -> None:
    page = visit(f"{TEXT}{SENTENCE}", where)
    mode(page, "peek")
    assert page.url.endswith(f"?mode=peek{SENTENCE}"), "the place in the address is kept"
    plain = page.url.split("?")[0]
    page.wait_for_timeout(200)  # a browser hands on what is kept a moment later
    page.goto("about:blank")
    page.goto(plain)
    expect(page.locator(".page")).to_have_attribute("data-mode", "peek")
    page.goto(f"{plain}?mode=stacked&order=zh")
    expect(page.locator(".page")).to_have_attribute("data-mode", "stacked")
    assert page.locator(f"{CHINESE}, {ENGLISH}").first.get_attribute("lang") == "zh-Hans", "the address wins"
    page.goto(f"{plain}?mode=sideways&order=%00")
    expect(page.locator('.modes input[value="peek"]')).to_be_checked()


def test_no_memory_is_no_obstacle(visit: Visit, chromium: object, served: str) -> None:
    page = visit("en/index.html")
    page.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});"
        "History.prototype.replaceState = () => { throw new Error('refused'); };"
    )
    page.goto(served + TEXT)
    mode(page, "zh")
    expect(page.locator(ENGLISH)).to_be_hidden()


@pytest.mark.parametrize("name", ["columns", "stacked", "zh", "en", "peek"])
@pytest.mark.parametrize("target", [SENTENCE, PARTNER])
@pytest.mark.ways("http", "file")
def test_a_permalink_lands_on_its_sentence_in_every_mode(visit: Visit, where: str, name: str, target: str) -> None:
    page = visit(f"{TEXT}?mode={name}{target}", where)
    expect(page.locator(target)).to_be_in_viewport()
    top = page.locator(target).bounding_box()["y"]  # type: ignore[index]
    covered = page.locator(".md-header").bounding_box()["height"]  # type: ignore[index]
    assert top >= covered, "not under the header"
    assert f"mode={name}" in page.url
    assert page.url.endswith(target)


def test_two_columns_become_stacked_on_a_phone(visit: Visit) -> None:
    page = visit(TEXT, **PHONE)
    chinese, english = boxes(page, CHINESE, ENGLISH)
    assert english["y"] + english["height"] <= chinese["y"]
    expect(page.locator('.modes input[value="stacked"]')).to_be_checked()
    assert page.locator(".modes label:visible").count() == 4


@pytest.mark.parametrize("name", ["stacked", "en", "peek"])
def test_a_change_of_mode_keeps_what_is_being_read(visit: Visit, name: str) -> None:
    page = visit(f"{TEXT}#s3.2")
    page.mouse.wheel(0, -60)  # brings the bar out again
    page.wait_for_timeout(250)
    before = page.locator('[id="s3.2"]').bounding_box()["y"]  # type: ignore[index]
    mode(page, name)
    after = page.locator('[id="s3.2"]').bounding_box()["y"]  # type: ignore[index]
    assert abs(before - after) < 40


# --- A sentence and its partner -----------------------------------------------------------------------------


@pytest.mark.parametrize(("here", "there"), [(SENTENCE, PARTNER), (PARTNER, SENTENCE)])
class TestLinking:
    def test_by_mouse(self, visit: Visit, where: str, here: str, there: str) -> None:
        page = visit(TEXT, where)
        page.mouse.move(*point(page, here))
        expect(page.locator(here)).to_have_class(LIT)
        expect(page.locator(there)).to_have_class(LIT)
        page.mouse.move(0, 0)
        expect(page.locator(there)).not_to_have_class(LIT)

    def test_by_keyboard(self, visit: Visit, where: str, here: str, there: str) -> None:
        page = visit(f"{TEXT}{here}", where)
        page.locator(here).focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowDown")
        expect(page.locator(here)).to_be_focused()
        expect(page.locator(there)).to_have_class(LIT)
        page.keyboard.press("ArrowRight")
        expect(page.locator(there)).to_be_focused()
        expect(page.locator(here)).to_have_class(LIT)

    def test_by_touch(self, visit: Visit, where: str, here: str, there: str) -> None:
        page = visit(TEXT, where, **PHONE)
        tap(page, here)
        expect(page.locator(here)).to_have_class(LIT)
        expect(page.locator(there)).to_have_class(LIT)


def test_sentences_are_one_tab_stop_with_a_role_and_a_name(visit: Visit) -> None:
    page = visit(TEXT)
    assert page.locator(".s[tabindex]").count() == 1
    stop = page.locator('.s[tabindex="0"]')
    assert stop.get_attribute("role") == "group"
    assert stop.get_attribute("aria-labelledby") == stop.get_attribute("id"), "its name is its text"
    stop.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".s[tabindex]").count() == 1
    expect(page.locator(".s:focus")).to_have_count(1)


def test_what_a_sentence_offers_by_keyboard(visit: Visit, where: str) -> None:
    page = visit(f"{TEXT}?mode=stacked&order=zh{SENTENCE}", where)
    page.locator(SENTENCE).focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("group", name="二 (§ 2 ¶1:2)", exact=True)
    expect(card).to_be_visible()
    link = card.get_by_role("link", name="二 (§ 2 ¶1:2)")
    expect(link).to_be_focused()
    assert link.get_attribute("href") == SENTENCE
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card.get_by_role("button", name="Cite …")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator(SENTENCE)).to_be_focused()


@pytest.mark.ways("http", "file")
def test_the_link_of_a_sentence_keeps_the_mode(visit: Visit, where: str) -> None:
    page = visit(f"{TEXT}?mode=stacked&order=en", where)
    click(page, SENTENCE)
    page.locator(".card-head a").click()
    assert page.url.endswith(f"?mode=stacked&order=en{SENTENCE}")
    expect(page.locator(SENTENCE)).to_be_in_viewport()


# --- Copying ------------------------------------------------------------------------------------------------


def pasted(page: Page) -> str:
    """Return what is on the clipboard, with its lines joined by a bar."""
    page.locator(".page").evaluate("(page) => { page.innerHTML = '<textarea id=paste></textarea>'; }")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    return page.locator("#paste").input_value()


def copy_paragraph(page: Page, what: str) -> str:
    page.locator(f"{ENGLISH} + {CHINESE}").hover()
    page.get_by_role("button", name="Copy this paragraph: § 2 ¶1", exact=True).click()
    page.locator(".sentence-card").get_by_role("button", name=what, exact=True).last.click()
    expect(page.locator(".page").get_by_role("status")).to_contain_text("Copied")
    return pasted(page)


@pytest.mark.parametrize("clipboard", [True, False], ids=["clipboard", "fallback"])
@pytest.mark.ways("http", "file")
def test_copying_a_paragraph(visit: Visit, built: Built, where: str, clipboard: bool) -> None:
    page = visit("en/index.html", where)
    if clipboard and where == "http":
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not clipboard:
        page.context.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', {value: undefined});")
    page.goto(page.url.replace("en/index.html", TEXT))
    # Exactly the text: without the signs of notes.
    text = paragraph(built)["text"]
    assert copy_paragraph(page, "Both").split("\n") == [text["en"], text["zh-Hans"]]


def test_copying_one_language(visit: Visit, built: Built) -> None:
    page = visit(f"{TEXT}?mode=stacked")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = paragraph(built)["text"]
    assert copy_paragraph(page, "Chinese") == text["zh-Hans"]
    page.reload()
    assert copy_paragraph(page, "English") == text["en"]


def test_a_sentence_is_copied_alone(visit: Visit, built: Built) -> None:
    page = visit(TEXT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    click(page, SENTENCE)
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("group", name="Copy this sentence").get_by_role("button", name="Chinese").click()
    expect(page.locator(".page").get_by_role("status")).to_contain_text("Copied")
    assert pasted(page) == paragraph(built)["sentences"][1]["zh-Hans"]


# --- Terms --------------------------------------------------------------------------------------------------


def test_a_term_by_keyboard(visit: Visit, where: str) -> None:
    page = visit(TEXT, where)
    term = page.locator(f"{ENGLISH} a.term").first
    page.locator(f"{ENGLISH} a").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator("#term-card[role=tooltip]")
    expect(card).to_be_visible()
    assert term.get_attribute("aria-describedby") == card.get_attribute("id")
    assert card.locator("[lang]").evaluate_all("(all) => all.map((one) => one.lang)") == ["en", "zh-Hans"]
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(term).to_be_focused()
    assert term.get_attribute("aria-describedby") is None


def test_a_term_by_touch(visit: Visit, where: str) -> None:
    page = visit(TEXT, where, **PHONE)
    term = page.locator(f"{CHINESE} a.term").first
    term.tap()
    card = page.locator(".term-card")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert "text.html" in page.url, "the first tap opens"
    term.tap()
    page.wait_for_url("**/glossary.html#*")


def test_a_term_by_mouse_stays_while_the_pointer_rests_on_it(visit: Visit) -> None:
    page = visit(TEXT)
    page.locator(f"{CHINESE} a.term").first.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.mouse.move(640, 880)
    expect(card).to_be_hidden()


def test_a_later_link_to_a_term_has_the_definition_of_the_first(visit: Visit) -> None:
    page = visit(TEXT)
    later = page.locator("a.term:not([data-zh])").first
    later.focus()
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    same = page.locator(f"a.term[data-en][href='{later.get_attribute('href')}']")
    expect(same).to_have_count(1)
    expect(card).to_contain_text(str(same.get_attribute("data-en")).partition(": ")[2])


# --- Notes, contents, clauses -------------------------------------------------------------------------------


def test_a_mark_leads_to_its_note_and_back(visit: Visit, where: str) -> None:
    page = visit(TEXT, where)
    mark = page.locator(f"{CHINESE} a.mark").first
    note = page.locator(mark.get_attribute("href") or "")
    mark.click()
    expect(note).to_be_in_viewport()
    note.get_by_role("link", name="Back to the text").click()
    assert page.url.endswith(f"#{mark.get_attribute('id')}")
    expect(mark).to_be_in_viewport()


@pytest.mark.parametrize(("width", "beside"), [(1920, True), (1770, True), (1510, False), (1280, False), (390, False)])
def test_notes_stand_beside_the_row_where_there_is_room(visit: Visit, width: int, beside: bool) -> None:
    page = visit(TEXT, width=width)
    row, notes = boxes(page, ENGLISH, f"{ENGLISH} ~ .notes")
    assert (notes["x"] >= row["x"] + row["width"]) is beside
    assert notes["x"] + notes["width"] <= width


@pytest.mark.parametrize("locale", LOCALES)
def test_contents_in_both_languages(visit: Visit, locale: str) -> None:
    page = visit(TEXT.replace("en/", f"{locale}/", 1))
    entries = page.locator(CONTENTS)
    assert entries.count() == 8
    for lang in ("zh-Hant" if locale == "zh-Hant" else "zh-Hans", "en"):
        assert page.locator(f'{CONTENTS} .md-ellipsis > span[lang="{lang}"]').count() == 8
    entries.nth(2).click()
    expect(page.locator("#s3")).to_be_in_viewport()


def test_the_contents_follow_the_text_beside_it(visit: Visit, where: str) -> None:
    page = visit(f"{TEXT}#s3.2", where)
    expect(page.locator(f"{CONTENTS}.md-nav__link--active").last).to_have_attribute("href", "#s3.2")
    expect(page.locator(f'{CONTENTS}[href="#s3.2"]')).to_be_in_viewport()
    page.evaluate("document.getElementById('s4').scrollIntoView()")
    expect(page.locator(f"{CONTENTS}.md-nav__link--active").last).to_have_attribute("href", "#s4")


def test_the_bar_leads_to_the_contents_from_far_down(visit: Visit, where: str) -> None:
    page = visit(f"{TEXT}#s4", where, **PHONE)
    page.mouse.wheel(0, -60)
    page.locator(".to-contents").tap()
    entry = page.locator('.drawer-contents a[href="#s2"]')
    expect(entry).to_be_in_viewport()
    entry.tap()
    expect(page.locator("#s2")).to_be_in_viewport()
    expect(page.locator(".md-sidebar--primary")).not_to_be_in_viewport()


@pytest.mark.parametrize(("width", "level"), [(1280, True), (390, False)])
def test_a_clause_opens_in_place_in_both_languages(visit: Visit, where: str, width: int, level: bool) -> None:
    page = visit(EXPLAINER, where, width=width)
    clause = page.locator(".clause").nth(9)
    clause.locator("summary").click()
    chinese, english = clause.locator('p[lang|="zh"]'), clause.locator('p[lang="en"]')
    expect(chinese).to_be_visible()
    expect(english).to_be_visible()
    tops = [one.bounding_box()["y"] for one in (chinese, english)]  # type: ignore[index]
    assert (abs(tops[0] - tops[1]) < 8) is level
    clause.get_by_role("link").click()
    page.wait_for_url("**/text.html#*")


# --- Without a script, and on paper -------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.ways("http", "file")
def test_without_javascript_it_is_plain_two_column_reading(visit: Visit, where: str, locale: str) -> None:
    page = visit(TEXT.replace("en/", f"{locale}/", 1), where, java_script_enabled=False)
    own, other = boxes(page, *((ENGLISH, CHINESE) if locale == "en" else (CHINESE, ENGLISH)))
    assert own["x"] + own["width"] < other["x"]
    assert abs(own["y"] - other["y"]) < 8
    for control in (
        ".reader-bar",
        ".reveal",
        ".row-copy",
        ".sentence-card",
        '[data-md-component="palette"]',
        "#reader-words",
    ):
        assert page.locator(f"{control} >> visible=true").count() == 0, "nothing dead is shown"
    expect(page.locator(CONTENTS).first).to_be_visible()
    page.locator(f"{CHINESE} a.term").first.click()
    page.wait_for_url("**/glossary.html#*")


@pytest.mark.skipif(not which("pdftotext"), reason="needs pdftotext (poppler-utils)")
def test_paper_has_both_columns_and_no_furniture(visit: Visit, built: Built, tmp_path: Path) -> None:
    page = visit(f"{TEXT}{SENTENCE}")
    click(page, SENTENCE)
    page.pdf(path=tmp_path / "text.pdf", prefer_css_page_size=True)
    subprocess.run(["pdftotext", "-layout", tmp_path / "text.pdf"], check=True)
    text = (tmp_path / "text.txt").read_text("utf-8")
    begins = {language: words[:12] for language, words in paragraph(built)["text"].items()}
    line = next(line for line in text.splitlines() if begins["en"] in line)
    assert begins["zh-Hans"][:4] in line, "level on paper too"
    for furniture in (
        "Side by side",
        "Chinese first",
        "简体",
        "Copy",
        "¶",
        "Contents",
        "On this page",
        "Back to top",
        "Search",
        "About these texts",
    ):
        assert furniture not in text


def test_paper_shows_the_text_of_those_clauses_that_were_open(visit: Visit, tmp_path: Path) -> None:
    page = visit("en/compare.html")
    first = page.locator("details.clause").first
    first.locator("summary").click()
    texts = page.locator("details.clause .clause-text [lang=en]").all_text_contents()
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    subprocess.run(["pdftotext", tmp_path / "page.pdf"], check=True)
    paper = " ".join((tmp_path / "page.txt").read_text("utf-8").split())
    assert texts[0].split(",")[0] in paper
    assert not [text for text in texts[3:] if text[:60] in paper and text[:60] not in texts[0]]


def test_paper_shows_no_control(visit: Visit) -> None:
    page = visit(f"{TEXT}?mode=columns")
    page.emulate_media(media="print", color_scheme="dark")
    for control in (
        ".md-header",
        ".md-tabs",
        ".md-sidebar",
        ".md-top",
        ".reader-bar",
        ".permalink",
        ".headerlink",
        ".row-copy",
    ):
        assert page.locator(f"{control} >> visible=true").count() == 0, control
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    chinese, english = boxes(page, CHINESE, ENGLISH)
    assert english["x"] + english["width"] < chinese["x"]


def test_the_bundle_opens_from_anywhere(visit: Visit, built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "离线 包 100%"
    subprocess.run(["python3", "-m", "zipfile", "-e", str(built.bundle), str(folder)], check=True)
    (index,) = folder.glob("*/index.html")
    page = visit("index.html", root=f"{index.parent.as_uri()}/")
    page.get_by_role("link", name="简体中文").click()
    page.goto(page.url.replace("index.html", "policies/yangtze-delta-2021/text.html#s2-p1-2"))
    mode(page, "peek")
    click(page, SENTENCE)
    expect(page.locator(PARTNER)).to_be_visible()
    switch(page, "en")
    page.wait_for_url("**/en/policies/**")
    assert page.url.endswith(f"?mode=peek{SENTENCE}"), "place and mode are kept"
