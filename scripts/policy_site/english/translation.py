"""Translation: the English of each sentence, in a PO file that any gettext editor opens.

In: en.po and the edited sentences. Out: English by sentence id; a merged catalog when the source has changed.

Guarantees:
1. One entry a sentence: msgctxt is its id, msgid its Simplified Chinese, msgstr the English.
2. An English sentence is used only if it was made for exactly this Chinese; otherwise it is fuzzy and not shown.
3. Merging never pairs a translation with another sentence, and never throws one away (obsolete entries stay).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

from ..sources.problems import Place, Problem
from ..text.edition import Edition, Sentence

FILE_NAME = "en.po"
#: Entries not yet placed, by sentence id and Chinese.
Spare = dict[tuple[str | None, str], Message]
#: Frozen, so that a merge changes only what the source changed.
_CREATED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_PREVIOUS = "| msgid "
#: Babel takes 0 to mean no wrapping of entries, and yet wraps comments, which parts ‘ignore T008: …’ from its reason.
_ENDLESS = 1_000_000
_HEADER = """\
# English translation of {slug}: one entry a sentence (msgctxt = id, msgid = edited Chinese).
# Made and merged by ‘policy-site translate’; edit msgstr here or in a PO editor.
# CC BY 4.0. Unofficial; the Chinese text prevails."""


def read(path: str, data: bytes) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Return the catalog in a PO file, or None and why it cannot be read."""
    try:
        catalog = read_po(BytesIO(data), locale="en", charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        place = Place(path, (error.lineno or 0) + 1)
        return None, (Problem(place, "T001", f"Not a PO file: {error}.", "Mend this line."),)
    except UnicodeDecodeError as error:
        return None, (Problem(Place(path), "T001", f"Not UTF-8 (byte {error.start}).", "Save it as UTF-8."),)
    except LookupError:
        return None, (Problem(Place(path), "T001", "Its header names no encoding of text.", "Write charset=utf-8."),)
    except ValueError as error:  # Babel lets some slips through to int(), e.g. msgstr[ without a number
        return None, (Problem(Place(path), "T001", f"Not a PO file: {error}.", "Mend it."),)
    parted = tuple(_parted_comments(path, data.decode("utf-8", "replace")))
    if parted:
        return None, parted
    for message in messages(catalog):
        _take_previous(message)
    return catalog, ()


def _parted_comments(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each comment in which a line ends for some programs: Babel would write it as two lines."""
    for number, line in enumerate(text.split("\n"), start=1):
        comment = line.lstrip().startswith("#") and not line.lstrip().startswith("#~")
        if comment and len(line.rstrip("\r").splitlines()) > 1:
            column = len(line.splitlines()[0]) + 1
            message = f"Control character U+{ord(line[column - 1]):04X} in a comment."
            yield Problem(Place(path, number, column), "T001", message, "Remove it.")


def _take_previous(message: Message) -> None:
    """Move earlier Chinese to where it belongs: Babel reads the line ‘#| msgid "…"’ as a translator's comment."""
    earlier = [comment for comment in message.user_comments if comment.startswith(_PREVIOUS)]
    if earlier:
        message.previous_id = [denormalize(comment.removeprefix(_PREVIOUS)) for comment in earlier]
        message.user_comments = [comment for comment in message.user_comments if comment not in earlier]


def messages(catalog: Catalog) -> Iterator[Message]:
    """Yield the entries of a catalog without its header."""
    return (message for message in catalog if message.id)


def english(catalog: Catalog, sentences: Iterable[Sentence]) -> dict[str, str]:
    """Return the English of each sentence whose translation is finished and was made for its present wording."""
    found = {(message.context, message.id): message for message in messages(catalog)}
    usable: dict[str, str] = {}
    for sentence in sentences:
        message = found.get((sentence.id, sentence.hans))
        if message and message.string and not message.fuzzy:
            usable[sentence.id] = str(message.string)
    return usable


def empty(slug: str) -> Catalog:
    """Return a catalog with no entry."""
    return Catalog(
        locale="en", project=slug, version="1", header_comment=_HEADER.format(slug=slug), creation_date=_CREATED,
        revision_date=_CREATED, msgid_bugs_address="", last_translator="", language_team="en", fuzzy=False,
    )  # fmt: skip


def merged(edition: Edition, old: Catalog) -> Catalog:
    """Return the catalog for the edition's present sentences, with what ``old`` holds.

    An entry is carried over as it is where the Chinese is the same; where the sentence of an id has changed, it
    is carried over as fuzzy; an entry that no sentence wants becomes obsolete.
    """
    new = empty(edition.slug)
    spare: Spare = {(message.context, str(message.id)): message for message in messages(old)}
    sentences = edition.sentences
    exact = {sentence.id: spare.pop((sentence.id, sentence.hans), None) for sentence in sentences}
    for sentence in sentences:
        if exact[sentence.id] is None:
            exact[sentence.id] = _moved(sentence, spare)
    for sentence in sentences:
        message = exact[sentence.id]
        changed = None if message else _changed(sentence, spare)
        _add(new, sentence, message or changed, stale=message is None)
    for message in [*spare.values(), *old.obsolete.values()]:
        if message.string:
            new.obsolete[(str(message.id), str(message.context))] = message
    return new


def _moved(sentence: Sentence, spare: Spare) -> Message | None:
    """Take an entry for the same Chinese under another id, if there is just one."""
    same = [key for key in spare if key[1] == sentence.hans]
    return spare.pop(same[0]) if len(same) == 1 else None


def _changed(sentence: Sentence, spare: Spare) -> Message | None:
    """Take the entry that this id had when its Chinese was another."""
    same = [key for key in spare if key[0] == sentence.id]
    return spare.pop(same[0]) if same else None


def _add(catalog: Catalog, sentence: Sentence, message: Message | None, *, stale: bool) -> None:
    """Add the entry of a sentence, with what an earlier entry knew."""
    if message is None:
        catalog.add(sentence.hans, context=sentence.id)
        return
    flags = set(message.flags) | ({"fuzzy"} if stale and message.string else set())
    previous = [str(message.id)] if stale else message.previous_id
    catalog.add(
        sentence.hans, message.string, context=sentence.id, flags=flags, user_comments=message.user_comments,
        auto_comments=message.auto_comments, previous_id=previous,
    )  # fmt: skip


def written(catalog: Catalog) -> bytes:
    """Return the PO file of a catalog: entries in the order of the text, no line numbers, no wrapping."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=_ENDLESS, no_location=True, include_previous=True)
    return buffer.getvalue()
