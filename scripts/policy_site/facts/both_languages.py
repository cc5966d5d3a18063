"""Both languages: does what one language names or qualifies stand in the other too?

In: a bilingual statement of ours, and the index of names (names.yml). Out: what only one of the languages says.

Guarantees:
1. A name of the index that the Chinese prints is named in English: a word that tells it, or a short form of it.
2. A country or a city that the English names stands in the Chinese, in full or as an abbreviation.
3. A qualifier, which narrows who or how much is meant, stands in both languages. The list below is the only one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from ..sources.problems import Problem
from ..sources.records import Model, Name
from ..sources.yamlfile import Path, YamlFile

#: Kinds of names whose English is a plain word, so that a reader of English alone learns of them, e.g. Israel.
PLACES = ("country", "city")
#: A word of so many names tells none of them, e.g. Technology.
_COMMON = 4
#: A word of an English name, e.g. Sino-Dutch, Gu’an; not the small ones, e.g. of.
_WORD = re.compile(r"[A-Z][\w’]*(?:-[\w’]+)*")


@dataclass(frozen=True)
class Qualifier:
    """A word that narrows what is meant, in both languages, as regular expressions.

    Where ``zh`` stands, ``en`` or ``en_also`` must; where ``en`` stands, ``zh`` or ``zh_also`` must. With
    ``back`` false only the first is asked, because the English word has other uses, e.g. to seek markets.
    """

    zh: str
    en: str
    zh_also: str = ""
    en_also: str = ""
    back: bool = True


QUALIFIERS: tuple[Qualifier, ...] = (
    Qualifier("(?<!更)(?:高层次|高水平)", r"\bhigh-level", zh_also="高层"),
    Qualifier("高端", r"\bhigh-end"),
    Qualifier("顶尖", r"\btop\b(?![- ]500|[- ]flight)", zh_also="500强|一流", en_also="Laureates"),
    Qualifier("500强", r"\btop[- ]500\b", en_also="“500”"),
    Qualifier("一流", r"\b(?:first|world)-class\b", en_also="strive for the top"),
    Qualifier("知名", r"\b(?:well-known|known worldwide|famous)\b", zh_also="著名"),
    Qualifier("优秀|突出", r"\boutstanding\b", zh_also="英才|杰出", en_also="great merit|salient|distinctive"),
    Qualifier("国家级|国家重点", r"\bnational(?:-level)?\b", zh_also="国家|全国"),
    Qualifier("省级", r"\bprovincial(?:-level)?\b", zh_also="省|科技厅", en_also=r"\bprovince\b"),
    Qualifier("市级", r"\bcity[- ](?:level|rank)\b", en_also=r"\b(?:city|municipal)\b"),
    Qualifier(
        "至少|不少于|级以上|更高级别",
        r"\bat least\b|\bor (?:above|higher|more)\b",
        zh_also="以上",
        en_also="above|not? less than",
    ),
    Qualifier("左右", r"\b(?:about|around) (?=\d)", zh_also="约"),
    Qualifier("累计", r"\b(?:cumulative|running totals?)\b", en_also=r"\btotals?\b"),
    Qualifier("年末|年底|月底", r"\bend of (?:\w+ )?(?:\d{4}|the year)\b", en_also=r"\b(?:its end|end of)\b"),
    Qualifier("有条件的|够条件", r"\b(?:in a position|able) to do so\b", zh_also="有条件", en_also="in a position to"),
    Qualifier("符合(?!什么).{0,4}(?:条件|要求)|具备一定条件", r"\b(?:eligible|qualif\w+|meet(?:s|ing)?)\b", back=False),
    Qualifier("紧缺|急需", r"\b(?:scarce|lack|urgent\w*|shortage)\b", back=False),
    Qualifier("影响力", r"\b(?:influen\w+|standing)\b", back=False),
    Qualifier("鼓励", r"\bencourag"),
    Qualifier("力争", r"\baim(?:s|ing|ed)? (?:to|at|for)\b|\bas (?:an )?aims?\b", en_also=r"\baims?\b"),
    Qualifier("探索", r"\bexplor", zh_also="试"),
    Qualifier("争取", r"\b(?:seek\w*|sought|ask for)\b", back=False),
    Qualifier("推荐", r"\b(?:recommend\w*|put forward)\b", back=False),
    Qualifier("(?<!大)(?<!全国)中小企业", r"\bsmall and medium-sized\b"),
    Qualifier("高新技术", r"\bhigh-tech\b", zh_also="高新|高科技"),
    Qualifier("永久居留", r"\bpermanent[ -]residen"),
    Qualifier("一带一路", r"\bBelt and Road\b"),
    Qualifier("香港", r"\bHong Kong\b", zh_also="港澳"),
    Qualifier("澳门", r"\bMacao\b", zh_also="港澳"),
    Qualifier("留学", r"\b(?:returnees?|stud(?:y|ied) abroad|back from study)\b"),
)


class Said(Protocol):
    """What is said in both languages."""

    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str: ...


def check(record: Model, naming: Naming, file: YamlFile) -> Iterator[Problem]:
    """Yield a problem for each name and each qualifier that one language of a statement lacks."""
    for path, said in statements(record):
        for code, found in (("B001", naming.lacking(said)), ("B002", qualified(said))):
            for language, words in found:
                message = f"Only the {'Chinese' if language == 'zh' else 'English'} has ‘{words}’."
                yield Problem(file.place((*path, "en")), code, message, "Say it in both languages, or in neither.")


def statements(record: Model, path: Path = ()) -> Iterator[tuple[Path, Said]]:
    """Yield everything in a record that is said in two languages, with its path in the file."""
    said = getattr(record, "zh", None), getattr(record, "en", None)
    if all(isinstance(words, str) and words for words in said):
        yield path, record  # type: ignore[misc]  # both fields were just looked at
    for name in type(record).model_fields:
        value = getattr(record, name)
        for at, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(each, Model):
                yield from statements(each, (*path, name) if at is None else (*path, name, at))


def qualified(said: Said) -> Iterator[tuple[str, str]]:
    """Yield the language and the word of each qualifier that the other language lacks, e.g. (zh, 高层次)."""
    for each in QUALIFIERS:
        here, there = re.search(each.zh, said.zh), re.search(each.en, said.en, re.IGNORECASE)
        if here and not there and not _holds(each.en_also, said.en):
            yield "zh", here[0]
        if there and each.back and not here and not _holds(each.zh_also, said.zh):
            yield "en", there[0]


def _holds(pattern: str, text: str) -> bool:
    return bool(pattern and re.search(pattern, text, re.IGNORECASE))


@dataclass(frozen=True)
class Naming:
    """The names of the index, ready to be looked for in many statements."""

    names: Sequence[Name] = field(repr=False)

    def lacking(self, said: Said) -> Iterator[tuple[str, str]]:
        """Yield the language and the name of each that the other language lacks, e.g. (zh, 以色列)."""
        forms = dict.fromkeys(found[0] for found in self._forms.finditer(said.zh)) if self.names else {}
        rest = said.en
        for form in forms:
            if form in self._telling and not self._telling[form].search(said.en):
                yield "zh", form
            rest = self._whole[form].sub("", rest)
        for english, chinese in self._places:
            if english.search(rest) and not any(form in said.zh for form in chinese):
                yield "en", chinese[0]

    def without(self, text: str) -> str:
        """Return an English text without the names of the index, in full or short, e.g. without STAR Market."""
        return self._english.sub("", text)

    @cached_property
    def _english(self) -> re.Pattern[str]:
        forms = {form for name in self.names for form in (name.en, *name.en_also)}
        return _any_of(sorted(forms, key=len, reverse=True)) if forms else re.compile("(?!)")

    @cached_property
    def _forms(self) -> re.Pattern[str]:
        """All Chinese forms, the longest first: 中以 within 中以常州创新园 is no name of its own."""
        return re.compile("|".join(map(re.escape, sorted(self._whole, key=len, reverse=True))))

    @cached_property
    def _whole(self) -> dict[str, re.Pattern[str]]:
        """The whole English of each Chinese form, and its short forms."""
        return {form: _any_of((name.en, *name.en_also)) for name in self.names for form in (name.zh, *name.also)}

    @cached_property
    def _telling(self) -> dict[str, re.Pattern[str]]:
        """What must stand in English for each Chinese form; a name in small letters may be put in other words."""
        common = Counter(word for name in self.names for word in set(_WORD.findall(name.en)))
        found: dict[str, re.Pattern[str]] = {}
        for name in self.names:
            words = set(_WORD.findall(name.en))
            telling = {word for word in words if common[word] < _COMMON} or words
            if telling and not name.unsettled:
                found |= dict.fromkeys((name.zh, *name.also), _any_of((*telling, *name.en_also)))
        return found

    @cached_property
    def _places(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        return tuple(
            (_any_of((name.en, *name.en_also)), (name.zh, *name.also, *(each.zh for each in name.abbreviated)))
            for name in self.names
            if name.kind in PLACES and not name.unsettled
        )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of the words as a whole and by their capitals: US is not us."""
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
