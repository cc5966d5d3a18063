"""A full disk, a file that cannot be read, a theme that does not build: the last good site stays as it was."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, SOURCES, run, tree
from policy_site.site import build as site
from policy_site.site import offline, swap
from policy_site.site.verify import Counts

pytestmark = pytest.mark.long

KEPT = ("site", "dist")


@pytest.fixture
def last(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with its last good site, whose next build makes one short page for each language."""
    root = Path(shutil.copytree(good, tmp_path / "project"))
    for name in KEPT:
        (root / name).mkdir()
        (root / name / "last-good.txt").write_text(f"the last good {name}", "utf-8")

    def mkdocs(_: Path, target: Path, locale: str) -> None:
        target.mkdir(parents=True)
        (target / "index.html").write_text(f"a new page in {locale}", "utf-8")

    monkeypatch.setattr(site, "_mkdocs", mkdocs)
    monkeypatch.setattr(site.assets, "join", lambda *_: None)
    monkeypatch.setattr(site.verify, "verify", lambda *_: (Counts(), ()))  # one page has no whole site around it
    monkeypatch.setattr(site.parallel, "cores", lambda: 1)  # so that the calls of all parts are counted together
    return root


def kept(root: Path) -> dict[str, dict[str, str]]:
    """Return the trees that a failing build may not change."""
    return {name: tree(root / name) for name in KEPT}


def without_kept(root: Path) -> dict[str, str]:
    """Return the tree of a project but for what is only kept for its next build."""
    return {path: digest for path, digest in tree(root).items() if not path.startswith(".build")}


def leftovers(root: Path) -> list[str]:
    """Return what a build left beside what it should leave."""
    own = {"building", "docs", "kept", "manifest.json"}
    return [path.name for path in root.iterdir() if path.name not in {*SOURCES, *KEPT, ".build"}] + [
        path.name for path in (root / ".build").glob("*") if path.name not in own
    ]


def test_without_a_failure_both_are_replaced_and_nothing_is_left_over(last: Path) -> None:
    result = run("build", "--root", last)
    assert result.exit_code == 0, result.output
    assert (last / "site" / "en" / "index.html").read_text("utf-8").endswith("a new page in en")
    assert not (last / "site" / "last-good.txt").exists()
    assert not (last / "dist" / "last-good.txt").exists()
    assert leftovers(last) == []


