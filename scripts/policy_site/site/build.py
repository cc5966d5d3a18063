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
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import yaml

from ..book.epub import book
from ..library import Library
from ..pages import tree
from ..pages.catalog import LOCALES, Catalog
from ..search.index import index
from . import assets, citations, data, discovery, guard, manifest, offline, own_scripts, swap, verify
from .docs_folder import STAGED
from .offline import BOOKS, BUNDLE
from .settings import settings_of, site_address
from .verify import Counts

#: 2020-01-01; any fixed day makes the sitemap and the archive the same on every machine.
EPOCH = "1577836800"
#: From what the site was made: its provenance.
DIGEST = "data/inputs.sha256"


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


def build(root: Path, library: Library, digest: str) -> Counts:
    """Build site/ and dist/ from the staged pages, and return what was verified; ``digest`` is that of all inputs.

    If anything fails both stay as they were, and BuildError says why.
    """
    with tempfile.TemporaryDirectory(prefix="site-", dir=root / ".build") as folder:
        staged = Path(folder)
        try:
            with ThreadPoolExecutor(max_workers=len(LOCALES)) as pool:
                list(pool.map(lambda locale: _mkdocs(root, staged / "site" / locale, locale), LOCALES))
            for locale in LOCALES:
                assets.join(root, staged / "site" / locale)
            _chooser(staged / "site", library)
            data.write(staged / "site" / "data", library)
            _books(staged, library)
            (staged / "site" / DIGEST).write_text(f"{digest}\n", "utf-8")
            _search(staged / "site", library)
            _complete(staged / "site", root, library)
            _guard(staged / "site", library)
            offline.pack(staged / "site", staged / "dist" / BUNDLE)
            counts = _verified(staged / "site", root)
            manifest.write(root, digest, staged)
            swap.replace(staged, root, manifest.MADE)
            return counts
        except OSError as error:
            raise BuildError(
                f"{error.strerror or error}: {error.filename or root}. The last site is as it was."
            ) from error


def _mkdocs(root: Path, target: Path, locale: str) -> None:
    """Run MkDocs for one locale, with the names of the joined assets in the place of their parts."""
    config = settings_of(locale)
    home = root.resolve()
    settings = {
        "INHERIT": str(home / config),
        "site_dir": str(target.resolve()),
        "docs_dir": str(home / STAGED / locale),
        "site_url": "",  # the three sites share one address; discovery.py writes what follows from it
        "theme": {"custom_dir": str(home / "theme")},
        "extra_css": [assets.SHEET],
        "extra_javascript": [assets.SCRIPT],
        "extra": {"sizes": offline.SIZES},
    }
    joined = target.parent.parent / config
    joined.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(joined.resolve())]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        if "Traceback (most recent call last)" in said:
            said = said.splitlines()[-1]  # the way through MkDocs helps no editor
        raise BuildError(f"MkDocs could not build {config}:\n{said}")


def _chooser(site: Path, library: Library) -> None:
    """Write site/index.html, the choice of a language."""
    page = tree.chooser([(locale, Catalog(locale, library.home.collection)) for locale in LOCALES], assets.SHEET)
    (site / "index.html").write_text(page, "utf-8")


def _books(staged: Path, library: Library) -> None:
    """Write the book of each locale into the site and into dist/."""
    folders = (staged / "site" / BOOKS, staged / "dist")
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for locale in LOCALES:
        content = book(library, locale)
        for folder in folders:
            offline.place_of_book(folder, locale).write_bytes(content)


def _search(site: Path, library: Library) -> None:
    """Write site/search/: the index, made from the facts and from the built pages around them."""
    names = [path.relative_to(site / "en").as_posix() for path in sorted((site / "en").rglob("*.html"))]
    prose = {name: {locale: (site / locale / name).read_text("utf-8") for locale in LOCALES} for name in names}
    folder = site / "search"
    folder.mkdir()
    for name, text in index(library, prose).items():
        (folder / name).write_text(text, "utf-8")


def _complete(site: Path, root: Path, library: Library) -> None:
    """Give each built page its citations and its head, and the site what machines look for."""
    address, built = site_address(root), discovery.locales(site, root)
    citations.complete(site, [page for locale in built for page in locale.pages], library, address)
    discovery.complete(site, root, library, built, address)


def _guard(site: Path, library: Library) -> None:
    """Raise BuildError if an injected name stands in what was built."""
    paths = [path for path in sorted(site.rglob("*")) if path.is_file()]
    found = list(guard.problems(guard.names(library.editions), site, paths, Path("site")))
    if found:
        raise BuildError("\n".join([*map(str, found), "The last site is as it was."]))


def _verified(site: Path, root: Path) -> Counts:
    """Return what was counted in the built site; raise BuildError if anything is wrong with it."""
    counts, found = verify.verify(site, own_scripts.of(root), site_address(root))
    if found:
        raise BuildError(f"{verify.said(found)}\nThe last site is as it was.")
    return counts
