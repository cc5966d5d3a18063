"""Fuzz the parsers under the guidance of coverage: any input gives a value or a located problem, never an exception.

    pip install atheris     (not in the locks: it has no wheel for every Python that the project supports)
    PYTHONPATH=scripts:tests python benchmarks/hostile/fuzz.py TARGET [-max_total_time=60] [any option of libFuzzer]

TARGET is one of the functions below. A fault is printed with its traceback, and the input is kept as crash-….
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["policy_site"]):
    import making
    from conservation import faults
    from policy_site.capture import skeleton
    from policy_site.english import exchange, translation
    from policy_site.rendering.markup import escaped
    from policy_site.site import by_hand, guard
    from policy_site.sources.problems import CODES, Problem
    from policy_site.sources.records import Apparatus, Document, Glossary, Measures, Summary, read
    from policy_site.sources.yamlfile import parse
    from policy_site.text import figures, numerals
    from policy_site.text.encoding import detected, wrongly_decoded
    from policy_site.text.injected import InjectedNames, folded
    from policy_site.text.scripts import simplified, traditional
    from policy_site.text.witness import decode

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "problems" / "_base" / "source_texts"
NAMES = InjectedNames.of(["AG_真人", "葡京官网", "★"])


def located(problems: tuple[Problem, ...]) -> None:
    """Fail unless each problem has a place, a declared code, words and a remedy, on one line."""
    for problem in problems:
        assert problem.code in CODES, problem
        assert all((problem.message, problem.remedy)), problem
        assert min(problem.place.line, problem.place.column) >= 1, problem
        assert len(str(problem).splitlines()) == 1, problem


def text_of(data: bytes) -> str:
    """Return text of the bytes that libFuzzer gives, without what no file that is read may hold."""
    return data.decode("utf-8", "ignore").replace("\0", "")


def witness(data: bytes) -> None:
    """A capture is decoded without loss or refused; its edition accounts for every character."""
    text, problems = decode("witness.txt", data)
    located(problems)
    if problems:
        return
    assert text.encode() == data
    if text.strip():
        edition, found = making.made(text)
        located(found)
        assert list(faults(edition)) == []
        ids = [block.id for block in edition.blocks] + [sentence.id for sentence in edition.sentences]
        assert len(ids) == len(set(ids)), ids


def yaml(data: bytes) -> None:
    """A YAML file is plain data or a problem; each record is one or says what it lacks."""
    source, problems = parse("x.yml", data.decode("utf-8", "replace"))
    located(problems)
    if not problems:
        for model in (Document, Apparatus, Summary, Glossary, Measures):
            located(read(model, source)[1])


def po(data: bytes) -> None:
    """A translation is read or refused; what is written of it is read as the same."""
    catalog, problems = translation.read("en.po", data)
    located(problems)
    if catalog is not None:
        new = translation.empty("fuzz-2024")  # as ‘policy-site translate’ does
        for entry in translation.messages(catalog):
            new.add(entry.id, entry.string, context=entry.context, user_comments=entry.user_comments)
        again, found = translation.read("en.po", translation.written(new))
        assert again is not None, found
        kept = [sorted((m.id, m.string) for m in translation.messages(each)) for each in (new, again)]
        assert kept[0] == kept[1]


def tool(data: bytes) -> None:
    """TMX and XLIFF give pairs, or a ValueError."""
    try:
        exchange.read(data)
    except ValueError:
        return


def numeral(data: bytes) -> None:
    """A numeral has a value or none; figures are read or left."""
    text = text_of(data)
    value = numerals.number(text)
    assert value is None or value >= 0
    figures.differences(text, text)
    list(figures.spelled_out(text))


def names(data: bytes) -> None:
    """Names are found in any text, in place; what is masked holds none."""
    text = text_of(data)
    for start, end in NAMES.spans(text):
        assert 0 <= start < end <= len(text)
    assert NAMES.spans(NAMES.masked(text, "〔插入文字〕")) == []
    assert folded(folded(text)) == folded(text)
    for path in ("x.html", "x.md", "x.json"):
        list(guard.in_text(NAMES, path, text))


def markup(data: bytes) -> None:
    """Escaped text keeps to one line and opens no element; both scripts keep the length."""
    text = text_of(data)
    line = escaped(text)
    assert len(line.splitlines()) <= 1
    assert not {"<", ">", '"', "`", "["} & set(line)
    assert len(simplified(text)) == len(text)
    assert len(traditional(simplified(text))) == len(text)


def capture(data: bytes) -> None:
    """An encoding is told or not; a capture gives a proposal or problems."""
    name = detected(data)
    assert name is None or isinstance(data.decode(name, "replace"), str)
    wrongly_decoded(data.decode("latin-1"))
    path = Path(f"/tmp/policy-site-fuzz-{id(NAMES)}.txt")
    path.write_bytes(data)
    made, problems = skeleton.read("fuzz-2024", path, decoded=True)
    located(problems)
    assert made or problems


def page(data: bytes) -> None:
    """A page by hand is taken or refused, with a line for each fault."""
    located(tuple(by_hand.page("docs/en/x.md", data.decode("utf-8", "replace"))))


#: The files with which each target begins.
SEEDS = {
    witness: ("sample-2020/witness.txt",),
    yaml: ("sample-2020/document.yml", "sample-2020/apparatus.yml", "sample-2020/summary.yml", "glossary.yml"),
    po: ("sample-2020/en.po",),
    tool: (),
    numeral: (),
    names: (),
    markup: (),
    capture: ("sample-2020/witness.txt",),
    page: (),
}


def _seeded(folder: Path, target: Callable[[bytes], None]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(SEEDS[target]):
        (folder / f"seed-{number}").write_bytes((SAMPLE / name).read_bytes())
    for number, text in enumerate(("三万五千", "<tmx version='1.4'><body><tu tuid='a'/></body></tmx>", "AG_真人 x")):
        (folder / f"seed-text-{number}").write_bytes(text.encode())


def main() -> None:
    target = {each.__name__: each for each in SEEDS}[sys.argv.pop(1)]
    corpus = ROOT / ".build" / "fuzz" / target.__name__
    _seeded(corpus, target)
    atheris.Setup([*sys.argv, f"-artifact_prefix={corpus.parent}/{target.__name__}-", str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
