"""Charts: targets as static pictures, drawn when the site is built.

In: values in the unit of their indicator. Out: SVG with real text, colored by the style sheet for both schemes.

Guarantees:
1. No number appears that is not in the facts; scales begin at zero.
2. No text is cut: a label has a line of its own, and the bar leaves the room that its figure takes.
3. Each kind of value has a shape of its own (class): stripes, a frame, a full bar; a diamond, a disc.
4. Each picture is an image with a text: a voice reads the text, which says what the picture shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import east_asian_width

from markupsafe import Markup

from ..rendering.markup import joined, markup

#: Units of the drawing, which style sheets show one to one on a desk; type is 13 of them high.
WIDTH = 340
_TYPE, _BAR, _STEP = 13, 14, 46
_HEIGHT, _FLOOR, _TOP = 168, 136, 30


@dataclass(frozen=True)
class Bar:
    """One value: its name, the value, the value as printed, and its kind (baseline, target, outcome-met …)."""

    name: str
    value: Decimal
    printed: str
    kind: str


@dataclass(frozen=True)
class YearValue:
    """The value of one year on a path."""

    year: int
    bar: Bar


def text_width(text: str) -> float:
    """Return about how wide a text is, on the wide side: a Chinese character is a square, a Latin one 0.62 of it."""
    return _TYPE * sum(1.0 if east_asian_width(char) in "WF" else 0.62 for char in text)


def bars(chart: Sequence[Bar], words: str) -> Markup:
    """Return bars on one scale from zero; a tick on each outcome shows where the target was. One line of SVG."""
    top = max((bar.value for bar in chart), default=Decimal(1)) or Decimal(1)
    room = WIDTH - max(text_width(bar.printed) for bar in chart) - 8
    rows = []
    target: float | None = None
    for number, bar in enumerate(chart):
        y = number * _STEP
        width = max(3, round(room * float(bar.value / top), 1))
        rows.append(_text(bar.name, "bar-name", 0, y + _TYPE))
        rows.append(_bar(bar, width, y + 20))
        end = width
        if bar.kind.startswith("outcome") and target is not None:
            rows.append(markup('<path class="goal" d="M{} {}v{}"/>', target, y + 18, _BAR + 5))
            end = max(width, target)
        rows.append(_text(bar.printed, "bar-value", end + 7, y + 20 + _TYPE - 1))
        target = width if bar.kind in ("target", "requirement") else target
    return _svg(joined(rows), len(chart) * _STEP - 8, words)


def _bar(bar: Bar, width: float, y: int) -> Markup:
    """Return a bar: stripes for a starting value (a dashed line as thick as the bar), else a box."""
    if bar.kind == "baseline":
        return markup('<path class="bar bar-baseline" d="M0 {}h{}"/>', y + _BAR / 2, width)
    inner = max(1, width - 1.5)
    return markup('<rect class="bar bar-{}" x=".75" y="{}" width="{}" height="{}"/>', bar.kind, y, inner, _BAR)


def path(steps: Sequence[YearValue], words: str) -> Markup:
    """Return a path through the years on a scale from zero. One line of SVG."""
    first, last = min(step.year for step in steps), max(step.year for step in steps)
    top = max(step.bar.value for step in steps) or Decimal(1)
    side = 34
    points = []
    for step in steps:
        x = side + (WIDTH - 2 * side) * (step.year - first) / max(1, last - first)
        y = _FLOOR - (_FLOOR - _TOP) * float(step.bar.value / top)
        points.append((round(x, 1), round(y, 1), step))
    planned = [(x, y) for x, y, step in points if not step.bar.kind.startswith("outcome")]
    line = " ".join(f"{x},{y}" for x, y in planned)
    parts = [
        markup('<path class="axis" d="M0 {}h{}"/>', _FLOOR, WIDTH),
        markup('<polyline class="planned" points="{}"/>', line),
        *(markup('<path class="stem" d="M{} {}V{}"/>', x, y, _FLOOR) for x, y in planned),
    ]
    for x, y, step in points:
        parts.append(_sign(step.bar.kind, x, y))
        parts.append(_text(step.bar.printed, "bar-value", x, y - 12, "middle"))
    for x, year in sorted({(x, step.year) for x, _, step in points}):
        parts.append(_text(str(year), "bar-name", x, _FLOOR + 20, "middle"))
    return _svg(joined(parts), _HEIGHT, words)


def _sign(kind: str, x: float, y: float) -> Markup:
    """Return the sign of a value on a path: a disc for an outcome, else a diamond."""
    if kind.startswith("outcome"):
        return markup('<circle class="bar bar-{}" cx="{}" cy="{}" r="6"/>', kind, x, y)
    return markup('<path class="bar bar-{}" d="M{} {}l7 7-7 7-7-7z"/>', kind, x, y - 7)


def _text(text: str, kind: str, x: float, y: float, anchor: str = "start") -> Markup:
    """Return a line of text; ``y`` is its base line."""
    place = "" if anchor == "start" else markup(' text-anchor="{}"', anchor)
    return markup('<text class="{}" x="{}" y="{}"{}>{}</text>', kind, round(x, 1), round(y, 1), place, text)


def _svg(inner: Markup, height: float, words: str) -> Markup:
    """Return the picture as an image with its text."""
    box = markup('viewBox="0 0 {} {}" width="{}" height="{}"', WIDTH, height, WIDTH, height)
    return markup('<svg class="chart" {} role="img" aria-label="{}" focusable="false">{}</svg>', box, words, inner)
