"""Command: policy-site new | check | show | build | translate | export | cards | serve.

Exit status 0 good, 1 problems found, 2 wrong usage.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import click

from . import checks
from .capture import skeleton
from .checks import Check, Report
from .english import exchange, memory, translation
from .english.exchange import Pair
from .english.memory import Memory
from .english.terms import chinese_matcher
from .facts import summary
from .library import Library, assembled, load
from .pages.templates import compiled, environment
from .project import SOURCE_TEXTS, Project, slug_problem
from .site import build as site
from .site import docs_folder, inputs, manifest, offline, staged
from .site.data import opensearch
from .site.settings import AddressError, site_address
from .sources.files import content, write_whole
from .sources.problems import Problem, errors, in_order
from .text.edition import Edition

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project's folder (default: here).",
)


#: What tells this project's mkdocs.yml from any other: the extension that only its pages need.
_SIGN = "policy_site.rendering.sentence_rows"
#: The files that make the text of a document.
_TEXT_FILES = frozenset({"witness.txt", "document.yml", "apparatus.yml", "glossary.yml"})


def _project(root: Path, *, published: bool = False) -> None:
    """Stop with wrong usage unless ``root`` is a project of ours, and has what a site is built with if it is to be."""
    lacking = None if (root / SOURCE_TEXTS).is_dir() else f"there is no folder {SOURCE_TEXTS}/"
    if published and not lacking:
        try:
            settings = content(root / "mkdocs.yml")
        except OSError:
            settings = b""
        if _SIGN.encode() not in settings:
            lacking = "its mkdocs.yml is not there, or of another project"
    if lacking:
        raise click.UsageError(
            f"{root.resolve()} is no project of this program: {lacking}. Name its folder with --root."
        )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Edit, check and publish the documents under source_texts/."""
    for stream in (sys.stdout, sys.stderr):  # what the terminal cannot show is printed by its number, e.g. \\u6837
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    seldom_collect()


def seldom_collect() -> None:
    """Let Python look for objects that hold each other every 100,000 new ones; at every 700 a build took 5 % longer."""
    gc.set_threshold(100_000, 50, 100)


@main.command()
@_ROOT
@click.option("--wording", is_flag=True, help="Say too how plainly each summary is written.")
@click.option(
    "--only",
    "asked",
    multiple=True,
    metavar="NAME",
    type=click.Choice([each.name for each in docs_folder.CHECKS]),
    help="Run this check alone; may be given several times. ‘--timings’ lists the names.",
)
@click.option("--timings", is_flag=True, help="Say too how many seconds each check took, and what it looks at.")
def check(root: Path, wording: bool, asked: tuple[str, ...], timings: bool) -> None:
    """Say everything that is wrong in the sources; write nothing."""
    _project(root)
    project = Project(root)
    reports = list(checks.run(_of_sources(asked), project))
    library = assembled(project, (problem for report in reports for problem in report.problems))
    for edition in library.editions if wording else ():
        click.echo(f"{edition.slug}: {summary.wording(edition)}")
    reports += checks.run([docs_folder.BY_HAND] if _is_asked(docs_folder.BY_HAND, asked) else [], root)
    if not any(errors(report.problems) for report in reports):
        made = [each for each in docs_folder.MADE if _is_asked(each, asked)]
        reports += checks.run(made, docs_folder.Pages(root, library))
    for report in reports if timings else ():
        click.echo(_timing(report))
    _report(problem for report in reports for problem in report.told(asked))
    click.echo(f"Looked at {', '.join(asked)}." if asked else f"{len(library.editions)} documents are in order.")


def _is_asked(check: Check[Any], asked: Collection[str]) -> bool:
    return not asked or check.name in asked


def _of_sources(asked: Collection[str]) -> list[Check[Project]]:
    """Return the checks of the sources to run; pages are made only from sources in which all of them find no error."""
    paged = any(check.name in asked for check in docs_folder.MADE)
    return [each for each in checks.SOURCES if paged or each in checks.GROUND or _is_asked(each, asked)]


def _timing(report: Report) -> str:
    """Return one line on a check: its name, its seconds, what it found, what it looks at."""
    looks_at = next(each.looks_at for each in docs_folder.CHECKS if each.name == report.check)
    return f"{report.check:<12}{report.seconds:7.2f} s {len(report.problems):5} found  {looks_at}"


