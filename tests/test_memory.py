"""The translation memory: proposals from all documents, and what a translator's tool hands back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from translate.storage import xliff2 as toolkit_xliff

from conftest import FIVE, ROOT, restore, run, tree
from policy_site.english import exchange
from policy_site.english.exchange import Pair
from policy_site.english.memory import Memory
from policy_site.english.terms import chinese_matcher
from policy_site.library import Library, load
from policy_site.site import data
from policy_site.site.data.xliff import bitext

pytestmark = pytest.mark.long

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
WUHAN = "wuhan-2020"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place of the copy that ``sources`` gives to one test after another; what was read of it stays kept."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture
def sources(desk: Path) -> Path:
    """A copy of the sources, which is all that ‘translate’ needs."""
    restore(desk / "source_texts", ROOT / "source_texts")
    return desk


def catalog(root: Path, slug: str = WUHAN) -> dict[str, Message]:
    """Return the entries of a document's en.po by sentence id."""
    with (root / "source_texts" / slug / "en.po").open("rb") as file:
        return {str(message.context): message for message in read_po(file) if message.id}


def emptied(root: Path, at: str, slug: str = WUHAN) -> str:
    """Take the English of one sentence away, and return it."""
    path = root / "source_texts" / slug / "en.po"
    text = path.read_text("utf-8")
    found = re.search(rf'msgctxt "{re.escape(at)}"\nmsgid "[^\n]*"\nmsgstr "([^\n]*)"', text)
    assert found
    path.write_text(text[: found.start(1)] + text[found.end(1) :], "utf-8")
    return found[1]


def test_what_is_finished_stays_byte_for_byte(sources: Path) -> None:
    assert run("translate", "--root", sources).exit_code == 0
    for slug in FIVE:
        assert (sources / "source_texts" / slug / "en.po").read_bytes() == (
            ROOT / "source_texts" / slug / "en.po"
        ).read_bytes(), slug


def test_the_most_like_sentence_is_found_and_none_that_is_unlike() -> None:
    pairs = (Pair("a#s1", "（二）加强国际科技合作交流。", "B"), Pair("b#s1", "完全不同的一句话。", "C"))
    memory = Memory((*pairs, Pair("c#s1", "（二）加强国际科技合作交流。", "later")))
    assert memory.match("（二）加强国际科技合作交流。") == (pairs[0], 100)
    found = memory.match("（一）加强国际科技合作。")
    assert found is not None
    assert (found[0], 75 <= found[1] < 100) == (pairs[0], True)
    assert memory.match("保障措施") is None


def test_an_unfinished_sentence_gets_a_fuzzy_proposal_and_its_terms(sources: Path) -> None:
    """The heading 加强组织领导 stands in Wuhan and Langfang; nothing that rests on its English keeps it from coming."""
    emptied(sources, "s1.1-p1-1")
    own, other = emptied(sources, "s3.1-1"), catalog(sources, "langfang-2019")
    result = run("translate", WUHAN, "--root", sources)
    assert "79 of 81 sentences are translated.\n  1 proposals from earlier translations." in result.output
    entry = catalog(sources)["s3.1-1"]
    assert (entry.fuzzy, entry.auto_comments[0][:8]) == (True, "memory: ")
    at = entry.auto_comments[0].partition("langfang-2019#")[2]
    assert entry.string == other[at].string == own
    assert "term: 科技创新 = science and technology innovation" in catalog(sources)["s1.1-p1-1"].auto_comments
    once = (sources / "source_texts" / WUHAN / "en.po").read_bytes()
    assert run("translate", WUHAN, "--root", sources).exit_code == 0
    assert (sources / "source_texts" / WUHAN / "en.po").read_bytes() == once
    taken = once.decode().replace("#, fuzzy\n", "")
    (sources / "source_texts" / WUHAN / "en.po").write_text(taken, "utf-8")
    assert run("translate", WUHAN, "--root", sources).exit_code == 0
    done = (sources / "source_texts" / WUHAN / "en.po").read_text("utf-8")
    assert ("memory: " in done, "#| msgid" in once.decode(), "#| msgid" in done, own in done) == (
        False,
        True,
        False,
        True,
    )


@pytest.mark.parametrize(("name", "code"), [("witness.txt", "W008"), ("document.yml", "Y001"), ("en.po", "T001")])
def test_nothing_is_translated_while_the_text_is_in_doubt(sources: Path, name: str, code: str) -> None:
    path = sources / "source_texts" / WUHAN / name
    path.write_text("msgid\n" + path.read_text("utf-8"), "utf-8")
    before = (sources / "source_texts" / WUHAN / "en.po").read_bytes()
    result = run("translate", "--root", sources)
    assert (result.exit_code, code in result.output) == (1, True), result.output
    assert (sources / "source_texts" / WUHAN / "en.po").read_bytes() == before


