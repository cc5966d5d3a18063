"""Outline: where a reader of the lines stands in the numbering, and the id of each provision.

In: the numbers of the lines, one after another. Out: the id and the depth of each, and what is odd about it.

Guarantees:
1. Numbering is read, not enforced: every number has its place, and an oddity is only told.
2. An id is made of the printed numbers: s2.3, a12 (article), a12_1 (第十二条之一), c1.2 (chapter, section), b1 (part).
3. No id is given twice: a number that stands twice in one place gets x2, x3 … at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .numbering import DECIMAL, Number, Series, as_roman

#: The levels of GB/T 9704-2012 7.3.3; from one to the next but one is a leap, save from 一、 to 1.
_STANDARD = {"一、": 1, "（一）": 2, "1.": 3, "（1）": 4}
_LETTERS = {"编": "b", "分编": "b", "章": "c", "节": "d", "目": "e"}


@dataclass(frozen=True)
class Step:
    """One level of the present place: its series, its number, its id."""

    series: str
    rank: int
    values: tuple[int, ...]
    id: str


@dataclass(frozen=True)
class Oddity:
    """What is odd about a number: code, message, remedy; an editor looks at it and may leave it."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Provision:
    """A numbered place: its id, how deep it stands (from 1), and what is odd about it."""

    id: str
    depth: int
    oddities: tuple[Oddity, ...] = ()


