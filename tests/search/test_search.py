"""The search as a reader gets it: what is found, what is not, in a real Chromium, over http and from files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from recall import BLIND, CLASSES, SHORT, UNTOUCHED, Hit, Query, queries, rank, table

from policy_site.text.scripts import traditional

pytestmark = pytest.mark.browser

ENGINE = Path(__file__).resolve().parents[2] / "theme/assets/javascripts/search-engine.js"
#: Runs in the page: all queries at once, and of each what the tests look at.
SEARCH = """(texts) => {
  const { texts: first, pages } = self.policySearch;
  const engine = self.PolicySearchEngine.create([first, pages]);
  return texts.map((text) => {
    const outcome = engine.search(text, { limit: 10 });
    return {
      status: outcome.status, missing: outcome.missing,
      results: outcome.results.map((one) => ({
        slug: one.kind === 'clause' ? first.documents[one.document].slug : '', ids: one.anchors,
      })),
    };
  });
}"""


@dataclass(frozen=True)
class Outcome:
    """What the engine says about a query."""

    status: str
    missing: tuple[str, ...]
    hits: tuple[Hit, ...]


def turn_to_search(page: Page, base: str, locale: str = "en") -> Page:
    """Open a page of the site and focus the box; the engine and the index are there afterwards."""
    page.goto(f"{base}{locale}/index.html")
    page.locator(".site-search input").focus()
    page.wait_for_function("self.policySearch && self.policySearch.pages && self.PolicySearchEngine")
    return page


def outcomes(page: Page, texts: list[str]) -> list[Outcome]:
    """Search in the page."""
    found: list[dict[str, Any]] = page.evaluate(SEARCH, texts)
    return [
        Outcome(
            one["status"],
            tuple(one["missing"]),
            tuple(Hit(result["slug"], tuple(result["ids"])) for result in one["results"]),
        )
        for one in found
    ]


@pytest.fixture(scope="session")
def answers(chromium: Browser, base: str) -> dict[Query, Outcome]:
    """Every query of the test set, asked once for each way of opening the site."""
    page = chromium.new_page()
    found = outcomes(turn_to_search(page, base), [query.text for query in queries()])
    page.close()
    return dict(zip(queries(), found, strict=True))


def test_the_set_is_large_and_mixed() -> None:
    everything = queries()
    assert len(everything) >= 120
    assert {query.kind for query in everything} == set(CLASSES)
    assert {query.lang for query in everything} == {"en", "zh-Hans", "zh-Hant"}
    assert sum(query.set in BLIND for query in everything) >= len(everything) / 3


@pytest.mark.parametrize("kind", SHORT)
def test_short_queries_lead_to_the_clause(answers: dict[Query, Outcome], kind: str) -> None:
    ranks = {query: rank(query, outcome.hits) for query, outcome in answers.items() if query.kind == kind}
    found = table(ranks, lambda query: True)
    missed = [query.text for query, place in ranks.items() if not place or place > 3]
    assert found.third >= 0.95 * found.queries, missed


def test_short_queries_together(answers: dict[Query, Outcome]) -> None:
    ranks = {query: rank(query, outcome.hits) for query, outcome in answers.items() if query.kind in SHORT}
    found = table(ranks, lambda query: True)
    assert found.third >= 0.98 * found.queries, [q.text for q, place in ranks.items() if not place or place > 3]


@pytest.mark.parametrize("sets", [{query.set for query in queries()}, UNTOUCHED], ids=["all", "untouched"])
def test_questions_lead_to_the_clause(answers: dict[Query, Outcome], sets: Iterable[int]) -> None:
    asked = [query for query in answers if query.kind == "question" and query.set in sets]
    ranks = {query: rank(query, answers[query].hits) for query in asked}
    found = table(ranks, lambda query: True)
    assert found.third >= 0.85 * found.queries, [q.text for q, place in ranks.items() if not place or place > 3]


def test_what_is_there_is_not_called_absent(answers: dict[Query, Outcome]) -> None:
    short = [query for query in answers if query.kind in SHORT]
    denied = [query.text for query in short if answers[query].status == "absent"]
    assert len(denied) <= 0.02 * len(short), denied


def test_absent_things_are_never_shown_as_found(answers: dict[Query, Outcome]) -> None:
    for query, outcome in answers.items():
        if query.kind == "absent":
            assert outcome.status == "absent", query.text
            assert outcome.missing, query.text


def test_the_other_script_finds_the_same(chromium: Browser, base: str, answers: dict[Query, Outcome]) -> None:
    chinese = [query for query in answers if query.lang == "zh-Hans"]
    page = chromium.new_page()
    converted = outcomes(turn_to_search(page, base), [traditional(query.text) for query in chinese])
    page.close()
    for query, outcome in zip(chinese, converted, strict=True):
        assert outcome.hits == answers[query].hits, query.text


HOSTILE = {
    "long": "科技合作" * 2500,
    "long English": "cooperation " * 900,
    "regex": r"(.*)+[^a]\d{1,}|$^ \1 (?=x) [[[ ((( ***",
    "script": "<script>self.broken = 1</script><img src=x onerror='self.broken = 1'>",
    "quotes": "\"'`“‘「『 \"\" '' ``",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🇨🇳 科技",
    "lone surrogates": "\ud83d 技术 \udc00",
    "controls": "\x00\x01\u200b\u202e移民\ufeff",
    "names of objects": "__proto__ constructor toString hasOwnProperty",
    "percent": "%00%ff%E6 100%%",
    "combining": "e\u0301" * 400 + "\u0300" * 400,
    "digits": "9" * 5000 + "." + "9" * 50,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries_neither_break_nor_inject(page: Page, base: str, name: str) -> None:
    turn_to_search(page, base)
    asked = json.dumps(HOSTILE[name])  # lone surrogates pass as escapes only
    took = page.evaluate(
        f"""() => {{
          const input = document.querySelector('.site-search input');
          input.value = {asked};
          const before = performance.now();
          input.dispatchEvent(new Event('input', {{ bubbles: true }}));
          return new Promise((done) => setTimeout(() => done(performance.now() - before), 0));
        }}"""
    )
    assert took < 2000
    page.wait_for_timeout(100)
    page.evaluate("document.querySelector('.site-search').requestSubmit()")
    page.wait_for_url(re.compile(r"search\.html\?q="))
    page.locator("#search-page > *").first.wait_for(state="attached")
    assert page.evaluate("self.broken") is None
    assert page.locator("main script, main img").count() == 0


#: Expressions over the engine's functions, and their values.
CASES = [
    ("engine.figures('到2020年').map((one) => one.key + one.unit)", ["2020年"]),
    ("engine.figures('40亿元').map((one) => one.key + one.unit)", ["4000000000元"]),
    ("engine.figures('3700多万元').map((one) => one.key + one.unit)", ["37000000元"]),
    ("engine.figures('4 billion yuan').map((one) => one.key)", ["4000000000"]),
    ("engine.figures('1,504 people').map((one) => one.key)", ["1504"]),
    ("engine.figures('70 percent, 10.11%').map((one) => one.key)", ["70%", "10.11%"]),
    ("engine.withDigits('四十亿')", "40亿"),
    ("engine.withDigits('百分之七十')", "70%"),
    ("engine.withDigits('一带一路，三年，双百双千')", "一带一路，三年，双百双千"),
    ("engine.withDigits('占比三成以上')", "占比30%以上"),
    ("engine.withDigits('一成立就三成效')", "一成立就三成效"),
    ("engine.withDigits('two hundred and sixty-five projects')", "265 projects"),
    ("engine.withDigits('one thousand five hundred and four')", "1504"),
    ("engine.withDigits('seventy percent, four billion')", "70 percent, 4 billion"),
    ("engine.withDigits('three provinces and one city')", "three provinces and one city"),
    ("engine.compact('“一带一路”建设，1.8%，R&D')", "一带一路建设1.8%R&D".replace("R&D", "")),
    ("engine.stem('migration') === engine.stem('migrate')", True),
    ("engine.stem('organisations') === engine.stem('organizing')", True),
    ("engine.stem('incubators') === engine.stem('incubator')", True),
    ("engine.stem('policies') === engine.stem('policy')", True),
    ("engine.stem('center') === engine.stem('centres')", True),
    ("engine.stem('evs') === engine.stem('ev') && engine.stem('smes') === engine.stem('sme')", True),
    ("engine.stem('advise') === engine.stem('advisory')", True),
    ("engine.stem('gas') === 'gas'", True),
    ("engine.stem('talent') === engine.stem('tale')", False),
    ("fold('ＰＰＰ 臺裡裏衞羣') === fold('ppp 台里里卫群')", True),
    ("fold('café') === 'cafe'", True),
]


@pytest.mark.parametrize(("expression", "value"), CASES)
def test_the_engine_by_itself(chromium: Browser, expression: str, value: object) -> None:
    page = chromium.new_page()
    page.add_script_tag(path=ENGINE)
    pairs = "臺台裡里裏里衞卫羣群"
    found = page.evaluate(
        f"() => {{ const engine = self.PolicySearchEngine; const fold = engine.createFold('{pairs}', '');"
        f" return {expression}; }}"
    )
    page.close()
    assert found == value
