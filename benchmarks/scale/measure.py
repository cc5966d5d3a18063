"""Measure builds: against plain MkDocs at five documents, and by stage as documents grow.

In: this project. Out: tables on standard output; every figure of a table is of one run on one machine.

    .venv/bin/python benchmarks/scale/measure.py bare
    .venv/bin/python benchmarks/scale/measure.py sizes 5 50 200
    .venv/bin/python benchmarks/scale/measure.py kinds site

Seconds are of processor time, all processes together, unless a line says otherwise; memory is that of the largest
process. Projects are made by make.py under .build/scale and removed after they were measured. ``sizes`` says on
standard error what each stage took as soon as it has ended, so that a run of hours shows where it is, and prints the
figures of a build before it begins the next.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policy_site import command
from policy_site.site import build, docs_folder, headers, manifest, offline

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / ".build" / "scale"
LOCALES = ("en", "zh-Hans", "zh-Hant")
#: The whole of what is built from the Markdown; less the stages named after it, it is the next.
_SITE, _PARTS = "site", "MkDocs, data, books"
#: The stages of a build: name, module and function.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("read the documents", command, "load"),
    ("make the Markdown", docs_folder, "generated"),
    ("write it", docs_folder, "stage"),
    (_SITE, build, "build"),
    ("search, citations, heads", build, "_complete"),
    ("policy", headers, "complete"),
    ("look for injected names", build, "_guard"),
    ("pack", offline, "pack"),
    ("verify", build, "_verified"),
    ("manifest", manifest, "write"),
)
#: The first changed sentence is this one's English.
EDITED = "langfang-2019"


@dataclass(frozen=True)
class Cost:
    """Processor seconds, seconds on the clock, and megabytes of the largest process."""

    processor: float
    clock: float
    memory: int = 0


def spent() -> float:
    """Return the processor seconds of this process and of those that it waited for."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def cost(work: Callable[[], Any]) -> Cost:
    """Return what a piece of work takes."""
    before, started = spent(), time.perf_counter()
    work()
    return Cost(spent() - before, time.perf_counter() - started)


def run(*words: str, folder: Path = ROOT) -> None:
    """Run a command to its end, or stop with what it said."""
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}:\n{done.stdout}{done.stderr}")


def built(folder: Path = ROOT) -> None:
    """Build the site of a project, though nothing may have changed."""
    (folder / ".build" / "manifest.json").unlink(missing_ok=True)
    run(sys.executable, "-m", "policy_site.command", "build", folder=folder)


def edit(folder: Path) -> None:
    """Change the English of one sentence."""
    path = folder / "source_texts" / EDITED / "en.po"
    lines = path.read_text("utf-8").split("\n")
    place = next(at for at, line in enumerate(lines) if at > 100 and line.startswith('msgstr "') and len(line) > 60)
    lines[place] = lines[place].removesuffix('."') + ' as amended."'
    path.write_text("\n".join(lines), "utf-8")


def bare(folder: Path) -> None:
    """Build the same Markdown of the three locales with MkDocs and Material as they come."""
    for locale in LOCALES:
        settings = {
            "site_name": "Bare",
            "docs_dir": str(ROOT / ".build" / "docs" / locale),
            "site_dir": str(folder / locale),
            "use_directory_urls": False,
            "theme": {"name": "material", "font": False},
            "plugins": [],
            "markdown_extensions": ["attr_list", "md_in_html", "tables", "admonition", {"toc": {"permalink": True}}],
        }
        path = folder / f"{locale}.yml"
        path.write_text(yaml.safe_dump(settings), "utf-8")
        run(sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(path))


def against_bare() -> None:
    """Print what our builds cost against three plain ones."""
    folder = HERE / "plain"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    project = folder / "five"
    run(sys.executable, "benchmarks/scale/make.py", "5", str(project))
    built()  # so that the Markdown is there
    rows = {"three plain builds": cost(lambda: bare(folder))}
    rows["ours, nothing kept"] = cost(lambda: built(project))
    rows["ours, all kept"] = cost(lambda: built(project))
    edit(project)
    rows["ours, one sentence changed"] = cost(lambda: built(project))
    plain = rows["three plain builds"]
    for name, each in rows.items():
        ratios = f"{each.processor / plain.processor:5.2f} {each.clock / plain.clock:5.2f}"
        say(f"{name:30} processor {each.processor:6.1f} s, clock {each.clock:6.1f} s, against plain {ratios}")
    shutil.rmtree(folder)


