"""The frame around a page, as a reader works it: the language menu, the drawer, the contents."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

#: One page of each kind.
KINDS = (
    "index", "policies/index", "policies/wuhan-2020/index", "policies/langfang-2019/text", "policies/nantong-2024/text",
    "policies/langfang-2019/brief", "policies/wuhan-2020/answers", "questions", "questions/loans", "topics",
    "topics/money", "audiences", "for/foreign-expert", "for/government", "compare", "ledger", "targets", "measures",
    "units", "names", "timeline", "glossary", "concordance/k", "about", "coverage", "principles", "reading", "search",
)  # fmt: skip
#: The lines of the contents beside a text.
CONTENTS = ".md-sidebar--secondary a.md-nav__link"


#: The only rules whose result a change of colors can change.
COLOR_RULES: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def violations(page: Page, only: dict[str, object] | None = None, within: str | None = None) -> list[str]:
    """Return what axe finds, one line for each rule.

    Args:
        page: The page.
        only: The rules or tags that are asked, as axe takes them, e.g. ``COLOR_RULES``.
        within: The CSS selector of the part that is looked at.
    """
    options: dict[str, object] = {"preload": False, "resultTypes": ["violations"]}
    # SC 2.5.8, which axe leaves out unless it is asked for.
    options |= {"runOnly": only} if only else {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, within, options).response["violations"]
    return [f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]


def until(page: Page, told: str) -> None:
    """Wait until an expression is true of a page. Playwright's own way is refused by the page's policy."""
    failed = ""
    for _ in range(300):
        try:
            if page.evaluate(told):
                return
        except Error as error:  # the page is not read to its end, or another one takes its place
            failed = error.message
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {told} {failed}")


def switch(page: Page, locale: str) -> None:
    """Choose a language in the menu of the header, which opens under the pointer."""
    link = page.locator(f'.languages a[hreflang="{locale}"]')
    _point(page, ".languages button")
    link.wait_for()
    page.wait_for_timeout(300)  # the menu slides open
    _point(page, f'.languages a[hreflang="{locale}"]')
    page.mouse.down()
    page.mouse.up()


def _point(page: Page, selector: str) -> None:
    """Move the pointer to an element of the header; Playwright's own hover scrolls the page under a sticky header."""
    box = page.locator(selector).bounding_box()
    assert box
    page.mouse.move(box["x"] + 9, box["y"] + 9)
