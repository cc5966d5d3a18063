"""Memory: what was translated before proposes the English of what is not translated yet.

In: catalogs, the translations of all documents, pairs from a translator's tool, the glossary. Out: proposals.

Guarantees:
1. A proposal is fuzzy: it is not shown until a translator takes the mark away.
2. A finished translation is never changed. What a tool hands back otherwise stands beside it as a comment.
3. The comments that this module makes are its own: they are made anew each time, and gone once a sentence is finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from babel.messages.catalog import Catalog, Message
from rapidfuzz import fuzz, process

from ..sources.records import Term
from ..text.edition import Edition
from .exchange import Pair
from .terms import Matcher, in_short
from .translation import messages

#: How like two sentences are, of 100, for one to propose the English of the other. At 75, 加强国际科技合作交流 is
#: near 加强国际科技合作; below it a translator deletes more than she keeps.
NEAR = 75
#: How the comments of this module begin.
_OWN = ("term: ", "memory: ")
_HANDED_BACK = "handed back: "


@dataclass(frozen=True)
class Memory:
    """Pairs that may be proposed; the first of several for one sentence counts."""

    pairs: tuple[Pair, ...]

    @cached_property
    def _exact(self) -> Mapping[str, Pair]:
        return {pair.chinese: pair for pair in reversed(self.pairs)}

    @cached_property
    def _known(self) -> list[str]:
        return list(self._exact)

    def match(self, chinese: str) -> tuple[Pair, int] | None:
        """Return the pair that is most like a sentence, and how like it is (100: the same), or None."""
        if chinese in self._exact:
            return self._exact[chinese], 100
        found = process.extractOne(chinese, self._known, scorer=fuzz.ratio, score_cutoff=NEAR)
        return (self._exact[found[0]], int(found[1])) if found else None


def finished(editions: Iterable[Edition]) -> Iterator[Pair]:
    """Yield every finished translation, under slug#id."""
    for edition in editions:
        for sentence in edition.sentences:
            if sentence.english:
                yield Pair(f"{edition.slug}#{sentence.id}", sentence.hans, sentence.english)


def take(catalog: Catalog, slug: str, pairs: Iterable[Pair]) -> tuple[int, int]:
    """Put what a tool hands back into a catalog; return how many became proposals, how many comments."""
    given = tuple(pairs)
    by_place = {pair.at: pair for pair in given}
    by_words = {pair.chinese: pair for pair in reversed(given)}
    proposed = noted = 0
    for message in messages(catalog):
        own = by_place.get(f"{slug}#{message.context}")
        pair = own if own and own.chinese == message.id else by_words.get(str(message.id))
        if pair is None or pair.english == message.string:
            continue
        if message.string and not message.fuzzy:
            message.auto_comments = [*_kept(message, _HANDED_BACK), f"{_HANDED_BACK}{_line(pair.english)}"]
            noted += 1
        else:
            _propose(message, pair.english)
            proposed += 1
    return proposed, noted


def assist(catalog: Catalog, memory: Memory, terms: Mapping[str, Term], matcher: Matcher) -> int:
    """Propose what the memory holds and list the terms of each unfinished sentence; return the number proposed."""
    proposed = 0
    for message in messages(catalog):
        comments = _kept(message, *_OWN)
        if message.string and not message.fuzzy:
            message.auto_comments, message.previous_id = comments, []
            continue
        found = None if message.string else memory.match(str(message.id))
        if found:
            pair, likeness = found
            _propose(message, pair.english, "" if likeness == 100 else pair.chinese)
            comments.append(f"memory: {likeness} of 100, {pair.at or 'imported'}")
            proposed += 1
        else:
            comments += (comment for comment in message.auto_comments if comment.startswith("memory: "))
        used = dict.fromkeys(occurrence.term for occurrence in matcher.find(str(message.id)))
        message.auto_comments = [*comments, *(f"term: {in_short(terms[each])}" for each in used)]
    return proposed


def _kept(message: Message, *beginnings: str) -> list[str]:
    """Return the comments made by programs that do not begin with one of ``beginnings``."""
    return [comment for comment in message.auto_comments if not comment.startswith(beginnings)]


def _propose(message: Message, english: str, previous: str = "") -> None:
    message.string = _line(english)
    message.flags.add("fuzzy")
    message.previous_id = [previous] if previous else []


def _line(text: str) -> str:
    """Return words on one line."""
    return " ".join(text.split())
