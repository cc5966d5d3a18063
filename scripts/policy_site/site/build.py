"""Build: make site/ and dist/ from the pages that docs_folder staged.

In: a library without errors. Out: files; the last good site stays until the new one is whole.

Guarantees:
1. Everything is made in a folder beside the old one and moved into place at the end.
2. Two builds of the same sources are byte-identical (SOURCE_DATE_EPOCH is fixed).
3. What was built is verified before it takes the place of the last site: links, ids, languages, scripts, and that no
   injected name leaves the program.
4. One build at a time: another waits. What a killed one left is cleared away, and the last site put back.
5. Where the system can exchange two folders in one step there is a whole site at every moment, whenever it is killed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

import yaml

from .. import parallel
from ..book.epub import book
from ..library import Library
from ..pages import tree
from ..pages.catalog import LOCALES, Catalog
from ..pages.sharing import HOME
from ..search.index import index
from ..search.prose import Section, sections
from ..sources.kept import FOLDER, Kept
from ..sources.problems import errors
from ..sources.records import Locale
from . import (
    assets,
    citations,
    data,
    discovery,
    engine,
    guard,
    headers,
    inputs,
    manifest,
    offline,
    own_scripts,
    release,
    swap,
    verify,
)
from .discovery import BuiltLocale
from .headers import Inline
from .offline import BOOKS, BUNDLE
from .own_scripts import OwnScripts
from .settings import SHARED, settings_of, site_address
from .staged import STAGED

#: 2020-01-01; any fixed day makes the sitemap and the archive the same on every machine.
EPOCH = "1577836800"
#: From what the site was made: its provenance.
DIGEST = "data/inputs.sha256"


#: What needs nothing else of the site: the pages of each locale, the data, the book of each locale.
_PARTS: tuple[tuple[str, Locale], ...] = (
    *(("pages", locale) for locale in LOCALES),
    ("data", "en"),
    *(("book", locale) for locale in LOCALES),
)
#: What the pages of a locale say, by their names.
_Said = dict[str, tuple[Section, ...]]


class BuildError(Exception):
    """The site could not be built; the message says why and what to do."""


@contextmanager
def alone(root: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of the project; while another build holds it, say so by ``waiting`` and wait."""
    folder = root / ".build"
    folder.mkdir(exist_ok=True)
    with (folder / "building").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        _clear(root)
        yield


def _clear(root: Path) -> None:
    """Remove what a killed build left; a site that it had taken away goes back first."""
    for left in sorted((root / ".build").glob("site-*")):
        for name in manifest.MADE:
            if (left / f"{name}.old").exists() and not (root / name).exists():
                (left / f"{name}.old").rename(root / name)
        shutil.rmtree(left)


def build(root: Path, library: Library, digest: str) -> str:
    """Build site/ and dist/ from the staged pages, and say what was verified; ``digest`` is that of all inputs.

    If anything fails both stay as they were, and BuildError says why.
    """
    with tempfile.TemporaryDirectory(prefix="site-", dir=root / ".build") as folder:
        staged = Path(folder)
        try:
            kept = inputs.kept(root)
            made = parallel.each(lambda part: _part(*part, root, staged, library, kept), _PARTS)
            _chooser(staged / "site", library)
            (staged / "site" / DIGEST).write_text(f"{digest}\n", "utf-8")
            inline = _complete(staged / "site", root, library, kept, dict(zip(LOCALES, made, strict=False)))
            headers.complete(staged / "site", staged / "dist" / headers.NGINX, inline)
            _guard(staged / "site", root, library)
            offline.pack(staged / "site", staged / "dist" / BUNDLE, root / "dist" / BUNDLE, kept)
            told = _verified(staged / "site", root, kept)
            release.write(root, staged / "dist", digest, kept)
            manifest.write(root, digest, staged)
            swap.replace(staged, root, manifest.MADE)
            kept.forget()
            return told
        except OSError as error:
            raise BuildError(
                f"{error.strerror or error}: {error.filename or root}. The last site is as it was."
            ) from error


def _part(part: str, locale: Locale, root: Path, staged: Path, library: Library, kept: Kept) -> _Said:
    """Make a part of the site that needs no other; of a locale return what its pages say, by their names."""
    if part == "data":
        data.write(staged / "site" / "data", library)
    elif part == "book":
        _book(staged, library, locale)
    else:
        folder = staged / "site" / locale
        _mkdocs(root, folder, locale)
        assets.join(root, folder, kept)
        return {path.relative_to(folder).as_posix(): _read(path, kept) for path in sorted(folder.rglob("*.html"))}
    return {}


def _read(path: Path, kept: Kept) -> tuple[Section, ...]:
    """Return what a built page says."""
    html = path.read_text("utf-8")
    found = kept.made("prose", (html,), lambda: [[each.anchor, each.title, each.lines] for each in sections(html)])
    return tuple(Section(anchor, title, tuple((at, line) for at, line in lines)) for anchor, title, lines in found)


def _present(nav: list[Any], docs: Path) -> list[Any]:
    """Return a navigation without the pages that a collection does not have, e.g. a glossary."""
    parts = [
        {name: _present(own, docs) for name, own in each.items()} if isinstance(each, dict) else each for each in nav
    ]
    return [each for each in parts if (any(each.values()) if isinstance(each, dict) else (docs / each).is_file())]


