"""The built pages by the standards: HTML by the W3C's checker, and each part in the language that it says it is in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import ROOT, Built, java
from frame import KINDS
from htmlpage import pages, parse
from policy_site.pages.catalog import LOCALES

CHECKER = ROOT / ".venv" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
HAN = re.compile("[\u3400-\u9fff]")
LATIN = re.compile("[A-Za-z]")


def checked(paths: list[Path]) -> list[str]:
    """Return what the W3C's checker says of pages, but for what is known and stays."""
    said = java(CHECKER, "--format", "json", "--exit-zero-always", *map(str, paths)).stderr
    return [
        f"{Path(each['url']).name}:{each['lastLine']}: {each['message']} {each.get('extract', '')}"
        for each in json.loads(said)["messages"]
        # Material's check boxes, which Firefox would otherwise open again after a reload; the policy, which it tries
        # without a host (browsers try it with one); and a guess by statistics, which takes a Chinese page that quotes
        # much English for English.
        if "Content Security Policy" not in each["message"]
        and not ("“autocomplete”" in each["message"] and "md-toggle" in each.get("extract", ""))
        and not each["message"].startswith("This document appears to be written in")
    ]


def test_one_page_of_each_kind_and_language_is_html(built: Built) -> None:
    names = [f"{locale}/{kind}.html" for locale in LOCALES for kind in (*KINDS, "404")]
    found = checked([built.site / name for name in (*names, "index.html", "404.html")])
    assert not found, "\n".join(found[:20])


@pytest.mark.long
def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p id="a">a<p id="a">b</html>', "utf-8")
    (found,) = [line for line in checked([page]) if "Duplicate ID" in line]
    assert found.startswith("wrong.html:1:")


def test_every_chinese_character_stands_in_an_element_that_says_so(built: Built) -> None:
    wrong = [
        f"{page.path.relative_to(built.site)}: {element.tag} ({element.lang}): {text.strip()[:60]}"
        for page in pages(built.site)
        for element, text in page.runs
        # The title of a page for readers of three languages has no parts.
        if HAN.search(text) and not element.lang.startswith("zh") and element.tag != "title"
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_what_a_voice_says_of_an_element_is_in_the_language_of_the_element(built: Built) -> None:
    wrong = []
    for page in pages(built.site):
        for element in page.elements:
            for name in ("aria-label", "title", "alt"):
                text = element.attributes.get(name, "")
                han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
                chinese = element.lang.startswith("zh")
                if (han > latin and not chinese) or (chinese and latin > 3 and not han):
                    wrong.append(f"{page.path.relative_to(built.site)}: {element.tag} ({element.lang}) {name}: {text}")
    assert not wrong, "\n".join(wrong[:20])


def test_the_language_of_parts_is_seen_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text('<html lang="en"><p>Wuhan (<span lang="zh-Hans">武汉</span>) 市</p></html>', "utf-8")
    assert [text for element, text in parse(path).runs if HAN.search(text) and element.lang == "en"] == [") 市"]