def full_at(number: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``function`` on a disk that is full at the call of this number (from 1), and has room again after it.

    What is only kept for the next build does not count: without it that takes longer.
    """
    calls = iter(range(1, 10**6))

    def failing(*arguments: Any, **options: Any) -> Any:
        if f"{os.sep}kept" not in str(arguments[0]) and next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
        return function(*arguments, **options)

    return failing


#: What a build writes with, and how often in this small project whose pages are up to date: each call fails in turn.
WRITERS = [("rename", 4), ("exchange", 2), ("replace", 1), ("mkdir", 8), ("write_text", 7), ("write_bytes", 2)]


@pytest.mark.parametrize(("name", "number"), [(name, n) for name, most in WRITERS for n in range(1, most + 1)])
def test_a_full_disk_at_any_step_leaves_the_last_site_and_bundle(
    last: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    before = kept(last)
    with monkeypatch.context() as patch:
        if name == "rename":  # as on a system that cannot exchange two folders
            patch.setattr(swap, "exchange", lambda *_: False)
        owner = swap if name == "exchange" else Path
        patch.setattr(owner, name, full_at(number, getattr(owner, name)))
        result = run("build", "--root", last)
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert kept(last) == before
    assert leftovers(last) == []


def test_a_disk_that_is_full_while_the_bundle_is_written_leaves_the_last_site_and_bundle(
    last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(last)
    with monkeypatch.context() as patch:
        patch.setattr("zipfile.ZipFile.writestr", full_at(2, lambda *_, **__: None))
        result = run("build", "--root", last)
    assert (result.exit_code, "No space left on device" in result.output) == (1, True)
    assert kept(last) == before


def test_a_page_that_could_not_be_written_is_never_left_half_written(
    last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("build", "--root", last).exit_code == 0
    page = last / "docs" / "en" / "policies" / "sample-2020" / "text.md"  # the only one that has to be written next
    page.write_text(page.read_text("utf-8") + "\nthe last good page\n", "utf-8")
    before = tree(last / "docs")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_at(1, os.fsync))
        result = run("build", "--root", last)
    assert result.exit_code == 1
    assert tree(last / "docs") == before


@pytest.mark.parametrize("name", ["witness.txt", "document.yml", "apparatus.yml", "summary.yml", "en.po"])
def test_a_source_that_cannot_be_read_leaves_the_last_site_and_bundle(last: Path, name: str) -> None:
    path = last / "source_texts" / "sample-2020" / name
    path.unlink()
    path.mkdir() if name != "en.po" else path.write_bytes(b"\xff")
    before = without_kept(last)
    result = run("build", "--root", last)
    assert result.exit_code == 1
    assert f"sample-2020/{name}:1:1: " in result.output
    assert without_kept(last) == before


def test_a_page_that_mkdocs_refuses_leaves_the_last_site_and_bundle(
    last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(last)

    def refuse(*_: Any) -> None:
        raise site.BuildError("MkDocs could not build mkdocs.yml")

    monkeypatch.setattr(site, "_mkdocs", refuse)
    result = run("build", "--root", last)
    assert (result.exit_code, "MkDocs could not build mkdocs.yml" in result.output) == (1, True)
    assert kept(last) == before
    assert leftovers(last) == []


@pytest.fixture
def whole(framed_good: Path, tmp_path: Path) -> Path:
    """The small project with all that MkDocs needs, and a last good site."""
    root = Path(shutil.copytree(framed_good, tmp_path / "project"))
    for name in KEPT:
        (root / name).mkdir()
        (root / name / "last-good.txt").write_text("last good", "utf-8")
    return root


def test_a_build_that_may_write_no_large_file_fails_and_leaves_the_last_site_and_bundle(whole: Path) -> None:
    """No simulation: the system itself refuses files above 64 KB, as a full disk would."""
    before = kept(whole)
    command = [sys.executable, "-m", "policy_site.command", "build", "--root", str(whole)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert kept(whole) == before


# ------------------------------------------------------------------------------------------------ files of editors


def translated_by(root: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Run ‘translate’ in a process of its own, after the statement ``before``."""
    program = f"{before}\nfrom policy_site.command import main\nmain(['translate', '--root', {str(root)!r}])"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


@pytest.fixture
def changed(good: Path, tmp_path: Path) -> tuple[Path, bytes]:
    """A project whose en.po the next ‘translate’ has to change, and that file."""
    root = Path(shutil.copytree(good, tmp_path / "project"))
    path = root / "source_texts" / "sample-2020" / "en.po"
    path.write_bytes(path.read_bytes() + b'\nmsgctxt "s9-1"\nmsgid "x"\nmsgstr "A sentence that is no more"\n')
    path.chmod(0o640)
    return root, path.read_bytes()


@pytest.mark.parametrize(
    ("failing", "status"),
    [
        ("import os; os.fsync = lambda *_: os._exit(9)", 9),  # killed after half of it was written
        ("from pathlib import Path; Path.replace = lambda *_: __import__('os')._exit(9)", 9),
        ("import errno, os\ndef full(*_): raise OSError(errno.ENOSPC, 'No space left on device')\nos.fsync = full", 1),
        ("import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))", 1),
    ],
)
def test_a_translation_that_cannot_be_written_is_as_it_was(
    changed: tuple[Path, bytes], failing: str, status: int
) -> None:
    root, before = changed
    path = root / "source_texts" / "sample-2020" / "en.po"
    done = translated_by(root, failing)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before
    assert translated_by(root, "").returncode == 0
    assert path.read_bytes() != before
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []


def test_a_new_document_that_cannot_be_written_leaves_nothing(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(good, tmp_path / "project"))
    capture = tmp_path / "capture.txt"
    capture.write_text("新市合作方案\n\n一、总体要求\n\n扩大合作,引进人才。\n", "utf-8")
    before = tree(root)
    for number in range(1, 4):
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full_at(number, os.fsync))
            result = run("new", "--yes", "--root", root, "sixth-2024", capture)
        assert (result.exit_code, "Nothing was written." in result.output) == (1, True)
        assert tree(root) == before
    assert run("new", "--yes", "--root", root, "sixth-2024", capture).exit_code == 0


# ------------------------------------------------------------------------------------------------ up to date


NOTHING = "Nothing has changed since the site was built."


@pytest.mark.parametrize(
    "fault",
    [
        lambda root: (root / "site" / "en" / "index.html").unlink(),
        lambda root: (root / "site" / "en" / "index.html").write_bytes(b""),
        lambda root: (root / "site" / "data" / "documents.json").write_text("{}", "utf-8"),
        lambda root: (root / "site" / "en" / "other.html").write_text("x", "utf-8"),
        lambda root: (root / "dist" / offline.BUNDLE).write_bytes(b""),
        lambda root: (root / "dist" / offline.BUNDLE).unlink(),
        lambda root: shutil.rmtree(root / "site"),
        lambda root: (root / ".build" / "manifest.json").unlink(),
        lambda root: (root / ".build" / "manifest.json").write_text("[", "utf-8"),
        lambda root: (root / "theme" / "x.css").write_text("x", "utf-8"),
        lambda root: (root / "source_texts" / "sample-2020" / "everyday.yml").write_text("words: []", "utf-8"),
    ],
)
def test_what_was_lost_or_changed_since_is_made_again(last: Path, fault: Callable[[Path], object]) -> None:
    shutil.copytree(ROOT / "theme", last / "theme")
    assert run("build", "--root", last).exit_code == 0
    assert NOTHING in run("build", "--root", last).output
    made = {name: sorted(tree(last / name)) for name in KEPT}
    fault(last)
    result = run("build", "--root", last)
    assert (result.exit_code, NOTHING in result.output) == (0, False)
    assert {name: sorted(tree(last / name)) for name in KEPT} == made
    assert NOTHING in run("build", "--root", last).output