def _mkdocs(root: Path, target: Path, locale: str) -> None:
    """Run MkDocs for one locale, with the names of the joined assets in the place of their parts."""
    config = settings_of(locale)
    home = root.resolve()
    settings: dict[str, Any] = {
        "INHERIT": str(home / config),
        "site_dir": str(target.resolve()),
        "docs_dir": str(home / STAGED / locale),
        "site_url": "",  # the three sites share one address; discovery.py writes what follows from it
        "theme": {"custom_dir": str(home / "theme")},
        "extra_css": [assets.SHEET],
        "extra_javascript": [assets.SCRIPT],
        "extra": {"sizes": offline.SIZES, "joined": True},
    }
    menu = yaml.safe_load((home / config).read_text("utf-8")).get("nav")
    if menu:
        settings["nav"] = _present(menu, home / STAGED / locale)
    joined = target.resolve().parent.parent / config
    joined.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    os.environ |= {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    with chdir(home):  # where the settings say that the glossary is
        said = engine.build(joined, Kept(home / FOLDER, inputs.of_frames(home, config)), headers.mended)
    if said:
        raise BuildError(f"MkDocs could not build {config}:\n{said}")


def _chooser(site: Path, library: Library) -> None:
    """Write site/index.html, the choice of a language."""
    page = tree.chooser([(locale, Catalog(locale, library.home.collection)) for locale in LOCALES], assets.SHEET)
    (site / "index.html").write_text(page, "utf-8")


def _book(staged: Path, library: Library, locale: Locale) -> None:
    """Write the book of a locale into the site and into dist/."""
    content = book(library, locale)
    for folder in (staged / "site" / BOOKS, staged / "dist"):
        folder.mkdir(parents=True, exist_ok=True)
        offline.place_of_book(folder, locale).write_bytes(content)


def _search(site: Path, library: Library, said: Mapping[Locale, _Said], kept: Kept) -> None:
    """Write site/search/: the index, made from the facts and from what the built pages say around them."""
    prose = {name: {locale: said[locale][name] for locale in LOCALES} for name in sorted(said["en"])}
    folder = site / "search"
    folder.mkdir()
    for name, text in index(library, prose, kept.made):
        (folder / name).write_text(text, "utf-8")


def _complete(site: Path, root: Path, library: Library, kept: Kept, said: Mapping[Locale, _Said]) -> frozenset[Inline]:
    """Give the site its search, each built page its citations and its head, and machines what they look for.

    Return the scripts and styles that stand in its pages.
    """
    address = site_address(root)
    if address:
        discovery.put_cards(site, root)

    def part(locale: Locale | None) -> tuple[BuiltLocale, frozenset[Inline]] | None:
        if locale:
            return _finished(site, root, library, kept, locale)
        _search(site, library, said, kept)
        return None

    finished = [each for each in parallel.each(part, (None, *LOCALES)) if each]
    discovery.complete(site, library, [built for built, _ in finished], address)
    inline = {each for _, found in finished for each in found}
    for path in (site / HOME, *site.glob("404.html"), *site.glob("*/404.html")):  # these alone are not finished yet
        text, found = headers.finished(headers.mended(path.read_text("utf-8")))
        path.write_text(text, "utf-8")
        inline |= found
    return frozenset(inline)


def _finished(
    site: Path, root: Path, library: Library, kept: Kept, locale: Locale
) -> tuple[BuiltLocale, frozenset[Inline]]:
    """Finish the pages of a locale one after the other; return them, and the scripts and styles that stand in them."""
    built, address = discovery.built(site, root, locale), site_address(root)
    heads = discovery.Heads.of(site, built, library, address)
    editions = {edition.slug: edition for edition in library.editions}
    inline: set[Inline] = set()
    for page in built.pages:
        text = (site / page.path).read_text("utf-8")
        text = citations.completed(text, page, editions.get(page.document), address, kept)
        text, found = headers.finished(heads.completed(text, page))
        (site / page.path).write_text(text, "utf-8")
        inline |= found
    return built, frozenset(inline)


def _guard(site: Path, root: Path, library: Library) -> None:
    """Raise BuildError if an injected name stands in what was built."""
    paths = [path for path in sorted(site.rglob("*")) if path.is_file()]
    names = guard.names(library.editions)
    cleared = guard.Cleared(root, names, "site")
    files = [(f"site/{path.relative_to(site).as_posix()}", path) for path in paths]
    found = list(guard.at_once(names, files, cleared))
    if found:
        raise BuildError("\n".join([*map(str, found), "The last site is as it was."]))
    cleared.write()


def _verified(site: Path, root: Path, kept: Kept) -> str:
    """Say what was counted in the built site, and what a person should look at; raise BuildError for an error."""
    own = kept.of(inputs.of_frames(root, SHARED)).made("own scripts", (), lambda: own_scripts.of(root).scripts)
    counts, found = verify.verify(site, OwnScripts(tuple(own)), kept, site_address(root))
    if errors(found):
        raise BuildError(f"{verify.said(found)}\nThe last site is as it was.")
    return "\n".join(filter(None, [str(counts), verify.said(found)]))
