"""What templates write is put aside unread: the page comes out as if it had been read tag by tag."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra
from mkdocs.structure import pages

from conftest import ROOT
from policy_site.rendering.raw_blocks import RawBlocks

EXTENSIONS = ("attr_list", "md_in_html", "tables", "admonition", "toc")


def read(text: str, *more: RawBlocks) -> tuple[str, frozenset[str]]:
    """Return the HTML of a page, and the ids that MkDocs is told of."""
    md = Markdown(extensions=[*EXTENSIONS, *more])
    looked = pages._RawHTMLPreprocessor()
    looked._register(md)
    html = md.convert(text)
    return html, frozenset(looked.present_anchor_ids).union(*(each.ids for each in more))


PIECES = (
    "\n", "\n\n", "\n \n", "words", "*words*", "&#39;", "&amp;", "<", ">", "`", '"', "<!-- ", " -->", "{: #a }",
    "## Head", "<p>",
    "<div>", '<div class="row" markdown>', "<div markdown='1'>", "</div>", " <div>", "<div\nid=b>",
    '<p id="c">', "</p>", "</div>\n\n", "\n\n<div>",
    '<ul><li>one</li></ul>', "<span>", "</span>", '<a name="d" href="e.html">', "</a>", "<hr>", "<br />", "<script>",
    "</script>", "<table><tr><td>", "</td></tr></table>", '<p title="a > b">one</p>', "<details>", "</details>", "    ",
    "<div>one</div>", "<section>\n\n", "\n\n</section>", '<form name="f"><input name="g"></form>', "<pre>", "</pre>",
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_page_comes_out_as_it_does_when_every_tag_is_read(text: str) -> None:
    assert read(text, RawBlocks()) == read(text)


@pytest.mark.parametrize("block", ['<div class="a"><p id="b">one</p></div>', "<ul>\n<li>one &#39;</li>\n</ul>"])
def test_a_block_of_a_template_is_not_read(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = read(f"Before\n\n{block}\n\nafter\n")
    monkeypatch.setattr(pages, "_HTMLHandler", None)
    fed: list[str] = []
    monkeypatch.setattr(HTMLExtractorExtra, "handle_starttag", lambda *given: fed.append(given[1]))
    assert (read(f"Before\n\n{block}\n\nafter\n", RawBlocks()), fed) == (wanted, [])


def test_a_block_inside_markdown_that_asks_for_it_stays_as_it_stands() -> None:
    inner = '<p id="a" hidden title="&#39;">*one*</p>'
    asking = inner.replace(" hidden", ' hidden markdown="0"')
    page = f"<div markdown>\n\n## Head\n\n{asking}\n\n*two*\n\n</div>\n"
    html, ids = read(page, RawBlocks())
    assert inner in html
    assert (html.count("markdown"), html.count("<em>"), ids) == (0, 1, {"a"})


def test_the_pages_of_the_documents_come_out_the_same() -> None:
    found = sorted((ROOT / "docs" / "en").rglob("*.md"))
    assert found
    for path in found:
        text = path.read_text("utf-8")
        assert read(text, RawBlocks()) == read(text), path
