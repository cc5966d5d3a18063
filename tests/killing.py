"""Kill a build at many moments, and tell what stands afterwards.

    python tests/killing.py PROJECT FOLDER MOMENTS

PROJECT is a small project with a last good site; copies of it are built in FOLDER by processes of their own, each of
which is killed at another step: as it opens a file to write, makes, renames or removes one, or exchanges two folders.
One line of JSON for each: the step, what stands in site/, dist/ and docs/ then, and after the next build.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from click.testing import CliRunner

from policy_site.command import main
from policy_site.site import build as site
from policy_site.site.verify import Counts

#: What changes the disk; ctypes.dlopen comes just before two folders are exchanged.
STEPS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.", "os.truncate", "ctypes.dlopen", "os.chmod")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def made(root: Path, name: str) -> dict[str, bytes]:
    """Return the files of a folder of the project, but for what a write leaves that was never finished."""
    paths = sorted((root / name).rglob("*"))
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and not (path.name.startswith(".") and path.name.endswith(".part"))
    }


def _mkdocs(_: Path, target: Path, locale: str) -> None:
    target.mkdir(parents=True)
    for number in range(3):
        (target / f"page-{number}.html").write_text(f"a new page in {locale}", "utf-8")


def quicken() -> None:
    """Leave out of the build what takes long and writes into its own folder only."""
    site._mkdocs = _mkdocs
    site.assets.join = lambda *_: None
    site.verify.verify = lambda *_: (Counts(), ())
    for name in ("_book", "_search", "_guard"):
        setattr(site, name, lambda *_: None)
    site._complete = lambda *_: frozenset()


def build(root: Path) -> int:
    """Build a project in this process; return the status."""
    return CliRunner().invoke(main, ["build", "--root", str(root)]).exit_code


def build_until(root: Path, last: int, counted: Path) -> None:
    """Build in a child that is killed at step ``last`` (from 1; 0: never) and writes how many steps it took."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    steps = 0
    own = os.getpid()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if (writes or event.startswith(STEPS)) and os.getpid() == own:  # not in what it asks others to do
            steps += 1
            if steps == last:
                os.kill(own, signal.SIGKILL)

    sys.addaudithook(hook)
    status = build(root)
    counted.write_text(f"{steps - 1}", "utf-8")
    os._exit(status)


def whole(folder: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Tell whether a folder is wholly the old or wholly the new one."""
    return "old" if folder == old else "new" if folder == new else "broken"


def each_page(folder: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> str:
    """Tell whether each file is wholly the old or wholly the new one."""
    fits = folder.keys() == new.keys() and all(folder[name] in (old.get(name), new[name]) for name in folder)
    return "whole" if fits else "broken"


def run(project: Path, folder: Path, moments: int) -> None:
    quicken()
    copy = Path(shutil.copytree(project, folder / "whole"))
    build_until(copy, 0, folder / "steps")
    steps = int((folder / "steps").read_text("utf-8"))
    old, new = ({name: made(root, name) for name in ("site", "dist", "docs")} for root in (project, copy))
    # The first steps, the last, in which the folders are exchanged, and some between them.
    chosen = sorted({1, *range(steps - 12, steps + 1), *(1 + steps * n // moments for n in range(moments - 14))})
    for step in chosen:
        root = Path(shutil.copytree(project, folder / f"killed-{step}"))
        build_until(root, step, folder / "none")
        killed = {name: whole(made(root, name), old[name], new[name]) for name in ("site", "dist")}
        docs = each_page(made(root, "docs"), old["docs"], new["docs"])
        status = build(root)
        after = {name: whole(made(root, name), old[name], new[name]) for name in ("site", "dist", "docs")}
        left = [path.name for path in (root / ".build").iterdir() if path.name.startswith("site-")]
        found = {"step": step, "of": steps, **killed, "docs": docs, "status": status, "after": after, "left": left}
        sys.stdout.write(f"{json.dumps(found)}\n")
        shutil.rmtree(root)


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
