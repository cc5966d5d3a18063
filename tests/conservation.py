"""Conservation: capture = removed + edited text, character by character. The tests' own account of an edition."""

from __future__ import annotations

from collections.abc import Iterator

from policy_site.text.account import Account
from policy_site.text.edition import Edition
from policy_site.text.passage import KEPT, Piece


def faults(edition: Edition) -> Iterator[str]:
    """Yield what the account of an edition does not account for; none if every character is in its place."""
    before, passage, after = edition.excerpt.before, edition.passage, edition.excerpt.after
    if before + "".join(piece.witness for piece in passage.pieces) + after != edition.sources.text:
        yield "the capture is not: before, pieces, after"
    edited = "".join(piece.reading for piece in passage.pieces)
    if edited != printed(edition, edited):
        yield "the blocks are not the edited text"
    for piece in passage.pieces:
        if (piece.witness == piece.reading) != (piece.cause == KEPT):
            yield f"silent change: {piece}"
        if piece.cause.startswith("emendation:") and not emends(piece, edition):
            yield f"not what the apparatus says: {piece}"
        if piece.cause.startswith("rule:") and not regularises(piece):
            yield f"more than punctuation and space: {piece}"
    account = Account(edition)
    if (account.witness, account.edition) != (len(edition.sources.text), len(edited)):
        yield "the sums of the ledger are not the lengths"
    if account.kept + account.changed[0] + account.removed != account.witness:
        yield "kept, changed and removed are not the capture"
    if account.kept + account.changed[1] != account.edition:
        yield "kept and the readings are not the edition"


def printed(edition: Edition, edited: str) -> str:
    """Return the blocks in the script of the capture, with the line ends that the edited text has between them."""
    text = ""
    for block in edition.blocks:
        text += "\n" if edited.startswith("\n", len(text)) else ""
        text += block.hant if edition.record.script == "zh-Hant" else block.hans
    return text


def emends(piece: Piece, edition: Edition) -> bool:
    """Tell whether a piece is inside the lemma and the reading of the entry that it names."""
    entry = edition.sources.apparatus.emendations[int(piece.cause.removeprefix("emendation:"))]
    return piece.witness in entry.lemma and piece.reading in entry.reading


def regularises(piece: Piece) -> bool:
    """Tell whether a piece changes only the width or form of a mark, a dot, a space or a line end."""
    if piece.witness.isspace() and piece.reading in ("", " ", "\n"):
        return True
    wide = dict(zip(",:;()?!•・‧", "，：；（）？！···", strict=True))
    return all(
        wide.get(char, "") == piece.reading
        or (char in "\"'" and piece.reading in "“”‘’")
        or (char.isspace() and not piece.reading)
        for char in piece.witness
    )
