"""The facts of the five documents: force by the governing verb, what measures give, sources, names, marks of trust."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import get_args

import pytest

from policy_site.facts.commitments import PARTS, ledger
from policy_site.facts.facts import Facts
from policy_site.library import Library
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.comparison import ComparisonPage
from policy_site.pages.facts import SiteFacts
from policy_site.pages.names import NameLine, NamesPage
from policy_site.pages.timeline import TimelinePage
from policy_site.pages.tree import render
from policy_site.site import data
from policy_site.sources.force import VERBS
from policy_site.sources.records import Force, Gives, Measure, NameKind
from policy_site.text.edition import covers

#: Fragments of a sentence whose governing verb stands before them; alone, each looked like an act of the city.
GOVERNED = {
    "nantong-2024": {"m12": "will"},
    "wuhan-2020": dict.fromkeys(("m12", "m13", "m30", "m31"), "advance")
    | dict.fromkeys(("m25", "m26", "m27", "m28", "m43", "m48", "m91"), "support")
    | {"m55": "plan"},
    "langfang-2019": dict.fromkeys(("m79", "m80"), "support") | dict.fromkeys(("m118", "m119"), "guide"),
    "guangzhou-2019": {"m16": "explore"},
}
GIVES = {"entitlement": 3, "money": 6, "permission": 6}


@pytest.fixture(scope="module")
def facts(library: Library) -> dict[str, Facts]:
    return {each.edition.slug: each for each in library.facts}


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, dict[str, str]]:
    return {locale: render(library, locale) for locale in LOCALES}


def measure(facts: Facts, name: str) -> Measure:
    return next(each for each in facts.measures if each.id == name)


def test_a_fragment_has_the_force_of_the_verb_that_governs_it(facts: dict[str, Facts]) -> None:
    for slug, expected in GOVERNED.items():
        assert {name: measure(facts[slug], name).force for name in expected} == expected
        for name in expected:
            found = measure(facts[slug], name)
            assert found.force_quote in found.quote


def test_joined_verbs_have_one_class_everywhere(facts: dict[str, Facts]) -> None:
    """鼓励和支持 stood once under encourage and once under support."""
    classes: dict[str, set[str]] = {}
    for each in (m for found in facts.values() for m in found.measures):
        classes.setdefault(each.force_quote.replace("和", ""), set()).add(each.force)
    assert {verb: found for verb, found in classes.items() if len(found) > 1} == {}
    assert classes["鼓励支持"] == {"support"}
    assert classes["享受"] == {"eligible"}


def test_the_ledger_holds_every_measure_once_in_order(facts: dict[str, Facts]) -> None:
    for found in facts.values():
        assert [line.measure for line in ledger(found)] == list(found.measures)
    count: Counter[Gives] = Counter(line.measure.gives for found in facts.values() for line in ledger(found))
    assert sum(count.values()) == 398
    assert {kind: count[kind] for kind in GIVES} == GIVES


def test_what_a_clause_states_besides_stands_in_it(facts: dict[str, Facts]) -> None:
    stated = 0
    for slug, found in facts.items():
        for each in found.measures:
            text = "".join(s.hans for s in found.edition.sentences if any(covers(c, s.id) for c in each.cites))
            for part in filter(None, (getattr(each, name) for name in PARTS)):
                stated += 1
                assert part.zh in text, (slug, each.id, part.zh)
    assert stated > 200


def test_the_ledger_is_open_data(library: Library) -> None:
    files = dict(data.files(library))
    rows = list(csv.DictReader(io.StringIO(files["commitments.csv"].decode())))
    assert len(rows) == 398
    row = next(row for row in rows if (row["document"], row["id"]) == ("langfang-2019", "m49"))
    assert (row["gives"], row["beneficiary_zh"], row["condition_zh"]) == (
        "entitlement",
        "外籍高层次人才",
        "持有外国人永久居留证",
    )
    award = next(row for row in rows if (row["document"], row["id"]) == ("wuhan-2020", "m55"))
    assert (award["verdict"], award["source"]) == ("not-found", "B-WH-1")


def test_each_kind_of_commitment_is_defined_in_both_languages() -> None:
    for kind in ("entitlement", "money", "permission", "service", "plan", "wish"):
        for locale in ("en", "zh-Hans"):
            assert re.fullmatch(r"[^.。]+[.。]", Catalog(locale).message(f"gives.about.{kind}"))


def test_targets_say_reach_and_aim_where_the_text_does(facts: dict[str, Facts]) -> None:
    langfang = {target.id: target for target in facts["langfang-2019"].targets}
    assert [name for name, target in langfang.items() if target.bound == "reach"] == [
        "t01", "t02", "t09", "t10", "t11", "t16", "t18", "t19", "t20", "t21",
    ]  # fmt: skip
    guangzhou = {target.id: target for target in facts["guangzhou-2019"].targets}
    assert [name for name, target in guangzhou.items() if target.aim] == ["t04", "t05", "t06"]
    assert all(guangzhou[name].year_end and guangzhou[name].cumulative for name in ("t04", "t05", "t06"))
    assert not facts["wuhan-2020"].targets


def test_a_source_is_dated_by_its_publication(library: Library, facts: dict[str, Facts]) -> None:
    dates = {source.id: source.date for source in library.sources}
    assert {dates[f"B-LF-{number}"] for number in range(1, 6)} == {dates["C-LF-1"]} == {"2022-01-24"}
    assert (dates["B-LF-11"], dates["B-GZ-6"], dates["B-NT-3"]) == ("2023-02-10", "2017-09-06", "2025-12-23")
    for found in facts.values():
        for outcome in found.outcomes:
            published = dates[outcome.source]
            assert outcome.data_date
            assert published is None or outcome.data_date[:4] <= published[:4]


def test_titles_of_sources_close_what_they_open(library: Library) -> None:
    for source in library.sources:
        for opening, closing in ("()", "（）", "《》", "“”"):
            assert source.title.count(opening) == source.title.count(closing), source.id
        assert source.publisher.zh != source.publisher.en or re.search("[a-z]", source.publisher.zh)


def test_a_report_from_before_the_document_is_marked(pages: dict[str, dict[str, str]]) -> None:
    rows = dict(re.findall(r'<tr id="([^"]+)".*?>(.*?)</tr>', pages["en"]["targets.md"], re.DOTALL))
    marked = {name for name, text in rows.items() if Catalog("en").message("outcome.before") in text}
    assert marked == {"guangzhou-2019-t06", "langfang-2019-t21"}
    words = re.sub("<[^>]+>", "", rows["langfang-2019-t01"])
    assert "published 2022-01-24" in words
    assert "data of 2020" in words


def test_what_became_of_a_measure_stands_on_the_pages(pages: dict[str, dict[str, str]]) -> None:
    for name in ("targets.md", "measures.md"):
        assert "took effect on July 1, 2021" in pages["en"][name]
        assert "No record of a new Wuhan Government Friendship Award" in pages["en"][name]
    became = {slug: explained(pages, slug).split("{: #became }")[1].split("\n### ")[0] for slug in GOVERNED}
    assert "took effect on July 1, 2021" in became["guangzhou-2019"]
    assert "No record of a new Wuhan Government Friendship Award" in became["wuhan-2020"]
    assert "No later source on its aims and measures was found" in became["nantong-2024"]


def explained(pages: dict[str, dict[str, str]], slug: str) -> str:
    """Return the English explained page of a document."""
    return pages["en"][f"policies/{slug}/index.md"]


def test_a_page_of_one_document_calls_its_targets_targets(library: Library, pages: dict[str, dict[str, str]]) -> None:
    brief = pages["en"]["policies/guangzhou-2019/brief.md"]
    numbers = re.findall(r'<li><span class="figure">(.*?)</li>', brief)
    assert len(numbers) == 7
    assert all(re.search(r"\((target|requirement)", line) for line in numbers)
    aims = [line for line in numbers if "end of 2021" in line]
    assert [line.split()[0] for line in aims] == ["aim"] * 3
    assert all("(target, as an aim, end of 2021" in line for line in aims)
    document = SiteFacts(library, Catalog("en")).document("langfang-2019")
    shown = {target.id for target in document.leading(8)}
    assert {"t01", "t02", "t18"} <= shown
    assert not shown & {"t05", "t06", "t07"}


def test_the_caution_counts_the_periods_that_have_ended(pages: dict[str, dict[str, str]]) -> None:
    assert "2 of the 5 documents" in pages["en"]["for/investor.md"]
    assert "Guangzhou (2021), Langfang (2020)" in pages["en"]["for/investor.md"]
    assert "5份文件中有2份" in pages["zh-Hans"]["for/investor.md"]


def test_the_home_page_claims_no_clause_for_every_statement(pages: dict[str, dict[str, str]]) -> None:
    assert "Every statement" not in pages["en"]["index.md"]
    assert "每一条说明" not in pages["zh-Hans"]["index.md"]


def named(library: Library, kind: NameKind) -> list[NameLine]:
    """Return the names of one kind as the English page lists them."""
    catalog = Catalog("en")
    return NamesPage(library.names, SiteFacts(library, catalog).documents, catalog).lines(kind)


def test_a_country_is_one_entity_with_its_abbreviations(library: Library) -> None:
    lines = {line.name.zh: line for line in named(library, "country")}
    assert not set(lines) & {"中日", "中美", "中德", "中法"}
    for country in ("日本", "美国", "德国"):
        places = {place: {each.form for each in found} for place, found in lines[country].places}
        assert places["Langfang"] == {""}
        assert len(places["Wuhan"]) == 1
        assert "" not in places["Wuhan"]
    assert {place for place, _ in lines["日本"].places} == {"Yangtze River Delta", "Wuhan", "Langfang"}
    assert lines["中瑞"].name.unsettled
    assert len(lines) == 17


def test_names_stand_under_their_own_kind(library: Library) -> None:
    kinds = {name.zh: name.kind for name in library.names}
    assert {kinds[name] for name in ("风投大厦", "新三板大厦")} == {"building"}
    big = ("国际热核聚变实验堆（ITER）计划", "国际大洋发现计划（IODP）", "深时数字地球", "全脑介观神经联结图谱")
    assert {kinds[name] for name in big} == {"big-science"}
    awards = {line.name.zh: line for line in named(library, "award")}
    assert [place for place, _ in awards["政府友谊奖"].places] == ["Nantong"]


def test_the_belt_and_road_and_big_science_are_topics_of_their_own(facts: dict[str, Facts]) -> None:
    having = {
        topic: {slug for slug, found in facts.items() if any(topic in each.topics for each in found.measures)}
        for topic in ("belt-road", "big-science")
    }
    assert "yangtze-delta-2021" not in having["belt-road"]
    assert having["big-science"] == {"yangtze-delta-2021", "wuhan-2020", "guangzhou-2019"}


def test_supplied_data_are_marked_where_they_are_printed(library: Library, pages: dict[str, dict[str, str]]) -> None:
    supplied = '<span class="basis supplied">'
    for name in ("policies/guangzhou-2019/index.md", "policies/guangzhou-2019/brief.md"):
        assert supplied in pages["en"][name].split("{: #summary }")[0]
    line = next(line for line in pages["en"]["policies/index.md"].split("\n") if "guangzhou-2019" in line)
    assert line.count(supplied) == 2
    made = pages["en"]["timeline.md"].split("2019-09-29", 2)[2].split("\n")[0]
    assert supplied in made
    documents = json.loads(dict(data.files(library))["documents.json"])["documents"]
    bases = {each["slug"]: each["basis"] for each in documents}
    assert bases["guangzhou-2019"]["document_number"] == "supplied"
    assert bases["langfang-2019"]["title"] == "stated"


def test_an_event_of_several_places_stands_once(library: Library) -> None:
    moments = [
        each
        for each in TimelinePage(SiteFacts(library, Catalog("en")).documents, Catalog("en")).events()
        if each.date == "2023-03-07"
    ]
    assert [len(each.places) for each in moments] == [5]


def test_a_text_without_lead_units_is_not_headed_by_leading(pages: dict[str, dict[str, str]]) -> None:
    part = pages["en"]["units.md"].split("{: #guangzhou-2019 }")[1].split("\n## ")[0]
    assert "Who leads where" not in part
    assert "does not say which of them leads" in part


def test_differences_and_unlike_pairs_open_their_clauses(library: Library, pages: dict[str, dict[str, str]]) -> None:
    compare = pages["en"]["compare.md"]
    assert 8 <= len(library.comparisons.differences) <= 12
    for words in (*library.comparisons.differences, *(pair.because for pair in library.comparisons.unlike)):
        assert words.en in compare
    first = compare.split('id="difference-1"')[1].split('id="difference-2"')[0]
    assert "policies/langfang-2019/text.md#s3.3.3-p1-4" in first
    assert "policies/yangtze-delta-2021/text.md#s4.2-p1-1" in first


def test_the_days_from_a_date_to_its_page_are_those_of_the_records(library: Library) -> None:
    records = {edition.slug: edition.record for edition in library.editions}
    said = next(each.en for each in library.comparisons.differences if "our calculation" in each.en)
    for slug, words in (("wuhan-2020", "Wuhan’s took {} days"), ("langfang-2019", "Langfang’s {} (")):
        dated, published = records[slug].dated, records[slug].published
        assert dated
        assert published
        assert words.format((published.value - dated.value).days) in said
    assert [slug for slug, record in records.items() if record.document_number] == [
        "guangzhou-2019", "yangtze-delta-2021",
    ]  # fmt: skip


def test_a_publicity_article_has_no_strongest_kind(library: Library) -> None:
    site = SiteFacts(library, Catalog("en"))
    comparison = ComparisonPage(library.comparisons, site)
    cells = [cell for topic in site.topics for cell in comparison.topic_row(topic.id)]
    assert {cell.strongest for cell in cells if cell.document.slug == "nantong-2024"} == {None}
    assert all(cell.strongest for cell in cells if cell.document.slug != "nantong-2024" and cell.count)


def test_shares_are_written_in_one_way(pages: dict[str, dict[str, str]]) -> None:
    """“1.8 percent” stood on one page and “1.8%” on the next."""
    assert [name for name, page in pages["en"].items() if re.search(r"\d percent\b", page)] == []
    assert "1.88% of GDP" in pages["en"]["targets.md"]


def test_the_pages_name_the_verbs_by_which_measures_are_classed() -> None:
    catalog = Catalog("zh-Hans")
    for force in get_args(Force):
        declared = {verb.zh for verb in VERBS if verb.force == force}
        named = set(catalog.message(f"force.zh.{force}").split("、"))
        assert named <= declared if force != "do" else not declared, force
