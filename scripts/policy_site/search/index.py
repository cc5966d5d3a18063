"""Search index: what the reader's browser searches, as two scripts.

In: the library, and what the built pages say that it fills. Out: the files of site/search/.

Guarantees:
1. Whatever form of a character a reader types, in either script, the folding table leads to the form in the index.
2. The same input gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..library import Library
from ..pages.catalog import LOCALES, Catalog
from ..sources.records import SLOTS, Draft
from ..text.edition import Edition
from ..text.scripts import traditional
from .forms import folding, regional
from .groups import KINDS, Prose, answers, clauses, others
from .packing import columns, commonest_forms
from .synonyms import everyday_forms, figure_forms, glossary_forms, search_words

#: The words of the labels, which the engine makes as pages/labels.py does.
LABELS = tuple(
    f"label.{name}"
    for name in (
        "notice annex appendix schedule figure title addressee signature date remark adopted number contact occasion "
        "present copied printed closing annexes article article_end blank part chapter section question table run_in"
    ).split()
)
#: The messages that the page shows beside what it finds.
MESSAGES = (
    "search.title", "search.count", "search.count_one", "search.none", "search.absent",
    "search.inside", "search.near", "search.near_question", "search.partial", "search.scattered", "search.also",
    "search.meant", "search.all_results", "search.recent", "search.suggestions", "search.clear", "search.place",
    "search.kind", "search.kind_clause", "search.kind_explainer", "search.kind_measure", "search.kind_target",
    "search.kind_glossary", "search.kind_page", "search.kind_document", "search.more", "search.start",
    "search.kind_question", "search.kind_answer", "search.answered", "search.failed", "search.untranslated",
    "search.shown", "search.show_more", *(f"search.one_{kind}" for kind in KINDS),
)  # fmt: skip


def index(library: Library, prose: Prose) -> Mapping[str, str]:
    """Return the scripts that define the index, by their names: the texts, and all that explains them."""
    texts = tuple(group for number, edition in enumerate(library.editions) for group in clauses(number, edition))
    rest = tuple(others(library, prose))
    own = tuple(answers(library))
    table = commonest_forms((*texts, *rest, *own))
    stop = {language: text.split() for language, text in search_words()["stop"].items()}
    chinese = "\n".join(line.zh for group in texts for line in group.lines)
    synonyms = [*glossary_forms(library.terms), *everyday_forms(library.editions)]
    synonyms += [([form], [word]) for form, word in regional(chinese)]
    synonyms += figure_forms(chinese)
    known = "".join(line.zh + line.hant for group in (*texts, *rest, *own) for line in group.lines)
    known += "".join(form for say, mean in synonyms for form in (*say, *mean)) + "".join(stop["zh"])
    parts = {
        "texts": {
            "kinds": KINDS,
            "documents": [_document(edition) for edition in library.editions],
            **columns(texts, texts, table),
            "traditional": "".join(f"{simple}{form}" for simple, form in sorted(table.items())),
            "fold": folding(known, table),
            "stop": stop,
            "words": {locale: _site_words(Catalog(locale)) for locale in LOCALES},
        },
        "pages": {**columns(rest, texts, table), "synonyms": synonyms, "answers": columns(own, texts, table)},
    }
    return {f"{name}.js": _script(name, content) for name, content in parts.items()}


def _script(name: str, content: Mapping[str, Any]) -> str:
    """Return a script that adds a part to the index; it can be loaded from a file, where fetch cannot."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # older engines end a line there
    return f"(self.policySearch=self.policySearch||{{}}).{name}={text};\n"


def _document(edition: Edition) -> dict[str, Any]:
    record = edition.record
    return {
        "slug": edition.slug,
        "place": _names(record.place or record.short_title),
        "short": _names(record.short_title),
    }


def _names(words: Draft) -> dict[str, str]:
    return {"zh": words.zh, "hant": traditional(words.zh), "en": words.en}


def _site_words(catalog: Catalog) -> dict[str, str]:
    """Return the words of the search in the language of a locale."""
    return {key: catalog.message(key) for key in (*LABELS, *MESSAGES, *(f"slot.{slot}" for slot in SLOTS))}
