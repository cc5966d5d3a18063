"""Lists in parts, as a reader of a site with many documents meets them: two documents, and a limit of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from frame import violations

Visit = Callable[..., Page]
SLUGS = ("jia-2031", "yi-2032")


@pytest.fixture
def visit(visit_in_parts: Visit) -> Visit:
    """Return the opener of the pages of the small site, as files."""
    return visit_in_parts


def test_the_name_of_a_place_leads_to_its_part_with_what_was_chosen(visit: Visit) -> None:
    page = visit("en/measures.html")
    page.select_option(".finder select[name=topic]", "meals")
    page.fill(".place-search input", "甲市")
    links = page.locator(".place-found a")
    expect(links).to_have_count(2)
    links.first.click()
    page.wait_for_url(f"**/measures/{SLUGS[0]}.html?topic=meals")
    cards = page.locator("#measures .measure:visible")
    expect(cards).to_have_count(page.locator("#measures .measure[data-topic~=meals]").count())


def test_an_old_address_leads_on_to_the_part(visit: Visit) -> None:
    page = visit(f"en/measures.html#{SLUGS[1]}-m01")
    page.wait_for_url(f"**/measures/{SLUGS[1]}.html#{SLUGS[1]}-m01")
    page = visit(f"en/topics/meals.html#{SLUGS[0]}")
    page.wait_for_url(f"**/measures/{SLUGS[0]}.html?topic=meals#{SLUGS[0]}")


def test_the_comparison_loads_the_places_that_are_chosen_and_no_other(visit: Visit) -> None:
    page = visit("zh-Hant/compare.html")
    loaded = "document.querySelectorAll('script[src*=\"/place-\"]:not([src*=place-list])').length"
    assert page.evaluate(loaded) == 0
    for number in (1, 2):
        page.fill(".place-search input", "甲市")
        page.locator(".place-found button").first.click()
        expect(page.locator(".place-chosen button")).to_have_count(number)
    expect(page.locator("[data-table=kinds] thead [data-place]")).to_have_count(2)
    assert re.search(rf"places={SLUGS[0]}\+{SLUGS[1]}$", page.url)
    again = visit(f"zh-Hant/compare.html?places={SLUGS[1]}")
    expect(again.locator(".place-chosen button")).to_have_count(1)
    assert again.evaluate(loaded) == 1
    again.click(".place-chosen button")
    expect(again.locator("[data-table=kinds] a")).to_have_count(1)  # the list of documents, as without a script


@pytest.mark.parametrize("path", ["measures", "compare", "by-place/1", f"measures/{SLUGS[0]}", "topics/meals"])
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_overviews_and_parts_are_accessible(visit: Visit, path: str, width: int, scheme: str) -> None:
    page = visit(f"en/{path}.html", width=width, color_scheme=scheme)
    if page.locator(".place-search").count():
        page.fill(".place-search input", "甲市")
        expect(page.locator(".place-found > li").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_without_a_script_links_lead_to_every_part(chromium: Browser, in_parts: Path) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{in_parts.as_uri()}/en/compare.html")
    page.click("[data-table=kinds] a")
    page.click("main a[href*='by-place/1']")
    page.click(f"main a[href*='measures/{SLUGS[1]}']")
    assert page.locator("#measures .measure").count() > 0
    assert page.locator("td[data-count]").count() > 0  # its column of the comparison
    page.context.close()
