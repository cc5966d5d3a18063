"""Verifying: what is wrong with a built site is found before it takes the place of the last one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Built
from policy_site.pages.catalog import LOCALES
from policy_site.site import own_scripts, verify
from policy_site.sources.kept import Kept
from policy_site.sources.problems import CODES, Problem

OWN = own_scripts.of(ROOT)
PAGE = (
    '<!doctype html>\n<html lang="{0}">\n<head><title>x</title></head>\n<body>\n'
    '<p id="p1" lang="zh-Hans"><span class="s" id="p1-1" lang="zh-Hans">甲</span></p>\n'
    '<a href="{1}">x</a>\n</body></html>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small whole site."""
    folder = tmp_path / "site"
    for locale in ("en", "zh-Hans", "zh-Hant"):
        (folder / locale / "assets" / "javascripts").mkdir(parents=True)
        (folder / locale / "assets" / "javascripts" / "policy-site.js").write_text("x();", "utf-8")
        (folder / locale / "a.html").write_text(PAGE.format(locale, "../en/b.html#p1"), "utf-8")
        (folder / locale / "b.html").write_text(PAGE.format(locale, "a.html"), "utf-8")
    return folder


def problems(site: Path) -> tuple[Problem, ...]:
    return verify.verify(site, OWN, Kept(site.parent / "kept", ""), "https://example.org/policies/")[1]


def body(text: str) -> Callable[[Path], None]:
    """Return what puts ``text`` on line 7 of a page."""

    def write(site: Path) -> None:
        path = site / "en" / "a.html"
        path.write_text(path.read_text("utf-8").replace("</body>", f"{text}\n</body>"), "utf-8")

    return write


def put(name: str, text: str) -> Callable[[Path], None]:
    return lambda site: void((site / name).write_text(text, "utf-8"))


def many(site: Path) -> None:
    """Put as many large files into a site, of holes alone, as are too large together."""
    for number in range(1 + verify.MOST_IN_ALL // verify.MOST_BYTES):
        with (site / f"{number}.txt").open("wb") as file:
            file.truncate(verify.MOST_BYTES)


def void(_: object) -> None:
    """Forget a value."""


#: What may not be published, the code under which it is found, and where.
WRONG: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a link to no file": (body('<a href="c.html">x</a>'), "V001", "en/a.html:7"),
    "a link to no element": (body('<a href="b.html#p9">x</a>'), "V001", "en/a.html:7"),
    "a link to no element of this page": (body('<a href="#p9">x</a>'), "V001", "en/a.html:7"),
    "a link to another language": (body('<a href="../zh-Hans/c.html">x</a>'), "V001", "en/a.html:7"),
    "a link out of the site": (body('<a href="../../x.html">x</a>'), "V001", "en/a.html:7"),
    "a link to a folder without a page": (body('<a href="assets/">x</a>'), "V001", "en/a.html:7"),
    "a link to the published site": (
        body('<a href="https://example.org/policies/x.html">x</a>'), "V001", "en/a.html:7",
    ),
    "a picture that is not there": (body('<img src="x.png">'), "V001", "en/a.html:7"),
    "a page in one language only": (put("en/c.html", PAGE.format("en", "a.html")), "V001", "en/c.html:2"),
    "an id twice": (body('<b id="p1">x</b>'), "V002", "en/a.html:5"),
    "a page in another language": (put("zh-Hant/b.html", PAGE.format("zh", "a.html")), "V003", "zh-Hant/b.html:2"),
    "a sentence without a language": (body('<span class="s" id="p1-2">乙</span>'), "V003", "en/a.html:7"),
    "a translation without a language": (body('<p id="p1-en">x</p>'), "V003", "en/a.html:7"),
    "a picture from elsewhere": (body('<img src="https://x.example/y.png">'), "V004", "en/a.html:7"),
    "a picture without a scheme": (body('<img src="//x.example/y.png">'), "V004", "en/a.html:7"),
    "several pictures from elsewhere": (body('<img srcset="https://x.example/y.png 2x">'), "V004", "en/a.html:7"),
    "a sheet from elsewhere": (body('<link rel="stylesheet" href="https://x.example/y.css">'), "V004", "en/a.html:7"),
    "a connection made early": (body('<link rel="preconnect" href="https://x.example">'), "V004", "en/a.html:7"),
    "a form that sends": (body('<form action="https://x.example/"></form>'), "V004", "en/a.html:7"),
    "a style that loads": (body("<style>b { background: url(//x.example/y.png) }</style>"), "V004", "en/a.html:7"),
    "a sheet that loads": (put("en/x.css", "@import 'https://x.example/y.css';"), "V004", "en/x.css:1"),
    "a script that loads": (put("en/assets/javascripts/x.js", "fetch('https://x.example')"), "V004", "en/assets/"),
    "a script": (body("<script>x()</script>"), "V005", "en/a.html:7"),
    "a script of ours with more": (
        body('<script>var palette=__md_get("__palette");x()</script>'), "V005", "en/a.html:7",
    ),
    "a script of a file": (body('<script src="b.html"></script>'), "V005", "en/a.html:7"),
    "a script from elsewhere": (body('<script src="https://x.example/y.js"></script>'), "V005", "en/a.html:7"),
    "a handler": (body("<b onclick=x()>x</b>"), "V005", "en/a.html:7"),
    "a script address": (body('<a href=" java\tscript:x()">x</a>'), "V005", "en/a.html:7"),
    "a frame": (body('<iframe src="b.html"></iframe>'), "V005", "en/a.html:7"),
    "another base": (body('<base href="b.html">'), "V005", "en/a.html:7"),
    "a page that leads away": (body('<meta http-equiv="refresh" content="0;url=b.html">'), "V005", "en/a.html:7"),
    "a picture that runs": (put("en/x.svg", "<svg onload='x()'></svg>"), "V005", "en/x.svg:1"),
    "an empty file": (put("en/x.txt", ""), "V006", "en/x.txt:1"),
    "a file that no host takes": (put("en/x.txt", "x" * (verify.MOST_BYTES + 1)), "V006", "en/x.txt:1"),
    "a bundle that not every host takes": (put("x.zip", "x" * (verify.MOST_BYTES + 1)), "V007", "x.zip:1"),
    "a site that not every host takes": (lambda site: many(site), "V007", ":1"),
}  # fmt: skip
#: What pages of ours hold.
RIGHT = [
    '<a href="https://elsewhere.example/x.html#y">x</a> <a href="mailto:x@example.org">x</a>',
    '<a href="https://example.org/policies/en/b.html#p1">x</a>',
    '<link rel="canonical" href="https://example.org/policies/en/b.html"><link rel="alternate " href="b.html">',
    '<script src="assets/javascripts/policy-site.js"></script>',
    '<script type="application/ld+json">{"url": "https://x.example/"}</script>',
    '<img src="data:image/png;base64,AAAA"> <span style="--part:0.5">x</span>',
    '<a id="ref-p1-en" href="#p1">x</a> <p id="p2-en" lang="en">x</p>',
    "<pre>onclick=x() javascript: &lt;script&gt;</pre>",
]


