"""Ask every engine the queries of the test set and print recall by class.

Usage: python benchmarks/search/compare.py FOLDER SITE (a folder made as README.md says, and the built site)
"""

from __future__ import annotations

import functools
import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "search")]

from recall import CLASSES, SHORT, UNTOUCHED, Hit, Query, queries, rank, table  # noqa: E402

from browsers import WINDOWED, chromium_program  # noqa: E402

Answers = dict[Query, list[Hit]]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder at a local address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def libraries(folder: Path) -> dict[str, Answers]:
    """Return what libraries.cjs found."""
    clauses = json.loads((folder / "clauses.json").read_text("utf-8"))
    results = json.loads((folder / "libraries.json").read_text("utf-8"))
    hits = [Hit(clause["slug"], tuple(clause["ids"])) for clause in clauses]
    return {
        f"{name} ({one['size'] / 1000:.0f} kB)": {
            query: [hits[number] for number in found] for query, found in zip(queries(), one["found"], strict=True)
        }
        for name, one in results.items()
    }


PAGEFIND = """async (texts) => {
  const pagefind = await import('/pagefind/pagefind.js');
  await pagefind.init();
  const found = [];
  for (const text of texts) {
    const outcome = await pagefind.search(text);
    const all = await Promise.all(outcome.results.slice(0, 10).map((one) => one.data()));
    found.push(all.map((one) => Number(one.url.replace(/\\D/g, ''))));
  }
  return found;
}"""


def pagefind(folder: Path, browser: Browser) -> Answers:
    """Ask Pagefind: Chinese queries on a page in Chinese, English ones on a page in English."""
    clauses = json.loads((folder / "clauses.json").read_text("utf-8"))
    answers: Answers = {}
    for language in ("zh", "en"):
        page_file = folder / "www" / f"{language}.html"
        page_file.write_text(f"<!doctype html><html lang={language}><body></body></html>", "utf-8")
        asked = [query for query in queries() if (query.lang == "en") == (language == "en")]
        with served(folder / "www") as address:
            page = browser.new_page()
            page.goto(f"{address}/{language}.html")
            found = page.evaluate(PAGEFIND, [query.text for query in asked])
            page.close()
        for query, numbers in zip(asked, found, strict=True):
            answers[query] = [Hit(clauses[n]["slug"], tuple(clauses[n]["ids"])) for n in numbers]
    return answers


MATERIAL = """async ([worker, index, texts]) => {
  const data = await (await fetch(index)).json();
  const engine = new Worker(worker);
  const answer = () => new Promise((done) => {
    engine.addEventListener('message', (event) => done(event.data), { once: true });
  });
  data.options = { suggest: false };
  engine.postMessage({ type: 0, data });
  await answer();
  const found = [];
  for (const text of texts) {
    engine.postMessage({ type: 2, data: text });
    const items = (await answer()).data.items;
    found.push([].concat(...items).map((one) => one.location).slice(0, 10));
  }
  return found;
}"""


ZENSICAL = """async ([worker, index, texts]) => {
  const data = await (await fetch(index)).json();
  const engine = new Worker(worker);
  const answer = () => new Promise((done) => {
    engine.addEventListener('message', (event) => done(event.data), { once: true });
  });
  engine.postMessage({ type: 0, data });
  await answer();
  const found = [];
  for (const text of texts) {
    engine.postMessage({ type: 2, data: { input: text, filter: { input: [], aggregation: { input: [] } } } });
    const { items } = (await answer()).data || { items: [] };
    found.push((items || []).slice(0, 10).map((one) => data.items[one.id].location));
  }
  return found;
}"""


def located(site: Path, locale: str, browser: Browser) -> list[list[str]]:
    """Ask the stock search of a site that Material or Zensical built, all queries on one locale's site."""
    material = (site / locale / "search/search_index.json").is_file()
    script, index = (MATERIAL, "search/search_index.json") if material else (ZENSICAL, "search.json")
    with served(site) as address:
        page = browser.new_page()
        page.goto(f"{address}/{locale}/index.html")
        worker = next((site / locale).glob("assets/javascripts/workers/search.*.js")).relative_to(site).as_posix()
        texts = [query.text for query in queries()]
        found: list[list[str]] = page.evaluate(script, [f"/{worker}", f"/{locale}/{index}", texts])
        page.close()
    return found


