"""Lines: what a line of a text is by its form alone: a date, a row of a table, a signature, a broken line.

In: lines of a text. Out: answers that regularising, structure and the reading of a capture share.

Guarantees:
1. Nothing is changed here.
2. Each form is declared once, with an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .numbering import read
from .numerals import number, undressed

_NUMERAL = "[〇○零一二三四五六七八九十]"
#: 2021年12月15日 · 二〇三〇年五月六日 · ２０３０年５月６日 · 2030 年 5 月 6 日 · 中華民國一百十年五月六日
DATE = (
    rf"(?:(?:中[华華]民[国國])?(?:[\d０-９]{{2,4}}|[百{_NUMERAL[1:-1]}]{{2,5}})[ \u3000]?年[ \u3000]?"
    rf"(?:[\d０-９]{{1,2}}|{_NUMERAL}{{1,3}})[ \u3000]?月[ \u3000]?(?:[\d０-９]{{1,2}}|{_NUMERAL}{{1,3}})[ \u3000]?日)"
)
_DATE = re.compile(rf"（?{DATE}(?:（星期[一二三四五六日天]）)?）?")
#: 2031年5月20日印发: closes a document as a date does.
_ISSUED = re.compile(rf"{DATE}印[发發]")
_DAY = re.compile(r"(?P<y>.+?)年(?P<m>.+?)月(?P<d>.+?)日")
#: How the name of a body ends, e.g. 甲市科技局, 甲市人民政府办公室.
BODY = re.compile(
    r"[\u3400-\u9fff（）·]{2,30}(?:[局委厅廳部办辦院会會府室署行社组組所处處队隊团團校]|公司|中心|大学|大學|集团|集團|法院|学会|协会|銀行|银行|政府)(?:（(?:印?章|盖章|公章|代章)）)?"
)
_SPACES = re.compile(r"[^\S\n]+")
#: A line of particulars: 分送：县委办公室 · 联系人：赵某
_LABEL = re.compile(
    "(?:出席|列席|参加|主持|记录|請假|请假|缺席|分送|抄送|主送|抄报|发送|时间|時間|地点|地點|来源|來源|联系人|聯絡人|联系电话|"
    "电话|電話|传真|傳真|地址|邮箱|电子邮箱|網址|网址|备注|備註|注)(?:人员|人)?[：:]"
)
#: A line that ends so is whole.
_WHOLE = re.compile(r"[。！？：；!?:;…”’）》】」』)|—\-]$")
#: A line cannot begin with one of these.
_NO_BEGINNING = re.compile(r"[，。、；：！？）》】”’」』,;:?!)]")


def chinese(line: str) -> bool:
    """Tell whether a line holds a Chinese character."""
    return bool(re.search(r"[\u3400-\u9fff]", line))


def is_date(line: str) -> bool:
    """Tell whether a line is a day and nothing else."""
    return bool(_DATE.fullmatch(line.strip()))


def day(text: str) -> str | None:
    """Return the first day that a text writes as ISO 8601, or None: 二〇三〇年五月六日 → 2030-05-06."""
    for found in re.finditer(DATE, text):
        parts = _DAY.search("".join(found[0].split()))
        if parts:
            republic = re.match(r"中[华華]民[国國]", parts["y"])
            values = [
                number(undressed(part)) for part in (re.sub(r"中[华華]民[国國]", "", parts["y"]), *parts.groups()[1:])
            ]
            year, month, date = (value or 0 for value in values)
            year += 1911 if republic else 0
            if 1900 <= year <= 2200 and 1 <= month <= 12 and 1 <= date <= 31:
                return f"{year}-{month:02}-{date:02}"
    return None


def bodies(line: str) -> tuple[str, ...]:
    """Return the bodies that a signature line names, parted by spaces; none if it is no such line."""
    parts = tuple(_SPACES.split(line.strip()))
    return parts if all(BODY.fullmatch(part) for part in parts) else ()


def signature_lines(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that name bodies above a closing date, or at the end of the text."""
    held: list[int] = []
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        before, _, tail = line.strip().rpartition(_last_space(line.strip()))
        closes = is_date(line) or bool(_ISSUED.fullmatch(line.strip()))
        if closes or (is_date(tail) and bodies(before)):
            yield from held
            held = []
            if not closes:
                yield at
        elif bodies(line) and read(line.strip()) is None:
            held.append(at)
        else:
            held = []
    if sum(len(bodies(lines[at])) for at in held) > 1:
        yield from held


def _last_space(line: str) -> str:
    found = _SPACES.findall(line)
    return found[-1] if found else "\0"


def table_rows(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are rows of a table: two with tabs on end, or one with three cells."""
    tabbed = ["\t" in line.strip() for line in lines]  # a table has tabs between its cells
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate([*lines, "."]):
        if at < len(lines) and (tabbed[at] or (run and line.startswith("\t") and line.strip())):
            run.append(at)
        elif line.strip():
            if len(run) > 1 or (run and lines[run[0]].strip().count("\t") > 1):
                found |= set(run)
            run = []
    return frozenset(found)


def broken(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that seem to end inside a sentence: the next line goes on with it."""
    width = _width(lines)
    rows = table_rows(lines)
    for at, (line, after) in enumerate(pairwise(lines)):
        one, other = line.strip(), after.strip()
        if not one or not other or at in rows or _WHOLE.search(one) or not _may_go_on(after):
            continue
        full = len(one) >= width - 2 and width > 14
        unfinished = full or (re.search("[，,]", one) and read(one) is None)  # 三、明确任务，狠抓落实 is whole
        if _NO_BEGINNING.match(other) or (len(one) > 7 and unfinished and re.search("[。；，：]", other)):
            yield at


def wrapped(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines that end inside a paragraph, in a capture whose lines end where the page did.

    A new paragraph is indented, numbered, or follows a blank line; where nothing is indented, an end mark ends it.
    """
    width, unfinished = _width(lines), set(broken(lines))
    indented = sum(_indented(line) for line in lines) > 1
    inside = False
    for at, (line, after) in enumerate(pairwise(lines)):
        inside = bool(line.strip()) and (inside or _indented(line) or not indented)
        full = len(line.rstrip()) >= width - 3
        goes_on = at in unfinished or (full and (indented or not _WHOLE.search(line.rstrip())))
        inside = inside and goes_on and bool(after.strip()) and _may_go_on(after)
        if inside:
            yield at


def _indented(line: str) -> bool:
    return bool(line.strip()) and line.startswith(("\u3000", "  ", "\t", "\u2003"))


def _may_go_on(line: str) -> bool:
    """Tell whether a line may be the rest of the one before: not indented, not numbered, no date, no label."""
    plain = line.strip()
    indented = line != line.lstrip() and not _NO_BEGINNING.match(plain)
    annex = re.match("附[件录錄表图圖][：:0-9一二三四五]", plain)
    return not (indented or read(plain) or is_date(plain) or annex or _LABEL.match(plain))


def _width(lines: Sequence[str]) -> int:
    """Return the width at which lines are broken: that of the longest, if at least three come near it; else none."""
    lengths = sorted((len(line.rstrip()) for line in lines if line.strip()), reverse=True)
    near = [length for length in lengths if length >= lengths[0] - 3]
    return lengths[0] if len(near) > 2 else 10**6
