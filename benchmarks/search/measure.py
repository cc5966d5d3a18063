"""Measure the search of a built site in Chromium: size, time to the first results, time of each further letter.

Usage: python benchmarks/search/measure.py SITE
"""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from compare import served
from playwright.sync_api import Browser, sync_playwright
from recall import queries

COPIES = 40  # of five documents: 200

#: Types a query letter by letter; returns the milliseconds from each input event to the new list of results.
TYPE = """async (texts) => {
  const input = document.querySelector('.site-search input');
  const list = document.querySelector('.search-panel [role=listbox]');
  const times = [];
  for (const text of texts) {
    for (let end = 1; end <= Math.min(text.length, 12); end++) {
      input.value = text.slice(0, end);
      times.push(await new Promise((done) => {
        const before = performance.now();
        const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now() - before); });
        watch.observe(list, { childList: true });
        input.dispatchEvent(new Event('input', { bubbles: true }));
        setTimeout(() => { watch.disconnect(); done(performance.now() - before); }, 3000);
      }));
    }
  }
  return times;
}"""

#: The first letter on a page that has loaded nothing of the search yet.
FIRST = """() => new Promise((done) => {
  const input = document.querySelector('.site-search input');
  const panel = document.querySelector('.search-panel');
  const before = performance.now();
  const watch = new MutationObserver(() => {
    if (panel.querySelector('.search-option__line')) { watch.disconnect(); done(performance.now() - before); }
  });
  watch.observe(panel, { childList: true, subtree: true });
  input.value = 'work';
  input.focus();
})"""


def synthetic(site: Path, target: Path) -> None:
    """Copy a site and give it the index of 200 documents: the five, 40 times, sentences in another order each time."""
    shutil.copytree(site, target)
    path = target / "search/texts.js"
    head, _, body = path.read_text("utf-8").partition("=")
    start = re.match(r"\(self.*?\)\.texts=", f"{head}={body}")
    assert start
    part: dict[str, Any] = json.loads(f"{head}={body}"[start.end() : -2])
    shuffle = random.Random(5)
    groups, documents = len(part["zh"]), len(part["documents"])
    columns = ("kind", "document", "page", "heads", "under", "anchors", "cites", "exceptions", "zh", "en")
    original = {name: list(part[name]) for name in columns}
    slugs = list(part["documents"])
    for copy in range(1, COPIES):
        for name in columns:
            part[name] += original[name]
        for n in range(copy * groups, (copy + 1) * groups):
            part["document"][n] += copy * documents
            if isinstance(part["under"][n], int) and part["under"][n] >= 0:
                part["under"][n] += copy * groups
            zh, en = part["zh"][n].split("\n"), part["en"][n].split("\n")
            order = list(range(len(zh)))
            shuffle.shuffle(order)
            part["zh"][n], part["en"][n] = "\n".join(zh[i] for i in order), "\n".join(en[i] for i in order)
            part["exceptions"][n] = ""
        part["documents"] += [{**one, "slug": f"{one['slug']}-{copy}"} for one in slugs]
    path.write_text(f"{start[0]}{json.dumps(part, ensure_ascii=False, separators=(',', ':'))};\n", "utf-8")


def times(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    """Return milliseconds to the first results (20 fresh visits) and for each letter of some queries."""
    first = []
    for _ in range(20):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/en/index.html")
        first.append(page.evaluate(FIRST))
        context.close()
    page = browser.new_page(bypass_csp=True)  # Playwright waits by evaluating strings
    page.goto(f"{address}/en/index.html")
    page.locator(".site-search input").focus()
    page.wait_for_function("self.policySearch && self.policySearch.pages")
    page.wait_for_timeout(1500)
    letters = page.evaluate(TYPE, [query.text for query in queries()[::6]])
    page.close()
    return first, letters


def sizes(site: Path) -> str:
    """Return the sizes of the index, plain and after gzip."""
    found = []
    for path in sorted((site / "search").iterdir()):
        data = path.read_bytes()
        found.append(f"{path.name} {len(data) / 1000:.0f} kB, {len(gzip.compress(data, 9)) / 1000:.1f} kB gzip")
    return "; ".join(found)


def line(name: str, values: list[float]) -> str:
    """Return median and 95th percentile."""
    ordered = sorted(values)
    return f"{name}: median {statistics.median(values):.0f} ms, p95 {ordered[int(0.95 * len(ordered))]:.0f} ms"


def main(site: Path) -> None:
    """Print the figures for the site and for its enlarged copy."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        large = Path(folder) / "site"
        synthetic(site, large)
        for name, root in (("5 documents", site), ("200 documents", large)):
            print(f"{name}: {sizes(root)}")  # noqa: T201
            with served(root) as address:
                first, letters = times(browser, address)
            print(line("  first letter to results, nothing loaded before", first))  # noqa: T201
            print(line("  each further letter", letters))  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
