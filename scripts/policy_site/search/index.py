"""Search index: what the reader's browser searches, as scripts.

In: the library, and what the built pages say that it fills. Out: the files of site/search/.

Guarantees:
1. Whatever form of a character a reader types, in either script, the folding table leads to the form in the index.
2. The same input gives the same bytes.
3. first.js is loaded first and names all others, each by the digest of what it holds: a browser may keep them.

Up to some documents all texts stand in first.js and all else in a second part. Beyond, each document has two parts of
its own, which are loaded when a query asks for them, and shards tell which documents hold a term (holdings.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..library import Library
from ..pages.catalog import LOCALES, Catalog
from ..sources.records import SLOTS, Draft
from ..text.edition import Edition
from ..text.scripts import traditional
from . import holdings
from .forms import folding, regional
from .groups import KINDS, Group, Prose, answers, clauses, others
from .packing import Synonym, as_json, as_text, commonest_forms, synonyms_as_text
from .synonyms import everyday_forms, figure_forms, glossary_forms, search_words, shared_forms
from .wrapping import wrapped

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
    "search.shown", "search.show_more", "search.looked", "search.look_on", "search.unsure",
    *(f"search.one_{kind}" for kind in KINDS),
)  # fmt: skip
#: Up to so many characters of texts, in both languages, a reader is served best by all at once: about ten documents.
WHOLE = 300_000


@dataclass(frozen=True)
class Shelf:
    """What is loaded together: texts, what explains them, answers, and what readers say for the words of the texts."""

    texts: tuple[Group, ...]
    rest: tuple[Group, ...]
    own: tuple[Group, ...]
    synonyms: tuple[Synonym, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """All that can be found here."""
        return (*self.texts, *self.rest, *self.own)


#: What gives the result that follows from some texts, by its kind: a kept one, or a new one.
Made = Callable[[str, tuple[str, ...], Callable[[], Any]], Any]


def _anew(_kind: str, _follows: tuple[str, ...], make: Callable[[], Any]) -> Any:
    return make()


def index(library: Library, prose: Prose, made: Made = _anew) -> Iterator[tuple[str, str]]:
    """Yield the scripts that define the index, by their names; what takes long is asked of ``made``."""
    texts = tuple(group for number, edition in enumerate(library.editions) for group in clauses(number, edition))
    rest, own = tuple(others(library, prose)), tuple(answers(library))
    size = sum(len(line.zh) + len(line.en) for group in texts for line in group.lines)
    if size <= WHOLE:
        first, single = Shelf(texts, rest, own, tuple(_synonyms(library, texts, made))), []
    else:
        first, *single = _by_document(library, made, texts, rest, own)
    table = commonest_forms((*texts, *rest, *own))
    known = _known((first, *single))
    stop = {language: text.split() for language, text in search_words()["stop"].items()}
    fold = folding(known + "".join(stop["zh"]), table)
    named: dict[str, Any] = {"shelves": [], "shards": [], "starts": [], "words": ""}
    for number, shelf in enumerate(single):
        scripts = dict(_wrapped(dict(zip((f"t{number}", f"r{number}"), _shelf(shelf, table), strict=True)), made))
        named["shelves"].append(_digest(*scripts.values()))
        yield from ((f"{name}-{named['shelves'][-1]}.js", script) for name, script in scripts.items())
    if single:
        yield from _holdings(single, holdings.Folding(fold, table), named, made)
    head = {
        "kinds": KINDS,
        "documents": [_document(edition) for edition in library.editions],
        "traditional": "".join(f"{simple}{form}" for simple, form in sorted(table.items())),
        "fold": fold,
        "stop": stop,
        "words": {locale: _site_words(Catalog(locale)) for locale in LOCALES},
        "parts": named,
    }
    yield from _first(head, *_shelf(first, table), made)


def _first(head: dict[str, Any], texts: str, rest: str, made: Made) -> Iterator[tuple[str, str]]:
    """Yield the two scripts that every search loads; the first names the second, by what both hold."""
    head["parts"]["rest"] = _digest(as_json(head), texts, rest)  # it is packed with the first
    scripts = dict(_wrapped({"first": f"{as_json(head)}\f{texts}", "rest": rest}, made))
    yield "first.js", scripts["first"]
    yield f"rest-{head['parts']['rest']}.js", scripts["rest"]


def _wrapped(texts: Mapping[str, str], made: Made) -> list[tuple[str, str]]:
    """Return the scripts of texts by their names."""
    scripts = made("wrapped", (as_json(texts),), lambda: list(wrapped(texts)))
    return [(name, script) for name, script in scripts]


def _digest(*contents: str) -> str:
    """Return what tells contents from earlier ones; of many documents the first part holds one each, so it is short."""
    return hashlib.sha256("\f".join(contents).encode()).hexdigest()[:7]


def _shelf(shelf: Shelf, table: Mapping[str, str]) -> tuple[str, str]:
    """Return the texts of a shelf, and all else of it."""
    rest = as_text(shelf.rest, shelf.texts, table)
    own = as_text(shelf.own, shelf.texts, table)
    return as_text(shelf.texts, shelf.texts, table), "\f".join((rest, own, synonyms_as_text(shelf.synonyms)))


def _synonyms(library: Library, texts: Sequence[Group], made: Made) -> Iterator[Synonym]:
    """Yield what readers say for the words of all documents."""
    chinese = "\n".join(line.zh for group in texts for line in group.lines)
    yield from glossary_forms(library.terms)
    yield from shared_forms()
    yield from everyday_forms(library.editions)
    yield from (([form], [word]) for form, word in made("regional", (chinese,), lambda: list(regional(chinese))))
    yield from figure_forms(chinese)


def _own_synonyms(edition: Edition, texts: Sequence[Group], made: Made) -> Iterator[Synonym]:
    """Yield what readers say for the words of one document."""
    chinese = "\n".join(line.zh for group in texts for line in group.lines)
    yield from everyday_forms([edition])
    yield from (([form], [word]) for form, word in made("regional", (chinese,), lambda: list(regional(chinese))))
    yield from figure_forms(chinese)


def _by_document(library: Library, made: Made, *kinds: Sequence[Group]) -> Iterator[Shelf]:
    """Yield the shelf of what belongs to no document, and one for each document."""
    parted: list[list[list[Group]]] = [[[], [], []] for _ in range(len(library.editions) + 1)]
    for place, groups in enumerate(kinds):
        for group in groups:
            parted[group.document + 1][place].append(group)
    shared, *documents = ([tuple(groups) for groups in parts] for parts in parted)
    yield Shelf(shared[0], shared[1], shared[2], (*glossary_forms(library.terms), *shared_forms()))
    for edition, (texts, rest, own) in zip(library.editions, documents, strict=True):
        yield Shelf(texts, rest, own, tuple(_own_synonyms(edition, texts, made)))


def _known(shelves: Sequence[Shelf]) -> str:
    """Return every character of the index."""
    found: set[str] = set()
    for shelf in shelves:
        for group in shelf.groups:
            for line in group.lines:
                found.update(line.zh, line.hant)
        for say, mean in shelf.synonyms:
            found.update(*say, *mean)
    return "".join(sorted(found))


def _holdings(
    shelves: Sequence[Shelf], table: holdings.Folding, named: dict[str, Any], made: Made
) -> Iterator[tuple[str, str]]:
    """Yield the scripts that tell what each document holds, and name them."""
    held = holdings.lists(
        holdings.terms((*shelf.texts, *shelf.rest), (form for say, _ in shelf.synonyms for form in say), table)
        for shelf in shelves
    )
    for number, (start, text) in enumerate(holdings.shards(held)):
        for name, script in _wrapped({f"s{number}": text}, made):
            named["starts"].append(start)
            named["shards"].append(_digest(script))
            yield f"{name}-{named['shards'][-1]}.js", script
    for name, script in _wrapped({"vocabulary": holdings.vocabulary(held)}, made):
        named["words"] = _digest(script)
        yield f"{name}-{named['words']}.js", script


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
