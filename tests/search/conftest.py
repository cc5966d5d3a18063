"""What the search tests share: the built site over http and as files, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from hosting import Host


@pytest.fixture(scope="session")
def base(request: pytest.FixtureRequest, built) -> Iterator[str]:
    """The address of the built site, over http or as files."""
    if request.param == "file":
        yield built.site.as_uri() + "/"
        return
    host = Host(built.site)
    yield host.address
    host.stop()


@pytest.fixture
def context(chromium: Browser, base: str) -> Iterator[BrowserContext]:
    """A browser window without memory, that cannot reach anything but the site."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})

    def only_the_site(route: Route) -> None:
        if route.request.url.startswith(base):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", only_the_site)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must not fail: no script error, nothing on the console."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    yield page
    assert not faults, faults
