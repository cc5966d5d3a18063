"""Packing: the form in which groups are stored.

In: groups. Out: columns of strings and numbers; lists of like things compress better than records.

Guarantee: Traditional text is not stored twice: the browser makes it from one table of characters and the exceptions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..text.edition import covers
from .groups import KINDS, Group


def columns(everything: tuple[Group, ...], texts: tuple[Group, ...], table: Mapping[str, str]) -> dict[str, Any]:
    """Return the groups as columns; lists of like things compress better than records."""
    pages = list(dict.fromkeys(group.page for group in everything))
    starts: dict[tuple[int, str], int] = {}
    for place, group in enumerate(texts):
        starts.setdefault((group.document, group.lines[0].anchor.rpartition("-")[0]), place)
    return {
        "pages": pages,
        "kind": [KINDS.index(group.kind) for group in everything],
        "document": [group.document for group in everything],
        "page": [pages.index(group.page) for group in everything],
        "heads": [group.heads for group in everything],
        "under": [group.slot or starts.get((group.document, group.under), -1) for group in everything],
        "anchors": [" ".join(line.anchor for line in group.lines) for group in everything],
        "cites": [" ".join(_cited(group, texts)) for group in everything],
        "exceptions": [_exceptions(group, table) for group in everything],
        "zh": ["\n".join(line.zh for line in group.lines) for group in everything],
        "en": ["\n".join(line.en for line in group.lines) for group in everything],
    }


def _cited(group: Group, texts: tuple[Group, ...]) -> Iterator[str]:
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
