"""The index: complete, folded, small, the same each time."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from test_search_browser import turn_to_search

from policy_site.search.forms import folding, regional
from policy_site.search.groups import KINDS, clauses
from policy_site.search.packing import from_text
from policy_site.search.prose import sections
from policy_site.search.wrapping import unwrapped
from policy_site.text.edition import Edition

ROOT = Path(__file__).resolve().parents[2]
#: The goals for the texts of the five documents in both languages, and for all of the index, in bytes after gzip.
MOST_BYTES, MOST_IN_ALL = 60_000, 200_000


def texts(built) -> list[str]:
    """Return the texts of the two parts of the built index."""
    return list(unwrapped(path.read_text("utf-8") for path in sorted((built.site / "search").iterdir())))


def parts(built) -> dict[str, Any]:
    """Return the built index as plain data: what the texts hold, what explains them, our answers."""
    first, rest = (text.split("\f") for text in texts(built))
    fields = {"texts": first[1:], "rest": rest[:4], "answers": rest[4:8]}
    return {name: from_text("\f".join(four)) for name, four in fields.items()}


def test_the_index_stays_small(built) -> None:
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in sorted((built.site / "search").iterdir())]
    assert sizes[0] <= MOST_BYTES
    assert sum(sizes) <= MOST_IN_ALL


@pytest.mark.browser
def test_every_sentence_is_in_it_in_all_three_languages(
    chromium: Browser, base: str, editions: dict[str, Edition]
) -> None:
    page = chromium.new_page()
    turn_to_search(page, base)
    script = "self.PolicySearchParts.whole(self.policySearch).engine.lines()"
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
          const { fold, traditional } = self.PolicySearchParts.whole(self.policySearch).shared;
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
    text = "".join(texts(built))
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
    held = {KINDS[number] for part in found.values() for number in part["kind"]}
    assert held == set(KINDS)


@pytest.mark.build
def test_every_answer_is_in_it_in_both_languages(built, library) -> None:
    own = parts(built)["answers"]
    zh, en = ({line for text in own[side] for line in text.split("\n")} for side in ("zh", "en"))
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
