"""What editors write under docs/ and in the settings: what would run, load or lead away is refused at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run
from policy_site.site import by_hand

#: Pages that no site may hold, by what is wrong with them, and the line on which it stands.
REFUSED = {
    "script": ("甲\n\n<script>x()</script>", 3),
    "script of a file": ("甲\n\n<script src=x.js></script>", 3),
    "script in capitals": ("甲\n\n<SCRIPT>x()</SCRIPT>", 3),
    "script in a span": ("甲 <b><script>x()</script></b>", 1),
    "script in svg": ("<svg><script>x()</script></svg>", 1),
    "handler": ("甲\n<b onclick=x()>乙</b>", 2),
    "handler of a picture": ("<img src=x.png onerror=x()>", 1),
    "handler by attr_list": ("甲\n{: onclick=x() }", 2),
    "handler by attr_list in a line": ("甲\n\n*乙*{: onmouseover=x() }", 3),
    "handler in a block of HTML": ("<div markdown onload=x()>\n\n甲\n\n</div>", 1),
    "picture from outside": ("甲\n\n![x](https://x.example/y.png)", 3),
    "picture without a scheme": ("![x](//x.example/y.png)", 1),
    "picture with a backslash": ('<img src="\\\\x.example/y.png">', 1),
    "picture of several sizes": ('<img srcset="https://x.example/y.png 2x">', 1),
    "picture in svg": ('<svg><image href="https://x.example/y.png"/></svg>', 1),
    "script address": ("[x](javascript:x())", 1),
    "script address in capitals": ("[x](JavaScript:x())", 1),
    "script address by entities": ('<a href="java&#115;cript:x()">x</a>', 1),
    "script address with a tab": ('<a href="java\tscript:x()">x</a>', 1),
    "script address by attr_list": ("[x](y.md){: href=javascript:x() }", 1),
    "data address": ("[x](data:text/html,x)", 1),
    "vbscript address": ("[x](vbscript:x)", 1),
    "frame": ("甲\n\n<iframe src=y.html></iframe>", 3),
    "frame by text": ('<iframe srcdoc="x"></iframe>', 1),
    "object": ("<object data=y.svg></object>", 1),
    "embed": ("<embed src=y.svg>", 1),
    "base": ("<base href=https://x.example/>", 1),
    "style sheet": ("<link rel=stylesheet href=https://x.example/y.css>", 1),
    "style that loads": ("<style>b { background: url(https://x.example/y.png) }</style>", 1),
    "style attribute that loads": ('<b style="background: url(//x.example/y.png)">x</b>', 1),
    "form": ("<form action=https://x.example/></form>", 1),
    "button of a form": ("<form><button formaction=javascript:x()>x</button></form>", 1),
    "refresh": ('<meta http-equiv="refresh" content="0;url=https://x.example">', 1),
    "ping": ('<a href="reading.md" ping="https://x.example">x</a>', 1),
    "sound": ("<audio src=https://x.example/y.mp3></audio>", 1),
    "film": ("<video poster=https://x.example/y.png></video>", 1),
    "template": ("甲\n\n{{ config.site_name }}", 3),
    "statement of a template": ("{% include 'x' %}", 1),
    "placeholder of Markdown": ("甲\n\x02wzxhzdk:0\x03", 2),
    "direction": ("甲\n\n乙\u202e丙", 3),
    "brackets without end": ("甲\n\n" + "[" * 20_000, 3),
    "links without end": ("甲\n\n" + "[x](y.md) " * 2_000, 3),
    "lists without end": ("- " * 3_000 + "甲", 1),
    "a page without end": ("甲" * 100_001, 1),
    "unknown field": ("---\ntitle: 甲\nonload: x\n---\n\n甲", 3),
    "template in the head": ("---\ntemplate: x.html\n---\n", 2),
    "layout": ('---\nlayout: prose" onload="x()\n---\n', 2),
    "markup in the title": ("---\ntitle: </title><script>x()</script>\n---\n", 2),
    "markup in the description": ("---\ntitle: 甲\ndescription: '\"><script>x()</script>'\n---\n", 3),
    "list for a title": ("---\ntitle: [甲]\n---\n", 2),
    "tag in the head": ("---\ntitle: !!python/name:os.system x\n---\n", 2),
    "anchor in the head": ("---\ntitle: &a 甲\n---\n", 2),
    "head twice the same": ("---\ntitle: 甲\ntitle: 乙\n---\n", 3),
    "head without an end": ("---\ntitle: 甲\n", 1),
    "head that is no YAML": ("---\ntitle: [甲\n---\n", 3),
}
#: What no page is refused for.
TAKEN = [
    "# 甲\n\n*乙* **丙** `<script>` [x](reading.md#data) ![x](images/x.png) <https://example.org/>",
    "---\ntitle: 甲\ndescription: A & B, “quoted”\nlayout: prose\nhide: [toc]\n---\n\n甲 {: #main-1 }",
    "`{{ x }}`\n\n    {% x %}\n\n<code>{{ x }}</code>",
    '<span lang="zh-Hans">简体</span> <a href="../data/x.csv">x</a> <a href="mailto:x@example.org">x</a>',
    "| a | b |\n| --- | --: |\n| 1 | 2 |\n\n!!! note\n    x < y & onclick=1\n",
    "javascript: is a word; data: too; a<b>c</b> 1 < 2 &lt;script&gt;",
    '<img src="data:image/png;base64,AAAA" alt="x">',
    "甲\r\n\r\n乙\t丙\n",
    "---\n---\n",
    "",
]


@pytest.mark.parametrize("kind", REFUSED)
def test_a_page_that_would_run_or_load_something_is_refused_at_its_line(kind: str) -> None:
    text, line = REFUSED[kind]
    found = list(by_hand.page("docs/en/reading.md", text))
    assert {problem.code for problem in found} == {"G004"}
    head = "script address by entities", "script address with a tab", "placeholder of Markdown"
    assert found[0].place.line == line or kind in head


@pytest.mark.parametrize("text", TAKEN)
def test_what_is_only_text_is_taken(text: str) -> None:
    assert list(by_hand.page("docs/en/reading.md", text)) == []


@pytest.mark.long
def test_the_pages_and_settings_of_the_project_are_taken() -> None:
    result = run("check", "--root", ROOT)
    assert "G004" not in result.output
    assert "G005" not in result.output


def put(name: str, text: str | bytes) -> Callable[[Path], None]:
    """Return what writes a file."""

    def write(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode() if isinstance(text, str) else text)

    return write


def more(name: str, text: str) -> Callable[[Path], None]:
    """Return what adds lines to a file."""
    return lambda root: put(name, (root / name).read_text("utf-8") + text)(root)


def without(name: str) -> Callable[[Path], None]:
    """Return what takes a file away."""
    return lambda root: (root / name).unlink()


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces words of a file."""
    return lambda root: put(name, (root / name).read_text("utf-8").replace(old, new))(root)


