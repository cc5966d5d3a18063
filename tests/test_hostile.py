"""Shuffled, truncated, mixed-encoding and hostile sources: a clear problem or a lossless result, never a traceback."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIVE, ROOT, run
from conservation import faults
from policy_site.library import load
from policy_site.pages.catalog import Catalog
from policy_site.pages.quoting import of_text, templates
from policy_site.sources.problems import CODES
from policy_site.sources.yamlfile import parse
from policy_site.text.numerals import numeral, printed_number
from policy_site.text.witness import decode

BASE = Path(__file__).parent / "problems" / "_base" / "source_texts" / "sample-2020"
GOOD = (BASE / "witness.txt").read_bytes()
YAML_FILES = ("document.yml", "apparatus.yml", "summary.yml")


@contextmanager
def document(slug: str, **files: bytes) -> Iterator[Path]:
    """Make a project of one document, with other content in some of its files (the digest is made to fit)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "source_texts", slug)
        if slug == "sample-2020":
            shutil.copytree(BASE.parent, folder.parent)
        else:
            folder.mkdir(parents=True)
            for file in ("witness.txt", *YAML_FILES):
                shutil.copy(ROOT / "source_texts" / slug / file, folder)
        for file, data in files.items():
            (folder / file.replace("_", ".")).write_bytes(data)
        if "witness_txt" in files and "document_yml" not in files:
            record = (folder / "document.yml").read_text("utf-8")
            fitting = hashlib.sha256(files["witness_txt"]).hexdigest()
            (folder / "document.yml").write_text(re.sub("[0-9a-f]{64}", fitting, record), "utf-8")
        yield Path(name)


def judge(root: Path) -> None:
    """Fail unless the document is read without loss, or each problem says where, what and what to do."""
    library = load(root)
    for problem in library.problems:
        assert problem.code in CODES
        assert problem.message
        assert problem.remedy
        assert (root / problem.place.path).parent.exists()
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert "\n" not in problem.place.path
        assert len(str(problem).splitlines()) == 1
    for edition in library.editions:
        assert list(faults(edition)) == []
        ids = [block.id for block in edition.blocks] + [sentence.id for sentence in edition.sentences]
        assert len(ids) == len(set(ids))
    assert library.problems or library.editions


# ------------------------------------------------------------------------------------------------ witnesses

#: Things that break text, markup or a parser.
EVIL = st.sampled_from(
    [
        "\x00", "\ufeff", "\u202e", "\u200b", "\r\n", "\u2028", "\ud7ff", "\U000e0041", "\ufffd", "（", "）))", "“",
        "<script>alert(1)</script>", "{{ 7 * 7 }}", "{% raw %}", "[x](javascript:x)", "[^a1]", "{: #p1 }", "`", "\\",
        "|", "*" * 50, "# 一", "一、", "（九十九）", "一二三、", "１．甲", "99.", "（1）", "五是", "一是甲。",
        "。" * 30, "（责任单位：",
        "（牵头单位：市科技局，责任单位：）", "9" * 400, " " * 300, "\n" * 50, "a" * 2000,
    ]
)  # fmt: skip
SLUGS = st.sampled_from(FIVE)


@pytest.mark.long
@given(slug=SLUGS, data=st.data())
def test_shuffled_lines(slug: str, data: st.DataObject) -> None:
    lines = (ROOT / "source_texts" / slug / "witness.txt").read_text("utf-8").split("\n")
    some = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=6, unique=True))
    shuffled = list(lines)
    for one, other in zip(some, some[1:] + some[:1], strict=True):
        shuffled[one] = lines[other]
    with document(slug, witness_txt="\n".join(shuffled).encode()) as root:
        judge(root)


@pytest.mark.long
@given(slug=SLUGS, start=st.integers(0, 400), cut=st.integers(1, 4000))
def test_truncated_bytes(slug: str, start: int, cut: int) -> None:
    whole = (ROOT / "source_texts" / slug / "witness.txt").read_bytes()
    with document(slug, witness_txt=whole[start:-cut]) as root:
        judge(root)


@pytest.mark.long
@given(
    encoding=st.sampled_from(["gb18030", "big5", "utf-16", "utf-16-be", "utf-32", "cp437", "utf-7"]),
    at=st.integers(0, 30),
)
def test_mixed_encodings(encoding: str, at: int) -> None:
    lines = GOOD.split(b"\n")
    at %= len(lines)
    lines[at] = lines[at].decode().encode(encoding, "ignore")
    with document("sample-2020", witness_txt=b"\n".join(lines)) as root:
        judge(root)


@pytest.mark.long
@given(st.lists(st.tuples(st.integers(0, 400), EVIL), min_size=1, max_size=4))
def test_hostile_text(insertions: list[tuple[int, str]]) -> None:
    text = GOOD.decode()
    for at, evil in insertions:
        text = text[:at] + evil + text[at:]
    with document("sample-2020", witness_txt=text.encode("utf-8", "surrogatepass")) as root:
        judge(root)


