"""Injected names: find what a hijacked host put into a page, however it is dressed.

In: the names that document.yml declares, and any text. Out: where they stand in it.

Guarantees:
1. Names and text are compared by their letters and digits alone, in one form: compatibility forms and accents undone,
   capitals folded, Simplified. So AG_真人, ＡＧ 真人 and A*G|真-人 are one name.
2. A short name in Latin letters is found in whole words only: AG is not in management.
3. Nothing is found across a BARRIER.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from unicodedata import normalize

from .scripts import simplified

#: Parts texts that do not belong together, e.g. two paragraphs of a page.
BARRIER = "\0"
#: A name with fewer letters and digits than this is looked for as it is written, e.g. ★.
_LEAST = 2
#: A Latin name with fewer letters than this may be part of a common word.
_DISTINCT = 6


@dataclass(frozen=True)
class InjectedNames:
    """The injected names of some documents."""

    names: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> InjectedNames:
        """Return the names in ``names``."""
        return cls(frozenset(names))

    @cached_property
    def _plain(self) -> tuple[str, ...]:
        """The names that are looked for as they are written."""
        return tuple(sorted(name.strip() for name in self.names if len(folded(name)) < _LEAST))

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        """The other names, folded."""
        return tuple(sorted({form for form in map(folded, self.names) if len(form) >= _LEAST}))

    def possible(self, text: str) -> bool:
        """Tell whether all characters of a name stand in ``text``, wherever."""
        characters = set(text)
        letters = set("".join(map(_letters, characters)))
        return any(map(characters.issuperset, self._plain)) or any(map(letters.issuperset, self._folded))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where names stand in ``text``, in order and without overlap."""
        found = sorted(self._spans(text), key=lambda span: (span[0], -span[1]))
        apart: list[tuple[int, int]] = []
        for start, end in found:
            if not apart or start >= apart[-1][1]:
                apart.append((start, end))
        return apart

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        for name in self._plain:
            yield from _occurrences(name, text)
        forms = {ord(char): _letters(char) for char in set(text)}
        letters = set("".join(forms.values()))
        possible = [name for name in self._folded if letters.issuperset(name)]
        whole = text.translate(forms) if possible else ""
        present = [name for name in possible if name in whole]
        if present:
            places = [at for at, char in enumerate(text) for _ in forms[ord(char)]]
            for name in present:
                for start, end in _occurrences(name, whole):
                    first, last = places[start], places[end - 1]
                    if _stands_alone(name, text[first - 1 : first], text[last + 1 : last + 2]):
                        yield first, last + 1

    def masked(self, text: str, sign: str) -> str:
        """Return ``text`` with ``sign`` for each name."""
        parts, last = [], 0
        for start, end in self.spans(text):
            parts += [text[last:start], sign]
            last = end
        return "".join([*parts, text[last:]])


def _occurrences(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


def _stands_alone(name: str, before: str, after: str) -> bool:
    """Tell whether a folded name between two characters is no part of a longer Latin word."""
    if not name.isascii() or len(name) >= _DISTINCT:
        return True
    return not any(char.isascii() for char in folded(before) + folded(after) if char != BARRIER)


def folded(text: str) -> str:
    """Return the letters and digits of ``text`` in the form in which names are compared."""
    return "".join(map(_letters, text))


@cache
def _letters(char: str) -> str:
    """Return one character in that form: Ａ is a, 網 is 网, _ is nothing."""
    if char == BARRIER:
        return char
    return "".join(each for each in simplified(normalize("NFKD", char).casefold()) if each.isalnum())
