"""Manifest: what the last build made and from what, so that nothing is called up to date that is not.

In: the project's folder, after a build. Out: .build/manifest.json, and whether site/ and dist/ still are what it says.

Guarantees:
1. A file that was lost, emptied, changed or added since makes the site out of date.
2. A manifest that cannot be read makes it out of date too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..sources.files import write_whole
from .release import digest_of_file

MADE = ("site", "dist")
_FILE = Path(".build", "manifest.json")


def write(root: Path, inputs: str, staged: Path) -> None:
    """Write the manifest of what stands in ``staged``, made from inputs of this digest; it is moved into place next."""
    text = json.dumps({"inputs": inputs, "files": _made(staged)}, indent=0, sort_keys=True)
    write_whole(root / _FILE, f"{text}\n".encode())


def holds(root: Path, inputs: str) -> bool:
    """Tell whether site/ and dist/ are what was made, and from inputs of this digest."""
    try:
        told: Any = json.loads((root / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(told == {"inputs": inputs, "files": _made(root)})


def _made(root: Path) -> dict[str, list[object]]:
    """Return size and SHA-256 of every file that a build makes."""
    paths = (path for name in MADE for path in (root / name).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): [path.stat().st_size, digest_of_file(path)] for path in paths}