@pytest.mark.parametrize(
    "name", ["source_texts/sample-2020/everyday.yml", "docs/en/principles.md", "theme/x.css", "mkdocs.shared.yml"]
)
def test_a_source_that_changes_while_the_site_is_built_is_never_called_up_to_date(
    last: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = last / name
    if name.startswith("theme"):
        shutil.copytree(ROOT / "theme", last / "theme")
    for locale in ("en", "zh-Hans") if name.startswith("docs") else ():
        (last / "docs" / locale / "principles.md").write_text("# Principles\n", "utf-8")
    build = site._mkdocs

    def change(root: Path, target: Path, locale: str) -> None:
        path.write_text("words: []\n", "utf-8")
        build(root, target, locale)

    with monkeypatch.context() as patch:
        patch.setattr(site, "_mkdocs", change)
        assert run("build", "--root", last).exit_code == 0
    assert NOTHING not in run("build", "--root", last).output
    assert NOTHING in run("build", "--root", last).output


# ------------------------------------------------------------------------------------------------ one at a time


def test_a_second_build_waits_for_the_first(last: Path) -> None:
    (last / ".build").mkdir(exist_ok=True)
    with (last / ".build" / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = threading.Timer(0.3, lambda: fcntl.flock(lock, fcntl.LOCK_UN))
        first.start()
        result = run("build", "--root", last)
        first.join()
    assert result.exit_code == 0
    assert result.output.startswith("Another build is running here; waiting for it …\n")


def test_a_site_that_a_killed_build_had_taken_away_goes_back(last: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(last)
    left = last / ".build" / "site-killed"
    left.mkdir(parents=True)
    (last / "site").rename(left / "site.old")

    def refuse(*_: Any) -> None:
        raise site.BuildError("MkDocs could not build mkdocs.yml")

    monkeypatch.setattr(site, "_mkdocs", refuse)
    assert run("build", "--root", last).exit_code == 1
    assert kept(last) == before
    assert leftovers(last) == []


# ------------------------------------------------------------------------------------------------ make


@pytest.mark.parametrize("target", ["site", "check", "lint"])
def test_make_never_clears_what_a_linked_environment_points_to(tmp_path: Path, target: str) -> None:
    root, outside = tmp_path / "project", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "work.txt").write_text("years of work", "utf-8")
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, root)
    (root / ".venv").symlink_to(outside)
    done = subprocess.run(["make", target], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f".venv is a link to {outside}. Nothing there is cleared." in done.stderr
    assert [path.name for path in outside.iterdir()] == ["work.txt"]


# ------------------------------------------------------------------------------------------------ killed


def test_killed_at_any_step_there_is_a_whole_site_and_the_next_build_makes_the_new_one(
    good: Path, tmp_path: Path
) -> None:
    project = Path(shutil.copytree(good, tmp_path / "project"))
    for name in KEPT:
        (project / name).mkdir()
        (project / name / "last-good.txt").write_text(f"the last good {name}", "utf-8")
    page = project / "docs" / "en" / "policies" / "sample-2020" / "text.md"
    page.write_text(page.read_text("utf-8") + "\nthe last good page\n", "utf-8")  # so that the build writes it
    command = [sys.executable, str(ROOT / "tests" / "killing.py"), str(project), str(tmp_path), "22"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) >= 20
    assert {each["site"] for each in found} == {"old", "new"}
    assert {each["dist"] for each in found} == {"old", "new"}
    assert {each["docs"] for each in found} == {"whole"}
    assert [each for each in found if each["status"] or each["left"]] == []
    assert {tuple(each["after"].values()) for each in found} == {("new", "new", "new")}


def test_a_build_removes_what_no_build_asked_for_on_three_days(last: Path) -> None:
    made = {name: last / ".build" / "kept" / "prose" / "ab" / name for name in ("old", "new")}
    for path in made.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n", "utf-8")
    four_days = time.time() - 4 * 24 * 3600
    os.utime(made["old"], (four_days, four_days))
    assert run("build", "--root", last).exit_code == 0
    assert (made["old"].exists(), made["new"].exists()) == (False, True)