@main.command()
@_ROOT
@click.argument("slug")
def show(root: Path, slug: str) -> None:
    """Print the edited text of one document, each sentence with its id."""
    _project(root)
    library = load(root)
    draft = next((each for each in library.drafts if each.slug == slug), None)
    edition = draft or _edition(library, slug)
    for block in edition.blocks:
        click.echo(f"\n[{block.id}] {block.kind}")
        for sentence in block.sentences:
            click.echo(f"  {sentence.id}\t{sentence.hans}")
            if sentence.english:
                click.echo(f"  {sentence.id}-en\t{sentence.english}")
    if draft:
        click.echo("\nThis is the text as far as it can be made. What stands in the way:", err=True)
        _report(_of(library, slug))


def _of(library: Library, slug: str) -> list[Problem]:
    """Return the problems of the document ``slug``."""
    return [problem for problem in library.problems if problem.place.path.split("/")[1:2] == [slug]]


def _edition(library: Library, slug: str) -> Edition:
    """Return the edition named ``slug``, or stop with the problems that keep it from being made."""
    for edition in library.editions:
        if edition.slug == slug:
            return edition
    if any(each.slug == slug for each in library.drafts) or errors(_of(library, slug)):
        _report(_of(library, slug))
    names = ", ".join(edition.slug for edition in library.editions)
    raise click.UsageError(f"There is no document ‘{slug}’. There are: {names}.")


@main.command()
@_ROOT
def build(root: Path) -> None:
    """Write the pages, then build site/ and dist/."""
    _build(root)


def _build(root: Path) -> None:
    """Build the site of the project in ``root``; the digest of what it is made from is taken before that is read."""
    _project(root, published=True)
    _report(docs_folder.in_the_way(root, {}))
    try:
        with site.alone(root, lambda: click.echo("Another build is running here; waiting for it …")):
            try:
                _build_alone(root, inputs.digest(root))
            finally:
                staged.forget(root)
    except (site.BuildError, AddressError, OSError) as error:
        click.echo(_said(error), err=True)
        sys.exit(1)


def _build_alone(root: Path, digest: str) -> None:
    click.echo("Reading the documents …")
    kept = inputs.kept(root)
    environment().bytecode_cache = compiled(kept)
    library = load(root, kept)
    _report([*errors(library.problems), *docs_folder.unreadable(root)])
    if not library.editions:
        raise click.UsageError(f"There is no document in {SOURCE_TEXTS}/. Begin one with ‘policy-site new’.")
    files = docs_folder.generated(root, library, kept)
    faults = [*docs_folder.in_the_way(root, files.project), *docs_folder.refused(root, files.project)]
    _report([*faults, *docs_folder.injected(root, library.editions, files, keep=True)])
    digest = inputs.with_pages(digest, files.digests, site_address(root))
    changed = docs_folder.write(root, files.project) + docs_folder.stage(root, files)
    click.echo(f"{len(files.all)} generated files, {changed} changed.")
    if not changed and manifest.holds(root, digest):
        click.echo("Nothing has changed since the site was built.")
        return
    click.echo("Building the site in three languages …")
    click.echo(f"Verified {site.build(root, library, digest)}")
    click.echo(f"Done: open site/index.html, or take dist/{offline.BUNDLE} with you.")


