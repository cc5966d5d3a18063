"""Time each stage on inputs that double: time that grows with the length, and no faster, stays near twofold.

    PYTHONPATH=tests python benchmarks/hostile/sizes.py [characters, by default 20000]

Printed for each stage and each sign of which the input is made: seconds of processor time for n, 2n and 4n characters,
and by how much the last doubling multiplied the time. A stage whose time grows with the square shows 4.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import making
from policy_site.english import exchange, translation
from policy_site.facts import plain_words
from policy_site.rendering.markup import escaped
from policy_site.search import prose
from policy_site.site import by_hand, guard
from policy_site.sources.yamlfile import parse
from policy_site.text import figures, sentences, units
from policy_site.text.encoding import detected, wrongly_decoded
from policy_site.text.injected import InjectedNames
from policy_site.text.regularise import regular
from policy_site.text.scripts import script_of, simplified, traditional
from policy_site.text.witness import decode

NAMES = InjectedNames.of(["AG_真人", "葡京官网", "甲甲甲乙"])
#: What each stage does with a text.
STAGES: dict[str, Callable[[str], object]] = {
    "decode": lambda text: decode("x", text.encode()),
    "detect an encoding": lambda text: detected(text.encode("gb18030")),
    "see wrong decoding": wrongly_decoded,
    "regularise": regular,
    "whole edition": lambda text: making.made(f"甲。{text}乙。"),
    "sentences": lambda text: list(sentences.spans(text)),
    "units": lambda text: units.find(f"甲（责任单位：{text}）", "s1"),
    "simplify": simplified,
    "traditional": traditional,
    "which script": script_of,
    "figures": lambda text: figures.differences(text, text),
    "names": NAMES.spans,
    "names in a page": lambda text: list(guard.in_text(NAMES, "x.html", f"<p>{text}</p>")),
    "plain words": lambda text: (plain_words.english_words(text), plain_words.reading_ease(f"a {text}")),
    "escape": escaped,
    "YAML": lambda text: parse("x", "a: '" + text.replace("'", "''") + "'\n"),
    "PO": lambda text: translation.read("x", f'msgid "{escape(text)}"\nmsgstr "{escape(text)}"\n'.encode()),
    "TMX": lambda text: exchange.read(f"<tmx><tu><tuv><seg>{escaped(text)}</seg></tuv></tu></tmx>".encode()),
    "page by hand": lambda text: list(by_hand.page("x", text)),
    "search of a page": lambda text: prose.sections(f"<main><h1 id=a>x</h1><p>{escaped(text)}</p></main>"),
}
#: What the inputs are made of.
SIGNS = (
    *' \n\u3000甲发9一a(（)。，.“"<&[*`\\#|{',
    *(
        "（责任单位：",
        "一、甲\n",
        "（一）甲。",
        "1.",
        "2020年",
        "- ",
        "> ",
        "    ",
        "甲、",
        "葡京",
        "甲 ",
        "(a)",
        "<b>",
        "![",
        "](",
    ),
)
#: Above this a doubling is told: noise and the cost of starting stay below.
TOLD = 2.8
#: Less is not measured well.
LEAST = 0.02


def escape(text: str) -> str:
    """Return a text as a string of PO writes it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def seconds(stage: Callable[[str], object], text: str) -> float:
    """Return the processor time that a stage takes, the best of two."""
    best = 1e9
    for end in "甲乙":  # another text each time, so that nothing is remembered
        start = time.process_time()
        stage(f"{text}{end}")
        best = min(best, time.process_time() - start)
        if best > 3:
            break
    return best


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    sys.stdout.write(
        f"| Stage | slowest sign | {size} | {2 * size} | {4 * size} | last doubling | signs above {TOLD} |\n"
    )
    sys.stdout.write(f"|{' --- |' * 7}\n")
    for name, stage in STAGES.items():
        stage("甲")  # loads what the first call loads
        rows = []
        for sign in SIGNS:
            times = [seconds(stage, (sign * length)[:length]) for length in (size, 2 * size, 4 * size)]
            rows.append((times[2], sign, times, times[2] / times[1] if times[2] > LEAST else 0.0))
        slowest = max(rows)
        told = ", ".join(f"{row[1]!r} ×{row[3]:.1f}" for row in rows if row[3] > TOLD) or "none"
        figures = " | ".join(f"{each:.3f}" for each in slowest[2])
        sys.stdout.write(f"| {name} | `{slowest[1]!r}` | {figures} | ×{slowest[3]:.1f} | {told} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
