"""Each stage on text that nobody would write: what goes in comes out, or a problem says where it does not."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from conservation import faults
from making import made
from policy_site.english import translation
from policy_site.rendering.markup import escaped
from policy_site.search.groups import Group, Line
from policy_site.search.packing import columns, commonest_forms
from policy_site.sources.yamlfile import CONTROL, parse
from policy_site.text import figures, numerals, sentences, units
from policy_site.text.injected import InjectedNames
from policy_site.text.regularise import regular
from policy_site.text.scripts import simplified, traditional

#: What texts of these documents are made of, and what breaks them.
PIECES = st.sampled_from(
    [
        *"一、 （一） 1. （1） 第一条 第一章 甲市 科技局 发展 支持 引进 20家 2020年 5月6日".split(),
        *"牵头单位： 责任单位：".split(),
        *"附件 （此件公开发布） 目录 问： 答： ( ) )) (( (a) AG abc <b>".split(),
        *"，。；：、“”《》（）&*_`[]{|\\# \n\t\u3000",
        "\n\n",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join)
#: A line of any characters but those that no file may hold.
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80)


# ------------------------------------------------------------------------------------------------ sources


def _data(leaf: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.text("abcdefgh-", min_size=1, max_size=8)
    inside = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner), max_leaves=8)
    return st.dictionaries(keys, inside, min_size=1, max_size=4)


@given(_data(ANY))
def test_yaml_that_a_program_wrote_is_read_as_it_was(data: dict[str, Any]) -> None:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, _: object) -> bool:
            return True

    source, problems = parse("x.yml", yaml.dump(data, Dumper=Plain, allow_unicode=True, default_style='"'))
    assert source.data == data or (problems and CONTROL.search(json.dumps(data, ensure_ascii=False)))


# ------------------------------------------------------------------------------------------------ text


@given(TEXTS)
def test_an_edition_accounts_for_every_character_and_names_each_part_once(text: str) -> None:
    edition, problems = made(f"甲{text}")
    assert list(faults(edition)) == []
    ids = [block.id for block in edition.blocks] + [sentence.id for sentence in edition.sentences]
    assert len(ids) == len(set(ids))
    assert all(problem.place.line >= 1 for problem in problems)


@given(TEXTS)
def test_regularising_twice_is_regularising_once(text: str) -> None:
    once = regular(text)
    assert regular(once) == once


@given(st.text("()（）)(甲a 为主,", max_size=30))
def test_parentheses_that_do_not_pair_are_regularised_at_once(text: str) -> None:
    once = regular(text)
    assert regular(once) == once


@given(TEXTS | ANY)
def test_sentences_are_the_text_and_nothing_but_the_text(text: str) -> None:
    line = text.replace("\n", "")
    assert "".join(line[start:end] for start, end in sentences.spans(line)) == line


@given(TEXTS | ANY)
def test_both_scripts_are_as_long_as_the_text(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert len(traditional(text)) == len(text)


@given(TEXTS)
def test_bodies_that_are_read_stand_in_the_sentence(text: str) -> None:
    sentence = f"甲。（责任单位：{text}）"
    found = units.find(sentence, "s1")
    for unit in (*found.lead, *found.units, *found.cooperating) if found else ():
        assert unit.printed in sentence


@given(st.integers(0, 10**12))
def test_a_number_in_digits_of_any_width_has_its_value(value: int) -> None:
    wide = str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    assert numerals.number(str(value)) == numerals.number(wide) == value
    assert numerals.amount(f"{value:,}") == value
    assert numerals.amount(wide, "万") == Decimal(value) * 10**4


@given(st.integers(1, 99_999_999))
def test_a_number_in_chinese_has_its_value(value: int) -> None:
    assert numerals.number(_in_chinese(value)) == value


def _in_chinese(value: int) -> str:
    """Return a number from 1 to 99,999,999 in Chinese, e.g. 30 5000 → 三十万五千."""
    parts, gap = "", False
    for power in range(7, -1, -1):
        digit = value // 10**power % 10
        unit = ("", "十", "百", "千")[power % 4]
        if digit:
            parts += ("零" if gap and parts else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
        if power == 4 and parts:
            parts, gap = f"{parts}万", False
    return parts


@given(st.text(numerals.CHARACTERS + "0123456789１２.,()第", max_size=40))
def test_what_looks_like_a_number_has_a_value_or_none_and_its_figures_agree_with_themselves(text: str) -> None:
    value = numerals.number(text)
    assert value is None or value >= 0
    assert figures.differences(text, text) == (frozenset(), frozenset()) or not text.isascii()


@given(
    before=TEXTS,
    after=TEXTS,
    between=st.lists(st.text(" \t\u3000.·*_-|（），、\u00ad", max_size=3), min_size=4, max_size=4),
)
def test_an_injected_name_is_found_and_masked_however_it_is_spread(before: str, after: str, between: list[str]) -> None:
    names = InjectedNames.of(["葡京官网"])
    spread = "".join(char + gap for char, gap in zip("葡京官網", between, strict=True))
    masked = names.masked(f"{before}{spread}{after}", "〔插入文字〕")
    assert "〔插入文字〕" in masked
    assert names.spans(masked) == []


# ------------------------------------------------------------------------------------------------ English


def _catalog(entries: list[tuple[str, str]]) -> Catalog:
    edition, _ = made("甲市支持合作。乙市引进人才。丙市建设基地。")
    catalog = translation.merged(edition, translation.empty(edition.slug))
    for message, (english, comment) in zip(translation.messages(catalog), entries, strict=False):
        message.string = english
        message.user_comments = [" ".join(comment.split())] if comment.strip() else []
    return catalog


@given(st.lists(st.tuples(ANY | st.text('ab"\\\n\t%', max_size=20), ANY), min_size=3, max_size=3))
def test_a_translation_is_read_as_it_was_written_and_merging_twice_is_merging_once(
    entries: list[tuple[str, str]],
) -> None:
    edition, _ = made("甲市支持合作。乙市引进人才。丙市建设基地。")
    written = translation.written(_catalog(entries))
    read, problems = translation.read("en.po", written)
    assert read is not None, problems
    assert [str(message.string) for message in translation.messages(read)] == [english for english, _ in entries]
    assert translation.written(translation.merged(edition, read)) == written


# ------------------------------------------------------------------------------------------------ search and markup


def _unpacked(packed: Mapping[str, Any], table: Mapping[str, str]) -> list[list[tuple[str, str, str, str]]]:
    """Return the lines of each group as the reader's browser makes them."""
    found = []
    for anchors, zh, en, exceptions in zip(
        packed["anchors"], packed["zh"], packed["en"], packed["exceptions"], strict=True
    ):
        hant = [table.get(char, char) for char in zh]
        at, rest = 0, exceptions
        while rest:
            digits = len(rest) - len(rest.lstrip("0123456789"))
            at += int(rest[:digits])
            hant[at] = rest[digits]
            rest = rest[digits + 1 :]
        lines = zip(anchors.split(" "), zh.split("\n"), "".join(hant).split("\n"), en.split("\n"), strict=True)
        found.append(list(lines))
    return found


@given(st.lists(st.lists(st.tuples(TEXTS, ANY), min_size=1, max_size=4), min_size=1, max_size=5))
def test_packing_for_the_search_loses_no_line_and_no_script(content: list[list[tuple[str, str]]]) -> None:
    groups = tuple(
        Group(
            "clause", 0, "x.html",
            tuple(Line(f"s{n}-p1-{m}", zh, traditional(zh), en) for m, (zh, en) in enumerate(lines)),
        )
        for n, lines in enumerate(content)
    )  # fmt: skip
    table = commonest_forms(groups)
    unpacked = _unpacked(columns(groups, groups, table), table)
    assert unpacked == [[(line.anchor, line.zh, line.hant, line.en) for line in group.lines] for group in groups]


@given(TEXTS | ANY)
def test_escaped_text_is_one_line_of_the_same_words_and_no_markup(text: str) -> None:
    line = escaped(text)
    assert len(line.splitlines()) <= 1
    assert not {"<", ">", '"', "'", "`", "*", "_", "[", "]", "{", "}", "|", "\\"} & set(line)
    assert html.unescape(line).split() == "".join(" " if char in "\x85\u2028\u2029" else char for char in text).split()
