"""Preview: serve site/ on this machine and build it again whenever a source changes.

In: the project's folder and what to do on a change. Out: nothing; it runs until interrupted.

Guarantees:
1. Only this machine can reach it.
2. A build that fails leaves the last good site on show and prints its problems.
3. The script that reloads a page runs, though the page's own policy knows it not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from . import headers, inputs


class _Server(LiveReloadServer):
    """Serves the pages without their policies, which would refuse MkDocs' script."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        injected: bytes = super()._inject_js_into_html(headers.without_policy(content), epoch)  # type: ignore[no-untyped-call]
        return injected


def serve(root: Path, port: int, build: Callable[[], None]) -> None:
    """Serve the site of the project in ``root`` at http://127.0.0.1:<port>/."""

    def rebuild() -> None:
        try:
            build()
        except SystemExit:
            print("The last good site stays on show.")  # noqa: T201 (this is the command's voice)

    rebuild()
    server = _Server(rebuild, "127.0.0.1", port, root=str(root / "site"))
    for name in inputs.ALL:
        server.watch(str(root / name))
    server.serve()  # type: ignore[no-untyped-call]
