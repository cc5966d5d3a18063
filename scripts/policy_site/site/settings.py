"""Settings: what the mkdocs*.yml files say that the build itself must know: the sites' names, and their address.

In: the project's folder, and SITE_URL of the environment. Out: words, one address, and what is wrong with the files.

Guarantees:
1. The address of the published site stands in one place, ``site_url`` in mkdocs.shared.yml; SITE_URL, where it is set
   at all, takes its place (an empty one: no address).
2. An address is http(s), without query or fragment, and ends in a slash; no address is the empty string.
3. Settings without a problem are plain YAML, inherit from the shared ones only, and name files of the theme.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from ..sources.files import SourceFiles
from ..sources.problems import Place, Problem
from ..sources.yamlfile import YamlFile, parse

SHARED = "mkdocs.shared.yml"
ENVIRONMENT = "SITE_URL"


#: The settings, those that the others inherit first.
FILES = (SHARED, "mkdocs.yml", "mkdocs.zh-Hans.yml", "mkdocs.zh-Hant.yml")


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
    if not _is_address(address):
        remedy = f"Write it like https://example.org/policies/ (in {SHARED}, or as {ENVIRONMENT})"
        raise AddressError(f"‘{address}’ is not the address of a site. {remedy}")
    return f"{address.rstrip('/')}/"


def _is_address(text: str) -> bool:
    """Tell whether a text is the address of a site."""
    try:
        parts = urlsplit(text)
        return bool(parts.scheme in {"http", "https"} and parts.hostname and not parts.query and not parts.fragment)
    except ValueError:  # http://[
        return False


def problems(root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the settings, and with what they name in the theme; nothing if there are none at all."""
    if not any((root / name).exists() for name in FILES):
        return
    reader = SourceFiles(root)
    for name in FILES:
        data = reader.bytes(root / name)
        try:
            source, found = parse(name, data.decode("utf-8")) if data is not None else (YamlFile(name, {}), ())
        except UnicodeDecodeError as error:
            yield Problem(Place(name), "G005", f"Not UTF-8 (byte {error.start}).", "Save it as UTF-8.")
            continue
        yield from found
        if data is not None and not found:
            yield from _settings(root, name, source)
    yield from reader.problems
    if (root / "theme").is_dir() and not (root / "theme" / "main.html").is_file():
        yield Problem(Place("theme/main.html"), "G005", "The frame of all pages is not there.", "Put the file there.")


def _settings(root: Path, name: str, source: YamlFile) -> Iterator[Problem]:
    """Yield what is wrong with one file of settings."""
    parent = None if name == SHARED else SHARED
    if source.data.get("INHERIT") != parent:
        message = f"It inherits from ‘{source.data.get('INHERIT')}’."
        remedy = f"Write INHERIT: {SHARED}." if parent else "Remove INHERIT."
        yield Problem(source.place(("INHERIT",)), "G005", message, remedy)
    if parent and not isinstance(source.data.get("site_name"), str):
        yield Problem(source.place(("site_name",)), "G005", "The site has no name.", "Write site_name: …")
    address = source.data.get("site_url") or ""
    if address and not (isinstance(address, str) and _is_address(address)):
        remedy = "Write it like https://example.org/policies/."
        yield Problem(source.place(("site_url",)), "G005", f"‘{address}’ is not the address of a site.", remedy)
    for key in ("extra_css", "extra_javascript"):
        listed = source.data.get(key) or []
        for number, each in enumerate(listed if isinstance(listed, list) else [listed]):
            if (root / "theme").is_dir() and not _is_of_theme(root, each):
                yield Problem(source.place((key, number)), "G005", f"The theme has no file ‘{each}’.", "Mend the name.")
    for path, value in _texts(source.data):
        if "<" in value or ">" in value:
            yield Problem(source.place(path), "G005", f"‘{value}’ holds markup.", "Write plain words.")


def _is_of_theme(root: Path, name: object) -> bool:
    """Tell whether a file of the theme has this name."""
    theme = (root / "theme").resolve()
    return isinstance(name, str) and (theme / name).is_file() and (theme / name).resolve().is_relative_to(theme)


def _texts(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text of the settings with its path."""
    if isinstance(data, str):
        yield path, data
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from _texts(value, (*path, key))


def _read(root: Path, name: str) -> dict[str, object]:
    settings: dict[str, object] = yaml.safe_load((root / name).read_text("utf-8"))
    return settings
