"""Own scripts: which scripts the pages may hold: those of the theme, of Material and of our templates, and no other.

In: the project's folder. Out: whether a script is one of them.

Guarantees:
1. A script in a page counts as ours only if a template holds it word for word; where the template puts in a value,
   the value may hold no sign that could end a string or a statement.
2. A script in a file counts as ours only in the folders that the theme, the search and the build write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
#: What Jinja fills in or leaves out, e.g. {{ config.extra.scope }}
_FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
#: A value that is put into a script: a path, a word, a JSON string without a sign of JavaScript or HTML.
_VALUE = r"[\w ./:,#?=&%~+\"-]*?"
_FILE = re.compile(r"(?:en|zh-Hans|zh-Hant)/assets/javascripts/[\w.-]+\.js|search/[\w.-]+\.js|sw\.js")


@dataclass(frozen=True)
class OwnScripts:
    """The scripts of the templates, as they stand there."""

    scripts: tuple[str, ...]

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(_pattern, self.scripts))

    def holds(self, script: str) -> bool:
        """Tell whether a template holds this script."""
        return any(pattern.fullmatch(script) for pattern in self._patterns)

    def is_file(self, path: str) -> bool:
        """Tell whether a file of the site is a place for scripts of ours."""
        return bool(_FILE.fullmatch(path))


def of(root: Path) -> OwnScripts:
    """Return the scripts that the templates of the project in ``root`` hold, with those of Material and our own."""
    return OwnScripts(tuple(dict.fromkeys(_scripts(_templates(root)))))


def _templates(root: Path) -> Iterator[str]:
    """Yield the text of every template with which a page is made."""
    yield from _templates_in(root / "theme")
    yield from _packaged()


@cache
def _packaged() -> tuple[str, ...]:
    """Return the templates of packages, which do not change while the program runs: ours, and Material's."""
    folders = (Path(str(resources.files(package))) / "templates" for package in ("policy_site.pages", "material"))
    return tuple(template for folder in folders for template in _templates_in(folder))


def _templates_in(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".j2"} and path.is_file():
            yield path.read_text("utf-8")


def _scripts(templates: Iterable[str]) -> Iterator[str]:
    """Yield what stands in each script of the templates, but for data and files."""
    for template in templates:
        for attributes, script in _SCRIPT.findall(template):
            if "src=" not in attributes and script.strip():
                yield script


def _pattern(script: str) -> re.Pattern[str]:
    """Return what a script of a template can become in a page."""
    return re.compile(rf"\s*{_VALUE.join(map(re.escape, _FILLED.split(script.strip())))}\s*", re.DOTALL)
