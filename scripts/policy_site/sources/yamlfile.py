"""YAML with positions: plain data, and for every value the line and the column where it stands.

In: the text of a YAML file. Out: plain mappings, lists and strings, a map from paths to places, problems.

Guarantees:
1. Only plain data: no tags, no anchors or aliases (so no expansion bombs), no repeated keys.
2. Every scalar is a string (or None where the file leaves a value out); the models give it its type.
3. No value holds a control character, a surrogate or a sign that turns the direction of writing.
4. Never raises on bad text: each fault is a Problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Place, Problem

Path = tuple[str | int, ...]

#: What no reader sees and some program acts on, but for tabs and line ends, e.g. \\0, U+202E.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
#: The models nest five levels deep; more than this is a mistake or an attack.
_DEEPEST = 20


#: The C parser where PyYAML was built with it: ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlFile:
    """The plain data of one file, and the place of each value (``keys``: of each key)."""

    path: str
    data: dict[str, Any]
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Return the place of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(self.path))

    def key_place(self, path: Path) -> Place:
        """Return the place of the key at ``path``."""
        return self.keys.get(path, self.place(path))


def parse(path: str, text: str) -> tuple[YamlFile, tuple[Problem, ...]]:
    """Parse ``text``; the data is an empty mapping where it cannot be used."""
    empty = YamlFile(path, {})
    try:
        faults = tuple(_forbidden_syntax(path, text))
        if faults:
            return empty, faults
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        return empty, (Problem(place, "Y001", f"{error.problem or error.context}.", "Mend the YAML syntax here."),)
    except (yaml.YAMLError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        return empty, (Problem(Place(path), "Y001", f"{reason}.", "Mend the YAML syntax."),)
    if not isinstance(root, yaml.MappingNode):
        remedy = "Write ‘field: value’ lines."
        return empty, (Problem(Place(path), "Y002", "The file is not a mapping.", remedy),)
    found = YamlFile(path, {})
    problems: list[Problem] = []
    found.data.update(_construct(root, (), found, problems))
    return found, tuple(problems)


def _forbidden_syntax(path: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each anchor, alias and tag, and for deep nesting, before anything is expanded."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = event.start_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:  # PyYAML's time grows with the square of the depth: stop here
            yield Problem(place, "Y001", f"Nested deeper than {_DEEPEST} levels.", "Mend the YAML syntax here.")
            return
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            yield Problem(place, "Y004", f"Anchor or alias ‘{anchor}’.", "Write the value out in full.")
        if tag:
            yield Problem(place, "Y003", f"Tag ‘{tag}’.", "Remove it: plain values only.")


def _construct(node: yaml.Node, path: Path, found: YamlFile, problems: list[Problem]) -> Any:
    """Return the plain data of ``node``, noting where each part stands."""
    found.values[path] = Place(found.path, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, found, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(child, (*path, index), found, problems) for index, child in enumerate(node.value)]
    found_control = CONTROL.search(node.value)
    if found_control:
        message = f"Control character U+{ord(found_control[0]):04X} in a value."
        problems.append(Problem(found.values[path], "Y006", message, "Remove it."))
    return None if node.tag.endswith(":null") else node.value


def _mapping(node: yaml.MappingNode, path: Path, found: YamlFile, problems: list[Problem]) -> dict[str, Any]:
    """Return a mapping, reporting keys that are repeated or not plain words."""
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.start_mark)
        place = Place(found.path, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in data:
            problems.append(Problem(place, "Y005", f"Key ‘{key}’ stands twice.", "Keep one of the two."))
            continue
        found.keys[(*path, key)] = place
        data[key] = _construct(value_node, (*path, key), found, problems)
    return data