def test_a_second_closing_line_and_a_paragraph_before_the_title_have_ids_of_their_own() -> None:
    text = GOOD.decode().replace(
        "2020年5月6日\n", "2020年5月6日\n\n2020年5月7日\n\n各有关单位:\n\n(此件公开发布)\n\n首页\n"
    )
    title = "样本市扩大开放合作实施方案"
    text = text.replace(f"{title}\n", f"前言在此。\n\n{title}\n").replace("版权所有", "末")
    record = (BASE / "document.yml").read_text("utf-8").replace(f"incipit: {title}", "incipit: 前言在此。")
    record = record.replace("explicit: (此件公开发布)", "explicit: 末")
    record = re.sub("[0-9a-f]{64}", hashlib.sha256(text.encode()).hexdigest(), record)
    with document("sample-2020", witness_txt=text.encode(), document_yml=record.encode()) as root:
        for name in ("measures", "targets", "outcomes"):
            (root / "source_texts" / "sample-2020" / f"{name}.yml").unlink()
        judge(root)
        (edition,) = load(root).editions
        ids = [block.id for block in edition.blocks]
        assert {"addresseex2", "date-2", "remarkx2", "p1", "p2"} <= set(ids)
        assert ids[:2] == ["p1", "title"]


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_without_loss_or_refused(data: bytes) -> None:
    text, problems = decode("witness.txt", data)
    assert problems or text.encode() == data


@pytest.mark.parametrize(
    "line", ["一二、甲", "（一二）甲", "１．甲", "１、甲", "٣.甲", "²、甲", "（１）甲", "十百、甲", "二十是甲。乙。"]
)
def test_a_number_that_is_none_is_no_traceback(line: str) -> None:
    text = GOOD.decode().replace("(二)引进人才。", f"{line}\n(二)引进人才。")
    with document("sample-2020", witness_txt=text.encode()) as root:
        judge(root)


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("九", 9), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("九十九", 99)],
)
def test_a_numeral_has_its_value_and_a_value_its_numeral(text: str, value: int) -> None:
    assert numeral(text) == value
    assert numeral(str(value)) == value
    printed = [printed_number(level, value) for level in (1, 2, 3, 4)]
    assert printed == [f"{text}、", f"（{text}）", f"{value}.", f"（{value}）"]


def test_every_character_that_only_formats_is_refused() -> None:
    every = map(chr, range(0x110000))
    unseen = [char for char in every if unicodedata.category(char) in {"Cf", "Cc"} and char not in "\n\t"]
    accepted = [f"U+{ord(char):04X}" for char in unseen if not decode("witness.txt", f"通{char}知".encode())[1]]
    assert accepted == []


# ------------------------------------------------------------------------------------------------ YAML


