"""The pages made from facts, in a real Chromium from file://: what they show is what site/data/ holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import FIVE, Built
from frame import until, violations
from opendata import FIELDS, fits, rows
from policy_site.pages.catalog import LOCALES

pytestmark = pytest.mark.browser

LOCAL = ("file:", "data:")
#: The names in the section of a tab, in a line of their own below the tabs.
SECTION = '.md-nav[data-md-level="1"] a.md-nav__link'
REFERENCE = ["All measures", "Who does what", "Partners and places", "Timeline", "Glossary"]
SHOWN = "document.querySelectorAll('.measure:not([hidden])').length"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test if anything is said to the console or asked of the network."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(LOCAL) else faults.append(request.url))
    yield page
    page.close()
    assert faults == []


def address(built: Built, page: str, locale: str = "en") -> str:
    return (built.site / locale / f"{page}.html").as_uri()


# ------------------------------------------------------------------------------------------------ finder


@pytest.mark.parametrize("field", FIELDS)
def test_the_finder_shows_what_the_data_hold_for_each_choice_of_a_field(built: Built, tab: Page, field: str) -> None:
    measures = rows(built, "measures")
    tab.goto(address(built, "measures"))
    assert tab.evaluate(SHOWN) == len(measures)
    values = tab.locator(f".finder select[name={field}] option").evaluate_all("all => all.map(one => one.value)")
    assert {value for row in measures for value in row[FIELDS[field]].split("; ")} <= set(values)
    for value in filter(None, values):
        tab.select_option(f".finder select[name={field}]", value)
        expected = {f"{row['document']}-{row['id']}" for row in measures if fits(row, **{field: value})}
        shown = tab.locator(".measure:not([hidden])").evaluate_all("all => all.map(one => one.id)")
        assert set(shown) == expected, value


def test_the_choice_goes_into_the_address_and_comes_back_from_it(built: Built, tab: Page) -> None:
    tab.goto(address(built, "measures"))
    tab.select_option(".finder select[name=document]", "wuhan-2020")
    tab.select_option(".finder select[name=force]", "encourage")
    count = tab.evaluate(SHOWN)
    assert count == sum(fits(row, document="wuhan-2020", force="encourage") for row in rows(built, "measures"))
    assert parse_qs(urlsplit(tab.url).query) == {"document": ["wuhan-2020"], "force": ["encourage"]}
    until(tab, f"document.querySelector('.finder-count').textContent.startsWith('{count} of')")
    tab.goto(tab.url)
    assert tab.evaluate(SHOWN) == count
    assert tab.input_value(".finder select[name=force]") == "encourage"
    tab.click(".finder .clear")
    until(tab, "!location.search")
    assert tab.evaluate(SHOWN) == len(rows(built, "measures"))
    assert not tab.is_visible(".finder .clear")


def test_the_form_of_the_home_page_leads_to_the_choice(built: Built, tab: Page) -> None:
    tab.goto(address(built, "index"))
    tab.select_option(".finder select[name=topic]", "money")
    tab.select_option(".finder select[name=audience]", "investor")
    tab.click(".finder button[type=submit]")
    tab.wait_for_url("**/measures.html?topic=money&audience=investor")
    expected = sum(fits(row, topic="money", audience="investor") for row in rows(built, "measures"))
    assert tab.evaluate(SHOWN) == expected


def test_a_link_to_one_measure_shows_it_whatever_was_chosen(built: Built, tab: Page) -> None:
    tab.goto(address(built, "measures") + "?document=wuhan-2020#langfang-2019-m05")
    tab.wait_for_selector("#langfang-2019-m05:not([hidden])")
    assert tab.locator("#langfang-2019-m05").is_visible()


def test_an_address_with_what_nobody_offers_shows_everything(built: Built, tab: Page) -> None:
    tab.goto(address(built, "measures") + "?topic=%22%3E%3Cscript%3E&document=atlantis")
    assert tab.evaluate(SHOWN) == len(rows(built, "measures"))


def test_without_a_script_the_list_is_whole(built: Built, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(built, "measures") + "?topic=money")
    assert page.locator(".measure:visible").count() == len(rows(built, "measures"))
    page.goto(address(built, "targets"))
    assert page.locator(".targets tbody tr:visible").count() == len(rows(built, "targets"))
    assert not page.locator(".table-filters").is_visible()
    page.goto(address(built, "timeline"))
    assert page.locator(".md-tabs__link:visible").count() == 10
    assert page.locator(f"{SECTION}:visible").all_inner_texts() == REFERENCE
    context.close()


# ------------------------------------------------------------------------------------------------ comparison and topics


def test_a_cell_leads_to_its_measures(built: Built, tab: Page) -> None:
    tab.goto(address(built, "compare"))
    cell = tab.locator("#kinds + p + .matrix td a").nth(5)
    count = int(re.findall(r"\d+(?= clause)", cell.inner_text())[0])
    cell.click()
    until(tab, f"/from {count} clause/.test(document.querySelector('.finder-count').textContent)")
    tab.goto(address(built, "compare"))
    tab.locator("#topics + p + .matrix td a").nth(7).click()
    place = urlsplit(tab.url).fragment
    tab.wait_for_load_state()
    assert tab.locator(f".measure-line[data-document={place}]").count() >= 1


def places_shown(tab: Page) -> list[str]:
    return tab.locator("#topics + p + .matrix thead th[data-place]:visible").evaluate_all(
        "all => all.map(one => one.dataset.place)"
    )  # type: ignore[no-any-return]


def test_two_to_four_places_are_compared_and_kept_in_the_address(built: Built, tab: Page) -> None:
    tab.goto(address(built, "compare"))
    assert len(places_shown(tab)) == 5
    tab.check("input[name=places][value=wuhan-2020]")
    assert len(places_shown(tab)) == 5, "one place alone is compared with nothing"
    tab.check("input[name=places][value=langfang-2019]")
    assert places_shown(tab) == ["wuhan-2020", "langfang-2019"]
    both = tab.locator(".row.claim:visible").evaluate_all("all => all.map(one => one.dataset.places.split(' '))")
    assert both
    assert all({"wuhan-2020", "langfang-2019"} <= set(each) for each in both)
    tab.goto(tab.url)
    assert places_shown(tab) == ["wuhan-2020", "langfang-2019"]
    tab.locator("#topics + p + .matrix tbody th a").first.click()
    tab.wait_for_load_state()
    assert tab.locator(".place-group:visible").count() == 2
    tab.goto(address(built, "compare") + "?places=wuhan-2020+langfang-2019+guangzhou-2019+nantong-2024")
    assert tab.locator("input[name=places]:disabled").count() == 1
    tab.click(".place-choice .clear")
    assert len(places_shown(tab)) == 5


def test_the_ledger_is_narrowed_down_by_place_and_kind(built: Built, tab: Page) -> None:
    lines = [
        row for row in rows(built, "commitments") if row["gives"] in ("entitlement", "money", "permission", "service")
    ]
    tab.goto(address(built, "ledger") + "?place=langfang-2019")
    shown = tab.locator(".ledger tbody tr:visible")
    assert shown.count() == sum(row["document"] == "langfang-2019" for row in lines)
    tab.select_option(".table-filters select[name=kind]", "money")
    found = [row for row in lines if (row["document"], row["gives"]) == ("langfang-2019", "money")]
    assert shown.count() == len(found)
    assert parse_qs(urlsplit(tab.url).query) == {"place": ["langfang-2019"], "kind": ["money"]}


def test_without_a_script_the_ledger_and_the_comparison_are_whole(built: Built, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(built, "ledger") + "?place=langfang-2019")
    assert page.locator(".ledger tbody tr:visible").count() == 49
    page.goto(address(built, "compare") + "?places=wuhan-2020+langfang-2019")
    assert len(places_shown(page)) == 5
    assert not page.locator(".place-choice, .language-bar").first.is_visible()
    context.close()


@pytest.mark.parametrize("kind", ["measures", "compare", "glossary"])
def test_the_language_that_was_chosen_holds_on_every_page_with_rows(built: Built, tab: Page, kind: str) -> None:
    tab.goto(address(built, "policies/wuhan-2020/text") + "?mode=en")
    tab.goto(address(built, "policies/wuhan-2020/text"))
    tab.evaluate("localStorage.setItem('policy-site.reading', JSON.stringify({mode: 'en', order: 'en'}))")
    tab.goto(address(built, kind))
    row = tab.locator(".row:has(> p[lang=en])").first
    assert row.locator("> p[lang=en]").is_visible()
    assert not row.locator("> p[lang|=zh]").is_visible()
    assert tab.locator(".language-bar input:checked").get_attribute("value") == "en"
    own = row.locator("> p[lang=en]").bounding_box() or {}
    assert own["width"] > 900, "the row takes the width"
    tab.locator(".language-bar label", has_text="Both").click()
    assert row.locator("> p[lang|=zh]").is_visible()


# ------------------------------------------------------------------------------------------------ targets


def column(tab: Page, name: str) -> list[str]:
    """Return the cells of a column in sight, from top to bottom."""
    return tab.evaluate(
        """name => { const heads = [...document.querySelectorAll('.targets thead th')];
        const place = heads.findIndex(head => head.textContent.trim() === name);
        return [...document.querySelectorAll('.targets tbody tr:not([hidden])')].map(row =>
            row.cells[place].dataset.value ?? row.cells[place].textContent.trim()); }""",
        name,
    )  # type: ignore[no-any-return]


def test_targets_sort_up_and_down_and_back_by_keyboard(built: Built, tab: Page) -> None:
    tab.goto(address(built, "targets"))
    first = column(tab, "Indicator")
    tab.get_by_role("button", name="Figure", exact=True).focus()
    tab.keyboard.press("Enter")
    values = [float(value) for value in column(tab, "Figure")]
    assert values == sorted(values)
    assert tab.locator("th[aria-sort=ascending]").inner_text().strip() == "Figure"
    tab.keyboard.press("Enter")
    assert [float(value) for value in column(tab, "Figure")] == sorted(values, reverse=True)
    tab.keyboard.press("Enter")
    assert tab.locator("th[aria-sort]").count() == 0
    assert column(tab, "Indicator") == first
    tab.get_by_role("button", name="From").click()
    starts = [value for value in column(tab, "From") if value]
    assert column(tab, "From")[: len(starts)] == starts == sorted(starts, key=float)


def test_pictures_follow_the_filters_and_verdicts_come_together(built: Built, tab: Page) -> None:
    tab.goto(address(built, "targets") + "?outcome=missed")
    assert tab.locator(".picture:visible").count() == len(column(tab, "Figure")) == 1
    tab.select_option(".table-filters select[name=outcome]", "")
    tab.get_by_role("button", name="What sources report").click()
    verdicts = column(tab, "What sources report")
    judged = [int(each) for each in verdicts if each]
    assert judged == sorted(judged)
    assert not any(verdicts[len(judged) :]), "figures without a report stand last"


def test_targets_are_narrowed_down_by_place_and_kind(built: Built, tab: Page) -> None:
    tab.goto(address(built, "targets") + "?place=langfang-2019")
    targets = rows(built, "targets")
    assert len(column(tab, "Figure")) == sum(row["document"] == "langfang-2019" for row in targets)
    tab.select_option(".table-filters select[name=kind]", "requirement")
    found = [row for row in targets if row["document"] == "langfang-2019" and row["kind"] == "requirement"]
    assert len(column(tab, "Figure")) == len(found)
    assert parse_qs(urlsplit(tab.url).query) == {"place": ["langfang-2019"], "kind": ["requirement"]}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_of_a_picture_is_cut_and_none_lies_on_another(built: Built, tab: Page, locale: str) -> None:
    tab.goto(address(built, "targets", locale))
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        faults = tab.evaluate("""() => [...document.querySelectorAll('.picture svg')].flatMap(svg => {
            const frame = svg.closest('.picture').getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')];
            const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
            const cut = boxes.filter(([, box]) => box.left < frame.left || box.right > frame.right);
            const over = boxes.filter(([, one], i) => boxes.some(([, other], j) => i < j && one.left < other.right - 1
                && other.left < one.right - 1 && one.top < other.bottom - 3 && other.top < one.bottom - 3));
            return [...cut, ...over].map(([text]) => text); })""")
        assert faults == [], width


# ------------------------------------------------------------------------------------------------ every kind of page


@pytest.mark.parametrize("locale", LOCALES)
def test_each_brief_prints_on_one_sheet(built: Built, chromium: Browser, locale: str) -> None:
    page = chromium.new_page()
    for slug in FIVE:
        page.goto(address(built, f"policies/{slug}/brief", locale))
        sheet = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1, slug
    page.close()


def test_the_tabs_mark_the_section_of_every_page(built: Built, tab: Page) -> None:
    marked = {"index": "Home", "policies/langfang-2019/brief": "Documents", "topics/money": "Topics",
              "for/foreign-expert": "For you", "concordance/k": "Reference", "timeline": "Reference",
              "principles": "About"}  # fmt: skip
    for kind, name in marked.items():
        tab.goto(address(built, kind))
        assert tab.locator(".md-tabs__link[aria-current]").all_inner_texts() == [name], kind
    tab.goto(address(built, "timeline"))
    assert tab.locator(f"{SECTION}:visible").all_inner_texts() == REFERENCE
    assert tab.locator(f"{SECTION}.md-nav__link--active:visible").inner_text() == "Timeline"
    assert violations(tab) == []


@pytest.mark.parametrize("key", ["Enter", " "])
def test_the_drawer_opens_and_closes_by_keyboard(built: Built, tab: Page, key: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(address(built, "timeline"))
    drawer = tab.locator(".md-sidebar--primary")
    expect(drawer).not_to_be_in_viewport()
    tab.locator('.md-header label[for="__drawer"]').focus()
    tab.keyboard.press(key)
    expect(drawer).to_be_in_viewport()
    tab.wait_for_timeout(400)
    assert violations(tab) == []
    assert tab.locator(".md-nav__link--active:visible").count() >= 1
    tab.keyboard.press("Escape")
    expect(drawer).not_to_be_in_viewport()


def test_the_choice_of_colors_goes_round_and_is_remembered_in_every_language(built: Built, tab: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.emulate_media(color_scheme="light")
    tab.goto(address(built, "index"))
    light = tab.evaluate(ground)
    tab.locator('[data-md-component="palette"] label:visible').click()  # from the system's to light
    tab.locator('[data-md-component="palette"] label:visible').click()  # from light to dark
    until(tab, f"{ground} !== '{light}'")
    dark = tab.evaluate(ground)
    for page, locale in (("index", "zh-Hans"), ("timeline", "zh-Hant")):
        tab.goto(address(built, page, locale))
        assert tab.evaluate(ground) == dark
    tab.goto((built.site / "index.html").as_uri())
    assert tab.evaluate(ground) == dark, "the choice of language keeps to the choice of colors"