@dataclass
class Outline:
    """The present place in one part of a document; ``prefix`` is that of the part, e.g. annex1-."""

    prefix: str = ""
    used: set[str] = field(default_factory=set)
    _times: dict[str, int] = field(default_factory=dict)
    divisions: list[Step] = field(default_factory=list)
    article: Step | None = None
    steps: list[Step] = field(default_factory=list)
    _last: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _outside: list[Step] = field(default_factory=list)
    _deeper: bool = False

    @property
    def id(self) -> str:
        """The id of the present provision; empty before the first."""
        steps = self.steps or ([self.article] if self.article else self.divisions)
        return steps[-1].id if steps else ""

    @property
    def depth(self) -> int:
        """How many levels the present provision stands below the text."""
        return len(self.divisions) + bool(self.article) + sum(len(step.values) for step in self.steps)

    def enter(self, part: str) -> None:
        """Begin a part of the document that numbers from the beginning."""
        self.prefix = part
        self.divisions, self.article, self.steps, self._last = [], None, [], {}

    def leave(self) -> None:
        """Leave the numbering: what follows belongs to no provision."""
        self.divisions, self.article, self.steps = [], None, []

    def go(self, number: Number, *, introduced: bool = False) -> Provision:
        """Go to the provision of ``number``; ``introduced`` says that the line before it ends with a colon."""
        number = self._meant(number)
        self._deeper = introduced and number.values == (1,)
        oddities = tuple(self._oddities(number))
        series = number.series
        if series.family == "division":
            self.article, self.steps = None, []
            self.divisions = [step for step in self.divisions if step.rank < series.rank]
            over = self.divisions[-1].id if self.divisions else ""
            head = f"{over}.{number.values[0]}" if over else f"{self.prefix}{_LETTERS[series.name]}{number.values[0]}"
            self.divisions.append(self._step(number, _inserted(head, number)))
        elif series.family == "article":
            self.steps = []
            self.article = self._step(number, _inserted(f"{self.prefix}a{number.values[0]}", number))
        else:
            self._outline(number)
        self._last[series.name] = number.values
        return Provision(self.id, self.depth, oddities)

    def _meant(self, number: Number) -> Number:
        """Return （i）, （v） and （x） as Roman numbers where they do not go on with （h）, （u） and （w）."""
        if number.series.name != "（a）" or number.printed.strip("（()）").lower() not in ("i", "v", "x"):
            return number
        letter = next((step.values[0] for step in self.steps if step.series == "（a）"), 0)
        return number if letter + 1 == number.values[0] else as_roman(number)

    def question(self, value: int) -> Provision:
        """Go to the question numbered ``value``, or, if that is 0, to the next one."""
        last = self._last.get("问", (0,))[0]
        value = value or last + 1
        if self.article is None:
            self._outside = self.steps
        self.steps = []
        self.article = Step("问", 0, (value,), self.unique(f"{self.prefix}q{value}"))
        self._last["问"] = (value,)
        return Provision(self.id, self.depth)

    def unique(self, candidate: str) -> str:
        """Return ``candidate``, with x2, x3 … where it is taken already."""
        name = candidate
        while name in self.used:
            self._times[candidate] = self._times.get(candidate, 1) + 1
            name = f"{candidate}x{self._times[candidate]}"
        self.used.add(name)
        return name

    def _outline(self, number: Number) -> None:
        """Go to a number of the outline, under the article, the division or the text."""
        series = number.series
        values = number.values
        if self.article and self.article.series == "问" and series.name in [step.series for step in self._outside]:
            self.article, self.steps = None, self._outside
        self.steps = self._above(series, values)
        under = self.steps[-1] if self.steps else None
        if len(values) > 1 and under and under.values[-1:] == values[:1] and under.series != DECIMAL:
            values = values[1:]
        over = self.id
        path = ".".join(map(str, values))
        own = f"{over}.{path}" if over else f"{self.prefix}s{path}"
        self.steps.append(Step(series.name, series.rank, values, self.unique(own)))

    def _above(self, series: Series, values: tuple[int, ...]) -> list[Step]:
        """Return the levels under which a number of ``series`` stands."""
        names = [step.series for step in self.steps]
        if len(values) > 1:
            above = [step for step in self.steps if step.rank < series.rank]
            heads = [at for at, step in enumerate(self.steps) if step.series == "1." and step.values == values[:1]]
            return self.steps[: heads[-1] + 1] if heads else above
        if series.name in names:
            return self.steps[: names.index(series.name)]
        if self._deeper:
            return self.steps  # a） …： / 1） is a list under a）, whatever usually stands under what
        above = []
        for step in self.steps:
            if step.rank >= series.rank:
                break
            above.append(step)
        return above

    def _step(self, number: Number, own: str) -> Step:
        return Step(number.series.name, number.series.rank, number.values, self.unique(own))

    # --- What is odd ---------------------------------------------------------------------------------------

    def _oddities(self, number: Number) -> Iterator[Oddity]:
        """Yield what is odd about a number where it stands."""
        yield from self._leap(number)
        last = self._last.get(number.series.name)
        if number.inserted or number.series.family != "outline" or len(number.values) > 1:
            if not number.inserted and not _follows(number.values, last):
                yield self._gap(number, last)
            return
        sibling = next((step.values for step in self.steps if step.series == number.series.name), None)
        value = number.values[0]
        if sibling is None and value != 1 and not (last and value == last[0] + 1):
            yield self._gap(number, last)
        if sibling is not None and value != sibling[0] + 1 and not (value == 1 and self.article):
            yield self._gap(number, sibling)

    def _leap(self, number: Number) -> Iterator[Oddity]:
        """Yield an oddity if a level of the standard is left out between a number and what it stands under."""
        level = _STANDARD.get(number.series.name)
        above = [_STANDARD[step.series] for step in self.steps if step.series in _STANDARD]
        above = [each for each in above if level and each < level]
        if level and above and not self.article and level - above[-1] > 1 and (above[-1], level) != (1, 3):
            message = f"‘{number.printed}’ stands under a heading of level {above[-1]}, and is of level {level}."
            yield Oddity("S002", message, "If the document prints it so, say so under ‘settled’.")

    def _gap(self, number: Number, last: tuple[int, ...] | None) -> Oddity:
        before = f"follows number {'.'.join(map(str, last))}" if last else "is the first of its kind"
        message = f"‘{number.printed}’ {before} under ‘{self.id or 'the text'}’."
        remedy = "If a line is glued, split it in apparatus.yml; if the document prints it so, say so under ‘settled’."
        return Oddity("S001", message, remedy)


def _inserted(own: str, number: Number) -> str:
    return f"{own}_{number.inserted}" if number.inserted else own


def _follows(values: tuple[int, ...], last: tuple[int, ...] | None) -> bool:
    """Tell whether a number comes after ``last`` in its count, or begins one: 3 after 2, 1.2 after 1.1.4, 2.1."""
    if values[-1] == 1 or not last:
        return values[-1] == 1
    same = len(values) <= len(last) and values[:-1] == last[: len(values) - 1]
    return same and values[-1] == last[len(values) - 1] + 1
