"""The house: imports point one way, in the order that CONTRIBUTING.md states, and README.md draws every package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from conftest import ROOT
from policy_site.sources import fieldtables

PROGRAM = ROOT / "scripts" / "policy_site"
#: 6. Imports point one way: command → site → search, book → pages → … → sources.
RULE = re.compile(r"Imports point one way:(?P<floors>[^.]+)\.")


def rooms() -> set[str]:
    """Return the packages and the single modules of the program."""
    return {path.stem for path in PROGRAM.iterdir() if path.suffix == ".py" or path.is_dir()} - {
        "__init__",
        "__pycache__",
    }


def floors() -> dict[str, int]:
    """Return the floor of each room, the command on the highest."""
    found = RULE.search((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert found
    return {room.strip(): -depth for depth, floor in enumerate(found["floors"].split("→")) for room in floor.split(",")}


def arrows() -> Iterator[tuple[str, str, str]]:
    """Yield each import of another room: the file, its room, the other room."""
    for path in PROGRAM.rglob("*.py"):
        inside = path.relative_to(PROGRAM)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level > len(inside.parts) - 1:
                names = [node.module.split(".")[0]] if node.module else [each.name for each in node.names]
                yield from ((inside.as_posix(), inside.with_suffix("").parts[0], name) for name in names)


def test_every_room_has_a_floor_and_imports_only_from_below() -> None:
    order = floors()
    assert set(order) == rooms()
    found = list(arrows())
    assert len(found) > 200
    assert [arrow for arrow in found if order[arrow[1]] <= order[arrow[2]] and arrow[1] != arrow[2]] == []


def test_the_readme_draws_every_package_in_the_order_of_the_floors() -> None:
    drawn = re.findall(r"^  (\w+)/ ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    order = floors()
    assert set(drawn) == {room for room in rooms() if (PROGRAM / room).is_dir()}
    assert [order[room] for room in drawn] == sorted(order[room] for room in drawn)


def test_every_package_says_what_comes_in_and_what_goes_out() -> None:
    for package in (path for path in PROGRAM.iterdir() if (path / "__init__.py").is_file()):
        said = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
        assert re.search(r"\bin[,.:;]", said, re.IGNORECASE), package.name
        assert re.search(r"\bout\b", said, re.IGNORECASE), package.name


def test_the_readme_draws_every_file_that_people_write() -> None:
    drawn = (ROOT / "README.md").read_text("utf-8").partition("## The flow")[2].partition("## Add")[0]
    assert [name for name in fieldtables.FILES if f"{name}.yml" not in drawn] == []


def test_no_two_classes_have_one_name() -> None:
    contexts = PROGRAM / "pages" / "contexts.py"  # its classes are named by their templates, and with the module
    found: dict[str, list[str]] = {}
    for path in set(PROGRAM.rglob("*.py")) - {contexts}:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(path.relative_to(PROGRAM).as_posix())
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}
