"""Two engines, one tree: build the three sites with MkDocs and with Zensical, and list what differs.

In: this project, whose pages ‘make site’ wrote. Out: a report on standard output; exit status 0 if both
engines made the same pages, 1 if anything differs.

    .venv/bin/python benchmarks/engines/compare.py [--zensical ‘zensical==0.0.73’]

Zensical is installed in an environment of its own, .build/zensical. What is compared of each page: its language, title
and description, the words of the page and of the frame around it, every id, every link, in their order, and the
lines that the search takes from it.
"""

from __future__ import annotations

import argparse
import difflib
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from policy_site.search.prose import sections

ROOT = Path(__file__).resolve().parents[2]
NEEDED = (
    ".build/docs",
    "theme",
    "source_texts",
    "mkdocs.shared.yml",
    "mkdocs.yml",
    "mkdocs.zh-Hans.yml",
    "mkdocs.zh-Hant.yml",
)
SITES = {"en": "mkdocs.yml", "zh-Hans": "mkdocs.zh-Hans.yml", "zh-Hant": "mkdocs.zh-Hant.yml"}
#: Elements whose text no reader sees.
_UNSEEN = frozenset({"script", "style", "title"})


@dataclass
class Page(HTMLParser):
    """What a reader or a link can tell of a page."""

    address: str  # in the site, e.g. en/topics/talent.html; links are compared by where they lead
    parts: dict[str, list[str]] = field(
        default_factory=lambda: {name: [] for name in ("head", "words", "ids", "links")}
    )
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if tag == "html":
            self.parts["head"].append(f"lang={given.get('lang')}")
        if tag == "meta" and given.get("name") == "description":
            self.parts["head"].append(f"description={given.get('content')}")
        if "id" in given and not given["id"].startswith("__"):  # Material's own switches
            self.parts["ids"].append(given["id"])
        if tag == "a" and "href" in given and given.get("class") != "md-skip":  # each engine has a target of its own
            self.parts["links"].append(self._led_to(given["href"]))

    def _led_to(self, href: str) -> str:
        path, sign, place = href.partition("#")
        if "://" in path or not path:
            return href
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.address), path)) + sign + place

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open and "head" in self._open:
            self.parts["head"].append(f"title={' '.join(data.split())}")
        if "body" in self._open and not _UNSEEN & set(self._open):
            self.parts["words"] += data.split()


def read(path: Path, address: str) -> dict[str, list[str]]:
    """Return what can be told of the page in ``path`` at ``address``, and what the search would hold of it."""
    text = path.read_text("utf-8")
    page = Page(address)
    page.feed(text)
    page.close()
    found = [f"{anchor}: {line}" for section in sections(text) for anchor, line in section.lines]
    return {**page.parts, "search": found}


def environment(package: str) -> Path:
    """Return an environment that holds Zensical and what our Markdown extensions need, made if it is not there."""
    folder = ROOT / ".build" / "zensical"
    if not (folder / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--upgrade", package, "-e", str(ROOT)]
    subprocess.run(install, check=True)
    return folder


def build(project: Path, program: list[str]) -> float:
    """Build the three sites of ``project``; return the seconds it took."""
    started = time.perf_counter()
    for settings in SITES.values():
        done = subprocess.run(
            [*program, "build", "-f", settings], cwd=project, check=False, capture_output=True, text=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"{' '.join(program)} could not build {settings}:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - started


def pages(project: Path) -> dict[str, Path]:
    """Return the pages of a built project by their address."""
    site = project / "site"
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html")) if path.name != "404.html"}


def differences(one: Path, other: Path, address: str) -> Iterator[str]:
    """Yield a line for each part of a page that the two engines make differently: the first place and how many."""
    left, right = read(one, address), read(other, address)
    for name in left:
        matcher = difflib.SequenceMatcher(a=left[name], b=right[name], autojunk=False)
        changes = [code for code in matcher.get_opcodes() if code[0] != "equal"] if left[name] != right[name] else []
        if changes:
            _, a, b, c, d = changes[0]
            shown = f"‘{' '.join(left[name][a:b])[:90]}’ → ‘{' '.join(right[name][c:d])[:90]}’"
            yield f"{name}: {len(changes)} places, the first: {shown}"


def report(mkdocs: Path, zensical: Path) -> int:
    """Print what differs; return how many pages do."""
    ours, theirs = pages(mkdocs), pages(zensical)
    for name in sorted(ours.keys() ^ theirs.keys()):
        _say(f"{name}: only {'MkDocs' if name in ours else 'Zensical'} makes it")
    found = 0
    for name in sorted(ours.keys() & theirs.keys()):
        lines = list(differences(ours[name], theirs[name], name))
        found += bool(lines)
        for line in lines:
            _say(f"{name}: {line}")
    return found + len(ours.keys() ^ theirs.keys())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Build with both engines, compare, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zensical", default="zensical", help="what pip installs")
    package = parser.parse_args().zensical
    folder = environment(package)
    shown = subprocess.run([folder / "bin" / "zensical", "--version"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory(prefix="engines-", dir=ROOT / ".build") as name:
        seconds = {}
        for engine, program in (
            ("mkdocs", [sys.executable, "-m", "mkdocs"]),
            ("zensical", [str(folder / "bin" / "zensical")]),
        ):
            project = Path(name) / engine
            project.mkdir()
            for part in NEEDED:
                source = ROOT / part
                (project / part).parent.mkdir(parents=True, exist_ok=True)
                (shutil.copytree if source.is_dir() else shutil.copy2)(source, project / part)
            seconds[engine] = build(project, program)
        found = report(Path(name) / "mkdocs", Path(name) / "zensical")
        count = len(pages(Path(name) / "mkdocs"))
    times = ", ".join(f"{engine} {time_:.0f} s" for engine, time_ in seconds.items())
    _say(f"{count} pages, {found} differ; {shown.stdout.strip()}; {times}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
