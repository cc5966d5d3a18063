"""Citing: the dialog, from a clause, an answer, a figure and a page; and the foot of a page without a script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from frame import COLOR_RULES, violations

Visit = Callable[..., Page]
CITED = "s3.2.2-p1"


def in_both_schemes(page: Page) -> list[str]:
    """Return what axe finds in the open dialog, light and dark."""
    found = violations(page, within="dialog[open]")
    page.emulate_media(color_scheme="dark")
    return found + violations(page, COLOR_RULES, "dialog[open]")


def cited(page: Page, form: str) -> str:
    """Return what the open dialog shows in a form."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(form).check()
    return dialog.locator("pre").text_content() or ""


@pytest.mark.ways("http", "file")
def test_a_clause_is_cited_by_its_own_number_in_every_form(visit: Visit, where: str) -> None:
    page = visit(f"en/policies/langfang-2019/text.html?mode=stacked#{CITED}", where)
    page.locator(f'[id="{CITED}-1"]').evaluate("(one) => one.click()")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("group", name="Copy this paragraph").get_by_role("button", name="Cite").click()
    own, address = "三（二）2 (§ 3.2.2 ¶1)", f"/text.html#{CITED}"
    expect(page.get_by_role("dialog", name=f"Cite: {own}")).to_be_visible()
    words = cited(page, "In words")
    for part in ("Langfang", "June 24, 2019", own, "unofficial translation", f"{address},"):
        assert part in words
    assert re.search(r"accessed [A-Z][a-z]+ \d{1,2}, \d{4}\.$", words)
    for form, sign in (
        ("GB/T", "[EB/OL]. (2019-06-24)["),
        ("BibTeX", "@misc{"),
        ("RIS", "TY  - GOVDOC"),
        ("CSL", "[\n"),
    ):
        text = cited(page, form)
        assert sign in text
        assert own in text
        assert address in text
        assert "mode=" not in text
        assert "{url}" not in text
    assert not in_both_schemes(page)
    # The choice is kept; Escape closes the dialog alone, and the focus is back where it was.
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("group", name="Copy this paragraph").get_by_role("button", name="Cite")).to_be_focused()
    page.reload()
    page.locator("#cite-this-page summary").click()
    expect(page.get_by_role("dialog", name="Cite this page").get_by_label("CSL")).to_be_checked()


def test_a_citation_is_copied_and_saved(visit: Visit) -> None:
    page = visit("en/policies/guangzhou-2019/text.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#cite-this-page summary").click()
    dialog = page.get_by_role("dialog")
    text = cited(page, "RIS")
    dialog.get_by_role("button", name="Copy", exact=True).click()
    expect(dialog.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Save as a file").click()
    assert download.value.suggested_filename == "guangzhou-2019.ris"
    assert download.value.path().read_text("utf-8") == f"{text}\n"


@pytest.mark.parametrize(
    ("path", "button", "words"),
    [
        ("zh-Hant/questions/permanent-residence.html", "#langfang-2019 ~ .answer .cite-button", "#langfang-2019，"),
        ("zh-Hans/targets.html", "figure .cite-button", "targets.html#picture-"),
        ("en/compare.html", ".matrix + p .cite-button", "compare.html#"),
        ("en/policies/wuhan-2020/index.html", ".document-links .cite-button", "unofficial explanation of: Wuhan"),
    ],
)
def test_answers_figures_and_pages_are_cited(visit: Visit, path: str, button: str, words: str) -> None:
    page = visit(path)
    page.locator(button).first.click()
    expect(page.get_by_role("dialog").locator("pre")).to_contain_text(words)
    assert not in_both_schemes(page)


def test_without_a_script_the_foot_of_the_page_shows_every_form(visit: Visit) -> None:
    page = visit("en/policies/wuhan-2020/text.html", java_script_enabled=False)
    page.locator("#cite-this-page summary").click()
    expect(page.locator("#cite-this-page")).to_contain_text("[EB/OL]. (2020-01-21)[(day of access)]")
