"""The pages made from facts, read as they stand in the built site: they hold what site/data/ holds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from conftest import Built
from htmlpage import parse
from opendata import cited, fits, rows
from policy_site.pages.catalog import LOCALES, Catalog


def test_every_cell_counts_what_the_data_hold_and_not_mentioned_means_none(built: Built) -> None:
    measures = rows(built, "measures")
    for locale in LOCALES:
        text = (built.site / locale / "compare.html").read_text("utf-8")
        cells = re.findall(r'(?s)<td class="cell[^"]*" data-place="([^"]+)"[^>]* data-count="(\d+)">(.*?)</td>', text)
        topics = [cell for cell in cells if "topics/" in cell[2]]
        assert len(topics) > 50
        for slug, count, inner in topics:
            (topic,) = re.findall(r"topics/([\w-]+)\.html", inner)
            found = [row for row in measures if fits(row, document=slug, topic=topic)]
            assert int(count) == cited(found), (locale, slug, topic)
        silent = {inner for _, count, inner in cells if count == "0"}
        assert silent == {Catalog(locale).message(f"compare.{name}") for name in ("silent", "none")}


def test_a_topic_page_has_as_many_lines_of_a_place_as_the_data(built: Built) -> None:
    measures = rows(built, "measures")
    for folder, field in (("topics", "topic"), ("for", "audience")):
        for path in sorted((built.site / "en" / folder).glob("*.html")):
            given = (e.attributes["data-document"] for e in parse(path).elements if "data-document" in e.attributes)
            found = (row["document"] for row in measures if fits(row, **{field: path.stem}))
            assert Counter(given) == Counter(found), path.stem


def test_every_page_of_the_menu_is_there(built: Built) -> None:
    for locale in LOCALES:
        page = parse(built.site / locale / "index.html")
        names = {Path(urlsplit(link).path).name for link in page.links()}
        for kind in ("topics", "audiences", "compare", "ledger", "targets", "measures", "units", "names", "timeline",
                     "glossary", "about", "principles", "reading", "coverage"):  # fmt: skip
            assert f"{kind}.html" in names


def test_every_part_of_a_document_has_a_name_for_readers(built: Built) -> None:
    for locale in LOCALES:
        text = (built.site / locale / "coverage.html").read_text("utf-8")
        parts = re.findall(r"(?s)<tr>\s*<td[^>]*>(.*?)</td>", text)
        assert len(parts) > 20
        assert [part for part in parts if re.fullmatch(r"[a-z]\w*\d", part)] == [], locale  # p1 for ¶1


#: A blank after a Chinese mark with nothing but marks of parts of a line between it and the next Chinese; a badge, a
#: count or a button has its own ground, and a blank before it.
STRAY = re.compile(
    r"[，。；：、！？”](?:</(?:a|span|strong)>)* (?:<(?:a|span)(?! class=\"(?!source|brief))[^>]*>)*[\u4e00-\u9fff]"
)


def test_no_blank_follows_a_chinese_mark_and_no_western_comma_a_bracket(built: Built) -> None:
    for locale in ("zh-Hans", "zh-Hant"):
        for path in sorted((built.site / locale).rglob("*.html")):
            text = re.sub(r"(?s)<(script|style).*?</\1>", "", path.read_text("utf-8"))
            assert "）, " not in text, path
            found = [each for each in STRAY.findall(text) if "<strong" not in each and "</strong>" not in each]
            assert found == [], path
