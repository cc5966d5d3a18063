"""Offline: the whole site as one file to take away, and the worker that keeps it in a reader's browser.

In: the site as it was built. Out: the same with sizes filled in, the bundle, and sw.js.

Guarantees:
1. The bundle is the site in one folder, with the sums of all its files; its bytes depend on the content alone.
2. A size that a page prints is that of the file, in MB with two digits: from 10 MB on without a decimal.
3. The worker keeps the content of one bundle, which it knows by its digest, or nothing: versions never mix.
"""

from __future__ import annotations

import json
import shutil
import zipfile
import zlib
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from .. import parallel
from ..sources.kept import Kept
from ..sources.records import Locale
from . import release

BUNDLE = "policy-explainer.zip"
BOOK = "policy-explainer.{}.epub"
BOOKS = "book"
WORKER = "sw.js"
#: What the pages hold in the place of a size until it is known (theme/partials/copyright.html).
SIZES = {"bundle": "@size of the bundle@", "book": "@size of the book@"}
#: The sw.js of an unpacked copy, which lies on its reader's disk already.
_IDLE = "// A copy that was unpacked has everything at hand; this worker does nothing.\n"
#: What a bundle is taken to be of before there was one.
_NONE = "0.0"
#: By how many bytes a page at most shrinks or grows in the bundle when it prints another size.
_CHANGE = 16
#: Below how many bytes a size is printed in which steps.
_STEPS = ((10_000_000, 100_000), (100_000_000, 1_000_000), (10**15, 10_000_000))
_FIRST_DAY = (2020, 1, 1, 0, 0, 0)


def pack(site: Path, target: Path, last: Path, kept: Kept) -> None:
    """Fill in the sizes, write the bundle to ``target`` and into the site, and the worker beside it.

    The bundle ``last``, if there is one, tells the likely size. Where two sizes might both come true, it is not asked.
    """
    (site / WORKER).write_text(_IDLE, "utf-8")
    likely = megabytes(last) if last.is_file() else _NONE
    _pack(site, target, likely, kept)
    pages = list(site.rglob("*.html"))
    if likely != _NONE and _wavers(target.stat().st_size, len(pages)):
        _pack(site, target, _NONE, kept)
    size = megabytes(target)
    for path in pages:
        path.write_bytes(_with_sizes(site, path, size))
    shutil.copy2(target, site / BUNDLE)
    (site / WORKER).write_text(worker(target), "utf-8")


def _pack(site: Path, target: Path, size: str, kept: Kept) -> None:
    """Write the bundle, whose pages print its size: ``size``, if that comes true."""
    printed = ""
    while printed != size:  # a page that prints another size is another page, so the bundle may grow by some bytes
        printed = size
        bundle(site, target, printed, kept)
        size = megabytes(target)


def megabytes(path: Path) -> str:
    """Return the size of a file in MB: 7.9, 14, 140; with two digits the size of no site hangs on a few bytes."""
    size = path.stat().st_size
    step = _step(size)
    return f"{size / 1e6:.1f}" if step < 1_000_000 else f"{round(size / step) * step // 1_000_000}"


def _step(size: int) -> int:
    """Return by how many bytes two sizes that a page can print are apart."""
    return next(step for limit, step in _STEPS if size < limit)


def _wavers(size: int, pages: int) -> bool:
    """Tell whether a bundle of so many pages might be of another printed size, if its pages printed that."""
    change, step = _CHANGE * pages, _step(size)
    return abs(size % step - step // 2) < change or any(abs(size - limit) < change for limit, _ in _STEPS[:-1])


def _book_size(site: Path, page: Path) -> str:
    """Return the size of the book in the language of a page; nothing for a page of no language."""
    book = site / BOOKS / BOOK.format(page.relative_to(site).parts[0])
    return megabytes(book) if book.is_file() else ""


def _with_sizes(site: Path, path: Path, bundle: str) -> bytes:
    """Return what the file ``path`` holds; of a page, with the sizes that it prints."""
    data = path.read_bytes()
    if path.suffix == ".html":
        data = data.replace(SIZES["bundle"].encode(), bundle.encode())
        data = data.replace(SIZES["book"].encode(), _book_size(site, path).encode())
    return data


class _Entry(NamedTuple):
    """A file as it stands in the bundle: by what its packed bytes are kept, CRC-32, sizes, and SHA-256."""

    key: str
    crc: int
    size: int
    packed: int
    digest: str


def bundle(site: Path, target: Path, size: str, kept: Kept) -> None:
    """Zip the site, whose pages say that this is of ``size`` MB, so that unpacking gives one folder.

    The pictures for shared addresses stay out: nobody shares the address of a file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    own = kept.of("packed", zlib.ZLIB_RUNTIME_VERSION)
    files = {
        path.relative_to(site).as_posix(): path
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.relative_to(site).parts[0] != "cards" and path.name != BUNDLE
    }
    entries = parallel.each(lambda path: _entry(_with_sizes(site, path, size), own), files.values())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for (name, path), entry in zip(files.items(), entries, strict=True):
            packed = own.data("packed", entry.key) or _deflated(_with_sizes(site, path, size))
            _put(archive, f"{target.stem}/{name}", entry, packed)
        sums = release.sums((name, entry.digest) for name, entry in zip(files, entries, strict=True))
        archive.writestr(_about(f"{target.stem}/{release.SUMS}"), sums.encode())


def _entry(data: bytes, kept: Kept) -> _Entry:
    """Return how a file stands in the bundle; what it is packed to is kept, and not packed again."""
    digest = release.digest_of(data)
    key = kept.key(digest)
    packed = kept.data("packed", key)
    if packed is None:
        packed = _deflated(data)
        kept.put("packed", key, packed)
    return _Entry(key, zlib.crc32(data), len(data), len(packed), digest)


def _deflated(data: bytes) -> bytes:
    """Return what zipfile would write for a file; at level 9 it would be three thousandths less, in twice the time."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _about(name: str) -> zipfile.ZipInfo:
    """Return the head of an entry: of one day, for everybody to read."""
    about = zipfile.ZipInfo(name, _FIRST_DAY)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    return about


def _put(archive: zipfile.ZipFile, name: str, entry: _Entry, packed: bytes) -> None:
    """Write an entry that is packed already, as ``writestr`` would; zipfile has no call for that."""
    about = _about(name)
    about.CRC, about.file_size, about.compress_size = entry.crc, entry.size, entry.packed
    assert archive.fp
    about.header_offset = archive.fp.tell()
    archive.fp.write(about.FileHeader(zip64=False) + packed)
    archive.filelist.append(about)
    archive.NameToInfo[name] = about
    archive.start_dir = archive.fp.tell()


def worker(target: Path) -> str:
    """Return the worker that keeps the bundle in file ``target``."""
    text = resources.files(__package__).joinpath("worker.js").read_text("utf-8")
    values = {"BUNDLE": BUNDLE, "DIGEST": release.digest_of_file(target), "FOLDER": f"{target.stem}/"}
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in values.items()) + text


def place_of_book(folder: Path, locale: Locale) -> Path:
    """Return where in ``folder`` the book of a locale stands."""
    return folder / BOOK.format(locale)
