"""Sentences: where the sentences of a paragraph begin and end.

In: the text of a paragraph. Out: the offsets of its sentences.

Guarantees:
1. The sentences tile the text.
2. A quotation or a parenthesis is never split inside, and no sentence begins with a mark that closes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_CLOSING = dict(zip("“‘（《【〔「『〈", "”’）》】〕」』〉", strict=True))
_CLOSERS = frozenset(_CLOSING.values())
_END = re.compile(r"[。！？]+")
#: After one of these a sentence goes on, e.g. “扩大合作！”，他说
_GOES_ON = frozenset("，、；：。！？的地得")
#: After a quotation, who spoke it: “……。”市科技局局长说
_SAYS = re.compile(r"[^。！？“]{0,20}(?:说|表示|指出|强调|介绍|告诉|說|強調|介紹|告訴)")
#: Before a quotation that is speech and may end a sentence: 他说：“坚持开放。”
_SPEECH = frozenset("：，:,。！？；")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence; a paragraph without an end mark is one."""
    pairs = _pairs(text)
    start = at = 0
    while start < len(text):
        end = _end(text, start, at, pairs)
        if end is None:
            yield start, len(text)
            return
        yield start, end
        start = at = end


def _end(text: str, start: int, at: int, pairs: Mapping[int, int]) -> int | None:
    """Return where the sentence that begins at ``start`` ends, or None where it is the last."""
    while at < len(text):
        if at in pairs:
            close = pairs[at] + 1
            if _ends_inside(text, start, at, pairs):
                while close < len(text) and text[close] in _CLOSERS:
                    close += 1
                return close if close < len(text) else None
            at = close
            continue
        found = _END.match(text, at)
        if not found:
            at += 1
            continue
        at = found.end()
        while at < len(text) and text[at] in _CLOSERS:
            at += 1
        return at if at < len(text) else None
    return None


def _ends_inside(text: str, start: int, opening: int, pairs: Mapping[int, int]) -> bool:
    """Tell whether the bracket that opens there ends the sentence with its own end mark: 他说：“坚持开放。”随后…."""
    close = pairs[opening]
    inner = text[opening + 1 : close].rstrip("".join(_CLOSERS))
    follower = text[close + 1 : close + 2]
    if not inner or inner[-1] not in "。！？" or follower in _GOES_ON or _SAYS.match(text, close + 1):
        return False
    return opening == start or (text[opening] in "“‘「『" and text[opening - 1] in _SPEECH)


def _pairs(text: str) -> dict[int, int]:
    """Return for each opening mark that is closed the offset of its closing mark; the outermost only."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in _CLOSING:
            stack.append(at)
        elif char in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if _CLOSING[text[stack[depth]]] == char:
                    found[stack[depth]] = at
                    del stack[depth:]
                    break
    return found