#: Files and settings that no site can be made with, and how the line of the problem begins.
FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a script": (put("docs/en/x.js", "x()"), "docs/en/x.js:1:1: G004 "),
    "a page of HTML": (put("docs/zh-Hans/x.html", "<p>x"), "docs/zh-Hans/x.html:1:1: G004 "),
    "a sheet": (put("docs/en/x.css", "b {}"), "docs/en/x.css:1:1: G004 "),
    "a picture that runs": (put("docs/en/x.svg", "<svg>\n<script>x()</script></svg>"), "docs/en/x.svg:2:1: G004 "),
    "a page that the site does not know": (put("docs/en/news.md", "# News\n"), "docs/en/news.md:1:1: G004 "),
    "a page below": (put("docs/en/more/reading.md", "# More\n"), "docs/en/more/reading.md:1:1: G004 "),
    "a page in one language": (put("docs/en/reading.md", "# Reading\n"), "docs/en/reading.md:1:1: G004 "),
    "empty settings": (put("mkdocs.yml", "# policy_site.rendering.sentence_rows"), "mkdocs.yml:1:1: Y002 "),
    "settings in GBK": (put("mkdocs.zh-Hans.yml", "site_name: 甲".encode("gbk")), "mkdocs.zh-Hans.yml:1:1: G005 "),
    "settings that are no YAML": (put("mkdocs.zh-Hans.yml", "a: [\n"), "mkdocs.zh-Hans.yml:2:1: Y001 "),
    "a list of settings": (put("mkdocs.shared.yml", "- a\n"), "mkdocs.shared.yml:1:1: Y002 "),
    "a tag of Python": (more("mkdocs.yml", "x: !!python/name:os.system\n"), "mkdocs.yml:"),
    "a tag of the environment": (more("mkdocs.shared.yml", "x: !ENV HOME\n"), "mkdocs.shared.yml:"),
    "an anchor": (more("mkdocs.yml", "x: &a 1\n"), "mkdocs.yml:"),
    "a loop": (more("mkdocs.shared.yml", "INHERIT: mkdocs.yml\n"), "mkdocs.shared.yml:"),
    "another parent": (changed("mkdocs.yml", "INHERIT: mkdocs.shared.yml", "INHERIT: x.yml"), "mkdocs.yml:2:10: G005 "),
    "no parent": (changed("mkdocs.yml", "INHERIT: mkdocs.shared.yml", ""), "mkdocs.yml:4:1: G005 "),
    "a script for an address": (
        changed("mkdocs.shared.yml", "site_url: ''", "site_url: javascript:x"), "mkdocs.shared.yml:",
    ),
    "half an address": (changed("mkdocs.shared.yml", "site_url: ''", "site_url: 'http://['"), "mkdocs.shared.yml:"),
    "a script from outside": (
        changed("mkdocs.shared.yml", "- assets/javascripts/site.js", "- https://x.example/y.js"), "mkdocs.shared.yml:",
    ),
    "a sheet out of the theme": (
        changed("mkdocs.shared.yml", "- assets/stylesheets/type.css", "- ../docs/x.css"), "mkdocs.shared.yml:",
    ),
    "no name": (changed("mkdocs.yml", "site_name: ", "other: "), "mkdocs.yml:2:1: G005 "),
    "a script in the name": (
        changed("mkdocs.yml", "site_name: ", "site_name: <script>x()</script> "), "mkdocs.yml:4:12: G005 ",
    ),
    "markup in the footer": (
        changed("mkdocs.yml", "footer_about: ", "footer_about: <img src=x onerror=x()> "), "mkdocs.yml:",
    ),
    "no settings of a language": (without("mkdocs.zh-Hant.yml"), "mkdocs.zh-Hant.yml:1:1: W009 "),
    "no shared settings": (without("mkdocs.shared.yml"), "mkdocs.shared.yml:1:1: W009 "),
    "no frame": (without("theme/main.html"), "theme/main.html:1:1: G005 "),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("kind", FILES)
def test_files_and_settings_that_no_site_can_be_made_with(framed: Path, kind: str) -> None:
    change, line = FILES[kind]
    change(framed)
    result = run("build", "--root", framed)
    assert result.exit_code == 1, result.output
    assert any(each.startswith(line) for each in result.output.splitlines()), result.output
    assert not (framed / "site").exists()
