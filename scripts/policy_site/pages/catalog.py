"""Catalog: the words of the site in each locale, and the choice of a language for what the sources say.

In: messages.yml and bilingual records. Out: strings of one locale.

Guarantees:
1. Every message exists in English and Chinese; Traditional Chinese is made, never typed.
2. An unknown message is a KeyError at build time, never a blank on a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import get_args

from markupsafe import Markup

from ..rendering.markup import escaped, joined, markup
from ..sources.records import Bilingual, Collection, Document, Draft, Locale, Script, Statement
from ..sources.yamlfile import parse
from ..text.edition import Sentence
from ..text.scripts import traditional

LOCALES: tuple[Locale, ...] = get_args(Locale)
#: The messages that a collection says in words of its own, and the field of home.yml that holds them.
_OF_THE_COLLECTION = {"home.title": "title", "home.lead": "lead", "book.about": "book", "dataset.about": "data"}
#: Where a sentence ends: 。, or a period before a blank, e.g. “by an AI language model. It”
_FIRST_END = re.compile(r"。|\.(?=\s)")
#: What each language calls itself, in its own script; never converted, unlike every other word.
LANGUAGE_NAMES: dict[Locale, str] = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}


@cache
def _messages() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("messages.yml").read_text("utf-8")
    source, problems = parse("messages.yml", text)
    if problems:
        raise ValueError("; ".join(map(str, problems)))
    return source.data


@dataclass(frozen=True)
class Catalog:
    """The words of one locale."""

    locale: Locale
    collection: Collection | None = None

    @property
    def chinese_script(self) -> Script:
        """The script in which this locale prints Chinese."""
        return "zh-Hant" if self.locale == "zh-Hant" else "zh-Hans"

    @property
    def gap(self) -> str:
        """What parts two sentences: a blank in English, nothing in Chinese, whose full stop holds its own room."""
        return " " if self.locale == "en" else ""

    @property
    def comma(self) -> str:
        """A comma between two parts of one phrase."""
        return ", " if self.locale == "en" else "，"

    def message(self, key: str, **values: object) -> str:
        """Return the message ``key`` with its values filled in."""
        own = self._own(key)
        if own:  # data: braces in it mean nothing, but for those of a value
            text = self.pick(own)
            return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text)
        entry = _messages()[key]
        text = entry["en"] if self.locale == "en" else self.chinese(entry["zh"])
        return text.format(**values) if values else text

    def markup(self, key: str, **values: object) -> Markup:
        """Return the message ``key`` with its values filled in as markup."""
        parts = ((text, values[name] if name else "") for text, name, _, _ in Formatter().parse(self.message(key)))
        return joined(escaped(part) for pair in parts for part in pair)

    def both(self, key: str) -> Bilingual:
        """Return the message ``key`` in both languages, for what the page prints side by side."""
        return self._own(key) or Bilingual(**_messages()[key])

    def _own(self, key: str) -> Bilingual | None:
        """Return the collection's own words for a message, where it has them."""
        name = _OF_THE_COLLECTION.get(key)
        return getattr(self.collection, name) if self.collection and name else None

    def series(self, names: Sequence[str]) -> str:
        """Return names in one phrase: A, B and C; 甲、乙和丙."""
        if len(names) < 2:
            return "".join(names)
        comma, last = (", ", " and ") if self.locale == "en" else ("、", "和")
        return f"{comma.join(names[:-1])}{last}{names[-1]}"

    def group(self, prefix: str) -> dict[str, str]:
        """Return the messages whose keys begin with ``prefix``, under the rest of their keys."""
        return {key.removeprefix(prefix): self.message(key) for key in _messages() if key.startswith(prefix)}

    def pick(self, words: Draft | Statement) -> str:
        """Return the side of a bilingual statement that this locale reads; the Chinese while there is no English."""
        return words.en if self.locale == "en" and words.en else self.chinese(words.zh)

    def opened(self, words: Draft | Statement) -> tuple[str, str]:
        """Return the first sentence of what ‘pick’ returns, and the rest, e.g. of how the English was made."""
        text = self.pick(words)
        end = _FIRST_END.search(text)
        return (text[: end.end()], text[end.end() :].lstrip()) if end else (text, "")

    def genre(self, record: Document) -> str:
        """Return the genre of a document in words, or that it is not yet written."""
        genre = record.genre
        if genre is None:
            return self.message("unwritten")
        return self.pick(genre.name) if genre.name else self.message(f"genre.{genre.value}")

    def mark(self, basis: str) -> Markup:
        """Return the mark of what the text does not state, with a blank before it; nothing for what it states."""
        if basis not in {"inferred", "supplied"}:
            return joined(())
        return markup(' <span class="basis {}">{}</span>', basis, self.message(f"basis.{basis}"))

    def partner(self, words: Bilingual) -> str:
        """Return the other side of a bilingual statement: Chinese for English readers, English for the others."""
        return self.chinese(words.zh) if self.locale == "en" else words.en

    def chinese(self, text: str) -> str:
        """Return Simplified Chinese in this locale's script."""
        return traditional(text) if self.locale == "zh-Hant" else text

    def sentence(self, sentence: Sentence) -> str:
        """Return the Chinese of an edited sentence in this locale's script."""
        return sentence.hant if self.locale == "zh-Hant" else sentence.hans
