"""Measure peers: the five texts, and our own tree, through other generators as they come, beside our site, in one run.

In: this project, whose site ‘make site’ built. Out: tables in Markdown on standard output.

    .venv/bin/python benchmarks/peers/peers.py

Zensical and Sphinx are installed in an environment of their own, .build/peers-environment; what is built stands under
.build/peers. Seconds are of processor time, all processes together. README.md says what is compared and what is not.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks" / name) for name in ("scale", "search")]

from compare import WINDOWED, chromium_program, located, ours, section, served  # noqa: E402 (our benchmarks are scripts, not a package)
from measure import LOCALES, Cost, built, cost, edit, run, say  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from recall import SHORT, Hit, Query, queries, rank  # noqa: E402
from scale import SLOWER, THROTTLED  # noqa: E402
from scale import served as served_packed  # noqa: E402

from policy_site.library import Library, load  # noqa: E402
from policy_site.text.edition import Edition  # noqa: E402

HERE = ROOT / ".build" / "peers"
ENVIRONMENT = ROOT / ".build" / "peers-environment"
PACKAGES = ("mkdocs-material>=9.8,<10", "zensical==0.0.73", "sphinx==9.0.4", "myst-parser==5.2.0")
#: What our own tree needs to be built by an engine alone.
TREE = (
    *(".build/docs", "theme", "source_texts"),
    *("mkdocs.shared.yml", "mkdocs.yml", "mkdocs.zh-Hans.yml", "mkdocs.zh-Hant.yml"),
)
#: The text that is edited and that is looked at.
EDITED = "langfang-2019"
PAGE = f"en/policies/{EDITED}/text.html"
HEADINGS = frozenset({"title", "heading", "run-in", "question", "annex", "annex-title"})
#: How often each page is opened for its LCP; the middle one counts.
VISITS = 5


@dataclass(frozen=True)
class Peer:
    """A generator: how it marks the id of a heading, what it is told, and the command that builds a locale."""

    folder: str
    heading: Callable[[str, str], str]
    settings: Callable[[Path, str], None]
    command: Callable[[Path, str], list[str]]


@dataclass(frozen=True)
class Visit:
    """A page as a browser loads it: bytes on the way, requests, milliseconds to the largest contentful paint."""

    weight: int
    requests: int
    lcp: float


# ------------------------------------------------------------------------------------------------ the same texts


def markdown(edition: Edition, locale: str, heading: Callable[[str, str], str]) -> Iterator[str]:
    """Yield the blocks of a text as plain Markdown: Chinese and English, as our pages have them side by side."""
    titled = False
    for block in edition.blocks:
        chinese = block.hant if locale == "zh-Hant" else block.hans
        if block.kind in HEADINGS:
            level = 1 if block.kind == "title" and not titled else min(block.level + 2, 6)
            titled = titled or block.kind == "title"
            yield heading(f"{'#' * level} {chinese} ‖ {block.english}", block.id)
        else:
            yield chinese
            yield block.english


def with_attribute(line: str, anchor: str) -> str:
    """Return a heading with its id as Python-Markdown reads it."""
    return f"{line} {{#{anchor}}}"


def with_target(line: str, anchor: str) -> str:
    """Return a heading with its id as MyST reads it."""
    return f"({anchor})=\n{line}"


def write_texts(folder: Path, library: Library, peer: Peer) -> None:
    """Write the five texts in three locales, and a home page that leads to them."""
    for locale in LOCALES:
        docs = folder / "docs" / locale
        for edition in library.editions:
            path = docs / "policies" / edition.slug / "text.md"
            path.parent.mkdir(parents=True)
            title = "" if any(block.kind == "title" for block in edition.blocks) else f"# {edition.record.title.zh}\n\n"
            path.write_text(title + "\n\n".join(markdown(edition, locale, peer.heading)) + "\n", "utf-8")
        pages = [f"policies/{edition.slug}/text" for edition in library.editions]
        links = "\n".join(f"- [{page}]({page}.md)" for page in pages)
        tree = "```{toctree}\n" + "\n".join(pages) + "\n```" if peer.heading is with_target else links
        (docs / "index.md").write_text(f"# Home\n\n{tree}\n", "utf-8")
        peer.settings(folder, locale)


def amend(docs: Path, library: Library) -> None:
    """Change the English of one sentence in every locale."""
    edition = next(edition for edition in library.editions if edition.slug == EDITED)
    texts = {path: path.read_text("utf-8") for path in docs.rglob(f"policies/{EDITED}/text.md")}
    longest = sorted((each.english for each in edition.sentences), key=len, reverse=True)
    said = next(english for english in longest if all(english in text for text in texts.values()))
    for path, text in texts.items():
        path.write_text(text.replace(said, f"{said.removesuffix('.')} as amended."), "utf-8")


# ------------------------------------------------------------------------------------------------ generators


def mkdocs_settings(folder: Path, locale: str) -> None:
    """Tell MkDocs or Zensical what the theme cannot know; everything else is as it comes."""
    language, search = {"en": ("en", ["en", "zh"]), "zh-Hans": ("zh", ["zh", "en"])}.get(locale, (locale, ["zh", "en"]))
    settings: dict[str, Any] = {
        "site_name": "Peers", "docs_dir": f"docs/{locale}", "site_dir": f"site/{locale}", "use_directory_urls": False,
        "theme": {"name": "material", "language": language, "font": False},
        "plugins": [{"search": {"lang": search}}], "markdown_extensions": ["attr_list"],
    }  # fmt: skip
    (folder / f"{locale}.yml").write_text(yaml.safe_dump(settings), "utf-8")


def sphinx_settings(folder: Path, locale: str) -> None:
    """Tell Sphinx what it cannot know. Its search of Chinese fails (README.md): it searches as English."""
    language = {"en": "en", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}[locale]
    lines = [
        'project = "Peers"',
        'extensions = ["myst_parser"]',
        f'language = "{language}"',
        'html_search_language = "en"',
    ]
    (folder / "docs" / locale / "conf.py").write_text("\n".join(lines) + "\n", "utf-8")


def by_mkdocs(folder: Path, locale: str) -> list[str]:
    """Return the command by which MkDocs builds a locale."""
    return [str(ENVIRONMENT / "bin" / "mkdocs"), "build", "--quiet", "-f", _settings(folder, locale)]


def by_zensical(folder: Path, locale: str) -> list[str]:
    """Return the command by which Zensical builds a locale."""
    return [str(ENVIRONMENT / "bin" / "zensical"), "build", "-f", _settings(folder, locale)]


def _settings(folder: Path, locale: str) -> str:
    """Return the settings of a locale: of the texts, or of our own tree, where the English ones are the shared ones."""
    own = f"{locale}.yml"
    return own if (folder / own).is_file() else "mkdocs.yml" if locale == "en" else f"mkdocs.{locale}.yml"


def by_sphinx(folder: Path, locale: str) -> list[str]:
    """Return the command by which Sphinx builds a locale; what it keeps stands beside the site."""
    program = str(ENVIRONMENT / "bin" / "sphinx-build")
    return [program, "-q", "-b", "html", "-d", f"kept/{locale}", f"docs/{locale}", f"site/{locale}"]


PEERS = {
    "MkDocs + Material": Peer("material", with_attribute, mkdocs_settings, by_mkdocs),
    "Zensical": Peer("zensical", with_attribute, mkdocs_settings, by_zensical),
    "Sphinx + MyST": Peer("sphinx", with_target, sphinx_settings, by_sphinx),
}
TREES = {"our tree, MkDocs alone": by_mkdocs, "our tree, Zensical": by_zensical}


def install() -> None:
    """Make the environment of the peers, if it is not there; our own Markdown extensions are in it for our own tree."""
    if not (ENVIRONMENT / "bin" / "sphinx-build").exists():
        run(sys.executable, "-m", "venv", str(ENVIRONMENT))
        run(str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", *PACKAGES, "-e", str(ROOT))


def generated(folder: Path, command: Callable[[Path, str], list[str]]) -> None:
    """Build the three locales of a folder."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    for locale in LOCALES:
        run(*command(folder, locale), folder=folder)


