"""Headers: what a browser may run, load and tell others while it shows this site, in the form that each host takes.

In: the built pages. Out: in each page what a <meta> can say (a host such as GitHub Pages sends no headers of ours);
_headers at the root of the site (Cloudflare Pages, Netlify); a file that an nginx includes.

Guarantees:
1. Nothing runs or styles a page but the site's own files, and the few scripts and styles in its pages that the build
   knows by their digest. No host is named, and neither 'unsafe-inline' nor 'unsafe-eval'.
2. All forms are written from one table, so they say the same, but for what a <meta> cannot say.
3. Material's markup is mended where the HTML standard forbids it; what a page looks like and does stays the same.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

#: What may be loaded, and from where (https://www.w3.org/TR/CSP3/); {} stands for the digests of what pages hold.
_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' {script}",
    "style-src": "'self' {style}",
    "img-src": "'self' data:",  # the icons in Material's style sheet
    "connect-src": "'self'",  # the service worker fetches the bundle
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
#: What a browser leaves out, with a warning, where a <meta> says it.
_HEADER_ONLY = frozenset({"frame-ancestors"})
#: What a page says more, for a copy on a disk: there Firefox does not take another file for the site itself.
_ON_A_DISK: Mapping[str, str] = {"form-action": " file:"}
_REFERRER = "no-referrer"
#: What this site never asks for; it asks for copying only.
_REFUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
#: The headers beside the policy.
_OTHERS: Mapping[str, str] = {
    "Referrer-Policy": _REFERRER,
    "Permissions-Policy": ", ".join(["clipboard-write=(self)", *(f"{name}=()" for name in _REFUSED)]),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
#: A script or style that stands in a page: its kind and its digest.
Inline = tuple[str, str]
#: The file for Cloudflare Pages and Netlify, in the site; the one for nginx, beside the bundle.
HOSTED, NGINX = "_headers", "nginx-headers.conf"
#: e.g. <script>var palette=…</script>, <style>…</style>
_INLINE = re.compile(r"<(script|style)([^>]*)>(.*?)</\1>", re.DOTALL)
#: e.g. <script type="application/ld+json">: a browser does not run data
_DATA = re.compile(r'\btype="application/[^"]*json"')
_FIRST = '<meta charset="utf-8">'
_META = '<meta http-equiv="Content-Security-Policy"'
#: Material's label above the contents, for a check box that only pages of the menu have; its attribute without value.
_TITLE_OF_CONTENTS, _ITS_BOX = '<label class="md-nav__title" for="__toc">', 'id="__toc"'
_NO_TABINDEX = ' tabindex=""'
#: An element without an end, and an attribute without a value: as Python-Markdown writes it, and as HTML writes it.
_VOID = ("<wbr />", "<wbr>")
_BARE = ('data-search-exclude=""', "data-search-exclude")
#: The blanks before a line, but for those inside an element whose text is kept as it stands.
_INDENT = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>|\n[ \t\n]+", re.DOTALL)


def finished(page: str) -> tuple[str, frozenset[Inline]]:
    """Return a page that lacks nothing else with the policy for what it holds, and what that is."""
    found = inline(page)
    return page.replace(_FIRST, f"{_FIRST}\n{_metas(_policy(found))}", 1), found


def complete(site: Path, nginx: Path, found: Iterable[Inline]) -> None:
    """Write the files for hosts with the policy for what all pages of the site hold, which was ``found``."""
    told = sent(_policy(found)).items()
    (site / HOSTED).write_text("/*\n" + "".join(f"  {name}: {value}\n" for name, value in told), "utf-8")
    nginx.parent.mkdir(parents=True, exist_ok=True)
    nginx.write_text("".join(f'add_header {name} "{value}" always;\n' for name, value in told), "utf-8")


def policy_of(pages: Iterable[str]) -> dict[str, str]:
    """Return the policy for pages, with the digest of each script and style that stands in one of them."""
    return _policy(each for page in pages for each in inline(page))


def inline(page: str) -> frozenset[Inline]:
    """Return the scripts and styles that stand in a page, by their digests."""
    return frozenset(
        (kind, _digest(content))
        for kind, attributes, content in _INLINE.findall(page)
        if content and not _DATA.search(attributes)
    )


def _policy(found: Iterable[Inline]) -> dict[str, str]:
    """Return the policy for pages that hold the scripts and styles ``found``."""
    digests: dict[str, set[str]] = {"script": set(), "style": set()}
    for kind, digest in found:
        digests[kind].add(digest)
    named = {kind: " ".join(sorted(each)) for kind, each in digests.items()}
    return {name: value.format(**named).strip() for name, value in _POLICY.items()}


def sent(policy: Mapping[str, str]) -> dict[str, str]:
    """Return every header that a host sends, by its name."""
    return {"Content-Security-Policy": _said(policy), **_OTHERS}


def without_policy(page: bytes) -> bytes:
    """Return a page without its policy, for a preview that puts a script of its own into it."""
    return b"".join(line for line in page.splitlines(keepends=True) if not line.startswith(_META.encode()))


def _said(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _digest(content: str) -> str:
    """Return the digest of a script or style as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _metas(policy: Mapping[str, str]) -> str:
    """Return what a page says itself."""
    names = [name for name in policy if name not in _HEADER_ONLY]
    own = _said({name: policy[name] + _ON_A_DISK.get(name, "") for name in names})
    return f'{_META} content="{own}">\n<meta name="referrer" content="{_REFERRER}">'


def mended(page: str) -> str:
    """Return a page without what Material writes and the HTML standard forbids, and without the blanks before lines."""
    page = _INDENT.sub(
        lambda found: found[0] if found[1] else "\n", page.replace(_NO_TABINDEX, "").replace(*_BARE).replace(*_VOID)
    )
    if _ITS_BOX not in page:
        page = page.replace(_TITLE_OF_CONTENTS, _TITLE_OF_CONTENTS.replace(' for="__toc"', ""))
    return page
