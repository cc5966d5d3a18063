"""Citations: their forms, read back by libraries that others wrote, and the same by the script as by the program."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml

from conftest import FIVE, ROOT, Built, node
from htmlpage import pages, parse
from policy_site.pages import quoting
from policy_site.pages.catalog import LOCALES, Catalog
from policy_site.pages.labels import own_number
from policy_site.pages.sharing import BuiltPage
from policy_site.sources.records import Locale
from policy_site.text.edition import Edition

DETAILS = {
    "place": '三（二）2 (§ 3.2.2 ¶1) R&D_{x}"\\',
    "url": "https://example.org/en/a_b%20c.html#s3.2.2-p1",
    "anchor": "-s3.2.2-p1",
    "today": "November 29, 2026",
    "iso": "2026-11-29",
    "y": "2026",
    "m": "11",
    "d": "29",
}
PLAIN = DETAILS | {"place": "三（二）2（§ 3.2.2 ¶1）"}
CASES = [(slug, locale) for slug in FIVE for locale in LOCALES]


def cited(edition: Edition, locale: Locale, details: dict[str, str] = PLAIN) -> dict[str, str]:
    """Return every form of the citation of a place in a text."""
    forms = quoting.templates(quoting.of_text(edition, Catalog(locale), "Site & Sons"))
    return {form: quoting.filled(form, text, details) for form, text in forms.items()}


def names(edition: Edition, locale: Locale) -> list[str]:
    catalog = Catalog(locale)
    marks = ("[{}]", "〔{}〕")[locale != "en"]
    return [
        marks.format(catalog.pick(issuer)) if issuer.basis == "supplied" else catalog.pick(issuer)
        for issuer in edition.record.issuers
    ]


# ------------------------------------------------------------------------------------------------ read back


@pytest.mark.parametrize(("slug", "locale"), CASES)
def test_bibtex_is_read_back_as_it_was_meant(editions: dict[str, Edition], slug: str, locale: Locale) -> None:
    library = bibtexparser.parse_string(cited(editions[slug], locale)["bibtex"])
    assert not library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    assert entry.key == f"{slug}-s3.2.2-p1"
    authors = [name.strip("{}") for name in fields["author"].split("} and {")]
    assert authors == names(editions[slug], locale)
    assert PLAIN["place"] in fields["note"]
    assert (fields["url"], fields["urldate"]) == (PLAIN["url"], "2026-11-29")
    assert fields["howpublished"] == r"Site \& Sons"


@pytest.mark.parametrize(("slug", "locale"), CASES)
def test_ris_is_read_back_as_it_was_meant(editions: dict[str, Edition], slug: str, locale: Locale) -> None:
    (record,) = rispy.loads(cited(editions[slug], locale)["ris"] + "\n")
    assert record["type_of_reference"] == ("ELEC" if slug == "nantong-2024" else "GOVDOC")
    assert record["authors"] == names(editions[slug], locale)
    assert record["section"] == PLAIN["place"]
    assert record["urls"] == [PLAIN["url"]]
    number = editions[slug].record.document_number
    assert ("number" in record) == (number is not None)


@pytest.mark.parametrize(("slug", "locale"), CASES)
def test_csl_json_is_read_back_and_makes_the_same_names(
    editions: dict[str, Edition], slug: str, locale: Locale
) -> None:
    (item,) = json.loads(cited(editions[slug], locale, DETAILS)["csl"])
    assert [author["literal"] for author in item["author"]] == names(editions[slug], locale)
    assert item["section"] == DETAILS["place"]
    assert item["accessed"] == {"date-parts": [["2026", "11", "29"]]}
    assert item["URL"] == DETAILS["url"]


# ------------------------------------------------------------------------------------------------ GB/T 7714


def test_gbt_is_as_the_standard_prints_it(editions: dict[str, Edition]) -> None:
    delta = cited(editions["yangtze-delta-2021"], "zh-Hans")["gbt"]
    assert delta == (
        "上海市科学技术委员会, 江苏省科学技术厅, 浙江省科学技术厅, 等. "
        "关于推进长三角科技创新共同体协同开放创新的实施意见: "
        f"沪科合〔2021〕26号, 三（二）2（§ 3.2.2 ¶1）[EB/OL]. (2021-12-15)[2026-11-29]. {PLAIN['url']}."
    )
    # The name of a body in English stands as it is, in no capitals; a supplied day in brackets.
    excerpt = cited(editions["guangzhou-2019"], "en")["gbt"]
    assert excerpt.startswith("[Guangzhou Municipal Science and Technology Bureau]. [Three-Year Action Plan")
    assert "[EB/OL]. ([2019-09-29])[2026-11-29]. " in excerpt


def test_without_a_place_nothing_of_it_is_left(editions: dict[str, Edition]) -> None:
    for slug, locale in CASES:
        for form, text in cited(editions[slug], locale, PLAIN | {"place": ""}).items():
            for left in ("‹", "›", "{place}", "{}", ", [EB", ": [EB", ", .", "SE  - \n"):
                assert left not in text, form


@pytest.mark.parametrize("locale", LOCALES)
def test_each_form_says_that_the_english_is_not_official(editions: dict[str, Edition], locale: Locale) -> None:
    word = {"en": "unofficial translation", "zh-Hans": "非官方英译", "zh-Hant": "非官方英譯"}[locale]
    for edition in editions.values():
        forms = cited(edition, locale)
        assert all(word in forms[form] for form in ("plain", "bibtex", "ris", "csl"))
        assert edition.record.witness.sha256[:8] in forms["plain"]


def test_what_the_editors_supplied_stands_in_brackets_in_every_form(editions: dict[str, Edition]) -> None:
    for form, text in cited(editions["guangzhou-2019"], "zh-Hans").items():
        assert "〔广州市科学技术局〕" in text, form
        assert "〔穗科字〔2019〕316号〕" in text, form
        assert "日期由编者补充" in text or "〔2019年9月29日〕" in text or "(〔2019-09-29〕)" in text, form


@pytest.mark.parametrize(
    ("locale", "begins"),
    [
        ("en", "Shanghai Municipal Science and Technology Commission and three others, Implementation Opinions on "),
        ("zh-Hans", "上海市科学技术委员会等四部门：《关于推进长三角"),
        ("zh-Hant", "上海市科學技術委員會等四部門：《關於推進長三角"),
    ],
)
def test_in_words_the_first_of_many_issuers_is_named(editions: dict[str, Edition], locale: Locale, begins: str) -> None:
    edition = editions["yangtze-delta-2021"]
    assert cited(edition, locale)["plain"].startswith(begins)
    page = BuiltPage(locale, f"policies/{edition.slug}/index.html", "title", "", "Site")
    explained = quoting.templates(quoting.of_page(page, edition, Catalog(locale)))["plain"]
    assert begins in explained


# ------------------------------------------------------------------------------------------------ the document's number


@pytest.mark.parametrize(
    ("slug", "place", "printed"),
    [
        ("langfang-2019", "s3.2.2-r1", "三（二）2"),
        ("langfang-2019", "s3-p1-1", "三"),
        ("guangzhou-2019", "s2.7.1-p1", "二（七）1"),  # its headings are lacking
        ("guangzhou-2019", "s2.8.1-p2-1", "二（八）1"),
        ("nantong-2024", "s1-p1", "一是"),
        ("wuhan-2020", "s2.1.3", "二（一）3"),
        ("wuhan-2020", "notice-p1", ""),
        ("yangtze-delta-2021", "p1-1", ""),
        ("yangtze-delta-2021", "title", ""),
    ],
)
def test_a_place_has_the_number_that_the_document_prints(
    editions: dict[str, Edition], slug: str, place: str, printed: str
) -> None:
    assert own_number(editions[slug], place, Catalog("en")) == printed


# ------------------------------------------------------------------------------------------------ on the pages


def data(path: Any) -> dict[str, Any]:
    """Return what a built page brings for its citations."""
    (text,) = [text for _, text in parse(path).unseen if text.startswith('{"words"')]
    return json.loads(text)  # type: ignore[no-any-return]


def test_every_page_but_the_search_shows_each_form_without_a_script(built: Built) -> None:
    for page in pages(built.site):
        if page.path.name in {"search.html", "404.html"} or page.path.parent == built.site:
            continue
        block = page.element("cite-this-page")
        for form, text in data(page.path)["forms"].items():
            assert Catalog(page.lang).message(f"cite.{form}") in block.text, page.path  # type: ignore[arg-type]
            assert text
        shown = "".join(run for element, run in page.runs if element.tag == "pre")
        assert shown.count("ER  -") == shown.count("@misc{") == 1
        assert [sign for sign in ("‹", "{url}", "{today}", "{iso}") if sign in shown] == []


def test_what_can_be_cited_has_an_address(built: Built) -> None:
    for page in pages(built.site):
        for one in (element.attributes for element in page.elements if "data-cite" in element.attributes):
            assert not one["data-cite"] or one["data-cite"] in page.ids, page.path


def test_the_script_fills_templates_as_the_program_does(editions: dict[str, Edition]) -> None:
    forms = quoting.templates(quoting.of_text(editions["guangzhou-2019"], Catalog("en"), "Site"))
    source = (ROOT / "theme" / "assets" / "javascripts" / "cite.js").read_text("utf-8")
    begin, end = source.index("  function fitted"), source.index("  const two")
    program = f"const forms = {json.dumps(forms)};\n{source[begin:end]}\nconst all = {{}};"
    program += f"for (const form of Object.keys(forms)) all[form] = filled(form, {json.dumps(DETAILS)});"
    done = subprocess.run(
        [node(), "-e", f"{program}process.stdout.write(JSON.stringify(all))"], capture_output=True, check=True
    )
    assert json.loads(done.stdout) == {form: quoting.filled(form, text, DETAILS) for form, text in forms.items()}


# ------------------------------------------------------------------------------------------------ the project itself


def test_the_citation_file_has_what_the_format_requires() -> None:
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cff)
    assert cff["cff-version"] == "1.2.0"
    assert cff["type"] in {"software", "dataset"}
    for author in cff["authors"]:
        assert set(author) == {"name"}
    assert set(cff) <= set(
        "abstract authors cff-version date-released doi identifiers keywords license license-url message "
        "preferred-citation references repository-code title type url version".split()
    )