@pytest.mark.long
@given(file=st.sampled_from(YAML_FILES), data=st.data())
def test_mutilated_yaml(file: str, data: st.DataObject) -> None:
    lines = (BASE / file).read_text("utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["delete", "double", "indent", "cut", "key", "empty", "list", "number"]))
        key = lines[at].split(":")[0]
        lines[at : at + 1] = {
            "delete": [],
            "double": [lines[at], lines[at]],
            "indent": [f"  {lines[at]}"],
            "cut": [lines[at][: len(lines[at]) // 2]],
            "key": [f"{key}x:{lines[at].partition(':')[2]}"],
            "empty": [f"{key}:"],
            "list": [f"{key}: [1, [2, {{a: b}}]]"],
            "number": [f"{key}: -1e309"],
        }[change] or [""]
    with document("sample-2020", **{file.replace(".", "_"): "\n".join(lines).encode()}) as root:
        judge(root)


@pytest.mark.long
@given(
    file=st.sampled_from(YAML_FILES), text=st.text(alphabet="a:-[]{}#&*!|>'\"%@`? \n\t,0.~<=\\/é市\x07", max_size=60)
)
def test_any_text_as_yaml(file: str, text: str) -> None:
    with document("sample-2020", **{file.replace(".", "_"): text.encode()}) as root:
        judge(root)


@pytest.mark.long
@given(st.binary(max_size=60))
def test_any_bytes_as_yaml(data: bytes) -> None:
    with document("sample-2020", apparatus_yml=data) as root:
        judge(root)


@pytest.mark.long
@given(st.binary(max_size=80) | st.text('msgidstrctx"[]0 \\n\n#~|', max_size=80).map(str.encode))
def test_any_bytes_as_translation(data: bytes) -> None:
    with document("sample-2020", en_po=data) as root:
        judge(root)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [1]\nb: *a",
        "a: !!python/object:os.system []",
        "? [a]\n: b",
        "? {a: b}\n: c",
        "a: {b: {c: {d: {e: {f: " + "{g: " * 40 + "1" + "}" * 46,
        "- " * 3000,
        "%YAML 9.9\n---\na: b",
        "%TAG ! tag:x,2000:\n---\na: !b c",
        "a: b\n...\n...\nc",
        "<<: {a: b}",
        "=: 1",
        "a: 0o17\nb: 1_000\nc: 12:30:45\nd: .inf\ne: 2021-02-31\nf: !!int 'x'",
        '"a": "\\ud800"',
        "a: '\x85\u2028'",
    ],
)
def test_odd_yaml_is_plain_data_or_a_problem(text: str) -> None:
    source, problems = parse("x.yml", text)
    assert problems or plain(source.data)


def plain(value: object) -> bool:
    """Tell whether a value is made of mappings, lists and strings alone."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(plain, value))
    return value is None or isinstance(value, str)


# ------------------------------------------------------------------------------------------------ folders


def test_a_folder_that_is_a_link_to_another_place_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside" / "sample-2020"
    shutil.copytree(BASE, outside)
    root = tmp_path / "project"
    (root / "source_texts").mkdir(parents=True)
    (root / "source_texts" / "sample-2020").symlink_to(outside)
    result = run("check", "--root", root)
    assert result.exit_code == 1
    assert "R006" in result.output


def test_a_file_among_the_folders_and_a_hidden_folder_are_no_documents(tmp_path: Path) -> None:
    shutil.copytree(BASE.parent, tmp_path / "source_texts")
    (tmp_path / "source_texts" / "README.md").write_text("x", "utf-8")
    (tmp_path / "source_texts" / ".cache").mkdir()
    library = load(tmp_path)
    assert [edition.slug for edition in library.editions] == ["sample-2020"]


@pytest.mark.parametrize(
    "name", ["docs/zh-Hans/reading.md", "docs/en/policies/sample-2020/text.md", "source_texts/README.md"]
)
def test_a_page_that_is_not_utf_8_is_a_problem(tmp_path: Path, name: str) -> None:
    shutil.copytree(BASE.parent, tmp_path / "source_texts")
    page = tmp_path / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes("凡例".encode("gbk"))
    result = run("check", "--root", tmp_path)
    assert result.exit_code == 1
    assert f"{name}:1:1: " in result.output


# ------------------------------------------------------------------------------------------------ odd files and times


def piped(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("odd", [piped, endless, Path.mkdir])
@pytest.mark.parametrize(
    "name",
    ["sample-2020/witness.txt", "sample-2020/document.yml", "sample-2020/measures.yml", "sample-2020/en.po",
     "glossary.yml", "README.md"],
)  # fmt: skip
def test_what_is_no_plain_file_is_a_problem_and_is_not_waited_for(
    tmp_path: Path, odd: Callable[[Path], None], name: str
) -> None:
    shutil.copytree(BASE.parent, tmp_path / "source_texts")
    path = tmp_path / "source_texts" / name
    path.unlink(missing_ok=True)
    odd(path)
    result = run("check", "--root", tmp_path)
    assert result.exit_code == 1
    assert f"source_texts/{name}:1:1: W009 " in result.output


@pytest.mark.parametrize("charset", ["nonsense-8", "base64", "rot13", "utf-16", "gbk", ""])
def test_a_translation_in_an_odd_encoding_is_a_problem(charset: str) -> None:
    data = (BASE / "en.po").read_bytes().replace(b"charset=utf-8", f"charset={charset}".encode())
    with document("sample-2020", en_po=data) as root:
        judge(root)
        assert any(problem.code == "T001" for problem in load(root).problems) or charset == ""


@pytest.mark.long
@pytest.mark.parametrize(
    "sign",
    [" ", "\t", "\u3000", "甲", "9", "a", "一", "(", "（", "(甲", "（责任单位：", "（一）", "。", "、", ".", "“", "十"],
)
def test_a_long_run_is_read_in_time(sign: str) -> None:
    run_of_it = sign + "甲" * 40_000 if sign == "(甲" else sign * (40_000 // len(sign))
    text = GOOD.decode().replace("扩大开放合作,制定", f"扩大开放合作,{run_of_it}制定")
    with document("sample-2020", witness_txt=text.encode()) as root:
        start = time.monotonic()
        judge(root)
        assert time.monotonic() - start < 20  # it takes one or two; what grew with the square took minutes


@pytest.mark.parametrize("port", ["0", "-1", "99999"])
def test_a_port_that_is_none_is_wrong_usage(tmp_path: Path, port: str) -> None:
    assert run("serve", "--root", tmp_path, "--port", port).exit_code == 2


@pytest.mark.long
def test_a_terminal_of_another_encoding_is_no_traceback() -> None:
    command = [sys.executable, "-m", "policy_site.command", "show", "--root", str(BASE.parents[1]), "sample-2020"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u6837\\u672c" in done.stdout


def test_eleven_issuers_are_cited() -> None:
    record = (BASE / "document.yml").read_text("utf-8")
    issuer = next(line for line in record.split("\n") if line.startswith("- {zh: 样本市科学技术局"))
    with document("sample-2020", document_yml=record.replace(issuer, "\n".join([issuer] * 11)).encode()) as root:
        judge(root)
        (edition,) = load(root).editions
        assert "10 others" in templates(of_text(edition, Catalog("en"), "https://example.org/"))["plain"]
