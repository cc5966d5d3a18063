"""The Chromium of this machine, for the tests and the benchmarks."""

from __future__ import annotations

import shutil

#: By rising cost: the first draws no window, and takes less than half the processor time of the second.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: Those that a reader has, whose times tell what a reader waits.
WINDOWED = NAMES[1:]


def chromium_program(names: tuple[str, ...] = NAMES) -> str | None:
    """Return the first of ``names`` on PATH, or nothing for Playwright's own."""
    return next(filter(None, map(shutil.which, names)), None)