def section(location: str) -> Hit:
    """Return a section of a text page as a hit: policies/wuhan-2020/text.html#s2.2.5."""
    address, _, anchor = location.partition("#")
    parts = address.split("/")
    ids = (anchor.removesuffix("-en"),) if anchor else ("title",)
    return Hit(parts[1] if len(parts) > 2 and parts[2] == "text.html" else "", ids)


def stock(site: Path, browser: Browser) -> Answers:
    """Each query on the site of its own language, as its reader would ask it."""
    answers: Answers = {}
    for locale in ("en", "zh-Hans", "zh-Hant"):
        for query, found in zip(queries(), located(site, locale, browser), strict=True):
            if query.lang == locale:
                answers[query] = [section(location) for location in found]
    return answers


OURS = """(texts) => {
  const { engine, shared } = self.PolicySearchParts.whole(self.policySearch);
  return texts.map((text) => {
    const outcome = engine.search(text, { limit: 10 });
    return [outcome.status === 'absent', outcome.results.map((one) =>
      [one.kind === 'clause' ? shared.documents[one.document].slug : '', one.anchors])];
  });
}"""


def ours(site: Path, browser: Browser) -> tuple[Answers, Answers]:
    """Ask this project's search, from files: what it gives as found, and with it what it only offers as near."""
    page = browser.new_page(bypass_csp=True)  # Playwright waits by evaluating strings
    page.goto((site / "en/index.html").resolve().as_uri())
    page.locator(".site-search input").focus()
    page.wait_for_function("self.policySearch && self.policySearch.rest && self.PolicySearchParts")
    found = page.evaluate(OURS, [query.text for query in queries()])
    page.close()
    shown = {
        query: (absent, [Hit(slug, tuple(ids)) for slug, ids in hits])
        for query, (absent, hits) in zip(queries(), found, strict=True)
    }
    plain = {query: [] if absent else hits for query, (absent, hits) in shown.items()}
    return plain, {query: plain[query] if query.kind == "absent" else hits for query, (_, hits) in shown.items()}


def printed(name: str, answers: Answers, chosen: Callable[[Query], bool] = lambda query: True) -> str:
    """Return one engine's part of the table."""
    ranks = {query: rank(query, answers.get(query, [])) for query in queries() if chosen(query)}
    cells = []
    for kind in CLASSES:
        if kind == "absent":
            asked = [query for query in ranks if query.kind == kind]
            cells.append(f"{sum(not answers.get(query) for query in asked)}/{len(asked)}")
        else:
            row = table(ranks, lambda query, kind=kind: query.kind == kind)  # type: ignore[misc]
            cells.append(f"{row.first} {row.third} {row.tenth} /{row.queries}")
    short = table(ranks, lambda query: query.kind in SHORT)
    questions = table(ranks, lambda query: query.kind == "question")
    share = f"{short.third / short.queries:.1%} | {questions.third / questions.queries:.1%}"
    return f"| {name} | {' | '.join(cells)} | {share} |"


def main(folder: Path, site: Path) -> None:
    """Print the table: for each class how many of the queries have the clause among the first 1, 3 and 10."""
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=chromium_program(WINDOWED))
        plain, near = ours(site, browser)
        engines: dict[str, Answers] = {"ours": near, "ours, only what it gives as found": plain}
        engines |= libraries(folder)
        engines["Pagefind"] = pagefind(folder, browser)
        for name in ("material", "material-jieba", "zensical"):
            if (folder / name).exists():
                engines[name] = stock(folder / name, browser)
        browser.close()
    print(f"| engine | {' | '.join(CLASSES)} | short, top 3 | questions, top 3 |")  # noqa: T201
    print("| --- |" + " ---: |" * (len(CLASSES) + 2))  # noqa: T201
    for name, answers in engines.items():
        print(printed(name, answers))  # noqa: T201
    for name, answers in list(engines.items())[:2]:
        print(printed(f"{name}: untouched sets", answers, lambda query: query.set in UNTOUCHED))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
