"""The two scripts of Chinese: no word changed, no character of the wrong script, every doubtful one reviewed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import opencc
import pytest

from conftest import Built
from htmlpage import Page, parse
from policy_site.text.edition import Edition
from policy_site.text.scripts import (
    _by_dictionary,
    _by_tables,
    corrections,
    differences,
    left_over,
    simplified,
    traditional,
)

Golden = Callable[[Path, str], None]
SCRIPTS = Path(__file__).parent / "scripts"
#: Traditional with 著, and the Simplified that a reader writes.
ASPECT = {
    "隨著科技發展": "随着科技发展",
    "看著": "看着",
    "有著": "有着",
    "著手推動": "着手推动",
    "執著": "执着",
    "著力": "着力",
    "著作權": "著作权",
    "專著": "专著",
    "顯著提升": "显著提升",
    "土著": "土著",
    "編著": "编著",
    "著名": "著名",
    "原著": "原著",
}
T2S, S2TW = opencc.OpenCC("t2s").convert, opencc.OpenCC("s2tw").convert

#: Simplified forms that Traditional text has too, in another sense (皇后 beside 前後, 風采 beside 採用): no list can
#: judge them, so those of them that occur are listed with their contexts in one-to-many.txt and reviewed there.
BOTH = frozenset("丑亘仆伙余佣几凶准划占厘吁后咨咸夸尸岩岳帘干征恒挂斗朴杠杰柜污涂涌淀游熏虱蚝蝎跖郁采里霉台")
#: Characters that never stand in Traditional text; among them 范 云 于 并 筑 辟 of the Guangzhou capture.
SIMPLIFIED_ONLY = frozenset((SCRIPTS / "simplified-only.txt").read_text("utf-8").replace("\n", ""))
#: Variants that no standard of Simplified Chinese has, which a converter may leave: 凈 for 净.
VARIANTS = frozenset("凈淨閑爲僞啓羣裡峯牀綫鉤麽喫衆銹葯鷄蹟豔勛佈佔傢僱儘颱樑曬")
#: 着 is 著 in Taiwan's forms, and 著 is a Simplified character too (著名), so the way back cannot tell them apart.
FOLDED = str.maketrans("著", "着")
#: Characters with more than one Traditional form that the review covers, where they occur in the five texts.
ONE_TO_MANY = "发系制布托准并汇干借后里面复历松只余划志周升台范云谷冲采于游征种表获证尽当术致伙"


def sentences(editions: Iterable[Edition]) -> Iterator[tuple[str, str, str]]:
    """Yield id, Simplified and Traditional of every sentence."""
    for edition in editions:
        for block in edition.blocks:
            for sentence in block.sentences:
                yield f"{edition.slug} {sentence.id}", sentence.hans, sentence.hant


# ------------------------------------------------------------------------------------------------ the lists


def test_the_list_of_simplified_only_characters_is_what_opencc_says_less_those_of_both_scripts() -> None:
    every = (chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))
    found = {char for char in every if S2TW(char) != char and T2S(char) == char}
    assert found >= BOTH
    assert found - BOTH == SIMPLIFIED_ONLY


@pytest.mark.parametrize("char", "范云于并筑辟发汇国际")
def test_the_list_holds_what_the_capture_left_unconverted(char: str) -> None:
    assert char in SIMPLIFIED_ONLY


# ------------------------------------------------------------------------------------------------ Simplified


def test_simplified_text_has_no_traditional_or_variant_character(edition: Edition) -> None:
    for place, hans, _ in sentences([edition]):
        wrong = {char for char in hans if T2S(char) != char or char in VARIANTS}
        assert not wrong, f"{place}: {wrong}"


@pytest.mark.parametrize("char", sorted(VARIANTS))
def test_every_listed_variant_is_one_that_the_program_simplifies(char: str) -> None:
    assert simplified(char) != char


def test_simplified_guangzhou_changes_no_word_only_the_form_of_characters(editions: dict[str, Edition]) -> None:
    edition = editions["guangzhou-2019"]
    kept = "".join(piece.witness for piece in edition.passage.pieces if piece.cause == "kept")
    reading = "".join(piece.reading for piece in edition.passage.pieces if piece.cause == "kept")
    assert kept == reading
    hans = "".join(block.hans for block in edition.blocks)
    assert hans == "".join(map(T2S, edition.passage.text.replace("\n", "")))  # one character at a time: no phrases


def test_emendations_of_script_change_no_word(editions: dict[str, Edition]) -> None:
    for entry in editions["guangzhou-2019"].sources.apparatus.emendations:
        assert entry.kind in {"script", "lineation"}
        assert T2S(entry.lemma).strip() == T2S(entry.reading).strip()


def test_simplified_guangzhou_is_pinned(editions: dict[str, Edition], golden: Golden) -> None:
    lines = [block.hans for block in editions["guangzhou-2019"].blocks]
    golden(SCRIPTS / "golden" / "guangzhou-2019.zh-Hans.txt", "\n".join(lines) + "\n")


# ------------------------------------------------------------------------------------------------ Traditional


def test_traditional_text_has_no_simplified_only_character(edition: Edition) -> None:
    for place, _, hant in sentences([edition]):
        assert not set(hant) & SIMPLIFIED_ONLY, place


def test_the_two_scripts_are_the_same_text_character_by_character(edition: Edition) -> None:
    for place, hans, hant in sentences([edition]):
        assert len(hans) == len(hant), place
        assert T2S(hant).translate(FOLDED) == hans.translate(FOLDED), place


def test_no_vocabulary_is_swapped_either_way(edition: Edition) -> None:
    for place, hans, _ in sentences([edition]):
        assert T2S(S2TW(hans)).translate(FOLDED) == hans.translate(FOLDED), place
        assert simplified(traditional(hans)).translate(FOLDED) == hans.translate(FOLDED), place


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("牵头发起", "牽頭發起"),
        ("支持", "支持"),  # s2twp: 支援
        ("信息", "信息"),  # s2twp: 資訊
        ("考核", "考核"),  # s2t: 考覈
        ("为众", "為眾"),  # s2t: 爲衆
        ("建立", "建立"),
        ("示范白云博士后采用不少于", "示範白雲博士後採用不少於"),
    ],
)
def test_words_keep_their_word_in_traditional(hans: str, hant: str) -> None:
    assert traditional(hans) == hant
    assert simplified(hant) == hans


def test_every_case_of_traditional_is_right() -> None:
    rows = (Path(__file__).parent / "cases" / "s2tw.tsv").read_text("utf-8").splitlines()[1:]
    wrong = [row for row in rows if traditional(row.split("\t")[0]) != row.split("\t")[1]]
    assert wrong == []


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("服务台账户", "服務臺賬戶"),
        ("核准备案制", "核准備案制"),
        ("市场准入制度", "市場准入制度"),
        ("并发布", "並發布"),
        ("和面积", "和面積"),
        ("若干部门", "若干部門"),
        ("公布、颁布、宣布、分布、布局、发布会", "公布、頒布、宣布、分布、布局、發布會"),
        ("污染防治、排污、污水", "污染防治、排污、污水"),
        ("合作伙伴关系", "合作夥伴關係"),
        ("产业链上下游企业", "產業鏈上下游企業"),
        ("公司法人，3700多万元（SKA）", "公司法人，3700多萬元（SKA）"),
    ],
)
def test_siblings_of_the_cases_of_traditional(hans: str, hant: str) -> None:
    assert traditional(hans) == hant


def test_corrections_change_no_length_and_no_word_and_stand_once() -> None:
    words = [hans for hans, _ in corrections()]
    assert len(words) == len(set(words))
    for hans, hant in corrections():
        assert len(hans) == len(hant)
        assert T2S(hant) == hans


def test_each_correction_is_needed() -> None:
    inside = {"台账": "服务台账", "江干": "江干区"}  # words that only a longer word brings to grief
    for hans, hant in corrections():
        text = inside.get(hans, hans)
        words = "".join(form for _, form, _ in _by_dictionary(text))
        assert hant not in words or hant not in _by_tables(text), hans


def test_a_document_corrects_words_for_itself() -> None:
    assert traditional("于洪到场", (("于洪到", "於洪到"),)) == "於洪到場"
    assert traditional("于洪到场") == "于洪到場"


def test_a_place_where_the_two_ways_differ_is_told_unless_a_list_settles_it() -> None:
    (found,) = differences("支持粉丝发展协会")
    assert (found.start, found.end) == (4, 6)
    assert ("發展" in found.by_words, "髮展" in found.by_tables) == (True, True)
    assert list(differences("支持粉丝发展协会", (("发展", "發展"),))) == []


def test_uniform_forms_are_uniform_in_every_text(edition: Edition) -> None:
    if edition.record.script == "zh-Hans":
        assert not {char for _, _, hant in sentences([edition]) for char in hant} & set("佈汙")


@pytest.mark.parametrize(
    "word", ["示範", "白雲", "博士後", "採用", "不少於", "有利於", "構築", "開闢", "併購", "並深化"]
)
def test_guangzhou_has_the_traditional_word(editions: dict[str, Edition], word: str) -> None:
    assert word in "".join(block.hant for block in editions["guangzhou-2019"].blocks)


def contexts(editions: dict[str, Edition]) -> Iterator[str]:
    """Yield, for each doubtful character, its contexts (three characters either side) and its Traditional form."""
    found: dict[str, Counter[tuple[str, str]]] = {char: Counter() for char in ONE_TO_MANY}
    for _, hans, hant in sentences(editions.values()):
        for at, char in enumerate(hans):
            if char in found:
                around = slice(max(0, at - 3), at), slice(at + 1, at + 4)
                found[char][f"{hans[around[0]]}[{char}]{hans[around[1]]}", hant[at]] += 1
    for char in (char for char in ONE_TO_MANY if found[char]):
        forms = Counter[str]()
        for (_, form), times in found[char].items():
            forms[form] += times
        yield f"{char}  " + "  ".join(f"{form} ×{times}" for form, times in sorted(forms.items()))
        for (context, form), times in sorted(found[char].items(), key=lambda item: (item[0][1], item[0][0])):
            yield f"  {form}  {context}" + (f"  ×{times}" if times > 1 else "")
        yield ""


def test_every_one_to_many_character_is_reviewed(editions: dict[str, Edition], golden: Golden) -> None:
    golden(SCRIPTS / "golden" / "one-to-many.txt", "\n".join(contexts(editions)))


# ------------------------------------------------------------------------------------------------ built pages


def chinese_pages(built: Built, locale: str) -> list[Page]:
    """Return the pages of a locale."""
    return [parse(path) for path in sorted((built.site / locale).rglob("*.html"))]


def test_traditional_pages_have_no_simplified_only_character_in_text_that_is_not_marked_as_simplified(
    built: Built, editions: dict[str, Edition]
) -> None:
    emendations = editions["guangzhou-2019"].sources.apparatus.emendations
    unconverted = re.compile("|".join(re.escape(entry.lemma) for entry in emendations if entry.kind == "script"))
    found = [
        f"{page.path.relative_to(built.site)} ({element.tag} {element.lang}): {text.strip()}"
        for page in chinese_pages(built, "zh-Hant")
        for element, text in page.runs
        if element.lang != "zh-Hans" and set(unconverted.sub("", text)) & SIMPLIFIED_ONLY
    ]
    assert not found, "\n".join(found[:40])


@cache
def has_traditional(text: str) -> bool:
    """Tell whether a text has a character that Simplified writes in another way."""
    return any(T2S(char) != char for char in set(text) if char > "\u3400")


def test_simplified_pages_have_no_traditional_character_in_text_that_is_not_marked_as_traditional(built: Built) -> None:
    found = [
        f"{page.path.relative_to(built.site)} ({element.tag} {element.lang}): {text.strip()}"
        for locale in ("zh-Hans", "en")
        for page in chinese_pages(built, locale)
        for element, text in page.runs
        if element.lang != "zh-Hant" and has_traditional(text)
    ]
    assert not found, "\n".join(found[:40])


def test_on_traditional_pages_only_the_language_switch_and_quotations_of_captures_are_simplified(built: Built) -> None:
    for page in chinese_pages(built, "zh-Hant"):
        for element, text in page.runs:
            if element.lang == "zh-Hans" and set(text) & SIMPLIFIED_ONLY:
                assert element.tag in {"span", "q", "a"}, f"{page.path}: {element.attributes} {text}"
                assert not element.attributes.get("id"), f"{page.path}: {element.attributes} {text}"


def test_no_page_has_the_word_with_hair_in_it(built: Built) -> None:
    for page in chinese_pages(built, "zh-Hant"):
        assert "頭髮起" not in page.path.read_text("utf-8")


def test_site_names_and_hand_written_words_of_the_traditional_site_hold_no_simplified_character() -> None:
    for name in ("mkdocs.zh-Hant.yml", "theme/partials/languages/zh-Hant.html"):
        text = (Path(__file__).parent.parent / name).read_text("utf-8")
        text = re.sub(r"^.*(?:#|\{#).*$", "", text, flags=re.MULTILINE)  # comments are for editors
        assert not set(text) & SIMPLIFIED_ONLY, name


@pytest.mark.parametrize("hant", ASPECT)
def test_the_particle_becomes_the_form_of_simplified_text_and_the_noun_does_not(hant: str) -> None:
    assert simplified(hant) == ASPECT[hant]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("適用范圍如下", [("適用范圍", "適用範圍")]),
        ("采用國際標准", [("采用", "採用"), ("國際標准", "國際標準")]),
        ("臺灣與台灣的周期", []),  # variants
        ("制定并實施以后的計畫", [("并", "並"), ("以后", "以後")]),
        ("皇后、茶几、批准、關於、乾隆", []),
    ],
)
def test_simplified_characters_left_over_in_a_traditional_text_are_found(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(each.hans, each.by_words) for each in left_over(text)] == found


def test_a_word_of_the_documents_own_list_settles_what_is_left_over() -> None:
    assert list(left_over("適用范圍", (("范围", "范圍"),))) == []
