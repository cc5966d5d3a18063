"""A host as a person would have one: it serves a folder with the headers that the build wrote for it."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from policy_site.site import headers


def told(site: Path) -> dict[str, str]:
    """Return the headers in the file for Cloudflare Pages and Netlify."""
    lines = (site / headers.HOSTED).read_text("utf-8").splitlines()
    assert lines[0] == "/*", "for every address"
    return dict(line.strip().split(": ", 1) for line in lines[1:])


class Handler(SimpleHTTPRequestHandler):
    """Sends what is asked for under those headers, and says nothing."""

    def end_headers(self) -> None:
        for name, value in told(Path(self.directory)).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Host:
    """A folder on a server of its own, which can be stopped."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
