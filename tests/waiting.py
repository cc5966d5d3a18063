"""Waiting in a browser: ask a page again and again, as its policy against evaluated strings allows.

Playwright's ``wait_for_function`` evaluates its string inside the page once more at each try, which the policy of the
built pages refuses; ``evaluate`` goes past the page.
"""

from __future__ import annotations

import time

from playwright.sync_api import Page

#: Seconds; a page answers in a few hundredths, but a busy machine may take its time.
_PATIENCE = 30


def until(page: Page, expression: str) -> None:
    """Wait until an expression of JavaScript is true on ``page``; fail where it never is."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(50)
