"""From sentence to page: no character of a text is lost or takes on a meaning in Markdown or HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from htmlpage import Page, _Reader
from policy_site.pages.catalog import Catalog
from policy_site.pages.markdown_text import TextWriter
from policy_site.rendering.breaks import breakable
from policy_site.rendering.markup import escaped
from policy_site.text.edition import Paragraph, Sentence
from policy_site.text.units import Responsible

EXTENSIONS = [
    "attr_list",
    "md_in_html",
    "tables",
    "admonition",
    "footnotes",
    "toc",
    "policy_site.rendering.tables",
    "policy_site.rendering.sentence_rows",
]


def read(text: str) -> Page:
    """Return Markdown as the site would show it."""
    page = Page(Path("page.html"))
    reader = _Reader(page)
    reader.feed(f'<html lang="en"><body>{markdown.markdown(text, extensions=EXTENSIONS)}</body></html>')
    reader.close()
    return page


def row(*sentences: str) -> Page:
    """Return a row of sentences as a page shows it."""
    lines = "\n".join(map(escaped, sentences))
    return read(f'<div class="row" markdown>\n\n{lines}\n{{: #s1-p1 lang=zh-Hans }}\n\n</div>')


#: Text of one line that begins and ends with something visible; ‖ parts the languages of a heading.
ODD = "甲市,.1)(*_`#+-<>&[]{}|!\\:\"'~^=/ab x%$@;—“”《》"
line = st.text(ODD, min_size=1, max_size=30).filter(lambda text: text == " ".join(text.split()))


#: One to a line.
MEANINGFUL = r"""
1. Strengthen
12) x
- x
+ x
# x
#x
#
> x
* x
*a* __b__ `c`
[a](b)
[^1]
![a](b)
<b>x</b>
&amp; &lt;
a | b
{: #x }
a {.b}
\*
\
a\
http://a.b/?c=1&d=2
a_b_c
***
---
-
===
~~~
: x
=== x
!!! note
??? x
*[HTML]: x
[x]: http://y
1986\. x
<!-- x -->
&#65;
<x@y.z>
AT&T
5 < 6 > 4
100%+
x^2^
10.11%
“园区+基地”
"""


@pytest.mark.parametrize("text", MEANINGFUL.strip().split("\n"))
def test_text_survives_the_way_to_the_page(text: str) -> None:
    page = row(text)
    assert page.element("s1-p1-1").text == text
    assert not [element.tag for element in page.elements if element.tag in {"em", "strong", "code", "li", "img", "b"}]


@given(line)
def test_any_line_survives_the_way_to_the_page(text: str) -> None:
    assert row(text).element("s1-p1-1").text == text


@given(st.lists(line, min_size=2, max_size=4))
def test_each_line_of_a_row_is_a_sentence_of_its_own(lines: list[str]) -> None:
    page = row(*lines)
    assert [page.element(f"s1-p1-{number}").text for number in range(1, len(lines) + 1)] == lines


@given(line)
def test_any_heading_survives_in_both_languages(text: str) -> None:
    page = read(f"## {escaped(text)} ‖ {escaped(text)} {{: #s1 lang=zh-Hans }}")
    assert (page.element("s1-1").text, page.element("s1-1").lang) == (text, "zh-Hans")
    assert (page.element("s1-1-en").text, page.element("s1-1-en").lang) == (text, "en")


@given(line)
def test_any_table_cell_survives(text: str) -> None:
    page = read(f"| a | b |\n| --- | --- |\n| {escaped(text)} | z |\n")
    assert [element.text for element in page.elements if element.tag == "td"] == [text, "z"]


def test_a_paragraph_its_partner_and_their_sentences_have_their_ids_and_languages() -> None:
    page = read(
        "\n\n".join(
            [
                '<div class="row" markdown>',
                "第一句。\n第二句。\n{: #s1-p1 lang=zh-Hans }",
                "First.\nSecond.\n{: #s1-p1-en lang=en }",
                "</div>",
            ]
        )
    )
    expected = {"s1-p1-1": "第一句。", "s1-p1-2": "第二句。", "s1-p1-1-en": "First.", "s1-p1-2-en": "Second."}
    assert {name: page.element(name).text for name in expected} == expected
    assert [page.element(name).lang for name in expected] == ["zh-Hans", "zh-Hans", "en", "en"]
    assert page.element("s1-p1").text.startswith("第一句。第二句。")
    assert page.element("s1-p1-en").text == "First. Second."


def test_the_cells_of_a_table_of_sentences_name_their_columns() -> None:
    shown = read("| Kind | What *it* does |\n| --- | --- |\n| A | restores |\n")
    cells = [element for element in shown.elements if element.tag == "td"]
    assert [(cell.attributes["data-label"], cell.text) for cell in cells] == [
        ("Kind", "A"),
        ("What it does", "restores"),
    ]
    assert [each.attributes["class"] for each in shown.elements if each.tag == "table"] == ["stacked"]


def test_a_table_of_figures_stands_in_a_frame_that_the_keyboard_reaches() -> None:
    shown = read("before\n\n| Text | Kept | Removed |\n| --- | ---: | ---: |\n| A | 10 | 2 |\n\nafter")
    (frame,) = (element for element in shown.elements if element.tag == "div")
    assert (frame.attributes["class"], frame.attributes["tabindex"]) == ("table-scroll", "0")
    assert "10" in frame.text
    assert "after" not in frame.text
    assert not [element for element in shown.elements if "data-label" in element.attributes]


def test_the_contents_name_a_heading_in_both_languages_without_the_signs_of_its_notes() -> None:
    parser = markdown.Markdown(extensions=EXTENSIONS)
    parser.convert("# 甲*乙*[1](#note-a1){ .mark } ‖ A & B[1](#note-a1){ .mark } {: #title lang=zh-Hans }")
    (entry,) = parser.toc_tokens  # type: ignore[attr-defined]
    assert entry["name"] == "A &amp; B ‖ 甲乙"


def test_the_sign_of_a_heading_is_no_part_of_its_name() -> None:
    shown = markdown.markdown("# A", extensions=EXTENSIONS, extension_configs={"toc": {"permalink": "¶"}})
    assert re.search(r'<a aria-hidden="true" class="headerlink"[^>]* tabindex="-1"', shown)


def test_readers_of_english_have_the_english_of_rows_headings_and_contents_first() -> None:
    text = "# 甲 ‖ A {: #title lang=zh-Hans }\n\n" + (
        '<div class="row" markdown>\n\n一。\n{: #p1 lang=zh-Hans }\n\nOne.\n{: #p1-en lang=en }\n\n</div>'
    )
    for language, order in (("en", ["en", "zh-Hans"]), ("zh-Hans", ["zh-Hans", "en"])):
        options = {"policy_site.rendering.sentence_rows": {"language": language}}
        parser = markdown.Markdown(extensions=EXTENSIONS, extension_configs=options)
        assert re.findall(r'<span class="s" id="[^"]+" lang="([^"]+)"', parser.convert(text)) == order * 2
        assert parser.toc_tokens[0]["name"] == ("A ‖ 甲" if language == "en" else "甲 ‖ A")  # type: ignore[attr-defined]


def test_a_page_without_the_extension_is_still_the_document() -> None:
    text = "第一句。\n第二句。\n{: #s1-p1 lang=zh-Hans }"
    shown = markdown.markdown(text, extensions=["attr_list", "md_in_html"])
    assert '<p id="s1-p1" lang="zh-Hans">第一句。\n第二句。</p>' in shown


def test_a_chinese_title_breaks_between_its_words_and_at_no_mark() -> None:
    titles = {
        "廊坊市人民政府办公室关于印发方案的通知": "廊坊市|人民政府|办公室|关于|印发|方案的|通知",
        "廣州市科技創新三年行動計劃（2019—2021年）": "廣州市|科技|創新|三年|行動計劃|（2019—2021年）",
        "《条例》系列宣传：优化服务": "《条例》|系列|宣传：|优化|服务",
        "科技开放，逐条读懂": "科技开放，逐条读懂",
    }
    for title, broken in titles.items():
        assert breakable(title) == broken.replace("|", "<wbr>")
        shown = markdown.markdown(f"# {title} ‖ English {{: #title lang=zh-Hans }}", extensions=EXTENSIONS)
        assert broken.replace("|", "<wbr />") in shown
    heading = "## 一、总体要求 ‖ I. General {: #s1 lang=zh-Hans }"
    assert "<wbr" not in markdown.markdown(heading, extensions=EXTENSIONS)


def test_of_a_paragraph_that_is_half_translated_the_translated_sentences_are_shown() -> None:
    sentences = (Sentence("p1-1", "第一句。", "第一句。", "The first."), Sentence("p1-2", "第二句。", "第二句。"))
    half = Paragraph("p1", "paragraph", 0, "", sentences, Responsible())
    catalog = Catalog("zh-Hans")
    page = markdown.markdown(TextWriter(catalog, ()).row(half), extensions=EXTENSIONS)
    assert re.findall(r'id="p1-\d-en" lang="en">(.*?)</span>', unescape(page)) == ["The first.", "[not yet translated]"]
    none = TextWriter(catalog, ()).row(replace(half, sentences=sentences[1:]))
    assert catalog.message("text.untranslated") in none
