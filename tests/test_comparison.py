"""What places give, side by side: the ledger, the comparison by clauses, cards on one page, headlines of targets."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from policy_site.facts.facts import Facts
from policy_site.library import Library
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.charts import Bar, YearValue, bars, path
from policy_site.pages.comparison import ComparisonPage
from policy_site.pages.facts import FORCES, GIVES, SiteFacts
from policy_site.pages.ledger import LedgerPage
from policy_site.pages.targets import TargetsPage, difference
from policy_site.pages.tree import render

ROW = re.compile(r'<tr id="([\w-]+)" data-place="([\w-]+)" data-kind="(\w+)">(.*?)</tr>', re.DOTALL)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, dict[str, str]]:
    return {locale: render(library, locale) for locale in LOCALES}


@pytest.fixture(scope="module")
def site(library: Library) -> SiteFacts:
    return SiteFacts(library, Catalog("en"))


def clauses(facts: Facts, **wanted: str) -> set[str]:
    """Return the sentences that the measures of a kind or topic cite, counted without the program’s own count."""
    found = set()
    for measure in facts.measures:
        if (
            wanted.get("gives", measure.gives) == measure.gives
            and wanted.get("topic", measure.topics[0]) in measure.topics
        ):
            found |= {sentence.id for cited in measure.cites for sentence in facts.edition.cited(cited)}
    return found


# ------------------------------------------------------------------------------------------------ ledger


@pytest.mark.parametrize("locale", LOCALES)
def test_the_ledger_prints_every_right_sum_permission_and_service(
    library: Library, pages: dict[str, dict[str, str]], locale: str
) -> None:
    rows = {name: (place, kind, text) for name, place, kind, text in ROW.findall(pages[locale]["ledger.md"])}
    wanted = {
        f"{facts.edition.slug}-{measure.id}": measure
        for facts in library.facts
        for measure in facts.measures
        if measure.gives in ("entitlement", "money", "permission", "service")
    }
    assert set(rows) == set(wanted)
    catalog = Catalog(locale)  # type: ignore[arg-type]  # one of LOCALES
    for name, measure in wanted.items():
        place, kind, text = rows[name]
        assert (kind, name.startswith(place)) == (measure.gives, True)
        missing = [part for part in ("beneficiary", "amount", "condition", "deadline") if not getattr(measure, part)]
        assert text.count(f'class="not-stated">{catalog.message("ledger.not_stated")}<') == len(missing), name


def test_the_ledger_orders_its_lines_by_what_a_reader_can_rely_on(site: SiteFacts) -> None:
    ranks = [GIVES.index(line.commitment.measure.gives) for line in LedgerPage(site).lines()]
    assert ranks == sorted(ranks)


def test_plans_and_wishes_are_counted_in_clauses_and_lead_to_their_measures(
    library: Library, pages: dict[str, dict[str, str]]
) -> None:
    text = pages["en"]["ledger.md"].split("{: #counted }")[1]
    links = re.findall(
        r'measures\.html\?document=([\w-]+)&topic=([\w-]+)&gives=(\w+)" aria-label="[^"]+">(?:plan|wish) (\d+)<', text
    )
    facts = {each.edition.slug: each for each in library.facts}
    assert links
    for slug, topic, gives, count in links:
        assert int(count) == len(clauses(facts[slug], topic=topic, gives=gives)), (slug, topic, gives)


def test_each_kind_is_defined_on_the_ledger(pages: dict[str, dict[str, str]]) -> None:
    for locale in LOCALES:
        kinds = pages[locale]["ledger.md"].split('<dl class="kinds">')[1].split("</dl>")[0]
        assert re.findall(r'<dt id="kind-(\w+)">', kinds) == list(GIVES)
        assert all(len(about) > 10 for about in re.findall(r"<dd>(.*?)</dd>", kinds))


# ------------------------------------------------------------------------------------------------ comparison


def test_a_cell_counts_clauses_and_names_the_strongest_kind(library: Library, site: SiteFacts) -> None:
    page = ComparisonPage(library.comparisons, site)
    facts = {each.edition.slug: each for each in library.facts}
    for topic in library.topics:
        for cell in page.topic_row(topic.id):
            own = [each for each in facts[cell.document.slug].measures if topic.id in each.topics]
            assert cell.count == len(clauses(facts[cell.document.slug], topic=topic.id))
            kinds = [GIVES.index(each.gives) for each in own]
            expected = GIVES[min(kinds)] if kinds and cell.document.slug != "nantong-2024" else None
            assert cell.strongest == expected


def test_splitting_a_clause_into_measures_raises_no_count(library: Library, site: SiteFacts) -> None:
    total = {cell.document.slug: cell.count for cell in ComparisonPage(library.comparisons, site).total_row()}
    measures = {facts.edition.slug: len(facts.measures) for facts in library.facts}
    assert total == {facts.edition.slug: len(clauses(facts)) for facts in library.facts}
    assert all(total[slug] < measures[slug] for slug in total)


def test_the_article_stands_outside_strongest_and_outside_the_chart(library: Library, site: SiteFacts) -> None:
    page = ComparisonPage(library.comparisons, site)
    cells = [cell for topic in site.topics for cell in page.topic_row(topic.id)]
    assert {cell.strongest for cell in cells if cell.document.publicity} == {None}
    assert "nantong-2024" not in {line.document.slug for line in page.forces()}
    for line in page.forces():
        assert sum(count for _, _, count in line.levels) == line.count == len(clauses(line.document.facts))


@pytest.mark.parametrize("locale", LOCALES)
def test_links_of_the_tables_have_names(pages: dict[str, dict[str, str]], locale: str) -> None:
    text = pages[locale]["compare.md"]
    links = re.findall(r'<td class="cell"[^>]*><a [^>]*aria-label="([^"]+)">(.*?)</a>', text)
    assert all(name.endswith(words) for name, words in links), "a name holds what is seen"
    names = [name for name, _ in links]
    assert len(names) > 80
    assert not any(re.fullmatch(r"\d+", name) for name in names)
    kinds_and_topics = {re.sub(r"\d+.*", "", name) for name in names}
    assert len(kinds_and_topics) == len(names)


def test_differences_come_before_counts_and_know_their_places(pages: dict[str, dict[str, str]]) -> None:
    text = pages["en"]["compare.md"]
    order = [text.index(f"{{: #{name} }}") for name in ("differences", "unlike", "kinds", "topics", "force")]
    assert order == sorted(order)
    places = re.findall(r'id="(?:difference|unlike)-\d+" data-places="([^"]+)"', text)
    assert len(places) >= 20
    assert all(1 <= len(each.split()) <= 5 for each in places)
    assert "states an action" not in text.split("{: #force }")[0]


# ------------------------------------------------------------------------------------------------ cards


def test_a_card_stands_on_one_page(library: Library, pages: dict[str, dict[str, str]]) -> None:
    ids = {f"{facts.edition.slug}-{measure.id}" for facts in library.facts for measure in facts.measures}
    for locale in LOCALES:
        holding = [name for name, text in pages[locale].items() if 'class="row measure' in text]
        assert holding == ["measures.md"]
        cards = re.findall(r'<div class="row measure[^>]*? id="([\w-]+)"', pages[locale]["measures.md"])
        assert set(cards) == ids
        assert len(cards) == len(ids)


def test_cards_and_lines_are_sorted_by_force(library: Library, pages: dict[str, dict[str, str]]) -> None:
    forces = {f"{f.edition.slug}-{m.id}": FORCES.index(m.force) for f in library.facts for m in f.measures}
    for slug in (facts.edition.slug for facts in library.facts):
        cards = re.findall(rf'<div class="row measure[^>]*? id="({slug}-\w+)"', pages["en"]["measures.md"])
        lines = re.findall(rf'measures\.html#({slug}-\w+)"', pages["en"]["topics/talent.md"])
        for order in (cards, lines):
            assert order
            assert [forces[name] for name in order] == sorted(forces[name] for name in order)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_line_leads_to_its_card_and_to_its_clause(
    library: Library, pages: dict[str, dict[str, str]], locale: str
) -> None:
    lines = re.findall(r'<li class="measure-line".*?</li>', pages[locale]["topics/money.md"])
    wanted = [each for facts in library.facts for each in facts.measures if "money" in each.topics]
    assert len(lines) == len(wanted)
    for line in lines:
        assert re.search(r'class="gives gives-\w+"', line)
        assert re.search(r'href="\.\./measures\.html#[\w-]+"', line)
        assert re.search(r'href="\.\./policies/[\w-]+/text\.html#', line)


def test_a_card_says_first_what_its_reader_reads(pages: dict[str, dict[str, str]]) -> None:
    for locale, first in (("en", "en"), ("zh-Hans", "zh-Hans"), ("zh-Hant", "zh-Hant")):
        cards = pages[locale]["measures.md"].split('<div class="row measure')[1:]
        assert {re.findall(r'<p lang="([\w-]+)">', card)[0] for card in cards} == {first}


def test_bodies_are_named_in_the_language_of_the_reader(pages: dict[str, dict[str, str]]) -> None:
    charged = re.findall(r'<p class="charged">(.*?)</p>', pages["en"]["measures.md"])
    chinese = [line for line in charged if re.search(r"[\u4e00-\u9fff]", line)]
    assert len(charged) > 150
    assert len(chinese) <= len(charged) / 10
    assert not any(re.search("[a-z]{4}", re.sub(r"<[^>]+>", "", line)) for line in
                   re.findall(r'<p class="charged">(.*?)</p>', pages["zh-Hans"]["measures.md"]))  # fmt: skip


# ------------------------------------------------------------------------------------------------ targets


def test_the_headline_is_computed_from_the_facts(site: SiteFacts, pages: dict[str, dict[str, str]]) -> None:
    page = TargetsPage(site)
    (missed,) = page.headlines("missed")
    assert (missed.reported, missed.goal, missed.difference) == ("8,796", "9,100", "−3.3%")
    assert dict(page.counts)["met"] == len(page.headlines("met")) == 3
    lead = pages["en"]["targets.md"].split("{: #top }")[1][:900]
    assert "<strong>1</strong> missed" in lead
    assert "8,796 of 9,100" in lead


def test_a_difference_of_percentages_is_in_points(site: SiteFacts) -> None:
    target = next(each for _, each in site.targets if each.value == "1.8")
    assert difference(target, "1.88", Catalog("en")) == "+0.08 percentage points"
    assert difference(target, "1.7", Catalog("zh-Hans")) == "−0.1个百分点"


def test_pictures_say_in_words_what_they_show_and_know_the_filters(pages: dict[str, dict[str, str]]) -> None:
    for locale in LOCALES:
        text = pages[locale]["targets.md"]
        pictures = re.findall(r'<figure class="picture".*?</figure>', text, re.DOTALL)
        assert len(pictures) > 8
        for picture in pictures:
            assert re.search(r'data-place="[\w-]+" data-kind="[\w ]+" data-outcome="[\w -]+"', picture)
            (said,) = re.findall(r'<svg [^>]*role="img" aria-label="([^"]+)"', picture)
            shown = re.findall(r'class="bar-value"[^>]*>([^<]+)<', picture)
            assert all(figure in said for figure in shown), said
            assert "aria-hidden" not in picture
        assert text.index('role="img"') < text.index("<tbody>")


def test_a_chart_is_named_by_its_words() -> None:
    chart = [Bar("a", Decimal(1), "1", "target"), Bar("b", Decimal(2), "2", "outcome-met")]
    assert 'aria-label="one &amp; two"' in bars(chart, "one & two")
    assert 'role="img"' in path([YearValue(2020, chart[0]), YearValue(2021, chart[1])], "two years")


def test_the_kind_of_a_figure_stands_beside_it(pages: dict[str, dict[str, str]]) -> None:
    rows = re.findall(r'<tr id="[\w-]+" data-place.*?</tr>', pages["en"]["targets.md"], re.DOTALL)
    assert len(rows) == 47
    for row in rows:
        assert re.search(r'data-label="Kind">(target|reported result|requirement)', row)


# ------------------------------------------------------------------------------------------------ marks of trust


def test_an_inferred_year_is_marked_wherever_it_is_printed(library: Library, pages: dict[str, dict[str, str]]) -> None:
    mark = '<span class="basis inferred">inferred</span>'
    langfang = next(each for each in library.facts if each.edition.slug == "langfang-2019")
    inferred = [target for target in langfang.targets if target.year_basis == "inferred"]
    assert inferred
    brief = pages["en"]["policies/langfang-2019/brief.md"].split("{: #numbers }")[1].split("{: #does }")[0]
    explained = pages["en"]["policies/langfang-2019/index.md"].split('<ul class="figure-cards"')[1].split("</ul>")[0]
    judged = [target for target in inferred if langfang.outcome(target)]
    assert explained.count(mark) == len(judged)
    assert brief.count(mark) >= len(judged)
    rows = dict(re.findall(r'<tr id="([\w-]+)".*?>(.*?)</tr>', pages["en"]["targets.md"], re.DOTALL))
    every = {f"{f.edition.slug}-{t.id}" for f in library.facts for t in f.targets if t.year_basis == "inferred"}
    assert {name for name, text in rows.items() if mark in text} == every


def test_a_supplied_title_is_marked_in_lists_and_on_the_timeline(pages: dict[str, dict[str, str]]) -> None:
    mark = '<span class="basis supplied">'
    for name in ("policies/index.md", "about.md", "timeline.md"):
        lines = [line for line in pages["en"][name].split("\n") if "Three-Year Action Plan" in line]
        assert lines, name
        assert all(mark in line for line in lines), name
