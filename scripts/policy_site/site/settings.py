"""Settings: what the mkdocs*.yml files say that the build itself must know: the sites' names, and their address.

In: the project's folder, and SITE_URL of the environment. Out: words and one address.

Guarantees:
1. The address of the published site stands in one place, ``site_url`` in mkdocs.shared.yml; SITE_URL, where it is set
   at all, takes its place (an empty one: no address).
2. An address is http(s), without query or fragment, and ends in a slash; no address is the empty string.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import yaml

SHARED = "mkdocs.shared.yml"
ENVIRONMENT = "SITE_URL"


class AddressError(Exception):
    """The address of the site is none; the message says what to write."""


def settings_of(locale: str) -> str:
    """Return the name of the settings of a locale's site."""
    return "mkdocs.yml" if locale == "en" else f"mkdocs.{locale}.yml"


def site_name(root: Path, locale: str) -> str:
    """Return the name of a locale's site."""
    return str(_read(root, settings_of(locale))["site_name"])


def site_address(root: Path) -> str:
    """Return where the site is published, e.g. https://example.org/policies/; empty if nobody has said it."""
    given = os.environ.get(ENVIRONMENT)
    address = str(_read(root, SHARED).get("site_url") or "") if given is None else given
    address = address.strip()
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        remedy = f"Write it like https://example.org/policies/ (in {SHARED}, or as {ENVIRONMENT})"
        raise AddressError(f"‘{address}’ is not the address of a site. {remedy}")
    return f"{address.rstrip('/')}/"


def _read(root: Path, name: str) -> dict[str, object]:
    settings: dict[str, object] = yaml.safe_load((root / name).read_text("utf-8"))
    return settings
