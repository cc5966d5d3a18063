"""Six hundred kinds of hostile input: each does no harm, or is refused by a message that says where and what to do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import hostile
from conftest import restore
from policy_site.site import build as site
from policy_site.site.verify import Counts

pytestmark = pytest.mark.long

GROUPS = sorted({kind.group for kind in hostile.KINDS.values()})


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("group", GROUPS)
def test_no_kind_ends_in_a_traceback_a_hang_a_message_without_a_place_or_a_loss(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, part: int
) -> None:
    monkeypatch.setattr(site, "build", lambda *_: Counts())  # what comes before a site is built
    found: dict[str, tuple[str, str]] = {}
    kinds = [(name, kind) for name, kind in hostile.KINDS.items() if kind.group == group][part::4]
    for name, kind in kinds:
        found[name] = hostile.outcome(restore(tmp_path / "project", good), kind)
    assert {name: what for name, what in found.items() if what[0] not in hostile.GOOD} == {}
    assert len({what for what, _ in found.values()}) > 1 or group == "odd files"


def test_there_are_hundreds_of_kinds() -> None:
    assert len(hostile.KINDS) > 500
    assert min(Counter(kind.group for kind in hostile.KINDS.values()).values()) > 30
