"""Force: the verbs that say how strongly a clause binds, invites or tries, declared once.

In: nothing. Out: each verb with its class, and the English that renders it.

Guarantees:
1. Measures are classed by these verbs, their English is proofread by them, and pages name no other.
2. The order of the classes decides where a quote holds verbs of two: 鼓励支持 is support.
"""

from __future__ import annotations

from dataclasses import dataclass

from .records import Force


@dataclass(frozen=True)
class Verb:
    """A verb, its class, the stem of the English that renders it (none if any may), and where it is another word.

    ``english`` is a regular expression, e.g. advanc for advance and advancing; ``unless`` one that a place must not
    match, e.g. 引导 in 引导基金, which is a guidance fund.
    """

    zh: str
    force: Force
    english: str = ""
    unless: str = ""

    @property
    def pattern(self) -> str:
        """A regular expression that finds the verb in a Chinese sentence."""
        return f"{self.unless}{self.zh}"


VERBS: tuple[Verb, ...] = (
    Verb("必须", "must", r"\bmust\b"),
    Verb("不得", "must"),
    Verb("禁止", "must"),
    Verb("要", "must"),
    Verb("应当", "shall", r"\bshall\b"),
    Verb("应", "shall"),
    Verb("将", "will"),
    Verb("推动", "advance", r"\b(?:advanc|driv)"),
    Verb("推进", "advance", r"\badvanc"),
    Verb("促进", "promote", r"\bpromot"),
    Verb("促推", "promote"),
    Verb("支持", "support", r"\bsupport"),
    Verb("协助", "support"),
    Verb("配合", "support"),
    Verb("帮助", "support"),
    Verb("引导", "guide", r"\bguid", unless="(?!引导基金)"),
    Verb("指导", "guide"),
    Verb("鼓励", "encourage", r"\bencourag"),
    Verb("享受", "eligible"),
    Verb("允许", "allow", r"\ballow"),
    Verb("可", "may"),
    Verb("谋划", "plan"),
    Verb("探索", "explore", r"\bexplor"),
    Verb("争取", "seek", r"\bseek", unless="(?<!力)"),
    Verb("力争", "aim", r"\baim"),
)
