"""The headers of the site: each form says the same, and every page keeps what they promise."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import Built
from hosting import told
from policy_site.site import headers

POLICY = "Content-Security-Policy"


class _Inline(HTMLParser):
    """Reads what a page would run or be styled by, with the standard library's parser."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.inline: list[tuple[str, str]] = []
        self.attributes: list[str] = []
        self.policy = ""
        self._open = ""
        self._before: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "meta" and given.get("http-equiv") == POLICY:
            assert not self.inline, "the policy comes before all that it is about"
            self.policy = given["content"] or ""
        if tag == "style" or (tag == "script" and "src" not in given and "json" not in (given.get("type") or "")):
            self._open = tag
            self.inline.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline[-1] = (self._open, self.inline[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""


def directives(policy: str) -> dict[str, set[str]]:
    """Return the sources that each directive of a policy allows."""
    return {name: set(sources) for name, *sources in (part.split() for part in policy.split("; "))}


def test_the_policy_allows_nothing_but_the_site_itself_and_what_is_known_by_its_digest(built: Built) -> None:
    policy = directives(told(built.site)[POLICY])
    assert policy["default-src"] == {"'none'"}
    for sources in policy.values():
        assert all(re.fullmatch(r"'self'|'none'|data:|'sha256-[\w+/]{43}='", each) for each in sources), sources
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]
    assert len(policy["script-src"]) == 7, "the site's files, five scripts of every page or the choice, one of 404.html"


def test_every_script_and_style_in_a_page_is_known_and_no_attribute_is_one(built: Built) -> None:
    policy = directives(told(built.site)[POLICY])
    in_pages = policy | {"frame-ancestors": set()}
    del in_pages["frame-ancestors"]
    pages = sorted(built.site.rglob("*.html"))
    assert len(pages) > 300
    for path in pages:
        page = _Inline(path.read_text("utf-8"))
        assert page.attributes == [], path
        assert directives(html.unescape(page.policy)) == in_pages, path
        for kind, content in page.inline:
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy[f"{kind}-src"], (path, content[:80])


def test_nginx_is_told_what_the_other_hosts_are(built: Built) -> None:
    lines = (built.bundle.parent / headers.NGINX).read_text("utf-8").splitlines()
    found = dict(re.findall(r'^add_header (\S+) "([^"]*)" always;$', "\n".join(lines), re.MULTILINE))
    assert len(found) == len(lines)
    assert found == told(built.site)
    assert {"X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy"} <= found.keys()
    assert max(map(len, found.values())) < 1900, "Cloudflare takes 2,000 characters a line"


@pytest.mark.parametrize(
    ("inside", "digests"),
    [
        ("<script>run()</script>", 1),
        ("<script>run()</script><script>run()</script>", 1),
        ("<style>p {}</style>", 1),
        ('<script src="own.js"></script>', 0),
        ('<script type="application/ld+json">{"a": 1}</script>', 0),
        ('<script id="__config" type="application/json">{"a": 1}</script>', 0),
    ],
)
def test_a_digest_for_what_runs_and_none_for_data(inside: str, digests: int) -> None:
    assert " ".join(headers.policy_of([inside]).values()).count("sha256-") == digests


def test_the_preview_takes_the_policy_off_a_page_and_nothing_else(built: Built) -> None:
    page = (built.site / "en" / "index.html").read_bytes()
    bare = headers.without_policy(page)
    assert POLICY.encode() not in bare
    assert page.replace(next(line for line in page.splitlines(keepends=True) if POLICY.encode() in line), b"") == bare


@pytest.mark.parametrize("name", ["mark.svg"])
def test_no_picture_holds_a_script_or_a_style(built: Built, name: str) -> None:
    paths: list[Path] = sorted(built.site.rglob("*.svg"))
    assert name in {path.name for path in paths}
    for path in paths:
        assert not re.search(r"<script|<style|\bstyle=|\bon\w+=", path.read_text("utf-8")), path
