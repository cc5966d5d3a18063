"""Proposals: what a capture itself tells about the document in it.

In: the text of a capture. Out: the content of document.yml and of apparatus.yml, as far as the text shows it.

Guarantees:
1. Nothing is guessed: each proposed value has its quote; what does not stand in the text is left out.
2. Incipit and explicit occur once; every proposed emendation applies exactly as often as it says.
3. The names of the fields that were filled in stand under ‘proposed’ until a person confirms them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..text import annexes, furniture
from ..text import lines as forms
from ..text.numbering import read
from ..text.regularise import regular
from ..text.scripts import likeliest_script, simplified
from ..text.witness import digest
from .genres import ends_a_title, genre, inner_title, other_genre

#: Words of navigation and of the page around a text.
_NAVIGATION = re.compile(r"^(?:首页|主页|当前位置|您的?位置|您现在的位置|位置)|[>›»]|^(?:登录|注册|搜索|无障碍|今天是)")
#: 来源：甲市科技局 浏览量：12 字号：大 中 小
_PUBLICATION = re.compile(
    r"(?:发布(?:时间|日期|单位|机构)|发文日期|公开日期|来源|作者|浏览(?:次数|量)?|点击数?|阅读(?:次数|量)?|字[号体]|字體|信息来源|索\s*引\s*号|打印|分享)"
    r"\s*(?:[:：]|本文|到|次)"
)
#: 标　　题：甲省… · 索 引 号：0001/2031-1: the table above a text on a page of open government.
_CATALOGED = re.compile(
    r"(?:标题|名称|信息名称|文件名称|索引号|主题分类|主题词|体裁分类|组配分类|发文机关|发布机构|成文日期|生成日期|发文字号|文号|公文种类|公开方式"
    r"|公开范围|有效性|关键词|内容概述|信息来源|发布日期|发布时间)[:：]"
)
#: What begins the foot of a page.
_FOOT = re.compile(
    r"上一[篇条]|下一[篇条]|版权所有|ICP备|公网安备|【?打印|【?关闭|分享到|分享：|扫一扫|相关(?:链接|文章|阅读|文档|新闻)|附件下载|责任编辑|网站地图"
    r"|主办[单：:]|承办[：:]|技术支持|网站标识码|联系我们|返回顶部|友情链接|Copyright|编辑[：:]"
)
#: 甲政发〔2030〕5号 · 甲市人民政府令第12号
_NUMBER = re.compile(
    r"(?:19|20)\d{2}年第\d{1,4}号|[\u3400-\u9fff]{1,14}\s?[〔\[（(【﹝]\s?(?:19|20)\d{2}\s?[〕\]）)】﹞]\s?第?\s?\d{1,5}\s?号|[\u3400-\u9fff]{2,20}(?:令|公告)\s*第?\s?\d{1,4}\s?号|[\u3400-\u9fff]{2,12}字第\d{6,12}[号號]"
)
#: 发布时间：2030-05-06
_PUBLISHED = re.compile(
    r"(?<!成文)(?<!生成)(?<!印发)(?<!生效)(?<!施行)(?:发布|公开|发文|更新)?(?:时间|日期)\s?[:：]\s?(?P<y>(?:19|20)\d{2})[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})日?"
)
#: 甲市, 乙省, 丙自治区, 丁县 at the head of the name of a body or of a title.
_PLACE = re.compile(r"[\u3400-\u9fff]{1,10}?(?:省|自治区|自治州|市|州|县|盟|旗|新区|区|兵团)")
_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
#: Strings that hijackers insert: a foreign name with a word of their trade.
_INJECTED = re.compile(
    r"[A-Za-z0-9]{2,}(?:体育|娱乐|彩票|博彩|棋牌|平台|官网|赌场|电竞|集团|新利|注册|下载|登录|直播|国际)*(?:平台|app|APP|官网|网址|入口)?"
    r"|(?:太阳城|皇冠|澳门|必赢|亚博|开云|乐鱼|凤凰|永利|银河|博彩|彩票)[A-Za-z0-9]*(?:平台|娱乐|体育|官网|app|网)+"
)
_TRADE = re.compile(r"体育|娱乐|彩|博|棋牌|赌|新利|app|APP|太阳城|皇冠|必赢|亚博|永利")
#: Toned pinyin put between lines: jiǎ shì; the first tone comes soon, so that a long word is not read again and again.
_PINYIN = re.compile(r"(?:[a-zA-Z]{0,12}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]*[ \u3000]*){2,}")
#: Lines with a colon that address nobody: 为…，制定以下措施：
_NO_ADDRESSEE = re.compile(r"^(?:附[件录表：]|来源|为|根据|按照|现)|如下|以下|下列|制定")
#: 第600章 《国际创新合作条例》: a law that is titled by its name alone.
_BOOK = re.compile(r"(?:第[0-9A-Z]+[章号]\s?)?《[^《》]{4,60}》")
#: 某社北京5月12日电（记者 赵某）
_DATELINE = re.compile(r"\S{2,14}?\d{1,2}月\d{1,2}日(?:电|讯)")
#: A line of ornaments: ＊＊＊＊＊ · ————
_ORNAMENT = re.compile(r"[^\w\s]{3,}")
_LONGEST_TITLE = 120
#: How many characters of a long last line mark the end of a text.
_LAST_WORDS = 12
_TITLE_LINES = 4


@dataclass
class Proposal:
    """What a capture tells: document.yml, apparatus.yml, and what a person should hear of it."""

    record: dict[str, Any]
    emendations: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """A line of the capture: as it stands, regularised and simplified, and its offset."""

    raw: str
    plain: str
    start: int


def propose(slug: str, text: str, data: bytes) -> Proposal:
    """Return what the capture ``text`` (its bytes are ``data``) tells about the document in it."""
    found = list(_lines(text))
    record: dict[str, Any] = {"witness": {"sha256": digest(data)}, "script": "zh-Hans"}
    proposal = Proposal(record)
    injected = list(_injected(text))
    title = _title(found, injected)
    first, last = title[0], _last(found, title[-1])
    body = found[first : last + 1]
    record["witness"] |= {"incipit": _incipit(text, found, title), "explicit": ""}
    start = text.index(record["witness"]["incipit"])
    record["witness"]["explicit"] = _explicit(text, start, found[last].start + len(found[last].raw.rstrip()))
    excerpt = text[start : found[last].start + len(found[last].raw.rstrip())]
    record["script"] = likeliest_script(excerpt)
    if injected:
        record["injected"] = injected
        proposal.remarks.append(f"Strings that look inserted: {', '.join(injected)}.")
    _identity(slug, text, found, title, body, record)
    proposal.emendations += _emendations(excerpt, body, record)
    record["proposed"] = [name for name in _PROPOSED if name in record]
    return proposal


#: The fields that a proposal may fill in, in the order of the record.
_PROPOSED = (
    "injected", "lines", "place", "province", "short_title", "genre", "title", "notice_title", "issuers", "addressee",
    "document_number", "dated", "published", "remark",
)  # fmt: skip


def least(slug: str, text: str) -> dict[str, Any]:
    """Return the least record with which a text can be shown, for a folder whose own record cannot be read."""
    words = {"zh": slug, "en": slug}
    limits = {"incipit": text or slug, "explicit": text or slug, "sha256": "0" * 64}
    title = {**words, "basis": "inferred", "because": words}
    return {"witness": limits, "script": likeliest_script(text), "short_title": words, "title": title}


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        yield _Line(raw, simplified(regular(raw)), start)
        start += len(raw) + 1


# --- Where the document begins and ends --------------------------------------------------------------------


def _title(found: list[_Line], injected: list[str]) -> list[int]:
    """Return the numbers of the lines of the title: those that end as titles do; else the first line of words."""
    head = [at for at, line in enumerate(found) if line.plain][:30]
    for at in head:
        if _BOOK.fullmatch(found[at].plain):
            return [at]
        if read(found[at].plain) and not found[at].plain.startswith("关于"):
            break
        group = _title_from(found, at, injected)
        if group:
            twice = _title_again(found, group, injected)
            return twice or group
    plain = [at for at in head if _may_be_title(found[at].plain, injected) and "\t" not in found[at].raw.strip()]
    return (plain or head or [0])[:1]


def _may_be_title(line: str, injected: list[str]) -> bool:
    """Tell whether a line that ends like no title may be one: no navigation, day, number or heading of contents."""
    other = _is_page(line, injected) or forms.is_date(line) or read(line) or re.fullmatch(r"目\s*[录次]", line)
    return not other and bool(furniture.without_remnants(line))


def _title_from(found: list[_Line], at: int, injected: list[str]) -> list[int]:
    """Return the lines of a title that begins in line ``at``; none if none does."""
    group: list[int] = []
    for number in range(at, min(at + 2 * _TITLE_LINES, len(found))):
        line = found[number].plain
        if "\t" in found[number].raw.strip() or re.fullmatch("附[件录表图][0-9一二三四五六七八九十]*", line):
            return []
        if not furniture.without_remnants(line):
            if group:
                continue
            return []
        if _is_page(line, injected) or re.search(r"[。；：，]$", line) or "。" in line or len(group) == _TITLE_LINES:
            return []
        if forms.is_date(line) or _NUMBER.fullmatch(line) or _DATELINE.match(line) or not forms.chinese(line):
            return []
        group.append(number)
        joined = "".join(found[each].plain for each in group)
        if len(joined) > _LONGEST_TITLE:
            return []
        if ends_a_title(joined):
            return group if len(joined) > 4 else []  # 新闻公报 is the name of a series
    return []


def _title_again(found: list[_Line], group: list[int], injected: list[str]) -> list[int]:
    """Return the lines in which the same title stands again before the text begins, e.g. below that of the page."""
    title = "".join(found[at].plain for at in group)
    about = title[title.index("关于") :] if "关于" in title else ""
    for at in range(group[-1] + 1, min(group[-1] + 15, len(found))):
        line = found[at].plain
        if read(line) or (line.endswith("：") and len(line) > 2) or "。" in line:
            return []
        again = _title_from(found, at, injected)
        own = "".join(found[each].plain for each in again)
        if again and (own == title or (len(again) == 1 and about and own.endswith(about))):
            return again
    return []


def _is_page(line: str, injected: list[str]) -> bool:
    """Tell whether a line belongs to the page around a text."""
    said = _NAVIGATION.search(line) or _PUBLICATION.search(line) or _CATALOGED.match("".join(line.split()))
    return bool(said) or any(name in line for name in injected)


def _last(found: list[_Line], title: int) -> int:
    """Return the number of the last line of the document: above the foot of the page."""
    end = len(found)
    for at in range(title + 1, len(found)):
        rest = [line.plain for line in found[at:] if line.plain]
        if rest and _FOOT.search(rest[0]) and len(rest[0]) < 60 and not any(_is_text(line) for line in rest):
            end = at
            break
    while end > title + 1 and (not found[end - 1].plain or _is_foot(found[end - 1].plain)):
        end -= 1
    return max(end - 1, title)


def _is_text(line: str) -> bool:
    """Tell whether a line below the first words of a foot is of the document: a clause or a sentence of some length."""
    number = read(line)
    clause = number is not None and number.series.name in ("章", "条", "一、", "（一）")
    return not _FOOT.search(line) and (clause or len(line) > 60) and ("。" in line or clause)


def _is_foot(line: str) -> bool:
    return bool(_FOOT.search(line) and "。" not in line) or bool(_NAVIGATION.search(line) and len(line) < 40)


def _incipit(text: str, found: list[_Line], title: list[int]) -> str:
    """Return first words that occur once: the first line of the title, lengthened as needed."""
    line = found[title[0]]
    start = line.start + len(line.raw) - len(line.raw.lstrip())
    end = start + max(len(line.raw.strip()), 1)
    while text.count(text[start:end]) > 1 and end < len(text):
        end += 1
    while text.count(text[start:end]) > 1 and start > 0:  # the text ends with words that it begins with
        start -= 1
    return text[start:end] or text


def _explicit(text: str, start: int, end: int) -> str:
    """Return last words that occur once after ``start``, and begin with no space: the last line, if it is short."""
    last = text[start:end].rsplit("\n", 1)[-1].strip()
    length = min(len(last) if 4 < len(last) < _LAST_WORDS else _LAST_WORDS, end - start)
    while length < end - start and (text[end - length].isspace() or text[start:].count(text[end - length : end]) > 1):
        length += 1
    return text[end - length : end]


# --- What the document is ----------------------------------------------------------------------------------


def _identity(
    slug: str, text: str, found: list[_Line], title: list[int], body: list[_Line], record: dict[str, Any]
) -> None:
    """Fill in title, issuers, number, addressee, dates, genre and place, as far as the text states them."""
    own = _joined_title(found, title)
    inner = inner_title(simplified(own).replace(" ", ""))
    below = [line for line in body[title[-1] - title[0] + 1 :] if line.plain]
    annexed = next((line for line in below if inner and _is_inner(line.plain.strip("《》"), inner)), None)
    named = annexed.plain if annexed else simplified(own)
    record["short_title"] = {"zh": named, "en": ""}
    kind, other = genre(named.replace(" ", "")), other_genre(named.replace(" ", ""))
    if other:
        name = {"zh": other[0], "en": other[1]}
        record["genre"] = {"value": "other", "name": name, "basis": "stated", "quote": _shown(other[0], text)}
    elif kind:
        record["genre"] = {"value": kind[0], "basis": "stated", "quote": _shown(kind[1], text)}
    record["title"] = _statement(named, annexed.raw.strip() if annexed else _quote(text, found, title))
    if annexed:
        record["notice_title"] = _statement(simplified(own), _quote(text, found, title))
    issuers = _issuers(below, simplified(own), text)
    if issuers:
        record["issuers"] = [_statement(zh, quote) for zh, quote in issuers if quote in text]
    addressee = _addressee(below)
    if addressee:
        record["addressee"] = _statement(addressee.plain.removesuffix("："), addressee.raw.strip())
    _numbers_and_days(text, found, title, below, record)
    _places([zh for zh, _ in issuers] + [simplified(own)], text, record)


def _is_inner(line: str, inner: str) -> bool:
    """Tell whether a line is the title of what a notice passes on, with or without its issuers and 的."""
    own, passed = line.replace("的", ""), inner.replace("的", "")
    return own == passed or (own.startswith("关于") and len(own) > 8 and passed.endswith(own) and ends_a_title(line))


def _shown(words: str, text: str) -> str:
    """Return words of a title as a capture prints them: in Traditional characters, or with spaces between."""
    plain = simplified(text)
    found = re.search(r"\s*".join(map(re.escape, words)), plain)
    return text[found.start() : found.end()] if found and len(plain) == len(text) else words


def _statement(zh: str, quote: str) -> dict[str, str]:
    return {"zh": zh, "en": "", "basis": "stated", "quote": quote}


def _joined_title(found: list[_Line], title: list[int]) -> str:
    """Return the title as the edition prints it: lines joined, marks wide, one space between its parts kept."""
    return "".join(_spaced(found[at].raw.strip()) for at in title)


def _spaced(line: str) -> str:
    """Return a line with wide marks, in which each run of spaces is one space; 政 府 工 作 报 告 loses them."""
    if re.fullmatch(r"(?:\S\s+){2,}\S", line):
        return "".join(line.split())
    wide = iter("".join(regular(line).split()))
    parts = re.split(r"([^\S\n]+)", line)
    return "".join(
        ("\u3000" if "\u3000" in part else " ") if part.isspace() else "".join(next(wide, char) for char in part)
        for part in parts
    )


def _quote(text: str, found: list[_Line], title: list[int]) -> str:
    """Return the title as the capture has it, line ends and all."""
    end = found[title[-1]].start + len(found[title[-1]].raw.rstrip())
    return text[found[title[0]].start : end].lstrip()


def _issuers(below: list[_Line], title: str, text: str) -> list[tuple[str, str]]:
    """Return the bodies that sign, or else those that the title names, each with its quote."""
    plain = [line.plain for line in below]
    raw = [simplified(line.raw) for line in below]
    signed = list(forms.signature_lines(raw))
    names: list[tuple[str, str]] = []
    for at in signed:
        parts = below[at].raw.split()
        names += [(simplified(regular(part)), part) for part in parts if forms.BODY.fullmatch(simplified(part))]
    if names:
        return list(dict.fromkeys(names))
    alone = re.fullmatch(r"(\S+)\s(?:公告|通告|令|函|公报)", title)  # 國家科學及技術委員會 公告
    before = title.partition("关于")[0] if "关于" in title else alone[1] if alone else ""
    parts = [part for part in re.split(r"[\s、]+", before) if forms.BODY.fullmatch(part)]
    return [(part, _shown(part, text)) for part in parts] if plain else []


def _addressee(below: list[_Line]) -> _Line | None:
    """Return the line that names the addressees: the first below the title that ends with a colon."""
    for line in below[:8]:
        if _is_page(line.plain, []):
            continue
        if read(line.plain) or "。" in line.plain:
            return None
        if line.plain.endswith("：") and 2 < len(line.plain) <= 150:
            return None if _NO_ADDRESSEE.search(line.plain) else line
    return None


def _numbers_and_days(
    text: str, found: list[_Line], title: list[int], below: list[_Line], record: dict[str, Any]
) -> None:
    """Fill in document number, day of making and day of publishing."""
    near = [line.raw for line in found[max(0, title[0] - 12) : title[-1] + 12]]
    number = next((match for line in near if (match := _NUMBER.search(line)) and len(line.strip()) < 60), None)
    if number:
        plain = re.sub(r"\s", "", number[0])
        plain = re.sub(r"[\[（(【﹝]((?:19|20)\d{2})[\]）)】﹞]", r"〔\1〕", plain)
        record["document_number"] = _statement(simplified(plain), number[0])
    dates = [line for line in below if forms.is_date(line.plain)]
    tails = [line.raw.split()[-1] for line in below if line.raw.split() and forms.is_date(line.raw.split()[-1])]
    adopted = [
        match[0] for line in below[:3] if (match := re.search(forms.DATE, line.raw)) and line.plain.startswith("（")
    ]
    quote = dates[-1].raw.strip() if dates else (tails or adopted or [""])[-1]
    made = forms.day(regular(quote)) if quote else None
    if made:
        record["dated"] = {"value": made, "basis": "stated", "quote": quote}
    published = _PUBLISHED.search(text)
    if published:
        value = f"{published['y']}-{int(published['m']):02}-{int(published['d']):02}"
        record["published"] = {"value": value, "basis": "stated", "quote": published[0]}
    remark = next((line for line in below if re.fullmatch(r"（此件[^（）]*）", line.plain)), None)
    if remark:
        record["remark"] = _statement(remark.plain, remark.raw.strip())


def _places(names: list[str], text: str, record: dict[str, Any]) -> None:
    """Fill in place and province from the head of the issuers' names or of the title."""
    for name in names:
        found = _PLACE.match(name)
        if found and len(found[0]) > 1:
            record["place"] = {"zh": found[0], "en": ""}
            inside = _PLACE.match(name[len(found[0]) :])
            if found[0].endswith(("省", "自治区")) or found[0] in _MUNICIPALITIES:
                record |= {"province": _statement(found[0], found[0])} if found[0] in text else {}
                if inside:
                    record["place"] = {"zh": inside[0], "en": ""}
            return


