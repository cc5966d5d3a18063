"""Exchange: translations as a translator's tool hands them back, in TMX 1.4 or XLIFF 1.2, 2.0 and 2.1.

In: the bytes of a file. Out: pairs of Chinese and English, or a ValueError that says why there are none.

Guarantees:
1. A pair is taken only where both sides have words and differ; a unit without a target gives none.
2. Codes of inline markup are left out, the words inside and around it stay.
3. Nothing outside the file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Inline elements of TMX and XLIFF whose content is code of the original's format, not words.
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em"})
#: Languages of a variant that is no Simplified Chinese.
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


@dataclass(frozen=True)
class Pair:
    """A sentence and its translation; ``at`` is slug#id where the file says so."""

    at: str
    chinese: str
    english: str


def read(data: bytes) -> tuple[Pair, ...]:
    """Return the pairs that a file holds."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise ValueError(f"not XML ({error})") from error
    kind = _name(root)
    if kind not in {"tmx", "xliff"}:
        raise ValueError(f"neither TMX nor XLIFF, but ‘{kind}’")
    try:
        found = tuple(_memory(root) if kind == "tmx" else _bitext(root))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return tuple(pair for pair in found if pair.chinese and pair.english and pair.chinese != pair.english)


def _name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _children(parent: Element, *names: str) -> Iterator[Element]:
    return (element for element in parent.iter() if _name(element) in names)


def _memory(root: Element) -> Iterator[Pair]:
    """Yield the units of a translation memory."""
    for unit in _children(root, "tu"):
        texts: dict[str, str] = {}
        for variant in _children(unit, "tuv"):
            code = (variant.get(_LANG) or variant.get("lang") or "").lower().replace("_", "-")
            if not code.startswith(_TRADITIONAL):
                texts.setdefault(code[:2], "".join(map(_words, _children(variant, "seg"))).strip())
        yield Pair(unit.get("tuid", ""), texts.get("zh", ""), texts.get("en", ""))


def _bitext(root: Element) -> Iterator[Pair]:
    """Yield the units of an XLIFF file."""
    languages = [root.get(name, "") for name in ("srcLang", "trgLang")]
    for file in _children(root, "file"):
        source, target = (
            own or file.get(name, "")
            for own, name in zip(languages, ("source-language", "target-language"), strict=True)
        )
        if not (source.lower().startswith("zh") and target.lower().startswith("en")):
            raise ValueError(f"from ‘{source}’ into ‘{target}’, not from Chinese into English")
        for unit in _children(file, "unit", "trans-unit"):
            yield _unit(file.get("id") or file.get("original") or "", unit)


def _unit(document: str, unit: Element) -> Pair:
    """Return a unit; one of several segments has a target only if each of them has."""
    parts = list(_children(unit, "segment", "ignorable")) or [unit]
    sides: dict[str, list[str]] = {"source": [], "target": []}
    whole = True
    for part in parts:
        texts = {_name(child): _words(child) for child in part if _name(child) in sides}
        whole = whole and (bool(texts.get("target")) or _name(part) == "ignorable")
        for side, words in sides.items():
            words.append(texts.get(side, ""))
    chinese, english = ("".join(words).strip() for words in sides.values())
    return Pair(f"{document}#{unit.get('id', '')}", chinese, english if whole else "")


def _words(element: Element) -> str:
    """Return the words of an element and of the markup inside it."""
    inner = (("" if _name(child) in _CODES else _words(child)) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)
