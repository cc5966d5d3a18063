"""Engine: MkDocs in a process of ours, with what earlier builds made of the same pages.

In: a settings file, and what is kept. Out: the built folder, or what MkDocs had to say.

Guarantees:
1. The pages are those that ‘mkdocs build --strict’ makes: only a page from the same text, settings, theme and program,
   whose links lead where they led, is taken from what is kept.
2. A page about which MkDocs warns is never kept, so that it warns again.
3. No page is held longer than it takes to render it: what is kept is read again where it is needed. Contents, ids and
   links of each page are held as one text each, a tenth of what they take as objects.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands import build as mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from ..pages.templates import compiled
from ..rendering.raw_blocks import RawBlocks
from ..sources.kept import Kept

_MARKDOWN, _CONTENT, _PAGE = "markdown", "content", "page"
#: Parts the ids of a page: no attribute of HTML holds it.
_APART = "\0"


def build(settings: Path, kept: Kept, finish: Callable[[str], str] = str) -> str:
    """Build a site in this process; return what MkDocs said against it, or nothing. ``kept`` stands for the theme too.

    The present folder is the project's. ``finish`` is done to each page as it comes from its frame.
    """
    logger, said = logging.getLogger("mkdocs"), _Said()
    logger.addHandler(said)
    try:
        config = load_config(config_file=str(settings), strict=True)
        config.plugins["kept"] = KeptPages(kept, finish)
        mkdocs.build(config)
    except (MkDocsException, SystemExit) as error:
        return "\n".join([*said.lines, str(error)]).strip()
    except Exception as error:
        return "\n".join([*said.lines, f"{type(error).__name__}: {error}"])
    finally:
        logger.removeHandler(said)
    return ""


class _Said(logging.Handler):
    """Holds the warnings and errors of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} - {record.getMessage()}")


@dataclass
class _Links:
    """The files as a page asks for them, and where each that it asked for is."""

    files: Files
    led: dict[str, str] = field(default_factory=dict)

    def get_file_from_path(self, path: str) -> File | None:
        found = self.files.get_file_from_path(path)
        if found:
            self.led[path] = found.url
        return found


