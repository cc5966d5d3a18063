"""The site in a browser without a network: kept whole after one visit, and never of two builds."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from conftest import Built
from frame import until
from hosting import Host
from policy_site.site import offline, release
from policy_site.sources.kept import Kept

TITLE = re.compile(r"<h1[^>]*>")


def publish(site: Path, edition: str) -> None:
    """Mark the first heading of every page with the name of an edition, and pack the site anew."""
    for path in site.rglob("*.html"):
        text = re.sub(r"<i>edition \w+</i>", "", path.read_text("utf-8"))
        path.write_text(TITLE.sub(lambda found: f"{found[0]}<i>edition {edition}</i>", text, count=1), "utf-8")
    kept = Kept(site.parent / "kept", "")
    offline.pack(site, site.parent / offline.BUNDLE, site.parent / offline.BUNDLE, kept)


@pytest.fixture
def host(built: Built, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(built.site, tmp_path / "site")
    found = Host(tmp_path / "site")
    yield found
    found.stop()


@pytest.fixture
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    """A reader with a browser of her own, which keeps what it is given."""
    context = chromium.new_context(service_workers="allow")
    context.set_default_timeout(30_000)
    yield context
    context.close()


def kept(page: Page) -> None:
    """Wait until the site is kept."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def edition(page: Page) -> str:
    return page.locator("h1 i").first.inner_text()


def shows(page: Page, name: str) -> bool:
    """Tell whether a page is of an edition; an empty one that gives way to another is of none."""
    try:
        return page.locator("h1 i").all_inner_texts() == [name]
    except Error:
        return False


def test_after_one_visit_everything_is_there_without_a_network(host: Host, reader: BrowserContext) -> None:
    page = reader.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"{host.address}en/index.html")
    kept(page)
    names = [path.relative_to(host.site).as_posix() for path in host.site.rglob("*") if path.is_file()]
    names = [name for name in names if name not in {offline.BUNDLE, offline.WORKER} and not name.startswith("cards/")]
    cached = page.evaluate(
        "caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys())"
        ".then((all) => all.map((each) => each.url))"
    )
    assert {url.removeprefix(host.address) for url in cached} - {offline.WORKER, release.SUMS} == set(names)
    host.stop()
    reader.set_offline(True)
    for name in (
        "",
        "en/",
        "zh-Hant/policies/langfang-2019/text.html",
        "zh-Hans/questions.html",
        "en/targets.html?place=x#top",
    ):
        page.goto(host.address + name)
        expect(page.locator("h1").first).to_be_visible()
    page.goto(f"{host.address}en/search.html?q=residence")
    expect(page.get_by_role("heading", name="Langfang implementation plan (2019)").first).to_be_visible()
    with zipfile.ZipFile(host.site / offline.BUNDLE) as archive:
        for name in ("data/documents.json", "en/assets/images/mark.svg", "book/policy-explainer.zh-Hans.epub"):
            size = page.evaluate(
                f"fetch('{host.address}{name}').then((r) => r.arrayBuffer()).then((b) => b.byteLength)"
            )
            assert size == archive.getinfo(f"policy-explainer/{name}").file_size
    answer = page.goto(f"{host.address}en/nothing.html")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").count() == 1
    assert [line for line in said if "404" not in line and "Failed to load" not in line] == []


def test_two_editions_never_mix_and_the_new_one_takes_over_when_the_old_is_left(
    host: Host, reader: BrowserContext
) -> None:
    publish(host.site, "one")
    first, second = reader.new_page(), reader.new_page()
    first.goto(f"{host.address}en/index.html")
    kept(first)
    first.goto(f"{host.address}en/glossary.html")
    second.goto(f"{host.address}en/questions.html")
    assert (edition(first), edition(second)) == ("edition one", "edition one")
    publish(host.site, "two")
    waiting = "navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)"
    first.evaluate(waiting)
    until(first, "navigator.serviceWorker.getRegistration().then((r) => Boolean(r.waiting))")
    first.goto(f"{host.address}en/targets.html")
    assert edition(first) == "edition one"
    script = first.evaluate("fetch('../data/inputs.sha256').then((r) => r.text())")
    assert script
    second.close()
    for _ in range(20):  # the browser takes a moment to know that a page is closed
        with suppress(Error):  # the empty page may ask again at this very moment
            first.goto(f"{host.address}en/compare.html")
        first.wait_for_timeout(1500)  # while the new one takes over, the page is empty for a second
        if shows(first, "edition two"):
            break
    assert edition(first) == "edition two"
    first.goto(f"{host.address}zh-Hans/compare.html")
    assert edition(first) == "edition two"
    assert first.evaluate("caches.keys().then((names) => names.length)") == 1


def test_a_bundle_of_another_build_is_not_kept_and_reading_goes_on(host: Host, reader: BrowserContext) -> None:
    worker = host.site / offline.WORKER
    worker.write_text(re.sub(r'DIGEST = "\w{8}', 'DIGEST = "00000000', worker.read_text("utf-8")), "utf-8")
    page = reader.new_page()
    page.goto(f"{host.address}en/index.html")
    outcome = page.evaluate(
        """new Promise((done) => navigator.serviceWorker.register('../sw.js').then((registration) => {
             const worker = registration.installing;
             worker.addEventListener('statechange', () => done(worker.state));
           }))"""
    )
    assert outcome == "redundant"
    assert page.evaluate("caches.keys()") == []
    page.goto(f"{host.address}en/glossary.html")
    expect(page.locator("h1").first).to_be_visible()


def test_a_copy_on_a_disk_offers_no_copy_of_itself(visit: Callable[..., Page]) -> None:
    expect(visit("en/index.html", "file").locator(".colophon [data-online]")).to_be_hidden()
    expect(visit("en/index.html", "http").locator(".colophon [data-online]")).to_be_visible()


def test_an_unpacked_copy_on_a_server_has_a_worker_that_does_nothing(
    built: Built, tmp_path: Path, reader: BrowserContext
) -> None:
    with zipfile.ZipFile(built.bundle) as archive:
        archive.extractall(tmp_path)
    found = Host(next(tmp_path.iterdir()))
    page = reader.new_page()
    page.goto(f"{found.address}en/index.html")
    kept(page)
    assert page.evaluate("caches.keys()") == []
    found.stop()


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "zh-Hant"])
def test_every_footer_says_the_size_of_what_it_offers(built: Built, locale: str) -> None:
    sizes = [offline.megabytes(built.bundle), offline.megabytes(built.site / "book" / offline.BOOK.format(locale))]
    pages = [path for path in (built.site / locale).rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 50
    for path in pages:
        foot = path.read_text("utf-8").partition("colophon")[2]
        assert re.findall(r"([\d.]+) MB", foot) == sizes, path
    assert "@size" not in "".join(path.read_text("utf-8") for path in pages)
