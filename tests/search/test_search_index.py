"""The index: complete, folded, small, the same each time."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from test_search_browser import turn_to_search

from policy_site.library import load
from policy_site.search.forms import folding, regional
from policy_site.search.groups import clauses
from policy_site.search.prose import sections
from policy_site.text.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
#: The goal for the texts of the five documents in both languages, in bytes after gzip.
MOST_BYTES = 60_000


def parts(built) -> dict[str, Any]:
    """Return the built index as plain data, by part."""
    found = {}
    for path in sorted((built.site / "search").iterdir()):
        text = path.read_text("utf-8")
        found[path.stem] = json.loads(re.sub(r"^\(self.*?\)\.\w+=|;\n$", "", text))
    return found


def test_the_texts_stay_small(built) -> None:
    packed = gzip.compress((built.site / "search/texts.js").read_bytes(), 9)
    assert len(packed) <= MOST_BYTES


@pytest.mark.browser
def test_every_sentence_is_in_it_in_all_three_languages(
    chromium: Browser, base: str, editions: dict[str, Edition]
) -> None:
    page = chromium.new_page()
    turn_to_search(page, base)
    script = "self.PolicySearchEngine.create([self.policySearch.texts, self.policySearch.pages]).lines()"
    found = {(line["page"], line["anchor"]): line for line in page.evaluate(script)}
    page.close()
    for edition in editions.values():
        for sentence in edition.sentences:
            line = found[f"policies/{edition.slug}/text.html", sentence.id]
            assert (line["zh"], line["hant"], line["en"]) == (sentence.hans, sentence.hant, sentence.english)


@pytest.mark.browser
def test_folding_leads_every_traditional_text_to_the_simplified_one(
    chromium: Browser, base: str, editions: dict[str, Edition]
) -> None:
    page = chromium.new_page()
    turn_to_search(page, base)
    pairs = [[sentence.hans, sentence.hant] for edition in editions.values() for sentence in edition.sentences]
    wrong = page.evaluate(
        """(pairs) => {
          const { fold, traditional } = self.policySearch.texts;
          const folded = self.PolicySearchEngine.createFold(fold, traditional);
          return pairs.filter(([hans, hant]) => folded(hans) !== folded(hant));
        }""",
        pairs,
    )
    page.close()
    assert wrong == []


def test_variants_of_a_known_character_are_folded() -> None:
    pairs = folding("里台卫群", {})
    found = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert {form: found.get(form) for form in "裡裏臺衞衛羣"} == dict(zip("裡裏臺衞衛羣", "里里台卫卫群", strict=True))


def test_words_of_taiwan_lead_to_those_of_the_texts() -> None:
    found = dict(regional("信息网络，意大利的软件。程序和智能"))
    assert found == {"资讯": "信息", "网路": "网络", "义大利": "意大利", "软体": "软件", "程式": "程序", "智慧": "智能"}


def test_a_character_of_another_region_is_folded() -> None:
    assert "矽硅" in folding("硅谷", {})


def test_every_everyday_word_leads_to_what_the_site_says(built) -> None:
    entries = yaml.safe_load((ROOT / "scripts/policy_site/search/search_words.yml").read_text("utf-8"))["everyday"]
    text = "\n".join(line for part in parts(built).values() for line in (*part["zh"], *part["en"])).lower()
    for entry in entries:
        assert any(form.lower() in text for form in entry["mean"]), entry


def test_signatures_and_their_day_are_one_result(editions: dict[str, Edition]) -> None:
    groups = [
        group for group in clauses(0, editions["yangtze-delta-2021"]) if group.lines[0].zh == "发文机关、成文日期"
    ]
    (closing,) = groups
    assert [line.zh for line in closing.lines[1:]] == [
        "上海市科学技术委员会",
        "江苏省科学技术厅",
        "浙江省科学技术厅",
        "安徽省科学技术厅",
        "2021年12月15日",
    ]


def test_nothing_injected_is_in_it(built, editions: dict[str, Edition]) -> None:
    text = "".join(path.read_text("utf-8") for path in (built.site / "search").iterdir())
    for edition in editions.values():
        for injected in edition.record.injected:
            assert injected not in text


def test_prose_keeps_everything_but_what_is_indexed_already() -> None:
    html = (
        '<main><nav>menu</nav><article id="__skip"><h1 id="top">Title<a data-search-exclude="">¶</a></h1>'
        "<p>One <b>two</b>.</p>"
        '<div class="row"><p id="s1" data-search-exclude><span>sentence</span></p></div>'
        '<h2 id="b">Next</h2><ul><li id="x">three</li><li>four</li></ul><table><tr><td>a</td><td>b</td></tr></table>'
        "<script>no</script></article><p>frame</p></main><footer>foot</footer>"
    )
    first, second = sections(html)
    assert (first.anchor, first.title, first.lines) == ("top", "Title", (("top", "One two."),))
    assert (second.anchor, second.title) == ("b", "Next")
    assert second.lines == (("x", "three"), ("x", "four"), ("x", "a b"))


def test_each_kind_of_result_is_there(built) -> None:
    found = parts(built)
    kinds = found["texts"]["kinds"]
    parted = (*found.values(), found["pages"]["answers"])
    held = {kinds[number] for part in parted for number in part["kind"]}
    assert held == set(kinds)


@pytest.mark.build
def test_every_answer_is_in_it_in_both_languages(built) -> None:
    own = parts(built)["pages"]["answers"]
    zh, en = ({line for text in own[side] for line in text.split("\n")} for side in ("zh", "en"))
    library = load(ROOT)
    questions = library.questions.questions
    answers = [answer for facts in library.facts for answer in facts.answers]
    assert len(answers) >= 185
    for each in (
        *answers,
        *questions,
        *(question.answer for question in questions),
    ):
        assert each.zh in zh
        assert each.en in en