def costs(library: Library) -> dict[str, tuple[Cost, Cost, Path]]:
    """Return for each row what a first build takes, what one after an edit does, and the site."""
    rows: dict[str, tuple[Cost, Cost, Path]] = {}
    for name, peer in PEERS.items():
        folder = HERE / peer.folder
        write_texts(folder, library, peer)
        rows[name] = _twice(folder, folder / "docs", library, peer.command)
    for name, command in TREES.items():
        folder = HERE / name.rpartition(" ")[2].lower()
        folder = folder.with_name(f"tree-{folder.name}")
        for part in TREE:
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy2)(ROOT / part, folder / part)
        rows[name] = _twice(folder, folder / ".build" / "docs", library, command)
    project = HERE / "ours"
    run(sys.executable, "benchmarks/scale/make.py", "5", str(project))
    first = cost(lambda: built(project))
    edit(project)
    rows["ours, all of it"] = (first, cost(lambda: built(project)), project / "site")
    return rows


def _twice(
    folder: Path, docs: Path, library: Library, command: Callable[[Path, str], list[str]]
) -> tuple[Cost, Cost, Path]:
    """Return what a first build takes, what one after an edit does, and the site."""
    first = cost(lambda: generated(folder, command))
    amend(docs, library)
    return first, cost(lambda: generated(folder, command)), folder / "site"


