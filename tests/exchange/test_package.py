"""The exported folder: what refers to something finds it there; what cannot be written is said."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from accord.cli.app import app
from accord.errors import Invalid, NotFound, Unavailable
from accord.exchange.naming import LONGEST_ID, Naming
from accord.exchange.package import export_policy, write_export
from accord.exchange.value_sets import value_set
from accord.policies import bundled_pack
from accord.policies.codes import CodePattern
from accord.policies.model import Policy
from tests.exchange.needs import ROOT, light, named, needs_cql

POLICIES = bundled_pack().policies
PAP = next(policy for policy in POLICIES if policy.id == "NCD-240.4_L33718")
every_policy = pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.id)
LIGHTS = str(ROOT / "tests" / "policies" / "pack")


def canonicals(value: Any) -> set[str]:
    """Every versioned address that is referred to."""
    if isinstance(value, dict):
        return {c for part in value.values() for c in canonicals(part)}
    if isinstance(value, list):
        return {c for part in value for c in canonicals(part)}
    return {value} if isinstance(value, str) and re.fullmatch(r"https://accord\.example/\S+\|\S+", value) else set()


@every_policy
def test_every_reference_names_a_version_and_is_in_the_bundle(policy: Policy) -> None:
    bundle = export_policy(named(policy), with_elm=False).bundle
    resources = [entry["resource"] for entry in bundle["entry"]]
    assert resources[0]["resourceType"] == "Questionnaire"
    there = {f"{resource['url']}|{resource['version']}" for resource in resources}
    assert canonicals(bundle) <= there
    assert all(resource["status"] == "draft" for resource in resources)
    assert all(re.fullmatch(r"[A-Za-z0-9.-]{1,64}", resource["id"]) for resource in resources)
    assert len({resource["url"] for resource in resources}) == len(resources)


@every_policy
def test_the_library_holds_the_cql_and_names_the_data_it_reads(policy: Policy) -> None:
    export = export_policy(named(policy), with_elm=False)
    (content,) = export.library["content"]
    assert content["contentType"] == "text/cql"
    assert base64.b64decode(content["data"]).decode() == export.cql
    read = {need["codeFilter"][0]["valueSet"] for need in export.library["dataRequirement"] if "codeFilter" in need}
    assert read == {f"{each['url']}|{each['version']}" for each in export.value_sets}
    for each in export.value_sets:
        assert each["url"] in export.cql


# Elements of FHIR R4 that the export may use, by resource: a name that is not among them is a slip.
ELEMENTS = {
    "Library": {
        "id", "url", "identifier", "version", "name", "title", "status", "type", "subjectCodeableConcept", "publisher",
        "effectivePeriod", "relatedArtifact", "parameter", "dataRequirement", "content",
    },
    "ValueSet": {"id", "url", "version", "name", "title", "status", "compose", "expansion"},
    "Bundle": {"id", "type", "entry"},
}  # fmt: skip


@every_policy
def test_resources_have_the_elements_of_fhir(policy: Policy) -> None:
    export = export_policy(named(policy), with_elm=False)
    for resource in (export.library, *export.value_sets, export.bundle):
        assert set(resource) - {"resourceType"} <= ELEMENTS[resource["resourceType"]]
    for parameter in export.library["parameter"]:
        assert set(parameter) == {"name", "use", "min", "max", "type"}
        assert re.fullmatch(r"\S+( \S+)*", parameter["name"])
        declared = "parameter" if parameter["use"] == "in" else "define"
        assert f'{declared} "{parameter["name"]}"' in export.cql
    for value_set_ in export.value_sets:
        for include in value_set_["compose"]["include"]:
            assert ("concept" in include) != ("filter" in include)
        assert value_set_["expansion"]["total"] == len(value_set_["expansion"]["contains"]) > 0


@every_policy
def test_code_texts_of_others_are_not_given_on(policy: Policy) -> None:
    for each in export_policy(named(policy), with_elm=False).value_sets:
        for code in each["expansion"]["contains"]:
            assert "display" not in code or code["system"].endswith("icd-10-cm")


def test_a_beginning_is_written_out() -> None:
    codes = {code["code"] for code in value_set(named(PAP), "mood")["expansion"]["contains"]}
    assert {"F32", "F32.9", "F31.81", "F39"} <= codes
    assert not {code for code in codes if not re.match(r"F3[1-4]|F39", code)}
    include = value_set(named(PAP), "mood")["compose"]["include"]
    assert include == [
        {
            "system": "http://hl7.org/fhir/sid/icd-10-cm",
            "filter": [{"property": "code", "op": "regex", "value": r"F39|F31.*|F32.*|F33.*|F34.*"}],
        }
    ]


def test_codes_of_two_systems_are_two_includes() -> None:
    include = value_set(named(PAP), "osa")["compose"]["include"]
    assert [(part["system"], part["concept"]) for part in include] == [
        ("http://hl7.org/fhir/sid/icd-10-cm", [{"code": "G47.33"}]),
        ("http://snomed.info/sct", [{"code": "78275009"}]),
    ]


def test_a_beginning_that_is_no_code_is_left_to_the_rule() -> None:
    policy = replace(PAP, value_sets={"osa": (CodePattern("snomed", "7827", True),)})
    made = value_set(named(policy), "osa")
    assert made["expansion"]["contains"] == []
    assert made["compose"]["include"][0]["filter"][0]["value"] == "7827.*"


@needs_cql
def test_the_library_holds_cql_and_elm_as_dtr_wants() -> None:
    export = export_policy(named(PAP))
    assert [content["contentType"] for content in export.library["content"]] == ["text/cql", "application/elm+json"]
    elm = json.loads(base64.b64decode(export.library["content"][1]["data"]))
    assert elm["library"]["identifier"] == {"id": export.naming.library, "version": export.naming.version}
    assert {d["name"] for d in elm["library"]["statements"]["def"]} >= {f"Criterion {key}" for key in PAP.criteria}


def test_the_same_policy_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_export(export_policy(named(PAP), with_elm=False), tmp_path / "one")
    second = write_export(export_policy(named(PAP), with_elm=False), tmp_path / "two")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_changed_policy_has_another_version() -> None:
    changed = replace(PAP, sha256="0" * 64)
    assert named(changed).version != named(PAP).version
    assert named(PAP).version.startswith("2024.1.1-")
    included = replace(PAP, included={"shared.yaml": "0" * 64})
    assert named(included).version != named(PAP).version


def test_an_id_that_is_too_long_is_cut_and_stays_its_own() -> None:
    long = replace(PAP, id="P" * 80)
    ids = {named(long).id(part) for part in ("", "one", "other")}
    assert len(ids) == 3
    assert all(len(each) <= LONGEST_ID for each in ids)


@pytest.mark.parametrize(
    "base", ["payer.example", "", "https://payer.example/fhir/", "https://a.example/x|1", "ftp://a.example/b"]
)
def test_an_address_that_cannot_be_published_under_is_refused(base: str) -> None:
    with pytest.raises(Invalid, match="address"):
        Naming(PAP, PAP.editions[-1], base)


def test_the_command_writes_the_edition_that_is_named(tmp_path: Path) -> None:
    args = ["policy", "export", "EX-LIGHT@2025-01-15", "--policies", LIGHTS, "--out", str(tmp_path / "x"), "--no-elm"]
    done = CliRunner().invoke(app, [*args, "--base", "https://payer.example/fhir"])
    assert done.exit_code == 0
    written = {Path(line).name for line in done.stdout.splitlines()}
    assert written == {path.name for path in (tmp_path / "x").iterdir()}
    assert not any(name.endswith(".elm.json") for name in written)
    form = json.loads((tmp_path / "x" / "Questionnaire-accord-EX-LIGHT.json").read_bytes())
    assert form["effectivePeriod"] == {"start": "2024-01-01", "end": "2025-06-30"}
    assert form["url"] == "https://payer.example/fhir/Questionnaire/accord-EX-LIGHT"


def test_a_policy_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    args = ["policy", "export", "NOBODY", "--policies", LIGHTS, "--out", str(tmp_path / "x"), "--no-elm"]
    assert isinstance(CliRunner().invoke(app, args).exception, NotFound)
    assert not (tmp_path / "x").exists()


def test_a_day_outside_every_edition_is_not_found(tmp_path: Path) -> None:
    args = ["policy", "export", "EX-LIGHT@2019-01-15", "--policies", LIGHTS, "--out", str(tmp_path / "x"), "--no-elm"]
    assert isinstance(CliRunner().invoke(app, args).exception, NotFound)


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("taken")
    with pytest.raises(Unavailable, match="--out"):
        write_export(export_policy(named(light()), with_elm=False), tmp_path / "x")
