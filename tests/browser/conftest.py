"""A real Chromium over the built site: served on this machine, or opened as files with the network cut.

Whatever the site's Content-Security-Policy refuses, the browser says as an error; so every test here is a test of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, expect

from conftest import ROOT, Built, once, run
from hosting import Host
from policy_site.pages import parts

HERE = Path(__file__).parent
#: Milliseconds; a page answers in a few, but a busy machine may take its time.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def served(built: Built) -> Iterator[str]:
    """The address at which the built site is served, under the headers that the build wrote for a host."""
    host = Host(built.site)
    yield host.address
    host.stop()


@dataclass
class Visitor:
    """Opens pages, each in a context of its own, and keeps what went wrong on them."""

    browser: Browser
    roots: dict[str, str]
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, path: str, where: str = "http", width: int = 1280, height: int = 900, root: str = "", **options: object
    ) -> Page:
        """Return the page at ``path``; ``where`` is http or file, ``root`` another address to open it from."""
        root = root or self.roots[where]
        options.setdefault("service_workers", "block")  # a worker would fetch the bundle behind every test
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        context.route(lambda url: not url.startswith((root, "data:")), self._refuse)
        context.on("requestfailed", lambda request: self._failed(request))
        page = context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(root + path)
        return page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "blocked by Playwright" not in message.text:
            self.complaints.append(message.text)

    def _refuse(self, route: Route) -> None:
        self.complaints.append(f"asked for {route.request.url}")
        route.abort()

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # a page left while it was loading
            self.complaints.append(f"{request.url}: {request.failure}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(chromium: Browser, served: str, built: Built) -> Iterator[Callable[..., Page]]:
    """Return the opener of pages; at the end no page may have logged an error or asked another host for anything."""
    visitor = Visitor(chromium, {"http": served, "file": f"{built.site.as_uri()}/"})
    yield visitor
    visitor.close()
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.fixture(scope="session")
def in_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site whose lists are in parts, built once: a document of another field twice, under two names."""

    def build(folder: Path) -> None:
        shutil.copytree(ROOT / "tests" / "collections" / "elder-care", folder)
        shutil.copytree(folder / "source_texts" / "jia-2031", folder / "source_texts" / "yi-2032")
        shutil.copytree(ROOT / "theme", folder / "theme")
        for path in (*ROOT.glob("mkdocs*.yml"), *ROOT.glob("docs/*/*.md")):
            copy = folder / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)  # this collection has no glossary
            copy.write_text(path.read_text("utf-8").replace("(glossary.md", "(index.md"), "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parts, "TOGETHER", 1)
            result = run("build", "--root", folder)
        assert result.exit_code == 0, result.output  # it was verified: every link and anchor leads somewhere

    return once(tmp_path_factory, "in-parts", build) / "site"


@pytest.fixture
def visit_in_parts(chromium: Browser, in_parts: Path) -> Iterator[Callable[..., Page]]:
    """Return the opener of its pages as files; none may log an error or ask another host for anything."""
    visitor = Visitor(chromium, {"file": f"{in_parts.as_uri()}/"})
    yield partial(visitor, where="file")
    visitor.close()
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.fixture(scope="session")
def where(request: pytest.FixtureRequest) -> str:
    """The way in which a test opens the site: http or file."""
    return str(request.param)
