"""Units: who is responsible, from the parenthesis that ends a paragraph or the line below it.

In: the last sentence of a paragraph, e.g. （牵头单位：市科技局，责任单位：市发改委、市人社局）, or
（市科技局牵头，市财政局配合）.
Out: lead, responsible and cooperating units, the deadline, and whether others are meant (等).

Guarantees:
1. Both forms of a name are kept: as printed, and in full with the prefix that the list leaves out
   (市商务局、市场监管局 → 市市场监管局).
2. A list with labels that cannot be read is told; a sentence that only looks like one is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True)
class Unit:
    """One body: as printed, and with its elided prefix."""

    printed: str
    full: str


@dataclass(frozen=True)
class Responsible:
    """Who leads a paragraph (牵头), answers for it (责任), cooperates (配合), by when (时限), with others (等)."""

    lead: tuple[Unit, ...] = ()
    units: tuple[Unit, ...] = ()
    cooperating: tuple[Unit, ...] = ()
    deadline: str = ""
    others: bool = False

    def __bool__(self) -> bool:
        return bool(self.lead or self.units or self.cooperating or self.deadline)


#: What a group of names is charged with.
Role = Literal["lead", "units", "cooperating", "deadline"]
_BODY = "(?:单位|單位|部门|部門|机构|機構|处室)"
#: The labels of a list, each with its role; e.g. 牵头单位：, 配合部门：, 完成时限：
_LABELS: tuple[tuple[Role, str], ...] = (
    ("lead", rf"(?:牵头|牽頭|主办|主辦|主要责任|主责|总牵头)(?:{_BODY}|人)?"),
    ("units", rf"(?:责任|責任|承办|承辦|落实|实施|负责|負責)(?:{_BODY})"),
    ("cooperating", rf"(?:配合|协办|協辦|协同|协作|参与|參與|参加|協助|协助|支持){_BODY}"),
    ("deadline", r"(?:完成|办理|落实|工作)?(?:时限|時限|时间|時間|期限)(?:要求)?"),
)
#: （责任单位：市科技局 · 牵头单位：市科技局, on a line of its own
_OPENS = re.compile(
    rf"[（〔【](?:牵头|牽頭|责任|責任|配合|主办|承办|协办){_BODY}|(?:牵头|牽頭|责任|責任|配合|主办|承办|协办){_BODY}："
)
_LABEL = "|".join(pattern for _, pattern in _LABELS)
#: What a group of names ends in where it has no label: 市科技局牵头, 市财政局配合, 各部门按职责分工负责
_VERBS: tuple[tuple[Role, str], ...] = (
    ("lead", r"(?:共同|联合)?(?:牵头|牽頭)(?:负责|負責|落实|组织实施|实施)?"),
    ("cooperating", r"(?:等)?(?:按职责分工)?(?:共同)?(?:配合|參與|参与|协助|協助|协同|协办)(?:落实|实施|推进)?"),
    ("units", r"(?:等)?(?:按照?职责分工|按职责|分别|共同|按照职责)?(?:分工)?(?:负责|負責|落实|组织实施|实施)(?:落实)?"),
)
#: How a body ends that a verb may follow; keeps 由企业负责 out.
_ENDS = re.compile(
    r"(?:[局委厅廳部办辦院会會府室署行社组組处處队隊团團区區县縣市省校司所]|公司|中心|大学|单位|部门|集团|机构|成员单位|等)$"
)
_GROUP = re.compile(r"[（〔【(\[]([^（）〔〕【】()\[\]]*(?:（[^（）]*）[^（）〔〕【】]*)*)[）〕】)\]]")
#: How a name begins that stands on its own: 省科技厅, 各区政府, 团市委, 市发改委 (but 市场监管局 is elided).
_OWN_START = re.compile(r"市(?!场|場)|省|区|區|县|縣|各|团|團|国家|國家")
#: How the name of a lower government ends, which no 市 covers: 市科技局、黄埔区政府 (Guangzhou 三（三）).
_OWN_END = re.compile(r"[区區县縣](?:人民)?政府$")


def is_list(sentence: str) -> bool:
    """Tell whether a sentence begins like a list of responsible units with labels."""
    return bool(_OPENS.match(sentence))


def find(sentence: str, place: str) -> Responsible | None:
    """Return the units of the list that a sentence is, or ends in; None where it holds none that can be read."""
    whole = parse(sentence, place)
    if whole:
        return whole
    groups = list(_GROUP.finditer(sentence.rstrip("。；")))
    if not groups or groups[-1].end() != len(sentence.rstrip("。；")):
        return None
    return parse(groups[-1][0], place)


def parse(sentence: str, place: str) -> Responsible | None:
    """Return the units of such a list, or None where it cannot be read; ``place`` is the city's name, e.g. 广州市."""
    text = sentence.strip().rstrip("。；")
    groups = list(_GROUP.finditer(text))
    if groups and "".join(group[0] for group in groups) == text:
        inner = [group[1] for group in groups]
    elif re.match(rf"(?:{_LABEL})：", text):
        inner = [text]
    else:
        return None
    found = Responsible()
    for content in inner:
        labeled = re.match(rf"(?:{_LABEL})：", content)
        if not labeled and _OPENS.match(f"（{content}"):
            return None  # 责任单位市科技局: its colon is lost
        part = _labeled(content, place) if labeled else _verbal(content, place) or _bare(content, place)
        if part is None:
            return None
        found = _joined(found, part)
    return found or None


