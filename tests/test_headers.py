"""The headers of the site: each form says the same, and every page keeps what they promise."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from conftest import Built
from hosting import told
from htmlpage import pages
from policy_site.site import headers

POLICY = "Content-Security-Policy"


def directives(policy: str) -> dict[str, set[str]]:
    """Return the sources that each directive of a policy allows."""
    return {name: set(sources) for name, *sources in (part.split() for part in policy.split("; "))}


def test_the_policy_allows_nothing_but_the_site_itself_and_what_is_known_by_its_digest(built: Built) -> None:
    policy = directives(told(built.site)[POLICY])
    assert policy["default-src"] == {"'none'"}
    for sources in policy.values():
        assert all(re.fullmatch(r"'self'|'none'|data:|'sha256-[\w+/]{43}='", each) for each in sources), sources
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]
    assert len(policy["script-src"]) == 6, "the site's files, four scripts of the pages, one of the choice"


def test_every_script_and_style_in_a_page_is_known_and_no_attribute_is_one(built: Built) -> None:
    policy = directives(told(built.site)[POLICY])
    in_pages = {name: sources for name, sources in policy.items() if name != "frame-ancestors"}
    in_pages["form-action"] = {"'self'", "file:"}  # the search of a copy on a disk, in Firefox
    found = 0
    for page in pages(built.site):
        given = [(element.tag, name) for element in page.elements for name in element.attributes]
        assert not [each for each in given if each[1] == "style" or each[1].startswith("on")], page.path
        first = next(e for e in page.elements if e.tag in {"script", "style", "link"} or "http-equiv" in e.attributes)
        assert first.attributes.get("http-equiv") == POLICY, f"{page.path}: it comes before all that it is about"
        own = directives(first.attributes["content"])
        assert own.keys() == in_pages.keys()
        assert all(own[name] == in_pages[name] for name in own if name not in {"script-src", "style-src"}), page.path
        known = {"script-src": {"'self'"}, "style-src": {"'self'"}}
        for element, content in page.unseen:
            if element.tag in {"script", "style"} and "json" not in element.attributes.get("type", ""):
                digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
                assert f"'sha256-{digest}'" in policy[f"{element.tag}-src"], (page.path, content[:80])
                known[f"{element.tag}-src"].add(f"'sha256-{digest}'")
                found += 1
        assert {name: own[name] for name in known} == known, f"{page.path}: its own scripts and styles, and no other"
    assert found > 1000


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
