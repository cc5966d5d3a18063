"""Passage: a stretch of text that remembers, character by character, where it comes from.

In: the witness text. Out: pieces, each with the witness's characters, the edition's reading and why they differ.

Guarantees:
1. The witness sides of the pieces, joined, are the witness, always.
2. The reading sides, joined, are the edited text, always.
3. A piece whose two sides differ names its cause; so nothing is lost, added or silent.
4. Offsets lead both ways.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

KEPT = "kept"


@dataclass(frozen=True)
class Piece:
    """Some characters of the witness, what the edition reads there, and why they differ."""

    witness: str
    reading: str
    cause: str = KEPT


@dataclass(frozen=True)
class Passage:
    """Pieces that tile the witness from its first character to its last."""

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, witness: str) -> Passage:
        """Return the passage in which nothing has been changed yet."""
        return cls((Piece(witness, witness),) if witness else ())

    @cached_property
    def witness(self) -> str:
        """The witness, as captured."""
        return "".join(piece.witness for piece in self.pieces)

    @cached_property
    def text(self) -> str:
        """The edited text."""
        return "".join(piece.reading for piece in self.pieces)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """For each piece, the offset in the edited text at which its reading begins."""
        return tuple(accumulate((len(piece.reading) for piece in self.pieces), initial=0))[:-1]

    @cached_property
    def _witness_starts(self) -> tuple[int, ...]:
        return tuple(accumulate((len(piece.witness) for piece in self.pieces), initial=0))[:-1]

    def rewritten(self, changes: Mapping[int, str], cause: str) -> Passage:
        """Return the passage with single characters of the edited text replaced (offset → reading).

        A character that an emendation supplied keeps the emendation as its cause.
        """
        return Passage(tuple(_joined(self._rewritten_pieces(changes, cause))))

    def _rewritten_pieces(self, changes: Mapping[int, str], cause: str) -> Iterator[Piece]:
        for start, piece in zip(self.starts, self.pieces, strict=True):
            offsets = [at for at in range(start, start + len(piece.reading)) if at in changes]
            if not offsets:
                yield piece
            elif piece.cause == KEPT:
                yield from _split(piece, {at - start: changes[at] for at in offsets}, cause)
            else:
                reading = "".join(changes.get(start + i, char) for i, char in enumerate(piece.reading))
                yield Piece(piece.witness, reading, piece.cause)

    def edited_end(self, witness_end: int) -> int:
        """Return the offset in the edited text just after the ``witness_end``-th character of the witness."""
        at = bisect_left(self._witness_starts, witness_end) - 1  # the last piece that begins before it
        if at < 0 or witness_end > self._witness_starts[at] + len(self.pieces[at].witness):
            return len(self.text)
        piece, start = self.pieces[at], self._witness_starts[at]
        return self.starts[at] + (witness_end - start if piece.cause == KEPT else len(piece.reading))

    def witness_start(self, edited: int) -> int:
        """Return the offset in the witness of the character that the edited text has at offset ``edited``."""
        at = bisect_right(self.starts, edited) - 1  # the last piece that begins there or before
        if at < 0 or edited >= self.starts[at] + len(self.pieces[at].reading):
            return len(self.witness)
        captured = self._witness_starts[at]
        return captured + (edited - self.starts[at] if self.pieces[at].cause == KEPT else 0)


def _split(piece: Piece, changes: Mapping[int, str], cause: str) -> Iterator[Piece]:
    """Cut a kept piece at the characters that change."""
    last = 0
    for at, reading in sorted(changes.items()):
        if at > last:
            yield Piece(piece.witness[last:at], piece.reading[last:at])
        yield Piece(piece.witness[at], reading, cause)
        last = at + 1
    if last < len(piece.witness):
        yield Piece(piece.witness[last:], piece.reading[last:])


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours that both were kept, or both were furniture."""
    held: Piece | None = None
    for piece in pieces:
        if held and held.cause == piece.cause and (piece.cause == KEPT or piece.cause.startswith("furniture")):
            held = Piece(held.witness + piece.witness, held.reading + piece.reading, piece.cause)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held
