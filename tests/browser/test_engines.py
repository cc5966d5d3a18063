"""The main tasks of a reader in two other engines, over http and from a disk: Firefox, driven by Mozilla's own client,
and WebKit, in which Safari shows a page, by the W3C's protocol.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from marionette_driver.by import By
from marionette_driver.errors import MarionetteException
from marionette_driver.keys import Keys
from marionette_driver.marionette import Marionette
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By as ByOf
from selenium.webdriver.webkitgtk.service import Service

from conftest import Built

#: Seconds.
PATIENCE = 30
pytestmark = pytest.mark.ways("http")
#: For what an engine does from a disk too, where it keeps, loads and leads on by rules of its own.
FROM_A_DISK = pytest.mark.ways("http", "file")
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
TEXT = "en/policies/langfang-2019/text.html"
EXPLAINED = "en/policies/langfang-2019/index.html"


class Engine(ABC):
    """A browser, in the few words that a test needs."""

    @abstractmethod
    def go(self, address: str) -> None: ...

    @abstractmethod
    def ask(self, script: str) -> Any: ...

    @abstractmethod
    def click(self, selector: str) -> None: ...

    @abstractmethod
    def keys(self, selector: str, keys: str) -> None: ...

    @abstractmethod
    def reload(self) -> None: ...


class Firefox(Engine):
    """Mozilla's, by Marionette."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def go(self, address: str) -> None:
        self.driver.navigate(address)

    def ask(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}", sandbox=None)

    def click(self, selector: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def keys(self, selector: str, keys: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(keys)

    def reload(self) -> None:
        self.driver.refresh()


class WebKit(Engine):
    """GNOME's, by WebDriver."""

    def __init__(self, driver: WebKitGTK) -> None:
        self.driver = driver

    def go(self, address: str) -> None:
        self.driver.get(address)

    def ask(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")

    def click(self, selector: str) -> None:
        element = self.driver.find_element(ByOf.CSS_SELECTOR, selector)
        # The driver's own scrolling is that of the page, which glides, and it does not wait for the end.
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def keys(self, selector: str, keys: str) -> None:
        self.driver.find_element(ByOf.CSS_SELECTOR, selector).send_keys(keys)

    def reload(self) -> None:
        self.driver.refresh()


class Reader:
    """A reader at an engine: opens pages, and waits for what they show."""

    def __init__(self, engine: Engine, root: str) -> None:
        self.engine, self.root = engine, root
        self.ask, self.click, self.keys = engine.ask, engine.click, engine.keys

    def open(self, path: str) -> None:
        """Open a page and wait for it: Firefox tells of a file that is not there yet as if it were."""
        self.engine.go(self.root + path)
        there = f"location.href.startsWith('{self.root}') && location.pathname.endsWith('/{re.split('[?#]', path)[0]}')"
        self.until(f"document.readyState === 'complete' && {there}")

    def until(self, script: str) -> None:
        """Wait until an expression is true on the page."""
        for _ in range(PATIENCE * 10):
            if self.ask(script):
                return
            time.sleep(0.1)
        raise AssertionError(f"never: {script}")


@contextmanager
def firefox(profile: Path) -> Iterator[Engine]:
    """Give a Firefox without a window, with a profile of its own."""
    program = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    assert program, "No Firefox. Put ‘firefox’ or ‘firefox-esr’ on PATH and run make test again."
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wanted = {**PREFERENCES, "marionette.port": port}
    lines = [f'user_pref("{name}", {str(value).lower()});' for name, value in wanted.items()]
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Firefox(_connected(port))
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _connected(port: int) -> Any:
    """Return a session with the Firefox at ``port``, once it answers."""
    driver = Marionette("127.0.0.1", port=port)
    for _ in range(PATIENCE * 2):
        try:
            driver.start_session()
        except (OSError, MarionetteException):
            time.sleep(0.5)
        else:
            return driver
    raise AssertionError("Firefox does not answer.")


@contextmanager
def webkit(home: Path) -> Iterator[Engine]:
    """Give a WebKit with a screen that nobody sees, and a folder of its own to keep things in."""
    program, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not program or not screen:
        pytest.skip("no WebKit: it is tested where the packages webkit2gtk-driver and xvfb are to be had")
    told, tells = os.pipe()
    command = [screen, "-displayfd", str(tells), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(tells,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(tells)
    with os.fdopen(told) as answer:
        display = f":{answer.readline().strip()}"
    folders = {f"XDG_{name}_HOME": str(home) for name in ("DATA", "CACHE", "CONFIG")}
    environment = os.environ | folders | {"DISPLAY": display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
    driver = WebKitGTK(options=WebKitGTKOptions(), service=Service(program, env=environment))
    driver.set_window_size(1280, 900)
    try:
        yield WebKit(driver)
    finally:
        driver.quit()
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One browser for all tasks."""
    start: Callable[[Path], Any] = request.param
    with start(tmp_path_factory.mktemp("engine")) as found:
        yield found


@pytest.fixture
def reader(engine: Engine, served: str, built: Built, where: str) -> Reader:
    return Reader(engine, served if where == "http" else f"{built.site.as_uri()}/")


@FROM_A_DISK
def test_search_finds_a_clause(reader: Reader) -> None:
    reader.open("en/search.html?q=residence")
    reader.until("document.querySelectorAll('.search-results > li').length > 3")
    reader.click(".search-results > li a")
    reader.until("!location.pathname.endsWith('search.html')")


def test_the_box_answers_while_one_types(reader: Reader) -> None:
    reader.open("en/index.html")
    reader.keys(".site-search input", "graphene")
    reader.until("document.querySelectorAll('.search-panel [role=option]').length")
    reader.keys(".site-search input", Keys.ENTER)
    reader.until("location.search.includes('graphene')")


@FROM_A_DISK
def test_a_text_is_read_in_one_language_and_the_choice_lasts(reader: Reader) -> None:
    mode = "document.querySelector('[data-mode]')?.dataset.mode"
    reader.open(TEXT)
    reader.click(".reader-bar label[data-for=en]")
    reader.until(f"{mode} === 'en'")
    assert "mode=en" in reader.ask("location.search")
    reader.open(TEXT)
    reader.until(f"{mode} === 'en'")
    assert reader.ask("document.querySelector('.reader-bar input:checked').value") == "en"
    reader.click(".reader-bar label[data-for=columns]")
    reader.until(f"{mode} === 'columns'")


def test_a_clause_is_cited(reader: Reader) -> None:
    reader.open(TEXT)
    reader.click("#cite-this-page > summary")
    reader.until("document.querySelector('dialog[open] pre')?.textContent.includes('Langfang')")
    reader.click(".cite-close")
    reader.until("!document.querySelector('dialog[open]')")


def test_measures_are_found_and_places_compared(reader: Reader) -> None:
    shown, all_of_them = (
        "document.querySelectorAll('.measure:not([hidden])').length",
        "document.querySelectorAll('.measure')",
    )
    reader.open("en/measures.html?topic=money")
    reader.until(f"0 < {shown} && {shown} < {all_of_them}.length")
    reader.open("en/compare.html")
    for place in ("wuhan-2020", "langfang-2019"):
        reader.ask(f"document.querySelector('input[name=places][value={place}]').click()")
    reader.until("document.querySelectorAll('[data-place=guangzhou-2019][hidden]').length")


def test_the_colors_change_and_a_reload_opens_no_drawer(reader: Reader) -> None:
    reader.open("en/index.html")
    for scheme in ("default", "slate"):
        reader.ask(f"document.querySelector('input[name=__palette][data-md-color-scheme={scheme}]').click()")
        reader.until(f"document.body.dataset.mdColorScheme === '{scheme}'")
    reader.ask("document.getElementById('__drawer').click()")
    reader.engine.reload()
    assert reader.ask("document.getElementById('__drawer').checked") is False


@FROM_A_DISK
def test_the_language_changes_and_the_place_stays(reader: Reader) -> None:
    reader.open(f"{TEXT}#s2-p1")
    reader.ask("document.querySelector('.languages a[hreflang=zh-Hant]').click()")
    reader.until("document.documentElement.lang === 'zh-Hant'")
    assert reader.ask("location.hash") == "#s2-p1"


def test_the_policy_lets_every_script_and_style_of_the_site_in(reader: Reader) -> None:
    for path in ("index.html", TEXT, "en/compare.html", "en/units.html", "en/targets.html"):
        reader.open(path)
        sheets = reader.ask("[...document.styleSheets].filter((one) => one.href).length")
        assert sheets == reader.ask("document.querySelectorAll('link[rel=stylesheet]').length"), path
        if path != "index.html":
            assert reader.ask("document.documentElement.classList.contains('js')"), path
            assert reader.ask("typeof window.__md_get") == "function", path


def test_the_choice_of_a_language_leads_to_it(reader: Reader) -> None:
    reader.open("index.html")
    reader.click("a[hreflang=zh-Hans]")
    reader.until("document.documentElement.lang === 'zh-Hans'")


@FROM_A_DISK
def test_a_point_leads_to_its_clause_and_the_clause_to_its_note(reader: Reader) -> None:
    reader.open(EXPLAINED)
    clause = "document.querySelector('details.clause[open]')"
    reader.click("details.clause > summary")
    reader.until(f"{clause}?.querySelector('[lang|=zh]')?.textContent && {clause}.querySelector('[lang=en]')")
    reader.ask(f"{clause}.querySelector('a[href*=\"text.html#\"]').click()")
    reader.until("location.pathname.endsWith('/text.html') && document.querySelector(':target')")
    mark = reader.ask("document.querySelector('a.mark').hash")
    reader.ask("document.querySelector('a.mark').click()")
    reader.until(f"document.querySelector(':target')?.id === '{mark.lstrip('#')}'")


def test_targets_are_narrowed_down(reader: Reader) -> None:
    shown = "document.querySelectorAll('.targets tbody tr:not([hidden])').length"
    reader.open("en/targets.html")
    every = reader.ask(shown)
    reader.ask(
        "(() => { const one = document.querySelector('select[name=outcome]'); one.value = 'missed';"
        " one.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )
    reader.until(f"0 < {shown} && {shown} < {every}")
    reader.until("location.search.includes('outcome=missed')")
