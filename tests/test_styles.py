"""The style sheets: nothing in them is for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conftest import ROOT, Built
from htmlpage import pages

#: A comment, and a class in a selector: .row in ‘.row > p’. A number such as 0.5rem is none.
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
#: What stands in quotation marks in a script or a template: class="row kind-{}" gives ‘row kind-{}’.
QUOTED = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")


def styled() -> Iterator[tuple[str, str]]:
    """Yield the classes that the style sheets speak of, each with the name of the sheet."""
    for sheet in sorted((ROOT / "theme" / "assets" / "stylesheets").glob("*.css")):
        for prelude in re.findall(r"([^{};]+)\{", COMMENT.sub("", sheet.read_text("utf-8"))):
            if not prelude.lstrip().startswith("@"):
                yield from ((name, sheet.name) for name in CLASS.findall(prelude))


def written() -> set[str]:
    """Return the quoted words of all scripts and templates; ‘{’ ends one that is filled in: kind-{."""
    folders = (
        (ROOT / "theme", "*.js"),
        (ROOT / "theme", "*.html"),
        (ROOT / "scripts", "*.j2"),
        (ROOT / "scripts", "*.py"),
    )
    texts = [path.read_text("utf-8") for folder, pattern in folders for path in folder.rglob(pattern)]
    found = [next(filter(None, groups), "") for text in texts for groups in QUOTED.findall(text)]
    return {part for text in found for part in re.findall(r"[\w-]+\{?", text)}


def test_every_styled_class_is_on_a_page_or_in_a_script(built: Built) -> None:
    shown = {
        name
        for page in pages(built.site)
        for element in page.elements
        for name in element.attributes.get("class", "").split()
    }
    known = shown | written()
    prefixes = tuple(part[:-1] for part in known if part.endswith("-{"))
    # Classes of Material's that its scripts give, e.g. md-nav__link--passed, are Material's own affair.
    dead = [
        f"{sheet}: .{name}" for name, sheet in styled() if name not in known and not name.startswith(("md-", *prefixes))
    ]
    assert dead == []
