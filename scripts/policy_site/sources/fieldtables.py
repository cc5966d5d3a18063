"""Field tables: the tables of source_texts/README.md, made from the models and codes that they describe.

In: the README as text. Out: the same text with each table filled in.

Guarantees:
1. Pure: nothing is read or written; only what stands between two markers changes.
2. A field, its type and its meaning come from records.py, a problem code from problems.py; nothing is typed twice.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic_core import PydanticUndefined

from .problems import CODES
from .records import (
    Answers,
    Apparatus,
    AudienceNotes,
    Comparisons,
    Document,
    EverydayWords,
    Glossary,
    Home,
    Measures,
    Model,
    Names,
    Notes,
    Outcomes,
    Questions,
    SourceList,
    Summary,
    Targets,
    Topics,
    TraditionalWords,
)  # fmt: skip

FILES: dict[str, type[Model]] = {
    "document": Document,
    "apparatus": Apparatus,
    "summary": Summary,
    "notes": Notes,
    "measures": Measures,
    "targets": Targets,
    "outcomes": Outcomes,
    "answers": Answers,
    "everyday": EverydayWords,
    "traditional": TraditionalWords,
    "glossary": Glossary,
    "topics": Topics,
    "names": Names,
    "sources": SourceList,
    "comparisons": Comparisons,
    "questions": Questions,
    "audiences": AudienceNotes,
    "home": Home,
}
#: A table and its markers, e.g. <!-- table: document --> … <!-- end -->
_MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_PLAIN: dict[Any, str] = {str: "text", int: "number", datetime.date: "day"}


def filled(readme: str, more: Mapping[str, str]) -> str:
    """Return ``readme`` with the table of each marker made anew, ``more`` tables by name among them.

    An unknown name is left as it is.
    """
    made = {**tables(), **more}
    return _MARKED.sub(lambda m: f"{m[1]}\n{made[m[2]]}\n\n{m[3]}" if m[2] in made else m[0], readme)


def tables() -> dict[str, str]:
    """Return the Markdown of each table by the name in its marker: a file, or ``problems``."""
    seen: set[type[Model]] = set()
    return {name: "\n\n".join(_sections(model, seen)) for name, model in FILES.items()} | {"problems": _codes()}


def _sections(model: type[Model], seen: set[type[Model]]) -> Iterator[str]:
    """Yield the table of a file, then one for each kind of value in it that no earlier table describes."""
    yield _fields(model)
    waiting = list(_parts(model))
    while waiting:
        part = waiting.pop(0)
        if part not in seen:
            seen.add(part)
            base = "" if part.__bases__ == (Model,) else f" Besides the fields of `{part.__bases__[0].__name__}`:"
            yield f"`{part.__name__}`: {part.__doc__}{base}\n\n{_fields(part)}"
            waiting += _parts(part)


def _fields(model: type[Model]) -> str:
    """Return the table of the fields that ``model`` adds to those of its base."""
    own = ((name, model.model_fields[name]) for name in model.__annotations__)
    rows = ((f"`{name}`", _required(f.default), _holds(f.annotation), f.description or "") for name, f in own)
    return table(("field", "required", "holds", "meaning"), rows)


def _codes() -> str:
    return table(("code", "severity", "meaning"), ((f"`{code}`", *entry) for code, entry in CODES.items()))


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ("---",) * len(head), *rows))


def _required(default: Any) -> str:
    """Return yes, or no with the text or number that holds when the field is left out."""
    shown = f"no ({default})" if default and isinstance(default, str | int) else "no"
    return "yes" if default is PydanticUndefined else shown


def _holds(annotation: Any) -> str:
    """Return a type in words: a model's name, the choices of a literal, ‘list of …’."""
    origin, inner = get_origin(annotation), [part for part in get_args(annotation) if part not in (NoneType, ...)]
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in inner)
    if inner:  # Annotated[X, …], X | None or tuple[X, ...]
        return f"list of {_holds(inner[0])}" if origin is tuple else _holds(inner[0])
    return _PLAIN.get(annotation) or f"`{annotation.__name__}`"


def _parts(model: Any) -> Iterator[type[Model]]:
    """Yield the base of ``model`` and the models that its fields hold."""
    yield from (base for base in model.__bases__ if base is not Model)
    for field in model.model_fields.values():
        arguments = (field.annotation, *get_args(field.annotation))
        yield from (part for part in arguments if isinstance(part, type) and issubclass(part, Model))
