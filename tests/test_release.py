"""What stands beside and in the bundle so that it can be checked, and the robot that publishes it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, Built
from policy_site.site import release

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def listed(text: str) -> dict[str, str]:
    """Return the names and the sums that a file of sums lists."""
    return {name: digest for digest, name in (line.split("  ", 1) for line in text.splitlines())}


def test_the_sums_beside_the_bundle_are_those_of_all_that_stands_there(built: Built) -> None:
    dist = built.bundle.parent
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in dist.iterdir()}
    del files[release.SUMS]
    assert listed((dist / release.SUMS).read_text("utf-8")) == files
    assert {built.bundle.name, release.MANIFEST, release.BILL} <= files.keys()


def test_the_sums_in_the_bundle_are_those_of_all_its_files(built: Built) -> None:
    with zipfile.ZipFile(built.bundle) as archive:
        top = f"{built.bundle.stem}/"
        files = {name.removeprefix(top): archive.read(name) for name in archive.namelist()}
    sums = listed(files.pop(release.SUMS).decode())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_the_manifest_tells_what_the_site_was_made_from(built: Built) -> None:
    told = json.loads((built.bundle.parent / release.MANIFEST).read_text("utf-8"))
    assert told["inputs"] == (built.site / "data" / "inputs.sha256").read_text("utf-8").strip()
    witness = "source_texts/nantong-2024/witness.txt"
    assert told["sources"][witness] == hashlib.sha256((ROOT / witness).read_bytes()).hexdigest()
    assert not [name for name in told["sources"] if re.match(r"docs/[^/]+/policies/", name)], "made, not a source"
    assert "site/build.py" in told["program"]
    assert told["packages"]["mkdocs-material"] == metadata.version("mkdocs-material")


def test_the_bill_of_materials_fits_its_schema_and_holds_what_the_lock_does(built: Built) -> None:
    from cyclonedx.schema import SchemaVersion  # here, because these take seconds to import
    from cyclonedx.validation.json import JsonStrictValidator

    text = (built.bundle.parent / release.BILL).read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = {each["name"]: each["version"] for each in json.loads(text)["components"]}
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert {name: locked.get(name) for name in bill} == bill
    assert not {"serialNumber", "timestamp"} & {*re.findall(r'"(\w+)":', text)}, "would differ from build to build"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pinned_package_has_a_hash_and_no_file_names_a_registry(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    packages = [each for each in re.split(r"\n(?=[\w.-]+==)", text) if "==" in each.split("\n")[0]]
    assert len(packages) > 40
    assert not [each.split("\n")[0] for each in packages if "--hash=sha256:" not in each]
    assert "://" not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_robot_uses_what_is_pinned_and_may_do_no_more_than_it_needs(path: Path) -> None:
    told = yaml.safe_load(path.read_text("utf-8"))
    assert told["permissions"] == {}, "each job says what it needs"
    reads = {"contents": "read"}
    may = {"build": reads, "audit": reads, "deploy": {"pages": "write", "id-token": "write"}}
    for name, job in told["jobs"].items():
        assert job["permissions"] == may[name]
        for step in job["steps"]:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]) if "uses" in step else step["run"]
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize(
    ("says", "status", "outcome"),
    [
        ("No known vulnerabilities found", 0, 0),
        ("Found 2 known vulnerabilities in 1 package", 1, 1),
        ("setuptools: Dependency not found on PyPI and could not be audited", 1, 2),
    ],
)
def test_an_audit_that_could_ask_nobody_does_not_pass(tmp_path: Path, says: str, status: int, outcome: int) -> None:
    tool = tmp_path / "pip-audit"
    tool.write_text(f"#!/bin/sh\necho '{says}'\nexit {status}\n", "utf-8")
    tool.chmod(0o755)
    environment = {**os.environ, "PIP_AUDIT": str(tool)}
    done = subprocess.run([ROOT / "tests" / "audit"], env=environment, capture_output=True, check=False)
    assert done.returncode == outcome