def test_the_same_sentence_elsewhere_is_proposed_and_never_shown(sources: Path) -> None:
    edition = next(each for each in load(sources).editions if each.slug == WUHAN)
    sentence = edition.sentences[8]
    english = emptied(sources, sentence.id)
    file = sources / "back.tmx"
    file.write_text(
        f'{XML}<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh-CN"><seg>{sentence.hans}</seg></tuv>'
        f'<tuv xml:lang="en-GB"><seg>{english}</seg></tuv></tu></body></tmx>',
        "utf-8",
    )
    result = run("translate", "--import", file, "--root", sources)
    assert "1 proposals from the file." in result.output
    entry = catalog(sources)[sentence.id]
    assert (entry.string, entry.fuzzy) == (english, True)
    again = next(each for each in (*load(sources).editions, *load(sources).drafts) if each.slug == WUHAN)
    assert next(each for each in again.sentences if each.id == sentence.id).english == ""


def test_our_own_xliff_comes_back_from_a_tool(sources: Path) -> None:
    """Export, translate in an independent program, import: the finished stays, its other wording stands beside it."""
    missing = emptied(sources, "s1.1-p1-1")
    library = load(sources)
    edition = next(each for each in (*library.editions, *library.drafts) if each.slug == WUHAN)
    path = sources / "wuhan.xlf"
    path.write_bytes(bitext(edition, {}, chinese_matcher(())))
    with path.open("rb") as file:
        store = toolkit_xliff.Xliff2File(file)
    before = catalog(ROOT)
    for unit in store.units:
        if not unit.target:
            unit.target = missing
    store.units[0].target = "Another title"
    store.savefile(str(path))
    result = run("translate", WUHAN, "--import", path, "--root", sources)
    assert "1 proposals from the file." in result.output
    assert "1 finished sentences" in result.output
    after = catalog(sources)
    assert (after["s1.1-p1-1"].string, after["s1.1-p1-1"].fuzzy) == (missing, True)
    first = next(iter(after.values()))
    assert first.auto_comments == ["handed back: Another title"]
    assert [m.string for m in after.values()] == [m.string for m in before.values()]


def test_our_own_memory_comes_back_unchanged(library: Library) -> None:
    files = dict(data.files(library))
    pairs = exchange.read(files["corpus.tmx"])
    assert len(pairs) == sum(len(edition.sentences) for edition in library.editions)
    assert pairs == tuple(pair for slug in FIVE for pair in exchange.read(files[f"xliff/{slug}.xlf"]))


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        # XLIFF 1.2, as many tools still write it; markup inside the words
        (
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a"'
            ' source-language="zh-CN" target-language="en"><body><trans-unit id="s1-1">'
            '<source>支持<g id="1">合作</g><x id="2"/>。</source>'
            '<target>Support <g id="1">cooperation</g><ph id="2">&lt;br/&gt;</ph>.</target></trans-unit>'
            "</body></file></xliff>",
            [Pair("a#s1-1", "支持合作。", "Support cooperation.")],
        ),
        # XLIFF 2: two segments, the second of another unit untranslated
        (
            '<xliff version="2.0" srcLang="zh-CN" trgLang="en-US" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
            '<file id="a"><unit id="u1"><segment><source>支持。</source><target>Support.</target></segment>'
            "<ignorable><source> </source><target> </target></ignorable><segment><source>鼓励。</source>"
            '<target>Encourage.</target></segment></unit><unit id="u2"><segment><source>支持。</source>'
            "<target>Support.</target></segment><segment><source>鼓励。</source></segment></unit></file></xliff>",
            [Pair("a#u1", "支持。 鼓励。", "Support. Encourage.")],
        ),
        # TMX of another tool: other codes of language, codes of markup, Traditional before Simplified, no id
        (
            '<tmx version="1.4"><header/><body><tu><tuv lang="ZH_TW"><seg>支援</seg></tuv><tuv lang="ZH_CN"><seg>支持'
            '<bpt i="1">&lt;b&gt;</bpt>合作<ept i="1">&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="en"><seg>Support '
            "<hi>coo</hi>peration</seg></tuv></tu><tu><tuv xml:lang='zh'><seg>R&amp;D</seg></tuv><tuv xml:lang='en'>"
            "<seg>R&amp;D</seg></tuv></tu></body></tmx>",
            [Pair("", "支持合作", "Support cooperation")],
        ),
    ],
)
def test_files_of_other_tools(body: str, pairs: list[Pair]) -> None:
    assert list(exchange.read((XML + body).encode())) == pairs


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<html/>",
        b'<xliff srcLang="en" trgLang="de" xmlns="x"><file id="a"/></xliff>',
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_such_file_is_said_and_nothing_is_written(breakable: Path, content: bytes) -> None:
    file = breakable / "back.tmx"
    file.write_bytes(content)
    before = tree(breakable)
    result = run("translate", "--import", file, "--root", breakable)
    assert result.exit_code == 2
    assert "Export TMX 1.4 or XLIFF." in result.output
    assert tree(breakable) == before