@pytest.mark.parametrize("kind", WRONG)
def test_what_may_not_be_published_is_found_at_its_place(site: Path, kind: str) -> None:
    change, code, place = WRONG[kind]
    change(site)
    found = [str(problem) for problem in problems(site)]
    assert any(
        line.startswith(f"site{'' if place[0] == ':' else '/'}{place}") and f" {code} " in line for line in found
    ), found


@pytest.mark.parametrize("text", RIGHT)
def test_what_pages_hold_is_not_refused(site: Path, text: str) -> None:
    body(text)(site)
    assert problems(site) == ()


def test_every_code_of_a_built_site_is_shown() -> None:
    assert {code for _, code, _ in WRONG.values()} == {code for code in CODES if code.startswith("V")}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_kept_of_pages_changes_nothing_that_is_found(site: Path, kind: str) -> None:
    """A fault in a page of which something is kept, and in one that leads to it, is found; and found again."""
    assert problems(site) == ()
    WRONG[kind][0](site)
    found = problems(site)
    assert found
    assert problems(site) == found


def test_an_element_that_went_away_is_missed_though_the_page_that_leads_to_it_is_kept(site: Path) -> None:
    assert problems(site) == ()
    (site / "en" / "b.html").write_text(PAGE.format("en", "a.html").replace('"p1"', '"p2"'), "utf-8")
    assert {problem.place.path for problem in problems(site)} == {f"site/{each}/a.html" for each in LOCALES}


def test_another_script_of_the_templates_makes_pages_be_looked_at_again(site: Path) -> None:
    body("<script>own()</script>")(site)
    kept = Kept(site.parent / "kept", "")
    told = [verify.verify(site, own_scripts.OwnScripts((script,)), kept)[1] for script in ("own()", "other()")]
    assert [len(found) for found in told] == [0, 1]


def test_more_problems_than_anybody_reads_are_counted(site: Path) -> None:
    body("".join(f'<a href="c{number}.html">x</a>' for number in range(40)))(site)
    assert verify.said(problems(site)).endswith("\n… and 10 more.")


def test_the_site_is_whole_and_safe_and_everything_in_it_is_looked_at(built: Built, tmp_path: Path) -> None:
    counts, found = verify.verify(built.site, OWN, Kept(tmp_path, ""))
    assert verify.said(found) == ""
    assert counts.pages > 300
    assert counts.links > 50_000
    assert counts.anchors > 30_000
    assert counts.ids > 15_000
    assert counts.scripts > 2 * counts.pages
    assert counts.parts > 30_000
