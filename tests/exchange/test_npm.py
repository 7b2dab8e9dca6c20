"""The npm packages: exact versions, hashes, no addresses."""

from __future__ import annotations

import json
import re
from importlib import resources

NPM = resources.files("accord.exchange").joinpath("npm")
LOCK = json.loads(NPM.joinpath("package-lock.json").read_text("utf-8"))
WANTED = json.loads(NPM.joinpath("package.json").read_text("utf-8"))["dependencies"]


def test_every_version_is_exact_and_the_lock_holds_it() -> None:
    for name, version in WANTED.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert LOCK["packages"][f"node_modules/{name}"]["version"] == version
    assert LOCK["packages"][""]["dependencies"] == WANTED


def test_every_package_has_a_hash_and_a_licence_and_none_an_address() -> None:
    packages = {name: told for name, told in LOCK["packages"].items() if name}
    assert len(packages) > 10
    for name, told in packages.items():
        assert told["integrity"].startswith("sha512-"), name
        assert told["license"], name
        assert "resolved" not in told, name
    assert "://" not in json.dumps(LOCK)


def test_the_program_of_ours_is_the_only_javascript_of_the_wheel() -> None:
    folder = resources.files("accord.exchange")
    scripts = [each.name for each in folder.iterdir() if each.name.endswith((".js", ".mjs", ".cjs"))]
    assert scripts == ["cql.mjs"]
    assert "://" not in folder.joinpath("cql.mjs").read_text("utf-8")
