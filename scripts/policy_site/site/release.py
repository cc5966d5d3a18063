"""Release: by what a person who took the site away can check it, and see from what it was made.

In: the project's folder, and dist/ as it was built. Out: beside the bundle its sums, the manifest of the build, and a
bill of materials (CycloneDX 1.6, ECMA-424).

Guarantees:
1. `sha256sum -c SHA256SUMS` checks all of dist/, and in an unpacked bundle all of it.
2. The manifest names every source, every module and every package that a build reads, by digest or version.
3. The bill holds what this Python has installed for this program, and what each of them needs.
4. No time, place or chance stands in them, so that two builds give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ..sources.kept import Kept
from . import inputs

SUMS, MANIFEST, BILL = "SHA256SUMS", "build-manifest.json", "sbom.cdx.json"
PROGRAM = "policy-site"


def write(root: Path, dist: Path, digest: str, kept: Kept) -> None:
    """Write the papers of a release of the project in ``root`` into ``dist``; ``digest`` is that of all inputs."""
    versions = kept.made("versions", (), versions_of)
    _write(dist / MANIFEST, _json({"inputs": digest, **inputs.listed(root), "packages": versions}))
    _write(dist / BILL, _json(kept.made("bill", (), bill)))
    _write(dist / SUMS, sums((path.name, digest_of_file(path)) for path in sorted(dist.iterdir())))


def versions_of() -> dict[str, str]:
    """Return the versions of the packages that this program runs with, by their names."""
    return {name: metadata.version(name) for name in sorted(needs()) if name != PROGRAM}


def sums(files: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of each file, as ``sha256sum`` writes and checks them."""
    return "".join(f"{digest}  {name}\n" for name, digest in files)


def digest_of_file(path: Path) -> str:
    """Return the same of a file, which may be larger than memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def needs() -> dict[str, tuple[str, ...]]:
    """Return the packages that this program runs with, by name, each with those that it needs itself."""
    found: dict[str, tuple[str, ...]] = {}
    waiting = [PROGRAM]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = tuple(sorted(set(_needed(name))))
            waiting += found[name]
    return found


def _needed(name: str) -> Iterator[str]:
    """Yield the packages that a package needs on this machine, without extras."""
    for line in metadata.requires(name) or ():
        requirement = Requirement(line)
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


@cache
def bill() -> Mapping[str, object]:
    """Return, for the packages as they are loaded, the bill of materials as CycloneDX lays it out (https://cyclonedx.org/docs/1.6/json/)."""
    found = needs()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(PROGRAM, "application")},
        "components": [_component(name, "library") for name in sorted(found) if name != PROGRAM],
        "dependencies": [
            {"ref": _address(name), "dependsOn": [_address(each) for each in found[name]]} for name in sorted(found)
        ],
    }


def _component(name: str, kind: str) -> dict[str, object]:
    address = _address(name)
    licence = _licence(name)
    known = {"licenses": [licence]} if licence else {}
    return {"type": kind, "bom-ref": address, "name": name, "version": metadata.version(name), "purl": address, **known}


def _address(name: str) -> str:
    """Return the package URL of a package, e.g. pkg:pypi/click@8.3.1."""
    return f"pkg:pypi/{name}@{metadata.version(name)}"


def _licence(name: str) -> dict[str, object]:
    """Return the licence that a package states: an SPDX expression, or a name where it has none."""
    about = metadata.metadata(name)
    for expression in about.get_all("License-Expression") or ():
        return {"expression": expression}
    kinds = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    kinds += [each for each in about.get_all("License") or () if "\n" not in each]  # some put the whole text there
    return {"license": {"name": kinds[0]}} if kinds else {}


def _json(value: Mapping[str, object]) -> str:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
