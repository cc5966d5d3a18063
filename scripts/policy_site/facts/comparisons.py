"""Comparisons: authored differences between places, and the pairs that are not alike.

In: comparisons.yml and the facts of all documents. Out: problems.

Guarantees:
1. Every difference and every pair rests on facts or clauses that are there, each named by its document and its id.
2. A difference rests on two documents at least, and no difference compares a pair that is said not to be alike.
3. Both languages of a statement hold the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from ..sources.problems import Problem
from ..sources.records import Comparisons
from ..sources.yamlfile import Path, YamlFile
from . import claims
from .facts import Facts


def check(comparisons: Comparisons, facts: Mapping[str, Facts], source: YamlFile) -> Iterator[Problem]:
    """Yield every problem of the comparisons; ``facts`` are those of each document by its slug."""
    apart = {frozenset((pair.a, pair.b)) for pair in comparisons.unlike}
    for number, difference in enumerate(comparisons.differences):
        path: Path = ("differences", number)
        for index, basis in enumerate(difference.basis):
            yield from _dead(basis, facts, source, (*path, "basis", index))
        yield from claims.alike(difference, source, path, "F012")
        if len({basis.partition("#")[0] for basis in difference.basis}) < 2:
            message = "The difference rests on one document only."
            yield Problem(source.place((*path, "basis")), "F012", message, "Name a clause of each place.")
        for one, other in combinations(difference.basis, 2):
            if frozenset((one, other)) in apart:
                message = f"‘{one}’ and ‘{other}’ stand under ‘unlike’."
                yield Problem(source.place((*path, "basis")), "F012", message, "Compare like with like.")
    for number, pair in enumerate(comparisons.unlike):
        for name in ("a", "b"):
            yield from _dead(getattr(pair, name), facts, source, ("unlike", number, name))
        yield from claims.alike(pair.because, source, ("unlike", number, "because"), "F012")


def _dead(reference: str, facts: Mapping[str, Facts], source: YamlFile, path: Path) -> Iterator[Problem]:
    """Yield a problem for a reference that leads to no fact and no clause, e.g. wuhan-2020#m55."""
    slug, _, name = reference.partition("#")
    found = facts.get(slug)
    known = {each.id for each in found.measures} | {each.id for each in found.targets} if found else set()
    if not found or not (name in known or found.edition.cited(name)):
        message = f"‘{reference}’ leads to no fact and no clause."
        yield Problem(source.place(path), "F012", message, "Write the document and the id, e.g. wuhan-2020#m55.")