# ------------------------------------------------------------------------------------------------ readers

LCP = """self.painted = 0;
new PerformanceObserver((list) => { for (const each of list.getEntries()) self.painted = each.startTime; })
  .observe({ type: 'largest-contentful-paint', buffered: true });"""


def visited(browser: Browser, address: str) -> Visit:
    """Open a text as a first visitor over a slow line; return what it weighs, and the middle of the waits."""
    visits = [_visit(browser, address) for _ in range(VISITS)]
    return Visit(visits[0].weight, visits[0].requests, statistics.median(each.lcp for each in visits))


def _visit(browser: Browser, address: str) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(LCP)
    tools = context.new_cdp_session(page)
    loaded: list[int] = []
    tools.send("Network.enable")
    tools.on("Network.loadingFinished", lambda event: loaded.append(int(event["encodedDataLength"])))
    tools.send("Network.emulateNetworkConditions", THROTTLED)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(4000)
    found = Visit(sum(loaded), len(loaded), float(page.evaluate("self.painted")))
    context.close()
    return found


SPHINX = """(texts) => texts.map((text) => Search._performSearch(...Search._parseQuery(text)).reverse().slice(0, 10)
  .map(([page, , anchor]) => [page, anchor]))"""

Answers = dict[Query, list[Hit]]


def asked_of_sphinx(site: Path, browser: Browser, library: Library) -> Answers:
    """Ask the search of Sphinx, each query on the site of its language."""
    plain = {_as_sphinx(each): each for edition in library.editions for each in edition.ids}
    answers: Answers = {}
    for locale in LOCALES:
        own = [query for query in queries() if query.lang == locale]
        with served(site / locale) as address:
            page = browser.new_page()
            page.goto(f"{address}/search.html")
            page.wait_for_function("typeof Search !== 'undefined' && Search.hasIndex()")
            found = page.evaluate(SPHINX, [query.text for query in own])
            page.close()
        for query, hits in zip(own, found, strict=True):
            answers[query] = [Hit(_slug(name), (plain.get(at.lstrip("#"), "title"),)) for name, at in hits]
    return answers


def _as_sphinx(anchor: str) -> str:
    """Return an id as Sphinx writes it: s3.1 becomes s3-1."""
    return re.sub(r"[^a-z0-9]+", "-", anchor.lower()).strip("-")


def _slug(name: str) -> str:
    """Return the document of a page: policies/wuhan-2020/text is of wuhan-2020."""
    return name.split("/")[1] if name.startswith("policies/") else ""