@main.command()
@_ROOT
@click.argument("slug")
@click.argument("witness", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--decode", is_flag=True, help="Decode a capture that is not UTF-8; the original stays beside it.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what the capture tells, and decode it if it must be.")
def new(root: Path, slug: str, witness: Path, decode: bool, yes: bool) -> None:
    """Make the folder of a new document from the capture in file WITNESS, and propose what it tells."""
    _project(root)
    folder = root / SOURCE_TEXTS / slug
    fault = slug_problem(root, slug) or skeleton.taken(folder, f"{SOURCE_TEXTS}/{slug}")
    _report([fault] if fault else [])
    made, problems = skeleton.read(slug, witness, decoded=decode or yes)
    _report(problems)
    if made is None:
        sys.exit(1)
    for line in made.told:
        click.echo(f"  {line}")
    if not yes and sys.stdin.isatty():
        click.confirm("Write this, to be confirmed field by field in document.yml?", default=True, abort=True)
    try:
        skeleton.write(folder, made)
    except OSError as error:
        click.echo(f"{_said(error)} Nothing was written.", err=True)
        sys.exit(1)
    click.echo(f"Made {SOURCE_TEXTS}/{slug}/. ‘policy-site check’ lists what is proposed and what is missing.")


@main.command()
@_ROOT
@click.argument("slugs", nargs=-1)
@click.option(
    "--import",
    "returned",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TMX or XLIFF from a translator's tool; what it holds becomes fuzzy proposals.",
)
def translate(root: Path, slugs: tuple[str, ...], returned: Path | None) -> None:
    """Merge the present sentences into en.po of the documents SLUGS (all, if none is named).

    What is not translated yet gets a fuzzy proposal, where the memory of all documents holds its like, and the
    glossary terms that stand in it as comments.
    """
    _project(root)
    library = load(root, inputs.kept(root))
    _report(problem for problem in errors(library.problems) if _before_translation(problem))
    pairs = _returned(returned) if returned else ()
    texts = {each.slug: each for each in (*library.drafts, *library.editions)}
    earlier = Memory(tuple(memory.finished(texts.values())))
    terms, matcher = {term.id: term for term in library.terms}, chinese_matcher(library.terms)
    for edition in [texts.get(slug) or _edition(library, slug) for slug in slugs or sorted(texts)]:
        path = root / SOURCE_TEXTS / edition.slug / translation.FILE_NAME
        old = translation.read(str(path), path.read_bytes())[0] if path.is_file() else None
        new = translation.merged(edition, old or translation.empty(edition.slug))
        taken, noted = memory.take(new, edition.slug, pairs)
        proposed = memory.assist(new, earlier, terms, matcher)
        _written(path, translation.written(new))
        entries = list(translation.messages(new))
        done = sum(bool(message.string) and not message.fuzzy for message in entries)
        click.echo(f"{path}: {done} of {len(entries)} sentences are translated.")
        for count, what in (
            (taken, "proposals from the file"),
            (noted, "finished sentences that the file has otherwise; its wording stands beside them as a comment"),
            (proposed, "proposals from earlier translations"),
        ):
            if count:
                click.echo(f"  {count} {what}.")


def _before_translation(problem: Problem) -> bool:
    """Tell whether a problem is of what a translation rests on, not of what rests on it, e.g. everyday.yml."""
    return Path(problem.place.path).name in _TEXT_FILES or problem.code[0] in "WY" or problem.code == "T001"


def _returned(path: Path) -> tuple[Pair, ...]:
    """Return the pairs in a file of a translator's tool, or stop with wrong usage."""
    try:
        return exchange.read(path.read_bytes())
    except ValueError as error:
        raise click.UsageError(f"{path}: {error}. Export TMX 1.4 or XLIFF.") from error


@main.command()
@_ROOT
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(root: Path, folder: Path) -> None:
    """Write the clauses into FOLDER as a search server (OpenSearch) takes them, with the mapping of their index."""
    _project(root)
    library = load(root)
    _report(errors(library.problems))
    count = 0
    for name, data in opensearch.files(library):
        count += name.endswith(".ndjson")
        _written(folder / name, data)
    click.echo(f"{count} documents written to {folder}.")


@main.command()
@_ROOT
def cards(root: Path) -> None:
    """Draw the pictures that stand for pages where their addresses are passed on; look at them before you commit."""
    _project(root, published=True)
    try:
        from .site import cards as pictures  # only this command draws
    except ModuleNotFoundError as error:
        raise click.UsageError(f"{error}. The tools of the tests bring it: make quick, once.") from error
    library = load(root)
    _report(errors(library.problems))
    try:
        click.echo(f"{pictures.write(root, library)} pictures drawn.")
    except pictures.NoFontError as error:
        raise click.UsageError(str(error)) from error


@main.command()
@_ROOT
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on this machine.")
def serve(root: Path, port: int) -> None:
    """Build the site, show it at a local address, and build it again on every change."""
    _project(root, published=True)
    from .site import preview  # only this command needs a server

    click.echo(f"The site will be at http://127.0.0.1:{port}/ as soon as it is built. Ctrl+C ends this.")
    try:
        preview.serve(root, port, lambda: _build(root))
    except OSError as error:
        click.echo(f"Port {port}: {error.strerror or error}. Name another with --port.", err=True)
        sys.exit(1)


def _written(path: Path, data: bytes) -> None:
    """Write a file that a person will read, or say why it cannot be written and that it is as it was."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        click.echo(f"{_said(error)} It is as it was.", err=True)
        sys.exit(1)


def _said(error: Exception) -> str:
    """Return what is wrong in one sentence with its file."""
    if isinstance(error, OSError):
        return f"{error.filename or error.filename2 or ''}: {error.strerror or error}.".removeprefix(": ")
    return str(error)


def _report(problems: Iterable[Problem]) -> None:
    """Print all problems; leave with status 1 if one of them is an error."""
    listed = in_order(problems)
    for problem in listed:
        click.echo(str(problem), err=True)
    if errors(listed):
        count = len(errors(listed))
        click.echo(f"{count} {'problem' if count == 1 else 'problems'}; nothing was written.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
