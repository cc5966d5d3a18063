"""Templates: the Jinja2 environment of the pages, and the form that every generated page has.

In: the record of what a template is given. Out: Markdown (or HTML) text.

Guarantees:
1. A name that a template uses and nobody gave is an error, never an empty string.
2. Every page begins with its head, which says that it is generated and by which command.
3. Every value is escaped, for Markdown and HTML alike, unless it is markup; no template can turn that off.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from ..rendering.breaks import breakable
from ..rendering.foreign import tagged
from ..rendering.markup import escaped, markup
from ..sources.kept import Kept
from . import addresses
from .catalog import Catalog
from .contexts import Context
from .facts import rank
from .heads import Head
from .parts import few


@cache
def environment() -> Environment:
    """Return what fills in templates: every value escaped, every unknown name an error."""
    environment = Environment(
        loader=PackageLoader("policy_site.pages"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, auto_reload=False, autoescape=True, finalize=escaped,
    )  # fmt: skip
    environment.globals["to"] = addresses
    environment.globals["few"] = few
    for name in ("e", "escape", "forceescape"):
        environment.filters[name] = escaped
    del environment.filters["safe"]
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.filters["level"] = rank
    environment.filters["first_upper"] = _first_upper
    environment.filters["tagged"] = _tagged
    environment.filters["partner"] = _partner
    environment.filters["english"] = _english
    environment.filters["breakable"] = breakable
    environment.filters["whole"] = _whole
    return environment


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates that are kept where that is possible: a full disk or a folder that has gone is no failure."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled(kept: Kept) -> BytecodeCache:
    """Return what Jinja2 keeps of the templates that it compiled; it tells half an entry from a whole one."""
    folder = kept.folder / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return _Compiled(str(folder))


def _first_upper(text: str) -> str:
    """Return ``text`` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _whole(text: object) -> Markup:
    """Return what no line may part, e.g. 2024-02-07 or § 3.1.1."""
    return markup('<span class="whole">{}</span>', text)


def _english(text: str, catalog: Catalog) -> Markup:
    """Return English for raw HTML, with its Chinese in elements of their own, in the script of the page."""
    return tagged(escaped(text), catalog.chinese_script)


def _partner(text: str, catalog: Catalog) -> Markup:
    """Return the other side of a bilingual statement for raw HTML; Chinese inside English has its own elements."""
    return escaped(text) if catalog.locale == "en" else _english(text, catalog)


def _tagged(text: str, catalog: Catalog) -> Markup:
    """Return text for raw HTML, escaped; on an English page with its Chinese in elements of their own."""
    return tagged(escaped(text), catalog.chinese_script) if catalog.locale == "en" else escaped(text)


def rendered(context: Context, origin: str, catalog: Catalog, head: Head) -> str:
    """Return one page: its head, then its template filled in."""
    template = environment().get_template(f"{context.template}.md.j2")
    body = template.render(c=catalog, m=catalog.message, **context.values())
    return f"{head.front_matter(origin)}\n\n{body.strip()}\n"
