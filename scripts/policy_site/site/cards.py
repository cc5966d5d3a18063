"""Cards: the picture that stands for a page where its address is passed on, for each document and locale.

In: the library, and fonts of this machine that hold Chinese. Out: PNG files under docs/images/cards/, and the icons.

Guarantees:
1. A build draws nothing: fonts differ from machine to machine, so the pictures are drawn once (‘policy-site cards’),
   looked at, and committed. Each holds its own words as text (PNG tEXt), by which a test finds one that is out of date.
2. A picture says where a document is from, what it is, and its one sentence in both languages; the standing of what
   is no official document, or only an excerpt, is on it too.
3. No line runs over the edge: type is made smaller until its words fit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from ..library import Library
from ..pages.catalog import LOCALES, Catalog
from ..pages.sharing import CARD_SIZE, SITE_CARD
from ..pages.supplied import bracketed
from ..sources.records import Locale, Script
from ..text.edition import Edition
from .discovery import CARDS
from .settings import site_name

#: Where the words of a card stand in its file.
WORDS = "Words"
#: Fonts that hold both scripts, with the name of the face for each; the first that is there is taken.
_FONTS = ("/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc", "/usr/share/fonts/noto-cjk/NotoSansCJK-{}.ttc")
_FACES: dict[Script, str] = {"zh-Hans": "Noto Sans CJK SC", "zh-Hant": "Noto Sans CJK TC"}
_PAPER, _INK, _SOFT, _ACCENT, _RULE, _NOTICE = "#fbfaf7", "#1d2225", "#484f54", "#17605a", "#dcd8ce", "#75480d"
_GROUND, _LINES, _LIT = "#17605a", "#a9cdc7", "#fbe08a"
_MARGIN = 72
#: Signs that may not begin a line.
_CLOSING = "，。、；：！？）》”’〕]).,;:!?"


class NoFontError(Exception):
    """No font of this machine holds Chinese; the message says which is needed."""


@dataclass(frozen=True)
class Card:
    """What a picture says, line by line; ``notice`` may be empty."""

    site: str
    kicker: str
    title: str
    sentence: str
    partner: str
    notice: str


def cards(root: Path, library: Library) -> Iterator[tuple[Path, Locale, Card]]:
    """Yield the path of each picture relative to the project, its locale, and what it is to say."""
    for locale in LOCALES:
        catalog, site = Catalog(locale, library.home.collection), site_name(root, locale)
        yield CARDS / locale / f"{SITE_CARD}.png", locale, _of_the_site(catalog, site)
        for edition in library.editions:
            yield CARDS / locale / f"{edition.slug}.png", locale, _of(edition, catalog, site)


def _of_the_site(catalog: Catalog, site: str) -> Card:
    idea = catalog.both("card.idea")
    return Card("", catalog.message("home.title"), site, catalog.pick(idea), catalog.partner(idea), "")


def _of(edition: Edition, catalog: Catalog, site: str) -> Card:
    record = edition.record
    day = record.day
    dated = f" · {day.value.isoformat()}" if day and day.basis != "supplied" else ""
    kicker = f"{catalog.genre(record)}{dated}"
    points = edition.sources.summary.points("in_one_sentence")
    sentence = " ".join(catalog.pick(point) for point in points) or bracketed(record.title, catalog)
    partner = " ".join(catalog.partner(point) for point in points)
    notice = "status.publicity" if record.publicity else "status.excerpt" if record.fragment else ""
    said = catalog.message(notice) if notice else ""
    return Card(site, kicker, catalog.pick(record.short_title), sentence, partner, said)


def words(path: Path) -> str:
    """Return the words that the picture in a file holds as text."""
    with Image.open(path) as picture:
        return str(picture.info.get(WORDS, ""))


def said(card: Card) -> str:
    """Return the words of a card as its picture holds them."""
    return json.dumps(astuple(card), ensure_ascii=True)


def write(root: Path, library: Library) -> int:
    """Draw every picture whose words have changed; return how many."""
    changed = 0
    for path, locale, card in cards(root, library):
        target = root / path
        if not target.is_file() or words(target) != said(card):
            target.parent.mkdir(parents=True, exist_ok=True)
            info = PngInfo()
            info.add_text(WORDS, said(card))
            drawn(card, locale).save(target, optimize=True, pnginfo=info)
            changed += 1
    for size in (192, 512):
        icon(size).save(root / "theme" / "assets" / "images" / f"icon-{size}.png", optimize=True)
    return changed


def drawn(card: Card, locale: Locale) -> Image.Image:
    """Return the picture of a card, in few enough colors to stay small."""
    picture = Image.new("RGB", CARD_SIZE, _PAPER)
    brush = ImageDraw.Draw(picture)
    own: Script = "zh-Hant" if locale == "zh-Hant" else "zh-Hans"
    room = CARD_SIZE[0] - 2 * _MARGIN
    _mark(brush, _MARGIN, 56, 64)
    brush.text((_MARGIN + 88, 66), card.site or card.kicker, _SOFT, _font("Bold", own, 32))
    y: float = 160
    if card.site:
        y = _block(brush, card.kicker, y, (_ACCENT, "Bold", own, 30, 1), room) + 6
    y = _block(brush, card.title, y, (_INK, "Bold", own, 54, 1), room) + 14
    y = _block(brush, card.sentence, y, (_INK, "Regular", own, 33, 3), room) + 16
    brush.line((_MARGIN, y, _MARGIN + room, y), _RULE, 2)
    _block(brush, card.partner, y + 16, (_SOFT, "Regular", own, 25, 2), room)
    _block(brush, card.notice, CARD_SIZE[1] - 62, (_NOTICE, "Bold", own, 24, 1), room)
    return picture.quantize(24, dither=Image.Dither.NONE)


def icon(size: int) -> Image.Image:
    """Return the site's mark on its own ground, with the room that a round mask takes."""
    picture = Image.new("RGB", (size * 4, size * 4), _GROUND)
    _mark(ImageDraw.Draw(picture), size * 2 // 5, size * 2 // 5, size * 16 // 5)
    return picture.resize((size, size), Image.Resampling.LANCZOS).quantize(32, dither=Image.Dither.NONE)


def _mark(brush: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    """Draw theme/assets/images/mark.svg, whose drawing is 32 units high."""
    unit = size / 32
    brush.rounded_rectangle((x, y, x + size, y + size), 5 * unit, _GROUND)
    for height, right, color in ((9, 25.5, _LINES), (16, 25.5, _LIT), (23, 23.0, _LINES)):
        for start, end in ((6.5, 14.0), (18.0, right)):
            box = (
                x + (start - 1.3) * unit,
                y + (height - 1.3) * unit,
                x + (end + 1.3) * unit,
                y + (height + 1.3) * unit,
            )
            brush.rounded_rectangle(box, 1.3 * unit, color)


#: Color, weight, script, the largest size, the most lines.
_Style = tuple[str, Literal["Bold", "Regular"], Script, int, int]


def _block(brush: ImageDraw.ImageDraw, text: str, y: float, style: _Style, room: int) -> float:
    """Draw a text of at most so many lines, in the largest size that lets it; return where it ends."""
    color, weight, script, size, most = style
    font = _font(weight, script, size)
    while len(_lines(text, font, room)) > most:
        size -= 1
        font = _font(weight, script, size)
    for line in _lines(text, font, room):
        brush.text((_MARGIN, y), line, color, font)
        y += size * 1.42
    return y


def _lines(text: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    """Return the lines of a text: broken at spaces, and between Chinese characters but before no closing sign."""
    lines = [""]
    for piece in _pieces(text):
        if font.getlength((lines[-1] + piece).rstrip()) <= room:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays on one line: a Latin word with its space, a Chinese character with the signs after it."""
    piece = ""
    for char in text:
        breaks = piece and char not in _CLOSING and (piece[-1] == " " or _wide(char) or _wide(piece[-1]))
        if breaks and piece[-1] not in "（《“‘〔[(":
            yield piece
            piece = ""
        piece += char
    yield piece


def _wide(char: str) -> bool:
    return ord(char) >= 0x2E80


@cache
def _font(weight: str, script: Script, size: int) -> ImageFont.FreeTypeFont:
    """Return the face for a script; raise NoFontError if this machine has none."""
    for path in (Path(name.format(weight)) for name in _FONTS):
        if path.is_file():
            return next(face for face in _faces(path, size) if face.getname()[0] == _FACES[script])
    raise NoFontError("The pictures need the fonts Noto Sans CJK (Debian, Ubuntu: the package fonts-noto-cjk).")


def _faces(path: Path, size: int) -> Iterable[ImageFont.FreeTypeFont]:
    return (ImageFont.truetype(path, size, index=number) for number in range(10))
