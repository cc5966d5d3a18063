"""The five real documents, read against their captures: nothing lost, nothing added, nothing silent.

What the captures hold (headings, paragraphs, units) is written here by hand or counted in the witness itself,
never taken from the program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import FIVE, ROOT
from conservation import faults
from policy_site.text.account import Account
from policy_site.text.edition import Edition
from policy_site.text.passage import KEPT, Passage

GOLDEN = Path(__file__).parent / "editions"
Golden = Callable[[Path, str], None]


def witness(slug: str) -> str:
    """Return a capture as it stands on the disk."""
    return (ROOT / "source_texts" / slug / "witness.txt").read_bytes().decode("utf-8")


# ------------------------------------------------------------------------------------------------ conservation


def test_the_edition_is_made_from_the_file_as_it_stands(edition: Edition) -> None:
    assert edition.sources.text == witness(edition.slug)


def test_every_character_is_accounted_for(edition: Edition) -> None:
    assert list(faults(edition)) == []


def changed(edition: Edition, old: str, new: str, side: str) -> Edition:
    """Return the edition with ``old`` made ``new`` once, on one side of a kept piece."""
    pieces = list(edition.passage.pieces)
    at = next(at for at, piece in enumerate(pieces) if piece.cause == KEPT and old in getattr(piece, side))
    pieces[at] = replace(pieces[at], **{side: getattr(pieces[at], side).replace(old, new, 1)})
    return replace(edition, passage=Passage(tuple(pieces)))


@pytest.mark.parametrize("side", ["witness", "reading"])
@pytest.mark.parametrize("new", ["", "的的", "地"])
def test_the_check_notices_one_的_lost_added_or_changed(edition: Edition, new: str, side: str) -> None:
    assert list(faults(changed(edition, "的", new, side)))


def test_the_check_notices_one_的_lost_on_both_sides(edition: Edition) -> None:
    assert list(faults(changed(changed(edition, "的", "", "witness"), "的", "", "reading")))


def test_the_check_notices_a_lost_block(edition: Edition) -> None:
    assert list(faults(replace(edition, blocks=edition.blocks[:3] + edition.blocks[4:])))


def test_the_check_notices_a_change_under_a_false_name(edition: Edition) -> None:
    pieces = tuple(
        replace(piece, cause="rule:comma") if piece.cause.startswith("emendation:") else piece
        for piece in edition.passage.pieces
    )
    assert list(faults(replace(edition, passage=Passage(pieces))))


def test_every_emendation_and_note_occurs_exactly_as_often_as_it_says(edition: Edition) -> None:
    body = edition.passage.witness
    apparatus = edition.sources.apparatus
    for entry in (*apparatus.emendations, *apparatus.notes):
        assert body.count(entry.lemma) == entry.occurrences, entry.lemma
    for number, entry in enumerate(apparatus.emendations):
        pieces = [piece for piece in edition.passage.pieces if piece.cause == f"emendation:{number}"]
        assert len(pieces) == entry.occurrences, entry.lemma


def test_every_emendation_and_note_is_marked_in_the_text_as_often_as_it_occurs(edition: Edition) -> None:
    marks = [mark.entry for block in edition.blocks for sentence in block.sentences for mark in sentence.marks]
    marks = [mark for mark in marks if mark[0] in "an"]  # the others are translators' notes
    apparatus = edition.sources.apparatus
    expected = {f"a{n}": entry.occurrences for n, entry in enumerate(apparatus.emendations, start=1)}
    expected |= {f"n{n}": note.occurrences for n, note in enumerate(apparatus.notes, start=1)}
    assert {key: marks.count(key) for key in {*marks, *expected}} == expected


def test_removed_page_furniture_is_listed_stretch_by_stretch(edition: Edition) -> None:
    listed = "".join("".join(Account(edition).removed_stretches()).split())
    omitted = "".join(
        piece.witness for piece in edition.passage.pieces if piece.cause.startswith("emendation:") and not piece.reading
    )
    expected = "".join((edition.excerpt.before + omitted + edition.excerpt.after).split())
    assert listed == expected


# ------------------------------------------------------------------------------------------------ golden texts


def test_edited_text(edition: Edition, golden: Golden) -> None:
    for script in sorted({"zh-Hans", edition.record.script}):  # Traditional that is made is reviewed in tests/scripts
        name = "edited.txt" if script == "zh-Hans" else f"edited.{script}.txt"
        golden(GOLDEN / edition.slug / "golden" / name, "\n".join(_edited_lines(edition, script)))


def _edited_lines(edition: Edition, script: str) -> Iterator[str]:
    """Yield each block with its id, kind and level, and its sentences with the marks of the apparatus in them."""
    for block in edition.blocks:
        level = f" {block.level}" if block.level else ""
        yield f"[{block.id}] {block.kind}{level}"
        for sentence in block.sentences:
            text = sentence.hans if script == "zh-Hans" else sentence.hant
            marks = "".join(f" {mark.entry}@{mark.offset}" for mark in sentence.marks if mark.entry[0] in "an")
            yield f"  {sentence.id}\t{text}{marks and '  ←'}{marks}"
        yield ""


def test_responsible_units(edition: Edition, golden: Golden) -> None:
    listed = {
        block.id: {
            role: [unit.printed if unit.printed == unit.full else f"{unit.printed} = {unit.full}" for unit in units]
            for role, units in (("lead", block.responsible.lead), ("units", block.responsible.units))
            if units
        }
        for block in edition.blocks
        if block.responsible.lead or block.responsible.units
    }
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    golden(GOLDEN / edition.slug / "golden" / "responsible.json", f"{text}\n")


# ------------------------------------------------------------------------------------------------ structure

#: Provisions in order, as the captures number them: s3.1.2 is 三（一）2. Read from the five captures by hand.
PROVISIONS = {
    "nantong-2024": "s1 s2 s3 s4 s5",  # 一是 … 五是
    "wuhan-2020": (
        "s1 s1.1 s1.2 s2 s2.1 s2.1.1 s2.1.2 s2.1.3 s2.1.4 s2.2 s2.2.1 s2.2.2 s2.2.3 s2.2.4 s2.2.5 "
        "s2.3 s2.3.1 s2.3.2 s2.3.3 s3 s3.1 s3.2 s3.3"
    ),
    "yangtze-delta-2021": "s1 s2 s3 s3.1 s3.2 s3.3 s3.4 s4 s4.1 s4.2 s4.3",
    "langfang-2019": (
        "s1 s2 s3 s3.1 s3.1.1 s3.1.2 s3.2 s3.2.1 s3.2.2 s3.2.3 s3.3 s3.3.1 s3.3.2 s3.3.3 "
        "s3.4 s3.4.1 s3.4.2 s3.4.3 s3.4.4 s3.5 s3.5.1 s3.5.2 s3.5.3 s3.5.4 s3.5.5 s3.6 s3.6.1 s3.6.2 s3.6.3 "
        "s4 s4.1 s4.2 s4.3 s4.4"
    ),
    # The excerpt begins inside 二（七）1, whose heading it lacks.
    "guangzhou-2019": "s2.7.2 s2.8 s2.8.1 s2.8.2 s3 s3.1 s3.2 s3.3 s3.4",
}
#: Blocks outside the numbering, as they stand in the captures.
FRAME = {
    "nantong-2024": "title",
    "wuhan-2020": "notice-title notice-addressee notice-p1 notice-signature-1 notice-date title",
    "yangtze-delta-2021": "title addressee signature-1 signature-2 signature-3 signature-4 date",
    "langfang-2019": "notice-title notice-addressee notice-p1 notice-signature-1 notice-date notice-remark title",
    "guangzhou-2019": "",
}
#: Paragraphs of running text (without headings and the notice), counted in the captures line by line.
PARAGRAPHS = {
    "nantong-2024": 3 + 5,  # three opening ones; one after each of 一是 … 五是
    "wuhan-2020": 1 + 2 + 4 + 5 + 3 + 3,  # preamble; 一; 二（一）（二）（三）; 三
    "yangtze-delta-2021": 1 + 2 + 4 + 3,  # preamble; 一 and 二; 三; 四
    "langfang-2019": 1 + 1 + 6 + (2 + 3 + 3 + 4 + 5 + 3) + 4,  # preamble; 一; 二; 三（一）…（六）; 四
    # 二（七）1; its 2 (three, two of them glued); 二（八）1; its 2; 三（一）(two, glued); （二）; （三）; （四）
    "guangzhou-2019": 1 + 3 + 4 + 3 + 2 + 3 + 2 + 1,
}
#: Unnumbered run-in headings: the six of Guangzhou's 二, its seven of 三, and five of Langfang's 二.
RUN_INS = {"guangzhou-2019": 3 + 3 + 2 + 3 + 2, "langfang-2019": 5}


def test_provisions_are_those_of_the_capture_in_its_order(edition: Edition) -> None:
    found = [block.id for block in edition.blocks if block.number]
    assert found == PROVISIONS[edition.slug].split()


def test_every_number_stands_as_printed_at_the_head_of_its_block(edition: Edition) -> None:
    for block in edition.blocks:
        if block.number:
            assert block.hans.startswith(block.number)
            assert re.fullmatch(
                r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、]|[一二三四五]是", block.number
            )
            assert block.level == block.id.count(".") + 1


def test_wuhan_keeps_its_顿号_and_langfang_its_point_after_the_number(editions: dict[str, Edition]) -> None:
    third = {
        slug: {block.number.lstrip("0123456789") for block in editions[slug].blocks if block.level == 3}
        for slug in ("wuhan-2020", "langfang-2019")
    }
    assert third == {"wuhan-2020": {"、"}, "langfang-2019": {"."}}


def test_title_addressee_signature_and_date_are_found(edition: Edition) -> None:
    kinds = {"title", "notice", "addressee", "signature", "date", "note"}
    assert [block.id for block in edition.blocks if block.kind in kinds] == FRAME[edition.slug].split()


def test_paragraphs_are_as_many_as_in_the_capture(edition: Edition) -> None:
    assert sum(block.kind == "paragraph" for block in edition.blocks) == PARAGRAPHS[edition.slug]


def test_unnumbered_run_in_headings_are_as_many_as_in_the_capture(edition: Edition) -> None:
    assert sum(block.kind == "run-in" and not block.number for block in edition.blocks) == RUN_INS.get(edition.slug, 0)


def test_ids_are_unique(edition: Edition) -> None:
    ids = [block.id for block in edition.blocks] + [s.id for block in edition.blocks for s in block.sentences]
    assert len(ids) == len(set(ids))


def test_paragraphs_and_sentences_count_up_from_one_without_a_gap(edition: Edition) -> None:
    expected: dict[str, int] = {}
    for block in edition.blocks:
        assert [s.id for s in block.sentences] == [f"{block.id}-{n}" for n in range(1, len(block.sentences) + 1)]
        if block.kind in {"paragraph", "notice"}:
            head, number = re.fullmatch(r"(.*?)p(\d+)", block.id).groups()  # type: ignore[union-attr]
            expected[head] = expected.get(head, 0) + 1
            assert int(number) == expected[head]


def test_no_block_or_sentence_is_empty_or_ends_in_space(edition: Edition) -> None:
    for block in edition.blocks:
        assert block.sentences
        for sentence in block.sentences:
            for text in (sentence.hans, sentence.hant):
                assert text
                assert text == text.strip()
                assert "\n" not in text


def test_sentences_end_where_the_capture_ends_them(edition: Edition) -> None:
    for block in edition.blocks:
        for sentence in block.sentences[:-1]:
            assert re.search(r"[。！？][”’）]*$", sentence.hans), sentence.id


def test_the_two_glued_lines_of_guangzhou_are_split(editions: dict[str, Edition]) -> None:
    glued = [line for line in witness("guangzhou-2019").splitlines() if re.search(r"\) \S", line)]
    assert len(glued) == 2
    starts = [block.hant for block in editions["guangzhou-2019"].blocks if block.kind == "run-in"]
    assert "加強與珠三角及內地城市協同合作。" in starts
    assert "完善科技創新政策體系。" in starts


def test_the_title_of_the_yangtze_delta_stands_once_and_its_padding_is_gone(editions: dict[str, Edition]) -> None:
    edition = editions["yangtze-delta-2021"]
    title = "关于推进长三角科技创新共同体协同开放创新的实施意见"
    assert witness(edition.slug).count(title) == 2
    assert edition.passage.text.count(title) == 1
    padded = re.findall(r"(?m)^[ \u00a0]{20,}", witness(edition.slug))
    assert sum(map(len, padded)) == 742
    assert not re.search(r"\s{2,}", edition.passage.text)


def test_lost_words_of_nantong_are_marked_and_the_injected_name_is_gone(editions: dict[str, Edition]) -> None:
    edition = editions["nantong-2024"]
    (name,) = edition.record.injected
    assert witness(edition.slug).count(name) == 7
    assert edition.passage.text.count("〔我市〕") == 5
    assert name not in edition.passage.text


# ------------------------------------------------------------------------------------------------ responsible units

#: Parentheses in the captures, half-width as they stand: (责任单位:市科技局、财政局,南沙区政府)
LISTS = re.compile(r"\([^()]*[责責]任[单單]位:[^()]*\)|\([牵牽][头頭][单單]位:[^()]*\)")
#: Counted by eye: Langfang has one after each of 20 tasks and four safeguards; Guangzhou one after each measure.
COUNTED = {"langfang-2019": 24, "guangzhou-2019": 13}


def test_every_list_of_units_in_the_capture_is_parsed(edition: Edition) -> None:
    lists = LISTS.findall(witness(edition.slug))
    blocks = [block for block in edition.blocks if block.responsible.lead or block.responsible.units]
    assert len(lists) == len(blocks) == COUNTED.get(edition.slug, 0)


def test_units_as_printed_are_those_of_the_capture_one_by_one(edition: Edition) -> None:
    blocks = [block for block in edition.blocks if block.responsible.lead or block.responsible.units]
    for block, capture in zip(blocks, LISTS.findall(edition.passage.witness), strict=True):
        shown = [unit.printed for unit in (*block.responsible.lead, *block.responsible.units)]
        stripped = re.sub(r"[牵牽责責][头頭任][单單]位:", "", capture.strip("()"))
        assert [hans(name) for name in re.split("[,、]", stripped)] == shown


def hans(text: str) -> str:
    """Simplify the few characters that names of units hold, without the program's converter."""
    table = (
        "業业務务來来員员會会場场監监環环財财發发廣广區区縣县劃划稅税聯联產产權权國国資资織织團团協协鄉乡設设辦办黃黄"
    )
    table += "組组黨党宣宣傳传勞劳動动護护識识產产許许門门關关級级質质標标準准澳澳術术農农鎮镇開开灣湾單单雲云埔埔"
    return text.translate(dict(zip(map(ord, table[::2]), table[1::2], strict=True)))