def asked_of_theme(site: Path, browser: Browser) -> Answers:
    """Ask the search of Material or Zensical, each query on the site of its language."""
    answers: Answers = {}
    for locale in LOCALES:
        for query, found in zip(queries(), located(site, locale, browser), strict=True):
            if query.lang == locale:
                answers[query] = [section(location) for location in found]
    return answers


def recall(answers: Answers) -> list[str]:
    """Return how often the clause, and the document, is among the first three, and what is called absent."""
    cells = []
    for kinds in (SHORT, ("question",)):
        own = [query for query in queries() if query.kind in kinds]
        clauses = sum((rank(query, answers[query]) or 99) <= 3 for query in own)
        documents = sum(bool({slug for slug, _ in query.expect} & _first(answers[query])) for query in own)
        cells += [f"{clauses / len(own):.1%}", f"{documents / len(own):.1%}"]
    absent = [query for query in queries() if query.kind == "absent"]
    return [*cells, f"{sum(not answers[query] for query in absent)} of {len(absent)}"]


def _first(hits: Iterable[Hit]) -> set[str]:
    return {hit.slug for hit in list(hits)[:3]}


# ------------------------------------------------------------------------------------------------ tables


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table in Markdown."""
    names = list(head)
    say(f"\n| {' | '.join(names)} |\n| --- |{' ---: |' * (len(names) - 1)}")
    for row in rows:
        say(f"| {' | '.join(row)} |")


def tell_costs(rows: dict[str, tuple[Cost, Cost, Path]]) -> None:
    """Print what the builds took, each against the first row."""
    unit = rows["MkDocs + Material"][0].processor
    head = ("three locales", "pages", "first build, s", "ratio", "one sentence, s", "ratio", "of its first build")
    lines = []
    for name, (first, later, site) in rows.items():
        pages = sum(path.name != "404.html" for path in site.rglob("*.html"))
        own = f"{later.processor / first.processor:.2f}"
        times = [text for each in (first, later) for text in (f"{each.processor:.1f}", f"{each.processor / unit:.1f}")]
        lines.append((name, f"{pages}", *times, own))
    table(head, lines)


def tell_pages(rows: dict[str, tuple[Cost, Cost, Path]], browser: Browser) -> None:
    """Print what one text weighs and how long a reader waits for it."""
    lines = []
    for name, (_, _, site) in rows.items():
        with served_packed(site) as address:
            visit = visited(browser, f"{address}/{PAGE}")
        size = (site / PAGE).stat().st_size
        lines.append(
            (name, f"{size / 1000:.0f}", f"{visit.weight / 1000:.0f}", f"{visit.requests}", f"{visit.lcp:.0f}")
        )
    table(("the text of Langfang, en", "HTML, kB", "all that is loaded, kB", "requests", "LCP, ms"), lines)


def tell_recall(rows: dict[str, tuple[Cost, Cost, Path]], browser: Browser, library: Library) -> None:
    """Print how well each search finds."""
    names = list(PEERS)
    found = {name: asked_of_theme(rows[name][2], browser) for name in names[:2]}
    found[names[2]] = asked_of_sphinx(rows[names[2]][2], browser, library)
    found["ours, all of it"] = ours(rows["ours, all of it"][2], browser)[1]
    classes = ("short: clause", "short: document", "questions: clause", "questions: document", "absent")
    table(("among the first three", *classes), ((name, *recall(answers)) for name, answers in found.items()))


def main() -> None:
    """Build, visit, ask; print."""
    install()
    shutil.rmtree(HERE, ignore_errors=True)
    library = load(ROOT)
    versions = subprocess.run(
        [ENVIRONMENT / "bin" / "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    ).stdout.split()
    named = re.compile(r"(mkdocs|mkdocs-material|zensical|sphinx|myst-parser)==", re.IGNORECASE)
    say(", ".join(filter(named.match, versions)))
    rows = costs(library)
    tell_costs(rows)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(WINDOWED))
        tell_pages(rows, browser)
        tell_recall(rows, browser, library)
        browser.close()


if __name__ == "__main__":
    main()
