"""Commitments: what each measure gives, to whom, how much, on what condition and by when.

In: measures with their reviewed fields. Out: problems where these are not the text's, and the lines of a ledger.

Guarantees:
1. Amount, condition, deadline and beneficiary stand in the cited text, verbatim in Chinese.
2. A right, money or permission is recorded only where the quote holds a word that gives it; a wish only under a verb
   that asks, supports or tries.
3. The ledger holds every measure once, in the order of the text, with what is reported on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..sources.problems import Problem
from ..sources.records import Bilingual, Force, Gives, Measure, Outcome
from ..sources.yamlfile import Path, YamlFile
from ..text import figures
from ..text.edition import Edition
from .facts import Facts

Part = Literal["beneficiary", "amount", "condition", "deadline"]
PARTS: tuple[Part, ...] = ("beneficiary", "amount", "condition", "deadline")
#: Words without which a measure gives no right, no money and no permission, e.g. 享受…政策, 给予经费支持, 允许.
_WORDS: dict[Gives, tuple[str, ...]] = {
    "entitlement": ("享受", "赋予", "有权"),
    "money": ("资金", "经费", "财政", "购买服务", "投入", "配套支持", "补贴", "补助", "奖励", "津贴", "拨付"),
    "permission": ("允许", "准予", "可", "放宽", "开放"),
}
#: Verbs of force under which a document asks, backs or tries, and promises nothing of its own.
_WISHES: tuple[Force, ...] = ("support", "guide", "encourage", "explore", "seek", "aim")


@dataclass(frozen=True)
class Commitment:
    """One line of the ledger: a measure of a document, and what is reported on it."""

    document: str
    measure: Measure
    outcome: Outcome | None

    def part(self, name: Part) -> Bilingual | None:
        """Return the beneficiary, amount, condition or deadline, where the clause states one."""
        value: Bilingual | None = getattr(self.measure, name)
        return value


def ledger(facts: Facts) -> Iterator[Commitment]:
    """Yield the commitments of a document."""
    for measure in facts.measures:
        yield Commitment(facts.edition.slug, measure, facts.outcome(measure))


def check(edition: Edition, measure: Measure, source: YamlFile, path: Path) -> Iterator[Problem]:
    """Yield a problem for each part that is not the text's, and for a kind that the quote does not bear out."""
    text = "".join(sentence.hans for target in measure.cites for sentence in edition.cited(target))
    for name in PARTS:
        part: Bilingual | None = getattr(measure, name)
        if part and part.zh not in text:
            message = f"‘{part.zh}’ does not stand in {', '.join(measure.cites)}."
            yield Problem(
                source.place((*path, name, "zh")), "F011", message, "Copy it from the clause, or leave it out."
            )
        if part and any(figures.differences(part.zh, part.en)):
            message = f"‘{part.zh}’ and ‘{part.en}’ state different figures."
            yield Problem(source.place((*path, name, "en")), "F011", message, "Let both state the same figures.")
    words = _WORDS.get(measure.gives, ())
    if words and not any(word in measure.quote for word in words):
        message = f"‘{measure.gives}’ needs one of {'、'.join(words)} in the quote."
        yield Problem(source.place((*path, "gives")), "F011", message, "Choose another kind, or lengthen the quote.")
    if measure.gives == "wish" and measure.force not in (*_WISHES, "do", "promote"):
        message = f"A measure of the force ‘{measure.force}’ is no wish."
        yield Problem(source.place((*path, "gives")), "F011", message, "Choose another kind, or correct the force.")
