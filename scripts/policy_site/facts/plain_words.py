"""Plain words: how plainly a point of a summary is written, as numbers.

In: the words of a point, the sentences that it cites. Out: counts, a reading ease, the share of borrowed characters.

Guarantees:
1. Pure functions of strings; nothing is looked up outside this file.
2. Every character that a reader sees in Chinese is counted, punctuation too; ‘high-tech’ is one English word.
3. Syllables are counted by rule: on the words of these summaries and translations the count is that of the
   CMU Pronouncing Dictionary for 98 of 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

#: Flesch (1948): 206.835 − 1.015 × words per sentence − 84.6 × syllables per word; plain English is 60 and more.
_FLESCH, _PER_SENTENCE, _PER_WORD = 206.835, 1.015, 84.6
#: A run of the clause’s own characters counts as borrowed from this length on, e.g. 工作许可
RUN = 3
#: An English word, e.g. 2021, high-tech, R&D, Wuhan’s
_WORD = re.compile(r"\w+(?:[-–’'.,&/]\w+)*")
#: The end of a sentence, e.g. the full stop of ‘papers. It’, not that of ‘1.8%’
_STOP = re.compile(r"[.!?][”’)]*(?=\s|$)")
#: What the two languages write in Latin capitals, e.g. PPP, R&D, CC BY
_ABBREVIATION = re.compile(r"(?<![A-Za-z&])[A-Z](?:&?[A-Z])+(?: [A-Z]{2,})*(?![A-Za-z&])")
#: A character that is written, not punctuation, e.g. 技, 8, R
_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_VOWELS = re.compile("[aeiouy]+")
#: An e that is not heard: schem·e, rul·es, nam·ed, state·ment; heard in ta·ble, clau·ses, coun·ted.
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouycgsxzl])(?<!sh)(?<!ch)es$|(?<=[aeiouy]l)es$|(?<=[^aeiouytd])ed$"
    r"|(?<=[^aeiouyl])e(?=(?:ly|ments?|less|ness|ful|where|work|line|by|guard(?:s|ed|ing)?)$)"
)
#: Two vowels that are spoken apart, e.g. go·ing, var·i·ous, ann·u·al, ide·a, re·ac·tor, co·oper·ate, touris·m.
_APART = re.compile(
    r"[aeouy](?=ing)|(?<![cst])i(?=ous)|(?<!q)u(?=al(?!i?t)|ous|ity|ary|it)|i(?=ence|et|ent|um)|(?<=[bdnvr])i(?=o[^u])"
    r"|(?<=[^cst])i(?=a)|e(?=a$|as$|an$|ate|o)|re(?=ac(?!h)|in)|co(?=oper|ord)|(?<=[^s])s(?=ms?$)"
)
#: Frequent words that the rules get wrong.
_KNOWN = {
    word: count
    for count, words in {
        1: "suits",
        2: "billion business greater guangdong guangzhou handled household hundred jiangsu language million "
        "people recruit recruits science someone yangtze yuan zhejiang",
        3: "area areas businesses convenient creating creation creative efficient idea ideas influence issuer "
        "opinion opinions overseas recruiting recruitment scientist scientists society suitable "
        "tianjin various",
        4: "experience february january laboratory laboratories situation",
        5: "association associations evaluation intellectual",
    }.items()
    for word in words.split()
}


def english_words(text: str) -> int:
    """Return the number of words, counting ‘2021’ and ‘high-tech’ as one each."""
    return len(_WORD.findall(text))


def chinese_characters(text: str) -> int:
    """Return the number of characters that a reader sees, punctuation and Latin letters included."""
    return len(re.sub(r"\s", "", text))


def english_sentences(text: str) -> int:
    """Return the number of full stops, question and exclamation marks that end a sentence, e.g. not that of 1.8%."""
    return len(_STOP.findall(text))


def chinese_sentences(text: str) -> int:
    """Return the number of full stops, question and exclamation marks, e.g. 1 for 有语病的，照原样保留。"""
    return len(re.findall("[。！？]", text))


def syllables(word: str) -> int:
    """Return the syllables of an English word; a number and an abbreviation count one for each written part."""
    parts = [part for part in re.split(r"[-–/&.,]", word.lower()) if part]
    return sum(_spoken(re.sub("[’'][st]?$", "", part)) for part in parts)


def _spoken(word: str) -> int:
    """Return the syllables of a word without hyphens: those that are known, or those of the rules."""
    return _KNOWN.get(word) or max(len(_VOWELS.findall(_SILENT.sub("", word))) + len(_APART.findall(word)), 1)


def reading_ease(text: str) -> float:
    """Return the Flesch reading ease of an English text; words in Chinese are left out."""
    words = _WORD.findall(re.sub(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+", " ", text))
    if not words:
        return _FLESCH
    sentences = max(english_sentences(text), 1)
    return _FLESCH - _PER_SENTENCE * len(words) / sentences - _PER_WORD * sum(map(syllables, words)) / len(words)


def borrowed(text: str, clauses: Iterable[str]) -> float:
    """Return the share of a Chinese text’s characters, from 0 to 1, that stand in runs taken over from ``clauses``."""
    own, theirs = _written(text), [_written(clause) for clause in clauses]
    taken: set[int] = set()
    for at in range(len(own) - RUN + 1):
        if any(own[at : at + RUN] in clause for clause in theirs):
            taken.update(range(at, at + RUN))
    return len(taken) / len(own) if own else 0.0


def unexpanded(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the number of the text and each abbreviation that the text in which it first stands does not explain."""
    seen: set[str] = set()
    for number, text in enumerate(texts):
        for found in _ABBREVIATION.finditer(text):
            if found[0] not in seen and not (_beside_brackets(text, found) or _spelled_out(text, found[0])):
                yield number, found[0]
            seen.add(found[0])


def _beside_brackets(text: str, found: re.Match[str]) -> bool:
    """Tell whether an abbreviation stands in brackets, or before them, e.g. GDP（生产总值）."""
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return before.endswith(("(", "（")) or after.startswith(("(", "（"))


def _spelled_out(text: str, abbreviation: str) -> bool:
    """Tell whether words of the text begin with the letters, e.g. R&D: research and development."""
    between = " and " if "&" in abbreviation else "[ -](?:(?:and|of|the|for) )?"
    words = between.join(f"{letter}[a-z]+" for letter in re.sub("[& ]", "", abbreviation))
    return bool(re.search(words, text, re.IGNORECASE))


def _written(text: str) -> str:
    return "".join(_LETTER.findall(text))