def _labeled(text: str, place: str) -> Responsible | None:
    """Read 牵头单位：甲局；责任单位：乙局、丙局."""
    marks = list(re.finditer(rf"(?:^|(?<=[，；。 、]))(?P<label>{_LABEL})：", text))
    if not marks or marks[0].start():
        return None
    found = Responsible()
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        content = text[mark.end() : after.start() if after else len(text)]
        content = content[:-1] if after and content[-1:] in "，；。 、" else content.removesuffix("。")
        role = next(role for role, pattern in _LABELS if re.fullmatch(pattern, mark["label"]))
        if role == "deadline":
            found = replace(found, deadline=content.strip("，；。 "))
            continue
        part = _names(content, place)
        if part is None:
            return None
        found = _joined(found, _charged(role, *part))
    return found


def _verbal(text: str, place: str) -> Responsible | None:
    """Read 市科技局牵头，市商务局、市财政局配合 and 市科技局、市商务局负责; every part must end in such a verb."""
    found = Responsible()
    waiting = ""
    for part in re.split("[，；。]", text.strip("，；。")):
        if re.fullmatch(r".{0,6}\d{4}年.{0,12}(?:前|底|完成|内)?|(?:长期|持续|立即).{0,6}", part):
            found = replace(found, deadline=part)
            continue
        role, names = _role(waiting + part)
        if role is None:
            waiting += f"{part}，"
            continue
        waiting = ""
        first, _, others = names.removeprefix("由").partition("会同")
        for each, own in ((("lead" if others else role), first), ("cooperating", others)):
            read = _names(own, place) if own else ((), False)
            if read is None or not all(_ENDS.search(unit.printed) for unit in read[0]):
                return None
            found = _joined(found, _charged(each, *read))
    return None if waiting else found


def _bare(text: str, place: str) -> Responsible | None:
    """Read （市科技局、市财政局，各区人民政府）: names of bodies and nothing else."""
    read = _names(text, place)
    if re.match("以下|简称|不含|含|包括|即|原|[如下]", text):
        return None
    if read is None or not all(re.search(r"(?:[局委厅廳办辦]|政府|委员会|办公室)$", unit.printed) for unit in read[0]):
        return None
    return _charged("units", *read)


def _role(part: str) -> tuple[Role | None, str]:
    """Return the role that the verb at the end of ``part`` gives, and the names before it."""
    for role, pattern in _VERBS:
        match = re.search(rf"(?P<others>等)?(?:{pattern})$", part)
        if match and match.start():
            names = part[: match.start()]
            return role, names + ("等" if "等" in match[0] else "")
    return None, part


def _names(text: str, place: str) -> tuple[tuple[Unit, ...], bool] | None:
    """Return the units of a list of names and whether it ends in 等; None if a name is empty or holds a colon."""
    plain = text.removesuffix("等有关部门").removesuffix("等单位").removesuffix("等部门").removesuffix("等")
    groups = [re.split("[、 \u3000]", group) for group in re.split("[，；。]", plain)]
    if any(not name or "：" in name or name[0] in "（）" for group in groups for name in group):
        return None
    return tuple(unit for group in groups for unit in _expanded(group, place)), plain != text


def _charged(role: Role, units: tuple[Unit, ...], others: bool) -> Responsible:
    if role == "lead":
        return Responsible(lead=units, others=others)
    return Responsible(units=units, others=others) if role == "units" else Responsible(cooperating=units, others=others)


def _joined(one: Responsible, other: Responsible) -> Responsible:
    return Responsible(
        one.lead + other.lead, one.units + other.units, one.cooperating + other.cooperating,
        other.deadline or one.deadline, one.others or other.others,
    )  # fmt: skip


def _expanded(group: list[str], place: str) -> Iterator[Unit]:
    """Yield the units of one group; the 市 of the first carries over to names that lack one."""
    city = place.removesuffix("市")
    carries = False
    for name in group:
        own = bool(_OWN_START.match(name) or _OWN_END.search(name)) or bool(city and name.startswith(city))
        elided = not own and (carries or name.startswith(("市场", "市場")))
        carries = carries or elided or name.startswith("市")
        yield Unit(name, f"市{name}" if elided else name)
