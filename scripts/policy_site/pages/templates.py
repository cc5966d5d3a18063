"""Templates: the Jinja2 environment of the pages, and the form that every generated page has.

In: the name of a template and its values. Out: Markdown (or HTML) text.

Guarantees:
1. A name that a template uses and nobody gave is an error, never an empty string.
2. Every page begins with its head, which says that it is generated and by which command.
3. Every value is escaped, for Markdown and HTML alike, unless it is markup; no template can turn that off.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..rendering.foreign import tagged
from ..rendering.markup import escaped
from ..sources.records import (
    Measure,
)
from .catalog import Catalog
from .facts import DocumentFacts, rank
from .heads import Head


@cache
def environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("policy_site.pages"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, auto_reload=False, autoescape=True, finalize=escaped,
    )  # fmt: skip
    environment.globals["card"] = card
    for name in ("e", "escape", "forceescape"):
        environment.filters[name] = escaped
    del environment.filters["safe"]
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.filters["level"] = rank
    environment.filters["first_upper"] = _first_upper
    environment.filters["tagged"] = _tagged
    environment.filters["html_address"] = _html_address
    return environment


def _first_upper(text: str) -> str:
    """Return ``text`` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _html_address(page: Markup) -> Markup:
    """Return the address at which MkDocs writes a page, for raw HTML: text.md#s3.1 → text.html#s3.1."""
    return page.replace(".md", ".html")


def _tagged(text: str, catalog: Catalog) -> Markup:
    """Return text for raw HTML, escaped; on an English page with its Chinese in elements of their own."""
    return tagged(escaped(text), catalog.chinese_script) if catalog.locale == "en" else escaped(text)


@cache
def card(document: DocumentFacts, measure: Measure, base: str) -> Markup:
    """Return the card of a measure; each is made once for the several pages of one depth that show it."""
    template = environment().get_template("measure.md.j2")
    catalog = document.catalog
    made = template.render(c=catalog, m=catalog.message, document=document, measure=measure, base=base)
    return Markup(made.strip())


def rendered(template: str, origin: str, catalog: Catalog, head: Head, **values: object) -> str:
    """Return one page: its head, then the template filled in."""
    body = environment().get_template(f"{template}.md.j2").render(c=catalog, m=catalog.message, **values)
    return f"{head.front_matter(origin)}\n\n{body.strip()}\n"