def units(editions: dict[str, Edition], slug: str) -> dict[str, set[str]]:
    """Return for each unit as printed the full names that it was given."""
    found: dict[str, set[str]] = {}
    for block in editions[slug].blocks:
        for unit in (*block.responsible.lead, *block.responsible.units):
            found.setdefault(unit.printed, set()).add(unit.full)
    return found


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("市科技局", "市科技局"),
        ("市场监管局", "市市场监管局"),  # the 市 of the first name carries over; this one's own 市 belongs to 市场
        ("市市场监管局", "市市场监管局"),
        ("财政局", "市财政局"),
        ("港澳办", "市港澳办"),
        ("工业和信息化局", "市工业和信息化局"),
        ("地方金融监管局", "市地方金融监管局"),
        ("广州知识产权法院", "广州知识产权法院"),
        ("市委组织部", "市委组织部"),
        ("团市委", "团市委"),
        ("各区政府", "各区政府"),
        ("南沙区政府", "南沙区政府"),
        ("白云区政府", "白云区政府"),
        ("黄埔区政府", "黄埔区政府"),  # stands after 、 in the list of 市科技局, and is a district all the same
    ],
)
def test_a_unit_of_guangzhou_in_full(editions: dict[str, Edition], printed: str, full: str) -> None:
    assert units(editions, "guangzhou-2019")[printed] == {full}


def test_langfang_prints_every_unit_in_full(editions: dict[str, Edition]) -> None:
    assert all(full == {printed} for printed, full in units(editions, "langfang-2019").items())


def test_every_measure_of_langfang_is_led_by_the_science_bureau(editions: dict[str, Edition]) -> None:
    leads = [block.responsible.lead for block in editions["langfang-2019"].blocks if block.responsible.lead]
    assert len(leads) == 24
    assert {unit.full for lead in leads for unit in lead} == {"市科技局"}


def test_the_five_are_all_there(editions: dict[str, Edition]) -> None:
    assert set(FIVE) <= set(editions)
