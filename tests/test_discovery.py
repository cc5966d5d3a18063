"""What search engines and other machines find: heads of pages, linked data, sitemaps, pictures, texts for machines."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree
from PIL import Image

from conftest import ADDRESS, FIVE, ROOT, Built, run
from htmlpage import Page, pages, parse
from policy_site.library import Library
from policy_site.pages.catalog import LOCALES
from policy_site.site import cards, settings
from policy_site.text.edition import Edition

#: Open Graph's own limit is none; pictures of more bytes than this are slow on a phone in China.
HEAVIEST = 60_000
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
#: What search engines ask of each type that we write, and schema.org's Legislation of a document.
REQUIRED = {
    "BreadcrumbList": {"itemListElement"},
    "Dataset": {"name", "description", "license", "creator", "distribution"},
    "DefinedTermSet": {"name", "hasDefinedTerm"},
    "FAQPage": {"mainEntity"},
    "Legislation": {"name", "inLanguage"},
    "NewsArticle": {"headline", "publisher"},
    "WebSite": {"name", "url"},
    "AdministrativeArea": {"name"},
    "Answer": {"text"},
    "DataDownload": {"encodingFormat", "contentUrl"},
    "DefinedTerm": {"name", "termCode", "description", "url"},
    "GovernmentOrganization": {"name"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "Question": {"name", "acceptedAnswer"},
}


def said(page: Page, attribute: str, name: str) -> list[str]:
    """Return what the <meta> elements of a page say under a name or property."""
    return [e.attributes["content"] for e in page.elements if e.tag == "meta" and e.attributes.get(attribute) == name]


def own(built: Built, locale: str) -> Iterator[Page]:
    """Yield the pages of a locale, but not the one for what is not there."""
    yield from (page for page in pages(built.site / locale) if page.path.name != "404.html")


def graph(page: Page) -> list[dict[str, Any]]:
    """Return the nodes of the linked data of a page."""
    texts = [text for _, text in page.unseen if text.startswith('{"@context"')]
    return [node for text in texts for node in json.loads(text)["@graph"]]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of linked data, those inside others too."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)


# ------------------------------------------------------------------------------------------------ every page


@pytest.mark.parametrize("locale", LOCALES)
def test_each_page_describes_itself_in_its_own_words(built: Built, locale: str) -> None:
    found = {page.path.name + str(page.path): said(page, "name", "description") for page in own(built, locale)}
    assert [path for path, texts in found.items() if len(texts) != 1 or len(texts[0]) < 8 or len(texts[0]) > 330] == []
    assert [text for text, times in Counter(texts[0] for texts in found.values()).items() if times > 1] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_are_the_pages_own(built: Built, locale: str) -> None:
    titles = [next(e.text for e in page.elements if e.tag == "title").strip() for page in own(built, locale)]
    assert [title for title, times in Counter(titles).items() if times > 1] == []


def test_without_an_address_nothing_absolute_is_written(small: Built) -> None:
    for page in pages(small.site):
        assert not [e for e in page.elements if e.tag == "link" and "canonical" in e.attributes["rel"]]
        assert not [e for e in page.elements if e.tag == "link" and "alternate" in e.attributes["rel"]]
        for name in ("og:url", "og:image"):
            assert said(page, "property", name) == []
        for node in nodes(graph(page)):
            assert not {"url", "@id", "contentUrl", "item"} & set(node), page.path
    assert not list(small.site.rglob("sitemap*"))
    assert not (small.site / "cards").exists()
    assert "Sitemap" not in (small.site / "robots.txt").read_text("utf-8")
    assert "](http" not in (small.site / "llms.txt").read_text("utf-8")


def links(page: Page, kind: str) -> list[dict[str, str]]:
    """Return the <link> elements of a kind."""
    return [e.attributes for e in page.elements if e.tag == "link" and kind in e.attributes["rel"].split()]


def test_each_page_names_its_address_and_its_other_languages(built: Built) -> None:
    for locale in LOCALES:
        for page in own(built, locale):
            name = page.path.relative_to(built.site / locale).as_posix()
            assert [link["href"] for link in links(page, "canonical")] == [f"{ADDRESS}{locale}/{name}"]
            assert said(page, "property", "og:url") == [f"{ADDRESS}{locale}/{name}"]
            named = {link["hreflang"]: link["href"] for link in links(page, "alternate")}
            default = ADDRESS if name == "index.html" else f"{ADDRESS}en/{name}"
            assert named == {other: f"{ADDRESS}{other}/{name}" for other in LOCALES} | {"x-default": default}
            # Material's script looks for this, and would ask for sitemap.xml.
            assert all(link["rel"] != "alternate" for link in links(page, "alternate"))
    choice = parse(built.site / "index.html")
    assert [link["href"] for link in links(choice, "canonical")] == [ADDRESS]
    assert {link["hreflang"] for link in links(choice, "alternate")} == {*LOCALES, "x-default"}


def test_each_page_has_a_picture_that_is_there_and_a_document_its_own(built: Built) -> None:
    for page in (page for locale in LOCALES for page in own(built, locale)):
        (address,) = said(page, "property", "og:image")
        file = built.site / address.removeprefix(ADDRESS)
        assert file.is_file()
        parts = page.path.parts
        expected = parts[-2] if parts[-3] == "policies" else "site"
        assert file.relative_to(built.site).as_posix() == f"cards/{page.lang}/{expected}.png"
        assert said(page, "name", "twitter:card") == ["summary_large_image"]


# ------------------------------------------------------------------------------------------------ pictures


def test_pictures_say_what_the_documents_say_now(library: Library) -> None:
    for path, _, card in cards.cards(ROOT, library):
        assert cards.words(ROOT / path) == cards.said(card), f"{path} is out of date. Run: policy-site cards"


def test_pictures_are_of_the_size_that_is_promised_and_light(library: Library) -> None:
    for path, _, _ in cards.cards(ROOT, library):
        with Image.open(ROOT / path) as picture:
            assert picture.size == cards.CARD_SIZE
        assert (ROOT / path).stat().st_size <= HEAVIEST


# ------------------------------------------------------------------------------------------------ linked data


def test_linked_data_has_what_each_type_requires(built: Built) -> None:
    types: Counter[str] = Counter()
    for page in (page for locale in LOCALES for page in own(built, locale)):
        for node in nodes(graph(page)):
            types[node["@type"]] += 1
            lacking = REQUIRED[node["@type"]] - set(node)
            assert not lacking, f"{page.path}: {node['@type']} lacks {lacking}"
            assert all(value not in ("", [], None) for value in node.values()), node
    assert set(types) == set(REQUIRED)


def test_linked_data_says_what_the_record_says(built: Built, editions: dict[str, Edition]) -> None:
    for slug in FIVE:
        record = editions[slug].record
        (text,) = [n for n in graph(parse(built.site / "zh-Hans/policies" / slug / "text.html")) if "publisher" in n]
        work = text["translationOfWork"]
        assert text["inLanguage"] == "en"
        assert work["inLanguage"] == "zh"
        assert work["@type"] == ("NewsArticle" if slug == "nantong-2024" else "Legislation")
        if work["@type"] == "NewsArticle":
            assert work["datePublished"] == "2024-02-07"
            continue
        title = f"〔{record.title.zh}〕" if slug == "guangzhou-2019" else record.title.zh
        assert work["name"] == title
        assert len(work["legislationPassedBy"]) == len(record.issuers)
        assert work["legislationJurisdiction"]["name"] == record.place.zh
    delta = graph(parse(built.site / "en/policies/yangtze-delta-2021/index.html"))[0]
    assert delta["legislationIdentifier"] == "沪科合〔2021〕26号"
    assert delta["legislationDate"] == "2021-12-15"


def test_supplied_words_stand_in_brackets_and_a_supplied_day_not_at_all(built: Built) -> None:
    excerpt = graph(parse(built.site / "en/policies/guangzhou-2019/index.html"))[0]
    assert excerpt["legislationIdentifier"] == "〔穗科字〔2019〕316号〕"
    assert excerpt["legislationPassedBy"][0]["name"] == "[Guangzhou Municipal Science and Technology Bureau]"
    assert "legislationDate" not in excerpt
    assert "datePublished" not in excerpt


def test_a_question_is_marked_up_once_in_a_language_and_its_answer_can_be_read(built: Built) -> None:
    for locale in LOCALES:
        asked: Counter[str] = Counter()
        for page in own(built, locale):
            for node in (node for node in graph(page) if node["@type"] == "FAQPage"):
                (question,) = node["mainEntity"]
                asked[question["name"]] += 1
                shown = "".join(run for _, run in page.runs)
                assert question["acceptedAnswer"]["text"] in shown
                assert question["name"] in shown
        assert set(asked.values()) == {1}


def test_each_trail_leads_from_the_home_page_through_pages_that_are_there(built: Built) -> None:
    for page in own(built, "en"):
        trails = [node["itemListElement"] for node in graph(page) if node["@type"] == "BreadcrumbList"]
        if page.path == built.site / "en" / "index.html":
            assert not trails
            continue
        (trail,) = trails
        assert [item["position"] for item in trail] == list(range(1, len(trail) + 1))
        addresses = [item["item"].removeprefix(ADDRESS) for item in trail]
        assert addresses[0] == "en/index.html"
        assert addresses[-1] == page.path.relative_to(built.site).as_posix()
        assert all((built.site / address).is_file() for address in addresses)


def test_every_address_of_linked_data_is_there(built: Built) -> None:
    for page in (page for locale in LOCALES for page in own(built, locale)):
        for node in nodes(graph(page)):
            for name in {"url", "contentUrl", "item"} & set(node):
                assert node[name].startswith(ADDRESS)
                path, _, fragment = node[name].removeprefix(ADDRESS).partition("#")
                assert (built.site / path).is_file(), node[name]
                assert not fragment or fragment in page.ids


# ------------------------------------------------------------------------------------------------ sitemaps, robots


def test_sitemaps_keep_the_protocol_and_list_every_page_with_its_languages(built: Built) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("sitemap.xsd")))
    index = etree.parse(built.site / "sitemap.xml")
    schema.assertValid(index)
    maps = [e.text.removeprefix(ADDRESS) for e in index.findall("s:sitemap/s:loc", SITEMAP)]
    assert maps == [f"{locale}/sitemap.xml" for locale in LOCALES]
    for locale in LOCALES:
        tree = etree.parse(built.site / locale / "sitemap.xml")
        schema.assertValid(tree)
        listed = {unquote(e.text).removeprefix(ADDRESS) for e in tree.findall("s:url/s:loc", SITEMAP)}
        expected = {page.path.relative_to(built.site).as_posix() for page in own(built, locale)}
        assert listed == expected - {f"{locale}/search.html"}
        for url in tree.findall("s:url", SITEMAP):
            found = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
            page = parse(built.site / unquote(url.find("s:loc", SITEMAP).text).removeprefix(ADDRESS))
            assert found == {link["hreflang"]: link["href"] for link in links(page, "alternate")}


def test_robots_lets_everyone_in_and_names_the_sitemap(built: Built) -> None:
    lines = (built.site / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {ADDRESS}sitemap.xml"]


def test_only_the_search_is_kept_out_of_the_results(built: Built) -> None:
    kept = {page.path.name for page in pages(built.site) if any("noindex" in x for x in said(page, "name", "robots"))}
    assert kept == {"search.html", "404.html"}


# ------------------------------------------------------------------------------------------------ manifest, 404, texts


@pytest.mark.parametrize("locale", LOCALES)
def test_the_manifest_leads_to_what_is_there(built: Built, locale: str) -> None:
    folder = built.site / locale
    manifest = json.loads((folder / "manifest.webmanifest").read_text("utf-8"))
    assert {"name", "short_name", "start_url", "display", "icons"} <= set(manifest)
    assert manifest["lang"] == locale
    assert (folder / manifest["start_url"]).is_file()
    for icon in manifest["icons"]:
        assert (folder / icon["src"]).is_file()
        if icon["type"] == "image/png":
            with Image.open(folder / icon["src"]) as picture:
                assert "{}x{}".format(*picture.size) == icon["sizes"]


def test_the_page_for_what_is_not_there_leads_on_with_whole_addresses(built: Built) -> None:
    for path in (built.site / "404.html", *(built.site / locale / "404.html" for locale in LOCALES)):
        page = parse(path)
        assert page.loads() == []
        for link in page.links():
            assert link.startswith(ADDRESS)
            assert (built.site / link.removeprefix(ADDRESS)).is_file()


def test_the_texts_for_machines_lead_to_pages_and_hold_every_sentence(
    built: Built, editions: dict[str, Edition]
) -> None:
    index = (built.site / "llms.txt").read_text("utf-8")
    assert index.startswith("# ")
    for line in (line for line in index.splitlines() if line.startswith("- [")):
        address = line.partition("](")[2].partition("): ")[0]
        assert (built.site / address.removeprefix(ADDRESS)).is_file(), line
    full = (built.site / "llms-full.txt").read_text("utf-8")
    for edition in editions.values():
        for sentence in edition.sentences:
            assert sentence.hans in full
            assert sentence.english in full


def test_the_bundle_holds_no_pictures_for_shared_addresses(built: Built) -> None:
    with zipfile.ZipFile(built.bundle) as archive:
        assert not [name for name in archive.namelist() if "/cards/" in name]


# ------------------------------------------------------------------------------------------------ the address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", ""),
        ("  ", ""),
        ("https://example.org", "https://example.org/"),
        ("http://example.org:8080/a/b//", "http://example.org:8080/a/b/"),
    ],
)
def test_the_environment_gives_the_address(monkeypatch: pytest.MonkeyPatch, given: str, address: str) -> None:
    monkeypatch.setenv("SITE_URL", given)
    assert settings.site_address(ROOT) == address


def test_the_settings_give_the_address_where_the_environment_does_not(tmp_path: Path) -> None:
    (tmp_path / settings.SHARED).write_text("site_url: https://example.org/x\n", "utf-8")
    assert settings.site_address(tmp_path) == "https://example.org/x/"


@pytest.mark.parametrize(
    "given", ["example.org", "ftp://example.org/", "https://", "https://example.org/?a", "file:///x"]
)
def test_what_is_no_address_stops_the_build_and_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, breakable: Path, given: str
) -> None:
    monkeypatch.setenv("SITE_URL", given)
    for _ in range(2):  # with new pages, and with none
        result = run("build", "--root", breakable)
        assert result.exit_code == 1
        assert f"‘{given}’ is not the address of a site" in result.output
    assert not (breakable / "site").exists()
