"""Charts: targets as static pictures, drawn when the site is built.

In: values in the unit of their indicator. Out: SVG with real text, colored by the style sheet for both schemes.

Guarantees:
1. No number appears that is not in the facts; scales begin at zero.
2. Each picture is hidden from screen readers, because the table beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

_WIDTH, _BAR, _GAP, _LABEL = 560, 18, 8, 150


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its value, the value as printed, and its class (baseline, target, outcome …)."""

    name: str
    value: Decimal
    printed: str
    kind: str


def bars(chart: Sequence[Bar]) -> str:
    """Return horizontal bars on one scale from zero, as one line of SVG."""
    height = len(chart) * (_BAR + _GAP)
    top = max((bar.value for bar in chart), default=Decimal(1)) or Decimal(1)
    room = _WIDTH - _LABEL - 120
    rows = []
    for number, bar in enumerate(chart):
        y = number * (_BAR + _GAP)
        width = max(2, round(room * float(bar.value / top), 1))
        rows.append(
            f'<text class="bar-name" x="0" y="{y + 13}">{escape(bar.name)}</text>'
            f'<rect class="bar bar-{bar.kind}" x="{_LABEL}" y="{y}" width="{width}" height="{_BAR}"/>'
            f'<text class="bar-value" x="{_LABEL + width + 6}" y="{y + 13}">{escape(bar.printed)}</text>'
        )
    box = f"0 0 {_WIDTH} {height}"
    return f'<svg class="chart" viewBox="{box}" aria-hidden="true" focusable="false">{"".join(rows)}</svg>'
