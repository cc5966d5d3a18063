"""Genres: which genre (文种) a title names in its last words.

In: a title in Simplified Chinese. Out: one of the project's genres, and the words that say so.

Guarantee: every genre but ``other`` and ``publicity`` has words here by which it is known.
"""

from __future__ import annotations

import re

from ..sources.records import Genre

#: The last words of a title, the longest first; e.g. …若干措施, …条例.
_WORDS: tuple[tuple[Genre, str], ...] = (
    ("implementation-opinions", "实施意见"),
    ("implementation-plan", "实施方案|工作方案"),
    ("action-scheme", "行动方案"),
    ("action-plan", "行动计划"),
    ("several-measures", "若干(?:政策)?措施|若干政策|政策措施|措施"),
    ("contingency-plan", "(?:应急)?预案"),
    ("questions", "问答|答记者问|问题解答"),
    ("interpretation", "(?:政策)?解读"),
    ("rules", "(?:实施)?细则"),
    ("regulations", "条例"),
    ("measures", "(?:管理|暂行|实施)?办法"),
    ("provisions", "(?:若干|暂行)?规定|规则"),
    ("opinions", "(?:若干|指导)?意见"),
    ("outline", "纲要"),
    ("program", "规划"),
    ("plan", "计划|方案"),
    ("notice", "通知"),
    ("reply", "批复"),
    ("letter", "复函|函"),
    ("announcement", "公告|公报"),
    ("circular", "通告|通报"),
    ("decision", "决定|决议"),
    ("order", "命令|令"),
    ("report", "报告"),
    ("speech", "讲话|致辞|发言"),
    ("guide", "指南|指引"),
    ("law", "法"),
    ("news", "报道|消息"),
)
#: Genres that the project does not list, and what they are called in English.
_OTHERS = {
    "会议纪要": "minutes", "协议书": "agreement", "协议": "agreement", "协定": "agreement", "备忘录": "memorandum",
    "说明": "explanatory statement", "清单": "list", "公示": "public notice", "名单": "list of names",
    "工作要点": "priorities for the year", "规范": "specification", "规程": "procedures", "标准": "standard",
    "章程": "charter", "宣言": "declaration", "倡议书": "appeal", "工作总结": "summary of work",
    "白皮书": "white paper",    "合同": "contract", "实施标准": "standard", "裁量基准": "benchmarks of discretion",
}  # fmt: skip
_SHORTEST_OTHER = 8
#: What may follow the genre: （试行）, （2030—2035年）, （征求意见稿）
_AFTER = r"(?:（[^（）]*）|[的稿本])*$"


def genre(title: str) -> tuple[Genre, str] | None:
    """Return the genre that a title ends in and those words, or None."""
    for name, words in _WORDS:
        found = re.search(rf"(?P<words>{words})》?{_AFTER}", title)
        if found:
            return name, found["words"]
    return None


def other_genre(title: str) -> tuple[str, str] | None:
    """Return the genre that a title ends in and the project does not list, in both languages, or None."""
    words = "|".join(sorted(_OTHERS, key=len, reverse=True))
    found = re.search(rf"(?P<words>{words})[》”]?{_AFTER}", title) if len(title) >= _SHORTEST_OTHER else None
    return (found["words"], _OTHERS[found["words"]]) if found else None


def ends_a_title(line: str) -> bool:
    """Tell whether a line ends as titles do; 的 before a one-character genre keeps 看法 and 信函 out."""
    found = genre(line)
    if found is None:
        return other_genre(line) is not None
    return len(found[1]) > 1 or bool(re.search(rf"[的和共]{found[1]}|国.*法", line))


def inner_title(title: str) -> str | None:
    """Return the title of the document that a notice issues: 关于印发《甲市方案》的通知 → 甲市方案."""
    found = re.search(
        r"(?:印发|发布|公布|转发|下发)(?:《(?P<marked>.+)》|(?P<plain>.+?))的(?:通知|公告|函|通告)", title
    )
    return (found["marked"] or found["plain"]) if found else None
