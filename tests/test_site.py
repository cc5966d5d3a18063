"""The built site without a browser: what is there, where its links lead, what it loads, and that nothing leaks."""

from __future__ import annotations

import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from conftest import FIVE, ROOT, Built, tree
from htmlpage import Page, pages, parse
from policy_site.pages.catalog import LOCALES
from policy_site.site import offline, release
from policy_site.text.edition import Edition
from policy_site.text.scripts import traditional

# ------------------------------------------------------------------------------------------------ what is there


def test_thirty_document_pages_a_chooser_and_a_bundle(built: Built) -> None:
    documents = [
        built.site / locale / "policies" / slug / name
        for locale in LOCALES
        for slug in FIVE
        for name in ("index.html", "text.html")
    ]
    assert len(documents) == 30
    for path in (*documents, built.site / "index.html", built.bundle):
        assert path.is_file(), path


def test_every_page_stands_in_all_three_languages_at_the_same_address(built: Built) -> None:
    addresses = [
        {path.relative_to(built.site / locale).as_posix() for path in (built.site / locale).rglob("*.html")}
        for locale in LOCALES
    ]
    assert addresses[0] == addresses[1] == addresses[2]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_says_its_language_and_is_utf_8(built: Built, locale: str) -> None:
    for page in pages(built.site / locale):
        assert page.lang == locale
        assert any(e.tag == "meta" and e.attributes.get("charset", "").lower() == "utf-8" for e in page.elements)


def test_every_page_has_one_title_one_first_heading_and_no_id_twice(built: Built) -> None:
    for page in pages(built.site):
        tags = Counter(element.tag for element in page.elements if element.tag in {"title", "h1", "main"})
        assert tags == {"title": 1, "h1": 1, "main": 1}, page.path
        assert [name for name, times in Counter(page.ids).items() if times > 1] == [], page.path


def test_headings_never_skip_a_level(built: Built) -> None:
    for page in pages(built.site):
        levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
        steps = [(one, other) for one, other in pairwise(levels) if other > one + 1]
        assert not steps, f"{page.path}: {steps}"


def test_the_chooser_leads_to_the_three_sites(built: Built) -> None:
    links = parse(built.site / "index.html").links()
    assert [link for link in links if link.endswith("/index.html") and internal(link)] == [
        f"{locale}/index.html" for locale in LOCALES
    ]


def test_the_bundle_is_the_site_in_one_folder(small: Built) -> None:
    with zipfile.ZipFile(small.bundle) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    (top,) = {name.split("/")[0] for name in packed}
    assert f"{top}/index.html" in packed
    own = {small.bundle.name, offline.WORKER}
    files = {path for path in small.site.rglob("*") if path.is_file() and path.name not in own}
    assert b"does nothing" in packed.pop(f"{top}/{offline.WORKER}")
    del packed[f"{top}/{release.SUMS}"]  # tests/test_release.py
    assert packed == {f"{top}/{path.relative_to(small.site).as_posix()}": path.read_bytes() for path in files}


def test_the_bundle_is_what_zipfile_itself_would_write(built: Built) -> None:
    again = io.BytesIO()
    with zipfile.ZipFile(built.bundle) as archive, zipfile.ZipFile(again, "w") as other:
        for entry in archive.infolist():
            about = zipfile.ZipInfo(entry.filename, (2020, 1, 1, 0, 0, 0))
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            other.writestr(about, archive.read(entry))
    assert again.getvalue() == built.bundle.read_bytes()


