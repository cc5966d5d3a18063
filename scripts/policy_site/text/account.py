"""Account: the ledger of an edition as readers see it, every character in one of its lines.

In: an edition. Out: lines by cause, their sums, and the stretches of the capture that were removed.

Guarantees:
1. kept + changed + removed is the length of the witness; kept + the readings is the length of the edition.
2. Nothing is typed: every figure is computed from the pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from .edition import Count, Edition, emendation_entry
from .passage import KEPT


class Account:
    """The account of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def lines(self) -> tuple[Count, ...]:
        """The ledger with emendations of one kind summed; causes are keys of messages (cause.…)."""
        sums: dict[str, Count] = {}
        for count in self._edition.ledger():
            name = self._name(count.cause)
            old = sums.get(name, Count(name, 0, 0, 0))
            sums[name] = Count(
                name, old.witness + count.witness, old.edition + count.edition, old.places + count.places
            )
        return tuple(sums.values())

    def _name(self, cause: str) -> str:
        entry = emendation_entry(cause)
        if entry is not None:
            return f"emendation.{self._edition.sources.apparatus.emendations[entry].kind}"
        return cause.replace(":", ".")

    @property
    def witness(self) -> int:
        """Characters of the capture."""
        return sum(line.witness for line in self.lines)

    @property
    def edition(self) -> int:
        """Characters of the edited text."""
        return sum(line.edition for line in self.lines)

    @property
    def kept(self) -> int:
        """Characters that stand as captured."""
        return sum(line.witness for line in self.lines if line.cause == KEPT)

    @property
    def changed(self) -> tuple[int, int]:
        """Characters that something else replaces, and the characters that replace them."""
        changed = [line for line in self.lines if line.cause != KEPT and line.edition]
        return sum(line.witness for line in changed), sum(line.edition for line in changed)

    @property
    def removed(self) -> int:
        """Characters that nothing replaces."""
        return sum(line.witness for line in self.lines if not line.edition)

    def removed_stretches(self) -> Iterator[str]:
        """Yield the wording that was removed: around the text, then inside it; spaces run together."""
        inside = (
            piece.witness
            for piece in self._edition.passage.pieces
            if not piece.reading and (emendation_entry(piece.cause) is not None or piece.cause.startswith("furniture"))
        )
        for stretch in (self._edition.excerpt.before, *inside, self._edition.excerpt.after):
            if stretch.strip():
                yield " ".join(stretch.split())
