"""Terms: where the words of the glossary occur in a sentence, in either language.

In: glossary terms and a sentence. Out: occurrences with offsets.

Guarantees:
1. Longest first: in 国际科技合作基地 the term 国际科技合作 is not found again.
2. English is matched in whole words, with plurals and capitals folded.
3. A word of several senses is judged by sense: where the Chinese shows which one is meant, only its English counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..sources.records import Sense, Term


@dataclass(frozen=True, order=True, slots=True)
class Occurrence:
    """A term at a place: offsets in the sentence, and the term."""

    start: int
    end: int
    term: str


@dataclass(frozen=True)
class Matcher:
    """Finds terms in sentences of one language."""

    pattern: re.Pattern[str]
    ids: dict[str, str]
    key: Callable[[str], str]

    def find(self, text: str) -> Iterator[Occurrence]:
        """Yield the occurrences in the order of the text, not overlapping."""
        for found in self.pattern.finditer(text):
            yield Occurrence(found.start(), found.end(), self.ids[self.key(found[0])])


def chinese_matcher(terms: Iterable[Term], script: Callable[[str], str] = str) -> Matcher:
    """Return a matcher of Chinese forms, put into another script by ``script``."""
    ids = {script(form): term.id for term in terms for form in term.chinese_forms}
    return Matcher(_alternatives(re.escape(form) for form in _longest_first(ids)), ids, str)


def english_matcher(terms: Iterable[Term]) -> Matcher:
    """Return a matcher of English forms in whole words."""
    ids = {folded(form): term.id for term in reversed(tuple(terms)) for form in term.english_forms}
    patterns = (rf"\b{_flexible(form)}(?!\w)" for form in _longest_first(ids))
    return Matcher(_alternatives(patterns, re.IGNORECASE), ids, folded)


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(forms, key=lambda form: (-len(form), form))


def _alternatives(patterns: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    joined = "|".join(patterns)
    return re.compile(joined or r"(?!)", flags)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return English words in lower case and singular, parted by single spaces: ‘High-Tech Parks’ → high tech park.

    The apostrophe of a plural possessive is dropped: foreign experts’ → foreign expert.
    """
    return " ".join(_singular(word.rstrip("’'")) for word in re.findall(r"[\w&’']+", text.lower()))


def _singular(word: str) -> str:
    """Return a noun without its plural ending; rough, but the same for both sides of a comparison."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _flexible(form: str) -> str:
    """Return a pattern for a folded form that allows plurals, and any of space and hyphen between its words."""
    words = (
        rf"{re.escape(word[:-1])}(?:y|ies)" if word.endswith("y") else f"{re.escape(word)}s?" for word in form.split()
    )
    return r"\W{1,2}".join(words)


def senses_in(term: Term, chinese: str) -> tuple[Sense, ...]:
    """Return the senses that ``term`` may have in a Chinese sentence: those shown by a word beside it, or else all.

    In 打造内地与港澳规则相互衔接的示范基地 the word 港澳 shows that 内地 is the mainland.
    """
    shown = tuple(sense for sense in term.senses if any(word in chinese for word in sense.beside))
    return shown or term.senses


def in_short(term: Term) -> str:
    """Return a term and its English on one line, each sense with when it is meant, for translators' tools."""
    if not term.senses:
        return f"{term.zh} = {term.en}"
    return f"{term.zh} = " + "; ".join(f"{sense.en} ({sense.when.en.rstrip('.')})" for sense in term.senses)


def renders(term: Term, chinese: str, english: str) -> bool:
    """Tell whether an English sentence renders ``term`` in a sense that it may have in the Chinese one."""
    return any(holds(english, each.english_forms) for each in senses_in(term, chinese) or (term,))


def holds(english: str, forms: Iterable[str]) -> bool:
    """Tell whether an English sentence holds one of ``forms`` in whole words."""
    sentence = f" {folded(english)} "
    return any(f" {folded(form)} " in sentence for form in forms)
