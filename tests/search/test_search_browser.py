"""The search in a real Chromium: it answers as the engine does, over http and from files; no query becomes markup."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page
from recall import queries
from test_search import HOSTILE, Ask, ask  # noqa: F401 (a fixture)

from frame import until

pytestmark = pytest.mark.browser

#: Runs in the page: all queries at once, and of each what the tests look at.
SEARCH = """(texts) => {
  const { engine } = self.PolicySearchParts.whole(self.policySearch);
  return texts.map((text) => engine.search(text, { limit: 10 }).results.map((one) => one.anchors));
}"""


def turn_to_search(page: Page, base: str, locale: str = "en") -> Page:
    """Open a page of the site and focus the box; the engine and the index are there afterwards."""
    page.goto(f"{base}{locale}/index.html")
    page.locator(".site-search input").focus()
    until(page, "self.PolicySearchParts && self.policySearch?.first && self.policySearch.rest")
    return page


def test_the_browser_answers_as_the_engine_does(page: Page, base: str, ask: Ask) -> None:  # noqa: F811
    texts = [query.text for query in queries()[::40]]
    found = turn_to_search(page, base).evaluate(SEARCH, texts)
    assert len(texts) >= 20
    assert found == [[list(hit.ids) for hit in one.hits] for one in ask(texts)]


def test_hostile_queries_neither_break_nor_inject(page: Page, base: str) -> None:
    turn_to_search(page, base)
    for name, text in HOSTILE.items():
        asked = json.dumps(text)  # lone surrogates pass as escapes only
        page.evaluate(
            f"""() => {{
              const input = document.querySelector('.site-search input');
              input.value = {asked};
              input.dispatchEvent(new Event('input', {{ bubbles: true }}));
              document.querySelector('.site-search').requestSubmit();
            }}"""
        )
        page.wait_for_url(re.compile(r"search\.html\?q="))
        page.locator("#search-page > *").first.wait_for(state="attached")
        assert page.evaluate("self.broken") is None, name
        assert page.locator(".page script, .page img").count() == 0, name
