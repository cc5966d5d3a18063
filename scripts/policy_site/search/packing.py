"""Packing: the form in which groups are stored.

In: groups. Out: columns of strings and numbers; lists of like things compress better than records. As text: four
fields, parted by form feeds; in the first three a tab parts groups, and a line end or a blank their lines.

Guarantee: Traditional text is not stored twice: the browser makes it from one table of characters and the exceptions.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..text.edition import covers
from .groups import KINDS, Group

#: The columns that stand as they are; the others stand together as JSON.
_TEXTS = ("zh", "en", "anchors")
#: What readers may type, and what the texts write instead.
Synonym = tuple[Sequence[str], Sequence[str]]


def as_text(everything: Sequence[Group], texts: Sequence[Group], table: Mapping[str, str]) -> str:
    """Return the groups as text; what they cite stands among ``texts``."""
    found = columns(everything, texts, table)
    return "\f".join([*("\t".join(found.pop(name)) for name in _TEXTS), as_json(found)])


def from_text(text: str) -> dict[str, Any]:
    """Return the columns of the groups that ``as_text`` was given."""
    *fields, rest = text.split("\f")
    found: dict[str, Any] = json.loads(rest)
    lists = (field.split("\t") if found["kind"] else [] for field in fields)
    return found | dict(zip(_TEXTS, lists, strict=True))


def as_json(content: Any) -> str:
    """Return plain data as JSON without blanks."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def synonyms_as_text(synonyms: Iterable[Synonym]) -> str:
    """Return synonyms as two fields of lines, what readers say and the words of the texts, with bars between forms.

    A form that stands with and without its blanks is pinyin; it is written once: ~fang guan fu.
    """
    pairs = [("|".join(_said(say)), "|".join(mean)) for say, mean in synonyms]
    return "\f".join("\n".join(pair[side] for pair in pairs) for side in (0, 1))


def _said(forms: Sequence[str]) -> Iterator[str]:
    """Yield what readers say, pinyin once."""
    joined = {form.replace(" ", "") for form in forms if " " in form}.intersection(forms)
    return (f"~{form}" if form.replace(" ", "") in joined else form for form in forms if form not in joined)


def columns(everything: Sequence[Group], texts: Sequence[Group], table: Mapping[str, str]) -> dict[str, Any]:
    """Return the groups as columns; lists of like things compress better than records."""
    pages = {page: number for number, page in enumerate(dict.fromkeys(group.page for group in everything))}
    starts: dict[tuple[int, str], int] = {}
    for place, group in enumerate(texts):
        starts.setdefault((group.document, group.lines[0].anchor.rpartition("-")[0]), place)
    return {
        "pages": list(pages),
        "kind": [KINDS.index(group.kind) for group in everything],
        "document": [group.document for group in everything],
        "page": [pages[group.page] for group in everything],
        "heads": [group.heads for group in everything],
        "under": [group.slot or starts.get((group.document, group.under), -1) for group in everything],
        "anchors": [" ".join(_anchors(group)) for group in everything],
        "cites": [" ".join(_cited(group, texts)) for group in everything],
        "exceptions": [_exceptions(group, table) for group in everything],
        "zh": ["\n".join(line.zh for line in group.lines) for group in everything],
        "en": ["\n".join(line.en for line in group.lines) for group in everything],
    }


def _anchors(group: Group) -> Sequence[str]:
    """Return the ids of the lines; the last one stands for all that are the same after it."""
    found = [line.anchor for line in group.lines]
    while len(found) > 1 and found[-1] == found[-2]:
        found.pop()
    return found


def _cited(group: Group, texts: Sequence[Group]) -> Iterator[str]:
    """Yield what a point rests on as ‘group’ or ‘group:line’, by their numbers among the texts."""
    if not group.cites:
        return
    for place, other in enumerate(texts):
        if other.document != group.document:
            continue
        lines = [n for n, line in enumerate(other.lines) if any(covers(target, line.anchor) for target in group.cites)]
        if len(lines) == len(other.lines):
            yield f"{place}"
        else:
            yield from (f"{place}:{number}" for number in lines)


def commonest_forms(everything: Iterable[Group]) -> dict[str, str]:
    """Return for each Simplified character whose Traditional form differs the form that the texts use most."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    pairs = Counter(
        pair for group in everything for line in group.lines for pair in zip(line.zh, line.hant, strict=True)
    )
    for (simple, form), count in pairs.items():
        counts[simple][form] = count
    commonest = {simple: forms.most_common(1)[0][0] for simple, forms in counts.items()}
    return {simple: form for simple, form in commonest.items() if simple != form}


def _exceptions(group: Group, table: Mapping[str, str]) -> str:
    """Return where a group's Traditional text departs from the table: ‘12於3髮’ is characters 12 and 12 + 3."""
    parts, last = [], 0
    zh = "\n".join(line.zh for line in group.lines)
    hant = "\n".join(line.hant for line in group.lines)
    for place, (simple, form) in enumerate(zip(zh, hant, strict=True)):
        if table.get(simple, simple) != form:
            parts.append(f"{place - last}{form}")
            last = place
    return "".join(parts)