# --- What the page did to the text --------------------------------------------------------------------------


def _injected(text: str) -> Iterator[str]:
    """Yield strings that look inserted: a foreign name with a word of the trade, that stands at least twice."""
    seen: set[str] = set()
    for found in _INJECTED.finditer(text):
        name = found[0]
        if name in seen or not re.search(r"[\u3400-\u9fff]|app|APP", name) or text.count(name) < 2:
            continue
        if re.search(r"体育|娱乐|彩|博|棋牌|赌|新利|app|APP|太阳城|皇冠|必赢|亚博|永利", name) and not re.fullmatch(
            r"\d+国际", name
        ):
            seen.add(name)
            yield name


def _emendations(excerpt: str, body: list[_Line], record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the emendations that undo what the page did: its own lines, remnants of HTML, broken lines, pinyin."""
    taken: set[str] = set()
    for line in body[1:]:
        words = line.raw.strip()
        if _PUBLICATION.search(line.plain) and "。" not in line.plain and len(words) < 120 and words not in taken:
            taken.add(words)
            yield _emendation(words, "", "omission", excerpt, "网页附加的一行。", "A line added by the web page.")
    for line in body[1:]:
        if _ORNAMENT.fullmatch(line.raw.strip()) and line.raw.strip() not in taken:
            taken.add(line.raw.strip())
            yield _emendation(line.raw.strip(), "", "omission", excerpt, "网页的装饰线。", "An ornament of the page.")
    for remnant in dict.fromkeys(furniture.remnant_strings(excerpt)):
        if not any(remnant in words for words in taken):
            yield _undone(remnant, excerpt)
    for string in dict.fromkeys(match[0].strip() for match in _PINYIN.finditer(excerpt)):
        yield _emendation(string, "", "omission", excerpt, "网页插入的拼音。", "Pinyin inserted by the page.")
    yield from _joins(excerpt, record)


def _undone(remnant: str, excerpt: str) -> dict[str, Any]:
    """Return the emendation of a remnant of HTML: a space or a tag goes, a line break becomes one, a sign its sign."""
    reason = ("网页代码的残余。", "A remnant of the page’s code.")
    if re.match(r"</?(?:br|p|div|tr|li)\b", remnant, re.IGNORECASE):
        return _emendation(remnant, "\n", "lineation", excerpt, *reason)
    sign = html.unescape(remnant)
    if sign == remnant or sign.isspace() or not sign.isprintable():
        return _emendation(remnant, "", "omission", excerpt, *reason)
    return _emendation(remnant, sign, "substitution", excerpt, *reason)


def _joins(excerpt: str, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an emendation for each line broken inside a sentence; set ‘lines: wrapped’ where they are many."""
    lines = excerpt.split("\n")
    title = {record["title"]["quote"]}
    labels = set(annexes.labels(lines))
    found = [at for at in forms.broken(lines) if lines[at].strip() not in title and at not in labels]
    wrapped = set(forms.wrapped(lines))
    if len(found) > 3 or len(wrapped) > 5:
        record["lines"] = "wrapped"
        return
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for at in found:
        left, right = starts[at + 1] - 1, starts[at + 1]
        begin, end = max(starts[at], left - 4), min(right + 4, len(excerpt))
        while excerpt.count(excerpt[begin:end]) > 1 and begin > starts[at]:
            begin -= 1
        lemma = excerpt[begin:end]
        reading = re.sub(r"[^\S\n]*\n\s*", "", lemma)
        yield _emendation(
            lemma, reading, "joined", excerpt, "网页在句中断行。", "The page breaks the line inside a sentence."
        )


def _emendation(lemma: str, reading: str, kind: str, excerpt: str, zh: str, en: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"lemma": lemma} | ({"reading": reading} if reading else {}) | {"kind": kind}
    times = excerpt.count(lemma)
    return entry | ({"occurrences": times} if times > 1 else {}) | {"because": {"zh": zh, "en": en}}