def staged(folder: Path) -> None:
    """Build the project in ``folder`` in this process; print what each stage took, as JSON."""
    os.chdir(folder)
    (folder / ".build" / "manifest.json").unlink(missing_ok=True)
    told: dict[str, float] = {}
    for name, module, function in STAGES:
        setattr(module, function, _timed(name, getattr(module, function), told))
    whole = cost(lambda: command._build(Path()))
    later = [name for name, module, _ in STAGES if module in {build, headers, offline, manifest} and name != _SITE]
    told[_PARTS] = told.pop(_SITE) - sum(told[name] for name in later)
    say(json.dumps({"stages": told, "processor": whole.processor, "clock": whole.clock, "memory": _largest()}))


def _largest() -> int:
    """Return the most megabytes that this process or one that it waited for has held."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


def _timed(name: str, work: Callable[..., Any], told: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        before, begun = spent(), time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            seconds, clock = spent() - before, time.perf_counter() - begun
            told[name] = told.get(name, 0) + seconds
            progress(f"{name}: {seconds:.1f} s, clock {clock:.1f} s, {_largest()} MB")

    return timed


def watched(folder: Path) -> tuple[dict[str, Any], int]:
    """Build the project in ``folder``; return what it took, and the most megabytes of all its processes together."""
    words = [sys.executable, __file__, "staged", str(folder)]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        most = 0
        while process.poll() is None:
            most = max(most, _together(process.pid))
            time.sleep(0.5)
        said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(said)
    return json.loads(said.splitlines()[-1]), most // 1024


def _together(session: int) -> int:
    """Return the kilobytes that the processes of a session hold, what they share counted once."""
    held = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(path.name)) == session:
                lines = (path / "smaps_rollup").read_text("utf-8").splitlines()
                held += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue  # it has ended
    return held


def sizes(counts: list[int]) -> None:
    """Print for each number of documents what a first build, one of kept pages and one after an edit take."""
    for count in counts:
        folder = HERE / f"{count}"
        shutil.rmtree(folder, ignore_errors=True)
        progress(f"making {count} documents")
        run(sys.executable, "benchmarks/scale/make.py", str(count), str(folder))
        say(f"\n{count} documents; load of the machine before it: {os.getloadavg()[0]:.1f}")
        for name in ("first build", "all kept", "one sentence changed"):
            if name.startswith("one"):
                edit(folder)
            progress(f"{count} documents, {name}")
            found, together = watched(folder)
            parts = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in found["stages"].items())
            say(
                f"  {name}: {found['processor']:.1f} s, clock {found['clock']:.1f} s, {found['memory']} MB, "
                f"all processes {together} MB; {parts}"
            )
            if name.startswith("first"):
                _weigh(folder / "site")
        shutil.rmtree(folder)


def _weigh(site: Path) -> None:
    """Print how many pages a site has and how heavy they are."""
    pages = sorted(site.rglob("*.html"))
    of_documents = [path for path in pages if "policies" in path.parts and path.name in {"index.html", "text.html"}]
    heaviest = max(pages, key=lambda path: path.stat().st_size)
    weights = {
        "pages": f"{len(pages)}",
        "kB a page": f"{_bytes(pages) / len(pages) / 1e3:.0f}",
        "kB an explained page or text": f"{_bytes(of_documents) / max(len(of_documents), 1) / 1e3:.0f}",
        "heaviest": f"{heaviest.relative_to(site)} {heaviest.stat().st_size / 1e6:.1f} MB",
        "search": f"{_bytes(list((site / 'search').iterdir())) / 1e6:.2f} MB",
        "site": f"{_bytes([path for path in site.rglob('*') if path.is_file()]) / 1e6:.0f} MB",
    }
    say("  " + ", ".join(f"{name} {value}" for name, value in weights.items()))


def kinds(site: Path) -> None:
    """Print for each kind of page of the English site how many there are, and the kilobytes of the largest."""
    found: dict[str, list[int]] = {}
    for path in sorted((site / "en").rglob("*.html")):
        folder, *rest = path.relative_to(site / "en").parts
        of_a_document = folder == "policies" and len(rest) == 2
        kind = f"policies/*/{rest[1]}" if of_a_document else "/".join([folder, *("*" for _ in rest)])
        found.setdefault(kind, []).append(path.stat().st_size)
    for kind, sizes_of in sorted(found.items()):
        say(f"{kind:28} {len(sizes_of):5} pages, the largest {max(sizes_of) / 1e3:6.0f} kB")


def _bytes(paths: list[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def progress(line: str) -> None:
    """Say on standard error what has just been done."""
    sys.stderr.write(f"    {time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("bare", "sizes", "staged", "kinds"))
    parser.add_argument("given", nargs="*")
    asked = parser.parse_args()
    if asked.what == "bare":
        against_bare()
    elif asked.what == "kinds":
        kinds(Path(asked.given[0]))
    elif asked.what == "sizes":
        sizes([int(count) for count in asked.given])
    else:
        staged(Path(asked.given[0]).resolve())


if __name__ == "__main__":
    main()
