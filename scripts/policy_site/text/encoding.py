"""Encoding: in which encoding a capture is, and whether it was once decoded in a wrong one.

In: the bytes or the text of a capture. Out: names of encodings; nothing is decoded for good here.

Guarantees:
1. UTF-8 is never taken for another encoding.
2. Only what the text proves is told: what cannot be known is None.
"""

from __future__ import annotations

import re

#: Encodings of Chinese captures, in the words of Python.
ENCODINGS = ("utf_8", "gb18030", "big5", "big5hkscs", "utf_16", "utf_16_le", "utf_16_be")
_NAMES = {"utf_16": "UTF-16", "utf_16_le": "UTF-16", "utf_16_be": "UTF-16", "gb18030": "GB18030", "utf_8": "UTF-8"}
#: The characters that make up half of any Chinese text, in both scripts.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国要以会可年生到作地于出就分对成发主动同工也能下过产种面而方后多定行学法所民经十"
    "三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去性好应开合还因由其些然前外天政四日社"
    "事平形相全表间与关各重新线内数正心反你明看原利比或但质气第向道命此变条只没结解问意建月公无系军情最立代想已通并"
    "提直题党程展五果料象员革位入常文总次品式活设及管特件长求基资边流路级少图山统接知较将组见计手角期根论运农指区强"
    "放决被做必战先回则任取据处队给色光门即保治北造百规热领七海口东导器压志世金增争济阶技市科甲办法案措施支持合作创"
    "這為會個國發產經進電實從應開還關條間線結問設長統將組見計運農強決戰隊門導壓爭濟階術體機後來時對與業當點兩無"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
#: What UTF-8 and GB18030 bytes look like when they are read as Latin-1: å¸¸å·ž · ÄÏÍ¨
_LATIN = re.compile(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def detected(data: bytes) -> str | None:
    """Return the encoding of a capture in Python's words, or None where no encoding of Chinese fits."""
    if _decodes(data, "utf_8"):
        return "utf_8"
    from charset_normalizer import from_bytes  # a capture in UTF-8 needs neither this nor the next

    best = from_bytes(data, cp_isolation=list(ENCODINGS[1:])).best()
    return best.encoding if best else None


def name(encoding: str) -> str:
    """Return an encoding as a person calls it: big5hkscs → Big5, utf_16_le → UTF-16."""
    return _NAMES.get(encoding) or ("Big5" if encoding.startswith("big5") else encoding)


def wrongly_decoded(text: str) -> str | None:
    """Return the encoding that a text truly was in before it was decoded in another one, or None if it looks right."""
    shown = [char for char in text if not char.isspace()]
    if not shown:
        return None
    latin = len(_LATIN.findall(text)) / len(shown)
    if latin > 0.2:
        from ftfy import bad_codecs

        bad_codecs.ok()  # Python then knows sloppy-windows-1252
        for wrong in ("latin-1", "sloppy-windows-1252"):
            for true in ("utf_8", "gb18030", "big5"):
                if _is_chinese(_redecoded(text, wrong, true)):
                    return name(true)
    for wrong, true in (("gb18030", "utf_8"), ("gb18030", "big5"), ("big5hkscs", "gb18030"), ("big5hkscs", "utf_8")):
        other = _redecoded(text, wrong, true)
        if _share(text) < 0.25 and _is_chinese(other) and len(other) * 3 > len(text):
            return name(true)
    return None


def _redecoded(text: str, wrong: str, true: str) -> str:
    """Return what ``text`` would be, had it been decoded rightly; what cannot be undone is left out."""
    return text.encode(wrong, "ignore").decode(true, "ignore")


def _is_chinese(text: str) -> bool:
    return bool(_HAN.search(text)) and _share(text) > 0.35


def _share(text: str) -> float:
    """Return what share of the Chinese characters of a text, and of what is neither Chinese nor ASCII, is common."""
    foreign = [
        char for char in text if char > "\u007f" and not "\u3000" <= char <= "\u303f" and char not in "，：；（）“”"
    ]
    return sum(char in _COMMON for char in foreign) / len(foreign) if foreign else 1.0


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
