"""Assets: few and small files in the place of the many that the theme is written in.

In: the folder of one locale as MkDocs built it. Out: the same folder with one style sheet and one script. The sheet
holds Material's, cut down to what this site shows, and ours.

Guarantees:
1. What a page looks like and does is the same as with the single files, which ‘mkdocs serve’ and Zensical load.
2. No page is read or changed: the build tells MkDocs the names of the joined files instead of those of the parts.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
import tinycss2
import yaml

from ..sources.kept import Kept

#: The settings that list the parts in their order.
SETTINGS = "mkdocs.shared.yml"
SHEET, SCRIPT = "assets/stylesheets/policy-site.css", "assets/javascripts/policy-site.js"
#: Material's sheets; theme/main.html leaves their links out where the setting ‘joined’ says that ours holds them.
_ITS_SHEETS = "assets/stylesheets/*.min.css"
#: Loaded by one page, or when a reader turns to the search, or cites, so they stay files of their own.
_LATER = (
    "assets/javascripts/search-page.js",
    "assets/javascripts/search-engine.js",
    "assets/javascripts/search-parts.js",
    "assets/javascripts/search-unpack.js",
    "assets/javascripts/cite.js",
    "assets/stylesheets/chooser.css",
    "assets/stylesheets/cite.css",
    "assets/javascripts/parts.js",
    "assets/stylesheets/parts.css",
)
#: What Material and MkDocs ship and no page loads, or discovery.py writes better.
_UNUSED = ("**/*.map", "assets/javascripts/lunr", "assets/javascripts/workers", "assets/images/favicon.png", "404.html",
           "sitemap.xml", "sitemap.xml.gz")  # fmt: skip
#: What Material styles and no page has, as it stands in a selector. The typography is ours, so nearly all rules under
#: .md-typeset go; a rule that is left too many costs some bytes, one too few would show in a browser test.
_STRANGERS = re.compile(
    r"\.(?:md-typeset\b|highlight|linenodiv|tabbed-|admonition|footnote|task-list|critic|keys\b|giscus|arithmatex|mermaid"
    r"|emojione|twemoji|gemoji|headerlink|md-(?:annotation|author|banner|blog|button|clipboard|code|consent|content--post"
    r"|content__button|copyright__|draft|feedback|footer__|header--lifted|header__source|input|meta|nav--integrated"
    r"|nav__(?:container|source)|pagination|path|pin\b|post|profile|progress|search-result"
    r"|search__(?:options|output|scrollwrap|suggest)|sidebar--post|social|source|status|tag\b|tags|tooltip\b|version))"
    r"|\[dir=rtl\]|\[data-md-color-(?:primary|accent)=(?!custom)|only-(?:dark|light)|dark-mode-only|light-mode-only"
)
#: A comma between selectors, not one inside :is(…).
_COMMA = re.compile(r",(?![^()]*\))")
#: A property of Material's own, e.g. --md-code-hl-color:#0003; or a picture: --md-tag-icon:url('data:…;utf8,…');
_PROPERTY = re.compile(r"(?<=[;{])(--md-[\w-]+):(?:url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)|[^;}])*;?")
#: Where one is read, e.g. var(--md-code-hl-color)
_READ = re.compile(r"var\((--md-[\w-]+)")


def parts(root: Path) -> tuple[list[str], list[str]]:
    """Return the style sheets and the scripts that the settings of the project in ``root`` list."""
    settings: dict[str, Any] = yaml.safe_load((root / SETTINGS).read_text("utf-8"))
    return settings["extra_css"], settings["extra_javascript"]


def join(root: Path, folder: Path, kept: Kept) -> None:
    """Join and shorten the assets of the locale built in ``folder``."""
    sheets, scripts = parts(root)
    its = [path.relative_to(folder).as_posix() for path in sorted(folder.glob(_ITS_SHEETS))]
    material, css, javascript = (_taken(folder, names) for names in (its, sheets, scripts))
    cut = kept.made("lean", (material,), partial(lean, material))
    (folder / SHEET).write_text(without_unread(f"{cut}{rcssmin.cssmin(css)}"), "utf-8")
    (folder / SCRIPT).write_text(rjsmin.jsmin(javascript), "utf-8")
    for name in _LATER:
        path = folder / name
        shortened = rjsmin.jsmin if path.suffix == ".js" else rcssmin.cssmin
        path.write_text(shortened(path.read_text("utf-8")), "utf-8")
    for pattern in _UNUSED:
        for path in list(folder.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _taken(folder: Path, names: Iterable[str]) -> str:
    """Return the text of files one after the other, and remove the files."""
    texts = []
    for name in names:
        texts.append((folder / name).read_text("utf-8"))
        (folder / name).unlink()
    return "\n".join(texts)


def lean(css: str) -> str:
    """Return a style sheet of Material's without the rules for what no page of this site has."""
    return "".join(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def without_unread(css: str) -> str:
    """Return a style sheet without the properties of Material's that no rule reads, and without what only they read."""
    read = set(_READ.findall(css))
    kept = _PROPERTY.sub(lambda found: found[0] if found[1] in read else "", css)
    return kept if kept == css else without_unread(kept)


def _kept(rules: Iterable[Any]) -> Iterator[str]:
    """Yield the text of the rules that concern this site; those inside @media too."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = _COMMA.split(tinycss2.serialize(rule.prelude))
            ours = ",".join(selector for selector in selectors if not _STRANGERS.search(selector))
            if ours:
                yield f"{ours}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in {"media", "supports"}:
            inner = "".join(_kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()