class KeptPages(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # it has no settings
    """Takes from what is kept the pages that would come out the same."""

    def __init__(self, kept: Kept, finish: Callable[[str], str]) -> None:
        self._kept, self._finish = kept, finish
        self._entries: dict[str, tuple[str, str, str]] = {}  # where content is kept, its digest, the contents of a page
        self._frame = kept
        self._aside = RawBlocks()

    def on_config(self, config: MkDocsConfig) -> None:
        """Note what the Markdown of every page depends on; make no 404.html and no sitemap, which the build makes."""
        config.theme.static_templates = set()
        options = config.mdx_configs
        glossary = Path(str(options.get("policy_site.rendering.sentence_rows", {}).get("glossary", "")))
        words = glossary.read_text("utf-8") if glossary.is_file() else ""
        self._rendering = self._kept.of(json.dumps([config.markdown_extensions, options], default=str), words)
        config.markdown_extensions = [*config.markdown_extensions, self._aside]  # type: ignore[list-item]

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Let a page be rendered by way of what is kept."""
        page.render = partial(self._render, page)  # type: ignore[method-assign]
        return page

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        key = self._rendering.key(page.file.src_uri, page.markdown or "")
        entry = self._kept.read(_MARKDOWN, key)
        if entry is None or not _leads_there(entry["led"], files):
            entry = self._rendered(page, config, files, key)
        page.toc = get_toc([])
        page._title_from_render = entry["title"]
        page.present_anchor_ids = _Ids(entry["ids"])  # type: ignore[assignment]  # MkDocs asks for members alone
        page.links_to_anchors = _Anchors(json.dumps(entry["anchors"]), files)  # type: ignore[assignment]  # and for items
        page.content = ""
        self._entries[page.file.src_uri] = (key, entry["digest"], json.dumps(entry["toc"]))

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Let go of the page until it goes into its frame."""
        page.markdown = ""

    def _rendered(self, page: Page, config: MkDocsConfig, files: Files, key: str) -> dict[str, Any]:
        """Return what MkDocs makes of the Markdown of a page, kept if there is nothing to be said against it."""
        links, said, logger = _Links(files), _Said(), logging.getLogger("mkdocs")
        logger.addHandler(said)
        try:
            Page.render(page, config, links)  # type: ignore[arg-type]  # of the files a page asks nothing else
        finally:
            logger.removeHandler(said)
        entry = {
            "digest": self._kept.key(page.content or ""),
            "toc": [_token(item) for item in page.toc],
            "title": page._title_from_render,
            "ids": sorted((page.present_anchor_ids or set()) | self._aside.ids),
            "anchors": {file.src_uri: found for file, found in (page.links_to_anchors or {}).items()},
            "led": links.led,
        }
        if not said.lines and self._kept.write(_CONTENT, key, page.content):
            self._kept.write(_MARKDOWN, key, entry)
        return entry

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take note of the navigation, which the frame of every page shows."""
        self._nav = nav
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> Any:
        """Let pages go into their frame by way of what is kept; the frame shows the navigation."""
        self._frame = self._kept.of(json.dumps([_told(item) for item in self._nav.items]))
        env.bytecode_cache = compiled(self._kept)
        return _Templates(env, partial(self._framed, config=config, files=files))

    def _framed(self, template: jinja2.Template, context: Any, *, config: MkDocsConfig, files: Files) -> str:
        page: Page | None = context["page"]
        if page is None:
            return template.render(context)

        key, digest, contents = self._entries[page.file.src_uri]

        def render() -> str:
            page.toc = get_toc(json.loads(contents))
            page.content = self._kept.read(_CONTENT, key)
            if page.content is None:  # it could not be kept
                page.read_source(config)
                Page.render(page, config, files)
            try:
                return self._finish(template.render(context))
            finally:
                page.markdown = page.content = ""
                page.toc = get_toc([])

        about = json.dumps([page.url, page.title, page.meta, contents, digest], default=str)
        made: str = self._frame.made(_PAGE, (about,), render)
        return made


class _Ids:
    """The ids of a page as one text, in which MkDocs looks for those that others link to."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._text = "".join(f"{_APART}{each}" for each in ids) + _APART

    def __contains__(self, anchor: str) -> bool:
        return f"{_APART}{anchor}{_APART}" in self._text


@dataclass(frozen=True)
class _Anchors:
    """The places in other pages to which a page links, as one text."""

    text: str
    files: Files

    def items(self) -> Iterator[tuple[File, dict[str, str]]]:
        """Yield each file with its places, and how the links to them are written."""
        for path, links in json.loads(self.text).items():
            file = self.files.get_file_from_path(path)
            if file:
                yield file, links


@dataclass(frozen=True)
class _Templates:
    """The templates of the theme, as far as MkDocs asks for them."""

    env: jinja2.Environment
    framed: Callable[[jinja2.Template, Any], str]

    def get_template(self, name: str) -> _Template:
        return _Template(self.env.get_template(name), self.framed)


@dataclass(frozen=True)
class _Template:
    template: jinja2.Template
    framed: Callable[[jinja2.Template, Any], str]

    def render(self, context: Any) -> str:
        return self.framed(self.template, context)


def _leads_there(led: dict[str, str], files: Files) -> bool:
    """Tell whether the links of a kept page still lead where they led."""
    found = ((files.get_file_from_path(path), url) for path, url in led.items())
    return all(file and file.url == url for file, url in found)


def _token(item: AnchorLink) -> dict[str, Any]:
    """Return a line of the contents as the extension ‘toc’ gave it."""
    return {"name": item.title, "id": item.id, "level": item.level, "children": [_token(one) for one in item.children]}


def _told(item: Any) -> list[Any]:
    """Return what the frame can show of a line of the navigation."""
    return [item.title, getattr(item, "url", None), [_told(child) for child in item.children or ()]]