def test_the_bundle_unpacks_under_an_awkward_path_and_its_links_still_hold(built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "政策 100% 离线#1"
    with zipfile.ZipFile(built.bundle) as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    assert list(broken(parse(top / "index.html"), top)) == []


def test_two_builds_whatever_is_around_them_are_byte_identical(small: Built, tmp_path: Path) -> None:
    """Another folder with an awkward name, time zone, language, hash seed, umask, count of processes, day of files."""
    again = tmp_path / "再 build 100% #2" / "'a' $b"
    shutil.copytree(small.root, again, ignore=shutil.ignore_patterns("site", "dist", ".build"))
    for path in again.rglob("*"):
        os.utime(path, (86_400, 86_400))
    environment = {
        **os.environ,
        "POLICY_SITE_PROCESSES": "2",
        "PYTHONHASHSEED": "1",
        "TZ": "Asia/Shanghai",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }
    command = [sys.executable, "-m", "policy_site.command", "build", "--root", str(again)]
    done = subprocess.run(command, env=environment, umask=0o077, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name in ("site", "dist", "docs", "source_texts"):
        one, other = tree(small.root / name), tree(again / name)
        assert {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)} == set()


# ------------------------------------------------------------------------------------------------ links


def internal(address: str) -> bool:
    """Tell whether an address leads to another place in the site."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def broken(page: Page, site: Path) -> Iterator[str]:
    """Yield every address of a page that leads to no file, outside the site, or to no element."""
    for address in (*page.links(), *page.loads()):
        if not internal(address):
            continue
        parts = urlsplit(address)
        target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
        if not target.is_relative_to(site.resolve()) or not target.is_file():
            yield f"{page.path.relative_to(site)}: {address} leads to no file"
        elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in ids(target):
            yield f"{page.path.relative_to(site)}: {address} leads to no element"


KNOWN: dict[Path, frozenset[str]] = {}


def ids(path: Path) -> frozenset[str]:
    """Return the ids of the page in a file."""
    if path not in KNOWN:
        KNOWN[path] = frozenset(parse(path).ids)
    return KNOWN[path]


def test_every_link_and_fragment_leads_somewhere_in_every_language_and_between_them(built: Built) -> None:
    site = built.site.resolve()
    found = [fault for path in sorted(site.rglob("*.html")) for fault in broken(parse(path), site)]
    assert not found, "\n".join(found[:30])


def test_every_page_offers_itself_in_the_other_languages(built: Built) -> None:
    for locale in LOCALES:
        for page in pages(built.site / locale):
            own = page.path.relative_to(built.site / locale)
            if own.name == "404.html":  # its links are whole addresses: tests/test_discovery.py
                continue
            targets = {
                (page.path.parent / unquote(urlsplit(e.attributes["href"]).path)).resolve()
                for e in page.elements
                if e.tag == "a" and e.attributes.get("hreflang") and internal(e.attributes["href"])
            }
            others = {(built.site / other / own).resolve() for other in LOCALES if other != locale}
            assert others <= targets, page.path


def test_no_address_ends_in_a_folder_so_that_files_open_without_a_server(built: Built) -> None:
    for page in pages(built.site):
        for address in page.links():
            assert not internal(address) or not urlsplit(address).path.endswith(("/", ".")), f"{page.path}: {address}"


def test_nothing_is_loaded_from_another_host(built: Built) -> None:
    for page in pages(built.site):
        for address in page.loads():
            assert internal(address) or address.startswith("data:"), f"{page.path}: {address}"


def test_no_style_sheet_or_script_names_another_host_to_load_from(built: Built) -> None:
    remote = re.compile(r"""(?:url\(|@import|import\(|importScripts\(|fetch\(|from)\s*["'(]*\s*(?:https?:)?//""")
    for path in (*built.site.rglob("*.css"), *built.site.rglob("*.js")):
        found = remote.search(path.read_text("utf-8"))
        assert not found, f"{path}: {found}"


@pytest.mark.parametrize("host", ["unpkg.com", "jsdelivr.net", "cdnjs", "googleapis.com", "gstatic.com", "jquery"])
def test_no_file_names_a_delivery_network(built: Built, host: str) -> None:
    # Material’s script names unpkg.com in code for old browsers; tests/browser see that no page asks there.
    for path in (path for path in built.site.rglob("*") if not path.name.startswith("bundle.")):
        if path.suffix in {".html", ".css", ".js", ".json"}:
            assert host not in path.read_text("utf-8"), path


def test_no_source_map_and_no_unused_search_library_is_shipped(built: Built) -> None:
    names = [path.relative_to(built.site).as_posix() for path in built.site.rglob("*")]
    assert not [name for name in names if name.endswith(".map") or "lunr" in name]


# ------------------------------------------------------------------------------------------------ injected names


def forms(name: str) -> set[bytes]:
    """Return a name in both scripts, plain and as pages, addresses and data may write it."""
    plain = {name, traditional(name), name.upper(), name.lower()}
    written = set(plain)
    for text in plain:
        written |= {html.escape(text), quote(text), json.dumps(text)[1:-1], "".join(f"&#{ord(c)};" for c in text)}
        written.add("".join(char if char.isascii() else f"&#{ord(char)};" for char in text))
    return {text.encode() for text in written}


def test_injected_names_stand_nowhere_but_in_the_sources(built: Built, editions: dict[str, Edition]) -> None:
    names = [name for edition in editions.values() for name in edition.record.injected]
    assert len(names) == 2
    wanted = {form for name in names for form in forms(name)}
    contents = {
        str(path): path.read_bytes()
        for folder in (built.site, built.root / "docs", ROOT / "docs", ROOT / "theme")
        for path in folder.rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(built.bundle) as archive:
        contents |= {f"{built.bundle}!{name}": archive.read(name) for name in archive.namelist()}
    assert [(name, form.decode()) for name, data in contents.items() for form in wanted if form in data] == []


def test_a_sign_stands_where_an_injected_name_stood(built: Built) -> None:
    for locale, sign in (("en", "[inserted text]"), ("zh-Hans", "〔插入文字〕"), ("zh-Hant", "〔插入文字〕")):
        text = "".join(run for _, run in parse(built.site / locale / "about.html").runs)
        assert sign in text


# ------------------------------------------------------------------------------------------------ open data


def documents(built: Built) -> list[dict[str, object]]:
    """Return the documents of the open data."""
    text = (built.site / "data" / "documents.json").read_text("utf-8")
    return json.loads(text)["documents"]  # type: ignore[no-any-return]


def test_open_data_has_the_fields_it_promises(built: Built) -> None:
    promised = "slug title genre issuers document_number dated published place status blocks".split()
    for document in documents(built):
        assert set(promised) <= set(document)
        for block in document["blocks"]:  # type: ignore[attr-defined]
            assert set("id kind level number text sentences responsible".split()) <= set(block)
            assert set(block["text"]) == {"zh-Hans", "zh-Hant", "en"}
            assert {"lead", "units"} <= set(block["responsible"])
            for sentence in block["sentences"]:
                assert set(sentence) >= {"id", "zh-Hans", "zh-Hant", "en"}
            assert block["text"]["zh-Hans"] == "".join(sentence["zh-Hans"] for sentence in block["sentences"])


def test_open_data_and_editions_are_the_same_text(built: Built, editions: dict[str, Edition]) -> None:
    for document in documents(built):
        edition = editions[str(document["slug"])]
        blocks = [(block["id"], block["text"]["zh-Hans"], block["text"]["zh-Hant"]) for block in document["blocks"]]  # type: ignore[attr-defined]
        assert blocks == [(block.id, block.hans, block.hant) for block in edition.blocks]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_id_of_the_open_data_stands_once_in_the_page_with_its_language_and_its_words(
    built: Built, locale: str
) -> None:
    script = "zh-Hant" if locale == "zh-Hant" else "zh-Hans"
    for document in documents(built):
        page = parse(built.site / locale / "policies" / str(document["slug"]) / "text.html")
        elements = {element.attributes["id"]: element for element in page.elements if "id" in element.attributes}
        times = Counter(page.ids)
        for block in document["blocks"]:  # type: ignore[attr-defined]
            assert times[block["id"]] == 1
            for sentence in block["sentences"]:
                assert times[sentence["id"]] == 1
                element = elements[sentence["id"]]
                assert element.lang == script
                assert "lang" in element.attributes
                assert words(element.text) == words(sentence[script]), sentence["id"]
                if block["text"]["en"]:
                    partner = elements[f"{sentence['id']}-en"]
                    english = traditional(sentence["en"]) if script == "zh-Hant" else sentence["en"]
                    assert (partner.lang, words(partner.text)) == ("en", words(english))


def words(text: str) -> str:
    """Return text without space, which a page may put between sentences."""
    return re.sub(r"\s+", "", text)


def test_every_mark_in_a_text_leads_to_its_note_and_the_note_is_there_once(built: Built) -> None:
    for page in pages(built.site):
        for address in page.links():
            if address.startswith("#note-"):
                assert page.ids.count(address[1:]) == 1, f"{page.path}: {address}"
