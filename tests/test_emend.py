"""Emending: where each entry applies, and how offsets lead from the capture to the edited text and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policy_site.sources.records import Apparatus
from policy_site.sources.yamlfile import YamlFile
from policy_site.text.edition import Edition
from policy_site.text.emend import Application, emend
from policy_site.text.passage import KEPT, Passage, Piece

WHY = {"zh": "甲。", "en": "X."}
PIECES = st.lists(
    st.one_of(
        st.text("甲乙丙", min_size=1, max_size=4).map(lambda text: Piece(text, text, KEPT)),
        st.builds(Piece, st.text("丁戊", max_size=3), st.text("己庚", max_size=3), st.just("emendation:0")),
    ),
    min_size=1,
    max_size=6,
).map(lambda pieces: Passage(tuple(pieces)))


def test_emend_hands_out_every_place_of_every_entry_in_the_order_of_the_lists() -> None:
    entries = [
        {"lemma": "丙丙", "reading": "丁", "kind": "conjecture", "because": WHY},
        {"lemma": "甲乙", "reading": "甲丁", "kind": "conjecture", "occurrences": 2, "because": WHY},
    ]
    apparatus = Apparatus.model_validate({"emendations": entries, "notes": [{"lemma": "戊", "because": WHY}]})
    made = emend(Passage.of("甲乙甲乙戊丙丙"), apparatus, YamlFile("", {}))
    assert made.problems == ()
    assert made.passage.text == "甲丁甲丁戊丁"
    assert made.emendations == (Application(5, 7, 0), Application(0, 2, 1), Application(2, 4, 1))
    assert made.notes == (Application(4, 5, 0),)


def test_every_entry_of_a_real_apparatus_is_marked_as_often_as_it_says(edition: Edition) -> None:
    apparatus, marks = edition.sources.apparatus, [mark.entry for each in edition.sentences for mark in each.marks]
    stated = {f"a{n}": entry.occurrences for n, entry in enumerate(apparatus.emendations, start=1)}
    stated |= {f"n{n}": entry.occurrences for n, entry in enumerate(apparatus.notes, start=1)}
    assert {key: marks.count(key) for key in stated} == stated


@given(PIECES)
def test_offsets_lead_to_the_piece_that_holds_the_character(passage: Passage) -> None:
    captured, edited = 0, 0
    for piece in passage.pieces:
        for at in range(1, len(piece.witness) + 1):
            inside = at if piece.cause == KEPT else len(piece.reading)
            assert passage.edited_end(captured + at) == edited + inside
        for at in range(len(piece.reading)):
            assert passage.witness_start(edited + at) == captured + (at if piece.cause == KEPT else 0)
        captured, edited = captured + len(piece.witness), edited + len(piece.reading)
    assert passage.witness_start(edited) == captured
    assert passage.edited_end(captured + 1) == edited
